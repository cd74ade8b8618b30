//! Who waits for whom: answers of ours and of theirs, and what follows when none comes.

use jiff::civil::Date;

use super::outset::Outset;
use super::reminder::{Reminder, ReminderKind};
use super::sayings::{ReminderPhrase, Saying};
use crate::model::Phase;
use crate::relationship::Rest;

/// Working days within which we answer.
const REPLY_DAYS: u32 = 2;

/// That the time is over for which a partner rests, or will be.
pub fn rest_over(outset: &Outset<'_>, rest: &Rest) -> Option<Reminder> {
    let until = rest.until()?;
    let due = outset.timings.working_days.on_or_after(until);
    let reminder = outset.reminder(ReminderKind::RestOver, due);
    let id = outset.partnership.id;
    Some(match rest {
        Rest::Snoozed { since, why, .. } => {
            let since_then = match why.as_str() {
                "" => ReminderPhrase::RestsSince.on(*since),
                why => ReminderPhrase::RestsSinceBecause.on(*since).with_text("reason", why),
            };
            let reminder = reminder.saying(ReminderPhrase::TakeUpAgain, since_then);
            reminder.since(*since).command(format!("log {id}"))
        }
        Rest::Unanswered { since, .. } => {
            let why = ReminderPhrase::RestsUnanswered.on(*since);
            let reminder = reminder.saying(ReminderPhrase::WriteToSomebodyElse, why);
            reminder.since(*since).command(format!("archive {id}"))
        }
        Rest::Objected | Rest::Declined | Rest::Ended | Rest::Parked => return None,
    })
}

/// That they wait for an answer.
pub fn reply(outset: &Outset<'_>) -> Option<Reminder> {
    let day = outset.contacts.unanswered_by_us()?;
    let reminder = outset.reminder(ReminderKind::Reply, outset.timings.working_days.after(day, REPLY_DAYS));
    let reminder = reminder.since(day).from(day);
    let id = outset.partnership.id;
    let command = format!("log {id} wrote \"what you answered\"");
    Some(reminder.saying(ReminderPhrase::AnswerThem, ReminderPhrase::TurnedToYou.on(day)).command(command))
}

/// That an answer of theirs is awaited: of the first email with its reminders, later on after some weeks.
pub fn answer(outset: &Outset<'_>) -> Option<Reminder> {
    let id = outset.partnership.id;
    if let Ok(awaited) = outset.partnership.awaited_answer() {
        let Some(next) = awaited.next else {
            let since = awaited.park_on?;
            let until = outset.timings.rest_until(since);
            return rest_over(outset, &Rest::Unanswered { since, until });
        };
        let what = if next.is_last { ReminderPhrase::SendLastReminder } else { ReminderPhrase::SendReminder };
        let why = ReminderPhrase::WroteUnanswered.on(awaited.sent_on);
        let reminder = outset.reminder(ReminderKind::FollowUp, next.due_on).saying(what, why);
        let reminder = reminder.since(awaited.sent_on).of(format!("{} {}", awaited.sent_on, next.number));
        let command = match outset.documents.follow_up() {
            Some(document) => format!("build {document} --partner {id}"),
            None => format!("log {id} wrote \"a reminder\""),
        };
        return Some(reminder.command(command));
    }
    let day = outset.contacts.unanswered_by_them()?;
    // With whom a cooperation runs a letter need not be answered.
    if outset.phase == Phase::MaintenanceGrowth {
        return None;
    }
    let reminder = outset.reminder(ReminderKind::Answer, outset.timings.answer_by(day)).since(day);
    let reminder = reminder.saying(ReminderPhrase::AskForAnswer, ReminderPhrase::TurnedUnanswered.on(day));
    Some(reminder.command(format!("log {id} wrote \"asked for an answer\"")))
}

/// What was agreed in the last meeting to be done next; none once something was said on that day or later.
pub fn agreed_step(outset: &Outset<'_>) -> Option<Reminder> {
    let partnership = outset.partnership;
    let language = &partnership.institution.model.default_language;
    let steps = partnership.partner.model.all_meetings().filter_map(|(_, meeting)| {
        let held: Date = meeting.date.as_deref()?.parse().ok()?;
        let by: Date = meeting.next_step_by.as_deref()?.parse().ok()?;
        Some((held, by, meeting.next_step.as_ref()?.in_language(language)?))
    });
    let (held, by, step) = steps.filter(|(held, ..)| *held <= partnership.today).max()?;
    if outset.contacts.any.is_some_and(|day| day >= by) {
        return None;
    }
    let reminder = outset.reminder(ReminderKind::NextStep, by).since(held);
    let command = format!("log {} wrote \"what you sent\"", partnership.id);
    Some(
        reminder
            .saying(Saying::Theirs(step.to_owned()), ReminderPhrase::AgreedInMeeting.on(held))
            .command(command),
    )
}

/// That after a talk it has to go on.
pub fn next_step(outset: &Outset<'_>) -> Option<Reminder> {
    let day = outset.contacts.from_us.filter(|day| outset.contacts.from_them == Some(*day))?;
    if outset.phase == Phase::MaintenanceGrowth {
        return None;
    }
    let id = outset.partnership.id;
    let what = match outset.phase {
        Phase::Scouting | Phase::FirstContact => ReminderPhrase::AgreeOnMeeting,
        Phase::Proposal => ReminderPhrase::SendOutline,
        Phase::CollaborationSetup | Phase::MaintenanceGrowth => ReminderPhrase::AgreeOnSigning,
    };
    let reminder = outset.reminder(ReminderKind::NextStep, outset.timings.answer_by(day)).since(day);
    let reminder = reminder.saying(what, ReminderPhrase::TalkedWithThem.on(day));
    Some(reminder.command(format!("log {id} wrote \"what you sent\"")))
}
