//! Emails leave: which ones, made ready, sent or put into the mailbox, and what became of each.
//!
//! In: a [`Project`](crate::project::Project) and a [`SendRequest`]. [`prepare()`] makes the
//! [`PreparedMails`], [`SendingPlan`] says what is about to happen, [`batch`] sends them, [`mailbox`] puts them into Drafts
//! or Sent, [`result`] says how it ended. Every step is written down in the partner's ledger before it is taken.

pub mod account;
pub mod batch;
mod mail_preparation;
pub mod mailbox;
mod mailing;
mod meanwhile;
mod outbox;
mod prepared;
mod recipient;
pub mod result;
mod send_request;
mod sending_plan;
pub mod smtp;
pub mod wire;

pub use mail_preparation::{PreparedMails, prepare, thread};
pub use meanwhile::Meanwhile;
pub use outbox::Outbox;
pub use prepared::PreparedMail;
pub use send_request::{InvitationKind, SendRequest};
pub use sending_plan::SendingPlan;
