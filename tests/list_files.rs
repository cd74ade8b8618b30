//! The files that lists are: text files of other programs, files of other kinds, what is no table at all.

use crate::importing::{empty, import, imported, partner};
use crate::list_books::{ods, ods_row, packed, workbook};

/// Tried in lists: a quotation mark that opens and is never closed, or is closed some rows below | nothing is read, the row is named
#[test]
fn a_quotation_mark_that_stays_open_is_told_with_its_row() {
    let never = "is never closed";
    let takes = "below it into one cell";
    for (list, row, told) in [
        (include_str!("lists/quote-open.csv"), 2, never),
        (
            "Company,Country,Email\nLaiva Oy,Finland,p@example.org\n\nVene Oy,\"Finland,o@example.org\nPursi Oy,Finland,a@example.org\n",
            4,
            never,
        ),
        (
            "Company,Country,Email\n\"Laiva Oy,Finland,p@example.org\nVene \"Oy\",Finland,o@example.org\n",
            2,
            takes,
        ),
        (
            "Company,Country,Email\n\"Laiva Oy,Finland,p@example.org\nVene Oy,Finland,o@example.org\"\nPursi Oy,Finland,a@example.org\n",
            2,
            takes,
        ),
        (
            "Company;Country;Email\n\"Laiva Oy;Finland;p@example.org\n\"Vene Oy;Finland;o@example.org\n",
            2,
            takes,
        ),
    ] {
        let (sandbox, run) = imported("a.csv", list);
        assert_eq!(run.code, 1, "{list}: {}{}", run.stdout, run.stderr);
        assert!(
            run.stderr.contains(&format!(
                "error[no-table]: row {row} of `a.csv`: the quotation mark in front of `"
            )) && run.stderr.contains(told),
            "{list}: {}",
            run.stderr
        );
        assert!(sandbox.files("partners").is_empty());
    }
    // What is right in quotation marks stays so.
    let list = "Company;Street;Activity\n\"Laiva \"\"Nord\"\" Oy\";\"Kai 3; Hof\";\"Boats; they\nsail; far; away\nand more\"\n";
    let (sandbox, run) = imported("a.csv", list);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let laiva = partner(&sandbox, "laiva-nord");
    assert_eq!(laiva.legal_name, "Laiva \"Nord\" Oy");
    assert_eq!(laiva.address.and_then(|address| address.street).as_deref(), Some("Kai 3; Hof"));
}

/// Tried in lists: cells in single quotation marks, in those of word processors, with `\"` inside, with blanks in front of the marks; `sep=;`, tabs, bars | read as they are meant
#[test]
fn text_files_of_other_programs_are_read() {
    for list in [
        "'Company','City'\n'Laiva, Nord Oy','Turku'\n",
        "“Company”;“City”\n“Laiva, Nord Oy”;“Turku”\n",
        "„Company“;„City“\n„Laiva, Nord Oy“;„Turku“\n",
        "«Company»;«City»\n«Laiva, Nord Oy»;«Turku»\n",
        "Company, City\n\"Laiva, Nord Oy\", \"Turku\"\n",
        "\"Company\" , \"City\"\r\n\"Laiva, Nord Oy\" , \"Turku\"\r\n",
        "sep=;\nCompany;City\nLaiva, Nord Oy;Turku\n",
        "SEP=|\r\nCompany|City\r\nLaiva, Nord Oy|Turku\r\n",
        "Company\tCity\nLaiva, Nord Oy\tTurku\n",
        "\u{feff}Company;City\nLaiva, Nord Oy;Turku\n",
    ] {
        let (sandbox, run) = imported("a.csv", list);
        assert_eq!(run.code, 0, "{list}: {}{}", run.stdout, run.stderr);
        let laiva = partner(&sandbox, "laiva-nord");
        assert_eq!(laiva.legal_name, "Laiva, Nord Oy", "{list}");
        assert_eq!(laiva.address.and_then(|address| address.city).as_deref(), Some("Turku"), "{list}");
    }
    let (sandbox, run) = imported("a.csv", "\"Company\",\"City\"\n\"Laiva \\\"Nord\\\" Oy\",\"Turku\"\n");
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(partner(&sandbox, "laiva-nord").legal_name, "Laiva \"Nord\" Oy");
}

