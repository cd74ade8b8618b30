//! What the columns of other people's lists mean: heads in all languages of the EU, addresses in pieces, whole names,
//! salutations with offices, objections, exports of address books.

use std::collections::BTreeMap;
use std::fs;

use handclasp::import::{Mapping, MappingRequest, Table, TableRequest};
use handclasp::model::Partner;

use crate::importing::{empty, import, partner};
use crate::support::{Run, Sandbox, root};

/// The languages of the EU.
const LANGUAGES: &[&str] = &[
    "bg", "hr", "cs", "da", "nl", "en", "et", "fi", "fr", "de", "el", "hu", "ga", "it", "lv", "lt", "mt",
    "pl", "pt", "ro", "sk", "sl", "es", "sv",
];

/// What lists really have.
const FIELDS: &[&str] = &[
    "legal_name",
    "kind",
    "legal_form",
    "sector",
    "size",
    "website",
    "address.street",
    "address.street_addition",
    "address.house_number",
    "address.house_number_addition",
    "address.postal_code",
    "address.postal_code_and_city",
    "address.city",
    "address.region",
    "address.country",
    "language",
    "working_language",
    "ids.vat",
    "contacts.given_name",
    "contacts.family_name",
    "contacts.whole_name",
    "contacts.given_and_family_name",
    "contacts.family_and_given_name",
    "contacts.honorific",
    "contacts.titles_before",
    "contacts.titles_after",
    "contacts.function",
    "contacts.email",
    "contacts.phone",
    "contacts.mobile",
    "contacts.source",
    "contacts.objected",
    "contacts.objected_on",
    "contacts.may_be_contacted",
    "signatories.name",
    "activities",
    "logbook.status",
    "logbook.log",
    "?date",
    "?registration",
    "?number",
    "?none",
    "?head",
];

/// The lines of a table of names: the two first columns, and the names.
fn lines(file: &str) -> Vec<(String, String, Vec<String>)> {
    let text = fs::read_to_string(root().join("src").join(file)).expect("a table");
    let line = |line: &str| {
        let mut parts = line.split('\t').map(str::to_owned);
        (parts.next().expect("a field"), parts.next().expect("a language"), parts.collect())
    };
    text.lines().map(line).collect()
}

/// Tried in lists: the names of columns in all 24 languages of the EU, and in Norwegian, Icelandic, Ukrainian and Turkish | the fields that they are
#[test]
fn each_language_has_its_words() {
    let columns = lines("import/names/columns.tsv");
    for language in LANGUAGES {
        for field in FIELDS {
            let has =
                columns.iter().any(|(of, in_, names)| of == field && in_ == language && !names.is_empty());
            assert!(has, "no name of {field} in {language}");
        }
        let honorifics = lines("schema/names/honorifics.tsv");
        for kind in ["ms", "mr", "unknown", "title", "function", "greeting"] {
            assert!(
                honorifics.iter().any(|(of, what, _)| of == language && what == kind),
                "{language} {kind}"
            );
        }
        let nothing = lines("schema/nothing.tsv");
        assert!(nothing.iter().any(|(kind, of, _)| kind == "always" && of == language), "{language}");
        for kind in ["yes", "no", "reachable", "objected"] {
            let answers = lines("schema/names/answers.tsv");
            assert!(answers.iter().any(|(what, of, _)| what == kind && of == language), "{language} {kind}");
        }
        for kind in ["work", "home", "other", "contact", "organisation"] {
            let own = lines("import/names/qualifiers.tsv");
            assert!(own.iter().any(|(what, of, _)| what == kind && of == language), "{language} {kind}");
        }
        assert!(lines("import/names/given_names.tsv").iter().any(|(of, ..)| of == language), "{language}");
    }
}

/// A value as stands in a column of a field, so that values decide as they would.
fn value(field: &str) -> &'static str {
    match field {
        "kind" => "company",
        "website" => "www.example.org",
        "address.street" => "Lipova",
        "address.house_number" => "8",
        "address.house_number_addition" => "b",
        "address.postal_code" => "12345",
        "address.postal_code_and_city" => "12345 Somewhere",
        "address.country" => "Austria",
        "language" | "working_language" => "de",
        "ids.vat" => "123456789",
        "contacts.honorific" => "Mrs",
        "contacts.email" => "a@example.org",
        "contacts.phone" | "contacts.mobile" => "+43 1 234567",
        "contacts.objected" | "contacts.may_be_contacted" => "no",
        "contacts.objected_on" | "contacts.source_date" => "2026-03-01",
        _ => "Somewhere",
    }
}

