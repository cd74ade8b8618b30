//! Workbooks: Excel (.xlsx, .xlsm, .xls) and LibreOffice (.ods) in, .xlsx out.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, Dimensions, ExcelDateTime, Ods, OdsError, Reader, Xls, Xlsx, open_workbook_from_rs};
use rust_xlsxwriter::{DocProperties, ExcelDateTime as Stamp, Format, Workbook};

use super::cell::Cell;
use super::guard::kept;
use super::hidden::{self, Hidden};
use super::limits::{MOST_CELLS, MOST_LETTERS, MOST_ROWS, too_large};
use super::merged::{self, Beside, Merged};
use super::other_kinds;
use super::packed::Package;
use super::row::TableRow;
use super::sheet::{ReadOptions, Sheet};
use crate::diagnostic::words::all;
use crate::diagnostic::{Diagnostic, codes};

/// How many bytes a workbook may unpack to, as it says itself. What it does not say is limited by the process that reads it (`apart`).
const LARGEST_UNPACKED: u64 = 300_000_000;

/// Whether a file is a workbook by its first bytes.
pub fn is_one(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0])
}

/// The rows of a sheet.
///
/// # Errors
/// A file that is no workbook, has several sheets of which none is named, or does not tell which rows are hidden when
/// those are to be left out.
pub fn read(file: &str, bytes: &[u8], asked: &ReadOptions) -> Result<Sheet, Diagnostic> {
    // The reader panics on some damaged workbooks; that is a problem of the file, to be told like any other.
    catch_unwind(AssertUnwindSafe(|| read_here(file, bytes, asked)))
        .unwrap_or_else(|_| Err(broken(file, false)))
}

/// That a workbook cannot be read.
fn broken(file: &str, protected: bool) -> Diagnostic {
    if protected {
        return Diagnostic::error(codes::NO_TABLE, format!("`{file}` is protected with a password"))
            .help("open it in Excel and save a copy without a password");
    }
    Diagnostic::error(codes::NO_TABLE, format!("`{file}` cannot be read as a spreadsheet"))
        .help("open it in Excel or LibreOffice and save it as “Excel workbook (.xlsx)”; perhaps it was not copied completely")
}

/// That a workbook does not tell which rows of it are hidden.
fn untold(file: &str) -> Diagnostic {
    let message = format!("it cannot be told which rows of `{file}` a filter hides");
    Diagnostic::error(codes::NO_TABLE, message)
        .help("`--hidden` takes all rows; or save the list as .xlsx or .csv in Excel")
}

