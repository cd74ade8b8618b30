//! What lies in the folders besides documents: locks, what a killed run left, links, rights.
#![cfg(unix)]

use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::sending::{Server, send, workspace};
use crate::support::{Sandbox, TODAY};

fn hidden(sandbox: &Sandbox, folder: &str) -> Vec<String> {
    let names = sandbox.files(folder).into_keys();
    names.filter(|name| name.contains(".handclasp-") || name.ends_with(".lock")).collect()
}

/// Tried in folders and files: what a run left that was killed while it wrote, beside the documents and beside the partners' files | taken away by the next run
#[test]
fn what_a_killed_run_left_is_taken_away() {
    let sandbox = Sandbox::sample();
    for name in [
        "output/.handclasp-a1B2c3",
        "output/gruenfliess/.handclasp-a1B2c3",
        "partners/.handclasp-a1B2c3",
        "partners/.handclasp-x",
    ] {
        sandbox.write(name, "half a file");
    }
    // Nobody holds the folder of the copies: only what is old is surely nobody's.
    for (name, hours) in [
        ("sent/gruenfliess/.handclasp-old", 2),
        ("sent/gruenfliess/.handclasp-young", 0),
        (".handclasp-old", 2),
        ("schema/.handclasp-old", 2),
    ] {
        sandbox.write(name, "half a mail");
        let file = std::fs::File::options().write(true).open(sandbox.path(name)).expect("a file");
        let then = std::time::SystemTime::now() - Duration::from_secs(hours * 3600);
        file.set_modified(then).expect("its time");
    }
    let run = sandbox.build(&["one-pager", "--partner", "gruenfliess"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(hidden(&sandbox, "sent"), ["gruenfliess/.handclasp-young"]);
    // Beside `institution.yaml` too, when the command is given there.
    assert_eq!(hidden(&sandbox, ""), ["sent/gruenfliess/.handclasp-young"]);
    assert_eq!(hidden(&sandbox, "output"), Vec::<String>::new());
    assert_eq!(hidden(&sandbox, "partners"), Vec::<String>::new());
}

/// Tried in folders and files: a pipe, a link or a folder in the place of the lock | an error that names it, and the run does not wait for ever
#[test]
fn whatever_stands_in_the_place_of_the_lock_is_not_opened() {
    for kind in ["pipe", "link", "folder"] {
        let sandbox = Sandbox::sample();
        std::fs::create_dir(sandbox.path("output")).expect("a folder");
        let lock = sandbox.path("output/.handclasp.lock");
        sandbox.write("elsewhere", "of somebody else");
        match kind {
            "pipe" => {
                let made = Command::new("mkfifo").arg(&lock).status().expect("mkfifo");
                assert!(made.success());
            }
            "link" => symlink(sandbox.path("elsewhere"), &lock).expect("a link"),
            _ => std::fs::create_dir(&lock).expect("a folder"),
        }
        let start = Instant::now();
        let run = sandbox.build(&["one-pager"]);
        assert!(start.elapsed() < Duration::from_secs(20), "{kind}");
        assert_eq!(run.code, 1, "{kind}: {}", run.stderr);
        assert!(run.stderr.contains(".handclasp.lock` is not a file of Handclasp"), "{kind}: {}", run.stderr);
        assert_eq!(sandbox.read("elsewhere"), "of somebody else");
    }
}

/// Tried in folders and files: two runs at once that write into one folder | the second waits and says so; the lock lies in the folder and is gone afterwards
#[test]
fn two_runs_take_turns_by_a_lock_beside_the_documents() {
    let sandbox = Sandbox::sample();
    let lock = sandbox.path("output/.handclasp.lock");
    std::fs::create_dir(sandbox.path("output")).expect("a folder");
    let held = std::fs::File::create(&lock).expect("a lock");
    held.lock().expect("locked");
    let child = Command::new(env!("CARGO_BIN_EXE_handclasp"))
        .args(["build", "one-pager", "--date", TODAY])
        .current_dir(sandbox.path(""))
        .env("TMPDIR", sandbox.path("nowhere"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    std::thread::sleep(Duration::from_secs(3));
    assert!(!sandbox.path("output/gruenfliess").exists(), "it waits");
    // The other run ends as one does that takes its lock away.
    std::fs::remove_file(&lock).expect("removed");
    drop(held);
    let output = child.wait_with_output().expect("the end");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.contains("another run writes into `output`"), "{told}");
    assert!(sandbox.path("output/gruenfliess/one-pager.en.pdf").is_file(), "{told}");
    assert!(!lock.exists());
}

/// Tried in folders and files: a link to somewhere else in the place of a text or of a partner's folder of documents | refused; nothing is read from there and nothing written
#[test]
fn a_link_that_leads_out_is_refused() {
    let sandbox = Sandbox::sample();
    let elsewhere = Sandbox::empty();
    elsewhere.write("secret.txt", "# The words of somebody else\n");
    assert_eq!(sandbox.build(&["one-pager", "--partner", "gruenfliess", "--format", "md"]).code, 0);
    let text = sandbox.path("output/gruenfliess/one-pager.en.md");
    std::fs::remove_file(&text).expect("removed");
    symlink(elsewhere.path("secret.txt"), &text).expect("a link");
    for arguments in
        [&["one-pager", "--format", "md"][..], &["one-pager", "--format", "html", "--discard-edits"][..]]
    {
        let run = sandbox.build(&[arguments, &["--partner", "gruenfliess"]].concat());
        assert_eq!(run.code, 1, "{}", run.stderr);
        assert!(run.stderr.contains("error[link-outside]"), "{}", run.stderr);
        assert!(!run.stderr.contains("somebody else"), "{}", run.stderr);
    }
    assert_eq!(elsewhere.read("secret.txt"), "# The words of somebody else\n");

    symlink(elsewhere.path(""), sandbox.path("output/tahtiselka")).expect("a link");
    let run = sandbox.build(&["one-pager", "--partner", "tahtiselka"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("error[link-outside]"), "{}", run.stderr);
    assert_eq!(elsewhere.files("").len(), 1, "nothing is written there");
}

/// Tried in folders and files: a link in the folder of the templates to a file or folder elsewhere, or to nothing | refused; a link to a file that lies there too is followed
#[test]
fn a_link_out_of_the_templates_is_refused() {
    let elsewhere = Sandbox::empty();
    elsewhere.write("secret.pdf", "%PDF-1.7 the words of somebody else");
    for (name, to, is_refused) in [
        ("assets/brochure.pdf", elsewhere.path("secret.pdf"), true),
        ("assets/more", elsewhere.path(""), true),
        ("assets/gone.pdf", elsewhere.path("gone.pdf"), true),
        ("assets/same.pdf", "own.pdf".into(), false),
    ] {
        let sandbox = Sandbox::sample();
        sandbox.write("templates/assets/own.pdf", "%PDF-1.7 ours");
        symlink(to, sandbox.path(&format!("templates/{name}"))).expect("a link");
        let run = sandbox.build(&["one-pager", "--partner", "gruenfliess", "--format", "md"]);
        assert_eq!(run.stderr.contains("error[link-outside]"), is_refused, "{name}: {}", run.stderr);
        assert_eq!(run.code, i32::from(is_refused), "{name}: {}", run.stderr);
    }
}

/// Tried in folders and files: a folder that the whole office may change | everything that is written into it may be changed by the office too
#[test]
fn files_take_the_rights_of_their_folder() {
    let mode = |sandbox: &Sandbox, name: &str| {
        std::fs::metadata(sandbox.path(name))
            .unwrap_or_else(|error| panic!("{name}: {error}"))
            .permissions()
            .mode()
            & 0o777
    };
    for (shared, file) in [(0o770, 0o660), (0o775, 0o664), (0o700, 0o600), (0o755, 0o644)] {
        let sandbox = Sandbox::sample();
        for folder in ["", "partners"] {
            let rights = std::fs::Permissions::from_mode(shared);
            std::fs::set_permissions(sandbox.path(folder), rights).expect("rights");
        }
        let run = sandbox.build(&["one-pager", "--partner", "gruenfliess"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert_eq!(sandbox.run(&["new", "neu"]).code, 0);
        assert_eq!(sandbox.run(&["log", "tahtiselka", "--objected"]).code, 0);
        assert_eq!(mode(&sandbox, "output"), shared);
        assert_eq!(mode(&sandbox, "output/gruenfliess"), shared);
        for name in [
            "output/gruenfliess/one-pager.en.pdf",
            "output/gruenfliess/.handclasp.json",
            "partners/neu.yaml",
            "partners/tahtiselka.log",
        ] {
            assert_eq!(mode(&sandbox, name), file, "{name} in {shared:o}");
        }
        // A file that was for one person only stays so.
        let own = std::fs::Permissions::from_mode(0o600);
        std::fs::set_permissions(sandbox.path("output/gruenfliess/one-pager.en.pdf"), own).expect("rights");
        sandbox.edit(
            "partners/gruenfliess.yaml",
            "your apprentices already",
            "as we heard, your apprentices already",
        );
        assert_eq!(sandbox.build(&["one-pager", "--partner", "gruenfliess", "--force"]).code, 0);
        assert_eq!(mode(&sandbox, "output/gruenfliess/one-pager.en.pdf"), 0o600);
    }
}

/// Tried in folders and files: a folder for documents that was not there, and nothing to be made | no empty folder is left behind
#[test]
fn no_empty_folder_is_left_behind() {
    let sandbox = Sandbox::sample();
    let run = sandbox.build(&["no-such-document"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(!sandbox.path("output").exists());
}

/// Tried in folders and files: a link below `templates/` to a folder that it lies in | an error in seconds, not a search without an end
#[test]
fn links_in_a_circle_come_to_an_end() {
    let sandbox = Sandbox::sample();
    for name in ["templates/a", "templates/b", "templates/assets/c"] {
        symlink(sandbox.path("templates"), sandbox.path(name)).expect("a link");
    }
    let start = Instant::now();
    let run = sandbox.run(&["check"]);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("there is too much in `templates`"), "{}", run.stderr);
}

/// Tried in folders and files: a pipe in the place of a text, of a PDF or of the notes on the documents | told, and the run does not wait for ever
#[test]
fn a_pipe_among_the_documents_is_not_waited_for() {
    for name in ["one-pager.en.md", "one-pager.en.pdf", ".handclasp.json"] {
        let sandbox = Sandbox::sample();
        sandbox.write("output/gruenfliess/other.txt", "");
        let pipe = sandbox.path("output/gruenfliess").join(name);
        assert!(Command::new("mkfifo").arg(pipe).status().expect("mkfifo").success());
        let start = Instant::now();
        let run = sandbox.build(&["one-pager", "--partner", "gruenfliess"]);
        assert!(start.elapsed() < Duration::from_secs(20), "{name}");
        assert!(run.stderr.contains(name), "{name}: {}", run.stderr);
    }
}

/// Tried in folders and files: an office's folder that a group shares, and the lock by which runs take turns to send | whoever may write into the folder may take it
#[test]
fn the_lock_of_sending_has_the_rights_of_its_folder() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    for (folder, file) in [(0o770, 0o660), (0o700, 0o600), (0o777, 0o666)] {
        let _ = std::fs::remove_file(sandbox.path("partners/.sending.lock"));
        let rights = std::fs::Permissions::from_mode(folder);
        std::fs::set_permissions(sandbox.path("partners"), rights).expect("rights");
        let run = send(&sandbox, &["--limit", "1"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let meta = std::fs::metadata(sandbox.path("partners/.sending.lock")).expect("a lock");
        assert_eq!(meta.permissions().mode() & 0o777, file, "{folder:o}");
    }
    assert_eq!(server.accepted().len(), 3);
}

/// Tried in sending: two runs that send at once from one folder | the second says that it waits, and goes on when its turn comes
#[test]
fn who_waits_for_the_turn_to_send_is_told() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    let lock = std::fs::File::create(sandbox.path("partners/.sending.lock")).expect("a lock");
    lock.lock().expect("locked");
    let child = Command::new(env!("CARGO_BIN_EXE_handclasp"))
        .args(["send", "contact-formal", "--yes", "--limit", "1"])
        .current_dir(sandbox.path(""))
        .env("XDG_CONFIG_HOME", sandbox.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    std::thread::sleep(Duration::from_secs(3));
    assert!(server.accepted().is_empty(), "it waits");
    drop(lock);
    let output = child.wait_with_output().expect("the end");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), server.accepted().len()), (Some(0), 1), "{told}");
    let waits = "another run sends from this folder; this one goes on when its turn comes";
    assert_eq!(told.matches(waits).count(), 1, "{told}");
}
