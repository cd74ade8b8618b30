//! The choice of a folder by somebody who has none open yet: what a folder is, which ones there are, how a new one may be
//! called.

use std::path::{Path, PathBuf};

use super::file_names::is_device;
use super::folders::Workspace;
use super::reading::read_text;
use super::user_folder::variable;

/// How many names of what lies in a folder are told.
const MOST_NAMED: usize = 6;
/// The most letters of a name for a folder.
const LONGEST_NAME: usize = 80;

/// What is at a place that somebody chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChosenFolder {
    /// A folder with an `institution.yaml`.
    Workspace,
    /// A folder with nothing in it.
    Empty,
    /// A folder with other files: the first names, and how many there are.
    Others(Vec<String>, usize),
    /// There is nothing.
    Missing,
    /// A file, or a folder that cannot be looked into.
    NoFolder,
}

impl ChosenFolder {
    /// What is at a place.
    pub fn at(path: &Path) -> Self {
        if Workspace::is_at(path) {
            return Self::Workspace;
        }
        if path.symlink_metadata().is_err() {
            return Self::Missing;
        }
        let Ok(entries) = std::fs::read_dir(path) else { return Self::NoFolder };
        let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
        // What a system or a synchronised disk puts there by itself is nobody's file.
        let mut names: Vec<String> =
            names.filter(|name| !name.starts_with('.') && !OF_SYSTEMS.contains(&name.as_str())).collect();
        names.sort();
        match names.len() {
            0 => Self::Empty,
            all => {
                names.truncate(MOST_NAMED);
                Self::Others(names, all)
            }
        }
    }
}

/// Files that systems put into folders by themselves.
const OF_SYSTEMS: &[&str] = &["desktop.ini", "Thumbs.db", "Icon\r"];

/// The folder in which people keep their documents, else their home; none where neither is known.
pub fn documents_folder() -> Option<PathBuf> {
    let home = home()?;
    let named = named_documents(&home).into_iter();
    let mut candidates = named.chain([home.join("Documents")]).filter(|folder| folder.is_dir());
    candidates.next().or(Some(home))
}

/// The folder of whoever uses the computer.
fn home() -> Option<PathBuf> {
    variable("HOME").or_else(|| variable("USERPROFILE"))
}

/// The folder that a Linux desktop names for documents, in whatever language it is called.
fn named_documents(home: &Path) -> Option<PathBuf> {
    let settings = variable("XDG_CONFIG_HOME").unwrap_or_else(|| home.join(".config"));
    let file = read_text(&settings.join("user-dirs.dirs"), "user-dirs.dirs").ok()?;
    let line = file.text().lines().find_map(|line| line.trim().strip_prefix("XDG_DOCUMENTS_DIR="))?;
    let path = line.trim().trim_matches('"');
    Some(match path.strip_prefix("$HOME") {
        Some(rest) => home.join(rest.trim_start_matches('/')),
        None => PathBuf::from(path),
    })
}

/// Whether this can be the name of a new folder on every system: no path, nothing that a system keeps for itself.
pub fn is_folder_name(name: &str) -> bool {
    let has_end = !name.ends_with(['.', ' ']) && !name.starts_with(['.', ' ']);
    let is_plain = |one: char| !one.is_control() && !"/\\:*?\"<>|".contains(one);
    !name.is_empty()
        && has_end
        && name.chars().count() <= LONGEST_NAME
        && name.chars().all(is_plain)
        && !is_device(name)
}

/// The folder that a typed or pasted path means: without the quotation marks that some systems copy around it, and that of a
/// file `institution.yaml`; none of what does not say where it begins.
pub fn typed_folder(text: &str) -> Option<PathBuf> {
    let text = text.trim().trim_matches(['"', '\'']).trim();
    let path = match text.strip_prefix("~/") {
        Some(rest) => home()?.join(rest),
        None => PathBuf::from(text),
    };
    let is_institution = path.file_name().is_some_and(|name| name == super::folders::INSTITUTION);
    let path = if is_institution { path.parent()?.to_owned() } else { path };
    path.is_absolute().then_some(path)
}
