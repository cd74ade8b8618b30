//! A test that is a folder below `tests/cases/`, and a test of its own name.
//!
//! A case is the sample institution, with the sample's partners that `partners.txt` names and the files of `workspace/`
//! over it, changed by `edits.txt` (file, from, to, with tabs between). The command lines of `arguments.txt` are run in it
//! one after the other. What is expected is compared letter for letter; `HANDCLASP_UPDATE=1 cargo test` writes it anew.
//! Lines `Tried in …` in `tried.md` stand in the docs; `about.md` says what the name of the folder does not.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Run, Sandbox, files_below, pdf_text, root};

/// A test for each folder below `tests/cases/`, named after it, and one that none is forgotten.
macro_rules! cases {
    (in $kind:literal, each $check:ident: $($name:ident)*) => {
        const CASES: &[&str] = &[$(stringify!($name)),*];
        $(
            #[test]
            fn $name() {
                $check(&crate::case::folder($kind).join(stringify!($name).replace('_', "-")));
            }
        )*

        #[test]
        fn every_case_is_a_test() {
            assert_eq!(CASES, crate::case::names($kind), "the list in {} is that of the folders", file!());
        }
    };
}

/// The folder of the cases of a kind.
pub fn folder(kind: &str) -> PathBuf {
    root().join("tests/cases").join(kind)
}

/// The cases of a kind, as tests are named.
pub fn names(kind: &str) -> Vec<String> {
    let entries = fs::read_dir(folder(kind)).expect("cases").map(|entry| entry.expect("an entry").path());
    let names =
        entries.filter(|path| path.is_dir()).filter_map(|path| path.file_name()?.to_str().map(str::to_owned));
    let mut names: Vec<String> = names.map(|name| name.replace('-', "_")).collect();
    names.sort();
    names
}

/// The workspace that a case begins with.
pub fn prepared(case: &Path) -> Sandbox {
    let sandbox = Sandbox::sample();
    let kept = fs::read_to_string(case.join("partners.txt")).unwrap_or_default();
    let sample = sandbox.files("partners");
    for name in sample.keys().filter(|name| !kept.lines().any(|id| format!("{id}.yaml") == **name)) {
        fs::remove_file(sandbox.path("partners").join(name)).expect("removed");
    }
    for id in kept.lines() {
        assert!(sample.contains_key(&format!("{id}.yaml")), "{} names `{id}`", case.display());
    }
    // A case may have no files of its own: git keeps no empty folder.
    let own = case.join("workspace");
    if own.exists() {
        for (name, bytes) in files_below(&own) {
            sandbox.write(&name, bytes);
        }
    }
    if let Ok(edits) = fs::read_to_string(case.join("edits.txt")) {
        for line in edits.lines() {
            let parts: Vec<&str> = line.split('\t').collect();
            sandbox.edit(parts[0], parts[1], parts[2]);
        }
    }
    sandbox
}

/// The command lines of a case.
pub fn command_lines(case: &Path) -> Vec<String> {
    let text = fs::read_to_string(case.join("arguments.txt")).expect("arguments.txt");
    let lines: Vec<String> = text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect();
    assert!(!lines.is_empty(), "{} runs nothing", case.display());
    lines
}

/// Runs a command line of a case on the day of the tests; times are `N`, as they differ from run to run.
pub fn run(sandbox: &Sandbox, line: &str) -> Run {
    let words = words(line);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut run = sandbox.run_with(&words, &[("SOURCE_DATE_EPOCH", "1795392000")]);
    if let Some(at) = run.stderr.rfind("`, ")
        && let Some(end) = run.stderr[at..].find(" s\n").map(|end| at + end)
    {
        run.stderr.replace_range(at + 3..end, "N");
    }
    run.stdout = without_times(&run.stdout);
    for noise in ["panicked", "src/", "Some(", "Err(", "Error {", "RUST_BACKTRACE"] {
        assert!(!run.stderr.contains(noise), "`{line}` shows `{noise}`:\n{}", run.stderr);
    }
    run
}

