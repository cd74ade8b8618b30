//! Hearing how it goes, as long as an agreement runs.

use jiff::civil::Date;

use super::outset::Outset;
use super::reminder::{Reminder, ReminderKind};
use super::sayings::ReminderPhrase;
use crate::model::{Phase, Review, ReviewFrequency};
use crate::relationship::{AgreementState, Rest};

/// The next check-in; none before the agreement is signed.
pub fn reminder(outset: &Outset<'_>, rest: Option<&Rest>) -> Option<Reminder> {
    if outset.phase != Phase::MaintenanceGrowth || rest.is_some() {
        return None;
    }
    let partnership = outset.partnership;
    let signed = AgreementState::of(partnership).and_then(|agreement| agreement.last_signature());
    let last = signed.max(outset.contacts.talk).or(outset.contacts.any)?;
    let by_months = outset.timings.in_months(last, outset.timings.check_in_months);
    let review = partnership.partner.model.mou.as_ref().and_then(|mou| mou.review.as_ref());
    let review = review.and_then(|review| next_review(review, last));
    let review = review.map(|day| outset.timings.working_days.on_or_after(day));
    let (due, what) = match review {
        Some(day) if day <= by_months => (day, ReminderPhrase::LookAtAims),
        _ => (by_months, ReminderPhrase::AskHowItGoes),
    };
    let why = match outset.contacts.talk == Some(last) {
        true => ReminderPhrase::LastTalked.on(last),
        false => ReminderPhrase::SignedOn.on(last),
    };
    let reminder = outset.reminder(ReminderKind::CheckIn, due).saying(what, why).since(last);
    Some(reminder.command(format!("log {} called \"what they said\"", partnership.id)))
}

/// How many reviews an agreement may have.
const MOST_REVIEWS: u32 = 400;

/// The first day after a day on which the partners look at it together.
fn next_review(review: &Review, last: Date) -> Option<Date> {
    let first: Date = review.first_date.as_deref()?.parse().ok()?;
    let months = match review.frequency {
        Some(ReviewFrequency::Quarterly) => 3,
        Some(ReviewFrequency::HalfYearly) => 6,
        Some(ReviewFrequency::Yearly) => 12,
        None => return Some(first).filter(|day| *day > last),
    };
    let day = |times: u32| first.checked_add(jiff::Span::new().try_months(times * months).ok()?).ok();
    (0..MOST_REVIEWS).map_while(day).find(|day| *day > last)
}