/// Tried in lists: XML, a web page, JSON, a Word document, a Numbers file, .xlsb, .fods, a PDF, a picture, a ZIP, visiting cards, a link, an empty file under the name of a list | said in plain words, with what to do
#[test]
fn a_file_of_another_kind_is_told_as_what_it_is() {
    let xml = include_str!("lists/spreadsheetml.xls");
    let old = |stream: &str| {
        // A container (MS-CFB) with its folder in the second sector, and in it a stream without content.
        let mut bytes = vec![0_u8; 512 * 3];
        bytes[..8].copy_from_slice(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
        bytes[30] = 9;
        bytes[48..52].copy_from_slice(&1_u32.to_le_bytes());
        bytes[68..72].copy_from_slice(&0xffff_fffe_u32.to_le_bytes());
        bytes[76..512].fill(0xff);
        bytes[76..80].copy_from_slice(&0_u32.to_le_bytes());
        bytes[512..1024].fill(0xff);
        bytes[516..520].copy_from_slice(&0xffff_fffe_u32.to_le_bytes());
        for (at, unit) in stream.encode_utf16().enumerate() {
            bytes[1024 + 128 + at * 2..][..2].copy_from_slice(&unit.to_le_bytes());
        }
        bytes
    };
    for (name, bytes, told) in [
        ("a.xls", xml.as_bytes().to_vec(), "is a spreadsheet in an older form (XML Spreadsheet 2003)"),
        ("a.xls", b"<html><head><meta charset=utf-8></head><table><tr><td>Firma</td></tr></table></html>".to_vec(), "is a web page (HTML)"),
        ("b.xls", b"\n <table border=1><tr><td>Firma</td></tr></table>".to_vec(), "is a web page (HTML)"),
        ("c.xls", "<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns=\"x\"><body/></html>".into(), "is a web page (HTML)"),
        ("a.mht", b"MIME-Version: 1.0\nContent-Type: multipart/related\n".to_vec(), "is a saved web page"),
        ("a.fods", b"<?xml version=\"1.0\"?><office:document office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"/>".to_vec(), ".fods"),
        ("a.xml", b"<?xml version=\"1.0\"?><partners><partner/></partners>".to_vec(), "is a file with tags (XML)"),
        ("a.json", b"[{\"name\": \"Laiva Oy\"}]".to_vec(), "is data of a program (JSON)"),
        ("a.gsheet", b"{\"url\": \"https://docs.example.org\", \"doc_id\": \"1\"}".to_vec(), "is only a link to a spreadsheet of Google"),
        ("a.docx", packed(&[("word/document.xml", "<a/>"), ("[Content_Types].xml", "<a/>")]), "is a Word document"),
        ("a.pptx", packed(&[("ppt/presentation.xml", "<a/>")]), "is a PowerPoint presentation"),
        ("a.xlsx", packed(&[("xl/workbook.bin", "x")]), "is an Excel binary workbook (.xlsb)"),
        ("a.numbers", packed(&[("Index/Document.iwa", "x"), ("Index/Tables/Tile.iwa", "x")]), "Apple’s Numbers"),
        ("a.odt", packed(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<a/>")]), "is a text document of LibreOffice"),
        ("a.zip", packed(&[("list.xlsx", "x"), ("letter.docx", "x")]), "is a packed folder (ZIP)"),
        ("a.doc", old("WordDocument"), "is a Word document"),
        ("a.xlsx", old("EncryptedPackage"), "is protected with a password"),
        ("a.pdf", b"%PDF-1.7".to_vec(), "is a PDF"),
        ("a.csv", b"\x89PNG\r\n\x1a\n".to_vec(), "is a picture"),
        ("a.csv", b"BEGIN:VCARD\nVERSION:3.0\n".to_vec(), "is a set of visiting cards"),
        ("a.rtf", b"{\\rtf1 Firma}".to_vec(), "is a text document (RTF)"),
        ("a.xlsx", Vec::new(), "the file is empty"),
    ] {
        let (sandbox, run) = imported(name, bytes);
        assert_eq!(run.code, 1, "{name}, {told}: {}{}", run.stdout, run.stderr);
        assert!(run.stderr.contains(told), "{name}, {told}: {}", run.stderr);
        assert!(run.stderr.contains("= help: "), "{name}, {told}: {}", run.stderr);
        assert!(sandbox.files("partners").is_empty(), "{name}");
    }
}

/// Tried in lists: a CSV file that is called .xlsx, a workbook that is called .csv | read by what is in it
#[test]
fn a_list_under_another_name_is_read() {
    let rows: &[&[&str]] = &[&["Company", "City"], &["Laiva Oy", "Turku"]];
    for (name, bytes) in
        [("a.xlsx", b"Company;City\nLaiva Oy;Turku\n".to_vec()), ("a.csv", workbook(rows, &[]))]
    {
        let (sandbox, run) = imported(name, bytes);
        assert_eq!(run.code, 0, "{name}: {}", run.stderr);
        assert_eq!(partner(&sandbox, "laiva").legal_name, "Laiva Oy");
    }
}

/// Tried in lists: a list of which no column is known | an error with the names that are there, exit code 1
/// Tried in lists: a workbook with an empty sheet | said so
#[test]
fn a_list_without_a_known_column_is_an_error() {
    for (name, bytes) in [
        ("a.csv", b"Quux;Zorp\nLaiva Oy;Turku\n".to_vec()),
        ("a.xlsx", workbook(&[&["Quux", "Zorp"], &["Laiva Oy", "Turku"]], &[])),
    ] {
        let (sandbox, run) = imported(name, bytes);
        assert_eq!(run.code, 1, "{name}: {}{}", run.stdout, run.stderr);
        assert!(
            run.stderr.contains(&format!(
                "error[no-header]: no column of `{name}` is one that is known: row 1 has `Quux` and `Zorp`"
            )) && run.stderr.contains("--map \"Quux=legal_name\""),
            "{name}: {}",
            run.stderr
        );
        assert_eq!(import(&sandbox, &[name, "--map", "Quux=legal_name"]).code, 0, "{name}");
        assert_eq!(partner(&sandbox, "laiva").legal_name, "Laiva Oy");
    }
    let (_, run) = imported("a.xlsx", workbook(&[], &[]));
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("error[no-rows]: there is nothing in"), "{}", run.stderr);
}

#[test]
fn what_is_no_table_is_told_in_plain_words() {
    let whole = include_bytes!("cases/lists/workbook-values/workspace/list.xlsx");
    let files: Vec<(&str, Vec<u8>, &str)> = vec![
        ("a.xlsx", Vec::new(), "no-rows"),
        ("b.xlsx", whole[..whole.len() / 2].to_vec(), "no-table"),
        ("c.xlsx", b"PK\x03\x04 and nothing else".to_vec(), "no-table"),
        ("d.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), "no-table"),
        ("e.csv", b"\n\n\r\n;;;\n".to_vec(), "no-rows"),
        ("f.csv", b"Company;City\n".to_vec(), "no-rows"),
        ("g.pdf", b"%PDF-1.7 \x00\x01".to_vec(), "no-table"),
        ("h.csv", b"a@b.example.org;www.example.org\n1;2\n".to_vec(), "no-header"),
        ("i.csv", b"\x00\x01\x02\x03\xff".to_vec(), "no-table"),
    ];
    for (name, bytes, code) in files {
        let sandbox = empty();
        sandbox.write(name, bytes);
        let run = sandbox.run(&["import", name, "--sheet", "Leads", "--yes"]);
        assert_eq!(run.code, 1, "{name}:\n{}", run.stderr);
        assert!(run.stderr.contains(&format!("error[{code}]")), "{name}:\n{}", run.stderr);
        assert!(!run.stderr.contains("panicked"), "{name}:\n{}", run.stderr);
    }
    let run = empty().run(&["import", "none.csv"]);
    assert!(run.stderr.contains("error[unreadable-file]"), "{}", run.stderr);
}

/// Tried in lists: a workbook with 3,000 sheets | the first few are named, and how many there are
#[test]
fn of_many_sheets_a_few_are_named() {
    let sheet = |at: usize| {
        format!("<table:table table:name=\"Sheet number {at}\">{}</table:table>", ods_row(&["Company"]))
    };
    let (_, run) = imported("a.ods", ods(&(0..3_000).map(sheet).collect::<String>()));
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(
        run.stderr.contains("`a.ods` has 3000 sheets: `Sheet number 0`, `Sheet number 1`")
            && run.stderr.contains("and 2992 more"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.len() < 1_000, "{}", run.stderr);
}
