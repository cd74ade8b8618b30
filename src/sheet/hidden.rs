//! Which rows of a sheet nobody sees: those that a filter or a person has hidden.
//!
//! **Why read once more.** The reader of workbooks gives every cell, and does not say whether its row is shown. Who
//! filters a list for “interested: yes” means the rows that are left.

use std::collections::{BTreeMap, HashMap};
use std::io::{BufReader, Cursor};
use std::ops::RangeInclusive;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use serde::{Deserialize, Serialize};
use zip::ZipArchive;

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

/// A packed file. Its parts are found without regard to case, and whichever stroke stands between folders, as the
/// reader of workbooks finds them.
struct Packed<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// What the parts are called there, by their plain names.
    names: HashMap<String, String>,
}

impl<'a> Packed<'a> {
    fn of(bytes: &'a [u8]) -> Option<Self> {
        let archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let names = archive.file_names().flatten().map(|name| (plain(&name), name.into_owned())).collect();
        Some(Self { archive, names })
    }

    /// Calls something for every tag that opens in a part, up to where an element ends; what comes after it may be
    /// damaged. None when there is no such part, or no XML in it.
    fn each(&mut self, part: &str, end: &str, mut what: impl FnMut(&BytesStart<'_>)) -> Option<()> {
        let name = self.names.get(&plain(part))?;
        let mut reader = Reader::from_reader(BufReader::new(self.archive.by_name(name).ok()?));
        reader.config_mut().check_end_names = false;
        let mut buffer = Vec::new();
        loop {
            match reader.read_event_into(&mut buffer).ok()? {
                Event::Start(tag) | Event::Empty(tag) => what(&tag),
                Event::End(tag) if tag.local_name().into_inner() == end => return Some(()),
                Event::Eof => return Some(()),
                _ => {}
            }
            buffer.clear();
        }
    }
}

/// The name of a part as it is compared.
fn plain(part: &str) -> String {
    part.replace('\\', "/").to_ascii_lowercase()
}

/// The hidden rows of a sheet of an Excel workbook (.xlsx); none when the workbook is built otherwise.
pub fn of_xlsx(bytes: &[u8], sheet: &str) -> Option<Hidden> {
    let mut packed = Packed::of(bytes)?;
    let path = path_of_sheet(&mut packed, sheet)?;
    let mut hidden = Hidden::default();
    let mut number = 0_usize;
    packed.each(&path, "sheetData", |tag| match tag.local_name().into_inner() {
        "sheetFormatPr" => hidden.all_others = is_true(attribute(tag, "zeroHeight")),
        "row" => {
            number =
                attribute(tag, "r").and_then(|text| text.parse().ok()).unwrap_or(number.saturating_add(1));
            let has_no_height = attribute(tag, "ht").and_then(|text| text.parse().ok()) == Some(0.0);
            if is_true(attribute(tag, "hidden")) || has_no_height {
                hidden.add(number..=number);
            } else {
                hidden.shown.push(number);
            }
        }
        _ => {}
    })?;
    Some(hidden.in_order())
}

/// Where a sheet is kept in an Excel workbook.
fn path_of_sheet(packed: &mut Packed<'_>, sheet: &str) -> Option<String> {
    let book = path_of_workbook(packed)?;
    let (folder, name) = book.split_at(book.rfind('/').map_or(0, |at| at + 1));
    let mut id = None;
    packed.each(&book, "workbook", |tag| {
        let is_it =
            tag.local_name().into_inner() == "sheet" && attribute(tag, "name").as_deref() == Some(sheet);
        // Of two with one name the reader takes the first.
        if is_it && id.is_none() {
            id = attribute(tag, "id");
        }
    })?;
    let mut targets: BTreeMap<String, String> = BTreeMap::new();
    packed.each(&format!("{folder}_rels/{name}.rels"), "Relationships", |tag| {
        if let (Some(id), Some(target)) = (attribute(tag, "Id"), attribute(tag, "Target")) {
            targets.insert(id, target);
        }
    })?;
    let target = targets.remove(&id?)?.replace('\\', "/");
    Some(match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => format!("{folder}{target}"),
    })
}

/// Where an Excel workbook has its list of sheets: mostly, and not always, xl/workbook.xml.
fn path_of_workbook(packed: &mut Packed<'_>) -> Option<String> {
    let mut found = None;
    packed.each("_rels/.rels", "Relationships", |tag| {
        let is_it =
            attribute(tag, "Type").is_some_and(|kind| kind.ends_with("/relationships/officeDocument"));
        if is_it && let Some(target) = attribute(tag, "Target") {
            found = Some(target.replace('\\', "/"));
        }
    })?;
    found.map(|target| target.strip_prefix('/').unwrap_or(&target).to_owned())
}

