//! The office page: who gets in, what it shows, what it makes. Requests go through the same router as those of a browser.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use handclasp::locale::placeholders;
use handclasp::office::spoken;
use serde_json::Value;

use crate::office_browser::{Browser, Got};
use crate::support::Sandbox;

#[test]
fn the_key_moves_from_the_address_into_a_cookie_that_no_script_and_no_other_page_has() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    assert_eq!(browser.key.len(), 32, "128 bits");
    let got = browser.bare(Method::GET, &format!("/?key={}", browser.key), &[("host", &browser.host)]);
    assert_eq!(got.status, StatusCode::SEE_OTHER);
    assert_eq!(got.header("location"), "/");
    let cookie = got.header("set-cookie");
    for part in [browser.cookie().as_str(), "HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(part), "{cookie} has no {part}");
    }
    let host = browser.host.as_str();
    let inside = browser.bare(Method::GET, "/", &[("host", host), ("cookie", &browser.cookie())]);
    assert_eq!(inside.status, StatusCode::OK);
    assert!(!inside.text().contains(&browser.key), "the key stands on the page");
    // Another run has another key.
    assert_ne!(browser.key, Browser::of(&sandbox).key);
}

#[test]
fn nobody_gets_in_without_the_key() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let host = ("host", browser.host.as_str());
    let wrong = format!("/?key={}", "0".repeat(32));
    let shorter = format!("/?key={}", &browser.key[..31]);
    let elsewhere = format!("/problems?key={}", browser.key);
    for path in ["/", "/?key=", &wrong, &shorter, &elsewhere, "/problems", "/assets/office.css", "/nothing"] {
        let got = browser.bare(Method::GET, path, &[host]);
        assert_eq!(got.status, StatusCode::FORBIDDEN, "{path}");
        assert!(got.header("set-cookie").is_empty(), "{path}");
        assert!(!got.text().contains("tahtiselka"), "{path}");
    }
    let own = browser.cookie();
    let others = [own.replace('=', "=x"), own.to_uppercase(), format!("x{own}"), "handclasp=1".to_owned()];
    for cookie in &others {
        let got = browser.bare(Method::GET, "/", &[host, ("cookie", cookie)]);
        assert_eq!(got.status, StatusCode::FORBIDDEN, "{cookie}");
    }
}

#[test]
fn a_foreign_host_gets_nothing() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let cookie = browser.cookie();
    let port = browser.host.rsplit(':').next().expect("a port");
    let local = format!("localhost:{port}");
    assert_eq!(
        browser.bare(Method::GET, "/", &[("host", &local), ("cookie", &cookie)]).status,
        StatusCode::OK
    );
    let other_port = "127.0.0.1:1".to_owned();
    let dotted = format!("{}.", browser.host);
    let rebound = format!("evil.example:{port}");
    let inside = format!("127.0.0.1:{port}.evil.example");
    for host in ["evil.example", "127.0.0.1", "localhost", &other_port, &dotted, &rebound, &inside, ""] {
        let got = browser.bare(Method::GET, "/", &[("host", host), ("cookie", &cookie)]);
        assert_eq!(got.status, StatusCode::MISDIRECTED_REQUEST, "{host}");
    }
    let none = browser.bare(Method::GET, "/", &[("cookie", &cookie)]);
    assert_eq!(none.status, StatusCode::MISDIRECTED_REQUEST);
    let two = [("host", browser.host.as_str()), ("host", "evil.example"), ("cookie", &cookie)];
    assert_eq!(browser.bare(Method::GET, "/", &two).status, StatusCode::MISDIRECTED_REQUEST);
    // A whole address in the first line counts too.
    let whole =
        browser.bare(Method::GET, "http://evil.example/", &[("host", &browser.host), ("cookie", &cookie)]);
    assert_eq!(whole.status, StatusCode::MISDIRECTED_REQUEST);
}

