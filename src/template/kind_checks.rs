//! Whether kind, scope and occasion of a document are some that there are, and fit together.

use super::compiled::Template;
use super::kind::{DocumentScope, Kind};
use crate::diagnostic::words::{alternatives, did_you_mean};
use crate::diagnostic::{Diagnostic, codes};

/// The kinds that a document about all partners can have: nobody is written to, nobody signs.
const ABOUT_ALL: &[Kind] = &[Kind::Report, Kind::Profile, Kind::Page];

/// Keys that only a document for a partner can have.
const FOR_A_PARTNER: &[&str] = &["to", "subject", "occasion"];

/// What is wrong with kind, scope and occasion of a document.
pub fn problems(template: &Template) -> Vec<Diagnostic> {
    let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
    let scopes: Vec<&str> = DocumentScope::ALL.iter().map(|scope| scope.name()).collect();
    let words = [("kind", kinds), ("scope", scopes), ("occasion", vec!["meeting"])];
    let unknown =
        words.into_iter().filter_map(|(key, known)| {
            let snippet = template.front.text(key)?;
            let word = snippet.text.trim();
            (!known.contains(&word)).then(|| {
                let mut problem = Diagnostic::error(codes::BAD_VALUE, format!("`{key}` cannot be `{word}`"))
                    .at(template.file(), &snippet.span, "");
                problem.help = did_you_mean(word, &known);
                problem
            })
        });
    let mut found: Vec<Diagnostic> = unknown.collect();
    if template.scope() == DocumentScope::Institution {
        found.extend(about_all(template));
    }
    found
}

/// What a document about all partners cannot be or have.
fn about_all(template: &Template) -> Vec<Diagnostic> {
    let place = |key: &str| template.front.text(key).map(|snippet| snippet.span.clone());
    let kind = template.kind();
    let mut found = Vec::new();
    for key in FOR_A_PARTNER {
        if let Some(span) = place(key) {
            let message = format!("a document about all partners has no `{key}`");
            found.push(
                Diagnostic::error(codes::BAD_VALUE, message)
                    .at(template.file(), &span, "")
                    .help("take the line out, or take out `scope: institution` to make it for each partner"),
            );
        }
    }
    if found.is_empty() && !ABOUT_ALL.contains(&kind) {
        let names: Vec<&str> = ABOUT_ALL.iter().map(|kind| kind.name()).collect();
        let message = format!("a document about all partners is no `{}`", kind.name());
        found.push(
            Diagnostic::error(codes::BAD_VALUE, message)
                .at(template.file(), &place("kind").unwrap_or(0..3), "")
                .help(format!("its kind is {}", alternatives(&names))),
        );
    }
    let formats = template.front.list("formats").iter();
    for snippet in formats.filter(|snippet| ["eml", "ics"].contains(&snippet.text.trim())) {
        let message = format!("a document about all partners cannot be made as `{}`", snippet.text.trim());
        found.push(
            Diagnostic::error(codes::BAD_VALUE, message)
                .at(template.file(), &snippet.span, "")
                .help("it goes to nobody, and is about no meeting"),
        );
    }
    found
}
