//! A partner's file, read to know who works there and what stands in its logbook; also of a partner that rests.

use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::model::Partner;
use crate::schema::Record;
use crate::workspace::{PartnerFileKind, Workspace};

/// What a partner's file says.
///
/// # Errors
/// That there is none, or what is wrong with it.
pub fn partner_data(workspace: &Workspace, partner: &str) -> Result<Partner, Diagnostics> {
    let files = workspace.all_partner_files()?;
    let own = files.iter().filter(|file| file.partner == partner && file.kind == PartnerFileKind::Data);
    let Some(file) = own.min_by_key(|file| (!file.is_in_place(), !file.rests)) else {
        return Err(Diagnostic::error(
            codes::UNKNOWN_PARTNER_NAME,
            format!("there is no file of the partner `{partner}`"),
        )
        .into());
    };
    Record::<Partner>::read(file.text()?).map(|record| record.model)
}
