//! The accent colour can be read on white.

use super::rule::{Look, Rule, Scope};
use crate::colour::{Colours, LEAST_CONTRAST, contrast_with_white};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::partnership::Partnership;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("contrast"),
    reason: "Headings and figures in a pale colour are lost on a bad printer and for people who see badly; text needs a contrast of 4.5 to 1 with its ground (WCAG 2.2, 1.4.3), and public schools must keep to that. Text is printed in a darker shade; rules and areas keep the colour.",
    example: "# institution.yaml\nbrand: {accent: \"#f0c000\"}",
    scope: Scope::Everything,
    look: Look::Data(check),
};

fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let institution = partnership.institution;
    let accent = institution.model.brand.as_ref().and_then(|brand| brand.accent.as_deref());
    let Some((accent, contrast)) = accent.and_then(|accent| Some((accent, contrast_with_white(accent)?)))
    else {
        return;
    };
    let Some(colours) = Colours::of(accent).filter(|colours| colours.ink != colours.accent) else { return };
    // What is only just too little must not read as enough.
    let contrast = (contrast * 100.0).floor() / 100.0;
    let ground = if contrast < LEAST_CONTRAST { "white" } else { "white, and less with its own tint" };
    let message = format!(
        "the colour `{accent}` is too pale for text: it has a contrast of {contrast} to 1 with {ground}; text needs {LEAST_CONTRAST}"
    );
    found.push(
        Diagnostic::warning(RULE.code, message)
            .at(&institution.file, &institution.place(&["brand", "accent"]), "")
            .help(format!(
                "text is printed in `{}`, a darker shade; choose that, or another dark colour",
                colours.ink
            )),
    );
}
