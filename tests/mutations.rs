//! A right file with one mistake in it: no panic, at least one problem, each with a place inside the file.

use handclasp::diagnostic::alike::Alike;
use handclasp::diagnostic::human::{self, Colour};
use handclasp::diagnostic::{Diagnostics, json};
use handclasp::model::{Institution, Partner};
use handclasp::schema::{Described, Record, Shape};
use handclasp::source::SourceFile;
use handclasp::template::TemplateSet;
use handclasp::workspace::TemplateFiles;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Map, Value as Json, json};

use crate::support::root;

const SAMPLES: [&str; 4] = ["tahtiselka", "gruenfliess", "camara-penarroble", "zolty-wiatrak"];

fn values<T: Described>(name: &str) -> Json {
    let text = std::fs::read_to_string(root().join(name)).expect("a sample");
    let record = Record::<T>::read(SourceFile::new(name, text)).unwrap_or_else(|found| panic!("{found:?}"));
    record.values
}

/// Reads values, which are YAML too when they are written as JSON.
fn read<T: Described>(values: &Json) -> Result<Record<T>, Diagnostics> {
    let text = serde_json::to_string_pretty(values).expect("JSON");
    let read = Record::<T>::read(SourceFile::new("x.yaml", text.clone()));
    if let Err(found) = &read {
        assert!(found.has_errors());
        for one in found.iter() {
            let label = one.label.as_ref().unwrap_or_else(|| panic!("no place: {one:?}"));
            assert!(label.span.end <= text.len() && text.is_char_boundary(label.span.start), "{one:?}");
            assert!(
                !human::render(&Alike::of(one), Colour::Never).is_empty()
                    && json::render(one).starts_with('{')
            );
        }
    }
    read
}

/// The paths of all values, and whether each is a mapping's key.
fn paths(value: &Json, path: &str, all: &mut Vec<String>) {
    if !path.is_empty() {
        all.push(path.to_owned());
    }
    match value {
        Json::Object(map) => {
            for (key, value) in map {
                paths(value, &format!("{path}/{}", key.replace('~', "~0").replace('/', "~1")), all);
            }
        }
        Json::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                paths(item, &format!("{path}/{at}"), all);
            }
        }
        _ => {}
    }
}

fn all_paths(value: &Json) -> Vec<String> {
    let mut all = Vec::new();
    paths(value, "", &mut all);
    all
}

/// The mapping around a path and the path's last key; none in a list or in a text per language.
fn around<'v>(value: &'v mut Json, path: &str) -> Option<(&'v mut Map<String, Json>, String)> {
    let (parent, key) = path.rsplit_once('/')?;
    let map = value.pointer_mut(parent)?.as_object_mut()?;
    Some((map, key.to_owned()))
}

