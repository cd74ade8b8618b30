//! The shapes of lists: heads of two rows, merged cells, sums and headings between the rows, several addresses in a cell,
//! quotation marks, files of other kinds, formulas; and the letters that they are stored with.

use std::io::{Cursor, Write};

use handclasp::model::PartnerContact;
use rust_xlsxwriter::{Format, Workbook};

use crate::sheet::{empty, import, partner};
use crate::support::{Run, Sandbox};

/// A list imported as companies met at a fair, by the name of its file.
fn imported(name: &str, bytes: impl AsRef<[u8]>) -> (Sandbox, Run) {
    let sandbox = empty();
    sandbox.write(name, bytes);
    let run = import(&sandbox, &[name]);
    (sandbox, run)
}

/// The rows of a table as cells of a new workbook, with merged cells: first and last row, first and last column.
fn workbook(rows: &[&[&str]], merged: &[(u32, u16, u32, u16)]) -> Vec<u8> {
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
fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut packed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        packed.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        packed.write_all(text.as_bytes()).expect("written");
    }
    packed.finish().expect("packed").into_inner()
}

/// An Excel workbook with this as the content of its sheet's data, and what follows it.
fn xlsx(data: &str) -> Vec<u8> {
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
fn cell(place: &str, text: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

/// A LibreOffice workbook with these rows in its sheet.
fn ods(sheets: &str) -> Vec<u8> {
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
fn ods_row(cells: &[&str]) -> String {
    let cell = |text: &&str| match *text {
        "" => "<table:table-cell/>".to_owned(),
        text => format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        ),
    };
    format!("<table:table-row>{}</table:table-row>", cells.iter().map(cell).collect::<String>())
}

fn family_names(contacts: &[PartnerContact]) -> Vec<&str> {
    contacts.iter().filter_map(|contact| contact.family_name.as_deref()).collect()
}

fn addresses(contacts: &[PartnerContact]) -> Vec<&str> {
    contacts.iter().filter_map(|contact| contact.email.as_deref()).collect()
}

// ── Heads ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/// Tried in lists: a head of two rows, groups above (company, address, contact person) and names below, merged or not, with a title and the date of the export above it | the group tells whose name it is
#[test]
fn a_head_of_two_rows_is_read_as_one() {
    let rows: &[&[&str]] = &[
        &["Betriebsliste 2026/27 – Stand 3.11.2026"],
        &[],
        &["Betrieb", "", "Anschrift", "", "", "Ansprechperson"],
        &["Name", "Branche", "Straße", "PLZ", "Ort", "Vorname", "Name", "E-Mail"],
        &[
            "Bootswerk Nord GmbH",
            "Bootsbau",
            "Am Kai 3",
            "01067",
            "Dresden",
            "Lena",
            "Süß",
            "l.suess@example.org",
        ],
        &[
            "Holz Oder KG",
            "Tischlerei",
            "Weg 2",
            "15230",
            "Frankfurt (Oder)",
            "Jens",
            "Groß",
            "j.gross@example.org",
        ],
    ];
    let merged = [(0, 0, 0, 7), (2, 0, 2, 1), (2, 2, 2, 4), (2, 5, 2, 7)];
    let csv: Vec<String> = rows.iter().map(|row| row.join(";")).collect();
    for (name, bytes) in [
        ("a.xlsx", workbook(rows, &merged)),
        ("b.xlsx", workbook(rows, &[])),
        ("c.csv", csv.join("\n").into_bytes()),
    ] {
        let (sandbox, run) = imported(name, bytes);
        assert_eq!(run.code, 0, "{name}: {}{}", run.stdout, run.stderr);
        assert!(run.stdout.contains("Ansprechperson: Name"), "{name}: {}", run.stdout);
        let boats = partner(&sandbox, "bootswerk-nord");
        assert_eq!(boats.legal_name, "Bootswerk Nord GmbH", "{name}");
        assert_eq!(boats.contacts[0].given_name.as_deref(), Some("Lena"), "{name}");
        assert_eq!(family_names(&boats.contacts), ["Süß"], "{name}");
        let address = boats.address.expect("an address");
        assert_eq!(address.street.as_deref(), Some("Am Kai 3"), "{name}");
        assert_eq!(address.city.as_deref(), Some("Dresden"), "{name}");
        assert_eq!(partner(&sandbox, "holz-oder").contacts[0].email.as_deref(), Some("j.gross@example.org"));
    }
}

/// Tried in lists: a head of two rows in English, French, Polish, Czech, Hungarian, Greek, Finnish | the group tells whose name it is
#[test]
fn the_groups_of_a_head_are_known_in_many_languages() {
    for (groups, names) in [
        (["Company", "Contact"], ["Name", "City", "First name", "Name", "Email"]),
        (["Entreprise", "Interlocuteur"], ["Nom", "Ville", "Prénom", "Nom", "Courriel"]),
        (["Firma", "Osoba kontaktowa"], ["Nazwa", "Miasto", "Imię", "Nazwisko", "E-mail"]),
        (["Empresa", "Persona de contacto"], ["Nombre", "Ciudad", "Nombre de pila", "Apellidos", "Correo"]),
        (["Yritys", "Yhteyshenkilö"], ["Nimi", "Kaupunki", "Etunimi", "Sukunimi", "Sähköposti"]),
        (["Επιχείρηση", "Υπεύθυνος επικοινωνίας"], ["Επωνυμία", "Πόλη", "Όνομα", "Επώνυμο", "Email"]),
    ] {
        let rows: &[&[&str]] =
            &[&[groups[0], "", groups[1]], &names, &["Laiva Oy", "Turku", "Päivi", "Mäki", "p@example.org"]];
        let (sandbox, run) = imported("a.xlsx", workbook(rows, &[(0, 0, 0, 1), (0, 2, 0, 4)]));
        assert_eq!(run.code, 0, "{groups:?}: {}{}", run.stdout, run.stderr);
        let contact = &partner(&sandbox, "laiva").contacts[0];
        assert_eq!(contact.given_name.as_deref(), Some("Päivi"), "{groups:?}");
        assert_eq!(contact.family_name.as_deref(), Some("Mäki"), "{groups:?}");
    }
}

/// Tried in lists: a head in which some names are merged over both rows, and others stand below a group | read as one head
/// Tried in lists: two groups of contacts side by side | two contacts
#[test]
fn names_over_both_rows_and_two_groups_of_contacts_are_read() {
    let rows: &[&[&str]] = &[
        &["Company", "Country", "Contact 1", "", "Contact 2", ""],
        &["", "", "Last name", "E-mail", "Last name", "E-mail"],
        &["Laiva Oy", "Finland", "Mäki", "p@example.org", "Korpi", "j@example.org"],
        &["Vene Oy", "Finland", "Salo", "o@example.org", "", ""],
    ];
    let merged = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 0, 5)];
    let csv: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
    for (name, bytes) in [("a.xlsx", workbook(rows, &merged)), ("b.csv", csv.join("\n").into_bytes())] {
        let (sandbox, run) = imported(name, bytes);
        assert_eq!(run.code, 0, "{name}: {}{}", run.stdout, run.stderr);
        let laiva = partner(&sandbox, "laiva");
        assert_eq!(family_names(&laiva.contacts), ["Mäki", "Korpi"], "{name}");
        assert_eq!(addresses(&laiva.contacts), ["p@example.org", "j@example.org"], "{name}");
        assert_eq!(family_names(&partner(&sandbox, "vene").contacts), ["Salo"], "{name}");
    }
}

