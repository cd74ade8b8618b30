//! What the history of a partner comes to: who turned to whom last, what was declined or put off, who has left.
//!
//! All of it follows from the days on which things happened, and not from the order in which they were written down.

use jiff::civil::Date;

use super::facts::Fact;
use super::partner_history::{HistoryEvent, HistoryEventKind, PartnerHistory};
use super::who_left::is_who_left;
use crate::locale::Person;
use crate::model::PartnerContact;

impl PartnerHistory {
    /// When we last turned to the partner, or it to us.
    pub fn last_contact(&self) -> Option<Date> {
        self.last_from_us().max(self.last_from_them())
    }

    /// When we last turned to the partner, or talked with it.
    pub fn last_from_us(&self) -> Option<Date> {
        self.last_day(HistoryEvent::is_from_us)
    }

    /// When the partner last turned to us, or talked with us.
    pub fn last_from_them(&self) -> Option<Date> {
        self.last_day(HistoryEvent::is_from_them)
    }

    /// Whether the partner turned to us on a day or later.
    pub fn has_answered_since(&self, day: Date) -> bool {
        self.last_from_them().is_some_and(|last| last >= day)
    }

    /// When the partner declined; none when it turned to us afterwards.
    pub fn declined(&self) -> Option<Date> {
        let declined = self.last_day(|event| matches!(event.fact(), Some(Fact::Declined { .. })))?;
        (self.last_from_them() == Some(declined)).then_some(declined)
    }

    /// Before which day nothing is to be done, as was noted last; none when the partner turned to us afterwards.
    pub fn snoozed_until(&self) -> Option<Date> {
        let snoozed = self.events().iter().filter_map(|event| match event.fact() {
            Some(Fact::Snoozed { until, .. }) => Some((event.day, *until)),
            _ => None,
        });
        let (day, until) = snoozed.max()?;
        self.last_from_them().is_none_or(|last| last <= day).then_some(until)
    }

    /// When it was noted of a contact that it is no longer there.
    pub fn left(&self, contact: &PartnerContact) -> Option<Date> {
        let (address, persons) = (contact.email.as_deref(), [Person::from(contact)]);
        self.last_day(|event| match event.fact() {
            Some(Fact::Left { contact }) => is_who_left(contact, address, &persons),
            _ => false,
        })
    }

    fn last_day(&self, is_meant: impl Fn(&HistoryEvent) -> bool) -> Option<Date> {
        self.events().iter().filter(|event| is_meant(event)).map(|event| event.day).max()
    }
}

impl HistoryEvent {
    /// What somebody noted with the log; none of what happened otherwise.
    pub fn fact(&self) -> Option<&Fact> {
        match &self.kind {
            HistoryEventKind::Fact { fact, .. } => Some(fact),
            _ => None,
        }
    }
}
