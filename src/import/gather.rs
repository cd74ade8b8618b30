//! The partners of a workspace that are meant, as a table.

use super::export::{Chosen, Exported, chosen, export};
use crate::condition;
use crate::diagnostic::words::did_you_mean;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::history::{WorkspaceHistory, WritingBan};
use crate::model::Partner;
use crate::schema::Record;
use crate::workspace::Workspace;

/// The table of the partners that are meant, and what is wrong with others.
///
/// # Errors
/// A partner that there is none of, a field that no partner can have; a history that cannot be read.
pub fn gathered(workspace: &Workspace, meant: &Chosen) -> Result<(Exported, Diagnostics), Diagnostics> {
    let (ids, mut found) = workspace.partner_ids()?;
    for name in &meant.partners {
        if !ids.contains(name) {
            let mut problem =
                Diagnostic::error(codes::UNKNOWN_PARTNER_NAME, format!("there is no partner `{name}`"));
            problem.help = did_you_mean(name, &ids);
            return Err(problem.into());
        }
    }
    let unknown = condition::unknown(&meant.wheres);
    if !unknown.is_empty() {
        return Err(unknown);
    }
    let history = WorkspaceHistory::read(workspace)?;
    let mut records = Vec::new();
    let asked = |id: &&String| meant.partners.is_empty() || meant.partners.contains(id);
    for id in ids.iter().filter(asked) {
        match workspace.partner(id).map_err(Diagnostics::from).and_then(Record::<Partner>::read) {
            Ok(mut record) => {
                if chosen(id, &record.values, meant) {
                    found.extend(mark_objections(&history, id, &mut record));
                    records.push((id.as_str(), record));
                }
            }
            Err(problems) => found.extend(problems),
        }
    }
    Ok((export(records.iter().map(|(id, record)| (*id, record))), found))
}

/// Writes `objected` at the contacts who may not be written to, wherever that is noted: whoever uses the table for
/// letters of their own has to see it. Gives a warning for those of whom it is not known.
fn mark_objections(history: &WorkspaceHistory, id: &str, record: &mut Record<Partner>) -> Vec<Diagnostic> {
    let mut unknown = Vec::new();
    for (at, contact) in record.model.contacts.iter().enumerate() {
        let address = contact.email.as_deref().unwrap_or_default();
        let Some(ban) = history.ban_of_contact(id, &record.model, address) else { continue };
        if matches!(ban, WritingBan::Left(_)) {
            continue;
        }
        if let WritingBan::Unknown(file) = ban {
            let message = format!("`{address}` of `{id}` perhaps objected: `{file}` cannot be read");
            unknown.push(Diagnostic::warning(codes::OBJECTION, message).help(
                "the table says `objected` there, to be on the safe side; mend that file, then export again",
            ));
        }
        if let Some(values) = record.values["contacts"][at].as_object_mut() {
            values.insert("objected".to_owned(), true.into());
        }
    }
    unknown
}
