//! The beginnings on the office page: the door, the first run, the example, a new partner and what its first email needs.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use axum::http::StatusCode;
use handclasp::office::spoken;

use crate::office_browser::{Browser, Got};
use crate::support::{Sandbox, files_below};

/// What somebody answers in the first run, question by question.
const ANSWERS: &[(&str, &[(&str, &str)])] = &[
    ("name", &[("legal_name", "Skola & <Söhne> #1"), ("kind", "vet_school")]),
    ("address", &[("street", "Long Road 1"), ("postal_code", "0010"), ("city", "Åbo"), ("country", "FI")]),
    ("web", &[("website", "www.skola.example.org"), ("privacy", "https://skola.example.org/privacy")]),
    (
        "writer",
        &[
            ("given_name", "Åsa"),
            ("family_name", "O’Neill"),
            ("position", "Erasmus+ coordinator"),
            ("email", "asa@skola.example.org"),
            ("phone", "+351 200 000 001"),
        ],
    ),
    (
        "about",
        &[
            ("language", "en"),
            ("who_we_are", "We train sailors.\r\nAnd cooks."),
            ("fact_label", "Learners"),
            ("fact_value", "640"),
            ("fact_year", "2026"),
        ],
    ),
    (
        "offer",
        &[
            ("offer", "- Workshops\r\n\r\n• A kitchen"),
            ("looking_for", "Companies that host"),
            ("why_us", "One contact person"),
        ],
    ),
];

fn form(fields: &[(&str, &str)]) -> String {
    let escaped = |text: &str| -> String { text.bytes().map(|byte| format!("%{byte:02X}")).collect() };
    let pairs = fields.iter().map(|(name, text)| format!("{name}={}", escaped(text)));
    pairs.collect::<Vec<_>>().join("&")
}

/// What a hidden field of a page says.
fn hidden(page: &str, name: &str) -> String {
    let from = format!("name=\"{name}\" value=\"");
    let at = page.find(&from).unwrap_or_else(|| panic!("no {name} in {page}")) + from.len();
    page[at..].split('"').next().expect("its end").to_owned()
}

fn answered(browser: &Browser) -> Got {
    for (name, fields) in ANSWERS {
        let got = browser.post(&format!("/start/{name}"), &form(fields));
        assert_eq!(got.status, StatusCode::SEE_OTHER, "{name}: {}", got.text());
    }
    browser.get("/start/check")
}