fn read_here(file: &str, bytes: &[u8], asked: &ReadOptions) -> Result<Sheet, Diagnostic> {
    if unpacked(bytes) > LARGEST_UNPACKED {
        return Err(too_large(file));
    }
    let broken = |protected| broken(file, protected);
    let sheet = asked.sheet.as_deref();
    let cursor = Cursor::new(bytes);
    let mut rows = Rows::default();
    let name;
    let hidden;
    let beside;
    if let Some(problem) = other_kinds::packed(file, bytes) {
        return Err(problem);
    }
    if bytes.starts_with(b"PK") {
        let mut packed = Package::of(bytes);
        let mut beside_in = |of: fn(&mut Package<'_>, &str) -> Beside, name: &str| {
            packed.as_mut().map(|packed| of(packed, name)).unwrap_or_default()
        };
        match open_workbook_from_rs::<Xlsx<_>, _>(cursor.clone()) {
            Ok(mut book) => {
                let sheets = shown_sheets(&book);
                name = choose(file, &sheets, sheet, |name| has_cells(&mut book, name))?;
                if !rows.read_xlsx(&mut book, &name).map_err(|()| broken(false))? {
                    return Err(too_large(file));
                }
                hidden = (!asked.hidden).then(|| hidden::of_xlsx(bytes, &name));
                beside = beside_in(merged::of_xlsx, &name);
            }
            Err(error) => {
                let mut book = open_workbook_from_rs::<Ods<_>, _>(cursor).map_err(|other| match other {
                    OdsError::CellLimitExceeded { .. } => too_large(file),
                    _ => broken(matches!(error, calamine::XlsxError::Password)),
                })?;
                let sheets = shown_sheets(&book);
                name = choose(file, &sheets, sheet, |name| !is_blank(book.worksheet_range(name)))?;
                if !rows.read_range(&book.worksheet_range(&name).map_err(|_| broken(false))?) {
                    return Err(too_large(file));
                }
                hidden = (!asked.hidden).then(|| hidden::of_ods(bytes, &name));
                let merged = beside_in(merged::of_ods, &name).merged;
                beside = Beside { merged, uncalculated: uncalculated(&mut book, &name) };
            }
        }
    } else {
        // What is protected with a password is packed into the older format.
        let locked = open_workbook_from_rs::<Xlsx<_>, _>(cursor.clone()).err();
        let locked = matches!(locked, Some(calamine::XlsxError::Password));
        let mut book = open_workbook_from_rs::<Xls<_>, _>(cursor)
            .map_err(|error| broken(locked || matches!(error, calamine::XlsError::Password)))?;
        let sheets = shown_sheets(&book);
        name = choose(file, &sheets, sheet, |name| !is_blank(book.worksheet_range(name)))?;
        if !rows.read_range(&book.worksheet_range(&name).map_err(|_| broken(false))?) {
            return Err(too_large(file));
        }
        let at = book.sheets_metadata().iter().position(|sheet| sheet.name == name);
        hidden = (!asked.hidden).then(|| at.and_then(|at| hidden::of_xls(bytes, at)));
        let regions = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        beside = Beside { merged: regions.iter().map(region).collect(), uncalculated: Vec::new() };
    }
    for (number, column, cell) in beside.uncalculated {
        rows.replace(number, column, cell);
        if rows.are_too_many() {
            return Err(too_large(file));
        }
    }
    merged::fill(&mut rows.0, &beside.merged);
    // If it cannot be known which rows are shown, none is taken; who asks for all need not know.
    let hidden = match hidden {
        None => Hidden::default(),
        Some(told) => told.ok_or_else(|| untold(file))?,
    };
    let merged = beside.merged;
    Ok(Sheet { name: Some(name), remark: String::new(), rows: rows.0, hidden, merged, separator: None })
}

/// The names of the sheets that somebody sees and that have cells; none of what cannot be read.
pub fn sheet_names(bytes: &[u8]) -> Vec<String> {
    let cursor = Cursor::new(bytes);
    if !bytes.starts_with(b"PK") {
        let Ok(mut book) = open_workbook_from_rs::<Xls<_>, _>(cursor) else { return Vec::new() };
        let sheets = shown_sheets(&book);
        return with_cells(&sheets, |name| !is_blank(book.worksheet_range(name)));
    }
    if let Ok(mut book) = open_workbook_from_rs::<Xlsx<_>, _>(cursor.clone()) {
        let sheets = shown_sheets(&book);
        return with_cells(&sheets, |name| has_cells(&mut book, name));
    }
    let Ok(mut book) = open_workbook_from_rs::<Ods<_>, _>(cursor) else { return Vec::new() };
    let sheets = shown_sheets(&book);
    with_cells(&sheets, |name| !is_blank(book.worksheet_range(name)))
}

/// A merged region as the reader of older workbooks gives it, which counts from 0.
fn region(found: &Dimensions) -> Merged {
    Merged {
        first_row: found.start.0 as usize + 1,
        last_row: found.end.0 as usize + 1,
        first_column: found.start.1 as usize,
        last_column: found.end.1 as usize,
    }
}

