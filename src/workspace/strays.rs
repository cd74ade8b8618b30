//! Partners' files and logs where nobody looks for a partner: in folders inside `partners`, beside
//! `institution.yaml`, in a folder whose name is misspelt; and those in `archive`, of partners that rest.
//!
//! **Why they are read.** Whoever objected has objected wherever the file lies. So each of them is read where it is asked
//! whether somebody may be written to; only those of partners that rest are no problem.

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::folders::{ARCHIVE, OUTPUT, PARTNERS, SCHEMAS, SENT, SIGNED, TEMPLATES, Workspace};
use super::partner_files::{PartnerFile, PartnerFileKind, is_passed_over, kind_and_stem, names_in, stem_id};
use super::system_errors::unreadable;
use crate::diagnostic::words::{count, visible};
use crate::diagnostic::{Diagnostic, codes};

/// How many folders lie inside one another at most; in deeper ones nobody keeps a partner.
const DEEPEST: usize = 5;
/// How many files are looked at in one folder with those inside it.
const MOST_FILES: usize = 20_000;
/// How much of a file tells whether it is a partner's, in bytes.
const BEGINNING: u64 = 64_000;
/// In how many letters the misspelt name of a folder differs from the right one.
const MOST_SLIPS: usize = 2;

impl Workspace {
    /// The files and logs of partners that rest: all that lie in `archive`.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn resting_files(&self) -> Result<Vec<PartnerFile>, Diagnostic> {
        let found = below(&self.root().join(ARCHIVE), ARCHIVE)?;
        Ok(found.into_iter().map(|found| found.file(None, true)).collect())
    }

    /// The files and logs of partners that lie where nobody looks for them, each with that as its problem.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn stray_files(&self) -> Result<Vec<PartnerFile>, Diagnostic> {
        let mut strays = Vec::new();
        for name in folders_in(&self.root().join(PARTNERS), PARTNERS)? {
            let shown = format!("{PARTNERS}/{}", visible(&name));
            let found = below(&self.root().join(PARTNERS).join(&name), &shown)?;
            strays.extend(told(found, &shown, "no partner is looked for there"));
        }
        for (name, meant) in self.misspelt_folders(&[PARTNERS, ARCHIVE])? {
            let mut found = below(&self.root().join(&name), &visible(&name))?;
            found.retain(|found| is_partners(&found.path, found.kind));
            let why =
                if meant == PARTNERS { "partners are looked for in" } else { "those that rest belong in" };
            strays.extend(told(found, &visible(&name), &format!("{why} `{meant}`")));
        }
        let folder = self.folder();
        for name in names_in(folder, &folder.display().to_string())? {
            let text = name.to_string_lossy();
            let lower = text.to_ascii_lowercase();
            let path = self.root().join(&name);
            // Other versions of these two are told as such.
            let is_ours = ["objections", "institution"].iter().any(|own| lower.contains(own));
            let Some((kind, end)) = kind_and_stem(&lower).filter(|_| !is_ours && !is_passed_over(&lower))
            else {
                continue;
            };
            if is_partners(&path, kind) {
                let found =
                    CandidateFile { partner: stem_id(&text[..end]), kind, name: visible(&text), path };
                let what = if kind == PartnerFileKind::Data { "file" } else { "log" };
                let message = format!(
                    "`{}` is a partner's {what}, and partners are looked for in `{PARTNERS}`",
                    found.name
                );
                strays.push(
                    found.file(Some(&Diagnostic::error(codes::STRAY_FILE, message).help(WHERE_TO)), false),
                );
            }
        }
        Ok(strays)
    }

    /// All files and logs of partners, wherever they lie.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn all_partner_files(&self) -> Result<Vec<PartnerFile>, Diagnostic> {
        let mut files = self.partner_files()?;
        files.extend(self.stray_files()?);
        files.extend(self.resting_files()?);
        Ok(files)
    }

    /// That a folder beside `institution.yaml` has files for documents, and is not called as the one for templates.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn misspelt_templates(&self) -> Result<Vec<Diagnostic>, Diagnostic> {
        let mut told = Vec::new();
        for (name, _) in self.misspelt_folders(&[TEMPLATES])? {
            let mut has_some = false;
            walk(&self.root().join(&name), &visible(&name), &mut 0, 0, &mut |_, name| {
                let ending = Path::new(name).extension().and_then(|ending| ending.to_str());
                has_some |= matches!(ending, Some("md" | "typ" | "yaml"));
            })?;
            if has_some {
                let message = format!(
                    "nothing uses `{}`: what is for documents is looked for in `{TEMPLATES}`",
                    visible(&name)
                );
                told.push(
                    Diagnostic::warning(codes::UNUSED_FILE, message)
                        .help(format!("rename the folder to `{TEMPLATES}`, or move what is in it there")),
                );
            }
        }
        Ok(told)
    }

    /// The folders beside `institution.yaml` with a name that is nearly one of these, and which one: misspelt, in capitals,
    /// or as a copy is called.
    fn misspelt_folders(&self, meant: &[&'static str]) -> Result<Vec<(String, &'static str)>, Diagnostic> {
        let folder = self.folder();
        let names = folders_in(folder, &folder.display().to_string())?;
        let known = |name: &String| {
            [PARTNERS, TEMPLATES, ARCHIVE, SENT, SIGNED, OUTPUT, SCHEMAS].contains(&name.as_str())
        };
        let is_like = |name: &str, meant: &str| {
            let lower = name.to_lowercase();
            let mut words = lower.split(|one: char| !one.is_alphanumeric());
            words.any(|word| strsim::osa_distance(word, meant) <= MOST_SLIPS)
        };
        let others = names.iter().filter(|name| !known(name));
        let misspelt = others.filter_map(|name| {
            let meant = meant.iter().find(|meant| is_like(name, meant))?;
            // Where capitals make no difference it is the folder itself.
            let is_itself = !names.iter().any(|name| name == meant) && folder.join(meant).is_dir();
            (!is_itself).then(|| (name.clone(), *meant))
        });
        Ok(misspelt.collect())
    }
}

