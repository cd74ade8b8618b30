//! Files that lie where nobody looks for them: partners' in folders and beside, those of partners that rest, templates
//! that nothing uses, second versions of edited texts, logs that were cut.

use crate::sending::{Server, send, workspace};
use crate::support::{Run, Sandbox, TODAY};

fn check(sandbox: &Sandbox) -> Run {
    sandbox.run(&["check", "--date", TODAY])
}

/// Moves a file, with the folders that it needs.
fn put(sandbox: &Sandbox, from: &str, to: &str) {
    sandbox.write(to, sandbox.bytes(from));
    std::fs::remove_file(sandbox.path(from)).expect("removed");
}

/// Where offices put partners: in folders by year or country, beside the institution, in a folder with a slip in its name.
const STRAYS: [(&str, &str); 10] = [
    ("partners/2026/gruenfliess.yaml", "`partners/2026` has a partner's file"),
    ("partners/Deutschland/Nord/gruenfliess.yaml", "`partners/Deutschland` has a partner's file"),
    ("partners/archive/gruenfliess.yaml", "`partners/archive` has a partner's file"),
    ("gruenfliess.yaml", "`gruenfliess.yaml` is a partner's file"),
    ("Grünfließ GmbH.yml", "`Grünfließ GmbH.yml` is a partner's file"),
    ("gruenfliess.yaml.txt", "`gruenfliess.yaml.txt` is a partner's file"),
    ("partner/gruenfliess.yaml", "`partner` has a partner's file"),
    ("Partners 2026/gruenfliess.yaml", "`Partners 2026` has a partner's file"),
    ("Copy of partners/gruenfliess.yaml", "`Copy of partners` has a partner's file"),
    ("Archiv/gruenfliess.yaml", "`Archiv` has a partner's file"),
];

/// Tried in folders and files: a partner's file in a folder inside `partners`, beside `institution.yaml`, in `partner`, `Partners 2026`, `Archiv` | an error that names it and says where it belongs, in check and build; the others' documents are made
#[test]
fn a_partner_where_nobody_looks_is_named() {
    for (place, told) in STRAYS {
        let sandbox = Sandbox::sample();
        put(&sandbox, "partners/gruenfliess.yaml", place);
        for run in [check(&sandbox), sandbox.build(&["one-pager", "--format", "md"])] {
            assert_eq!(run.code, 1, "{place}: {}", run.stderr);
            assert!(
                run.stderr.contains("error[stray-file]") && run.stderr.contains(told),
                "{place}: {}",
                run.stderr
            );
            assert!(run.stderr.contains("the folder `archive` beside `partners`"), "{place}: {}", run.stderr);
            assert!(!run.stderr.contains("no problems"), "{place}: {}", run.stderr);
        }
        assert!(sandbox.path("output/tahtiselka/one-pager.en.md").exists(), "{place}");
    }
}

/// Tried in folders and files: several partners in one folder | told once, with their number
#[test]
fn a_folder_of_partners_is_told_once() {
    let sandbox = Sandbox::sample();
    for id in ["gruenfliess", "tahtiselka", "zolty-wiatrak"] {
        put(&sandbox, &format!("partners/{id}.yaml"), &format!("partners/old/{id}.yaml"));
    }
    let run = check(&sandbox);
    assert_eq!(run.stderr.matches("error[stray-file]").count(), 1, "{}", run.stderr);
    assert!(run.stderr.contains("`partners/old` has the files of 3 partners"), "{}", run.stderr);
}

/// Tried in folders and files: other programs' files and folders beside `institution.yaml` and inside `partners` | nobody is bothered with them
#[test]
fn what_is_no_partners_is_left_alone() {
    let sandbox = Sandbox::sample();
    for (name, text) in [
        ("mkdocs.yml", "site_name: \"x\"\nnav: []\n"),
        ("docker-compose.yaml", "services:\n  kind: x\n"),
        ("install.log", "Setup was started\n"),
        ("list of partners.txt", "legal_name: \"x\"\nkind: ngo\n"),
        ("partners/notes/meeting.txt", "x"),
        ("partners/.git/config.yaml", "x"),
        ("partners/contracts/mou.pdf", "x"),
        ("import.yaml", "\"Firma\": legal_name\n"),
        ("photos/1.jpg", "x"),
        ("Partner letters/letter.docx", "x"),
    ] {
        sandbox.write(name, text);
    }
    std::fs::create_dir_all(sandbox.path("partners/empty")).expect("a folder");
    let run = check(&sandbox);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("no problems"), "{}", run.stderr);
}

