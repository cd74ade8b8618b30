//! The forms of the institution's and the partners' data: only what was edited changes in the file; lists; a file that was changed
//! meanwhile; a file with errors; an objection.

use axum::http::StatusCode;
use handclasp::office::spoken;

use crate::office_browser::{Browser, Got};
use crate::sent_form::{encoded, sent, typed};
use crate::support::Sandbox;

const DATA: &str = "/partners/almholz/data";
const FILE: &str = "partners/almholz.yaml";
const TEXT: &str = "\
# The carpenters from the fair.
legal_name: Almholz   # as on the card
kind: company
sector: 'Möbel: Bau'

contacts:
  # She answers on Mondays.
  - given_name: \"Eva\"
    family_name: Lechner
    email: eva@almholz.example.org
    shoe_size: 39
  - {given_name: Jan, family_name: Brandt, email: jan@almholz.example.org}
  - given_name: Ute
    family_name: Zach
activities: [{en: train apprentices, de: Azubis ausbilden}, exchange staff]
colour_of_the_door: green
";

fn sandbox() -> (Sandbox, Browser) {
    let sandbox = Sandbox::with_partner("almholz", TEXT);
    let browser = Browser::of(&sandbox);
    (sandbox, browser)
}

/// The form as it is shown now.
fn form(browser: &Browser) -> Vec<(String, String)> {
    sent(&browser.get(DATA).text(), "data-form")
}

fn post(browser: &Browser, form: &[(String, String)]) -> Got {
    let got = browser.post(DATA, &encoded(form));
    match got.status {
        StatusCode::SEE_OTHER => browser.get(got.header("location")),
        _ => got,
    }
}

/// Sends a form as a button of a list does; gives the form that comes back.
fn press(browser: &Browser, form: &[(String, String)], button: &str) -> Vec<(String, String)> {
    let mut form = form.to_vec();
    form.push(("do".to_owned(), button.to_owned()));
    let got = browser.post(DATA, &encoded(&form));
    assert_eq!(got.status, StatusCode::OK, "{}", got.text());
    sent(&got.text(), "data-form")
}

/// Tried in the page: the form of each file of the sample in each language, saved as it is shown | not a byte is another one, with
/// line ends of Windows and a byte order mark, too
#[test]
fn a_form_that_nobody_changed_changes_nothing() {
    for language in spoken().expect("languages") {
        let sandbox = Sandbox::empty();
        let folder = sandbox.path("").display().to_string();
        assert_eq!(sandbox.run(&["init", "--lang", language.tag, &folder]).code, 0);
        let files = sandbox.files("");
        let partners = files.keys().filter_map(|name| name.strip_prefix("partners/")?.strip_suffix(".yaml"));
        let forms = partners.map(|id| (format!("partners/{id}.yaml"), format!("/partners/{id}/data")));
        let institution = ("institution.yaml".to_owned(), "/institution".to_owned());
        for (file, address) in forms.chain([institution]) {
            let text = sandbox.read(&file);
            let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
            for text in [text, windows] {
                sandbox.write(&file, &text);
                let browser = Browser::of(&sandbox);
                let page = browser.get(&address);
                assert_eq!(page.status, StatusCode::OK, "{file}");
                let got = browser.post(&address, &encoded(&sent(&page.text(), "data-form")));
                assert_eq!(got.status, StatusCode::SEE_OTHER, "{file}: {}", got.text());
                assert!(sandbox.read(&file) == text, "{file} is another one:\n{}", sandbox.read(&file));
            }
        }
    }
}

#[test]
fn only_what_was_edited_changes() {
    let (sandbox, browser) = sandbox();
    let mut form = form(&browser);
    typed(&mut form, "sector", "Tischlerei");
    typed(&mut form, "contacts.0.family_name", "  Lechner-Huber ");
    typed(&mut form, "contacts.1.email", "");
    typed(&mut form, "activities.0.de", "Lehrlinge ausbilden");
    let page = post(&browser, &form).text();
    assert!(page.contains("class=\"notice made\""), "{page}");
    let expected = TEXT
        .replace("'Möbel: Bau'", "'Tischlerei'")
        .replace("family_name: Lechner\n", "family_name: Lechner-Huber\n")
        .replace(", email: jan@almholz.example.org", "")
        .replace("Azubis ausbilden", "Lehrlinge ausbilden");
    assert_eq!(sandbox.read(FILE), expected);
}