#[test]
fn an_empty_folder_asks_and_writes_exactly_what_it_showed() {
    let sandbox = Sandbox::empty();
    let browser = Browser::of(&sandbox);
    let first = browser.get("/");
    assert_eq!((first.status, first.header("location")), (StatusCode::SEE_OTHER, "/start"));
    assert!(browser.get("/start").text().contains("Question 1 of 6"));
    // What is still open comes first.
    assert_eq!(browser.get("/start/check").header("location"), "/start/name");
    let check = answered(&browser).text();
    assert!(files_below(&sandbox.path("")).is_empty(), "something was written before the yes");
    let at = check.find("<code># yaml-language-server").expect("the file") + 6;
    let shown = check[at..].split("</code>").next().expect("its end");
    let shown = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    let got = browser.post("/start/check", &form(&[("shown", &hidden(&check, "shown"))]));
    assert_eq!(got.header("location"), "/profile?new=1", "{}", got.text());
    assert_eq!(sandbox.read("institution.yaml"), shown);
    assert!(shown.contains("offer:\n  - \"Workshops\"\n  - \"A kitchen\"\n"), "{shown}");
    assert!(shown.contains("website: \"https://www.skola.example.org\""), "{shown}");
    let files: BTreeSet<String> = files_below(&sandbox.path("")).into_keys().collect();
    let expected = ["institution.yaml", "schema/institution.json", "schema/partner.json"];
    assert_eq!(files, expected.map(str::to_owned).into());
    let run = sandbox.run(&["check"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    let page = browser.get("/profile?new=1").text();
    assert!(page.contains("/profile/page.png") && page.contains("This is your first page"), "{page}");
    assert!(browser.get("/profile/page.png").bytes.starts_with(b"\x89PNG"));
    let pdf = browser.get("/profile.pdf").bytes;
    assert!(pdf.starts_with(b"%PDF"));
    assert!(crate::support::pdf_text(&pdf).contains("We train sailors"));
    // The questions are over, also for a second click.
    let again = browser.post("/start/check", &form(&[("shown", &hidden(&check, "shown"))]));
    assert_eq!(again.header("location"), "/");
    assert_eq!(browser.get("/start").header("location"), "/");
    assert!(browser.get("/").text().contains("/new-partner"), "the way on");
}

#[test]
fn what_is_wrong_stands_beside_its_field_and_the_way_back_keeps_what_was_typed() {
    let sandbox = Sandbox::empty();
    let browser = Browser::of(&sandbox);
    let page = browser.post("/start/name", &form(&[("legal_name", " "), ("kind", "")])).text();
    assert!(page.contains("id=\"legal_name-problem\"") && page.contains("id=\"kind-problem\""), "{page}");
    let kind = browser.post("/start/name", &form(&[("legal_name", "A"), ("kind", "castle")])).text();
    assert!(kind.contains("id=\"kind-problem\"") && !kind.contains("id=\"legal_name-problem\""), "{kind}");
    let wrong =
        [("given_name", "A"), ("family_name", "B"), ("position", "C"), ("email", "a b"), ("phone", "abc")];
    let page = browser.post("/start/writer", &form(&wrong)).text();
    assert!(page.contains("id=\"email-problem\"") && page.contains("id=\"phone-problem\""), "{page}");
    let half = [("street", "<Half> & \"whole\""), ("back", "1")];
    let back = browser.post("/start/address", &form(&half));
    assert_eq!(back.header("location"), "/start/name");
    let page = browser.get("/start/address").text();
    assert!(page.contains("value=\"&lt;Half&gt; &amp; &quot;whole&quot;\""), "{page}");
    assert_eq!(browser.get("/start/nothing").status, StatusCode::NOT_FOUND);
    assert!(files_below(&sandbox.path("")).is_empty());
}

#[test]
fn nothing_is_written_over_a_file_or_when_something_else_was_answered() {
    let sandbox = Sandbox::empty();
    let browser = Browser::of(&sandbox);
    let check = answered(&browser).text();
    let shown = hidden(&check, "shown");
    browser.post("/start/name", &form(&[("legal_name", "Another"), ("kind", "vet_school")]));
    let page = browser.post("/start/check", &form(&[("shown", &shown)])).text();
    assert!(page.contains("Nothing was written") && page.contains("Another"), "{page}");
    assert!(!sandbox.path("institution.yaml").exists());
    sandbox.write("institution.yaml", "legal_name: \"Somebody else’s\"\n");
    let got = browser.post("/start/check", &form(&[("shown", &hidden(&page, "shown"))]));
    assert_eq!(got.header("location"), "/");
    assert_eq!(sandbox.read("institution.yaml"), "legal_name: \"Somebody else’s\"\n");
}

#[test]
fn other_files_in_the_folder_are_named_before_anything_is_written() {
    let sandbox = Sandbox::empty();
    sandbox.write("holiday & <photos>.txt", "x");
    let page = Browser::of(&sandbox).get("/start").text();
    assert!(page.contains("holiday &amp; &lt;photos&gt;.txt"), "{page}");
}

#[test]
fn the_example_is_only_looked_at() {
    let sandbox = Sandbox::empty();
    let browser = Browser::of(&sandbox);
    assert_eq!(browser.post("/example", "").status, StatusCode::SEE_OTHER);
    let page = browser.get("/").text();
    assert!(page.contains("tahtiselka") && page.contains("This is the example."), "{page}");
    for (path, body) in [
        ("/partners/tahtiselka/make", "document="),
        ("/new-partner", "legal_name=A&kind=company&language=en"),
        ("/partners/tahtiselka/note/called", "text=a&day=2026-11-01"),
        ("/send/go", "document=contact-formal"),
    ] {
        let got = browser.post(path, body);
        assert_eq!(got.status, StatusCode::FORBIDDEN, "{path}");
        assert!(got.text().contains("This is the example"), "{path}");
    }
    assert!(browser.get("/partners/tahtiselka").text().contains("This is the example."));
    browser.post("/example/leave", "");
    assert_eq!(browser.get("/").header("location"), "/start");
    assert!(files_below(&sandbox.path("")).is_empty());
}

#[test]
fn every_question_has_its_words_in_every_language() {
    let languages = spoken().expect("languages");
    let english: Vec<&String> = languages[0].words.start.labels.keys().collect();
    for (name, fields) in ANSWERS {
        for one in &languages {
            assert!(!one.words.start.question(name).0.is_empty(), "{}: {name}", one.tag);
            for (field, _) in *fields {
                assert!(!one.words.start.label(field).0.is_empty(), "{}: {field}", one.tag);
            }
        }
    }
    for one in &languages {
        assert_eq!(one.words.start.labels.keys().collect::<Vec<_>>(), english, "{}", one.tag);
    }
    let asked: usize = ANSWERS.iter().map(|(_, fields)| fields.len()).sum();
    assert_eq!(english.len(), asked, "a word for a field that nobody asks for");
}

/// What is said of a new partner, as its form sends it.
const NEW: &[(&str, &str)] =
    &[("legal_name", "Wald & <Söhne> GmbH"), ("kind", "company"), ("country", "DE"), ("language", "en")];

#[test]
fn a_partner_typed_in_from_nothing_leads_to_its_first_email() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let got = browser.post("/new-partner", &form(NEW));
    assert_eq!(got.header("location"), "/partners/wald-soehne/first-email?new=1", "{}", got.text());
    let before = sandbox.read("partners/wald-soehne.yaml");
    assert_eq!(
        before,
        "# yaml-language-server: $schema=../schema/partner.json\nlegal_name: \"Wald & <Söhne> GmbH\"\nkind: company\ncountry: \"DE\"\n"
    );
    let page = browser.get("/partners/wald-soehne/first-email").text();
    assert!(page.contains("because …") && page.contains("We would like to …"), "{page}");
    let read = hidden(&page, "read");
    // Nothing is saved while a fact is missing.
    let short =
        browser.post("/partners/wald-soehne/first-email", &form(&[("read", &read), ("email", "a@")])).text();
    for name in ["email", "source", "types", "why_partner"] {
        assert!(short.contains(&format!("id=\"{name}-problem\"")), "{name}: {short}");
    }
    assert_eq!(sandbox.read("partners/wald-soehne.yaml"), before);
    let facts = [
        ("read", read.as_str()),
        ("family_name", "Müller"),
        ("email", "mueller@wald.example.org"),
        ("source", "your website"),
        ("types", "mobility"),
        ("types", "training"),
        ("why_partner", "your apprentices build the boats that our learners dream of"),
        ("idea", "send two learners to you for four weeks in spring"),
    ];
    let got = browser.post("/partners/wald-soehne/first-email", &form(&facts));
    assert_eq!(got.header("location"), "/partners/wald-soehne/contact-formal.en", "{}", got.text());
    assert!(sandbox.path("output/wald-soehne/contact-formal.en.eml").exists(), "it is made");
    let email = browser.get("/partners/wald-soehne/contact-formal.en").text();
    assert!(email.contains("mueller@wald.example.org"), "{email}");
    let after = sandbox.read("partners/wald-soehne.yaml");
    assert!(after.starts_with(&before.replace("country: \"DE\"\n", "")), "{after}");
    assert!(after.contains("partnership_types: [mobility, training]"), "{after}");
    // From another tab that has not seen it: nothing is saved over it.
    let late = browser.post("/partners/wald-soehne/first-email", &form(&facts)).text();
    assert!(late.contains("was changed meanwhile"), "{late}");
    assert_eq!(sandbox.read("partners/wald-soehne.yaml"), after);
}

#[test]
fn facts_change_only_what_was_typed() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let before = sandbox.read("partners/gruenfliess.yaml");
    let page = browser.get("/partners/gruenfliess/first-email").text();
    let value = |name: &str| {
        let at = page.find(&format!("id=\"{name}\"")).unwrap_or_else(|| panic!("no {name}"));
        let rest = &page[at..];
        let unescaped = |text: &str| text.replace("&quot;", "\"").replace("&amp;", "&");
        match rest.find("value=\"").filter(|at| rest[..*at].find('>').is_none()) {
            Some(from) => unescaped(rest[from + 7..].split('"').next().expect("a value")),
            None => unescaped(
                rest[rest.find('>').expect("a tag") + 1..].split("</textarea").next().expect("a text"),
            ),
        }
    };
    let texts: Vec<(&str, String)> = ["given_name", "family_name", "email", "source", "why_partner", "idea"]
        .into_iter()
        .map(|name| (name, value(name)))
        .collect();
    let mut fields: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let read = hidden(&page, "read");
    fields.push(("read", &read));
    let ticked: Vec<&str> = page
        .match_indices("name=\"types\" value=\"")
        .map(|(at, from)| &page[at + from.len()..])
        .filter(|rest| rest[..rest.find('>').expect("a tag")].ends_with("checked"))
        .map(|rest| rest.split('"').next().expect("a value"))
        .collect();
    assert!(!ticked.is_empty(), "{page}");
    fields.extend(ticked.iter().map(|one| ("types", *one)));
    if page.contains("value=\"1\" checked") {
        fields.push(("given", "1"));
    }
    let at = page.find("id=\"honorific\"").expect("the choice");
    let chosen = page[at..].split("selected").next().expect("what is chosen").rsplit("value=\"").next();
    let honorific = chosen.and_then(|text| text.split('"').next()).unwrap_or_default();
    fields.push(("honorific", honorific));
    browser.post("/partners/gruenfliess/first-email", &form(&fields));
    assert_eq!(sandbox.read("partners/gruenfliess.yaml"), before, "nothing was typed");
}

