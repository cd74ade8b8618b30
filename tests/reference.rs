//! The reference in the docs and the schema files are generated from the code; `HANDCLASP_UPDATE=1 cargo test` writes it anew.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use handclasp::diagnostic::codes::CODES;
use handclasp::rules::RULES;
use handclasp::schema::{INSTITUTION, PARTNER, Shape, text_for_editors};

use crate::support::{Sandbox, TODAY, files_below, root};

fn compare(name: &str, text: &str) {
    let path = root().join(name);
    if std::env::var_os("HANDCLASP_UPDATE").is_some() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(&path, text).expect("written");
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    assert!(there == text, "{name} is stale: run `HANDCLASP_UPDATE=1 cargo test`");
}

fn kind(field: Shape<'_>) -> String {
    if let Some(options) = field.options() {
        let words: Vec<String> = options.iter().map(|word| format!("`{word}`")).collect();
        return words.join(", ");
    }
    if let Some(item) = field.items() {
        return format!("list of: {}", kind(item));
    }
    match (field.text_kind(), field.format()) {
        (Some(handclasp::schema::TextKind::Prose), _) => "Markdown, or one text per language".to_owned(),
        (Some(handclasp::schema::TextKind::Line), _) => "text, or one text per language".to_owned(),
        (None, _) if field.allows("boolean") => "`true` or `false`".to_owned(),
        (None, _) if field.allows("integer") => "whole number".to_owned(),
        (None, Some(format)) => format!("text ({})", format.replace('-', " ")),
        (None, None) if field.fields().is_some() => "keys below".to_owned(),
        (None, None) => "text".to_owned(),
    }
}

fn rows(text: &mut String, shape: Shape<'_>, prefix: &str) {
    for name in shape.names() {
        let Some(field) = shape.property(name) else { continue };
        let required = if shape.required().contains(&name) { " **required**" } else { "" };
        let description = shape.description(name).unwrap_or_default().replace('\n', " ").replace('|', "\\|");
        let _ = writeln!(text, "| `{prefix}{name}` | {}{required} | {description} |", kind(field));
        let (inner, mark) = match field.items() {
            Some(item) => (item, "[]."),
            None => (field, "."),
        };
        if inner.text_kind().is_none() && inner.fields().is_some() {
            rows(text, inner, &format!("{prefix}{name}{mark}"));
        }
    }
}

#[test]
fn the_field_reference_is_that_of_the_model() {
    for (name, title, schema) in [
        ("docs/reference/institution.md", "Fields of `institution.yaml`", &*INSTITUTION),
        ("docs/reference/partner.md", "Fields of a partner’s file", &*PARTNER),
    ] {
        let mut text = format!(
            "# {title}\n\nGenerated from the code. `a.b` is the key `b` below the key `a`; `a[].b` is the key `b` in each item of the list `a`.\n\n| Field | Value | Meaning |\n|---|---|---|\n"
        );
        rows(&mut text, Shape::of(schema), "");
        compare(name, &text);
    }
}

#[test]
fn the_schema_files_are_those_of_the_model() {
    for (kind, schema) in [("institution", &*INSTITUTION), ("partner", &*PARTNER)] {
        compare(&format!("schema/{kind}.json"), &text_for_editors(schema));
    }
}

#[test]
fn the_rule_reference_is_that_of_the_table() {
    let mut text = String::from(
        "# Rules\n\nGenerated from the code. What `handclasp check` and `handclasp build` look at beyond single fields.\n",
    );
    for rule in RULES {
        let scope = rule.scope.in_words();
        let example =
            fs::read_to_string(root().join("tests/cases/invalid").join(rule.code.name).join("expected.txt"))
                .expect("a case");
        let example: String = example.lines().skip(2).collect::<Vec<_>>().join("\n");
        let example = example.split("\n\n").next().unwrap_or_default().trim_end();
        let _ = write!(
            text,
            "\n## {}\n\n{}\n\nConcerns: {scope}.\n\n```console\n{example}\n```\n",
            rule.code.name, rule.reason
        );
    }
    compare("docs/reference/rules.md", &text);
}

#[test]
fn the_problem_reference_is_that_of_the_table() {
    let mut text = String::from(
        "# Problems\n\nGenerated from the code. What `handclasp explain CODE` tells of each kind of problem; the [rules](rules.md) that look at several fields have a page of their own.\n",
    );
    for code in CODES {
        let _ = write!(text, "\n## {}\n\n{}", code.code.name, code.text);
    }
    compare("docs/reference/problems.md", &text);
}

/// The lines `Tried in AREA: INPUT | OUTCOME` of the tests and their cases, by area.
fn tried() -> BTreeMap<String, Vec<(String, String)>> {
    let mut areas: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for (name, bytes) in files_below(&root().join("tests")) {
        if !(name.ends_with(".rs") || name.ends_with("/tried.md")) {
            continue;
        }
        let text = String::from_utf8(bytes).expect("UTF-8");
        for line in text.lines() {
            let line = line.trim_start().trim_start_matches("/// ");
            let Some(rest) = line.strip_prefix("Tried in ") else { continue };
            let parts = rest.split_once(": ").and_then(|(area, row)| Some((area, row.rsplit_once(" | ")?)));
            let (area, (input, outcome)) = parts.unwrap_or_else(|| panic!("{name}: `{line}`"));
            areas.entry(area.to_owned()).or_default().push((input.to_owned(), outcome.to_owned()));
        }
    }
    areas
}

