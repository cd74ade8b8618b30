//! Ten thousand changes of files as people write them: what is read is what was typed, and nothing else was touched.

use handclasp::source::SourceFile;
use handclasp::yaml::edit::{TreeChange, changed};
use handclasp::yaml::layout::LayoutRules;
use handclasp::yaml::path::PathStep;
use handclasp::yaml::{self, Node, Value};
use serde_json::{Value as Json, json};

use crate::yaml_edit_files::{Dice, KEYS, random_file, sample_files};
use crate::yaml_edit_kept::only;
use crate::yaml_edit_places::node_at;

/// Rules without a schema.
pub struct PlainRules;

impl LayoutRules for PlainRules {
    fn order(&self, path: &[PathStep]) -> Vec<(usize, String)> {
        let place = |step: &PathStep| match step {
            PathStep::Key(key) => (KEYS.iter().position(|one| one == key).unwrap_or(usize::MAX), key.clone()),
            PathStep::Item(at) => (at + 1, String::new()),
            PathStep::AnyItem => (0, String::new()),
        };
        path.iter().map(place).collect()
    }

    fn stands_apart(&self, path: &[PathStep]) -> bool {
        is_called(path, &["contacts"])
    }

    fn stands_in_one_line(&self, path: &[PathStep]) -> bool {
        is_called(path, &["function", "why"])
    }

    fn has_item_lines(&self, path: &[PathStep]) -> bool {
        is_called(path, &["contacts", "activities"])
    }

    fn stands_without_quotes(&self, path: &[PathStep]) -> bool {
        is_called(path, &["kind"])
    }
}

fn is_called(path: &[PathStep], names: &[&str]) -> bool {
    matches!(path.last(), Some(PathStep::Key(key)) if names.contains(&key.as_str()))
}

const TEXTS: &[&str] = &[
    "",
    "a",
    "word",
    "two words",
    "yes",
    "No",
    "~",
    "null",
    "true",
    "0123",
    "12",
    "1.5",
    "1e3",
    "2026-01-02",
    "10:30",
    "a: b",
    "a #b",
    "# a",
    "- a",
    "-",
    "? a",
    "&a",
    "*a",
    "!a",
    "%a",
    "@a",
    "`a`",
    "{a}",
    "[a]",
    "a, b",
    "a]",
    "}",
    "'",
    "\"",
    "it's",
    "say \"so\"",
    "C:\\new",
    " in front",
    "behind ",
    "\tt",
    "t\tt",
    "\n",
    "a\n",
    "a\nb",
    "a\nb\n",
    "a\n\nb",
    "\na",
    "  a\nb",
    "a\n  b",
    "a \nb",
    "a\n\n\n",
    "# a\n# b",
    "- a\n- b",
    "a: b\nc: d",
    "---\na",
    "...",
    "---",
    "a\r\nb",
    "a\rb",
    "Müller",
    "Mu\u{308}ller",
    "日本語",
    "😀",
    "👩‍👩‍👧",
    "a\u{a0}b",
    "\u{feff}a",
    "a\u{200b}b",
    "a\u{85}b",
    "a\u{2028}b",
    "\u{7f}",
    "\u{1}",
    "العربية",
    "a\u{ad}b",
    "“a”",
    "<<",
    "=",
    ".inf",
    ".nan",
    "0x1f",
    "1_000",
    "+1",
    "y",
    "n",
    "on",
    "Off",
    ":",
    "a:",
    ":a",
    "https://x.example/a?b=c#d",
    "a  b",
    "|",
    ">",
    "|-\n  a",
    "{{ a }}",
    "\u{fffe}",
    "a\n \nb",
    "a\n\tb",
    "x\n",
];

fn text(dice: &mut Dice) -> String {
    match dice.below(8) {
        0 => "long ".repeat(dice.below(2000)) + "end",
        1 => "x".repeat(dice.below(3000)),
        2 => {
            let number = dice.below(4) + 2;
            (0..number).map(|_| *dice.pick(TEXTS)).collect::<Vec<_>>().join(" ")
        }
        3 => {
            let number = dice.below(4) + 2;
            (0..number).map(|_| *dice.pick(TEXTS)).collect::<Vec<_>>().join("\n")
        }
        _ => (*dice.pick(TEXTS)).to_owned(),
    }
}

fn value(dice: &mut Dice, depth: usize) -> Json {
    match dice.below(if depth > 1 { 9 } else { 12 }) {
        0 => json!(dice.one_in(2)),
        1 => json!(dice.below(3000)),
        9 => json!({"en": text(dice), "de": text(dice)}),
        10 => (0..dice.below(4)).map(|_| value(dice, depth + 1)).collect(),
        11 => {
            let number = dice.below(4) + 1;
            (0..number).map(|_| (bare_key(dice), value(dice, depth + 1))).collect()
        }
        _ => Json::String(text(dice)),
    }
}

