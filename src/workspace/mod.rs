//! The folders of a workspace, and the only place that touches files.
//!
//! In: paths. Out: texts and bytes with their names, or a diagnostic. Files are written whole or not at
//! all: to a temporary neighbour first, then renamed.

mod appended;
mod hold;
mod lock;
mod names;
mod partner_files;
mod sample;
mod staged;
mod strays;
mod templates;
mod turn;

use crate::diagnostic::codes;
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

pub use appended::{AppendedFile, appended_text};
pub use hold::{Hold, canonical};
pub use names::{is_device, is_id};
pub use partner_files::{PartnerFile, PartnerFileKind, ids_of, second_versions};
pub use sample::{Leftover, sample_institution, sample_logo, sample_partners};
pub use staged::{Staged, Stamp, stage, stamp};
pub use templates::TemplateFiles;
pub use turn::{Turn, is_in_hand};

use crate::diagnostic::Diagnostic;
use crate::schema;
use crate::source::SourceFile;

/// The file that makes a folder a workspace.
pub const INSTITUTION: &str = "institution.yaml";
/// The folder of the partners' files.
pub const PARTNERS: &str = "partners";
/// The folder of templates, layouts and assets.
pub const TEMPLATES: &str = "templates";
/// The folder of the schemas, from which editors learn the fields.
pub const SCHEMAS: &str = "schema";
/// The list of those who objected, which stays when a partner is deleted.
pub const OBJECTIONS: &str = "objections.log";
/// The folder for the files and logs of partners that rest.
pub const ARCHIVE: &str = "archive";
/// The folder for copies of sent mails.
pub const SENT: &str = "sent";
/// The folder that outputs are written to, unless another one is asked for.
pub const OUTPUT: &str = "output";

/// The largest YAML file or template that is read, in bytes; the samples have about 4,000.
const LARGEST_TEXT: u64 = 2_000_000;
/// The largest spreadsheet that is read, in bytes.
const LARGEST_TABLE: u64 = 50_000_000;

/// The user's folder.
#[derive(Debug, Clone)]
pub struct Workspace {
    root: PathBuf,
}

fn with_slashes(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// What became of a file that was to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// It was not there before.
    New,
    /// There was one already; it was left as it is.
    Kept,
}

impl Workspace {
    /// The workspace in this folder, whether or not anything is in it yet.
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The nearest folder with an `institution.yaml`, upwards from here; its path is relative to here, so
    /// that messages name files as the user sees them.
    pub fn find(here: &Path) -> Option<Self> {
        let steps = here.ancestors().position(Self::is_at)?;
        Some(Self::at(PathBuf::from_iter(std::iter::repeat_n("..", steps))))
    }

    /// Whether a folder has an `institution.yaml`; of one that is no file, whoever reads it tells.
    pub fn is_at(folder: &Path) -> bool {
        folder.join(INSTITUTION).symlink_metadata().is_ok()
    }

    /// Where it is written down what happened with the partners' mails.
    pub fn ledgers(&self) -> PathBuf {
        self.root.join(PARTNERS)
    }

    /// Where it is written down what happened with a partner's mails.
    pub fn ledger(&self, partner: &str) -> PathBuf {
        self.ledgers().join(format!("{partner}.log"))
    }

    /// Where it is written down who objected, whatever becomes of the partner's files.
    pub fn objections(&self) -> PathBuf {
        self.root.join(OBJECTIONS)
    }

    /// Where the very bytes of sent mails are kept.
    pub fn copies(&self) -> PathBuf {
        self.root.join(SENT)
    }

    /// Where the very bytes of a mail to a partner are kept, by the name of its copy.
    pub fn copy(&self, partner: &str, name: &str) -> PathBuf {
        self.copies().join(partner).join(format!("{name}.eml"))
    }

    /// A file of the user's own, outside every workspace, when there is one.
    ///
    /// # Errors
    /// When there is one that cannot be read.
    pub fn user_file(name: &str) -> Result<Option<SourceFile>, Diagnostic> {
        match user_folder().map(|folder| folder.join(name)).filter(|path| path.is_file()) {
            Some(path) => read_text(&path, &path.display().to_string()).map(Some),
            None => Ok(None),
        }
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The institution's file.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn institution(&self) -> Result<SourceFile, Diagnostic> {
        read_text(&self.root.join(INSTITUTION), INSTITUTION)
    }

