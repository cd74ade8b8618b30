//! That a partner gets no reminder, or not yet, in plain words.

use jiff::civil::Date;

use super::awaited::AwaitedAnswer;
use super::why_over::NothingAwaited;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::Occasion;

/// That there is nothing to remind a partner of; none where there is.
pub fn no_reminder(id: &str, awaited: &Result<AwaitedAnswer, NothingAwaited>) -> Option<Diagnostic> {
    let told = |why: &str| {
        Diagnostic::error(codes::NO_REMINDER, format!("there is nothing to remind `{id}` of: {why}"))
    };
    match awaited {
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
pub fn too_early(
    id: &str,
    awaited: &Result<AwaitedAnswer, NothingAwaited>,
    occasion: &Occasion,
    today: Date,
) -> Option<Diagnostic> {
    let Occasion::Reminder(number) = occasion else { return None };
    let next = awaited.as_ref().ok()?.next.as_ref().filter(|next| next.occasion == *occasion)?;
    (next.due_on > today).then(|| {
        let message = format!("reminder {number} to `{id}` is due on {}, and not before", next.due_on);
        Diagnostic::error(codes::NO_REMINDER, message)
            .help("whoever is reminded too soon feels pressed; send it then, or call")
    })
}