/// The cells of a LibreOffice workbook that have a formula and no value.
fn uncalculated(book: &mut Ods<Cursor<&[u8]>>, sheet: &str) -> Vec<(usize, usize, Cell)> {
    let (Ok(formulas), Ok(values)) = (book.worksheet_formula(sheet), book.worksheet_range(sheet)) else {
        return Vec::new();
    };
    let (top, left) = formulas.start().unwrap_or_default();
    let cells = formulas.used_cells().filter_map(|(row, column, formula)| {
        let place = (top + u32::try_from(row).ok()?, left + u32::try_from(column).ok()?);
        let is_empty = values.get_value(place).is_none_or(|value| *value == Data::Empty);
        (!formula.is_empty() && is_empty)
            .then(|| (place.0 as usize + 1, place.1 as usize, Cell::Formula(String::new())))
    });
    cells.take(MOST_CELLS).collect()
}

/// The names of the sheets that hold cells and are not hidden.
fn shown_sheets<R: std::io::Read + std::io::Seek, B: Reader<R>>(book: &B) -> Vec<String> {
    let sheets = book.sheets_metadata().iter();
    let shown = sheets.filter(|sheet| {
        sheet.visible == calamine::SheetVisible::Visible && sheet.typ == calamine::SheetType::WorkSheet
    });
    shown.map(|sheet| sheet.name.clone()).collect()
}