/// Tried in sending: an objection in a partner's file or log that lies in a wrong folder, or rests in `archive` | it holds for the address, whoever has it
#[test]
fn an_objection_holds_wherever_the_file_lies() {
    let server = Server::start(Vec::new(), usize::MAX);
    let places =
        STRAYS.iter().map(|(place, _)| *place).chain(["archive/gruenfliess.yaml", "archive/2025/x.yaml"]);
    for place in places {
        let sandbox = workspace(&server);
        let file = sandbox.read("partners/gruenfliess.yaml");
        let objecting = file.replace("    mailbox_kind", "    objected: true\n    mailbox_kind");
        assert_ne!(file, objecting);
        std::fs::remove_file(sandbox.path("partners/gruenfliess.yaml")).expect("removed");
        sandbox.write("partners/blaufliess.yaml", file.replace("Grünfließ Präzisionstechnik", "Blaufließ"));
        assert_eq!(sandbox.build(&["contact-formal", "--partner", "blaufliess"]).code, 0, "{place}");
        sandbox.write(place, objecting);
        let run = send(&sandbox, &["--partner", "blaufliess"]);
        assert!(run.code == 1 && run.stderr.contains("error[objection]"), "{place}: {}", run.stderr);
        let build = sandbox.build(&["contact-formal", "--partner", "blaufliess"]);
        assert!(build.stderr.contains("[objection]"), "{place}: {}", build.stderr);
        assert!(!sandbox.path("output/blaufliess/contact-formal.en.eml").exists(), "{place}");
    }
    assert!(server.accepted().is_empty());
}

/// Tried in folders and files: a partner that rests in `archive`, with its log | no document and no complaint; what it got and that it objected still counts, and `log` tells it
#[test]
fn a_partner_rests_in_the_archive() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    assert_eq!(send(&sandbox, &["--partner", "gruenfliess"]).code, 0);
    for ending in ["yaml", "log"] {
        put(&sandbox, &format!("partners/gruenfliess.{ending}"), &format!("archive/gruenfliess.{ending}"));
    }
    let run = check(&sandbox);
    assert!(run.code == 0 && !run.stderr.contains("stray"), "{}", run.stderr);
    let run = sandbox.build(&[]);
    assert!(!run.stderr.contains("left-over") && !run.stderr.contains("archive"), "{}", run.stderr);
    let log = sandbox.run(&["log", "gruenfliess"]);
    assert!(log.code == 0 && log.stdout.contains("contact-formal: sent"), "{} {}", log.stdout, log.stderr);
    let file = sandbox.read("archive/gruenfliess.yaml");
    sandbox.write("partners/blaufliess.yaml", file.replace("Grünfließ Präzisionstechnik", "Blaufließ"));
    assert_eq!(sandbox.build(&["contact-formal", "--partner", "blaufliess"]).code, 0);
    let run = send(&sandbox, &["--partner", "blaufliess"]);
    assert!(run.code == 1 && run.stderr.contains("error[sent-before]"), "{}", run.stderr);
    // It objects while it rests.
    let run = sandbox.run(&["log", "gruenfliess", "--objected"]);
    assert!(run.code == 0 && run.stderr.contains("ausbildung@gruenfliess.example.org"), "{}", run.stderr);
    let run = send(&sandbox, &["--partner", "blaufliess"]);
    assert!(run.code == 1 && run.stderr.contains("error[objection]"), "{}", run.stderr);
    assert_eq!(server.accepted().len(), 1);
}

