//! The office page in other languages: no word of English on a page of them; the institution's colour, whatever it is.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Method, header};
use handclasp::colour::{LEAST_CONTRAST, contrast};
use handclasp::locale::placeholders;
use handclasp::office::{Spoken, spoken};
use handclasp::reminders::ReminderPhrase;
use serde_json::Value;

use crate::office_browser::Browser;
use crate::support::Sandbox;

/// All texts of a language's files, each with where it stands.
fn texts(one: &Spoken) -> Vec<(String, String)> {
    fn leaves(path: &str, value: &Value, into: &mut Vec<(String, String)>) {
        match value {
            Value::Object(map) => {
                map.iter().for_each(|(key, value)| leaves(&format!("{path}/{key}"), value, into));
            }
            Value::String(text) => into.push((path.to_owned(), text.clone())),
            _ => {}
        }
    }
    let mut all = Vec::new();
    leaves("", &serde_json::to_value(&one.words).expect("JSON"), &mut all);
    leaves("/fields", &serde_json::to_value(&one.model).expect("JSON"), &mut all);
    all
}

#[test]
fn every_language_has_each_sentence_of_a_reminder_with_what_is_set_into_it() {
    let blanks = |text: &str| -> BTreeSet<String> {
        placeholders(text).into_iter().map(|(name, _)| name.to_owned()).collect()
    };
    let keys: BTreeSet<&str> = ReminderPhrase::ALL.iter().map(|phrase| phrase.key()).collect();
    assert_eq!(keys.len(), ReminderPhrase::ALL.len(), "two have the same name");
    for one in spoken().expect("languages") {
        let own: BTreeSet<&str> = one.words.reminders.keys().map(String::as_str).collect();
        assert_eq!(own, keys, "{}", one.tag);
        for phrase in ReminderPhrase::ALL {
            let text = one.words.reminder(*phrase);
            assert_eq!(blanks(text), blanks(phrase.english()), "{}: {}: {text}", one.tag, phrase.key());
        }
    }
}

/// What stands on a page to be read or heard: the texts between tags, and the attributes that are read out. What is marked
/// as being of another language than the page is left out.
fn readable(page: &str, own: &str) -> Vec<String> {
    const VOID: [&str; 6] = ["meta", "link", "img", "input", "br", "wbr"];
    const HEARD: [&str; 4] = ["title", "alt", "aria-label", "placeholder"];
    let mut read = Vec::new();
    // Of each element that is open, whether it is left out.
    let mut open: Vec<bool> = Vec::new();
    let mut rest = page;
    let mut text = String::new();
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let end = at + rest[at..].find('>').expect("the end of a tag");
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        let name: String = tag.chars().take_while(|one| !one.is_whitespace() && *one != '/').collect();
        if name == "wbr" {
            continue;
        }
        let is_left_out = open.last().is_some_and(|is_left_out| *is_left_out);
        if !is_left_out {
            read.push(unescaped(&text));
        }
        text.clear();
        if tag.starts_with('/') {
            open.pop();
            continue;
        }
        let attribute = |name: &str| {
            let from = tag.find(&format!(" {name}=\""))? + name.len() + 3;
            Some(tag[from..].split('"').next().unwrap_or_default())
        };
        let is_code = matches!(name.as_str(), "script" | "style" | "pre" | "code" | "textarea");
        // Inside of what is left out there may be something of ours again.
        let is_foreign = attribute("lang").map_or(is_left_out, |lang| lang != own) || is_code;
        if !is_foreign {
            read.extend(HEARD.iter().filter_map(|name| attribute(name)).map(unescaped));
        }
        if !VOID.contains(&name.as_str()) && !name.starts_with('!') {
            open.push(is_foreign);
        }
    }
    assert!(open.is_empty(), "an element is open at the end");
    read.into_iter()
        .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|text| !text.is_empty())
        .collect()
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// What English says and another language says otherwise, cut at what is set in: long enough that no name has it.
fn english_of(english: &Spoken, other: &Spoken) -> Vec<String> {
    let own: Vec<String> = texts(other).into_iter().map(|(_, text)| text).collect();
    let mut phrases: Vec<String> = Vec::new();
    for (_, text) in texts(english) {
        let parts = text.split(['{', '}']).enumerate().filter(|(at, _)| at % 2 == 0).map(|(_, part)| part);
        let parts = parts.map(|part| part.trim_matches(|one: char| !one.is_alphanumeric()));
        phrases.extend(parts.filter(|part| part.len() > 3).map(str::to_owned));
    }
    phrases.retain(|phrase| !own.iter().any(|text| text.contains(phrase.as_str())));
    phrases
}

