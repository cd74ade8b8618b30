//! Degrees beside a name: which they are, what they make of somebody, a name without them.
//!
//! How they are written stands in `degrees.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What it makes of somebody, where it stands, and how it is written.
const DEGREES: &str = include_str!("degrees.tsv");

/// What a degree makes of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DegreeKind {
    /// A word that only stands behind another degree: Dr. *rer. nat.*
    Part,
    /// Any other degree or office: Mag., mgr, MBA.
    Other,
    /// A doctor.
    Doctor,
    /// A professor.
    Professor,
}

/// Where degrees stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DegreePlace {
    /// In front of the name.
    Before,
    /// Behind it.
    Behind,
}

/// Degrees by where they stand and how they are written; `parts` are those that stand behind another one only.
#[derive(Default)]
struct DegreeTable {
    exact: HashMap<(DegreePlace, String), DegreeKind>,
    /// By the letters of one that has a point.
    pointed: HashMap<(DegreePlace, String), DegreeKind>,
    parts: HashMap<(DegreePlace, String), DegreeKind>,
}

static TABLE: LazyLock<DegreeTable> = LazyLock::new(|| {
    let mut table = DegreeTable::default();
    for line in DEGREES.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (Some(kind), Some(place)) = (cells.next(), cells.next()) else { continue };
        let kind = match kind {
            "professor" => DegreeKind::Professor,
            "doctor" => DegreeKind::Doctor,
            "part" => DegreeKind::Part,
            _ => DegreeKind::Other,
        };
        let place = if place == "before" { DegreePlace::Before } else { DegreePlace::Behind };
        for written in cells {
            if kind == DegreeKind::Part {
                table.parts.insert((place, degree_letters(written)), kind);
                continue;
            }
            table.exact.entry((place, written.to_owned())).or_insert(kind);
            if written.contains('.') {
                table.pointed.entry((place, degree_letters(written))).or_insert(kind);
            }
        }
    }
    table
});

/// A degree as it is compared: small letters without points.
pub fn degree_letters(word: &str) -> String {
    word.to_lowercase().replace(['.', ' '], "")
}

/// The degree that a word is; none when it is none.
pub fn degree(word: &str, place: DegreePlace) -> Option<DegreeKind> {
    let word = word.trim_end_matches([',', ';']);
    if let Some(kind) = TABLE.exact.get(&(place, word.to_owned())) {
        return Some(*kind);
    }
    if !word.contains('.') {
        return None;
    }
    if let Some(kind) = TABLE.pointed.get(&(place, degree_letters(word))) {
        return Some(*kind);
    }
    // Dipl.-Hdl., Dipl.-Ing.(FH).
    if word.to_lowercase().starts_with("dipl.") {
        return Some(DegreeKind::Other);
    }
    // Several without blanks: Prof.Dr., Dr.med.univ.
    let pieces: Vec<String> =
        word.split('.').filter(|piece| !piece.is_empty()).map(|piece| format!("{piece}.")).collect();
    let (first, others) = pieces.split_first().filter(|(_, others)| !others.is_empty())?;
    let of_others = others.iter().map(|piece| degree(piece, place).or_else(|| part(piece, place)));
    let of_others = of_others.collect::<Option<Vec<_>>>()?;
    of_others.into_iter().chain([degree(first, place)?]).max()
}

/// The same of a word behind a degree.
fn part(word: &str, place: DegreePlace) -> Option<DegreeKind> {
    let in_brackets = word.starts_with('(') && word.ends_with(')');
    let known = TABLE.parts.get(&(place, degree_letters(word))).copied();
    known.or(in_brackets.then_some(DegreeKind::Part))
}

/// A name and the degrees that were written with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameApart {
    /// Degrees in front of it.
    pub before: Option<String>,
    /// The name alone.
    pub name: String,
    /// Degrees behind it.
    pub after: Option<String>,
}

impl NameApart {
    /// Takes a name apart: `Mag. (FH) Dr. Anna Huber, MBA`. What is not surely a degree stays with the name.
    pub fn of(written: &str) -> Self {
        let written = closed_up(written);
        let mut pieces: Vec<&str> = written.split(',').map(str::trim).collect();
        let mut after: Vec<String> = Vec::new();
        while pieces.len() > 1 && pieces.last().is_some_and(|piece| are_behind(piece)) {
            after.insert(0, pieces.pop().unwrap_or_default().to_owned());
        }
        let name = pieces.join(", ");
        let mut words: Vec<&str> = name.split_whitespace().collect();
        let mut before = 0;
        while before + 1 < words.len()
            && (degree(words[before], DegreePlace::Before).is_some()
                || (before > 0 && part(words[before], DegreePlace::Before).is_some()))
        {
            before += 1;
        }
        let degrees: Vec<&str> = words.drain(..before).collect();
        // Without a comma in front, `Ma` and `Ba` are family names.
        let is_sure = |word: &str| word.contains('.') || word.chars().count() > 2;
        let mut last = Vec::new();
        while words.len() > 1
            && words.last().is_some_and(|word| is_sure(word) && degree(word, DegreePlace::Behind).is_some())
        {
            last.insert(0, words.pop().unwrap_or_default().to_owned());
        }
        if !last.is_empty() {
            after.insert(0, last.join(", "));
        }
        let joined = |words: Vec<String>, with: &str| (!words.is_empty()).then(|| words.join(with));
        Self {
            before: joined(degrees.into_iter().map(str::to_owned).collect(), " "),
            name: words.join(" "),
            after: joined(after, ", "),
        }
    }
}

/// The text with abbreviations of single letters as one word.
fn closed_up(text: &str) -> String {
    let pairs =
        [("Ph. D", "Ph.D"), ("LL. M", "LL.M"), ("h. c.", "h.c."), ("e. h.", "e.h."), ("mr. sc.", "mr.sc.")];
    pairs.into_iter().fold(text.to_owned(), |text, (apart, closed)| text.replace(apart, closed))
}

/// Whether all words of a text are degrees that stand behind a name.
fn are_behind(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let is_any =
        |word: &str| degree(word, DegreePlace::Behind).or_else(|| part(word, DegreePlace::Behind)).is_some();
    let mut any = false;
    words.all(|word| {
        any = true;
        is_any(word)
    }) && any
}

/// The degrees of a field, one word each, with what they make of somebody.
pub fn degrees_in(text: &str, place: DegreePlace) -> impl Iterator<Item = (&str, Option<DegreeKind>)> {
    let words = text.split(|one: char| one.is_whitespace() || one == ',').filter(|word| !word.is_empty());
    words.map(move |word| (word, degree(word, place)))
}
