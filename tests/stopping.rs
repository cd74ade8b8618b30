//! A run ends within seconds when it is told to, and by itself when something takes far too much.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::sending::{At, Fault, Plan, Server, send, workspace};
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

/// Tried in sending: Ctrl-C, or the computer shutting down, between two emails | the run ends with words that say what was sent and what was not; the same command goes on
#[test]
fn a_sending_that_is_stopped_says_what_has_left() {
    for name in ["-INT", "-TERM"] {
        let server = Server::start(Vec::new(), usize::MAX);
        let sandbox = workspace(&server);
        sandbox.edit("institution.yaml", "tls: none", "tls: none, per_minute: 6");
        let mut child = started(&sandbox, &["send", "contact-formal", "--yes"]);
        let begun = Instant::now();
        while server.accepted().is_empty() && begun.elapsed() < Duration::from_secs(60) {
            std::thread::sleep(Duration::from_millis(20));
        }
        // The first one is noted by then, and the next one waits for its minute.
        std::thread::sleep(Duration::from_secs(1));
        signal(&child, name);
        assert!(time_to_end(&mut child) < Duration::from_secs(9), "{name}");
        let output = child.wait_with_output().expect("the end");
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(130), "{name}: {told}");
        assert!(told.contains("1 sent, 2 not tried"), "{name}: {told}");
        assert!(told.contains("the same command goes on from there"), "{name}: {told}");
        assert_eq!(server.accepted().len(), 1);
        sandbox.edit("institution.yaml", ", per_minute: 6", "");
        let run = send(&sandbox, &[]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert_eq!(server.accepted().len(), 3, "{name}: each mail once");
    }
}

/// Tried in sending: Ctrl-C while the server says nothing more to the end of an email | the run ends in seconds; the email stands as in doubt and is not sent again by itself
#[test]
fn a_sending_that_is_stopped_in_the_middle_is_in_doubt() {
    let stall = Plan { at: At::End, fault: Fault::Stall, times: 1, recipient: "" };
    let server = Server::start(vec![stall], usize::MAX);
    let sandbox = workspace(&server);
    let mut child = started(&sandbox, &["send", "contact-formal", "--partner", "gruenfliess", "--yes"]);
    let begun = Instant::now();
    while server.accepted().is_empty() && begun.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(20));
    }
    signal(&child, "-INT");
    std::thread::sleep(Duration::from_millis(300));
    signal(&child, "-INT");
    assert!(time_to_end(&mut child) < Duration::from_secs(5));
    let output = child.wait_with_output().expect("the end");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(130), "{told}");
    assert!(told.contains("0 sent, 0 not tried; that to `gruenfliess` was in hand"), "{told}");
    let run = send(&sandbox, &["--partner", "gruenfliess"]);
    assert!(run.code == 1 && run.stderr.contains("error[in-doubt]"), "{}", run.stderr);
    assert_eq!(server.accepted().len(), 1);
}

/// Tried in documents: the run is killed while a drawing is looked at by another process | that one ends too
#[cfg(target_os = "linux")]
#[test]
fn what_works_for_a_run_ends_with_it() {
    let sandbox = Sandbox::sample();
    let mut letters = String::new();
    for at in 0..8_000 {
        let place = format!("x=\"{}\" y=\"{}\"", at % 80, at % 40);
        letters.push_str(&format!("<text {place} font-size=\"9\">The quick brown fox jumps</text>"));
    }
    let drawing = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"80\" height=\"40\" viewBox=\"0 0 80 40\">{letters}</svg>"
    );
    sandbox.write("templates/assets/logo.svg", drawing);
    let mut child = started(&sandbox, &["build", "one-pager", "--partner", "gruenfliess", "--date", TODAY]);
    let working = |of: u32| {
        let entries = std::fs::read_dir("/proc").expect("processes").flatten();
        let numbers = entries.filter_map(|entry| entry.file_name().to_string_lossy().parse::<u32>().ok());
        let found = numbers.filter(|number| {
            let stat = std::fs::read_to_string(format!("/proc/{number}/stat")).unwrap_or_default();
            let parent = stat.rsplit_once(") ").and_then(|(_, rest)| rest.split(' ').nth(1)?.parse().ok());
            parent == Some(of)
        });
        found.collect::<Vec<u32>>()
    };
    let begun = Instant::now();
    let mut found = Vec::new();
    while found.is_empty() && begun.elapsed() < Duration::from_secs(60) {
        assert!(child.try_wait().expect("its state").is_none(), "it ended before it was killed");
        found = working(child.id());
        std::thread::sleep(Duration::from_millis(10));
    }
    // It reads its question, or draws by then.
    std::thread::sleep(Duration::from_millis(500));
    child.kill().and_then(|()| child.wait()).expect("the end");
    let is_there = |number: &u32| std::path::Path::new(&format!("/proc/{number}")).exists();
    let ended = Instant::now();
    while found.iter().any(is_there) && ended.elapsed() < Duration::from_secs(8) {
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(!found.is_empty(), "nobody worked for it");
    assert!(ended.elapsed() < Duration::from_secs(2), "it ended after {:?}", ended.elapsed());
}
