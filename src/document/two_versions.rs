//! A text in two languages: two versions that say the same, part for part.

use std::borrow::Cow;

use super::fingerprint::fingerprint;
use super::paired::{PairedParts, paired};
use super::parsed::Document;
use super::signers::signers;
use crate::diagnostic::{Diagnostic, codes};
use crate::source::SourceFile;

/// What stands between the two versions in the Markdown.
pub(super) const BETWEEN: &str = "---";

/// Why two versions are not one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mismatch {
    /// A part stands in the version of this language only, or there once more.
    Alone {
        /// Its id.
        id: String,
        /// The language.
        language: String,
    },
    /// A part stands elsewhere in the second version, so that its clause has another number.
    Elsewhere {
        /// Its id.
        id: String,
    },
    /// There are not as many people to sign.
    Signers,
}

impl Mismatch {
    /// As a problem of the file in which somebody can mend it.
    pub fn told(&self, file: &SourceFile) -> Diagnostic {
        let problem = |message: String| Diagnostic::error(codes::VERSIONS_DIFFER, message);
        let at_id = |problem: Diagnostic, id: &str| {
            let place = [format!("{{#{id}}}"), format!("#{id}")]
                .iter()
                .find_map(|written| file.find(written, &(0..file.text().len())));
            problem.at(file, &place.unwrap_or(0..0), "")
        };
        match self {
            Self::Alone { id, language } => at_id(
                problem(format!("the part `{id}` stands in the version in `{language}` only")),
                id,
            )
            .help(
                "both versions have the same parts: write it in the other language too, or take it out here",
            ),
            Self::Elsewhere { id } => at_id(
                problem(format!("the part `{id}` does not stand in the same place in both versions")),
                id,
            )
            .help("both versions have the same parts in the same order, so that a clause has one number"),
            Self::Signers => problem("not the same people sign in both versions".to_owned())
                .at(file, &(0..0), "")
                .help("the tables below the signatures have a row for each who signs, in both versions"),
        }
    }
}

impl Document {
    /// One text of two versions, the one that is named first in front.
    ///
    /// # Errors
    /// What does not stand in both, or not in the same place.
    pub fn in_two(first: Self, second: Self) -> Result<Self, Vec<Mismatch>> {
        let mismatches = mismatches(&first, &second);
        if !mismatches.is_empty() {
            return Err(mismatches);
        }
        let own = [fingerprint(&first.markdown), fingerprint(&second.markdown)];
        let mut both = first;
        let mut second = second;
        if let (Some(limit), Some(more)) = (both.meta.pages.as_mut(), second.meta.pages) {
            limit.most += more.most;
        }
        second.meta.pages = None;
        both.second = Some(Box::new(second));
        let code = fingerprint(&both.whole_markdown());
        both.mark_with(&own, &code);
        Ok(both)
    }

    /// The versions, the first one in front.
    pub fn versions(&self) -> impl Iterator<Item = &Self> {
        [self].into_iter().chain(self.second.as_deref())
    }

    /// The Markdown of all versions.
    pub fn whole_markdown(&self) -> String {
        let texts: Vec<&str> =
            self.versions().map(|version| version.markdown.trim_end_matches('\n')).collect();
        match texts.as_slice() {
            [_] => self.markdown.clone(),
            texts => format!("{}\n", texts.join(&format!("\n\n{BETWEEN}\n\n"))),
        }
    }

    /// A text of the front matter in the languages of all versions.
    pub fn in_all<'d>(&'d self, text: impl Fn(&'d Self) -> Option<&'d String>) -> Option<Cow<'d, str>> {
        let mut texts = self.versions().filter_map(text);
        let first = texts.next()?;
        Some(
            texts.fold(Cow::Borrowed(first.as_str()), |all, text| {
                Cow::Owned(in_both(&all, text).into_owned())
            }),
        )
    }

    /// The title in the languages of all versions.
    pub fn whole_title(&self) -> String {
        self.in_all(|version| Some(&version.meta.title)).unwrap_or_default().into_owned()
    }

    /// Has the footers of all versions carry another fingerprint in place of these.
    pub(super) fn mark_with(&mut self, before: &[String], code: &str) {
        let marked = |footer: String| before.iter().fold(footer, |footer, one| footer.replace(one, code));
        self.meta.footer = self.meta.footer.take().map(marked);
        if let Some(second) = self.second.as_mut() {
            second.meta.footer = second.meta.footer.take().map(marked);
        }
    }
}

/// Words in two languages, once where they are the same.
pub fn in_both<'w>(first: &'w str, second: &str) -> Cow<'w, str> {
    match (first == second || second.is_empty(), first.is_empty()) {
        (true, _) => Cow::Borrowed(first),
        (false, true) => Cow::Owned(second.to_owned()),
        (false, false) => Cow::Owned(format!("{first} / {second}")),
    }
}

fn mismatches(first: &Document, second: &Document) -> Vec<Mismatch> {
    let PairedParts { pairs, only_first, only_second } = paired(first, second);
    let alone = |ids: Vec<&str>, version: &Document| -> Vec<Mismatch> {
        let language = &version.meta.language;
        ids.into_iter().map(|id| Mismatch::Alone { id: id.to_owned(), language: language.clone() }).collect()
    };
    let mut found = alone(only_first, first);
    found.extend(alone(only_second, second));
    if found.is_empty() {
        let there = second.sections.iter().filter_map(|section| section.id.as_deref());
        let moved = pairs.iter().filter_map(|pair| pair.id).zip(there).find(|(one, other)| one != other);
        found.extend(moved.map(|(id, _)| Mismatch::Elsewhere { id: id.to_owned() }));
    }
    if found.is_empty() && signers(first).len() != signers(second).len() {
        found.push(Mismatch::Signers);
    }
    found
}
