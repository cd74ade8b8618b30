//! What a run has begun with several files and not ended, because it was cut off.

use super::begun::Begun;
use super::renaming::rename;
use super::resting::{rest, wake};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::workspace::Workspace;

/// Ends what was begun; gives what that was, when there was something.
///
/// # Errors
/// Why it cannot be ended; then it stays noted.
pub fn finish(workspace: &Workspace, waits: &dyn Fn()) -> Result<Option<Begun>, Diagnostics> {
    let Some(begun) = Begun::noted_in(workspace)? else { return Ok(None) };
    match &begun {
        Begun::Rename { from, to } => drop(rename(workspace, from, to, waits)?),
        Begun::Archive { partner } => drop(rest(workspace, partner, waits)?),
        Begun::Return { partner } => drop(wake(workspace, partner, waits)?),
    }
    Ok(Some(begun))
}

/// That something was begun and not ended, for who only looks.
pub fn unfinished(workspace: &Workspace) -> Option<Diagnostic> {
    let command = match Begun::noted_in(workspace) {
        Ok(None) => return None,
        Ok(Some(begun)) => begun.command(),
        Err(problem) => return Some(problem),
    };
    let message = format!(
        "`{command}` was cut off before its end, or is at work: some files have their new place, some not"
    );
    Some(
        Diagnostic::error(codes::UNFINISHED, message)
            .help(format!("run `{command}` once more, which goes on")),
    )
}
