//! Slips of people who do not know YAML, each wherever it can stand: the right place, the right advice, and a file that
//! is right when the advice is followed. The table is `slips/yaml.txt`.

use std::collections::BTreeMap;
use std::time::Instant;

use handclasp::diagnostic::{Diagnostic, Severity};
use handclasp::model::{Institution, Partner};
use handclasp::schema::{Described, Record};
use handclasp::source::SourceFile;

const TABLE: &str = include_str!("slips/yaml.txt");

/// The surroundings of a slip: their names, the field in them, and the file, with `@` for the slip.
const SURROUNDINGS: &[(&str, &str, &str)] = &[
    ("top", "sector", "legal_name: \"Stowarzyszenie Wiatrak\"\nkind: ngo\n@\nshort_name: \"Wiatrak\"\n"),
    (
        "list",
        "function",
        "legal_name: \"Stowarzyszenie Wiatrak\"\nkind: ngo\ncontacts:\n  - given_name: \"Ola\"\n    @\n    language: \"pl\"\nwebsite: \"https://x.example.org\"\n",
    ),
    (
        "flow",
        "function",
        "legal_name: \"Stowarzyszenie Wiatrak\"\nkind: ngo\ncontacts:\n  - {given_name: \"Ola\", @, language: \"pl\"}\nwebsite: \"https://x.example.org\"\n",
    ),
    ("last", "ask", "legal_name: \"Stowarzyszenie Wiatrak\"\nkind: ngo\nproposal:\n  idea: \"send\"\n  @"),
];

/// A row of the table: its lines by surrounding and kind.
#[derive(Default)]
struct Row {
    name: &'static str,
    lines: BTreeMap<(&'static str, &'static str), &'static str>,
}

impl Row {
    /// A line of a kind for a surrounding; without one, the line for all.
    fn line(&self, surrounding: &'static str, kind: &'static str) -> Option<&'static str> {
        self.lines.get(&(surrounding, kind)).or_else(|| self.lines.get(&("", kind))).copied()
    }
}

fn rows() -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for line in TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix("= ") {
            rows.push(Row { name, ..Row::default() });
            continue;
        }
        let surrounding = SURROUNDINGS
            .iter()
            .find_map(|(name, ..)| Some((*name, line.strip_prefix(name)?.strip_prefix(' ')?)));
        let (surrounding, rest) = surrounding.unwrap_or(("", line));
        let (kind, text) = rest.split_once(' ').expect("a kind and a text");
        assert!(["slip", "says", "right", "help", "none"].contains(&kind), "{line}");
        rows.last_mut().expect("a row").lines.insert((surrounding, kind), text);
    }
    rows
}

/// A slip in its surrounding.
fn filled(frame: &str, field: &str, entry: &str) -> String {
    let at = frame.find('@').expect("a place for the slip");
    let column = at - frame[..at].rfind('\n').map_or(0, |line| line + 1);
    let mut entry = entry.replace("KEY", field).replace('⏎', &format!("\n{}", " ".repeat(column)));
    while let Some(start) = entry.find("<U+") {
        let number = u32::from_str_radix(&entry[start + 3..start + 7], 16).expect("a number");
        entry.replace_range(start..start + 8, &char::from_u32(number).expect("a character").to_string());
    }
    frame.replace('@', &entry)
}

/// All problems of a file.
fn problems_of<T: Described>(text: &str) -> Vec<Diagnostic> {
    let file = SourceFile::new("partners/wiatrak.yaml", text);
    let found = match Record::<T>::read(file) {
        Ok(record) => record.remarks,
        Err(found) => found,
    };
    found.iter().cloned().collect()
}

fn problems(text: &str) -> Vec<Diagnostic> {
    problems_of::<Partner>(text)
}

fn place(problem: &Diagnostic) -> (usize, usize) {
    let label = problem.label.as_ref().unwrap_or_else(|| panic!("{problem:?} has no place"));
    let place = label.file.position(label.span.start);
    (place.line, place.column)
}

