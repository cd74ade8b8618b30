//! The layers, the owners of crates, the completeness of tables.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use handclasp::diagnostic::codes::CODES;

use crate::document_names::{ENGLISH, OTHERS, names_documents, shipped};
use crate::support::root;
use crate::tokens::{other_than_a_map, tokens, types, with_literals};
use crate::uses::{circles, shown, unseen_ways, uses};

/// The code of the library and the program as it is, by the path below `src/`.
fn texts() -> BTreeMap<String, String> {
    let mut files = crate::support::files_below(&root().join("src"));
    files.retain(|name, _| name.ends_with(".rs"));
    files.into_iter().map(|(name, bytes)| (name, String::from_utf8(bytes).expect("UTF-8"))).collect()
}

/// The code of the library and the program without its comments, by the path below `src/`.
fn sources() -> BTreeMap<String, String> {
    let bytes = crate::support::files_below(&root().join("src"));
    let code = |text: &str| {
        let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        lines.collect::<Vec<_>>().join("\n")
    };
    let rust = bytes.into_iter().filter(|(name, _)| name.ends_with(".rs"));
    rust.map(|(name, bytes)| (name, code(&String::from_utf8(bytes).expect("UTF-8")))).collect()
}

/// The modules in the order of `lib.rs`.
fn layers() -> Vec<String> {
    let map = fs::read_to_string(root().join("src/lib.rs")).expect("lib.rs");
    map.lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect()
}

fn module_of(file: &str) -> &str {
    file.split('/').next().unwrap_or(file).trim_end_matches(".rs")
}

/// Whether a file is the head of a folder: `mod.rs`, or a file that is called like a folder beside it.
fn is_head(file: &str, texts: &BTreeMap<String, String>) -> bool {
    let folder = format!("{}/", file.trim_end_matches(".rs"));
    file.ends_with("/mod.rs") || file == "lib.rs" || texts.keys().any(|other| other.starts_with(&folder))
}

#[test]
fn a_module_uses_only_what_stands_above_it() {
    let layers = layers();
    let rank = |name: &str| layers.iter().position(|layer| layer == name);
    assert!(layers.len() > 10, "{layers:?}");
    let mut checked = 0;
    for (file, used) in uses(&texts()) {
        let Some(own) = rank(module_of(&file)) else { continue };
        for (target, paths) in used {
            let Some(other) = rank(module_of(&target)) else { continue };
            assert!(
                other <= own,
                "src/{file} uses src/{target} by {paths:?}, which stands below it in lib.rs"
            );
            checked += 1;
        }
    }
    assert!(checked > 600, "only {checked} uses found");
}

#[test]
fn the_table_of_rooms_is_in_the_order_of_the_layers() {
    let guide = fs::read_to_string(root().join("CONTRIBUTING.md")).expect("CONTRIBUTING.md");
    let rows = guide.lines().skip_while(|line| *line != "| Where | What |").skip(2);
    let rooms: Vec<&str> = rows
        .take_while(|line| line.starts_with('|'))
        .filter_map(|line| line.split('|').nth(1))
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .map(|room| room.trim_end_matches('/'))
        .collect();
    let mut all = layers();
    all.extend(["cli", "templates", "samples", "assets/office"].map(str::to_owned));
    assert_eq!(rooms, all);
}

#[test]
fn no_file_leads_back_to_itself() {
    let uses = uses(&texts());
    let (files, all) = (uses.len(), uses.values().map(|used| used.len()).sum::<usize>());
    // Who finds no use finds no circle.
    assert!(files > 180 && all > 900, "only {files} files and {all} uses were seen");
    let told: String = circles(&uses).iter().map(|circle| shown(circle, &uses)).collect();
    assert!(told.is_empty(), "{told}");
}

#[test]
fn no_use_is_hidden_from_these_tests() {
    let texts = texts();
    let mut told = String::new();
    for (file, text) in &texts {
        for way in unseen_ways(text, is_head(file, &texts)) {
            told.push_str(&format!("src/{file} has {way}\n"));
        }
    }
    assert!(told.is_empty(), "{told}");
    // What `lib.rs` re-exports would be used by the name of no layer.
    assert!(!tokens(&texts["lib.rs"]).iter().any(|token| token == "use"), "src/lib.rs has a `use`");
}

