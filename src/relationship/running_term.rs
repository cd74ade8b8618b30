//! From when to when an agreement runs, and until when it can be ended.

use jiff::ToSpan;
use jiff::civil::Date;

use super::agreement_state::AgreementState;
use super::timings::{Timings, later};
use crate::model::{AgreementStatus, Renewal};
use crate::partnership::Partnership;

/// How many times an agreement may renew itself.
const MOST_RENEWALS: usize = 200;

/// The term of an agreement that runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunningTerm {
    /// The first day, as far as it is known.
    pub first: Option<Date>,
    /// The last day, of one that renews itself that of the period that runs.
    pub last: Date,
    /// Whether it goes on by itself.
    pub is_renewed: bool,
    /// The last day on which it can be kept from going on by itself.
    pub notice_by: Option<Date>,
}

impl RunningTerm {
    /// That of a partner's agreement on a day; none of a draft that nobody has signed, and of one without an end.
    pub fn of(partnership: &Partnership<'_>, timings: &Timings, today: Date) -> Option<Self> {
        let mou = partnership.partner.model.mou.as_ref()?;
        let agreement = AgreementState::of(partnership);
        let signed_on = agreement.as_ref().and_then(AgreementState::last_signature);
        if mou.status != AgreementStatus::Final && signed_on.is_none() {
            return None;
        }
        let term = mou.term.as_ref().filter(|term| !term.open_ended)?;
        let first = term.start.as_deref().and_then(|day| day.parse().ok()).or(signed_on);
        let mut last: Date = term.end.as_deref()?.parse().ok()?;
        let is_renewed = term.renewal == Some(Renewal::Automatic);
        let period = term.renewal_period_months.filter(|months| *months > 0);
        let end = last;
        for times in (1..).take(MOST_RENEWALS) {
            let Some(months) = period.filter(|_| is_renewed && last < today) else { break };
            // Each from the first end, so that a 31st does not become a 28th for ever.
            last = later(end, months.saturating_mul(times));
        }
        let notice = term.notice_months.or(timings.notice_months).filter(|_| is_renewed);
        let notice_by = notice.and_then(|months| last.checked_sub(i64::from(months).months()).ok());
        Some(Self { first, last, is_renewed, notice_by })
    }

    /// Whether it is over on a day.
    pub fn is_over(&self, today: Date) -> bool {
        !self.is_renewed && self.last < today
    }
}