/// Tried in lists: the columns of a head of two rows in `--map` and in the kept mapping, by both names or the lower one | the column that is meant
#[test]
fn a_column_below_a_group_can_be_named() {
    let list = "Betrieb;;Kontakt;\nName;Kennung;Name;Mail-Kontakt\nLaiva Oy;7;Mäki;p@example.org\n";
    for map in ["Kontakt: Mail-Kontakt=contacts.email", "Mail-Kontakt=contacts.email", "D=contacts.email"] {
        let sandbox = empty();
        sandbox.write("a.csv", list);
        let run = import(
            &sandbox,
            &["a.csv", "--map", map, "--map", "Kontakt: Name=contacts.family_name", "--keep-map"],
        );
        assert_eq!(run.code, 0, "{map}: {}{}", run.stdout, run.stderr);
        assert_eq!(partner(&sandbox, "laiva").contacts[0].email.as_deref(), Some("p@example.org"), "{map}");
        assert!(sandbox.read("import.yaml").contains("\"Kontakt: Mail-Kontakt\": contacts.email"), "{map}");
        let run = import(&sandbox, &["a.csv"]);
        assert!(run.stdout.contains("columns as kept in import.yaml"), "{map}: {}", run.stdout);
    }
}

/// Tried in lists: the mailbox of the company and that of the contact person in a head of two rows | the person's is the contact's, the other is said not to be used
#[test]
fn the_mailbox_of_the_company_is_not_that_of_the_person() {
    let list = "Company;;Contact;;\nName;E-mail;First name;Last name;E-mail\nLaiva Oy;info@example.org;Päivi;Mäki;p@example.org\n";
    let (sandbox, run) = imported("a.csv", list);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert_eq!(addresses(&partner(&sandbox, "laiva").contacts), ["p@example.org"]);
    let line = run.stdout.lines().find(|line| line.contains("Company: E-mail")).unwrap_or_default();
    assert!(line.contains("not used"), "{}", run.stdout);
}

