//! The rows of lists: merged cells, sums and headings between them, hidden ones.

use crate::importing::{empty, import, imported, partner};
use crate::list_books::{family_names, ods, ods_row, workbook};
use crate::support::{Run, Sandbox};

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
}

/// Tried in lists: a country, a letter, a region or a note alone in a row between the others, the head once more, the numbers of the columns | left out and said at the row
#[test]
fn what_stands_between_the_rows_is_no_partner() {
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