#[test]
fn a_partner_like_another_one_has_nothing_of_its_people_and_its_history() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let page = browser.get("/new-partner?from=camara-penarroble").text();
    assert!(page.contains("Begun like Cámara") && page.contains("Not copied"), "{page}");
    let fields = [
        ("legal_name", "Cámara de Otra Parte"),
        ("kind", "chamber"),
        ("country", "ES"),
        ("language", "en"),
        ("from", "camara-penarroble"),
    ];
    let got = browser.post("/new-partner", &form(&fields));
    assert!(
        got.header("location").starts_with("/partners/camara-de-otra-parte/first-email"),
        "{}",
        got.text()
    );
    let text = sandbox.read("partners/camara-de-otra-parte.yaml");
    assert!(text.contains("partnership_types: [training, funding, data_intelligence]"), "{text}");
    for gone in [
        "Iñaki",
        "example.org",
        "Núñez",
        "mou:",
        "loi:",
        "logbook:",
        "proposal:",
        "why_partner:",
        "2027",
        "commitments",
        "ids:",
    ] {
        assert!(!text.contains(gone), "{gone} in {text}");
    }
    let checked = sandbox.run(&["check", "camara-de-otra-parte"]);
    assert!(!checked.stderr.contains("unknown"), "{}", checked.stderr);
}

