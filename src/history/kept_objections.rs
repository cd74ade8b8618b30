//! What is kept of the objections of a partner when its files go: hashes, no name and no address.
//!
//! **What cannot be known counts as an objection.** Of a file that cannot be read nobody knows who objected there.

use std::collections::BTreeSet;

use super::ledger_entry::{LedgerEntry, LedgerEvent};
use super::ledger_reading::read_ledger;
use super::marks::{mark_of_address, mark_of_organisation};
use super::objector::Objector;
use super::partner_file::{Content, ReadFile, Understood};
use super::same_person::further_addresses;
use crate::diagnostic::Diagnostic;
use crate::model::Partner;
use crate::schema::Record;
use crate::workspace::Workspace;

/// The hashes of those of a partner who objected, or of whom it cannot be known, as they are to be noted in the list of
/// objections; none when nobody did, or all of them stand there already.
///
/// # Errors
/// When it is not known which files there are, or the list cannot be read.
pub fn objections_to_keep(workspace: &Workspace, partner: &str) -> Result<Option<LedgerEvent>, Diagnostic> {
    let mut hashes: BTreeSet<String> = BTreeSet::new();
    let mut organisation = None;
    let mut is_everybody = false;
    for file in workspace.all_partner_files()?.into_iter().filter(|file| file.partner == partner) {
        match ReadFile::read(file, None) {
            Ok(ReadFile { content: Content::Log(entries, torn), .. }) => {
                is_everybody |= torn.is_some();
                for entry in &entries {
                    let LedgerEvent::Objected { addresses, hashes: more, organisation: named } = &entry.event
                    else {
                        continue;
                    };
                    is_everybody = true;
                    hashes.extend(addresses.iter().map(|address| mark_of_address(address)));
                    hashes.extend(more.iter().cloned());
                    organisation = organisation.or_else(|| named.clone());
                }
            }
            Ok(ReadFile { content: Content::Data(said), file, .. }) => {
                is_everybody |= said.is == Understood::No;
                hashes.extend(said.objected.iter().map(|address| mark_of_address(address)));
                // Who objected under one address is not written to under another one either.
                if let Ok(record) =
                    file.text().map_err(drop).and_then(|text| Record::<Partner>::read(text).map_err(drop))
                {
                    let others =
                        said.objected.iter().flat_map(|address| further_addresses(&record.model, address));
                    hashes.extend(others.map(|address| mark_of_address(&address)));
                }
                if let Some(name) = said.organisation {
                    organisation = Some(mark_of_organisation(&name));
                }
            }
            Err(_) => is_everybody = true,
        }
    }
    if is_everybody
        && let LedgerEvent::Objected { hashes: all, organisation: named, .. } =
            Objector::of(workspace, partner)?.kept()
    {
        hashes.extend(all);
        organisation = organisation.or(named);
    }
    not_in_list(workspace, hashes, organisation)
}

/// The hash of an address, as it is to be noted in the list of objections; none when it stands there already.
///
/// # Errors
/// When the list cannot be read.
pub fn objection_to_keep(
    workspace: &Workspace,
    addresses: &[String],
) -> Result<Option<LedgerEvent>, Diagnostic> {
    not_in_list(workspace, addresses.iter().map(|address| mark_of_address(address)).collect(), None)
}

fn not_in_list(
    workspace: &Workspace,
    mut hashes: BTreeSet<String>,
    mut organisation: Option<String>,
) -> Result<Option<LedgerEvent>, Diagnostic> {
    for LedgerEntry { event, .. } in &read_ledger(&workspace.objections())?.entries {
        if let LedgerEvent::Objected { hashes: known, organisation: named, .. } = event {
            hashes.retain(|hash| !known.contains(hash));
            organisation = organisation.filter(|organisation| named.as_ref() != Some(organisation));
        }
    }
    if hashes.is_empty() && organisation.is_none() {
        return Ok(None);
    }
    Ok(Some(LedgerEvent::Objected {
        addresses: Vec::new(),
        hashes: hashes.into_iter().collect(),
        organisation,
    }))
}
