//! The shared pieces of words, as a language takes them in.

use std::collections::BTreeMap;

use super::checks;
use crate::diagnostic::Diagnostics;
use crate::source::SourceFile;
use crate::workspace::TemplateFiles;

/// The folder of the shared pieces.
const PARTIALS: &str = "partials";

/// The shared pieces of all languages.
pub struct Partials {
    /// By language and name: `partials/en/signature.md` as `en` and `partials/signature.md`.
    of_languages: BTreeMap<(String, String), SharedPiece>,
    /// Those that lie in no language's folder, by name: they count in every language.
    of_all: BTreeMap<String, SharedPiece>,
}

#[derive(Clone)]
struct SharedPiece {
    file: SourceFile,
    is_own: bool,
}

impl Partials {
    /// Reads them; what is wrong with one is added to the problems.
    pub fn read(files: &TemplateFiles, problems: &mut Diagnostics) -> Self {
        let mut partials = Self { of_languages: BTreeMap::new(), of_all: BTreeMap::new() };
        for name in files.under(PARTIALS).filter(|name| name.ends_with(".md")) {
            let file = match files.text(name) {
                Some(Ok(file)) => file,
                Some(Err(found)) => {
                    problems.push(found);
                    continue;
                }
                None => continue,
            };
            let mut found = Diagnostics::new();
            found.extend(checks::misused_in(&file));
            problems.extend(found.cut_short(&file));
            let piece = SharedPiece { file, is_own: files.is_own(name) };
            let rest = name.strip_prefix(PARTIALS).unwrap_or(name).trim_start_matches('/');
            match rest.split_once('/') {
                Some((language, rest)) => {
                    let key = (language.to_owned(), format!("{PARTIALS}/{rest}"));
                    partials.of_languages.insert(key, piece);
                }
                None => {
                    partials.of_all.insert(name.to_owned(), piece);
                }
            }
        }
        partials
    }

    /// Those that a language's words take in, by the name under which they do: `partials/signature.md`. What somebody
    /// wrote counts more than what is built in, and a language's own more than what is for all.
    pub fn of(&self, language: &str) -> BTreeMap<String, SourceFile> {
        let mut taken = self.of_all.clone();
        for ((tag, name), piece) in &self.of_languages {
            let is_covered = taken.get(name).is_some_and(|other| other.is_own && !piece.is_own);
            if tag == language && !is_covered {
                taken.insert(name.clone(), piece.clone());
            }
        }
        taken.into_iter().map(|(name, piece)| (name, piece.file)).collect()
    }
}
