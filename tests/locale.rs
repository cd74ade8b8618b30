//! What a language decides.

use handclasp::display_names::DisplayNames;
use handclasp::locale::{Locale, Person, Tone, fill};
use handclasp::model::{Honorific, Register};
use handclasp::schema::{FORMATS, names};
use handclasp::source::SourceFile;
use handclasp::workspace::TemplateFiles;

fn english() -> Locale {
    let file = TemplateFiles::built_in().text("languages/en.yaml").expect("a file").expect("text");
    Locale::read("en", file).expect("a language")
}

fn person(given: &str, family: &str, honorific: Honorific, titles: &str, register: Register) -> Person {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Person {
        given_name: some(given),
        family_name: some(family),
        honorific,
        titles_before: some(titles),
        register,
        ..Person::default()
    }
}

#[test]
fn dates_and_lists_are_english() {
    let english = english();
    let day = "2027-03-04".parse().expect("a day");
    assert_eq!(english.date(day), "4 March 2027");
    assert_eq!(english.weekday_date(day), "Thursday, 4 March 2027");
    let list = |items: &[&str]| items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>();
    assert_eq!(english.and(&list(&["a", "b", "c"])), "a, b and c");
    assert_eq!(english.and(&list(&["a"])), "a");
    assert_eq!(english.or(&list(&["a", "b"])), "a or b");
    assert_eq!(english.number(2), "two");
    assert_eq!(english.number(40), "40");
    assert_eq!(english.country("NO"), "Norway");
    assert_eq!(english.city("Europe/Lisbon"), "Lisbon");
    assert_eq!(english.city("America/New_York"), "New York");
}

#[test]
fn a_salutation_is_never_guessed() {
    use Honorific::{Mr, Ms, Mx, Unknown};
    use Register::{Formal, Informal};
    let english = english();
    let cases = [
        (person("Minna", "Virtanen", Ms, "", Formal), "Dear Ms Virtanen,", "Hello Ms Virtanen,"),
        (person("Jörg", "Süßmilch", Mr, "Dipl.-Ing.", Formal), "Dear Mr Süßmilch,", "Hello Mr Süßmilch,"),
        (person("Eva", "Lind", Ms, "Prof. Dr.", Formal), "Dear Professor Lind,", "Hello Professor Lind,"),
        (person("Eva", "Lind", Unknown, "Dr.", Formal), "Dear Dr Lind,", "Hello Dr Lind,"),
        (person("Alex", "Berg", Unknown, "", Formal), "Dear Alex Berg,", "Hello Alex Berg,"),
        (person("Alex", "Berg", Mx, "", Formal), "Dear Mx Berg,", "Hello Mx Berg,"),
        (person("Päivi", "Äyräväinen", Unknown, "", Informal), "Dear Päivi Äyräväinen,", "Hi Päivi,"),
        // Who has one name is called by it, wherever it stands.
        (person("", "Berg", Unknown, "", Formal), "Dear Berg,", "Hello Berg,"),
        (person("Berg", "", Unknown, "", Formal), "Dear Berg,", "Hello Berg,"),
        (person("Berg", "", Ms, "", Formal), "Dear Ms Berg,", "Hello Ms Berg,"),
        (person("Berg", "", Mr, "Dr.", Formal), "Dear Dr Berg,", "Hello Dr Berg,"),
        (person("", "Berg", Unknown, "", Informal), "Dear Berg,", "Hi Berg,"),
        (person("", "Berg", Ms, "", Informal), "Dear Ms Berg,", "Hi Berg,"),
        (person("", "", Unknown, "", Formal), "Dear Sir or Madam,", "Hello,"),
    ];
    for (who, formal, informal) in cases {
        assert_eq!(english.salutation(&who, Tone::Formal), formal, "{who:?}");
        assert_eq!(english.salutation(&who, Tone::Informal), informal, "{who:?}");
    }
    let known = person("Eva", "Lind", Ms, "", Formal);
    assert_eq!(english.closing(&known, Tone::Formal), "Yours sincerely,");
    let only = person("Wulandari", "", Unknown, "", Formal);
    assert_eq!(english.closing(&only, Tone::Formal), "Yours sincerely,");
    let team = Person { organisation: Some("Grünfließ".to_owned()), ..Person::default() };
    assert_eq!(english.salutation(&team, Tone::Formal), "Dear Grünfließ team,");
    assert_eq!(english.salutation(&team, Tone::Informal), "Hello Grünfließ team,");
    assert_eq!(english.closing(&team, Tone::Formal), "Yours sincerely,");
    assert_eq!(english.closing(&Person::default(), Tone::Formal), "Yours faithfully,");
}

#[test]
fn a_value_with_braces_is_not_filled_again() {
    assert_eq!(fill("Dear {name},", &[("name", "{name} {x}")]), "Dear {name} {x},");
    assert_eq!(fill("{a}{b} {", &[("a", "1"), ("b", "2")]), "12 {");
}

/// The codes of all countries that a file can have.
fn countries() -> Vec<String> {
    let format = FORMATS.iter().find(|format| format.name == "country").expect("the format");
    let letters = || ('A'..='Z').map(String::from);
    let codes = letters().flat_map(|first| letters().map(move |second| first.clone() + &second));
    let codes: Vec<String> = codes.filter(|code| (format.holds)(code)).collect();
    assert_eq!(codes.len(), 250);
    codes
}