#[test]
fn every_crate_has_its_owner() {
    let owners: &[(&str, &[&str])] = &[
        ("serde_yaml", &["yaml/"]),
        ("tera::", &["template/"]),
        ("pulldown_cmark", &["document/"]),
        ("typst", &["format/pdf/"]),
        ("lopdf", &["format/pdf/combine.rs", "format/pdf/fields.rs"]),
        ("image::", &["format/picture.rs"]),
        ("usvg", &["format/picture.rs"]),
        ("zune_jpeg", &["format/picture.rs"]),
        ("roxmltree", &["format/picture.rs"]),
        ("base64", &["format/picture.rs"]),
        ("palette", &["colour.rs"]),
        ("sha2::", &["digest.rs"]),
        ("similar::", &["due/text_difference.rs"]),
        ("lettre", &["format/eml.rs", "mail/"]),
        ("rustls", &["mail/"]),
        ("notify::", &["cli/watch.rs"]),
        ("indicatif", &["cli/progress.rs"]),
        ("ctrlc", &["cli/open.rs", "cli/progress.rs", "cli/stopping.rs"]),
        ("rpassword", &["cli/"]),
        ("open::that", &["cli/open.rs"]),
        ("axum", &["office/"]),
        ("maud", &["office/"]),
        ("tokio", &["office/"]),
        ("getrandom", &["office/serving/entry_key.rs"]),
        ("TcpListener", &["office/serving/office_server.rs"]),
        ("TcpStream", &["mail/wire.rs"]),
        ("imap::", &["mail/mailbox.rs"]),
        ("process::Command", &["confined.rs", "mail/account.rs"]),
        ("nix::", &["confined.rs", "overrun.rs"]),
        ("set_hook", &["mistake.rs"]),
        ("catch_unwind", &["mistake.rs", "table/workbook.rs"]),
        ("icalendar", &["format/ics.rs", "format/day_entries.rs"]),
        ("fast_qr", &["render/page_data.rs"]),
        ("chrono", &["format/ics.rs"]),
        ("rayon", &["workers.rs"]),
        ("clap", &["cli/"]),
        ("anyhow", &["cli/"]),
        ("comfy_table", &["cli/"]),
        ("csv::", &["table/delimited.rs"]),
        ("encoding_rs", &["table/encodings.rs"]),
        ("chardetng", &["table/encodings.rs"]),
        ("zip::", &["table/packed.rs"]),
        ("quick_xml", &["table/packed.rs"]),
        ("regex::", &["telephone/"]),
        ("unicode_normalization", &["letters.rs"]),
        ("idna::", &["email_address.rs"]),
        ("calamine", &["table/workbook.rs"]),
        ("rust_xlsxwriter", &["table/workbook.rs"]),
        ("annotate_snippets", &["diagnostic/human.rs"]),
        (
            "jsonschema",
            &["schema/", "locale/language.rs", "office/shared/page_words.rs", "office/shared/model_words.rs"],
        ),
        ("icu_datetime", &["locale/"]),
        ("icu_list", &["locale/"]),
        ("icu_plurals", &["locale/"]),
        ("std::fs", &["workspace/"]),
        ("tempfile", &["workspace/"]),
        ("Timestamp::now", &["clock.rs"]),
        ("Instant::now", &["clock.rs"]),
        ("println!", &["../build.rs"]),
        ("eprintln!", &[]),
        ("io::stdout", &["cli/terminal.rs"]),
        ("io::stderr", &["cli/terminal.rs"]),
    ];
    for (file, code) in sources() {
        for (name, places) in owners {
            let uses = code.match_indices(name).any(|(at, _)| {
                let before = code[..at].chars().next_back().unwrap_or(' ');
                !before.is_alphanumeric() && before != '_' && before != '"' && before != ':'
            });
            let allowed = places.iter().any(|place| file.starts_with(place));
            assert!(!uses || allowed, "src/{file} uses `{name}`, which belongs to {places:?}");
        }
    }
}

/// The files of `rules/` that are no rule.
const NO_RULES: &[&str] = &["apply", "identity", "mod", "rule", "table", "translated_texts"];

