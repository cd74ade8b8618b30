//! Mails made ready to be sent.

mod outbox;
mod recipient;

pub use outbox::{Inviting, Outbox, Wish, outbox};
