//! The files under `templates/`: what the program brings along, with the workspace's own over it.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;

use include_dir::{Dir, include_dir};

use super::file_names::with_slashes;
use super::folders::{TEMPLATES, Workspace};
use super::links::lies_in;
use super::reading::{LARGEST_TEXT, decode, read_limited};
use super::system_errors::unreadable;
use super::writing::FileOutcome;
use crate::diagnostic::{Diagnostic, codes};
use crate::source::SourceFile;

/// The largest asset that is read, in bytes.
const LARGEST_ASSET: u64 = 20_000_000;
/// How the names of files end that are texts, for which there is another limit.
const TEXTS: &[&str] = &[".md", ".yaml", ".typ", ".html"];
/// The most files that are read below the templates: a link to a folder above itself has no end.
const MOST_ASSETS: usize = 2_000;
/// The most bytes that all of them may have.
const MOST_ASSET_BYTES: usize = 200_000_000;
/// How deep folders lie below the templates.
const DEEPEST: usize = 8;

pub(super) static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The files under `templates/`: the built-in ones, and the workspace's own in their place or beside
/// them, by their path with `/`.
#[derive(Debug, Clone, Default)]
pub struct TemplateFiles {
    files: BTreeMap<String, Vec<u8>>,
    /// The built-in files that the workspace's own lie over.
    covered: BTreeMap<String, Vec<u8>>,
    own: Vec<String>,
    /// The workspace's own folders.
    folders: Vec<String>,
    /// How many bytes the workspace's own have.
    size: usize,
}

impl TemplateFiles {
    /// The built-in files alone.
    pub fn built_in() -> Self {
        let mut files = BTreeMap::new();
        collect(&BUILT_IN, &mut files);
        Self { files, ..Self::default() }
    }

    /// The bytes of a font that is brought along, by the name of its file.
    pub fn font(name: &str) -> Option<&'static [u8]> {
        let fonts = BUILT_IN.get_dir("fonts")?;
        fonts.get_file(fonts.path().join(name)).map(include_dir::File::contents)
    }

    /// Puts a file in, in place of one of the same name.
    pub fn insert(&mut self, name: impl Into<String>, bytes: Vec<u8>) {
        let name = name.into();
        // What stood there of the workspace's own goes, what is built in stays below.
        self.take_out(&name);
        self.own.push(name.clone());
        self.size += bytes.len();
        if let Some(covered) = self.files.insert(name.clone(), bytes) {
            self.covered.entry(name).or_insert(covered);
        }
    }

    /// Takes a file of the workspace's own out again; a built-in one of its name is there again.
    pub fn take_out(&mut self, name: &str) {
        let Some(at) = self.own.iter().position(|own| own == name) else { return };
        self.own.remove(at);
        let taken = match self.covered.remove(name) {
            Some(covered) => self.files.insert(name.to_owned(), covered),
            None => self.files.remove(name),
        };
        self.size = self.size.saturating_sub(taken.map_or(0, |bytes| bytes.len()));
    }

    /// All files with their bytes, by name.
    fn into_files(self) -> BTreeMap<String, Vec<u8>> {
        self.files
    }

    /// The bytes of a file.
    pub fn bytes(&self, name: &str) -> Option<&[u8]> {
        self.files.get(name).map(Vec::as_slice)
    }

    /// The bytes of a file of the workspace's own: a logo is never taken from the sample.
    pub fn own_bytes(&self, name: &str) -> Option<&[u8]> {
        self.own.iter().find(|own| *own == name)?;
        self.bytes(name)
    }

    /// The names of the workspace's own files.
    pub fn own(&self) -> impl Iterator<Item = &str> {
        self.own.iter().map(String::as_str)
    }

    /// The names of the workspace's own folders.
    pub fn own_folders(&self) -> impl Iterator<Item = &str> {
        self.folders.iter().map(String::as_str)
    }

    /// The names of the files under a folder, in order.
    pub fn under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a str> {
        self.files
            .keys()
            .map(String::as_str)
            .filter(move |name| name.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
    }

    /// All names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Whether somebody has written a file: an unchanged copy of a built-in one is none.
    pub fn is_own(&self, name: &str) -> bool {
        self.own.iter().any(|own| own == name) && self.is_changed(name)
    }

    /// Whether a file is another one than the built-in one of its name.
    fn is_changed(&self, name: &str) -> bool {
        self.covered.get(name).is_none_or(|built_in| self.files.get(name) != Some(built_in))
    }

    /// Whether somebody has written a file in a folder of the templates: partials.
    pub fn has_own_in(&self, folder: &str) -> bool {
        let lies_in = |own: &str| own.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        self.own.iter().any(|own| lies_in(own) && self.is_changed(own))
    }

    /// The built-in text that the workspace's own file of this name lies over; none when there is no such file.
    pub fn covered_text(&self, name: &str) -> Option<SourceFile> {
        let bytes = self.covered.get(name)?;
        decode(&format!("{TEMPLATES}/{name}"), bytes.clone()).ok()
    }

    /// A file as text.
    ///
    /// # Errors
    /// When it is not UTF-8, with the place of the first byte that is not.
    pub fn text(&self, name: &str) -> Option<Result<SourceFile, Diagnostic>> {
        let bytes = self.bytes(name)?;
        Some(decode(&format!("{TEMPLATES}/{name}"), bytes.to_vec()))
    }
}