/// The table of a build without its times, on which the width of the last column depends.
fn without_times(said: &str) -> String {
    let column = |line: &str| match line.strip_suffix(" ms") {
        Some(row) => format!("{}  N ms", row.trim_end_matches(|one: char| one.is_ascii_digit()).trim_end()),
        None => match line.strip_suffix("  time") {
            Some(heads) => format!("{}  time", heads.trim_end()),
            None => line.to_owned(),
        },
    };
    let ends = if said.ends_with('\n') { "\n" } else { "" };
    said.lines().map(column).collect::<Vec<_>>().join("\n") + ends
}

/// The words of a command line; those in quotes are one.
pub fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut quote = None;
    for one in line.trim().chars() {
        match (quote, one) {
            (None, '"' | '\'') => quote = Some(one),
            (Some(open), _) if open == one => quote = None,
            (None, ' ') => words.extend(Some(std::mem::take(&mut word)).filter(|word| !word.is_empty())),
            _ => word.push(one),
        }
    }
    words.extend(Some(word).filter(|word| !word.is_empty()));
    words
}

/// What the runs of a case gave: what they said, and the files that are not as before.
pub struct Outcome {
    pub runs: Vec<(String, Run)>,
    /// Each with its bytes; those of a PDF are the text of its pages.
    files: BTreeMap<String, Vec<u8>>,
    removed: Vec<String>,
}

/// Runs all command lines of a case.
pub fn outcome(case: &Path) -> Outcome {
    let sandbox = prepared(case);
    let before = sandbox.files("");
    let lines = command_lines(case).into_iter();
    let runs = lines.map(|line| (line.clone(), run(&sandbox, &line))).collect();
    let mut files = sandbox.files("");
    let removed = before.keys().filter(|name| !files.contains_key(*name)).cloned().collect();
    // What a folder of outputs notes of itself is looked at by other tests.
    files.retain(|name, bytes| before.get(name) != Some(bytes) && !name.ends_with(".handclasp.json"));
    let files = files.into_iter().map(|(name, bytes)| match name.ends_with(".pdf") {
        true => (format!("{name}.txt"), pdf_text(&bytes).into_bytes()),
        false => (name, bytes),
    });
    Outcome { runs, files: files.collect(), removed }
}

impl Outcome {
    fn told(&self) -> String {
        let mut text = String::new();
        for (line, run) in &self.runs {
            let _ = writeln!(text, "$ handclasp {line}\nexit code {}", run.code);
            for (name, said) in [("stdout", &run.stdout), ("stderr", &run.stderr)] {
                if !said.is_empty() {
                    let _ = writeln!(text, "\n[{name}]\n{}", said.trim_end_matches('\n'));
                }
            }
            text.push('\n');
        }
        for name in &self.removed {
            let _ = writeln!(text, "removed: {name}");
        }
        text
    }

    /// Compares everything with `expected.txt` and the files below `expected/`, or writes them anew.
    pub fn is_as_expected(&self, case: &Path) {
        let told = self.told();
        let folder = case.join("expected");
        if std::env::var_os("HANDCLASP_UPDATE").is_some() {
            fs::write(case.join("expected.txt"), &told).expect("written");
            if folder.exists() {
                fs::remove_dir_all(&folder).expect("removed");
            }
            for (name, bytes) in &self.files {
                let path = folder.join(name);
                fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
                fs::write(path, bytes).expect("written");
            }
        }
        let known = fs::read_to_string(case.join("expected.txt")).unwrap_or_default();
        assert!(known == told, "not as in expected.txt, but:\n{told}");
        let expected = if folder.exists() { files_below(&folder) } else { BTreeMap::new() };
        let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&expected), names(&self.files), "the files that are new or changed");
        for (name, bytes) in &self.files {
            let got = String::from_utf8_lossy(bytes);
            assert!(expected[name] == *bytes, "{name} is not as in expected/, but:\n{got}");
        }
    }
}
