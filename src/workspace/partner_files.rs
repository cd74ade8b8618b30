//! What lies in the partners' folder: the partners' files, the logs of what happened with them, and files whose
//! names neither can have.
//!
//! **Why all of them.** Programs that keep a folder alike on several computers put a second version of a file beside
//! the first when two people write at once, each under a name of its own making. What stands in it may be an
//! objection, or that an email was sent. So no list of such names is kept: whatever looks like a partner's file or
//! log and is not called as one is told, and is read where it is asked whether somebody may be written to.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::file_names::{OWN_DOCUMENTS, is_id};
use super::folders::{INSTITUTION, OBJECTIONS, PARTNERS, Workspace};
use super::reading::read_text;
use super::system_errors::unreadable;
use crate::diagnostic::words::visible;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::source::SourceFile;

/// What a file tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartnerFileKind {
    /// A partner.
    Data,
    /// What happened.
    Log,
}

/// A file of a partner, or one that seems to be.
#[derive(Debug, Clone)]
pub struct PartnerFile {
    /// The partner's id; of a file with another name, the one that it seems to be of. None of the list of those
    /// who objected.
    pub partner: String,
    /// What it tells of.
    pub kind: PartnerFileKind,
    /// Its name as messages show it: `partners/tahtiselka.yaml`.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// That it cannot have this name, or cannot lie there, and what to do.
    pub misnamed: Option<Diagnostic>,
    /// Whether the partner rests: no document is made, and what is known of it holds.
    pub rests: bool,
}

impl PartnerFile {
    /// Whether it is the very file that is looked for under the partner's id.
    pub fn is_in_place(&self) -> bool {
        self.misnamed.is_none() && !self.rests
    }

    /// Its text.
    ///
    /// # Errors
    /// When it cannot be read, or is no text.
    pub fn text(&self) -> Result<SourceFile, Diagnostic> {
        read_text(&self.path, &self.name)
    }
}

impl Workspace {
    /// The files of partners and the logs, also those whose names cannot be theirs, in the order of their names;
    /// none when there is no folder for them.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn partner_files(&self) -> Result<Vec<PartnerFile>, Diagnostic> {
        let folder = self.root().join(PARTNERS);
        Ok(sorted_out(&folder, &names_in(&folder, PARTNERS)?))
    }

    /// The list of those who objected, with other versions of it.
    ///
    /// # Errors
    /// When the workspace's folder cannot be read.
    pub fn objection_files(&self) -> Result<Vec<PartnerFile>, Diagnostic> {
        let stem = OBJECTIONS.trim_end_matches(LOG);
        self.versions_of(OBJECTIONS, PartnerFileKind::Log, |lower| lower.contains(stem))
    }

    /// Other versions of the institution's file, by their names; each is told, and none is read.
    ///
    /// # Errors
    /// When the workspace's folder cannot be read.
    pub fn institution_copies(&self) -> Result<Vec<PartnerFile>, Diagnostic> {
        let stem = INSTITUTION.trim_end_matches(DATA);
        // `institution-brand.yaml` could be anything, but nothing that this folder is for.
        let is_meant =
            |lower: &str| lower.starts_with(stem) || original(lower, &BTreeSet::from([stem])).is_some();
        let mut versions = self.versions_of(INSTITUTION, PartnerFileKind::Data, is_meant)?;
        versions.retain(|file| file.misnamed.is_some());
        Ok(versions)
    }

    /// A file beside `institution.yaml`, and other versions of it: what has a name of its kind by which it is meant, in
    /// small letters.
    fn versions_of(
        &self,
        first: &str,
        kind: PartnerFileKind,
        is_meant: impl Fn(&str) -> bool,
    ) -> Result<Vec<PartnerFile>, Diagnostic> {
        let folder = self.folder();
        let versions = names_in(folder, &folder.display().to_string())?.into_iter().filter_map(|name| {
            let text = name.to_string_lossy().into_owned();
            let lower = text.to_ascii_lowercase();
            let is_one = !is_passed_over(&lower)
                && is_meant(&lower)
                && kind_and_stem(&lower).is_some_and(|(own, _)| own == kind);
            is_one.then(|| PartnerFile {
                partner: String::new(),
                kind,
                path: self.root().join(&name),
                misnamed: (text != first).then(|| second_version(&visible(&text), first)),
                rests: false,
                name: visible(&text),
            })
        });
        Ok(versions.collect())
    }

    /// The ids of all partners, in order; files that cannot be a partner's come as diagnostics.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn partner_ids(&self) -> Result<(Vec<String>, Diagnostics), Diagnostic> {
        let files = self.partner_files()?;
        let ids = ids_of(&files);
        let mut found = Diagnostics::new();
        found.extend(files.into_iter().filter_map(|file| file.misnamed));
        Ok((ids, found))
    }
}

