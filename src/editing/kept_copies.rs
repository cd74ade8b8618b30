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
//!
//! **What was undone** is kept in the same way until something else is saved, with `undone` in front of the ending and the text
//! that was taken back: whoever undid one save too many gets it again.

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
/// What stands in front of the ending of a text that was taken back.
const UNDONE: &str = "undone";
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
    /// Whether the save was undone, and it is the text written that the copy has.
    pub is_undone: bool,
    path: PathBuf,
}

impl KeptCopy {
    fn at(path: PathBuf) -> Option<Self> {
        let name = path.file_name()?.to_str()?.to_owned();
        let mut parts = name.splitn(5, '.');
        let number = parts.next()?.parse().ok()?;
        let at = DateTime::strptime(MOMENT, parts.next()?).ok()?;
        let at = at.to_zoned(TimeZone::UTC).ok()?.timestamp();
        let mut text = || parts.next().filter(|one| *one == NONE || is_mark(one)).map(str::to_owned);
        let (before, after) = (text()?, text()?);
        let is_undone = parts.next().is_some_and(|rest| rest.split('.').next() == Some(UNDONE));
        Some(Self { number, at, before, after, is_undone, path })
    }

    /// What tells this save from every other one of the file.
    pub fn mark(&self) -> String {
        let kind = if self.is_undone { UNDONE } else { "" };
        Digest::new().and(kind).and(self.number.to_string()).and(&self.before).and(&self.after).digits(DIGITS)
    }

    /// The text; none when the file was not there.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn text(&self) -> Result<KeptText, Diagnostic> {
        let own = if self.is_undone { &self.after } else { &self.before };
        if own == NONE {
            return Ok(KeptText::NoFile);
        }
        let text = read(&self.path)?.and_then(|bytes| String::from_utf8(bytes).ok());
        let whole = text.filter(|text| mark_of(Some(text.as_bytes())) == *own);
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

    /// Those of saves that can be undone, the oldest first.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn all(&self) -> Result<Vec<KeptCopy>, Diagnostic> {
        let mut all = self.lying()?;
        all.retain(|copy| !copy.is_undone);
        Ok(all)
    }

    /// Those of saves that were undone.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn undone(&self) -> Result<Vec<KeptCopy>, Diagnostic> {
        let mut all = self.lying()?;
        all.retain(|copy| copy.is_undone);
        Ok(all)
    }

    /// Takes away what was undone and cannot be had again from this text on.
    ///
    /// # Errors
    /// When one cannot be taken away.
    pub fn drop_unreachable(&self, text: &str) -> Result<(), Diagnostic> {
        let mut rest = self.undone()?;
        let mut reached = vec![text.to_owned()];
        while let Some(at) = rest.iter().position(|copy| reached.contains(&copy.before)) {
            reached.push(rest.swap_remove(at).after);
        }
        rest.iter().try_for_each(KeptCopy::delete)
    }

    fn lying(&self) -> Result<Vec<KeptCopy>, Diagnostic> {
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
        let number = self.lying()?.last().map_or(0, |last| last.number) + 1;
        let marks = [before, after].map(|text| mark_of(text.map(str::as_bytes)));
        self.put(number, marks, false, before)
    }

    /// Keeps the text that a save wrote, before that save is undone.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn keep_undone(&self, copy: &KeptCopy, after: Option<&str>) -> Result<KeptCopy, Diagnostic> {
        self.put(copy.number, [copy.before.clone(), copy.after.clone()], true, after)
    }

    fn put(
        &self,
        number: u64,
        [before, after]: [String; 2],
        is_undone: bool,
        text: Option<&str>,
    ) -> Result<KeptCopy, Diagnostic> {
        let at = clock::now().timestamp();
        let moment = at.strftime(MOMENT);
        let ending = Path::new(self.name).extension().and_then(|ending| ending.to_str()).unwrap_or("txt");
        let undone = if is_undone { format!("{UNDONE}.") } else { String::new() };
        let path = self.folder.join(format!("{number:06}.{moment}.{before}.{after}.{undone}{ending}"));
        let name = path.strip_prefix(self.workspace.root()).unwrap_or(&path);
        self.workspace.write_new(&format!("{HIDDEN}/.gitignore"), b"*\n")?;
        self.workspace.write_new(&name.to_string_lossy(), text.unwrap_or_default().as_bytes())?;
        Ok(KeptCopy { number, at, before, after, is_undone, path })
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
