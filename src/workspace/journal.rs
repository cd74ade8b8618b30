//! Files that are only ever appended to: what happened with the partners' mails.

use crate::diagnostic::codes;
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};

use super::reading::read;
use super::staged::{folder_of, make_folders, share};
use super::system_errors::{reason, unreadable};
use super::writing_note::is_being_written;
use crate::diagnostic::Diagnostic;

/// A file that is only ever appended to, a line at a time.
pub struct Journal {
    file: std::fs::File,
    path: PathBuf,
}

impl Journal {
    /// Opens one, empty when there is none, and locks it against a second run; gives its lines. Half a line that a run of
    /// ours has left is cut off.
    ///
    /// # Errors
    /// When it cannot be read or written, another run has it, or it ends in the middle of a line.
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
            let mut lines = lines(bytes)?;
            if lines.whole < lines.length && is_being_written(path, lines.whole) {
                lines.length = lines.whole;
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
            Ok(Some((_, lines))) if lines.whole < lines.length => Err(torn(path)),
            Ok(Some((file, lines))) => Ok((Self { file, path: path.to_owned() }, lines.texts)),
            Ok(None) => Err(Diagnostic::error(
                codes::IN_USE,
                format!("`{}` is in use by another run", path.display()),
            )
            .help("wait until the other run of Handclasp has ended")),
            Err(error) => Err(unnoted(path, &error)),
        }
    }

    /// Appends a line; with `lasting`, the disk has it, and all before it, when this returns.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn append(&mut self, line: &str, lasting: bool) -> Result<(), Diagnostic> {
        let mut write = || {
            let before = self.file.stream_position()?;
            if let Err(error) = self.file.write_all(format!("{line}\n").as_bytes()) {
                // Half a line would look as if something was lost.
                self.file.set_len(before)?;
                return Err(error);
            }
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

/// The lines of a journal. A last one without its end says nothing, unless it is whole, as when an editor or another
/// program took the line end away. Zeros are what a computer leaves in place of lines that it lost: nobody knows what
/// they said.
fn lines(bytes: Vec<u8>) -> io::Result<Lines> {
    if bytes.contains(&0) {
        return Err(ErrorKind::InvalidData.into());
    }
    let text = String::from_utf8(bytes).map_err(|_| io::Error::from(ErrorKind::InvalidData))?;
    let ended = text.rfind('\n').map_or(0, |at| at + 1);
    let rest = &text[ended..];
    let unended = !rest.trim().is_empty() && serde_json::from_str::<serde_json::Value>(rest).is_ok();
    let whole = if unended || rest.trim().is_empty() { text.len() } else { ended };
    let texts = text[..whole].lines().map(str::to_owned).collect();
    Ok(Lines { texts, whole, length: text.len(), unended })
}

/// The whole lines of a journal, without opening it for writing; and, when half a line stands at its end that no run of
/// ours has left, that as a problem.
///
/// # Errors
/// When there is one that cannot be read.
pub fn journal_lines(path: &Path) -> Result<(Vec<String>, Option<Diagnostic>), Diagnostic> {
    let unread = |error: io::Error| unreadable(&path.display().to_string(), &error);
    if !ordinary(path).map_err(unread)? {
        return Ok((Vec::new(), None));
    }
    let Some(bytes) = read(path)? else { return Ok((Vec::new(), None)) };
    let lines = lines(bytes).map_err(unread)?;
    let is_torn = lines.whole < lines.length && !is_being_written(path, lines.whole);
    Ok((lines.texts, is_torn.then(|| torn(path))))
}

/// That a journal ends in the middle of a line, and nobody knows what stood there and behind it.
fn torn(path: &Path) -> Diagnostic {
    let message = format!("`{}` ends in the middle of a line: its end is lost", path.display());
    Diagnostic::error(codes::LEDGER, message).help(
        "a program that keeps the folder alike on several computers may have copied only half of it: take the whole file from \
         the other computer or from a backup. If there is none, look into your Sent folder what went out and who objected, \
         then delete the half line in a plain-text editor",
    )
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
    Diagnostic::error(codes::UNNOTED, message)
        .help("nothing more is sent, because nobody would know of it; make room on the disk, or get leave to write there")
}
