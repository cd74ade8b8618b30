//! A small file that asks for much is told in little time and little memory.

use std::fmt::Write;
use std::time::{Duration, Instant};

use handclasp::workspace::{is_device, is_id};

use crate::support::{Run, Sandbox};

/// Long on a computer that does much else; the work itself is stopped far earlier.
const MOST: Duration = Duration::from_secs(45);

fn timed(sandbox: &Sandbox, arguments: &[&str]) -> Run {
    let start = Instant::now();
    let run = sandbox.run(arguments);
    assert!(start.elapsed() < MOST, "{arguments:?} took {:?}: {}", start.elapsed(), run.stderr);
    assert!(!run.stderr.contains("no problems"), "{}", run.stderr);
    run
}

/// The remainder that a packed file has beside each of its parts (ISO 3309).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 * (crc & 1)))
    })
}

/// A packed file with parts that are not made smaller.
fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut list = Vec::new();
    for (name, text) in parts {
        let at = file.len() as u32;
        let length = text.len() as u32;
        let mut head = Vec::new();
        head.extend([20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0]);
        head.extend(crc(text.as_bytes()).to_le_bytes());
        head.extend(length.to_le_bytes());
        head.extend(length.to_le_bytes());
        head.extend((name.len() as u16).to_le_bytes());
        head.extend([0, 0]);
        file.extend(*b"PK\x03\x04");
        file.extend(&head);
        file.extend(name.as_bytes());
        file.extend(text.as_bytes());
        list.extend(*b"PK\x01\x02\x14\x00");
        list.extend(&head);
        list.extend([0; 10]);
        list.extend(at.to_le_bytes());
        list.extend(name.as_bytes());
    }
    let (start, length, number) = (file.len() as u32, list.len() as u32, parts.len() as u16);
    file.extend(list);
    file.extend(*b"PK\x05\x06\0\0\0\0");
    file.extend(number.to_le_bytes());
    file.extend(number.to_le_bytes());
    file.extend(length.to_le_bytes());
    file.extend(start.to_le_bytes());
    file.extend([0, 0]);
    file
}

fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
         <table:table table:name=\"a\">{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = "<?xml version=\"1.0\"?><manifest:manifest \
         xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    packed(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", &content),
    ])
}

fn ods_cell(text: &str, repeated: &str) -> String {
    format!(
        "<table:table-cell office:value-type=\"string\" {repeated}><text:p>{text}</text:p></table:table-cell>"
    )
}

/// Tried in lists: a small LibreOffice file that repeats a filled cell millions of times | refused as too large to be a list, in seconds
#[test]
fn a_workbook_that_repeats_its_cells_is_refused() {
    let head =
        format!("<table:table-row>{}{}</table:table-row>", ods_cell("Company", ""), ods_cell("City", ""));
    let cell = ods_cell("x", "table:number-columns-repeated=\"16384\"");
    let repeated =
        format!("<table:table-row table:number-rows-repeated=\"1048576\">{cell}</table:table-row>");
    let rows = format!("<table:table-row>{cell}</table:table-row>").repeat(400);
    for rows in [repeated, rows] {
        let sandbox = Sandbox::sample();
        sandbox.write("list.ods", ods(&format!("{head}{rows}")));
        let run = timed(&sandbox, &["import", "list.ods", "--plan"]);
        assert_eq!(run.code, 1, "{}", run.stderr);
        let told = &run.stderr;
        assert!(told.contains("error[no-table]: `list.ods`"), "{told}");
        assert!(
            told.contains("too large to be a list of partners")
                || told.contains("takes more than 10 seconds"),
            "{told}"
        );
    }
}

/// Tried in lists: an ordinary LibreOffice file whose last row and columns are repeated without content | imported; what is empty does not count
#[test]
fn a_workbook_with_empty_cells_to_its_end_is_read() {
    let row = |cells: [&str; 2]| {
        let cells: String = cells.iter().map(|text| ods_cell(text, "")).collect();
        format!(
            "<table:table-row>{cells}<table:table-cell table:number-columns-repeated=\"16382\"/></table:table-row>"
        )
    };
    let end = "<table:table-row table:number-rows-repeated=\"1048500\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let sandbox = Sandbox::sample();
    let rows = format!("{}{}{end}", row(["Company", "Country"]), row(["Kovomont a.s.", "Slovakia"]));
    sandbox.write("list.ods", ods(&rows));
    let run = sandbox.run(&["import", "list.ods", "--plan", "--set", "kind=company"]);
    assert!(run.stdout.contains("kovomont"), "{}{}", run.stdout, run.stderr);
}

