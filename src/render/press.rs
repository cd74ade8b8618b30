//! What sets the pages of a project.

use std::sync::{Arc, OnceLock};

use crate::diagnostic::Diagnostic;
use crate::format::pdf::Typesetter;
use crate::project::Project;

/// Fonts and layouts, read when the first page is set. Who makes pages again and again of files that stay the same
/// keeps it.
#[derive(Clone, Default)]
pub struct SharedTypesetter(Arc<OnceLock<Result<Typesetter, Diagnostic>>>);

/// A project with its fonts and layouts, ready to set pages; they are read when the first page is set.
pub struct Press<'p> {
    /// The project.
    pub project: &'p Project,
    typesetter: SharedTypesetter,
}

impl<'p> Press<'p> {
    /// For a project.
    pub fn new(project: &'p Project) -> Self {
        Self::sharing(project, &SharedTypesetter::default())
    }

    /// For a project whose fonts and layouts others use too: they must be of the same files.
    pub fn sharing(project: &'p Project, typesetter: &SharedTypesetter) -> Self {
        Self { project, typesetter: typesetter.clone() }
    }

    /// What sets PDFs, made when the first one is.
    ///
    /// # Errors
    /// Fonts or layouts that cannot be read.
    pub fn typesetter(&self) -> Result<&Typesetter, Diagnostic> {
        let SharedTypesetter(shared) = &self.typesetter;
        shared.get_or_init(|| Typesetter::new(&self.project.files)).as_ref().map_err(Clone::clone)
    }
}
