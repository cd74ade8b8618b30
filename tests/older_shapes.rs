//! What an earlier version noted of the documents is understood by this one: `tests/cases/older_shapes/`.
//!
//! Each `.json` there is a `.handclasp.json` as a version wrote it; `mou.en.md` and `mou.en.pdf` are the files that
//! all of them note as made.

use std::fs;

use crate::support::{Run, Sandbox, root};

/// The sample's partner with a memorandum, and what an earlier version left of it.
fn with_manifest(manifest: &[u8]) -> Sandbox {
    let sandbox = Sandbox::sample();
    let cases = root().join("tests/cases/older_shapes");
    for name in ["mou.en.md", "mou.en.pdf"] {
        sandbox.write(&format!("output/tahtiselka/{name}"), fs::read(cases.join(name)).expect("a file"));
    }
    sandbox.write("output/tahtiselka/.handclasp.json", manifest);
    sandbox
}

fn build(sandbox: &Sandbox, more: &[&str]) -> Run {
    let mut arguments =
        vec!["mou", "--partner", "tahtiselka", "--lang", "en", "--format", "md", "--format", "pdf"];
    arguments.extend(more);
    sandbox.build(&arguments)
}

/// Tried in folders and files: notes on the documents in the shape of each earlier version | what was made then is known as made, and is made anew from the data of today
#[test]
fn the_notes_of_every_earlier_version_are_understood() {
    let cases = root().join("tests/cases/older_shapes");
    let mut shapes = 0;
    for entry in fs::read_dir(cases).expect("cases") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        shapes += 1;
        let sandbox = with_manifest(&fs::read(&path).expect("a shape"));
        let run = build(&sandbox, &[]);
        let shape = path.display();
        assert_eq!(run.code, 0, "{shape}: {}", run.stderr);
        assert!(!run.stderr.contains("changed-by-hand"), "{shape}: {}", run.stderr);
        assert!(!sandbox.read("output/tahtiselka/mou.en.md").contains("earlier version"), "{shape}");
        assert!(sandbox.bytes("output/tahtiselka/mou.en.pdf").len() > 10_000, "{shape}");
        let notes = sandbox.read("output/tahtiselka/.handclasp.json");
        assert!(notes.starts_with("{\"version\":4,"), "{shape}: {notes}");
        // The next time all is up to date.
        let run = build(&sandbox, &[]);
        assert!(run.stderr.contains("1 document up to date"), "{shape}: {}", run.stderr);
    }
    assert_eq!(shapes, 5);
}

/// Tried in folders and files: notes on the documents that a newer version wrote, or that are damaged | an error that says so; nothing is written there, and the documents of the others are made
#[test]
fn notes_that_are_not_understood_are_told_and_stop_only_their_folder() {
    let damaged: [&[u8]; 6] =
        [b"", b"{\"files\": {\"mou.en.md\": [\"ab", b"[]", b"{}", b"{\"files\": 3}", b"\xff\xfe{"];
    let newer: [&[u8]; 2] = [b"{\"version\": 5, \"files\": {}}", b"{\"version\": \"next\", \"files\": {}}"];
    for (manifest, why) in damaged
        .into_iter()
        .map(|manifest| (manifest, "cannot be read"))
        .chain(newer.into_iter().map(|manifest| (manifest, "was written by a newer version of Handclasp")))
    {
        let sandbox = with_manifest(manifest);
        let before = sandbox.files("output/tahtiselka");
        let run = sandbox.build(&["mou", "one-pager", "--format", "md"]);
        let told = &run.stderr;
        assert_eq!(run.code, 1, "{told}");
        assert!(told.contains("error[not-understood]") && told.contains(why), "{told}");
        assert!(told.contains("--discard-edits"), "{told}");
        assert_eq!(sandbox.files("output/tahtiselka"), before, "nothing is written there");
        assert!(sandbox.path("output/gruenfliess/one-pager.en.md").is_file(), "{told}");
    }
}

#[test]
fn whoever_throws_edits_away_gets_the_folder_anew() {
    let sandbox = with_manifest(b"{\"files\": 3}");
    let run = build(&sandbox, &["--discard-edits"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("edit-discarded"), "{}", run.stderr);
    assert!(!sandbox.read("output/tahtiselka/mou.en.md").contains("earlier version"));
    let run = build(&sandbox, &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("up to date"), "{}", run.stderr);
}

#[test]
fn nothing_is_sent_where_the_notes_are_not_understood() {
    let sandbox = with_manifest(b"{\"version\": 5, \"files\": {}}");
    let run = sandbox.run(&["send", "contact-formal", "--partner", "tahtiselka", "--plan"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(
        run.stderr.contains("not-understood") && run.stderr.contains("nothing was sent"),
        "{}",
        run.stderr
    );
}
