//! The office page saves, undoes, shows what is typed before it is saved, and mends what is broken.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};

use crate::office_browser::{Browser, Got};
use crate::support::{Sandbox, files_below};

const PARTNER: &str = "gruenfliess";
const NAME: &str = "partners/gruenfliess.yaml";
const TEXT: &str = "/partners/gruenfliess/data/text";

/// A value as a form sends it.
fn sent(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// What a field of the page has, as a browser reads it.
fn field(page: &str, name: &str) -> String {
    let from = page.find(&format!("name=\"{name}\"")).unwrap_or_else(|| panic!("no field {name}: {page}"));
    let value = page[from..].split("value=\"").nth(1).expect("a value");
    unescaped(value.split('"').next().expect("an end"))
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// The text in the field of many lines, as a browser reads it: without the first line end.
fn typed(page: &str) -> String {
    let from = page.find("<textarea").expect("a field of many lines");
    let inside = page[from..].split_once('>').expect("an end").1.split("</textarea>").next().expect("an end");
    unescaped(inside.strip_prefix('\n').unwrap_or(inside))
}

/// Sends a text as a browser does: each line end is two characters.
fn save(browser: &Browser, address: &str, text: &str, read: &str) -> Got {
    browser.post(address, &format!("text={}&read={}", sent(&text.replace('\n', "\r\n")), sent(read)))
}

/// Follows the way to the page on which it is told what was done.
fn told(browser: &Browser, answer: &Got) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    browser.get(answer.header("location")).text()
}

/// Asks for what would be seen, as htmx does.
fn looked(browser: &Browser, address: &str, form: &str) -> Got {
    let request = browser.own(Method::POST, address).header("hx-request", "true");
    let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    browser.send(request.body(Body::from(form.to_owned())).expect("a request"))
}

#[test]
fn a_file_is_saved_as_text_and_undone_after_a_restart() {
    let sandbox = Sandbox::sample();
    let first = sandbox.read(NAME);
    let browser = Browser::of(&sandbox);
    let page = browser.get(TEXT).text();
    assert_eq!(typed(&page), first);
    assert!(!page.contains("Undo the last change"), "{page}");
    let after = first.replace("# ", "#  ");
    let saved = told(&browser, &save(&browser, TEXT, &after, &field(&page, "read")));
    assert!(saved.contains("Saved") && saved.contains("action=\"/undo\""), "{saved}");
    assert_eq!(sandbox.read(NAME), after);
    // Another program on the same folder, as after a restart.
    let restarted = Browser::of(&sandbox);
    let page = restarted.get(TEXT).text();
    assert!(page.contains("Undo the last change"), "{page}");
    let undo = format!("file={}&mark={}", sent(NAME), field(&page, "mark"));
    let undone = told(&restarted, &restarted.post("/undo", &undo));
    assert!(undone.contains("Undone"), "{undone}");
    assert_eq!(sandbox.read(NAME), first);
    // A second click, or a second window.
    let again = told(&restarted, &restarted.post("/undo", &undo));
    assert!(again.contains("Nothing was undone"), "{again}");
    assert_eq!(sandbox.read(NAME), first);
    // One undo too many is taken back.
    let redo = format!("file={}&mark={}&step=redo", sent(NAME), field(&undone, "mark"));
    let back = told(&restarted, &restarted.post("/undo", &redo));
    assert!(back.contains("Saved"), "{back}");
    assert_eq!(sandbox.read(NAME), after);
    let twice = told(&restarted, &restarted.post("/undo", &redo));
    assert!(twice.contains("Nothing was brought back"), "{twice}");
}

#[test]
fn an_undo_never_takes_away_what_somebody_else_wrote() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let page = browser.get(TEXT).text();
    let after = sandbox.read(NAME) + "# ours\n";
    let saved = told(&browser, &save(&browser, TEXT, &after, &field(&page, "read")));
    let undo = format!("file={}&mark={}", sent(NAME), field(&saved, "mark"));
    let theirs = after.clone() + "# theirs\n";
    sandbox.write(NAME, &theirs);
    let page = browser.get(TEXT).text();
    assert!(page.contains("cannot be undone"), "{page}");
    let refused = told(&browser, &browser.post("/undo", &undo));
    assert!(refused.contains("Not undone: the file was changed since"), "{refused}");
    assert_eq!(sandbox.read(NAME), theirs);
    let elsewhere = browser.post("/undo", &format!("file={}&mark=x", sent("../../etc/passwd")));
    assert_eq!(elsewhere.status, StatusCode::SEE_OTHER);
}