#[test]
fn what_a_form_does_not_know_is_told_and_stays() {
    let (sandbox, browser) = sandbox();
    let page = browser.get(DATA).text();
    assert!(page.contains("colour_of_the_door"), "{page}");
    assert!(page.contains("shoe_size"), "{page}");
    let form = press(&browser, &form(&browser), "up contacts.2");
    let form = press(&browser, &form, "up contacts.1");
    assert_eq!(sandbox.read(FILE), TEXT, "a button of a list saves nothing");
    post(&browser, &form);
    let text = sandbox.read(FILE);
    let at = |name: &str| text.find(name).unwrap_or_else(|| panic!("no {name} in {text}"));
    assert!(at("Zach") < at("# She answers") && at("# She answers") < at("Lechner"), "{text}");
    assert!(at("Lechner") < at("shoe_size: 39") && at("shoe_size") < at("Brandt"), "{text}");
    assert!(text.contains("colour_of_the_door: green\n"), "{text}");
}

#[test]
fn items_of_lists_come_go_and_move() {
    let (sandbox, browser) = sandbox();
    let mut form = press(&browser, &form(&browser), "add contacts");
    typed(&mut form, "contacts.3.given_name", "Mia");
    let form = press(&browser, &form, "up contacts.3");
    let form = press(&browser, &form, "remove contacts.0");
    let mut form = press(&browser, &form, "add activities");
    typed(&mut form, "activities.2", "visit each other");
    // What is left empty is none.
    let form = press(&browser, &form, "add events");
    let form = press(&browser, &form, "down activities.0");
    assert_eq!(sandbox.read(FILE), TEXT);
    post(&browser, &form);
    let text = sandbox.read(FILE);
    let order: Vec<usize> = ["Jan", "Mia", "Ute", "exchange staff", "train apprentices", "visit each other"]
        .iter()
        .map(|name| text.find(name).unwrap_or_else(|| panic!("no {name} in {text}")))
        .collect();
    assert!(order.is_sorted(), "{text}");
    assert!(!text.contains("Eva") && !text.contains("events"), "{text}");
}

#[test]
fn a_text_gets_languages_when_there_is_a_second_one() {
    let (sandbox, browser) = sandbox();
    let mut form = form(&browser);
    form.push(("sector.de".to_owned(), "Möbelbau".to_owned()));
    typed(&mut form, "sector", "furniture");
    post(&browser, &form);
    let text = sandbox.read(FILE);
    assert!(text.contains("sector: {en: \"furniture\", de: \"Möbelbau\"}\n"), "{text}");
}

#[test]
fn an_emptied_list_goes_and_another_kind_of_nothing_stays() {
    let sandbox = Sandbox::with_partner(
        "almholz",
        "legal_name: Almholz\nkind: company\nproposal:\n  attach: []\n  cc: [eva]\nevents:\nwebsite: \"\"\n",
    );
    let browser = Browser::of(&sandbox);
    let form = press(&browser, &form(&browser), "remove proposal.cc.0");
    post(&browser, &form);
    let text = sandbox.read(FILE);
    assert_eq!(text, "legal_name: Almholz\nkind: company\nproposal:\n  attach: []\nevents:\nwebsite: \"\"\n");
}

#[test]
fn a_second_click_writes_nothing_twice() {
    let (sandbox, browser) = sandbox();
    let mut form = press(&browser, &form(&browser), "add contacts");
    typed(&mut form, "contacts.3.given_name", "Mia");
    post(&browser, &form);
    let text = sandbox.read(FILE);
    assert_eq!(text.matches("Mia").count(), 1);
    let page = post(&browser, &form).text();
    assert_eq!(sandbox.read(FILE), text);
    assert!(page.contains("class=\"notice kept\""), "{page}");
}

