//! No word of another language reaches a page: a made-up language, every word of which is marked, and data of which every
//! text is marked too. What comes out without a mark is a name, an address, a code, or it is ours and has no place there.

use std::collections::BTreeSet;

use handclasp::display_names::DisplayNames;
use handclasp::model::{Institution, Partner};
use handclasp::schema::{Described, Shape};
use mail_parser::MessageParser;
use serde_json::{Value as Json, json};

use crate::checklists::data;
use crate::support::{Sandbox, TODAY, files_below, pdf_text, root};

/// A tag that ISO 639 leaves to whoever wants one.
const TAG: &str = "qaa";
/// Which language of CLDR writes its dates, countries and lists.
const CLDR: &str = "fi";
/// Begins each word of the language.
const OURS: char = 'ŋ';
/// Begins each word of the data's texts.
const THEIRS: char = 'ħ';

/// Marks each word of a text; what stands between `open` and `close` stays as it is.
fn marked(text: &str, mark: char, open: &str, close: char) -> String {
    let mut marked = String::new();
    let mut rest = text;
    let mut is_word = false;
    while let Some(one) = rest.chars().next() {
        if rest.starts_with(open) {
            let end = rest.find(close).map_or(rest.len(), |at| at + close.len_utf8());
            marked.push_str(&rest[..end]);
            rest = &rest[end..];
            is_word = false;
            continue;
        }
        // A line end of a pattern: \n.
        if one == '\\' {
            let end = rest.char_indices().nth(2).map_or(rest.len(), |(at, _)| at);
            marked.push_str(&rest[..end]);
            rest = &rest[end..];
            is_word = false;
            continue;
        }
        let is_letter = one.is_alphabetic() || is_word && "’'".contains(one);
        if is_letter && !is_word {
            marked.push(mark);
        }
        is_word = is_letter;
        marked.push(one);
        rest = &rest[one.len_utf8()..];
    }
    marked
}

/// The parameters of filters that are no words.
const NO_WORDS: [&str; 3] = ["of", "sep", "tone"];

/// The words inside a tag: what stands in quotes behind the name of a parameter.
fn marked_tag(tag: &str) -> String {
    let mut out = String::new();
    let mut rest = tag;
    while let Some(at) = rest.find(['"', '\'']) {
        let quote = rest[at..].chars().next().expect("a quote");
        let end = at + 1 + rest[at + 1..].find(quote).expect("a closing quote");
        let front = &rest[..at];
        let name = front.strip_suffix('=').map(|front| {
            let start = front.rfind(|one: char| !one.is_alphanumeric() && one != '_').map_or(0, |at| at + 1);
            &front[start..]
        });
        out.push_str(front);
        out.push(quote);
        let inner = &rest[at + 1..end];
        match name {
            Some(name) if !NO_WORDS.contains(&name) => {
                out.push_str(&marked(inner, OURS, "{", '}').replace("<ŋbr>", "<br>"))
            }
            _ => out.push_str(inner),
        }
        out.push(quote);
        rest = &rest[end + 1..];
    }
    out + rest
}

/// The same of a file of words: tags, ids and the names of the front matter's keys stay.
fn marked_words(text: &str) -> String {
    let (front, body) = match text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) {
        Some((front, body)) => (Some(front), body),
        None => (None, text),
    };
    let mut out = String::new();
    if let Some(front) = front {
        out.push_str("---\n");
        for line in front.lines().filter(|line| !line.trim_start().starts_with('#')) {
            let start = line.find('"').unwrap_or(line.len());
            out.push_str(&line[..start]);
            out.push_str(&marked_template(&line[start..]));
            out.push('\n');
        }
        out.push_str("---\n");
    }
    out + &marked_template(body)
}

