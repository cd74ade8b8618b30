//! Changes of a file, before and after: only the letters of what is changed become others.

use handclasp::source::SourceFile;
use handclasp::yaml::edit::{NewValue, TreeChange, changed, edited};
use handclasp::yaml::parse;
use handclasp::yaml::path::PathStep;
use serde_json::{Value as Json, json};

use crate::yaml_edit_kept::letters;
use crate::yaml_edit_random::PlainRules;

fn path(text: &str) -> Vec<PathStep> {
    let steps = text.split('.').filter(|step| !step.is_empty());
    steps.map(|step| step.parse().map_or_else(|_| PathStep::Key(step.to_owned()), PathStep::Item)).collect()
}

fn set(to: &str, value: Json) -> TreeChange {
    TreeChange::Set { path: path(to), value }
}

fn remove(from: &str) -> TreeChange {
    TreeChange::Remove { path: path(from) }
}

fn insert(to: &str, value: Json) -> TreeChange {
    TreeChange::Insert { path: path(to), value }
}

fn moved(list: &str, from: usize, to: usize) -> TreeChange {
    TreeChange::Move { list: path(list), from, to }
}

fn edit(before: &str, changes: &[TreeChange]) -> Option<String> {
    changed(&SourceFile::new("x.yaml", before), changes, &PlainRules)
}

/// What comes out of one change, with other line ends too.
#[track_caller]
fn becomes(before: &str, change: TreeChange, after: &str) {
    assert_eq!(edit(before, std::slice::from_ref(&change)).as_deref(), Some(after));
    let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    assert_eq!(edit(&windows(before), &[change]), Some(windows(after)));
}

#[test]
fn a_text_keeps_its_quotation_marks_where_they_can_carry_the_new_one() {
    becomes("a: word # c\n", set("a", json!("two words")), "a: two words # c\n");
    becomes("a: word # c\n", set("a", json!("yes")), "a: \"yes\" # c\n");
    becomes("a: word # c\n", set("a", json!("0123")), "a: \"0123\" # c\n");
    becomes("a: word # c\n", set("a", json!("a: b")), "a: \"a: b\" # c\n");
    becomes("a: 'word'  # c\n", set("a", json!("it's")), "a: 'it''s'  # c\n");
    becomes("a: 'word'  # c\n", set("a", json!("a\tb")), "a: \"a\\tb\"  # c\n");
    becomes("a: \"word\"\n", set("a", json!("C:\\ \"b\"")), "a: \"C:\\\\ \\\"b\\\"\"\n");
    becomes("a: 12\n", set("a", json!(13)), "a: 13\n");
    becomes("a: {b: word, c: 'd'}\n", set("a.b", json!("x, y")), "a: {b: \"x, y\", c: 'd'}\n");
}

#[test]
fn a_text_over_several_lines_is_one_place() {
    becomes("a: goes\n  on # c\nb: 1\n", set("a", json!("stops")), "a: stops # c\nb: 1\n");
    becomes("a: \"goes\n\n  on\" # c\n", set("a", json!("stops")), "a: \"stops\" # c\n");
    becomes(
        "a: | # c\n    x\n    y\n\nb: 1\n",
        set("a", json!("u\n\n  v")),
        "a: | # c\n    u\n\n      v\n\nb: 1\n",
    );
    becomes("a: |-\n  x\nb: 1\n", set("a", json!("u\nv")), "a: |-\n  u\n  v\nb: 1\n");
    becomes("a: >-\n  long\n  text\n", set("a", json!("one\ntwo")), "a: >-\n  one\n\n  two\n");
    becomes("a: |2\n   x\n", set("a", json!(" y\nz")), "a: |2\n   y\n  z\n");
    // A new one is a block too, where it can be one.
    becomes("a:\n    b: x # c\n", set("a.b", json!("u\nv")), "a:\n    b: |- # c\n        u\n        v\n");
    becomes("a: {b: x}\n", set("a.b", json!("u\nv")), "a: {b: \"u\\nv\"}\n");
    becomes("a: \"u\\nv\"\n", set("a", json!("u\nw")), "a: \"u\\nw\"\n");
}

