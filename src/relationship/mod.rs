//! How it stands with a partner, derived from what happened: phase, status, last contact, agreement, rest.
//!
//! **Derived, not typed.** Nobody keeps a table up to date that nobody reads. What the partner's file says all the same
//! comes before what is derived; where the log proves the opposite, the rule `logbook-differs` says so.

mod agreement_state;
mod last_contacts;
mod phases;
mod resting;
mod running_term;
mod statuses;
mod timings;

pub use agreement_state::AgreementState;
pub use last_contacts::LastContacts;
pub use phases::{phase, phase_by_log};
pub use resting::{Rest, rest};
pub use running_term::RunningTerm;
pub use statuses::status;
pub use timings::Timings;
