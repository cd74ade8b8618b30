//! The sample that `init` writes, and what is left of it in a workspace.

use include_dir::{Dir, include_dir};

use super::file_names::with_slashes;
use super::folder_lock::FolderLock;
use super::folders::{INSTITUTION, PARTNERS, TEMPLATES, Workspace};
use super::reading::read;
use super::templates;
use super::writing::{FileOutcome, remove};
use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;

static SAMPLE_PARTNERS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/partners");
const SAMPLE_LOGO: &str = "assets/logo.svg";
static SAMPLE_INSTITUTION: &str = include_str!("../../institution.yaml");

/// The institution of the sample that `init` writes.
pub fn sample_institution() -> SourceFile {
    SourceFile::new(INSTITUTION, SAMPLE_INSTITUTION)
}

/// The partners of the sample that `init` writes.
pub fn sample_partners() -> impl Iterator<Item = SourceFile> {
    partner_files().filter_map(|(name, bytes)| Some(SourceFile::new(name, str::from_utf8(bytes).ok()?)))
}

/// The bytes of the sample's logo.
pub fn sample_logo() -> Option<&'static [u8]> {
    templates::BUILT_IN.get_file(SAMPLE_LOGO).map(include_dir::File::contents)
}

fn partner_files() -> impl Iterator<Item = (String, &'static [u8])> {
    SAMPLE_PARTNERS.files().filter_map(|file| {
        let name = format!("{PARTNERS}/{}", with_slashes(file.path()));
        name.ends_with(".yaml").then(|| (name, file.contents()))
    })
}

fn logo_file() -> Option<(String, &'static [u8])> {
    sample_logo().map(|bytes| (format!("{TEMPLATES}/{SAMPLE_LOGO}"), bytes))
}

/// What is to become of a file that has the name of one of the sample's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leftover {
    /// It is the sample's, byte for byte, and can go.
    Unchanged,
    /// Somebody has changed it.
    Changed,
    /// It is the sample's, but `institution.yaml` names it.
    Named,
    /// It is the sample's institution, without which the folder is no workspace.
    Institution,
}

impl Workspace {
    /// Writes the sample into the workspace; what is there already stays.
    ///
    /// # Errors
    /// The file that could not be written.
    pub fn write_sample(&self) -> Result<Vec<(String, FileOutcome)>, Diagnostic> {
        if self.root().join(INSTITUTION).symlink_metadata().is_ok() {
            // Invented partners beside a real institution would get real documents.
            let mut written = vec![(INSTITUTION.to_owned(), FileOutcome::Kept)];
            written.extend(self.write_schemas()?);
            return Ok(written);
        }
        let institution = (INSTITUTION.to_owned(), SAMPLE_INSTITUTION.as_bytes());
        let files = [institution].into_iter().chain(partner_files()).chain(logo_file());
        let mut written = self.write_all_new(files.map(|(name, bytes)| (name, bytes.to_vec())).collect())?;
        written.extend(self.write_schemas()?);
        Ok(written)
    }

    /// The files that have the names of the sample's partners and of its logo, and what is to become of each; and
    /// `institution.yaml` when it is still the sample's.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn left_of_sample(&self) -> Result<Vec<(String, Leftover)>, Diagnostic> {
        let mut left = Vec::new();
        let there = |name: &str| read(&self.root().join(name));
        let institution = there(INSTITUTION)?;
        let names_logo =
            institution.as_ref().is_some_and(|bytes| String::from_utf8_lossy(bytes).contains(SAMPLE_LOGO));
        for (name, bytes) in partner_files().chain(logo_file()) {
            let Some(own) = there(&name)? else { continue };
            let what = match own == bytes {
                false => Leftover::Changed,
                true if names_logo && name.ends_with(SAMPLE_LOGO) => Leftover::Named,
                true => Leftover::Unchanged,
            };
            left.push((name, what));
        }
        if institution.is_some_and(|bytes| bytes == SAMPLE_INSTITUTION.as_bytes()) {
            left.push((INSTITUTION.to_owned(), Leftover::Institution));
        }
        Ok(left)
    }

    /// Removes the files of the sample that nobody has changed; gives their names.
    ///
    /// # Errors
    /// A file that cannot be read or removed; those before it are gone.
    pub fn remove_sample(&self) -> Result<Vec<String>, Diagnostic> {
        // Nobody writes into the partners' folder between the look and the removal.
        let has_partners = self.root().join(PARTNERS).is_dir();
        let _lock = has_partners.then(|| FolderLock::on(&self.ledgers(), || ())).transpose()?;
        let mut removed = Vec::new();
        for (name, what) in self.left_of_sample()? {
            if what == Leftover::Unchanged {
                remove(&self.root().join(&name))?;
                removed.push(name);
            }
        }
        Ok(removed)
    }
}
