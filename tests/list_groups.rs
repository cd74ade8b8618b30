//! Heads of two rows: groups above, names below.

use crate::importing::{empty, import, imported, partner};
use crate::list_books::{addresses, family_names, workbook};

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
