//! What happened, on the office page: noted as the command notes it, once; taken back; scans that are handed over.

use std::fs;

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use handclasp::noting::NotableFact;
use serde_json::Value as Json;

use crate::office_browser::{Browser, Got};
use crate::support::Sandbox;

const PARTNER: &str = "/partners/tahtiselka";
const LOG: &str = "partners/tahtiselka.log";
/// A day that is over, whatever the clock of the computer says.
const DAY: &str = "2020-03-04";
const PDF: &[u8] = b"%PDF-1.7\nsigned by both";

/// The lines of the partner's log, without the moment at which they were written.
fn lines(sandbox: &Sandbox) -> Vec<Json> {
    let text = fs::read_to_string(sandbox.path(LOG)).unwrap_or_default();
    let mut lines: Vec<Json> =
        text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
    for line in &mut lines {
        assert!(line["at"].take().is_string(), "{line}");
    }
    lines
}

/// What stands in a hidden field of a page.
fn hidden(page: &str, name: &str) -> String {
    let field = format!("name=\"{name}\" value=\"");
    let rest = page.split_once(&field).unwrap_or_else(|| panic!("no `{name}` in {page}")).1;
    rest.split('"').next().expect("a value").to_owned()
}

/// Sends a form, and goes where the answer leads.
fn post(browser: &Browser, path: &str, form: &str) -> Got {
    follow(browser, browser.post(path, form))
}

/// What a browser shows after an answer that may lead elsewhere.
fn follow(browser: &Browser, got: Got) -> Got {
    match got.status {
        StatusCode::SEE_OTHER => browser.get(got.header("location")),
        _ => got,
    }
}

/// The form of a fact, filled in and sent.
fn note(browser: &Browser, fact: &str, fields: &str) -> Got {
    let address = format!("{PARTNER}/note/{fact}");
    let read = hidden(&browser.get(&address).text(), "read");
    post(browser, &address, &format!("{fields}&read={read}"))
}

