//! Letters that one side signs: the deadline of the call that they are for, and the day on which they run out.

use jiff::civil::Date;

use super::outset::Outset;
use super::reminder::{Reminder, ReminderKind, days_before};
use super::sayings::ReminderPhrase;
use crate::history::{Fact, HistoryEventKind};
use crate::model::Phase;
use crate::relationship::AgreementState;

/// Days before the deadline of a call at which the letter is there.
const CALL_DAYS: i64 = 21;
/// Days before its end at which a letter is thought of.
const END_DAYS: i64 = 30;

/// What is to be done because of a partner's letter.
pub fn reminders(outset: &Outset<'_>) -> Vec<Reminder> {
    let Some(loi) = &outset.partnership.partner.model.loi else { return Vec::new() };
    let Some(document) = outset.documents.letter() else { return Vec::new() };
    let day = |text: &Option<String>| text.as_deref().and_then(|text| text.parse::<Date>().ok());
    let command = format!("build {document} --partner {}", outset.partnership.id);
    let mut told = Vec::new();
    if let Some(deadline) = day(&loi.call_deadline).filter(|_| !is_there(outset)) {
        let wished = days_before(deadline, CALL_DAYS);
        let due = if outset.timings.working_days.contains(wished) {
            wished
        } else {
            outset.timings.working_days.before(wished)
        };
        let reminder = outset.reminder(ReminderKind::CallDeadline, due).until(deadline);
        let why = ReminderPhrase::CallCloses.on(deadline);
        let reminder = reminder.saying(ReminderPhrase::HaveLetterSigned, why).of(deadline.to_string());
        told.push(reminder.command(&command));
    }
    if let Some(end) = day(&loi.valid_until).filter(|end| is_of_use(outset, *end)) {
        let due = outset.timings.working_days.on_or_after(days_before(end, END_DAYS));
        let reminder = outset.reminder(ReminderKind::LetterEnds, due).until(end).of(end.to_string());
        let why = ReminderPhrase::LetterValidUntil.on(end);
        told.push(reminder.saying(ReminderPhrase::WriteNewLetter, why).command(&command));
    }
    told
}

/// Whether the letter was signed or sent.
fn is_there(outset: &Outset<'_>) -> bool {
    outset.partnership.history.events().iter().any(|event| match &event.kind {
        HistoryEventKind::Fact { about: Some((document, _)), fact: Fact::Signed { .. } } => {
            outset.documents.is_letter(document)
        }
        _ => event.sent().is_some_and(|document| outset.documents.is_letter(document)),
    })
}

/// Whether it is worth to know that the letter runs out: there was an answer, nothing stronger was signed, and nobody has
/// talked about it yet.
fn is_of_use(outset: &Outset<'_>, end: Date) -> bool {
    let is_signed =
        AgreementState::of(outset.partnership).is_some_and(|agreement| agreement.complete_since().is_some());
    let is_talked = outset.contacts.any.is_some_and(|day| day >= days_before(end, END_DAYS));
    let has_begun = matches!(outset.phase, Phase::Proposal | Phase::CollaborationSetup);
    has_begun && !is_signed && !is_talked
}