/// Words that no sentence of English does without, and that the other languages of the page do not have.
const ENGLISH: [&str; 14] = [
    "the", "of", "and", "with", "this", "that", "these", "from", "not", "are", "your", "which", "when",
    "there",
];

/// Whether a text has this, not as a part of another word.
fn has_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + words.len()..].chars().next();
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}

/// Where the links of a page lead, those to files, pictures and other languages left out; of the partners only one is
/// gone through whole.
fn leads_to(page: &str) -> Vec<String> {
    let links = page.split("href=\"").chain(page.split("hx-get=\"")).skip(1);
    let links = links.filter_map(|rest| rest.split('"').next()).map(unescaped);
    let links = links.map(|link| link.split('#').next().unwrap_or_default().to_owned());
    let is_page = |link: &String| {
        link.starts_with('/')
            && !["/assets/", "/accent", "/language/", "/file/", "/pages/"]
                .iter()
                .any(|part| link.contains(part))
            && !link.ends_with("/mail")
    };
    links.filter(is_page).collect()
}

/// What pages are alike by: the same page of another partner is left out.
fn shape(path: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let parts: Vec<&str> = path.split('/').collect();
    let keys: Vec<&str> = query.split('&').filter_map(|pair| pair.split('=').next()).collect();
    match parts.as_slice() {
        ["", "words", _, _] => "/words/*/*".to_owned(),
        ["", "words", _, _, kind, _] => format!("/words/*/*/{kind}/*"),
        ["", "partners", _] => format!("/partners/*?{}", keys.join("&")),
        ["", "partners", _, stem, rest @ ..] => format!(
            "/partners/*/{}/{}?{}",
            stem.split('.').next().unwrap_or_default(),
            rest.join("/"),
            keys.join("&")
        ),
        _ => format!("{path}?{}", keys.join("&")),
    }
}

/// All pages that links lead to, in a language, each with where it is.
fn all_pages(browser: &Browser, tag: &str) -> Vec<(String, String)> {
    const MOST: usize = 120;
    let get = |path: &str| {
        let request = browser.own(Method::GET, path).header(header::ACCEPT_LANGUAGE, tag);
        let got = browser.send(request.body(Body::empty()).expect("a request"));
        // Lists and texts that can be saved are in the language of what stands in them.
        got.header("content-type").starts_with("text/html").then(|| got.text())
    };
    let mut waiting = vec!["/".to_owned(), "/partners/nobody".to_owned(), "/?q=zzzzzz".to_owned()];
    let mut seen = BTreeSet::new();
    let mut pages = Vec::new();
    while let Some(path) = waiting.pop() {
        if !seen.insert(shape(&path)) || pages.len() > MOST {
            continue;
        }
        let Some(page) = get(&path) else { continue };
        waiting.extend(leads_to(&page));
        pages.push((path, page));
    }
    assert!(pages.len() <= MOST, "there are more pages than this looks at");
    pages
}

