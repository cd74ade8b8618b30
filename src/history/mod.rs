//! Everything that happened with the partners: mails, talks, objections.
//!
//! Of one partner: [`PartnerHistory`], its log and the entries of its logbook as one list, for rules and templates. Of
//! all of them: [`WorkspaceHistory`], which says whether somebody may be written to. What happens is written down in a
//! [`Ledger`].

mod contact_state;
mod facts;
mod journal;
mod kept_objections;
mod ledger;
mod ledger_entry;
mod ledger_reading;
mod marks;
mod mentioned;
mod objections;
mod objector;
mod partner_file;
mod partner_history;
mod read_mark;
mod renamed;
mod retraction;
mod same_person;
mod signatures;
mod standing;
mod who_left;
mod workspace_history;

pub use facts::{Fact, SignedText, Signer};
pub use kept_objections::{objection_to_keep, objections_to_keep};
pub use ledger::Ledger;
pub use ledger_entry::{CheckedText, LedgerEntry, LedgerEvent, SendingOutcome, SendingResult, day};
pub use ledger_reading::{ReadLedger, read_ledger};
pub use marks::mark_of_address;
pub use mentioned::{addresses_in, unescaped};
pub use objections::{Recipient, WritingBan};
pub use objector::Objector;
pub use partner_history::{HistoryEvent, HistoryEventKind, HistoryMail, LookedAt, PartnerHistory};
pub use read_mark::ReadMark;
pub use renamed::renaming;
pub use retraction::{retracted_marks, standing_entries};
pub use same_person::{further_addresses, people_at};
pub use signatures::{NotedSignature, last_version, signatures_in};
pub use standing::{Sent, Standing, is_newer, standing, standing_at};
pub use who_left::{is_who_left, noted_contact};
pub use workspace_history::{SentElsewhere, WorkspaceHistory};