fn marked_template(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("{") {
        let kind = &rest[at..(at + 2).min(rest.len())];
        let close = match kind {
            "{{" => "}}",
            "{%" => "%}",
            "{#" if rest[at..].starts_with("{#-") => "#}",
            _ => "}",
        };
        let end = at + rest[at..].find(close).expect("an end") + close.len();
        out.push_str(&marked(&rest[..at], OURS, "\u{0}", '\u{0}').replace("<ŋbr>", "<br>"));
        let tag = &rest[at..end];
        out.push_str(&if close == "}}" || close == "%}" { marked_tag(tag) } else { tag.to_owned() });
        rest = &rest[end..];
    }
    out + &marked(rest, OURS, "\u{0}", '\u{0}').replace("<ŋbr>", "<br>")
}

/// The language's file out of the English one.
fn marked_language() -> String {
    fn walk(value: &Json) -> Json {
        match value {
            Json::String(text) => json!(marked(text, OURS, "{", '}')),
            Json::Array(items) => items.iter().map(walk).collect(),
            Json::Object(map) => map.iter().map(|(key, value)| (key.clone(), walk(value))).collect(),
            other => other.clone(),
        }
    }
    let text = std::fs::read_to_string(root().join("templates/languages/en.yaml")).expect("English");
    let english = data::read(&text);
    let mut own = walk(&english);
    for key in ["titles", "dates", "cities"] {
        own[key] = english[key].clone();
    }
    own["locale"] = json!(CLDR);
    let map = own.as_object_mut().expect("a mapping");
    for key in ["phrases", "binding_words", "countries", "fits_after"] {
        map.remove(key);
    }
    own.to_string()
}

/// The data with each word of their texts marked, which are in the made-up language.
fn marked_data(value: &Json, shape: Shape<'_>) -> Json {
    if shape.text_kind().is_some() {
        let text = match value {
            Json::Object(texts) => texts.get("en").and_then(Json::as_str).unwrap_or_default(),
            other => other.as_str().unwrap_or_default(),
        };
        return json!(marked(text, THEIRS, "\u{0}", '\u{0}'));
    }
    match value {
        Json::Object(map) => {
            let shape = shape.as_mapping();
            let of = |key: &String, value: &Json| {
                shape.property(key).map_or_else(|| value.clone(), |shape| marked_data(value, shape))
            };
            map.iter().map(|(key, value)| (key.clone(), of(key, value))).collect()
        }
        Json::Array(items) => match shape.items() {
            Some(shape) => items.iter().map(|item| marked_data(item, shape)).collect(),
            None => value.clone(),
        },
        other => other.clone(),
    }
}

/// The sample in the made-up language.
fn workspace() -> Sandbox {
    let sandbox = Sandbox::sample();
    let institution = data::read(&sandbox.read("institution.yaml"));
    let mut own = marked_data(&institution, Shape::of(Institution::schema()));
    own["default_language"] = json!(TAG);
    own["languages"] = json!([TAG]);
    sandbox.write("institution.yaml", own.to_string());
    for (name, bytes) in files_below(&sandbox.path("partners")) {
        let partner = data::read(&String::from_utf8(bytes).expect("UTF-8"));
        let mut own = marked_data(&partner, Shape::of(Partner::schema()));
        own["working_language"] = json!(TAG);
        if let Some(mou) = own.get_mut("mou") {
            mou["languages"] = json!([TAG]);
        }
        sandbox.write(&format!("partners/{name}"), own.to_string());
    }
    for (name, bytes) in files_below(&root().join("templates")) {
        let text = || String::from_utf8(bytes.clone()).expect("UTF-8");
        if let Some(document) = name.strip_suffix("/en.md") {
            sandbox.write(&format!("templates/{document}/{TAG}.md"), marked_words(&text()));
        } else if let Some(piece) = name.strip_prefix("partials/en/") {
            sandbox.write(&format!("templates/partials/{TAG}/{piece}"), marked_words(&text()));
        }
    }
    sandbox.write(&format!("templates/languages/{TAG}.yaml"), marked_language());
    sandbox
}

