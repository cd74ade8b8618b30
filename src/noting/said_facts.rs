//! What somebody says that happened with a partner, before it is known whether that can be.

use jiff::civil::Date;

use super::contact_meant::contact_meant;
use super::document_meant::document_meant;
use super::noted_facts::FactToNote;
use super::odd_days::{odd_day, odd_end};
use super::partner_data::partner_data;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::history::{Fact, Standing, day, read_ledger, standing};
use crate::workspace::Workspace;

/// What somebody says that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaidFact {
    /// Something that needs no look into the partner's file.
    Plain(Fact),
    /// A document was sent by hand.
    SentByHand {
        /// The document.
        document: String,
        /// The meeting that it is for, by its `id` or its day.
        meeting: Option<String>,
    },
    /// A contact is no longer there, by its address, its name or its `id`.
    ContactLeft(String),
}

impl SaidFact {
    /// What is to be noted of a partner, as having happened on a day.
    ///
    /// # Errors
    /// Why it cannot be so: a day to come, a document or a contact that there is none of, a text without words.
    pub fn looked_at(
        self,
        workspace: &Workspace,
        partner: &str,
        on: Date,
        today: Date,
    ) -> Result<FactToNote, Diagnostics> {
        let mut remarks = Diagnostics::new();
        remarks.extend(odd_day(partner, on, today)?);
        let (about, fact) = match self {
            Self::Plain(Fact::Note { text }) if text.trim().is_empty() => {
                let message = format!("there is nothing to note of `{partner}`");
                return Err(Diagnostic::error(codes::NOTHING_TO_DO, message)
                    .help(format!(
                        "write it behind: `handclasp log {partner} note \"They moved to the new campus\"`"
                    ))
                    .into());
            }
            Self::Plain(fact) => {
                if let Fact::Snoozed { until, .. } = &fact {
                    remarks.extend(odd_end(*until, on)?);
                }
                (None, fact)
            }
            Self::SentByHand { document, meeting } => {
                let model = partner_data(workspace, partner).ok();
                let about =
                    document_meant(workspace, partner, model.as_ref(), &document, meeting.as_deref())?;
                let read = read_ledger(&workspace.ledger(partner))?;
                if let Standing::Sent(sent) = standing(&read.entries, &about.0, &about.1) {
                    let document = about.1.named(&about.0);
                    let message =
                        format!("`{document}` to `{partner}` was sent on {} already", day(&sent.at));
                    let help =
                        format!("it is noted once more; `handclasp log {partner} undo` takes that back");
                    remarks.push(Diagnostic::warning(codes::SENT_BEFORE, message).help(help));
                }
                let first = model.and_then(|model| model.contacts.into_iter().next());
                let to = first.and_then(|contact| contact.email).into_iter().collect();
                (Some(about), Fact::Sent { to })
            }
            Self::ContactLeft(said) => {
                let model = partner_data(workspace, partner)?;
                (None, Fact::Left { contact: contact_meant(partner, &model, &said)? })
            }
        };
        Ok(FactToNote { partner: partner.to_owned(), on, about, fact, remarks })
    }
}