#[test]
fn a_row_out_of_excel_becomes_a_partner_with_or_without_its_heading() {
    for rows in [
        "Company\tE-mail\tCity\nForest College\tinfo@forest.example.org\tLahti\n",
        "Forest College\tinfo@forest.example.org\tLahti\n",
    ] {
        let sandbox = Sandbox::sample();
        let browser = Browser::of(&sandbox);
        let got = browser.post("/new-partner/row", &form(&[("rows", rows)]));
        let list = got.header("location").to_owned();
        assert!(list.starts_with("/import/"), "{}", got.text());
        let page = browser.get(&list).text();
        assert!(page.contains("info@forest.example.org"), "{page}");
        let plan = browser.post(&format!("{list}/plan"), "kind=vet_school").text();
        let digest = hidden(&plan, "plan");
        let done =
            browser.post(&format!("{list}/write"), &form(&[("plan", &digest), ("kind", "vet_school")]));
        assert!(done.text().contains("/partners/forest-college"), "{}", done.text());
        assert!(sandbox.read("partners/forest-college.yaml").contains("info@forest.example.org"));
    }
    let sandbox = Sandbox::sample();
    let page = Browser::of(&sandbox).post("/new-partner/row", &form(&[("rows", " \n")])).text();
    assert!(page.contains("Paste a row first."), "{page}");
}

#[test]
fn a_row_without_heading_is_read_by_the_columns_that_are_kept() {
    let sandbox = Sandbox::sample();
    sandbox.write(
        "import.yaml",
        "\"Betrieb\": legal_name\n\"Wer\": contacts.family_name\n\"Mail\": contacts.email\n",
    );
    let browser = Browser::of(&sandbox);
    let got = browser
        .post("/new-partner/row", &form(&[("rows", "Forest College\tVirtanen\tv@forest.example.org")]));
    let list = got.header("location").to_owned();
    let plan = browser.post(&format!("{list}/plan"), "kind=vet_school").text();
    let digest = hidden(&plan, "plan");
    browser.post(&format!("{list}/write"), &form(&[("plan", &digest), ("kind", "vet_school")]));
    let text = sandbox.read("partners/forest-college.yaml");
    assert!(text.contains("family_name: \"Virtanen\""), "{text}");
}

