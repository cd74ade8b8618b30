//! Who signed, and the scan of it.

use maud::{Markup, html};

use super::super::shared::form_fields::{
    FieldProblem, FilledFact, Labelled, problem_line, problem_of, radio,
};
use super::super::shared::partner_request::AskedPartner;
use crate::model::US;

/// Who signed, the scan, and what is only said when it is not plain: version and language.
pub fn signature_fields(asked: &AskedPartner<'_>, filled: &FilledFact, problems: &[FieldProblem]) -> Markup {
    let words = &asked.spoken.words.note;
    let version =
        Labelled { name: "version", label: &words.version, hint: Some(&words.version_hint), problem: None };
    let language = Labelled { name: "language", label: &words.language, hint: None, problem: None };
    let scan = Labelled {
        name: "scan",
        label: &words.scan,
        hint: Some(&words.scan_hint),
        problem: problem_of(problems, "scan"),
    };
    let by = problem_of(problems, "by");
    html! {
        fieldset.field.wrong[by.is_some()] aria-describedby=[by.map(|_| "by-problem")] {
            legend { (words.signer) }
            (problem_line("by", by))
            @for (at, (who, name)) in signers(asked).iter().enumerate() {
                (radio("by", at, who, name, *who == filled.by))
            }
        }
        (scan.shown(&|described| html! {
            input id="scan" name="scan" type="file" accept=".pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg" required
                aria-describedby=(described) aria-invalid=[scan.problem.map(|_| "true")];
        }))
        details open[!filled.version.is_empty() || !filled.language.is_empty()] {
            summary { (words.special) }
            (version.shown(&|described| html! {
                input.day id="version" name="version" type="number" min="1" max="999" value=(filled.version) aria-describedby=(described);
            }))
            (language.shown(&|_| html! {
                select id="language" name="language" {
                    option value="" { (words.as_made) }
                    @for tag in asked.snapshot.project.templates.spoken() {
                        option value=(tag) selected[tag == filled.language] { (asked.spoken.language(tag)) }
                    }
                }
            }))
        }
    }
}

/// Who may have signed, by what it is noted and by name.
fn signers(asked: &AskedPartner<'_>) -> Vec<(String, String)> {
    let project = &asked.snapshot.project;
    let own = project.institution.model.legal_name.clone();
    let mut signers = vec![(US.to_owned(), own), ("them".to_owned(), asked.name.clone())];
    if let Ok(loaded) = project.load_alone(asked.id) {
        let further = loaded.partner.model.mou.into_iter().flat_map(|mou| mou.further_partners);
        signers.extend(further.map(|id| {
            let name =
                project.load_alone(&id).map_or_else(|_| id.clone(), |other| other.partner.model.legal_name);
            (id, name)
        }));
    }
    signers
}
