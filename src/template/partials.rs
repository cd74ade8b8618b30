//! The shared pieces of words, as a language takes them in.

use std::collections::BTreeMap;

use super::checks;
use crate::diagnostic::Diagnostics;
use crate::source::SourceFile;
use crate::workspace::TemplateFiles;

/// The folder of the shared pieces.
const PARTIALS: &str = "partials";

/// The shared pieces that the words of a language take in.
pub struct Partials {
    /// By the name under which they are taken in: `partials/signature.md`.
    pieces: BTreeMap<String, SharedPiece>,
}

struct SharedPiece {
    file: SourceFile,
    is_own: bool,
}

impl Partials {
    /// Those of a language, with what is wrong with them. What somebody wrote counts more than what is built in, and a
    /// language's own more than what is for all.
    pub fn of_language(files: &TemplateFiles, language: &str) -> (Self, Diagnostics) {
        let (mut partials, _) = Self::of_all_languages(files);
        let folder = format!("{PARTIALS}/{language}");
        let (own, problems) = Self::read(files, files.under(&folder), &folder);
        for (name, piece) in own.pieces {
            let is_covered = partials.pieces.get(&name).is_some_and(|other| other.is_own && !piece.is_own);
            if !is_covered {
                partials.pieces.insert(name, piece);
            }
        }
        (partials, problems)
    }

    /// Those that lie in no language's folder and count in every language, with what is wrong with them.
    pub fn of_all_languages(files: &TemplateFiles) -> (Self, Diagnostics) {
        let is_of_all = |name: &&str| name.matches('/').count() == 1;
        Self::read(files, files.under(PARTIALS).filter(is_of_all), PARTIALS)
    }

    fn read<'n>(
        files: &TemplateFiles,
        names: impl Iterator<Item = &'n str>,
        folder: &str,
    ) -> (Self, Diagnostics) {
        let mut partials = Self { pieces: BTreeMap::new() };
        let mut problems = Diagnostics::new();
        for name in names.filter(|name| name.ends_with(".md")) {
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
            let rest = name.strip_prefix(folder).unwrap_or(name).trim_start_matches('/');
            let piece = SharedPiece { file, is_own: files.is_own(name) };
            partials.pieces.insert(format!("{PARTIALS}/{rest}"), piece);
        }
        (partials, problems)
    }

    /// The files by the names under which they are taken in.
    pub fn taken(self) -> BTreeMap<String, SourceFile> {
        self.pieces.into_iter().map(|(name, piece)| (name, piece.file)).collect()
    }
}