/// Tried in lists: an Excel file of which every cell names one long shared text | refused as too large to be a list, in seconds
#[test]
fn a_workbook_of_shared_texts_is_refused() {
    let text = "word ".repeat(6_000);
    let mut rows = String::new();
    for row in 1..=20_000 {
        let _ = write!(
            rows,
            "<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c><c r=\"B{row}\" t=\"s\"><v>0</v></c></row>"
        );
    }
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let kinds = "http://schemas.openxmlformats.org/package/2006/content-types";
    let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let book = packed(&[
        (
            "[Content_Types].xml",
            &format!(
                "<Types xmlns=\"{kinds}\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            &format!(
                "<Relationships xmlns=\"{relations}\"><Relationship Id=\"r1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            &format!(
                "<Relationships xmlns=\"{relations}\"><Relationship Id=\"r1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"{office}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
            ),
        ),
        ("xl/sharedStrings.xml", &format!("<sst xmlns=\"{main}\"><si><t>{text}</t></si></sst>")),
        (
            "xl/worksheets/sheet1.xml",
            &format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>"),
        ),
    ]);
    let sandbox = Sandbox::sample();
    sandbox.write("list.xlsx", book);
    let run = timed(&sandbox, &["import", "list.xlsx", "--plan"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("`list.xlsx` is too large to be a list of partners"), "{}", run.stderr);
}

/// Tried in lists: twenty thousand rows of one organisation, and as many organisations of one name | told in seconds
#[test]
fn a_list_of_one_name_is_planned_in_little_time() {
    let sandbox = Sandbox::sample();
    let mut same = String::from("Company;E-Mail\n");
    let mut alike = String::from("Company;Short name\n");
    for number in 0..20_000 {
        let _ = writeln!(same, "Kovomont a.s.;p{number}@kovomont.example.org");
        let _ = writeln!(alike, "Kovomont {number} a.s.;Kovomont");
    }
    sandbox.write("same.csv", same);
    let run =
        timed(&sandbox, &["import", "same.csv", "--plan", "--set", "kind=company", "--set", "country=SK"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("all of them speak of one organisation, `kovomont"), "{}", run.stderr);
    sandbox.write("alike.csv", alike);
    let run =
        timed(&sandbox, &["import", "alike.csv", "--plan", "--set", "kind=company", "--set", "country=SK"]);
    assert!(run.stderr.contains("20000 new"), "{}", run.stderr);
    assert!(run.stdout.contains("new (20000)"), "{}", run.stdout);
}

/// Tried in lists: a text file of millions of commas, of millions of empty lines, or with one quotation mark that is never closed | refused or read in seconds
#[test]
fn a_text_file_of_nothing_but_separators_is_read_in_little_time() {
    for text in [
        ",".repeat(9_000_000),
        "\n".repeat(9_000_000),
        format!("Company\n\"{}", "x,\n".repeat(3_000_000)),
        "a;b\n".repeat(2_000_000),
        "x".repeat(25_000_000),
    ] {
        let sandbox = Sandbox::sample();
        sandbox.write("list.csv", &text);
        let run = timed(&sandbox, &["import", "list.csv", "--plan"]);
        assert_ne!(run.code, 0, "{}", run.stderr);
        assert!(run.stderr.len() < 20_000);
    }
}

/// Tried in lists: a hundred thousand entries or unknown fields in one partner's file | refused at the first that is too many, in seconds
#[test]
fn a_partners_file_with_a_hundred_thousand_entries_is_refused() {
    let head = "legal_name: \"Fundacja Wiatrak\"\nkind: ngo\n";
    let many = |line: &dyn Fn(usize) -> String| (0..100_000).map(line).collect::<String>();
    for (yaml, told) in [
        (
            format!("{head}activities:\n{}", many(&|at| format!("  - a{at}\n"))),
            "this list has more than 1000 entries",
        ),
        (format!("{head}{}", many(&|at| format!("field{at}: x\n"))), "more than 1000 keys in one place"),
        (
            format!("{head}contacts:\n{}", many(&|at| format!("  - {{a{at}: x}}\n"))),
            "this list has more than 1000 entries",
        ),
        (
            format!(
                "{head}a: [{}]",
                "[x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x], "
                    .repeat(999)
            ),
            "this file has more than 20000 values",
        ),
    ] {
        let sandbox = Sandbox::with_partner("wiatrak", &yaml);
        let run = timed(&sandbox, &["check"]);
        assert_eq!(run.code, 1, "{}", run.stderr);
        assert!(
            run.stderr.contains("error[yaml-too-many]") && run.stderr.contains(told),
            "{told}: {}",
            run.stderr
        );
        assert!(run.stderr.contains("partners/wiatrak.yaml:"), "it has its place: {}", run.stderr);
    }
}

/// Tried in texts: a template that doubles a text, at once, in a loop, by way of another name, or by what it prints into it | refused at its line
#[test]
fn a_template_that_doubles_a_text_is_refused_at_its_line() {
    let front = "---\ntitle: \"Note\"\nlayout: letter\nformats: [md]\n---\n\n";
    for body in [
        format!("{{% set a = \"x\" %}}\n{}{{{{ a }}}}", "{% set a = a ~ a %}\n".repeat(34)),
        "{% set_global a = \"x\" %}\n{% for i in range(end=34) %}{% set_global a = a ~ a %}{% endfor %}\n{{ a }}".to_owned(),
        "{% set_global a = \"x\" %}\n{% for i in range(end=34) %}{% set_global b = a ~ a %}{% set_global a = b %}{% endfor %}\n{{ a }}".to_owned(),
        format!("{{% set a %}}x{{% endset %}}\n{}{{{{ a }}}}", "{% set a %}{{ a }}{{ a }}{% endset %}\n".repeat(34)),
        format!("{{% set a = [\"x\"] %}}\n{}{{{{ a }}}}", "{% set a = [...a, ...a] %}\n".repeat(34)),
    ] {
        let sandbox = Sandbox::sample();
        sandbox.write("templates/note/en.md", format!("{front}{body}\n"));
        let run = timed(&sandbox, &["check"]);
        assert_eq!(run.code, 1, "{body}: {}", run.stderr);
        assert!(run.stderr.contains("error[endless-text]: `a` is put together") || run.stderr.contains("error[endless-text]: `b` is put together"), "{body}: {}", run.stderr);
        assert!(run.stderr.contains("--> templates/note/en.md:"), "{body}: {}", run.stderr);
        // The others are made.
        let run = timed(&sandbox, &["build", "--partner", "gruenfliess", "--format", "md"]);
        assert_eq!(run.code, 1, "{body}: {}", run.stderr);
        assert!(sandbox.path("output/gruenfliess/one-pager.en.md").is_file(), "{body}: {}", run.stderr);
    }
}

/// Tried in texts: a template that prints without an end | refused when it is longer than any document, and the others are made
#[test]
fn a_template_that_prints_without_an_end_is_refused() {
    let sandbox = Sandbox::sample();
    let loops = "{% for a in range(end=99999) %}{% for b in range(end=99999) %}word {% endfor %}{% endfor %}";
    sandbox.write(
        "templates/note/en.md",
        format!("---\ntitle: \"Note\"\nlayout: letter\nformats: [md]\n---\n\n{loops}\n"),
    );
    let run = timed(&sandbox, &["build", "--partner", "gruenfliess", "--format", "md"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(
        run.stderr.contains(
            "error[endless-text]: `note` for `gruenfliess` is longer than 200000 letters or 5000 lines"
        ),
        "{}",
        run.stderr
    );
    assert!(sandbox.path("output/gruenfliess/one-pager.en.md").is_file(), "{}", run.stderr);
}

/// Tried in texts: a template that prints twenty thousand rows or entries, or has thousands of mistakes itself | told in seconds, the first hundred mistakes at their places
#[test]
fn a_template_of_thousands_of_rows_or_mistakes_is_told_in_little_time() {
    let front = "---\ntitle: \"Note\"\nlayout: letter\nformats: [md, pdf]\n---\n\n";
    let fields: String = (0..9_000).map(|at| format!("{{{{ partner.x{at} }}}}\n")).collect();
    let links: String = (0..15_000).map(|at| format!("[a](b{at})\n")).collect();
    for (body, told) in [
        (
            "| a | b |\n|---|---|\n{% for a in range(end=19000) -%}\n| w | x |\n{% endfor %}\n".to_owned(),
            "is longer than 200000 letters or 5000 lines",
        ),
        (
            "{% for a in range(end=40000) %}\n- w\n{% endfor %}\n".to_owned(),
            "is longer than 200000 letters or 5000 lines",
        ),
        (fields, "8900 more problems in `templates/note/en.md`"),
        (links, "14900 more problems in `templates/note/en.md`"),
        ("word ".repeat(50_000), "`templates/note/en.md` is longer than 200000 letters"),
    ] {
        let sandbox = Sandbox::sample();
        sandbox.write("templates/note/en.md", format!("{front}{body}\n"));
        let run = timed(&sandbox, &["check", "gruenfliess"]);
        assert_eq!(run.code, 1, "{}", run.stderr);
        assert!(
            run.stderr.contains(told),
            "{told}: {}",
            &run.stderr[run.stderr.len().saturating_sub(3_000)..]
        );
        assert!(run.stderr.matches("error[").count() < 300, "{told}");
    }
}

/// Tried in texts: a template of one's own that joins values as templates do, in loops and in pieces | made as before
#[test]
fn an_ordinary_template_that_keeps_values_is_made() {
    let sandbox = Sandbox::sample();
    let body = "{% set_global names = \"\" %}{% set_global count = 0 %}\n\
        {% for activity in partner.activities %}{% set line = activity ~ \", \" ~ partner.legal_name %}\
        {% set_global names = names ~ line ~ \"; \" %}{% set_global count = count + count + 1 %}{% endfor %}\n\
        {% set a = names ~ names %}{% set b = a ~ a %}{{ b }}\n";
    sandbox.write(
        "templates/note/en.md",
        format!("---\ntitle: \"Note\"\nlayout: letter\nformats: [md]\n---\n\n{body}"),
    );
    let run = sandbox.build(&["note", "--partner", "gruenfliess"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(sandbox.read("output/gruenfliess/note.en.md").contains("; "));
}

fn with_logo(ending: &str, bytes: impl AsRef<[u8]>) -> Sandbox {
    let sandbox = Sandbox::sample();
    sandbox.write(&format!("templates/assets/mine.{ending}"), bytes);
    sandbox.edit("institution.yaml", "assets/logo.svg", &format!("assets/mine.{ending}"));
    sandbox
}

fn svg(inside: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"80\" height=\"40\" viewBox=\"0 0 80 40\">{inside}</svg>"
    )
}

/// Tried in documents: a logo of three megabytes of letters, of shapes that repeat one another, of patterns in patterns | refused in seconds, with what to do
#[test]
fn a_logo_that_takes_minutes_is_refused() {
    let mut letters = String::new();
    for at in 0..40_000 {
        let _ = write!(
            letters,
            "<text x=\"{}\" y=\"{}\" font-size=\"9\">The quick brown fox jumps</text>",
            at % 80,
            at % 40
        );
    }
    let mut doubled = String::from("<defs><g id=\"a0\"><rect width=\"1\" height=\"1\"/></g>");
    for level in 1..30 {
        let before = level - 1;
        let _ = write!(
            doubled,
            "<g id=\"a{level}\"><use xlink:href=\"#a{before}\"/><use xlink:href=\"#a{before}\" x=\"1\"/></g>"
        );
    }
    doubled.push_str("</defs><use xlink:href=\"#a29\"/>");
    for (kind, drawing) in [("letters", svg(&letters)), ("doubled", svg(&doubled))] {
        let sandbox = with_logo("svg", drawing);
        let run = timed(&sandbox, &["check", "gruenfliess"]);
        assert_eq!(run.code, 1, "{kind}: {}", run.stderr);
        assert!(run.stderr.contains("error[logo]: `templates/assets/mine.svg`"), "{kind}: {}", run.stderr);
        assert!(run.stderr.contains("institution.yaml:"), "{kind}: {}", run.stderr);
    }
}

/// Tried in documents: a logo with a gradient, with a shape that is shown twice, or with some letters | shown
#[test]
fn an_ordinary_logo_is_tried_and_shown() {
    for (drawing, code) in [
        (
            svg(
                "<defs><linearGradient id=\"g\"><stop offset=\"0\" stop-color=\"red\"/><stop offset=\"1\"/></linearGradient><rect id=\"r\" width=\"9\" height=\"9\" fill=\"url(#g)\"/></defs><use xlink:href=\"#r\"/><use xlink:href=\"#r\" x=\"20\"/>",
            ),
            0,
        ),
        (svg("<rect width=\"9\" height=\"9\"/><text y=\"20\">School</text>"), 0),
    ] {
        let sandbox = with_logo("svg", drawing);
        let run = sandbox.build(&["one-pager", "--partner", "gruenfliess"]);
        assert_eq!(run.code, code, "{}", run.stderr);
        assert!(sandbox.path("output/gruenfliess/one-pager.en.pdf").is_file(), "{}", run.stderr);
    }
}

/// Tried in folders and files: a partner called like a device of Windows: con, com1 to com9, lpt1 to lpt9, nul, with any ending | refused as the name of a file, and an import gives it another one
#[test]
fn a_name_of_a_device_is_no_name() {
    let mut devices: Vec<String> = ["con", "prn", "aux", "nul"].map(str::to_owned).to_vec();
    devices.extend((0..=9).flat_map(|number| [format!("com{number}"), format!("lpt{number}")]));
    for device in &devices {
        assert!(!is_id(device), "{device}");
        for name in
            [device.to_uppercase(), format!("{device}.en.md"), format!("{device} .txt"), format!("{device}.")]
        {
            assert!(is_device(&name), "{name}");
        }
    }
    for name in ["COM¹", "com².pdf", "LPT³.en.md", "CONIN$", "conout$"] {
        assert!(is_device(name), "{name}");
    }
    for name in ["com10", "con-1", "lpt", "com", "console", "nula", "com1-2", "a.con"] {
        assert!(!is_device(name), "{name}");
    }
    let sandbox = Sandbox::sample();
    for device in ["com5", "lpt9", "con"] {
        assert_eq!(sandbox.run(&["new", device]).code, 2);
        let text = sandbox.read("partners/gruenfliess.yaml");
        sandbox.write(&format!("partners/{device}.yaml"), text);
        let run = sandbox.run(&["check"]);
        assert!(
            run.stderr.contains(&format!("`partners/{device}.yaml` cannot be the name")),
            "{}",
            run.stderr
        );
        std::fs::remove_file(sandbox.path(&format!("partners/{device}.yaml"))).expect("removed");
    }
    assert_eq!(sandbox.build(&["one-pager", "--combine", "lpt7.pdf"]).code, 2);
    sandbox.write("list.csv", "Company;Country\nCOM³;Slovakia\nLPT8;Slovakia\nCon GmbH;Austria\n");
    let run = sandbox.run(&["import", "list.csv", "--yes", "--set", "kind=company"]);
    for id in ["com3", "lpt8", "con"] {
        assert!(!sandbox.path(&format!("partners/{id}.yaml")).exists(), "{id}: {}", run.stderr);
        assert!(
            sandbox.path(&format!("partners/partner-{id}.yaml")).exists(),
            "{id}: {}{}",
            run.stdout,
            run.stderr
        );
    }
}

/// Tried in folders and files: a document of one's own called like a device of Windows | an error at its template
#[test]
fn a_document_is_not_called_like_a_device() {
    let sandbox = Sandbox::sample();
    sandbox
        .write("templates/aux/en.md", "---\ntitle: \"Note\"\nlayout: letter\nformats: [md]\n---\n\nText.\n");
    let run = sandbox.run(&["check"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("`aux` cannot be the name of a document"), "{}", run.stderr);
}
