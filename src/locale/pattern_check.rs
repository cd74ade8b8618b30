//! Patterns of a language's file whose placeholders nobody knows.

use super::placeholders::placeholders;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::schema::Record;

/// A pattern of a language's file: where it stands, and what it may set in.
pub struct CheckedPattern<'p> {
    /// The keys and numbers that lead to it.
    pub path: Vec<String>,
    /// Its words.
    pub pattern: &'p str,
    /// The placeholders that it may have.
    pub known: &'static [&'static str],
}

impl CheckedPattern<'_> {
    /// The place in words: party.name.
    pub fn name(&self) -> String {
        let keys = self.path.iter().filter(|key| key.parse::<usize>().is_err());
        keys.map(String::as_str).collect::<Vec<_>>().join(".")
    }

    /// What a pattern here may have.
    pub fn help(&self) -> String {
        let named = |name: &&str| format!("`{{{name}}}`");
        match self.known {
            [] => "write words and signs only".to_owned(),
            known => format!("it has {}", known.iter().map(named).collect::<Vec<_>>().join(", ")),
        }
    }

    /// The placeholders that it does not know, each at its place.
    pub fn unknown<T>(&self, record: &Record<T>) -> Diagnostics {
        let place = record.place(&self.path);
        let mut found = Diagnostics::new();
        for (_, range) in placeholders(self.pattern).iter().filter(|(name, _)| !self.known.contains(name)) {
            let written = &self.pattern[range.clone()];
            let span = record.file.find(written, &place).unwrap_or_else(|| place.clone());
            let message = format!("`{}` knows no `{written}`", self.name());
            let problem = Diagnostic::error(codes::BAD_VALUE, message).at(&record.file, &span, "");
            found.push(problem.help(self.help()));
        }
        found
    }
}