#[test]
fn every_rule_is_a_file_and_stands_in_the_table() {
    let mut files: Vec<String> = sources()
        .keys()
        .filter_map(|file| file.strip_prefix("rules/")?.strip_suffix(".rs"))
        .filter(|name| !NO_RULES.contains(name))
        .map(|name| name.replace('_', "-"))
        .collect();
    files.sort();
    let mut codes: Vec<String> =
        handclasp::rules::RULES.iter().map(|rule| rule.code.name.to_owned()).collect();
    codes.sort();
    assert_eq!(files, codes);
    for rule in handclasp::rules::RULES {
        assert!(rule.reason.len() > 40, "{} needs a reason", rule.code.name);
        let case = root().join("tests/cases/invalid").join(rule.code.name);
        assert!(case.is_dir(), "{} has no case", rule.code.name);
    }
}

/// The names of the codes that problems are made with outside the rules.
fn codes_in_use() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for (file, text) in sources() {
        if file.starts_with("rules/") {
            continue;
        }
        for start in ["Diagnostic::error(", "Diagnostic::warning("] {
            for (at, _) in text.match_indices(start) {
                let behind = text[at + start.len()..].trim_start();
                let shown: String = behind.chars().take(30).collect();
                assert!(!behind.starts_with('"'), "src/{file} has a code that is no constant: {shown}");
                if let Some(constant) = behind.strip_prefix("codes::") {
                    let is_letter =
                        |one: &char| one.is_ascii_uppercase() || one.is_ascii_digit() || *one == '_';
                    let constant: String = constant.chars().take_while(is_letter).collect();
                    codes.insert(constant.to_lowercase().replace('_', "-"));
                }
            }
        }
    }
    codes
}

#[test]
fn every_code_is_explained_and_every_explained_code_is_in_use() {
    let explained: BTreeSet<String> = CODES.iter().map(|known| known.code.name.to_owned()).collect();
    assert!(CODES.is_sorted_by_key(|known| known.code.name), "the table is in order");
    assert_eq!(codes_in_use(), explained);
    for known in CODES {
        let (name, text) = (known.code.name, known.text);
        assert!(known.meaning().len() > 60 && !known.example().is_empty(), "{name}");
        let whole = format!("{}\n\n```console\n{}\n```\n", known.meaning(), known.example());
        assert_eq!(whole, text, "{name}.md is words, then one block");
    }
}

/// Whether a code is made here, by a function of `Code` or field by field; not where `Code` itself is declared.
fn makes_a_code(text: &str) -> bool {
    let tokens = tokens(text);
    tokens.iter().enumerate().any(|(at, token)| {
        let before = at.checked_sub(1).map_or(";", |before| tokens[before].as_str());
        let behind: Vec<&str> = tokens[at + 1..].iter().take(2).map(String::as_str).collect();
        let is_declared = matches!(before, "struct" | "impl" | "for");
        // `-> Code {` begins a function.
        let is_given_back = before == ">" && at > 1 && tokens[at - 2] == "-";
        token == "Code"
            && match behind.as_slice() {
                ["::", name] => matches!(*name, "new" | "of_content"),
                ["{", ..] => !is_declared && !is_given_back,
                _ => false,
            }
    })
}

#[test]
fn a_code_that_is_made_is_seen() {
    let made = [
        "const A: Code = Code::new(\"a\", Exit::Usage);",
        "const A: Code = Code::of_content(\"a\");",
        "const A: Code = Code { name: \"a\", exit: Exit::Usage };",
        "fn a() -> Code { Code {\n    name: \"a\", ..B } }",
        "let a = b(crate::diagnostic::Code{name, exit});",
    ];
    for text in made {
        assert!(makes_a_code(text), "{text}");
    }
    let none = "struct Code { name: u8 } impl Code { } impl Eq for Code {} fn a(of: Code) -> Code { of } enum B { Code(Code) } // Code { name }";
    assert!(!makes_a_code(none));
}

#[test]
fn a_code_is_made_in_the_table_or_with_its_rule() {
    let made: Vec<String> =
        sources().into_iter().filter(|(_, text)| makes_a_code(text)).map(|(file, _)| file).collect();
    let elsewhere: Vec<&String> = made.iter().filter(|file| !file.starts_with("rules/")).collect();
    assert_eq!(elsewhere, ["diagnostic/codes/table.rs"]);
    assert_eq!(made.len(), handclasp::rules::RULES.len() + 1);
}

