//! The files and logs of one partner, wherever they lie.

use crate::diagnostic::words::did_you_mean;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::workspace::{PartnerFile, PartnerFileKind, Workspace, ids_of, is_id};

/// The files and logs of one partner.
#[derive(Debug, Clone, Default)]
pub struct OwnFiles {
    /// Those that are called and lie as they should: in `partners`, or in `archive`.
    pub right: Vec<PartnerFile>,
    /// Those that seem to be of the partner, and have another name or lie elsewhere.
    pub misnamed: Vec<PartnerFile>,
}

impl OwnFiles {
    /// Those of a partner.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn of(workspace: &Workspace, partner: &str) -> Result<Self, Diagnostic> {
        let files = workspace.all_partner_files()?.into_iter().filter(|file| file.partner == partner);
        let (right, misnamed) = files.partition(|file| file.misnamed.is_none());
        Ok(Self { right, misnamed })
    }

    /// Those of a partner that there is, without another version of them: nobody knows which of the two is right.
    ///
    /// # Errors
    /// That there is no such partner, or another version of a file.
    pub fn only(workspace: &Workspace, partner: &str) -> Result<Self, Diagnostics> {
        let own = Self::of(workspace, partner)?;
        if !is_id(partner) || own.right.is_empty() && own.misnamed.is_empty() {
            return Err(unknown(workspace, partner)?.into());
        }
        let mut found = Diagnostics::new();
        found.extend(own.misnamed.iter().filter_map(|file| file.misnamed.clone()));
        if found.is_empty() { Ok(own) } else { Err(found.without_repetitions()) }
    }

    /// The partner's own file in `partners`.
    pub fn in_place(&self, kind: PartnerFileKind) -> Option<&PartnerFile> {
        self.right.iter().find(|file| file.kind == kind && !file.rests)
    }

    /// The partner's files in `archive`.
    pub fn at_rest(&self, kind: PartnerFileKind) -> impl Iterator<Item = &PartnerFile> {
        self.right.iter().filter(move |file| file.kind == kind && file.rests)
    }
}

/// That there is no such partner.
///
/// # Errors
/// When a folder cannot be read.
pub fn unknown(workspace: &Workspace, partner: &str) -> Result<Diagnostic, Diagnostic> {
    let files = workspace.all_partner_files()?;
    let mut ids = ids_of(&files);
    ids.extend(files.iter().filter(|file| file.rests).map(|file| file.partner.clone()));
    let mut problem =
        Diagnostic::error(codes::UNKNOWN_PARTNER_NAME, format!("there is no partner `{partner}`"));
    problem.help = did_you_mean(partner, &ids);
    Ok(problem)
}