/// Tried in the page: a file that somebody else changed while the form was open | nothing is overwritten; both are shown field by
/// field, after a restart, too; what is chosen is saved
#[test]
fn a_file_that_was_changed_meanwhile_is_not_overwritten() {
    let (sandbox, browser) = sandbox();
    let mut form = form(&browser);
    typed(&mut form, "sector", "mine");
    typed(&mut form, "legal_name", "Almholz KG");
    sandbox.edit(FILE, "'Möbel: Bau'", "theirs");
    sandbox.edit(FILE, "jan@almholz", "brandt@almholz");
    let changed = sandbox.read(FILE);
    let restarted = Browser::of(&sandbox);
    let page = restarted.post(DATA, &encoded(&form)).text();
    assert_eq!(sandbox.read(FILE), changed);
    assert!(page.contains("class=\"notice outdated\""), "{page}");
    let side = |way: &str| {
        let tag = page.split("<input ").filter(|tag| tag.contains(&format!("name=\"_pick.{way}\"")));
        let checked: Vec<&str> = tag
            .filter(|tag| tag.split('>').next().is_some_and(|tag| tag.contains(" checked")))
            .map(|tag| if tag.contains("value=\"mine\"") { "mine" } else { "theirs" })
            .collect();
        checked.join(" ")
    };
    assert_eq!(side("sector"), "", "both sides were changed");
    assert_eq!(side("legal_name"), "mine");
    assert_eq!(side("contacts.1.email"), "theirs");
    // The choice goes along with everything else that was sent.
    let start = page.find("class=\"conflict\"").expect("the form");
    let mut choice = sent(&page[start..].replacen("class=\"conflict\"", "id=\"conflict\"", 1), "conflict");
    choice.retain(|(name, _)| name != "_pick.sector");
    let page = restarted.post(DATA, &encoded(&choice)).text();
    assert!(page.contains("class=\"notice outdated\""), "nothing was chosen: {page}");
    choice.push(("_pick.sector".to_owned(), "theirs".to_owned()));
    // Somebody is quicker once more: asked again.
    sandbox.edit(FILE, "Zach", "Zacher");
    let page = restarted.post(DATA, &encoded(&choice)).text();
    assert!(page.contains("Zacher"), "{page}");
    let start = page.find("class=\"conflict\"").expect("the form");
    let choice = sent(&page[start..].replacen("class=\"conflict\"", "id=\"conflict\"", 1), "conflict");
    let got = restarted.post(DATA, &encoded(&choice));
    assert_eq!(got.status, StatusCode::SEE_OTHER, "{}", got.text());
    let expected =
        changed.replace("legal_name: Almholz ", "legal_name: Almholz KG ").replace("Zach", "Zacher");
    assert_eq!(sandbox.read(FILE), expected);
}

#[test]
fn a_list_that_was_changed_on_both_sides_is_chosen_as_a_whole() {
    let (sandbox, browser) = sandbox();
    let mut form = press(&browser, &form(&browser), "remove contacts.0");
    typed(&mut form, "contacts.0.given_name", "Johann");
    sandbox.edit(FILE, "  - given_name: Ute\n    family_name: Zach\n", "");
    let changed = sandbox.read(FILE);
    let page = browser.post(DATA, &encoded(&form)).text();
    assert_eq!(sandbox.read(FILE), changed);
    assert!(page.contains("_pick.contacts\""), "{page}");
    let start = page.find("class=\"conflict\"").expect("the form");
    let mut choice = sent(&page[start..].replacen("class=\"conflict\"", "id=\"conflict\"", 1), "conflict");
    choice.push(("_pick.contacts".to_owned(), "mine".to_owned()));
    browser.post(DATA, &encoded(&choice));
    let text = sandbox.read(FILE);
    assert!(text.contains("Johann") && text.contains("Ute") && !text.contains("Eva"), "{text}");
}

