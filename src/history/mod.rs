//! Everything that happened with the partners: mails, talks, objections.
//!
//! Of one partner: [`PartnerHistory`], its log and the entries of its logbook as one list, for rules and templates. Of
//! all of them: [`WorkspaceHistory`], which says whether somebody may be written to. What happens is written down in a
//! [`Ledger`].

mod facts;
mod journal;
mod kept_objections;
mod ledger;
mod marks;
mod mentioned;
mod objections;
mod objector;
mod partner_file;
mod partner_history;
mod renamed;
mod same_person;
mod workspace_history;

pub use facts::{Fact, Signer, standing_entries};
pub use kept_objections::{objection_to_keep, objections_to_keep};
pub use ledger::{
    CheckedText, Ledger, LedgerEntry, LedgerEvent, SendingOutcome, SendingResult, Sent, Standing, day,
    is_newer, read_ledger, standing, standing_at,
};
pub use marks::mark_of_address;
pub use mentioned::addresses_in;
pub use objections::{Recipient, WritingBan};
pub use objector::Objector;
pub use partner_history::{HistoryEvent, HistoryEventKind, HistoryMail, LookedAt, PartnerHistory};
pub use renamed::renaming;
pub use same_person::{further_addresses, people_at};
pub use workspace_history::{SentElsewhere, WorkspaceHistory};
