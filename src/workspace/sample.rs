//! The sample that `init` writes, and what is left of it in a workspace.

use std::collections::BTreeSet;
use std::path::Path;

use include_dir::{Dir, include_dir};

use super::file_names::with_slashes;
use super::folder_lock::FolderLock;
use super::folders::{INSTITUTION, PARTNERS, TEMPLATES, Workspace};
use super::reading::read;
use super::templates;
use super::writing::{FileOutcome, remove};
use crate::diagnostic::words::alternatives;
use crate::diagnostic::{Diagnostic, codes};
use crate::source::SourceFile;

static ENGLISH_PARTNERS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/partners");
const SAMPLE_LOGO: &str = "assets/logo.svg";
static ENGLISH_INSTITUTION: &str = include_str!("../../institution.yaml");
/// The language of the sample that is the folder of the program itself.
const ENGLISH: &str = "en";
/// The same sample in other languages, a folder each.
static TRANSLATED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/samples");

/// The languages that there is a sample in.
pub fn sample_languages() -> impl Iterator<Item = &'static str> {
    let translated = TRANSLATED.dirs().filter_map(|folder| folder.path().to_str());
    [ENGLISH].into_iter().chain(translated)
}

/// The institution of the sample that `init` writes in a language.
pub fn sample_institution(language: &str) -> Option<SourceFile> {
    institution_in(language).and_then(as_source)
}

/// The partners of the sample that `init` writes in a language.
pub fn sample_partners(language: &str) -> impl Iterator<Item = SourceFile> + use<> {
    partners_in(language).into_iter().filter_map(as_source)
}

fn as_source((name, bytes): SampleFile) -> Option<SourceFile> {
    Some(SourceFile::new(name, str::from_utf8(bytes).ok()?))
}

/// The name of a file in the workspace, and its bytes.
type SampleFile = (String, &'static [u8]);

/// The bytes of the sample's logo.
pub fn sample_logo() -> Option<&'static [u8]> {
    templates::BUILT_IN.get_file(SAMPLE_LOGO).map(include_dir::File::contents)
}

fn institution_in(language: &str) -> Option<SampleFile> {
    let bytes = match language {
        ENGLISH => ENGLISH_INSTITUTION.as_bytes(),
        other => TRANSLATED.get_file(format!("{other}/{INSTITUTION}"))?.contents(),
    };
    Some((INSTITUTION.to_owned(), bytes))
}

fn partners_in(language: &str) -> Vec<SampleFile> {
    let folder = match language {
        ENGLISH => Some(&ENGLISH_PARTNERS),
        other => TRANSLATED.get_dir(format!("{other}/{PARTNERS}")),
    };
    let file = |file: &'static include_dir::File<'static>| {
        let name = format!("{PARTNERS}/{}", with_slashes(Path::new(file.path().file_name()?)));
        name.ends_with(".yaml").then(|| (name, file.contents()))
    };
    folder.map_or_else(Vec::new, |folder| folder.files().filter_map(file).collect())
}

/// All files of the sample that may lie in a workspace, in whatever language.
fn all_partners() -> impl Iterator<Item = SampleFile> {
    sample_languages().flat_map(partners_in)
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
    /// Writes the sample in a language into the workspace; what is there already stays.
    ///
    /// # Errors
    /// A language that there is no sample in; the file that could not be written.
    pub fn write_sample(&self, language: &str) -> Result<Vec<(String, FileOutcome)>, Diagnostic> {
        if self.root().join(INSTITUTION).symlink_metadata().is_ok() {
            // Invented partners beside a real institution would get real documents.
            let mut written = vec![(INSTITUTION.to_owned(), FileOutcome::Kept)];
            written.extend(self.write_schemas()?);
            return Ok(written);
        }
        let institution = institution_in(language).ok_or_else(|| {
            let known: Vec<&str> = sample_languages().collect();
            Diagnostic::error(
                codes::UNKNOWN_LANGUAGE,
                format!("there is no example in the language `{language}`"),
            )
            .help(format!("there is one in {}", alternatives(&known)))
        })?;
        let files = [institution].into_iter().chain(partners_in(language)).chain(logo_file());
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
        let all: Vec<SampleFile> = all_partners().chain(logo_file()).collect();
        let names: BTreeSet<&String> = all.iter().map(|(name, _)| name).collect();
        for name in names.into_iter().cloned() {
            let Some(own) = there(&name)? else { continue };
            let is_sample = all.iter().any(|(other, bytes)| *other == name && own == *bytes);
            let what = match is_sample {
                false => Leftover::Changed,
                true if names_logo && name.ends_with(SAMPLE_LOGO) => Leftover::Named,
                true => Leftover::Unchanged,
            };
            left.push((name, what));
        }
        let mut institutions = sample_languages().filter_map(institution_in);
        if institution.is_some_and(|own| institutions.any(|(_, bytes)| own == bytes)) {
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
