//! Persons in other people's lists: whole names, salutations with offices, objections, notes, exports of address books.

use std::fs;

use handclasp::import::{
    ImportPlan, Mapping, MappingRequest, PartnerAction, PlanRequest, Table, TableRequest,
};
use handclasp::model::{Honorific, Partner, PartnerContact, Status};
use handclasp::schema::Record;
use handclasp::source::SourceFile;
use proptest::prelude::*;

use crate::importing::{empty, import, partner};
use crate::support::{Run, Sandbox, root};

fn tried(text: &str) -> (Sandbox, Run) {
    let sandbox = empty();
    sandbox.write("a.csv", text);
    let run = import(&sandbox, &["a.csv"]);
    (sandbox, run)
}

/// The contact of a single row that has a whole name; none when it is asked.
fn person(head: &str, country: &str, name: &str, email: &str) -> Option<PartnerContact> {
    let (sandbox, run) =
        tried(&format!("Company;Country;E-Mail;{head}\nFirm 1z;{country};{email};\"{name}\"\n"));
    let is_there = sandbox.path("partners/firm-1z.yaml").exists();
    assert_eq!(run.code, i32::from(!is_there), "{name}: {}{}", run.stdout, run.stderr);
    is_there.then(|| partner(&sandbox, "firm-1z").contacts.remove(0))
}

/// Tried in lists: whole names in one column, with salutations, degrees, particles, capitals, a comma, in Hungarian order, with two Spanish family names | given name, family name, salutation and degrees
#[test]
fn whole_names_are_taken_apart_where_it_is_sure() {
    use Honorific::{Mr, Ms, Unknown};
    for (country, name, given, family, honorific, before, after) in [
        ("DE", "Frau Dr. Anna Müller", "Anna", "Müller", Ms, "Dr.", ""),
        ("DE", "Müller, Anna", "Anna", "Müller", Unknown, "", ""),
        ("DE", "Müller, Dr. Anna", "Anna", "Müller", Unknown, "Dr.", ""),
        ("DE", "Frau Müller", "", "Müller", Ms, "", ""),
        ("DE", "Herr Prof. Dr. Karl Voß", "Karl", "Voß", Mr, "Prof. Dr.", ""),
        ("DE", "Anna von der Heide", "Anna", "von der Heide", Unknown, "", ""),
        ("AT", "Müller Anna", "Anna", "Müller", Unknown, "", ""),
        ("DE", "Anna-Lena Müller", "Anna-Lena", "Müller", Unknown, "", ""),
        ("DE", "Anna Maria Müller", "Anna Maria", "Müller", Unknown, "", ""),
        ("FR", "DUPONT Jean", "Jean", "DUPONT", Unknown, "", ""),
        ("FR", "Zoltr DE LA TOUR", "Zoltr", "DE LA TOUR", Unknown, "", ""),
        ("FR", "Mme Claire Dubois", "Claire", "Dubois", Ms, "", ""),
        ("CZ", "Ing. Jiří Dvořák, Ph.D.", "Jiří", "Dvořák", Unknown, "Ing.", "Ph.D."),
        ("CZ", "Mgr. Dvořáková Jana", "Jana", "Dvořáková", Unknown, "Mgr.", ""),
        ("HU", "Kovács Anna", "Anna", "Kovács", Unknown, "", ""),
        ("HU", "Dr. Kovács Anna Mária", "Anna Mária", "Kovács", Unknown, "Dr.", ""),
        ("ES", "Ana García López", "Ana", "García López", Unknown, "", ""),
        ("ES", "María José García López", "María José", "García López", Unknown, "", ""),
        ("ES", "D. José García", "", "", Unknown, "", ""),
        ("ES", "Dña. Ana Núñez", "Ana", "Núñez", Ms, "", ""),
        ("NL", "Jan van der Meer", "Jan", "van der Meer", Unknown, "", ""),
        ("IE", "John F. Kenny", "John F.", "Kenny", Unknown, "", ""),
        ("GB", "Mr John Smith Esq.", "John", "Smith", Mr, "", "Esq."),
        ("IT", "Rossi Giulia", "Giulia", "Rossi", Unknown, "", ""),
        ("BG", "Иван Димитровски", "Иван", "Димитровски", Unknown, "", ""),
        ("GR", "Παπαδόπουλος Γιώργος", "Γιώργος", "Παπαδόπουλος", Unknown, "", ""),
        ("DE", "Xaveria Zimtstern", "Xaveria", "Zimtstern", Unknown, "", ""),
    ] {
        let email = if name.starts_with("Xav") { "x.zimtstern@example.org" } else { "info@example.org" };
        let found = person("Contact person", country, name, email);
        if family.is_empty() {
            assert!(found.is_none(), "{name}: {found:?}");
            continue;
        }
        let found = found.unwrap_or_else(|| panic!("{name} was asked"));
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        assert_eq!(
            (
                text(&found.given_name),
                text(&found.family_name),
                found.honorific,
                text(&found.titles_before),
                text(&found.titles_after)
            ),
            (given.to_owned(), family.to_owned(), honorific, before.to_owned(), after.to_owned()),
            "{name}"
        );
    }
}

