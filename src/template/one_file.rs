//! A document in one file: a template whose front matter says what `document.yaml` says of the others.
//!
//! **Why.** Documents were written so before there were definitions. What somebody wrote goes on to work.

use super::definition::{Definition, Need, Setting, SettingValue};
use super::front_matter::{FrontMatter, OF_WORDS};
use super::kind::{DocumentScope, Kind, OccasionKind};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::source::SourceFile;

/// Whether a template is a document in one file: it says how it looks.
pub fn is_one_file(front: &FrontMatter) -> bool {
    front.text("layout").is_some()
}

/// The keys in the front matter of words that belong into their definition, each with its place.
pub fn misplaced(file: &SourceFile, front: &FrontMatter) -> Diagnostics {
    let mut found = Diagnostics::new();
    for (key, snippets) in front.keys().filter(|(key, _)| !OF_WORDS.contains(key)) {
        let place = snippets.first().map_or(0..3, |snippet| snippet.span.clone());
        let message =
            format!("`{key}` is the same in all languages, and stands in the document’s `document.yaml`");
        let help = "take the line out here; `handclasp init --templates --definitions` writes the definitions for changing them";
        found.push(Diagnostic::error(codes::UNKNOWN_KEY, message).at(file, &place, "").help(help));
    }
    found
}

/// What the front matter of a document in one file says it is; `usual` is the definition of the document whose words it
/// replaces.
pub fn definition(file: &SourceFile, front: &FrontMatter, usual: Option<&Definition>) -> Definition {
    let said = |key: &str| front.text(key).map(|snippet| snippet.text.trim());
    let by_address = || if front.text("to").is_some() { Kind::Email } else { Kind::Page };
    let mut settings = Vec::new();
    for (key, snippets) in front.keys().filter(|(key, _)| !OF_WORDS.contains(key) && *key != "requires") {
        let values = snippets.iter().cloned().map(SettingValue::Text).collect();
        settings.push(Setting { key: key.to_owned(), values });
    }
    Definition {
        file: file.clone(),
        kind: said("kind").and_then(Kind::named).or(usual.map(|usual| usual.kind)).unwrap_or_else(by_address),
        scope: said("scope")
            .and_then(DocumentScope::named)
            .or(usual.map(|usual| usual.scope))
            .unwrap_or_default(),
        occasion: match said("occasion") {
            Some(name) => OccasionKind::named(name),
            None => usual.and_then(|usual| usual.occasion),
        },
        settings,
        define: Vec::new(),
        used: Vec::new(),
        needs: front.list("requires").iter().cloned().map(Need::Text).collect(),
        sections: Vec::new(),
        calendar: Vec::new(),
    }
}
