//! What somebody notes of a partner: it is in the log, told again, heeded, and can be taken back.

use std::process::{Command, Stdio};

use serde_json::Value as Json;

use crate::reference::FAULTLESS;
use crate::sending::{Server, send, workspace};
use crate::support::{Run, Sandbox, TODAY};

/// The day of the tests, in seconds since 1970.
const EPOCH: &str = "1795392000";

/// Notes something on the day of the tests.
fn log(sandbox: &Sandbox, words: &[&str]) -> Run {
    sandbox.run_with(&[&["log", "wiatrak"], words].concat(), &[("SOURCE_DATE_EPOCH", EPOCH)])
}

/// What the log of a partner tells.
fn told(sandbox: &Sandbox) -> String {
    sandbox.run(&["log", "wiatrak"]).stdout
}

/// The lines of the partner's log.
fn lines(sandbox: &Sandbox) -> Vec<Json> {
    let text = sandbox.read("partners/wiatrak.log");
    text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

fn wiatrak() -> Sandbox {
    Sandbox::with_partner("wiatrak", FAULTLESS)
}

#[test]
fn each_fact_is_a_line_and_is_told_in_words() {
    let cases: &[(&[&str], &str, &str)] = &[
        (
            &["called", "they", "like", "the", "idea"],
            "called",
            "you talked on the telephone: “they like the idea”",
        ),
        (&["met", "at the fair"], "met", "you met: “at the fair”"),
        (&["wrote", "sent the brochure"], "wrote", "you wrote: “sent the brochure”"),
        (&["answered", "come in March"], "answered", "they answered: “come in March”"),
        (&["answered"], "answered", "they answered\n"),
        (&["sent", "contact-formal"], "sent", "contact-formal: sent by hand to ola@wiatrak.example.org"),
        (&["sent", "one-pager"], "sent", "one-pager: sent by hand to ola@wiatrak.example.org"),
        (&["declined", "no capacity"], "declined", "they declined: “no capacity”"),
        (&["snoozed", "2027-05-01", "new head"], "snoozed", "nothing to do before 2027-05-01: “new head”"),
        (&["left", "ola@wiatrak.example.org"], "left", "ola@wiatrak.example.org is no longer there"),
        (&["note", "new campus"], "note", "new campus"),
    ];
    for (words, fact, sentence) in cases {
        let sandbox = wiatrak();
        let run = log(&sandbox, words);
        assert_eq!(run.code, 0, "{words:?}\n{}", run.stderr);
        assert!(run.stderr.contains(sentence.trim_end()), "{words:?}\n{}", run.stderr);
        assert!(run.stderr.contains("`handclasp log wiatrak undo` takes it back"), "{}", run.stderr);
        let [line] = lines(&sandbox).try_into().expect("one line");
        assert_eq!((line["what"].as_str(), line["fact"].as_str()), (Some("noted"), Some(*fact)));
        assert_eq!(line["on"], TODAY, "{line}");
        let told = told(&sandbox);
        assert!(told.contains(sentence) && told.starts_with(TODAY), "{words:?}\n{told}");
        // Nothing of it is in the way of anything.
        let run = sandbox.run(&["check", "--date", TODAY]);
        assert_eq!(run.code, i32::from(*fact == "left"), "{words:?}\n{}", run.stderr);
        assert_eq!(run.stderr.contains("[ended]"), *fact == "declined", "{}", run.stderr);
    }
}

#[test]
fn what_happened_is_told_in_the_order_of_the_days() {
    let sandbox = wiatrak();
    let logbook = "logbook:\n  log:\n    - {date: 2026-10-20, channel: phone, direction: in, summary: \"asked for a date\", by: Ana}\n    - {summary: \"no day\"}\n";
    sandbox.write("partners/wiatrak.yaml", format!("{FAULTLESS}{logbook}"));
    for (words, day) in [("second", "2026-11-02"), ("first", "2026-09-30"), ("third", "2026-11-20")] {
        assert_eq!(log(&sandbox, &["called", words, "--on", day]).code, 0);
    }
    let told = told(&sandbox);
    let places: Vec<_> = [
        "2026-09-30",
        "first",
        "2026-10-20",
        "phone, from them: “asked for a date” (Ana)",
        "2026-11-02",
        "second",
        "2026-11-20",
        "third",
    ]
    .iter()
    .map(|words| told.find(words).unwrap_or_else(|| panic!("`{words}` is missing in {told}")))
    .collect();
    assert!(places.is_sorted(), "{told}");
    let json = sandbox.run(&["log", "wiatrak", "--message-format", "json"]);
    let first: Json = serde_json::from_str(json.stdout.lines().next().expect("a line")).expect("JSON");
    assert_eq!(first["day"], "2026-09-30");
    assert_eq!(
        (&first["partner"], &first["what"], &first["taken_back"]),
        (&"wiatrak".into(), &"called".into(), &false.into())
    );
}

/// Tried in folders and files: `log` without a name | the last twenty things of all partners, the newest last; a broken file or log of one takes nothing from the others
#[test]
fn without_a_name_the_last_things_of_all_are_told() {
    let sandbox = wiatrak();
    sandbox.write("partners/mlyn.yaml", FAULTLESS.replace("Wiatrak", "Mlyn").replace("wiatrak", "mlyn"));
    let run = sandbox.run(&["log"]);
    assert!(
        run.code == 0 && run.stderr.contains("nothing was sent yet, and nothing is noted"),
        "{}",
        run.stderr
    );
    for day in 1..=25 {
        let partner = if day % 2 == 0 { "mlyn" } else { "wiatrak" };
        let (text, on) = (format!("call {day:02}"), format!("2026-10-{day:02}"));
        assert_eq!(sandbox.run(&["log", partner, "called", &text, "--on", &on]).code, 0);
    }
    assert_eq!(log(&sandbox, &["undo"]).code, 0);
    let run = sandbox.run(&["log"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let days: Vec<&str> = run.stdout.lines().map(|line| &line[..10]).collect();
    assert!(days.is_sorted() && days.len() == 20, "{}", run.stdout);
    assert!(run.stdout.contains("mlyn     you talked on the telephone: “call 24”"), "{}", run.stdout);
    // What was taken back is not told here.
    assert!(!run.stdout.contains("call 25") && run.stdout.contains("call 05"), "{}", run.stdout);
    sandbox.write("partners/wiatrak.yaml", "legal_name: [");
    sandbox.write("partners/third.log", "Guten Tag\n");
    let run = sandbox.run(&["log"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stdout.contains("call 24") && run.stderr.contains("line 1 of"), "{}", run.stderr);
    assert!(run.stderr.contains("what stands in the logbook of `wiatrak` is not shown"), "{}", run.stderr);
}

#[test]
fn what_is_taken_back_is_told_as_that_and_counts_no_more() {
    let sandbox = wiatrak();
    assert_eq!(log(&sandbox, &["called", "kept", "--on", "2026-11-01"]).code, 0);
    assert_eq!(log(&sandbox, &["met", "by mistake", "--on", "2026-10-01"]).code, 0);
    // What was written down last, whichever day it is about.
    let run = log(&sandbox, &["undo"]);
    assert!(run.code == 0 && run.stderr.contains("you met: “by mistake”"), "{}", run.stderr);
    let shown = told(&sandbox);
    let of = |words: &str| shown.lines().find(|line| line.contains(words)).unwrap_or_default();
    assert!(of("by mistake").ends_with("(taken back)") && !of("kept").contains("taken back"), "{shown}");
    // Nothing was taken away.
    assert_eq!(lines(&sandbox).len(), 3);
    let run = log(&sandbox, &["undo"]);
    assert!(run.code == 0 && run.stderr.contains("“kept”"), "{}", run.stderr);
    let run = log(&sandbox, &["undo"]);
    assert!(run.code == 1 && run.stderr.contains("error[nothing-to-do]"), "{}", run.stderr);
    // The same can be noted again.
    assert_eq!(log(&sandbox, &["called", "kept", "--on", "2026-11-01"]).code, 0);
    assert_eq!(told(&sandbox).matches("“kept”").count(), 2);
    assert_eq!(told(&sandbox).matches("(taken back)").count(), 2);
}

/// Tried in sending: an objection, and then `undo` | it stays, and what was noted before stays too
#[test]
fn an_objection_is_not_taken_back() {
    let sandbox = wiatrak();
    assert_eq!(log(&sandbox, &["called"]).code, 0);
    let run = log(&sandbox, &["objected"]);
    assert!(run.code == 0 && run.stderr.contains("`wiatrak` objected"), "{}", run.stderr);
    let before = sandbox.files("partners");
    let run = log(&sandbox, &["undo"]);
    assert!(run.code == 1 && run.stderr.contains("is an objection, and that stays"), "{}", run.stderr);
    assert!(sandbox.files("partners") == before);
}

/// Tried in documents: a day to come, a day long ago, a word or a turned day behind `--on` | refused, noted with a warning, refused
#[test]
fn a_day_on_which_it_can_hardly_have_happened_is_told() {
    for (words, code, part) in [
        (&["met", "--on", "2026-11-24"][..], 1, "error[odd-day]: 2026-11-24 is still to come"),
        (&["met", "--on", "2126-11-23"], 1, "error[odd-day]"),
        (&["met", "--on", "1926-11-23"], 0, "warning[odd-day]: 1926-11-23 is long ago"),
        (&["met", "--on", "23.11.2026"], 2, "error[bad-date]: `23.11.2026` is not a day"),
        (&["met", "--on", "2026-02-30"], 2, "error[bad-date]"),
        (&["met", "--on", "yesterday"], 2, "--on 2027-03-04"),
        (&["snoozed", "2026-11-23"], 1, "error[odd-day]: nothing can be put off until 2026-11-23"),
        (&["snoozed", "2036-11-23"], 0, "warning[odd-day]: 2036-11-23 is years away"),
        (&["snoozed", "soon"], 2, "snoozed 2027-03-04"),
    ] {
        let sandbox = wiatrak();
        let run = log(&sandbox, words);
        assert_eq!(run.code, code, "{words:?}\n{}", run.stderr);
        assert!(run.stderr.contains(part), "{words:?}\n{}", run.stderr);
        assert_eq!(sandbox.path("partners/wiatrak.log").exists(), code == 0, "{words:?}");
    }
}

/// Tried in folders and files: a log with a line that is later than the clock | what is noted is noted, and the clock is told
#[test]
fn a_clock_that_goes_back_is_told_and_the_fact_kept() {
    let sandbox = wiatrak();
    sandbox.write(
        "partners/wiatrak.log",
        "{\"at\":\"2199-01-01T10:00:00+01:00\",\"what\":\"noted\",\"on\":\"2026-11-01\",\"fact\":\"called\",\"text\":\"\"}\n",
    );
    let run = log(&sandbox, &["answered", "yes"]);
    assert!(
        run.code == 0 && run.stderr.contains("warning[odd-day]: the clock of this computer"),
        "{}",
        run.stderr
    );
    assert!(told(&sandbox).contains("they answered: “yes”"));
    assert_eq!(lines(&sandbox).len(), 2);
}

/// Tried in folders and files: a damaged line and one of a later version in the middle of a log | both told with their numbers, the rest is shown, something more can be noted, and nothing is sent
#[test]
fn the_rest_of_a_damaged_log_counts() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    let name = "partners/tahtiselka.log";
    let note = |words: &[&str]| sandbox.run(&[&["log", "tahtiselka"], words].concat());
    assert_eq!(note(&["called", "before"]).code, 0);
    let damaged = "{\"at\":\"2026-11-01T10:00:00+01:00\",\"what\":\"noted\",\"on\":\"2026-11-31\",\"fact\":\"met\",\"text\":\"\"}\n";
    let newer = "{\"at\":\"2026-11-01T10:00:00+01:00\",\"what\":\"noted\",\"on\":\"2026-11-01\",\"fact\":\"danced\",\"how\":3}\n";
    sandbox.write(name, format!("{}{damaged}\n{newer}", sandbox.read(name)));
    let run = note(&["answered", "after"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(sandbox.read(name).contains(damaged));
    let run = note(&[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stdout.contains("“before”") && run.stdout.contains("“after”"), "{}", run.stdout);
    assert!(run.stdout.contains("something that this version of Handclasp does not know"), "{}", run.stdout);
    for part in ["error[ledger]: line 2 of", "warning[ledger]: line 4 of"] {
        assert!(run.stderr.contains(part), "{part}\n{}", run.stderr);
    }
    for spoilt in [damaged, newer] {
        sandbox.write(name, spoilt);
        let run = send(&sandbox, &["--partner", "tahtiselka"]);
        assert_eq!((run.code, server.accepted().len()), (1, 0), "{spoilt}\n{}", run.stderr);
        assert!(run.stderr.contains("[ledger]"), "{}", run.stderr);
    }
    // Half a line is not added to: what stood behind it may still come from another computer.
    sandbox.write(name, &damaged[..40]);
    let run = note(&["answered", "after"]);
    assert!(run.code == 1 && run.stderr.contains("ends in the middle of a line"), "{}", run.stderr);
    assert_eq!(sandbox.read(name), damaged[..40]);
}

/// Tried in folders and files: several people who note something of one partner in the same moment | all lines are there
#[test]
fn two_who_write_at_once_lose_nothing() {
    let sandbox = wiatrak();
    let words: Vec<String> = (0..12).map(|number| format!("call {number}")).collect();
    let children: Vec<_> = words
        .iter()
        .map(|text| {
            Command::new(env!("CARGO_BIN_EXE_handclasp"))
                .args(["log", "wiatrak", "called", text])
                .current_dir(sandbox.path(""))
                .stderr(Stdio::null())
                .spawn()
                .expect("the program starts")
        })
        .collect();
    for mut child in children {
        assert!(child.wait().expect("an end").success());
    }
    let lines = lines(&sandbox);
    assert_eq!(lines.len(), words.len());
    for text in &words {
        assert!(lines.iter().any(|line| line["text"] == text.as_str()), "{text}");
    }
}

/// Tried in sending: an email that somebody sent by hand and noted | it is not sent again, its files stay; taken back, it goes out
#[test]
fn what_was_sent_by_hand_is_not_sent_again() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    let run = sandbox.run(&["log", "tahtiselka", "sent", "contact-formal", "--on", "2026-11-20"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = send(&sandbox, &["--partner", "tahtiselka"]);
    assert!(run.stderr.contains("was sent to `tahtiselka` by hand on 2026-11-20"), "{}", run.stderr);
    assert!(server.accepted().is_empty());
    let run = sandbox.build(&["contact-formal", "--partner", "tahtiselka", "--force"]);
    assert!(run.stderr.contains("was sent on 2026-11-20; its files stay"), "{}", run.stderr);
    let run = sandbox.run(&["resolve", "tahtiselka", "contact-formal", "--sent"]);
    assert!(run.code == 1 && run.stderr.contains("is not in doubt"), "{}", run.stderr);
    // The same address as another partner does not get it either; other addresses do.
    let file = sandbox.read("partners/tahtiselka.yaml");
    sandbox.write("partners/second.yaml", file.replace("\"PL\"", "\"FI\""));
    let run = send(&sandbox, &["--partner", "gruenfliess"]);
    assert_eq!((run.code, server.accepted().len()), (0, 1), "{}", run.stderr);
    sandbox.build(&["contact-formal", "--partner", "second"]);
    let run = send(&sandbox, &["--partner", "second"]);
    assert!(
        run.stderr.contains("error[sent-before]") && run.stderr.contains("as `tahtiselka`"),
        "{}",
        run.stderr
    );
    std::fs::remove_file(sandbox.path("partners/second.yaml")).expect("removed");
    assert_eq!(sandbox.run(&["log", "tahtiselka", "undo"]).code, 0);
    let run = send(&sandbox, &["--partner", "tahtiselka"]);
    assert_eq!((run.code, server.accepted().len()), (0, 2), "{}", run.stderr);
    // Noted once more it is told that it was sent.
    let run = sandbox.run(&["log", "tahtiselka", "sent", "contact-formal"]);
    assert!(run.code == 0 && run.stderr.contains("warning[sent-before]"), "{}", run.stderr);
}

/// Tried in sending: an email in doubt or in Drafts, and somebody notes that it was sent by hand | it is settled, and taken back it is in doubt again
#[test]
fn what_was_open_is_settled_by_what_was_sent_by_hand() {
    let sandbox = wiatrak();
    let line = "{\"at\":\"2026-11-23T10:00:00+00:00\",\"document\":\"contact-formal\",\"what\":\"dot\"}\n";
    sandbox.write("partners/wiatrak.log", line);
    let is_in_doubt = || {
        let run = sandbox.run(&["resolve", "wiatrak", "contact-formal", "--sent"]);
        let is_in_doubt = run.code == 0;
        if is_in_doubt {
            let text = sandbox.read("partners/wiatrak.log");
            let kept: Vec<&str> = text.lines().filter(|line| !line.contains("\"resolved\"")).collect();
            sandbox.write("partners/wiatrak.log", kept.join("\n") + "\n");
        }
        is_in_doubt
    };
    assert!(is_in_doubt());
    assert_eq!(sandbox.run(&["log", "wiatrak", "sent", "contact-formal", "--on", "2026-11-23"]).code, 0);
    assert!(!is_in_doubt());
    assert_eq!(log(&sandbox, &["undo"]).code, 0);
    assert!(is_in_doubt());
}

/// Tried in sending: a Memorandum that somebody sent by hand to talk it over | it is made anew when the data change
#[test]
fn what_is_no_email_is_made_anew_after_it_was_sent_by_hand() {
    let sandbox = wiatrak();
    assert_eq!(sandbox.build(&["mou"]).code, 0);
    assert_eq!(log(&sandbox, &["sent", "mou"]).code, 0);
    let before = sandbox.read("output/wiatrak/mou.en.md");
    sandbox.edit("partners/wiatrak.yaml", "open workshops for young people", "open workshops for adults");
    let run = sandbox.build(&["mou"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_ne!(sandbox.read("output/wiatrak/mou.en.md"), before);
}

/// Tried in sending: a contact who is no longer there | no email and no first letter is made or sent to that address, other documents are; another contact in front, and it goes on
#[test]
fn who_has_left_is_not_written_to() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    let address = "paivi.ayravainen@tahtiselka.example.org";
    for said in [address, "PAIVI.Ayravainen@tahtiselka.example.org"] {
        let run = sandbox.run(&["log", "tahtiselka", "left", said]);
        assert!(run.code == 0 && run.stderr.contains(address), "{said}\n{}", run.stderr);
        assert_eq!(sandbox.run(&["log", "tahtiselka", "undo"]).code, 0);
    }
    assert_eq!(sandbox.run(&["log", "tahtiselka", "left", address]).code, 0);
    let run = send(&sandbox, &["--partner", "tahtiselka"]);
    assert!(run.code == 1 && run.stderr.contains("error[no-longer-there]"), "{}", run.stderr);
    assert!(server.accepted().is_empty());
    let run = sandbox.build(&["contact-formal", "one-pager", "--partner", "tahtiselka"]);
    assert!(run.code == 1 && run.stderr.contains("error[no-longer-there]"), "{}", run.stderr);
    assert!(!sandbox.path("output/tahtiselka/contact-formal.en.eml").exists());
    assert!(sandbox.path("output/tahtiselka/one-pager.en.pdf").exists());
    // A new one in front is written to.
    let contact = "contacts:\n  - {email: \"anna.laine@tahtiselka.example.org\", source: \"your website\"}";
    sandbox.edit("partners/tahtiselka.yaml", "contacts:", contact);
    let run = sandbox.build(&["contact-formal", "--partner", "tahtiselka"]);
    assert!(run.code == 0 && !run.stderr.contains("no-longer-there"), "{}", run.stderr);
    let run = send(&sandbox, &["--partner", "tahtiselka"]);
    assert_eq!((run.code, server.accepted().len()), (0, 1), "{}", run.stderr);
}

/// Tried in texts: a contact named by a part of the name, by a name that two have, by a mistyped address | meant, asked which, and the nearest one told
#[test]
fn a_contact_is_named_as_people_do() {
    let sandbox = wiatrak();
    let contacts = "contacts:\n  - {id: office, given_name: \"Ola\", family_name: \"Lis\", email: \"ola@wiatrak.example.org\", source: \"your website\"}\n  \
        - {given_name: \"Jan\", family_name: \"Lis\", email: \"jan@wiatrak.example.org\", source: \"your website\"}\n  \
        - {given_name: \"Żaneta\", family_name: \"Kowal\", source: \"your website\"}\n";
    let file: Vec<&str> = FAULTLESS.lines().filter(|line| !line.starts_with("contacts")).collect();
    sandbox.write("partners/wiatrak.yaml", format!("{}\n{contacts}", file.join("\n")));
    for (words, noted) in [
        (&["left", "office"][..], "ola@wiatrak.example.org"),
        (&["left", "jan", "lis"], "jan@wiatrak.example.org"),
        (&["left", "Jan"], "jan@wiatrak.example.org"),
        (&["left", "Zaneta Kowal"], "Żaneta Kowal"),
    ] {
        let run = log(&sandbox, words);
        assert_eq!(run.code, 0, "{words:?}\n{}", run.stderr);
        let last = lines(&sandbox).pop().expect("a line");
        assert_eq!(last["contact"], noted, "{words:?}");
        assert_eq!(log(&sandbox, &["undo"]).code, 0);
    }
    let run = log(&sandbox, &["left", "Lis"]);
    assert!(run.code == 2 && run.stderr.contains("several contacts"), "{}", run.stderr);
    let run = log(&sandbox, &["left", "jan@wiatrak.exmple.org"]);
    assert!(
        run.code == 2 && run.stderr.contains("did you mean `jan@wiatrak.example.org`?"),
        "{}",
        run.stderr
    );
}

/// Tried in texts: a document, a meeting or a partner that there is none of, no words for a note, a fact without a partner | refused with what is meant, nothing is written
#[test]
fn what_cannot_be_noted_is_refused_with_what_is_meant() {
    let sandbox = wiatrak();
    let meetings =
        "meetings:\n  - {id: visit, date: 2026-10-01, start: 10:00}\n  - {date: 2026-12-04, start: 10:00}\n";
    sandbox.write("partners/wiatrak.yaml", format!("{FAULTLESS}{meetings}"));
    for (words, code, part) in [
        (&["log", "wiatrak", "sent", "contact-formel"][..], 2, "did you mean `contact-formal`?"),
        (&["log", "wiatrak", "sent", "agenda"], 2, "`wiatrak` has several meetings"),
        (&["log", "wiatrak", "sent", "agenda", "--meeting", "vist"], 2, "did you mean `visit`?"),
        (&["log", "wiatrak", "sent", "mou", "--meeting", "visit"], 2, "is not made for a meeting"),
        (&["log", "wiatrk", "called"], 2, "did you mean `wiatrak`?"),
        (&["log", "wiatrak", "note", " "], 1, "there is nothing to note"),
        (&["log", "wiatrak", "--objected", "called"], 2, "two things are to be noted at once"),
        (&["log", "called", "hello"], 2, "as in `handclasp log wiatrak called`"),
        (&["log", "wiatrak", "caled", "hello"], 2, "called"),
    ] {
        let run = sandbox.run(words);
        assert_eq!(run.code, code, "{words:?}\n{}", run.stderr);
        assert!(run.stderr.contains(part), "{words:?}\n{}", run.stderr);
        assert!(!sandbox.path("partners/wiatrak.log").exists(), "{words:?}");
    }
    let run = sandbox.run(&["log", "wiatrak", "sent", "agenda", "--meeting", "2026-12-04"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(lines(&sandbox)[0]["occasion"]["meeting"], "2026-12-04");
}

/// Tried in texts: a text with line ends, marks that turn the direction of writing, quotation marks and YAML in it | one line, shown with the numbers of what nobody sees
#[test]
fn a_text_is_never_more_than_a_text() {
    let sandbox = wiatrak();
    let text = "a\n\"b\" \u{202e}c\u{1b}[31m {fact: left} }\u{0}".replace('\0', "");
    assert_eq!(log(&sandbox, &["note", &text]).code, 0);
    assert_eq!(sandbox.read("partners/wiatrak.log").lines().count(), 1);
    let told = told(&sandbox);
    assert!(told.contains("a \"b\" <U+202E>c<U+001B>[31m {fact: left} }"), "{told}");
    assert!(!told.contains(['\u{202e}', '\u{1b}']), "{told}");
}

/// Tried in folders and files: something noted while institution.yaml or the partner's own file has a mistake | it is noted
#[test]
fn what_is_wrong_elsewhere_keeps_nothing_from_being_noted() {
    let sandbox = wiatrak();
    sandbox.edit("institution.yaml", "legal_name:", "legal_nam:");
    sandbox.write("partners/wiatrak.yaml", FAULTLESS.replace("kind: ngo", "kind: [ngo"));
    for words in [&["called"][..], &["answered", "yes"], &["sent", "contact-formal"], &["undo"]] {
        let run = log(&sandbox, words);
        assert_eq!(run.code, 0, "{words:?}\n{}", run.stderr);
    }
    // Who is meant is not known then.
    let run = log(&sandbox, &["left", "Ola"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
}

#[test]
fn rules_heed_what_was_noted() {
    let sandbox = wiatrak();
    let check = |partner: &str| {
        sandbox.write("partners/wiatrak.yaml", partner);
        sandbox.run(&["check", "--date", TODAY]).stderr
    };
    // Kept too long, unless there was contact since.
    let old =
        FAULTLESS.replace("source: \"your website\"", "source: \"your website\", source_date: 2020-01-01");
    assert!(check(&old).contains("[retention]"));
    for words in [&["called"][..], &["answered"], &["met"], &["wrote"], &["sent", "one-pager"]] {
        assert_eq!(log(&sandbox, words).code, 0);
        assert!(!check(&old).contains("[retention]"), "{words:?}");
        assert_eq!(log(&sandbox, &["undo"]).code, 0);
        assert!(check(&old).contains("[retention]"), "{words:?}");
    }
    // A note is no contact.
    assert_eq!(log(&sandbox, &["note", "x"]).code, 0);
    assert!(check(&old).contains("[retention]"));
    // Another first email.
    let named = format!("{FAULTLESS}documents: [contact-formal, contact-informal]\n");
    assert!(!check(&named).contains("[first-contact-again]"));
    assert_eq!(log(&sandbox, &["sent", "contact-formal"]).code, 0);
    assert!(check(&named).contains("`contact-formal` was sent on 2026-11-23"));
    assert_eq!(log(&sandbox, &["undo"]).code, 0);
    assert!(!check(&named).contains("[first-contact-again]"));
    assert_eq!(log(&sandbox, &["wrote", "a letter of last week"]).code, 0);
    assert!(check(&named).contains("[first-contact-again]"));
    // Who declined gets no document by mistake, unless they turned to us later.
    assert!(!check(FAULTLESS).contains("[ended]"));
    assert_eq!(log(&sandbox, &["declined", "--on", "2026-11-10"]).code, 0);
    assert!(check(FAULTLESS).contains("it is noted that the partner declined on 2026-11-10"));
    assert!(!check(&format!("{FAULTLESS}logbook: {{status: active}}\n")).contains("[ended]"));
    assert_eq!(log(&sandbox, &["undo"]).code, 0);
    // A Memorandum before talks, or with talks that the phase does not know of.
    let scouting = format!("{FAULTLESS}logbook: {{phase: scouting}}\n");
    assert!(check(&scouting).contains("nothing was talked over yet"));
    assert_eq!(log(&sandbox, &["answered", "--on", "2026-11-20"]).code, 0);
    assert!(check(&scouting).contains("the partner turned to you on 2026-11-20"));
}
