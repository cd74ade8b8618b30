//! The office page changes words of documents: the file on disk, letter for letter, and what is made of it.

use axum::http::StatusCode;

use crate::office_browser::{Browser, Got};
use crate::support::Sandbox;

const FILE: &str = "templates/mou/en.md";
const WORDS: &str = "/words/mou/en";
const QUALITY: &str = "/words/mou/en/section/quality-and-recognition";
const NEW: &str = "Before each stay, both schools settle in writing what the learner is to learn.";

/// A form, written as a browser writes it.
fn form(fields: &[(&str, &str)]) -> String {
    let encoded = |text: &str| -> String {
        text.bytes()
            .map(|one| match one {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(one).to_string(),
                other => format!("%{other:02X}"),
            })
            .collect()
    };
    let pairs: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", encoded(&value.replace('\n', "\r\n"))))
        .collect();
    pairs.join("&")
}

/// What a page has in a hidden field.
fn hidden(page: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let at = page.find(&mark).unwrap_or_else(|| panic!("no {name}: {page}")) + mark.len();
    page[at..].split('"').next().expect("a value").to_owned()
}

/// Types a heading and words, and saves them.
fn save(browser: &Browser, address: &str, heading: &str, text: &str) -> Got {
    let seen = hidden(&browser.get(address).text(), "seen");
    browser.post(address, &form(&[("heading", heading), ("text", text), ("seen", &seen)]))
}

/// Saves, and gives the page that this leads to.
fn saved(browser: &Browser, address: &str, heading: &str, text: &str) -> String {
    let got = save(browser, address, heading, text);
    assert_eq!(got.status, StatusCode::SEE_OTHER, "{}", got.text());
    browser.get(got.header("location")).text()
}

fn back(browser: &Browser, address: &str) -> String {
    let seen = hidden(&browser.get(address).text(), "seen");
    let got = browser.post(address, &form(&[("action", "back"), ("seen", &seen)]));
    assert_eq!(got.status, StatusCode::SEE_OTHER, "{}", got.text());
    browser.get(got.header("location")).text()
}

fn no_problem(sandbox: &Sandbox) {
    let run = sandbox.run(&["check"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
}

#[test]
fn one_section_becomes_a_file_with_nothing_else_and_stands_in_the_document() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let list = browser.get("/words").text();
    assert!(
        list.contains("Memorandum of Understanding") && list.contains("href=\"/words/mou/pt-PT\""),
        "{list}"
    );
    let page = browser.get(WORDS).text();
    assert!(page.contains("The host partner assesses") && !page.contains("Your words"), "{page}");
    assert!(!sandbox.path(FILE).exists(), "looking wrote something");
    let told = saved(&browser, QUALITY, "Quality and recognition", NEW);
    assert!(told.contains("Saved") && told.contains("Your words") && told.contains(NEW), "{told}");
    assert_eq!(
        sandbox.read(FILE),
        format!("## Quality and recognition {{#quality-and-recognition}}\n\n{NEW}\n")
    );
    assert!(browser.get("/words").text().contains("1 of your own"));
    no_problem(&sandbox);
    sandbox.build(&["mou", "--partner", "tahtiselka"]);
    let made = sandbox.read("output/tahtiselka/mou.en.md");
    assert!(made.contains(NEW) && made.contains("5. Quality and recognition"), "{made}");
    assert!(!made.contains("The host partner assesses"), "{made}");
    // All others are the built-in ones.
    assert!(made.contains("Participants under 18 travel with the written consent"), "{made}");
}

#[test]
fn a_mark_stays_a_mark() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let address = "/words/mou/en/section/minors";
    assert!(!browser.get(address).text().contains("name=\"heading\""));
    saved(&browser, address, "", "Nobody under 18 travels.");
    assert_eq!(sandbox.read(FILE), "## {#minors}\nNobody under 18 travels.\n");
    no_problem(&sandbox);
}

