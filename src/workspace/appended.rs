//! A file that is only ever appended to, held against a second run.

use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::folder_lock::is_at;
use super::reading::read;
use super::staged::{folder_of, make_folders, neighbour, share};
use super::system_errors::{reason, unreadable};
use crate::clock::Stopwatch;
use crate::diagnostic::{Diagnostic, codes};

/// How long another run is waited for that notes something itself.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long it is waited before the file is tried again.
const PAUSE: Duration = Duration::from_millis(20);

/// A file that is only ever appended to, open for that; no other run can open it meanwhile.
pub struct AppendedFile {
    file: std::fs::File,
    path: PathBuf,
}

impl AppendedFile {
    /// Opens one, empty when there is none; gives its text.
    ///
    /// # Errors
    /// When it cannot be read or written, is no text, or another run has it.
    pub fn open(path: &Path) -> Result<(Self, String), Diagnostic> {
        Self::open_within(path, Duration::ZERO)
    }

    /// The same; another run that has it is waited for a little.
    ///
    /// # Errors
    /// As [`AppendedFile::open`].
    pub fn open_when_free(path: &Path) -> Result<(Self, String), Diagnostic> {
        Self::open_within(path, PATIENCE)
    }

    fn open_within(path: &Path, patience: Duration) -> Result<(Self, String), Diagnostic> {
        let waiting = Stopwatch::start();
        let attempt = || -> io::Result<Option<(std::fs::File, String)>> {
            loop {
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
                    Err(std::fs::TryLockError::WouldBlock) if waiting.elapsed() < patience => {
                        std::thread::sleep(PAUSE);
                        continue;
                    }
                    Err(std::fs::TryLockError::WouldBlock) => return Ok(None),
                    Err(std::fs::TryLockError::Error(error)) => return Err(error),
                    Ok(()) => {}
                }
                // Another run has put a whole new one in its place, or has moved it, since we opened it.
                if !is_at(&file, path) {
                    continue;
                }
                let mut bytes = Vec::new();
                file.read_to_end(&mut bytes)?;
                return Ok(Some((file, text(bytes)?)));
            }
        };
        match attempt() {
            Ok(Some((file, text))) => Ok((Self { file, path: path.to_owned() }, text)),
            Ok(None) => Err(Diagnostic::error(
                codes::IN_USE,
                format!("`{}` is in use by another run", path.display()),
            )
            .help("wait until the other run of Handclasp has ended")),
            Err(error) => Err(unnoted(path, &error)),
        }
    }

    /// Cuts off what stands behind so many bytes.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn cut(&mut self, length: usize) -> Result<(), Diagnostic> {
        let mut cut = || {
            self.file.set_len(length as u64)?;
            self.file.sync_all()?;
            self.file.seek(io::SeekFrom::Start(length as u64))
        };
        cut().map(drop).map_err(|error| unnoted(&self.path, &error))
    }

    /// Puts a whole new file in its place; nobody can write into the old one meanwhile, and the disk has the new one when
    /// this returns.
    ///
    /// # Errors
    /// When it cannot be written; what was there before is there still.
    pub fn replaced_by(self, text: &str) -> Result<(), Diagnostic> {
        let put = || -> io::Result<()> {
            let path = std::fs::canonicalize(&self.path)?;
            let staged = neighbour(&path, text.as_bytes())?;
            staged.as_file().sync_all()?;
            staged.persist(&path).map(drop).map_err(|refused| refused.error)
        };
        put().map_err(|error| unnoted(&self.path, &error))
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

/// The text of a file that is only ever appended to, without opening it for writing; none when there is no such file.
///
/// # Errors
/// When there is one that cannot be read, or is no text.
pub fn appended_text(path: &Path) -> Result<Option<String>, Diagnostic> {
    let unread = |error: io::Error| unreadable(&path.display().to_string(), &error);
    if !ordinary(path).map_err(unread)? {
        return Ok(None);
    }
    read(path)?.map(text).transpose().map_err(unread)
}

/// Bytes as text. Zeros are what a computer leaves in place of what it lost: nobody knows what stood there.
fn text(bytes: Vec<u8>) -> io::Result<String> {
    if bytes.contains(&0) {
        return Err(ErrorKind::InvalidData.into());
    }
    String::from_utf8(bytes).map_err(|_| ErrorKind::InvalidData.into())
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
