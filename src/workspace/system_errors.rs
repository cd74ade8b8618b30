//! What the operating system says when a file cannot be read or written, in plain words.

use std::io::{self, ErrorKind};
use std::path::Path;

use crate::diagnostic::{Diagnostic, codes};

pub(super) fn unreadable(name: &str, error: &io::Error) -> Diagnostic {
    Diagnostic::error(codes::UNREADABLE_FILE, format!("`{name}` cannot be read: {}", reason(error)))
}

pub(super) fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
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

/// What the operating system said, in plain words.
pub(super) fn reason(error: &io::Error) -> String {
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
