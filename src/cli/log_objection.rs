//! `handclasp log NAME objected`: nobody writes to the partner any more.

use handclasp::diagnostic::Exit;
use handclasp::diagnostic::words::all;
use handclasp::email_address::shown;
use handclasp::noting::note_objection;
use handclasp::workspace::{OBJECTIONS, Workspace};

use super::error::CommandError;
use super::terminal::Terminal;

/// Notes that a partner objected, and says what that comes to.
pub fn object(workspace: &Workspace, partner: &str, terminal: &Terminal) -> Result<Exit, CommandError> {
    let noted = note_objection(workspace, partner);
    terminal.report(&noted.found)?;
    let addresses: Vec<_> = noted.addresses.iter().map(|address| shown(address)).collect();
    let whom = if addresses.is_empty() { "no address is known".to_owned() } else { all(&addresses) };
    let keep = format!("Keep the file {OBJECTIONS} when you delete the partner");
    match (noted.is_in_log, noted.is_in_list) {
        (false, false) => {
            terminal.say("the objection is not noted")?;
            return Ok(noted.found.exit().max(Exit::Content));
        }
        (false, true) => terminal.say(&format!(
            "noted in {OBJECTIONS} only: no email is made or sent to {whom} any more; to another address of `{partner}` it \
             still would be. {keep}"
        ))?,
        (true, _) => terminal.say(&format!(
            "noted: `{partner}` objected; no email is made or sent there any more, whatever its address is ({whom}). {keep}"
        ))?,
    }
    if noted.found.has_errors() {
        terminal.say("mend what stands above, then note it once more, so that no address is missing")?;
    }
    Ok(noted.found.exit())
}
