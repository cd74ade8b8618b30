//! A first email of ours that nobody has answered: since when, the next reminder and its day, the day to let it rest.
//!
//! In: what happened with a partner, what its file says, what applies at our institution. Out: an [`AwaitedAnswer`], or in
//! a [`NothingAwaited`] why there is none. It says nothing of the day on which it is asked, so that the list of what is
//! to be done and the making of the reminder never differ.
//!
//! **Whoever answered is not reminded.** An answer, a talk, a meeting that is arranged, another email of ours since, a word
//! in the partner's file that it rests: each ends the waiting. What cannot be known ends it too.

use jiff::civil::Date;

use crate::email_address::is_same;
use crate::history::{Fact, HistoryEvent, HistoryEventKind, PartnerHistory};
use crate::model::{Defaults, Direction, Occasion, Partner, PartnerContact, Phase, Status};
use crate::working_days::WorkingDays;

/// After how many working days a reminder is due when institution.yaml says nothing.
const USUAL_REMINDER_DAYS: [u32; 2] = [7, 15];

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

/// Why no answer is awaited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NothingAwaited {
    /// The log of the partner cannot be read to its end.
    Unknown,
    /// No first email went out.
    NotSent,
    /// Nobody knows what became of the first email, or it waits in Drafts.
    Open {
        /// Since when.
        since: Date,
    },
    /// The partner answered, or we talked, or met.
    Answered {
        /// When.
        on: Date,
    },
    /// We turned to the partner with something else since.
    WroteSince {
        /// When.
        on: Date,
    },
    /// A meeting is arranged.
    Meeting {
        /// When it takes place.
        on: Date,
    },
    /// The person or the organisation does not want to be written to.
    Objected,
    /// The partner's file says that the cooperation rests, goes on or has ended.
    Rests,
    /// The person whom we wrote to is no longer there.
    Left,
    /// The first contact of the partner's file is not who was written to.
    SomebodyElse {
        /// Where the email went.
        to: String,
    },
}

impl NothingAwaited {
    /// Why, as the end of a sentence.
    pub fn words(&self) -> String {
        match self {
            Self::Unknown => "its log cannot be read to the end".to_owned(),
            Self::NotSent => "no first email went out yet".to_owned(),
            Self::Open { since } => format!("it is open what became of the first email of {since}"),
            Self::Answered { on } => format!("there was an answer or a talk on {on}"),
            Self::WroteSince { on } => format!("you turned to the partner with something else on {on}"),
            Self::Meeting { on } => format!("a meeting on {on} is arranged"),
            Self::Objected => "nobody is written to who objected".to_owned(),
            Self::Rests => "the partner’s file says that it rests, is your turn, or has gone on".to_owned(),
            Self::Left => "the person whom you wrote to is no longer there".to_owned(),
            Self::SomebodyElse { to } => {
                format!("the first email went to `{to}`, who is not the first contact of the file")
            }
        }
    }
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
        if let Some(why) = why_over(partner, events, first, is_first) {
            return Err(why);
        }
        let mut reminders: Vec<&HistoryEvent> =
            events.iter().filter(|event| event.day >= first.day && reminder(event).is_some()).collect();
        reminders.sort_by_key(|event| reminder(event));
        let subject = match &first.kind {
            HistoryEventKind::Sent(mail) => Some(mail.subject.clone()).filter(|subject| !subject.is_empty()),
            _ => None,
        };
        let thread = std::iter::once(first).chain(reminders.iter().copied()).filter_map(message_id);
        // Of all that it ever got: a number is given once.
        let last_number = events.iter().filter_map(reminder).max().unwrap_or_default();
        let days = match defaults.reminder_days.as_slice() {
            [] => &USUAL_REMINDER_DAYS[..],
            days => days,
        };
        let plan = ReminderPlan { days, working_days: defaults.working_days(), first: first.day };
        let latest = events.iter().filter(|event| event.day >= first.day && event.is_from_us());
        let latest = latest.map(|event| event.day).max().unwrap_or(first.day);
        let snoozed = events.iter().filter_map(snoozed_until).max();
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

/// When reminders of an email are due.
struct ReminderPlan<'d> {
    /// After how many working days each.
    days: &'d [u32],
    working_days: WorkingDays,
    /// The day on which the email went out.
    first: Date,
}

impl ReminderPlan<'_> {
    /// The day of a reminder, from 0: so many working days after the email, and as long after what we last wrote as
    /// it was meant to be.
    fn day_of(&self, at: usize, latest: Date, snoozed: Option<Date>) -> Date {
        let days = self.days.get(at).copied().unwrap_or_default();
        let before = at.checked_sub(1).and_then(|before| self.days.get(before)).copied().unwrap_or_default();
        let by_first = self.working_days.after(self.first, days);
        let by_latest = self.working_days.after(latest, days.saturating_sub(before).max(1));
        self.no_earlier(by_first.max(by_latest), snoozed)
    }

    /// The day on which nobody waits any more: as long after the last reminder as the first one was after the email.
    fn park_on(&self, latest: Date, snoozed: Option<Date>) -> Date {
        let days = self.days.first().copied().unwrap_or_default();
        self.no_earlier(self.working_days.after(latest, days.max(1)), snoozed)
    }

    fn no_earlier(&self, day: Date, snoozed: Option<Date>) -> Date {
        snoozed.map_or(day, |until| day.max(self.working_days.on_or_after(until)))
    }
}

