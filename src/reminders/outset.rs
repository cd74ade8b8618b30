//! From what the things to be done with a partner follow.

use jiff::civil::Date;

use super::document_names::DocumentNames;
use super::reminder::{Reminder, ReminderKind};
use crate::model::Phase;
use crate::partnership::Partnership;
use crate::relationship::{LastContacts, Timings, phase};

/// One partner, as it is looked at for what is to be done.
#[derive(Clone, Copy)]
pub struct Outset<'a> {
    /// The partner, with what happened until the day.
    pub partnership: &'a Partnership<'a>,
    /// How long one waits for what.
    pub timings: &'a Timings,
    /// What documents there are.
    pub documents: &'a DocumentNames,
    /// The last contacts.
    pub contacts: LastContacts,
    /// How far it has come.
    pub phase: Phase,
}

impl<'a> Outset<'a> {
    /// Of a partner.
    pub fn of(partnership: &'a Partnership<'a>, timings: &'a Timings, documents: &'a DocumentNames) -> Self {
        let contacts = LastContacts::of(partnership.history);
        Self { partnership, timings, documents, contacts, phase: phase(partnership) }
    }

    /// Something that is to be done with this partner by a day.
    pub fn reminder(&self, kind: ReminderKind, due: Date) -> Reminder {
        Reminder::new(kind, self.partnership.id, due)
    }
}
