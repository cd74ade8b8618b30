//! What is to be done with one partner, and how it stands with it.

use jiff::civil::Date;

use super::outset::Outset;
use super::reminder::{Reminder, ReminderKind, Urgency};
use super::{
    check_ins, data_retention, held_meetings, left_contacts, letter_deadlines, next_step, open_mails, terms,
};
use crate::history::WritingBan;
use crate::model::{Phase, Status};
use crate::partnership::Partnership;
use crate::relationship::{Rest, rest, status};

/// How it stands with one partner, and what is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerOutlook {
    /// The partner's id.
    pub partner: String,
    /// Its name, the shortest that its file gives.
    pub name: String,
    /// How far it has come; none of one that lies in the archive.
    pub phase: Option<Phase>,
    /// Who has the next move; none of one that lies in the archive.
    pub status: Option<Status>,
    /// The day of the last contact; none when there was none.
    pub last_contact: Option<Date>,
    /// What is to be done, the most urgent first.
    pub reminders: Vec<Reminder>,
    /// Whether nothing is to be done with it for good: it objected, declined, has ended or lies in the archive.
    pub is_at_rest: bool,
}

/// Whether anything is planned with a partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutlookState {
    /// Nothing: it may be forgotten.
    NothingPlanned,
    /// Something is to be done, today or later.
    Planned,
    /// Something should have been done.
    Overdue,
    /// It rests for good, and is not forgotten.
    AtRest,
}

impl OutlookState {
    /// How it is called in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::NothingPlanned => "nothing-planned",
            Self::Planned => "planned",
            Self::Overdue => "overdue",
            Self::AtRest => "at-rest",
        }
    }
}

impl PartnerOutlook {
    /// Looks at a partner; `ban` is why nobody may write to it, wherever that is noted, if so.
    pub fn of(outset: &Outset<'_>, ban: Option<&WritingBan>) -> Self {
        let partnership = outset.partnership;
        // Who perhaps objected is not written to either.
        let rest = match ban {
            Some(WritingBan::Objected(_) | WritingBan::Unknown(_)) => Some(Rest::Objected),
            Some(WritingBan::Left(_)) | None => rest(partnership, outset.timings),
        };
        let is_at_rest = rest.as_ref().is_some_and(Rest::is_final);
        let mut reminders = Vec::new();
        if !is_at_rest {
            reminders.extend(open_mails::reminders(outset));
            reminders.extend(held_meetings::reminders(outset));
            reminders.extend(letter_deadlines::reminders(outset));
            reminders.extend(terms::reminders(outset));
            reminders.retain(|reminder| reminder.is_of_use(partnership.today));
            // Nobody is there to whom something could be written.
            let left = left_contacts::reminder(outset).filter(|_| rest.is_none());
            let step = left.or_else(|| next_step::reminder(outset, rest.as_ref(), &reminders));
            // Whoever is talked with anyway is not asked how it goes.
            let is_busy = step.is_some() || next_step::is_in_hand(&reminders, partnership.today);
            let check_in = check_ins::reminder(outset, rest.as_ref()).filter(|_| !is_busy);
            reminders.extend(step.or(check_in));
        }
        reminders.extend(data_retention::reminder(outset));
        let status = match ban {
            Some(WritingBan::Objected(_)) => Status::Objected,
            Some(WritingBan::Unknown(_) | WritingBan::Left(_)) | None => status(partnership, outset.timings),
        };
        Self::with(partnership, reminders, is_at_rest, outset.contacts.any).standing(outset.phase, status)
    }

    /// One that lies in the archive: only its data may have to go.
    pub fn of_resting(outset: &Outset<'_>) -> Self {
        let reminders = data_retention::reminder(outset).into_iter().collect();
        Self::with(outset.partnership, reminders, true, outset.contacts.any)
    }

    fn with(
        partnership: &Partnership<'_>,
        mut reminders: Vec<Reminder>,
        is_at_rest: bool,
        last_contact: Option<Date>,
    ) -> Self {
        let today = partnership.today;
        reminders.retain(|reminder| reminder.is_of_use(today));
        reminders.sort_by_key(|reminder| (reminder.urgency(today), reminder.due, reminder.kind));
        let partner = &partnership.partner.model;
        let name = partner.short_name.as_ref().or(partner.name_en.as_ref());
        Self {
            partner: partnership.id.to_owned(),
            name: name.unwrap_or(&partner.legal_name).clone(),
            phase: None,
            status: None,
            last_contact,
            reminders,
            is_at_rest,
        }
    }

    fn standing(self, phase: Phase, status: Status) -> Self {
        Self { phase: Some(phase), status: Some(status), ..self }
    }

    /// Whether anything is planned on a day.
    pub fn state(&self, today: Date) -> OutlookState {
        let is_overdue = |reminder: &Reminder| reminder.urgency(today) == Urgency::Overdue;
        if self.reminders.iter().any(is_overdue) {
            OutlookState::Overdue
        } else if self.is_at_rest {
            OutlookState::AtRest
        } else if self.reminders.iter().all(|reminder| reminder.kind == ReminderKind::Retention) {
            // That data will be deleted some day is no plan.
            OutlookState::NothingPlanned
        } else {
            OutlookState::Planned
        }
    }

    /// For how many days nothing was said; none when nothing ever was.
    pub fn quiet_days(&self, today: Date) -> Option<i32> {
        self.last_contact.map(|day| (today - day).get_days())
    }
}
