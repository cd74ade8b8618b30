//! The office page makes many documents, packs for a fair, and asks about what was edited by hand: to the file on disk.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use axum::http::StatusCode;

use crate::office_browser::{Browser, Got};
use crate::support::{Sandbox, documents_below};

/// How long work may take here at most.
const PATIENCE: Duration = Duration::from_secs(120);

/// Follows the way to the page of the work, and waits until it is over.
fn outcome(browser: &Browser, begun: &Got) -> String {
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    let address = begun.header("location").to_owned();
    assert!(address.starts_with("/in-hand/"), "{address}");
    over(browser, &address)
}

fn over(browser: &Browser, address: &str) -> String {
    let begun = Instant::now();
    loop {
        let page = browser.get(address).text();
        if page.contains("id=\"told\"") {
            return page;
        }
        assert!(page.contains("id=\"so-far\""), "{page}");
        assert!(begun.elapsed() < PATIENCE, "it takes too long: {page}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A sandbox with many partners that have a one-pager each.
fn with_many(partners: usize) -> Sandbox {
    let sandbox = Sandbox::sample();
    for number in 0..partners {
        let text = format!(
            "legal_name: \"School number {number:03}\"\nkind: vet_school\naddress: {{city: Vaasa, country: FI}}\ndocuments: [one-pager]\n"
        );
        sandbox.write(&format!("partners/school-{number:03}.yaml"), text);
    }
    sandbox
}

#[test]
fn all_that_is_due_is_made_as_build_makes_it() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    assert!(browser.get("/").text().contains("href=\"/make\""));
    let look = browser.get("/make").text();
    assert!(look.contains("4 partners") && look.contains("Make the documents"), "{look}");
    let counted = browser.get("/make?count=1").text();
    assert!(counted.contains("documents will be made"), "{counted}");
    assert!(!sandbox.path("output").exists(), "looking made something");
    let result = outcome(&browser, &browser.post("/make", ""));
    assert!(result.contains("files were made"), "{result}");
    assert!(result.contains("href=\"/partners/tahtiselka/mou.en\""), "{result}");
    let by_page = documents_below(&sandbox.path("output"));
    let run = sandbox.run(&["build", "--out", "other"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(by_page, documents_below(&sandbox.path("other")));
    let again = outcome(&browser, &browser.post("/make", ""));
    assert!(again.contains("Nothing was made") && again.contains("up to date already"), "{again}");
}

#[test]
fn only_those_are_made_that_the_list_shows() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    for (query, made) in [
        ("country=FI", "tahtiselka"),
        ("q=gruenfliess", "gruenfliess"),
        ("only=kind%3Dchamber", "camara-penarroble"),
    ] {
        assert!(browser.get(&format!("/make?{query}")).text().contains("1 partner"), "{query}");
        let result = outcome(&browser, &browser.post("/make", query));
        assert!(result.contains(&format!("href=\"/partners/{made}\"")), "{query}: {result}");
        assert!(result.contains(&format!("href=\"/?{query}\"")), "the way back is another one: {result}");
        assert!(sandbox.path("output").join(made).is_dir(), "{query}");
    }
    assert!(!sandbox.path("output/zolty-wiatrak").exists());
    let unknown = browser.post("/make", "only=colour%3Dblue");
    assert!(unknown.text().contains("a partner has no field"), "{}", unknown.text());
    assert!(browser.get("/make?q=nobody+at+all").text().contains("No partner is like that"));
}

#[test]
fn what_is_kept_and_what_stands_against_it_is_told_with_its_partner() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    outcome(&browser, &browser.post("/make", ""));
    let name = "output/tahtiselka/one-pager.en.md";
    let edited = sandbox.read(name) + "\nBy hand.\n";
    sandbox.write(name, &edited);
    sandbox.write(
        "partners/bare.yaml",
        "legal_name: \"Bare\"\nkind: ngo\ncountry: DE\ndocuments: [contact-formal]\n",
    );
    let result = outcome(&browser, &browser.post("/make", ""));
    assert_eq!(sandbox.read(name), edited);
    assert!(
        result.contains("id=\"edited\"") && result.contains("/partners/tahtiselka/one-pager.en"),
        "{result}"
    );
    assert!(result.contains("Not everything was made"), "{result}");
    assert!(result.contains("<a href=\"/partners/bare\""), "{result}");
}

#[test]
fn a_stop_in_the_middle_leaves_whole_documents_and_says_how_many_are_left() {
    let sandbox = with_many(80);
    let browser = Browser::of(&sandbox);
    let begun = browser.post("/make", "q=school");
    let address = begun.header("location").to_owned();
    let start = Instant::now();
    // Not before something was made.
    while !browser.get(&address).text().contains("Now at: school-") {
        assert!(start.elapsed() < PATIENCE, "it does not begin");
        std::thread::sleep(Duration::from_millis(5));
    }
    let stopped = browser.post(&format!("{address}/stop"), "");
    assert_eq!(stopped.header("location"), address);
    let result = over(&browser, &address);
    assert!(result.contains("Stopped"), "{result}");
    let left = result.split(" partners were not begun").next().and_then(|text| text.rsplit('>').next());
    let left: usize = left.and_then(|number| number.parse().ok()).unwrap_or_else(|| panic!("{result}"));
    let made = documents_below(&sandbox.path("output"));
    let pdfs = made.iter().filter(|(name, _)| name.ends_with(".pdf")).count();
    assert!(pdfs > 0 && left > 0 && pdfs + left == 80, "{pdfs} made, {left} left");
    for (name, bytes) in &made {
        assert!(
            !name.ends_with(".pdf") || bytes.ends_with(b"%%EOF") || bytes.ends_with(b"%%EOF\n"),
            "{name} is cut off"
        );
    }
    assert!(
        !sandbox.files("output").keys().any(|name| name.contains(".handclasp-")),
        "{:?}",
        sandbox.files("output")
    );
    // The same again goes on from there.
    let rest = outcome(&browser, &browser.post("/make", "q=school"));
    assert!(rest.contains(&format!("{pdfs} document")), "{rest}");
    let run = sandbox.run(&["build", "--out", "other", "--where", "kind=vet_school", "one-pager"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let all = documents_below(&sandbox.path("output"));
    for (name, bytes) in
        documents_below(&sandbox.path("other")).iter().filter(|(name, _)| name.starts_with("school"))
    {
        assert_eq!(all.iter().find(|(other, _)| *other == name).map(|(_, own)| own), Some(bytes), "{name}");
    }
}

#[test]
fn two_tabs_that_begin_the_same_see_one_piece_of_work() {
    let sandbox = with_many(40);
    let browser = Browser::of(&sandbox);
    let first = browser.post("/make", "q=school");
    let second = browser.post("/make", "q=school");
    assert_eq!(first.header("location"), second.header("location"));
    // Whoever looks at the first page sees it.
    assert!(browser.get("/").text().contains("href=\"/in-hand/1\""));
    // Something else that writes is not done in between, and says so.
    let other = browser.post("/partners/tahtiselka/make", "document=one-pager.en").text();
    let is_behind = other.contains("This has to wait a moment");
    assert_eq!(sandbox.path("output/tahtiselka").exists(), !is_behind, "{other}");
    let other_filter = browser.post("/make", "q=tahtiselka");
    assert_ne!(first.header("location"), other_filter.header("location"));
    outcome(&browser, &first);
    outcome(&browser, &other_filter);
    assert!(sandbox.path("output/tahtiselka/one-pager.en.pdf").exists());
    assert!(!browser.get("/").text().contains("href=\"/in-hand/1\""), "what was seen is still told");
    let third = browser.post("/make", "q=school");
    assert_ne!(first.header("location"), third.header("location"), "what is over is no work in hand");
    outcome(&browser, &third);
}

#[test]
fn work_that_is_over_says_so_to_whoever_asks_how_far_it_is() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let begun = browser.post("/make", "q=tahtiselka");
    outcome(&browser, &begun);
    let request = browser.own(axum::http::Method::GET, begun.header("location")).header("hx-request", "true");
    let asked = browser.send(request.body(axum::body::Body::empty()).expect("a request"));
    assert_eq!(asked.header("hx-retarget"), "#work");
    assert!(asked.text().contains("data-focus"));
    let unknown = browser.get("/in-hand/4711");
    assert_eq!(unknown.status, StatusCode::OK);
    assert!(unknown.text().contains("Nothing is known of this work"), "{}", unknown.text());
    assert_eq!(browser.post("/in-hand/4711/stop", "").status, StatusCode::NOT_FOUND);
    assert!(browser.get("/in-hand/x").status.is_client_error());
}

#[test]
fn a_partner_that_is_deleted_meanwhile_is_nobody_s_problem() {
    let sandbox = with_many(3);
    let browser = Browser::of(&sandbox);
    let page = browser.get("/fair?q=school").text();
    assert!(page.contains("value=\"school-001\""), "{page}");
    std::fs::remove_file(sandbox.path("partners/school-001.yaml")).expect("removed");
    let form = "p=school-000&p=school-001&p=school-002&document=one-pager&name=gone";
    let result = outcome(&browser, &browser.post("/fair", form));
    assert!(result.contains("2 pages of 2 partners"), "{result}");
    for id in ["school-000", "school-002"] {
        std::fs::remove_file(sandbox.path(&format!("partners/{id}.yaml"))).expect("removed");
    }
    let none = browser.post("/fair", "p=school-000&document=one-pager&name=gone").text();
    assert!(none.contains("Choose at least one partner"), "{none}");
}

#[test]
fn a_pack_is_what_build_combines() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let page = browser.get("/fair").text();
    assert!(page.contains("value=\"one-pager\"") && page.contains("value=\"tahtiselka\" checked"), "{page}");
    assert!(!browser.get("/fair?none=1").text().contains("value=\"tahtiselka\" checked"));
    assert!(!browser.get("/fair?country=DE").text().contains("value=\"tahtiselka\""));
    let form = "p=tahtiselka&p=gruenfliess&document=one-pager&order=name&name=fair-2027&lang=en&bleed=";
    let result = outcome(&browser, &browser.post("/fair", form));
    assert!(result.contains("2 pages of 2 partners") && result.contains("/packs/fair-2027.html"), "{result}");
    let pdf = sandbox.bytes("output/fair-2027.pdf");
    assert_eq!(browser.get("/packs/fair-2027.pdf").bytes, pdf);
    let sheet = browser.get("/packs/fair-2027.html");
    assert!(sheet.header("content-security-policy").contains("sandbox"), "it may do something");
    assert_eq!(sheet.bytes, sandbox.bytes("output/fair-2027.html"));
    assert!(browser.get("/fair").text().contains("/packs/fair-2027.pdf"));
    let run = sandbox.run(&[
        "build",
        "one-pager",
        "--partner",
        "tahtiselka",
        "--partner",
        "gruenfliess",
        "--lang",
        "en",
        "--order",
        "name",
        "--out",
        "other",
        "--combine",
        "fair-2027.pdf",
    ]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(sandbox.bytes("other/fair-2027.pdf"), pdf);
    // For a print shop it is another file of each document.
    let printed =
        outcome(&browser, &browser.post("/fair", "p=tahtiselka&document=one-pager&name=print.pdf&bleed=3,0"));
    assert!(printed.contains("1 page of 1 partner"), "{printed}");
    assert!(sandbox.path("output/tahtiselka/one-pager.en.print.pdf").exists());
}

#[test]
fn what_is_wrong_with_a_pack_is_told_beside_its_field_and_nothing_is_made() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let wrong = [
        ("document=one-pager&name=x", "id=\"pick-problem\""),
        ("p=nobody&document=one-pager&name=x", "id=\"pick-problem\""),
        ("p=tahtiselka&document=one-pager&name=x&bleed=30", "id=\"bleed-problem\""),
        ("p=tahtiselka&document=one-pager&name=x&bleed=wide", "id=\"bleed-problem\""),
        ("p=tahtiselka&document=one-pager&name=", "id=\"name-problem\""),
        ("p=tahtiselka&document=one-pager&name=..%2Fx", "id=\"name-problem\""),
        ("p=tahtiselka&document=one-pager&name=a%5Cb", "id=\"name-problem\""),
        ("p=tahtiselka&document=one-pager&name=.hidden", "id=\"name-problem\""),
        ("p=tahtiselka&document=one-pager&name=nul", "id=\"name-problem\""),
        ("p=tahtiselka&document=one-pager&name=tahtiselka%2Fx.pdf", "id=\"name-problem\""),
        ("p=tahtiselka&document=contact-formal&name=x", "Choose a document that has pages"),
        ("p=tahtiselka&document=..%2Fx&name=x", "Choose a document that has pages"),
    ];
    for (form, told) in wrong {
        let got = browser.post("/fair", form);
        assert_eq!(got.status, StatusCode::OK, "{form}");
        assert!(got.text().contains(told), "{form}: {}", got.text());
    }
    assert!(!sandbox.path("output").exists(), "something was made");
    sandbox.write("output/secret.pdf", "SECRET");
    for name in ["secret.pdf", "..%2Finstitution.yaml", ".handclasp.json", "nothing.pdf"] {
        assert_eq!(browser.get(&format!("/packs/{name}")).status, StatusCode::NOT_FOUND, "{name}");
    }
    // A file of a person in the way stays.
    sandbox.write("output/mine.pdf", "MINE");
    let result = outcome(&browser, &browser.post("/fair", "p=tahtiselka&document=one-pager&name=mine"));
    assert!(result.contains("is not from Handclasp"), "{result}");
    assert_eq!(sandbox.read("output/mine.pdf"), "MINE");
}

/// The field that tells which text was looked at.
fn seen(page: &str) -> String {
    let rest = page.split("name=\"seen\" value=\"").nth(1).unwrap_or_else(|| panic!("{page}"));
    rest.split('"').next().unwrap_or_default().to_owned()
}

#[test]
fn a_hand_edit_is_shown_with_its_difference_and_thrown_away_only_when_asked_twice() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    browser.post("/partners/tahtiselka/make", "");
    let name = "output/tahtiselka/one-pager.en.md";
    let made = sandbox.read(name);
    let edited = format!("{made}\nA <sentence> by hand.\n");
    sandbox.write(name, &edited);
    let other = "output/tahtiselka/mou.en.md";
    let other_edit = sandbox.read(other).replacen("\n\n", "\n\nAnother edit. ", 3);
    sandbox.write(other, &other_edit);
    assert!(
        browser
            .get("/partners/tahtiselka")
            .text()
            .contains("href=\"/partners/tahtiselka/one-pager.en/edit\"")
    );
    assert!(browser.get("/partners/tahtiselka/one-pager.en").text().contains("/one-pager.en/edit"));
    let page = browser.get("/partners/tahtiselka/one-pager.en/edit").text();
    assert!(page.contains("<ins>") && page.contains("A &lt;sentence&gt; by hand."), "{page}");
    assert!(!page.contains("value=\"keep\""), "it is up to date: {page}");
    let sure = browser.get("/partners/tahtiselka/one-pager.en/edit/discard").text();
    assert!(sure.contains("is gone after that") && sandbox.read(name) == edited, "{sure}");
    assert_eq!(browser.get("/partners/tahtiselka/one-pager.en/edit/text").text(), edited);
    // What nobody has looked at stays.
    let digest = seen(&sure);
    let newer = format!("{edited}More.\n");
    sandbox.write(name, &newer);
    let refused =
        browser.post("/partners/tahtiselka/one-pager.en/edit", &format!("choice=discard&seen={digest}"));
    assert!(refused.text().contains("Nothing was changed"), "{}", refused.text());
    for form in ["choice=discard", "choice=discard&seen=", "choice=other&seen=x", ""] {
        browser.post("/partners/tahtiselka/one-pager.en/edit", form);
        assert_eq!(sandbox.read(name), newer, "{form}");
    }
    let digest = seen(&browser.get("/partners/tahtiselka/one-pager.en/edit/discard").text());
    let done = browser
        .post("/partners/tahtiselka/one-pager.en/edit", &format!("choice=discard&seen={digest}"))
        .text();
    assert_eq!(sandbox.read(name), made, "{done}");
    assert_eq!(sandbox.read(other), other_edit, "another document was made anew too");
    assert!(done.contains("data-focus"), "{done}");
    let none = browser.get("/partners/tahtiselka/one-pager.en/edit").text();
    assert!(none.contains("Nobody has edited this text"), "{none}");
    assert_eq!(browser.get("/partners/tahtiselka/one-pager.en/edit/text").status, StatusCode::NOT_FOUND);
}

#[test]
fn an_edit_that_is_out_of_date_is_kept_by_a_choice() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    browser.post("/partners/tahtiselka/make", "document=one-pager.en");
    let name = "output/tahtiselka/one-pager.en.md";
    let edited = sandbox.read(name) + "\nA sentence by hand.\n";
    sandbox.write(name, &edited);
    sandbox.edit("institution.yaml", "\nlegal_name: \"", "\nlegal_name: \"New ");
    let page = browser.get("/partners/tahtiselka/one-pager.en/edit").text();
    assert!(page.contains("have changed since") && page.contains("<del>"), "{page}");
    let kept = browser
        .post("/partners/tahtiselka/one-pager.en/edit", &format!("choice=keep&seen={}", seen(&page)))
        .text();
    assert_eq!(sandbox.read(name), edited, "{kept}");
    assert!(sandbox.path("output/tahtiselka/one-pager.en.pdf").exists());
    let after = browser.get("/partners/tahtiselka/one-pager.en/edit").text();
    assert!(!after.contains("value=\"keep\""), "it is asked again: {after}");
}

