//! Which rows of a sheet nobody sees: those that a filter or a person has hidden.
//!
//! **Why read once more.** The reader of workbooks gives every cell, and does not say whether its row is shown. Who
//! filters a list for “interested: yes” means the rows that are left.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::compound::{self, records};
use super::packed::{Package, XmlPiece, path_of_sheet};

/// The hidden rows, by the numbers that the spreadsheet shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hidden {
    rows: Vec<RangeInclusive<usize>>,
    /// Whether all rows are hidden of which nothing is said.
    all_others: bool,
    shown: Vec<usize>,
}

impl Hidden {
    /// Whether a row is hidden.
    pub fn has(&self, row: usize) -> bool {
        let after = self.rows.partition_point(|range| *range.end() < row);
        let is_named = self.rows.get(after).is_some_and(|range| range.contains(&row));
        is_named || (self.all_others && self.shown.binary_search(&row).is_err())
    }

    fn add(&mut self, rows: RangeInclusive<usize>) {
        self.rows.push(rows);
    }

    /// Rows may stand in any order, and more than once.
    fn in_order(mut self) -> Self {
        self.rows.sort_by_key(|range| *range.start());
        let mut merged: Vec<RangeInclusive<usize>> = Vec::new();
        for range in self.rows {
            match merged.last_mut() {
                Some(last) if last.end().saturating_add(1) >= *range.start() => {
                    *last = *last.start()..=*last.end().max(range.end());
                }
                _ => merged.push(range),
            }
        }
        self.shown.sort_unstable();
        Self { rows: merged, all_others: self.all_others, shown: self.shown }
    }
}

/// The hidden rows of a sheet of an Excel workbook (.xlsx); none when the workbook is built otherwise.
pub fn of_xlsx(bytes: &[u8], sheet: &str) -> Option<Hidden> {
    let mut packed = Package::of(bytes)?;
    let path = path_of_sheet(&mut packed, sheet)?;
    let mut hidden = Hidden::default();
    let mut number = 0_usize;
    packed.each(&path, "sheetData", |piece| {
        let XmlPiece::Opens(tag) = piece else { return };
        match tag.name() {
            "sheetFormatPr" => hidden.all_others = tag.says("zeroHeight"),
            "row" => {
                number = tag.number("r").unwrap_or(number.saturating_add(1));
                let has_no_height = tag.get("ht").and_then(|text| text.parse().ok()) == Some(0.0);
                if tag.says("hidden") || has_no_height {
                    hidden.add(number..=number);
                } else {
                    hidden.shown.push(number);
                }
            }
            _ => {}
        }
    })?;
    Some(hidden.in_order())
}

/// The hidden rows of a sheet of a LibreOffice workbook (.ods); none when the workbook is built otherwise.
pub fn of_ods(bytes: &[u8], sheet: &str) -> Option<Hidden> {
    let mut packed = Package::of(bytes)?;
    let mut hidden = Hidden::default();
    let mut is_it = false;
    let mut number = 0_usize;
    // How many groups of rows stand around a row, and which of them, from outside, is the first that is not shown.
    let mut groups = 0_usize;
    let mut closed = None;
    packed.each("content.xml", "spreadsheet", |piece| match piece {
        XmlPiece::Opens(tag) => match tag.name() {
            "table" => {
                is_it = tag.get("name").as_deref() == Some(sheet);
                number = 0;
            }
            "table-row-group" => {
                groups += 1;
                let is_shown = tag.get("display").is_none_or(|how| how != "false");
                closed = closed.or((!is_shown).then_some(groups));
            }
            "table-row" if is_it => {
                let last = number.saturating_add(tag.number("number-rows-repeated").unwrap_or(1));
                let is_shown = tag.get("visibility").is_none_or(|how| how == "visible");
                if (!is_shown || closed.is_some()) && last > number {
                    hidden.add(number + 1..=last);
                }
                number = last;
            }
            _ => {}
        },
        XmlPiece::Closes("table-row-group") => {
            closed = closed.filter(|closed| *closed != groups);
            groups = groups.saturating_sub(1);
        }
        _ => {}
    })?;
    Some(hidden.in_order())
}

/// The hidden rows of the sheet of this number, from 0, of an older Excel workbook (.xls); none when the workbook is
/// built otherwise.
pub fn of_xls(bytes: &[u8], sheet: usize) -> Option<Hidden> {
    /// What holds a sheet's place and name, what says how a row looks, what ends a sheet.
    const SHEET: u16 = 0x0085;
    const ROW: u16 = 0x0208;
    /// How rows look of which nothing is said.
    const OTHER_ROWS: u16 = 0x0225;
    const END: u16 = 0x000a;
    let book = compound::stream(bytes, &["Workbook", "Book"])?;
    let (_, place) = records(&book, 0).filter(|(kind, _)| *kind == SHEET).nth(sheet)?;
    let start = u32::from_le_bytes(place.get(..4)?.try_into().ok()?);
    let mut hidden = Hidden::default();
    let sheet = records(&book, usize::try_from(start).ok()?).take_while(|(kind, _)| *kind != END);
    for (kind, body) in sheet {
        match kind {
            OTHER_ROWS => hidden.all_others = body.first()? & 0x02 != 0,
            ROW => {
                let number = usize::from(u16::from_le_bytes(body.get(..2)?.try_into().ok()?)) + 1;
                if body.get(12)? & 0x20 != 0 {
                    hidden.add(number..=number);
                } else {
                    hidden.shown.push(number);
                }
            }
            _ => {}
        }
    }
    Some(hidden.in_order())
}
