//! The two files of a pack, whole or not at all, and never over a person's.

use std::path::Path;

use super::order::{folder_of, name_of};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::workspace;
use crate::writing::{FileState, Manifest};

/// The two files of a pack in their folder.
pub struct PackFiles<'a> {
    folder: &'a Path,
    names: [String; 2],
    manifest: Manifest,
}

impl<'a> PackFiles<'a> {
    /// Those of a pack whose PDF lies here.
    ///
    /// # Errors
    /// Notes of the folder that cannot be read.
    pub fn of(path: &'a Path) -> Result<Self, Diagnostic> {
        let folder = folder_of(path);
        let names = [name_of(path), name_of(&path.with_extension("html"))];
        Ok(Self { folder, names, manifest: Manifest::read(folder)? })
    }

    /// Sees to it that neither is a person's.
    ///
    /// # Errors
    /// One that is.
    pub fn free(&self) -> Result<(), Diagnostic> {
        for name in &self.names {
            if self.manifest.state(self.folder, name, &[])? == FileState::Person {
                let path = self.folder.join(name);
                return Err(Diagnostic::error(
                    codes::CHANGED_BY_HAND,
                    format!("`{}` is not from Handclasp, or was changed by hand", path.display()),
                )
                .help("give another name behind `--combine`, or put the file somewhere else"));
            }
        }
        Ok(())
    }

    /// Writes both.
    ///
    /// # Errors
    /// What cannot be written.
    pub fn write(self, pdf: &[u8], sheet: &[u8]) -> Result<(), Diagnostic> {
        let Self { folder, names: [pdf_name, sheet_name], mut manifest } = self;
        let before = manifest.clone();
        let files = [(pdf_name, pdf), (sheet_name, sheet)];
        files.iter().for_each(|(name, bytes)| manifest.note(folder, name, bytes));
        manifest.write(folder, &before)?;
        for (name, bytes) in files {
            if manifest.state(folder, &name, bytes)? != FileState::Same {
                workspace::write(&folder.join(name), bytes)?;
            }
        }
        Ok(())
    }

    /// Takes away the files of an earlier pack, which would look current.
    pub fn remove_ours(&self) -> Diagnostics {
        let mut found = Diagnostics::new();
        for name in &self.names {
            if self.manifest.state(self.folder, name, &[]) == Ok(FileState::Ours) {
                let path = self.folder.join(name);
                match workspace::remove(&path) {
                    Ok(()) => found.push(
                        Diagnostic::warning(codes::STALE_REMOVED, format!("`{}`: removed", path.display()))
                            .help("it was made before the problem came up, and would look current"),
                    ),
                    Err(problem) => found.push(problem),
                }
            }
        }
        found
    }
}