#[test]
fn a_file_with_errors_is_a_form_all_the_same() {
    let text = "legal_name: Almholz\nkind: firm\nwebsite: almholz\ncontacts: Eva\nproposal:\n  reply_by: 3.4.27\n  duration_min: half an hour\n";
    let sandbox = Sandbox::with_partner("almholz", text);
    let browser = Browser::of(&sandbox);
    let page = browser.get(DATA).text();
    for (way, letters) in
        [("kind", "firm"), ("proposal.reply_by", "3.4.27"), ("proposal.duration_min", "half an hour")]
    {
        let problem = page.split(&format!("id=\"problem-{way}\"")).nth(1).unwrap_or_default();
        assert!(problem.starts_with("><p class=\"problem-line\""), "{way}: {problem:.300}");
        assert!(form(&browser).contains(&(way.to_owned(), letters.to_owned())), "{way}");
    }
    // A list that is none cannot be shown in fields: it stays.
    assert!(page.contains("<code>Eva</code>"), "{page}");
    let mut form = form(&browser);
    post(&browser, &form);
    assert_eq!(sandbox.read(FILE), text);
    typed(&mut form, "proposal.duration_min", "30");
    post(&browser, &form);
    assert_eq!(sandbox.read(FILE), text.replace("half an hour", "30"));
}

#[test]
fn the_institution_has_a_form_even_if_nothing_else_can_be_shown() {
    let sandbox = Sandbox::sample();
    let text = sandbox.read("institution.yaml");
    sandbox.write("institution.yaml", format!("{text}org_type_of_ours: school\n"));
    let browser = Browser::of(&sandbox);
    assert_eq!(browser.get("/institution").status, StatusCode::OK);
    assert!(browser.get("/institution").text().contains("org_type_of_ours"));
}

/// Tried in the page: a form that says that somebody who objected did not, has another address, or is not there | the objection stays
#[test]
fn an_objection_is_not_taken_back_by_a_form() {
    let text = "legal_name: Almholz\nkind: company\ncontacts:\n  - given_name: Eva\n    email: eva@almholz.example.org\n    objected: true\nlogbook: {status: objected}\n";
    let sandbox = Sandbox::with_partner("almholz", text);
    let browser = Browser::of(&sandbox);
    let form = [
        ("contacts._list", "1"),
        ("contacts.0._from", "0"),
        ("contacts.0.objected", "false"),
        ("contacts.0.email", "other@almholz.example.org"),
        ("logbook.status", "waiting_them"),
    ];
    let form: Vec<(String, String)> =
        form.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    post(&browser, &form);
    assert_eq!(sandbox.read(FILE), text);
    post(&browser, &form[..1]);
    assert_eq!(sandbox.read(FILE), text);
    let page = browser.get(DATA).text();
    assert!(!page.contains("name=\"contacts.0.objected\"") && !page.contains("value=\"remove contacts.0\""));
}

#[test]
fn what_is_no_form_is_refused() {
    let (sandbox, browser) = sandbox();
    assert_eq!(browser.get("/partners/nobody/data").status, StatusCode::NOT_FOUND);
    assert_eq!(browser.get("/partners/almholz/data/nothing").status, StatusCode::NOT_FOUND);
    assert_eq!(browser.get("/institution/nothing").status, StatusCode::NOT_FOUND);
    assert_eq!(browser.get("/partners/almholz/data/contacts").status, StatusCode::OK);
    for button in
        ["add", "add nothing", "up contacts.0", "down contacts.9", "remove contacts.x", "fly contacts.0"]
    {
        let got = browser.post(DATA, &encoded(&[("do".to_owned(), button.to_owned())]));
        assert_eq!(got.status, StatusCode::NOT_FOUND, "{button}");
    }
    let many: Vec<(String, String)> = (0..20_001).map(|_| ("a".to_owned(), String::new())).collect();
    assert_eq!(browser.post(DATA, &encoded(&many)).status, StatusCode::PAYLOAD_TOO_LARGE);
    let deep = "a.".repeat(5_000);
    assert_ne!(
        browser.post(DATA, &encoded(&[(deep, "x".to_owned())])).status,
        StatusCode::INTERNAL_SERVER_ERROR
    );
    assert_eq!(sandbox.read(FILE), TEXT);
}
