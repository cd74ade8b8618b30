//! The days on which an office works: Monday to Friday without holidays.

use std::ops::RangeInclusive;

use jiff::civil::{Date, Weekday};

/// Which days are working days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkingDays {
    closed: Vec<RangeInclusive<Date>>,
}

impl WorkingDays {
    /// Monday to Friday, but for the days on which the office is closed.
    pub fn without(closed: impl IntoIterator<Item = RangeInclusive<Date>>) -> Self {
        Self { closed: closed.into_iter().collect() }
    }

    /// Whether a day is one.
    pub fn contains(&self, day: Date) -> bool {
        !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
            && !self.closed.iter().any(|span| span.contains(&day))
    }

    /// The last one before a day. An office that was never open before has the day before it.
    pub fn before(&self, day: Date) -> Date {
        let earlier = std::iter::successors(day.yesterday().ok(), |day| day.yesterday().ok());
        let mut earlier = earlier.take(FARTHEST as usize);
        earlier.find(|day| self.contains(*day)).or_else(|| day.yesterday().ok()).unwrap_or(day)
    }

    /// The day itself when it is one, else the next one. An office that never opens again has the day itself.
    pub fn on_or_after(&self, day: Date) -> Date {
        let mut next = day;
        for _ in 0..FARTHEST {
            if self.contains(next) {
                return next;
            }
            match next.tomorrow() {
                Ok(tomorrow) => next = tomorrow,
                Err(_) => return day,
            }
        }
        day
    }

    /// The day so many working days after another one, which itself is not counted: one after a Friday is the Monday.
    pub fn after(&self, day: Date, count: u32) -> Date {
        let mut last = day;
        for _ in 0..count {
            let Ok(next) = last.tomorrow() else { return last };
            last = self.on_or_after(next);
        }
        last
    }

    /// The which working day after a day another one is, from 1; a day between two of them counts as the next one.
    /// What lies very long back is all the same.
    pub fn between(&self, day: Date, other: Date) -> u32 {
        let mut next = self.after(day, 1);
        let mut count = 1;
        while next < other && count < LONG_AGO {
            next = self.after(next, 1);
            count += 1;
        }
        count
    }
}

/// Nobody counts further than that: what lies longer back is long ago.
const LONG_AGO: u32 = 1000;

/// How many days an office may be closed at a time: two years.
const FARTHEST: u32 = 731;
