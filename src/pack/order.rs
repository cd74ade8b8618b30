//! A pack that is asked for: its file and the order of its pages.

use std::path::{Path, PathBuf};

/// A pack that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackRequest {
    /// Its file, which ends in `.pdf`; the contact sheet lies beside it.
    pub path: PathBuf,
    /// The order of its pages.
    pub order: PackOrder,
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
