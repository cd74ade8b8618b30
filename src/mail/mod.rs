//! Emails leave: which ones, made ready, sent or put into the mailbox, and what became of each.
//!
//! In: a [`Project`](crate::project::Project) and a [`SendRequest`]. [`prepare()`] makes the
//! [`PreparedMails`], [`SendingPlan`] says what is about to happen, [`batch`] sends them, [`mailbox`] puts them into Drafts
//! or Sent, [`result`] says how it ended. Every step is written down in the partner's ledger before it is taken.

pub mod account;
pub mod batch;
pub mod mailbox;
mod meanwhile;
mod mailing;
mod plan;
mod prepare;
mod prepared;
mod recipient;
mod request;
pub mod result;
pub mod smtp;
pub mod wire;

pub use meanwhile::Meanwhile;
pub use plan::SendingPlan;
pub use prepare::{PreparedMails, prepare};
pub use prepared::PreparedMail;
pub use request::{InvitationKind, SendRequest};
