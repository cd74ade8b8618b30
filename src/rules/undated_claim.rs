//! What a profile says of projects and accreditations has its time.

use super::rule::{Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::partnership::Partnership;
use crate::template::Kind;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("undated-claim"),
    reason: "A partner checks what it reads. A project without its years may be twenty years old, an accreditation without its last day may have ended; National Agencies publish both.",
    example: "# institution.yaml\nprojects:\n  - {title: \"Green Galley\", role: \"coordinator\"}",
    scope: Scope::Kinds(&[Kind::Profile]),
    look: Look::Data(check),
};

fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let institution = partnership.institution;
    for (at, project) in institution.model.projects.iter().enumerate() {
        if project.years.is_none() {
            let at = at.to_string();
            found.push(
                Diagnostic::warning(
                    RULE.code,
                    format!("the profile names the project “{}” without its years", project.title),
                )
                .at(&institution.file, &institution.place(&["projects", at.as_str(), "title"]), "")
                .help("write the years behind it: `years: \"2023–2025\"`"),
            );
        }
    }
    let accreditation = institution.model.ids.as_ref().and_then(|ids| ids.erasmus_accreditation.as_ref());
    if accreditation.is_some_and(|accreditation| accreditation.valid_to.is_none()) {
        found.push(
            Diagnostic::warning(
                RULE.code,
                "the profile names the accreditation without the day until which it is valid",
            )
            .at(&institution.file, &institution.place(&["ids", "erasmus_accreditation"]), "")
            .help("write the last day behind its code: `valid_to: \"2027-12-31\"`"),
        );
    }
}
