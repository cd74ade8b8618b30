//! The sample in a folder of its own that is gone when nobody looks at it any more.

use tempfile::TempDir;

use super::folders::Workspace;
use super::sample::sample_languages;
use super::system_errors::unwritable;
use crate::diagnostic::Diagnostic;

/// What there is a sample in for everybody.
const USUAL: &str = "en";

/// The sample in a temporary folder, removed with this value.
pub struct ExampleFolder {
    folder: TempDir,
}

impl ExampleFolder {
    /// The sample in a language, else in English.
    ///
    /// # Errors
    /// A temporary folder that cannot be written.
    pub fn new(language: &str) -> Result<Self, Diagnostic> {
        let language = sample_languages().find(|one| *one == language).unwrap_or(USUAL);
        let folder = tempfile::Builder::new().prefix("handclasp-example-").tempdir();
        let folder = folder.map_err(|error| unwritable(&std::env::temp_dir(), &error))?;
        Workspace::at(folder.path()).write_sample(language)?;
        Ok(Self { folder })
    }

    /// The sample as a workspace.
    pub fn workspace(&self) -> Workspace {
        Workspace::at(self.folder.path())
    }
}
