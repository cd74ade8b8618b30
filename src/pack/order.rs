//! A pack that is asked for: its file and the order of its pages.

use std::path::{Path, PathBuf};

use crate::due::Selection;
use crate::format::Format;
use crate::workspace::is_device;

/// A pack that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackRequest {
    /// Its file, which ends in `.pdf`; the contact sheet lies beside it.
    pub path: PathBuf,
    /// The order of its pages.
    pub order: PackOrder,
}

/// Why a pack cannot be called like that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadPackName {
    /// It does not end in `.pdf`.
    NoPdf,
    /// Windows keeps it for a device.
    Device,
    /// It would lie among one partner's documents.
    AmongDocuments,
}

impl PackRequest {
    /// A pack in a file, which lies in the folder for the documents when it has no folder of its own; every document has to
    /// be made as PDF then.
    ///
    /// # Errors
    /// A name that is no PDF's, or a place among a partner's own files.
    pub fn new(
        file: &Path,
        out: &Path,
        order: PackOrder,
        selection: &mut Selection,
    ) -> Result<Self, BadPackName> {
        if !file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf")) {
            return Err(BadPackName::NoPdf);
        }
        if file.file_name().is_some_and(|name| is_device(&name.to_string_lossy())) {
            return Err(BadPackName::Device);
        }
        let is_name = file.parent().is_none_or(|folder| folder.as_os_str().is_empty());
        let path = if is_name { out.join(file) } else { file.to_owned() };
        let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let folder = whole(&path).parent().map(Path::to_owned);
        if folder.is_some_and(|folder| folder.parent().is_some_and(|above| above == whole(out))) {
            return Err(BadPackName::AmongDocuments);
        }
        let formats = &mut selection.formats;
        if !formats.is_empty() && !formats.contains(&Format::Pdf) {
            formats.push(Format::Pdf);
        }
        Ok(Self { path, order })
    }
}

/// In which order the partners come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PackOrder {
    /// By the names of their countries, then by their own.
    #[default]
    Country,
    /// By their names.
    Name,
}

/// The folder that a file lies in.
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The name of a file without its folder.
pub fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
