//! Second versions of files, as programs leave them that keep a folder alike on several computers.

use crate::sending::{Server, send, workspace};
use crate::support::Sandbox;

/// What the programs call the second version of `gruenfliess.yaml` and `gruenfliess.log`.
const NAMES: [&str; 18] = [
    // OneDrive
    "gruenfliess-PC12",
    "gruenfliess-PC12-2",
    "gruenfliess-DESKTOP-4F2K9Q",
    "gruenfliess-MacBook Pro von Ines",
    // Dropbox
    "gruenfliess (conflicted copy 2027-01-01)",
    "gruenfliess (Ines's conflicted copy 2027-01-01 (1))",
    "gruenfliess (In Konflikt stehende Kopie von Ines 2027-01-01)",
    "gruenfliess (Case Conflict)",
    // Google Drive
    "gruenfliess (1)",
    "gruenfliess [Conflict]",
    // Syncthing
    "gruenfliess.sync-conflict-20270101-120000-ABCDEFG",
    // Nextcloud, ownCloud
    "gruenfliess (conflicted copy 2027-01-01 120000)",
    "gruenfliess_conflict-20270101-120000",
    // Seafile, pCloud, iCloud
    "gruenfliess (SFConflict ines@example.org 2027-01-01-12-00-00)",
    "gruenfliess [conflicted]",
    "gruenfliess 2",
    // By hand
    "gruenfliess - Kopie",
    "Copy of gruenfliess",
];

/// Tried in folders and files: a second version of a partner's file by OneDrive, Dropbox, Google Drive, Syncthing, Nextcloud, Seafile, pCloud, iCloud | an error by its name; nothing is sent to this partner, and an objection in it holds for all
#[test]
fn a_second_version_of_a_file_is_named_and_read() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    let file = sandbox.read("partners/gruenfliess.yaml");
    // The other version has another address, and the objection of somebody who stands with another partner too.
    let address = "paivi.ayravainen@tahtiselka.example.org";
    let other = file
        .replace("ausbildung@gruenfliess.example.org", address)
        .replace("    mailbox_kind", "    objected: true\n    mailbox_kind");
    for name in NAMES {
        let path = format!("partners/{name}.yaml");
        sandbox.write(&path, &other);
        let run = sandbox.run(&["check", "gruenfliess"]);
        assert_eq!(run.code, 1, "{name}: {}", run.stderr);
        assert!(run.stderr.contains("error[conflict-copy]"), "{name}: {}", run.stderr);
        assert!(run.stderr.contains(&format!("`{path}`")), "{name}: {}", run.stderr);
        let run = send(&sandbox, &["--partner", "gruenfliess"]);
        assert!(run.code == 1 && run.stderr.contains("error[conflict-copy]"), "{name}: {}", run.stderr);
        let run = send(&sandbox, &["--partner", "tahtiselka"]);
        assert!(run.code == 1 && run.stderr.contains("error[objection]"), "{name}: {}", run.stderr);
        assert!(server.accepted().is_empty(), "{name}");
        std::fs::remove_file(sandbox.path(&path)).expect("removed");
    }
}

/// Tried in folders and files: a second version of a log, or of the list of objections | an error by its name, and what stands in it counts
#[test]
fn a_second_version_of_a_log_is_named_and_read() {
    // What happened on another computer: the mail was sent, or perhaps, or the partner objected.
    let sender = Server::start(Vec::new(), usize::MAX);
    let elsewhere = workspace(&sender);
    assert_eq!(send(&elsewhere, &["--partner", "gruenfliess"]).code, 0);
    let sent = elsewhere.read("partners/gruenfliess.log");
    let in_doubt = sent.lines().take(3).map(|line| format!("{line}\n")).collect::<String>();
    let objected = "{\"at\":\"2026-11-23T10:00:00+00:00\",\"what\":\"objected\",\
                    \"addresses\":[\"ausbildung@gruenfliess.example.org\"]}\n";
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    // A partner of another name with the same address.
    let file = sandbox.read("partners/gruenfliess.yaml").replace("Grünfließ Präzisionstechnik", "Blaufließ");
    sandbox.write("partners/blaufliess.yaml", file);
    let run = sandbox.build(&["contact-formal", "--partner", "blaufliess"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    // The log of which there is a second version.
    sandbox.write("partners/gruenfliess.log", "");
    for (at, name) in NAMES.into_iter().enumerate() {
        let path = format!("partners/{name}.log");
        let states =
            [(sent.as_str(), "sent-before"), (in_doubt.as_str(), "in-doubt"), (objected, "objection")];
        let (state, code) = states[at % states.len()];
        sandbox.write(&path, state);
        let run = sandbox.run(&["check", "gruenfliess"]);
        assert!(run.code == 1 && run.stderr.contains(&format!("`{path}`")), "{name}: {}", run.stderr);
        assert!(run.stderr.contains("error[conflict-copy]"), "{name}: {}", run.stderr);
        let run = send(&sandbox, &["--partner", "blaufliess"]);
        assert!(run.code == 1 && run.stderr.contains(&format!("error[{code}]")), "{name}: {}", run.stderr);
        let run = send(&sandbox, &["--partner", "gruenfliess"]);
        assert!(run.code == 1 && run.stderr.contains("error[conflict-copy]"), "{name}: {}", run.stderr);
        std::fs::remove_file(sandbox.path(&path)).expect("removed");
    }
    assert!(server.accepted().is_empty());
    // Of the list of those who objected.
    assert_eq!(elsewhere.run(&["log", "tahtiselka", "--objected"]).code, 0);
    sandbox.write("objections (conflicted copy 2027-01-01).log", elsewhere.read("objections.log"));
    let run = send(&sandbox, &["--partner", "tahtiselka"]);
    assert!(run.code == 1 && run.stderr.contains("error[objection]"), "{}", run.stderr);
    let run = sandbox.run(&["check"]);
    assert!(run.stderr.contains("`objections (conflicted copy 2027-01-01).log`"), "{}", run.stderr);
    assert!(server.accepted().is_empty());
}

/// Tried in folders and files: backups and hidden files of editors beside the partners' files | nobody is bothered with them
#[test]
fn backups_of_editors_are_passed_over() {
    let sandbox = Sandbox::sample();
    for name in [
        ".gruenfliess.yaml.swp",
        "gruenfliess.yaml~",
        "gruenfliess.yaml.bak",
        "#gruenfliess.yaml#",
        "~$list.yaml",
        "notes.txt",
        "list.xlsx",
    ] {
        sandbox.write(&format!("partners/{name}"), "x");
    }
    let run = sandbox.run(&["check", "--date", crate::support::TODAY]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

/// Tried in folders and files: a second version of institution.yaml | an error by its name, in every check
#[test]
fn a_second_version_of_the_institution_is_told() {
    for name in ["institution-PC12.yaml", "institution (1).yaml", "institution.yml", "institution.yaml.txt"] {
        let sandbox = Sandbox::sample();
        sandbox.write(name, sandbox.read("institution.yaml"));
        let run = sandbox.run(&["check"]);
        assert_eq!(run.code, 1, "{name}: {}", run.stderr);
        assert!(run.stderr.contains(&format!("error[conflict-copy]: `{name}`")), "{name}: {}", run.stderr);
    }
}
