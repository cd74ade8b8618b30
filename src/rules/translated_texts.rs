//! The texts of the data that a document in two languages prints in both, and whether somebody has looked at them side by
//! side.

use serde_json::{Map, Value as Json};

use crate::digest::Digest;
use crate::document::{Document, letters};
use crate::history::LookedAt;
use crate::partnership::Partnership;
use crate::schema::{Described, Record, Shape, TextKind};
use crate::source::{SourceFile, Span};
use crate::template::text_in;

/// How many digits of the hash of a text are noted.
const DIGITS: usize = 32;

/// A text of the data in both languages of a document.
#[derive(Debug, Clone)]
pub struct TranslatedText<'a> {
    /// The file that it stands in.
    pub file: &'a SourceFile,
    /// Where it stands there.
    pub span: Span,
    /// Its field: mou.own_clauses.0.text.
    pub field: String,
    /// What the log calls it: partner.mou.own_clauses.0.text.
    pub key: String,
    /// The tags of the languages and the texts, the first language in front.
    pub versions: [(String, String); 2],
}

impl TranslatedText<'_> {
    /// A hash of both texts.
    pub fn hash(&self) -> String {
        let mut versions: Vec<_> = self.versions.iter().collect();
        versions.sort();
        let digest = versions.into_iter().fold(Digest::new(), |hash, (tag, text)| hash.and(tag).and(text));
        digest.digits(DIGITS)
    }
}

/// The texts of a document in two languages that nobody has looked at in both as they are now, each with whether somebody
/// had looked at it before.
pub fn not_looked_at<'a>(
    partnership: &Partnership<'a>,
    document: &Document,
) -> Vec<(TranslatedText<'a>, LookedAt)> {
    let texts = translated(partnership, document).into_iter();
    let with_state = texts.map(|text| {
        let state = partnership.history.looked_at(&text.key, &text.hash());
        (text, state)
    });
    with_state.filter(|(_, state)| *state != LookedAt::AsItIs).collect()
}

/// All texts of the data that a document prints in both its languages.
fn translated<'a>(partnership: &Partnership<'a>, document: &Document) -> Vec<TranslatedText<'a>> {
    let versions: Vec<&Document> = document.versions().collect();
    let [first, second] = versions.as_slice() else { return Vec::new() };
    let printed = [first, second].map(|version| PrintedVersion {
        language: &version.meta.language,
        letters: bare(&letters(&version.markdown)),
    });
    let mut found = Vec::new();
    collect(partnership.institution, "institution", &printed, &mut found);
    collect(partnership.partner, "partner", &printed, &mut found);
    for (id, further) in partnership.further {
        collect(further, id, &printed, &mut found);
    }
    found
}

/// A version, as texts are looked for in it.
struct PrintedVersion<'d> {
    language: &'d str,
    /// Its bare letters.
    letters: String,
}

fn collect<'a, T: Described>(
    record: &'a Record<T>,
    origin: &str,
    printed: &[PrintedVersion<'_>; 2],
    found: &mut Vec<TranslatedText<'a>>,
) {
    let mut texts = Vec::new();
    by_language(&record.values, Shape::of(T::schema()), &mut Vec::new(), &mut texts);
    for (path, kind, texts) in texts {
        let version = |version: &PrintedVersion<'_>| {
            let text = text_in(texts, version.language)?.as_str()?;
            let own = match kind {
                TextKind::Prose => bare(&letters(text)),
                TextKind::Line => bare(text),
            };
            let is_printed = !own.is_empty() && version.letters.contains(&own);
            is_printed.then(|| (version.language.to_owned(), text.to_owned()))
        };
        if let [Some(first), Some(second)] = [version(&printed[0]), version(&printed[1])] {
            let field = path.join(".");
            found.push(TranslatedText {
                file: &record.file,
                span: record.place(&path),
                key: format!("{origin}.{field}"),
                field,
                versions: [first, second],
            });
        }
    }
}

/// A text that is given by language: its path, how it is read, the texts by their tags.
type TextByLanguage<'a> = (Vec<String>, TextKind, &'a Map<String, Json>);

fn by_language<'a>(
    value: &'a Json,
    shape: Shape<'_>,
    path: &mut Vec<String>,
    found: &mut Vec<TextByLanguage<'a>>,
) {
    if let Some(kind) = shape.text_kind() {
        if let Json::Object(texts) = value {
            found.push((path.clone(), kind, texts));
        }
        return;
    }
    let mut below = |name: String, value: &'a Json, shape: Option<Shape<'_>>| {
        let Some(shape) = shape else { return };
        path.push(name);
        by_language(value, shape, path, found);
        path.pop();
    };
    match value {
        Json::Object(map) => {
            let shape = shape.as_mapping();
            map.iter().for_each(|(key, value)| below(key.clone(), value, shape.property(key)));
        }
        Json::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| below(at.to_string(), item, shape.items()));
        }
        _ => {}
    }
}

/// The letters and digits of a text, as they are whatever stands between them: a sentence may begin with what is a phrase
/// in the data.
fn bare(text: &str) -> String {
    text.chars().filter(|one| one.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
