//! The texts that files had before they were saved.
//!
//! **Where they lie.** In `.handclasp/undo`, a folder for each file, called as the file: `partners/school.yaml/`. It lies in
//! the workspace, so that whoever shares the folder can undo, on another computer too; its name begins with a dot, so that
//! nobody takes what is in it for a partner's file or a template (`workspace/strays.rs`), and nothing is made anew because of
//! it. Git is told to leave it alone. Each copy has a name of its own: two computers never write the same one.
//!
//! **What the name of a copy says:** `000007.20270304T093000Z.2c26b46b68ffc68f.fcde2b2edba56bf4.yaml` is the seventh, when it
//! was saved, which text the copy has, and which text was written in its place. So one look tells whether the file is still
//! as that save left it. In place of a text that was not there stands `none`.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::clock;
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::workspace::{
    FolderLock, PARTNERS, UNDO, Workspace, delete, is_there, move_to, read, remove_empty,
};

/// How many saves of a file can be undone.
const MOST: usize = 20;
/// The moment of a save in the name of its copy.
const MOMENT: &str = "%Y%m%dT%H%M%SZ";
/// In place of a text that was not there.
const NONE: &str = "none";
/// How many digits tell a text from the others of one file.
const DIGITS: usize = 16;

/// A text that a file had before it was saved.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeptCopy {
    number: u64,
    /// When the file was saved.
    pub at: Timestamp,
    /// Which text this is.
    pub before: String,
    /// Which text was written in its place.
    pub after: String,
    path: PathBuf,
}

impl KeptCopy {
    fn at(path: PathBuf) -> Option<Self> {
        let name = path.file_name()?.to_str()?;
        let mut parts = name.splitn(5, '.');
        let number = parts.next()?.parse().ok()?;
        let at = DateTime::strptime(MOMENT, parts.next()?).ok()?;
        let at = at.to_zoned(TimeZone::UTC).ok()?.timestamp();
        let mut text = || parts.next().filter(|one| *one == NONE || is_mark(one)).map(str::to_owned);
        let (before, after) = (text()?, text()?);
        Some(Self { number, at, before, after, path })
    }

    /// What tells this save from every other one of the file.
    pub fn mark(&self) -> String {
        Digest::new().and(self.number.to_string()).and(&self.before).and(&self.after).digits(DIGITS)
    }

    /// The text; none when the file was not there.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn text(&self) -> Result<KeptText, Diagnostic> {
        if self.before == NONE {
            return Ok(KeptText::NoFile);
        }
        let text = read(&self.path)?.and_then(|bytes| String::from_utf8(bytes).ok());
        let whole = text.filter(|text| mark_of(Some(text.as_bytes())) == self.before);
        Ok(whole.map_or(KeptText::Damaged, KeptText::Text))
    }

    /// Takes the copy away.
    ///
    /// # Errors
    /// When it cannot be.
    pub fn delete(&self) -> Result<(), Diagnostic> {
        delete(&self.path).map(drop)
    }
}

/// What a copy has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeptText {
    /// A text.
    Text(String),
    /// That there was no file.
    NoFile,
    /// Something else than what was kept, or nothing any more.
    Damaged,
}

/// The copies of one file.
pub struct KeptCopies<'a> {
    workspace: &'a Workspace,
    name: &'a str,
    folder: PathBuf,
}

impl<'a> KeptCopies<'a> {
    /// Of a file.
    pub fn of(workspace: &'a Workspace, name: &'a str) -> Self {
        Self { workspace, name, folder: folder_of(workspace, name) }
    }

    /// Holds them: nobody else saves or undoes meanwhile.
    ///
    /// # Errors
    /// When the folder for copies cannot be made.
    pub fn hold(&self) -> Result<FolderLock, Diagnostic> {
        FolderLock::on(&self.workspace.root().join(UNDO), || ())
    }

