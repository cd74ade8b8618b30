//! What a run did.

use std::time::Duration;

use crate::diagnostic::Diagnostics;
use crate::due::Edition;
use crate::format::Format;

/// What became of one document of one partner.
#[derive(Debug, Clone)]
pub struct ReportLine {
    /// The partner.
    pub partner: String,
    /// The document, what it is made for, and its language.
    pub edition: Edition,
    /// The formats that were written.
    pub formats: Vec<Format>,
    /// How long it took.
    pub time: Duration,
}

/// What a run did.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The documents that were made.
    pub lines: Vec<ReportLine>,
    /// How many documents were up to date.
    pub current: usize,
    /// The documents whose texts a person has edited, each with its partner: they stay as they are.
    pub edited: Vec<(String, Edition)>,
    /// How many partners were not begun, because somebody stopped it.
    pub untouched: usize,
    /// Problems of all kinds.
    pub found: Diagnostics,
}