/// Whether a sheet has a cell that is not empty; one that cannot be read is told when it is chosen.
fn has_cells(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> bool {
    let Ok(mut reader) = book.worksheet_cells_reader(name) else { return true };
    loop {
        match reader.next_cell() {
            Ok(Some(cell)) if of(&Data::from(cell.get_value().clone()), 0).is_some() => return true,
            Ok(Some(_)) => {}
            Ok(None) => return false,
            Err(_) => return true,
        }
    }
}

/// The same of a sheet that was read as a whole.
fn is_blank<E>(range: Result<calamine::Range<Data>, E>) -> bool {
    range.is_ok_and(|range| range.used_cells().all(|(_, _, value)| of(value, 0).is_none()))
}

/// Which sheet is meant: without a word the one that has cells.
fn choose(
    file: &str,
    names: &[String],
    asked: Option<&str>,
    has_cells: impl FnMut(&str) -> bool,
) -> Result<String, Diagnostic> {
    let names = match (asked, names) {
        (None, [_, _, ..]) => with_cells(names, has_cells),
        _ => names.to_vec(),
    };
    let names = names.as_slice();
    let same =
        |name: &&String| asked.is_some_and(|asked| asked.trim().to_lowercase() == name.trim().to_lowercase());
    match (asked, names) {
        (Some(asked), names) => names.iter().find(same).cloned().ok_or_else(|| {
            Diagnostic::error(codes::NO_SUCH_SHEET, format!("there is no sheet `{asked}` in `{file}`"))
                .help(format!("its sheets are {}", first_few(names)))
        }),
        (None, [only]) => Ok(only.clone()),
        (None, []) => Err(Diagnostic::error(codes::NO_ROWS, format!("there is nothing in `{file}`"))
            .help("save the spreadsheet once more; the first row has the names of the columns")),
        (None, [first, ..]) => {
            let problem = format!("`{file}` has {} sheets: {}", names.len(), first_few(names));
            Err(Diagnostic::error(codes::NO_SUCH_SHEET, problem)
                .help(format!("say which one is meant: --sheet \"{first}\"")))
        }
    }
}

/// The names of the first sheets, and how many more there are.
fn first_few(names: &[String]) -> String {
    const MOST: usize = 8;
    const LONGEST: usize = 40;
    let short = |name: &String| -> String {
        let cut: String = name.chars().take(LONGEST).collect();
        if cut.len() < name.len() { format!("{cut}…") } else { cut }
    };
    let first: Vec<String> = names.iter().take(MOST).map(short).collect();
    match names.len() - first.len() {
        0 => all(&first),
        more => {
            let quoted: Vec<String> = first.iter().map(|name| format!("`{name}`")).collect();
            format!("{} and {more} more", quoted.join(", "))
        }
    }
}

/// The sheets that have cells.
fn with_cells(names: &[String], mut has_cells: impl FnMut(&str) -> bool) -> Vec<String> {
    names.iter().filter(|name| has_cells(name)).cloned().collect()
}

/// The rows read so far; cells come in order of rows, mostly.
#[derive(Default)]
struct Rows(Vec<TableRow>, Count);

/// How many cells and letters were read so far.
#[derive(Default)]
struct Count {
    cells: usize,
    letters: usize,
}

impl Rows {
    /// Cell by cell: a sheet with one cell in its last corner would not fit into memory as a whole. Whether it
    /// was not too much.
    fn read_xlsx(&mut self, book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<bool, ()> {
        let mut reader = book.worksheet_cells_reader(name).map_err(|_| ())?;
        let paddings: Vec<usize> = reader.styles().iter().map(zeros).collect();
        while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(|_| ())? {
            let (row, column) = cell.get_position();
            let width = paddings.get(style).copied().unwrap_or(0);
            if let Some(cell) = of(&Data::from(cell.get_value().clone()), width) {
                self.put(row as usize, column as usize, cell);
            }
            if self.are_too_many() {
                return Ok(false);
            }
        }
        self.tidy();
        Ok(true)
    }

    /// The same of a sheet that was read as a whole.
    fn read_range(&mut self, range: &calamine::Range<Data>) -> bool {
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            if let Some(cell) = of(value, 0) {
                self.put(row + top as usize, column + left as usize, cell);
            }
            if self.are_too_many() {
                return false;
            }
        }
        self.tidy();
        true
    }

    fn are_too_many(&self) -> bool {
        self.0.len() > MOST_ROWS || self.1.cells > MOST_CELLS || self.1.letters > MOST_LETTERS
    }

    fn put(&mut self, row: usize, column: usize, cell: Cell) {
        let number = row + 1;
        self.1.cells += 1;
        self.1.letters += cell.shown().len();
        match self.0.last_mut().filter(|last| last.number == number) {
            Some(last) => last.cells.push((column, cell)),
            None => self.0.push(TableRow { number, cells: vec![(column, cell)] }),
        }
    }

    /// Puts a cell in place of the one that is there, or as a new one; the rows are in order.
    fn replace(&mut self, number: usize, column: usize, cell: Cell) {
        match self.0.binary_search_by_key(&number, |row| row.number) {
            Ok(at) => {
                let cells = &mut self.0[at].cells;
                match cells.binary_search_by_key(&column, |(column, _)| *column) {
                    Ok(at) => cells[at].1 = cell,
                    Err(at) => {
                        self.1.cells += 1;
                        cells.insert(at, (column, cell));
                    }
                }
            }
            Err(at) => {
                self.1.cells += 1;
                self.0.insert(at, TableRow { number, cells: vec![(column, cell)] });
            }
        }
    }

    fn tidy(&mut self) {
        self.0.sort_by_key(|row| row.number);
        self.0.dedup_by(|row, before| {
            let same = row.number == before.number;
            if same {
                before.cells.append(&mut row.cells);
            }
            same
        });
        for row in &mut self.0 {
            row.cells.sort_by_key(|(column, _)| *column);
            row.cells.dedup_by_key(|(column, _)| *column);
        }
    }
}

/// How many digits a cell's format shows at least: `00000` of postal codes.
fn zeros(style: &calamine::Style) -> usize {
    let code = style.number_format.as_ref().map_or("", |format| format.format_code.as_str());
    let code = code.split(';').next().unwrap_or_default();
    if code.len() > 1 && code.bytes().all(|one| one == b'0') { code.len() } else { 0 }
}

/// What stands in a cell, written as in a partner's file.
fn of(value: &Data, digits: usize) -> Option<Cell> {
    let text = match value {
        Data::Empty => return None,
        Data::String(text) => text.clone(),
        Data::Bool(truth) => truth.to_string(),
        Data::Int(number) => return Some(Cell::Number(format!("{number:0digits$}"))),
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            return Some(Cell::Number(format!("{number:0digits$.0}")));
        }
        Data::Float(number) => number.to_string(),
        Data::DateTime(moment) => day_or_time(moment),
        Data::DateTimeIso(text) => iso(text),
        Data::DurationIso(text) => duration(text),
        Data::Error(error) => return Some(Cell::Error(error.to_string())),
    };
    (!text.trim().is_empty()).then(|| Cell::of(text))
}