/// A form with a file.
fn hand_over(browser: &Browser, address: &str, fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Got {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part = format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(part.into_bytes());
    }
    if let Some((name, bytes)) = file {
        let head = format!(
            "--x\r\nContent-Disposition: form-data; name=\"scan\"; filename=\"{name}\"\r\nContent-Type: application/pdf\r\n\r\n"
        );
        body.extend(head.into_bytes());
        body.extend(bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--x--\r\n");
    let request = browser.own(Method::POST, address);
    let request = request.header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
    follow(browser, browser.send(request.body(Body::from(body)).expect("a request")))
}

/// The form of a signature, filled in and sent.
fn sign(browser: &Browser, by: &str, file: Option<(&str, &[u8])>) -> Got {
    let fields = [("document", "mou"), ("by", by), ("day", DAY), ("version", ""), ("language", "")];
    hand_over(browser, &format!("{PARTNER}/note/signed"), &fields, file)
}

#[test]
fn each_fact_is_the_line_that_the_command_writes() {
    let contact = "paivi.ayravainen@tahtiselka.example.org";
    let on = ["--on", DAY];
    let cases: &[(&str, String, Vec<&str>)] = &[
        ("called", format!("text=they+like%0D%0A+it&day={DAY}"), [&["they like it"], &on[..]].concat()),
        ("called", format!("text=&day={DAY}"), on.to_vec()),
        ("met", format!("text=at+the+fair&day={DAY}"), [&["at the fair"], &on[..]].concat()),
        ("answered", format!("text=%3Cb%3E+%26+%22q%22&day={DAY}"), [&["<b> & \"q\""], &on[..]].concat()),
        ("note", format!("text=new+campus&day={DAY}"), [&["new campus"], &on[..]].concat()),
        ("wrote", format!("text=a+card&day={DAY}"), [&["a card"], &on[..]].concat()),
        ("declined", format!("text=no+room&day={DAY}"), [&["no room"], &on[..]].concat()),
        ("sent", format!("document=contact-formal&day={DAY}"), [&["contact-formal"], &on[..]].concat()),
        ("sent", format!("document=one-pager&day={DAY}"), [&["one-pager"], &on[..]].concat()),
        ("left", format!("contact={contact}&day={DAY}"), [&[contact], &on[..]].concat()),
        ("snoozed", "until=2999-05-01&text=new+head".to_owned(), vec!["2999-05-01", "new head"]),
    ];
    for (fact, fields, arguments) in cases {
        let (by_page, by_command) = (Sandbox::sample(), Sandbox::sample());
        let run = by_command.run(&[&["log", "tahtiselka", fact], &arguments[..]].concat());
        assert_eq!(run.code, 0, "{fact}: {}", run.stderr);
        let got = note(&Browser::of(&by_page), fact, fields);
        assert_eq!(got.status, StatusCode::OK, "{fact}");
        assert!(got.text().contains("Take it back"), "{fact}: {}", got.text());
        assert_eq!(lines(&by_page), lines(&by_command), "{fact}");
        assert_eq!(lines(&by_page).len(), 1, "{fact}");
        assert!(!got.text().contains("<b>"), "a text is markup");
    }
}

#[test]
fn every_fact_of_the_command_has_its_form() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let help = sandbox.run(&["log", "--help"]).stdout;
    let facts = help.split_once("Facts:\n").expect("facts").1;
    let facts: Vec<&str> = facts
        .lines()
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ").filter(|line| !line.starts_with(' ')))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "undo")
        .collect();
    assert!(facts.contains(&"checked-translation"), "{help}");
    let mut known: Vec<&str> = NotableFact::ALL.iter().map(|fact| fact.name()).collect();
    known.sort_unstable();
    let mut sorted = facts.clone();
    sorted.sort_unstable();
    assert_eq!(known, sorted);
    let choice = browser.get(&format!("{PARTNER}/note")).text();
    for fact in facts {
        let address = format!("{PARTNER}/note/{fact}");
        assert!(choice.contains(&format!("href=\"{address}\"")), "{fact}");
        assert_eq!(browser.get(&address).status, StatusCode::OK, "{fact}");
    }
    for nothing in ["undo", "other", "nothing", "..", "%00"] {
        assert!(browser.get(&format!("{PARTNER}/note/{nothing}")).status.is_client_error(), "{nothing}");
        assert!(
            post(&browser, &format!("{PARTNER}/note/{nothing}"), "").status.is_client_error(),
            "{nothing}"
        );
    }
    assert!(!sandbox.path(LOG).exists(), "looking noted something");
}

#[test]
fn a_second_click_notes_nothing_twice() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let address = format!("{PARTNER}/note/called");
    let read = hidden(&browser.get(&address).text(), "read");
    let form = format!("text=once&day={DAY}&read={read}");
    assert!(post(&browser, &address, &form).text().contains("Take it back"));
    let again = post(&browser, &address, &form).text();
    assert!(again.contains("This is noted already"), "{again}");
    assert_eq!(lines(&sandbox).len(), 1);
    // The same once more on purpose is another form.
    assert!(note(&browser, "called", &format!("text=once&day={DAY}")).text().contains("Take it back"));
    assert_eq!(lines(&sandbox).len(), 2);
}

#[test]
fn what_somebody_else_noted_meanwhile_is_shown_before_anything_is_noted() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let address = format!("{PARTNER}/note/answered");
    let read = hidden(&browser.get(&address).text(), "read");
    assert_eq!(sandbox.run(&["log", "tahtiselka", "declined", "no room this year"]).code, 0);
    let form = |read: &str| format!("text=come+in+March&day={DAY}&read={read}");
    let asked = post(&browser, &address, &form(&read)).text();
    assert!(
        asked.contains("Something was noted meanwhile") && asked.contains("no room this year"),
        "{asked}"
    );
    assert!(asked.contains("come in March"), "what was typed is lost: {asked}");
    assert_eq!(lines(&sandbox).len(), 1);
    post(&browser, &address, &form(&hidden(&asked, "read")));
    assert_eq!(lines(&sandbox).len(), 2);
    // A log whose lines are others by now, as when two versions of it came together, is not taken for the one that was read.
    let read = hidden(&browser.get(&address).text(), "read");
    let text = sandbox.read(LOG);
    let (first, second) = text.trim_end().split_once('\n').expect("two lines");
    sandbox.write(LOG, format!("{second}\n{first}\n"));
    assert!(post(&browser, &address, &form(&read)).text().contains("This is noted already"));
    // Without knowing what was read nothing is noted.
    for read in ["", "3", "x-y", "99999999999999999999-0"] {
        assert_eq!(post(&browser, &address, &form(read)).status, StatusCode::NOT_FOUND, "{read}");
    }
    assert_eq!(lines(&sandbox).len(), 2);
}

