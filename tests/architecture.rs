//! The layers, the owners of crates, the completeness of tables.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use handclasp::diagnostic::codes::CODES;

use crate::support::root;

/// The code of the library and the program without its comments, by the path below `src/`.
fn sources() -> BTreeMap<String, String> {
    let bytes = crate::support::files_below(&root().join("src"));
    let code = |text: &str| {
        let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        lines.collect::<Vec<_>>().join("\n")
    };
    bytes.into_iter().map(|(name, bytes)| (name, code(&String::from_utf8(bytes).expect("UTF-8")))).collect()
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

#[test]
fn a_module_uses_only_what_stands_above_it() {
    let layers = layers();
    let rank = |name: &str| layers.iter().position(|layer| layer == name);
    assert!(layers.len() > 10, "{layers:?}");
    let mut checked = 0;
    for (file, text) in sources() {
        let Some(own) = rank(module_of(&file)) else { continue };
        for (at, _) in text.match_indices("crate::") {
            let used: String =
                text[at + 7..].chars().take_while(|one| one.is_alphanumeric() || *one == '_').collect();
            let Some(other) = rank(&used) else { continue };
            assert!(other <= own, "src/{file} uses `{used}`, which stands below it in lib.rs");
            checked += 1;
        }
    }
    assert!(checked > 60, "only {checked} uses found");
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
        ("similar::", &["due/edits.rs"]),
        ("lettre", &["format/eml.rs", "mail/"]),
        ("rustls", &["mail/"]),
        ("notify::", &["cli/watch.rs"]),
        ("indicatif", &["cli/progress.rs"]),
        ("ctrlc", &["cli/progress.rs", "cli/stopping.rs"]),
        ("rpassword", &["cli/"]),
        ("TcpStream", &["mail/wire.rs"]),
        ("imap::", &["mail/mailbox.rs"]),
        ("process::Command", &["confined.rs", "mail/account.rs"]),
        ("nix::", &["confined.rs", "overrun.rs"]),
        ("set_hook", &["mistake.rs"]),
        ("catch_unwind", &["mistake.rs", "table/workbook.rs"]),
        ("icalendar", &["format/ics.rs"]),
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
        ("jsonschema", &["schema/", "locale/language.rs"]),
        ("icu_datetime", &["locale/"]),
        ("icu_list", &["locale/"]),
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
const NO_RULES: &[&str] = &["apply", "identity", "mod", "rule", "table"];

#[test]
fn every_rule_is_a_file_and_stands_in_the_table() {
    let mut files: Vec<String> = sources()
        .keys()
        .filter_map(|file| file.strip_prefix("rules/")?.strip_suffix(".rs"))
        .filter(|name| !NO_RULES.contains(name))
        .map(|name| name.replace('_', "-"))
        .collect();
    files.sort();
    let mut codes: Vec<String> = handclasp::rules::RULES.iter().map(|rule| rule.code.to_owned()).collect();
    codes.sort();
    assert_eq!(files, codes);
    for rule in handclasp::rules::RULES {
        assert!(rule.reason.len() > 40, "{} needs a reason", rule.code);
        let case = root().join("tests/cases/invalid").join(rule.code);
        assert!(case.is_dir(), "{} has no case", rule.code);
    }
}

/// The codes that are written down in the code outside the rules.
fn codes_in_use() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for (file, text) in sources() {
        if file.starts_with("rules/") {
            continue;
        }
        for start in ["Diagnostic::error(", "Diagnostic::warning("] {
            for (at, _) in text.match_indices(start) {
                let behind = text[at + start.len()..].trim_start();
                if let Some(code) = behind.strip_prefix('"').and_then(|rest| rest.split('"').next()) {
                    codes.insert(code.to_owned());
                }
            }
        }
    }
    codes
}

#[test]
fn every_code_is_explained_and_every_explained_code_is_in_use() {
    let explained: BTreeSet<String> = CODES.iter().map(|code| code.code.to_owned()).collect();
    assert!(CODES.is_sorted_by_key(|code| code.code), "the table is in order");
    assert_eq!(codes_in_use(), explained);
    for code in CODES {
        assert!(code.meaning.len() > 60 && !code.example.is_empty(), "{}", code.code);
    }
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

#[test]
fn every_format_is_a_file() {
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
    }
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
