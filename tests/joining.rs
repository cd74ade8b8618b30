//! Logs that were appended to apart are one again, and no line is lost.

use proptest::prelude::*;

use crate::sending::{Server, send, workspace};
use crate::support::Sandbox;

/// A line of a log.
fn line(second: usize, text: &str) -> String {
    let (hour, minute, second) = (10 + second / 3600, second / 60 % 60, second % 60);
    format!(
        r#"{{"at":"2027-01-01T{hour}:{minute:02}:{second:02}+00:00","what":"noted","on":"2027-01-01","fact":"note","text":"{text}"}}"#
    )
}

/// Joins two logs of the sample; gives the log.
fn joined(first: &str, second: &str) -> String {
    let sandbox = Sandbox::sample();
    sandbox.write("partners/gruenfliess.log", first);
    sandbox.write("partners/gruenfliess-PC12.log", second);
    sandbox.run(&["join"]);
    assert!(!sandbox.path("partners/gruenfliess-PC12.log").exists());
    sandbox.read("partners/gruenfliess.log")
}

#[test]
fn what_was_noted_apart_stands_in_one_log_in_the_order_of_time() {
    let common = format!("{}\n{}\n", line(1, "both"), line(2, "both too"));
    let first = format!("{common}{}\n{}\n", line(4, "ours"), line(9, "ours"));
    let second = format!("{common}{}\n{}\n", line(3, "theirs"), line(7, "theirs"));
    let texts: Vec<String> = joined(&first, &second)
        .lines()
        .map(|line| line.split('"').rev().nth(1).expect("text").to_owned())
        .collect();
    assert_eq!(texts, ["both", "both too", "theirs", "ours", "theirs", "ours"]);
    // Whichever of the two is called the first, the same lines come out in the same order.
    assert_eq!(joined(&first, &second), joined(&second, &first));
}

/// Tried in folders and files: two versions of a log with a damaged line, half a line at the end, offsets of other places, the line ends of Windows | every whole line is kept once, what is damaged is kept where it stood
#[test]
fn what_is_damaged_is_kept_and_half_a_line_that_the_other_has_whole_is_none() {
    let whole = line(2, "whole");
    let half = &whole[..whole.len() - 9];
    let log = joined(
        &format!("{}\n{half}", line(1, "a")),
        &format!("{}\r\n{whole}\r\n{}\n", line(1, "a"), line(3, "c")),
    );
    assert_eq!(log, format!("{}\n{whole}\n{}\n", line(1, "a"), line(3, "c")));
    let log = joined(
        &format!("{}\nwhat is this\n{}\n", line(1, "a"), line(9, "z")),
        &format!("{}\n", line(5, "m")),
    );
    assert_eq!(log, format!("{}\nwhat is this\n{}\n{}\n", line(1, "a"), line(5, "m"), line(9, "z")));
    // Ten past noon in Helsinki is before half past ten in London.
    let earlier = line(0, "e").replace("10:00:00+00:00", "12:10:00+02:00");
    let later = line(0, "l").replace("10:00:00+00:00", "10:30:00+00:00");
    assert_eq!(joined(&format!("{later}\n"), &format!("{earlier}\n")), format!("{earlier}\n{later}\n"));
    // An identical line that stands there twice is two lines; one that both have is one.
    let twice = format!("{}\n{}\n", line(1, "a"), line(1, "a"));
    assert_eq!(joined(&twice, &twice), twice);
}