/// Why there is no first email that went out.
fn not_sent(events: &[HistoryEvent], is_first: impl Fn(&str) -> bool) -> NothingAwaited {
    let open = events.iter().filter(|event| match &event.kind {
        HistoryEventKind::InDoubt(mail) | HistoryEventKind::Drafted(mail) => is_first(&mail.document),
        _ => false,
    });
    open.map(|event| event.day).max().map_or(NothingAwaited::NotSent, |since| NothingAwaited::Open { since })
}

/// What has ended the waiting for an answer to an email, if anything has.
fn why_over(
    partner: &Partner,
    events: &[HistoryEvent],
    first: &HistoryEvent,
    is_first: impl Fn(&str) -> bool,
) -> Option<NothingAwaited> {
    let contact = partner.contacts.first();
    let logbook = partner.logbook.as_ref();
    let status = logbook.and_then(|logbook| logbook.status);
    let objected = |event: &HistoryEvent| event.kind == HistoryEventKind::Objected;
    if status == Some(Status::Objected)
        || contact.is_some_and(PartnerContact::has_objected)
        || events.iter().any(objected)
    {
        return Some(NothingAwaited::Objected);
    }
    let answered = events.iter().filter(|event| ends_waiting(event, first.day));
    if let Some(on) = answered.map(|event| event.day).min() {
        return Some(NothingAwaited::Answered { on });
    }
    let is_other = |event: &&HistoryEvent| {
        event.day >= first.day
            && reminder(event).is_none()
            && event.sent().is_some_and(|document| !is_first(document))
    };
    if let Some(on) = events.iter().filter(is_other).map(|event| event.day).max() {
        return Some(NothingAwaited::WroteSince { on });
    }
    let days =
        partner.all_meetings().filter_map(|(_, meeting)| meeting.date.as_deref()?.parse::<Date>().ok());
    if let Some(on) = days.filter(|day| *day >= first.day).max() {
        return Some(NothingAwaited::Meeting { on });
    }
    let rests =
        matches!(status, Some(Status::WaitingForUs | Status::Parked | Status::Declined | Status::Ended));
    let phase = logbook.and_then(|logbook| logbook.phase);
    if rests || matches!(phase, Some(Phase::CollaborationSetup | Phase::MaintenanceGrowth)) {
        return Some(NothingAwaited::Rests);
    }
    let has_left = |event: &HistoryEvent| match &event.kind {
        HistoryEventKind::Fact { fact: Fact::Left { contact: who }, .. } => {
            contact.is_some_and(|contact| is_called(contact, who))
        }
        _ => false,
    };
    if events.iter().any(has_left) {
        return Some(NothingAwaited::Left);
    }
    let HistoryEventKind::Sent(mail) = &first.kind else { return None };
    let address = contact.and_then(|contact| contact.email.as_deref())?;
    let is_other = !mail.to.is_empty() && !mail.to.iter().any(|to| is_same(to, address));
    is_other.then(|| NothingAwaited::SomebodyElse { to: mail.to.join(", ") })
}

/// Whether the partner turned to us after an email of a day, or we talked. A talk on that same day was mostly before the
/// email: “send me something in writing”.
fn ends_waiting(event: &HistoryEvent, first: Date) -> bool {
    let is_talk = match &event.kind {
        HistoryEventKind::Fact { fact, .. } => matches!(fact, Fact::Called { .. } | Fact::Met { .. }),
        HistoryEventKind::Noted { channel, direction, .. } => {
            let by_voice = channel.as_deref().is_some_and(|channel| ["phone", "meeting"].contains(&channel));
            by_voice && *direction != Some(Direction::Out)
        }
        _ => false,
    };
    if is_talk { event.day > first } else { event.is_from_them() && event.day >= first }
}

/// The number of the reminder that went out.
fn reminder(event: &HistoryEvent) -> Option<u32> {
    let occasion = match &event.kind {
        HistoryEventKind::Sent(mail) => &mail.occasion,
        HistoryEventKind::Fact { about: Some((_, occasion)), fact: Fact::Sent { .. } } => occasion,
        _ => return None,
    };
    match occasion {
        Occasion::Reminder(number) => Some(*number),
        _ => None,
    }
}

fn message_id(event: &HistoryEvent) -> Option<&str> {
    match &event.kind {
        HistoryEventKind::Sent(mail) => mail.message_id.as_deref(),
        _ => None,
    }
}

fn snoozed_until(event: &HistoryEvent) -> Option<Date> {
    match &event.kind {
        HistoryEventKind::Fact { fact: Fact::Snoozed { until, .. }, .. } => Some(*until),
        _ => None,
    }
}

/// Whether a contact is meant by an address, an id or a name.
fn is_called(contact: &PartnerContact, who: &str) -> bool {
    let names: Vec<&str> =
        [&contact.given_name, &contact.family_name].into_iter().flatten().map(String::as_str).collect();
    contact.email.as_deref().is_some_and(|email| is_same(email, who))
        || contact.id.as_deref() == Some(who)
        || names.join(" ") == who
}