/// Tried in texts: some eighty slips of people who do not know YAML, at the margin, in a list, between brackets, in the last line | each is told at its place, with the line as it is to be written
#[test]
fn every_slip_is_told_at_its_place_with_the_right_advice() {
    let rows = rows();
    let mut tried = 0;
    let mut wrong = Vec::new();
    for row in &rows {
        for (surrounding, field, frame) in SURROUNDINGS {
            if row.line(surrounding, "none").is_some() {
                continue;
            }
            tried += 1;
            let wanted = |kind| {
                let line = row.line(surrounding, kind);
                line.unwrap_or_else(|| panic!("`{}` has no `{kind}` for {surrounding}", row.name))
            };
            let slip = filled(frame, field, wanted("slip"));
            let mark = slip.find('‸').unwrap_or_else(|| panic!("`{}` has no mark", row.name));
            let line = slip[..mark].matches('\n').count() + 1;
            let column = slip[..mark].rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            let right = wanted("right");
            let help = row
                .line(surrounding, "help")
                .map_or(format!("`{right}`"), str::to_owned)
                .replace("KEY", field);
            let says = wanted("says").replace("KEY", field);
            let found = problems(&slip.replace('‸', ""));
            let mut flaws = Vec::new();
            match found.as_slice() {
                [only] => {
                    if place(only) != (line, column) {
                        flaws.push(format!("told at {:?} and not at {:?}", place(only), (line, column)));
                    }
                    if !only.message.contains(&says) {
                        flaws.push(format!("says `{}` and not `{says}`", only.message));
                    }
                    let told = only.help.clone().unwrap_or_default();
                    if !told.contains(&help) {
                        flaws.push(format!("advises `{told}` and not `{help}`"));
                    }
                }
                several => flaws.push(format!("{} problems: {several:?}", several.len())),
            }
            let left = problems(&filled(frame, field, right));
            if !left.is_empty() {
                flaws.push(format!("not right when the advice is followed: {left:?}"));
            }
            if !flaws.is_empty() {
                wrong.push(format!("{} ({surrounding})\n{slip}\n{}", row.name, flaws.join("\n")));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n\n"));
    assert!(rows.len() >= 75 && tried >= 240, "{} rows, {tried} slips", rows.len());
}

/// Tried in texts: several slips in one file | all are told at once, each at its place
#[test]
fn several_slips_of_a_file_are_told_at_once() {
    let text = "legal_name: \"Stowarzyszenie \"Wiatrak\"\"\nkind = ngo\nsector: Dr: Müller\naddress: {city: \"Łódź\" country: \"PL\"}\nwebsite: @home\n";
    let found = problems(text);
    let lines: Vec<usize> = found.iter().map(|problem| place(problem).0).collect();
    assert_eq!(lines, [1, 2, 3, 4, 5], "{found:?}");
    assert!(found.iter().all(|problem| problem.code.name == "yaml-syntax"), "{found:?}");
}

/// Tried in texts: six lines that are indented with tabs | one problem that names the lines
#[test]
fn six_tabs_are_one_problem() {
    let text = "legal_name: \"Wiatrak\"\nkind: ngo\naddress:\n\tstreet: \"ul. Wiatraczna 1\"\n\tcity: \"Łódź\"\n\tcountry: \"PL\"\ncontacts:\n\t- given_name: \"Ola\"\n\t  family_name: \"Dąb\"\n\t  language: \"pl\"\n";
    let found = problems(text);
    let [only] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(place(only), (4, 1));
    let help = only.help.as_deref().expect("help");
    assert!(help.contains("6 lines from line 4 to line 10"), "{help}");
}

/// Tried in texts: a file with the line ends of Windows or of an old Mac | read as any other; with those of Windows a slip is told in its line
#[test]
fn a_slip_between_line_ends_of_windows_is_told_in_its_line() {
    let slip = "legal_name: \"Wiatrak\"\r\nkind: ngo\r\nsector: Dr: Müller\r\nshort_name: \"W\"\r\n";
    let found = problems(slip);
    let [only] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(
        (place(only), only.help.as_deref()),
        ((3, 11), Some("put the whole text in quotes: `sector: \"Dr: Müller\"`"))
    );
}

/// Tried in texts: a partner's file as JSON | read as YAML, and a comma or a bracket that is missing is told
#[test]
fn slips_in_json_are_told() {
    let right = "{\n  \"legal_name\": \"Wiatrak\",\n  \"kind\": \"ngo\",\n  \"address\": {\"city\": \"Łódź\", \"country\": \"PL\"}\n}\n";
    let no_comma = right.replace("\"ngo\",", "\"ngo\"");
    let found = problems(&no_comma);
    let [only] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(place(only), (3, 15));
    assert!(
        only.help.as_deref().is_some_and(|help| help.contains("a comma at the end of line 3")),
        "{only:?}"
    );
    let not_closed = right.replace("\"PL\"}", "\"PL\"");
    let found = problems(&not_closed);
    let [only] = found.as_slice() else { panic!("{found:?}") };
    assert!(only.message.contains("`{` is opened and not closed"), "{only:?}");
}

/// Tried in texts: a colour without quotes, so that its `#` begins a note | told, with the quotes, in a line of its own and between brackets
#[test]
fn a_colour_without_quotes_is_told_wherever_it_stands() {
    let start = "legal_name: \"Szkoła\"\norg_type: vet_school\n";
    for (brand, line, column) in [
        ("brand:\n  accent: #7a1f2b\n  font: \"Noto Sans\"\n", 4, 11),
        ("brand: {accent: #7a1f2b, font: \"Noto Sans\"}\n", 3, 17),
        ("brand: {font: \"Noto Sans\", accent: #7a1f2b}\n", 3, 36),
        ("brand:\n  font: \"Noto Sans\"\n  accent: #7a1f2b", 5, 11),
    ] {
        let found = problems_of::<Institution>(&format!("{start}{brand}"));
        let [only] = found.as_slice() else { panic!("{brand}: {found:?}") };
        assert_eq!(place(only), (line, column), "{brand}");
        assert!(only.help.as_deref().is_some_and(|help| help.contains("`accent: \"#7a1f2b\"`")), "{only:?}");
    }
}

/// Tried in texts: a password in a line that is no YAML | told without the line, in the help too
#[test]
fn a_slip_in_the_line_of_a_secret_shows_nothing_of_it() {
    for line in [
        "password: swordfish: 12",
        "password: \"sword\"fish\"",
        "  password = swordfish: 1",
        "token: @swordfish",
    ] {
        let found = problems_of::<Institution>(&format!(
            "legal_name: \"Szkoła\"\nmail:\n  host: \"smtp.example.org\"\n  {line}\n"
        ));
        assert!(found.iter().any(|problem| problem.severity == Severity::Error), "{line}");
        let told = format!(
            "{:?}",
            found.iter().map(|problem| (&problem.message, &problem.help)).collect::<Vec<_>>()
        );
        assert!(!told.contains("swordfish") && !told.contains("fish"), "{told}");
        assert!(found.iter().all(|problem| problem.label.is_none()), "{found:?}");
    }
}

/// Tried in texts: a document of a word processor or a web page under the name of a partner's file | told as what it is
#[test]
fn a_document_of_another_program_is_told_as_one() {
    for (text, what) in [
        ("{\\rtf1\\ansi\\deff0 {\\fonttbl}\nlegal_name: x}", "word processor"),
        ("<!DOCTYPE html>\n<p>legal_name: x</p>\n", "web page"),
        ("<?xml version=\"1.0\"?>\n<x/>\n", "XML"),
    ] {
        let found = problems(text);
        let [only] = found.as_slice() else { panic!("{found:?}") };
        assert!(only.message.contains(what), "{only:?}");
    }
}

/// A long file that cannot be read does not make anybody wait.
#[test]
fn a_long_file_with_a_slip_is_told_soon() {
    let mut text = "legal_name: \"Wiatrak\"\nkind: ngo\nactivities:\n".to_owned();
    for number in 0..900 {
        text.push_str(&format!("  - \"an activity of which there are many, number {number}\"\n"));
    }
    text.push_str("sector: [Draft\nnote \"\n  x: y: z\n\t- {\n");
    let begun = Instant::now();
    assert!(!problems(&text).is_empty());
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}
