//! Who objected to being written to, wherever that is noted, among the contacts of a list.

use std::collections::{BTreeMap, BTreeSet};

use super::import_plan::{PartnerAction, PlannedPartner};
use super::import_request::ExistingPartner;
use crate::diagnostic::{Diagnostic, codes};
use crate::email_address::compared;
use crate::history::{WorkspaceHistory, WritingBan};
use crate::model::Partner;
use crate::rules::NO_LONGER_THERE;
use crate::schema::Record;
use crate::source::SourceFile;
use crate::workspace::PARTNERS;

/// The addresses in the partners' files, as compared, of those who objected, wherever that is noted.
pub fn objected(history: &WorkspaceHistory, known: &[ExistingPartner]) -> BTreeSet<String> {
    let mut addresses = BTreeSet::new();
    for ExistingPartner { id, record } in known {
        let Ok(record) = record else { continue };
        for address in record.model.contacts.iter().filter_map(|contact| contact.email.as_deref()) {
            // What is not known protects as well.
            let ban = history.ban_of_contact(id, &record.model, address);
            if ban.is_some_and(|ban| !matches!(ban, WritingBan::Left(_))) {
                addresses.insert(compared(address));
            }
        }
    }
    addresses
}

/// That contacts of a partner in the table objected to being written to, or perhaps did: they are imported all the same.
pub fn objecting(
    history: &WorkspaceHistory,
    there: &BTreeMap<&str, &Record<Partner>>,
    planned: &PlannedPartner,
) -> Vec<Diagnostic> {
    let record = match &planned.action {
        PartnerAction::New(text) | PartnerAction::Changed(_, _, text) => {
            let name = format!("{PARTNERS}/{}.yaml", planned.id);
            Record::<Partner>::read(SourceFile::new(name, text.as_str())).ok().map(|record| record.model)
        }
        PartnerAction::Unchanged | PartnerAction::Differs(_) => {
            there.get(planned.id.as_str()).map(|record| record.model.clone())
        }
    };
    let Some(partner) = record else { return Vec::new() };
    let told = partner.contacts.iter().filter_map(|contact| {
        let address = contact.email.as_deref()?;
        let rows = planned.shown_rows();
        Some(match history.ban_of_contact(&planned.id, &partner, address)? {
            WritingBan::Objected(place) => {
                let message = format!("{rows}: `{address}` objected to being written to (`{place}`)");
                Diagnostic::warning(codes::OBJECTION, message).help(if contact.has_objected() {
                    "no email is made or sent there"
                } else {
                    "no email is made or sent there; write `objected: true` at the contact, so that everybody sees it"
                })
            }
            WritingBan::Left(log) => {
                let message = format!("{rows}: `{address}` is no longer there (`{log}`)");
                Diagnostic::warning(NO_LONGER_THERE, message).help("no email is made or sent there")
            }
            WritingBan::Unknown(file) => {
                let message = format!("{rows}: `{address}` perhaps objected: `{file}` cannot be read");
                Diagnostic::warning(codes::OBJECTION, message).help("nothing is sent there until that file is mended")
            }
        })
    });
    told.collect()
}
