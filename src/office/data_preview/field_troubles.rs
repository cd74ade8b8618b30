//! What is wrong with a file, each beside the field that it is about.

use crate::diagnostic::{Diagnostic, Diagnostics, Label, Severity, Subject, codes};
use crate::schema::path_at;
use crate::source::SourceFile;
use crate::yaml::{Node, parse};

/// Something that is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldTrouble {
    /// The keys and numbers that lead to the field; none when it is about the whole file, or there is no such place.
    pub path: Vec<String>,
    /// What is wrong, in the words of `check`.
    pub problem: Diagnostic,
}

impl FieldTrouble {
    /// What the field is called in a form, and where its problem stands.
    pub fn field(&self) -> String {
        self.path.join(".")
    }

    /// Whether something is not made because of it.
    pub fn is_error(&self) -> bool {
        self.problem.severity == Severity::Error
    }
}

/// What is wrong with this file, of all that was found: what is about other files is left out, and so is what a document
/// lacks, which is told of that document.
pub fn field_troubles(file: &SourceFile, found: &Diagnostics) -> Vec<FieldTrouble> {
    let tree = parse(file).ok();
    let is_own = |label: &Label| label.file.name() == file.name();
    let own = found.iter().filter(|one| one.label.as_deref().is_some_and(is_own));
    own.filter(|one| one.code != codes::MISSING_DATA)
        .map(|one| FieldTrouble { path: path_of(one, tree.as_ref()), problem: one.clone() })
        .collect()
}

fn path_of(problem: &Diagnostic, tree: Option<&Node>) -> Vec<String> {
    if let Some(Subject::Field(path)) = problem.subject.as_deref() {
        return path.clone();
    }
    let place = problem.label.as_ref().zip(tree);
    place.map(|(label, tree)| path_at(tree, label.span.start)).unwrap_or_default()
}