    /// A partner's file.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn partner(&self, id: &str) -> Result<SourceFile, Diagnostic> {
        let name = format!("{PARTNERS}/{id}.yaml");
        read_text(&self.root.join(&name), &name)
    }

    /// The templates: the built-in ones with the workspace's own over them.
    ///
    /// # Errors
    /// Files that cannot be read.
    pub fn templates(&self) -> Result<TemplateFiles, Diagnostic> {
        let mut files = TemplateFiles::built_in();
        templates::overlay(&self.root.join(TEMPLATES), "", &mut files)?;
        Ok(files)
    }

    /// Writes the schemas of the files beside them, so that an editor completes and explains the fields
    /// without a network; those of an earlier version are renewed.
    ///
    /// # Errors
    /// The file that could not be written.
    pub fn write_schemas(&self) -> Result<Vec<(String, Written)>, Diagnostic> {
        let schemas = [("institution", &*schema::INSTITUTION), ("partner", &*schema::PARTNER)];
        let mut all = Vec::new();
        for (kind, schema) in schemas {
            let name = format!("{SCHEMAS}/{kind}.json");
            let path = self.root.join(&name);
            let text = schema::text_for_editors(schema);
            let written = match read(&path)? {
                None => self.write_new(&name, text.as_bytes())?,
                Some(there) if there == text.as_bytes() => Written::Kept,
                Some(there) if String::from_utf8_lossy(&there).contains(schema::MARK) => {
                    write(&path, text.as_bytes())?;
                    Written::New
                }
                Some(_) => Written::Kept,
            };
            all.push((name, written));
        }
        Ok(all)
    }

    /// Copies the built-in templates into the workspace, for changing them; what is there already
    /// stays.
    ///
    /// # Errors
    /// The file that could not be written.
    pub fn write_templates(&self) -> Result<Vec<(String, Written)>, Diagnostic> {
        let files = TemplateFiles::built_in().into_files().into_iter();
        self.write_all_new(
            files
                .filter(|(name, _)| !name.starts_with("fonts/"))
                .map(|(name, bytes)| (format!("{TEMPLATES}/{name}"), bytes))
                .collect(),
        )
    }

    fn write_all_new(&self, files: Vec<(String, Vec<u8>)>) -> Result<Vec<(String, Written)>, Diagnostic> {
        files
            .into_iter()
            .map(|(name, bytes)| {
                let written = self.write_new(&name, &bytes)?;
                Ok((name, written))
            })
            .collect()
    }

    /// A text beside `institution.yaml`, when there is one.
    ///
    /// # Errors
    /// When there is one that cannot be read.
    pub fn text(&self, name: &str) -> Result<Option<SourceFile>, Diagnostic> {
        let path = self.root.join(name);
        if path.symlink_metadata().is_err() {
            return Ok(None);
        }
        read_text(&path, name).map(Some)
    }

    /// Writes a file of the user's in place of what was there, when that is what it was; whether it was.
    ///
    /// # Errors
    /// When it cannot be read or written; what was there before is there still.
    pub fn rewrite(&self, name: &str, before: &str, bytes: &[u8]) -> Result<bool, Diagnostic> {
        let _turn = self.turn(name)?;
        let path = self.root.join(name);
        if read(&path)?.is_none_or(|there| there != before.as_bytes()) {
            return Ok(false);
        }
        let attempt = || -> io::Result<()> {
            // A link stays one.
            let path = std::fs::canonicalize(&path)?;
            let staged = staged::neighbour(&path, bytes)?;
            // Who could read the file before can read it now, and nobody else.
            staged.as_file().set_permissions(std::fs::metadata(&path)?.permissions())?;
            staged.as_file().sync_all()?;
            staged.persist(&path).map_err(|refused| refused.error)?;
            Ok(())
        };
        attempt().map(|()| true).map_err(|error| unwritable(&path, &error))
    }

    /// Writes a file that is not there yet.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_new(&self, name: &str, bytes: &[u8]) -> Result<Written, Diagnostic> {
        let _turn = self.turn(name)?;
        let path = self.root.join(name);
        let attempt = || -> io::Result<Written> {
            if path.symlink_metadata().is_ok() {
                return Ok(Written::Kept);
            }
            let staged = staged::neighbour(&path, bytes)?;
            staged.as_file().sync_all()?;
            match staged.persist_noclobber(&path) {
                Ok(_) => Ok(Written::New),
                Err(refused) if refused.error.kind() == ErrorKind::AlreadyExists => Ok(Written::Kept),
                Err(refused) => Err(refused.error),
            }
        };
        attempt().map_err(|error| unwritable(&path, &error))
    }

    /// Holds the folder of the partners while a file in it is written, so that what another run is writing is never
    /// taken for what one has left.
    fn turn(&self, name: &str) -> Result<Option<Hold>, Diagnostic> {
        let of_partner = name.strip_prefix(PARTNERS).is_some_and(|rest| rest.starts_with('/'));
        of_partner.then(|| Hold::on(&self.ledgers(), || ())).transpose()
    }

    /// Removes what runs left that were cut off while they wrote: beside the partners' files, and, when it is old,
    /// beside the copies of sent mails and in the folder itself.
    ///
    /// # Errors
    /// Something in the place of the lock of the partners' folder, or a lock that cannot be opened.
    pub fn tidy(&self) -> Result<(), Diagnostic> {
        let copies = std::fs::read_dir(self.copies()).into_iter().flatten().flatten();
        let folders = [self.folder().to_owned(), self.root.join(SCHEMAS), self.copies()];
        for folder in folders.into_iter().chain(copies.map(|entry| entry.path())) {
            hold::remove_old(&folder);
        }
        if !hold::left_behind(&self.ledgers()).is_empty() {
            Hold::on(&self.ledgers(), || ())?.tidy();
        }
        Ok(())
    }
}

