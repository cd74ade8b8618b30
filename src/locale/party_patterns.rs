//! The paragraph of an organisation in an agreement: the patterns of a language.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::pattern_check::CheckedPattern;
use super::placeholders::placeholders;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::schema::Record;

/// The paragraph of an organisation in an agreement. What is not known is left out with its words.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartyPatterns {
    /// The first line: {legal_name}, {other_names}, {legal_form}, {short_name}.
    #[schemars(extend("format" = "pattern"))]
    pub name: String,
    /// Its name in Latin letters and in English: {names}.
    #[schemars(extend("format" = "pattern"))]
    pub other_names: String,
    /// What stands between those.
    #[schemars(extend("format" = "pattern"))]
    pub between_names: String,
    /// What kind of company or body it is: {legal_form}.
    #[schemars(extend("format" = "pattern"))]
    pub legal_form: String,
    /// How the text calls it from here on: {short_name}.
    #[schemars(extend("format" = "pattern"))]
    pub short_name: String,
    /// What stands at the end of each line but the last.
    #[schemars(extend("format" = "pattern"))]
    pub line_end: String,
    /// What stands between the parts of an address, and between official numbers.
    #[schemars(extend("format" = "pattern"))]
    pub between: String,
    /// Who signs for it: {signatories}.
    #[schemars(extend("format" = "pattern"))]
    pub represented: String,
    /// One of those: {name}, {position}, {authority}.
    #[schemars(extend("format" = "pattern"))]
    pub signatory: String,
    /// The office held: {position}.
    #[schemars(extend("format" = "pattern"))]
    pub position: String,
    /// What the authority to sign rests on: {authority}.
    #[schemars(extend("format" = "pattern"))]
    pub authority: String,
    /// A further one: {signatory}.
    #[schemars(extend("format" = "pattern"))]
    pub next_signatory: String,
    /// The last one of several: {signatory}.
    #[schemars(extend("format" = "pattern"))]
    pub last_signatory: String,
}

impl PartyPatterns {
    /// The patterns with what each has to set in.
    fn all(&self) -> [(&'static str, &str, &'static [&'static str]); 13] {
        [
            ("name", &self.name, &["legal_name", "other_names", "legal_form", "short_name"]),
            ("other_names", &self.other_names, &["names"]),
            ("between_names", &self.between_names, &[]),
            ("legal_form", &self.legal_form, &["legal_form"]),
            ("short_name", &self.short_name, &["short_name"]),
            ("line_end", &self.line_end, &[]),
            ("between", &self.between, &[]),
            ("represented", &self.represented, &["signatories"]),
            ("signatory", &self.signatory, &["name", "position", "authority"]),
            ("position", &self.position, &["position"]),
            ("authority", &self.authority, &["authority"]),
            ("next_signatory", &self.next_signatory, &["signatory"]),
            ("last_signatory", &self.last_signatory, &["signatory"]),
        ]
    }

    /// Placeholders that a pattern does not know, and those that it lacks: what they stand for would be lost.
    pub(super) fn wrong<T>(&self, record: &Record<T>) -> Diagnostics {
        let mut found = Diagnostics::new();
        for (key, pattern, known) in self.all() {
            let checked = CheckedPattern { path: vec!["party".to_owned(), key.to_owned()], pattern, known };
            found.extend(checked.unknown(record));
            let used = placeholders(pattern);
            for name in known.iter().filter(|name| !used.iter().any(|(other, _)| other == *name)) {
                let message =
                    format!("`party.{key}` lacks `{{{name}}}`, and what it stands for would be lost");
                found.push(
                    Diagnostic::error(codes::BAD_VALUE, message)
                        .at(&record.file, &record.place(&checked.path), "")
                        .help(checked.help()),
                );
            }
        }
        found
    }
}