/// Tried in the page: its whole in German, Polish and Portuguese, with the sample of that language | no word of English but
/// in the messages of `check`, which say of themselves that they are
#[test]
fn no_page_has_a_word_of_english_in_another_language() {
    let languages = spoken().expect("languages");
    let (english, others) = languages.split_first().expect("English");
    assert!(others.len() >= 3);
    for one in others {
        let sandbox = Sandbox::empty();
        let run = sandbox.run(&["init", "--lang", one.tag, &sandbox.path("").display().to_string()]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        // Something to be told of, and every state.
        sandbox.write("partners/xxi.yaml", "legal_name: \"Xxi\"\nkind: ngo\ndocuments: [contact-formal]\n");
        let partner = one_partner(&sandbox);
        for fact in [&["called", "xxi"][..], &["note", "xxi"], &["met", "xxi"], &["answered", "xxi"]] {
            let run = sandbox.run(&[&["log", &partner][..], fact].concat());
            assert_eq!(run.code, 0, "{}", run.stderr);
        }
        assert_eq!(sandbox.run(&["build", "--partner", &partner, "one-pager"]).code, 0);
        let browser = Browser::of(&sandbox);
        let pages = all_pages(&browser, one.tag);
        assert!(pages.len() > 8, "{}: only {} pages", one.tag, pages.len());
        let phrases = english_of(english, one);
        assert!(phrases.len() > 100, "{}", phrases.len());
        let mut wrong = Vec::new();
        for (path, page) in &pages {
            if !page.contains(&format!("<html lang=\"{}\"", one.tag)) && page.contains("<html") {
                wrong.push(format!("{path}: is not in {}", one.tag));
            }
            for text in readable(page, one.tag) {
                let is_whole =
                    |phrase: &&String| text.trim_matches(|c: char| !c.is_alphanumeric()) == **phrase;
                let is_in = |phrase: &&String| phrase.contains(' ') && has_words(&text, phrase);
                let phrase = phrases.iter().find(|phrase| is_whole(phrase) || is_in(phrase)).cloned();
                // German calls a Memorandum of Understanding just that, and the Isle of Man too.
                let rest =
                    one.words.documents.values().fold(text.clone(), |text, name| text.replace(name, " "));
                let rest = rest.replace("Isle of Man", " ");
                let word = ENGLISH.iter().find(|word| has_words(&rest, word)).map(|word| (*word).to_owned());
                wrong.extend(phrase.or(word).map(|found| format!("{path}: `{found}` in `{text}`")));
            }
        }
        assert!(wrong.is_empty(), "{}:\n{}", one.tag, wrong.join("\n"));
    }
}

/// The first partner of a sample.
fn one_partner(sandbox: &Sandbox) -> String {
    let files = sandbox.files("partners");
    let mut names = files.keys().filter_map(|name| name.strip_suffix(".yaml"));
    names.find(|name| *name != "xxi").expect("a partner").to_owned()
}

/// The colours of a rule of a style sheet that is written as `name: #rrggbb`, from a place on.
fn colour_named(css: &str, name: &str) -> String {
    let from = css.find(&format!("{name}:")).unwrap_or_else(|| panic!("no {name}")) + name.len() + 1;
    css[from..].trim_start().chars().take(7).collect()
}

#[test]
fn the_colour_of_an_institution_can_be_read_whatever_it_is() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let css = browser.get("/assets/office.css").text();
    let (light, dark) = css.split_once("prefers-color-scheme: dark").expect("a dark theme");
    let institution = sandbox.read("institution.yaml");
    let own = "#0b5c8a";
    assert!(institution.contains(own), "{institution}");
    let steps = ["00", "40", "80", "c0", "ff"];
    let reds = steps.iter().flat_map(|red| steps.map(|green| format!("#{red}{green}")));
    let grid = reds.flat_map(|rest| steps.map(|blue| format!("{rest}{blue}")));
    let mut weakest = 21.0_f32;
    for accent in grid {
        sandbox.write("institution.yaml", institution.replace(own, &accent));
        let rules = browser.get("/accent.css").text();
        assert_eq!(colour_named(&rules, "--accent"), accent, "{rules}");
        let (ink, glow) = (colour_named(&rules, "--accent-ink"), colour_named(&rules, "--accent-glow"));
        let text = |ink: &str, css: &str, grounds: &[&str]| {
            let of = |ground: &&str| contrast(ink, &colour_named(css, ground)).expect("colours");
            grounds.iter().map(of).fold(21.0_f32, f32::min)
        };
        let grounds = ["--ground", "--paper", "--sunk", "--on-accent"];
        let least = text(&ink, light, &grounds).min(text(&glow, dark, &grounds));
        assert!(least >= LEAST_CONTRAST, "{accent}: {least}: {rules}");
        weakest = weakest.min(least);
    }
    assert!(weakest < 6.0, "the colours are all darker than they need be: {weakest}");
}

#[test]
fn what_conditions_may_ask_for_is_offered() {
    let sandbox = Sandbox::sample();
    sandbox.write(
        "partners/one.yaml",
        "legal_name: \"One\"\nkind: ngo\nevents: [\"fair-2031\"]\ndocuments: []\n",
    );
    let browser = Browser::of(&sandbox);
    let page = browser.get("/").text();
    assert!(
        page.contains("<option value=\"event=fair-2031\">") && page.contains("<option value=\"kind=ngo\">")
    );
    let found = browser.get("/?only=event%3Dfair-2031").text();
    assert_eq!(found.matches("class=\"name\"").count(), 1);
}
