//! `handclasp today`: what is to be done with whom, by when and why.

use std::path::PathBuf;

use clap::Args;
use comfy_table::Table;
use handclasp::diagnostic::Exit;
use handclasp::diagnostic::words::{count, visible};
use handclasp::reminders::{
    ListRequest, OutlookState, PartnerOutlook, Reminder, TodaysList, Urgency, todays_list, write_calendar,
};
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value as Json, json};

use super::columns::in_columns;
use super::common::{Common, project, shown_path, workers};
use super::day::day;
use super::error::CommandError;
use super::selecting::PartnerFlags;
use super::terminal::Terminal;

#[derive(Args)]
pub struct Arguments {
    /// Partners, by the names of their files [default: all]
    partners: Vec<String>,
    #[command(flatten)]
    which: PartnerFlags,
    /// As it stands on this day [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    on: Option<String>,
    /// Also what is due in the next seven days
    #[arg(long)]
    week: bool,
    /// Only partners that one of your contacts looks after, by the contact's `id`
    #[arg(long, value_name = "ID")]
    owner: Option<String>,
    /// Write all of it into a calendar file too, each thing on its day
    #[arg(long, value_name = "FILE")]
    ics: Option<PathBuf>,
}

/// How many partners without a plan are named.
const NAMED: usize = 10;

pub fn run(arguments: &Arguments, common: &Common, terminal: &Terminal) -> Result<Exit, CommandError> {
    let selection = arguments.which.selection(&arguments.partners)?;
    let request = ListRequest {
        on: day(arguments.on.as_deref())?,
        owner: arguments.owner.clone(),
        partners: selection.partners,
        wheres: selection.wheres,
    };
    let project = project(&common.workspace()?)?;
    let list = todays_list(&project, &request, workers())?;
    if let Some(file) = &arguments.ics {
        write_calendar(&list, file)?;
        terminal.say(&format!("written: {}", shown_path(file)))?;
    }
    terminal.data(&if terminal.is_json() { in_json(&list) } else { in_words(&list, arguments.week) })?;
    terminal.report(&list.found)?;
    Ok(list.found.exit())
}

/// What is due, group by group, and at the end what nobody thinks of.
fn in_words(list: &TodaysList, week: bool) -> String {
    let today = list.today;
    let end = if week { today.checked_add(7.days()).unwrap_or(today) } else { today };
    let told = |urgency: Urgency| {
        list.reminders().filter(move |one| one.urgency(today) == urgency && one.told_from <= end)
    };
    let groups = [
        ("OVERDUE", told(Urgency::Overdue).collect::<Vec<_>>()),
        ("TODAY", told(Urgency::Today).collect()),
        ("THIS WEEK", told(Urgency::Planned).collect()),
    ];
    let is_free = groups.iter().all(|(_, group)| group.is_empty());
    let mut blocks: Vec<String> = Vec::new();
    if is_free {
        blocks.push(nothing_due(list, week));
    }
    let due = groups.into_iter().filter(|(_, group)| !group.is_empty());
    blocks.extend(due.map(|(head, group)| format!("{head}\n{}", group_in_columns(&group, today))));
    blocks.extend(unplanned(list));
    blocks.join("\n\n")
}

/// That nothing is due, and what comes next.
fn nothing_due(list: &TodaysList, week: bool) -> String {
    let known = if list.found.has_errors() { ", as far as the files can be read" } else { "" };
    let when = if week { format!("from {} on for a week", list.today) } else { format!("on {}", list.today) };
    match list.reminders().next() {
        Some(next) => visible(&format!(
            "nothing is due {when}{known}; next, on {}: {}: {}",
            next.told_from, next.partner, next.what
        )),
        None => format!("nothing is due {when}, and nothing is planned{known}"),
    }
}

/// Things to be done, each with its command on a line below.
fn group_in_columns(group: &[&Reminder], today: Date) -> String {
    let mut table = Table::new();
    for one in group {
        let late = (today - one.due).get_days();
        let late = if late > 0 { format!(" ({} late)", count_days(late)) } else { String::new() };
        let what = format!("{}: {}{late}", one.what, one.why);
        table.add_row([one.due.to_string(), one.partner.clone(), visible(&what)]);
        table.add_row([String::new(), String::new(), visible(&one.command)]);
    }
    in_columns(table)
}

/// The partners that nothing is planned with, and for how long they have been quiet.
fn unplanned(list: &TodaysList) -> Option<String> {
    let is_unplanned = |one: &&PartnerOutlook| one.state(list.today) == OutlookState::NothingPlanned;
    let partners: Vec<&PartnerOutlook> = list.partners.iter().filter(is_unplanned).collect();
    let first = partners.first().map(|_| "NOTHING PLANNED".to_owned())?;
    let mut table = Table::new();
    for one in partners.iter().take(NAMED) {
        let quiet = match (one.quiet_days(list.today), one.last_contact) {
            (Some(days), Some(day)) => format!("quiet for {}, since {day}", count_days(days)),
            _ => "nobody was ever in contact".to_owned(),
        };
        table.add_row([one.partner.clone(), quiet]);
    }
    let more = partners.len().saturating_sub(NAMED);
    let more = if more > 0 { format!("\n and {more} more") } else { String::new() };
    Some(format!("{first}\n{}{more}", in_columns(table)))
}

fn count_days(days: i32) -> String {
    count(usize::try_from(days).unwrap_or_default(), "day")
}

/// All of it, one object a line: what is to be done, then the partners.
fn in_json(list: &TodaysList) -> String {
    let reminder = |one: &Reminder| {
        json!({
            "type": "reminder",
            "partner": one.partner,
            "kind": one.kind.name(),
            "state": one.urgency(list.today).name(),
            "what": one.what.to_string(),
            "why": one.why.to_string(),
            "since": one.since.map(|day| day.to_string()),
            "told_from": one.told_from.to_string(),
            "due": one.due.to_string(),
            "command": one.command,
        })
    };
    let partner = |one: &PartnerOutlook| {
        json!({
            "type": "partner",
            "partner": one.partner,
            "name": one.name,
            "phase": one.phase,
            "status": one.status,
            "last_contact": one.last_contact.map(|day| day.to_string()),
            "quiet_days": one.quiet_days(list.today),
            "state": one.state(list.today).name(),
        })
    };
    let lines = list.reminders().map(reminder).chain(list.partners.iter().map(partner));
    lines.map(|line: Json| line.to_string()).collect::<Vec<_>>().join("\n")
}