#[test]
fn every_text_of_a_code_stands_in_the_table() {
    let files = crate::support::files_below(&root().join("src/diagnostic/codes"));
    let texts: BTreeSet<&str> = files.keys().filter_map(|name| name.strip_suffix(".md")).collect();
    let known: BTreeSet<&str> = CODES.iter().map(|known| known.code.name).collect();
    assert_eq!(texts, known);
}

/// What cannot be shown by a folder and a command line: it needs a full disk, a second run, a mistake of
/// ours; other tests look at those that they can.
const WITHOUT_CASE: &[&str] = &[
    "bad-file-name",
    "account",
    "changed-by-hand",
    "drafted",
    "in-doubt",
    "in-use",
    "ledger",
    "left-over",
    "link-outside",
    "no-entry",
    "no-page",
    "no-such-address",
    "no-worker",
    "not-asked",
    "not-in-doubt",
    "not-sent-yet",
    "not-understood",
    "objection",
    "overrun",
    "secret-in-file",
    "sent-before",
    "still-a-draft",
    "unnoted",
    "unwatchable",
    "too-large",
    "twice",
    "unseen",
    "edit-discarded",
    "edit-is-stale",
    "file-exists",
    "file-too-large",
    "image",
    "internal",
    "missing-layout",
    "stale-removed",
    "too-many",
    "unknown-locale",
    "unreadable",
    "unreadable-file",
    "unwritable-file",
];

#[test]
fn every_code_has_its_case() {
    let shown: String = crate::support::files_below(&root().join("tests/cases/invalid"))
        .into_iter()
        .filter(|(name, _)| name.ends_with("expected.txt"))
        .map(|(_, bytes)| String::from_utf8(bytes).expect("UTF-8"))
        .collect();
    let missing: Vec<String> = codes_in_use()
        .into_iter()
        .filter(|code| !shown.contains(&format!("[{code}]")) && !WITHOUT_CASE.contains(&code.as_str()))
        .collect();
    assert!(missing.is_empty(), "no case shows {missing:?}");
}

/// The files of `format/` that are no format.
const NO_FORMATS: &[&str] =
    &["day_entries", "file_name", "formats", "link", "mod", "own_attachment", "picture"];

#[test]
fn every_format_is_a_file() {
    let mut writers = Vec::new();
    for format in handclasp::format::Format::ALL {
        let name = match format.name() {
            "md" => "markdown.rs",
            "txt" => "text.rs",
            "html" => "html.rs",
            "pdf" => "pdf/write.rs",
            "png" => "pdf/draw.rs",
            "typ" => "pdf/source.rs",
            "eml" => "eml.rs",
            "ics" => "ics.rs",
            other => panic!("{other} is new: name its file here"),
        };
        assert!(root().join("src/format").join(name).is_file(), "{name}");
        writers.push(name);
    }
    for file in texts().keys().filter_map(|file| file.strip_prefix("format/")) {
        let is_no_format = NO_FORMATS.contains(&file.trim_end_matches(".rs"));
        assert!(
            is_no_format || file.contains('/') || writers.contains(&file),
            "src/format/{file} is no format"
        );
    }
}

#[test]
fn no_document_is_known_by_its_name() {
    let documents = shipped();
    assert!(documents.len() > 6, "{documents:?}");
    for name in ENGLISH {
        assert!(documents.contains(*name), "`{name}` is no document any more");
    }
    let texts = texts();
    for (file, literal, _) in OTHERS {
        let literals = with_literals(&texts[*file]).1;
        assert!(literals.values().any(|one| one == literal), "{literal:?} is not in src/{file} any more");
    }
    let mut told = String::new();
    for (file, text) in &texts {
        for named in names_documents(file, text, &documents) {
            told.push_str(&format!("src/{file}: {named}\n"));
        }
    }
    assert!(told.is_empty(), "rules and commands ask for the kind of a document, not for its name:\n{told}");
}