#[test]
fn another_page_in_the_browser_gets_nothing_and_changes_nothing() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let (host, cookie) = (("host", browser.host.as_str()), browser.cookie());
    let key = ("cookie", cookie.as_str());
    let own = format!("http://{}", browser.host);
    let secure = format!("https://{}", browser.host);
    let foreign = [
        vec![("origin", "http://evil.example")],
        vec![("origin", "null")],
        vec![("origin", "null"), ("sec-fetch-site", "none")],
        vec![("origin", "null"), ("sec-fetch-site", "cross-site")],
        vec![("origin", secure.as_str())],
        vec![("sec-fetch-site", "cross-site")],
        vec![("sec-fetch-site", "same-site")],
        vec![("sec-fetch-site", "cross-site"), ("origin", own.as_str())],
        vec![("sec-fetch-site", "same-origin"), ("origin", "http://evil.example")],
    ];
    for headers in &foreign {
        let mut all = vec![host, key];
        all.extend(headers);
        for (method, path) in [(Method::GET, "/"), (Method::POST, "/partners/tahtiselka/make")] {
            assert_eq!(browser.bare(method, path, &all).status, StatusCode::FORBIDDEN, "{headers:?}");
        }
    }
    // A form of nobody knows where.
    let unknown = browser.bare(Method::POST, "/partners/tahtiselka/make", &[host, key]);
    assert_eq!(unknown.status, StatusCode::FORBIDDEN);
    assert!(!sandbox.path("output").exists(), "something was made");
    // A form of ours, as browsers send it that are told to send no referrer.
    let unnamed = [host, key, ("origin", "null"), ("sec-fetch-site", "same-origin")];
    assert_eq!(browser.bare(Method::POST, "/end", &unnamed).status, StatusCode::OK);
    // What changes something is no address that a picture could have.
    for path in ["/partners/tahtiselka/make", "/end"] {
        assert!(browser.get(path).status.is_client_error(), "{path}");
    }
}

