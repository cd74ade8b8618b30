//! Workbooks as programs write them, and what is looked at in partners that came out of lists.

use std::io::{Cursor, Write};

use handclasp::model::PartnerContact;
use rust_xlsxwriter::{Format, Workbook};

/// The rows of a table as cells of a new workbook, with merged cells: first and last row, first and last column.
pub fn workbook(rows: &[&[&str]], merged: &[(u32, u16, u32, u16)]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (first_row, first_column, last_row, last_column) in merged {
        let text = rows[*first_row as usize].get(usize::from(*first_column)).copied().unwrap_or_default();
        sheet
            .merge_range(*first_row, *first_column, *last_row, *last_column, text, &Format::new())
            .expect("merged");
    }
    for (number, row) in (0_u32..).zip(rows) {
        for (column, text) in (0_u16..).zip(*row).filter(|(_, text)| !text.is_empty()) {
            sheet.write_string(number, column, *text).expect("written");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

/// A packed file with these parts.
pub fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut packed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        packed.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        packed.write_all(text.as_bytes()).expect("written");
    }
    packed.finish().expect("packed").into_inner()
}

/// An Excel workbook with this as the content of its sheet's data, and what follows it.
pub fn xlsx(data: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    packed(&[
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
        ),
        (
            "_rels/.rels",
            &format!(
                "<Relationships xmlns=\"{relations}\"><Relationship Id=\"a\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"b\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            &format!(
                "<Relationships xmlns=\"{relations}\"><Relationship Id=\"b\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            &format!("<worksheet xmlns=\"{main}\"><sheetData>{data}</sheetData></worksheet>"),
        ),
    ])
}

/// A text cell of an Excel workbook.
pub fn cell(place: &str, text: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

/// A LibreOffice workbook with these rows in its sheet.
pub fn ods(sheets: &str) -> Vec<u8> {
    let namespace = "urn:oasis:names:tc:opendocument:xmlns";
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"{namespace}:office:1.0\" xmlns:table=\"{namespace}:table:1.0\" \
         xmlns:text=\"{namespace}:text:1.0\"><office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"
    );
    packed(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
        (
            "META-INF/manifest.xml",
            &format!("<manifest:manifest xmlns:manifest=\"{namespace}:manifest:1.0\"/>"),
        ),
    ])
}

/// A row of a LibreOffice workbook.
pub fn ods_row(cells: &[&str]) -> String {
    let cell = |text: &&str| match *text {
        "" => "<table:table-cell/>".to_owned(),
        text => format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        ),
    };
    format!("<table:table-row>{}</table:table-row>", cells.iter().map(cell).collect::<String>())
}

/// The family names that contacts have.
pub fn family_names(contacts: &[PartnerContact]) -> Vec<&str> {
    contacts.iter().filter_map(|contact| contact.family_name.as_deref()).collect()
}

/// The email addresses that contacts have.
pub fn addresses(contacts: &[PartnerContact]) -> Vec<&str> {
    contacts.iter().filter_map(|contact| contact.email.as_deref()).collect()
}
