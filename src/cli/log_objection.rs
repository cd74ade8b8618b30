//! `handclasp log NAME objected`: nobody writes to the partner any more.

use std::path::Path;

use handclasp::diagnostic::words::all;
use handclasp::diagnostic::{Diagnostics, Exit};
use handclasp::email_address::shown;
use handclasp::history::{Ledger, Objector};
use handclasp::workspace::{OBJECTIONS, Workspace};

use super::error::CommandError;
use super::terminal::Terminal;

/// Notes that a partner objected: with the partner, and in the list that stays when the partner is deleted.
pub fn object(workspace: &Workspace, partner: &str, terminal: &Terminal) -> Result<Exit, CommandError> {
    let mut found = Diagnostics::new();
    let objector = Objector::of(workspace, partner).unwrap_or_else(|problem| {
        found.push(problem);
        Objector::default()
    });
    let mut note = |path: &Path, event| {
        let noted = Ledger::open(path).and_then(|mut ledger| ledger.note(None, event));
        noted.map_err(|problem| found.push(problem)).is_ok()
    };
    // The list first: a run that is sending to this partner holds its log, and looks into the list.
    let is_in_list = objector.is_known() && note(&workspace.objections(), objector.kept());
    let is_in_log = note(&workspace.ledger(partner), objector.noted());
    found.extend(objector.unread);
    terminal.report(&found)?;
    let addresses: Vec<_> = objector.addresses.iter().map(|address| shown(address)).collect();
    let whom = if addresses.is_empty() { "no address is known".to_owned() } else { all(&addresses) };
    let keep = format!("Keep the file {OBJECTIONS} when you delete the partner");
    match (is_in_log, is_in_list) {
        (false, false) => {
            terminal.say("the objection is not noted")?;
            return Ok(found.exit().max(Exit::Content));
        }
        (false, true) => terminal.say(&format!(
            "noted in {OBJECTIONS} only: no email is made or sent to {whom} any more; to another address of `{partner}` it \
             still would be. {keep}"
        ))?,
        (true, _) => terminal.say(&format!(
            "noted: `{partner}` objected; no email is made or sent there any more, whatever its address is ({whom}). {keep}"
        ))?,
    }
    if found.has_errors() {
        terminal.say("mend what stands above, then note it once more, so that no address is missing")?;
    }
    Ok(found.exit())
}
