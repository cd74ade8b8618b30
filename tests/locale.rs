//! What English decides.

use handclasp::locale::{Addressee, Locale, Tone, fill};
use handclasp::model::{Honorific, Register};
use handclasp::workspace::TemplateFiles;

fn english() -> Locale {
    let file = TemplateFiles::built_in().text("languages/en.yaml").expect("a file").expect("text");
    Locale::read("en", file).expect("a language")
}

fn person(given: &str, family: &str, honorific: Honorific, titles: &str, register: Register) -> Addressee {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Addressee {
        given_name: some(given),
        family_name: some(family),
        honorific,
        titles_before: some(titles),
        register,
        organisation: None,
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
    let team = Addressee { organisation: Some("Grünfließ".to_owned()), ..Addressee::default() };
    assert_eq!(english.salutation(&team, Tone::Formal), "Dear Grünfließ team,");
    assert_eq!(english.closing(&Addressee::default(), Tone::Formal), "Yours faithfully,");
}

#[test]
fn a_value_with_braces_is_not_filled_again() {
    assert_eq!(fill("Dear {name},", &[("name", "{name} {x}")]), "Dear {name} {x},");
    assert_eq!(fill("{a}{b} {", &[("a", "1"), ("b", "2")]), "12 {");
}
