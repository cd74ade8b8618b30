//! That a partner objected: noted with the partner, and in the list that stays when the partner is deleted.

use std::collections::BTreeSet;
use std::path::Path;

use crate::diagnostic::Diagnostics;
use crate::history::{Ledger, Objector};
use crate::workspace::Workspace;

/// What became of the noting of an objection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotedObjection {
    /// The addresses that nobody writes to any more.
    pub addresses: BTreeSet<String>,
    /// Whether it stands in the partner's own log: then it holds for whatever address the partner has.
    pub is_in_log: bool,
    /// Whether it stands in the list that stays when the partner is deleted.
    pub is_in_list: bool,
    /// What could not be read or written.
    pub found: Diagnostics,
}

/// Notes that a partner objected, wherever that can be noted.
pub fn note_objection(workspace: &Workspace, partner: &str) -> NotedObjection {
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
    NotedObjection { addresses: objector.addresses, is_in_log, is_in_list, found }
}