#[test]
fn a_text_that_somebody_else_has_changed_meanwhile_is_shown_beside_ours_and_not_overwritten() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let page = browser.get(TEXT).text();
    let ours = sandbox.read(NAME).replacen("legal_name:", "# ours\nlegal_name:", 1);
    let theirs = sandbox.read(NAME) + "# theirs\n";
    sandbox.write(NAME, &theirs);
    let conflict = save(&browser, TEXT, &ours, &field(&page, "read"));
    assert_eq!(conflict.status, StatusCode::OK);
    let conflict = conflict.text();
    assert!(conflict.contains("Somebody has changed this file meanwhile"), "{conflict}");
    assert!(conflict.contains("# theirs") && conflict.contains("# ours"), "{conflict}");
    assert_eq!(typed(&conflict), ours);
    assert_eq!(sandbox.read(NAME), theirs);
    // Knowing that, it is saved all the same; undoing brings back theirs.
    let saved = told(&browser, &save(&browser, TEXT, &ours, &field(&conflict, "read")));
    assert_eq!(sandbox.read(NAME), ours);
    let undo = format!("file={}&mark={}", sent(NAME), field(&saved, "mark"));
    told(&browser, &browser.post("/undo", &undo));
    assert_eq!(sandbox.read(NAME), theirs);
    // A file that is gone is told, and what was typed stays.
    std::fs::remove_file(sandbox.path(NAME)).expect("the file");
    let gone = save(&browser, TEXT, &ours, &field(&page, "read")).text();
    assert!(gone.contains("not there any more"), "{gone}");
    assert_eq!(typed(&gone), ours);
    assert!(!sandbox.path(NAME).exists());
}

#[test]
fn lines_that_nobody_touched_keep_their_ends_and_the_mark_in_front() {
    let sandbox = Sandbox::sample();
    let first = format!("\u{feff}{}", sandbox.read(NAME).replace('\n', "\r\n").replacen("\r\n", "\n", 1));
    sandbox.write(NAME, &first);
    let browser = Browser::of(&sandbox);
    let page = browser.get(TEXT).text();
    let shown = typed(&page);
    let same = told(&browser, &save(&browser, TEXT, &shown, &field(&page, "read")));
    assert!(same.contains("Nothing was changed"), "{same}");
    assert_eq!(sandbox.read(NAME), first);
    let after = shown.replacen("kind:", "# new\nkind:", 1);
    told(&browser, &save(&browser, TEXT, &after, &field(&page, "read")));
    assert_eq!(sandbox.read(NAME), first.replacen("kind:", "# new\r\nkind:", 1));
}

#[test]
fn a_broken_file_is_mended_as_text() {
    let sandbox = Sandbox::sample();
    let right = sandbox.read(NAME);
    sandbox.edit(NAME, "legal_name: \"", "legal_name: \"\"");
    let browser = Browser::of(&sandbox);
    let partner = browser.get(&format!("/partners/{PARTNER}")).text();
    assert!(partner.contains(&format!("href=\"{TEXT}\"")), "{partner}");
    let page = browser.get(TEXT).text();
    assert!(page.contains("This file cannot be read") && page.contains("error"), "{page}");
    let still = right.replace("legal_name: \"", "legal_name: [\"");
    let told_still = told(&browser, &save(&browser, TEXT, &still, &field(&page, "read")));
    assert!(told_still.contains("still cannot be read"), "{told_still}");
    let page = browser.get(TEXT).text();
    let mended = save(&browser, TEXT, &right, &field(&page, "read"));
    assert!(mended.header("location").starts_with(&format!("/partners/{PARTNER}/data?told=")));
    assert_eq!(sandbox.read(NAME), right);
    // The institution's, without which no page can be shown.
    sandbox.edit("institution.yaml", "legal_name:", "legal_name: [");
    let unread = browser.get("/").text();
    assert!(unread.contains("href=\"/institution/text\""), "{unread}");
    let page = browser.get("/institution/text").text();
    let mended = typed(&page).replace("legal_name: [", "legal_name:");
    assert_eq!(
        save(&browser, "/institution/text", &mended, &field(&page, "read")).status,
        StatusCode::SEE_OTHER
    );
    assert!(!browser.get("/").text().contains("href=\"/institution/text\""));
    // What is no text at all is told, and not touched.
    sandbox.write(NAME, [0xff, 0xfe, 0x41, 0x00]);
    let page = browser.get(TEXT).text();
    assert!(page.contains("cannot be shown"), "{page}");
    assert_eq!(browser.get("/partners/nobody/data/text").status, StatusCode::NOT_FOUND);
}

