//! Rows between those of organisations: headings, sums, the head once more. None of them becomes a partner.
//!
//! What is one for certain is left out with a warning; of what may be an organisation all the same the row is an error.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::heads::only_field;
use super::names;
use crate::country::in_sentence;
use crate::diagnostic::{Diagnostic, codes};
use crate::table::{Cell, Merged, TableRow};

/// What sums and counts are called, a language in each line.
const TOTALS: &str = include_str!("names/totals.tsv");

/// A row that is none of an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Between {
    /// Its number.
    pub row: usize,
    text: String,
    kind: BetweenKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum BetweenKind {
    /// A sum or a count.
    Sum,
    /// The names of the columns, or their numbers, once more.
    Head,
    /// A country, by its code.
    Country(&'static str),
    /// A letter, a note, what is merged over several columns.
    Heading,
    /// A text alone, which may be an organisation.
    Alone,
    /// A row with cells behind the last one that has a name: how many, and how many have one.
    Overfull(usize, usize),
    /// A row that is divided by another sign than the others.
    Divided,
}

/// What is known of the list.
pub struct ListContext<'a> {
    /// The head's row, as it stands there.
    pub head: &'a TableRow,
    /// The place behind the last column that has a name.
    pub width: usize,
    /// How many columns have a name.
    pub named: usize,
    /// What is merged.
    pub merged: &'a [Merged],
    /// What divides the cells of a text file.
    pub separator: Option<char>,
}

/// The rows of organisations, and what stands between them.
pub fn apart(rows: Vec<TableRow>, around: &ListContext<'_>) -> (Vec<TableRow>, Vec<Between>) {
    let full = rows.iter().filter(|row| row.cells.len() > 2).count();
    // In a list of names a name alone is the rule.
    let alone = rows.iter().filter(|row| row.cells.len() == 1).count();
    let is_wide = around.named > 2 && full > 2 && full >= alone && full * 2 > rows.len() - alone;
    let overfull = rows.iter().filter(|row| behind(row, around.width) > 0).count();
    let may_be_overfull = around.separator.is_some() && overfull * 2 <= rows.len() && rows.len() > overfull;
    let last = rows.iter().rposition(|row| row.cells.len() > 2).map(|at| rows[at].number);
    let mut between = Vec::new();
    let mut left = Vec::new();
    for row in rows {
        let is_after = last.is_some_and(|last| row.number > last + 1);
        match kind_of(&row, around, is_wide, is_after).or_else(|| too_full(&row, around, may_be_overfull)) {
            Some(kind) => between.push(Between { row: row.number, text: shown(&row), kind }),
            None => left.push(row),
        }
    }
    (left, between)
}

/// How many cells stand behind the columns that have a name.
fn behind(row: &TableRow, width: usize) -> usize {
    row.cells.iter().filter(|(column, _)| *column >= width).count()
}

fn too_full(row: &TableRow, around: &ListContext<'_>, may_be: bool) -> Option<BetweenKind> {
    let cells = row.cells.last().map_or(0, |(column, _)| column + 1);
    (may_be && cells > around.width).then_some(BetweenKind::Overfull(cells, around.width))
}

fn kind_of(row: &TableRow, around: &ListContext<'_>, is_wide: bool, is_after: bool) -> Option<BetweenKind> {
    let texts: Vec<String> = row.cells.iter().map(|(_, cell)| cell.in_one_line()).collect();
    if is_head_again(row, around.head) || are_numbers_of_columns(&texts) {
        return Some(BetweenKind::Head);
    }
    if is_divided_otherwise(row, around) {
        return Some(BetweenKind::Divided);
    }
    if is_sum(row) {
        return Some(BetweenKind::Sum);
    }
    // In a list with one column everything stands alone.
    if around.named < 2 {
        return None;
    }
    let is_text = |(_, cell): &&(usize, Cell)| matches!(cell, Cell::Text(_)) && !is_number(cell.shown());
    let mut of_letters = row.cells.iter().filter(is_text);
    let (Some((column, cell)), None) = (of_letters.next(), of_letters.next()) else { return None };
    let text = cell.in_one_line();
    let head = around.head.cell(*column).and_then(|name| only_field(name.shown())).unwrap_or_default();
    let is_letter = text.chars().filter(|one| one.is_alphanumeric()).count() < 2;
    // A letter alone is one of the alphabet, and no sign of a country.
    if !is_letter
        && !head.ends_with("country")
        && let Some(country) = names::country(text.trim_end_matches([':', '.']))
    {
        return Some(BetweenKind::Country(country));
    }
    if row.cells.len() > 1 {
        return None;
    }
    let is_merged = around.merged.iter().any(|region| {
        region.first_row == row.number
            && region.last_row == row.number
            && region.lies_in_row(row.number)
            && region.has_column(*column)
    });
    if is_merged || is_letter {
        return Some(BetweenKind::Heading);
    }
    let is_note =
        text.contains(':') || text.starts_with(['*', '(', '©', '—', '–']) || text.len() > 100 || is_after;
    match is_wide {
        true if is_note => Some(BetweenKind::Heading),
        true => Some(BetweenKind::Alone),
        false => None,
    }
}

