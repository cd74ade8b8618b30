//! What can be known to be wrong with a template before anything is rendered.

use super::compiled::Template;
use super::fields::Sight;
use super::kind::DocumentScope;
use super::tags::without_tags;
use super::{all_partners, context, fields, growth, kind_checks, slips};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::source::SourceFile;

/// The fields of a shared piece that cannot be used as they are, and what it lets grow without measure; of a piece
/// that is longer than a template can be only that.
pub fn misused_in(piece: &SourceFile) -> Vec<Diagnostic> {
    if let Some(endless) = growth::endless_template(piece) {
        return vec![endless];
    }
    let misused = fields::misused(piece.text(), Sight::Any).into_iter();
    let misused = misused.map(|misused| misused.diagnostic.at(piece, &misused.span, misused.label));
    let swelling = growth::swelling(piece.text()).into_iter();
    misused.chain(swelling.map(|(span, name)| growth::swells(&name).at(piece, &span, ""))).collect()
}

/// Stands in a path for what is only known when the template is rendered.
const ANY: &str = "…";

/// That every field which the template names is one that a file can have, and can be printed.
pub fn check(template: &Template) -> Result<(), Diagnostics> {
    let mut found = slips::printed_as_it_stands(&template.file, template.body);
    if let Some((span, name)) = growth::swelling(&template.file.text()[template.body..]) {
        let span = span.start + template.body..span.end + template.body;
        found.push(growth::swells(&name).at(&template.file, &span, ""));
    }
    for snippet in template.front.snippets() {
        let swelling = growth::swelling(&snippet.text);
        found.extend(swelling.map(|(_, name)| growth::swells(&name).at(&template.file, &snippet.span, "")));
    }
    let is_about_all = template.scope() == DocumentScope::Institution;
    let sight = if is_about_all { Sight::AllPartners } else { Sight::Partner };
    found.extend(kind_checks::problems(template));
    for misused in fields::misused(&template.file.text()[template.body..], sight) {
        let span = misused.span.start + template.body..misused.span.end + template.body;
        found.push(misused.diagnostic.at(&template.file, &span, misused.label));
    }
    // A mistake in a shared piece stops the documents that take it in.
    found.extend(template.taken_in().into_iter().flat_map(misused_in));
    for snippet in template.front.snippets() {
        for misused in fields::misused(&snippet.text, sight) {
            // In quotes the text may stand otherwise than it is read; its parts are there all the same.
            let written = template.file.slice(&snippet.span);
            let part = format!(".{}", misused.name);
            let ends = |at: usize| {
                !written[at + part.len()..].starts_with(|one: char| one.is_alphanumeric() || one == '_')
            };
            let at = written.match_indices(&part).map(|(at, _)| at).find(|at| ends(*at));
            let span = at.map_or(snippet.span.clone(), |at| {
                let start = snippet.span.start + at + 1;
                start..start + misused.name.len()
            });
            found.push(misused.diagnostic.at(&template.file, &span, misused.label));
        }
    }
    let required = template.front.list("requires").iter().map(|snippet| (snippet, "required here"));
    let when =
        template.front.text("when").into_iter().map(|snippet| (snippet, "decides when the document is due"));
    for (snippet, why) in required.chain(when) {
        for path in
            without_tags(&snippet.text, ANY, " ").split_whitespace().filter(|path| !path.contains(ANY))
        {
            let root = path.split('.').next().unwrap_or(path);
            if is_about_all && ["partner", "contact"].contains(&root) {
                found.push(all_partners::not_seen(root).at(&template.file, &snippet.span, why));
                continue;
            }
            if context::is_known(path) {
                continue;
            }
            found.push(
                Diagnostic::error(codes::UNKNOWN_FIELD, format!("no file has a field `{path}`"))
                    .at(&template.file, &snippet.span, why)
                    .help("fields begin with `institution.`, `partner.`, `contact.` or `sender.`; `handclasp new NAME` explains them"),
            );
        }
    }
    if found.is_empty() { Ok(()) } else { Err(found.cut_short(&template.file)) }
}
