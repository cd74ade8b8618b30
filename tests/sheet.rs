//! Partners out of a spreadsheet and back into one.

use std::collections::BTreeMap;

use handclasp::import::{
    ExistingPartner, ImportPlan, Mapping, MappingRequest, PartnerAction, PlanRequest, Table, TableRequest,
    TargetField, export,
};
use handclasp::model::Partner;
use handclasp::schema::{Record, is_no_answer};
use handclasp::source::SourceFile;
use handclasp::table::{self, ReadOptions, TableFormat};
use handclasp::workspace::Workspace;
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format as CellFormat, Formula, Workbook};

use crate::support::{Run, Sandbox};

/// The sample institution without partners.
pub fn empty() -> Sandbox {
    let sandbox = Sandbox::with_partner("none", "");
    std::fs::remove_file(sandbox.path("partners/none.yaml")).expect("removed");
    sandbox
}

/// Imports a table as companies met at a fair.
pub fn import(sandbox: &Sandbox, more: &[&str]) -> Run {
    let mut arguments = vec!["import"];
    arguments.extend(more);
    arguments.extend(["--set", "kind=company", "--source", "the list of exhibitors", "--yes"]);
    sandbox.run(&arguments)
}

pub fn partner(sandbox: &Sandbox, id: &str) -> Partner {
    read(id, &sandbox.read(&format!("partners/{id}.yaml"))).model
}

fn read(id: &str, text: &str) -> Record<Partner> {
    Record::read(SourceFile::new(format!("partners/{id}.yaml"), text))
        .unwrap_or_else(|found| panic!("{found:?}\n{text}"))
}

/// In Windows-1252, as “CSV” of a Western European Excel is.
fn western(text: &str) -> Vec<u8> {
    text.chars()
        .map(|one| match one {
            '€' => 0x80,
            '’' => 0x92,
            one => u8::try_from(u32::from(one)).expect("a letter of Western Europe"),
        })
        .collect()
}

const FAIR: &str = "Firma;Straße;PLZ;Ort;Land;Vorname;Name;Anrede;E-Mail;Telefon\r\n\
    Färberei Müller GmbH;Am Bach 3;01067;Dresden;Deutschland;Jörg;Süß;Herr;j.suess@faerberei.example.org;0351 / 12 34 56\r\n\
    Ferretería Peña, S.L.;Calle Ñandú, 5;28001;Madrid;España;Íñigo;Muñoz;Sr.;info@ferreteria.example.org;+34 910 000 000\r\n";

fn is_the_fair(sandbox: &Sandbox) {
    let dyer = partner(sandbox, "faerberei-mueller");
    assert_eq!(dyer.legal_name, "Färberei Müller GmbH");
    let address = dyer.address.expect("an address");
    assert_eq!(address.street.as_deref(), Some("Am Bach 3"));
    assert_eq!(address.postal_code.as_deref(), Some("01067"));
    assert_eq!(address.country.as_deref(), Some("DE"));
    let contact = &dyer.contacts[0];
    assert_eq!(contact.family_name.as_deref(), Some("Süß"));
    assert_eq!(contact.phone.as_deref(), Some("+49 351 / 12 34 56"));
    let smith = partner(sandbox, "ferreteria-pena");
    assert_eq!(smith.legal_name, "Ferretería Peña, S.L.");
    assert_eq!(smith.contacts[0].given_name.as_deref(), Some("Íñigo"));
    assert_eq!(smith.country(), Some("ES"));
}

#[test]
fn every_way_in_which_excel_stores_text_gives_the_same_partners() {
    let commas: String = FAIR
        .lines()
        .map(|line| {
            let cells: Vec<String> = line.split(';').map(|cell| format!("\"{cell}\"")).collect();
            cells.join(",") + "\r\n"
        })
        .collect();
    let tabs = FAIR.replace(';', "\t");
    let wide =
        |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let ways: Vec<(&str, Vec<u8>)> = vec![
        ("CSV, Western European", western(FAIR)),
        ("CSV UTF-8", [b"\xef\xbb\xbf", FAIR.as_bytes()].concat()),
        ("UTF-8 without a mark", FAIR.as_bytes().to_vec()),
        ("with commas", commas.into_bytes()),
        ("sep=", western(&format!("sep=;\r\n{FAIR}"))),
        ("ends of lines of Unix", western(&FAIR.replace("\r\n", "\n"))),
        ("Unicode text", [b"\xff\xfe".to_vec(), wide(&tabs, u16::to_le_bytes)].concat()),
        ("UTF-16 without a mark", wide(&tabs, u16::to_le_bytes)),
        ("UTF-16, the other end first", [b"\xfe\xff".to_vec(), wide(&tabs, u16::to_be_bytes)].concat()),
    ];
    for (way, bytes) in ways {
        let sandbox = empty();
        sandbox.write("fair.csv", bytes);
        let run = import(&sandbox, &["fair.csv"]);
        assert_eq!(run.code, 0, "{way}:\n{}{}", run.stdout, run.stderr);
        is_the_fair(&sandbox);
    }
}