#[test]
fn every_answer_forbids_what_it_does_not_need() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let paths =
        ["/", "/problems", "/assets/office.css", "/nothing", "/partners/tahtiselka/contact-formal.en/mail"];
    let mut answers: Vec<(String, Got)> =
        paths.iter().map(|path| ((*path).to_owned(), browser.get(path))).collect();
    answers.push(("no key".to_owned(), browser.bare(Method::GET, "/", &[("host", &browser.host)])));
    for (path, got) in &answers {
        let policy = got.header("content-security-policy");
        assert!(
            policy.contains("default-src 'none'") && policy.contains("frame-ancestors"),
            "{path}: {policy}"
        );
        assert!(path.ends_with("/mail") || !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(got.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(got.header("cache-control"), "no-store", "{path}");
        assert_eq!(got.header("x-content-type-options"), "nosniff", "{path}");
        assert!(got.header("access-control-allow-origin").is_empty(), "{path}");
        let text = got.text();
        let is_page = got.header("content-type").starts_with("text/html") && !path.ends_with("/mail");
        assert!(
            !is_page || !text.contains(" style=") && !text.contains("<style") && !text.contains(" onclick"),
            "{path}"
        );
    }
    // An email is shown where it can do nothing.
    let mail = &answers[4].1;
    assert_eq!(mail.status, StatusCode::OK);
    assert!(mail.header("content-security-policy").contains("sandbox"));
}

#[test]
fn nothing_outside_the_folder_is_read() {
    let sandbox = Sandbox::sample();
    sandbox.write("secret.yaml", "legal_name: \"SECRET\"\nkind: ngo\n");
    sandbox.write("partners/../outside/mou.en.pdf", "SECRET");
    let browser = Browser::of(&sandbox);
    let tricks = [
        "..",
        "%2e%2e",
        "..%2fsecret",
        "..%2f..%2fetc%2fpasswd",
        "%2fetc%2fpasswd",
        "..%5csecret",
        "C:%5csecret",
        "tahtiselka%00",
        "%00",
        "nul",
        "con.yaml",
        "tahtiselka.",
        "tahtiselka%20",
        "TAHTISELKA",
        "tahtiselka.yaml",
        "%ff%fe",
        "%252e%252e%252fsecret",
        ".",
        "_all",
        "tahtiselka%2f..%2ftahtiselka",
    ];
    for trick in tricks {
        for path in [
            format!("/partners/{trick}"),
            format!("/partners/{trick}/mou.en"),
            format!("/partners/tahtiselka/{trick}"),
            format!("/partners/{trick}/mou.en/file/pdf"),
            format!("/partners/tahtiselka/{trick}/file/pdf"),
            format!("/partners/tahtiselka/mou.en/file/{trick}"),
            format!("/partners/tahtiselka/mou.en/pages/{trick}"),
            format!("/assets/{trick}"),
            format!("/assets/words%2fen.yaml%00{trick}.css"),
        ] {
            let got = browser.get(&path);
            assert!(got.status.is_client_error(), "{path}: {}", got.status);
            assert!(!got.text().contains("SECRET") && !got.text().contains("root:"), "{path}");
        }
        let made = browser.post(&format!("/partners/{trick}/make"), "");
        assert!(made.status.is_client_error(), "{trick}: {}", made.status);
        let made = browser.post("/partners/tahtiselka/make", &format!("document={trick}"));
        assert!(made.status.is_client_error(), "{trick}: {}", made.status);
    }
    assert!(!sandbox.path("output").exists(), "something was made");
}

#[test]
fn a_link_out_of_the_folder_is_not_followed() {
    #[cfg(unix)]
    {
        let sandbox = Sandbox::sample();
        let outside = tempfile::tempdir().expect("a folder");
        assert_eq!(sandbox.build(&["one-pager", "--partner", "tahtiselka"]).code, 0);
        std::fs::rename(sandbox.path("output/tahtiselka"), outside.path().join("moved")).expect("moved");
        std::fs::write(outside.path().join("moved/one-pager.en.pdf"), "SECRET").expect("written");
        std::os::unix::fs::symlink(outside.path().join("moved"), sandbox.path("output/tahtiselka"))
            .expect("a link");
        let browser = Browser::of(&sandbox);
        let got = browser.get("/partners/tahtiselka/one-pager.en/file/pdf");
        assert!(!got.text().contains("SECRET"), "{}", got.status);
        let before = std::fs::read(outside.path().join("moved/one-pager.en.pdf")).expect("a file");
        browser.post("/partners/tahtiselka/make", "");
        assert_eq!(std::fs::read(outside.path().join("moved/one-pager.en.pdf")).expect("a file"), before);
    }
}

#[test]
fn what_is_larger_than_any_form_is_not_read() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let large = 100_000_000;
    let announced = browser.own(Method::POST, "/partners/tahtiselka/make");
    let announced = announced.header(header::CONTENT_LENGTH, large);
    let got = browser.send(announced.body(Body::empty()).expect("a request"));
    assert_eq!(got.status, StatusCode::PAYLOAD_TOO_LARGE);
    let unreadable = browser.own(Method::POST, "/end").header(header::CONTENT_LENGTH, "-1");
    assert_eq!(
        browser.send(unreadable.body(Body::empty()).expect("a request")).status,
        StatusCode::PAYLOAD_TOO_LARGE
    );
    // In pieces, without its length in front.
    let unannounced = browser.own(Method::POST, "/partners/tahtiselka/make");
    let unannounced = unannounced.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let got = browser.send(unannounced.body(Body::from(vec![b'a'; large])).expect("a request"));
    assert_eq!(got.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(!sandbox.path("output").exists(), "something was made");
}

#[test]
fn a_value_is_never_markup() {
    let hostile = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\\\"'&amp; A & <B>";
    let sandbox = Sandbox::with_partner(
        "hostile",
        &format!(
            "legal_name: \"{hostile}\"\nkind: company\naddress: {{city: \"{hostile}\", country: DE}}\nlogbook:\n  \
             next_action: \"{hostile}\"\n  log:\n    - {{date: \"2026-01-02\", channel: \"{hostile}\", direction: out, summary: \"{hostile}\"}}\n"
        ),
    );
    let browser = Browser::of(&sandbox);
    let query = "/?q=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E&only=%3Cscript%3E%3D1";
    for path in ["/", query, "/partners/hostile", "/partners/hostile/one-pager.en", "/problems"] {
        let got = browser.get(path);
        assert_eq!(got.status, StatusCode::OK, "{path}");
        let text = got.text();
        assert!(!text.contains("<script>alert") && !text.contains("<img src=x"), "{path}: {text}");
    }
    let page = browser.get("/partners/hostile").text();
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "the name is not there as it is");
    assert!(page.contains("&amp;amp; A &amp; &lt;B&gt;"), "{page}");
}