#[test]
fn what_cannot_be_is_said_beside_its_field_and_nothing_is_noted() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let cases = [
        ("called", "text=a+call&day=2999-01-01", "still to come"),
        ("called", "text=a+call&day=", "Enter a day."),
        ("called", "text=a+call&day=yesterday", "Enter a day."),
        ("called", "text=a+call&day=2020-3-4", "Enter a day."),
        ("note", "text=+%0A+&day=2020-03-04", "Write what is to be noted."),
        ("snoozed", "until=&text=why", "Enter the day until which"),
        ("snoozed", "until=2020-03-04&text=why", "Choose a day later than today."),
        ("sent", "document=&day=2020-03-04", "Choose the document."),
        ("sent", "document=mow&day=2020-03-04", "did you mean"),
        ("sent", "document=..%2F..%2Fetc&day=2020-03-04", "there is no document"),
        ("sent", "document=agenda%2Fnowhere&day=2020-03-04", "has no meeting"),
        ("left", "contact=&day=2020-03-04", "Choose the contact."),
        ("left", "contact=nobody%40example.org&day=2020-03-04", "has no contact"),
    ];
    for (fact, fields, words) in cases {
        let page = note(&browser, fact, fields).text();
        assert!(page.contains(words), "{fact} {fields}: {page}");
        assert!(page.contains("Nothing was noted yet"), "{fact} {fields}");
        assert!(!sandbox.path(LOG).exists(), "{fact} {fields}");
        if fact == "called" {
            assert!(page.contains(">a call</textarea>"), "what was typed is lost: {page}");
            assert!(page.contains("aria-describedby=\"day-problem day-hint\""), "{page}");
        }
    }
    // A day that is long ago is noted, and told, as by the command.
    let page = note(&browser, "called", "text=long+ago&day=1980-01-01").text();
    assert!(page.contains("1980-01-01 is long ago") && lines(&sandbox).len() == 1, "{page}");
}

#[test]
fn a_partner_that_is_gone_or_cannot_be_read_is_told() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let address = format!("{PARTNER}/note/called");
    let read = hidden(&browser.get(&address).text(), "read");
    sandbox.edit("partners/tahtiselka.yaml", "kind: vet_school", "kind: [vet_school");
    // What happened can be noted whatever is wrong with the file.
    let page = post(&browser, &address, &format!("text=a+call&day={DAY}&read={read}")).text();
    assert!(page.contains("Take it back") && lines(&sandbox).len() == 1, "{page}");
    // The end of the log is lost: nothing is written behind it.
    let whole = sandbox.read(LOG);
    sandbox.write(LOG, format!("{whole}{{\"at\":\"2026"));
    let page = note(&browser, "note", &format!("text=more&day={DAY}")).text();
    assert!(page.contains("ends in the middle of a line"), "{page}");
    assert_eq!(sandbox.read(LOG), format!("{whole}{{\"at\":\"2026"));
    fs::remove_file(sandbox.path("partners/tahtiselka.yaml")).expect("removed");
    sandbox.write(LOG, &whole);
    let got = post(&browser, &address, &format!("text=a+call&day={DAY}&read={read}"));
    assert_eq!(got.status, StatusCode::NOT_FOUND);
    assert!(got.text().contains("deleted or renamed"));
    assert_eq!(sandbox.read(LOG), whole);
}

#[test]
fn what_was_noted_last_is_taken_back_once() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let undo = format!("{PARTNER}/undo");
    assert!(browser.get(&undo).text().contains("Nothing can be taken back"));
    note(&browser, "called", &format!("text=first&day={DAY}"));
    note(&browser, "note", &format!("text=second&day={DAY}"));
    let page = browser.get(&undo).text();
    assert!(page.contains("second") && !page.contains("first"), "{page}");
    let form = format!("mark={}", hidden(&page, "mark"));
    let page = post(&browser, &undo, &form).text();
    assert!(page.contains("Taken back") && page.contains("<s class=\"what\">Note</s>"), "{page}");
    // By a second click not the one before it too.
    let page = post(&browser, &undo, &form).text();
    assert!(page.contains("Something else was noted last by now") && page.contains("first"), "{page}");
    let undone = |line: &&Json| line["what"] == "undone";
    assert_eq!(lines(&sandbox).iter().filter(undone).count(), 1);
    assert_eq!(post(&browser, &undo, "mark=").status, StatusCode::OK);
    assert_eq!(lines(&sandbox).iter().filter(undone).count(), 1);
    assert!(sandbox.run(&["log", "tahtiselka"]).stdout.contains("second  (taken back)"));
}

