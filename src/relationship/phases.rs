//! How far it has come: the five phases of the guide.
//!
//! Scouting ends with what we write first, first contact with their answer or a meeting that is arranged, the proposal with
//! an agreement that is ready to be signed, setting up with the last signature.

use jiff::civil::Date;

use super::agreement_state::AgreementState;
use crate::history::{HistoryEvent, HistoryEventKind};
use crate::model::{AgreementStatus, Phase};
use crate::partnership::Partnership;

/// The phase of a partnership: what the file says, else what is derived.
pub fn phase(partnership: &Partnership<'_>) -> Phase {
    let logbook = partnership.partner.model.logbook.as_ref();
    logbook.and_then(|logbook| logbook.phase).unwrap_or_else(|| derived(partnership))
}

/// The phase that what happened shows, and what is arranged and ready.
fn derived(partnership: &Partnership<'_>) -> Phase {
    let partner = &partnership.partner.model;
    let is_final = partner.mou.as_ref().is_some_and(|mou| mou.status == AgreementStatus::Final);
    let is_arranged = partner.all_meetings().any(|(_, meeting)| meeting.date.is_some());
    let by_plan = if is_final {
        Phase::CollaborationSetup
    } else if is_arranged {
        Phase::Proposal
    } else {
        Phase::Scouting
    };
    let events = partnership.history.events().iter();
    by_plan.max(shown(partnership, events).map_or(Phase::Scouting, |(phase, _)| phase))
}

/// The phase that the log alone proves, and the day on which it began; none when the log says nothing of it. What stands in
/// the partner's file was written by whoever wrote the phase there.
pub fn phase_by_log(partnership: &Partnership<'_>) -> Option<(Phase, Date)> {
    let is_of_log = |event: &&HistoryEvent| !matches!(event.kind, HistoryEventKind::Noted { .. });
    shown(partnership, partnership.history.events().iter().filter(is_of_log))
}

/// The phase that events show, and since when.
fn shown<'e>(
    partnership: &Partnership<'_>,
    events: impl Iterator<Item = &'e HistoryEvent> + Clone,
) -> Option<(Phase, Date)> {
    let first = |is_one: fn(&HistoryEvent) -> bool| {
        events.clone().filter(|event| is_one(event)).map(|event| event.day).min()
    };
    let agreement = AgreementState::of(partnership);
    let complete = agreement.as_ref().and_then(AgreementState::complete_since);
    let begun = agreement
        .as_ref()
        .and_then(|agreement| agreement.signed.iter().map(|(_, day)| *day).chain(agreement.sent_on).min());
    let phases = [
        (Phase::MaintenanceGrowth, complete),
        (Phase::CollaborationSetup, begun),
        (Phase::Proposal, first(HistoryEvent::is_from_them)),
        (Phase::FirstContact, first(HistoryEvent::is_from_us)),
    ];
    phases.into_iter().find_map(|(phase, since)| Some((phase, since?)))
}
