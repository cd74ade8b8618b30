//! The reading of files: whole, with a limit, as text that any editor may have written.

use std::io::{ErrorKind, Read};
use std::path::Path;

use super::folders::{INSTITUTION, PARTNERS, Workspace};
use super::system_errors::unreadable;
use crate::diagnostic::{Diagnostic, codes};
use crate::source::SourceFile;

/// The largest YAML file or template that is read, in bytes; the samples have about 4,000.
pub(super) const LARGEST_TEXT: u64 = 2_000_000;
/// The largest spreadsheet that is read, in bytes.
const LARGEST_TABLE: u64 = 50_000_000;

impl Workspace {
    /// The institution's file.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn institution(&self) -> Result<SourceFile, Diagnostic> {
        read_text(&self.root().join(INSTITUTION), INSTITUTION)
    }

    /// A partner's file.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn partner(&self, id: &str) -> Result<SourceFile, Diagnostic> {
        let name = format!("{PARTNERS}/{id}.yaml");
        read_text(&self.root().join(&name), &name)
    }

    /// A text beside `institution.yaml`, when there is one.
    ///
    /// # Errors
    /// When there is one that cannot be read.
    pub fn text(&self, name: &str) -> Result<Option<SourceFile>, Diagnostic> {
        let path = self.root().join(name);
        if path.symlink_metadata().is_err() {
            return Ok(None);
        }
        read_text(&path, name).map(Some)
    }
}

/// The bytes of a spreadsheet.
///
/// # Errors
/// When it cannot be read, or is larger than any list of partners.
pub fn table(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    read_limited(path, &path.display().to_string(), LARGEST_TABLE)
}

/// The bytes of a file, when there is one.
///
/// # Errors
/// When there is one that cannot be read.
pub fn read(path: &Path) -> Result<Option<Vec<u8>>, Diagnostic> {
    // Whoever opens a pipe may wait for ever.
    if std::fs::metadata(path).is_ok_and(|meta| !meta.is_file() && !meta.is_dir()) {
        return Err(no_file(&path.display().to_string()));
    }
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unreadable(&path.display().to_string(), &error)),
    }
}

/// A text that a person may have written with any editor, when there is one: its lines end in a line feed
/// and no byte order mark stands in front; and its bytes.
///
/// # Errors
/// When there is one that cannot be read, or is no text.
pub fn read_lines(path: &Path) -> Result<Option<(SourceFile, Vec<u8>)>, Diagnostic> {
    if matches!(std::fs::metadata(path), Err(error) if error.kind() == ErrorKind::NotFound) {
        return Ok(None);
    }
    let name = path.display().to_string().replace('\\', "/");
    let bytes = with_plain_lines(read_limited(path, &name, LARGEST_TEXT)?);
    let file = decode(&name, bytes.clone())?;
    Ok(Some((file, bytes)))
}

/// A text's bytes without a byte order mark and with line feeds alone; bytes that are no text as they are.
pub fn with_plain_lines(bytes: Vec<u8>) -> Vec<u8> {
    match std::str::from_utf8(&bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').replace("\r\n", "\n").into_bytes(),
        Err(_) => bytes,
    }
}

pub(super) fn read_limited(path: &Path, name: &str, limit: u64) -> Result<Vec<u8>, Diagnostic> {
    let meta = std::fs::metadata(path).map_err(|error| unreadable(name, &error))?;
    if meta.is_dir() {
        return Err(Diagnostic::error(codes::UNREADABLE_FILE, format!("`{name}` is a folder, not a file")));
    }
    let too_large = || {
        let most = limit / 1_000_000;
        Diagnostic::error(
            codes::FILE_TOO_LARGE,
            format!("`{name}` is larger than {most} MB, which is the most that is read"),
        )
    };
    if !meta.is_file() {
        return Err(no_file(name));
    }
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(|error| unreadable(name, &error))?;
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| unreadable(name, &error))?;
    if bytes.len() as u64 > limit { Err(too_large()) } else { Ok(bytes) }
}

/// That something is no file: a pipe, a device.
fn no_file(name: &str) -> Diagnostic {
    Diagnostic::error(codes::UNREADABLE_FILE, format!("`{name}` is not an ordinary file"))
}

pub(super) fn read_text(path: &Path, name: &str) -> Result<SourceFile, Diagnostic> {
    decode(name, read_limited(path, name, LARGEST_TEXT)?)
}

pub(super) fn decode(name: &str, bytes: Vec<u8>) -> Result<SourceFile, Diagnostic> {
    let is_office = bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]);
    if is_office || bytes.starts_with(b"{\\rtf") {
        let file = SourceFile::new(name, "");
        return Err(Diagnostic::error(
            codes::NOT_UTF_8,
            "this is a Word, Excel or similar document, not a text file",
        )
        .at(&file, &(0..0), "the whole file")
        .help("copy the text into a plain-text editor (Notepad, VS Code) and save it there"));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        let file = SourceFile::new(name, "");
        return Err(Diagnostic::error(
            codes::NOT_UTF_8,
            "the file is stored as UTF-16 (“Unicode”), not as UTF-8",
        )
        .at(&file, &(0..0), "the whole file")
        .help("open it in an editor and save it with the encoding UTF-8"));
    }
    String::from_utf8(bytes).map(|text| SourceFile::new(name, text)).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        // Shown as Western European, which it mostly is: the letters above 0xA0 are those of Latin-1.
        let mut text = String::new();
        for chunk in error.as_bytes().utf8_chunks() {
            text.push_str(chunk.valid());
            let letter = |byte: &u8| if *byte < 0xa0 { '\u{fffd}' } else { char::from(*byte) };
            text.extend(chunk.invalid().iter().map(letter));
        }
        let length = text[at..].chars().next().map_or(0, char::len_utf8);
        let file = SourceFile::new(name, text);
        Diagnostic::error(codes::NOT_UTF_8, "the file is not stored as UTF-8, but in an older encoding")
            .at(&file, &(at..at + length), "the first letter that is stored otherwise")
            .help("open it in an editor and save it with the encoding UTF-8; in Notepad: Save as, Encoding")
    })
}
