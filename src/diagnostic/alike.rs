//! Problems that are alike, told as one to people; machines get each.
//!
//! **Why.** A list of five hundred partners has the same warning five hundred times, and nobody reads the one that is
//! another. So what says the same of several places is told once, with the first of them and how many there are.
//!
//! A warning is alike when only names, numbers and values differ and the very same helps. An error stops something and has to be mended: it is
//! alike only when it says the very same, and the very same is to be done.

use std::collections::{BTreeSet, HashMap};

use super::code::Code;
use super::problem::{Diagnostic, Severity};
use super::problems::Diagnostics;
use super::words::count;

/// A problem and those that are like it, in the order found.
#[derive(Debug, Clone)]
pub struct Alike<'d> {
    /// The first of them.
    pub first: &'d Diagnostic,
    /// The others; none when the first stands for itself.
    pub others: Vec<&'d Diagnostic>,
}

/// How many alike are told one by one; it takes more for a group.
const FEW: usize = 4;
/// How many places of a group are told.
const SHOWN: usize = 3;
/// How many lines of one file are named.
const LINES: usize = 12;

/// All problems, those that are alike together, each group where its first one stood.
pub fn groups(found: &Diagnostics) -> Vec<Alike<'_>> {
    let mut sizes: HashMap<GroupKey, usize> = HashMap::new();
    let kinds: Vec<GroupKey> = found.iter().map(GroupKey::of).collect();
    for kind in &kinds {
        *sizes.entry(kind.clone()).or_default() += 1;
    }
    let mut groups: Vec<Alike<'_>> = Vec::new();
    let mut begun: HashMap<GroupKey, usize> = HashMap::new();
    for (one, kind) in found.iter().zip(kinds) {
        let is_many = sizes.get(&kind).is_some_and(|size| *size > FEW);
        match begun.get(&kind).filter(|_| is_many) {
            Some(at) => groups[*at].others.push(one),
            None => {
                begun.insert(kind, groups.len());
                groups.push(Alike::of(one));
            }
        }
    }
    groups
}

impl<'d> Alike<'d> {
    /// A problem by itself.
    pub fn of(first: &'d Diagnostic) -> Self {
        Self { first, others: Vec::new() }
    }

    /// Where the others are, in words; none when there are none.
    pub fn note(&self) -> Option<String> {
        let (last, _) = self.others.split_last()?;
        let same = if last.message == self.first.message { "the same" } else { "alike" };
        let files: BTreeSet<&str> =
            self.others.iter().chain([&self.first]).filter_map(|one| file_of(one)).collect();
        // Who has one file open goes from line to line.
        let is_one = files.len() == 1;
        let shown = self.others.len().min(if is_one { LINES } else { SHOWN - 1 });
        let places: Vec<String> = self.others[..shown]
            .iter()
            .map(|one| match &one.label {
                Some(label) if is_one => label.file.position(label.span.start).line.to_string(),
                _ => place(one),
            })
            .collect();
        let more = match (self.others.len() - shown, files.len()) {
            (0, _) => String::new(),
            (more, 0 | 1) => format!(" and {more} more"),
            (more, files) => format!(" and {} ({files} files in all)", count(more, "more place")),
        };
        let lead = match (is_one, files.is_empty()) {
            (true, _) => format!("{same} in the lines"),
            (false, false) => format!("{same} in"),
            (false, true) => format!("{same}:"),
        };
        Some(format!("{lead} {}{more}", places.join(", ")))
    }
}

fn file_of(one: &Diagnostic) -> Option<&str> {
    one.label.as_ref().map(|label| label.file.name())
}

/// Where a problem is; what it says when it has no place.
fn place(one: &Diagnostic) -> String {
    match &one.label {
        Some(label) => {
            format!("{} (line {})", label.file.name(), label.file.position(label.span.start).line)
        }
        None => format!("“{}”", one.message),
    }
}

/// What those that are alike have in common.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct GroupKey {
    severity: Severity,
    code: Code,
    message: String,
    has_place: bool,
    /// What to do; of an error also why, and what it stops.
    rest: (String, Option<String>, Vec<String>),
}

impl GroupKey {
    fn of(one: &Diagnostic) -> Self {
        let own = |text: &str| without_names(text, one);
        let has_place = one.label.is_some();
        match one.severity {
            Severity::Warning => Self {
                severity: one.severity,
                code: one.code,
                message: without_values(&own(&one.message), has_place),
                has_place,
                // What each one's own help shows has to be read: the sentence as it reads.
                rest: (String::new(), one.help.as_deref().map(own), Vec::new()),
            },
            Severity::Error => {
                let label = one.label.as_ref().map(|label| own(&label.text)).unwrap_or_default();
                let stops = one.reach.iter().flat_map(|reach| &reach.stops).cloned().collect();
                Self {
                    severity: one.severity,
                    code: one.code,
                    message: own(&one.message),
                    has_place,
                    rest: (label, one.help.as_deref().map(own), stops),
                }
            }
        }
    }
}

/// A text without the name of the file that it is about.
fn without_names(text: &str, one: &Diagnostic) -> String {
    let Some(name) = file_of(one) else { return text.to_owned() };
    let stem = name.rsplit('/').next().unwrap_or(name);
    let stem = stem.split('.').next().unwrap_or(stem);
    text.replace(name, "…").replace(&format!("`{stem}`"), "`…`")
}

/// A text without its numbers and values: what stands in backticks and is no name of a field or a document. Of a problem
/// without a place nothing tells such names from a partner's.
fn without_values(text: &str, has_place: bool) -> String {
    let is_name =
        |word: &str| has_place && word.chars().all(|one| one.is_ascii_lowercase() || "_.-[]".contains(one));
    let mut kept = String::with_capacity(text.len());
    for (at, part) in text.split('`').enumerate() {
        let is_quoted = at % 2 == 1;
        if at > 0 {
            kept.push('`');
        }
        if is_quoted && !is_name(part) {
            kept.push('…');
            continue;
        }
        let mut before = false;
        for one in part.chars() {
            let is_digit = one.is_ascii_digit();
            if !is_digit {
                kept.push(one);
            } else if !before {
                kept.push('0');
            }
            before = is_digit;
        }
    }
    kept
}
