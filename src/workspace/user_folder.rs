//! The folder of a user's own settings, outside every workspace.

use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::folders::Workspace;
use super::links::canonical;
use super::reading::read_text;
use super::staged;
use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;

impl Workspace {
    /// A file of the user's own, outside every workspace, when there is one.
    ///
    /// # Errors
    /// When there is one that cannot be read.
    pub fn user_file(name: &str) -> Result<Option<SourceFile>, Diagnostic> {
        match user_folder().map(|folder| folder.join(name)).filter(|path| path.is_file()) {
            Some(path) => read_text(&path, &path.display().to_string()).map(Some),
            None => Ok(None),
        }
    }
}

/// The folder for a user's own settings.
fn user_folder() -> Option<PathBuf> {
    let base = variable("XDG_CONFIG_HOME")
        .or_else(|| variable("APPDATA"))
        .or_else(|| variable("HOME").map(|home| home.join(".config")));
    base.map(|base| base.join("handclasp"))
}

/// A folder that the system names.
pub(super) fn variable(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// The file with the folders that were opened, a line each, the last one first.
const OPENED: &str = "opened.txt";
/// How many of them are kept.
const MOST_OPENED: usize = 10;

/// The workspace that was opened last, of those that are still there.
pub fn opened_last() -> Option<PathBuf> {
    opened().into_iter().find(|folder| Workspace::is_at(folder))
}

/// Notes that a workspace was opened. Where that cannot be written, it has to be named the next time.
pub fn note_opened(folder: &Path) {
    let Some(settings) = user_folder() else { return };
    let folder = canonical(folder);
    let others = opened().into_iter().filter(|other| *other != folder);
    let lines: Vec<String> = [folder.clone()]
        .into_iter()
        .chain(others)
        .filter_map(|folder| Some(folder.to_str().filter(|text| !text.contains('\n'))?.to_owned()))
        .take(MOST_OPENED)
        .collect();
    if staged::make_folders(&settings).is_ok() {
        // It is only a help.
        let _ = super::writing::write(&settings.join(OPENED), (lines.join("\n") + "\n").as_bytes());
    }
}

/// The folders that were opened and are still there, the last one first.
pub fn opened_folders() -> Vec<PathBuf> {
    opened().into_iter().filter(|folder| folder.is_dir()).collect()
}

/// The workspaces that were opened, the last one first.
fn opened() -> Vec<PathBuf> {
    let file = Workspace::user_file(OPENED).ok().flatten();
    file.map(|file| file.text().lines().map(PathBuf::from).collect()).unwrap_or_default()
}

/// Notes a mistake of the program in the user's own folder, for those who mend it; gives the file.
///
/// It is for its owner only, and begins anew when it has become long.
pub fn note_mistake(line: &str) -> Option<PathBuf> {
    const LONGEST: u64 = 100_000;
    let folder = user_folder()?;
    let path = folder.join("mistakes.log");
    let attempt = || -> io::Result<()> {
        staged::make_folders(&folder)?;
        let there = std::fs::symlink_metadata(&path).ok();
        if there.as_ref().is_some_and(|meta| !meta.is_file()) {
            return Err(ErrorKind::InvalidData.into());
        }
        let is_long = there.is_some_and(|meta| meta.len() > LONGEST);
        let mut options = std::fs::OpenOptions::new();
        options.create(true).write(true).append(!is_long).truncate(is_long);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        options.open(&path)?.write_all(format!("{line}\n").as_bytes())
    };
    attempt().ok().map(|()| path)
}