fn bare_key(dice: &mut Dice) -> String {
    let key = *dice.pick(KEYS);
    key.trim_matches(['"', '\'']).replace("''", "'")
}

fn paths(node: &Node, path: &mut Vec<PathStep>, all: &mut Vec<Vec<PathStep>>) {
    all.push(path.clone());
    match &node.value {
        Value::Sequence(items) => {
            for (at, item) in items.iter().enumerate() {
                path.push(PathStep::Item(at));
                paths(item, path, all);
                path.pop();
            }
        }
        Value::Mapping(entries) => {
            for entry in entries {
                path.push(PathStep::Key(entry.key.clone()));
                paths(&entry.node, path, all);
                path.pop();
            }
        }
        _ => {}
    }
}

/// A change of a file that a form can make.
fn change(dice: &mut Dice, tree: &Node) -> TreeChange {
    let mut all = Vec::new();
    paths(tree, &mut Vec::new(), &mut all);
    loop {
        let mut path = dice.pick(&all).clone();
        let node = node_at(tree, &path).expect("a node");
        let kind = dice.below(10);
        match &node.value {
            Value::Mapping(_) if kind < 4 => {
                let key = bare_key(dice);
                path.push(PathStep::Key(key));
                if node_at(tree, &path).is_some() {
                    continue;
                }
                if dice.one_in(4) {
                    path.push(PathStep::Key(bare_key(dice)));
                } else if dice.one_in(4) {
                    path.push(PathStep::Item(0));
                    return TreeChange::Insert { path, value: value(dice, 0) };
                }
                return TreeChange::Set { path, value: value(dice, 0) };
            }
            Value::Sequence(items) if kind < 3 => {
                path.push(PathStep::Item(dice.below(items.len() + 1)));
                return TreeChange::Insert { path, value: value(dice, 0) };
            }
            Value::Sequence(items) if kind < 7 && items.len() > 1 => {
                let (from, to) = (dice.below(items.len()), dice.below(items.len()));
                return TreeChange::Move { list: path, from, to };
            }
            Value::Null if kind < 3 && !path.is_empty() => {
                path.push(PathStep::Item(0));
                return TreeChange::Insert { path, value: value(dice, 0) };
            }
            Value::Null if kind < 5 && !path.is_empty() => {
                path.push(PathStep::Key(bare_key(dice)));
                return TreeChange::Set { path, value: value(dice, 0) };
            }
            _ if path.is_empty() => {}
            _ if kind == 7 => return TreeChange::Remove { path },
            Value::Scalar { .. } if kind < 9 => {
                return TreeChange::Set { path, value: Json::String(text(dice)) };
            }
            _ => return TreeChange::Set { path, value: value(dice, 0) },
        }
    }
}

#[test]
fn ten_thousand_changes_touch_nothing_else() {
    let samples = sample_files();
    let (mut refused, mut wrong) = (Vec::new(), Vec::new());
    let mut tried = 0;
    for seed in 0..3_000 {
        let mut dice = Dice::new(seed);
        let text = match seed % 5 {
            0 => dice.pick(&samples).1.clone(),
            1 => dice.pick(&samples).1.replace('\n', "\r\n"),
            _ => random_file(&mut dice),
        };
        let mut file = SourceFile::new("x", text);
        // One after the other: what comes out of one is what the next one finds.
        for _ in 0..4 {
            let tree = yaml::parse(&file).unwrap_or_else(|found| {
                panic!(
                    "seed {seed} is no YAML: {:?}\n{}",
                    found.iter().map(|one| one.message.clone()).collect::<Vec<_>>(),
                    file.text()
                )
            });
            let change = change(&mut dice, &tree);
            tried += 1;
            let Some(text) = changed(&file, std::slice::from_ref(&change), &PlainRules) else {
                refused.push(format!("seed {seed}: {change:?}\n{}", file.text()));
                break;
            };
            if let Err(why) = only(&file, &text, &change) {
                wrong.push(format!(
                    "seed {seed}: {why}\n{change:?}\n=== before\n{}\n=== after\n{text}",
                    file.text()
                ));
                break;
            }
            file = SourceFile::new("x", text);
        }
    }
    let told = |all: &[String]| all.iter().take(3).cloned().collect::<Vec<_>>().join("\n\n");
    assert!(wrong.is_empty(), "{} of {tried} wrong:\n{}", wrong.len(), told(&wrong));
    assert!(refused.is_empty(), "{} of {tried} refused:\n{}", refused.len(), told(&refused));
    assert!(tried > 10_000);
}