/// Tried in folders and files: a partner's file that was renamed to `.bak` or `~`, and its log with an objection | the copy is left alone, the objection holds
#[test]
fn a_copy_is_left_alone_and_the_log_holds() {
    let server = Server::start(Vec::new(), usize::MAX);
    for ending in [".bak", "~", ".yaml.bak"] {
        let sandbox = workspace(&server);
        assert_eq!(sandbox.run(&["log", "gruenfliess", "--objected"]).code, 0);
        std::fs::remove_file(sandbox.path("objections.log")).expect("removed");
        let file = sandbox.read("partners/gruenfliess.yaml");
        put(&sandbox, "partners/gruenfliess.yaml", &format!("partners/gruenfliess{ending}"));
        let run = check(&sandbox);
        assert_eq!(run.code, 0, "{ending}: {}", run.stderr);
        sandbox.write("partners/blaufliess.yaml", file.replace("Grünfließ Präzisionstechnik", "Blaufließ"));
        sandbox.build(&["contact-formal", "--partner", "blaufliess"]);
        let run = send(&sandbox, &["--partner", "blaufliess"]);
        assert!(run.code == 1 && run.stderr.contains("error[objection]"), "{ending}: {}", run.stderr);
    }
    assert!(server.accepted().is_empty());
}

/// Tried in folders and files: a folder in `templates` without a text in a language, a misspelt one, a text in a wrong place or with a wrong ending, `Templates` | a warning that names it and says what would be right, in check and build
#[test]
fn a_template_that_nothing_uses_is_named() {
    for (file, told) in [
        ("templates/motto/motto.txt", "nothing uses the folder `templates/motto`"),
        ("templates/motto/en.docx", "nothing uses the folder `templates/motto`"),
        ("templates/language/nl.yaml", "did you mean `templates/languages`?"),
        ("templates/Partials/x.md.txt", "did you mean `templates/partials`?"),
        ("templates/layout/x.typ", "did you mean `templates/layouts`?"),
        ("templates/languages/nl.yml", "nothing uses `templates/languages/nl.yml`"),
        ("templates/motto.md", "nothing uses `templates/motto.md`"),
        ("templates/one-pager/en/text.md", "nothing uses `templates/one-pager/en/text.md`"),
        ("templates/one-pager/en.md.txt", "nothing uses `templates/one-pager/en.md.txt`"),
        (
            "template/motto/en.md",
            "nothing uses `template`: what is for documents is looked for in `templates`",
        ),
        ("Templates/motto/en.md", "nothing uses `Templates`"),
        ("templates (1)/motto/en.md", "nothing uses `templates (1)`"),
    ] {
        let sandbox = Sandbox::sample();
        sandbox.write(file, "text\n");
        for run in [check(&sandbox), sandbox.build(&[])] {
            assert!(run.stderr.contains("warning[unused-file]"), "{file}: {}", run.stderr);
            assert!(run.stderr.contains(told), "{file}: {}", run.stderr);
            assert!(!run.stderr.contains("no problems"), "{file}: {}", run.stderr);
        }
    }
    // An empty folder too; notes, pictures and backups beside a text are nobody's mistake.
    let sandbox = Sandbox::sample();
    std::fs::create_dir_all(sandbox.path("templates/motto")).expect("a folder");
    assert!(check(&sandbox).stderr.contains("nothing uses the folder `templates/motto`"));
    std::fs::remove_dir(sandbox.path("templates/motto")).expect("removed");
    assert_eq!(sandbox.run(&["init", "--templates"]).code, 0);
    for name in
        ["mou/notes.txt", "mou/en.md.bak", "mou/en.md~", "assets/photo.md.png", ".DS_Store", "Thumbs.db"]
    {
        sandbox.write(&format!("templates/{name}"), "x");
    }
    let run = check(&sandbox);
    assert!(!run.stderr.contains("unused-file"), "{}", run.stderr);
}

