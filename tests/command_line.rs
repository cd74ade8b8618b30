//! What the commands say when a setting, a file or an output is not as it should be.

use std::process::{Command, Stdio};

use crate::reference::{FAULTLESS, changed};
use crate::support::{Sandbox, TODAY};

/// Every command, as somebody would write it; the last word of some is a file that is to be there.
const COMMANDS: &[&[&str]] = &[
    &["check"],
    &["build"],
    &["send", "contact-formal", "--plan"],
    &["log", "wiatrak"],
    &["export"],
    &["new", "somebody"],
    &["schema", "partner"],
    &["explain", "ended"],
    &["import", "list.csv"],
    &["resolve", "wiatrak", "contact-formal", "--sent"],
    &["init"],
    &[],
];

/// Tried in folders and files: SOURCE_DATE_EPOCH that is no number, or empty | every command says so, in words, and does nothing
/// Tried in folders and files: SOURCE_DATE_EPOCH of 0 or -1 | every command warns which day it sets
#[test]
fn a_setting_of_the_day_is_read_alike_by_all_commands() {
    let sandbox = Sandbox::with_partner("wiatrak", FAULTLESS);
    sandbox.write("list.csv", "Company,Country\nA,PL\n");
    let before = sandbox.files("");
    for arguments in COMMANDS {
        for (value, words) in
            [("x", "is `x`, which is not a number of seconds"), ("", "is set and empty"), ("1e9", "is `1e9`")]
        {
            let run = sandbox.run_with(arguments, &[("SOURCE_DATE_EPOCH", value)]);
            assert_eq!(run.code, 2, "{arguments:?} {value}\n{}", run.stderr);
            assert!(run.stderr.contains("error[bad-date]"), "{arguments:?}\n{}", run.stderr);
            assert!(run.stderr.contains(&format!("`SOURCE_DATE_EPOCH` {words}")), "{}", run.stderr);
            assert_eq!(run.stdout, "", "{arguments:?}");
        }
        assert!(sandbox.files("") == before, "{arguments:?}");
    }
    for arguments in COMMANDS {
        for (value, day) in [("0", "1970-01-01"), ("-1", "1969-12-31")] {
            let run = sandbox.run_with(arguments, &[("SOURCE_DATE_EPOCH", value)]);
            assert!(run.stderr.contains("warning[bad-date]"), "{arguments:?}\n{}", run.stderr);
            assert!(run.stderr.contains(day), "{arguments:?}\n{}", run.stderr);
        }
    }
    let run = sandbox.run_with(&["check"], &[("SOURCE_DATE_EPOCH", "1795392000")]);
    assert!(!run.stderr.contains("bad-date"), "{}", run.stderr);
}

/// Tried in documents: an email or an agenda as a draft, with days or a meeting and no time zone of the partner's or of ours | a gap, as for every field that is missing
#[test]
fn a_draft_shows_a_time_zone_that_is_missing_as_a_gap() {
    let offered = "proposal: {offered_dates: [\"2027-01-12 10:00\", \"2027-01-13 10:00\"]}";
    let meeting =
        "meeting: {date: 2027-03-04, start: 10:00, slot_min: 60, link: \"https://meet.example.org/x\"}";
    for lines in [offered, meeting] {
        for (ours, theirs) in [(true, false), (false, true), (true, true)] {
            let mut file = changed(FAULTLESS, lines);
            if theirs {
                file = file.replace("timezone: \"Europe/Warsaw\"\n", "");
            }
            let sandbox = Sandbox::with_partner("wiatrak", &file);
            if ours {
                sandbox.edit("institution.yaml", "timezone: \"Europe/Lisbon\"\n", "");
            }
            let run = sandbox.build(&["--draft"]);
            assert_eq!(run.code, 0, "{lines} {ours} {theirs}\n{}", run.stderr);
            assert!(!run.stderr.contains("error["), "{lines} {ours} {theirs}\n{}", run.stderr);
            assert!(run.stderr.contains("`timezone`"), "{lines} {ours} {theirs}\n{}", run.stderr);
        }
    }
}

/// Tried in folders and files: a damaged or newer `.handclasp.json` beside the documents | `check` tells it, as `build` does
#[test]
fn a_damaged_note_of_the_documents_is_told_by_check() {
    let sandbox = Sandbox::with_partner("wiatrak", FAULTLESS);
    assert_eq!(sandbox.build(&[]).code, 0);
    for damaged in ["{", "[]", "{\"version\": 99, \"files\": {}}", "{\"files\": 1}"] {
        sandbox.write("output/wiatrak/.handclasp.json", damaged);
        for more in [&[][..], &["wiatrak"]] {
            let run = sandbox.run(&[&["check", "--date", TODAY], more].concat());
            assert_eq!(run.code, 1, "{damaged}\n{}", run.stderr);
            assert!(run.stderr.contains("error[not-understood]"), "{damaged}\n{}", run.stderr);
        }
    }
    sandbox.write("partners/wiatrak.yaml", format!("{FAULTLESS}website: nowhere\n"));
    let run = sandbox.run(&["check", "--date", TODAY]);
    assert!(run.stderr.contains("error[not-understood]"), "{}", run.stderr);
}

