//! Why a partner gets no reminder, or not yet.

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, codes};
use crate::model::Occasion;
use crate::partnership::Partnership;

/// That there is nothing to remind a partner of; none where there is.
pub fn no_reminder(partnership: &Partnership<'_>) -> Option<Diagnostic> {
    let id = partnership.id;
    let told = |why: &str| {
        Diagnostic::error(codes::NO_REMINDER, format!("there is nothing to remind `{id}` of: {why}"))
    };
    match partnership.awaited_answer() {
        Err(why) => Some(told(&why.words()).help(format!(
            "`handclasp log {id}` tells what happened; a reminder is made when a first email was not answered"
        ))),
        Ok(awaited) if awaited.next.is_none() => {
            let last = awaited.reminders.last().copied().unwrap_or(awaited.sent_on);
            let rests = awaited.park_on.map(|day| format!("let it rest from {day} on"));
            let problem = told(&format!("the last reminder went out on {last}"));
            Some(problem.help(rests.unwrap_or_else(|| "let it rest".to_owned())))
        }
        Ok(_) => None,
    }
}

/// That a reminder is not due on a day yet; none of anything else.
pub fn too_early(partnership: &Partnership<'_>, occasion: &Occasion, today: Date) -> Option<Diagnostic> {
    let Occasion::Reminder(number) = occasion else { return None };
    let next = partnership.awaited_answer().ok()?.next.filter(|next| next.occasion == *occasion)?;
    let id = partnership.id;
    (next.due_on > today).then(|| {
        let message = format!("reminder {number} to `{id}` is due on {}, and not before", next.due_on);
        Diagnostic::error(codes::NO_REMINDER, message)
            .help("whoever is reminded too soon feels pressed; send it then, or call")
    })
}