/// Tried in texts: a second version of an edited text in the folder of documents, by OneDrive, Dropbox, a browser, by hand | a warning that names both; the text itself is used
#[test]
fn a_second_version_of_a_text_is_named() {
    let sandbox = Sandbox::sample();
    assert_eq!(sandbox.build(&["contact-formal", "mou", "--partner", "tahtiselka"]).code, 0);
    let folder = "output/tahtiselka";
    let first = sandbox.read(&format!("{folder}/contact-formal.en.md"));
    for name in [
        "contact-formal.en (1).md",
        "contact-formal.en-PC12.md",
        "contact-formal.en (conflicted copy 2027-01-01).md",
        "contact-formal.en.sync-conflict-20270101-120000-ABCDEFG.md",
        "contact-formal.en - Kopie.md",
        "Copy of contact-formal.en.md",
        "contact-formal.en 2.md",
        "contact-formal.en.md.txt",
    ] {
        sandbox.write(&format!("{folder}/{name}"), first.replace("Dear", "My dear"));
        let run = sandbox.build(&["contact-formal", "--partner", "tahtiselka"]);
        assert_eq!(run.code, 0, "{name}: {}", run.stderr);
        let told =
            format!("`{folder}/{name}` looks like a second version of `{folder}/contact-formal.en.md`");
        assert!(run.stderr.contains("warning[conflict-copy]"), "{name}: {}", run.stderr);
        assert!(run.stderr.contains(&told), "{name}: {}", run.stderr);
        std::fs::remove_file(sandbox.path(&format!("{folder}/{name}"))).expect("removed");
    }
    // What the program makes itself, and what is no text of a document, is none.
    for name in ["notes.md", "contact-formal.en.md~", "contact-formal.en.md.bak", "contact-formal.en (1).pdf"]
    {
        sandbox.write(&format!("{folder}/{name}"), "x");
    }
    assert_eq!(sandbox.build(&["mou", "--draft", "--partner", "tahtiselka"]).code, 0);
    let run = sandbox.build(&["contact-formal", "mou", "--partner", "tahtiselka"]);
    assert!(run.code == 0 && !run.stderr.contains("conflict-copy"), "{}", run.stderr);
}

/// Tried in sending: a log, or the list of objections, of which a program has copied only half, so that its last line is cut | told in check; nothing is sent to this partner, or to anybody, until somebody has looked
#[test]
fn a_log_that_was_cut_is_told_and_stops_the_mail() {
    let server = Server::start(Vec::new(), usize::MAX);
    let elsewhere = workspace(&server);
    assert_eq!(send(&elsewhere, &["--partner", "gruenfliess"]).code, 0);
    assert_eq!(elsewhere.run(&["log", "gruenfliess", "--objected"]).code, 0);
    let (log, list) = (elsewhere.read("partners/gruenfliess.log"), elsewhere.read("objections.log"));
    let server = Server::start(Vec::new(), usize::MAX);
    let ends: Vec<usize> = log.match_indices('\n').map(|(at, _)| at + 1).collect();
    for end in [0].into_iter().chain(ends.iter().copied().take(ends.len() - 1)) {
        let cut = end + 25;
        let sandbox = workspace(&server);
        sandbox.write("partners/gruenfliess.log", &log[..cut]);
        let run = check(&sandbox);
        assert!(run.code == 1 && run.stderr.contains("error[ledger]"), "{cut}: {}", run.stderr);
        assert!(
            run.stderr.contains("gruenfliess.log` ends in the middle of a line"),
            "{cut}: {}",
            run.stderr
        );
        let run = send(&sandbox, &["--partner", "gruenfliess"]);
        assert_eq!(run.code, 1, "{cut}: {}", run.stderr);
        assert_eq!(sandbox.read("partners/gruenfliess.log"), log[..cut], "nothing is lost by looking");
        let run = sandbox.run(&["log", "gruenfliess"]);
        assert!(run.code == 1 && run.stderr.contains("in the middle of a line"), "{cut}: {}", run.stderr);
        let build = sandbox.build(&["contact-formal", "--partner", "gruenfliess"]);
        assert!(build.stderr.contains("in the middle of a line"), "{cut}: {}", build.stderr);
        assert!(server.accepted().is_empty());
    }
    // The others get theirs, but nobody does while the list is cut.
    let sandbox = workspace(&server);
    sandbox.write("partners/gruenfliess.log", &log[..25]);
    assert_eq!(send(&sandbox, &["--partner", "tahtiselka"]).code, 0);
    assert_eq!(server.accepted().len(), 1);
    sandbox.write("objections.log", &list[..list.len() / 2]);
    let run = send(&sandbox, &["--partner", "zolty-wiatrak"]);
    assert!(run.code == 1 && run.stderr.contains("objections.log"), "{}", run.stderr);
    assert_eq!(server.accepted().len(), 1);
    // Somebody has looked.
    sandbox.write("objections.log", "");
    sandbox.write("partners/gruenfliess.log", "");
    assert_eq!(send(&sandbox, &["--partner", "gruenfliess"]).code, 0);
    assert_eq!(server.accepted().len(), 2);
    assert!(!sandbox.path("partners/.sending.note").exists(), "a run that came to its end leaves no note");
}