/// Tried in texts: an attachment that there is none of, and a subject that cannot be one, in a text edited by hand | told in that text, at its line
#[test]
fn what_is_wrong_at_the_top_of_an_edited_text_is_told_there() {
    let name = "output/tahtiselka/contact-formal.en.md";
    let lines = [
        ("attach: [\"one-pager.pdf\"]", "attach: [one-pager.pdf, one-pagr.pdf]", "^^^^^^^^^^^^"),
        ("attach: [\"one-pager.pdf\"]", "attach:\n  - one-pager.pdf\n  - brochure.pdf", "^^^^^^^^^^^^"),
        ("attach: [\"one-pager.pdf\"]", "attach: [agenda.docx]", "^^^^^^^^^^^"),
        ("subject: \"", "subject: \"=?", "^^^^"),
    ];
    for (from, to, mark) in lines {
        let sandbox = Sandbox::sample();
        assert_eq!(sandbox.build(&["--partner", "tahtiselka"]).code, 0);
        sandbox.edit(name, from, to);
        let run = sandbox.build(&["contact-formal", "--partner", "tahtiselka"]);
        assert_eq!(run.code, 1, "{to}\n{}", run.stderr);
        assert!(run.stderr.contains(&format!("--> {name}:")), "{to}\n{}", run.stderr);
        assert!(!run.stderr.contains("--> templates/"), "{to}\n{}", run.stderr);
        let place = run.stderr.lines().any(|line| line.contains(mark));
        assert!(place, "{to}\n{}", run.stderr);
    }
    let sandbox = Sandbox::sample();
    assert_eq!(sandbox.run(&["init", "--templates", "--definitions"]).code, 0);
    sandbox.edit(
        "templates/contact-formal/document.yaml",
        "attach: attached",
        "attach: [one-pager.pdf, x.pdf]",
    );
    let run = sandbox.build(&["contact-formal", "--partner", "tahtiselka"]);
    assert!(run.stderr.contains("--> templates/contact-formal/document.yaml:"), "{}", run.stderr);
    assert!(run.stderr.contains("attach: [one-pager.pdf, x.pdf]"), "{}", run.stderr);
}

/// Tried in folders and files: a second version of institution.yaml beside it | told, and not as if it were a partner's
#[test]
fn a_second_institution_is_no_other_partner() {
    let sandbox = Sandbox::sample();
    sandbox.write("institution (1).yaml", sandbox.read("institution.yaml"));
    let run = sandbox.run(&["check", "--date", TODAY]);
    assert!(run.code == 1 && run.stderr.contains("error[conflict-copy]"), "{}", run.stderr);
    assert!(!run.stderr.contains("another partner"), "{}", run.stderr);
}

/// Tried in folders and files: a pipe, a folder or a link that leads nowhere in place of institution.yaml | said so, and not that there is none
#[cfg(unix)]
#[test]
fn an_institution_that_is_no_file_is_not_called_missing() {
    for what in ["pipe", "folder", "link"] {
        let sandbox = Sandbox::sample();
        let path = sandbox.path("institution.yaml");
        std::fs::remove_file(&path).expect("removed");
        match what {
            "pipe" => {
                let made = Command::new("mkfifo").arg(&path).status().expect("mkfifo");
                assert!(made.success());
            }
            "folder" => std::fs::create_dir(&path).expect("a folder"),
            _ => std::os::unix::fs::symlink("gone.yaml", &path).expect("a link"),
        }
        for arguments in
            [&["check"][..], &["build"], &["check", "--workspace", "."], &["send", "contact-formal"]]
        {
            let run = sandbox.run(arguments);
            assert_eq!(run.code, 1, "{what} {arguments:?}\n{}", run.stderr);
            assert!(run.stderr.contains("error[unreadable-file]"), "{what}\n{}", run.stderr);
            assert!(!run.stderr.contains("there is no institution.yaml"), "{what}\n{}", run.stderr);
        }
    }
}

/// Runs a command with its output and its messages sent elsewhere; how it ends.
#[cfg(target_os = "linux")]
fn code_of(sandbox: &Sandbox, arguments: &[&str], output: Stdio, messages: Stdio) -> Option<i32> {
    Command::new(env!("CARGO_BIN_EXE_handclasp"))
        .args(arguments)
        .current_dir(sandbox.path(""))
        .env("XDG_CONFIG_HOME", sandbox.path(""))
        .env_remove("SOURCE_DATE_EPOCH")
        .stdout(output)
        .stderr(messages)
        .status()
        .expect("the program starts")
        .code()
}

/// Tried in folders and files: output onto a full disk, or into a pipe that nobody reads | no success
#[cfg(target_os = "linux")]
#[test]
fn what_could_not_be_printed_is_no_success() {
    let sandbox = Sandbox::with_partner("wiatrak", FAULTLESS);
    let full = || Stdio::from(std::fs::File::options().write(true).open("/dev/full").expect("a device"));
    let closed = || {
        let mut child = Command::new("true").stdin(Stdio::piped()).spawn().expect("true");
        let pipe = child.stdin.take().expect("a pipe");
        child.wait().expect("an end");
        Stdio::from(pipe)
    };
    let commands: &[&[&str]] = &[
        &["check", "--date", TODAY],
        &["schema", "partner"],
        &["explain"],
        &["export"],
        &["log", "wiatrak"],
        &[],
        &["--version"],
        &["--help"],
    ];
    for arguments in commands {
        assert_ne!(code_of(&sandbox, arguments, full(), full()), Some(0), "{arguments:?}");
        assert_ne!(code_of(&sandbox, arguments, closed(), closed()), Some(0), "{arguments:?}");
    }
    for arguments in [&["schema", "partner"][..], &["explain"], &["export"], &["--help"], &["--version"]] {
        assert_ne!(code_of(&sandbox, arguments, full(), Stdio::null()), Some(0), "{arguments:?}");
    }
}
