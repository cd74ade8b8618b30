//! What could not be read of a file.

use crate::source::Span;

/// A value that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Its keys and indexes.
    pub path: Vec<String>,
    /// Where it stands; nowhere when it is missing.
    pub span: Option<Span>,
}

impl Unread {
    /// Whether a field, by its names, is in this value or has this value in it.
    pub fn touches(&self, field: &[&str]) -> bool {
        let names: Vec<&str> =
            self.path.iter().map(String::as_str).filter(|part| part.parse::<usize>().is_err()).collect();
        let common = names.len().min(field.len());
        names[..common] == field[..common]
    }

    /// Whether it stands around a byte.
    pub fn covers(&self, at: usize) -> bool {
        self.span.as_ref().is_some_and(|span| span.contains(&at))
    }
}