#[test]
fn what_is_missing_is_made_where_the_rules_have_it() {
    becomes(
        "legal_name: x\ncontacts: []\n",
        set("kind", json!("company")),
        "legal_name: x\nkind: company\ncontacts: []\n",
    );
    becomes("kind: company\n", set("legal_name", json!("x")), "legal_name: \"x\"\nkind: company\n");
    becomes(
        "# head\nkind: company\n",
        set("legal_name", json!("x")),
        "# head\nkind: company\nlegal_name: \"x\"\n",
    );
    becomes("a:\n    b: 1\n", set("address.city", json!("x")), "address:\n    city: \"x\"\na:\n    b: 1\n");
    becomes(
        "address: {city: x} # c\n",
        set("address.street", json!("y")),
        "address: {street: \"y\", city: x} # c\n",
    );
    becomes(
        "address: {\n  street: x, # s\n  city: y # c\n}\n",
        set("address.z", json!(1)),
        "address: {\n  street: x, # s\n  city: y, # c\n  z: 1\n}\n",
    );
    becomes("a: # c\nb: 1\n", set("a", json!("x")), "a: \"x\" # c\nb: 1\n");
    becomes("a: ~ # c\n", set("a.b", json!("x")), "a: # c\n  b: \"x\"\n");
    becomes("- a: 1\n  # c\n- a: 2\n", set("0.b", json!("x")), "- a: 1\n  b: \"x\"\n  # c\n- a: 2\n");
    assert_eq!(edit("", &[set("a.b", json!("x"))]).as_deref(), Some("a:\n  b: \"x\"\n"));
    assert_eq!(edit("# only", &[set("a", json!("x"))]).as_deref(), Some("# only\na: \"x\"\n"));
    assert_eq!(edit("a: 1", &[set("b", json!("x"))]).as_deref(), Some("a: 1\nb: \"x\""));
}

#[test]
fn a_text_becomes_texts_by_language_and_back() {
    let by_language = json!({"en": "Head", "de": "Leiter"});
    becomes(
        "function: \"Head\" # c\n",
        set("function", by_language.clone()),
        "function: {en: \"Head\", de: \"Leiter\"} # c\n",
    );
    becomes(
        "q: \"Head\" # c\nz: 1\n",
        set("q", by_language.clone()),
        "q: # c\n  en: \"Head\"\n  de: \"Leiter\"\nz: 1\n",
    );
    becomes(
        "q: | # c\n  Head\n\nz: 1\n",
        set("q", by_language.clone()),
        "q: # c\n  en: \"Head\"\n  de: \"Leiter\"\n\nz: 1\n",
    );
    becomes("q: {en: a, de: b} # c\n", set("q", json!("x")), "q: \"x\" # c\n");
    becomes("q: # c\n  en: a\n  de: b\nz: 1\n", set("q", json!("x")), "q: \"x\" # c\nz: 1\n");
    // Of a mapping in place of another only what differs is touched.
    becomes(
        "q:\n  de: 'b' # d\n  en: a # e\n  fr: c\n",
        set("q", json!({"en": "A", "de": "b"})),
        "q:\n  de: 'b' # d\n  en: A # e\n",
    );
    becomes("q: [a, 'b', c]\n", set("q", json!(["a", "c", "d"])), "q: [a, 'c', d]\n");
}