/// The ids of the partners that have a file, in order.
pub fn ids_of(files: &[PartnerFile]) -> Vec<String> {
    let is_partner = |file: &&PartnerFile| file.kind == PartnerFileKind::Data && file.is_in_place();
    let mut ids: Vec<String> = files.iter().filter(is_partner).map(|file| file.partner.clone()).collect();
    ids.sort();
    ids
}

/// The names of what lies in a folder, in order; none when there is no folder.
pub(super) fn names_in(folder: &Path, shown: &str) -> Result<Vec<OsString>, Diagnostic> {
    let unlisted = |error| unreadable(shown, &error);
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        // A link that leads nowhere is not the same as no folder.
        Err(error) if error.kind() == ErrorKind::NotFound && folder.symlink_metadata().is_err() => {
            return Ok(Vec::new());
        }
        Err(error) => return Err(unlisted(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        names.push(entry.map_err(unlisted)?.file_name());
    }
    names.sort();
    Ok(names)
}

const DATA: &str = ".yaml";
const OLD_DATA: &str = ".yml";
const LOG: &str = ".log";

/// What an editor or a program keeps for itself while it works: hidden files, backups of a state before, shortcuts.
pub(super) fn is_passed_over(lower: &str) -> bool {
    lower.starts_with(['.', '~', '#'])
        || ["~", ".bak", ".lnk", ".swp", ".tmp"].iter().any(|end| lower.ends_with(end))
}

/// What a file tells of by its name in small letters, and where in it that begins; none of other files.
pub(super) fn kind_and_stem(lower: &str) -> Option<(PartnerFileKind, usize)> {
    const ENDINGS: [(&str, PartnerFileKind); 3] =
        [(DATA, PartnerFileKind::Data), (OLD_DATA, PartnerFileKind::Data), (LOG, PartnerFileKind::Log)];
    let at_the_end =
        ENDINGS.iter().find_map(|(ending, kind)| Some((*kind, lower.strip_suffix(*ending)?.len())));
    // a.yaml.txt, a.log (1)
    at_the_end.or_else(|| {
        ENDINGS.iter().find_map(|(ending, kind)| {
            let ends = |at: &usize| {
                let behind = lower[at + ending.len()..].chars().next();
                behind.is_none_or(|one| !one.is_alphanumeric())
            };
            Some((*kind, lower.match_indices(*ending).map(|(at, _)| at).find(ends)?))
        })
    })
}

fn sorted_out(folder: &Path, names: &[OsString]) -> Vec<PartnerFile> {
    let names: Vec<(String, &OsString)> =
        names.iter().map(|name| (name.to_string_lossy().into_owned(), name)).collect();
    let right = |name: &str| {
        let id = name.strip_suffix(DATA).or_else(|| name.strip_suffix(LOG))?;
        is_id(id).then(|| id.to_owned())
    };
    let ids: Vec<String> = names.iter().filter_map(|(name, _)| right(name)).collect();
    let ids: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
    let there: BTreeSet<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
    let file = |(text, name): &(String, &OsString)| {
        let lower = text.to_ascii_lowercase();
        if is_passed_over(&lower) {
            return None;
        }
        let (kind, end) = kind_and_stem(&lower)?;
        let id = right(text);
        let seems = || {
            let stem = &text[..end];
            original(stem, &ids)
                .or_else(|| original(&lower[..end], &ids))
                .map_or_else(|| stem_id(stem), str::to_owned)
        };
        let misnamed = id.is_none().then(|| wrong_name(text, kind, end, &ids, &there));
        Some(PartnerFile {
            partner: id.unwrap_or_else(seems),
            kind,
            name: format!("{PARTNERS}/{}", visible(text)),
            path: folder.join(name),
            misnamed,
            rests: false,
        })
    };
    names.iter().filter_map(file).collect()
}

/// Files in a folder that look like second versions of files that end in `ending`, each with the name of the first one;
/// `firsts` has the names of those without the ending. None when there is no folder.
///
/// # Errors
/// When the folder cannot be read.
pub fn second_versions(
    folder: &Path,
    ending: &str,
    firsts: &BTreeSet<&str>,
) -> Result<Vec<(String, String)>, Diagnostic> {
    let mut found = Vec::new();
    for name in names_in(folder, &folder.display().to_string())? {
        let text = name.to_string_lossy().into_owned();
        let ends = |at: &usize| !text[at + ending.len()..].starts_with(char::is_alphanumeric);
        let end = text.match_indices(ending).map(|(at, _)| at).find(ends);
        let Some(end) = end.filter(|_| !is_passed_over(&text.to_ascii_lowercase())) else { continue };
        if let Some(first) = original(&text[..end], firsts).map(|first| format!("{first}{ending}"))
            && text != first
        {
            found.push((text, first));
        }
    }
    Ok(found)
}

/// The beginning of a name that could be an id.
pub(super) fn stem_id(stem: &str) -> String {
    let lower = stem.to_ascii_lowercase();
    let end = lower.find(|one: char| !one.is_ascii_alphanumeric() && one != '-').unwrap_or(lower.len());
    lower[..end].trim_matches('-').to_owned()
}

/// The file of which another one is a second version, by its name: the name begins with it (`a-PC12`, `a (1)`,
/// `a.sync-conflict-…`), or says that it is a copy of it.
pub(super) fn original<'i>(stem: &str, ids: &BTreeSet<&'i str>) -> Option<&'i str> {
    let beginnings = (1..=stem.len()).rev().filter(|end| stem.is_char_boundary(*end));
    let whole = |end: &usize| !stem[*end..].starts_with(char::is_alphanumeric);
    let begins = beginnings.filter(whole).find_map(|end| ids.get(&stem[..end]).copied());
    begins.or_else(|| {
        // copy of, Kopie von, copie de, cópia de, kopia, копия
        const COPY: [&str; 4] = ["cop", "cóp", "kop", "коп"];
        let mut words = stem.split(|one: char| !one.is_alphanumeric() && !"-.".contains(one));
        let first = words.next()?.to_lowercase();
        let is_copy = COPY.iter().any(|word| first.starts_with(word));
        words.find_map(|word| ids.get(word).copied()).filter(|_| is_copy)
    })
}

