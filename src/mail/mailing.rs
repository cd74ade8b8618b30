//! Makes an email as it would be sent, from the finished text of its document.

use crate::due::Edition;
use crate::email_address::sent;
use crate::format::eml::Sending;
use crate::partnership::Partnership;
use crate::project::sender;
use crate::render::{Attached, Findings, Message, Renderer};

/// An email as it would be sent.
#[derive(Debug, Clone)]
pub struct Mailing {
    /// The sender's address.
    pub from: String,
    /// The recipients' addresses.
    pub to: Vec<String>,
    /// The addresses of those who get a copy.
    pub cc: Vec<String>,
    /// Its subject.
    pub subject: String,
    /// The names of what is attached.
    pub attachments: Vec<String>,
    /// Whether it is marked as a draft.
    pub is_draft: bool,
    /// Whether a person edited the text, or one that is attached, and the data or the template have changed
    /// since.
    pub stale: bool,
    /// The whole message.
    pub bytes: Vec<u8>,
    /// Remarks.
    pub warnings: Findings,
}

impl Mailing {
    /// Every address that it goes to.
    pub fn recipients(&self) -> impl Iterator<Item = &String> {
        self.to.iter().chain(&self.cc)
    }
}

/// Makes an email as it would be sent, with the headers that sending gives it.
///
/// # Errors
/// Why it cannot be made.
pub fn mailing(
    renderer: &mut Renderer<'_>,
    edition: &Edition,
    sending: &Sending,
) -> Result<Mailing, Findings> {
    let finished = renderer.finished(edition)?;
    let mut warnings = finished.warnings.clone();
    let made = renderer.message(&finished, &mut warnings, Some(sending));
    let Message { bytes, subject, attachments } = made.map_err(|found| {
        warnings.join(found);
        warnings.clone().stops(&edition.name())
    })?;
    let meta = &finished.document.meta;
    let mut stale = finished.stale;
    for name in &meta.attach {
        stale |= matches!(renderer.attached(&finished, name), Ok(Attached::Document(attached, _)) if attached.stale);
    }
    Ok(Mailing {
        from: sender(renderer.partnership()).map_err(Findings::from)?.email,
        to: meta.to.clone(),
        cc: meta.cc.clone(),
        subject,
        attachments,
        is_draft: meta.draft.is_some(),
        stale,
        bytes,
        warnings,
    })
}

/// The domain that a partner is written to from.
pub fn sender_domain(partnership: &Partnership<'_>) -> String {
    let sender = sender(partnership).ok();
    let domain = sender.and_then(|sender| Some(sent(&sender.email).rsplit_once('@')?.1.to_lowercase()));
    domain.unwrap_or_else(|| "invalid".to_owned())
}
