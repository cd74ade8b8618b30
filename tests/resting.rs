//! A partner rests by a command, and comes back whole.

use crate::sending::{Server, send, workspace};
use crate::support::Sandbox;

#[test]
fn who_rests_is_let_alone_and_comes_back_whole() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    assert_eq!(send(&sandbox, &["--partner", "gruenfliess"]).code, 0);
    assert_eq!(sandbox.build(&["--partner", "gruenfliess"]).code, 0);
    let before = sandbox.files("");
    let run = sandbox.run(&["archive", "gruenfliess"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("partners/gruenfliess.yaml → archive/gruenfliess.yaml"), "{}", run.stdout);
    assert!(run.stdout.contains("partners/gruenfliess.log → archive/gruenfliess.log"), "{}", run.stdout);
    // Nothing is made or sent, nothing is found to be left over, and what happened is known.
    let built = sandbox.build(&[]);
    assert!(
        !built.stdout.contains("gruenfliess") && !built.stderr.contains("[left-over]"),
        "{}",
        built.stderr
    );
    let sent = send(&sandbox, &["--partner", "gruenfliess"]);
    assert!(sent.code == 2 && sent.stderr.contains("error[unknown-partner-name]"), "{}", sent.stderr);
    let log = sandbox.run(&["log", "gruenfliess"]);
    assert!(log.stdout.contains("contact-formal: sent"), "{}", log.stdout);
    let again = sandbox.run(&["archive", "gruenfliess"]);
    assert!(again.code == 0 && again.stderr.contains("`gruenfliess` rests already"), "{}", again.stderr);
    let run = sandbox.run(&["archive", "gruenfliess", "--back"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let after = sandbox.files("");
    for (name, bytes) in before.iter().filter(|(name, _)| name.contains("gruenfliess")) {
        assert!(after.get(name) == Some(bytes), "{name}");
    }
    let again = send(&sandbox, &["--partner", "gruenfliess"]);
    assert!(again.stderr.contains("[sent-before]"), "{}", again.stderr);
    assert_eq!(server.accepted().len(), 1);
}

#[test]
fn an_objection_of_who_rests_counts_and_comes_back_with_the_rest_of_the_log() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    assert_eq!(send(&sandbox, &["--partner", "tahtiselka"]).code, 0);
    assert_eq!(sandbox.run(&["archive", "tahtiselka"]).code, 0);
    // It is noted while the partner rests.
    assert_eq!(sandbox.run(&["log", "tahtiselka", "--objected"]).code, 0);
    let file = sandbox
        .read("partners/gruenfliess.yaml")
        .replace("ausbildung@gruenfliess", "paivi.ayravainen@tahtiselka");
    sandbox.write("partners/gruenfliess.yaml", file);
    let run = send(&sandbox, &["--partner", "gruenfliess"]);
    assert!(run.code == 1 && run.stderr.contains("error[objection]"), "{}", run.stderr);
    let run = sandbox.run(&["archive", "tahtiselka", "--back"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(sandbox.files("archive").is_empty());
    let log = sandbox.read("partners/tahtiselka.log");
    assert!(log.contains("\"objected\"") && log.contains("\"outcome\""), "{log}");
    let at = |word: &str| log.find(word).expect(word);
    assert!(at("\"outcome\"") < at("\"objected\""), "{log}");
}

/// Tried in folders and files: a partner put to rest that there is not, that rests twice, or whose place in the archive is taken | an error that says why, and nothing is moved
#[test]
fn what_stands_in_the_way_is_told_before_anything_moves() {
    let sandbox = Sandbox::sample();
    let run = sandbox.run(&["archive", "nobody"]);
    assert!(run.code != 0 && run.stderr.contains("there is no partner `nobody`"), "{}", run.stderr);
    let run = sandbox.run(&["archive", "../institution"]);
    assert!(run.code == 1 || run.code == 2, "{}", run.stderr);
    assert!(sandbox.path("institution.yaml").is_file());
    let run = sandbox.run(&["archive", "gruenfliess", "--back"]);
    assert!(run.code == 0 && run.stderr.contains("`gruenfliess` does not rest"), "{}", run.stderr);
    let file = sandbox.read("partners/gruenfliess.yaml");
    sandbox.write("archive/gruenfliess.yaml", &file);
    for arguments in [&["archive", "gruenfliess"][..], &["archive", "gruenfliess", "--back"]] {
        let run = sandbox.run(arguments);
        assert!(run.code != 0 && run.stderr.contains("error[file-exists]"), "{}", run.stderr);
        assert!(run.stderr.contains("`archive/gruenfliess.yaml`"), "{}", run.stderr);
    }
    std::fs::remove_file(sandbox.path("partners/gruenfliess.yaml")).expect("removed");
    sandbox.write("archive/2025/gruenfliess.yaml", &file);
    let run = sandbox.run(&["archive", "gruenfliess", "--back"]);
    assert!(run.code != 0 && run.stderr.contains("rests more than once"), "{}", run.stderr);
}

#[test]
fn who_names_a_partner_that_rests_is_told() {
    let sandbox = Sandbox::sample();
    let file = sandbox.read("partners/zolty-wiatrak.yaml");
    sandbox.write("partners/zolty-wiatrak.yaml", format!("{file}mou: {{further_partners: [gruenfliess]}}\n"));
    let run = sandbox.run(&["archive", "gruenfliess"]);
    assert!(run.stderr.contains("`partners/zolty-wiatrak.yaml` names `gruenfliess`"), "{}", run.stderr);
}

/// Tried in folders and files: a computer switched off while a partner is put to rest or comes back | check says so, and the next command ends it
#[test]
fn a_rest_that_was_cut_off_is_ended_by_the_next_run() {
    for (begun, from, to) in [("archive", "partners", "archive"), ("return", "archive", "partners")] {
        for moved in ["gruenfliess.log", "gruenfliess.yaml"] {
            let sandbox = Sandbox::sample();
            let file = sandbox.read("partners/gruenfliess.yaml");
            std::fs::remove_file(sandbox.path("partners/gruenfliess.yaml")).expect("removed");
            let files = [("gruenfliess.yaml", file.as_str()), ("gruenfliess.log", "")];
            for (name, text) in files {
                let folder = if name == moved { to } else { from };
                sandbox.write(&format!("{folder}/{name}"), text);
            }
            sandbox.write(".begun.note", format!("{{\"begun\":\"{begun}\",\"partner\":\"gruenfliess\"}}"));
            let check = sandbox.run(&["check", "zolty-wiatrak"]);
            assert!(check.stderr.contains("error[unfinished]"), "{}", check.stderr);
            let run = sandbox.build(&["one-pager", "--partner", "zolty-wiatrak"]);
            assert_eq!(run.code, 0, "{}", run.stderr);
            assert!(
                run.stderr.contains("ended what was cut off: `handclasp archive gruenfliess"),
                "{}",
                run.stderr
            );
            for (name, text) in files {
                assert!(
                    sandbox.read(&format!("{to}/{name}")) == text
                        && !sandbox.path(&format!("{from}/{name}")).exists()
                );
            }
        }
    }
}
