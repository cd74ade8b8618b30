//! Which files of a workspace may be edited: those that it has for a person to write.

use crate::diagnostic::words::visible;
use crate::diagnostic::{Diagnostic, codes};
use crate::workspace::{INSTITUTION, PARTNERS, TEMPLATES, Workspace, is_id, lies_in};

/// Sees to it that a name is that of the institution's file, of a partner's, or of one among the templates, and that it
/// does not lead out of the workspace.
///
/// # Errors
/// A name that is none of these; a link that leads elsewhere.
pub fn may_be_edited(workspace: &Workspace, name: &str) -> Result<(), Diagnostic> {
    let is_one = match name.split_once('/') {
        None => name == INSTITUTION,
        Some((PARTNERS, file)) => file.strip_suffix(".yaml").is_some_and(is_id),
        Some((TEMPLATES, rest)) => rest.split('/').all(is_plain),
        Some(_) => false,
    };
    if !is_one {
        let message = format!("`{}` is no file that is edited here", visible(name));
        return Err(Diagnostic::error(codes::UNWRITABLE_FILE, message)
            .help("the institution’s file, the partners’ and those among the templates are"));
    }
    // A folder above it may be a link, too.
    let ends = name.match_indices('/').map(|(at, _)| at).chain([name.len()]);
    ends.into_iter().try_for_each(|end| lies_in(workspace.root(), &name[..end]))
}

/// Whether a part of a path is a name and nothing else, on every system.
fn is_plain(part: &str) -> bool {
    let has_sign = |one: char| one.is_control() || ['\\', ':', '*', '?', '"', '<', '>', '|'].contains(&one);
    !part.is_empty() && !part.starts_with('.') && !part.ends_with(['.', ' ']) && !part.contains(has_sign)
}