#[test]
fn an_encoding_can_be_said() {
    let sandbox = empty();
    // “Łąka” and “Źródło” in Windows-1250.
    sandbox.write("a.csv", b"Company\n\xa3\xb9ka Sp. z o.o.\n\x8fr\xf3d\xb3o\n");
    let run = import(&sandbox, &["a.csv", "--encoding", "windows-1250"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(partner(&sandbox, "laka").legal_name, "Łąka Sp. z o.o.");
    assert_eq!(partner(&sandbox, "zrodlo").legal_name, "Źródło");
    // One Polish name among German ones is seen.
    let sandbox = empty();
    sandbox.write("a.csv", b"Firma;Stra\xdfe\nF\xe4rberei \xa3\xb9ka & S\xf6hne;Gr\xfcner Weg\nB\xe4cker M\xfcller;Gr\xfcner Weg\n");
    assert_eq!(import(&sandbox, &["a.csv"]).code, 0);
    assert_eq!(partner(&sandbox, "farberei-laka-sohne").legal_name, "Färberei Łąka & Söhne");
}

/// A workbook as somebody makes it in Excel.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Leads").expect("a name");
    let head = [
        "Company",
        "ZIP",
        "City",
        "Country",
        "E-mail",
        "source_date",
        "logbook.fit",
        "Phone",
        "meeting.date",
        "meeting.start",
        "contacts.prior_contact",
        "ids.pic",
    ];
    sheet.write_string(0, 0, "Fair of Brno 2026").expect("a title");
    for (at, name) in (0_u16..).zip(head) {
        let name = if name == "source_date" { "Source date" } else { name };
        sheet.write_string(2, at, name).expect("a cell");
    }
    let day = CellFormat::new().set_num_format("dd.mm.yyyy");
    let time = CellFormat::new().set_num_format("hh:mm");
    let zeros = CellFormat::new().set_num_format("00000");
    sheet.write_string(3, 0, "Kovomont").expect("a cell");
    sheet.write_number_with_format(3, 1, 1067, &zeros).expect("a cell");
    sheet.write_string(3, 2, "Dresden").expect("a cell");
    sheet.write_string(3, 3, "Alemania").expect("a cell");
    sheet.write_string(3, 4, "info@kovomont.example.org").expect("a cell");
    let date = ExcelDateTime::from_ymd(2026, 11, 3).expect("a day");
    sheet.write_datetime_with_format(3, 5, &date, &day).expect("a cell");
    sheet.write_number(3, 6, 4.0).expect("a cell");
    sheet.write_number(3, 7, 4_935_112_345_678.0).expect("a cell");
    sheet
        .write_datetime_with_format(3, 8, ExcelDateTime::from_ymd(2027, 3, 4).expect("a day"), &day)
        .expect("a cell");
    sheet
        .write_datetime_with_format(3, 9, ExcelDateTime::from_hms(9, 30, 0).expect("a time"), &time)
        .expect("a cell");
    sheet.write_boolean(3, 10, true).expect("a cell");
    sheet.write_string(3, 11, "000000001").expect("a cell");
    sheet.write_string(5, 0, "Weida").expect("a cell");
    sheet.write_formula(5, 2, Formula::new("=1/0").set_result("#DIV/0!")).expect("a cell");
    book.add_worksheet().set_name("Old").expect("a name").write_string(0, 0, "Company").expect("a cell");
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn days_numbers_and_codes_of_a_workbook_come_out_right() {
    let sandbox = empty();
    sandbox.write("leads.xlsx", workbook());
    let run = import(&sandbox, &["leads.xlsx"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(
        run.stderr.contains("`Leads` and `Old`") && run.stderr.contains("--sheet \"Leads\""),
        "{}",
        run.stderr
    );
    let run = import(&sandbox, &["leads.xlsx", "--sheet", "leads", "--map", "H="]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    // The numbers are those that Excel shows, with a title above the names and an empty row.
    assert!(run.stdout.contains("sheet “Leads”: 2 rows below row 3"), "{}", run.stdout);
    assert!(
        run.stderr.contains("row 6, column C “City”: #DIV/0! is an error of the spreadsheet"),
        "{}",
        run.stderr
    );
    let kovomont = partner(&sandbox, "kovomont");
    let address = kovomont.address.clone().expect("an address");
    assert_eq!(address.postal_code.as_deref(), Some("01067"));
    assert_eq!(address.country.as_deref(), Some("DE"));
    assert_eq!(kovomont.contacts[0].source_date.as_deref(), Some("2026-11-03"));
    assert!(kovomont.contacts[0].prior_contact);
    assert_eq!(kovomont.logbook.expect("a logbook").fit, Some(4));
    let meeting = kovomont.meeting.expect("a meeting");
    assert_eq!((meeting.date.as_deref(), meeting.start.as_deref()), (Some("2027-03-04"), Some("09:30")));
    assert_eq!(kovomont.ids.expect("ids").pic.as_deref(), Some("000000001"));
    assert!(!sandbox.path("partners/weida.yaml").exists());
}

#[test]
fn a_telephone_number_that_is_a_number_gets_its_plus() {
    let sandbox = empty();
    sandbox.write("leads.xlsx", workbook());
    let run = import(&sandbox, &["leads.xlsx", "--sheet", "Leads"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    // No number of Germany has an area code 4935 and so many digits.
    assert!(run.stdout.contains("4935112345678 → +49 35112345678"), "{}", run.stdout);
    let contact = partner(&sandbox, "kovomont").contacts.remove(0);
    assert_eq!(contact.phone.as_deref(), Some("+49 35112345678"));
}

#[test]
fn days_that_can_be_two_are_asked_about() {
    let sandbox = empty();
    let list = |days: &str| format!("Company;E-mail;Source date\nKovomont;a@b.example.org;{days}\n");
    sandbox.write("a.csv", list("03/04/2026"));
    let run = import(&sandbox, &["a.csv"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("`03/04/2026` can be two days") && run.stderr.contains("--dates day-first"),
        "{}",
        run.stderr
    );
    for (order, day) in [("day-first", "2026-04-03"), ("month-first", "2026-03-04")] {
        let sandbox = empty();
        sandbox.write("a.csv", list("03/04/2026"));
        assert_eq!(import(&sandbox, &["a.csv", "--dates", order]).code, 0);
        assert_eq!(partner(&sandbox, "kovomont").contacts[0].source_date.as_deref(), Some(day));
    }
    // Another day of the column tells.
    sandbox.write(
        "b.csv",
        list("03/04/2026") + "Weida;b@c.example.org;25/12/2026\nDots;c@d.example.org;5.6.2026\n",
    );
    assert_eq!(import(&sandbox, &["b.csv"]).code, 0);
    assert_eq!(partner(&sandbox, "kovomont").contacts[0].source_date.as_deref(), Some("2026-04-03"));
    assert_eq!(partner(&sandbox, "dots").contacts[0].source_date.as_deref(), Some("2026-06-05"));
}

#[test]
fn the_mapping_is_shown_with_what_is_not_used_and_nothing_is_written_unasked() {
    let sandbox = empty();
    sandbox.write(
        "fair.csv",
        "Firma;Kontinent;Ansprechpartner;E-Mial\nKovomont;Europa;Jan Novák;a@b.example.org\n",
    );
    let run = sandbox.run(&["import", "fair.csv", "--set", "kind=company"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(
        run.stderr.contains("error[not-asked]") && run.stderr.contains("nothing was imported"),
        "{}",
        run.stderr
    );
    for shown in [
        "A       Firma            legal_name           Kovomont",
        "B       Kontinent        not used",
        "C       Ansprechpartner  contacts.whole_name  Jan Novák → Jan | Novák",
        "D       E-Mial           not used             meant for contacts.email? --map \"E-Mial=contacts.email\"",
        "new (1):",
        "partners/kovomont.yaml  row 2  Kovomont",
    ] {
        assert!(run.stdout.contains(shown), "no `{shown}` in:\n{}", run.stdout);
    }
    let plan = sandbox.run(&["import", "fair.csv", "--set", "kind=company", "--plan"]);
    assert_eq!(plan.code, 0, "{}", plan.stderr);
    assert!(sandbox.files("partners").is_empty());
}

#[test]
fn a_name_is_whose_the_other_columns_say() {
    for (head, fields) in [
        ("Name,City", vec!["legal_name", "address.city"]),
        ("Firma,Vorname,Name", vec!["legal_name", "contacts.given_name", "contacts.family_name"]),
        ("Empresa,Nombre,Apellidos", vec!["legal_name", "contacts.given_name", "contacts.family_name"]),
        ("Name,Vorname", vec!["-", "contacts.given_name"]),
        ("Organisation,Country", vec!["legal_name", "country"]),
        ("E-mail,E-mail 2,Company", vec!["contacts.email", "contacts.2.email", "legal_name"]),
    ] {
        let row = "x,".repeat(fields.len());
        let table = Table::read("a.csv", format!("{head}\n{row}\n").as_bytes(), &TableRequest::default())
            .expect("a table");
        let mapping = Mapping::of(&table, &MappingRequest::default()).expect("a mapping");
        let found: Vec<String> = mapping
            .columns
            .iter()
            .take(fields.len())
            .map(|column| {
                column.field.as_ref().map_or_else(|| "-".to_owned(), |field| field.path.to_string())
            })
            .collect();
        assert_eq!(found, fields, "{head}");
    }
}

#[test]
fn a_kept_mapping_is_used_the_next_time_and_told() {
    let sandbox = empty();
    sandbox.write("a.csv", "Aussteller A-Z;Halle;Mail\nKovomont;7;a@kovomont.example.org\n");
    let map = ["a.csv", "--map", "Aussteller A-Z=legal_name", "--map", "Halle=", "--keep-map"];
    let run = import(&sandbox, &map);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains("the mapping is kept in import.yaml"), "{}", run.stderr);
    let kept = sandbox.read("import.yaml");
    assert!(
        kept.contains("\"Aussteller A-Z\": legal_name\n\"Halle\":\n\"Mail\": contacts.email\n"),
        "{kept}"
    );
    // A person edits it; what is there stays.
    let edited = kept.replace("\"Halle\":", "\"Halle\":    # where they stood");
    sandbox.write("import.yaml", &edited);
    sandbox.write("b.csv", "AUSSTELLER A-Z;Halle;Mail;Ort\nWeida;5;a@weida.example.org;Weida\n");
    let run = import(&sandbox, &["b.csv", "--keep-map"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.contains("3 columns as kept in import.yaml"), "{}", run.stdout);
    assert_eq!(partner(&sandbox, "weida").legal_name, "Weida");
    assert_eq!(sandbox.read("import.yaml"), edited + "\"Ort\": address.city\n");
}

#[test]
fn rows_of_one_organisation_are_one_partner_with_several_contacts() {
    let sandbox = empty();
    sandbox.write(
        "a.csv",
        "Company;City;First name;Surname;E-mail\n\
         Kovomont;Brno;Jan;Novák;j@kovomont.example.org\n\
         Weida;Weida;;;\n\
         KOVOMONT;Brno;Eva;Malá;e@kovomont.example.org\n\
         Kovomont;;Jan;Novák;J@kovomont.example.org\n",
    );
    let run = import(&sandbox, &["a.csv"]);
    // The third spells the name otherwise, the fourth the address.
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(
        run.stderr.contains(
            "row 4, column A “Company”: `KOVOMONT`, and row 2 of the same organisation has `Kovomont`"
        ),
        "{}",
        run.stderr
    );
    sandbox.edit("a.csv", "KOVOMONT", "Kovomont");
    sandbox.edit("a.csv", "J@", "j@");
    std::fs::remove_file(sandbox.path("partners/kovomont.yaml")).expect("removed");
    let run = import(&sandbox, &["a.csv"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let emails: Vec<String> =
        partner(&sandbox, "kovomont").contacts.into_iter().filter_map(|contact| contact.email).collect();
    assert_eq!(emails, ["j@kovomont.example.org", "e@kovomont.example.org"]);
    assert!(run.stdout.contains("rows 2, 4, 5"), "{}", run.stdout);
}

#[test]
fn a_value_that_is_called_like_a_column_is_no_header() {
    let sandbox = empty();
    sandbox.write("a.csv", "id;short_name;legal_name\na;;City\nb;Place;Company\n");
    let run = import(&sandbox, &["a.csv"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert_eq!(partner(&sandbox, "b").legal_name, "Company");
}

#[test]
fn two_organisations_never_share_a_file() {
    let sandbox = empty();
    sandbox.write("a.csv", "Company\nMüller GmbH\nMuller Ltd\nMÜLLER AG\nCON\n日本\n");
    let run = import(&sandbox, &["a.csv"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let names: Vec<String> = sandbox.files("partners").into_keys().collect();
    assert_eq!(names, ["muller-2.yaml", "muller-3.yaml", "muller.yaml", "partner-con.yaml", "ri-ben.yaml"]);
}

/// Values that mean something to YAML, templates, spreadsheets, shells, paths.
const HOSTILE: &[&str] = &[
    "a: b",
    "- a",
    "# a",
    "a # b",
    "\"a\"",
    "'a'",
    "it's \"a\"",
    "{{ x }}",
    "{% raw %}",
    "[a, b]",
    "{a: b}",
    "*a",
    "&a b",
    "!a",
    "| a",
    "> a",
    "%a",
    "@a",
    "`a`",
    "=1+1",
    "+1",
    "-1",
    "=cmd|' /C calc'!A0",
    "\\n",
    "C:\\x",
    "~",
    "null",
    "true",
    "no",
    "01067",
    "1e5",
    "10-49",
    "1/2",
    "2026-11-03",
    "../x",
    "a;b",
    "a,b",
    "a\tb",
    "'=1",
    "''",
    "$5_x *y* @z \"q\" <B>",
    "…x",
    "a\u{a0}b",
    "ŁódźÆ",
    "\u{1F600}",
    "a  b",
    ":",
    "-",
    "?",
    "? a",
    "a:",
    "😀: 'x'",
];

/// Those of them that nobody is called, so that they count as empty cells.
const SAY_NOTHING: &[&str] = &["-", "?", "~", ":", "''", "null"];

#[test]
fn values_that_mean_something_elsewhere_are_only_letters_here() {
    for format in TableFormat::ALL {
        let rows: Vec<Vec<String>> = HOSTILE
            .iter()
            .enumerate()
            .map(|(at, value)| {
                vec![format!("p{at}"), (*value).to_owned(), "other".to_owned(), (*value).to_owned()]
            })
            .collect();
        let columns = ["id", "legal_name", "kind", "address.city"].map(str::to_owned);
        let bytes = table::write(&columns, &rows, format, b';').expect("a table");
        if format == TableFormat::Csv {
            let text = String::from_utf8(bytes.clone()).expect("UTF-8");
            for cell in text.split(['\n', ';']).map(|cell| cell.trim_start_matches('"')) {
                assert!(
                    !cell.starts_with(['=', '+', '-', '@', '\t']),
                    "a spreadsheet would calculate `{cell}`"
                );
            }
        }
        let table = Table::read("a", &bytes, &TableRequest::default()).expect("a table");
        let mapping = Mapping::of(&table, &MappingRequest::default()).expect("a mapping");
        let plan = ImportPlan::of(&table, &mapping, &[], &PlanRequest::default()).expect("a plan");
        let texts: BTreeMap<&str, &PartnerAction> =
            plan.partners.iter().map(|one| (one.id.as_str(), &one.action)).collect();
        for (at, value) in HOSTILE.iter().enumerate() {
            let Some(PartnerAction::New(text)) = texts.get(format!("p{at}").as_str()) else {
                // What stands for nothing counts as an empty cell.
                assert!(SAY_NOTHING.contains(value), "{value}: {:?}", plan.found);
                continue;
            };
            // A name has one plain blank between its words, whichever was typed.
            let meant = value.split_whitespace().collect::<Vec<_>>().join(" ");
            let model = read("x", text).model;
            assert_eq!(model.legal_name, meant, "{format:?}\n{text}");
            assert_eq!(model.address.and_then(|address| address.city), Some(meant));
        }
    }
}

#[test]
fn no_name_of_a_file_leads_out_of_the_folder() {
    for id in ["../x", "/etc/x", "a/b", "C:\\x", "..", "con", "a b", ".git", "x.yaml/.."] {
        let sandbox = empty();
        sandbox.write("a.csv", format!("id;Company\n{id};Kovomont\nweida;Weida\n"));
        let run = import(&sandbox, &["a.csv"]);
        assert_eq!(run.code, 1, "{id}");
        assert!(
            run.stderr.contains("row 2, column A “id”")
                && run.stderr.contains("cannot be the name of a file"),
            "{}",
            run.stderr
        );
        let names: Vec<String> = sandbox.files("partners").into_keys().collect();
        assert_eq!(names, ["weida.yaml"], "{id}");
    }
}

#[test]
fn rows_with_problems_are_told_by_row_and_column_and_the_others_imported() {
    let sandbox = empty();
    sandbox.write(
        "a.csv",
        "Company;Web;E-mail;Size;Kind\n\
         Kovomont;www.kovomont.example.org;a@kovomont.example.org;85;Firma\n\
         \n\
         Weida;;no address;;school\n\
         Zlín;;b@zlin.example.org;;circus\n\
         \"Two\nlines\";;;;NGO\n\
         ;;c@nameless.example.org;;NGO\n\
         Papírna;;p@papirna.example.org;;company\n",
    );
    let run = import(&sandbox, &["a.csv"]);
    assert_eq!(run.code, 1);
    for told in [
        "row 4, column C “E-mail”: `email` cannot be `no address`",
        "row 5, column E “Kind”: `kind` cannot be `circus`",
        "row 6, column A “Company”: there is a line break in `Two lines`",
        "row 7: the organisation has no name",
        "2 new files written, 0 changed; 4 rows not imported",
    ] {
        assert!(run.stderr.contains(told), "no `{told}` in:\n{}", run.stderr);
    }
    assert_eq!(sandbox.files("partners").len(), 2);
    assert_eq!(partner(&sandbox, "kovomont").website.as_deref(), Some("https://www.kovomont.example.org"));
}

#[test]
fn letters_that_a_cell_cannot_have_are_problems() {
    let sandbox = empty();
    sandbox.write(
        "a.csv",
        "Company;City\nKovo\u{7}mont;Brno\nWeida;\u{202e}Brno\nZlín;Zl\u{fffd}n\nPapírna;Brno\n",
    );
    let run = import(&sandbox, &["a.csv"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("row 2, column A “Company”: an invisible control character"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("row 3, column B “City”: an invisible mark"), "{}", run.stderr);
    assert!(run.stderr.contains("row 4, column B “City”: a letter that was lost"), "{}", run.stderr);
    assert_eq!(sandbox.files("partners").into_keys().collect::<Vec<_>>(), ["papirna.yaml"]);
}

#[test]
fn a_postal_code_that_lost_its_zero_is_a_problem() {
    let sandbox = empty();
    sandbox.write("a.csv", "Company;PLZ;Land\nA-Werk;1067;Deutschland\nB-Werk;1067;Belgien\n");
    let run = import(&sandbox, &["a.csv"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("here 01067"), "{}", run.stderr);
    assert_eq!(sandbox.files("partners").into_keys().collect::<Vec<_>>(), ["b-werk.yaml"]);
}

#[test]
fn a_file_that_is_there_is_never_changed_without_being_told_to() {
    let sandbox = Sandbox::sample();
    let before = sandbox.files("partners");
    sandbox.write("a.csv", "Company;City\nGrünfließ Präzisionstechnik GmbH & Co. KG;Leipzig\n");
    let run = import(&sandbox, &["a.csv"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("address.city: “Dresden” → “Leipzig”"), "{}", run.stdout);
    assert!(run.stderr.contains("warning[partner-differs]"), "{}", run.stderr);
    assert_eq!(sandbox.files("partners"), before);
    let run = import(&sandbox, &["a.csv", "--update"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let old = String::from_utf8(before["gruenfliess.yaml"].clone()).expect("UTF-8");
    // The default `kind` is for new partners only.
    assert_eq!(
        sandbox.read("partners/gruenfliess.yaml"),
        old.replace("city: \"Dresden\"", "city: \"Leipzig\"")
    );
}

/// The plan for a partner's file and one row of a table.
fn planned(file: &str, columns: &str, row: &str) -> ImportPlan {
    let bytes = format!("id;{columns}\nx;{row}\n");
    let table = Table::read("a.csv", bytes.as_bytes(), &TableRequest::default()).expect("a table");
    let mapping = Mapping::of(&table, &MappingRequest::default()).expect("a mapping");
    let known = [ExistingPartner { id: "x".to_owned(), record: Ok(read("x", file)) }];
    ImportPlan::of(&table, &mapping, &known, &PlanRequest { update: true, ..PlanRequest::default() })
        .expect("a plan")
}

/// The text of a partner's file after a row of a table.
fn merged(file: &str, columns: &str, row: &str) -> String {
    let plan = planned(file, columns, row);
    match plan.partners.as_slice() {
        [one] => match &one.action {
            PartnerAction::Changed(_, _, text) => text.clone(),
            other => panic!("{columns}: {other:?}"),
        },
        _ => panic!("{columns}: {:?}", plan.found),
    }
}

#[test]
fn a_merge_changes_the_values_and_nothing_else() {
    let file = "# Ours.\nlegal_name: 'Kovomont'   # as in the register\nkind: company\n\n# Where.\naddress: {street: \"A 1\", city: \"Brno\"} # old\ncontacts:\n  # The boss.\n  - given_name: Jan\n    email: \"j@k.example.org\"\n\n# Ends here.\n";
    for (columns, row, from, to) in [
        ("legal_name", "Ko'vo", "'Kovomont'", "'Ko''vo'"),
        ("kind", "ngo", "kind: company", "kind: ngo"),
        ("address.city", "Zlín", "\"Brno\"", "\"Zlín\""),
        ("address.postal_code", "760 01", "street: \"A 1\",", "street: \"A 1\", postal_code: \"760 01\","),
        ("address.country", "CZ", "city: \"Brno\"}", "city: \"Brno\", country: \"CZ\"}"),
        ("contacts.1.given_name", "Eva: x", "given_name: Jan", "given_name: \"Eva: x\""),
        (
            "contacts.1.family_name",
            "Malá",
            "given_name: Jan\n",
            "given_name: Jan\n    family_name: \"Malá\"\n",
        ),
        ("contacts.1.phone", "+420 100 200 300", "org\"\n", "org\"\n    phone: \"+420 100 200 300\"\n"),
        ("contacts.2.email", "e@k.example.org", "org\"\n", "org\"\n  - email: \"e@k.example.org\"\n"),
        ("short_name", "KM", "register\n", "register\nshort_name: \"KM\"\n"),
        (
            "partnership_types",
            "mobility, training",
            "org\"\n",
            "org\"\npartnership_types: [mobility, training]\n",
        ),
        ("activities", "\"one: a; two\"", "org\"\n", "org\"\nactivities:\n  - \"one: a\"\n  - \"two\"\n"),
        (
            "website;logbook.fit",
            "k.example.org;5",
            "company\n",
            "company\nwebsite: \"https://k.example.org\"\n",
        ),
        (
            "ids.registration.label;ids.registration.number",
            "IČO;123456",
            "# old\n",
            "# old\nids:\n  registration: {label: \"IČO\", number: \"123456\"}\n",
        ),
    ] {
        let text = merged(file, columns, row);
        let mut expected = file.replacen(from, to, 1);
        if columns.contains("logbook") {
            expected = expected.replacen("@k.example.org\"\n", "@k.example.org\"\nlogbook:\n  fit: 5\n", 1);
        }
        assert_eq!(text, expected, "{columns}");
    }
}

#[test]
fn a_merge_keeps_the_ends_of_lines_and_a_file_without_a_last_one() {
    let file = "legal_name: \"K\"\r\nkind: company # a\r\ncontacts:\r\n- email: j@k.example.org";
    let text = merged(file, "website;contacts.1.phone", "k.example.org;+420 100 200 300");
    assert_eq!(
        text,
        "legal_name: \"K\"\r\nkind: company # a\r\nwebsite: \"https://k.example.org\"\r\ncontacts:\r\n- email: j@k.example.org\r\n  phone: \"+420 100 200 300\""
    );
}

#[test]
fn lists_grow_and_shrink_where_it_can_be_done() {
    let file = "legal_name: K\nkind: company\npartnership_types: [mobility, training] # two\nactivities:\n  - \"A\"   # first\n  - B\n";
    assert_eq!(
        merged(file, "partnership_types", "mobility"),
        file.replace("[mobility, training]", "[mobility]")
    );
    assert_eq!(
        merged(file, "partnership_types", "mobility, training, funding"),
        file.replace("training]", "training, funding]")
    );
    assert_eq!(merged(file, "activities", "\"A2;B;C\""), file.replace("\"A\"", "\"A2\"") + "  - \"C\"\n");
    // A line of a list with its comment is not taken away.
    let plan = planned(file, "activities", "A");
    let told: Vec<&str> = plan.found.iter().map(|one| one.code.name).collect();
    assert!(told == ["not-merged"] && plan.partners.is_empty(), "{:?}", plan.found);
}

#[test]
fn what_cannot_be_merged_is_told_and_nothing_written() {
    let file = "legal_name: K\nkind: company\nsector: {en: \"Steel\", de: \"Stahl\"}\nwhy_partner: >\n  your workshop\n  is near\n";
    let plan = planned(file, "sector", "Metal");
    let one = plan.found.iter().next().expect("a problem");
    assert_eq!(one.code.name, "not-merged");
    assert!(one.help.as_deref().is_some_and(|help| help.contains("`sector.en`")), "{one:?}");
    assert_eq!(merged(file, "sector.de", "Eisen"), file.replace("Stahl", "Eisen"));
    // One of the texts is none to change.
    assert!(matches!(planned(file, "sector", "Stahl").partners[0].action, PartnerAction::Unchanged));
    // A text over several lines has no one place.
    let plan = planned(file, "why_partner", "your new workshop is near");
    assert!(
        plan.found.iter().any(|one| one.code.name == "not-merged" && one.message.contains("column B")),
        "{:?}",
        plan.found
    );
    let refused = planned(file, "contacts.1.email", "none");
    assert!(refused.found.iter().any(|one| one.message.contains("row 2, column B")), "{:?}", refused.found);
}

#[test]
fn any_field_can_be_put_into_the_smallest_file() {
    let smallest = include_str!("../partners/zolty-wiatrak.yaml");
    let mut tried = 0;
    for field in TargetField::all() {
        let path = field.path.to_string();
        let value = match path.as_str() {
            "id" | "legal_name" | "kind" | "address.country" | "country" => continue,
            // These need their other half.
            "ids.registration.label"
            | "ids.registration.number"
            | "ids.registration.authority"
            | "ids.erasmus_accreditation.valid_to"
            | "erasmus_priorities.call_year"
            | "erasmus_priorities.ids" => continue,
            path if path.starts_with("signatories.") && path != "signatories.name" => continue,
            _ => sample(field),
        };
        let path = path.replace("contacts.", "contacts.1.").replace("signatories.", "signatories.1.");
        let plan = planned(smallest, &path, &value);
        let Some(PartnerAction::Changed(_, _, text)) = plan.partners.first().map(|one| &one.action) else {
            if matches!(plan.partners.first().map(|one| &one.action), Some(PartnerAction::Unchanged)) {
                continue;
            }
            panic!("{path}={value}: {:?}", plan.found);
        };
        // Every comment is there still, and every line but that of the contact.
        for line in smallest.lines().filter(|line| {
            !line.contains("biuro@") && !line.contains("why_partner") && !line.contains("partnership_types:")
        }) {
            assert!(text.contains(line), "{path}:\n{text}");
        }
        tried += 1;
    }
    assert!(tried > 80, "only {tried} fields");
}

/// A value that a field can have.
fn sample(field: &TargetField) -> String {
    use handclasp::schema::Shape;
    let Some(shape) = field.path.shape() else { return String::new() };
    let shape = shape.items().unwrap_or(shape);
    if let Some(options) = shape.options() {
        return options.last().copied().unwrap_or_default().to_owned();
    }
    match Shape::format(shape) {
        Some("email") => "a@b.example.org".to_owned(),
        Some("language") => "fi".to_owned(),
        Some("uri") => "https://b.example.org".to_owned(),
        Some("country") => "PL".to_owned(),
        Some("time-zone") => "Europe/Warsaw".to_owned(),
        Some("phone") => "+48 100 200 300".to_owned(),
        Some("oid") => "E99999909".to_owned(),
        Some("pic") => "000000009".to_owned(),
        Some("year") => "2027".to_owned(),
        Some("time-of-day") => "09:30".to_owned(),
        Some("local-date-time") => "2027-03-04 09:30".to_owned(),
        Some("erasmus-code") => "2021-1-PT01-KA120-VET-000000001".to_owned(),
        Some(_) => "2027-03-04".to_owned(),
        None if shape.allows("boolean") => "yes".to_owned(),
        None if shape.allows("integer") => "3".to_owned(),
        None => "Ł: \"x\" # y".replace(';', ","),
    }
}

#[test]
fn an_exported_table_changes_nothing_when_it_comes_back() {
    for format in TableFormat::ALL {
        let sandbox = Sandbox::sample();
        let before = sandbox.files("partners");
        let file = format!("p.{}", format.name());
        let run = sandbox.run(&["export", &file]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(
            run.stderr.contains("not in the table") && run.stderr.contains("`mou.kpis`"),
            "{}",
            run.stderr
        );
        let run = sandbox.run(&["import", &file, "--update", "--yes"]);
        assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
        assert!(run.stdout.contains("there already, and the same (4)"), "{}", run.stdout);
        assert!(run.stderr.contains("there is nothing to import"), "{}", run.stderr);
        assert_eq!(sandbox.files("partners"), before);
        // The same partners give the same bytes.
        let first = sandbox.bytes(&file);
        let again = sandbox.run(&["export", &file]);
        assert_eq!(again.code, 2, "{}", again.stderr);
        assert!(again.stderr.contains("error[file-exists]"), "{}", again.stderr);
        assert_eq!(sandbox.run(&["export", &file, "--force"]).code, 0);
        assert_eq!(sandbox.bytes(&file), first, "{file}");
    }
}

#[test]
fn a_table_without_partners_makes_the_same_partners_anew() {
    let sandbox = Sandbox::sample();
    assert_eq!(sandbox.run(&["export", "p.xlsx"]).code, 0);
    let other = empty();
    other.write("p.xlsx", sandbox.bytes("p.xlsx"));
    let run = other.run(&["import", "p.xlsx", "--yes"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for (name, bytes) in sandbox.files("partners") {
        let original = read("x", &String::from_utf8(bytes).expect("UTF-8"));
        let made = read("x", &other.read(&format!("partners/{name}")));
        let left_out =
            |path: &str| original.values.pointer(path).is_some() && made.values.pointer(path).is_none();
        let mut values = original.values.clone();
        for path in [
            "/logbook/log",
            "/mobility/flows",
            "/mou/kpis",
            "/mou/own_clauses",
            "/meeting/participants",
            "/meeting/materials",
        ] {
            if left_out(path) {
                let (parent, key) = path.rsplit_once('/').expect("a path");
                values
                    .pointer_mut(parent)
                    .and_then(|parent| parent.as_object_mut())
                    .expect("a mapping")
                    .remove(key);
            }
        }
        assert_eq!(made.values, values, "{name}");
    }
}

#[test]
fn a_table_that_excel_saved_again_changes_nothing() {
    let sandbox = Sandbox::sample();
    assert_eq!(sandbox.run(&["export", "p.csv"]).code, 0);
    let text = sandbox.read("p.csv");
    // A German Excel: days, yes and no as its own, numbers without what it takes for superfluous.
    let cells = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let mut out = String::new();
    let mut cell = String::new();
    let mut quoted = false;
    for one in cells.chars() {
        match one {
            '"' => {
                quoted = !quoted;
                cell.push(one);
            }
            ';' | '\n' if !quoted => {
                out.push_str(&resaved(&cell));
                out.push_str(if one == ';' { ";" } else { "\r\n" });
                cell.clear();
            }
            one => cell.push(one),
        }
    }
    assert!(out.contains("09.11.2026") && out.contains("'01067"), "{out}");
    sandbox.write("again.csv", format!("\u{feff}{out}"));
    let before = sandbox.files("partners");
    let run = sandbox.run(&["import", "again.csv", "--update", "--yes"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains("there is nothing to import"), "{}{}", run.stdout, run.stderr);
    assert_eq!(sandbox.files("partners"), before);
    // Saved with the letters of Western Europe alone, Polish ones are lost; that is seen.
    let west: String = out.chars().map(|one| if u32::from(one) > 0xff { '?' } else { one }).collect();
    sandbox.write("west.csv", western(&west));
    let run = sandbox.run(&["import", "west.csv", "--update", "--yes"]);
    assert_eq!(run.code, 1, "{}{}", run.stdout, run.stderr);
    assert!(
        run.stderr.contains("letters were lost: `Stowarzyszenie ?ó?ty Wiatrak` in place of"),
        "{}",
        run.stderr
    );
    assert_eq!(sandbox.files("partners")["zolty-wiatrak.yaml"], before["zolty-wiatrak.yaml"]);
}

fn resaved(cell: &str) -> String {
    let parts: Vec<&str> = cell.split('-').collect();
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 && day.len() == 2 && year.parse::<u32>().is_ok() => {
            format!("{day}.{month}.{year}")
        }
        _ => cell.to_owned(),
    }
}

#[test]
fn one_cell_changed_in_the_table_changes_one_value_in_one_file() {
    let workspace = Workspace::at(crate::support::root());
    let (ids, _) = workspace.partner_ids().expect("partners");
    let records: Vec<(String, Record<Partner>)> = ids
        .iter()
        .map(|id| (id.clone(), Record::read(workspace.partner(id).expect("a file")).expect("right")))
        .collect();
    let exported = export(records.iter().map(|(id, record)| (id.as_str(), record)));
    let mut tried = 0;
    for (row, cells) in exported.rows.iter().enumerate() {
        for (column, name) in exported.columns.iter().enumerate().skip(1) {
            let text = &cells[column];
            // Free text can be changed at will; the others have their forms.
            if !text.contains(' ')
                || text.contains('\n')
                || name.ends_with("phone")
                || name.contains("offered")
                || text.contains("; ")
            {
                continue;
            }
            let mut rows = exported.rows.clone();
            rows[row][column] = format!("{text}, \"new\": # é");
            let bytes = table::write(&exported.columns, &rows, TableFormat::Csv, b';').expect("a table");
            let table = Table::read("p.csv", &bytes, &TableRequest::default()).expect("a table");
            let mapping = Mapping::of(&table, &MappingRequest::default()).expect("a mapping");
            let known: Vec<ExistingPartner> = records
                .iter()
                .map(|(id, record)| ExistingPartner { id: id.clone(), record: Ok(record.clone()) })
                .collect();
            let plan = ImportPlan::of(
                &table,
                &mapping,
                &known,
                &PlanRequest { update: true, ..PlanRequest::default() },
            )
            .expect("a plan");
            assert!(plan.found.is_empty(), "{name}: {:?}", plan.found);
            let changed: Vec<_> =
                plan.partners.iter().filter(|one| !matches!(one.action, PartnerAction::Unchanged)).collect();
            let [one] = changed.as_slice() else { panic!("{name}: {changed:?}") };
            let PartnerAction::Changed(changes, before, after) = &one.action else {
                panic!("{name}: {one:?}")
            };
            assert_eq!(changes.len(), 1, "{name}: {changes:?}");
            let lines = before.lines().zip(after.lines()).filter(|(before, after)| before != after).count();
            assert_eq!((lines, before.lines().count()), (1, after.lines().count()), "{name}:\n{after}");
            tried += 1;
        }
    }
    assert!(tried > 60, "only {tried} cells");
}

#[test]
fn an_export_can_be_of_some_partners() {
    let sandbox = Sandbox::sample();
    let run = sandbox.run(&["export", "a.csv", "--where", "country=DE,PL", "--separator", "comma"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let text = sandbox.read("a.csv");
    assert!(
        text.starts_with("\u{feff}id,legal_name,")
            && text.contains("\ngruenfliess,")
            && text.contains("\nzolty-wiatrak,")
            && !text.contains("tahtiselka"),
        "{text}"
    );
    let run = sandbox.run(&["export", "--partner", "gruenfliess", "--format", "csv"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(sandbox.path("partners.csv").is_file());
    for (arguments, code) in [
        (&["export", "a.ods"][..], "unknown-format"),
        (&["export", "a.csv", "--format", "xlsx"], "unknown-format"),
        (&["export", "--partner", "gruenflies"], "unknown-partner-name"),
        (&["export", "--where", "knd=company"], "unknown-condition"),
    ] {
        let run = sandbox.run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}");
        assert!(run.stderr.contains(code), "{arguments:?}:\n{}", run.stderr);
    }
}

#[test]
fn what_changed_meanwhile_is_not_written_over() {
    let sandbox = Sandbox::sample();
    let workspace = Workspace::at(sandbox.path(""));
    let name = "partners/gruenfliess.yaml";
    let before = sandbox.read(name);
    sandbox.write(name, format!("{before}# a note\n"));
    assert_eq!(workspace.rewrite(name, &before, b"x"), Ok(false));
    assert_eq!(sandbox.read(name), format!("{before}# a note\n"));
}

#[cfg(unix)]
#[test]
fn who_could_read_a_file_before_can_read_it_after_a_merge() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = Sandbox::sample();
    let path = sandbox.path("partners/gruenfliess.yaml");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).expect("permissions");
    sandbox.write("a.csv", "id;City\ngruenfliess;Leipzig\n");
    assert_eq!(sandbox.run(&["import", "a.csv", "--update", "--yes"]).code, 0);
    assert_eq!(std::fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o600);
}

#[test]
fn what_is_no_table_is_told_in_plain_words() {
    let whole = workbook();
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

#[test]
fn a_long_list_is_planned_in_time() {
    let mut list = String::from("Company;City;Country;E-mail\n");
    for at in 0..5_000 {
        list.push_str(&format!("Company {at};Brno;CZ;info@company-{at}.example.org\n"));
    }
    list.push_str(&format!("{};Brno;CZ;\n", "x".repeat(1_000_000)));
    let sandbox = empty();
    sandbox.write("a.csv", list);
    let run = sandbox.run(&["import", "a.csv", "--set", "kind=company", "--plan"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stdout.contains("new (5000)") && run.stdout.contains("and 4800 more"));
    assert!(
        run.stderr.contains("row 5002, column A “Company”: `legal_name` has 1000000 letters"),
        "{}",
        run.stderr
    );
}

#[test]
fn for_machines_a_plan_is_lines_of_json() {
    let sandbox = Sandbox::sample();
    sandbox.write("a.csv", "id;City;Note\ngruenfliess;Leipzig;x\n");
    let run = sandbox.run(&["import", "a.csv", "--update", "--plan", "--message-format", "json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let lines: Vec<serde_json::Value> =
        run.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines[1]["field"], "address.city");
    assert_eq!(lines[3]["deed"], "changed");
    assert_eq!(lines[3]["changes"][0]["new"], "Leipzig");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a file is, it is a table or refused.
    #[test]
    fn no_bytes_are_a_crash(bytes in proptest::collection::vec(any::<u8>(), 0..400), at in 0_usize..4000, one in any::<u8>()) {
        let _ = Table::read("x", &bytes, &TableRequest::default());
        let mut book = workbook_once().clone();
        let at = at % book.len();
        book[at] = one;
        let options = ReadOptions { sheet: Some("Leads".to_owned()), ..ReadOptions::default() };
        let _ = Table::read("x", &book, &TableRequest { options, ..TableRequest::default() });
    }

    /// Any text goes into a file and comes out of it.
    #[test]
    fn any_text_is_written_as_it_is(text in "[ -~\u{a1}-\u{17f}]{1,60}", list in proptest::collection::vec("[ -~\u{a1}-\u{17f}]{1,20}", 1..4)) {
        let list: Vec<String> = list.into_iter().map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect();
        // Soft hyphens are not seen, so they are taken out.
        let seen = text.replace('\u{ad}', "");
        // What stands for nothing counts as an empty cell.
        prop_assume!(!seen.trim().is_empty() && !list.is_empty() && !is_no_answer(&seen));
        let file = format!("legal_name: K\nkind: other\nwhy_partner: 'x'\nactivities: {}\n", serde_json::to_string(&list).expect("JSON"));
        let record = Record::<Partner>::read(SourceFile::new("partners/x.yaml", file.clone()));
        prop_assume!(record.is_ok());
        let record = record.expect("right");
        let exported = export([("x", &record)]);
        let bytes = table::write(&exported.columns, &exported.rows, TableFormat::Csv, b';').expect("a table");
        let table = Table::read("p.csv", &bytes, &TableRequest::default()).expect("a table");
        let mapping = Mapping::of(&table, &MappingRequest::default()).expect("a mapping");
        let known = [ExistingPartner { id: "x".to_owned(), record: Ok(record) }];
        let order = PlanRequest { update: true, ..PlanRequest::default() };
        let plan = ImportPlan::of(&table, &mapping, &known, &order).expect("a plan");
        prop_assert!(matches!(plan.partners[0].action, PartnerAction::Unchanged), "{:?}", plan);
        // The same with another text.
        let columns = ["id", "why_partner"].map(str::to_owned);
        let bytes = table::write(&columns, &[vec!["x".to_owned(), text.trim().to_owned()]], TableFormat::Xlsx, b';').expect("a table");
        let table = Table::read("p.xlsx", &bytes, &TableRequest::default()).expect("a table");
        let mapping = Mapping::of(&table, &MappingRequest::default()).expect("a mapping");
        let plan = ImportPlan::of(&table, &mapping, &known, &order).expect("a plan");
        match plan.partners.first().map(|one| &one.action) {
            Some(PartnerAction::Changed(_, _, after)) => {
                let model = read("x", after).model;
                let found = model.why_partner.expect("a text");
                // Of several blanks in a row one is meant.
                let meant = seen.split_whitespace().collect::<Vec<_>>().join(" ");
                prop_assert_eq!(found.in_language("en"), Some(meant.as_str()));
            }
            Some(PartnerAction::Unchanged) => prop_assert_eq!(seen.trim(), "x"),
            _ => prop_assert!(plan.found.has_errors()),
        }
    }
}

fn workbook_once() -> &'static Vec<u8> {
    static BOOK: std::sync::LazyLock<Vec<u8>> = std::sync::LazyLock::new(workbook);
    &BOOK
}

#[test]
fn what_stands_for_nothing_counts_as_an_empty_cell() {
    let sandbox = empty();
    sandbox.write(
        "a.csv",
        "Company;Street;PLZ;Ort;Land;Vorname;Name;Phone\n\
         Kovomont;k.A.;-;Brno;CZ;k. A.;Malá;n/a\n\
         Weida;unbekannt;07570;Weida;DE;k.A.;N. A.;?\n\
         Namib;–;;Na;NA;Ka;Na;unknown\n",
    );
    let run = import(&sandbox, &["a.csv"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.contains("2 with `k.A.`") && run.stdout.contains("count as empty"), "{}", run.stdout);
    let kovomont = partner(&sandbox, "kovomont");
    let address = kovomont.address.expect("an address");
    assert_eq!((address.street, address.postal_code), (None, None));
    let contact = &kovomont.contacts[0];
    assert_eq!((contact.given_name.as_deref(), contact.phone.as_deref()), (None, None));
    assert!(partner(&sandbox, "weida").contacts.is_empty());
    // Names and codes that look a little alike are what they are.
    let namib = partner(&sandbox, "namib");
    assert_eq!(namib.country(), Some("NA"));
    assert_eq!(namib.contacts[0].given_name.as_deref(), Some("Ka"));
    assert_eq!(namib.contacts[0].family_name.as_deref(), Some("Na"));
    // An empty cell changes nothing.
    let file = "legal_name: K\nkind: company\naddress: {street: \"A 1\", country: \"DE\"}\ncontacts:\n  - honorific: ms\n    family_name: X\n";
    let plan = planned(file, "Street;Honorific;Surname", "k. A.;-;X");
    assert!(matches!(plan.partners[0].action, PartnerAction::Unchanged), "{:?}", plan.partners);
    // In a file it is told, where it would be printed.
    for line in ["city: k.A.", "street: \"-\"", "postal_code: unbekannt", "city: N/A"] {
        let text = format!("legal_name: K\nkind: company\naddress:\n  country: DE\n  {line}\n");
        let Err(found) = Record::<Partner>::read(SourceFile::new("x", text)) else { panic!("{line}") };
        assert!(found.iter().any(|one| one.code.name == "placeholder"), "{line}: {found:?}");
    }
}

#[test]
fn lists_of_words_are_parted_by_commas_too_and_shown_apart() {
    let sandbox = empty();
    sandbox.write(
        "a.csv",
        "Company;events;documents;partnership_types;activities\n\
         Kovomont;fair-2027, didacta;\"one-pager, letter-of-intent\";mobility, training;\"Steel, forged; Brass\"\n\
         Weida;\"fair-2027; didacta\nexpo\";;;\n",
    );
    let run = import(&sandbox, &["a.csv"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    for shown in ["fair-2027 | didacta", "mobility | training", "Steel, forged | Brass"] {
        assert!(run.stdout.contains(shown), "no `{shown}` in:\n{}", run.stdout);
    }
    let kovomont = partner(&sandbox, "kovomont");
    assert_eq!(kovomont.events, ["fair-2027", "didacta"]);
    assert_eq!(kovomont.activities.len(), 2);
    assert_eq!(partner(&sandbox, "weida").events, ["fair-2027", "didacta", "expo"]);
    // A comma inside of a word stays there on the way out and back.
    let file = "legal_name: K\nkind: company\nevents: [\"Brno, spring\", didacta]\n";
    sandbox.write("partners/x.yaml", file);
    assert_eq!(sandbox.run(&["export", "p.csv", "--partner", "x"]).code, 0);
    let run = sandbox.run(&["import", "p.csv", "--update", "--yes"]);
    assert!(run.stdout.contains("there already, and the same (1)"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn a_second_telephone_number_is_no_second_person() {
    let sandbox = empty();
    sandbox.write(
        "a.csv",
        "Company;Vorname;Nachname;Telefon;Mobil\nK;Eva;Malá;+420 1 23 45 67;+420 7 77 77 77\n",
    );
    let run = sandbox.run(&["import", "a.csv", "--set", "kind=company", "--plan"]);
    assert!(
        run.stdout.contains("not used")
            && run.stdout.contains("a contact has one telephone number: that of column D “Telefon”"),
        "{}",
        run.stdout
    );
    assert!(!run.stdout.contains("contacts.2"), "{}", run.stdout);
    // With a second name there is a second person.
    sandbox.write(
        "b.csv",
        "Company;Nachname;Telefon;Nachname;Mobil\nK;Malá;+420 1 23 45 67;Nová;+420 7 77 77 77\n",
    );
    let run = sandbox.run(&["import", "b.csv", "--set", "kind=company", "--plan"]);
    assert!(run.stdout.contains("--map \"E=contacts.2.phone\""), "{}", run.stdout);
}

#[test]
fn a_person_with_a_new_email_address_is_no_second_person() {
    let file = "legal_name: K\nkind: company\ncontacts:\n  - given_name: Eva\n    family_name: \"Malá\"\n    email: \"old@k.example.org\"   # hers\n";
    let columns = "Vorname;Nachname;E-Mail";
    let plan = planned(file, columns, "Eva;MALÁ;new@k.example.org");
    let PartnerAction::Changed(changes, _, text) = &plan.partners[0].action else {
        panic!("{:?}", plan.partners)
    };
    let email = changes.iter().find(|one| one.path == "contacts.1.email").expect("a change");
    assert_eq!((email.old.as_deref(), email.new.as_str()), (Some("old@k.example.org"), "new@k.example.org"));
    assert!(text.contains("\"new@k.example.org\"   # hers") && !text.contains("old@"), "{text}");
    assert_eq!(read("x", text).model.contacts.len(), 1);
    // Somebody else of the family, and one of two who are called alike, are further persons.
    let text = merged(file, columns, "Jan;Malá;jan@k.example.org");
    assert_eq!(read("x", &text).model.contacts.len(), 2);
    let two =
        format!("{file}  - given_name: Eva\n    family_name: \"Malá\"\n    email: \"other@k.example.org\"\n");
    let text = merged(&two, columns, "Eva;Malá;new@k.example.org");
    assert_eq!(read("x", &text).model.contacts.len(), 3);
}

#[test]
fn what_a_fair_needs_is_said_for_all_rows() {
    let sandbox = empty();
    sandbox.write("a.csv", "Company;events\nKovomont;\nWeida;expo\n");
    let run =
        import(&sandbox, &["a.csv", "--set", "documents=one-pager", "--set", "events=fair-2027,didacta"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let kovomont = partner(&sandbox, "kovomont");
    assert_eq!(kovomont.events, ["fair-2027", "didacta"]);
    assert!(sandbox.read("partners/kovomont.yaml").contains("documents: [\"one-pager\"]"));
    assert_eq!(partner(&sandbox, "weida").events, ["expo"]);
}

#[test]
fn a_postal_code_that_is_a_number_gets_its_zero_back() {
    let sandbox = empty();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, name) in (0_u16..).zip(["Company", "PLZ", "Land"]) {
        sheet.write_string(0, at, name).expect("a cell");
    }
    for (row, (name, code, country)) in
        (1..).zip([("Weida", 7570, "DE"), ("Gent", 9000, "BE"), ("Ain", 1000, "FR"), ("Short", 757, "DE")])
    {
        sheet.write_string(row, 0, name).expect("a cell");
        sheet.write_number(row, 1, code).expect("a cell");
        sheet.write_string(row, 2, country).expect("a cell");
    }
    sandbox.write("a.xlsx", book.save_to_buffer().expect("a workbook"));
    let run = import(&sandbox, &["a.xlsx"]);
    assert_eq!(run.code, 1, "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.contains("7570 → 07570"), "{}", run.stdout);
    assert!(
        run.stderr.contains("row 5, column B “PLZ”: a postal code of Germany has 5 digits and not 3"),
        "{}",
        run.stderr
    );
    for (id, code) in [("weida", "07570"), ("gent", "9000"), ("ain", "01000")] {
        let address = partner(&sandbox, id).address.expect("an address");
        assert_eq!(address.postal_code.as_deref(), Some(code), "{id}");
    }
    // In a table of text it may be a slip of the hand; the same is told once.
    let sandbox = empty();
    sandbox.write("a.csv", "Company;PLZ;Land\nA;7570;DE\nB;1067;DE\nC;01067;DE\nD;4109;DE\nE;1;FR\n");
    let run = import(&sandbox, &["a.csv"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(
        run.stderr
            .contains("rows 2, 3 and 5, column B “PLZ”: a postal code of Germany has 5 digits and not 4"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("row 6, column B “PLZ”: a postal code of France has 5 digits and not 1"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("4 rows not imported"), "{}", run.stderr);
}

#[test]
fn empty_sheets_are_passed_over() {
    let sandbox = empty();
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Tabelle1").expect("a name");
    let sheet = book.add_worksheet();
    sheet.set_name("Leads").expect("a name");
    sheet.write_string(0, 0, "Company").expect("a cell");
    sheet.write_string(1, 0, "Kovomont").expect("a cell");
    book.add_worksheet().set_name("Tabelle3").expect("a name").write_string(4, 4, "  ").expect("a cell");
    sandbox.write("a.xlsx", book.save_to_buffer().expect("a workbook"));
    let run = import(&sandbox, &["a.xlsx"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.contains("sheet “Leads”: 1 row below row 1"), "{}", run.stdout);
    // One that was named is the one that is read.
    let run = import(&sandbox, &["a.xlsx", "--sheet", "Tabelle1"]);
    assert!(run.stderr.contains("there is nothing in the sheet “Tabelle1”"), "{}", run.stderr);
}

#[test]
fn errors_of_a_row_stand_in_the_order_of_columns_and_the_plan_ends_with_its_sum() {
    let sandbox = empty();
    // In the file the website stands before the email address.
    sandbox.write("a.csv", "E-mail;Company;Website\nno address;Weida;no site at all\n;Kovomont;\n");
    let run = sandbox.run(&["import", "a.csv", "--set", "kind=company", "--plan"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    let first = run.stderr.find("row 2, column A").expect("the address");
    let second = run.stderr.find("row 2, column C").expect("the site");
    assert!(first < second, "{}", run.stderr);
    assert!(run.stderr.trim_end().ends_with("1 new, 1 row left out"), "{}", run.stderr);
}