/// Logs with a common beginning, and lines that each has alone.
fn logs() -> impl Strategy<Value = (Vec<String>, Vec<String>)> {
    let minutes = || prop::collection::vec(0_usize..3000, 0..12);
    (minutes(), minutes(), minutes()).prop_map(|(mut common, mut ours, mut theirs)| {
        for minutes in [&mut common, &mut ours, &mut theirs] {
            minutes.sort_unstable();
        }
        let lines = |own: &[usize], name: &str| {
            let beginning = common.iter().map(|minute| line(*minute, "both"));
            let own = own.iter().map(|minute| {
                if minute % 7 == 0 { format!("?{name}{minute}") } else { line(*minute + 3000, name) }
            });
            beginning.chain(own).collect::<Vec<_>>()
        };
        (lines(&ours, "ours"), lines(&theirs, "theirs"))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn no_line_is_lost_and_none_is_there_twice((first, second) in logs()) {
        let text = |lines: &[String]| lines.iter().map(|line| format!("{line}\n")).collect::<String>();
        let log = joined(&text(&first), &text(&second));
        let got: Vec<&str> = log.lines().collect();
        for line in first.iter().chain(&second) {
            let most = |lines: &[String]| lines.iter().filter(|other| *other == line).count();
            let expected = most(&first).max(most(&second));
            prop_assert_eq!(got.iter().filter(|other| *other == line).count(), expected, "{}", line);
        }
        // Each keeps the order of its own lines.
        for lines in [&first, &second] {
            let mut rest = got.iter();
            prop_assert!(lines.iter().all(|line| rest.any(|other| other == line)), "{:?}\n{:?}", lines, got);
        }
    }
}

#[test]
fn a_mail_that_was_sent_on_another_computer_is_not_sent_again() {
    let sender = Server::start(Vec::new(), usize::MAX);
    let elsewhere = workspace(&sender);
    assert_eq!(send(&elsewhere, &["--partner", "gruenfliess"]).code, 0);
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    sandbox.write("partners/gruenfliess.log", format!("{}\n", line(1, "a")));
    for name in
        ["gruenfliess (conflicted copy 2027-01-01)", "gruenfliess.sync-conflict-20270101-120000-ABCDEFG"]
    {
        sandbox.write(&format!("partners/{name}.log"), elsewhere.read("partners/gruenfliess.log"));
    }
    let run = sandbox.run(&["check", "gruenfliess"]);
    assert!(
        run.stderr.contains("error[conflict-copy]") && run.stderr.contains("handclasp join"),
        "{}",
        run.stderr
    );
    let run = sandbox.run(&["join"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("it said nothing new"), "{}", run.stdout);
    let run = send(&sandbox, &["--partner", "gruenfliess"]);
    assert!(run.stderr.contains("[sent-before]"), "{}", run.stderr);
    assert!(server.accepted().is_empty());
    let run = sandbox.run(&["join"]);
    assert!(run.code == 0 && run.stderr.contains("there is no second version of a file"), "{}", run.stderr);
}

/// Tried in folders and files: two versions of a partner's file or of institution.yaml | they are not joined; both names are told, and the fields in which they differ; one that is the same goes
#[test]
fn what_people_wrote_is_not_joined_but_compared() {
    let sandbox = Sandbox::sample();
    let file = sandbox.read("partners/gruenfliess.yaml");
    sandbox.write("partners/gruenfliess (1).yaml", file.replace('\n', "\r\n"));
    let run = sandbox.run(&["join"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(!sandbox.path("partners/gruenfliess (1).yaml").exists());
    let other = file
        .replace("85 employees", "90 employees")
        .replace("family_name: \"Süßmilch", "family_name: \"Sauermilch");
    sandbox.write("partners/gruenfliess (1).yaml", &other);
    sandbox.write(
        "institution-PC12.yaml",
        sandbox.read("institution.yaml").replace("ancora-azul\"\n", "ancora\"\n"),
    );
    let run = sandbox.run(&["join"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(
        run.stderr
            .contains("`partners/gruenfliess (1).yaml` and `partners/gruenfliess.yaml` say different things"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("they differ in 2 fields: `size.en`, `contacts.1.family_name`"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("they differ in 1 field: `linkedin`"), "{}", run.stderr);
    assert!(
        sandbox.read("partners/gruenfliess (1).yaml") == other
            && sandbox.read("partners/gruenfliess.yaml") == file
    );
}

#[test]
fn the_lists_of_those_who_objected_are_joined_too() {
    let sandbox = Sandbox::sample();
    assert_eq!(sandbox.run(&["log", "tahtiselka", "--objected"]).code, 0);
    let elsewhere = Sandbox::sample();
    assert_eq!(elsewhere.run(&["log", "gruenfliess", "--objected"]).code, 0);
    sandbox.write("objections-PC12.log", elsewhere.read("objections.log"));
    let run = sandbox.run(&["join"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(sandbox.read("objections.log").lines().count(), 2);
    assert!(!sandbox.path("objections-PC12.log").exists());
}