/// Tried in sending: two contacts of one name, of whom one objected under another address | neither is written to; others of the organisation are
#[test]
fn who_objected_is_not_written_to_under_another_address() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    let file = sandbox.read("partners/tahtiselka.yaml");
    let second = |given: &str, family: &str, objected: &str| {
        let contact = format!(
            "contacts:\n  - {{given_name: \"{given}\", family_name: \"{family}\", honorific: ms, email: \"new@tahtiselka.example.org\", source: \"the website\"}}\n"
        );
        let more = format!(
            "\n  - {{given_name: \"Päivi\", family_name: \"Äyräväinen\", honorific: ms, email: \"old@tahtiselka.example.org\", source: \"the website\"{objected}}}\n"
        );
        let (before, behind) = file.split_once("contacts:\n").expect("contacts");
        // The entries that are there come behind the two.
        format!("{before}{contact}{}{behind}", more.trim_start_matches('\n'))
    };
    for (given, family, objected, code) in [
        ("Päivi", "Äyräväinen", ", objected: true", 1),
        ("PÄIVI", "äyräväinen", ", objected_on: 2026-11-01", 1),
        ("Pirkko", "Äyräväinen", ", objected: true", 0),
        ("Päivi", "Äyräväinen", "", 0),
    ] {
        let before = server.accepted().len();
        sandbox.write("partners/tahtiselka.yaml", second(given, family, objected));
        let _ = std::fs::remove_file(sandbox.path("partners/tahtiselka.log"));
        let build = sandbox.build(&["contact-formal", "--partner", "tahtiselka"]);
        let is_made = sandbox.path("output/tahtiselka/contact-formal.en.eml").exists();
        assert_eq!(is_made, code == 0, "{given} {family}: {}", build.stderr);
        let run = send(&sandbox, &["--partner", "tahtiselka"]);
        assert_eq!(run.code, code, "{given} {family}{objected}: {}", run.stderr);
        assert_eq!(run.stderr.contains("error[objection]"), code == 1, "{}", run.stderr);
        assert_eq!(server.accepted().len() - before, usize::from(code == 0));
    }
}

/// Tried in sending: files that cannot be read, in which somebody may have objected | `build` makes no email either, and says so; other documents are made
#[test]
fn what_cannot_be_read_makes_no_email() {
    let sandbox = Sandbox::sample();
    sandbox.write("objections.log/x", "");
    let run = sandbox.build(&["contact-formal", "one-pager"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert_eq!(run.stderr.matches("no email is made").count(), 1, "told once: {}", run.stderr);
    assert!(run.stderr.contains("objections.log"), "{}", run.stderr);
    let files = sandbox.files("output");
    assert!(files.keys().any(|name| name.ends_with("one-pager.en.pdf")), "{:?}", files.keys());
    assert!(!files.keys().any(|name| name.ends_with(".eml")), "{:?}", files.keys());
}

/// Tried in folders and files: a file where a folder is needed, a folder of the name of a file, too many open files | words, and no number of the operating system
#[test]
fn what_the_computer_refuses_is_said_in_words() {
    let sandbox = Sandbox::sample();
    sandbox.write("output", "a file");
    let run = sandbox.build(&[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(
        run.stderr.contains("something of that name is there already")
            || run.stderr.contains("a file stands where a folder is needed"),
        "{}",
        run.stderr
    );
    assert!(!run.stderr.contains("os error"), "{}", run.stderr);
    let sandbox = Sandbox::sample();
    std::fs::create_dir(sandbox.path("list.csv")).expect("a folder");
    let run = sandbox.run(&["import", "list.csv"]);
    assert!(run.stderr.contains("`list.csv` is a folder, not a file"), "{}", run.stderr);
    #[cfg(unix)]
    {
        let sandbox = Sandbox::sample();
        let output = std::process::Command::new("sh")
            .args(["-c", "ulimit -n 9; exec \"$0\" build", env!("CARGO_BIN_EXE_handclasp")])
            .current_dir(sandbox.path(""))
            .env("NO_COLOR", "1")
            .output()
            .expect("the program starts");
        let told = String::from_utf8(output.stderr).expect("UTF-8");
        assert!(told.contains("too many files are open: close other programs and try once more"), "{told}");
        assert!(!told.contains("os error"), "{told}");
    }
}
