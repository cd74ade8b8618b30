//! People as they are printed and greeted.

use handclasp::locale::{Locale, Person, Readers, Tone};
use handclasp::model::Honorific;
use handclasp::workspace::TemplateFiles;

use crate::support::{Sandbox, TODAY};

fn english() -> Locale {
    let file = TemplateFiles::built_in().text("languages/en.yaml").expect("a file").expect("text");
    Locale::read("en", file).expect("a language")
}

fn named(name: &str, honorific: Honorific) -> Person {
    Person { name: Some(name.to_owned()), honorific, ..Person::default() }
}

/// A name as somebody wrote it, how the person is addressed, the greeting.
#[test]
fn degrees_in_a_name_are_greeted_by_the_highest_one() {
    use Honorific::{Mr, Ms, Mx, Unknown};
    let cases = [
        ("Mag. (FH) Dr. Anna Huber", Unknown, "Dear Dr Huber,"),
        ("dr Bożena Zielińska", Ms, "Dear Dr Zielińska,"),
        ("mgr inż. Jan Kowalski, MBA", Mr, "Dear Mr Kowalski,"),
        ("mgr inż. Jan Kowalski", Unknown, "Dear Jan Kowalski,"),
        ("prof. dr hab. inż. Ewa Nowak", Ms, "Dear Professor Nowak,"),
        ("Univ.-Prof. DI Dr. techn. Karl Moser", Mr, "Dear Professor Moser,"),
        ("Dr.med.univ. Karl Moser", Mr, "Dear Dr Moser,"),
        ("Dr. h. c. Karl Moser", Mr, "Dear Dr Moser,"),
        ("Dr. H. Moser", Mr, "Dear Dr Moser,"),
        ("Dipl.-Ing. (FH) Jörg Süß", Mr, "Dear Mr Süß,"),
        ("Dr.-Ing. Jörg Süß", Unknown, "Dear Dr Süß,"),
        ("DI Eva Lang, BSc", Ms, "Dear Ms Lang,"),
        ("Di Stefano", Unknown, "Dear Di Stefano,"),
        ("Ing. Petr Novák, Ph.D.", Mr, "Dear Dr Novák,"),
        ("PhDr. Jana Malá, CSc.", Ms, "Dear Dr Malá,"),
        ("Mgr. Jana Malá", Ms, "Dear Ms Malá,"),
        ("Anna Huber, PhD", Unknown, "Dear Dr Huber,"),
        ("Anna Huber Ph.D.", Unknown, "Dear Dr Huber,"),
        ("Anna Huber, MSc, MBA", Ms, "Dear Ms Huber,"),
        ("Lin Ma", Unknown, "Dear Lin Ma,"),
        ("Dott.ssa Chiara Rossi", Ms, "Dear Ms Rossi,"),
        ("Prof. Chiara Rossi", Ms, "Dear Professor Rossi,"),
        ("Eng.ª Inês Sá", Ms, "Dear Ms Sá,"),
        ("Dra. Lucía Gómez", Ms, "Dear Dr Gómez,"),
        ("drs. Kees de Vries", Mr, "Dear Kees de Vries,"),
        ("Dr. Jan van der Berg", Mr, "Dear Dr van der Berg,"),
        ("Jan van der Berg", Mr, "Dear Mr van der Berg,"),
        ("María Ángeles Núñez Quiñones", Ms, "Dear María Ángeles Núñez Quiñones,"),
        ("Dr. Maria Luísa Sá Costa", Ms, "Dear Dr Maria Luísa Sá Costa,"),
        ("HUBER Anna", Ms, "Dear Ms HUBER,"),
        ("Virtanen, Minna", Ms, "Dear Virtanen, Minna,"),
        ("Minna Virtanen, KT", Unknown, "Dear Dr Virtanen,"),
        ("Alex Berg", Mx, "Dear Mx Berg,"),
        ("д-р Maria Ivanova", Ms, "Dear Dr Ivanova,"),
        ("Wulandari", Unknown, "Dear Wulandari,"),
    ];
    let english = english();
    for (name, honorific, greeting) in cases {
        let person = named(name, honorific);
        assert_eq!(english.salutation(&person, Tone::Formal), greeting, "{name}");
        // What somebody wrote whole stays as it is.
        assert_eq!(person.full_name().as_deref(), Some(name));
        assert!(person.is_called_like(&named(&person.bare_name().expect("a name"), Honorific::Unknown)));
    }
    let hungarian = Person { country: Some("HU".to_owned()), ..named("Dr. Nagy István", Mr) };
    assert_eq!(english.salutation(&hungarian, Tone::Formal), "Dear Dr Nagy István,");
}