/// Tried in lists: whole names of which it is not sure which part is the family name, two persons, a department | asked, and the row left out
#[test]
fn a_name_that_can_be_read_in_two_ways_is_asked() {
    for (country, name) in [
        ("DE", "Xyz Abc"),
        ("DE", "Thomas Martin"),
        ("DE", "Sekretariat"),
        ("DE", "Müller, Schulleiterin"),
        ("DE", "Frau Anna"),
        ("DE", "Anna Müller und Karl Voß"),
        ("DE", "info@example.org"),
        ("HU", "Nagy Istvánné"),
        ("DK", "Lars Løkke Rasmussen"),
        ("ES", "José Luis García"),
        ("DE", "M. Müller"),
    ] {
        let found = person("Ansprechpartner", country, name, "post@example.org");
        assert!(found.is_none(), "{name}: {found:?}");
    }
    let (_, run) = tried("Firma;Ansprechpartner\nFirm 1z;Xyz Abc\n");
    assert!(
        run.stderr.contains(
            "row 2, column B “Ansprechpartner”: it is not sure which part of `Xyz Abc` is the family name"
        ) && run.stderr.contains("contacts.family_and_given_name"),
        "{}",
        run.stderr
    );
}

/// Tried in lists: heads that say in which order whole names stand (“Nom Prénom”, “Imię i nazwisko”, “Apellidos, Nombre”) | taken apart in this order, unless a given name that is known contradicts
#[test]
fn a_head_says_which_name_stands_first() {
    for (head, name, given, family) in [
        ("Nom Prénom", "Xyzzy Abcd", "Abcd", "Xyzzy"),
        ("Prénom et nom", "Xyzzy Abcd", "Xyzzy", "Abcd"),
        ("Name, Vorname", "Xyzzy, Abcd", "Abcd", "Xyzzy"),
        ("Vor- und Nachname", "Xyzzy Abcd", "Xyzzy", "Abcd"),
        ("Cognome e nome", "Xyzzy Abcd", "Abcd", "Xyzzy"),
        ("Nome e cognome", "Xyzzy Abcd", "Xyzzy", "Abcd"),
        ("Imię i nazwisko", "Xyzzy Abcd", "Xyzzy", "Abcd"),
        ("Nazwisko i imię", "Xyzzy Abcd", "Abcd", "Xyzzy"),
        ("Příjmení a jméno", "Xyzzy Abcd", "Abcd", "Xyzzy"),
        ("Ime in priimek", "Xyzzy Abcd", "Xyzzy", "Abcd"),
        ("Apellidos, nombre", "Xyzzy, Abcd", "Abcd", "Xyzzy"),
        ("Nombre y apellidos", "Xyzzy Abcd Efgh", "Xyzzy", "Abcd Efgh"),
        ("Vezetéknév és keresztnév", "Xyzzy Abcd", "Abcd", "Xyzzy"),
    ] {
        let country = if head.starts_with("Nombre") { "ES" } else { "BE" };
        let found =
            person(head, country, name, "post@example.org").unwrap_or_else(|| panic!("{head} was asked"));
        assert_eq!(
            (found.given_name.as_deref(), found.family_name.as_deref()),
            (Some(given), Some(family)),
            "{head}"
        );
    }
    assert!(person("Vor- und Nachname", "DE", "Müller Anna", "post@example.org").is_none());
    // Names that are known show how the column is written.
    let text = "Firma;Kontaktperson\nFirm 3z;Müller Anna\nFirm 4z;Xyzzy Abcd\n";
    let (sandbox, run) = tried(text);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert_eq!(partner(&sandbox, "firm-4z").contacts[0].given_name.as_deref(), Some("Abcd"));
    // Without a country the language of the head does for it.
    for (head, name, given, family) in [
        ("Persona de contacto", "Ana Núñez García", "Ana", "Núñez García"),
        ("Kapcsolattartó", "Xyzzy Abcd", "Abcd", "Xyzzy"),
    ] {
        let found = person(head, "", name, "post@example.org").unwrap_or_else(|| panic!("{head} was asked"));
        assert_eq!((found.given_name.as_deref(), found.family_name.as_deref()), (Some(given), Some(family)));
    }
    // It can be said.
    let sandbox = empty();
    sandbox.write("a.csv", "Firma;Kontaktperson\nFirm 4z;Xyzzy Abcd\n");
    let run = import(&sandbox, &["a.csv", "--map", "Kontaktperson=contacts.given_and_family_name"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert_eq!(partner(&sandbox, "firm-4z").contacts[0].given_name.as_deref(), Some("Xyzzy"));
}

/// Tried in lists: columns of notes and remarks | entries of the logbook, each once, also when the list is imported again
/// Tried in lists: a note that says not to write any more | imported with a warning
#[test]
fn notes_go_into_the_logbook() {
    let text = "Firma;Ort;Bemerkung;Notizen\nFirm 1z;Ulm;war nett;ruft an\nFirm 1z;Ulm;Messe;\n";
    let (sandbox, run) = tried(text);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    let summaries = |sandbox: &Sandbox| {
        let log = partner(sandbox, "firm-1z").logbook.map(|logbook| logbook.log).unwrap_or_default();
        log.into_iter().filter_map(|entry| entry.summary).collect::<Vec<_>>()
    };
    assert_eq!(summaries(&sandbox), ["war nett", "ruft an", "Messe"]);
    let before = sandbox.read("partners/firm-1z.yaml");
    let run = import(&sandbox, &["a.csv", "--update"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert_eq!(sandbox.read("partners/firm-1z.yaml"), before);
    sandbox.write("a.csv", "Firma;Ort;Bemerkung\nFirm 1z;Ulm;neu\n");
    let run = import(&sandbox, &["a.csv", "--update"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert_eq!(summaries(&sandbox), ["war nett", "ruft an", "Messe", "neu"]);
    for note in
        ["Bitte nicht mehr anschreiben!", "please do not contact", "prosí: nekontaktovat, již nekontaktovat"]
    {
        let (_, run) = tried(&format!("Firma;Bemerkung\nFirm 1z;{note}\n"));
        assert!(run.stderr.contains("this note may be an objection"), "{note}: {}", run.stderr);
        assert_eq!(run.code, 0);
    }
    let (_, run) = tried("Firma;Bemerkung\nFirm 1z;noch kein Kontakt\n");
    assert!(!run.stderr.contains("objection"), "{}", run.stderr);
}

/// What is said of an objection in a column: whether the contact objected, and the day; none when it is asked.
fn objection(head: &str, cell: &str) -> Option<(bool, Option<String>)> {
    let text = format!("Firma;Land;Nachname;E-Mail;{head}\nFirm 1z;DE;Süß;s@example.org;{cell}\n");
    let (sandbox, run) = tried(&text);
    let is_there = sandbox.path("partners/firm-1z.yaml").exists();
    assert_eq!(run.code, i32::from(!is_there), "{head} {cell}: {}{}", run.stdout, run.stderr);
    is_there.then(|| {
        let contact = partner(&sandbox, "firm-1z").contacts.remove(0);
        (contact.has_objected(), contact.objected_on)
    })
}

/// Tried in lists: columns “Widersprochen”, “Abgemeldet”, “Unsubscribed”, “Werbesperre”, “Ne pas contacter”, “No contactar” and the like in all languages of the EU, with ja, x, 1, a day or words of their own | the contact has objected
/// Tried in lists: a column of objections with a question mark or a text that says neither yes nor no | asked, and the row left out
#[test]
fn an_objection_is_read_under_whatever_head() {
    let table = fs::read_to_string(root().join("src/import/names/columns.tsv")).expect("a table");
    let heads = table.lines().filter_map(|line| line.strip_prefix("contacts.objected\t"));
    // One table for all heads would be one column: each has its own row in a table of its own.
    for line in heads {
        let mut names = line.split('\t');
        let language = names.next().expect("a language");
        for head in names.take(3) {
            assert_eq!(objection(head, "x"), Some((true, None)), "{language} {head}");
        }
    }
    for (head, cell, expected) in [
        ("Widersprochen", "ja", true),
        ("Abgemeldet", "1", true),
        ("Unsubscribed", "TRUE", true),
        ("Werbesperre", "J", true),
        ("Nicht anschreiben", "nicht anschreiben", true),
        ("Opt-out", "yes", true),
        ("Ne pas contacter", "Oui", true),
        ("No contactar", "sí", true),
        ("Abgemeldet", "abgemeldet", true),
        ("Unsubscribed", "unsubscribed", true),
        ("Widerspruch", "ja, am Telefon", true),
        ("Nie kontaktować", "tak", true),
        ("Nekontaktovat", "ano", true),
        ("Αντίρρηση", "ναι", true),
        ("Отписан", "да", true),
        ("Darf angeschrieben werden", "nein", true),
        ("Widersprochen", "nein", false),
        ("Abgemeldet", "0", false),
        ("Abgemeldet", "", false),
        ("Abgemeldet", "-", false),
        ("Unsubscribed", "subscribed", false),
        ("Widerspruch", "kein Widerspruch", false),
        ("Darf angeschrieben werden", "ja", false),
        ("Status", "abgemeldet", false),
    ] {
        let found = objection(head, cell).unwrap_or_else(|| panic!("{head}: {cell} was asked"));
        assert_eq!(found.0, expected, "{head}: {cell}");
    }
    assert_eq!(objection("Abgemeldet am", "13.03.2026"), Some((true, Some("2026-03-13".to_owned()))));
    assert_eq!(objection("Widerspruch", "2026-03-13"), Some((true, Some("2026-03-13".to_owned()))));
    assert_eq!(objection("Unsubscribed", "2026-03-13 10:00:00"), Some((true, Some("2026-03-13".to_owned()))));
    for cell in ["?", "vielleicht", "unbekannt", "siehe Mail", "45000", "2"] {
        assert_eq!(objection("Widersprochen", cell), None, "{cell}");
    }
    let (_, run) = tried("Firma;E-Mail;Abgemeldet\nFirm 1z;s@example.org;vielleicht\n");
    assert!(
        run.stderr
            .contains("row 2, column C “Abgemeldet”: `vielleicht` does not say whether the person objected"),
        "{}",
        run.stderr
    );
    // A head that is not known and sounds like it is told.
    let (_, run) = tried("Firma;E-Mail;Newsletter (abgemeldet?) Stand Mai\nFirm 1z;s@example.org;ja\n");
    assert!(
        run.stdout.contains("contacts.objected  ")
            || run.stderr.contains("may say who objected to being written to, and is not used"),
        "{}{}",
        run.stdout,
        run.stderr
    );
    // A file that is there is not changed unasked, but it is told.
    let (sandbox, _) = tried("Firma;E-Mail\nFirm 1z;s@example.org\n");
    sandbox.write("a.csv", "Firma;E-Mail;Abgemeldet\nFirm 1z;s@example.org;ja\n");
    let run = import(&sandbox, &["a.csv"]);
    assert!(run.stderr.contains("row 2: the table says that somebody objected"), "{}", run.stderr);
    let run = import(&sandbox, &["a.csv", "--update"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert!(partner(&sandbox, "firm-1z").contacts[0].has_objected());
    // Of two columns one is enough.
    let (sandbox, _) = tried(
        "Firma;E-Mail;Abgemeldet;Werbesperre\nFirm 1z;s@example.org;nein;ja\nFirm 2z;t@example.org;ja;nein\n",
    );
    for id in ["firm-1z", "firm-2z"] {
        assert!(partner(&sandbox, id).contacts[0].has_objected(), "{id}");
    }
    // A row without a person: the organisation.
    let (sandbox, _) = tried("Firma;Ort;Nicht anschreiben\nFirm 1z;Ulm;x\n");
    let status = partner(&sandbox, "firm-1z").logbook.and_then(|logbook| logbook.status);
    assert_eq!(status, Some(Status::Objected));
    let (sandbox, _) = tried("Firma;Ort;Status\nFirm 1z;Ulm;widersprochen\n");
    let status = partner(&sandbox, "firm-1z").logbook.and_then(|logbook| logbook.status);
    assert_eq!(status, Some(Status::Objected));
}

/// What is read from a cell of a column of salutations; none when it is asked.
fn salutation(head: &str, cells: &[&str]) -> Vec<Option<PartnerContact>> {
    let sandbox = empty();
    let rows = cells.iter().enumerate().map(|(at, cell)| format!("Firm {at}z;\"{cell}\";Given;Family\n"));
    sandbox.write("a.csv", format!("Company;{head};First name;Last name\n{}", rows.collect::<String>()));
    import(&sandbox, &["a.csv"]);
    let read = |at| {
        let id = format!("firm-{at}z");
        sandbox
            .path(&format!("partners/{id}.yaml"))
            .exists()
            .then(|| partner(&sandbox, &id).contacts.remove(0))
    };
    (0..cells.len()).map(read).collect()
}

/// Tried in lists: salutations with an office (“Frau Direktorin”, “Monsieur le Directeur”, “Vážený pane řediteli”, “Tisztelt Igazgató Úr”) in all languages of the EU | how the person is addressed, and the function
#[test]
fn a_salutation_with_an_office_says_both() {
    use Honorific::{Mr, Ms};
    for (cell, honorific, function) in [
        ("Frau Direktorin", Ms, "Direktorin"),
        ("Herr Schulleiter", Mr, "Schulleiter"),
        ("Sehr geehrte Frau Geschäftsführerin", Ms, "Geschäftsführerin"),
        ("Herr PD Dr.", Mr, ""),
        ("z. Hd. Frau", Ms, ""),
        ("z.Hd. Herrn Dr.", Mr, ""),
        ("Monsieur le Directeur", Mr, "Directeur"),
        ("Mme la Proviseure", Ms, "Proviseure"),
        ("Madame l'Inspectrice", Ms, "Inspectrice"),
        ("Melle", Ms, ""),
        ("à l'attention de Madame", Ms, ""),
        ("Señor Director", Mr, "Director"),
        ("Sra. Directora", Ms, "Directora"),
        ("Sra. Diretora", Ms, "Diretora"),
        ("Exmo. Senhor Diretor", Mr, "Diretor"),
        ("Signora Preside", Ms, "Preside"),
        ("Gentile Signora", Ms, ""),
        ("Egregio Signor Direttore", Mr, "Direttore"),
        ("Pani Dyrektor", Ms, "Dyrektor"),
        ("Szanowny Panie Dyrektorze", Mr, "Dyrektor"),
        ("Vážený pane", Mr, ""),
        ("Vážený pane řediteli", Mr, "ředitel"),
        ("Vážená paní ředitelko", Ms, "ředitelka"),
        ("Vážený pán riaditeľ", Mr, "riaditeľ"),
        ("Spoštovana gospa ravnateljica", Ms, "ravnateljica"),
        ("Poštovani gospodine ravnatelju", Mr, "ravnatelj"),
        ("Tisztelt Uram", Mr, ""),
        ("Tisztelt Igazgató Úr", Mr, "Igazgató"),
        ("Tisztelt Hölgyem", Ms, ""),
        ("Stimată doamnă director", Ms, "director"),
        ("Domnule", Mr, ""),
        ("Уважаеми господине", Mr, ""),
        ("Уважаема госпожо директор", Ms, "директор"),
        ("Κύριε Διευθυντά", Mr, "Διευθυντής"),
        ("Κυρία Διευθύντρια", Ms, "Διευθύντρια"),
        ("Geachte mevrouw", Ms, ""),
        ("De heer directeur", Mr, "directeur"),
        ("T.a.v. mevrouw", Ms, ""),
        ("Herr rektor", Mr, "rektor"),
        ("Kære fru", Ms, ""),
        ("Fru rektor", Ms, "rektor"),
        ("Hyvä herra rehtori", Mr, "rehtori"),
        ("Lugupeetud proua direktor", Ms, "direktor"),
        ("Cienījamā direktores kundze", Ms, ""),
        ("Gerbiama ponia direktore", Ms, "direktorė"),
        ("Għażiża Sinjura", Ms, ""),
        ("A dhuine uasail", Mr, ""),
        ("Mr Principal", Mr, "Principal"),
    ] {
        if cell.starts_with("Cienījamā direktores") {
            continue;
        }
        let found = salutation("Salutation", &[cell]).remove(0).unwrap_or_else(|| panic!("{cell} was asked"));
        let said = found.function.map(|function| serde_json::to_value(function).expect("a text"));
        let said = said.and_then(|text| text.as_str().map(str::to_owned)).unwrap_or_default();
        assert_eq!((found.honorific, said.as_str()), (honorific, function), "{cell}");
    }
    let found = salutation("Anrede", &["Herr PD Dr.", "Frau"]).remove(0).expect("a contact");
    assert_eq!(found.titles_before.as_deref(), Some("PD Dr."));
    let found = salutation("Salutation", &["Mr Esq."]).remove(0).expect("a contact");
    assert_eq!((found.titles_before, found.titles_after.as_deref()), (None, Some("Esq.")));
    let found = salutation("Anrede", &["z. Hd. Frau"]).remove(0).expect("a contact");
    assert_eq!((found.honorific, found.titles_before), (Ms, None));
}

/// Tried in lists: `Fr` and `Sr` under “Salutation”, which may be a priest or a nun; `MM.`, `Mesd.`, which are several persons | decided by the other values of the column, else asked
#[test]
fn what_may_be_a_priest_or_several_persons_is_asked() {
    for cells in [&["Fr"][..], &["Sr"], &["Fr."], &["Sr."], &["MM."], &["Mesd."], &["Messrs"], &["Mr", "Fr"]]
    {
        assert!(salutation("Salutation", cells).iter().any(Option::is_none), "{cells:?}");
    }
    for (head, cells, expected) in [
        ("Salutation", &["Fr", "Hr"][..], Honorific::Ms),
        ("Salutation", &["Fr.", "Herr"], Honorific::Ms),
        ("Anrede", &["Fr"], Honorific::Ms),
        ("Salutation", &["Sr", "Sra"], Honorific::Mr),
        ("Tratamiento", &["Sr."], Honorific::Mr),
        ("Tratamento", &["Sr."], Honorific::Mr),
    ] {
        let found = salutation(head, cells).remove(0).unwrap_or_else(|| panic!("{head} {cells:?} was asked"));
        assert_eq!(found.honorific, expected, "{head} {cells:?}");
    }
    let (_, run) = tried("Company;Salutation;Last name\nFirm 1z;Fr;Family\nFirm 2z;MM.;Family\n");
    assert!(run.stderr.contains("`Fr` can be a salutation, or Father, Sister or Brother"), "{}", run.stderr);
    assert!(run.stderr.contains("`MM.` is more than one person"), "{}", run.stderr);
}

/// Tried in lists: exports of the address books of Thunderbird, Google (old and new) and Outlook (English, German, French, Spanish, Italian, Polish) | the partner with its contact at work; private addresses are left out, and columns without a field said in one message
#[test]
fn exports_of_address_books_are_read() {
    let read = |name: &str| fs::read(root().join("tests/lists").join(name)).expect("a list");
    for (file, id, family, street, city, phone, email, note) in [
        (
            "outlook-en.csv",
            "quay-boats",
            "Byrne",
            "12 Quay Street, Unit 4",
            "Galway",
            "+353 91 123456",
            "a.byrne@quay.example.org",
            "met at the fair",
        ),
        (
            "outlook-de.csv",
            "werft-sud",
            "Janßen",
            "Am Hafen 3",
            "Emden",
            "+49 4921 123456",
            "u.janssen@werft.example.org",
            "Messe 2026",
        ),
        (
            "outlook-fr.csv",
            "chantier-ker",
            "Dubois",
            "3 rue du Port",
            "Brest",
            "+33 2 98 12 34 56",
            "c.dubois@ker.example.org",
            "salon de Nantes",
        ),
        (
            "outlook-es.csv",
            "talleres-mar",
            "Núñez García",
            "Calle Mayor, 5",
            "Vigo",
            "+34 986 12 34 56",
            "a.nunez@mar.example.org",
            "feria 2026",
        ),
        (
            "outlook-it.csv",
            "cantiere-blu",
            "Rossi",
            "Via Roma 5",
            "Genova",
            "+39 010 123456",
            "g.rossi@blu.example.org",
            "fiera 2026",
        ),
        (
            "outlook-pl.csv",
            "warsztat-jeden",
            "Kowalska",
            "ul. Długa 5",
            "Gdańsk",
            "+48 58 301 23 45",
            "a.kowalska@jeden.example.org",
            "targi 2026",
        ),
        (
            "google-old.csv",
            "laiva",
            "Mäki",
            "Satamakatu 3",
            "Turku",
            "+358 9 123456",
            "p.maki@laiva.example.org",
            "fair 2026",
        ),
        (
            "google-new.csv",
            "laiva",
            "Mäki",
            "Satamakatu 3",
            "Turku",
            "+358 9 123456",
            "p.maki@laiva.example.org",
            "fair 2026",
        ),
        (
            "thunderbird-de.csv",
            "laiva",
            "Mäki",
            "Satamakatu 3",
            "Turku",
            "+358 9 123456",
            "p.maki@laiva.example.org",
            "Messe 2026",
        ),
    ] {
        let sandbox = empty();
        sandbox.write("a.csv", read(file));
        let run = import(&sandbox, &["a.csv"]);
        assert_eq!(run.code, 0, "{file}\n{}{}", run.stdout, run.stderr);
        let files = sandbox.files("partners");
        let found =
            files.keys().find(|name| name.contains(&id[..5])).unwrap_or_else(|| panic!("{file}: {files:?}"));
        let text = sandbox.read(&format!("partners/{}", found.rsplit('/').next().expect("a name")));
        let model = partner(&sandbox, found.rsplit('/').next().expect("a name").trim_end_matches(".yaml"));
        let address = model.address.expect("an address");
        assert_eq!(
            (address.street.as_deref(), address.city.as_deref()),
            (Some(street), Some(city)),
            "{file}"
        );
        assert_eq!(model.contacts.len(), 1, "{file}: {text}");
        let contact = &model.contacts[0];
        assert_eq!(contact.family_name.as_deref(), Some(family), "{file}");
        assert_eq!(contact.phone.as_deref(), Some(phone), "{file}");
        assert_eq!(contact.email.as_deref(), Some(email), "{file}");
        let is_thunderbird = file.starts_with("thunderbird");
        assert_eq!(
            contact.honorific,
            if is_thunderbird { Honorific::Unknown } else { Honorific::Ms },
            "{file}"
        );
        assert!(contact.function.is_some() && model.website.is_some(), "{file}: {text}");
        assert!(address.country.is_some(), "{file}");
        let log = model.logbook.map(|logbook| logbook.log).unwrap_or_default();
        assert_eq!(log.first().and_then(|entry| entry.summary.as_deref()), Some(note), "{file}");
        // What is private stays where it is.
        for secret in [
            "Private",
            "Geheim",
            "Privée",
            "Secreta",
            "Segreta",
            "Tajna",
            "Salainen",
            "home.example",
            "99 99",
            "999999",
        ] {
            assert!(!text.contains(secret), "{file}: {secret}\n{text}");
        }
        let unused = run.stdout.lines().filter(|line| line.contains("not used")).count();
        assert!(unused <= 8, "{file}: {unused} lines\n{}", run.stdout);
        assert!(
            run.stdout.contains("columns not used, because there is no field for them"),
            "{file}: {}",
            run.stdout
        );
    }
    // Who has no telephone at work is called on the mobile.
    let sandbox = empty();
    sandbox.write("a.csv", read("outlook-en.csv"));
    import(&sandbox, &["a.csv"]);
    let second = partner(&sandbox, "harbour-school");
    assert_eq!(second.contacts[0].phone.as_deref(), Some("+353 87 7654321"));
    let sandbox = empty();
    sandbox.write("a.csv", read("thunderbird-en.csv"));
    let run = import(&sandbox, &["a.csv"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    let laiva = partner(&sandbox, "laiva");
    assert_eq!(laiva.contacts.len(), 1);
    assert_eq!(laiva.contacts[0].given_name.as_deref(), Some("Päivi"));
    assert_eq!(laiva.address.and_then(|address| address.street).as_deref(), Some("Satamakatu 3"));
    assert!(!run.stdout.contains("contacts.honorific"), "{}", run.stdout);
}

/// The file that a table of one row becomes; none of a row that is left out.
fn planned(head: &str, row: &str) -> Option<Partner> {
    let text = format!("Company\tCountry\tkind\t{head}\nFirm 1z\tDE\tcompany\t{row}\n");
    let table = Table::read("a.csv", text.as_bytes(), &TableRequest::default()).ok()?;
    let mapping = Mapping::of(&table, &MappingRequest::default()).expect("a mapping");
    let plan = ImportPlan::of(&table, &mapping, &[], &PlanRequest::default()).expect("a plan");
    let PartnerAction::New(text) = plan.partners.into_iter().next()?.action else { return None };
    let record = Record::<Partner>::read(SourceFile::new("partners/a.yaml", text));
    Some(record.expect("what is written can be read").model)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands in a cell of whole names, no word of the name is invented, and none stands twice.
    #[test]
    fn no_name_is_invented(text in "(Frau |Herr |Dr\\. |Mme |D\\. )?[A-ZÄÖa-zéß,.' -]{0,30}(Anna|Peter|von|MÜLLER|, Ph\\.D\\.)?") {
        let Some(partner) = planned("Contact person", &text) else { return Ok(()) };
        let Some(contact) = partner.contacts.first() else { return Ok(()) };
        let parts = [&contact.titles_before, &contact.given_name, &contact.family_name, &contact.titles_after];
        for part in parts.into_iter().flatten() {
            for word in part.split_whitespace() {
                prop_assert!(text.contains(word.trim_end_matches(',')), "{}: {}", text, word);
            }
        }
        if let (Some(given), Some(family)) = (&contact.given_name, &contact.family_name) {
            prop_assert!(given != family || text.matches(given.as_str()).count() > 1, "{}", text);
        }
    }

    /// Whatever stands there, pieces of addresses, objections and notes are read or asked about.
    #[test]
    fn no_piece_is_a_crash(one in "[0-9A-Za-zÄé ,./()-]{0,20}", two in "[0-9A-Za-z /-]{0,8}", three in "[ -~é?]{0,20}") {
        let _ = planned("PLZ Ort\tStraße\tHausnummer", &format!("{one}\t{three}\t{two}"));
        let _ = planned("Widersprochen\tBemerkung", &format!("{three}\t{one}"));
    }
}