#[test]
fn the_page_of_what_was_tried_is_that_of_the_tests() {
    let mut text = String::from(
        "# What was tried\n\nGenerated from the tests: kinds of input that went wrong here or in other programs, and what comes out. Each row stands above the test that holds it.\n",
    );
    let areas = tried();
    assert!(areas.values().flatten().count() > 50, "only few: {areas:?}");
    for (area, mut rows) in areas {
        rows.sort();
        let (first, rest) = area.split_at(1);
        let _ =
            write!(text, "\n## {}{rest}\n\n| Input | What comes out |\n|---|---|\n", first.to_uppercase());
        for (input, outcome) in rows {
            let _ = writeln!(text, "| {} | {} |", input.replace('|', "\\|"), outcome.replace('|', "\\|"));
        }
    }
    compare("docs/reference/tried.md", &text);
}

/// A partner that no rule finds fault with.
pub const FAULTLESS: &str = "legal_name: \"Fundacja Wiatrak\"\nkind: ngo\ncountry: \"PL\"\n\
    contacts: [{given_name: \"Ola\", family_name: \"Lis\", email: \"ola@wiatrak.example.org\", source: \"your website\"}]\n\
    partnership_types: [community_inclusion]\nwhy_partner: \"your open workshop is known\"\n\
    address: {street: \"ul. Wiatraczna 1\", postal_code: \"00-999\", city: \"Gdynia\", country: \"PL\"}\n\
    timezone: \"Europe/Warsaw\"\nsignatories: [{name: \"Ola Lis\", position: \"Chair\"}]\n\
    cooperation: {purpose: \"open workshops for young people\"}\n\
    mou: {term: {start: on_last_signature, end: 2030-12-31}, review: {first_date: 2028-06-30}}\nproposal: {reply_by: \"2027-01-15\"}\n";

/// A signature on a draft, before it was made.
const SIGNED: &str = "{\"at\":\"2026-11-20T10:00:00+01:00\",\"document\":\"mou\",\"what\":\"noted\",\"on\":\"2026-11-02\",\
    \"fact\":\"signed\",\"by\":\"them\",\"file\":\"signed/wiatrak/mou.en.v1.them.pdf\",\"sha256\":\"0\",\"version\":1,\
    \"text\":{\"day\":\"2026-11-20\",\"words\":\"0\",\"is_draft\":true}}\n";

/// A file with the fields of an example in place of its own.
pub fn changed(file: &str, example: &str) -> String {
    let key = |line: &str| {
        line.split_once(':').map(|(key, _)| key.to_owned()).filter(|key| !key.starts_with([' ', '#']))
    };
    let own: Vec<String> = example.lines().filter_map(key).collect();
    let mut text = String::new();
    let mut keeps = true;
    for line in file.lines() {
        if let Some(key) = key(line) {
            keeps = !own.contains(&key);
        }
        if keeps {
            text.push_str(line);
            text.push('\n');
        }
    }
    text + example + "\n"
}

#[test]
fn the_example_of_every_rule_is_found_fault_with() {
    assert_eq!(
        Sandbox::with_partner("wiatrak", FAULTLESS)
            .run(&["check", "--date", TODAY])
            .stderr
            .matches('[')
            .count(),
        0
    );
    for rule in RULES {
        let sandbox = Sandbox::with_partner("wiatrak", FAULTLESS);
        match rule.example.strip_prefix("# institution.yaml\n") {
            Some(example) => {
                let institution = sandbox.read("institution.yaml");
                sandbox.write("institution.yaml", changed(&institution, example));
            }
            None if rule.code.name == "long-subject" => {}
            None => {
                let example = rule.example.replace("WORDS", &"word ".repeat(220));
                sandbox.write("partners/wiatrak.yaml", changed(FAULTLESS, &example));
            }
        }
        match rule.code.name {
            // Its example needs another file too, as it says.
            "duplicate-partner" => sandbox.write("partners/windmill.yaml", changed(FAULTLESS, rule.example)),
            "checked-translation" => sandbox.edit(
                "institution.yaml",
                "authority_basis: \"Statutes, art. 14\"",
                "authority_basis: {en: \"Statutes, art. 14\", pt-PT: \"Estatutos, art. 14.º\"}",
            ),
            "party-incomplete" => {
                sandbox.write("partners/zolty-wiatrak.yaml", changed(FAULTLESS, "signatories: []"));
            }
            "logbook-differs" => {
                assert_eq!(sandbox.run(&["log", "wiatrak", "answered", "yes", "--on", "2026-11-20"]).code, 0);
            }
            "signing" | "signed-draft" => sandbox.write("partners/wiatrak.log", SIGNED),
            "no-longer-there" => {
                assert_eq!(sandbox.run(&["log", "wiatrak", "left", "jan@example.org"]).code, 0);
            }
            "our-logo" => {
                let run = sandbox.run(&["init", "--templates", "--definitions"]);
                assert_eq!(run.code, 0);
                let definition = sandbox.read("templates/loi/document.yaml");
                let kept = definition.lines().filter(|line| !line.starts_with("letterhead:"));
                sandbox.write("templates/loi/document.yaml", kept.collect::<Vec<_>>().join("\n"));
            }
            "long-subject" => {
                let template = "---\ntitle: \"A\"\nlayout: letter\nto: \"{{ contact.email }}\"\n";
                sandbox.write(
                    "templates/contact-formal/en.md",
                    format!("{template}{}\n---\n# A\n\nText.\n", rule.example),
                );
            }
            _ => {}
        }
        let run = sandbox.run(&["check", "--date", TODAY]);
        let code = rule.code.name;
        assert!(run.stderr.contains(&format!("[{code}]")), "{code}:\n{}", run.stderr);
    }
}
