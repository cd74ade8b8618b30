//! `import.yaml`: the mapping that a person keeps for the next time.

use super::field::TargetField;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::source::SourceFile;
use crate::yaml::{self, Value};

/// The file in a workspace in which a mapping is kept.
pub const KEPT: &str = "import.yaml";

/// A mapping that a person keeps: names of columns and their fields; none for a column that is left out.
#[derive(Debug, Clone, Default)]
pub struct KeptMapping(pub Vec<(String, Option<TargetField>)>);

impl KeptMapping {
    /// Reads `import.yaml`.
    ///
    /// # Errors
    /// What is wrong with it: each field that there is none of.
    pub fn read(file: &SourceFile) -> Result<Self, Diagnostics> {
        let tree = yaml::parse(file)?;
        let mut found = Diagnostics::new();
        let mut kept = Vec::new();
        let no_pair = |span| {
            Diagnostic::error(codes::NO_SUCH_FIELD, "here stands one column and its field in each line")
                .at(file, span, "")
                .help("write it like this: `\"E-Mail\": contacts.email`")
        };
        let Value::Mapping(entries) = &tree.value else { return Err(no_pair(&tree.span).into()) };
        for entry in entries {
            match &entry.node.value {
                Value::Null => kept.push((entry.key.clone(), None)),
                Value::Scalar { text, .. } if text.trim().is_empty() => kept.push((entry.key.clone(), None)),
                Value::Scalar { text, .. } => match TargetField::named(text) {
                    Ok(field) => kept.push((entry.key.clone(), Some(field))),
                    Err(problem) => found.push(problem.at(file, &entry.node.span, "")),
                },
                _ => found.push(no_pair(&entry.key_span)),
            }
        }
        if found.is_empty() { Ok(Self(kept)) } else { Err(found) }
    }

    /// The names of its columns.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }
}
