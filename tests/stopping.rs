//! A run ends within seconds when it is told to, and by itself when something takes far too much.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::{Sandbox, TODAY};

/// A document of one's own whose text is never ready: it prints nothing and repeats for days.
const ENDLESS: &str = "---\ntitle: \"Note\"\nlayout: letter\nformats: [md]\n---\n\n\
    {% for a in range(end=99999) %}{% for b in range(end=99999) %}{% for c in range(end=99999) %}{% endfor %}{% endfor %}{% endfor %}\n";

/// The same that keeps more and more meanwhile.
const GROWING: &str = "---\ntitle: \"Note\"\nlayout: letter\nformats: [md]\n---\n\n\
    {% set text %}{% for a in range(end=99999) %}{% for b in range(end=99999) %}\
    a text that becomes longer and longer and longer and longer and longer\
    {% endfor %}{% endfor %}{% endset %}{{ text }}\n";

fn with_note(template: &str) -> Sandbox {
    let sandbox = Sandbox::sample();
    sandbox.write("templates/note/en.md", template);
    sandbox
}

fn started(sandbox: &Sandbox, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_handclasp"))
        .args(arguments)
        .current_dir(sandbox.path(""))
        .env("NO_COLOR", "1")
        .env("HANDCLASP_MOST_SECONDS", "600")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts")
}

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([name, &child.id().to_string()]).status();
    assert!(sent.is_ok_and(|status| status.success()), "no signal could be sent");
}

/// How long a child takes to end; it is ended when that is too long.
fn time_to_end(child: &mut Child) -> Duration {
    let start = Instant::now();
    while child.try_wait().expect("its state").is_none() {
        if start.elapsed() > Duration::from_secs(40) {
            let _ = child.kill();
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    start.elapsed()
}

/// Tried in documents: Ctrl-C, or the computer shutting down, while one document takes for ever | the run ends within seconds, and no file is half written
#[test]
fn a_run_ends_within_seconds_whatever_it_is_doing() {
    for name in ["-INT", "-TERM"] {
        let sandbox = with_note(ENDLESS);
        let mut child = started(&sandbox, &["build", "note", "--date", TODAY]);
        // It is in the middle of it by then.
        std::thread::sleep(Duration::from_secs(4));
        assert!(child.try_wait().expect("its state").is_none(), "it ended by itself");
        signal(&child, name);
        let time = time_to_end(&mut child);
        let output = child.wait_with_output().expect("the end");
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(time < Duration::from_secs(15), "{name} took {time:?}");
        assert_eq!(output.status.code(), Some(130), "{name}: {told}");
        assert!(told.contains("stopped in the middle of a document"), "{name}: {told}");
        assert!(told.contains("The same command goes on from there"), "{name}: {told}");
    }
}

#[test]
fn a_check_and_an_import_end_at_once() {
    let sandbox = with_note(ENDLESS);
    let mut child = started(&sandbox, &["check", "--date", TODAY]);
    std::thread::sleep(Duration::from_secs(3));
    signal(&child, "-TERM");
    assert!(time_to_end(&mut child) < Duration::from_secs(5));
    let told = child.wait_with_output().expect("the end").stderr;
    assert!(!String::from_utf8_lossy(&told).contains("no problems"));
}

/// Tried in documents: a template that repeats something without an end | the run says which document takes too long, and stops
#[test]
fn what_takes_too_long_ends_the_run_and_is_named() {
    let sandbox = with_note(ENDLESS);
    for command in [&["build", "note", "--date", TODAY][..], &["check", "--date", TODAY][..]] {
        let run = sandbox.run_with(command, &[("HANDCLASP_MOST_SECONDS", "2")]);
        assert_eq!(run.code, 1, "{command:?}: {}", run.stderr);
        assert!(run.stderr.contains("error[overrun]: `note` for `"), "{command:?}: {}", run.stderr);
        assert!(run.stderr.contains("longer than 2 seconds"), "{command:?}: {}", run.stderr);
        assert!(!run.stderr.contains("no problems"), "{command:?}: {}", run.stderr);
    }
}

/// Tried in documents: a template that keeps more and more text | the run says which document takes too much memory, and stops
#[cfg(unix)]
#[test]
fn what_takes_too_much_memory_ends_the_run_and_is_named() {
    let sandbox = with_note(GROWING);
    let run = sandbox.build(&["note", "--jobs", "1"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("error[overrun]: `note` for `"), "{}", run.stderr);
    assert!(run.stderr.contains("more than 512 MB of memory"), "{}", run.stderr);
}