#[test]
fn the_list_shows_each_partner_with_how_its_documents_stand() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let before = browser.get("/").text();
    for id in ["tahtiselka", "gruenfliess", "zolty-wiatrak", "camara-penarroble"] {
        assert!(before.contains(&format!("href=\"/partners/{id}\"")), "{id}");
    }
    assert!(before.contains("4 partners") && before.contains("Not made yet"));
    assert!(!sandbox.path("output").exists(), "looking made something");
    // What happens in the folder meanwhile is seen.
    assert_eq!(sandbox.run(&["build", "--partner", "tahtiselka", "one-pager"]).code, 0);
    assert!(browser.get("/?q=tahtiselka").text().contains("Up to date"));
    let path = sandbox.path("output/tahtiselka/one-pager.en.md");
    let edited = std::fs::read_to_string(&path).expect("a text") + "\nBy hand.\n";
    std::fs::write(&path, edited).expect("written");
    assert!(browser.get("/?q=tahtiselka").text().contains("Edited by hand"));
    sandbox.write("partners/new-one.yaml", "legal_name: \"A New One\"\nkind: ngo\n");
    assert!(browser.get("/").text().contains("A New One"));
    std::fs::remove_file(sandbox.path("partners/gruenfliess.yaml")).expect("removed");
    let got = browser.get("/partners/gruenfliess");
    assert_eq!(got.status, StatusCode::NOT_FOUND);
    assert!(got.text().contains("deleted or renamed"), "{}", got.text());
}

#[test]
fn the_list_is_narrowed_and_sorted() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let names = |path: &str| -> Vec<String> {
        let text = browser.get(path).text();
        let rows = text.split("class=\"name\" href=\"/partners/").skip(1);
        rows.filter_map(|row| row.split('"').next()).map(str::to_owned).collect()
    };
    assert_eq!(names("/").len(), 4);
    // Accents and capitals do not matter.
    assert_eq!(names("/?q=TAHTISELKA"), ["tahtiselka"]);
    assert_eq!(names("/?q=finland"), ["tahtiselka"]);
    assert_eq!(names("/?q=nobody+at+all"), Vec::<String>::new());
    assert_eq!(names("/?country=FI"), ["tahtiselka"]);
    assert_eq!(names("/?only=country%3DFI,DE").len(), 2);
    assert!(browser.get("/?only=colour%3Dblue").text().contains("a partner has no field"));
    let mut by_country = names("/?sort=country");
    assert_ne!(by_country, names("/"));
    by_country.sort();
    let mut all = names("/");
    all.sort();
    assert_eq!(by_country, all);
    assert_eq!(names("/?sort=nonsense&page=99999999999999999999999"), names("/"));
}

#[test]
fn a_long_list_has_pages() {
    let sandbox = Sandbox::with_partner("p000", "legal_name: \"P 000\"\nkind: ngo\ndocuments: []\n");
    for number in 1..95 {
        let text = format!("legal_name: \"P {number:03}\"\nkind: ngo\ndocuments: []\n");
        sandbox.write(&format!("partners/p{number:03}.yaml"), text);
    }
    let browser = Browser::of(&sandbox);
    let rows = |path: &str| browser.get(path).text().matches("class=\"name\"").count();
    assert_eq!((rows("/"), rows("/?page=2"), rows("/?page=3"), rows("/?page=4")), (40, 40, 15, 15));
    assert!(browser.get("/?q=p").text().contains("href=\"/?q=p&amp;page=2\""));
    assert_eq!(rows("/?q=094"), 1);
}

#[test]
fn documents_are_shown_without_being_written() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let before = sandbox.files("");
    let picture = browser.get("/partners/tahtiselka/mou.en/pages/1");
    assert_eq!((picture.status, picture.header("content-type")), (StatusCode::OK, "image/png"));
    assert!(picture.bytes.starts_with(b"\x89PNG"));
    let larger = browser.get("/partners/tahtiselka/mou.en/pages/1?size=large");
    assert!(larger.bytes.len() > picture.bytes.len());
    assert_eq!(browser.get("/partners/tahtiselka/mou.en/pages/999").status, StatusCode::NOT_FOUND);
    assert_eq!(browser.get("/partners/tahtiselka/mou.en/pages/0").status, StatusCode::NOT_FOUND);
    let pdf = browser.get("/partners/tahtiselka/mou.en/file/pdf");
    assert_eq!(pdf.header("content-type"), "application/pdf");
    assert!(pdf.bytes.starts_with(b"%PDF") && pdf.header("content-disposition").starts_with("inline"));
    // What the partner's file has in English only cannot be made in German, and that is told with its lines.
    let german = browser.get("/partners/tahtiselka/one-pager.de").text();
    assert!(
        german.contains("One-pager (German)") && german.contains("partners/tahtiselka.yaml, line "),
        "{german}"
    );
    let mail = browser.get("/partners/tahtiselka/contact-formal.en/file/eml?save=1");
    assert!(mail.text().contains("Subject:") && mail.header("content-disposition").starts_with("attachment"));
    assert_eq!(browser.get("/partners/tahtiselka/mou.en/file/eml").status, StatusCode::NOT_FOUND);
    let page = browser.get("/partners/tahtiselka/mou.en").text();
    assert!(page.contains("/mou.en/pages/2?size=large"), "{page}");
    assert_eq!(sandbox.files(""), before, "looking wrote something");
}

