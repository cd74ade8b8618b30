//! The email that waits for an answer, and the next reminder of it.

use jiff::civil::Date;

use super::reminder_plan::{ReminderPlan, reminder_days, reminder_in};
use super::why_over::{NothingAwaited, not_sent, why_over};
use crate::history::{HistoryEvent, HistoryEventKind, PartnerHistory};
use crate::model::{Defaults, Occasion, Partner};

/// A first email of ours that nobody has answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AwaitedAnswer {
    /// The document that was sent.
    pub document: String,
    /// The day on which it was.
    pub sent_on: Date,
    /// Its subject; none where it was sent by hand.
    pub subject: Option<String>,
    /// The Message-IDs of it and of the reminders that followed, the latest last; none where it was sent by hand.
    pub thread: Vec<String>,
    /// The days on which it was reminded of, the latest last.
    pub reminders: Vec<Date>,
    /// The next reminder; none when the last one went out.
    pub next: Option<NextReminder>,
    /// The day on which the partner is let rest, once no reminder is left.
    pub park_on: Option<Date>,
}

/// A reminder that has not gone out yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextReminder {
    /// What it is made for.
    pub occasion: Occasion,
    /// The which one it is of this email, from 1.
    pub number: usize,
    /// The working day on which it is due, or later.
    pub due_on: Date,
    /// Whether no other one follows.
    pub is_last: bool,
}

impl AwaitedAnswer {
    /// The answer that is awaited of a partner; `first_contacts` are the documents that are a first contact.
    ///
    /// # Errors
    /// Why none is.
    pub fn of(
        partner: &Partner,
        history: &PartnerHistory,
        first_contacts: &[String],
        defaults: &Defaults,
    ) -> Result<Self, NothingAwaited> {
        if !history.is_whole() {
            return Err(NothingAwaited::Unknown);
        }
        let is_first = |document: &str| first_contacts.iter().any(|name| name == document);
        let events = history.events();
        let first = events.iter().filter(|event| event.sent().is_some_and(is_first));
        let first = first.max_by_key(|event| event.day).ok_or_else(|| not_sent(events, is_first))?;
        if let Some(why) = why_over(partner, history, first, is_first) {
            return Err(why);
        }
        let mut reminders: Vec<&HistoryEvent> =
            events.iter().filter(|event| event.day >= first.day && reminder_in(event).is_some()).collect();
        reminders.sort_by_key(|event| reminder_in(event));
        let subject = match &first.kind {
            HistoryEventKind::Sent(mail) => Some(mail.subject.clone()).filter(|subject| !subject.is_empty()),
            _ => None,
        };
        let thread = std::iter::once(first).chain(reminders.iter().copied()).filter_map(message_id);
        // Of all that it ever got: a number is given once.
        let last_number = events.iter().filter_map(reminder_in).max().unwrap_or_default();
        let days = reminder_days(defaults);
        let plan = ReminderPlan { days, working_days: defaults.working_days(), first: first.day };
        let latest = events.iter().filter(|event| event.day >= first.day && event.is_from_us());
        let latest = latest.map(|event| event.day).max().unwrap_or(first.day);
        let snoozed = history.snoozed_until();
        let next = days.get(reminders.len()).map(|_| NextReminder {
            occasion: Occasion::Reminder(last_number.saturating_add(1)),
            number: reminders.len() + 1,
            due_on: plan.day_of(reminders.len(), latest, snoozed),
            is_last: reminders.len() + 1 == days.len(),
        });
        let park_on = next.is_none().then(|| plan.park_on(latest, snoozed));
        Ok(Self {
            document: first.sent().unwrap_or_default().to_owned(),
            sent_on: first.day,
            subject,
            thread: thread.map(str::to_owned).collect(),
            reminders: reminders.iter().map(|event| event.day).collect(),
            next,
            park_on,
        })
    }

    /// The reminder that is due on a day; none when it is due later, or when the last one went out.
    pub fn due(&self, today: Date) -> Option<&NextReminder> {
        self.next.as_ref().filter(|next| next.due_on <= today)
    }
}

fn message_id(event: &HistoryEvent) -> Option<&str> {
    match &event.kind {
        HistoryEventKind::Sent(mail) => mail.message_id.as_deref(),
        _ => None,
    }
}