#[test]
fn every_country_has_a_name_in_every_language_of_the_union() {
    let union = [
        "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv", "mt",
        "nl", "pl", "pt-PT", "ro", "sk", "sl", "sv", "nb", "is", "uk", "tr", "sq", "sr", "mk", "bs",
    ];
    for tag in union {
        let names = DisplayNames::of(tag).unwrap_or_else(|| panic!("{tag}"));
        for code in countries() {
            // CLDR has no Maltese name of the British Indian Ocean Territory.
            if (tag, code.as_str()) == ("mt", "IO") {
                continue;
            }
            let name = names.country(&code).unwrap_or_else(|| panic!("{tag} {code}"));
            assert!(name.chars().any(char::is_alphabetic) && name.len() > 2, "{tag} {code} {name}");
        }
        for other in union {
            assert!(names.language(other).is_some(), "{tag} {other}");
        }
    }
    // A tag is no country, a code no language; case tells them apart.
    let english = DisplayNames::of("en-GB").expect("English");
    assert_eq!((english.country("de"), english.language("DE"), english.country("ZZ")), (None, None, None));
    assert!(DisplayNames::of("eu").is_none() && DisplayNames::of("code").is_none());
}

#[test]
fn the_table_of_names_says_where_it_is_from() {
    let table = include_str!("../src/display_names/names.tsv");
    let licence = include_str!("../src/display_names/LICENSE-Unicode.txt");
    assert!(
        table.starts_with("# Unicode CLDR 4") && licence.contains("SPDX-License-Identifier: Unicode-3.0")
    );
    let columns = table.lines().nth(1).expect("a head").split('\t').count();
    let rows: Vec<Vec<&str>> = table.lines().skip(2).map(|line| line.split('\t').collect()).collect();
    assert!(rows.iter().all(|row| row.len() == columns));
    assert!(rows.iter().map(|row| row[0]).collect::<Vec<_>>().is_sorted());
}

/// The words of English, as those of another language, without the names that are its own.
fn language(tag: &str, locale: &str, own: &str) -> Result<Locale, handclasp::diagnostic::Diagnostics> {
    let english = include_str!("../templates/languages/en.yaml");
    let (words, _) = english.split_once("\ncountries:\n").expect("names of countries");
    let words = words.replace("locale: en-GB", &format!("locale: {locale}"));
    Locale::read(tag, SourceFile::new(format!("templates/languages/{tag}.yaml"), format!("{words}\n{own}\n")))
}

#[test]
fn a_language_prints_the_names_of_cldr_and_its_own() {
    let german = language("de", "de-DE", "").expect("German");
    let names = ["AT", "CZ", "MK", "US"].map(|code| german.country(code).to_owned());
    assert_eq!(names, ["Österreich", "Tschechien", "Nordmazedonien", "Vereinigte Staaten"]);
    let names = ["de", "pt-PT", "nb", "no", "tlh"].map(|tag| german.language(tag).to_owned());
    assert_eq!(names, ["Deutsch", "Portugiesisch", "Norwegisch", "Norwegisch", "tlh"]);
    let own = "countries: {CZ: \"Tschechische Republik\"}\nlanguages: {nl: \"Holländisch\"}";
    let german = language("de-AT", "de-AT", own).expect("German");
    assert_eq!((german.country("CZ"), german.country("AT")), ("Tschechische Republik", "Österreich"));
    assert_eq!((german.language("nl"), german.language("en")), ("Holländisch", "Englisch"));
    let portuguese = language("pt-PT", "pt-PT", "").expect("Portuguese");
    assert_eq!((portuguese.country("CZ"), portuguese.country("PL")), ("Chéquia", "Polónia"));
    assert_eq!(language("pt", "pt-BR", "").expect("Portuguese").country("PL"), "Polônia");
    assert_eq!(language("sr-Latn", "sr-Latn", "").expect("Serbian").country("DE"), "Nemačka");
    assert_eq!(language("no", "nb", "").expect("Norwegian").country("DE"), "Tyskland");
    // A tag of one's own is as its locale.
    assert_eq!(language("x-school", "fr-FR", "").expect("French").country("DE"), "Allemagne");

    let found = language("eu", "eu-ES", "").expect_err("no names");
    let told: Vec<&str> = found.iter().map(|one| one.code.name).collect();
    assert_eq!(told, ["missing-key"]);
    assert_eq!(
        language("eu", "eu-ES", "countries: {ES: \"Espainia\"}").expect("Basque").country("ES"),
        "Espainia"
    );
}

#[test]
fn english_names_are_those_of_before() {
    let english = english();
    for (code, name) in [
        ("AG", "Antigua and Barbuda"),
        ("BA", "Bosnia and Herzegovina"),
        ("ST", "São Tomé and Príncipe"),
        ("VC", "St. Vincent and Grenadines"),
        ("HK", "Hong Kong SAR China"),
        ("TR", "Türkiye"),
        ("CZ", "Czechia"),
        ("XK", "Kosovo"),
        ("GB", "United Kingdom"),
    ] {
        assert_eq!(english.country(code), name);
    }
    assert!(
        countries().iter().all(|code| english.country(code) != code && !english.country(code).contains('&'))
    );
    assert_eq!((english.language("nb"), english.language("pt-PT")), ("Norwegian", "Portuguese"));
}

#[test]
fn names_in_lists_are_read_in_all_languages_and_besides() {
    for (name, code) in [
        ("Antigua & Barbuda", "AG"),
        ("Österreich", "AT"),
        ("Gjermani", "DE"),
        ("Немачка", "DE"),
        ("Republik Österreich", "AT"),
        ("UK", "GB"),
        ("Kongo", "CG"),
        ("Tschechische Republik", "CZ"),
    ] {
        assert_eq!(names::country(name), Some(code), "{name}");
    }
    assert_eq!(names::country("Deutsch"), None);
    for (name, tag) in
        [("Norwegian", "nb"), ("norsk bokmål", "nb"), ("slovenčina", "sk"), ("slovenščina", "sl")]
    {
        assert_eq!(names::language(name), Some(tag), "{name}");
    }
    assert_eq!(names::language("Norway"), None);
}
