//! Files that are only ever appended to: what happened with the partners' mails.

use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};

use super::staged::{folder_of, make_folders, share};
use super::{read, reason, unreadable};
use crate::diagnostic::Diagnostic;

/// A file that is only ever appended to, a line at a time.
pub struct Journal {
    file: std::fs::File,
    path: PathBuf,
}

impl Journal {
    /// Opens one, empty when there is none, and locks it against a second run; gives its lines.
    ///
    /// # Errors
    /// When it cannot be read or written, or another run has it.
    pub fn open(path: &Path) -> Result<(Self, Vec<String>), Diagnostic> {
        let attempt = || -> io::Result<Option<(std::fs::File, Lines)>> {
            let folder = folder_of(path);
            make_folders(folder)?;
            let is_there = ordinary(path)?;
            // Not opened for appending alone: on Windows such a file cannot be cut.
            let mut options = std::fs::OpenOptions::new();
            let mut file = options.read(true).write(true).create(true).truncate(false).open(path)?;
            if !is_there {
                share(&file, folder);
            }
            match file.try_lock() {
                Err(std::fs::TryLockError::WouldBlock) => return Ok(None),
                Err(std::fs::TryLockError::Error(error)) => return Err(error),
                Ok(()) => {}
            }
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            let lines = lines(bytes)?;
            if lines.whole < lines.length {
                file.set_len(lines.whole as u64)?;
                file.sync_all()?;
            }
            file.seek(io::SeekFrom::Start(lines.whole as u64))?;
            if lines.unended {
                file.write_all(b"\n")?;
            }
            Ok(Some((file, lines)))
        };
        match attempt() {
            Ok(Some((file, lines))) => Ok((Self { file, path: path.to_owned() }, lines.texts)),
            Ok(None) => {
                Err(Diagnostic::error("in-use", format!("`{}` is in use by another run", path.display()))
                    .help("wait until the other run of Handclasp has ended"))
            }
            Err(error) => Err(unnoted(path, &error)),
        }
    }

    /// Appends a line; with `lasting`, the disk has it, and all before it, when this returns.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn append(&mut self, line: &str, lasting: bool) -> Result<(), Diagnostic> {
        let mut write = || {
            self.file.write_all(format!("{line}\n").as_bytes())?;
            if lasting { self.file.sync_data() } else { Ok(()) }
        };
        write().map_err(|error| unnoted(&self.path, &error))
    }
}

/// The lines of a journal's bytes.
struct Lines {
    texts: Vec<String>,
    /// How many bytes of it are whole lines.
    whole: usize,
    length: usize,
    /// Whether the last line is whole but for its end.
    unended: bool,
}

/// The lines of a journal. A last one without its end was being written when the computer stopped: it says
/// nothing, unless it is whole, as when an editor or another program took the line end away. Zeros are what a computer
/// leaves in place of lines that it lost: nobody knows what they said.
fn lines(bytes: Vec<u8>) -> io::Result<Lines> {
    if bytes.contains(&0) {
        return Err(ErrorKind::InvalidData.into());
    }
    let text = String::from_utf8(bytes).map_err(|_| io::Error::from(ErrorKind::InvalidData))?;
    let ended = text.rfind('\n').map_or(0, |at| at + 1);
    let rest = &text[ended..];
    let unended = !rest.trim().is_empty() && serde_json::from_str::<serde_json::Value>(rest).is_ok();
    let whole = if unended { text.len() } else { ended };
    let texts = text[..whole].lines().map(str::to_owned).collect();
    Ok(Lines { texts, whole, length: text.len(), unended })
}

/// The lines of a journal, without opening it for writing.
///
/// # Errors
/// When there is one that cannot be read.
pub fn journal_lines(path: &Path) -> Result<Vec<String>, Diagnostic> {
    let unread = |error: io::Error| unreadable(&path.display().to_string(), &error);
    if !ordinary(path).map_err(unread)? {
        return Ok(Vec::new());
    }
    let Some(bytes) = read(path)? else { return Ok(Vec::new()) };
    lines(bytes).map(|lines| lines.texts).map_err(unread)
}

/// Whether there is a file. A link that leads nowhere, a folder and the like are none, and not nothing either: what
/// happened is not known then.
fn ordinary(path: &Path) -> io::Result<bool> {
    match std::fs::metadata(path) {
        Ok(meta) if meta.is_file() => Ok(true),
        Ok(meta) if meta.is_dir() => Err(ErrorKind::IsADirectory.into()),
        Ok(_) => Err(io::Error::other("it is not an ordinary file")),
        Err(error) if error.kind() == ErrorKind::NotFound && path.symlink_metadata().is_err() => Ok(false),
        Err(error) => Err(error),
    }
}

/// That it cannot be written down what happens.
fn unnoted(path: &Path, error: &io::Error) -> Diagnostic {
    let message = format!("`{}` cannot be written: {}", path.display(), reason(error));
    Diagnostic::error("unnoted", message)
        .help("nothing more is sent, because nobody would know of it; make room on the disk, or get leave to write there")
}