/// Tried in the page: words of a section in a file with CRLF, comments and odd blanks | every other letter of the file is as it was
#[test]
fn all_else_that_a_person_wrote_stays_letter_for_letter() {
    let sandbox = Sandbox::sample();
    let before = "---\r\n# Ours since 2024.\r\ntitle:   'Our memorandum'\r\n---\r\n{# Do not touch! #}\r\n\r\n\
        ##   {#minors}\r\n{#- asked for by the director -#}\r\n\r\nNobody under 18\r\ntravels.   \r\n\r\n\r\n{# next #}\r\n\
        ## Implementation {#implementation}\r\nAs arranged.\r\n\r\n";
    sandbox.write(FILE, before);
    let browser = Browser::of(&sandbox);
    saved(&browser, "/words/mou/en/section/minors", "", "Nobody below 18 travels.\nNobody.");
    let once = before.replace("Nobody under 18\r\ntravels.", "Nobody below 18 travels.\r\nNobody.");
    assert_eq!(sandbox.read(FILE), once);
    saved(&browser, "/words/mou/en/section/implementation", "How it is done", "As arranged.");
    let twice = once.replace("## Implementation {#", "## How it is done {#");
    assert_eq!(sandbox.read(FILE), twice);
    saved(&browser, QUALITY, "Quality", NEW);
    assert_eq!(
        sandbox.read(FILE),
        format!("{twice}## Quality {{#quality-and-recognition}}\r\n\r\n{NEW}\r\n")
    );
    no_problem(&sandbox);
    // Taken back one by one: the comments stay.
    back(&browser, QUALITY);
    assert_eq!(sandbox.read(FILE).trim_end(), twice.trim_end());
    back(&browser, "/words/mou/en/section/minors");
    let rest = sandbox.read(FILE);
    for kept in [
        "# Ours since 2024.",
        "{# Do not touch! #}",
        "{#- asked for by the director -#}",
        "{# next #}",
        "How it is done",
    ] {
        assert!(rest.contains(kept), "{kept} is gone: {rest}");
    }
    assert!(!rest.contains("18"), "{rest}");
    no_problem(&sandbox);
}

#[test]
fn what_is_saved_and_taken_back_leaves_the_file_as_it_was() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let before = "## {#minors}\nNobody under 18 travels.\n";
    sandbox.write(FILE, before);
    saved(&browser, QUALITY, "Quality", NEW);
    let told = back(&browser, QUALITY);
    assert!(told.contains("The built-in words are back"), "{told}");
    assert_eq!(sandbox.read(FILE), before);
    // Typed back is the same as taken back, and with the last words the file goes.
    let built_in = "Participants under 18 travel with the written consent of their parents or guardians; the partners name a \
        responsible person on site and exchange emergency contacts before the stay.";
    saved(&browser, "/words/mou/en/section/minors", "", built_in);
    assert!(!sandbox.path(FILE).exists(), "{}", sandbox.read(FILE));
}

/// Tried in the page: words with an open tag, an unknown name, a forbidden link, a heading that begins another section | nothing is saved, and the message is that of `check`
#[test]
fn wrong_words_are_told_as_check_tells_them_and_nothing_is_written() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    for (text, told) in [
        ("The partners of {{ us will help.", "without its"),
        ("The partners of {{ uss }} will help.", "nothing is called"),
        ("{% if us %}The partners will help.", "never closed"),
        ("See [our page](file:///etc/passwd).", "a link cannot lead to"),
        ("", "has no words"),
        ("Text.\n\n## More {#costs-of-all}\n\nMore.", "other sections would be read otherwise"),
        ("Text.\n\n```\nMore.", "other sections would be read otherwise"),
        ("Text.\n\n## More {#quality-and-recognition}\n\nMore.", "is there twice"),
    ] {
        // Something behind it.
        let before = "## {#minors}\nNobody under 18 travels.\n\n## Quality {#quality-and-recognition}\nOf old.\n\n## {#work-plan-in-annex}\nSee annex.\n";
        sandbox.write(FILE, before);
        let got = save(&browser, QUALITY, "Quality", text);
        assert_eq!(got.status, StatusCode::OK, "{text}");
        let page = got.text();
        assert!(page.contains("Nothing was saved") && page.contains(told), "{text}: {page}");
        assert!(
            text.is_empty() || page.contains(text.lines().next_back().expect("a line")),
            "{text} is lost: {page}"
        );
        assert_eq!(sandbox.read(FILE), before, "{text}");
        let live =
            browser.post(&format!("{QUALITY}/look"), &form(&[("heading", "Quality"), ("text", text)])).text();
        assert!(live.contains("id=\"words-problems\"") && live.contains(told), "{text}: {live}");
        assert_eq!(sandbox.read(FILE), before, "{text}");
    }
}

#[test]
fn what_is_wrong_elsewhere_keeps_nobody_from_mending_a_section() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    sandbox.write(FILE, "## {#minors}\n{{ uss }}\n\n## Quality {#quality-and-recognition}\n{{ themm }}\n");
    let still = save(&browser, QUALITY, "Quality", "{{ themmm }}").text();
    assert!(still.contains("themmm") && still.contains("Nothing was saved"), "{still}");
    saved(&browser, QUALITY, "Quality", NEW);
    saved(&browser, "/words/mou/en/section/minors", "", "Nobody.");
    no_problem(&sandbox);
}