#[test]
fn a_button_makes_what_build_makes() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let got = browser.post("/partners/tahtiselka/make", "document=one-pager.en");
    assert_eq!(got.status, StatusCode::OK);
    let made = got.text();
    assert!(made.contains("2 files were made"), "{made}");
    let pdf = sandbox.bytes("output/tahtiselka/one-pager.en.pdf");
    assert!(!sandbox.path("output/tahtiselka/mou.en.pdf").exists(), "only one was asked for");
    // What was made is what is given.
    assert_eq!(browser.get("/partners/tahtiselka/one-pager.en/file/pdf").bytes, pdf);
    let again = browser.post("/partners/tahtiselka/make", "document=one-pager.en").text();
    assert!(again.contains("Nothing was made") && again.contains("up to date already"), "{again}");
    browser.post("/partners/tahtiselka/make", "");
    let by_button = crate::support::documents_below(&sandbox.path("output/tahtiselka"));
    let run = sandbox.run(&["build", "--partner", "tahtiselka", "--out", "other"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(by_button, crate::support::documents_below(&sandbox.path("other/tahtiselka")));
}

#[test]
fn a_hand_edit_stays() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    browser.post("/partners/tahtiselka/make", "document=one-pager.en");
    let name = "output/tahtiselka/one-pager.en.md";
    let edited = sandbox.read(name) + "\nA sentence by hand.\n";
    sandbox.write(name, &edited);
    sandbox.edit("partners/tahtiselka.yaml", "legal_name: \"", "legal_name: \"New ");
    let got = browser.post("/partners/tahtiselka/make", "").text();
    assert_eq!(sandbox.read(name), edited);
    assert!(got.contains("was edited"), "{got}");
    assert!(browser.get("/partners/tahtiselka").text().contains("Edited by hand"));
}

#[test]
fn what_is_missing_is_told_with_its_line_and_nothing_is_made() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    sandbox.write(
        "partners/bare.yaml",
        "legal_name: \"Bare\"\nkind: ngo\ncountry: DE\ndocuments: [contact-formal]\n",
    );
    let got = browser.post("/partners/bare/make", "").text();
    assert!(got.contains("Not everything was made"), "{got}");
    assert!(got.contains("partners/bare.yaml, line "), "{got}");
    assert!(!sandbox.path("output/bare").join("contact-formal.en.eml").exists());
    assert!(browser.get("/partners/bare").text().contains("Cannot be made yet"));
    let problems = browser.get("/problems").text();
    assert!(problems.contains("partners/bare.yaml, line ") && problems.contains("What does this mean?"));
    assert!(browser.get("/parts/problems").text().contains("in your files"));
}

#[test]
fn a_folder_that_cannot_be_read_says_so_until_it_is_mended() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let good = sandbox.read("institution.yaml");
    sandbox.write("institution.yaml", "legal_name: [\n");
    for path in ["/", "/problems", "/partners/tahtiselka"] {
        let got = browser.get(path);
        assert_eq!(got.status, StatusCode::OK, "{path}");
        assert!(
            got.text().contains("The folder cannot be read") && got.text().contains("institution.yaml"),
            "{path}"
        );
    }
    sandbox.write("institution.yaml", good);
    assert!(browser.get("/").text().contains("tahtiselka"));
}