/// Tried in lists: a title, a date and an empty row above a head of one row | no group, the title is passed over
#[test]
fn a_title_above_a_head_is_no_group() {
    for above in ["Exhibitors 2027;;\n", "Company list;;\nas of 3.11.2026;;\n;;\n", "Contacts\n"] {
        let (sandbox, run) =
            imported("a.csv", format!("{above}Company;City;Country\nLaiva Oy;Turku;Finland\n"));
        assert_eq!(run.code, 0, "{above}: {}{}", run.stdout, run.stderr);
        assert!(run.stdout.contains("A       Company  legal_name"), "{above}: {}", run.stdout);
        assert_eq!(partner(&sandbox, "laiva").legal_name, "Laiva Oy");
    }
}

// ── Merged cells and rows between ──────────────────────────────────────────────────────────────────────────────────

/// Tried in lists: an organisation merged over the rows of its contacts, in .xlsx and .ods | one partner with all contacts
#[test]
fn an_organisation_that_is_merged_over_its_contacts_is_that_of_each() {
    let rows: &[&[&str]] = &[
        &["Company", "Country", "First name", "Last name", "Email"],
        &["Laiva Oy", "Finland", "Päivi", "Mäki", "p@example.org"],
        &["", "", "Jussi", "Korpi", "j@example.org"],
        &["", "", "Aino", "Lahti", "a@example.org"],
        &["Vene Oy", "Finland", "Olli", "Salo", "o@example.org"],
    ];
    let spanned = |text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\" table:number-rows-spanned=\"3\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let covered = "<table:covered-table-cell/><table:covered-table-cell/>";
    let first = ods_row(&["Päivi", "Mäki", "p@example.org"]).replacen(
        "<table:table-row>",
        &format!("<table:table-row>{}{}", spanned("Laiva Oy"), spanned("Finland")),
        1,
    );
    let other = |row: &[&str]| {
        ods_row(&row[2..]).replacen("<table:table-row>", &format!("<table:table-row>{covered}"), 1)
    };
    let sheet = [ods_row(rows[0]), first, other(rows[2]), other(rows[3]), ods_row(rows[4])].concat();
    let sheet = format!("<table:table table:name=\"A\">{sheet}</table:table>");
    for (name, bytes) in [("a.xlsx", workbook(rows, &[(1, 0, 3, 0), (1, 1, 3, 1)])), ("b.ods", ods(&sheet))] {
        let (sandbox, run) = imported(name, bytes);
        assert_eq!(run.code, 0, "{name}: {}{}", run.stdout, run.stderr);
        assert_eq!(family_names(&partner(&sandbox, "laiva").contacts), ["Mäki", "Korpi", "Lahti"], "{name}");
        assert_eq!(family_names(&partner(&sandbox, "vene").contacts), ["Salo"], "{name}");
    }
    // In CSV nothing tells what was merged: the rows are told, and what to do.
    let csv: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
    let (sandbox, run) = imported("a.csv", csv.join("\n"));
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(
        run.stderr.contains("row 3: the organisation has no name")
            && run.stderr.contains("write that name in this row too"),
        "{}",
        run.stderr
    );
    assert_eq!(family_names(&partner(&sandbox, "laiva").contacts), ["Mäki"]);
}

/// Tried in lists: sums and counts in a row (Total, Summe, Celkem, Razem, Összesen, Σύνολο, Общо, Yhteensä …), with a number in the row, behind the word or none | left out with a warning, never a partner
#[test]
fn a_sum_is_no_partner() {
    for word in [
        "Total",
        "TOTAL",
        "Grand total",
        "Summe",
        "Summe:",
        "Gesamt",
        "Zwischensumme",
        "Anzahl",
        "Insgesamt",
        "Gesamtergebnis",
        "Sous-total",
        "Total général",
        "Totale",
        "Totaal",
        "Aantal",
        "Razem",
        "Suma",
        "Ogółem",
        "Celkem",
        "Součet",
        "Spolu",
        "Skupaj",
        "Ukupno",
        "Összesen",
        "Общо",
        "Σύνολο",
        "I alt",
        "Summa",
        "Totalt",
        "Yhteensä",
        "Kokku",
        "Kopā",
        "Iš viso",
        "Total general",
        "Iomlán",
        "Toplam",
        "Počet",
        "Liczba",
        "Σύνολο:",
        "Sachsen Ergebnis",
        "Total companies",
        "Finland Total",
    ] {
        for row in [format!("{word};;4;"), format!("{word} 4;;;"), format!(";;{word};4")] {
            let list = format!(
                "Company;City;Country;Size\nLaiva Oy;Turku;Finland;12\nVene Oy;Oulu;Finland;7\n{row}\n"
            );
            let (sandbox, run) = imported("a.csv", list);
            assert_eq!(run.code, 0, "{row}: {}{}", run.stdout, run.stderr);
            assert!(run.stderr.contains("warning[odd-row]: row 4: "), "{row}: {}", run.stderr);
            assert_eq!(sandbox.files("partners").len(), 2, "{row}");
        }
    }
    // With more in the row it can be an organisation that is called so; its whole name tells.
    let (sandbox, run) =
        imported("a.csv", "Company;City;Email\nTotal;Paris;a@example.org\nTotal SE;Paris;b@example.org\n");
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(
        run.stderr.contains("row 2: `Total` is what sums are called, and no organisation"),
        "{}",
        run.stderr
    );
    assert_eq!(sandbox.files("partners").len(), 1);
}