/// Tried in the page: two people change the same section, or two sections of one file | both texts are shown and one is chosen; sections do not get in each other’s way
#[test]
fn words_that_somebody_else_saved_meanwhile_are_not_written_over() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let seen = hidden(&browser.get(QUALITY).text(), "seen");
    let theirs = "## Quality {#quality-and-recognition}\n\nWords of a colleague.\n";
    sandbox.write(FILE, theirs);
    let mine =
        |seen: &str| browser.post(QUALITY, &form(&[("heading", "Quality"), ("text", NEW), ("seen", seen)]));
    let page = mine(&seen).text();
    assert_eq!(sandbox.read(FILE), theirs);
    assert!(page.contains("Somebody has changed these words meanwhile"), "{page}");
    assert!(page.contains("Words of a colleague.") && page.contains(NEW), "{page}");
    // Who has seen both may choose.
    assert_eq!(mine(&hidden(&page, "seen")).status, StatusCode::SEE_OTHER);
    assert!(sandbox.read(FILE).contains(NEW));
    // Another section of the same file is in nobody’s way.
    let seen = hidden(&browser.get("/words/mou/en/section/minors").text(), "seen");
    sandbox.edit(FILE, NEW, "Changed in an editor.");
    let got = browser.post("/words/mou/en/section/minors", &form(&[("text", "Nobody."), ("seen", &seen)]));
    assert_eq!(got.status, StatusCode::SEE_OTHER, "{}", got.text());
    let text = sandbox.read(FILE);
    assert!(text.contains("Changed in an editor.") && text.contains("Nobody."), "{text}");
    // A second click saves nothing twice.
    let again = browser.post("/words/mou/en/section/minors", &form(&[("text", "Nobody."), ("seen", &seen)]));
    assert!(browser.get(again.header("location")).text().contains("stand there already"));
    assert_eq!(sandbox.read(FILE), text);
}

#[test]
fn the_last_change_is_undone_unless_somebody_has_changed_the_file_since() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    assert!(!browser.get(WORDS).text().contains("/undo"));
    let page = saved(&browser, QUALITY, "Quality", NEW);
    let mark = hidden(&page, "mark");
    let undo = || browser.post(&format!("{WORDS}/undo"), &form(&[("mark", &mark)]));
    let told = browser.get(undo().header("location")).text();
    assert!(told.contains("The last change is undone"), "{told}");
    assert!(!sandbox.path(FILE).exists());
    let told = browser.get(undo().header("location")).text();
    assert!(told.contains("Nothing was undone"), "{told}");
    let page = saved(&browser, QUALITY, "Quality", NEW);
    let mark = hidden(&page, "mark");
    sandbox.edit(FILE, "Before", "Long before");
    let told = browser.post(&format!("{WORDS}/undo"), &form(&[("mark", &mark)]));
    assert!(browser.get(told.header("location")).text().contains("Nothing was undone"));
    assert!(sandbox.read(FILE).contains("Long before"));
}

