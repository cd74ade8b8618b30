//! Files of lines that are only ever appended to: what happened with the partners' mails.

use std::path::Path;

use crate::diagnostic::{Diagnostic, codes};
use crate::workspace::{AppendedFile, appended_text, is_being_written};

/// A file of lines that is only ever appended to, open for that.
pub struct Journal(AppendedFile);

impl Journal {
    /// Opens one, empty when there is none, and locks it against a second run; gives its lines. Half a line that a run of
    /// ours has left is cut off.
    ///
    /// # Errors
    /// When it cannot be read or written, another run has it, or it ends in the middle of a line.
    pub fn open(path: &Path) -> Result<(Self, Vec<String>), Diagnostic> {
        Self::of(path, AppendedFile::open(path)?)
    }

    /// The same; another run that has it is waited for a little.
    ///
    /// # Errors
    /// As [`Journal::open`].
    pub fn open_when_free(path: &Path) -> Result<(Self, Vec<String>), Diagnostic> {
        Self::of(path, AppendedFile::open_when_free(path)?)
    }

    fn of(path: &Path, (mut file, text): (AppendedFile, String)) -> Result<(Self, Vec<String>), Diagnostic> {
        let lines = JournalLines::of(&text);
        if lines.whole < text.len() {
            if !is_being_written(path, lines.whole) {
                return Err(torn(path));
            }
            file.cut(lines.whole)?;
        }
        if lines.is_unended {
            file.append("", false)?;
        }
        Ok((Self(file), lines.texts))
    }

    /// Appends a line; with `lasting`, the disk has it, and all before it, when this returns.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn append(&mut self, line: &str, lasting: bool) -> Result<(), Diagnostic> {
        self.0.append(line, lasting)
    }
}

/// The lines of a journal's text.
struct JournalLines {
    texts: Vec<String>,
    /// How many bytes of it are whole lines.
    whole: usize,
    /// Whether the last line is whole but for its end.
    is_unended: bool,
}

impl JournalLines {
    /// A last line without its end says nothing, unless it is whole, as when an editor or another program took the line
    /// end away.
    fn of(text: &str) -> Self {
        let ended = text.rfind('\n').map_or(0, |at| at + 1);
        let rest = &text[ended..];
        let is_unended = !rest.trim().is_empty() && serde_json::from_str::<serde_json::Value>(rest).is_ok();
        let whole = if is_unended || rest.trim().is_empty() { text.len() } else { ended };
        Self { texts: text[..whole].lines().map(str::to_owned).collect(), whole, is_unended }
    }
}

/// The whole lines of a journal, without opening it for writing; and, when half a line stands at its end that no run of
/// ours has left, that as a problem.
///
/// # Errors
/// When there is one that cannot be read.
pub fn journal_lines(path: &Path) -> Result<(Vec<String>, Option<Diagnostic>), Diagnostic> {
    let Some(text) = appended_text(path)? else { return Ok((Vec::new(), None)) };
    let lines = JournalLines::of(&text);
    let is_torn = lines.whole < text.len() && !is_being_written(path, lines.whole);
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