/// Words without a mark that may stand there: of names, addresses and codes of the data, and of CLDR.
fn allowed(sandbox: &Sandbox) -> BTreeSet<String> {
    let mut allowed = BTreeSet::new();
    fn walk(value: &Json, allowed: &mut BTreeSet<String>) {
        match value {
            Json::String(text) => allowed.extend(words(text)),
            Json::Array(items) => items.iter().for_each(|item| walk(item, allowed)),
            Json::Object(map) => map.values().for_each(|value| walk(value, allowed)),
            _ => {}
        }
    }
    walk(&data::read(&sandbox.read("institution.yaml")), &mut allowed);
    for (_, bytes) in files_below(&sandbox.path("partners")) {
        walk(&data::read(&String::from_utf8(bytes).expect("UTF-8")), &mut allowed);
    }
    let names = DisplayNames::of(CLDR).expect("names");
    // Names of the files of the pack, and what the partners were chosen by.
    allowed.extend(words("fair pdf kind"));
    for code in ["AT", "DE", "ES", "FI", "NO", "PL", "PT"] {
        allowed.extend(words(names.country(code).expect("a name")));
    }
    for zone in ["Europe/Lisbon", "Europe/Helsinki", "Europe/Berlin", "Europe/Madrid", "Europe/Warsaw"] {
        allowed.extend(words(names.city(zone).unwrap_or_else(|| zone.rsplit('/').next().expect("a city"))));
    }
    // Months and weekdays in the forms of dates, "and" and "or", what official numbers are called, days without a sign.
    let cldr = "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta \
                maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai ja tai OID PIC NIPC NIF USt IdNr NIP ALV nro EQF englanti suomi espanja saksa puola";
    allowed.extend(words(cldr));
    allowed
}

/// The words of a text: letters in a row.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|one: char| !one.is_alphabetic() && one != '’' && one != '\'');
    let words = words.map(|word| word.trim_matches(['’', '\'']));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The words of a text that are neither marked nor allowed.
fn leaked(text: &str, allowed: &BTreeSet<String>) -> Vec<String> {
    let text = text.replace('\u{ad}', "");
    let is_marked = |word: &String| word.starts_with(OURS) || word.starts_with(THEIRS);
    // A raised mark is one too.
    let is_raised = |word: &String| word.starts_with('Ŋ') || word.starts_with('Ħ');
    words(&text)
        .into_iter()
        .filter(|word| !is_marked(word) && !is_raised(word) && !allowed.contains(word))
        .collect()
}

/// What somebody sees or hears of an HTML page: its text, and what stands in for pictures.
fn seen(html: &str) -> String {
    let mut seen = String::new();
    let body = html.split("</style>").last().unwrap_or(html);
    let title = html
        .split_once("<title>")
        .and_then(|(_, rest)| rest.split_once("</title>"))
        .map_or("", |(title, _)| title);
    seen.push_str(title);
    for piece in body.split('<') {
        let (tag, text) = piece.split_once('>').unwrap_or(("", piece));
        for name in ["alt=\"", "title=\"", "aria-label=\""] {
            if let Some((_, rest)) = tag.split_once(name) {
                seen.push(' ');
                seen.push_str(rest.split('"').next().unwrap_or_default());
            }
        }
        seen.push(' ');
        seen.push_str(text);
    }
    seen.replace("&nbsp;", " ")
        .replace("&amp;", " ")
        .replace("&lt;", " ")
        .replace("&gt;", " ")
        .replace("&quot;", " ")
        .replace("&#39;", "’")
        .replace("&#x27;", "’")
}

