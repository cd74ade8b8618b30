//! Files that are no list and look like one, or are called like one: what they are, and how a list is made of them.

use super::compound;
use super::packed::Package;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes;

const EXCEL: &str = "save it as “Excel workbook (.xlsx)”";

/// The problem of a file that is something else: what it is, and what to do.
fn problem(file: &str, what: &str, help: &str) -> Diagnostic {
    Diagnostic::error(codes::NO_TABLE, format!("`{file}` is {what}")).help(help.to_owned())
}

/// What a file is by its parts or streams, when it is neither an Excel nor a LibreOffice workbook; `bytes` begin as a packed
/// file or as the container of older office programs.
pub fn packed(file: &str, bytes: &[u8]) -> Option<Diagnostic> {
    let is_old = bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]);
    let (what, help) = if is_old { of_streams(bytes)? } else { of_parts(bytes)? };
    Some(problem(file, what, help))
}

fn of_streams(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    const KINDS: &[(&str, &str, &str)] = &[
        (
            "WordDocument",
            "a Word document",
            "open it in Word, copy the table into a new Excel workbook, and import that",
        ),
        (
            "PowerPoint Document",
            "a PowerPoint presentation",
            "copy the table into a new Excel workbook, and import that",
        ),
        (
            "__properties_version1.0",
            "a mail of Outlook",
            "save the list that is attached to it, and import that",
        ),
    ];
    if compound::has(bytes, &["EncryptedPackage"]) {
        return Some(("protected with a password", "open it in Excel and save a copy without a password"));
    }
    let is_workbook = compound::has(bytes, &["Workbook", "Book"]);
    let kind = KINDS.iter().find(|(stream, _, _)| !is_workbook && compound::has(bytes, &[*stream]))?;
    Some((kind.1, kind.2))
}

fn of_parts(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let mut packed = Package::of(bytes)?;
    if packed.has("xl/workbook.bin") {
        return Some((
            "an Excel binary workbook (.xlsb), which is not read",
            "open it in Excel and save it as “Excel workbook (.xlsx)”",
        ));
    }
    if packed.has("xl/workbook.xml") {
        return None;
    }
    if packed.has("word/document.xml") {
        return Some((
            "a Word document",
            "open it in Word, copy the table into a new Excel workbook, and import that",
        ));
    }
    if packed.has("ppt/presentation.xml") {
        return Some((
            "a PowerPoint presentation",
            "copy the table into a new Excel workbook, and import that",
        ));
    }
    if packed.has_any(".iwa") || packed.has("index/document.iwa") {
        return Some((
            "a file of Apple’s Numbers, Pages or Keynote",
            "open it in Numbers, choose File, Export To, Excel, and import what comes out",
        ));
    }
    if let Some(kind) = packed.start("mimetype", 100) {
        let kind = String::from_utf8_lossy(&kind).into_owned();
        return match kind.trim() {
            kind if kind.contains("opendocument.spreadsheet") => None,
            kind if kind.contains("opendocument.text") => Some((
                "a text document of LibreOffice",
                "copy the table in it into a new spreadsheet, save that, and import it",
            )),
            kind if kind.contains("epub") => Some(("a book (EPUB)", "choose the spreadsheet itself")),
            _ => Some(("a document of LibreOffice, and no spreadsheet", "choose the spreadsheet itself")),
        };
    }
    if packed.has("content.xml") || packed.has_any("workbook.xml") || packed.has("[content_types].xml") {
        return None;
    }
    let is_empty = packed.len() == 0;
    (!is_empty).then_some((
        "a packed folder (ZIP)",
        "unpack it first: in the Explorer right-click it and choose “Extract all”; then import the list that was in it",
    ))
}