#[test]
fn who_is_there_rests_or_objected_is_told_before_anything_is_written() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let post = |name: &str, more: &[(&str, &str)]| {
        let mut fields =
            vec![("legal_name", name), ("kind", "company"), ("country", "DE"), ("language", "en")];
        fields.extend(more);
        browser.post("/new-partner", &form(&fields))
    };
    let there = sandbox.read("partners/gruenfliess.yaml");
    let at = there.find("legal_name: \"").expect("a name") + 13;
    let name = there[at..].split('"').next().expect("its end").to_owned();
    // The very same one is never added, whatever is said.
    let page = post(&name, &[("seen", "1")]).text();
    assert!(page.contains("is there already") && page.contains("/partners/gruenfliess"), "{page}");
    let like = "Grünfliess Präzisionstechnik AG";
    let page = post(like, &[]).text();
    assert!(page.contains("similar name") && page.contains("Add it all the same"), "{page}");
    assert_eq!(sandbox.files("partners").len(), files_below(&Sandbox::sample().path("partners")).len());
    let added = post(like, &[("seen", "1")]);
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    // One that rests.
    assert_eq!(sandbox.run(&["archive", "tahtiselka"]).code, 0);
    let page = post("Tahtiselan Ammattiopisto", &[]).text();
    assert!(page.contains("rests: its file is in the folder archive"), "{page}");
    // A name of a file that is taken, or is none.
    let page = post("Quite New", &[("file", "gruenfliess")]).text();
    assert!(page.contains("id=\"file-problem\""), "{page}");
    for file in ["../x", "a/b", "CON", "institution", "Ä", "-x"] {
        let page = post("Quite New", &[("file", file)]).text();
        assert!(page.contains("id=\"file-problem\""), "{file}: {page}");
    }
    assert!(!sandbox.path("x.yaml").exists());
}

#[test]
fn an_objection_holds_for_whoever_is_added_again() {
    let sandbox = Sandbox::sample();
    let name = "Forest College Ltd";
    sandbox.write(
        "partners/forest.yaml",
        format!("legal_name: \"{name}\"\nkind: company\ncontacts:\n  - {{family_name: \"Virtanen\", email: \"v@forest.example.org\"}}\n"),
    );
    let noted = sandbox.run(&["log", "forest", "objected"]);
    assert_eq!(noted.code, 0, "{}", noted.stderr);
    let gone = sandbox.run(&["forget", "forest", "--yes"]);
    assert_eq!(gone.code, 0, "{}", gone.stderr);
    let browser = Browser::of(&sandbox);
    let fields = [("legal_name", name), ("kind", "company"), ("language", "en")];
    let page = browser.post("/new-partner", &form(&fields)).text();
    let added = match page.contains("objected to being written to") {
        true => browser.post("/new-partner", &form(&[&fields[..], &[("seen", "1")]].concat())),
        false => browser.post("/new-partner", &form(&fields)),
    };
    let address = added.header("location").split('?').next().expect("an address").to_owned();
    let id = address.split('/').nth(2).expect("an id").to_owned();
    let read = hidden(&browser.get(&address).text(), "read");
    let facts = [
        ("read", read.as_str()),
        ("email", "v@forest.example.org"),
        ("source", "your website"),
        ("types", "training"),
        ("why_partner", "you train in the forest"),
    ];
    browser.post(&address, &form(&facts));
    assert!(!sandbox.path(&format!("output/{id}/contact-formal.en.eml")).exists(), "an email was made");
    let page = browser.get(&address).text();
    assert!(page.contains("may not be written to"), "{page}");
}

/// The program at its door, with a home of its own.
struct Door {
    child: Child,
    host: String,
    key: String,
}

