//! What goes wrong is said well: `tests/cases/invalid/<case>/`.
//!
//! A case is the sample institution with the files of `workspace/` (if it has one) over it and without the sample's
//! partners, changed by `edits.txt` (file, from, to, with tabs between), and the command line of
//! `arguments.txt`. The exit code and the whole of standard error are compared with `expected.txt`;
//! `HANDCLASP_UPDATE=1 cargo test` writes them anew.

use std::fs;
use std::path::Path;

use crate::support::{Sandbox, files_below, root};

fn run(case: &Path) -> String {
    let sandbox = Sandbox::with_partner("none", "");
    fs::remove_file(sandbox.path("partners/none.yaml")).expect("removed");
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
    let arguments = fs::read_to_string(case.join("arguments.txt")).expect("arguments.txt");
    let arguments: Vec<&str> = arguments.split_whitespace().collect();
    let run = sandbox.run(&arguments);
    let mut stderr = run.stderr;
    // Times differ from run to run.
    if let Some(at) = stderr.rfind("`, ") {
        let end = stderr[at..].find(" s\n").map(|end| at + end);
        if let Some(end) = end {
            stderr.replace_range(at + 3..end, "N");
        }
    }
    format!("exit code {}\n\n{stderr}", run.code)
}

#[test]
fn every_problem_is_reported_as_expected() {
    let folder = root().join("tests/cases/invalid");
    let mut cases: Vec<_> = fs::read_dir(&folder)
        .expect("cases")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    assert!(cases.len() > 40, "only {} cases", cases.len());
    let update = std::env::var_os("HANDCLASP_UPDATE").is_some();
    let mut wrong = Vec::new();
    for case in cases {
        let name = case.file_name().expect("a name").to_string_lossy().into_owned();
        let got = run(&case);
        for noise in ["panicked", "src/", "Some(", "Err(", "Error {", "RUST_BACKTRACE"] {
            assert!(!got.contains(noise), "{name} shows `{noise}`:\n{got}");
        }
        let expected = case.join("expected.txt");
        if update {
            fs::write(&expected, &got).expect("written");
        } else if fs::read_to_string(&expected).unwrap_or_default() != got {
            wrong.push(format!("── {name}\n{got}"));
        }
    }
    assert!(wrong.is_empty(), "not as in expected.txt:\n{}", wrong.join("\n"));
}