#[test]
fn what_is_removed_takes_its_lines_along_and_no_comment_above() {
    becomes(
        "a: 1\n# about b\nb: 2 # c\n# about d\nd: 3\n",
        remove("b"),
        "a: 1\n# about b\n# about d\nd: 3\n",
    );
    becomes("a: 1\n\nb:\n  - x\n  - y\n\nd: 3\n", remove("b"), "a: 1\n\nd: 3\n");
    becomes("- a: 1 # c\n  # about b\n  b: 2\n", remove("0.a"), "- # about b\n  b: 2\n");
    becomes("a: {b: 1, c: 2, d: 3}\n", remove("a.c"), "a: {b: 1, d: 3}\n");
    becomes("a: {b: 1, c: 2}\n", remove("a.c"), "a: {b: 1}\n");
    becomes("a: [\n  b, # b\n  c # c\n]\n", remove("a.1"), "a: [\n  b # b\n]\n");
    // Nothing invalid is left: a list is empty, a key too, an item stays one.
    becomes("a: # c\n  # about x\n  - x # x\nb: 1\n", remove("a.0"), "a: [] # c\n  # about x\nb: 1\n");
    becomes("a: # c\n  # about x\n  x: 1 # x\nb: 1\n", remove("a.x"), "a: # c\n  # about x\nb: 1\n");
    becomes("- a: 1\n- b: 2\n", remove("0.a"), "- {}\n- b: 2\n");
    becomes("a: [x]\n", remove("a.0"), "a: []\n");
    becomes("a: 1\n", remove("b"), "a: 1\n");
    assert_eq!(edit("a: 1\nb: 2", &[remove("b")]).as_deref(), Some("a: 1\n"));
    // A comment below does not become a part of the text above.
    becomes(
        "a:\n  b: |\n    x\n  c: 1\n      # deep\nz: 1\n",
        remove("a.c"),
        "a:\n  b: |\n    x\n  # deep\nz: 1\n",
    );
}

#[test]
fn an_item_comes_to_any_place_of_a_list() {
    let list = "contacts:\n- id: a # c\n  email: x\n  # below\n# tail\nz: 1\n";
    becomes(
        list,
        insert("contacts.1", json!({"id": "b", "email": "y"})),
        "contacts:\n- id: a # c\n  email: x\n  # below\n- id: \"b\"\n  email: \"y\"\n# tail\nz: 1\n",
    );
    becomes(list, insert("contacts.0", json!({"id": "b"})), &list.replace("- id: a", "- id: \"b\"\n- id: a"));
    becomes(
        "a:\n    - x\n\n    - y\n",
        insert("a.1", json!("n z")),
        "a:\n    - x\n\n    - \"n z\"\n\n    - y\n",
    );
    becomes("a: [x, y] # c\n", insert("a.1", json!("u v")), "a: [x, \"u v\", y] # c\n");
    becomes("contacts: [] # c\n", insert("contacts.0", json!({"id": "b"})), "contacts: # c\n  - id: \"b\"\n");
    becomes("contacts: # c\n", insert("contacts.0", json!({"id": "b"})), "contacts: # c\n  - id: \"b\"\n");
    becomes("z: 1\n", insert("contacts.0", json!({"id": "b"})), "contacts:\n  - id: \"b\"\nz: 1\n");
    becomes("- - a\n  - b\n", insert("0.0", json!("c d")), "- - \"c d\"\n  - a\n  - b\n");
}

#[test]
fn an_item_moves_with_its_comments() {
    becomes(
        "contacts:\n  # about a\n  - id: a # c\n    email: x # d\n    # below\n\n  # about b\n  - id: b\n# tail\nz: 1\n",
        moved("contacts", 1, 0),
        "contacts:\n  # about b\n  - id: b\n\n  # about a\n  - id: a # c\n    email: x # d\n    # below\n# tail\nz: 1\n",
    );
    becomes("a: [x, 'y', {z: 1}] # c\n", moved("a", 0, 2), "a: ['y', {z: 1}, x] # c\n");
    becomes(
        "a: [\n  x, # about x\n  # above y\n  y # about y\n]\n",
        moved("a", 0, 1),
        "a: [\n  # above y\n  y, # about y\n  x # about x\n]\n",
    );
    becomes("a:\n- |\n  x\n- b\n", moved("a", 0, 1), "a:\n- b\n- |\n  x\n");
    assert_eq!(edit("- a\n- b", &[moved("", 0, 1)]).as_deref(), Some("- b\n- a"));
}

#[test]
fn changes_follow_one_another() {
    let before = "contacts:\n  - id: a\n";
    let changes = [
        insert("contacts.0", json!({"id": "b"})),
        set("contacts.0.email", json!("x@y.example")),
        moved("contacts", 0, 1),
        remove("contacts.0"),
    ];
    assert_eq!(
        edit(before, &changes).as_deref(),
        Some("contacts:\n  - id: \"b\"\n    email: \"x@y.example\"\n")
    );
    assert_eq!(edit(before, &[]).as_deref(), Some(before));
}