/// Tried in the page: an old copy of all built-in words | only what differs counts as changed
#[test]
fn a_whole_copy_of_the_built_in_words_works_all_the_same() {
    let sandbox = Sandbox::sample();
    let run = sandbox.run(&["init", "--templates"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let copy = sandbox.read(FILE);
    let browser = Browser::of(&sandbox);
    assert!(!browser.get(WORDS).text().contains("Your words"), "a copy is taken for words of one’s own");
    saved(&browser, QUALITY, "Quality and recognition", NEW);
    let changed = sandbox.read(FILE);
    let old = "Before each stay, the sending and the host partner describe";
    let (start, end) =
        (copy.find(old).expect("the words"), copy.find("\n\n## {{ housed_by").expect("the next"));
    assert_eq!(changed, [&copy[..start], NEW, &copy[end..]].concat());
    assert_eq!(browser.get(WORDS).text().matches("class=\"chip edited\"").count(), 1);
    no_problem(&sandbox);
}

#[test]
fn a_document_of_ones_own_has_one_column() {
    let sandbox = Sandbox::sample();
    sandbox.write(
        "templates/greeting/document.yaml",
        "kind: page\nlayout: letter\nformats: [md]\nsections:\n  - {id: hello}\n",
    );
    sandbox.write("templates/greeting/en.md", "---\ntitle: \"Greeting\"\n---\n# Hello {#hello}\nDear all.\n");
    sandbox.write(
        "templates/slip/en.md",
        "---\ntitle: \"Slip\"\nlayout: letter\nformats: [md]\n---\nDear {{ partner.legal_name }}.\n",
    );
    no_problem(&sandbox);
    let browser = Browser::of(&sandbox);
    let page = browser.get("/words/greeting/en/section/hello").text();
    assert!(!page.contains("Built-in words") && !page.contains("value=\"back\""), "{page}");
    saved(&browser, "/words/greeting/en/section/hello", "Hello", "Dear friends.");
    assert_eq!(
        sandbox.read("templates/greeting/en.md"),
        "---\ntitle: \"Greeting\"\n---\n# Hello {#hello}\nDear friends.\n"
    );
    saved(&browser, "/words/slip/en/whole/text", "", "Dear friends of {{ partner.legal_name }}.");
    assert!(
        sandbox.read("templates/slip/en.md").ends_with("---\nDear friends of {{ partner.legal_name }}.\n")
    );
    no_problem(&sandbox);
}

#[test]
fn texts_at_the_top_are_changed_one_by_one() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    saved(&browser, "/words/mou/en/top/title", "", "Memorandum: \"ours\"");
    assert_eq!(sandbox.read(FILE), "---\ntitle: \"Memorandum: \\\"ours\\\"\"\n---\n");
    saved(&browser, QUALITY, "Quality", NEW);
    no_problem(&sandbox);
    sandbox.build(&["mou", "--partner", "tahtiselka"]);
    assert!(sandbox.read("output/tahtiselka/mou.en.md").contains("Memorandum: \"ours\""));
    back(&browser, "/words/mou/en/top/title");
    assert_eq!(sandbox.read(FILE), format!("## Quality {{#quality-and-recognition}}\n\n{NEW}\n"));
    // Several of which the first is taken that fits.
    let informal = "templates/contact-informal/en.md";
    let subject = "/words/contact-informal/en/top/subject";
    saved(&browser, subject, "", "{{ us }} and {{ them }}: shall we talk?\nShall we talk?");
    assert_eq!(
        sandbox.read(informal),
        "---\nsubject:\n  - \"{{ us }} and {{ them }}: shall we talk?\"\n  - \"Shall we talk?\"\n---\n"
    );
    sandbox.edit(informal, "subject:", "# Ours.\nsubject:");
    saved(&browser, subject, "", "Shall we talk?");
    let text = sandbox.read(informal);
    assert!(text.contains("# Ours.") && text.contains("Shall we talk?") && !text.contains("them"), "{text}");
    no_problem(&sandbox);
    let wrong = save(&browser, subject, "", "{{ uss }}").text();
    assert!(wrong.contains("Nothing was saved") && wrong.contains("uss"), "{wrong}");
}

#[test]
fn the_page_on_which_the_words_stand_is_shown_before_they_are_saved() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let look = |address: &str, text: &str, partner: &str| {
        let heading = if address == QUALITY { "Quality" } else { "" };
        let fields = form(&[("heading", heading), ("text", text), ("partner", partner)]);
        browser.post(&format!("{address}/look"), &fields).text()
    };
    let seen = look(QUALITY, NEW, "");
    let picture = |seen: &str| -> Vec<u8> {
        let at = seen.find("/words-pages/").unwrap_or_else(|| panic!("no picture: {seen}"));
        let address = seen[at..].split('"').next().expect("an address");
        let got = browser.get(address);
        assert_eq!((got.status, got.header("content-type")), (StatusCode::OK, "image/png"));
        got.bytes
    };
    assert!(seen.contains("Page 2 of 3"), "{seen}");
    let other = look(QUALITY, "Something else stands here.", "");
    assert_ne!(picture(&seen), picture(&other));
    assert!(!sandbox.path(FILE).exists());
    // Of a partner who does not get these words.
    let nobody = look("/words/mou/en/section/further-reference", "Of {{ organisation.name }}.", "tahtiselka");
    assert!(nobody.contains("do not come in the document for"), "{nobody}");
    let mail = look("/words/contact-informal/en/section/let-me-know", "Write me a line.", "");
    assert!(mail.contains("Write me a line.") && mail.contains("typed-letter"), "{mail}");
    assert_eq!(browser.get("/words-pages/none").status, StatusCode::NOT_FOUND);
}

#[test]
fn a_file_that_cannot_be_cut_into_sections_is_left_alone() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let text = "Words of nobody.\n\n## {#minors}\nNobody.\n";
    sandbox.write(FILE, text);
    for address in [WORDS, QUALITY] {
        let page = browser.get(address).text();
        assert!(page.contains("The file cannot be read") && page.contains("printed nowhere"), "{page}");
    }
    assert!(browser.post(QUALITY, "text=x&seen=").text().contains("The file cannot be read"));
    assert_eq!(sandbox.read(FILE), text);
    assert!(browser.get("/words").text().contains("The file cannot be read"));
    for gone in [
        "/words/none/en",
        "/words/mou/xx",
        "/words/mou/de/section/none",
        "/words/..%2F..%2Fetc/en",
        "/words/mou/de/top/layout",
    ] {
        assert_eq!(browser.get(gone).status, StatusCode::NOT_FOUND, "{gone}");
        assert!(browser.post(gone, "text=x").status.is_client_error(), "{gone}");
    }
}
