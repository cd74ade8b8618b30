//! What is to be done today, above the list of partners.

use maud::{Markup, html};

use super::super::shared::pieces::said;
use super::super::shared::problem_list::problem_list;
use super::super::shared::snapshot::Snapshot;
use super::super::shared::spoken::Spoken;
use super::reminder_ways::{way_to_note, way_to_put_off};
use crate::diagnostic::words::visible;
use crate::locale::fill;
use crate::reminders::{Reminder, TodaysList, Urgency};

/// How many things are told before one asks for the rest.
const TOLD: usize = 6;

/// What is to be done today, the overdue first; and what comes next, when that is nothing.
pub fn today_section(spoken: &Spoken, snapshot: &Snapshot, jobs: usize) -> Markup {
    let words = &spoken.words.today;
    let list = match snapshot.today(jobs) {
        Ok(list) => list,
        Err(found) => return problem_list(spoken, found),
    };
    let due: Vec<&Reminder> =
        list.reminders().filter(|one| one.urgency(list.today) != Urgency::Planned).collect();
    let (told, rest) = due.split_at(due.len().min(TOLD));
    html! {
        @if !list.partners.is_empty() {
            section.today aria-labelledby="today" {
                h2 id="today" { (words.title) " " span.faint { (spoken.day(list.today)) } }
                @if due.is_empty() {
                    p { (words.nothing) }
                    @if let Some(next) = list.reminders().next() {
                        p.faint { (fill(&words.next, &[("day", &spoken.day(next.told_from))])) }
                        ul.reminders { (reminder(spoken, snapshot, list, next)) }
                    }
                } @else {
                    ul.reminders { @for one in told { (reminder(spoken, snapshot, list, one)) } }
                    @if !rest.is_empty() {
                        details {
                            summary { (spoken.counted(&words.more, rest.len())) }
                            ul.reminders { @for one in rest { (reminder(spoken, snapshot, list, one)) } }
                        }
                    }
                }
            }
        }
    }
}

/// One thing that is to be done.
fn reminder(spoken: &Spoken, snapshot: &Snapshot, list: &TodaysList, one: &Reminder) -> Markup {
    let words = &spoken.words.today;
    let partner = list.partners.iter().find(|partner| partner.partner == one.partner);
    let name = partner.map_or(one.partner.as_str(), |partner| &partner.name);
    let late = usize::try_from((list.today - one.due).get_days()).unwrap_or_default();
    html! {
        li {
            // One that rests in the archive has no page.
            @if snapshot.project.ids.contains(&one.partner) {
                a.whom href={ "/partners/" (one.partner) } { (visible(name)) }
            } @else {
                span.whom { (visible(name)) }
            }
            span.what { (visible(&said(spoken, &one.what))) }
            span.why { (visible(&said(spoken, &one.why))) }
            span.when {
                @if late > 0 {
                    span.late { (spoken.counted(&words.late, late)) }
                } @else {
                    time datetime=(one.due) { (fill(&words.by, &[("day", &spoken.day(one.due))])) }
                }
            }
            @if snapshot.project.ids.contains(&one.partner) {
                span.ways {
                    @let about = format!(": {name}, {}", said(spoken, &one.what));
                    @if let Some(way) = way_to_note(one) {
                        a href=(way) { (spoken.words.note.save) span.hidden { (visible(&about)) } }
                    }
                    a href=(way_to_put_off(one)) { (spoken.words.note.later) span.hidden { (visible(&about)) } }
                }
            }
        }
    }
}
