//! Files and folders that get another place, one after the other.

use std::path::PathBuf;

use crate::diagnostic::Diagnostic;
use crate::workspace::{PartnerFile, is_there, move_to};

/// A file or folder that gets another place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relocation {
    /// Where it is.
    pub from: PathBuf,
    /// Where it is to be.
    pub to: PathBuf,
}

impl Relocation {
    /// A partner's file that gets another name where it lies.
    pub fn renamed(file: &PartnerFile, id: &str) -> Self {
        let ending = file.path.extension().unwrap_or_default();
        let to = file.path.with_file_name(id).with_extension(ending);
        Self { from: file.path.clone(), to }
    }

    /// Whether something stands in its way.
    pub fn is_barred(&self) -> bool {
        is_there(&self.from) && is_there(&self.to)
    }
}

/// Moves one after the other; what is not there, or not any more, is passed over. Gives those that were moved.
///
/// # Errors
/// One that cannot be moved; those in front of it are in their new places.
pub fn carry_out(relocations: &[Relocation]) -> Result<Vec<Relocation>, Diagnostic> {
    let mut moved = Vec::new();
    for relocation in relocations {
        if move_to(&relocation.from, &relocation.to)? {
            moved.push(relocation.clone());
        }
    }
    Ok(moved)
}