/// What a file is by how it begins, when that is known to be no list.
pub fn beginning(file: &str, bytes: &[u8]) -> Option<Diagnostic> {
    const KINDS: &[(&[u8], &str, &str)] = &[
        (
            b"%PDF",
            "a PDF, which has no cells",
            "ask for the list as a spreadsheet; or in Excel choose Data, Get Data, From File, From PDF",
        ),
        (
            b"{\\rtf",
            "a text document (RTF)",
            "open it in Word, copy the table into a new Excel workbook, and import that",
        ),
        (b"\x89PNG", "a picture", "the list itself is needed; letters in a picture are not read"),
        (b"\xff\xd8\xff", "a picture", "the list itself is needed; letters in a picture are not read"),
        (b"GIF8", "a picture", "the list itself is needed; letters in a picture are not read"),
        (
            b"BEGIN:VCARD",
            "a set of visiting cards (vCard)",
            "export the address book as CSV, and import that",
        ),
        (b"BEGIN:VCALENDAR", "a calendar", "export the list as CSV, and import that"),
        (b"[InternetShortcut]", "a link to a web page", "open it, download the list itself, and import that"),
        (
            b"\x00\x01\x00\x00Standard",
            "a database of Access",
            "in Access export the table as an Excel workbook, and import that",
        ),
        (b"SQLite format 3", "a database", "export the table as CSV, and import that"),
        (b"Rar!", "a packed folder (RAR)", "unpack it first, and import the list that was in it"),
        (b"7z\xbc\xaf", "a packed folder (7z)", "unpack it first, and import the list that was in it"),
        (b"\x1f\x8b", "a packed file (gzip)", "unpack it first, and import the list that was in it"),
    ];
    if bytes.is_empty() {
        return Some(
            Diagnostic::error(codes::NO_ROWS, format!("there is nothing in `{file}`: the file is empty"))
                .help("perhaps it was not copied completely, or lies in the cloud only: open it once in Excel, save it, and import it then"),
        );
    }
    let marked = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let kind = KINDS.iter().find(|(start, _, _)| marked.starts_with(start))?;
    Some(problem(file, kind.1, kind.2))
}

/// What a text is when it has tags in place of rows.
pub fn text(file: &str, text: &str) -> Option<Diagnostic> {
    const LOOKED_AT: usize = 4_000;
    let start: String = text.trim_start_matches('\u{feff}').trim_start().chars().take(LOOKED_AT).collect();
    let small = start.to_lowercase();
    let begins = |starts: &[&str]| starts.iter().any(|one| small.starts_with(one));
    if begins(&["<?xml", "<?mso", "<workbook", "<office:", "<ss:"]) || small.starts_with("<!-- ") {
        if small.contains("urn:schemas-microsoft-com:office:spreadsheet") {
            let help = format!("open it in Excel and {EXCEL}; that Excel warns of its name does no harm");
            return Some(problem(
                file,
                "a spreadsheet in an older form (XML Spreadsheet 2003), which is not read",
                &help,
            ));
        }
        if small.contains("opendocument") {
            let help = format!("open it in LibreOffice and {EXCEL}");
            return Some(problem(
                file,
                "a LibreOffice document in one piece (.fods), which is not read",
                &help,
            ));
        }
        if !small.contains("<html") && !small.contains("<table") {
            let help = format!("if Excel opens it as a table, {EXCEL} there, and import that");
            return Some(problem(file, "a file with tags (XML), and no list", &help));
        }
    }
    let is_page =
        begins(&["<!doctype html", "<html", "<table", "<head", "<body", "<meta", "<style", "<div", "<tr"]);
    if is_page || (small.starts_with('<') && (small.contains("<html") || small.contains("<table"))) {
        let help = format!("open it in Excel and {EXCEL}; that Excel warns of its name does no harm");
        return Some(problem(file, "a web page (HTML), whatever it is called", &help));
    }
    if small.starts_with("mime-version:") || small.contains("content-type: multipart/related") {
        let help = format!("open it in Excel or in a browser, and {EXCEL}");
        return Some(problem(file, "a saved web page (MHT)", &help));
    }
    if small.starts_with('{') && (small.contains("\"url\"") || small.contains("\"doc_id\"")) {
        return Some(problem(
            file,
            "only a link to a spreadsheet of Google",
            "open it in the browser, choose File, Download, Microsoft Excel (.xlsx), and import what comes out",
        ));
    }
    if begins(&["{\"", "{\n", "{\r", "[{", "[\n", "[\r"]) {
        return Some(problem(
            file,
            "data of a program (JSON), and no list",
            "export the list as CSV or as an Excel workbook",
        ));
    }
    if begins(&["{\\rtf"]) {
        return Some(problem(
            file,
            "a text document (RTF)",
            "open it in Word, copy the table into a new Excel workbook, and import that",
        ));
    }
    None
}