/// Tried in lists: a country, a letter, a region or a note alone in a row between the others, the head once more, the numbers of the columns | left out and said at the row
#[test]
fn what_stands_between_the_rows_is_no_partner() {
    let (sandbox, run) = imported(
        "a.csv",
        "Company;City;Email\n(1);(2);(3)\nDeutschland;;\nBootswerk;Emden;a@example.org\nÖsterreich;;\nA;;\nAlmhof;Graz;b@example.org\n\
         Company;City;Email\nSachsen;;\nHolz Oder;Pirna;c@example.org\n\n* Stand: 3.11.2026;;\n",
    );
    assert_eq!(run.code, 1, "{}", run.stderr);
    for told in [
        "row 2: `(1) (2) (3)` is the head once more",
        "row 3: `Deutschland` is a country, which stands alone in the row",
        "give these a column Country, with Germany in each of them",
        "row 5: `Österreich` is a country",
        "row 6: `A` is a heading or a note",
        "row 8: `Company City Email` is the head once more",
        "error[bad-cell]: row 9: there is nothing but `Sachsen` in it, which may be a heading",
        "row 12: `* Stand: 3.11.2026` is a heading or a note",
    ] {
        assert!(run.stderr.contains(told), "{told}: {}", run.stderr);
    }
    assert_eq!(sandbox.files("partners").len(), 3);
    // What is merged over the columns is a heading.
    let rows: &[&[&str]] = &[
        &["Company", "City", "Email"],
        &["Sachsen"],
        &["Holz Oder", "Pirna", "c@example.org"],
        &["Bootswerk", "Emden", "a@example.org"],
    ];
    let (sandbox, run) = imported("a.xlsx", workbook(rows, &[(1, 0, 1, 2)]));
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("row 2: `Sachsen` is a heading or a note"), "{}", run.stderr);
    assert_eq!(sandbox.files("partners").len(), 2);
    // A list of names only is a list.
    let (sandbox, run) = imported("a.csv", "Company\nGeorgia\nMalta\nLaiva Oy\n");
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(sandbox.files("partners").len(), 3);
}

// ── Several addresses ──────────────────────────────────────────────────────────────────────────────────────────────

/// Tried in lists: several email addresses in one cell, divided by `;`, `,`, `/`, `und`, line breaks or else; with names, `mailto:`, remarks, a point behind | each a contact; the one with the person's name is theirs
/// Tried in lists: two addresses of one person, of which neither has the name | a problem of the row that says what to do
#[test]
fn several_addresses_in_a_cell_are_contacts_or_a_problem() {
    let (sandbox, run) = imported("a.csv", include_bytes!("lists/several-emails.csv"));
    assert_eq!(run.code, 1, "{}", run.stderr);
    let of = |id: &str| partner(&sandbox, id).contacts;
    let laiva = of("laiva");
    assert_eq!(addresses(&laiva), ["p.maki@example.org", "info@laiva.example.org"]);
    assert_eq!(laiva[0].family_name.as_deref(), Some("Mäki"));
    assert_eq!(laiva[1].family_name, None);
    assert!(laiva[1].source.is_some());
    for (id, expected) in [
        ("pursi", &["info@pursi.example.org", "hr@pursi.example.org"][..]),
        ("jolla", &["a@example.org", "b@example.org"]),
        ("purje", &["aino@example.org"]),
        ("masto", &["eero@example.org"]),
        ("koli", &["info@koli.example.org"]),
        ("airo", &["info@airo.example.org"]),
        ("ranta", &["info@ranta.example.org"]),
        ("satama", &["info@satama.example.org"]),
        ("poiju", &["info@poiju.example.org", "hr@poiju.example.org"]),
    ] {
        assert_eq!(addresses(&of(id)), expected, "{id}");
    }
    assert!(!sandbox.path("partners/vene.yaml").exists());
    for told in [
        "row 3, column E “Email”: `o@example.org / vene@example.org` has 2 addresses, and the row names one person",
        "leave the one that is Olli Salo’s",
        "rows 2, 4, 5 and 13, column E “Email”: there are several addresses in it, each becomes a contact",
        "row 8, column E “Email”: only the address is taken, and `Zentrale` is left",
    ] {
        assert!(run.stderr.contains(told), "{told}: {}", run.stderr);
    }
}

