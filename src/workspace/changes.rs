//! Whether the files of a workspace are still the same, without reading them.

use std::path::{Path, PathBuf};

use super::folders::{INSTITUTION, OBJECTIONS, PARTNERS, TEMPLATES, Workspace};
use super::staged::{Stamp, stamp};

/// The most files that are looked at below the templates: as many as are read of them, and some more.
const MOST: usize = 4_000;

/// The files of a workspace that documents are made from, each with what tells whether it was touched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkspaceStamp {
    data: Vec<(PathBuf, Option<Stamp>)>,
    templates: Vec<(PathBuf, Option<Stamp>)>,
}

impl WorkspaceStamp {
    /// Whether the templates are the same, whatever became of the partners.
    pub fn has_same_templates(&self, other: &Self) -> bool {
        self.templates == other.templates
    }
}

impl Workspace {
    /// How its files are now. What cannot be looked at is told by whoever reads it.
    pub fn changes(&self) -> WorkspaceStamp {
        let mut found = WorkspaceStamp::default();
        for name in [INSTITUTION, OBJECTIONS] {
            let path = self.root().join(name);
            found.data.push((path.clone(), stamp(&path)));
        }
        list(&self.root().join(PARTNERS), false, &mut found.data);
        // What is noted of partners that rest may say that somebody objected.
        list(&self.archive(), true, &mut found.data);
        list(&self.root().join(TEMPLATES), true, &mut found.templates);
        found.data.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        found.templates.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        found
    }
}

/// Adds the files in a folder, and those in the folders in it.
fn list(folder: &Path, is_deep: bool, found: &mut Vec<(PathBuf, Option<Stamp>)>) {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            // A link to a folder above itself has no end.
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if is_folder && is_deep && found.len() < MOST {
                folders.push(path);
            } else if !is_folder {
                found.push((path.clone(), stamp(&path)));
            }
        }
    }
}