/// The fields of the columns of a table, `-` for one that is not used.
fn mapped(head: &str, rows: &[&str]) -> Vec<String> {
    notes(head, rows).into_iter().map(|(field, _)| field).collect()
}

/// The same with what is said of each.
fn notes(head: &str, rows: &[&str]) -> Vec<(String, String)> {
    let text = format!("{head}\n{}\n", rows.join("\n"));
    let table = Table::read("a.csv", text.as_bytes(), &TableRequest::default()).expect("a table");
    let mapping = Mapping::of(&table, &MappingRequest::default()).expect("a mapping");
    let columns = mapping.columns.iter().map(|mapped| {
        let field = mapped.field.as_ref().map_or_else(|| "-".to_owned(), |field| field.path.to_string());
        (field, mapped.note.clone().unwrap_or_default())
    });
    columns.collect()
}

/// Each name of each language, in a table with other heads of the language, is the field that it stands at.
#[test]
fn each_name_is_its_field() {
    let columns = lines("import/names/columns.tsv");
    let mut names: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for (field, language, all) in &columns {
        names.entry(language).or_default().extend(all.iter().map(|name| (field.as_str(), name.as_str())));
    }
    let mut wrong = Vec::new();
    for (language, names) in &names {
        let first = |field: &str| names.iter().find(|(of, _)| *of == field).map(|(_, name)| *name);
        for (field, name) in names.iter().filter(|(field, _)| !field.starts_with('?')) {
            let mut others = vec!["legal_name", "address.city", "contacts.function", "sector"];
            // Whose status is said.
            if language == &"es" && name == &"estado" {
                continue;
            }
            others.retain(|other| other != field && !(field.ends_with("city") && *other == "address.city"));
            let others: Vec<(&str, &str)> =
                others.into_iter().filter_map(|other| Some((other, first(other)?))).collect();
            let head: Vec<String> = others
                .iter()
                .map(|(_, name)| *name)
                .chain([*name])
                .map(|name| format!("\"{name}\""))
                .collect();
            let row: Vec<&str> = others.iter().map(|(field, _)| value(field)).chain([value(field)]).collect();
            let found = mapped(&head.join(";"), &[&row.join(";")]);
            let expected = match *field {
                "contacts.mobile" => "contacts.phone",
                // A country alone is no address.
                field => field,
            };
            let last = found.last().expect("a column");
            if last != expected {
                wrong.push(format!("{language} {name}: {last} and not {expected}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Tried in lists: a head that is one thing in one language and another in the next (č.p. and C.P., Kraj, Poczta, CP) | what its values say, or the other heads; else asked
#[test]
fn a_head_of_two_languages_is_what_the_column_says() {
    for (head, row, expected) in [
        ("Plný název;Ulice;č.p.;PSČ", "Škola;Lipová;8;78701", "address.house_number"),
        ("Plný název;Ulice;čp.;PSČ", "Škola;Lipová;8;78701", "address.house_number"),
        ("Plný název;Ulice;č. p.;PSČ", "Škola;Lipová;1234;78701", "address.house_number"),
        ("Nazev;Ulice;CP;PSC", "Škola;Lipová;8;78701", "address.house_number"),
        ("Entreprise;Rue;CP;Ville", "Ker;Rue du Port;29200;Brest", "address.postal_code"),
        ("Empresa;Calle;C.P.;Ciudad", "Mar;Mayor;36201;Vigo", "address.postal_code"),
        ("Firma;Adres;Kraj", "Jeden;Długa 5;Polska", "address.country"),
        ("Firma;Adres;Kraj", "Jeden;Długa 5;PL", "address.country"),
        ("Podjetje;Naslov;Kraj", "Ladja;Lipova 5;Koper", "address.city"),
        ("Název;Adresa;Kraj", "Škola;Lipová 5;Olomoucký", "address.region"),
        ("Názov;Adresa;Kraj", "Škola;Lipová 5;Nitriansky", "address.region"),
        ("Firma;Adres;Poczta", "Jeden;Długa 5;a@example.org", "contacts.email"),
        ("Firma;Adres;Poczta", "Jeden;Długa 5;Gdańsk", "address.city"),
        ("Yritys;Osoite;Pvm", "Laiva;Satamakatu 3;1.3.2026", "-"),
        ("Įmonė;Adresas;PVM", "Laivas;Uosto g. 3;123456789", "ids.vat"),
        ("Firma;Straße;Nr.", "Werft;Am Hafen;8", "address.house_number"),
        ("Firma;Straße;Nr.", "Werft;Am Hafen;12a", "address.house_number"),
        ("Société;N°;Rue", "Ker;3;rue du Port", "address.house_number"),
        ("Firma;Strada;Nr.", "Vapor;Portului;7", "address.house_number"),
    ] {
        let found = mapped(head, &[row]);
        let at = if head.contains("N°") || head.contains("č") || head.contains("CP") || head.contains("C.P.")
        {
            found.iter().position(|field| field == expected).unwrap_or(99)
        } else {
            found.len() - 1
        };
        assert_eq!(found.get(at).map(String::as_str), Some(expected), "{head}: {found:?}");
        assert_eq!(
            found.iter().filter(|field| *field == "address.postal_code").count(),
            usize::from(expected == "address.postal_code" || head.contains("PS")),
            "{head}: {found:?}"
        );
    }
    // Rows of a list are counted, houses are not.
    let found = mapped("Straße;Nr.;Firma", &["Am Hafen;1;A", "Am Markt;2;B", "Am Bach;3;C"]);
    assert_eq!(found[1], "-", "{found:?}");
    // Nothing tells: it is asked, and nothing taken.
    let found = notes("Naam;Kraj", &["Laiva;Xyz"]);
    assert_eq!(found[1].0, "-", "{found:?}");
    assert!(found[1].1.contains(" or ") && found[1].1.contains("--map \"B="), "{found:?}");
}

/// A list that is imported whole, and the partner of its first row.
fn imported(text: &str, id: &str) -> (Sandbox, Partner) {
    let (sandbox, run) = tried(text);
    assert_eq!(run.code, 0, "{text}\n{}{}", run.stdout, run.stderr);
    let partner = partner(&sandbox, id);
    (sandbox, partner)
}

fn tried(text: &str) -> (Sandbox, Run) {
    let sandbox = empty();
    sandbox.write("a.csv", text);
    let run = import(&sandbox, &["a.csv"]);
    (sandbox, run)
}

/// Tried in lists: the Czech register of schools, with `č.p.`, `PSČ`, `IČO` and `Ředitel` | street and number are one line, the town is a town; the number of the register and the director are asked about
#[test]
fn a_czech_list_is_read_as_czech() {
    let (_, school) = imported(
        "Plný název;IČO;Ulice;č.p.;PSČ;Obec;Telefon;Email;WWW;Ředitel;Země\n\
         Střední škola lodní Třebětín;00000001;Lipová;8;78701;Třebětín;583 000 000;skola@trebetin.example.org;www.trebetin.example.org;Ing. Jiří Dvořák, Ph.D.;Česko\n",
        "stredni-skola-lodni-trebetin",
    );
    let address = school.address.expect("an address");
    assert_eq!(address.street.as_deref(), Some("Lipová 8"));
    assert_eq!(address.postal_code.as_deref(), Some("78701"));
    assert_eq!(address.city.as_deref(), Some("Třebětín"));
    assert_eq!(school.website.as_deref(), Some("https://www.trebetin.example.org"));
    assert_eq!(school.contacts[0].phone.as_deref(), Some("+420 583 000 000"));
}

/// Tried in lists: street and number of the house in two columns, in the order of each country, with letters, flats and villages without streets | one line as the country writes it
#[test]
fn street_and_number_become_one_line() {
    for (country, street, number, more, expected) in [
        ("Germany", "Am Hafen", "8", "", "Am Hafen 8"),
        ("Germany", "Am Hafen", "8", "a", "Am Hafen 8a"),
        ("Germany", "Am Hafen 8", "8", "", "Am Hafen 8"),
        ("Austria", "Hauptstraße", "12", "3", "Hauptstraße 12/3"),
        ("Czechia", "Lipová", "123", "8", "Lipová 123/8"),
        ("Czechia", "", "8", "", "č. p. 8"),
        ("Poland", "ul. Długa", "5", "12", "ul. Długa 5/12"),
        ("Poland", "", "5", "", "Somewhere 5"),
        ("Slovenia", "", "7", "", "Somewhere 7"),
        ("France", "rue du Port", "3", "bis", "3 bis rue du Port"),
        ("Luxembourg", "rue de la Gare", "3", "", "3 rue de la Gare"),
        ("Belgium", "Rue de la Loi", "16", "", "Rue de la Loi 16"),
        ("Ireland", "Quay Street", "12", "", "12 Quay Street"),
        ("Malta", "Triq il-Port", "12", "", "12 Triq il-Port"),
        ("United Kingdom", "High Street", "12", "", "12 High Street"),
        ("Spain", "Calle Mayor", "5", "", "Calle Mayor, 5"),
        ("Portugal", "Rua Augusta", "5", "", "Rua Augusta, 5"),
        ("Italy", "Via Roma", "5", "", "Via Roma 5"),
        ("Italy", "Via Roma", "5/A", "", "Via Roma 5/A"),
        ("Romania", "Strada Portului", "7", "", "Strada Portului nr. 7"),
        ("Romania", "Strada Portului", "nr. 7", "", "Strada Portului nr. 7"),
        ("Netherlands", "Havenstraat", "7", "A", "Havenstraat 7A"),
        ("Hungary", "Fő utca", "5.", "", "Fő utca 5."),
        ("Greece", "Λιμένος", "5", "", "Λιμένος 5"),
        ("Sweden", "Hamngatan", "5", "", "Hamngatan 5"),
    ] {
        let text = format!(
            "Company;Country;Street;House number;Flat;City\nFirm 1z;{country};{street};{number};{more};Somewhere\n"
        );
        let (_, firm) = imported(&text, "firm-1z");
        let found = firm.address.and_then(|address| address.street);
        assert_eq!(found.as_deref(), Some(expected), "{country}: {street} {number} {more}");
    }
    for (head, row) in [
        ("Firma;Straße;Hausnummer;Ort;Land", "Firm 1z;Weg;8;Ulm;Deutschland"),
        ("Ditta;Via;Numero civico;Città;Paese", "Firm 1z;Weg;8;Ulm;Germania"),
        ("Empresa;Calle;Número;Ciudad;País", "Firm 1z;Weg;8;Ulm;Alemania"),
        ("Cég;Utca;Házszám;Város;Ország", "Firm 1z;Weg;8;Ulm;Németország"),
        ("Podjetje;Ulica;Hišna številka;Kraj;Država", "Firm 1z;Weg;8;Ulm;DE"),
        ("Firma;Ulica;Nr domu;Miejscowość;Kraj", "Firm 1z;Weg;8;Ulm;Niemcy"),
        ("Bedrijf;Straat;Huisnummer;Plaats;Land", "Firm 1z;Weg;8;Ulm;Duitsland"),
        ("Spoločnosť;Ulica;Súpisné číslo;Obec;Štát", "Firm 1z;Weg;8;Ulm;DE"),
        ("Фирма;Улица;№;Град;Държава", "Firm 1z;Weg;8;Ulm;Германия"),
    ] {
        let (_, firm) = imported(&format!("{head}\n{row}\n"), "firm-1z");
        let address = firm.address.expect("an address");
        assert!(
            address.street.as_ref().is_some_and(|street| street.starts_with("Weg") && street.ends_with('8')),
            "{head}: {address:?}"
        );
        assert_eq!(address.city.as_deref(), Some("Ulm"), "{head}");
    }
    // The spreadsheet made a day of `5-7`.
    let (_, run) = tried("Firma;Straße;Hausnummer;Land\nFirm 1z;Weg;2026-07-05;Deutschland\n");
    assert!(run.stderr.contains("the spreadsheet made it of the number of a house"), "{}", run.stderr);
    assert_eq!(run.code, 1);
}

/// Tried in lists: a second line of the address | stands behind the street
#[test]
fn a_second_line_of_the_address_is_kept() {
    let (_, firm) = imported(
        "Company;Country;Address line 1;Address line 2;City\nFirm 1z;Ireland;12 Quay Street;Unit 4;Galway\n",
        "firm-1z",
    );
    let street = firm.address.and_then(|address| address.street);
    assert_eq!(street.as_deref(), Some("12 Quay Street, Unit 4"));
}

/// Tried in lists: postal code and town in one column | taken apart as the country writes them; asked where it is not sure
#[test]
fn postal_code_and_town_are_taken_apart() {
    for (country, text, code, city) in [
        ("Germany", "01067 Dresden", Some("01067"), "Dresden"),
        ("Germany", "D-01067 Dresden", Some("01067"), "Dresden"),
        ("Germany", "26721 Emden / Ostfriesland", Some("26721"), "Emden / Ostfriesland"),
        ("Austria", "1010 Wien", Some("1010"), "Wien"),
        ("Austria", "A-4020 Linz", Some("4020"), "Linz"),
        ("France", "75001 Paris Cedex 08", Some("75001"), "Paris Cedex 08"),
        ("France", "29200 L'Hôpital", Some("29200"), "L'Hôpital"),
        ("Italy", "20121 Milano", Some("20121"), "Milano"),
        ("Netherlands", "1012 AB Amsterdam", Some("1012 AB"), "Amsterdam"),
        ("Netherlands", "1012AB Amsterdam", Some("1012AB"), "Amsterdam"),
        ("Poland", "80-827 Gdańsk", Some("80-827"), "Gdańsk"),
        ("Portugal", "1250-096 Lisboa", Some("1250-096"), "Lisboa"),
        ("Czechia", "110 00 Praha 1", Some("110 00"), "Praha 1"),
        ("Czechia", "78701 Šumperk", Some("78701"), "Šumperk"),
        ("Slovakia", "811 01 Bratislava", Some("811 01"), "Bratislava"),
        ("Sweden", "411 04 Göteborg", Some("411 04"), "Göteborg"),
        ("Greece", "104 31 Αθήνα", Some("104 31"), "Αθήνα"),
        ("Latvia", "Rīga, LV-1010", Some("LV-1010"), "Rīga"),
        ("Lithuania", "LT-01103 Vilnius", Some("LT-01103"), "Vilnius"),
        ("Hungary", "1051 Budapest", Some("1051"), "Budapest"),
        ("Romania", "010011 București", Some("010011"), "București"),
        ("United Kingdom", "London SW1A 1AA", Some("SW1A 1AA"), "London"),
        ("Ireland", "Galway H91 E9T0", Some("H91 E9T0"), "Galway"),
        ("Malta", "Valletta VLT 1117", Some("VLT 1117"), "Valletta"),
        ("Denmark", "8000 Aarhus C", Some("8000"), "Aarhus C"),
        ("Spain", "28001 Madrid", Some("28001"), "Madrid"),
        ("", "01067 Dresden", Some("01067"), "Dresden"),
        ("", "Dresden", None, "Dresden"),
    ] {
        let text = format!("Firma;Land;PLZ Ort\nFirm 1z;{country};{text}\n");
        let (_, firm) = imported(&text, "firm-1z");
        let address = firm.address.expect("an address");
        assert_eq!((address.postal_code.as_deref(), address.city.as_deref()), (code, Some(city)), "{text}");
    }
    let (_, firm) = imported("Ditta;Paese;CAP Città\nFirm 1z;Italia;20121 Milano (MI)\n", "firm-1z");
    let address = firm.address.expect("an address");
    assert_eq!((address.city.as_deref(), address.region.as_deref()), (Some("Milano"), Some("MI")));
    for (country, text) in [
        ("Germany", "1067 Dresden"),
        ("Germany", "12 Dresden"),
        ("Austria", "Wien 22 Dorf 7"),
        ("", "1012 AB Amsterdam"),
        ("Poland", "5 Gdańsk 80"),
    ] {
        let (sandbox, run) = tried(&format!("Firma;Land;PLZ Ort\nFirm 1z;{country};{text}\n"));
        assert_eq!(run.code, 1, "{text}: {}{}", run.stdout, run.stderr);
        assert!(sandbox.files("partners").is_empty(), "{text}");
    }
    for head in [
        "PLZ/Ort",
        "CP Ville",
        "CAP Città",
        "C.P. y población",
        "Kod i miejscowość",
        "PSČ a obec",
        "Irányítószám és település",
        "Postcode en plaats",
        "Postnr. og by",
        "Postinumero ja postitoimipaikka",
        "Cod poștal și localitate",
        "Poštna številka in kraj",
        "Τ.Κ. - Πόλη",
        "Código postal e localidade",
    ] {
        assert_eq!(
            mapped(&format!("Firma;{head}"), &["A;12345 Xyz"])[1],
            "address.postal_code_and_city",
            "{head}"
        );
    }
}

/// Tried in lists: an unknown head with a known word in it, a misspelt one, one that only looks like another | a suggestion by its words; by letters only for a plain misspelling of a long word
#[test]
fn a_suggestion_is_made_by_meaning() {
    for (head, meant) in [
        ("Zentrale E-Mail", "contacts.email"),
        ("E-Mial", "contacts.email"),
        ("Telefonnumer", "contacts.phone"),
        ("Postleizahl", "address.postal_code"),
        ("Strassenname und mehr Adresse", "address.street"),
        ("Our website link", "website"),
    ] {
        let found = notes(&format!("Firma;{head}"), &["Werft;abc"]);
        assert!(found[1].0 != "-" || found[1].1.contains(meant), "{head}: {found:?}");
    }
    for head in [
        "Home Address",
        "Halle",
        "Hall",
        "Standnummer",
        "Kontinent",
        "Farbe",
        "Ortho",
        "Mehl",
        "Tell",
        "Naht",
        "Lang",
    ] {
        let found = notes(&format!("Firma;{head}"), &["Werft;abc"]);
        assert_eq!(found[1].0, "-", "{head}: {found:?}");
        assert!(!found[1].1.contains("meant for"), "{head}: {found:?}");
    }
}

/// Tried in lists: what belongs in front of a family name in a column of its own (van der, d’, Freiherr von) | stands in front of it
#[test]
fn what_belongs_in_front_of_a_family_name_is_not_lost() {
    for (prefix, name, whole) in [
        ("van der", "Berg", "van der Berg"),
        ("Van der", "van der Berg", "van der Berg"),
        ("d’", "Hondt", "d’Hondt"),
        ("", "Berg", "Berg"),
    ] {
        let list = format!(
            "Bedrijfsnaam;Voornaam;Tussenvoegsel;Achternaam;E-mailadres\nSpar B.V.;Anneke;{prefix};{name};anneke@spar.example.org\n"
        );
        let sandbox = empty();
        sandbox.write("a.csv", list);
        let run = import(&sandbox, &["a.csv"]);
        assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
        let partner = partner(&sandbox, "spar");
        assert_eq!(partner.contacts[0].family_name.as_deref(), Some(whole), "{}", run.stdout);
    }
}

/// Tried in lists: a column Titul or Titolo in which only degrees stand, and the name of the firm under a head that is a given name elsewhere (Jméno firmy, Ime podjetja, Име на фирмата) | read as what they are
#[test]
fn a_title_that_is_a_degree_and_a_name_that_is_the_firms() {
    for (head, row) in [
        ("Jméno firmy;Titul;Jméno;Příjmení;E-mail", "Borovice;Ing.;Jana;Nováková;j@borovice.example.org"),
        ("Ime podjetja;Naziv;Ime;Priimek;E-pošta", "Borovice;mag.;Jana;Novak;j@borovice.example.org"),
        ("Ragione sociale;Titolo;Nome;Cognome;E-mail", "Borovice;Dott.ssa;Jana;Novak;j@borovice.example.org"),
    ] {
        let sandbox = empty();
        sandbox.write("a.csv", format!("{head}\n{row}\n"));
        let run = import(&sandbox, &["a.csv"]);
        assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
        let partner = partner(&sandbox, "borovice");
        assert_eq!(partner.legal_name, "Borovice", "{}", run.stdout);
        assert_eq!(partner.contacts[0].given_name.as_deref(), Some("Jana"), "{}", run.stdout);
        let degree = row.split(';').nth(1);
        assert_eq!(partner.contacts[0].titles_before.as_deref(), degree, "{}", run.stdout);
    }
}