const WHERE_TO: &str = "move what belongs to a partner into `partners` itself, the log too; a partner that rests belongs \
                        into the folder `archive` beside `partners`";

/// A file that could be a partner's by its name.
struct CandidateFile {
    partner: String,
    kind: PartnerFileKind,
    name: String,
    path: PathBuf,
}

impl CandidateFile {
    fn file(self, misnamed: Option<&Diagnostic>, rests: bool) -> PartnerFile {
        let Self { partner, kind, name, path } = self;
        PartnerFile { partner, kind, name, path, misnamed: misnamed.cloned(), rests }
    }
}

/// The files of a folder, each with the same problem: it is told once.
fn told(found: Vec<CandidateFile>, folder: &str, why: &str) -> Vec<PartnerFile> {
    let has = match found.iter().filter(|found| found.kind == PartnerFileKind::Data).count() {
        0 => "logs of partners".to_owned(),
        1 => "a partner's file".to_owned(),
        several => format!("the files of {}", count(several, "partner")),
    };
    let problem =
        Diagnostic::error(codes::STRAY_FILE, format!("`{folder}` has {has}, and {why}")).help(WHERE_TO);
    found.into_iter().map(|found| found.file(Some(&problem), false)).collect()
}

/// What could be a partner's file or log by its name, in a folder and those inside it; none when there is no folder.
fn below(folder: &Path, shown: &str) -> Result<Vec<CandidateFile>, Diagnostic> {
    let mut found = Vec::new();
    walk(folder, shown, &mut 0, 0, &mut |path, shown| {
        let name = shown.rsplit('/').next().unwrap_or(shown);
        let lower = name.to_ascii_lowercase();
        if let Some((kind, end)) = kind_and_stem(&lower).filter(|_| !is_passed_over(&lower)) {
            let partner = stem_id(&name[..end]);
            found.push(CandidateFile { partner, kind, name: shown.to_owned(), path: path.to_owned() });
        }
    })?;
    Ok(found)
}

/// Goes through the files of a folder and of those inside it, in the order of their names; none when there is no folder.
fn walk(
    folder: &Path,
    shown: &str,
    seen: &mut usize,
    depth: usize,
    look: &mut dyn FnMut(&Path, &str),
) -> Result<(), Diagnostic> {
    let crowded = || {
        let message =
            format!("there is too much in `{shown}`: more than {MOST_FILES} files or {DEEPEST} levels");
        Err(Diagnostic::error(codes::FILE_TOO_LARGE, message)
            .help("nobody can look through all of it for partners; put it elsewhere"))
    };
    if depth >= DEEPEST {
        return crowded();
    }
    for name in names_in(folder, shown)? {
        let (path, text) = (folder.join(&name), name.to_string_lossy());
        *seen += 1;
        if *seen > MOST_FILES {
            return crowded();
        }
        // What hides is a program's own; a link to a folder may lead round in a circle.
        if text.starts_with('.') {
            continue;
        }
        let shown = format!("{shown}/{}", visible(&text));
        let kind = path.symlink_metadata().map_err(|error| unreadable(&shown, &error))?.file_type();
        if kind.is_dir() {
            walk(&path, &shown, seen, depth + 1, look)?;
        } else {
            look(&path, &shown);
        }
    }
    Ok(())
}

/// The names of the folders in a folder that do not hide, in order; none when there is no folder.
fn folders_in(folder: &Path, shown: &str) -> Result<Vec<String>, Diagnostic> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        // A link that leads nowhere is told by whoever lists the files.
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(unreadable(shown, &error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| unreadable(shown, &error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// Whether a file is a partner's by what stands in it, or a log of what happened with one.
fn is_partners(path: &Path, kind: PartnerFileKind) -> bool {
    // Whoever opens a pipe may wait for ever.
    if !path.metadata().is_ok_and(|meta| meta.is_file()) {
        return false;
    }
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(BEGINNING).read_to_end(&mut bytes));
    let text = String::from_utf8_lossy(&bytes);
    let has = |key: &str| text.lines().any(|line| line.trim_start_matches('\u{feff}').starts_with(key));
    read.is_ok()
        && match kind {
            PartnerFileKind::Data => {
                has("legal_name:") && ["kind:", "partnership_types:", "why_partner:"].into_iter().any(has)
            }
            PartnerFileKind::Log => text.lines().next().is_some_and(|line| line.contains("\"what\":")),
        }
}