#[test]
fn a_name_is_printed_with_its_degrees() {
    let cases = [
        ("Dr.", "Eva", "Lind", "", "Dr. Eva Lind"),
        ("", "Eva", "Lind", "MBA", "Eva Lind, MBA"),
        ("mgr inż.", "Ewa", "Nowak", "MBA", "mgr inż. Ewa Nowak, MBA"),
        ("Dr.", "Dr. Eva", "Lind", "", "Dr. Eva Lind"),
        ("", "Eva", "Lind, PhD", "", "Eva Lind, PhD"),
        ("Dr.", "", "Lind", "", "Dr. Lind"),
        ("", "Eva", "", "", "Eva"),
    ];
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    for (before, given, family, after, printed) in cases {
        let person = Person {
            given_name: some(given),
            family_name: some(family),
            titles_before: some(before),
            titles_after: some(after),
            ..Person::default()
        };
        assert_eq!(person.full_name().as_deref(), Some(printed));
    }
    assert_eq!(Person { titles_before: some("Dr."), ..Person::default() }.full_name(), None);
    let whole = Person { titles_before: some("Dr."), ..named("Eva Lind", Honorific::Ms) };
    assert_eq!(whole.full_name().as_deref(), Some("Dr. Eva Lind"));
}

#[test]
fn a_name_in_latin_letters_is_given_and_family_name_again() {
    let cases = [
        ("el", "Γιώργος", "Παπαδόπουλος", "Giorgos Papadopoulos", "Γιώργος", "Παπαδόπουλος"),
        ("en", "Γιώργος", "Παπαδόπουλος", "Giorgos Papadopoulos", "Giorgos", "Papadopoulos"),
        ("en", "Γιώργος", "Παπαδόπουλος", "Papadopoulos Giorgos", "Giorgos", "Papadopoulos"),
        ("bg", "Γιώργος", "Παπαδόπουλος", "Giorgos Papadopoulos", "Giorgos", "Papadopoulos"),
        ("en", "Γιώργος", "Παπαδόπουλος", "Yiorgos Papadopoulos", "Yiorgos", "Papadopoulos"),
        (
            "en",
            "Анна Мария",
            "Иванова-Петрова",
            "Anna Maria Ivanova-Petrova",
            "Anna Maria",
            "Ivanova-Petrova",
        ),
        ("en", "Анна Мария", "Иванова", "Anna Ivanova", "Anna", "Ivanova"),
        ("en", "Anna", "Huber", "Wrong Name", "Anna", "Huber"),
    ];
    for (language, given, family, latin, read_given, read_family) in cases {
        let person = Person {
            given_name: Some(given.to_owned()),
            family_name: Some(family.to_owned()),
            name_latin: Some(latin.to_owned()),
            ..Person::default()
        };
        let read = person.for_readers(Readers::of(language));
        assert_eq!(read.given_name.as_deref(), Some(read_given), "{latin} in {language}");
        assert_eq!(read.family_name.as_deref(), Some(read_family), "{latin} in {language}");
    }
    let titled = Person {
        name_latin: Some("Eleni Pappa".to_owned()),
        ..named("Δρ. Ελένη Παππά", Honorific::Ms)
    };
    assert_eq!(titled.for_readers(Readers::of("de")).full_name().as_deref(), Some("Dr. Eleni Pappa"));
    assert_eq!(english().salutation(&titled, Tone::Formal), "Dear Dr Pappa,");
}

