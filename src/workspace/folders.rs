//! What a workspace's folder has in it, by name.

use std::path::{Path, PathBuf};

/// The file that makes a folder a workspace.
pub const INSTITUTION: &str = "institution.yaml";
/// The folder of the partners' files.
pub const PARTNERS: &str = "partners";
/// The folder of templates, layouts and assets.
pub const TEMPLATES: &str = "templates";
/// The folder of the schemas, from which editors learn the fields.
pub const SCHEMAS: &str = "schema";
/// The list of those who objected, which stays when a partner is deleted.
pub const OBJECTIONS: &str = "objections.log";
/// The folder for the files and logs of partners that rest.
pub const ARCHIVE: &str = "archive";
/// The folder for copies of sent mails.
pub const SENT: &str = "sent";
/// The folder for scans of documents that were signed.
pub const SIGNED: &str = "signed";
/// The folder that outputs are written to, unless another one is asked for.
pub const OUTPUT: &str = "output";
/// The folder for the texts that files had before they were saved.
pub const UNDO: &str = ".handclasp/undo";

/// The user's folder.
#[derive(Debug, Clone)]
pub struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The workspace in this folder, whether or not anything is in it yet.
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The nearest folder with an `institution.yaml`, upwards from here; its path is relative to here, so
    /// that messages name files as the user sees them.
    pub fn find(here: &Path) -> Option<Self> {
        let steps = here.ancestors().position(Self::is_at)?;
        Some(Self::at(PathBuf::from_iter(std::iter::repeat_n("..", steps))))
    }

    /// Whether a folder has an `institution.yaml`; of one that is no file, whoever reads it tells.
    pub fn is_at(folder: &Path) -> bool {
        folder.join(INSTITUTION).symlink_metadata().is_ok()
    }

    /// The folder of the partners' logs.
    pub fn ledgers(&self) -> PathBuf {
        self.root.join(PARTNERS)
    }

    /// The log of a partner: what happened with its mails.
    pub fn ledger(&self, partner: &str) -> PathBuf {
        self.ledgers().join(format!("{partner}.log"))
    }

    /// The folder for the files of partners that rest.
    pub fn archive(&self) -> PathBuf {
        self.root.join(ARCHIVE)
    }

    /// The folders that have one for each partner, called as its file: documents, copies of mails, what was signed.
    pub fn folders_of(&self, partner: &str) -> [PathBuf; 3] {
        [OUTPUT, SENT, SIGNED].map(|folder| self.root.join(folder).join(partner))
    }

    /// Where it is written down who objected, whatever becomes of the partner's files.
    pub fn objections(&self) -> PathBuf {
        self.root.join(OBJECTIONS)
    }

    /// Where the very bytes of sent mails are kept.
    pub fn copies(&self) -> PathBuf {
        self.root.join(SENT)
    }

    /// Where the very bytes of a mail to a partner are kept, by the name of its copy.
    pub fn copy(&self, partner: &str, name: &str) -> PathBuf {
        self.copies().join(partner).join(format!("{name}.eml"))
    }

    /// Where the scans of the documents are kept that were signed with a partner.
    pub fn signed_folder(&self, partner: &str) -> PathBuf {
        self.root.join(SIGNED).join(partner)
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The workspace's folder, so that it can be listed.
    pub(super) fn folder(&self) -> &Path {
        if self.root().as_os_str().is_empty() { Path::new(".") } else { self.root() }
    }
}

/// Whether there is a folder.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// The names of the folders in a folder that have a file of this name; none when there is no folder.
pub fn folders_with(folder: &Path, name: &str) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let with = entries.filter(|entry| entry.path().join(name).is_file());
    let mut names: Vec<String> = with.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
