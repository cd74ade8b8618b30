//! What the partner's file says of phase and status is what the log says.

use super::rule::{Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::history::{Fact, HistoryEvent, HistoryEventKind};
use crate::model::{Phase, Status};
use crate::partnership::Partnership;
use crate::relationship::phase_by_log;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("logbook-differs"),
    reason: "What the file says comes before what follows from the log; when it is out of date, `handclasp today` reminds of the wrong things.",
    example: "# with a line in the log that says that they answered\nlogbook: {phase: scouting}",
    scope: Scope::Everything,
    look: Look::Data(check),
};

fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let Some(logbook) = &partnership.partner.model.logbook else { return };
    let log = format!("partners/{}.log", partnership.id);
    let by_log = phase_by_log(partnership);
    let of_phase = logbook.phase.and_then(|said| {
        let (shown, since) = by_log.filter(|(shown, _)| said < *shown)?;
        let message = format!(
            "the file says `{}`, and by `{log}` it is `{}` since {since}",
            phase_word(said),
            phase_word(shown)
        );
        let help = format!(
            "write `phase: {}`, or leave the line out: then it follows from what happened",
            phase_word(shown)
        );
        Some(("phase", message, help))
    });
    // A file that is further than the log knows more than the log.
    let is_ahead = logbook.phase > by_log.map(|(shown, _)| shown);
    let of_status = || {
        let said = logbook.status?;
        let (word, what, day) = contradiction(said, partnership)?;
        let message = format!("the file says `{word}`, and by `{log}` {what} on {day}");
        let help =
            "write how it stands now, or leave the line out: then it follows from what happened".to_owned();
        Some(("status", message, help))
    };
    if let Some((key, message, help)) = of_phase.or_else(|| of_status().filter(|_| !is_ahead)) {
        let place = partnership.partner.place(&["logbook", key]);
        found.push(
            Diagnostic::warning(RULE.code, message).at(&partnership.partner.file, &place, "").help(help),
        );
    }
}

/// What the log says against a status: its word, what happened, and when.
fn contradiction(
    said: Status,
    partnership: &Partnership<'_>,
) -> Option<(&'static str, &'static str, jiff::civil::Date)> {
    let events = partnership.history.events().iter();
    let is_of_log = |event: &&HistoryEvent| !matches!(event.kind, HistoryEventKind::Noted { .. });
    let last = events.filter(is_of_log).rfind(|event| event.is_from_us() || event.is_from_them())?;
    let is_no = matches!(last.fact(), Some(Fact::Declined { .. }));
    let is_answer = matches!(last.fact(), Some(Fact::Answered { .. }));
    match said {
        Status::Active if is_no => Some(("active", "they declined", last.day)),
        Status::WaitingForThem if is_no => Some(("waiting_for_them", "they declined", last.day)),
        Status::WaitingForUs if is_no => Some(("waiting_for_us", "they declined", last.day)),
        Status::WaitingForThem if is_answer => Some(("waiting_for_them", "they answered", last.day)),
        _ => None,
    }
}

fn phase_word(phase: Phase) -> &'static str {
    match phase {
        Phase::Scouting => "scouting",
        Phase::FirstContact => "first_contact",
        Phase::Proposal => "proposal",
        Phase::CollaborationSetup => "collaboration_setup",
        Phase::MaintenanceGrowth => "maintenance_growth",
    }
}
