//! A fact that is to be noted, and the line in the log that it becomes.

use jiff::Timestamp;
use jiff::civil::Date;

use super::fact_words::fact_in_words;
use crate::clock;
use crate::diagnostic::words::visible;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::history::{Fact, Ledger, LedgerEntry, LedgerEvent, ReadMark};
use crate::model::Occasion;
use crate::workspace::Workspace;

/// A fact that can be noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactToNote {
    /// The partner's id.
    pub partner: String,
    /// On which day it happened.
    pub on: Date,
    /// The document that it is about, and what that is made for.
    pub about: Option<(String, Occasion)>,
    /// What happened.
    pub fact: Fact,
    /// What somebody may want to know of it.
    pub remarks: Diagnostics,
}

/// A fact that stands in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotedLine {
    /// It in a sentence.
    pub sentence: String,
    /// What somebody may want to know of it.
    pub remarks: Diagnostics,
}

/// What came into a log while somebody was about to note something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeanwhileNoted {
    /// Its lines.
    pub entries: Vec<LedgerEntry>,
    /// Whether one of them says what was to be noted.
    pub is_there: bool,
}

impl FactToNote {
    /// Appends it to the partner's log, also where a line there cannot be read.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn note(self, workspace: &Workspace) -> Result<NotedLine, Diagnostic> {
        let ledger = Ledger::open_to_note(&workspace.ledger(&self.partner))?;
        self.append(ledger)
    }

    /// The same, unless something has come into the log since somebody has read it: then nothing is noted.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn note_after(
        self,
        workspace: &Workspace,
        read: &ReadMark,
    ) -> Result<Result<NotedLine, MeanwhileNoted>, Diagnostic> {
        let ledger = Ledger::open_to_note(&workspace.ledger(&self.partner))?;
        if read.is_of(ledger.entries()) {
            return self.append(ledger).map(Ok);
        }
        let since = read.since(ledger.entries());
        let is_there = since.iter().any(|entry| self.is_noted_by(entry));
        Ok(Err(MeanwhileNoted { entries: since.to_vec(), is_there }))
    }

    /// Whether a line says it already.
    fn is_noted_by(&self, entry: &LedgerEntry) -> bool {
        let about = self.about.as_ref();
        let event = LedgerEvent::Noted { on: self.on, fact: self.fact.clone() };
        entry.document.as_ref() == about.map(|(document, _)| document)
            && about.is_none_or(|(_, occasion)| entry.occasion == *occasion)
            && entry.event == event
    }

    fn append(self, mut ledger: Ledger) -> Result<NotedLine, Diagnostic> {
        let Self { partner, on, about, fact, mut remarks } = self;
        remarks.extend(clock_behind(&ledger));
        let about = about.as_ref().map(|(document, occasion)| (document.as_str(), occasion));
        let words = fact_in_words(about, &fact);
        ledger.note(about, LedgerEvent::Noted { on, fact })?;
        Ok(NotedLine { sentence: visible(&format!("noted of `{partner}`, for {on}: {words}")), remarks })
    }
}

/// How many seconds the clocks of two computers may be apart.
const APART: i64 = 120;

/// That a line of a log is later than the clock of this computer.
fn clock_behind(ledger: &Ledger) -> Option<Diagnostic> {
    let moments = ledger.entries().iter().filter_map(|entry| entry.at.parse::<Timestamp>().ok());
    let last = moments.max()?;
    let now = clock::now();
    if last.as_second() <= now.timestamp().as_second().saturating_add(APART) {
        return None;
    }
    let shown =
        |moment: Timestamp| moment.to_zoned(now.time_zone().clone()).strftime("%Y-%m-%d %H:%M").to_string();
    let message = format!(
        "the clock of this computer says {}, and the log has a line of {}",
        shown(now.timestamp()),
        shown(last)
    );
    Some(
        Diagnostic::warning(codes::ODD_DAY, message)
            .help("it is noted all the same; look at date and time of this computer, or of the one that wrote that line"),
    )
}