/// Contacts and signatories of a partner that is written to and one that signs.
fn partner(contact: &str, signatory: &str) -> Sandbox {
    let partner = format!(
        "legal_name: \"Huber GmbH\"\nkind: company\nworking_language: en\naddress: {{street: \"Gasse 1\", postal_code: \"1010\", city: \"Wien\", country: AT}}\n\
         timezone: \"Europe/Vienna\"\ncontacts: [{contact}]\nsignatories: [{signatory}]\npartnership_types: [mobility]\n\
         why_partner: \"your workshop is open to learners\"\ncooperation: {{purpose: \"placements\"}}\nmou: {{term: {{start: on_last_signature, end: \"2029-12-31\"}}}}\n\
         loi: {{direction: from_us, valid_until: \"2027-12-31\"}}\n"
    );
    Sandbox::with_partner("huber", &partner)
}

#[test]
fn the_same_person_is_greeted_alike_in_all_documents() {
    let contact = "{id: anna, given_name: Anna, family_name: Huber, honorific: ms, email: a@example.org, source: \"your website\", function: Head";
    let cases = [
        (format!("{contact}}}"), "{name: \"Mag. (FH) Dr. Anna Huber\", position: CEO}", "Dear Dr Huber,"),
        (format!("{contact}, titles_before: Dr.}}"), "{name: Anna Huber, position: CEO}", "Dear Dr Huber,"),
        (format!("{contact}}}"), "{name: ANNA HUBER, position: CEO}", "Dear Ms Huber,"),
        (format!("{contact}}}"), "{id: anna, position: CEO}", "Dear Ms Huber,"),
        (format!("{contact}}}"), "{given_name: Anna, family_name: Huber, position: CEO}", "Dear Ms Huber,"),
        (
            format!("{contact}, salutation: {{en: \"Dear Director Huber,\"}}}}"),
            "{name: \"Dr. Anna Huber\", position: CEO}",
            "Dear Director Huber,",
        ),
    ];
    for (contact, signatory, greeting) in cases {
        let sandbox = partner(&contact, signatory);
        let run = sandbox.run(&["build", "loi", "contact-formal", "mou", "--date", TODAY, "--format", "md"]);
        assert_eq!(run.code, 0, "{signatory}: {}", run.stderr);
        for document in ["loi", "contact-formal"] {
            let text = sandbox.read(&format!("output/huber/{document}.en.md"));
            assert!(text.contains(greeting), "{document} of {signatory}:\n{text}");
        }
        let text = sandbox.read("output/huber/mou.en.md");
        assert!(
            text.to_lowercase().contains("represented by") && text.to_lowercase().contains("anna huber"),
            "{text}"
        );
    }
}

#[test]
fn who_signs_is_printed_with_degrees_wherever_they_stand() {
    let contact =
        "{given_name: Jo, family_name: Berg, email: a@example.org, source: \"your website\", function: Head}";
    let signatory = "{given_name: Ewa, family_name: Nowak, titles_before: \"dr inż.\", titles_after: MBA, position: Director}";
    let sandbox = partner(contact, signatory);
    let run = sandbox.run(&["build", "mou", "loi", "--date", TODAY, "--format", "md"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let text = sandbox.read("output/huber/mou.en.md");
    assert!(text.contains("represented by dr inż. Ewa Nowak, MBA, Director"), "{text}");
    assert!(text.contains("| dr inż. Ewa Nowak, MBA "), "{text}");
    let letter = sandbox.read("output/huber/loi.en.md");
    assert!(
        letter.contains("dr inż. Ewa Nowak, MBA, Director\\\n") && letter.contains("Dear Dr Nowak,"),
        "{letter}"
    );
}
