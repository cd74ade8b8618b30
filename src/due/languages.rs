//! The languages of an edition, as they stand in the names of its files.

use crate::schema::{is_file_language, is_plain_language};

/// The languages of an edition: one, or two of an agreement that has its text in both side by side.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Languages {
    /// One.
    One(String),
    /// Two, the one that decides in front.
    Two(String, String),
}

/// What stands between two languages.
const BETWEEN: char = '+';

impl Languages {
    /// As they stand in the name of a file: `en`, `en+pt-PT`; none when it is something else.
    pub(super) fn read(text: &str, is_language: fn(&str) -> bool) -> Option<Self> {
        match text.split_once(BETWEEN) {
            None => is_language(text).then(|| Self::One(text.to_owned())),
            Some((first, second)) => (is_language(first) && is_language(second) && first != second)
                .then(|| Self::Two(first.to_owned(), second.to_owned())),
        }
    }

    /// Those of some tags, one or two.
    pub(super) fn of(tags: &[String]) -> Option<Self> {
        match tags {
            [one] => Some(Self::One(one.clone())),
            [first, second] => Some(Self::Two(first.clone(), second.clone())),
            _ => None,
        }
    }

    /// All of them, the one that decides in front.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        let second = match self {
            Self::One(_) => None,
            Self::Two(_, second) => Some(second),
        };
        [self.first()].into_iter().chain(second.map(String::as_str))
    }

    /// The first one, or the only one.
    pub fn first(&self) -> &str {
        match self {
            Self::One(language) | Self::Two(language, _) => language,
        }
    }

    /// As they stand in the name of a file: `en`, `en+pt-PT`.
    pub fn written(&self) -> String {
        match self {
            Self::One(language) => language.clone(),
            Self::Two(first, second) => format!("{first}{BETWEEN}{second}"),
        }
    }

    /// Whether a language is among them.
    pub fn has(&self, language: &str) -> bool {
        match self {
            Self::One(one) => one == language,
            Self::Two(first, second) => first == language || second == language,
        }
    }
}

/// Whether a text is the tag of a language as most are, which no meeting can be called like.
pub(super) fn is_plain(text: &str) -> bool {
    is_file_language(text) && is_plain_language(text)
}
