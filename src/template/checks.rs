//! What can be known to be wrong with a template before anything is rendered.

use std::collections::HashMap;

use super::compiled::{BODY, Template};
use super::definition::Need;
use super::fields::{KnownFields, Sight};
use super::growth::KeptPieces;
use super::kind::DocumentScope;
use super::parts::{PartPlace, TemplatePart};
use super::tags::without_tags;
use super::{all_partners, context, fields, growth, kind_checks, patterns, slips};
use crate::diagnostic::words::did_you_mean;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::source::{SourceFile, Span};

/// The fields of a shared piece that cannot be used as they are, and what it lets grow without measure; of a piece
/// that is longer than a template can be only that.
pub fn misused_in(piece: &SourceFile) -> Vec<Diagnostic> {
    if let Some(endless) = growth::endless_template(piece) {
        return vec![endless];
    }
    let misused = KnownFields::behind("", Sight::Any).misused(piece.text()).into_iter();
    let misused = misused.map(|misused| misused.diagnostic.at(piece, &misused.span, misused.label));
    let patterns = patterns::mistakes(piece.text()).into_iter();
    let misused = misused.chain(patterns.map(|mistake| mistake.diagnostic.at(piece, &mistake.span, "")));
    let swelling = growth::swelling(piece.text()).into_iter();
    misused.chain(swelling.map(|(span, name)| growth::swells(&name).at(piece, &span, ""))).collect()
}

/// Stands in a path for what is only known when the template is rendered.
const ANY: &str = "…";

/// That every field which the template names is one that a file can have, and can be printed.
pub fn check(template: &Template) -> Result<(), Diagnostics> {
    let mut found = Diagnostics::new();
    for part in template.parts.iter().filter(|part| is_text(part)) {
        found.extend(slips::printed_as_it_stands(&part.file, &part.span()));
    }
    let is_about_all = template.scope() == DocumentScope::Institution;
    let sight = if is_about_all { Sight::AllPartners } else { Sight::Partner };
    // Most parts stand behind the same tags.
    let mut known: HashMap<&str, (KnownFields, KeptPieces)> = HashMap::new();
    for part in &template.parts {
        let prelude: &str = &part.prelude;
        let behind = || (KnownFields::behind(prelude, sight), KeptPieces::behind(prelude));
        let (fields, pieces) = known.entry(prelude).or_insert_with(behind);
        let swelling = pieces.swelling(&part.text);
        found.extend(
            swelling.map(|(span, name)| growth::swells(&name).at(&part.file, &part.locate(&span), "")),
        );
        for misused in fields.misused(&part.text) {
            let span = place_of(part, &misused.span, &misused.name);
            found.push(misused.diagnostic.at(&part.file, &span, misused.label));
        }
    }
    for part in &template.parts {
        for mistake in patterns::mistakes(&part.text) {
            let span = part.locate(&mistake.span);
            found.push(mistake.diagnostic.at(&part.file, &span, ""));
        }
    }
    // A mistake in a shared piece stops the documents that take it in.
    found.extend(template.taken_in().into_iter().flat_map(misused_in));
    found.extend(kind_checks::problems(template));
    found.extend(unknown_fields(template));
    found.extend(unknown_names(template));
    if found.is_empty() { Ok(()) } else { Err(found.cut_short(template.file())) }
}

/// Whether a part is text that is printed, and no expression and no text of the front matter.
fn is_text(part: &TemplatePart) -> bool {
    part.name == BODY || part.name.starts_with("section.")
}

/// Where a part of a path stands, in a file in which its text may stand otherwise than it is read.
fn place_of(part: &TemplatePart, span: &Span, name: &str) -> Span {
    let PartPlace::Within(place) = &part.place else { return part.locate(span) };
    let written = part.file.slice(place);
    let step = format!(".{name}");
    let ends =
        |at: usize| !written[at + step.len()..].starts_with(|one: char| one.is_alphanumeric() || one == '_');
    let at = written.match_indices(&step).map(|(at, _)| at).find(|at| ends(*at));
    at.map_or(place.clone(), |at| {
        let start = place.start + at + 1;
        start..start + name.len()
    })
}

/// The fields that are needed, or decide when the document is due, and that no file has.
fn unknown_fields(template: &Template) -> Vec<Diagnostic> {
    let definition = &template.definition;
    let mut paths: Vec<(String, Span, &str)> = Vec::new();
    let sections = definition.all_sections().into_iter();
    for need in definition.needs.iter().chain(sections.flat_map(|within| &within.rule.needs)) {
        match need {
            Need::Text(snippet) => paths.extend(
                without_tags(&snippet.text, ANY, " ")
                    .split_whitespace()
                    .filter(|path| !path.contains(ANY))
                    .map(|path| (path.to_owned(), snippet.span.clone(), "required here")),
            ),
            Need::Fields { fields, .. } => {
                paths.extend(fields.iter().map(|(path, span)| (path.clone(), span.clone(), "needed here")));
            }
        }
    }
    let when = definition.setting("when").iter().filter(|_| definition.is_one_file());
    let when = when.map(|value| (value, "decides when the document is due"));
    let languages = definition.setting("languages").iter().map(|value| (value, "names its languages"));
    let deciding = when.chain(languages);
    paths.extend(deciding.map(|(value, why)| (value.written().to_owned(), value.span().clone(), why)));
    let is_about_all = definition.scope == DocumentScope::Institution;
    let is_unseen = |path: &str| is_about_all && ["partner", "contact"].contains(&root_of(path));
    let wrong = paths.into_iter().filter(|(path, ..)| is_unseen(path) || !context::is_known(path));
    let told = wrong.map(|(path, span, why)| {
        if is_unseen(&path) {
            return all_partners::not_seen(root_of(&path)).at(&definition.file, &span, why);
        }
        Diagnostic::error(codes::UNKNOWN_FIELD, format!("no file has a field `{path}`"))
            .at(&definition.file, &span, why)
            .help("fields begin with `institution.`, `partner.`, `contact.` or `sender.`; `handclasp new NAME` explains them")
    });
    told.collect()
}

/// The first name of a path.
fn root_of(path: &str) -> &str {
    path.split('.').next().unwrap_or(path)
}

/// The names in definition and words that stand for nothing.
fn unknown_names(template: &Template) -> Vec<Diagnostic> {
    if template.definition.is_one_file() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut given: HashMap<&str, Vec<&str>> = HashMap::new();
    for part in &template.parts {
        let Ok(used) = template.engine.get_template_variables(&part.name) else { continue };
        let mut known: Vec<&str> = context::NAMES.to_vec();
        known.extend(given.entry(&part.prelude).or_insert_with(|| fields::names_in(&part.prelude)).iter());
        // A shared piece that is taken in inside a loop sees the loop's item.
        known.extend(fields::names_in_loops(&part.text));
        let mut used: Vec<&str> = used.into_iter().filter(|name| !known.contains(name)).collect();
        used.sort_unstable();
        for name in used {
            let problem = Diagnostic::error(codes::UNKNOWN_FIELD, format!("nothing is called `{name}` here"));
            let at = fields::first_use(&part.text, name);
            let span = match &part.place {
                PartPlace::Within(span) => span.clone(),
                PartPlace::From(_) => at.map_or_else(|| part.span(), |span| part.locate(&span)),
            };
            let mut problem = problem.at(&part.file, &span, "unknown");
            problem.help = did_you_mean(name, &known).or_else(|| {
                Some("a value that is worked out stands in `document.yaml` below `define`".to_owned())
            });
            found.push(problem);
        }
    }
    found
}