    /// Which text the file has now.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn now(&self) -> Result<String, Diagnostic> {
        Ok(mark_of(read(&self.workspace.root().join(self.name))?.as_deref()))
    }

    /// All of them, the oldest first.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn all(&self) -> Result<Vec<KeptCopy>, Diagnostic> {
        let mut all: Vec<KeptCopy> =
            self.workspace.files_below(&self.folder)?.into_iter().filter_map(KeptCopy::at).collect();
        all.sort();
        Ok(all)
    }

    /// Keeps the text that is there before another one is written; the disk has it when this returns.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn keep(&self, before: Option<&str>, after: Option<&str>) -> Result<KeptCopy, Diagnostic> {
        let number = self.all()?.last().map_or(0, |last| last.number) + 1;
        let at = clock::now().timestamp();
        let moment = at.strftime(MOMENT);
        let text_mark = |text: Option<&str>| mark_of(text.map(str::as_bytes));
        let ending = Path::new(self.name).extension().and_then(|ending| ending.to_str()).unwrap_or("txt");
        let (old, new) = (text_mark(before), text_mark(after));
        let path = self.folder.join(format!("{number:06}.{moment}.{old}.{new}.{ending}"));
        let name = path.strip_prefix(self.workspace.root()).unwrap_or(&path);
        self.workspace.write_new(&format!("{HIDDEN}/.gitignore"), b"*\n")?;
        self.workspace.write_new(&name.to_string_lossy(), before.unwrap_or_default().as_bytes())?;
        Ok(KeptCopy { number, at, before: old, after: new, path })
    }

    /// Takes away the oldest when there are too many.
    ///
    /// # Errors
    /// When one cannot be taken away.
    pub fn shorten(&self) -> Result<(), Diagnostic> {
        let all = self.all()?;
        all.iter().take(all.len().saturating_sub(MOST)).try_for_each(KeptCopy::delete)
    }

    /// Takes away the folder when nothing is left in it.
    pub fn tidy(&self) {
        remove_empty(&self.folder);
    }
}

/// The folder of what is the program's own, in which the copies have theirs.
const HIDDEN: &str = ".handclasp";

/// Where the copies of a file lie.
fn folder_of(workspace: &Workspace, name: &str) -> PathBuf {
    workspace.root().join(UNDO).join(name)
}

/// What tells a text from others.
pub fn mark_of(text: Option<&[u8]>) -> String {
    text.map_or_else(|| NONE.to_owned(), |text| Digest::new().and(text).digits(DIGITS))
}

fn is_mark(text: &str) -> bool {
    text.len() == DIGITS && text.bytes().all(|one| one.is_ascii_hexdigit())
}

/// The folder with all copies of a partner's file, when there is one.
pub fn copies_of_partner(workspace: &Workspace, partner: &str) -> Option<PathBuf> {
    Some(folder_of(workspace, &partners_file(partner))).filter(|folder| is_there(folder))
}

/// The copies that go when one of them has to: those before it could not be reached any more. None when a file is no copy.
///
/// # Errors
/// When a folder cannot be read.
pub fn copies_that_end_with(workspace: &Workspace, path: &Path) -> Result<Option<Vec<PathBuf>>, Diagnostic> {
    let Some(folder) = path.parent().filter(|folder| folder.starts_with(workspace.root().join(UNDO))) else {
        return Ok(None);
    };
    let Some(copy) = KeptCopy::at(path.to_owned()) else { return Ok(Some(vec![path.to_owned()])) };
    let all = workspace.files_below(folder)?.into_iter().filter_map(KeptCopy::at);
    Ok(Some(all.filter(|other| *other <= copy).map(|other| other.path).collect()))
}

/// The copies of a partner's file are those of its new name; what was there of that name belonged to a file that is gone.
///
/// # Errors
/// When they cannot be moved.
pub fn rename_copies(workspace: &Workspace, old: &str, new: &str) -> Result<(), Diagnostic> {
    let [from, to] = [old, new].map(|id| folder_of(workspace, &partners_file(id)));
    if is_there(&from) {
        delete(&to)?;
        move_to(&from, &to)?;
    }
    Ok(())
}

fn partners_file(partner: &str) -> String {
    format!("{PARTNERS}/{partner}.yaml")
}