/// The shape of the value at a path.
fn shape(schema: &'static Json, path: &str) -> Option<Shape<'static>> {
    path.split('/').skip(1).try_fold(Shape::of(schema), |shape, part| match part.parse::<usize>() {
        Ok(_) if shape.items().is_some() => shape.items(),
        _ => shape.as_mapping().property(part),
    })
}

fn mistakes<T: Described>(original: &Json, pick: Index) {
    let all = all_paths(original);
    let path = &all[pick.index(all.len())];
    let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent);
    let holder = shape(T::schema(), parent).map(Shape::as_mapping);

    // A key renamed is a key that nobody knows; in texts per language it is no language.
    let mut renamed = original.clone();
    if let Some((map, key)) = around(&mut renamed, path) {
        let value = map.shift_remove(&key).expect("a value");
        map.insert(format!("{key}_zzz"), value);
        assert!(read::<T>(&renamed).is_err(), "{path} renamed");
    }

    // A key that is required is missed.
    let mut without = original.clone();
    if let Some((map, key)) = around(&mut without, path) {
        map.shift_remove(&key);
        let required = holder.is_some_and(|holder| holder.required().contains(&key.as_str()));
        assert!(!required || read::<T>(&without).is_err(), "{path} removed");
        let _ = read::<T>(&without);
    }

    // A list of mappings stands nowhere where none belongs.
    for other in [json!([{"zzz_": "x"}]), json!({"zzz_": ["x"]}), json!([[["x"]]])] {
        let mut changed = original.clone();
        *changed.pointer_mut(path).expect("a value") = other.clone();
        assert!(read::<T>(&changed).is_err(), "{path} as {other}");
    }

    // The same key twice.
    let text = serde_json::to_string(original).expect("JSON");
    let (first, _) = original.as_object().expect("a mapping").iter().next().expect("a key");
    let twice = format!("{},\"{first}\": \"x\"}}", &text[..text.len() - 1]);
    assert!(Record::<T>::read(SourceFile::new("x.yaml", twice)).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn a_mistake_in_a_partners_file_is_found(sample in 0usize..4, pick in any::<Index>()) {
        mistakes::<Partner>(&values::<Partner>(&format!("partners/{}.yaml", SAMPLES[sample])), pick);
    }

    #[test]
    fn a_mistake_in_the_institutions_file_is_found(pick in any::<Index>()) {
        mistakes::<Institution>(&values::<Institution>("institution.yaml"), pick);
    }
}

/// What is large or strange is told or taken in little time.
#[test]
fn large_and_strange_files_are_read_in_bounded_time() {
    let head = "legal_name: A\nkind: ngo\n";
    let mut anchors = String::from("a0: &a0 [x]\n");
    for number in 1..40 {
        anchors += &format!("a{number}: &a{number} [*a{0}, *a{0}]\n", number - 1);
    }
    let files = [
        format!("{head}why_partner: \"{}\"\n", "word ".repeat(390_000)),
        format!("{head}why_partner: {}\n", "x".repeat(1_900_000)),
        format!("{head}sector: {}\n", "[".repeat(900_000)),
        format!("{head}sector: {}\n", "{a: ".repeat(400_000)),
        format!("{head}{}", "- ".repeat(900_000)),
        format!("{head}activities:\n{}", "  - x\n".repeat(300_000)),
        (0..60_000).map(|number| format!("key{number}: x\n")).collect(),
        anchors,
    ];
    for text in files {
        let beginning: String = text.chars().take(60).collect();
        let start = std::time::Instant::now();
        if let Err(found) = Record::<Partner>::read(SourceFile::new("x.yaml", text)) {
            assert!(found.has_errors(), "{beginning}");
            for one in found.iter().take(20) {
                assert!(human::render(&Alike::of(one), Colour::Never).len() < 20_000, "{beginning}");
            }
        }
        println!("{:?} {beginning}", start.elapsed());
        assert!(start.elapsed().as_secs() < 60, "too slow: {beginning}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// A template that is any text at all is read, looked through and refused without a panic, and what is
    /// told has its place inside the file.
    #[test]
    fn any_template_is_looked_through(pieces in proptest::collection::vec(template_piece(), 0..12)) {
        let body = pieces.concat();
        let mut files = TemplateFiles::built_in();
        let front = "---\ntitle: \"Note\"\nlayout: letter\nformats: [md]\n---\n";
        files.insert("note/en.md", format!("{front}{body}").into_bytes());
        files.insert("partials/note.md", body.into_bytes());
        let set = TemplateSet::load(files.into(), &["en"]);
        for one in set.problems().iter() {
            let label = one.label.as_ref().expect("a place");
            let text = label.file.text();
            prop_assert!(label.span.end <= text.len() && text.is_char_boundary(label.span.start), "{one:?}");
            prop_assert!(!human::render(&Alike::of(one), Colour::Never).is_empty());
        }
    }
}

/// What templates are made of, whole and broken.
fn template_piece() -> impl Strategy<Value = String> {
    let pieces = [
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "#}",
        "{{-",
        "-}}",
        "{%-",
        "-%}",
        " partner.legal_name ",
        " partner.mou?.term ",
        "partner.contacts[0].email",
        " for x in partner.contacts ",
        " endfor ",
        " if ",
        " endif ",
        " else ",
        " set a = partner ",
        " endset ",
        " raw ",
        " endraw ",
        "\"",
        "'",
        "`",
        "\\",
        "\\\"",
        "[",
        "]",
        "|",
        "=",
        ",",
        "\n",
        "’",
        "é",
        "ſ",
        "# ",
        "##A",
        "{.clause}",
        "{clause}",
        "{ partner.x }",
        "include \"partials/note.md\"",
        "[x.y for x in partner.z]",
        "?[0]",
        "..",
        "ß",
    ];
    prop_oneof![4 => proptest::sample::select(pieces.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,4}"]
}
