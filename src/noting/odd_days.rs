//! Days on which something can hardly have happened.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::diagnostic::{Diagnostic, codes};

/// The first day of which somebody notes something on purpose.
const FIRST: Date = date(1990, 1, 1);

/// A remark about a day on which something is said to have happened, when it is long ago.
///
/// # Errors
/// A day that is still to come.
pub fn odd_day(partner: &str, on: Date, today: Date) -> Result<Option<Diagnostic>, Diagnostic> {
    if on > today {
        let message = format!("{on} is still to come, and today is {today}: it cannot have happened then");
        return Err(Diagnostic::error(codes::ODD_DAY, message).help(format!(
            "correct the day behind `--on`; what is planned stands in the partner's file, as `logbook.next_action`, and `handclasp log {partner} snoozed {on}` puts off what would be due before"
        )));
    }
    Ok((on < FIRST).then(|| {
        Diagnostic::warning(codes::ODD_DAY, format!("{on} is long ago")).help(format!(
            "it is noted all the same; if the year is mistyped, `handclasp log {partner} undo` takes it back"
        ))
    }))
}

/// A remark about a day until which something is put off, when it is far away.
///
/// # Errors
/// A day that is over when it is put off.
pub fn odd_end(until: Date, on: Date) -> Result<Option<Diagnostic>, Diagnostic> {
    if until <= on {
        let message = format!("nothing can be put off until {until}: that is not later than {on}");
        return Err(Diagnostic::error(codes::ODD_DAY, message)
            .help("write the day on which you want to hear of the partner again"));
    }
    let is_far = on.checked_add(FARTHEST_YEARS.years()).is_ok_and(|far| until > far);
    Ok(is_far.then(|| {
        Diagnostic::warning(codes::ODD_DAY, format!("{until} is years away"))
            .help("it is noted all the same; nothing is due with this partner before")
    }))
}

/// For how many years something is put off on purpose.
const FARTHEST_YEARS: i64 = 3;