/// The text of a file of whatever format; none of one that has none.
fn text_of(name: &str, bytes: &[u8]) -> Option<String> {
    let text = || String::from_utf8(bytes.to_vec()).expect("UTF-8");
    match name.rsplit('.').next()? {
        "txt" => Some(text()),
        "md" => {
            // Ids and classes, keys of the front matter.
            let text = text();
            let body = text.split("\n---\n").nth(1).map_or(text.as_str(), |_| {
                text.split_once("\n---\n").map_or(text.as_str(), |(_, body)| body)
            });
            let without_ids: Vec<&str> =
                body.split("{#").map(|piece| piece.split_once('}').map_or(piece, |(_, rest)| rest)).collect();
            let first = body.split("{#").next().unwrap_or_default();
            let text = format!("{first} {}", without_ids[1.min(without_ids.len())..].join(" "));
            Some(
                text.replace("<br>", " ").replace("mailto:", " ").replace("https:", " ").replace("tel:", " "),
            )
        }
        "html" => Some(seen(&text())),
        "pdf" => Some(pdf_text(bytes)),
        "ics" => {
            let unfolded = text().replace("\r\n ", "");
            let told =
                |line: &&str| ["SUMMARY", "DESCRIPTION", "LOCATION"].iter().any(|key| line.starts_with(key));
            let lines = unfolded
                .lines()
                .filter(told)
                .map(|line| line.split_once(':').map_or("", |(_, text)| text).replace("\\n", " "));
            Some(lines.collect::<Vec<_>>().join(" "))
        }
        "eml" => {
            let message = MessageParser::default().parse(bytes).expect("a message");
            let mut text = message.subject().unwrap_or_default().to_owned();
            for at in 0..message.text_body_count() {
                text.push(' ');
                text.push_str(&message.body_text(at).expect("text"));
            }
            for at in 0..message.html_body_count() {
                text.push(' ');
                text.push_str(&seen(&message.body_html(at).expect("HTML")));
            }
            Some(text)
        }
        _ => None,
    }
}

/// The flags that ask for formats.
fn formats<'f>(names: &[&'f str]) -> Vec<&'f str> {
    names.iter().flat_map(|name| ["--format", *name]).collect()
}

fn assert_nothing_leaks(sandbox: &Sandbox) -> usize {
    let allowed = allowed(sandbox);
    let mut looked_at = 0;
    let mut wrong = String::new();
    for (name, bytes) in files_below(&sandbox.path("output")) {
        let Some(text) = text_of(&name, &bytes) else { continue };
        let mut found = leaked(&text, &allowed);
        if name.ends_with(".pdf") {
            // Words are divided there, and read in pieces. The code of the text in the footer may have letters alone.
            let is_code =
                |word: &str| word.chars().count() == 4 && word.chars().all(|one| one.is_ascii_hexdigit());
            found.retain(|word| word.chars().count() > 3 && !is_code(word));
        }
        looked_at += 1;
        if !found.is_empty() {
            wrong.push_str(&format!("{name}: {found:?}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    looked_at
}

/// Tried in languages: a made-up language, every word of which is marked, with data of which every text is marked | no other word in Markdown, text, HTML, PDF, email and calendar of any document
#[test]
fn no_word_of_ours_reaches_an_output_of_another_language() {
    let sandbox = workspace();
    let run = sandbox.build(&formats(&["md", "txt", "html", "pdf", "eml", "ics"]));
    assert_eq!(run.code, 0, "{}", run.stderr);
    let looked_at = assert_nothing_leaks(&sandbox);
    assert!(looked_at > 60, "{looked_at}");
}

/// Tried in languages: the same as a draft with gaps, and as a pack with its contact sheet | the same
#[test]
fn no_word_of_ours_reaches_a_draft_and_a_pack_of_another_language() {
    let sandbox = workspace();
    let text = sandbox.read("partners/tahtiselka.yaml");
    let mut values = data::read(&text);
    for path in ["timezone", "address", "signatories", "contacts"] {
        values.as_object_mut().expect("a mapping").remove(path);
    }
    for path in ["start", "slot_min", "link", "participants"] {
        values["meeting"].as_object_mut().expect("a mapping").remove(path);
    }
    values["documents"] = json!(["mou", "loi", "agenda", "contact-formal", "one-pager"]);
    sandbox.write("partners/tahtiselka.yaml", values.to_string());
    let mut arguments = vec!["--draft", "--partner", "tahtiselka"];
    arguments.extend(formats(&["md", "txt", "html", "pdf"]));
    let run = sandbox.build(&arguments);
    assert!(run.code == 0, "{}", run.stderr);
    let run = sandbox.run(&[
        "build",
        "one-pager",
        "--date",
        TODAY,
        "--combine",
        "output/fair.pdf",
        "--where",
        "kind=company,chamber",
    ]);
    assert!(run.code == 0, "{}", run.stderr);
    assert!(assert_nothing_leaks(&sandbox) > 10);
}