impl Door {
    fn of(sandbox: &Sandbox) -> Self {
        std::fs::create_dir_all(sandbox.path("home/Documents")).expect("a home");
        std::fs::create_dir_all(sandbox.path("elsewhere")).expect("a folder");
        let mut child = Command::new(env!("CARGO_BIN_EXE_handclasp"))
            .args(["open", "--no-browser"])
            .current_dir(sandbox.path("elsewhere"))
            .env("XDG_CONFIG_HOME", sandbox.path("settings"))
            .env("HOME", sandbox.path("home"))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut address = String::new();
        let mut output = BufReader::new(child.stdout.take().expect("its output"));
        output.read_line(&mut address).expect("an address");
        let (host, key) =
            address.trim().strip_prefix("http://").and_then(|rest| rest.split_once("/?key=")).expect("a key");
        Self { child, host: host.to_owned(), key: key.to_owned() }
    }

    fn ask(&self, method: &str, path: &str, body: &str) -> String {
        let Self { host, key, .. } = self;
        let port = host.rsplit(':').next().expect("a port");
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: handclasp-{port}={key}\r\n\
             Connection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        let mut stream = TcpStream::connect(host).expect("a connection");
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    }

    fn ends(mut self) {
        let ended = self.ask("POST", "/end", "");
        assert!(ended.starts_with("HTTP/1.1 200"), "{ended}");
        assert_eq!(self.child.wait().expect("the end").code(), Some(0));
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        // After a failed test it would run on.
        let _ = self.child.kill();
    }
}

fn new_folder(name: &str) -> String {
    form(&[("way", "new"), ("name", name)])
}

#[test]
fn the_door_makes_a_new_folder_where_it_says_and_nowhere_else() {
    let sandbox = Sandbox::empty();
    let door = Door::of(&sandbox);
    let page = door.ask("GET", "/", "");
    assert!(page.contains("Which folder shall be opened?") && page.contains("home/Documents"), "{page}");
    for name in ["", "..", "a/b", "..\\x", "C:x", "con", ".hidden", "x.", "a\u{7}b"] {
        let page = door.ask("POST", "/folder", &new_folder(name));
        assert!(page.contains("cannot have this name"), "{name:?}: {page}");
    }
    let files = || files_below(&sandbox.path("home"));
    assert!(files().is_empty());
    let made = door.ask("POST", "/folder", &new_folder("Our partners"));
    assert!(made.starts_with("HTTP/1.1 303") && made.contains("location: /\r\n"), "{made}");
    assert!(sandbox.path("home/Documents/Our partners").is_dir());
    assert!(files().is_empty(), "nothing is written into it before the answers");
    let next = door.ask("GET", "/", "");
    assert!(next.contains("location: /start\r\n"), "{next}");
    assert!(door.ask("GET", "/start", "").contains("Our partners"), "the folder is named");
    door.ends();
    assert!(sandbox.read("settings/handclasp/opened.txt").contains("Our partners"));
}

#[test]
fn the_door_opens_what_is_there_and_names_other_files_first() {
    let sandbox = Sandbox::empty();
    let door = Door::of(&sandbox);
    let by_path = |path: &Path, seen: &str| {
        let path = path.to_str().expect("a path");
        door.ask("POST", "/folder", &form(&[("way", "path"), ("path", path), ("seen", seen)]))
    };
    assert!(by_path(Path::new("relative/path"), "").contains("the whole path"));
    assert!(by_path(&sandbox.path("nowhere"), "").contains("There is nothing at this place"));
    sandbox.write("mine/letter.docx", "x");
    assert!(by_path(&sandbox.path("mine/letter.docx"), "").contains("This is no folder"));
    let told = by_path(&sandbox.path("mine"), "");
    assert!(told.contains("There are other files") && told.contains("letter.docx"), "{told}");
    assert!(door.ask("GET", "/", "").contains("Which folder shall be opened?"), "it is open before the yes");
    // A remembered folder is only one that is remembered.
    let other = sandbox.path("mine");
    let forged = form(&[("way", "opened"), ("opened", other.to_str().expect("a path"))]);
    assert!(door.ask("POST", "/folder", &forged).contains("not there any more"));
    let ours = sandbox.path("ours");
    std::fs::create_dir_all(&ours).expect("a folder");
    assert_eq!(sandbox.run(&["init", "ours"]).code, 0);
    // As Windows copies a path, and that of the file in it.
    let quoted = format!("\"{}\"", ours.join("institution.yaml").display());
    let opened = door.ask("POST", "/folder", &form(&[("way", "path"), ("path", &quoted)]));
    assert!(opened.starts_with("HTTP/1.1 303"), "{opened}");
    assert!(door.ask("GET", "/", "").contains("tahtiselka"));
    door.ends();
}

