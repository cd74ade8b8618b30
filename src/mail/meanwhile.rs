//! What has happened between the plan and the moment in which a mail would leave.

use super::prepared::PreparedMail;
use crate::diagnostic::Diagnostics;
use crate::history::{LedgerEntry, LedgerEvent, Recipient, WorkspaceHistory, WritingBan};
use crate::model::Partner;
use crate::schema::Record;
use crate::workspace::{PARTNERS, Workspace};

/// What has happened since a mail was made ready, and forbids it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meanwhile {
    /// Something was noted of the partner.
    Noted,
    /// The partner's file is another, or cannot be read any more.
    Changed,
    /// The person or the organisation objected, as it stands there.
    Objected(String),
    /// It is not known any more whether the person objected, because this file cannot be read.
    Unknown(String),
    /// The person is no longer there, as this log says.
    Left(String),
    /// The address got the document, or may have, as this other partner.
    Elsewhere(String),
}

impl Meanwhile {
    /// What was noted of a partner since its log had so many lines, if anything was.
    pub fn noted(partner: &str, entries: &[LedgerEntry], before: usize) -> Option<Self> {
        if entries.len() == before {
            return None;
        }
        let mut since = entries.iter().skip(before);
        let objected = since.any(|entry| matches!(entry.event, LedgerEvent::Objected { .. }));
        Some(if objected { Self::Objected(format!("{PARTNERS}/{partner}.log")) } else { Self::Noted })
    }

    /// What forbids a mail as things are now; what is noted in the partner's own log is for its owner to compare.
    ///
    /// # Errors
    /// Files that cannot be read.
    pub fn forbids(history: &mut WorkspaceHistory, mail: &PreparedMail) -> Result<Option<Self>, Diagnostics> {
        history.look_again(Some(&mail.partner))?;
        if !is_as_planned(history.workspace(), mail) {
            return Ok(Some(Self::Changed));
        }
        if let Some(second) = history.second_version(&mail.partner) {
            return Ok(Some(Self::Unknown(second.name.clone())));
        }
        for to in &mail.to {
            let address = to.to_string();
            let who =
                Recipient { partner: &mail.partner, organisation: &mail.organisation, address: &address };
            match history.ban(who) {
                Some(WritingBan::Objected(place)) => return Ok(Some(Self::Objected(place))),
                Some(WritingBan::Left(log)) => return Ok(Some(Self::Left(log))),
                Some(WritingBan::Unknown(file)) => return Ok(Some(Self::Unknown(file))),
                None => {}
            }
            let others = mail.same_person.iter().map(|address| history.ban(Recipient { address, ..who }));
            if let Some(WritingBan::Objected(place)) =
                others.flatten().find(|ban| matches!(ban, WritingBan::Objected(_)))
            {
                return Ok(Some(Self::Objected(place)));
            }
            if let Some(elsewhere) =
                history.elsewhere(&mail.partner, &mail.document, &mail.occasion, &address)
            {
                return Ok(Some(Self::Elsewhere(elsewhere.partner)));
            }
        }
        Ok(None)
    }

    /// Why a mail is not sent, because of what has happened since the plan was shown.
    pub fn words(&self) -> String {
        match self {
            Self::Noted => {
                "something else happened with this partner meanwhile; look at `handclasp log`".to_owned()
            }
            Self::Changed => {
                "the partner’s file was changed meanwhile; build, look at the email, and send again"
                    .to_owned()
            }
            Self::Objected(place) => format!("an objection was noted meanwhile (`{place}`)"),
            Self::Left(log) => format!("it was noted meanwhile that nobody is there any more (`{log}`)"),
            Self::Unknown(file) => {
                format!(
                    "nobody can know any more whether somebody objected, because of `{file}`; `handclasp check` tells more"
                )
            }
            Self::Elsewhere(partner) => {
                format!(
                    "the address got it meanwhile, or may have, as `{partner}`; look at `handclasp log {partner}`"
                )
            }
        }
    }
}

/// Whether the partner's file says what it said when the mail was made ready.
fn is_as_planned(workspace: &Workspace, mail: &PreparedMail) -> bool {
    let Ok(now) = workspace.partner(&mail.partner) else { return false };
    let then = mail.file.text();
    now.text() == then || Record::<Partner>::read(now).is_ok_and(|record| record.file.text() == then)
}
