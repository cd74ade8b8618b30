//! Whether kind, scope and occasion of a document are some that there are, and fit together.

use super::compiled::Template;
use super::kind::{DocumentScope, Kind, OccasionKind};
use crate::diagnostic::words::{alternatives, did_you_mean};
use crate::diagnostic::{Diagnostic, codes};

/// The kinds that a document about all partners can have: nobody is written to, nobody signs.
const ABOUT_ALL: &[Kind] = &[Kind::Report, Kind::Profile, Kind::Page];

/// Keys that only a document for a partner can have.
const FOR_A_PARTNER: &[&str] = &["to", "cc", "subject", "occasion"];

/// What is wrong with kind, scope and occasion of a document.
pub fn problems(template: &Template) -> Vec<Diagnostic> {
    let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
    let scopes: Vec<&str> = DocumentScope::ALL.iter().map(|scope| scope.name()).collect();
    let occasions: Vec<&str> = OccasionKind::ALL.iter().map(|occasion| occasion.name()).collect();
    let words = [("kind", kinds), ("scope", scopes), ("occasion", occasions)];
    let unknown = words.into_iter().filter_map(|(key, known)| {
        let word = template.said(key).next()?;
        (!known.contains(&word)).then(|| {
            let (file, place) = template.place_of(key, None);
            let mut problem = Diagnostic::error(codes::BAD_VALUE, format!("`{key}` cannot be `{word}`"))
                .at(&file, &place, "");
            problem.help = did_you_mean(word, &known);
            problem
        })
    });
    let mut found: Vec<Diagnostic> = unknown.collect();
    if template.scope() == DocumentScope::Institution {
        found.extend(about_all(template));
    }
    if template.kind().is_first_contact() && template.occasion().is_some() {
        let (file, place) = template.place_of("kind", None);
        let problem =
            Diagnostic::error(codes::BAD_VALUE, "a first contact is written once, and not for each occasion");
        found.push(
            problem.at(&file, &place, "").help("take `occasion` out, or write `kind: email` or `kind: page`"),
        );
    }
    let reminds = template.occasion() == Some(OccasionKind::Reminder);
    if reminds && !template.is_email() {
        let (file, place) = template.place_of("occasion", None);
        let problem = Diagnostic::error(codes::BAD_VALUE, "a document with `occasion: reminder` is an email");
        let kind = Kind::FollowUp.name();
        found.push(
            problem.at(&file, &place, "").help(format!("write `kind: {kind}`, or take `occasion` out")),
        );
    }
    if template.kind() == Kind::FollowUp && !reminds {
        let (file, place) = template.place_of("kind", None);
        let problem =
            Diagnostic::error(codes::BAD_VALUE, "a document that reminds is made for each reminder");
        found.push(problem.at(&file, &place, "").help("add `occasion: reminder`"));
    }
    found
}

/// What a document about all partners cannot be or have.
fn about_all(template: &Template) -> Vec<Diagnostic> {
    let kind = template.kind();
    let mut found = Vec::new();
    for key in FOR_A_PARTNER {
        if template.has(key) {
            let (file, place) = template.place_of(key, None);
            let message = format!("a document about all partners has no `{key}`");
            found.push(
                Diagnostic::error(codes::BAD_VALUE, message)
                    .at(&file, &place, "")
                    .help("take the line out, or take out `scope: institution` to make it for each partner"),
            );
        }
    }
    if found.is_empty() && !ABOUT_ALL.contains(&kind) {
        let names: Vec<&str> = ABOUT_ALL.iter().map(|kind| kind.name()).collect();
        let message = format!("a document about all partners is no `{}`", kind.name());
        let (file, place) = template.place_of("kind", None);
        found.push(
            Diagnostic::error(codes::BAD_VALUE, message)
                .at(&file, &place, "")
                .help(format!("its kind is {}", alternatives(&names))),
        );
    }
    for format in template.said("formats").filter(|format| ["eml", "ics"].contains(format)) {
        let message = format!("a document about all partners cannot be made as `{format}`");
        let (file, place) = template.place_of("formats", Some(format));
        found.push(
            Diagnostic::error(codes::BAD_VALUE, message)
                .at(&file, &place, "")
                .help("it goes to nobody, and is about no meeting"),
        );
    }
    found
}
