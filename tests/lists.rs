//! Lists as offices have them: salutations, telephone numbers, words for nothing, hidden rows, letters of old programs,
//! running numbers, one name in two spellings.

use std::io::{Cursor, Read, Write};

use handclasp::model::{Honorific, Partner};
use handclasp::schema::Record;
use handclasp::source::SourceFile;
use proptest::prelude::*;
use regex::Regex;
use rust_xlsxwriter::{Format, Workbook};

use crate::importing::{empty, import, partner};

/// What becomes of a column of salutations, one person a row; none of a row that is not imported.
fn honorifics(header: &str, cells: &[&str]) -> Vec<Option<(Honorific, Option<String>)>> {
    let sandbox = empty();
    let rows = cells.iter().enumerate().map(|(at, cell)| format!("Firm {at}z;\"{cell}\";Given;Family\n"));
    sandbox.write("a.csv", format!("Company;{header};First name;Last name\n{}", rows.collect::<String>()));
    import(&sandbox, &["a.csv"]);
    let read = |at| {
        let id = format!("firm-{at}z");
        sandbox.path(&format!("partners/{id}.yaml")).exists().then(|| {
            let contact = partner(&sandbox, &id).contacts.remove(0);
            (contact.honorific, contact.titles_before)
        })
    };
    (0..cells.len()).map(read).collect()
}

/// The same, when all rows are imported, without degrees.
fn addressed(header: &str, cells: &[&str]) -> Vec<Honorific> {
    let read = honorifics(header, cells);
    assert!(read.iter().all(Option::is_some), "{header}: {cells:?}: {read:?}");
    read.into_iter().flatten().map(|(honorific, _)| honorific).collect()
}

/// Tried in lists: salutations of all languages of the EU, with and without points and accents | how the person is addressed
#[test]
fn a_salutation_is_what_it_is_in_its_language() {
    use Honorific::{Mr, Ms, Mx, Unknown};
    for (header, cells, expected) in [
        ("Tratamiento", &["D.", "Dña.", "Sra.", "Don"][..], &[Mr, Ms, Ms, Mr][..]),
        ("Gender", &["D", "Dña"], &[Mr, Ms]),
        ("Gender", &["D.ª", "D."], &[Ms, Mr]),
        ("Tratamento", &["D.", "Sr.", "Sr.ª"], &[Ms, Mr, Ms]),
        ("Civilité", &["M.", "Mme", "Mlle", "M"], &[Mr, Ms, Ms, Mr]),
        ("Anrede", &["Herrn", "Frau", "divers", "Familie", "Hr.", "Fr."], &[Mr, Ms, Mx, Unknown, Mr, Ms]),
        ("Gender", &["pan", "pani"], &[Mr, Ms]),
        ("Oslovení", &["pan", "paní", "slečna"], &[Mr, Ms, Ms]),
        ("Προσφώνηση", &["κ.", "κα", "Κυρία", "κος"], &[Mr, Ms, Ms, Mr]),
        ("Salutation", &["Dhr.", "Mevr.", "Mw."], &[Mr, Ms, Ms]),
        ("Salutation", &["dl.", "d-na", "Doamna"], &[Mr, Ms, Ms]),
        ("Salutation", &["г-н", "г-жа"], &[Mr, Ms]),
        ("Salutation", &["g.", "ga."], &[Mr, Ms]),
        ("Salutation", &["gospodin", "gđa"], &[Mr, Ms]),
        ("Salutation", &["úr", "hölgy"], &[Mr, Ms]),
        ("Salutation", &["härra", "proua"], &[Mr, Ms]),
        ("Salutation", &["kungs", "k-dze"], &[Mr, Ms]),
        ("Salutation", &["ponas", "ponia", "p."], &[Mr, Ms, Unknown]),
        ("Salutation", &["herra", "rouva", "Rva"], &[Mr, Ms, Ms]),
        ("Salutation", &["hr.", "fru", "frk."], &[Mr, Ms, Ms]),
        ("Salutation", &["an tUasal", "Iníon"], &[Mr, Ms]),
        ("Salutation", &["Sinjura", "Sur"], &[Ms, Mr]),
        ("Salutation", &["Mr", "Mrs.", "Mx", "Herr und Frau", "unknown"], &[Mr, Ms, Mx, Unknown, Unknown]),
    ] {
        assert_eq!(addressed(header, cells), expected, "{header}: {cells:?}");
    }
}