/// Tried in lists: several addresses, of which one has the person's name with `ue` or without its accents | that one is theirs
#[test]
fn an_address_with_the_name_of_the_person_is_theirs() {
    for (cell, own) in [
        ("info@example.org; l.suess@example.org", "l.suess@example.org"),
        ("info@example.org, suss.lena@example.org", "suss.lena@example.org"),
        ("Zentrale: info@example.org | Lena Süß <lena@example.org>", "lena@example.org"),
        ("info@example.org\nMAILTO:Lena.Suess@example.org", "Lena.Suess@example.org"),
    ] {
        let list = format!("Company;First name;Last name;Email\nLaiva Oy;Lena;Süß;\"{cell}\"\n");
        let (sandbox, run) = imported("a.csv", list);
        assert_eq!(run.code, 0, "{cell}: {}", run.stderr);
        let contacts = partner(&sandbox, "laiva").contacts;
        assert_eq!(addresses(&contacts), [own, "info@example.org"], "{cell}");
        assert_eq!(contacts[0].family_name.as_deref(), Some("Süß"), "{cell}");
    }
    // What is no address is told as before.
    let (_, run) = imported("a.csv", "Company;Email\nLaiva Oy;\"info@example.org, müller@@x\"\n");
    assert_eq!(run.code, 1, "{}", run.stderr);
}

/// Tried in lists: several telephone numbers in one cell, in every way that they are divided | a problem that names them and says what to do
#[test]
fn several_telephone_numbers_are_told_one_by_one() {
    for cell in [
        "0351 123456; 0172 1234567",
        "0351 123456 / 0172 1234567",
        "0351 123456, 0172 1234567",
        "0351 123456\n0172 1234567",
        "0351 123456 oder 0172 1234567",
        "Tel.: 0351 123456 Mobil: 0172 1234567",
    ] {
        let (_, run) = imported("a.csv", format!("Company;Country;Phone\nBootswerk;Germany;\"{cell}\"\n"));
        assert_eq!(run.code, 1, "{cell}: {}", run.stderr);
        assert!(
            run.stderr.contains("of `0351 123456` and `0172 1234567` leave the one that is to be called"),
            "{cell}: {}",
            run.stderr
        );
    }
}

// ── Text files ─────────────────────────────────────────────────────────────────────────────────────────────────────

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

/// Tried in lists: a row with more cells than the head, a row divided by another sign than the others | not imported, said at the row
#[test]
fn a_row_that_is_divided_otherwise_is_told() {
    let (sandbox, run) = imported(
        "a.csv",
        "Company,City,Email\nLaiva Oy,Turku,a@example.org\nFärberei Müller, GmbH,Dresden,b@example.org\nVene Oy;Oulu;c@example.org\nPursi Oy,Pori,d@example.org\n",
    );
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("row 3: it has 4 cells, and the head has 3"), "{}", run.stderr);
    assert!(
        run.stderr
            .contains("row 4: `Vene Oy;Oulu;c@example.org` is not divided into cells as the other rows are"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("2 rows not imported") || run.stdout.contains("2 rows not imported"),
        "{}",
        run.stderr
    );
    assert_eq!(sandbox.files("partners").len(), 2);
    // A column without a name that all rows have is a column.
    let (sandbox, run) = imported("a.csv", "Company,City\nLaiva Oy,Turku,x\nVene Oy,Oulu,y\n");
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(sandbox.files("partners").len(), 2);
}

// ── Other kinds of files ───────────────────────────────────────────────────────────────────────────────────────────

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

// ── Formulas ───────────────────────────────────────────────────────────────────────────────────────────────────────