#[test]
fn the_page_speaks_the_language_of_the_browser() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    for one in spoken().expect("languages") {
        let request =
            browser.own(Method::GET, "/").header(header::ACCEPT_LANGUAGE, format!("{};q=0.9", one.tag));
        let text = browser.send(request.body(Body::empty()).expect("a request")).text();
        assert!(text.contains(&format!("<html lang=\"{}\">", one.tag)), "{}", one.tag);
        assert!(text.contains(&one.words.overview.last_contact), "{}", one.tag);
        let chosen = browser.get(&format!("/language/{}", one.tag));
        assert!(chosen.header("set-cookie").contains(one.tag));
    }
    assert_eq!(browser.get("/language/xx").status, StatusCode::NOT_FOUND);
    let unknown = browser.own(Method::GET, "/").header(header::ACCEPT_LANGUAGE, "ja, *;q=0.1");
    assert!(
        browser.send(unknown.body(Body::empty()).expect("a request")).text().contains("<html lang=\"en\">")
    );
}

#[test]
fn a_language_of_the_page_has_every_word_and_sets_in_the_same() {
    let languages = spoken().unwrap_or_else(|found| panic!("{found:?}"));
    assert_eq!(languages.first().map(|one| one.tag), Some("en"));
    let texts = |words: &handclasp::office::PageWords| {
        let mut all = Vec::new();
        leaves("", &serde_json::to_value(words).expect("JSON"), &mut all);
        all
    };
    let english = texts(&languages[0].words);
    assert!(english.len() > 120, "{}", english.len());
    for one in &languages {
        let own = texts(&one.words);
        for (path, text) in &own {
            assert!(!text.trim().is_empty(), "{}: {path}", one.tag);
            // A form for another number may be one that English has not.
            let stem = path.trim_end_matches("/few").trim_end_matches("/many");
            let stem = if stem == path { path.clone() } else { format!("{stem}/other") };
            let same = english.iter().find(|(other, _)| *other == stem);
            let Some((_, same)) = same else { panic!("{}: {path} is in no English file", one.tag) };
            let names = |text: &str| {
                let mut names: Vec<String> =
                    placeholders(text).into_iter().map(|(name, _)| name.to_owned()).collect();
                names.sort();
                names
            };
            let is_one = path.ends_with("/one");
            assert!(
                names(text) == names(same) || is_one && names(text).is_empty(),
                "{}: {path}: {text}",
                one.tag
            );
        }
        assert_eq!(one.words.documents.len(), languages[0].words.documents.len(), "{}", one.tag);
    }
}

fn leaves(path: &str, value: &Value, into: &mut Vec<(String, String)>) {
    match value {
        Value::Object(map) => {
            map.iter().for_each(|(key, value)| leaves(&format!("{path}/{key}"), value, into))
        }
        Value::String(text) => into.push((path.to_owned(), text.clone())),
        _ => {}
    }
}

#[test]
fn the_program_serves_on_this_computer_only_and_ends_by_the_button() {
    let sandbox = Sandbox::sample();
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
    assert!(host.starts_with("127.0.0.1:"), "{address}");
    let port = host.rsplit(':').next().expect("a port");
    let ask = |request: String| {
        let mut stream = TcpStream::connect(host).expect("a connection");
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    };
    let rest = format!("Host: {host}\r\nCookie: handclasp-{port}={key}\r\nConnection: close\r\n");
    let page = ask(format!("GET / HTTP/1.1\r\n{rest}\r\n"));
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("tahtiselka"), "{page}");
    let refused = ask(format!("GET / HTTP/1.1\r\nHost: evil.example:{port}\r\nConnection: close\r\n\r\n"));
    assert!(refused.starts_with("HTTP/1.1 421"), "{refused}");
    let ended =
        ask(format!("POST /end HTTP/1.1\r\n{rest}Origin: http://{host}\r\nContent-Length: 0\r\n\r\n"));
    assert!(ended.starts_with("HTTP/1.1 200"), "{ended}");
    assert_eq!(child.wait().expect("the end").code(), Some(0));
    // The folder is known the next time, from wherever it is asked for.
    let noted = sandbox.read("settings/handclasp/opened.txt");
    assert_eq!(noted.lines().count(), 1, "{noted}");
    assert!(std::path::Path::new(noted.trim()).join("institution.yaml").is_file(), "{noted}");
}

#[test]
fn a_file_cannot_be_opened_as_a_folder() {
    let sandbox = Sandbox::empty();
    sandbox.write("letter.docx", "x");
    let run = sandbox.run(&["open", "letter.docx", "--no-browser"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("no folder that can be opened"), "{}", run.stderr);
    let run = sandbox.run(&["open", "--no-browser", "--ask-password"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("there is no institution.yaml"), "{}", run.stderr);
}
