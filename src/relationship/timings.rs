//! How long one waits for what: `defaults` of institution.yaml, and what is usual where it says nothing.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::model::{Defaults, Institution};
use crate::working_days::WorkingDays;

/// Weeks for an answer after the first contact is made: a signature is asked for every fourteen days.
const ANSWER_WEEKS: u32 = 2;
/// Months between two check-ins: once in a quarter.
const CHECK_IN_MONTHS: u32 = 3;
/// Months for which nobody writes to a partner who has not answered.
const PARK_MONTHS: u32 = 6;

/// How long one waits for what, and on which days the office works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timings {
    /// Weeks within which an answer is awaited.
    pub answer_weeks: u32,
    /// Months between two check-ins.
    pub check_in_months: u32,
    /// Months for which a partner rests that has not answered.
    pub park_months: u32,
    /// Months of notice of an agreement that names none.
    pub notice_months: Option<u32>,
    /// The days on which the office works.
    pub working_days: WorkingDays,
}

impl Timings {
    /// Those of an institution.
    pub fn of(institution: &Institution) -> Self {
        let usual = Defaults::default();
        let defaults = institution.defaults.as_ref().unwrap_or(&usual);
        Self {
            answer_weeks: defaults.answer_weeks.unwrap_or(ANSWER_WEEKS),
            check_in_months: defaults.check_in_months.unwrap_or(CHECK_IN_MONTHS),
            park_months: defaults.park_months.unwrap_or(PARK_MONTHS),
            notice_months: defaults.notice_months,
            working_days: defaults.working_days(),
        }
    }

    /// The working day so many days after another day, or the next one.
    pub fn in_days(&self, day: Date, days: i64) -> Date {
        self.working_days.on_or_after(day.checked_add(days.days()).unwrap_or(day))
    }

    /// The working day by which an answer to what was said on a day is awaited.
    pub fn answer_by(&self, day: Date) -> Date {
        self.in_days(day, i64::from(self.answer_weeks) * 7)
    }

    /// Until when a partner rests that did not answer.
    pub fn rest_until(&self, since: Date) -> Date {
        later(since, self.park_months)
    }

    /// The working day so many months after a day, or the next one; the last of the month where the month has no such day.
    pub fn in_months(&self, day: Date, months: u32) -> Date {
        self.working_days.on_or_after(later(day, months))
    }
}

/// So many months later; the last day of the month where it has no such day.
pub(super) fn later(day: Date, months: u32) -> Date {
    day.checked_add(i64::from(months).months()).unwrap_or(Date::MAX)
}