#[test]
fn the_end_waits_for_the_partner_in_hand_and_begins_no_further_one() {
    let sandbox = with_many(120);
    let mut child = Command::new(env!("CARGO_BIN_EXE_handclasp"))
        .args(["open", "--no-browser"])
        .current_dir(sandbox.path(""))
        .env("XDG_CONFIG_HOME", sandbox.path("settings"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut address = String::new();
    BufReader::new(child.stdout.take().expect("its output")).read_line(&mut address).expect("an address");
    let (host, key) =
        address.trim().strip_prefix("http://").and_then(|rest| rest.split_once("/?key=")).expect("a key");
    let port = host.rsplit(':').next().expect("a port");
    let rest = format!(
        "Host: {host}\r\nCookie: handclasp-{port}={key}\r\nOrigin: http://{host}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n"
    );
    let ask = |method: &str, path: &str| {
        let mut stream = TcpStream::connect(host).expect("a connection");
        stream
            .write_all(format!("{method} {path} HTTP/1.1\r\n{rest}Content-Length: 0\r\n\r\n").as_bytes())
            .expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    };
    let begun = ask("POST", "/make");
    assert!(begun.contains("303") && begun.contains("/in-hand/1"), "{begun}");
    let start = Instant::now();
    while !ask("GET", "/in-hand/1").contains("Now at:") {
        assert!(start.elapsed() < PATIENCE, "it does not begin");
    }
    let ended = ask("POST", "/end");
    assert!(ended.contains("Handclasp is ending"), "{ended}");
    assert_eq!(child.wait().expect("the end").code(), Some(0));
    let made = documents_below(&sandbox.path("output"));
    let pdfs = made.iter().filter(|(name, _)| name.starts_with("school") && name.ends_with(".pdf"));
    assert!(pdfs.count() < 120, "it was made to its end");
    for (name, bytes) in made.iter().filter(|(name, _)| name.ends_with(".pdf")) {
        assert!(
            bytes.starts_with(b"%PDF") && bytes.trim_ascii_end().ends_with(b"%%EOF"),
            "{name} is cut off"
        );
    }
    assert!(!sandbox.path("output/.handclasp.lock").exists(), "the folder is still held");
}