/// The hidden rows of a sheet of a LibreOffice workbook (.ods); none when the workbook is built otherwise.
pub fn of_ods(bytes: &[u8], sheet: &str) -> Option<Hidden> {
    let mut packed = Packed::of(bytes)?;
    let mut hidden = Hidden::default();
    let mut is_it = false;
    let mut number = 0_usize;
    packed.each("content.xml", "spreadsheet", |tag| match tag.local_name().into_inner() {
        "table" => {
            is_it = attribute(tag, "name").as_deref() == Some(sheet);
            number = 0;
        }
        "table-row" if is_it => {
            let repeated = attribute(tag, "number-rows-repeated").and_then(|text| text.parse().ok());
            let last = number.saturating_add(repeated.unwrap_or(1));
            if attribute(tag, "visibility").is_some_and(|how| how != "visible") && last > number {
                hidden.add(number + 1..=last);
            }
            number = last;
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
    const END: u16 = 0x000a;
    let book = compound::stream(bytes, &["Workbook", "Book"])?;
    let (_, place) = records(&book, 0).filter(|(kind, _)| *kind == SHEET).nth(sheet)?;
    let start = u32::from_le_bytes(place.get(..4)?.try_into().ok()?);
    let mut hidden = Hidden::default();
    let rows = records(&book, usize::try_from(start).ok()?).take_while(|(kind, _)| *kind != END);
    for (_, row) in rows.filter(|(kind, _)| *kind == ROW) {
        let number = usize::from(u16::from_le_bytes(row.get(..2)?.try_into().ok()?)) + 1;
        if row.get(12)? & 0x20 != 0 {
            hidden.add(number..=number);
        }
    }
    Some(hidden.in_order())
}

/// The records of a stream from a place on: what they are and what is in them.
fn records(stream: &[u8], start: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let mut at = start;
    std::iter::from_fn(move || {
        let head = stream.get(at..at.checked_add(4)?)?;
        let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
        let body = stream.get(at + 4..at + 4 + length)?;
        at += 4 + length;
        Some((u16::from_le_bytes([head[0], head[1]]), body))
    })
}

/// The text of an attribute, whatever its prefix.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|one| one.key.local_name().into_inner() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

fn is_true(text: Option<String>) -> bool {
    text.is_some_and(|text| text == "1" || text == "true")
}

/// The container of older workbooks (MS-CFB): a file system in a file.
mod compound {
    /// The last places of a chain; what is larger is no sector.
    const LAST: u32 = 0xffff_fffa;

    /// The size of the smallest stream that has sectors of its own.
    const LEAST: usize = 4096;

    /// The bytes of the first stream that has one of these names; none when there is none of them.
    pub fn stream(bytes: &[u8], names: &[&str]) -> Option<Vec<u8>> {
        let container = Container::of(bytes)?;
        let folder = container.chain(container.number(48)?, &container.table, usize::MAX)?;
        let entries = folder.chunks_exact(128);
        let root = entries.clone().next()?;
        let entry = names.iter().find_map(|name| entries.clone().find(|entry| is_called(entry, name)))?;
        let place = |entry| Some((number_at(entry, 116)?, usize::try_from(number_at(entry, 120)?).ok()?));
        let (start, size) = place(entry)?;
        // Small streams lie in one of their own.
        let mut content = if size < LEAST {
            let (first, most) = place(root)?;
            let small = container.chain(first, &container.table, most)?;
            let table = container.chain(container.number(60)?, &container.table, usize::MAX)?;
            let table: Vec<u32> = numbers(&table).collect();
            Container { bytes: &small, sector: 64, first: 0, table: Vec::new() }.chain(start, &table, size)?
        } else {
            container.chain(start, &container.table, size)?
        };
        content.truncate(size);
        Some(content)
    }

    struct Container<'a> {
        bytes: &'a [u8],
        /// The size of a sector, and where the first begins.
        sector: usize,
        first: usize,
        /// Which sector follows which.
        table: Vec<u32>,
    }

    impl<'a> Container<'a> {
        fn of(bytes: &'a [u8]) -> Option<Self> {
            let sector = match bytes.get(30)? {
                9 => 512,
                12 => 4096,
                _ => return None,
            };
            let mut container = Self { bytes, sector, first: sector, table: Vec::new() };
            let mut parts: Vec<u32> = numbers(bytes.get(76..512)?).collect();
            let mut next = container.number(68)?;
            // No more of them than the file has room for.
            for _ in 0..bytes.len() / sector {
                let Some(more) = container.sector(next).filter(|_| next < LAST) else { break };
                let (last, more) = more.split_last_chunk::<4>().map(|(more, last)| (last, more))?;
                parts.extend(numbers(more));
                next = u32::from_le_bytes(*last);
            }
            let table: Vec<u32> = parts
                .iter()
                .filter(|part| **part < LAST)
                .filter_map(|part| container.sector(*part))
                .flat_map(numbers)
                .collect();
            container.table = table;
            Some(container)
        }

        fn number(&self, at: usize) -> Option<u32> {
            number_at(self.bytes, at)
        }

        /// The bytes of a sector; some programs cut the last one short.
        fn sector(&self, number: u32) -> Option<&'a [u8]> {
            let start = usize::try_from(number).ok()?.checked_mul(self.sector)?.checked_add(self.first)?;
            self.bytes.get(start..start.checked_add(self.sector)?.min(self.bytes.len()))
        }

        /// The bytes of a chain of sectors, until there are enough; none when it is broken, or bites its tail.
        fn chain(&self, start: u32, table: &[u32], enough: usize) -> Option<Vec<u8>> {
            let mut content = Vec::new();
            let mut next = start;
            // No more of them than the file has room for.
            for _ in 0..=self.bytes.len() / self.sector + 1 {
                if next >= LAST {
                    return Some(content);
                }
                content.extend_from_slice(self.sector(next)?);
                if content.len() >= enough {
                    return Some(content);
                }
                next = *table.get(usize::try_from(next).ok()?)?;
            }
            None
        }
    }

    fn number_at(bytes: &[u8], at: usize) -> Option<u32> {
        Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
    }

    fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
        bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
    }

    /// Whether an entry has a name, which is kept as UTF-16, in any case.
    fn is_called(entry: &[u8], name: &str) -> bool {
        let letters = entry.chunks_exact(2).take(32).map(|two| u16::from_le_bytes([two[0], two[1]]));
        let letters: Vec<u16> = letters.take_while(|letter| *letter != 0).collect();
        String::from_utf16_lossy(&letters).eq_ignore_ascii_case(name)
    }
}
