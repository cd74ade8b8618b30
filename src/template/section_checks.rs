//! Whether the words of a document have the sections that its definition names, and no others.

use std::collections::HashSet;

use super::compiled::Template;
use super::definition::{SectionPiece, SectionRule, unknown_class};
use super::front_matter;
use super::words::SectionWords;
use crate::diagnostic::words::did_you_mean;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};

/// So many sections without words are told one by one.
const MOST_ALONE: usize = 3;

/// That words and definition have the same ids, that no section is without words, that what is drawn has a heading.
/// Sections that the definition does not name are told when `is_judged`.
pub fn problems(template: &Template, is_judged: bool) -> Diagnostics {
    let definition = &template.definition;
    let mut found = Diagnostics::new();
    let rules = definition.all_sections();
    let ids: Vec<&str> = rules.iter().map(|within| within.rule.id.as_str()).collect();
    let known: HashSet<&str> = ids.iter().copied().collect();
    let main = template.words.sections.values().filter(|words| is_judged && words.file == *template.file());
    for words in main.filter(|words| !known.contains(words.id.as_str())) {
        let message = format!("`{}` has no section `{}`", template.document, words.id);
        let mut problem =
            Diagnostic::error(codes::UNKNOWN_SECTION, message).at(&words.file, &words.place, "unknown");
        problem.help = did_you_mean(&words.id, &ids)
            .or_else(|| Some(format!("the sections are those of `{}`", definition.file.name())));
        found.push(problem);
    }
    let mut missing: Vec<&SectionRule> = Vec::new();
    for within in &rules {
        let rule = within.rule;
        let words = template.words.sections.get(&rule.id);
        let is_group = !rule.children.pieces.is_empty();
        match words {
            None if !is_group => missing.push(rule),
            Some(words) if !is_group && words.is_blank() => {
                let message = format!("the section `{}` has no words", rule.id);
                found.push(
                    Diagnostic::error(codes::EMPTY_SECTION, message)
                        .at(&words.file, &words.place, "")
                        .help("write what is to stand there; what stands there only sometimes has a `when` in `document.yaml`"),
                );
            }
            _ => {}
        }
        if let Some((class, place)) = &rule.class {
            let problem = unknown_class(class);
            found.extend(problem.map(|problem| problem.at(&definition.file, place, "unknown")));
        }
        let why = match &rule.class {
            Some((class, _)) => Some(format!("is drawn as `{class}`")),
            // Several of them stand under one heading.
            None if has_headed_piece(&rule.children.pieces, template) => {
                Some("brings together pieces with headings".to_owned())
            }
            None => None,
        };
        if let Some(why) = why.filter(|_| !words.is_some_and(SectionWords::has_heading)) {
            let message = format!("the section `{}` {why} and has no heading", rule.id);
            let problem = Diagnostic::error(codes::MISSING_SECTION, message);
            let problem = match words {
                Some(words) => problem.at(&words.file, &words.place, ""),
                None => problem.at(&definition.file, &rule.place, ""),
            };
            found.push(problem.help(format!("give it one: `## … {{#{}}}`", rule.id)));
        }
    }
    found.extend(without_words(&missing, template));
    if !template.words.front.contains_key("title") {
        found.push(front_matter::missing(template.file(), "title"));
    }
    found
}

/// The sections that have no words: a few at their places, many in one list, which is what a translator has still to do.
fn without_words(missing: &[&SectionRule], template: &Template) -> Vec<Diagnostic> {
    let (document, language, file) = (&template.document, &template.language, template.file());
    if missing.len() > MOST_ALONE {
        let ids: Vec<String> = missing.iter().map(|rule| format!("{{#{}}}", rule.id)).collect();
        let message = format!(
            "`{document}` has no words for {} of its sections in the language `{language}`",
            missing.len()
        );
        let problem = Diagnostic::error(codes::MISSING_SECTION, message).at(file, &(0..0), "");
        return vec![problem.help(format!(
            "add a heading with the id for each, and its words below it, as the other languages of the document have them:\n{}",
            ids.join(", ")
        ))];
    }
    let alone = missing.iter().map(|rule| {
        let message =
            format!("`{document}` has no words for the section `{}` in the language `{language}`", rule.id);
        let help = format!("add `## … {{#{}}}` and its words to `{}`", rule.id, file.name());
        let problem = Diagnostic::error(codes::MISSING_SECTION, message);
        problem.at(&template.definition.file, &rule.place, "has no words").help(help)
    });
    alone.collect()
}

/// Whether some pieces bring their own headings.
fn has_headed_piece(pieces: &[SectionPiece], template: &Template) -> bool {
    pieces.iter().any(|piece| match piece {
        SectionPiece::Choose(pieces) => has_headed_piece(pieces, template),
        SectionPiece::Section(rule) => {
            template.words.sections.get(&rule.id).is_some_and(SectionWords::has_heading)
        }
    })
}