/// That a file cannot have its name, and what to do.
fn wrong_name(
    text: &str,
    kind: PartnerFileKind,
    end: usize,
    ids: &BTreeSet<&str>,
    there: &BTreeSet<&str>,
) -> Diagnostic {
    let shown = format!("{PARTNERS}/{}", visible(text));
    let ending = if kind == PartnerFileKind::Data { DATA } else { LOG };
    let stem = &text[..end];
    let lower = stem.to_ascii_lowercase();
    let first = original(stem, ids).unwrap_or(&lower);
    let right = format!("{first}{ending}");
    if right != text && there.contains(right.as_str()) {
        return second_version(&shown, &format!("{PARTNERS}/{right}"));
    }
    let is_right = is_id(&lower);
    let help = match kind {
        _ if lower == OWN_DOCUMENTS => {
            format!("the folder `{OWN_DOCUMENTS}` is for documents about all partners; call the file after the partner")
        }
        PartnerFileKind::Data if is_right && text.ends_with(".yaml.txt") => {
            format!("rename it to `{lower}.yaml`; in Notepad choose “All files” when you save")
        }
        PartnerFileKind::Data if is_right && text.to_ascii_lowercase() != text => {
            format!("write it in small letters: `{lower}.yaml`")
        }
        PartnerFileKind::Data => {
            "name it with small letters a to z, digits and hyphens, and the ending .yaml: gruenfliess.yaml".to_owned()
        }
        PartnerFileKind::Log if is_right => format!("rename it to `{lower}.log`"),
        PartnerFileKind::Log => {
            "give it the name of the partner’s file with the ending .log; a log of another program belongs elsewhere"
                .to_owned()
        }
    };
    let what = if kind == PartnerFileKind::Data { "file" } else { "log" };
    Diagnostic::error(codes::BAD_FILE_NAME, format!("`{shown}` cannot be the name of a partner's {what}"))
        .help(help)
}

/// That a file is a second version of another one.
pub(super) fn second_version(shown: &str, first: &str) -> Diagnostic {
    let help = if first.ends_with(LOG) {
        "OneDrive, Dropbox and the like leave one when two people write at once; until it is gone both count. \
         `handclasp join` puts its lines into the first and takes it away"
            .to_owned()
    } else if first == INSTITUTION {
        format!(
            "OneDrive, Dropbox and the like leave one when two people write at once; take over into `{first}` what only \
             this one has, then delete it; another institution has a folder of its own"
        )
    } else {
        format!(
            "OneDrive, Dropbox and the like leave one when two people write at once; take over into `{first}` what only \
             this one has, then delete it; or, if it is another partner, rename it: small letters, digits, hyphens"
        )
    };
    Diagnostic::error(codes::CONFLICT_COPY, format!("`{shown}` looks like a second version of `{first}`"))
        .help(help)
}
