//! What an import would do: new files, changes in those that are there, rows with problems.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::digest::Digest;

/// A value of a partner's file that would be another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueChange {
    /// Where.
    pub path: String,
    /// What stands there, when something does.
    pub old: Option<String>,
    /// What the table has.
    pub new: String,
}

/// What is done with a partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartnerAction {
    /// A file with this text.
    New(String),
    /// The file says the same.
    Unchanged,
    /// The file says something else and stays as it is.
    Differs(Vec<ValueChange>),
    /// The file is changed: what stood there, and what will.
    Changed(Vec<ValueChange>, String, String),
}

/// A partner of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedPartner {
    /// The file's name without its ending.
    pub id: String,
    /// What the organisation is called.
    pub name: String,
    /// The rows that speak of it.
    pub rows: Vec<usize>,
    /// What is done.
    pub action: PartnerAction,
}

/// What an import would do.
#[derive(Debug, Clone, Default)]
pub struct ImportPlan {
    /// One after another, in the order of the table.
    pub partners: Vec<PlannedPartner>,
    /// What cannot be imported, and what is worth a remark.
    pub found: Diagnostics,
    /// How many rows are not imported.
    pub left: usize,
    /// By column a cell and what is read from it, where that is not the same.
    pub samples: BTreeMap<usize, (String, String)>,
    /// Texts that count as empty cells, with the number of cells.
    pub unsaid: BTreeMap<String, usize>,
}

impl PlannedPartner {
    /// The rows that speak of it, for messages: row 3; rows 3, 4.
    pub fn shown_rows(&self) -> String {
        let rows: Vec<String> = self.rows.iter().map(ToString::to_string).collect();
        format!("{} {}", if rows.len() == 1 { "row" } else { "rows" }, rows.join(", "))
    }
}

impl ImportPlan {
    /// What tells this plan from another one that would write something else.
    pub fn digest(&self) -> String {
        let mut digest = Digest::new();
        for one in &self.partners {
            let (before, after) = match &one.action {
                PartnerAction::New(text) => ("", text.as_str()),
                PartnerAction::Changed(_, before, after) => (before.as_str(), after.as_str()),
                PartnerAction::Unchanged | PartnerAction::Differs(_) => continue,
            };
            digest.add(&one.id);
            digest.add(before);
            digest.add(after);
        }
        digest.digits(32)
    }

    /// How many partners there are of a kind.
    pub fn count(&self, is_meant: impl Fn(&PartnerAction) -> bool) -> usize {
        self.partners.iter().filter(|planned| is_meant(&planned.action)).count()
    }
}