#[test]
fn the_door_is_guarded_like_every_other_page() {
    let sandbox = Sandbox::empty();
    let door = Door::of(&sandbox);
    let port = door.host.rsplit(':').next().expect("a port").to_owned();
    let bare = |request: String| {
        let mut stream = TcpStream::connect(&door.host).expect("a connection");
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    };
    let (host, key) = (&door.host, &door.key);
    let no_key = bare(format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
    assert!(no_key.starts_with("HTTP/1.1 403"), "{no_key}");
    let foreign = bare(format!("GET / HTTP/1.1\r\nHost: evil.example:{port}\r\nConnection: close\r\n\r\n"));
    assert!(foreign.starts_with("HTTP/1.1 421"), "{foreign}");
    let body = new_folder("Stolen");
    let other_page = bare(format!(
        "POST /folder HTTP/1.1\r\nHost: {host}\r\nOrigin: http://evil.example\r\nCookie: handclasp-{port}={key}\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    ));
    assert!(other_page.starts_with("HTTP/1.1 403"), "{other_page}");
    assert!(!sandbox.path("home/Documents/Stolen").exists());
    door.ends();
}

#[test]
fn a_folder_that_is_not_there_yet_is_made_with_the_first_file_only() {
    let sandbox = Sandbox::empty();
    let workspace = handclasp::workspace::Workspace::at(sandbox.path("new folder"));
    let server = handclasp::office::OfficeServer::new(workspace).expect("a server");
    let browser = Browser::before(&server);
    let check = answered(&browser).text();
    assert!(!sandbox.path("new folder").exists());
    let got = browser.post("/start/check", &form(&[("shown", &hidden(&check, "shown"))]));
    assert_eq!(got.header("location"), "/profile?new=1", "{}", got.text());
    assert!(sandbox.path("new folder/institution.yaml").exists());
}

/// The entry of the menu that the docs show for Linux.
fn menu_entry() -> String {
    let page =
        std::fs::read_to_string(crate::support::root().join("docs/how-to/install.md")).expect("the page");
    let entry = page.split("```ini\n").nth(1).and_then(|rest| rest.split("```").next());
    entry.expect("the entry of the menu").to_owned()
}

#[test]
fn the_menu_entry_of_the_docs_starts_the_page() {
    let entry = menu_entry();
    let mut groups: Vec<(&str, Vec<(&str, &str)>)> = Vec::new();
    for line in entry.lines().filter(|line| !line.is_empty()) {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(name) => groups.push((name, Vec::new())),
            None => {
                let pair = line.split_once('=').unwrap_or_else(|| panic!("{line}"));
                groups.last_mut().expect("a group").1.push(pair);
            }
        }
    }
    let value = |group: &str, key: &str| {
        let (_, pairs) = groups.iter().find(|(name, _)| *name == group).expect("a group");
        pairs.iter().find(|(name, _)| *name == key).map(|(_, value)| *value).unwrap_or_default()
    };
    assert_eq!(groups[0].0, "Desktop Entry", "it stands first");
    assert_eq!(
        (value("Desktop Entry", "Type"), value("Desktop Entry", "Terminal")),
        ("Application", "false")
    );
    assert_eq!(value("Desktop Entry", "Actions"), "choose;");
    for group in ["Desktop Entry", "Desktop Action choose"] {
        assert!(!value(group, "Name").is_empty());
        let command: Vec<&str> = value(group, "Exec").split(' ').collect();
        assert_eq!(command[0], "handclasp");
        let sandbox = Sandbox::empty();
        std::fs::create_dir_all(sandbox.path("home")).expect("a home");
        let mut child = Command::new(env!("CARGO_BIN_EXE_handclasp"))
            .args(&command[1..])
            .arg("--no-browser")
            .current_dir(sandbox.path("home"))
            .env("XDG_CONFIG_HOME", sandbox.path("settings"))
            .env("HOME", sandbox.path("home"))
            .stdout(Stdio::piped())
            // As without a terminal.
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut address = String::new();
        let mut output = BufReader::new(child.stdout.take().expect("its output"));
        output.read_line(&mut address).expect("an address");
        child.kill().expect("it runs");
        child.wait().expect("the end");
        assert!(address.starts_with("http://127.0.0.1:"), "{group}: {address}");
    }
}
