//! The packs that were made into a folder, and their files.

use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::workspace;
use crate::writing::Manifest;

/// A pack that lies in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadePack {
    /// The name of its PDF.
    pub file: String,
    /// The name of its contact sheet.
    pub contact_sheet: String,
}

/// The packs that were made into a folder and still lie there.
///
/// # Errors
/// Notes of the folder that cannot be read.
pub fn made_packs(folder: &Path) -> Result<Vec<MadePack>, Diagnostic> {
    let manifest = Manifest::read(folder)?;
    let is_there = |name: &str| workspace::stamp(&folder.join(name)).is_some();
    let pack = |name: &str| {
        let stem = name.strip_suffix(".pdf")?;
        let contact_sheet = manifest.names().find(|other| other.strip_suffix(".html") == Some(stem))?;
        let is_whole = is_there(name) && is_there(contact_sheet);
        is_whole.then(|| MadePack { file: name.to_owned(), contact_sheet: contact_sheet.to_owned() })
    };
    Ok(manifest.names().filter_map(pack).collect())
}

/// A file of a pack, by its name; none when no pack of the folder has such a file.
pub fn pack_file(folder: &Path, name: &str) -> Option<Vec<u8>> {
    // A name is only ever compared with those that there are.
    let packs = made_packs(folder).ok()?;
    let names = packs.iter().flat_map(|pack| [&pack.file, &pack.contact_sheet]);
    let known = names.into_iter().find(|known| *known == name)?;
    workspace::lies_in(folder, known).ok()?;
    workspace::read(&folder.join(known)).ok().flatten()
}