impl Workspace {
    /// The templates: the built-in ones with the workspace's own over them.
    ///
    /// # Errors
    /// Files that cannot be read; links that lead out of the folder, whose content would go along with an email.
    pub fn templates(&self) -> Result<TemplateFiles, Diagnostic> {
        let mut files = TemplateFiles::built_in();
        overlay(&self.root().join(TEMPLATES), "", &mut files)?;
        Ok(files)
    }

    /// Copies the built-in templates into the workspace, for changing them; what is there already
    /// stays. What the documents are made of comes along only when it is asked for: somebody's own definition counts in
    /// place of the whole built-in one, and a new version could not add to it.
    ///
    /// # Errors
    /// The file that could not be written.
    pub fn write_templates(&self, definitions: bool) -> Result<Vec<(String, FileOutcome)>, Diagnostic> {
        let files = TemplateFiles::built_in().into_files().into_iter();
        let is_definition = |name: &str| name.ends_with(".yaml") && !name.starts_with("languages/");
        self.write_all_new(
            files
                .filter(|(name, _)| !name.starts_with("fonts/") && (definitions || !is_definition(name)))
                .map(|(name, bytes)| (format!("{TEMPLATES}/{name}"), bytes))
                .collect(),
        )
    }
}

fn collect(dir: &Dir<'_>, into: &mut BTreeMap<String, Vec<u8>>) {
    for file in dir.files() {
        into.insert(with_slashes(file.path()), file.contents().to_vec());
    }
    for dir in dir.dirs() {
        collect(dir, into);
    }
}

/// That there is more below the templates than documents need.
fn crowded() -> Diagnostic {
    let message = format!(
        "there is too much in `{TEMPLATES}`: more than {MOST_ASSETS} files, 200 MB or {DEEPEST} levels"
    );
    Diagnostic::error(codes::FILE_TOO_LARGE, message)
        .help("keep there what the documents need; a link to a folder that it lies in has no end")
}

/// Puts in what lies in the folder of the templates, below it under this prefix.
///
/// # Errors
/// A file that cannot be read; a link that leads out of the folder; more than documents need.
fn overlay(templates: &Path, prefix: &str, files: &mut TemplateFiles) -> Result<(), Diagnostic> {
    if prefix.matches('/').count() >= DEEPEST {
        return Err(crowded());
    }
    let entries = match std::fs::read_dir(templates.join(prefix)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(unreadable(&format!("{TEMPLATES}/{prefix}"), &error)),
    };
    for entry in entries {
        let entry = entry.map_err(|error| unreadable(TEMPLATES, &error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') || name.ends_with('~') {
            continue;
        }
        let path = entry.path();
        let shown = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
        // What it leads to may be anything, and would stand in a document or go along with an email.
        lies_in(templates, &shown)?;
        let meta =
            std::fs::metadata(&path).map_err(|error| unreadable(&format!("{TEMPLATES}/{shown}"), &error))?;
        if meta.is_dir() {
            files.folders.push(shown.clone());
            overlay(templates, &shown, files)?;
        } else {
            let name = format!("{TEMPLATES}/{shown}");
            let is_text = TEXTS.iter().any(|ending| name.ends_with(ending));
            let bytes = read_limited(&path, &name, if is_text { LARGEST_TEXT } else { LARGEST_ASSET })?;
            files.insert(shown, bytes);
            if files.own.len() > MOST_ASSETS || files.size > MOST_ASSET_BYTES {
                return Err(crowded());
            }
        }
    }
    Ok(())
}