/// Tried in lists: a formula that was never calculated, in .xlsx, .ods, as text, in CSV; one that gives 0 in a column of texts | an error with its cell
#[test]
fn a_formula_that_was_never_calculated_is_told_with_its_cell() {
    let row = |number: u32, cells: &[String]| format!("<row r=\"{number}\">{}</row>", cells.concat());
    let book = |formula: &str| {
        let head = row(1, &[cell("A1", "Company"), cell("B1", "City"), cell("C1", "Country")]);
        let first = row(2, &[cell("A2", "Laiva Oy"), cell("B2", "Turku"), cell("C2", "Finland")]);
        let second =
            row(3, &[cell("A3", "Vene Oy"), format!("<c r=\"B3\"{formula}</c>"), cell("C3", "Finland")]);
        xlsx(&format!("{head}{first}{second}"))
    };
    let ods_cell = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>Vene Oy</text:p></table:table-cell>\
                    <table:table-cell table:formula=\"of:=[.B2]\"/></table:table-row>";
    let ods_book = ods(&format!(
        "<table:table table:name=\"A\">{}{}{ods_cell}</table:table>",
        ods_row(&["Company", "City"]),
        ods_row(&["Laiva Oy", "Turku"])
    ));
    let never = "the formula in it was never calculated";
    let zero = "its formula gives 0: it was never calculated, or leads to an empty cell";
    for (name, bytes, told) in [
        ("a.xlsx", book("><f>B2</f>"), never),
        ("b.xlsx", book("><f>B2</f><v></v>"), never),
        ("c.xlsx", book("><f>B2</f><v/>"), never),
        ("d.xlsx", book("><f>B2</f><v>0</v>"), zero),
        ("e.xlsx", book(" t=\"inlineStr\"><is><t>=B2</t></is>"), never),
        ("f.ods", ods_book, never),
        ("g.csv", b"Company;City\nLaiva Oy;Turku\nVene Oy;=B2\n".to_vec(), never),
        ("h.csv", b"Company;City\nLaiva Oy;Turku\nVene Oy;\"=VLOOKUP(A3;X!A:B;2;0)\"\n".to_vec(), never),
        ("i.csv", b"Company;City\nLaiva Oy;Turku\nVene Oy;=Tabelle2!B7\n".to_vec(), never),
    ] {
        let (sandbox, run) = imported(name, bytes);
        assert_eq!(run.code, 1, "{name}: {}{}", run.stdout, run.stderr);
        let told = format!("error[bad-cell]: row 3, column B “City”: {told}");
        assert!(run.stderr.contains(&told), "{name}: {}", run.stderr);
        assert_eq!(sandbox.files("partners").len(), 1, "{name}");
    }
    // What is calculated is read, an empty result is an empty cell, and a text that begins with a sign is one.
    for formula in ["t=\"str\"><f>B2</f><v>Oulu</v>", "t=\"str\"><f>B2</f><v></v>"] {
        let (sandbox, run) = imported("a.xlsx", book(&format!(" {formula}")));
        assert_eq!(run.code, 0, "{formula}: {}{}", run.stdout, run.stderr);
        assert_eq!(sandbox.files("partners").len(), 2);
    }
    let (sandbox, run) = imported("a.csv", "Company;City\n= Vene & Laiva =;Turku\n=)Smile;Oulu\n");
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(sandbox.files("partners").len(), 2);
}

/// Tried in lists: #REF!, #N/A, #NAME?, #BEZUG!, #NV, Err:502 and the like in cells, in the languages of Excel and LibreOffice, in CSV too | an error with its cell, never a text
#[test]
fn errors_of_a_spreadsheet_are_never_text() {
    for error in [
        "#REF!",
        "#N/A",
        "#NAME?",
        "#VALUE!",
        "#DIV/0!",
        "#NUM!",
        "#NULL!",
        "#SPILL!",
        "#CALC!",
        "#GETTING_DATA",
        "#ERROR!",
        "####",
        "#BEZUG!",
        "#NV",
        "#WERT!",
        "#ZAHL!",
        "#ÜBERLAUF!",
        "#VALEUR!",
        "#NOM?",
        "#N/D",
        "#¡REF!",
        "#¿NOMBRE?",
        "#¡VALOR!",
        "#RIF!",
        "#VERW!",
        "#NAAM?",
        "#WAARDE!",
        "#N/B",
        "#ADR!",
        "#NAZWA?",
        "#ARG!",
        "#ODKAZ!",
        "#NÁZEV?",
        "#HODNOTA!",
        "#NENÍ_K_DISPOZICI",
        "#HIV!",
        "#HIÁNYZIK",
        "#NÉV?",
        "#REFERENS!",
        "#SAKNAS!",
        "#I/T",
        "#VÆRDI!",
        "#VIITTAUS!",
        "#PUUTTUU!",
        "#ΑΝΑΦ!",
        "#Δ/Υ",
        "#BAŞV!",
        "#YOK",
        "#SKLIC!",
        "#ССЫЛКА!",
        "#Н/Д",
        "Err:502",
        "Fehler:508",
    ] {
        let (sandbox, run) =
            imported("a.csv", format!("Company;City\nLaiva Oy;{error}\n{error};Turku\nVene Oy;Oulu\n"));
        assert_eq!(run.code, 1, "{error}: {}{}", run.stdout, run.stderr);
        for place in ["row 2, column B “City”", "row 3, column A “Company”"] {
            assert!(
                run.stderr.contains(&format!("{place}: {error} is an error of the spreadsheet")),
                "{error}: {}",
                run.stderr
            );
        }
        assert_eq!(sandbox.files("partners").len(), 1, "{error}");
    }
    let (sandbox, run) = imported("a.csv", "Company;City\n#1 Autohaus;Turku\nC#;Oulu\n#hashtag!;Pori\n");
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(sandbox.files("partners").len(), 3);
}

