//! Text with separators: CSV as spreadsheets of all countries write it.
//!
//! **Why so much is looked at.** “CSV” of a German or Spanish Excel is Windows-1252 with semicolons, “CSV UTF-8”
//! has a byte order mark, “Unicode text” is UTF-16 with tabs, and `sep=;` in front is Excel's own.

use csv::{QuoteStyle, ReaderBuilder, StringRecord, Terminator, WriterBuilder};

use super::cell::Cell;
use super::guard::guarded;
use super::hidden::Hidden;
use super::limits::{LARGEST_TEXT, MOST_ROWS, too_large};
use super::quotes::{self, Quoting};
use super::row::TableRow;
use super::sheet::Sheet;
use super::{encodings, other_kinds};
use crate::diagnostic::{Diagnostic, codes};

/// What separates cells, and what it is called.
const SEPARATORS: &[(u8, &str)] = &[(b';', "semicolons"), (b',', "commas"), (b'\t', "tabs"), (b'|', "bars")];

/// From how many rows the separator is learnt.
const LOOKED_AT: usize = 50;

/// The rows of a text file.
///
/// # Errors
/// Something that is no text, an encoding that there is none of.
pub fn read(
    file: &str,
    bytes: &[u8],
    encoding: Option<&str>,
    is_known_word: &dyn Fn(&str) -> bool,
) -> Result<Sheet, Diagnostic> {
    if bytes.len() > LARGEST_TEXT {
        return Err(too_large(file));
    }
    let (text, encoding) = decode(file, bytes, encoding, is_known_word)?;
    let (text, told) = match separator_line(&text) {
        Some((separator, rest)) => (rest, Some(separator)),
        None => (text.as_str(), None),
    };
    let separator = told.unwrap_or_else(|| separator_of(text));
    let (text, quoting) = quotes::straightened(text, separator);
    quotes::check(file, &text, separator, quoting)?;
    let name = SEPARATORS.iter().find(|(one, _)| *one == separator).map_or("separators", |(_, name)| name);
    // One more than there may be is enough to tell.
    let rows = rows(&text, separator, quoting, MOST_ROWS + 1);
    let remark = format!("{encoding}, separated by {name}");
    let separator = Some(char::from(separator));
    Ok(Sheet { name: None, remark, rows, hidden: Hidden::default(), merged: Vec::new(), separator })
}

/// The letters of a file, unless they are none of a table.
fn decode(
    file: &str,
    bytes: &[u8],
    asked: Option<&str>,
    is_known_word: &dyn Fn(&str) -> bool,
) -> Result<(String, &'static str), Diagnostic> {
    if let Some(problem) = other_kinds::beginning(file, bytes) {
        return Err(problem);
    }
    let (text, encoding) = encodings::decode(file, bytes, asked, is_known_word)?;
    if text.contains('\0') {
        return Err(Diagnostic::error(
            codes::NO_TABLE,
            format!("`{file}` is neither a spreadsheet nor a text file"),
        )
        .help("choose the spreadsheet itself, or save it as “Excel workbook (.xlsx)” or “CSV UTF-8”"));
    }
    match other_kinds::text(file, &text) {
        Some(problem) => Err(problem),
        None => Ok((text, encoding)),
    }
}

/// Excel's own first line, `sep=;`, and what follows it; Excel does not count it as a row.
fn separator_line(text: &str) -> Option<(u8, &str)> {
    let (line, rest) = text.split_once('\n')?;
    let line = line.trim_end_matches('\r').trim_matches('"');
    let separator =
        line.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).and(line.as_bytes().get(4))?;
    (line.len() == 5).then_some((*separator, rest))
}

/// What separates the cells: what divides most rows into as many cells as the first one.
fn separator_of(text: &str) -> u8 {
    let score = |separator: u8| {
        let rows = rows(text, separator, Quoting { mark: b'"', escape: None }, LOOKED_AT);
        let widths: Vec<usize> =
            rows.iter().map(|row| row.cells.last().map_or(0, |(column, _)| column + 1)).collect();
        let first = widths.iter().copied().find(|width| *width > 1)?;
        // Empty cells at the end are not counted, so that a row may be narrower.
        let fitting = widths.iter().filter(|width| **width > 1 && **width <= first).count();
        Some((fitting * 100 / widths.len().max(1), first))
    };
    SEPARATORS
        .iter()
        .rev()
        .filter_map(|(separator, _)| Some((score(*separator)?, *separator)))
        .max_by_key(|(score, _)| *score)
        .map_or(b',', |(_, separator)| separator)
}

/// The rows, at most so many; empty ones are counted as the spreadsheet counts them.
fn rows(text: &str, separator: u8, quoting: Quoting, most: usize) -> Vec<TableRow> {
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .quote(quoting.mark)
        .escape(quoting.escape)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut number = 0;
    let mut record = StringRecord::new();
    while rows.len() < most {
        let before = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        // A text in memory is read without an error, and it is UTF-8.
        if !reader.read_record(&mut record).unwrap_or(false) {
            break;
        }
        number += 1 + empty_lines(text, before);
        let cells = record.iter().enumerate().filter(|(_, text)| !text.trim().is_empty());
        let cells = cells.map(|(column, text)| (column, Cell::of(unwrapped(text)))).collect();
        rows.push(TableRow { number, cells });
    }
    rows
}

/// A text that was written as a formula, so that a spreadsheet leaves its zeros alone: `="0612345678"`.
fn unwrapped(text: &str) -> String {
    let inner = text.trim().strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    match inner.filter(|inner| !inner.replace("\"\"", "").contains('"')) {
        Some(inner) => inner.replace("\"\"", "\""),
        None => text.to_owned(),
    }
}

/// How many lines with nothing in them stand here: the reader passes over them.
fn empty_lines(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut rest = bytes.get(at..).unwrap_or_default();
    // The second half of the end of the line before.
    if at > 0 && bytes.get(at - 1) == Some(&b'\r') {
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
    let mut number = 0;
    loop {
        rest = match rest {
            [b'\r', b'\n', more @ ..] | [b'\n' | b'\r', more @ ..] => more,
            _ => return number,
        };
        number += 1;
    }
}

/// A file that Excel opens with a double click: UTF-8 with a byte order mark, ends of lines of Windows.
pub fn write(columns: &[String], rows: &[Vec<String>], separator: u8) -> Vec<u8> {
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    let mut writer = WriterBuilder::new()
        .delimiter(separator)
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Necessary)
        .from_writer(&mut bytes);
    // Writing into memory does not fail, and all rows are of one length.
    let _ = writer.write_record(columns);
    for row in rows {
        let _ = writer.write_record(row.iter().map(|text| guarded(text)));
    }
    let _ = writer.flush();
    drop(writer);
    bytes
}