#[test]
fn every_font_has_its_licence() {
    let files = crate::support::files_below(&root().join("templates/fonts"));
    for name in files.keys().filter(|name| name.ends_with(".otf") || name.ends_with(".ttf")) {
        let family = name.split('-').next().unwrap_or_default();
        let licence = files.keys().any(|other| other.starts_with(family) && other.contains("LICENSE"));
        assert!(licence, "{name}");
    }
}

#[test]
fn no_path_of_a_machine_is_written_down() {
    let folders = ["src", "tests", "docs", ".ci", "templates/layouts", "benches"];
    for folder in folders {
        let folder = root().join(folder);
        if !Path::new(&folder).is_dir() {
            continue;
        }
        for (name, bytes) in crate::support::files_below(&folder) {
            let text = String::from_utf8_lossy(&bytes);
            for path in [concat!("/ro", "ot/"), concat!("/wo", "rk/"), concat!("/ho", "me/")] {
                assert!(!text.contains(path), "{name} names {path}");
            }
        }
    }
}

#[test]
fn every_crate_that_is_optimised_while_developing_is_one_that_is_used() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("Cargo.toml");
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("Cargo.lock");
    let (_, list) = manifest.split_once("[profile.dev.package]\n").expect("the list of hot crates");
    let names: Vec<&str> = list
        .lines()
        .take_while(|line| !line.is_empty())
        .map(|line| line.split_once(" = ").unwrap_or_else(|| panic!("`{line}`")).0)
        .collect();
    assert!(names.len() > 40, "{names:?}");
    assert!(names.is_sorted(), "{names:?}");
    for name in names {
        // Cargo would warn of it at each build.
        assert!(lock.contains(&format!("name = \"{name}\"\n")), "{name} is not in Cargo.lock");
    }
}

/// Types that may stand twice, and why.
const SAME_TYPES: &[(&str, &str)] =
    &[("Arguments", "what stands behind a command, in the file of each command")];

#[test]
fn no_name_of_a_type_stands_twice() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, text) in texts() {
        for name in types(&tokens(&text)) {
            places.entry(name.to_owned()).or_default().push(file.clone());
        }
    }
    assert!(places.len() > 250, "only {} types were seen", places.len());
    for (name, _) in SAME_TYPES {
        assert!(
            places.get(*name).is_some_and(|files| files.len() > 1),
            "`{name}` does not stand twice any more"
        );
    }
    let told: String = places
        .iter()
        .filter(|(name, files)| files.len() > 1 && !SAME_TYPES.iter().any(|(same, _)| same == name))
        .map(|(name, files)| format!("`{name}` in {}\n", files.join(", ")))
        .collect();
    assert!(told.is_empty(), "types of the same name:\n{told}");
}

/// Whether a file is called after what it makes a table complete with, so that others need not heed its name: a command, a
/// rule by its code, a format.
fn is_of_a_table(file: &str, text: &str) -> bool {
    let (folder, name) = file.trim_end_matches(".rs").rsplit_once('/').unwrap_or_default();
    match folder {
        "cli" => types(&tokens(text)).contains(&"Arguments"),
        "rules" => !NO_RULES.contains(&name),
        "format" => !NO_FORMATS.contains(&name),
        _ => false,
    }
}

#[test]
fn no_name_of_a_file_stands_for_three_things() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, text) in texts() {
        let name = file.rsplit('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned();
        if name != "mod" && !is_of_a_table(&file, &text) {
            places.entry(name).or_default().push(file);
        }
    }
    let told: String = places
        .iter()
        .filter(|(_, files)| files.len() > 2)
        .map(|(name, files)| format!("{name}.rs: {}\n", files.join(", ")))
        .collect();
    assert!(told.is_empty(), "files of the same name:\n{told}");
}

#[test]
fn the_head_of_a_folder_is_a_map_of_it() {
    let texts = texts();
    let heads: Vec<&String> = texts.keys().filter(|file| is_head(file, &texts)).collect();
    assert!(heads.len() > 15, "{heads:?}");
    let mut told = String::new();
    for file in heads {
        if let Some(found) = other_than_a_map(&tokens(&texts[file])) {
            told.push_str(&format!("src/{file} has `{found} …`\n"));
        }
        assert!(texts[file].trim_start().starts_with("//!"), "src/{file} does not say what it is for");
    }
    assert!(told.is_empty(), "a head of a folder documents, declares and re-exports:\n{told}");
}