/// Whether a row has the names of the columns once more, as a list does that was printed on several pages.
fn is_head_again(row: &TableRow, head: &TableRow) -> bool {
    let same = |(column, cell): &(usize, Cell)| {
        head.cell(*column).is_some_and(|name| names::folded(name.shown()) == names::folded(cell.shown()))
    };
    row.cells.len() > 1 && row.cells.iter().all(same)
}

/// Whether the cells are 1, 2, 3 and so on, as in forms.
fn are_numbers_of_columns(texts: &[String]) -> bool {
    let number = |text: &String| text.trim_matches(['(', ')', '.', ' ']).parse::<usize>().ok();
    texts.len() > 2 && texts.iter().enumerate().all(|(at, text)| number(text) == Some(at + 1))
}

/// Whether all of a row came into one cell, because it is divided by another sign.
fn is_divided_otherwise(row: &TableRow, around: &ListContext<'_>) -> bool {
    let ([(_, cell)], Some(separator)) = (row.cells.as_slice(), around.separator) else { return false };
    let text = cell.shown();
    let others = [';', ',', '\t', '|'].into_iter().filter(|one| *one != separator);
    let most = others.map(|one| text.matches(one).count()).max().unwrap_or_default();
    around.named > 2 && most + 1 >= around.named
}

/// Whether a row is a sum or a count: a word for it, and besides nothing but numbers.
fn is_sum(row: &TableRow) -> bool {
    let mut texts =
        row.cells.iter().filter(|(_, cell)| matches!(cell, Cell::Text(_)) && !is_number(cell.shown()));
    let Some((_, cell)) = texts.next() else { return false };
    let text = cell.in_one_line();
    if texts.next().is_some() || text.chars().count() > 60 {
        return false;
    }
    let has_number = row.cells.len() > 1 || text.chars().any(|one| one.is_ascii_digit());
    is_total(&text) || (has_number && has_total(&text))
}

fn is_number(text: &str) -> bool {
    let signs = |one: char| one.is_ascii_digit() || " .,'’%+-€$£()\u{a0}\u{202f}".contains(one);
    text.chars().any(|one| one.is_ascii_digit()) && text.chars().all(signs)
}

fn totals() -> &'static HashSet<String> {
    static READ: LazyLock<HashSet<String>> = LazyLock::new(|| {
        TOTALS.lines().flat_map(|line| line.split('\t').skip(1)).map(names::folded).collect()
    });
    &READ
}

/// Whether a text is what sums are called, and nothing else: `Total`, `SUMME:`, `Celkem 12`.
pub fn is_total(text: &str) -> bool {
    let signs = |one: char| one.is_ascii_digit() || one.is_whitespace() || ".,:;=()-–".contains(one);
    let stem = text.trim_matches(signs);
    let letters = stem.chars().filter(|one| one.is_alphabetic()).count();
    letters > 1 && totals().contains(&names::folded(stem))
}

/// Whether a text begins or ends with what sums are called: `Sachsen Ergebnis`, `Total companies`.
fn has_total(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_one = |words: &[&str]| is_total(&words.join(" "));
    (1..words.len().min(4)).any(|most| is_one(&words[..most]) || is_one(&words[words.len() - most..]))
}

/// What a row has in it, in short.
fn shown(row: &TableRow) -> String {
    let text = row.cells.iter().map(|(_, cell)| cell.in_one_line()).collect::<Vec<_>>().join(" ");
    let short: String = text.chars().take(60).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}

impl Between {
    /// What is told of it.
    pub fn problem(&self) -> Diagnostic {
        let Self { row, text, kind } = self;
        let warning = |what: &str, help: &str| {
            let message = format!("row {row}: `{text}` is {what}, and left out");
            Diagnostic::warning(codes::ODD_ROW, message).help(help.to_owned())
        };
        let error = |message: String, help: String| Diagnostic::error(codes::BAD_CELL, message).help(help);
        match kind {
            BetweenKind::Sum => warning("a sum or a count", "if it is an organisation, write its whole name"),
            BetweenKind::Head => warning("the head once more", "take the row out if it is in the way"),
            BetweenKind::Country(code) => warning(
                "a country, which stands alone in the row",
                &format!(
                    "if it is the heading of the rows below it, give these a column Country, with {} in each of them",
                    in_sentence(code)
                ),
            ),
            BetweenKind::Heading => warning(
                "a heading or a note, which stands alone in the row",
                "if it is an organisation, write what you know of it into the other columns",
            ),
            BetweenKind::Alone => error(
                format!("row {row}: there is nothing but `{text}` in it, which may be a heading"),
                "if it is an organisation, write what you know of it into the other columns; a heading can stay where \
                 it is, and is not imported"
                    .to_owned(),
            ),
            BetweenKind::Overfull(cells, width) => error(
                format!("row {row}: it has {cells} cells, and the head has {width}, so it cannot be told what is what"),
                "perhaps a value has in it the sign that divides the cells: put that value in quotation marks, \"…\", \
                 or save the list as “Excel workbook (.xlsx)”"
                    .to_owned(),
            ),
            BetweenKind::Divided => error(
                format!("row {row}: `{text}` is not divided into cells as the other rows are"),
                "divide all rows by the same sign, or save the list as “Excel workbook (.xlsx)”".to_owned(),
            ),
        }
    }

    /// Whether a partner may be lost with it.
    pub fn is_error(&self) -> bool {
        matches!(self.kind, BetweenKind::Alone | BetweenKind::Overfull(..) | BetweenKind::Divided)
    }
}
