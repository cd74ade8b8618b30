//! What sets the pages of a project.

use std::sync::OnceLock;

use crate::diagnostic::Diagnostic;
use crate::format::pdf::Typesetter;
use crate::project::Project;

/// A project with its fonts and layouts, ready to set pages; they are read when the first page is set.
pub struct Press<'p> {
    /// The project.
    pub project: &'p Project,
    typesetter: OnceLock<Result<Typesetter, Diagnostic>>,
}

impl<'p> Press<'p> {
    /// For a project.
    pub fn new(project: &'p Project) -> Self {
        Self { project, typesetter: OnceLock::new() }
    }

    /// What sets PDFs, made when the first one is.
    ///
    /// # Errors
    /// Fonts or layouts that cannot be read.
    pub fn typesetter(&self) -> Result<&Typesetter, Diagnostic> {
        self.typesetter.get_or_init(|| Typesetter::new(&self.project.files)).as_ref().map_err(Clone::clone)
    }
}