// ── Hidden rows ────────────────────────────────────────────────────────────────────────────────────────────────────

/// Tried in lists: rows of a LibreOffice file inside a group that is closed, or in a group inside one | left out and said
/// Tried in lists: rows of an old Excel workbook that are hidden unless something else is said of them | left out and said
#[test]
fn rows_in_closed_groups_and_hidden_by_default_are_left_out() {
    let group =
        |shown: &str, rows: &str| format!("<table:table-row-group{shown}>{rows}</table:table-row-group>");
    let row = |name: &str| ods_row(&[name, "Turku"]);
    let closed = " table:display=\"false\"";
    let rows = [
        ods_row(&["Company", "City"]),
        row("Laiva Oy"),
        group(
            closed,
            &[row("Vene Oy"), group("", &row("Jolla Oy")), group(closed, &row("Masto Oy")), row("Airo Oy")]
                .concat(),
        ),
        group(
            " table:display=\"true\"",
            &[row("Pursi Oy"), group(closed, &row("Köli Oy")), row("Satama Oy")].concat(),
        ),
        row("Ranta Oy"),
    ];
    let bytes = ods(&format!("<table:table table:name=\"A\">{}</table:table>", rows.concat()));
    let (sandbox, run) = imported("a.ods", &bytes);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains("warning[hidden-rows]: rows 3, 4, 5, 6 and 8 of `a.ods`"), "{}", run.stderr);
    assert_eq!(sandbox.files("partners").len(), 4);
    let sandbox = empty();
    sandbox.write("a.ods", &bytes);
    assert_eq!(import(&sandbox, &["a.ods", "--hidden"]).code, 0);
    assert_eq!(sandbox.files("partners").len(), 9);

    // How rows look of which nothing is said (DEFAULTROWHEIGHT): not at all.
    let mut bytes = include_bytes!("lists/hidden.xls").to_vec();
    let all = import_of(&bytes, &["--hidden"]);
    assert_eq!(all.1.code, 0, "{}{}", all.1.stdout, all.1.stderr);
    let usual = import_of(&bytes, &[]).0.files("partners").len();
    let places: Vec<usize> = bytes
        .windows(4)
        .enumerate()
        .filter(|(_, four)| *four == [0x25, 0x02, 0x04, 0x00])
        .map(|(at, _)| at)
        .collect();
    assert_eq!(places.len(), 2);
    // Then only those are shown of which something is said; here that is one row less.
    let rows: Vec<usize> = bytes
        .windows(4)
        .enumerate()
        .filter(|(_, four)| *four == [0x08, 0x02, 0x10, 0x00])
        .map(|(at, _)| at)
        .collect();
    for at in places {
        bytes[at + 4] |= 0x02;
    }
    let with_rows = import_of(&bytes, &[]);
    assert_eq!(with_rows.0.files("partners").len(), usual, "{}", with_rows.1.stderr);
    for at in rows {
        // A kind of record that says nothing.
        bytes[at..at + 2].copy_from_slice(&[0xff, 0x0f]);
    }
    let (sandbox, run) = import_of(&bytes, &[]);
    assert_eq!(run.code, 1, "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains("are hidden"), "{}", run.stderr);
    assert!(sandbox.files("partners").is_empty());
}

/// The same of a sheet of an old workbook.
fn import_of(bytes: &[u8], more: &[&str]) -> (Sandbox, Run) {
    let sandbox = empty();
    sandbox.write("a.xls", bytes);
    let run = import(&sandbox, &[&["a.xls", "--sheet", "Leads"], more].concat());
    (sandbox, run)
}

// ── What else offices keep ─────────────────────────────────────────────────────────────────────────────────────────

