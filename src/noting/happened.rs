//! What happened with a partner, day after day, as its log and the logbook of its file tell it.

use std::collections::BTreeSet;

use serde::Serialize;

use super::fact_words::fact_in_words;
use super::mail_words::{event_in_words, is_step};
use super::partner_data::partner_data;
use crate::diagnostic::words::visible;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::history::{LedgerEntry, LedgerEvent, day, read_ledger, retracted_marks};
use crate::model::{Direction, LogEntry};
use crate::workspace::{PartnerFileKind, Workspace};

/// Something that happened with a partner, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HappenedLine {
    /// The partner's id.
    pub partner: String,
    /// The day: 2027-03-04.
    pub day: String,
    /// The time of day, of what the program did itself: 09:30.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// What kind of thing: mail, a fact by its name, objected, logbook.
    pub what: &'static str,
    /// It in words, on one line.
    pub text: String,
    /// Whether it was taken back.
    pub taken_back: bool,
    /// Whether another line tells how it ended.
    #[serde(skip)]
    pub is_step: bool,
    /// What stands there, for whoever has other words for it.
    #[serde(skip)]
    pub source: HappenedSource,
}

/// Where it stands that something happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HappenedSource {
    /// A line of a log.
    Ledger(Box<LedgerEntry>),
    /// An entry of the logbook in the partner's file.
    Logbook(Box<LogEntry>),
}

/// All that happened with a partner, in the order of the days, also before it was put to rest; and what of it cannot be
/// read.
///
/// # Errors
/// When a folder or the log cannot be read at all.
pub fn happened(
    workspace: &Workspace,
    partner: &str,
) -> Result<(Vec<HappenedLine>, Diagnostics), Diagnostic> {
    let mut found = Diagnostics::new();
    let mut lines = of_logbook(workspace, partner, &mut found);
    let files = workspace.resting_files()?.into_iter();
    let at_rest = files.filter(|file| file.partner == partner && file.kind == PartnerFileKind::Log);
    let mut entries = Vec::new();
    for path in at_rest.map(|file| file.path).chain([workspace.ledger(partner)]) {
        let read = read_ledger(&path)?;
        found.extend(read.problems());
        entries.extend(read.entries);
    }
    let retracted = retracted_marks(&entries);
    lines.extend(entries.iter().filter_map(|entry| line(partner, entry, &retracted)));
    lines.sort_by(|one, other| one.day.cmp(&other.day));
    Ok((lines, found))
}

/// What happened last with all partners, at most so many things, the newest last; and what cannot be read.
///
/// # Errors
/// When a folder cannot be read.
pub fn last_happened(
    workspace: &Workspace,
    count: usize,
) -> Result<(Vec<HappenedLine>, Diagnostics), Diagnostic> {
    let files = workspace.all_partner_files()?;
    let partners: BTreeSet<&str> =
        files.iter().map(|file| file.partner.as_str()).filter(|partner| !partner.is_empty()).collect();
    let (mut lines, mut found) = (Vec::new(), Diagnostics::new());
    for partner in partners {
        match happened(workspace, partner) {
            Ok((more, problems)) => {
                lines.extend(more.into_iter().filter(|line| !line.is_step && !line.taken_back));
                found.extend(problems);
            }
            Err(problem) => found.push(problem),
        }
    }
    lines.sort_by(|one, other| {
        (&one.day, &one.time, &one.partner).cmp(&(&other.day, &other.time, &other.partner))
    });
    lines.drain(..lines.len().saturating_sub(count));
    Ok((lines, found))
}

/// A line of a log; none of what only matters after a crash, or says that another one was taken back.
fn line(partner: &str, entry: &LedgerEntry, retracted: &BTreeSet<&str>) -> Option<HappenedLine> {
    let about = entry.document.as_deref().map(|document| (document, &entry.occasion));
    let (day, time, what, text) = match &entry.event {
        LedgerEvent::Noted { on, fact } => (on.to_string(), None, fact.name(), fact_in_words(about, fact)),
        event => {
            let text = event_in_words(entry)?;
            let what = match event {
                LedgerEvent::Objected { .. } => "objected",
                LedgerEvent::TranslationChecked { .. } => "checked-translation",
                LedgerEvent::Other => "other",
                _ => "mail",
            };
            (day(&entry.at).to_owned(), entry.at.get(11..16).map(str::to_owned), what, text)
        }
    };
    let taken_back = entry.mark().is_some_and(|mark| retracted.contains(mark.as_str()));
    Some(HappenedLine {
        partner: partner.to_owned(),
        day,
        time,
        what,
        text: visible(&text),
        taken_back,
        is_step: is_step(&entry.event),
        source: HappenedSource::Ledger(Box::new(entry.clone())),
    })
}

/// What a person wrote into the logbook; of a file that cannot be read that is told.
fn of_logbook(workspace: &Workspace, partner: &str, found: &mut Diagnostics) -> Vec<HappenedLine> {
    let Ok(model) = partner_data(workspace, partner) else {
        if workspace.partner(partner).is_ok() {
            let message =
                format!("what stands in the logbook of `{partner}` is not shown: its file has a mistake");
            let help = format!("`handclasp check {partner}` tells which; what is in the log is shown");
            found.push(Diagnostic::warning(codes::LEDGER, message).help(help));
        }
        return Vec::new();
    };
    let entries = model.logbook.into_iter().flat_map(|logbook| logbook.log);
    let lines = entries.filter_map(|entry| {
        Some(HappenedLine {
            partner: partner.to_owned(),
            day: entry.date.clone()?,
            time: None,
            what: "logbook",
            text: visible(&in_words(&entry)),
            taken_back: false,
            is_step: false,
            source: HappenedSource::Logbook(Box::new(entry)),
        })
    });
    lines.collect()
}

fn in_words(entry: &LogEntry) -> String {
    let direction = entry.direction.map(|direction| match direction {
        Direction::In => "from them",
        Direction::Out => "from you",
    });
    let how: Vec<&str> = entry.channel.as_deref().into_iter().chain(direction).collect();
    let by = entry.by.as_deref().map_or_else(String::new, |by| format!(" ({by})"));
    let summary = entry.summary.as_deref().unwrap_or_default();
    match (how.is_empty(), summary.is_empty()) {
        (true, _) => format!("{summary}{by}"),
        (false, true) => format!("{}{by}", how.join(", ")),
        (false, false) => format!("{}: “{summary}”{by}", how.join(", ")),
    }
}