/// Tried in lists: letters for two sexes (M/F, H/M, K/M, M/V, N/M, F/N, M/Ž, М/Ж), which mean different things in different languages | decided by the other values of the column or by its name, else asked
#[test]
fn a_letter_for_a_sex_is_decided_by_its_column() {
    use Honorific::{Mr, Ms, Mx};
    for (header, cells, expected) in [
        ("Gender", &["K", "M"][..], &[Ms, Mr][..]),
        ("Gender", &["H", "M", "M"], &[Mr, Ms, Ms]),
        ("Gender", &["M", "F"], &[Mr, Ms]),
        ("Gender", &["H", "F"], &[Mr, Ms]),
        ("Gender", &["m", "w", "d"], &[Mr, Ms, Mx]),
        ("Gender", &["N", "M"], &[Ms, Mr]),
        ("Gender", &["F", "N"], &[Mr, Ms]),
        ("Gender", &["M", "Ž"], &[Mr, Ms]),
        ("Gender", &["М", "Ж"], &[Mr, Ms]),
        ("Gender", &["V", "S"], &[Mr, Ms]),
        ("Geslacht", &["M", "V"], &[Mr, Ms]),
        ("Lytis", &["M", "V"], &[Ms, Mr]),
        ("Gender", &["M", "V", "X"], &[Mr, Ms, Mx]),
        ("Gender", &["U", "D"], &[Mr, Ms]),
        ("Geschlecht", &["M"], &[Mr]),
        ("Gender", &["Herr", "F"], &[Mr, Ms]),
        ("Gender", &["K"], &[Ms]),
    ] {
        assert_eq!(addressed(header, cells), expected, "{header}: {cells:?}");
    }
    // Nothing tells, and a wrong word would be worse than none.
    for (header, cells) in
        [("Gender", &["M"][..]), ("Gender", &["D."]), ("Gender", &["M", "V"]), ("Gender", &["B", "F"])]
    {
        assert!(honorifics(header, cells).iter().any(Option::is_none), "{header}: {cells:?}");
    }
    let sandbox = empty();
    sandbox.write("a.csv", "Company;Gender;Last name\nKovomont;M;Malá\n");
    let run = import(&sandbox, &["a.csv"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(
        run.stderr.contains(
            "row 2, column B “Gender”: `M` can be a woman or a man, and no other value of the column tells"
        ),
        "{}",
        run.stderr
    );
}

/// Tried in lists: a salutation with degrees, a greeting or the name behind it (“Frau Prof. Dr.”, “Sehr geehrte Frau”) | how the person is addressed, and the degrees
#[test]
fn a_salutation_with_more_in_it_is_read_as_what_it_says() {
    use Honorific::{Mr, Ms, Unknown};
    let titles = |text: &str| Some(text.to_owned());
    let read = honorifics(
        "Anrede",
        &[
            "Frau Prof. Dr.",
            "Sehr geehrte Frau",
            "Sehr geehrter Herr Dr.",
            "Exma. Sra.",
            "Szanowna Pani",
            "Vážený pane",
            "Prof. Dr.",
            "Dott.ssa",
            "Sehr geehrte Frau Family",
            "Dear Mr Given Family,",
            "Frau Dipl.-Ing. (FH)",
            "Prof. Dr. Frau",
            "circus",
            "Frau Somebody",
        ],
    );
    let expected = [
        Some((Ms, titles("Prof. Dr."))),
        Some((Ms, None)),
        Some((Mr, titles("Dr."))),
        Some((Ms, None)),
        Some((Ms, None)),
        None,
        Some((Unknown, titles("Prof. Dr."))),
        Some((Ms, titles("Dott.ssa"))),
        Some((Ms, None)),
        Some((Mr, None)),
        Some((Ms, titles("Dipl.-Ing. (FH)"))),
        Some((Ms, titles("Prof. Dr."))),
        None,
        None,
    ];
    for (at, expected) in expected.iter().enumerate().filter(|(at, _)| *at != 5) {
        assert_eq!(read[at], *expected, "{at}");
    }
    let sandbox = empty();
    sandbox.write(
        "a.csv",
        "Firma;Land;Anrede;Titel;Vorname;Nachname\n\
         Nord GmbH;Deutschland;Herrn;Dr.;Karl;Voß\n\
         Holz KG;Österreich;Frau;Mag. (FH) Dr.;Resi;Grubauer\n\
         Werft GmbH;Deutschland;Frau Prof. Dr.;;Ilse;Ächtler\n\
         Klosterwerft;Deutschland;Familie;;;Harms\n",
    );
    let run = import(&sandbox, &["a.csv"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    for (id, honorific, titles) in [
        ("nord", Mr, Some("Dr.")),
        ("holz", Ms, Some("Mag. (FH) Dr.")),
        ("werft", Ms, Some("Prof. Dr.")),
        ("klosterwerft", Unknown, None),
    ] {
        let contact = partner(&sandbox, id).contacts.remove(0);
        assert_eq!((contact.honorific, contact.titles_before.as_deref()), (honorific, titles), "{id}");
    }
}

/// Tried in lists: “Frau” in a column “Titel”, alone or beside degrees | how the person is addressed; a Dutch “mr.” there stays a degree
#[test]
fn a_salutation_in_a_column_of_degrees_is_one() {
    use Honorific::{Mr, Ms, Unknown};
    for (header, cells, expected) in [
        ("Titel", &["Frau", "Herr"][..], vec![(Ms, None), (Mr, None)]),
        ("Title", &["Mr", "Ms", "Dr"], vec![(Mr, None), (Ms, None), (Unknown, Some("Dr"))]),
        ("Titre", &["Mme", "M."], vec![(Ms, None), (Mr, None)]),
        ("Anrede;Titel", &["\";\"Frau Dr.", "\";\"Dr."], vec![(Ms, Some("Dr.")), (Unknown, Some("Dr."))]),
        ("Anrede;Titel", &["Frau\";\"Frau", "Herr\";\"Dr."], vec![(Ms, None), (Mr, Some("Dr."))]),
        (
            "Anrede;Titel",
            &["\";\"mr.", "Mevrouw\";\"mr. dr."],
            vec![(Unknown, Some("mr.")), (Ms, Some("mr. dr."))],
        ),
    ] {
        let expected: Vec<_> = expected
            .into_iter()
            .map(|(honorific, titles): (Honorific, Option<&str>)| {
                Some((honorific, titles.map(str::to_owned)))
            })
            .collect();
        assert_eq!(honorifics(header, cells), expected, "{header}: {cells:?}");
    }
    // Two that contradict each other are no one's to choose from.
    assert_eq!(honorifics("Anrede;Titel", &["Herr\";\"Frau Dr."]), [None]);
}

/// What is read from a telephone number of a country, or what is said of it.
fn phone(country: &str, text: &str) -> String {
    match handclasp::telephone::read(text, Some(country), false) {
        Ok(Some(read)) => read,
        Ok(None) => "nothing".to_owned(),
        Err(doubt) => format!("! {}", doubt.message),
    }
}

/// Tried in lists: a telephone number with its country code but without a plus | gets its plus, and no second country code
#[test]
fn a_number_with_its_country_code_gets_no_second_one() {
    for (country, text, read) in [
        ("PT", "351912345678", "+351 912345678"),
        ("PT", "351 912 345 678", "+351 912 345 678"),
        ("PT", "912 345 678", "+351 912 345 678"),
        ("PT", "(351) 912 345 678", "+351 912 345 678"),
        ("ES", "34612345678", "+34 612345678"),
        ("ES", "612 34 56 78", "+34 612 34 56 78"),
        ("PL", "48 22 123 45 67", "+48 22 123 45 67"),
        ("PL", "22 123 45 67", "+48 22 123 45 67"),
        ("PL", "481 234 567", "+48 481 234 567"),
        ("CZ", "420601123456", "+420 601123456"),
        ("CZ", "583 000 000", "+420 583 000 000"),
        ("DK", "4532123456", "+45 32123456"),
        ("DK", "45 12 34 56", "+45 45 12 34 56"),
        ("NO", "4722123456", "+47 22123456"),
        ("GR", "302101234567", "+30 2101234567"),
        ("GR", "210 123 4567", "+30 210 123 4567"),
        ("CY", "35722123456", "+357 22123456"),
        ("EE", "3726123456", "+372 6123456"),
        ("LV", "37167123456", "+371 67123456"),
        ("LU", "352621123456", "+352 621123456"),
        ("MT", "35621234567", "+356 21234567"),
        ("IS", "3545123456", "+354 5123456"),
        ("IT", "390212345678", "+39 0212345678"),
        ("IT", "02 1234 5678", "+39 02 1234 5678"),
        ("IT", "391 234 5678", "+39 391 234 5678"),
        ("IT", "393471234567", "+39 3471234567"),
        // With a zero that is dialled only within the country.
        ("DE", "4935112345678", "+49 35112345678"),
        ("DE", "49 (0)351 123456", "+49 351 123456"),
        ("DE", "0351 / 12 34 56", "+49 351 / 12 34 56"),
        ("DE", "(0351) 123456", "+49 351 123456"),
        ("FI", "358401234567", "+358 401234567"),
        ("FI", "040 1234567", "+358 40 1234567"),
        ("FR", "33612345678", "+33 612345678"),
        ("FR", "06 12 34 56 78", "+33 6 12 34 56 78"),
        ("FR", "612345678", "+33 612345678"),
        ("HU", "06 1 234 5678", "+36 1 234 5678"),
        ("HU", "3612345678", "+36 12345678"),
        ("HU", "(1) 234 5678", "+36 (1) 234 5678"),
        ("LT", "8 612 34567", "+370 612 34567"),
        ("LT", "0 612 34567", "+370 612 34567"),
        ("LT", "37061234567", "+370 61234567"),
        ("RO", "0212345678", "+40 212345678"),
        ("SI", "01 234 56 78", "+386 1 234 56 78"),
        ("BG", "02 123 4567", "+359 2 123 4567"),
        ("US", "(650) 253-0000", "+1 (650) 253-0000"),
        ("US", "1 650 253 0000", "+1 650 253 0000"),
        // From abroad, whatever the country.
        ("DE", "0049 351 123456", "+49 351 123456"),
        ("PT", "0049 (0) 351 123456", "+49 351 123456"),
        ("PT", "+49 (0)351 123456", "+49 351 123456"),
        ("PT", "+49 0351 123456", "+49 351 123456"),
        ("PT", "+39 (0)2 12345678", "+39 02 12345678"),
        ("DE", "Tel.: 0351 123456", "+49 351 123456"),
        ("DE", "tel:+49-351-123456", "+49-351-123456"),
        ("DE", "+49 351 123\u{2011}456", "+49 351 123-456"),
    ] {
        assert_eq!(phone(country, text), read, "{country} {text}");
        assert!(handclasp::telephone::is_international(read), "{read}");
    }
}

/// Tried in lists: a telephone number with an extension, in the words of eleven languages | stored with ` ext. 12` behind it
#[test]
fn an_extension_is_kept() {
    for text in [
        "0351 123456 ext. 12",
        "0351 123456 ext 12",
        "0351 123456 x12",
        "0351 123456 #12",
        "0351 123456 (DW 12)",
        "0351 123456, Durchwahl 12",
        "0351 123456 poste 12",
        "0351 123456 int. 12",
        "0351 123456 wew. 12",
        "0351 123456 linka 12",
        "0351 123456 toestel 12",
        "0351 123456 anexo 12",
        "0351 123456 mellék: 12",
        "0351 123456;ext=12",
    ] {
        assert_eq!(phone("DE", text), "+49 351 123456 ext. 12", "{text}");
    }
    let sandbox = empty();
    sandbox.write("a.csv", "Company;Country;Last name;Phone\nKovomont;CZ;Malá;583 000 000 linka 7\n");
    let run = import(&sandbox, &["a.csv"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    let kept = partner(&sandbox, "kovomont").contacts.remove(0).phone;
    assert_eq!(kept.as_deref(), Some("+420 583 000 000 ext. 7"));
    // What is stored comes back from a table as it is.
    assert_eq!(sandbox.run(&["export", "p.csv"]).code, 0);
    let run = sandbox.run(&["import", "p.csv", "--update", "--yes"]);
    assert!(run.stdout.contains("there already, and the same (1)"), "{}{}", run.stdout, run.stderr);
}

/// Tried in lists: emergency and service numbers, two numbers in one cell, a number without its area code | a problem of the row that says why
/// Tried in lists: a number that is free of charge or costs more (0800, 0180, 0900) | imported with a warning
#[test]
fn what_cannot_be_called_from_abroad_is_said() {
    for (country, text, said) in [
        ("FR", "36 31", "! `36 31` is a short number, which is dialled only within France"),
        ("PT", "1414", "! `1414` is a short number, which is dialled only within Portugal"),
        ("ES", "112", "! `112` is a short number, which is dialled only within Spain"),
        ("DE", "116 117", "! `116 117` has neither a country code nor the zero in front of the area code"),
        ("PT", "91 234 567", "! `91 234 567` is a short number, which is dialled only within Portugal"),
        (
            "PT",
            "91 234 567 89 10",
            "! `91 234 567 89 10` is no number of Portugal, where they have 9 digits, and not 12",
        ),
        ("DE", "0351 123456 / 0172 1234567", "! `0351 123456 / 0172 1234567` is more than one number"),
        ("DE", "0351 123456 oder 0172 1234567", "! `0351 123456 oder 0172 1234567` is more than one number"),
        (
            "DE",
            "+49 351 123456; +49 172 1234567",
            "! `+49 351 123456; +49 172 1234567` is more than one number",
        ),
    ] {
        assert_eq!(phone(country, text), said, "{country} {text}");
    }
    // A cell that is a number may have lost its zero; then it can be two.
    let read = handclasp::telephone::read("4941123456", Some("DE"), true);
    let doubt = read.expect_err("two readings");
    assert!(doubt.message.contains("`+49 4941123456` or `+49 41123456`"), "{doubt:?}");
    let read = handclasp::telephone::read("612345678", Some("FR"), true);
    assert_eq!(read, Ok(Some("+33 612345678".to_owned())));
    let sandbox = empty();
    sandbox.write(
        "a.csv",
        "Company;Country;Last name;Phone\nA0;Netherlands;Jansen;0900 8727736\nA1;Germany;Groß;0800 1234567\n\
         A2;Germany;Groß;0180 5 123456\nA3;Italy;Rossi;800 123456\nA4;France;Roux;36 31\n",
    );
    let run = import(&sandbox, &["a.csv"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert_eq!(sandbox.files("partners").len(), 4);
    for country in ["the Netherlands", "Germany", "Italy"] {
        let said = format!("most numbers of this kind are reached only from within {country}");
        assert!(run.stderr.contains(&said), "{}", run.stderr);
    }
}

/// Tried in lists: `3,58401E+11`, a long number that a spreadsheet has rounded | a problem that says so
/// Tried in lists: `="0612345678"`, with which other programs keep a zero | the number with its zero
#[test]
fn a_number_that_was_rounded_is_told_from_one_that_was_kept() {
    let sandbox = empty();
    sandbox.write(
        "a.csv",
        "Company;Country;PIC;Phone\nLaiva Oy;Finland;;3,58401E+11\nBootswerk GmbH;Germany;;4.93511E+11\n\
         Ker SARL;France;;=\"0612345678\"\nPlus GmbH;Germany;;'+49 351 123456\nQuoted GmbH;Germany;;\"=\"\"0351123456\"\"\"\n\
         Pic GmbH;Germany;9,99E+08;\n",
    );
    let run = import(&sandbox, &["a.csv"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    for said in [
        "row 2, column D “Phone”: the spreadsheet has rounded `3,58401E+11`: its last digits are lost",
        "row 3, column D “Phone”: the spreadsheet has rounded `4.93511E+11`",
        "row 7, column C “PIC”: the spreadsheet has rounded `9,99E+08`",
    ] {
        assert!(run.stderr.contains(said), "no `{said}` in:\n{}", run.stderr);
    }
    for (id, phone) in [("ker", "+33 612345678"), ("plus", "+49 351 123456"), ("quoted", "+49 351123456")] {
        let contact = partner(&sandbox, id).contacts.remove(0);
        assert_eq!(contact.phone.as_deref(), Some(phone), "{id}");
    }
}

#[test]
fn every_line_of_the_table_of_telephones_can_be_used() {
    let table = include_str!("../src/telephone/countries.tsv");
    assert!(table.lines().count() > 240);
    for line in table.lines() {
        let parts: Vec<&str> = line.split('\t').collect();
        let [id, code, _, _, lengths, numbers, within] = *parts.as_slice() else { panic!("{line}") };
        assert!(id.len() == 2 && code.parse::<u16>().is_ok() && !lengths.is_empty(), "{line}");
        for pattern in [numbers, within] {
            assert!(Regex::new(&format!("^(?-u:{pattern})$")).is_ok(), "{line}");
        }
    }
    // Every country of a partner has numbers, but for islands without people.
    for id in ["AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT"]
        .iter()
        .chain(&["LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "XK", "UA", "TR", "RS"])
    {
        assert!(table.lines().any(|line| line.starts_with(&format!("{id}\t"))), "{id}");
    }
}

/// What an office writes where it has nothing to write.
const NOTHING: &[&str] = &[
    "null",
    "NULL",
    "Null",
    "(null)",
    "<null>",
    "NaN",
    "nan",
    "None",
    "none",
    "N/A",
    "n/a",
    "n.a.",
    "(n/a)",
    "k.A.",
    "k. A.",
    "keine",
    "keine Angabe",
    "-",
    "--",
    "---",
    "–",
    "—",
    ".",
    "/",
    "x",
    "X",
    "?",
    "??",
    "leer",
    "(leer)",
    "(Leer)",
    "empty",
    "(empty)",
    "[blank]",
    "nicht bekannt",
    "unbekannt",
    "unknown",
    "tbd",
    "TBD",
    "nn",
    "N.N.",
    "NN",
    "N. N.",
    "n.v.t.",
    "nvt",
    "brak",
    "s/d",
    "sin datos",
    "n/d",
    "nd",
    "non disponibile",
    "sans",
    "NC",
    "néant",
    "aucun",
    "ei tiedossa",
    "...",
    "…",
    "0",
    "000",
    "test",
    "xxx",
    "noreply",
    "keine E-Mail",
    "dto.",
    "dito",
    "\"\"\"\"",
    "''",
    "〃",
    "″",
    "„",
    "idem",
    "ídem",
    "j.w.",
    "s. o.",
    "siehe oben",
    "as above",
    "neuvedeno",
    "nav zināms",
    "nežinoma",
    "teadmata",
    "неизвестно",
    "άγνωστο",
    "okänd",
    "ukendt",
    "onbekend",
    "nincs",
    "nepoznato",
    "neznano",
    "necunoscut",
    "mhux magħruf",
    "anaithnid",
    "*",
    "***",
    "_",
    "~",
];

/// Tried in lists: 90 words and signs for nothing in names of people, from `null` and `N.N.` to ditto marks | count as empty cells, and the plan says how many
#[test]
fn nothing_is_no_name() {
    let sandbox = empty();
    let rows = NOTHING.iter().enumerate().map(|(at, text)| {
        let text = if text.contains('"') { (*text).to_owned() } else { format!("\"{text}\"") };
        format!("Org {at}z;Ireland;{text};{text};{text};a{at}@example.org\n")
    });
    let head = "Company;Country;First name;Last name;Function;Email\n";
    sandbox.write("a.csv", format!("{head}{}", rows.collect::<String>()));
    let run = import(&sandbox, &["a.csv"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.contains("count as empty"), "{}", run.stdout);
    for (at, text) in NOTHING.iter().enumerate() {
        let contact = partner(&sandbox, &format!("org-{at}z")).contacts.remove(0);
        let said = (contact.given_name, contact.family_name, contact.function);
        assert_eq!(said, (None, None, None), "{text}");
    }
}

/// Tried in names and addresses: words for nothing in a partner’s file | an error at its place; a warning where somebody may be called so
#[test]
fn check_tells_what_says_nothing_in_a_file() {
    for text in NOTHING {
        // A file has no cells that a spreadsheet could have filled with the same as above.
        let text = text.replace("\"\"\"\"", "''").replace('"', "");
        let file = format!("legal_name: K\nkind: company\ncontacts:\n  - {{family_name: \"{text}\"}}\n");
        let codes: Vec<&str> = match Record::<Partner>::read(SourceFile::new("x", file)) {
            Ok(record) => record.remarks.iter().map(|one| one.code.name).collect(),
            Err(found) => found.iter().map(|one| one.code.name).collect(),
        };
        assert_eq!(codes, ["placeholder"], "{text}");
    }
    for text in ["Nan", "Sans", "Do", "Na", "Leer", "Ohne", "Nullmeier", "Testa", "Xaver"] {
        let file = format!("legal_name: K\nkind: company\ncontacts:\n  - {{family_name: \"{text}\"}}\n");
        let record = Record::<Partner>::read(SourceFile::new("x", file)).expect("right");
        assert!(record.remarks.is_empty(), "{text}: {:?}", record.remarks);
    }
}

/// Tried in lists: the same names with letters in one piece (Windows) and in two (macOS) | one partner, nothing to change
#[test]
fn one_name_in_two_spellings_is_one() {
    let nfc = "Firma;Land;Vorname;Nachname;E-Mail\nFärberei Müller GmbH;Österreich;Jürgen;Süßkind-Großmüller;j@example.org\n";
    let nfd =
        nfc.replace('ä', "a\u{308}").replace('ü', "u\u{308}").replace('Ö', "O\u{308}").replace("j@", "J@");
    for (first, second) in [(nfc, nfd.as_str()), (nfd.as_str(), nfc)] {
        let sandbox = empty();
        sandbox.write("a.csv", first);
        sandbox.write("b.csv", second);
        assert_eq!(import(&sandbox, &["a.csv"]).code, 0);
        let run = import(&sandbox, &["b.csv"]);
        assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
        assert!(run.stdout.contains("there already, and the same (1)"), "{}", run.stdout);
        let names: Vec<String> = sandbox.files("partners").into_keys().collect();
        assert_eq!(names, ["faerberei-mueller.yaml"]);
        assert_eq!(partner(&sandbox, "faerberei-mueller").legal_name, "Färberei Müller GmbH");
    }
    // In a file that was typed so, and changed by a list: the values are in one piece, the rest stays.
    let sandbox = empty();
    sandbox.write(
        "partners/x.yaml",
        "legal_name: Mu\u{308}ller # Mu\u{308}\nkind: company\naddress: {city: Ko\u{308}ln}\n",
    );
    assert_eq!(partner(&sandbox, "x").legal_name, "Müller");
    sandbox.write("a.csv", "Firma;Ort\nMüller;Bonn\n");
    let run = import(&sandbox, &["a.csv", "--update"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    let text = sandbox.read("partners/x.yaml");
    assert_eq!(text, "legal_name: Mu\u{308}ller # Mu\u{308}\nkind: company\naddress: {city: Bonn}\n");
}

/// Tried in lists: blanks without width, soft hyphens and marks of the direction of writing in names | taken out
#[test]
fn what_nobody_sees_is_no_part_of_a_name() {
    let sandbox = empty();
    sandbox.write(
        "a.csv",
        "\u{feff}Com\u{ad}pany;Last\u{200b} name;E-mail\n\u{feff}Kovo\u{ad}mont\u{200b};Ma\u{200b}lá;\u{200e}a@b.example.org\u{2060}\n",
    );
    let run = import(&sandbox, &["a.csv"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    let mut kovomont = partner(&sandbox, "kovomont");
    let contact = kovomont.contacts.remove(0);
    assert_eq!(kovomont.legal_name, "Kovomont");
    assert_eq!(
        (contact.family_name.as_deref(), contact.email.as_deref()),
        (Some("Malá"), Some("a@b.example.org"))
    );
    let file =
        "legal_name: \"Kovo\u{ad}mont\u{200b}\"\nkind: company\nmou: {preamble: [\"your work\u{ad}shop\"]}\n";
    let record = Record::<Partner>::read(SourceFile::new("x", file)).expect("right");
    assert_eq!(record.model.legal_name, "Kovomont");
    // In prose a soft hyphen says where a word may be parted.
    let preamble = record.values.pointer("/mou/preamble/0").and_then(serde_json::Value::as_str);
    assert_eq!(preamble, Some("your work\u{ad}shop"));
}

/// Tried in lists: an organisation with another legal form, other capitals, accents or punctuation than one that is there | imported with a warning
#[test]
fn organisations_that_look_alike_are_told() {
    for (one, two, alike) in [
        ("Färberei Müller GmbH", "Farberei Muller", true),
        ("Färberei Müller GmbH", "FÄRBEREI MÜLLER G.m.b.H.", true),
        ("Färberei Müller GmbH", "Faerberei Mueller GmbH & Co. KG", true),
        ("Möwe & Söhne OHG", "Möwe und Söhne", true),
        ("Kovomont s.r.o.", "Kovomont, spol. s r. o.", true),
        ("Ferretería Peña, S.L.", "Ferreteria Pena SL", true),
        ("Warsztat Sp. z o.o.", "warsztat spółka z o. o.", true),
        ("UAB Laivas", "Laivas, UAB", true),
        ("Laiva Oy", "Vene Oy", false),
        ("Bäckerei Nord GmbH", "Bäckerei Süd GmbH", false),
        ("Oy", "Ab", false),
    ] {
        let sandbox = empty();
        sandbox.write("partners/one.yaml", format!("legal_name: \"{one}\"\nkind: company\ncountry: DE\n"));
        sandbox.write("a.csv", format!("Company;Country\n\"{two}\";Germany\n"));
        let run = import(&sandbox, &["a.csv"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert_eq!(run.stderr.contains("warning[look-alike]"), alike, "{one} | {two}:\n{}", run.stderr);
        let check = sandbox.run(&["check", "--date", crate::support::TODAY]);
        assert_eq!(
            check.stderr.contains("have names that look alike"),
            alike,
            "{one} | {two}:\n{}",
            check.stderr
        );
        // Of two countries they are two.
        let sandbox = empty();
        sandbox.write("a.csv", format!("Company;Country\n\"{one}\";Germany\n\"{two}\";France\n"));
        let run = import(&sandbox, &["a.csv"]);
        assert!(!run.stderr.contains("look-alike"), "{}", run.stderr);
    }
}

/// A workbook with rows that a filter or a person has hidden.
fn filtered() -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Other").expect("a name");
    let sheet = book.add_worksheet();
    sheet.set_name("Leads & more").expect("a name");
    let rows = [
        ("Company", "Interest"),
        ("Laiva Oy", "yes"),
        ("Vene Oy", "no"),
        ("Pursi Oy", "yes"),
        ("Jolla Oy", "no"),
    ];
    for (at, (name, interest)) in (0_u32..).zip(rows) {
        sheet.write_string(at, 0, name).expect("a cell");
        sheet.write_string_with_format(at, 1, interest, &Format::new()).expect("a cell");
        if interest == "no" {
            sheet.set_row_hidden(at).expect("a row");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

/// The same of LibreOffice, with empty rows between.
fn filtered_of_libreoffice() -> Vec<u8> {
    let row = |name: &str, more: &str| {
        format!(
            "<table:table-row{more}><table:table-cell office:value-type=\"string\"><text:p>{name}</text:p></table:table-cell></table:table-row>"
        )
    };
    let rows = [
        row("Company", ""),
        row("Laiva Oy", ""),
        "<table:table-row table:number-rows-repeated=\"3\" table:visibility=\"filter\"><table:table-cell/></table:table-row>".to_owned(),
        row("Vene Oy", " table:visibility=\"filter\""),
        row("Pursi Oy", ""),
        row("Jolla Oy", " table:visibility=\"collapse\""),
    ];
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">\
         <office:body><office:spreadsheet><table:table table:name=\"Leads\">{}</table:table></office:spreadsheet></office:body></office:document-content>",
        rows.concat()
    );
    let mut packed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_str()),
        (
            "META-INF/manifest.xml",
            "<?xml version=\"1.0\"?><manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>",
        ),
    ] {
        packed.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        packed.write_all(text.as_bytes()).expect("written");
    }
    packed.finish().expect("packed").into_inner()
}

/// Tried in lists: rows that a filter or a person has hidden, in .xlsx, .xls and .ods | left out and said; `--hidden` takes them
#[test]
fn hidden_rows_are_left_out_and_said() {
    let xls = include_bytes!("lists/hidden.xls").to_vec();
    for (name, bytes, sheet, hidden) in [
        ("a.xlsx", filtered(), "Leads & more", "rows 3 and 5"),
        ("a.ods", filtered_of_libreoffice(), "Leads", "rows 6 and 8"),
        ("a.xls", xls, "Leads", "row 3"),
    ] {
        let sandbox = empty();
        sandbox.write(name, bytes);
        let run = import(&sandbox, &[name, "--sheet", sheet]);
        assert_eq!(run.code, 0, "{name}: {}{}", run.stdout, run.stderr);
        assert!(
            run.stderr.contains(&format!("warning[hidden-rows]: {hidden} of `{name}`")),
            "{name}: {}",
            run.stderr
        );
        let names: Vec<String> = sandbox.files("partners").into_keys().collect();
        assert_eq!(names, ["laiva.yaml", "pursi.yaml"], "{name}");
        let run = import(&sandbox, &[name, "--sheet", sheet, "--hidden"]);
        assert!(!run.stderr.contains("hidden-rows"), "{name}: {}", run.stderr);
        assert!(sandbox.path("partners/vene.yaml").exists(), "{name}");
    }
    // All of them: nothing is imported, and it is not called empty.
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "Company").expect("a cell");
    sheet.write_string(1, 0, "Laiva Oy").expect("a cell");
    sheet.set_row_hidden(1).expect("a row");
    let sandbox = empty();
    sandbox.write("a.xlsx", book.save_to_buffer().expect("a workbook"));
    let run = import(&sandbox, &["a.xlsx"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("are hidden (1 row)") && run.stderr.contains("`--hidden`"), "{}", run.stderr);
}

/// A packed file of which some parts are called otherwise or have another text.
fn repacked(bytes: &[u8], changed: impl Fn(&str, String) -> (String, String)) -> Vec<u8> {
    let mut packed = zip::ZipArchive::new(Cursor::new(bytes)).expect("packed");
    let mut again = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..packed.len() {
        let mut part = packed.by_index(at).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).expect("text");
        let (name, text) = changed(&name, text);
        again.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        again.write_all(text.as_bytes()).expect("written");
    }
    again.finish().expect("packed").into_inner()
}

/// Tried in lists: workbooks of other programs, with the parts called otherwise, the rows in any order, the last sector cut short | hidden rows are left out all the same
#[test]
fn hidden_rows_are_found_in_workbooks_of_other_programs() {
    // Names of parts are one in any case, and the list of sheets may be called otherwise.
    let renamed = repacked(&filtered(), |name, text| {
        let name = match name {
            "xl/workbook.xml" => "xl/Workbook2.xml",
            "xl/_rels/workbook.xml.rels" => "xl/_rels/workbook2.xml.rels",
            "xl/worksheets/sheet2.xml" => "xl\\worksheets\\Sheet2.xml",
            name => name,
        };
        (name.to_owned(), text.replace("\"xl/workbook.xml\"", "\"xl/workbook2.xml\""))
    });
    let row = |number: usize, more: &str, name: &str| {
        format!(
            "<row r=\"{number}\"{more}><c r=\"A{number}\" t=\"inlineStr\"><is><t>{name}</t></is></c></row>"
        )
    };
    let rows = [
        row(1, "", "Company"),
        row(5, " hidden=\"1\"", "Jolla Oy"),
        row(3, " hidden=\"true\"", "Vene Oy"),
        row(2, "", "Laiva Oy"),
        row(4, "", "Pursi Oy"),
    ];
    let sheet = format!(
        "<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{}</sheetData></worksheet>",
        rows.concat()
    );
    let in_any_order = repacked(&filtered(), |name, text| {
        (name.to_owned(), if name == "xl/worksheets/sheet2.xml" { sheet.clone() } else { text })
    });
    // The last sector has the names of the streams, and nothing behind them.
    let mut cut = include_bytes!("lists/hidden.xls").to_vec();
    cut.truncate(cut.len() - 256);
    let mut in_capitals = include_bytes!("lists/hidden.xls").to_vec();
    let stream: Vec<u8> = "Workbook".bytes().flat_map(|letter| [letter, 0]).collect();
    let at = in_capitals.windows(stream.len()).position(|some| some == stream).expect("the stream");
    in_capitals[at..at + stream.len()].make_ascii_uppercase();
    for (name, bytes, sheet, hidden) in [
        ("a.xlsx", renamed, "Leads & more", "rows 3 and 5"),
        ("b.xlsx", in_any_order, "Leads & more", "rows 3 and 5"),
        ("a.xls", cut, "Leads", "row 3"),
        ("b.xls", in_capitals, "Leads", "row 3"),
    ] {
        let sandbox = empty();
        sandbox.write(name, bytes);
        let run = import(&sandbox, &[name, "--sheet", sheet]);
        assert_eq!(run.code, 0, "{name}: {}{}", run.stdout, run.stderr);
        assert!(
            run.stderr.contains(&format!("warning[hidden-rows]: {hidden} of `{name}`")),
            "{name}: {}",
            run.stderr
        );
        let names: Vec<String> = sandbox.files("partners").into_keys().collect();
        assert_eq!(names, ["laiva.yaml", "pursi.yaml"], "{name}");
    }
}

/// Tried in lists: a workbook that does not tell which rows are hidden | nothing is imported, and why is said; `--hidden` takes all rows
#[test]
fn what_does_not_tell_its_hidden_rows_is_not_imported() {
    let mut bytes = include_bytes!("lists/hidden.xls").to_vec();
    // How often is calculated becomes how a row looks, of which the most is missing.
    let places: Vec<usize> = bytes
        .windows(4)
        .enumerate()
        .filter(|(_, four)| *four == [0x0c_u8, 0, 2, 0])
        .map(|(at, _)| at)
        .collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + 2].copy_from_slice(&[0x08, 0x02]);
    }
    let sandbox = empty();
    sandbox.write("a.xls", bytes);
    let run = import(&sandbox, &["a.xls", "--sheet", "Leads"]);
    assert_eq!(run.code, 1, "{}{}", run.stdout, run.stderr);
    assert!(
        run.stderr.contains("error[no-table]: it cannot be told which rows of `a.xls` a filter hides")
            && run.stderr.contains("`--hidden` takes all rows"),
        "{}",
        run.stderr
    );
    assert!(sandbox.files("partners").is_empty());
    let run = import(&sandbox, &["a.xls", "--sheet", "Leads", "--hidden"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert!(sandbox.path("partners/vene.yaml").exists());
}

/// A text as an older program stores it, by the letters that it has from 128 on.
fn stored(text: &str, page: &str) -> Vec<u8> {
    let table = include_str!("../src/table/codepages.tsv");
    let upper: Vec<char> = match page {
        "macintosh" => {
            "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ"
                .chars()
                .collect()
        }
        page => table
            .split('\n')
            .find_map(|line| line.strip_prefix(page)?.strip_prefix('\t'))
            .expect("a code page")
            .chars()
            .collect(),
    };
    let byte = |one: char| match upper.iter().position(|upper| *upper == one) {
        Some(at) => u8::try_from(at + 128).expect("a byte"),
        None => u8::try_from(u32::from(one)).expect("ASCII"),
    };
    text.chars().map(byte).collect()
}

const GERMAN: &str = "Firma;Straße;PLZ;Ort;Land\nBootswerk Köln GmbH;Größestraße 3;50667;Köln;Deutschland\nMöwe & Söhne OHG;Weg 2;20095;Hamburg;Deutschland\nÄhren-Bäckerei Müller;Weg 3;20095;Hamburg;Deutschland\n";

/// Tried in lists: a list of Excel for the Mac (Mac Roman), of a DOS program (code pages 437, 850, 852) | read as it was written
#[test]
fn letters_of_old_programs_come_out_right() {
    for (page, newline) in
        [("macintosh", "\r"), ("macintosh", "\n"), ("cp437", "\r\n"), ("cp850", "\r\n"), ("cp852", "\r\n")]
    {
        let sandbox = empty();
        sandbox.write("a.csv", stored(&GERMAN.replace('\n', newline), page));
        let run = import(&sandbox, &["a.csv"]);
        assert_eq!(run.code, 0, "{page}: {}{}", run.stdout, run.stderr);
        let cologne = partner(&sandbox, "bootswerk-koeln");
        assert_eq!(cologne.legal_name, "Bootswerk Köln GmbH", "{page}");
        let street = cologne.address.and_then(|address| address.street);
        assert_eq!(street.as_deref(), Some("Größestraße 3"), "{page}");
    }
}

/// Tried in lists: French, Spanish, Portuguese, Polish, Czech, Hungarian, Swedish, Greek lists of old programs | read as they were written
/// Tried in lists: a list with one foreign letter only, which can be stored in two ways | asked, with what each way gives
#[test]
fn letters_of_old_programs_come_out_right_in_other_languages() {
    for (pages, text) in [
        (
            &["macintosh", "cp850", "cp437"][..],
            "Boulangerie Gérard;12 rue de la Forêt;Béziers\nMaçonnerie François;Hôtel;Nîmes",
        ),
        (
            &["macintosh", "cp850", "cp437"],
            "Ferretería Peña;Calle Ñandú 5;Cádiz\nTalleres López;Plaza Mayor;León",
        ),
        (
            &["macintosh", "cp850"],
            "Construções João;Rua da Conceição;Guimarães\nPadaria São Tomé;Praça;Évora",
        ),
        (&["cp852", "macce"], "Łąka;Źródlana 5;Łódź\nWarsztat Święcicki;Długa 3;Gdańsk"),
        (&["cp852", "macce"], "Střední škola;Lipová 3;Třebíč\nDvořák a synové;Žižkova 5;Plzeň"),
        (&["cp852", "macce"], "Kőműves Kft.;Fő út 3;Győr\nŰrhajó Zrt.;Szűz u. 5;Szeged"),
        (&["macintosh", "cp850"], "Skärgårdsvarvet Åke;Storgatan 3;Malmö\nÖstra Båt;Ån 5;Göteborg"),
        (&["cp737"], "Σχολείο Αθηνών;Οδός 3;Αθήνα\nΓυμνάσιο;Οδός 5;Πάτρα"),
    ] {
        for page in pages {
            let sandbox = empty();
            sandbox.write("a.csv", stored(&format!("Company;Street;City\n{text}\n"), page));
            let run = import(&sandbox, &["a.csv"]);
            assert_eq!(run.code, 0, "{page}: {}{}", run.stdout, run.stderr);
            let first = text.split(';').next().expect("a name");
            assert!(run.stdout.contains(&format!("legal_name      {first}")), "{page}: {}", run.stdout);
        }
    }
    // Of Windows, where Western and Central European letters have one place.
    let sandbox = empty();
    sandbox.write("a.csv", b"Company;City\nK\xf5m\xfbves Kft.;Gy\xf5r\n\xdbrhaj\xf3 Zrt.;Szeged\n");
    assert_eq!(import(&sandbox, &["a.csv"]).code, 0);
    assert_eq!(partner(&sandbox, "komuves").legal_name, "Kőműves Kft.");
    for page in ["macintosh", "cp850"] {
        let sandbox = empty();
        sandbox.write("a.csv", stored("Company;City\nMöwe;Köln\n", page));
        let run = import(&sandbox, &["a.csv"]);
        assert_eq!(run.code, 1, "{page}: {}{}", run.stdout, run.stderr);
        assert!(
            run.stderr.contains(&format!("`--encoding {page}` gives “Möwe”"))
                && run.stderr.matches("gives “").count() == 2,
            "{page}: {}",
            run.stderr
        );
        assert!(sandbox.files("partners").is_empty());
        assert_eq!(import(&sandbox, &["a.csv", "--encoding", page]).code, 0);
        assert_eq!(partner(&sandbox, "mowe").legal_name, "Möwe");
    }
    // What Windows wrote is read as before.
    let sandbox = empty();
    sandbox.write("a.csv", b"Company;City\n\x8akofja \x8aola;Ljubljana\nAle\x9a d.o.o.;Kranj\n");
    assert_eq!(import(&sandbox, &["a.csv"]).code, 0);
    assert_eq!(partner(&sandbox, "skofja-sola").legal_name, "Škofja Šola");
}

/// Tried in lists: `--encoding` with the names that people know (mac, Mac Roman, 850, CP852, DOS 437, windows 1250, latin1) | read so
#[test]
fn an_encoding_can_be_said_as_people_call_it() {
    for (page, names, text) in [
        ("macintosh", &["macintosh", "mac", "Mac Roman", "MacRoman", "x-mac-roman"][..], "Großmöwe Ñandú"),
        ("cp437", &["cp437", "437", "ibm437", "DOS 437", "CP-437"], "Großmöwe Ñandú"),
        ("cp850", &["cp850", "850", "IBM850", "dos850", "codepage 850"], "Großmöwe Ãndú"),
        ("cp852", &["cp852", "852", "DOS-852"], "Střední škola Łódź"),
        ("cp858", &["cp858"], "Großmöwe"),
        ("cp737", &["737"], "Σχολείο"),
        ("cp775", &["cp775"], "Šiauliai"),
        ("cp865", &["865"], "Skolen på Ærø"),
        ("macce", &["mac-ce", "Mac Central Europe", "mac latin2"], "Střední škola"),
        ("macgreek", &["mac greek"], "Σχολείο"),
    ] {
        for name in names {
            let sandbox = empty();
            sandbox.write("a.csv", stored(&format!("id;Company\nx;{text}\n"), page));
            let run = import(&sandbox, &["a.csv", "--encoding", name]);
            assert_eq!(run.code, 0, "{name}: {}{}", run.stdout, run.stderr);
            assert_eq!(partner(&sandbox, "x").legal_name, text, "{name}");
        }
    }
    for (name, bytes) in [
        ("windows 1250", &b"\x8a"[..]),
        ("1252", b"\x8a"),
        ("cp1252", b"\x8a"),
        ("latin-2", b"\xa9"),
        ("ISO 8859-2", b"\xa9"),
        ("utf8", "Š".as_bytes()),
        ("UTF-8", "Š".as_bytes()),
    ] {
        let sandbox = empty();
        sandbox.write("a.csv", [b"id;Company\nx;", bytes, b"koda\n"].concat());
        let run = import(&sandbox, &["a.csv", "--encoding", name]);
        assert_eq!(run.code, 0, "{name}: {}{}", run.stdout, run.stderr);
        assert_eq!(partner(&sandbox, "x").legal_name, "Škoda", "{name}");
    }
    let sandbox = empty();
    sandbox.write("a.csv", "Company\nKovomont\n");
    let run = import(&sandbox, &["a.csv", "--encoding", "klingon"]);
    assert!(
        run.stderr.contains("there is no encoding `klingon`") && run.stderr.contains("cp850"),
        "{}",
        run.stderr
    );
}

/// Tried in texts: words with a sign or a capital in the middle that no language has there | a warning; names of brands, French and Irish words are let alone
#[test]
fn what_no_language_has_inside_a_word_is_garbled() {
    use handclasp::letters::{Garbled, garbled};
    let is_garbled = |text: &str| garbled(text).any(|(_, how)| how == Garbled::Surely);
    for text in [
        "StrednÃ¡",
        "NoÃ«l",
        "Stra§e",
        "Grš§e",
        "MŸller",
        "BŠckerei",
        "GŽrard",
        "M„rz",
        "K”nig",
        "Stra√üe",
        "M├╝ller",
        "caf├®",
        "MЃller",
        "Pa£stwo",
        "Pawe³owski",
        "K\u{9a}ln",
        "Zlín\u{fffd}",
        "KÜln",
        "Sociét‚s",
        "Gar¤on",
        "fran‡ais",
        "Espa¤a",
        "Mšwe & S\u{9a}hne",
    ] {
        assert!(is_garbled(text), "{text}");
    }
    for text in [
        "Straße",
        "Noël",
        "l’école",
        "étudiant·e",
        "Bord na hÉireann",
        "an tÚdarás",
        "Köln–Bonn",
        "EcoLine™Pro",
        "Gore-Tex®",
        "MojaŠkola",
        "IÉSEG",
        "ÖBB",
        "ŁÓDŹ",
        "N.º 5",
        "n°5",
        "20°C",
        "m²",
        "«Élan»",
        "„Übung“",
        "¿Qué?",
        "100 €",
        "µ-Tec",
        "Σχολείο",
        "Γυμνάσιο Αθηνών",
        "Българско училище",
        "naïve",
        "Dvořák",
        "Ægir",
        "þing",
        "5–6",
        "A…",
        "Lech-Wałęsa",
        "Ó Súilleabháin",
        "L'Hôpital",
        "TGFβ",
        "日本IBM",
        "Škoda®",
        "Ärzte",
        "Åre",
    ] {
        assert!(!is_garbled(text), "{text}");
    }
}

/// Tried in lists: a column of running numbers called ID, in two lists | no name of a file; the second list renames nobody
#[test]
fn a_running_number_is_no_id() {
    let sandbox = empty();
    sandbox.write(
        "1.csv",
        "ID;Firma;Land;E-Mail;Titel;Vorname;Nachname\n1;Bootswerk Nord GmbH;Deutschland;a@example.org;Herr;Olaf;Groß\n2;Holz Oder KG;Deutschland;b@example.org;Frau;Ute;Süß\n",
    );
    sandbox.write(
        "2.csv",
        "ID;Firma;Land;E-Mail\n1;Segel Süd GmbH;Deutschland;x@example.org\n3;Mast AG;Deutschland;m@example.org\n",
    );
    let run = import(&sandbox, &["1.csv"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.contains("a number of the list"), "{}", run.stdout);
    let before = sandbox.files("partners");
    assert_eq!(before.keys().collect::<Vec<_>>(), ["bootswerk-nord.yaml", "holz-oder.yaml"]);
    assert_eq!(partner(&sandbox, "bootswerk-nord").contacts[0].honorific, Honorific::Mr);
    let run = import(&sandbox, &["2.csv", "--update"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    let after = sandbox.files("partners");
    assert_eq!(after.len(), 4);
    assert!(before.iter().all(|(name, bytes)| after[name] == *bytes));
    assert!(after.contains_key("segel-sud.yaml") || after.contains_key("segel-sued.yaml"));
}

/// Tried in lists: an id that is the file’s of another organisation (1, 007, K-17), with `--update` | the row is left out and the file stays
#[test]
fn an_id_of_another_organisation_changes_nothing() {
    for id in ["1", "007", "k-17"] {
        for (head, more) in
            [("ID;Firma;Ort", &["--map", "ID=id"][..]), ("Kürzel;Firma;Ort", &["--map", "Kürzel=id"])]
        {
            let sandbox = empty();
            let file = "legal_name: \"Bootswerk Nord GmbH\"\nkind: company\naddress: {city: \"Emden\"}\n";
            sandbox.write(&format!("partners/{id}.yaml"), file);
            sandbox.write("a.csv", format!("{head}\n{id};Segel Süd GmbH;Ulm\n"));
            let run = import(&sandbox, &[&["a.csv", "--update"][..], more].concat());
            assert_eq!(run.code, 1, "{}{}", run.stdout, run.stderr);
            assert!(
                run.stderr.contains(&format!(
                    "`{id}` is the file of `Bootswerk Nord GmbH`, and this row is about `Segel Süd GmbH`"
                )),
                "{}",
                run.stderr
            );
            assert_eq!(sandbox.read(&format!("partners/{id}.yaml")), file);
            // The same organisation, written a little otherwise, is changed.
            sandbox.write("a.csv", format!("{head}\n{id};Bootswerk Nord;Ulm\n"));
            let run = import(&sandbox, &[&["a.csv", "--update"][..], more].concat());
            assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
            assert!(sandbox.read(&format!("partners/{id}.yaml")).contains("Ulm"));
        }
    }
}

/// Tried in lists: an id that is the file’s of another organisation, in a list with the short or English name, or none | the row is left out and the file stays
#[test]
fn an_id_beside_another_short_name_changes_nothing() {
    let file = "legal_name: \"Bootswerk Nord GmbH\"\nshort_name: \"BWN\"\nkind: company\naddress: {city: \"Emden\"}\nids: {vat: \"DE123456789\"}\n";
    for (list, is_it) in [
        ("id;short_name;City\n7;Segel Süd;Ulm\n", false),
        ("id;name_en;City\n7;Sails South;Ulm\n", false),
        ("id;City\n7;Ulm\n", false),
        ("id;short_name;City\n7;BWN;Ulm\n", true),
        ("id;short_name;City\n7;Bootswerk Nord;Ulm\n", true),
        ("id;ids.vat;City\n7;DE123456789;Ulm\n", true),
        ("id;City\nbwn;Ulm\n", true),
    ] {
        let sandbox = empty();
        let path = if list.contains("\n7;") { "partners/7.yaml" } else { "partners/bwn.yaml" };
        sandbox.write(path, file);
        sandbox.write("a.csv", list);
        let run = import(&sandbox, &["a.csv", "--update", "--map", "id=id"]);
        assert_eq!(run.code, i32::from(!is_it), "{list}{}{}", run.stdout, run.stderr);
        assert_eq!(
            run.stderr.contains("`7` is the file of `Bootswerk Nord GmbH`, and this row"),
            !is_it,
            "{list}{}",
            run.stderr
        );
        assert_eq!(sandbox.read(path).contains("Ulm"), is_it, "{list}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands in a cell, a number comes out in the form of files, or a reason why not.
    #[test]
    fn any_text_is_a_number_or_none(text in "[+(]?[0-9 ()/.x-]{0,24}", country in "(DE|PT|IT|HU|LT|US|ZZ)", is_number in any::<bool>()) {
        if let Ok(Some(read)) = handclasp::telephone::read(&text, Some(&country), is_number) {
            prop_assert!(read.starts_with('+'), "{}", read);
            let again = handclasp::telephone::read(&read, Some(&country), false);
            prop_assert_eq!(again, Ok(Some(read)));
        }
        let _ = handclasp::telephone::doubt(&text);
    }
}