/// Tried in lists: `+49351123456.0`, `351123456.0`, a postal code `1067.0`, a number of employees, as programs of statistics write them | without the fraction, the postal code with its zero
#[test]
fn a_number_that_got_a_fraction_loses_it() {
    let (sandbox, run) = imported(
        "a.csv",
        "Company;Postcode;Country;Phone\nA1 GmbH;1067.0;Germany;+49351123456.0\nA2 SARL;75011;France;612345678.0\nA3 Lda;1000;Portugal;351912345678.0\n",
    );
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    for (id, phone) in [("a1", "+49351123456"), ("a2", "+33 612345678"), ("a3", "+351 912345678")] {
        let told = partner(&sandbox, id).contacts.first().and_then(|contact| contact.phone.clone());
        assert_eq!(told.as_deref(), Some(phone), "{id}");
    }
    let code = partner(&sandbox, "a1").address.and_then(|address| address.postal_code);
    assert_eq!(code.as_deref(), Some("01067"));
    // In a file it is told.
    let sandbox = empty();
    sandbox.write(
        "partners/a.yaml",
        "legal_name: \"A1 GmbH\"\nkind: company\ncontacts:\n  - phone: \"+49351123456.0\"\n",
    );
    let run = sandbox.run(&["check"]);
    assert!(
        run.stderr.contains("warning[odd-phone]")
            && run.stderr.contains("the `.0` behind it is from a spreadsheet"),
        "{}",
        run.stderr
    );
}

/// Tried in lists: telephone numbers that are too short or too long for their country | the message names the country, and numbers that fit together
#[test]
fn what_is_said_of_a_telephone_number_is_true_of_it() {
    for (country, text, told) in [
        ("DE", "0351", "`0351` is a short number, which is dialled only within Germany"),
        ("NL", "0101", "`0101` is a short number, which is dialled only within the Netherlands"),
        ("FR", "01 23 45 67 8", "`01 23 45 67 8` is a short number, which is dialled only within France"),
        (
            "FR",
            "01 23 45 67 89 10",
            "`01 23 45 67 89 10` is no number of France, where they have 9 digits behind the 0, and not 11",
        ),
        ("AT", "12345", "`12345` has neither a country code nor the zero in front of the area code"),
    ] {
        let doubt = handclasp::telephone::read(text, Some(country), false).expect_err(text);
        assert_eq!(doubt.message, told, "{country} {text}");
    }
    let doubt = handclasp::telephone::doubt("+44 20 123").expect("a doubt");
    assert!(doubt.message.contains("numbers of the United Kingdom have"), "{doubt:?}");
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

/// Tried in documents: a logo of 3000 × 1500 and of 4000 × 3000 pixels, as a designer sends it | taken
#[test]
fn a_logo_as_a_designer_sends_it_is_taken() {
    for (width, height) in [(3000, 1500), (4000, 3000)] {
        let mut picture = image::RgbaImage::from_pixel(width, height, image::Rgba([20, 80, 160, 255]));
        // Not of one colour: a slope, with an edge every few lines.
        for (at, _, pixel) in picture.enumerate_pixels_mut() {
            pixel.0 = [(at / 16 % 251) as u8, 80, 160, if at % 977 < 300 { 255 } else { 0 }];
        }
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, image::ImageFormat::Png).expect("a picture");
        let sandbox = Sandbox::sample();
        sandbox.write("templates/assets/mark.png", bytes.into_inner());
        sandbox.edit("institution.yaml", "assets/logo.svg", "assets/mark.png");
        let run = sandbox.run(&["check"]);
        assert_eq!(run.code, 0, "{width}: {}{}", run.stdout, run.stderr);
        assert!(!run.stderr.contains("logo"), "{width}: {}", run.stderr);
    }
}

/// Tried in folders and files: a file where a folder is needed, a folder of the name of a file, too many open files | words, and no number of the operating system
#[test]
fn what_the_computer_refuses_is_said_in_words() {
    let sandbox = Sandbox::sample();
    sandbox.write("output", "a file");
    let run = sandbox.build(&[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(
        run.stderr.contains("something of that name is there already")
            || run.stderr.contains("a file stands where a folder is needed"),
        "{}",
        run.stderr
    );
    assert!(!run.stderr.contains("os error"), "{}", run.stderr);
    let sandbox = Sandbox::sample();
    std::fs::create_dir(sandbox.path("list.csv")).expect("a folder");
    let run = sandbox.run(&["import", "list.csv"]);
    assert!(run.stderr.contains("`list.csv` is a folder, not a file"), "{}", run.stderr);
    #[cfg(unix)]
    {
        let sandbox = Sandbox::sample();
        let output = std::process::Command::new("sh")
            .args(["-c", "ulimit -n 9; exec \"$0\" build", env!("CARGO_BIN_EXE_handclasp")])
            .current_dir(sandbox.path(""))
            .env("NO_COLOR", "1")
            .output()
            .expect("the program starts");
        let told = String::from_utf8(output.stderr).expect("UTF-8");
        assert!(told.contains("too many files are open: close other programs and try once more"), "{told}");
        assert!(!told.contains("os error"), "{told}");
    }
}