#[test]
fn what_cannot_be_made_is_not_made() {
    for (before, change) in [
        ("a: [", set("a", json!("x"))),
        ("a: 1\n", set("a.b", json!("x"))),
        ("a: 1\n", set("", json!("x"))),
        ("a: [x]\n", set("a.2", json!("x"))),
        ("a: [x]\n", insert("a.2", json!("x"))),
        ("a: [x]\n", remove("a.1")),
        ("a: [x]\n", moved("a", 0, 1)),
        ("a: {b: c}\n", moved("a", 0, 0)),
        ("a: &x 1\n", set("a", json!("x"))),
    ] {
        assert_eq!(edit(before, std::slice::from_ref(&change)), None, "{change:?} of {before}");
    }
}

/// As many values as a file can have: no change looks at all of them for each of them.
#[test]
fn a_large_file_is_changed_in_little_time() {
    let mut text = String::new();
    for group in 0..19 {
        text.push_str(&format!("group{group}:\n"));
        for at in 0..1000 {
            text.push_str(&format!("  - item {at} # c\n"));
        }
    }
    let changes: Vec<TreeChange> =
        (0..10).map(|at| set(&format!("group7.{}", at * 50), json!("n"))).collect();
    let begin = std::time::Instant::now();
    let after = edit(&text, &changes).expect("changed");
    assert_eq!(after.lines().filter(|line| *line == "  - \"n\" # c").count(), 10);
    assert_eq!(after.lines().count(), text.lines().count());
    assert!(begin.elapsed().as_secs() < 20, "{:?}", begin.elapsed());
}

/// The text with values as a table brings them.
fn brought(before: &str, values: &[(&str, Json)]) -> Option<String> {
    let file = SourceFile::new("x.yaml", before);
    let tree = parse(&file).expect("valid");
    let values: Vec<(Vec<PathStep>, &Json)> = values.iter().map(|(to, value)| (path(to), value)).collect();
    let new_values: Vec<NewValue<'_>> = values.iter().map(|(path, value)| NewValue { path, value }).collect();
    edited(&file, &tree, &letters(&tree), &new_values, &PlainRules).map(|edited| edited.text)
}

#[test]
fn a_table_replaces_nothing_that_a_person_laid_out() {
    let list = "a:\n  - \"A\"   # first\n  - B\n";
    let longer = brought(list, &[("a", json!(["A2", "B", "C"]))]);
    assert_eq!(longer.as_deref(), Some("a:\n  - \"A2\"   # first\n  - B\n  - \"C\"\n"));
    assert_eq!(brought(list, &[("a", json!(["A"]))]), None);
    let shorter = brought("a: [b, c] # two\n", &[("a", json!(["b"]))]);
    assert_eq!(shorter.as_deref(), Some("a: [b] # two\n"));
    assert_eq!(brought("a: {en: \"Steel\", de: \"Stahl\"}\n", &[("a", json!("Metal"))]), None);
    assert_eq!(brought("a:\n  - {en: \"Steel\"}\n", &[("a", json!(["Metal"]))]), None);
    assert_eq!(brought("a: >\n  your workshop\n  is near\n", &[("a", json!("x"))]), None);
    assert_eq!(brought("a: x\n", &[("a.b", json!("x"))]), None);
    let typed = brought("a: {b: Ko\u{308}ln} # Ko\u{308}ln\n", &[("a.b", json!("Bonn"))]);
    assert_eq!(typed.as_deref(), Some("a: {b: Bonn} # Ko\u{308}ln\n"));
    // What is missing together is written together.
    let person =
        [("contacts.0.email", json!("x")), ("contacts.0.id", json!("a")), ("legal_name", json!("n"))];
    assert_eq!(
        brought("kind: company\n", &person).as_deref(),
        Some("legal_name: \"n\"\nkind: company\ncontacts:\n  - id: \"a\"\n    email: \"x\"\n")
    );
}
