//! Where links lead.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, codes};

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

/// The path of a folder without links, whether it is there yet or not.
pub fn canonical(folder: &Path) -> PathBuf {
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    for above in whole.ancestors() {
        if let Ok(real) = above.canonicalize() {
            return whole.strip_prefix(above).map_or_else(|_| real.clone(), |rest| real.join(rest));
        }
    }
    whole
}