#[test]
fn what_is_typed_is_seen_before_it_is_saved_and_nothing_is_written() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    browser.get("/");
    let before = files_below(&sandbox.path(""));
    let address = format!("{TEXT}/preview");
    let text = sandbox.read(NAME);
    let form = |text: &str, more: &str| format!("text={}&{more}", sent(text));
    let picture = |answer: &str| {
        let from = answer.find("/previews/").unwrap_or_else(|| panic!("no picture: {answer}"));
        let address = answer[from..].split('"').next().expect("an end").to_owned();
        let got = browser.get(&address);
        assert_eq!(got.status, StatusCode::OK, "{address}");
        assert!(got.bytes.starts_with(b"\x89PNG"), "{address}");
        got.bytes
    };
    let first = looked(&browser, &address, &form(&text, "_look=1&_look_document=one-pager.en")).text();
    assert!(first.contains("Page 1 of 1") && first.contains("id=\"look-document\""), "{first}");
    let changed =
        text.replace("Grünfließ", "Another Name").replace("your apprentices", "your youngest apprentices");
    assert_ne!(text, changed);
    let second = looked(&browser, &address, &form(&changed, "_look=1&_look_document=one-pager.en")).text();
    assert_ne!(picture(&first), picture(&second), "the page is the same");
    // An email, as it would arrive.
    let third =
        looked(&browser, &address, &form(&changed, "_look=1&_look_document=contact-formal.en")).text();
    let frame = third.split("src=\"").nth(1).expect("a frame").split('"').next().expect("an end");
    let mail = browser.get(frame);
    assert!(mail.header("content-security-policy").contains("sandbox"), "{third}");
    assert!(mail.text().contains("youngest"), "{}", mail.text());
    assert!(before == files_below(&sandbox.path("")), "something was written");
    // Without a script it is a page of its own.
    let whole = browser.post(&address, &form(&changed, "_look_document=one-pager.en")).text();
    assert!(whole.contains("<h1>How it will look</h1>") && whole.contains("/previews/"), "{whole}");
    assert_eq!(browser.get("/previews/999999/1").status, StatusCode::NOT_FOUND);
}

#[test]
fn what_is_wrong_is_told_at_its_field_and_what_is_missing_with_the_way_to_it() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let address = format!("{TEXT}/preview");
    let text = sandbox.read(NAME);
    let look = |text: &str, more: &str| {
        let form = format!("text={}&_look=7&_look_document=mou.en{more}", sent(text));
        looked(&browser, &address, &form)
    };
    let wrong = text.replacen("country: \"DE\"", "country: \"XX\"", 1);
    assert_ne!(text, wrong);
    let told = look(&wrong, "");
    assert_eq!(told.header("hx-reswap"), "");
    let told = told.text();
    assert!(told.contains("data-for=\"problem-address.country\" data-wrong"), "{told}");
    assert!(told.contains("href=\"#address.country\""), "{told}");
    assert!(told.contains("There is no picture yet"), "{told}");
    // What is shown already stays.
    let stays = look(&wrong, "&_look_shown=1");
    assert_eq!(stays.header("hx-reswap"), "none");
    assert!(stays.text().contains("The picture shows what stood here before"), "{}", stays.text());
    let broken = look("legal_name: [", "").text();
    assert!(broken.contains("gruenfliess.yaml, line "), "{broken}");
    // What the chosen document lacks, and no other.
    let missing = "legal_name: \"Bare\"\nkind: ngo\ncountry: DE\ndocuments: [contact-formal, one-pager]\n";
    let form = format!("text={}&_look=7&_look_document=contact-formal.en", sent(missing));
    let told = looked(&browser, &address, &form).text();
    assert!(told.contains("Still missing for this document") && told.contains("href=\"#"), "{told}");
    assert!(told.contains("/previews/"), "a draft is shown: {told}");
    // Problems of other partners are not told here.
    sandbox.edit("partners/tahtiselka.yaml", "kind: vet_school", "kind: nothing");
    let told = look(&text, "").text();
    assert!(!told.contains("tahtiselka.yaml"), "{told}");
}

#[test]
fn the_institution_is_seen_with_a_partner_and_without_any_for_nobody() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let address = "/institution/text/preview";
    let text = sandbox.read("institution.yaml");
    let form = |more: &str| format!("text={}&_look=3{more}", sent(&text));
    let told = looked(&browser, address, &form("&_look_partner=zolty-wiatrak")).text();
    assert!(told.contains("/previews/") || told.contains("id=\"look-document\""), "{told}");
    for partner in ["camara-penarroble", "gruenfliess", "tahtiselka", "zolty-wiatrak"] {
        std::fs::remove_file(sandbox.path(&format!("partners/{partner}.yaml"))).expect("a partner");
    }
    let told = looked(&browser, address, &form("")).text();
    assert!(told.contains("for nobody in particular") && told.contains("/previews/"), "{told}");
    assert!(files_below(&sandbox.path("partners")).is_empty());
    let broken =
        looked(&browser, address, &format!("text={}", sent("legal_name: x\nwebsite: nowhere\n"))).text();
    assert!(broken.contains("data-for=\"problem-"), "{broken}");
}
