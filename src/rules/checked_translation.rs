//! What is signed in two languages says the same in both: somebody has looked at the texts of one's own side by side.

use super::rule::{FinishedText, Look, Rule, Scope};
use super::translated_texts::not_looked_at;
use crate::diagnostic::words::count;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::history::LookedAt;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("checked-translation"),
    reason: "When one language of a text is changed and the other is forgotten, the partners sign two different things. So each text of your own in a document of two languages is looked at in both, side by side, and that is noted with what it said then. In a draft it is a warning.",
    example: "# where the texts of institution.yaml that are printed are in both languages\ncooperation: {purpose: {en: \"open workshops\", pt-PT: \"oficinas abertas\"}}\nsignatories: [{name: \"Ola Lis\", position: {en: \"Chair\", pt-PT: \"Presidente\"}}]\nmou: {languages: [en, pt-PT], term: {start: on_last_signature, end: \"2030-12-31\"}}",
    scope: Scope::Everything,
    look: Look::Text(check),
};

fn check(text: &FinishedText<'_>, found: &mut Diagnostics) {
    let (partnership, document) = (text.partnership, text.document);
    let unlooked = not_looked_at(partnership, document);
    let help =
        format!("`handclasp log {} checked-translation` shows both languages side by side", partnership.id);
    if document.meta.draft.is_some() {
        let Some((first, _)) = unlooked.first() else { return };
        let texts = count(unlooked.len(), "text");
        let message =
            format!("{texts} of `{}` still to be looked at in both languages", document.meta.document);
        found.push(Diagnostic::warning(RULE.code, message).at(first.file, &first.span, "").help(help));
        return;
    }
    for (one, state) in unlooked {
        let what = match state {
            LookedAt::Otherwise => "a text changed since its translation was looked at",
            LookedAt::Never | LookedAt::AsItIs => "a text was never looked at in both languages",
        };
        let field: Vec<&str> = one.field.split('.').filter(|part| part.parse::<usize>().is_err()).collect();
        let problem =
            Diagnostic::error(RULE.code, what).at(one.file, &one.span, format!("`{}`", field.join(".")));
        found.push(problem.help(help.clone()));
    }
}