/// Writes a file whole or not at all, in place of what was there.
///
/// It is not waited for until the disk has it: an output can be made again, and waiting would take longer
/// than making it.
///
/// # Errors
/// When it cannot be written; what was there before is there still.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    stage(path, bytes)?.put()
}

/// Makes a folder, and those above it; one that is there already stays.
///
/// # Errors
/// When it cannot be made.
pub fn make_folder(path: &Path) -> Result<(), Diagnostic> {
    staged::make_folders(path).map_err(|error| unwritable(path, &error))
}

/// Whether there is a folder.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Removes a file.
///
/// # Errors
/// When it cannot be removed.
pub fn remove(path: &Path) -> Result<(), Diagnostic> {
    std::fs::remove_file(path).map_err(|error| unwritable(path, &error))
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

/// The names of the folders in a folder that have a file of this name; none when there is no folder.
pub fn folders_with(folder: &Path, name: &str) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let with = entries.filter(|entry| entry.path().join(name).is_file());
    let mut names: Vec<String> = with.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The folder for a user's own settings.
pub fn user_folder() -> Option<PathBuf> {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let base = variable("XDG_CONFIG_HOME")
        .or_else(|| variable("APPDATA"))
        .or_else(|| variable("HOME").map(|home| home.join(".config")));
    base.map(|base| base.join("handclasp"))
}

fn read_limited(path: &Path, name: &str, limit: u64) -> Result<Vec<u8>, Diagnostic> {
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

fn read_text(path: &Path, name: &str) -> Result<SourceFile, Diagnostic> {
    decode(name, read_limited(path, name, LARGEST_TEXT)?)
}

fn decode(name: &str, bytes: Vec<u8>) -> Result<SourceFile, Diagnostic> {
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

/// What the operating system said, in plain words.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "it is not there".to_owned(),
        ErrorKind::PermissionDenied => "the permission is missing".to_owned(),
        ErrorKind::StorageFull => "the disk is full".to_owned(),
        ErrorKind::QuotaExceeded => "your share of the disk is used up".to_owned(),
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "another program uses it".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        ErrorKind::NotADirectory => "a file stands where a folder is needed".to_owned(),
        ErrorKind::IsADirectory => "a folder stands where a file is needed".to_owned(),
        ErrorKind::AlreadyExists => "something of that name is there already".to_owned(),
        ErrorKind::InvalidFilename => "the name is too long, or has a sign that no file may have".to_owned(),
        ErrorKind::FileTooLarge => "it is larger than this disk takes".to_owned(),
        ErrorKind::OutOfMemory => "the computer has no memory left".to_owned(),
        ErrorKind::DirectoryNotEmpty => "the folder is not empty".to_owned(),
        ErrorKind::CrossesDevices => "it would have to go to another disk".to_owned(),
        ErrorKind::StaleNetworkFileHandle
        | ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::NetworkDown
        | ErrorKind::NotConnected
        | ErrorKind::ConnectionAborted
        | ErrorKind::ConnectionReset
        | ErrorKind::TimedOut => "the disk in the network does not answer".to_owned(),
        ErrorKind::InvalidData | ErrorKind::UnexpectedEof => "it is damaged, or no ordinary file".to_owned(),
        _ => by_number(error),
    }
}

/// The same of what has no kind of its own, by the numbers of the operating system.
fn by_number(error: &io::Error) -> String {
    let number = raw_number(error);
    #[cfg(unix)]
    const KNOWN: &[(&[i32], &str)] = &[
        (&[5], "the disk has a fault, or was taken out"),
        (&[6, 19], "the disk is not there any more"),
        (&[23, 24], "too many files are open: close other programs and try once more"),
        (&[40, 62], "it is a link that leads round in a circle"),
    ];
    #[cfg(not(unix))]
    const KNOWN: &[(&[i32], &str)] = &[
        (&[4], "too many files are open: close other programs and try once more"),
        (&[21], "the disk is not there any more"),
        (&[23, 1117], "the disk has a fault, or was taken out"),
        (&[32, 33], "another program uses it"),
        (&[53, 64, 67], "the disk in the network does not answer"),
        (&[206], "the name is too long"),
        (&[362, 395], "the file lies in the cloud only, and cannot be fetched at the moment"),
    ];
    let known = KNOWN.iter().find(|(numbers, _)| number.is_some_and(|number| numbers.contains(&number)));
    match (known, number) {
        (Some((_, words)), _) => (*words).to_owned(),
        (None, Some(number)) => format!("the computer refuses it (number {number})"),
        // Ours, in words.
        (None, None) => error.to_string(),
    }
}

/// The number of the operating system behind an error. What makes temporary files wraps it into one of its own that gives
/// it away only in its text.
fn raw_number(error: &io::Error) -> Option<i32> {
    error.raw_os_error().or_else(|| {
        let text = error.to_string();
        let (_, behind) = text.split_once("(os error ")?;
        behind.split(')').next()?.parse().ok()
    })
}

/// Sees to it that a file or folder, when it is there, lies in the folder that it is looked for in: a link may lead
/// to anything, and would bring it into a document or have it replaced.
///
/// # Errors
/// A link that leads out of the folder, or nowhere.
pub fn lies_in(folder: &Path, name: &str) -> Result<(), Diagnostic> {
    let path = folder.join(name);
    if !path.symlink_metadata().is_ok_and(|meta| meta.is_symlink()) {
        return Ok(());
    }
    let is_inside = path.canonicalize().is_ok_and(|real| real.starts_with(canonical(folder)));
    if is_inside {
        return Ok(());
    }
    Err(Diagnostic::error(
        codes::LINK_OUTSIDE,
        format!("`{}` is a link that leads out of its folder", path.display()),
    )
    .help(
        "put the file itself there, or take the link away; nothing was read from where it leads, nor written",
    ))
}

/// Notes a mistake of the program in the user's own folder, for those who mend it; gives the file.
///
/// It is for its owner only, and begins anew when it has become long.
pub fn note_mistake(line: &str) -> Option<PathBuf> {
    const LONGEST: u64 = 100_000;
    let folder = user_folder()?;
    let path = folder.join("mistakes.log");
    let attempt = || -> io::Result<()> {
        staged::make_folders(&folder)?;
        let there = std::fs::symlink_metadata(&path).ok();
        if there.as_ref().is_some_and(|meta| !meta.is_file()) {
            return Err(ErrorKind::InvalidData.into());
        }
        let is_long = there.is_some_and(|meta| meta.len() > LONGEST);
        let mut options = std::fs::OpenOptions::new();
        options.create(true).write(true).append(!is_long).truncate(is_long);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        options.open(&path)?.write_all(format!("{line}\n").as_bytes())
    };
    attempt().ok().map(|()| path)
}

fn unreadable(name: &str, error: &io::Error) -> Diagnostic {
    Diagnostic::error(codes::UNREADABLE_FILE, format!("`{name}` cannot be read: {}", reason(error)))
}

fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::error(
        codes::UNWRITABLE_FILE,
        format!("`{}` cannot be written: {}", path.display(), reason(error)),
    )
    .help(match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "make room on the disk, or choose another folder; what was there before is there still"
        }
        _ => {
            "close the file in other programs, or choose another folder; what was there before is there still"
        }
    })
}