#[test]
fn a_scan_that_is_handed_over_is_kept_as_the_command_keeps_it() {
    let (by_page, by_command) = (Sandbox::sample(), Sandbox::sample());
    by_command.write("scan.pdf", PDF);
    let run = by_command.run(&[
        "log",
        "tahtiselka",
        "signed",
        "mou",
        "--by",
        "us",
        "--file",
        "scan.pdf",
        "--on",
        DAY,
    ]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let browser = Browser::of(&by_page);
    let got = sign(&browser, "us", Some(("../../evil name.exe", PDF)));
    assert!(got.text().contains("The scan is kept as signed/tahtiselka/mou."), "{}", got.text());
    assert_eq!(lines(&by_page), lines(&by_command));
    assert_eq!(by_page.files("signed"), by_command.files("signed"));
    // A second click.
    let again = sign(&browser, "us", Some(("scan.pdf", PDF))).text();
    assert!(again.contains("noted already that version 1"), "{again}");
    assert_eq!(lines(&by_page).len(), 1);
    assert_eq!(by_page.files("signed").len(), 1);
    // The other side, with a picture.
    let picture = b"\x89PNG\r\n\x1a\nphotographed";
    let page = sign(&browser, "them", Some(("photo.pdf", picture))).text();
    assert!(page.contains(".v1.them.png"), "{page}");
    assert!(page.contains("signed by Tähtiselän ammattiopisto"), "{page}");
    // Taken back, the scan stays.
    let undo = format!("{PARTNER}/undo");
    let mark = hidden(&browser.get(&undo).text(), "mark");
    assert!(post(&browser, &undo, &format!("mark={mark}")).text().contains("The scan stays where it is"));
    assert_eq!(by_page.files("signed").len(), 2);
}

#[test]
fn only_scans_are_kept_and_no_name_is_a_path() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let before = sandbox.files("");
    for (name, bytes, words) in [
        ("scan.pdf", &b"<html>no scan"[..], "no PDF and no picture"),
        ("scan.pdf", b"", "no PDF and no picture"),
        ("../../../scan.yaml", b"legal_name: x", "no PDF and no picture"),
    ] {
        let page = sign(&browser, "us", Some((name, bytes))).text();
        assert!(page.contains(words), "{name}: {page}");
    }
    assert!(sign(&browser, "us", None).text().contains("Choose the file of the scan."));
    assert!(sign(&browser, "", Some(("scan.pdf", PDF))).text().contains("Choose who signed."));
    assert!(sign(&browser, "..", Some(("scan.pdf", PDF))).text().contains("does not sign"));
    let to_come = [("document", "mou"), ("by", "us"), ("day", "2999-01-01")];
    let address = format!("{PARTNER}/note/signed");
    let page = hand_over(&browser, &address, &to_come, Some(("scan.pdf", PDF))).text();
    assert!(page.contains("still to come"), "{page}");
    let unsigned = [("document", "one-pager"), ("by", "us"), ("day", DAY)];
    let page = hand_over(&browser, &address, &unsigned, Some(("scan.pdf", PDF))).text();
    assert!(page.contains("nothing that is signed"), "{page}");
    let large = vec![b'a'; 26_000_000];
    assert_eq!(sign(&browser, "us", Some(("scan.pdf", &large))).status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(
        hand_over(&browser, "/partners/nobody/note/signed", &[], Some(("a.pdf", PDF)))
            .status
            .is_client_error()
    );
    // Another route takes no file.
    let other = format!("{PARTNER}/note/called");
    assert!(hand_over(&browser, &other, &[], Some(("scan.pdf", PDF))).status.is_client_error());
    assert_eq!(sandbox.files(""), before, "something was written");
    // As the name of a file it is nothing but a name.
    for name in ["..\\..\\scan.pdf", "C:\\scan.pdf", "/etc/scan.pdf", "scan.pdf%00.sh", "CON", "<b>.pdf"] {
        let sandbox = Sandbox::sample();
        sign(&Browser::of(&sandbox), "us", Some((name, PDF)));
        let kept: Vec<String> = sandbox.files("signed").into_keys().collect();
        assert_eq!(kept, ["tahtiselka/mou.en.v1.us.pdf"], "{name}");
    }
}

#[test]
fn an_objection_is_noted_once_and_holds() {
    let (by_page, by_command) = (Sandbox::sample(), Sandbox::sample());
    assert_eq!(by_command.run(&["log", "tahtiselka", "objected"]).code, 0);
    let browser = Browser::of(&by_page);
    let address = format!("{PARTNER}/note/objected");
    let page = browser.get(&address).text();
    assert!(page.contains("paivi.ayravainen@tahtiselka.example.org"), "{page}");
    let form = format!("read={}", hidden(&page, "read"));
    // It holds whatever else was noted meanwhile.
    assert_eq!(by_page.run(&["log", "tahtiselka", "called", "--on", DAY]).code, 0);
    assert!(post(&browser, &address, &form).text().contains("The objection is noted"));
    assert_eq!(lines(&by_page)[1..], lines(&by_command));
    assert!(post(&browser, &address, &form).text().contains("This is noted already"));
    assert_eq!(lines(&by_page).len(), 2);
    assert_eq!(by_page.read("objections.log").lines().count(), 1);
    assert!(browser.get(&format!("{PARTNER}/undo")).text().contains("is an objection, and that stays"));
    let run = by_page.build(&["contact-formal", "--partner", "tahtiselka"]);
    assert!(run.stderr.contains("objected"), "{}", run.stderr);
}

#[test]
fn somebody_says_what_became_of_an_email_in_doubt() {
    let sandbox = Sandbox::sample();
    let line = |what: &str, rest: &str| {
        format!(
            "{{\"at\":\"2020-03-04T09:30:00+01:00\",\"document\":\"contact-formal\",\"what\":\"{what}\"{rest}}}\n"
        )
    };
    let rendered = ",\"message_id\":\"a@b\",\"sha256\":\"00\",\"to\":[\"x@example.org\"],\"subject\":\"S\",\"attachments\":[]";
    let doubt = line("rendered", rendered)
        + &line("intent", ",\"attempt\":1,\"server\":\"mail.example.org\"")
        + &line("dot", "");
    for (answer, settled) in [("yes", true), ("no", false)] {
        sandbox.write(LOG, &doubt);
        let browser = Browser::of(&sandbox);
        let page = browser.get(PARTNER).text();
        assert!(page.contains("Was this email sent?") && page.contains("nobody knows"), "{page}");
        let form = format!("mail={}&sent={answer}", hidden(&page, "mail"));
        let page = post(&browser, &format!("{PARTNER}/settle"), &form).text();
        assert!(page.contains("Settled: ") && !page.contains("Was this email sent?"), "{page}");
        assert_eq!(lines(&sandbox)[3]["sent"], settled);
        let page = post(&browser, &format!("{PARTNER}/settle"), &form).text();
        assert!(page.contains("This is settled already"), "{page}");
        assert_eq!(lines(&sandbox).len(), 4);
    }
    let browser = Browser::of(&sandbox);
    for form in ["mail=contact-formal&sent=perhaps", "sent=yes", ""] {
        assert!(post(&browser, &format!("{PARTNER}/settle"), form).status.is_client_error(), "{form}");
    }
    assert_eq!(lines(&sandbox).len(), 4);
}

#[test]
fn texts_in_two_languages_are_noted_as_they_were_read() {
    let sandbox = Sandbox::sample();
    let none = Browser::of(&sandbox).get(&format!("{PARTNER}/note/checked-translation")).text();
    assert!(none.contains("No document of this partner is in two languages"), "{none}");
    let clause = "languages: [en, nl]\n  own_clauses: [{title: {en: \"Tools\", nl: \"Gereedschap\"}, text: {en: \"Each brings its own.\", nl: \"Ieder brengt het mee.\"}}]";
    let sandbox = crate::two_languages::workspace(clause);
    let browser = Browser::of(&sandbox);
    let address = "/partners/hafen/note/checked-translation";
    let page = browser.get(address).text();
    assert!(
        page.contains("Each brings its own.") && page.contains("lang=\"nl\">Ieder brengt het mee."),
        "{page}"
    );
    let form = format!("read={}", hidden(&page, "read"));
    sandbox.edit("partners/hafen.yaml", "Ieder brengt het mee.", "Ieder brengt alles mee.");
    let page = post(&browser, address, &form).text();
    assert!(page.contains("The texts have changed") && page.contains("Ieder brengt alles mee."), "{page}");
    assert!(!sandbox.path("partners/hafen.log").exists());
    let form = format!("read={}", hidden(&page, "read"));
    let page = post(&browser, address, &form).text();
    assert!(page.contains("compared in both languages"), "{page}");
    let line = sandbox.read("partners/hafen.log");
    assert!(line.contains("translation_checked") && line.lines().count() == 1, "{line}");
    assert!(post(&browser, address, &form).text().contains("All texts were compared"));
    assert_eq!(sandbox.read("partners/hafen.log"), line);
    let run = sandbox.run(&["log", "hafen", "checked-translation", "--yes"]);
    assert!(run.stderr.contains("all texts were looked at"), "{}", run.stderr);
}

#[test]
fn the_history_tells_every_line_and_what_of_it_cannot_be_read() {
    let sandbox = Sandbox::sample();
    for arguments in [["called", "a <b>call</b>"], ["answered", "come in March"], ["note", "a mistake"]] {
        assert_eq!(sandbox.run(&[&["log", "tahtiselka"], &arguments[..], &["--on", DAY]].concat()).code, 0);
    }
    assert_eq!(sandbox.run(&["log", "tahtiselka", "undo"]).code, 0);
    let newer =
        "{\"at\":\"2020-03-05T09:30:00+01:00\",\"what\":\"noted\",\"on\":\"2020-03-05\",\"fact\":\"flew\"}\n";
    let whole = sandbox.read(LOG) + newer;
    sandbox.write(LOG, format!("{whole}half a line\n"));
    let browser = Browser::of(&sandbox);
    let page = browser.get(PARTNER).text();
    let history = page.split_once("id=\"note\"").expect("a history").1;
    for words in [
        "a &lt;b&gt;call&lt;/b&gt;",
        "come in March",
        "<s class=\"what\">Note</s>",
        "taken back",
        "Noted by a newer version",
        "line 5 of",
        "line 6 of",
        "noted by coordinator",
        "4 March 2020",
    ] {
        assert!(history.contains(words), "{words}: {history}");
    }
    let known = handclasp::office::spoken().expect("languages");
    for own in &known {
        let tag = own.tag;
        let request = browser.own(Method::GET, PARTNER).header(header::ACCEPT_LANGUAGE, tag);
        let page = browser.send(request.body(Body::empty()).expect("a request")).text();
        assert!(page.contains(&own.words.happened.called), "{tag}: {page}");
        assert!(page.contains(&own.words.note.take_back) && page.contains("come in March"), "{tag}");
    }
}

#[test]
fn todays_list_leads_to_the_form_that_settles_it() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let page = browser.get("/").text();
    let ways: Vec<&str> = page.split("<span class=\"ways\">").skip(1).collect();
    assert!(!ways.is_empty(), "{page}");
    for way in ways {
        let way = way.split("</li>").next().unwrap_or(way);
        let addresses: Vec<&str> =
            way.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(addresses.iter().any(|address| address.ends_with("/note/snoozed")), "{way}");
        for address in addresses {
            assert_eq!(browser.get(address).status, StatusCode::OK, "{address}");
        }
    }
    // The address fills the form in, and only fields that there are.
    let page = browser.get(&format!("{PARTNER}/note/met?day={DAY}&text=%22%3E%3Cscript%3E&more=1")).text();
    assert!(
        page.contains(&format!("value=\"{DAY}\"")) && page.contains("&quot;&gt;&lt;script&gt;</textarea>"),
        "{page}"
    );
    let page = browser.get(&format!("{PARTNER}/note/signed?document=mou&by=us")).text();
    assert!(page.contains("value=\"mou\" selected") && page.contains("value=\"us\" checked"), "{page}");
}