/// A moment of Excel: a day, a time of day, or both.
fn day_or_time(moment: &ExcelDateTime) -> String {
    let value = moment.as_f64();
    if moment.is_duration() && !(0.0..1.0).contains(&value) {
        return value.to_string();
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    // Times are parts of a day and come out a hair too early.
    let (hour, minute) = match (hour, minute, second) {
        (hour, 59, 59) if hour < 23 => (hour + 1, 0),
        (hour, minute, 59) if minute < 59 => (hour, minute + 1),
        (hour, minute, _) => (hour, minute),
    };
    match (value < 1.0, hour, minute) {
        (true, _, _) => format!("{hour:02}:{minute:02}"),
        (false, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
        (false, _, _) => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}"),
    }
}

/// 2026-11-12T09:30:00 as it is written in a partner's file.
fn iso(text: &str) -> String {
    match text.split_once('T') {
        Some((day, time)) if !time.starts_with("00:00") => format!("{day} {}", time.get(..5).unwrap_or(time)),
        Some((day, _)) => day.to_owned(),
        None => text.to_owned(),
    }
}

/// PT09H30M00S as a time of day.
fn duration(text: &str) -> String {
    let parts: Vec<&str> = text.trim_start_matches("PT").split(['H', 'M']).collect();
    match parts.as_slice() {
        [hours, minutes, ..] => format!("{hours:0>2}:{minutes:0>2}"),
        _ => text.to_owned(),
    }
}

/// The sum of what the parts of a packed file unpack to, as it says itself in its list of contents.
fn unpacked(bytes: &[u8]) -> u64 {
    const ENTRY: &[u8] = b"PK\x01\x02";
    let mut sum = 0_u64;
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.windows(4).position(|four| four == ENTRY)) {
        at += found;
        if let Some(size) = bytes.get(at + 24..at + 28) {
            sum += u64::from(u32::from_le_bytes([size[0], size[1], size[2], size[3]]));
        }
        at += 4;
    }
    sum
}

/// A workbook with one sheet in which every cell is text, so that nothing is calculated and no zero is lost.
///
/// # Errors
/// More rows, columns or letters than Excel takes.
pub fn write(columns: &[String], rows: &[Vec<String>]) -> Result<Vec<u8>, Diagnostic> {
    fill(columns, rows).map_err(|error| {
        Diagnostic::error(codes::NO_TABLE, format!("this does not fit into a workbook: {error}"))
            .help("choose fewer partners with `--where`, or write `--format csv`")
    })
}

fn fill(columns: &[String], rows: &[Vec<String>]) -> Result<Vec<u8>, rust_xlsxwriter::XlsxError> {
    let mut book = Workbook::new();
    // The same partners give the same bytes, whenever it is.
    let stamp = Stamp::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&stamp));
    let text = Format::new().set_num_format("@");
    let bold = Format::new().set_num_format("@").set_bold();
    let sheet = book.add_worksheet();
    sheet.set_name("partners")?;
    sheet.set_freeze_panes(1, 1)?;
    for (at, name) in (0_u16..).zip(columns) {
        sheet.set_column_format(at, &text)?;
        sheet.write_string_with_format(0, at, name, &bold)?;
        let widest =
            rows.iter().filter_map(|row| row.get(usize::from(at))).map(|text| text.chars().count()).max();
        let width = widest.unwrap_or(0).max(name.chars().count()).clamp(6, 40);
        sheet.set_column_width(at, u32::try_from(width).unwrap_or(40) + 2)?;
    }
    for (number, row) in (1_u32..).zip(rows) {
        for (at, value) in (0_u16..).zip(row).filter(|(_, value)| !value.is_empty()) {
            sheet.write_string_with_format(number, at, kept(value), &text)?;
        }
    }
    book.save_to_buffer()
}
