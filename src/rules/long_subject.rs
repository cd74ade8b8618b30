//! A subject can be read whole in a list of mails.

use super::rule::{FinishedText, Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::template::is_reply;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("long-subject"),
    reason: "Mail programs show about 60 letters of a subject, telephones fewer; what stands behind is not read.",
    example: "# an email’s template
subject: \"A first letter of our vocational training centre about all that we could do together\"",
    scope: Scope::Emails,
    look: Look::Text(check),
};

/// The longest subject that mail programs show whole.
const LONGEST: usize = 60;

fn check(text: &FinishedText<'_>, found: &mut Diagnostics) {
    let meta = &text.document.meta;
    let Some(subject) = &meta.subject else { return };
    let letters = subject.chars().count();
    if letters > LONGEST && !is_reply(subject) {
        let partner = text.partnership.partner;
        let message = format!("the subject of `{}` has {letters} letters: `{subject}`", meta.document);
        found.push(
            Diagnostic::warning(RULE.code, message)
                .at(&partner.file, &partner.place::<&str>(&[]), "for this partner")
                .help(format!("mail programs show about {LONGEST}; a `short_name` helps")),
        );
    }
}
