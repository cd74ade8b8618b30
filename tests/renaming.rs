//! A partner's file gets another name, and nothing of what is called after it or names it is forgotten.

use std::collections::BTreeMap;
use std::fs::File;

use handclasp::history::{Fact, HistoryEventKind, LedgerEntry, PartnerHistory, Signer};
use handclasp::model::Partner;
use handclasp::schema::PARTNER;
use serde_json::Value as Json;

use crate::sending::{Server, send, workspace};
use crate::support::Sandbox;

/// A file that names another partner in every field that can.
const NAMES_IT: &str = "\
# Names gruenfliess everywhere.
legal_name: \"Stadt Ölsnitz\"
kind: chamber
country: DE
documents: [one-pager]
cooperation:
  commitments:
    others:
      gruenfliess: [\"host two teachers a year\"]   # what they do
mobility:
  flows:
    - {type: short_term_learner, from: gruenfliess, to: us, learners: 2, weeks: 3}
    - {type: job_shadowing, from: us, to: 'gruenfliess', weeks: 1}
mou:
  further_partners: [\"gruenfliess\", tahtiselka]
  reference: {others: {\"gruenfliess\": \"G-1\"}}
  place: {others: {gruenfliess: \"Dresden\"}}
  kpis:
    - {name: \"Learners\", target: \"4\", owner: gruenfliess}
loi:
  project: {coordinator: gruenfliess}
meeting:
  date: \"2027-03-04\"
  host: gruenfliess   # they invite
  further_partners:
    - gruenfliess
  participants:
    - {person: hr, org: gruenfliess}
meetings:
  - id: kick-off
    date: \"2027-04-04\"
    host: us
    further_partners: [gruenfliess]
    participants: [{name: \"A. Gruenfliess\", org: \"gruenfliess\"}]
logbook:
  next_action: \"ask gruenfliess\"
";

#[test]
fn everything_that_is_called_after_a_partner_or_names_it_comes_along() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    sandbox.write("partners/oelsnitz.yaml", NAMES_IT);
    sandbox.write("archive/2025/alt.yaml", NAMES_IT.replace("Ölsnitz", "Altstadt"));
    assert_eq!(send(&sandbox, &["--partner", "gruenfliess"]).code, 0);
    let built = sandbox.build(&["--partner", "gruenfliess"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    let text = "output/gruenfliess/one-pager.en.md";
    sandbox.edit(text, "Grünfließ", "Our Grünfließ");
    sandbox.write("signed/gruenfliess/mou.en.v1.us.pdf", "a scan");
    let before = files(&sandbox);
    let run = sandbox.run(&["rename", "gruenfliess", "gruenfliess-gmbh"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains("`gruenfliess` is called `gruenfliess-gmbh` now"), "{}", run.stderr);
    let after = files(&sandbox);
    let new_name = |name: &str| {
        name.replace("gruenfliess/", "gruenfliess-gmbh/").replace("gruenfliess.", "gruenfliess-gmbh.")
    };
    let names: Vec<String> = before.keys().map(|name| new_name(name)).collect();
    assert_eq!(names, after.keys().cloned().collect::<Vec<_>>());
    for (name, bytes) in &before {
        let now = &after[&new_name(name)];
        match name.as_str() {
            "partners/oelsnitz.yaml" | "archive/2025/alt.yaml" => {
                let was = String::from_utf8_lossy(bytes);
                let comments = ["# Names gruenfliess everywhere.", "A. Gruenfliess", "ask gruenfliess"];
                let mut expected = was.replace("gruenfliess", "gruenfliess-gmbh");
                for comment in comments {
                    expected = expected.replace(&comment.replace("gruenfliess", "gruenfliess-gmbh"), comment);
                }
                assert_eq!(expected, String::from_utf8_lossy(now), "{name}");
            }
            "partners/gruenfliess.log" => assert!(now.starts_with(bytes), "a log is only appended to"),
            _ => assert!(now == bytes, "{name}"),
        }
    }
    // What happened is known by the new name, and the hand edit counts.
    let log = sandbox.run(&["log", "gruenfliess-gmbh"]);
    assert!(log.stdout.contains("contact-formal: sent"), "{}", log.stdout);
    assert!(log.stdout.contains("`gruenfliess` is called `gruenfliess-gmbh` from here on"), "{}", log.stdout);
    let again = send(&sandbox, &["--partner", "gruenfliess-gmbh"]);
    assert!(again.stderr.contains("[sent-before]"), "{}", again.stderr);
    assert_eq!(server.accepted().len(), 1);
    let built = sandbox.build(&["--partner", "gruenfliess-gmbh"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    assert!(sandbox.read("output/gruenfliess-gmbh/one-pager.en.md").contains("Our Grünfließ"));
    let run = sandbox.run(&["log", "gruenfliess"]);
    assert!(run.code == 2 && run.stderr.contains("error[unknown-partner-name]"), "{}", run.stderr);
}

#[test]
fn there_and_back_again_changes_nothing_but_the_log() {
    let sandbox = Sandbox::sample();
    sandbox.write("partners/oelsnitz.yaml", NAMES_IT.replace('\n', "\r\n"));
    sandbox.write("sent/gruenfliess/contact-formal.eml", "a mail");
    let before = files(&sandbox);
    for (old, new) in [("gruenfliess", "no"), ("no", "2027"), ("2027", "gruenfliess")] {
        let run = sandbox.run(&["rename", old, new]);
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
    let mut after = files(&sandbox);
    let log = String::from_utf8(after.remove("partners/gruenfliess.log").expect("a log")).expect("UTF-8");
    assert_eq!(log.lines().count(), 3, "{log}");
    let file = String::from_utf8_lossy(&after["partners/oelsnitz.yaml"]).into_owned();
    // A name that others would read as a number or a yes was put into quotes.
    let unquoted = |text: &str| text.replace(['"', '\''], "");
    assert_eq!(unquoted(&file), unquoted(&String::from_utf8_lossy(&before["partners/oelsnitz.yaml"])));
    after.remove("partners/oelsnitz.yaml");
    let mut before = before;
    before.remove("partners/oelsnitz.yaml");
    assert!(before == after, "{:?}", before.keys().zip(after.keys()).collect::<Vec<_>>());
}

/// Tried in folders and files: a partner renamed to a name that is taken, a path, a device of Windows, capitals, nothing, itself | an error that says why, and nothing is moved
#[test]
fn a_name_that_cannot_be_is_refused_before_anything_moves() {
    let sandbox = Sandbox::sample();
    sandbox.write("archive/rests.yaml", "legal_name: \"R\"\nkind: company\n");
    sandbox.write("output/left/one-pager.en.md", "of one that is gone");
    let before = files(&sandbox);
    let cases = [
        ("gruenfliess", "tahtiselka", "error[file-exists]: the name `tahtiselka` is taken"),
        ("gruenfliess", "rests", "`archive/rests.yaml` is there already"),
        ("gruenfliess", "gruenfliess", "the partner is called `gruenfliess` already"),
        ("gruenfliess", "../gruenfliess", "cannot be the name of a partner's file"),
        ("gruenfliess", "a/b", "cannot be the name of a partner's file"),
        ("gruenfliess", "con", "cannot be the name of a partner's file"),
        ("gruenfliess", "Gruenfliess", "write it in small letters: gruenfliess"),
        ("gruenfliess", "grünfließ", "cannot be the name of a partner's file"),
        ("gruenfliess", "institution", "cannot be the name of a partner's file"),
        ("gruenfliess", "", "cannot be the name of a partner's file"),
        ("grunfliess", "other", "did you mean `gruenfliess`?"),
        ("", "other", "there is no partner ``"),
        ("../institution", "other", "there is no partner"),
    ];
    for (old, new, told) in cases {
        let run = sandbox.run(&["rename", old, new]);
        assert!(run.code != 0 && run.stderr.contains(told), "{old} {new}: {}", run.stderr);
        assert!(before == files(&sandbox), "{old} {new}: something has changed");
    }
    // What is left in `output` of a partner that is gone is nobody's to be mixed with.
    assert_eq!(sandbox.build(&["one-pager", "--partner", "gruenfliess"]).code, 0);
    let run = sandbox.run(&["rename", "gruenfliess", "left"]);
    assert!(run.code != 0 && run.stderr.contains("`output/left` is there already"), "{}", run.stderr);
}

/// Tried in folders and files: a partner renamed while another file that names it has mistakes, or a second version of its own file lies there | an error that says what to mend, and nothing is moved
#[test]
fn what_cannot_be_read_stops_before_anything_moves() {
    let sandbox = Sandbox::sample();
    sandbox.write("partners/broken.yaml", "legal_name: \"B\nmou: {further_partners: [gruenfliess]}\n");
    let run = sandbox.run(&["rename", "gruenfliess", "other"]);
    assert!(
        run.code == 1 && run.stderr.contains("`partners/broken.yaml` may name `gruenfliess`"),
        "{}",
        run.stderr
    );
    assert!(sandbox.path("partners/gruenfliess.yaml").is_file());
    std::fs::remove_file(sandbox.path("partners/broken.yaml")).expect("removed");
    sandbox.write("partners/gruenfliess-PC12.yaml", "legal_name: \"G\"\nkind: company\n");
    let run = sandbox.run(&["rename", "gruenfliess", "other"]);
    assert!(run.code == 1 && run.stderr.contains("error[conflict-copy]"), "{}", run.stderr);
    assert!(sandbox.path("partners/gruenfliess.yaml").is_file());
}

#[test]
fn a_log_that_another_run_has_open_stops_before_anything_moves() {
    let sandbox = Sandbox::sample();
    sandbox.write("partners/gruenfliess.log", "");
    let held = File::open(sandbox.path("partners/gruenfliess.log")).expect("a log");
    held.lock().expect("a lock");
    let before = files(&sandbox);
    for command in [&["rename", "gruenfliess", "other"][..], &["archive", "gruenfliess"]] {
        let run = sandbox.run(command);
        assert!(run.code == 1 && run.stderr.contains("error[in-use]"), "{}", run.stderr);
        assert_eq!(before, files(&sandbox));
    }
    drop(held);
    assert_eq!(sandbox.run(&["rename", "gruenfliess", "other"]).code, 0);
}

/// All files but for the empty ones by which runs take turns.
fn files(sandbox: &Sandbox) -> BTreeMap<String, Vec<u8>> {
    let mut files = sandbox.files("");
    files.retain(|name, _| !name.ends_with(".lock"));
    files
}

/// Tried in folders and files: a computer switched off while a partner is renamed, after any of the steps | check says so, and the next command ends it
#[test]
fn what_was_cut_off_is_ended_by_the_next_run() {
    let steps: [(&str, &str); 4] = [
        ("partners/gruenfliess.yaml", "partners/other.yaml"),
        ("partners/gruenfliess.log", "partners/other.log"),
        ("output/gruenfliess", "output/other"),
        ("sent/gruenfliess", "sent/other"),
    ];
    for done in 0..(1 << steps.len()) {
        let sandbox = Sandbox::sample();
        sandbox.write("partners/oelsnitz.yaml", NAMES_IT);
        sandbox.write("partners/gruenfliess.log", "");
        sandbox.write("output/gruenfliess/one-pager.en.md", "edited by hand");
        sandbox.write("sent/gruenfliess/contact-formal.eml", "a mail");
        sandbox.write(".begun.note", r#"{"begun":"rename","from":"gruenfliess","to":"other"}"#);
        for (at, (from, to)) in steps.iter().enumerate() {
            if done & (1 << at) != 0 {
                std::fs::rename(sandbox.path(from), sandbox.path(to)).expect("moved");
            }
        }
        let check = sandbox.run(&["check", "zolty-wiatrak"]);
        assert!(check.code == 1 && check.stderr.contains("error[unfinished]"), "{}", check.stderr);
        let run = match done % 2 {
            0 => sandbox.run(&["rename", "gruenfliess", "other"]),
            _ => sandbox.build(&["one-pager", "--partner", "zolty-wiatrak"]),
        };
        assert_eq!(run.code, 0, "{done}: {}", run.stderr);
        for (from, to) in steps {
            assert!(!sandbox.path(from).exists() && sandbox.path(to).exists(), "{done}: {from}");
        }
        assert!(sandbox.read("partners/oelsnitz.yaml").contains("further_partners: [\"other\", tahtiselka]"));
        assert!(!sandbox.path(".begun.note").exists(), "{done}");
        let lines = sandbox.read("partners/other.log");
        assert_eq!(lines.matches("\"renamed\"").count(), 1, "{lines}");
    }
}

#[test]
fn the_entry_in_the_calendars_of_others_stays_the_same() {
    let uid = |sandbox: &Sandbox, partner: &str| {
        let run = sandbox.build(&["--partner", partner, "--format", "ics"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let files: BTreeMap<String, Vec<u8>> = sandbox.files(&format!("output/{partner}"));
        let (_, bytes) =
            files.into_iter().find(|(name, _)| name.ends_with(".ics")).expect("a calendar entry");
        let text = String::from_utf8(bytes).expect("UTF-8");
        let line = text.lines().find(|line| line.starts_with("UID:")).expect("an identity");
        line.to_owned()
    };
    let sandbox = Sandbox::sample();
    let before = uid(&sandbox, "tahtiselka");
    assert_eq!(sandbox.run(&["rename", "tahtiselka", "kokkola"]).code, 0);
    assert_eq!(sandbox.run(&["rename", "kokkola", "third"]).code, 0);
    assert_eq!(before, uid(&sandbox, "third"));
}

#[test]
fn a_log_that_names_a_former_id_is_read_as_it_is_called_now() {
    let lines = [
        r#"{"at":"2027-01-01T10:00:00+00:00","document":"mou","what":"noted","on":"2027-01-01","fact":"signed","by":{"further":"old"},"file":"signed/school/a.pdf","sha256":"x","version":1}"#,
        r#"{"at":"2027-01-02T10:00:00+00:00","what":"renamed","from":"old","to":"new"}"#,
        r#"{"at":"2027-01-03T10:00:00+00:00","what":"renamed","from":"school","to":"academy"}"#,
        r#"{"at":"2027-01-04T10:00:00+00:00","document":"mou","what":"noted","on":"2027-01-04","fact":"signed","by":{"further":"old"},"file":"signed/academy/b.pdf","sha256":"x","version":2}"#,
    ];
    let entries: Vec<LedgerEntry> =
        lines.iter().map(|line| serde_json::from_str(line).expect("a line of a log")).collect();
    let history = PartnerHistory::of(&Partner::default(), Some(&entries));
    let signed: Vec<(String, String)> = history
        .events()
        .iter()
        .filter_map(|event| match &event.kind {
            HistoryEventKind::Fact { fact: Fact::Signed { by: Signer::Further(id), file, .. }, .. } => {
                Some((id.clone(), file.clone()))
            }
            _ => None,
        })
        .collect();
    // Somebody who got the free name later is not the one of before.
    let expected = [("new", "signed/school/a.pdf"), ("old", "signed/academy/b.pdf")];
    assert_eq!(signed, expected.map(|(id, file)| (id.to_owned(), file.to_owned())));
    assert_eq!(history.first_id("academy"), "school");
    assert_eq!(history.first_id("another"), "another");
}

#[test]
fn every_field_that_names_a_partner_says_so_in_the_model() {
    let mut fields = Vec::new();
    let mut marked = 0;
    look(&PARTNER, "", &mut fields, &mut marked);
    assert!(marked >= 10, "only {marked} fields name a partner");
    assert!(fields.is_empty(), "rename would forget {fields:?}: x-names or x-keys is missing");
}

/// Looks for fields whose description speaks of the name of a partner's file, and that are not marked so.
fn look(schema: &Json, name: &str, fields: &mut Vec<String>, marked: &mut usize) {
    const SAY_SO: [&str; 5] =
        ["partner file", "partner's file", "of its file", "organisation's file", "the partner's id"];
    match schema {
        Json::Object(parts) => {
            let is_marked = parts.contains_key("x-names") || parts.contains_key("x-keys");
            *marked += usize::from(is_marked);
            let description = parts.get("description").and_then(Json::as_str).unwrap_or_default();
            // What describes a whole record names no partner by itself.
            let is_value = !parts.contains_key("properties") && !parts.contains_key("$ref");
            if is_value && !is_marked && SAY_SO.iter().any(|words| description.contains(words)) {
                fields.push(format!("{name}: {description}"));
            }
            parts.iter().for_each(|(key, part)| look(part, key, fields, marked));
        }
        Json::Array(parts) => parts.iter().for_each(|part| look(part, name, fields, marked)),
        _ => {}
    }
}
