//! What somebody signed: the scan is kept, the document stays as it was signed, and what changes afterwards is the next
//! version of it.

use std::collections::BTreeMap;

use handclasp::due::{Edition, Languages, Manner};
use handclasp::model::Occasion;
use handclasp::schema::is_meeting_id;
use serde_json::Value as Json;

use crate::support::{Run, Sandbox, pdf_text};
use crate::two_languages::workspace;

const PARTNER: &str = "tahtiselka";
const FILE: &str = "partners/tahtiselka.yaml";
const LEDGER: &str = "partners/tahtiselka.log";
const END: &str = "2029-07-31";
/// The day of the tests, in seconds since 1970.
const EPOCH: &str = "1795392000";

/// The sample with its memorandum built, and three scans beside it.
fn built() -> Sandbox {
    let sandbox = Sandbox::sample();
    let run = build(&sandbox, &["mou"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    sandbox.write("scan.pdf", "%PDF-1.7\nsigned by both");
    sandbox.write("other.pdf", "%PDF-1.4\nanother one");
    sandbox.write("photo of ours & theirs (1).PNG", b"\x89PNG\r\n\x1a\nphotographed");
    sandbox
}

fn build(sandbox: &Sandbox, arguments: &[&str]) -> Run {
    sandbox.build(&[arguments, &["--partner", PARTNER]].concat())
}

/// Notes something on the day of the tests.
fn log(sandbox: &Sandbox, words: &[&str]) -> Run {
    sandbox.run_with(&[&["log", PARTNER], words].concat(), &[("SOURCE_DATE_EPOCH", EPOCH)])
}

/// Notes that somebody signed the memorandum, which must work.
fn sign(sandbox: &Sandbox, by: &str, scan: &str, more: &[&str]) -> Run {
    let run = log(sandbox, &[&["signed", "mou", "--by", by, "--file", scan], more].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    run
}

/// The same, which must not work; gives what is told.
fn refused(sandbox: &Sandbox, words: &[&str]) -> String {
    let before = lines(sandbox).len();
    let run = log(sandbox, &[&["signed"], words].concat());
    assert_ne!(run.code, 0, "{}", run.stderr);
    assert_eq!(before, lines(sandbox).len(), "nothing is noted");
    run.stderr
}

fn check(sandbox: &Sandbox) -> Run {
    sandbox.run(&["check", "--partner", PARTNER, "--date", "2026-11-23"])
}

fn lines(sandbox: &Sandbox) -> Vec<Json> {
    let text = std::fs::read_to_string(sandbox.path(LEDGER)).unwrap_or_default();
    text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

/// The partner's files of the memorandum, by name.
fn memoranda(sandbox: &Sandbox) -> BTreeMap<String, Vec<u8>> {
    let mut files = sandbox.files(&format!("output/{PARTNER}"));
    files.retain(|name, _| name.starts_with("mou."));
    files
}

/// The names of the scans.
fn scans(sandbox: &Sandbox) -> Vec<String> {
    match sandbox.path("signed").exists() {
        true => sandbox.files("signed").into_keys().collect(),
        false => Vec::new(),
    }
}

#[test]
fn the_scan_is_copied_and_its_hash_noted() {
    let sandbox = built();
    let run = sign(&sandbox, "us", "scan.pdf", &["--on", "2026-11-23"]);
    assert!(run.stderr.contains("mou, version 1: signed by us"), "{}", run.stderr);
    assert_eq!(scans(&sandbox), ["tahtiselka/mou.en.v1.us.pdf"]);
    assert_eq!(sandbox.bytes("signed/tahtiselka/mou.en.v1.us.pdf"), sandbox.bytes("scan.pdf"));
    let [line] = lines(&sandbox).try_into().expect("one line");
    assert_eq!(line["file"], "signed/tahtiselka/mou.en.v1.us.pdf");
    assert_eq!(line["sha256"], handclasp::digest::sha256(sandbox.bytes("scan.pdf")));
    assert_eq!((&line["version"], &line["by"], &line["on"]), (&1.into(), &"us".into(), &"2026-11-23".into()));
    // The other side, with a picture whose name no file of ours has.
    sign(&sandbox, "them", "photo of ours & theirs (1).PNG", &[]);
    assert_eq!(scans(&sandbox), ["tahtiselka/mou.en.v1.them.png", "tahtiselka/mou.en.v1.us.pdf"]);
    let run = check(&sandbox);
    assert!(!run.stderr.contains("signed-file") && !run.stderr.contains("[signing]"), "{}", run.stderr);
    let told = sandbox.run(&["log", PARTNER]).stdout;
    assert!(
        told.contains("signed by them; the scan is kept as signed/tahtiselka/mou.en.v1.them.png"),
        "{told}"
    );
}

#[test]
fn a_signed_version_stays_and_what_changed_is_the_next_one() {
    let sandbox = built();
    let before = memoranda(&sandbox);
    sign(&sandbox, "us", "scan.pdf", &[]);
    // Neither another day nor a talk that is noted makes another text of it, and nobody makes it anew.
    assert_eq!(log(&sandbox, &["called", "about the day"]).code, 0);
    let run = sandbox.run(&["build", "mou", "--partner", PARTNER, "--date", "2027-02-01", "--force"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("`mou` for `tahtiselka` was signed on 2026-11-23"), "{}", run.stderr);
    assert_eq!(memoranda(&sandbox), before);

    sandbox.edit(FILE, END, "2031-07-31");
    let run = build(&sandbox, &["mou"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("warning[next-version]: version 1 of `mou`"), "{}", run.stderr);
    assert!(run.stdout.contains("mou.en.v2"), "{}", run.stdout);
    let after = memoranda(&sandbox);
    assert_eq!(
        after.keys().collect::<Vec<_>>(),
        ["mou.en.md", "mou.en.pdf", "mou.en.v2.md", "mou.en.v2.pdf"]
    );
    assert!(before.iter().all(|(name, bytes)| after[name] == *bytes), "the signed version is as it was");
    assert!(String::from_utf8_lossy(&after["mou.en.v2.md"]).contains("31 July 2031"));
    let words = |name: &str| pdf_text(&after[name]).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words("mou.en.v2.pdf").contains("Version 2 of 23 November 2026"), "{}", words("mou.en.v2.pdf"));
    assert!(words("mou.en.pdf").contains("Version of 23 November 2026"), "{}", words("mou.en.pdf"));

    // The second version is signed, and the other side sends back the first one late.
    assert!(refused(&sandbox, &["mou", "--by", "them", "--file", "scan.pdf"]).contains("1 or 2"));
    sign(&sandbox, "them", "other.pdf", &["--version", "1"]);
    sign(&sandbox, "us", "scan.pdf", &["--version", "2"]);
    let frozen = memoranda(&sandbox);
    sandbox.edit(FILE, "2031-07-31", "2032-07-31");
    assert!(build(&sandbox, &[]).stdout.contains("mou.en.v3"));
    let after = memoranda(&sandbox);
    assert!(frozen.iter().all(|(name, bytes)| after[name] == *bytes));
    assert!(after.contains_key("mou.en.v3.pdf"));
}

#[test]
fn what_is_put_back_leaves_no_further_version() {
    let sandbox = built();
    sign(&sandbox, "us", "scan.pdf", &[]);
    let before = memoranda(&sandbox);
    sandbox.edit(FILE, END, "2031-07-31");
    build(&sandbox, &["mou"]);
    sandbox.edit(FILE, "2031-07-31", END);
    let run = build(&sandbox, &["mou"]);
    assert!(run.stderr.contains("`mou, version 2` differs in nothing"), "{}", run.stderr);
    assert_eq!(memoranda(&sandbox), before);
}

#[test]
fn a_signed_version_stays_when_the_file_cannot_be_read_or_names_other_languages() {
    let sandbox = built();
    sign(&sandbox, "them", "scan.pdf", &[]);
    let before = memoranda(&sandbox);
    let text = sandbox.read(FILE);
    sandbox.edit(FILE, "\nmou:\n", "\nmemorandum:\n");
    assert_eq!(build(&sandbox, &[]).code, 1);
    assert_eq!(memoranda(&sandbox), before);
    sandbox.write(FILE, &text);
    sandbox.edit(FILE, "languages: [en]", "languages: [de]");
    build(&sandbox, &["mou"]);
    let after = memoranda(&sandbox);
    assert!(before.iter().all(|(name, bytes)| after.get(name) == Some(bytes)), "{:?}", after.keys());
}

#[test]
fn a_log_that_cannot_be_read_lets_nothing_be_made_over_what_may_be_signed() {
    for end in ["{\"at\":\"2026-11-23T10:0", "no line of ours\n"] {
        let sandbox = built();
        sign(&sandbox, "us", "scan.pdf", &[]);
        let text = sandbox.read(LEDGER);
        sandbox.write(LEDGER, format!("{}{end}", if end.ends_with('\n') { "" } else { &text }));
        sandbox.edit(FILE, END, "2031-07-31");
        let before = memoranda(&sandbox);
        let run = build(&sandbox, &["mou"]);
        assert_eq!(run.code, 1, "{}", run.stderr);
        let after = memoranda(&sandbox);
        assert!(before.iter().all(|(name, bytes)| after.get(name) == Some(bytes)), "{end}");
    }
    // Torn before the line of the signature.
    let sandbox = built();
    sandbox.write(LEDGER, "{\"at\":\"2026-11-23T10:0");
    sandbox.edit(FILE, END, "2031-07-31");
    let before = memoranda(&sandbox);
    assert_eq!(build(&sandbox, &["mou"]).code, 1);
    assert_eq!(memoranda(&sandbox), before);
}

#[test]
fn what_is_edited_by_hand_is_signed_as_it_is_and_the_next_version_is_made_from_the_data() {
    let sandbox = built();
    let name = "output/tahtiselka/mou.en.md";
    sandbox.edit(name, "This memorandum", "THIS memorandum");
    build(&sandbox, &["mou"]);
    sign(&sandbox, "us", "scan.pdf", &[]);
    let before = memoranda(&sandbox);
    build(&sandbox, &["mou", "--discard-edits"]);
    assert_eq!(memoranda(&sandbox), before);
    sandbox.edit(FILE, END, "2031-07-31");
    build(&sandbox, &["mou"]);
    let after = memoranda(&sandbox);
    assert!(before.iter().all(|(name, bytes)| after[name] == *bytes));
    assert!(!String::from_utf8_lossy(&after["mou.en.v2.md"]).contains("THIS memorandum"));
}

#[test]
fn data_that_changed_before_the_signature_was_noted_make_the_next_version() {
    let sandbox = built();
    sandbox.edit(FILE, END, "2031-07-31");
    sign(&sandbox, "us", "scan.pdf", &[]);
    let run = build(&sandbox, &["mou"]);
    assert!(run.stdout.contains("mou.en.v2"), "{}\n{}", run.stdout, run.stderr);
}

#[test]
fn a_letter_with_its_day_stays_as_it_was_signed() {
    let sandbox = built();
    build(&sandbox, &["loi"]);
    let before = sandbox.bytes("output/tahtiselka/loi.en.pdf");
    let run = log(&sandbox, &["signed", "loi", "--by", "us", "--file", "scan.pdf"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = sandbox.run(&["build", "loi", "--partner", PARTNER, "--date", "2027-01-15"]);
    assert!(run.stderr.contains("signed-before") && !run.stdout.contains("loi.en"), "{}", run.stderr);
    assert_eq!(sandbox.bytes("output/tahtiselka/loi.en.pdf"), before);
    sandbox.edit(FILE, "host six of your learners", "host ten of your learners");
    let run = sandbox.run(&["build", "loi", "--partner", PARTNER, "--date", "2027-01-15"]);
    assert!(run.stdout.contains("loi.en.v2"), "{}\n{}", run.stdout, run.stderr);
}

#[test]
fn what_is_taken_back_is_as_if_it_had_not_been_noted_and_the_scan_stays() {
    let sandbox = built();
    sign(&sandbox, "us", "scan.pdf", &[]);
    let run = log(&sandbox, &["undo"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("the scan stays where it is"), "{}", run.stderr);
    assert_eq!(scans(&sandbox), ["tahtiselka/mou.en.v1.us.pdf"]);
    let told = check(&sandbox).stderr;
    assert!(told.contains("nothing is noted of `signed/tahtiselka/mou.en.v1.us.pdf`"), "{told}");
    sandbox.edit(FILE, END, "2031-07-31");
    let run = build(&sandbox, &["mou"]);
    assert!(run.stdout.contains("mou.en  "), "{}", run.stdout);
    // Another scan lies beside it; the same one is taken up again.
    sign(&sandbox, "us", "other.pdf", &[]);
    assert_eq!(scans(&sandbox), ["tahtiselka/mou.en.v1.us-2.pdf", "tahtiselka/mou.en.v1.us.pdf"]);
    assert_eq!(sandbox.bytes("signed/tahtiselka/mou.en.v1.us.pdf"), sandbox.bytes("scan.pdf"));
}

#[test]
fn a_run_that_was_cut_off_between_copy_and_line_is_done_once_more() {
    let sandbox = built();
    // As it is left: the copy whole, and no line.
    sandbox.write("signed/tahtiselka/mou.en.v1.us.pdf", sandbox.bytes("scan.pdf"));
    sandbox.write("signed/tahtiselka/.handclasp-half", "%PDF-1");
    sign(&sandbox, "us", "scan.pdf", &[]);
    assert_eq!(lines(&sandbox)[0]["file"], "signed/tahtiselka/mou.en.v1.us.pdf");
    assert!(!check(&sandbox).stderr.contains("signed-file"));
    let told = refused(&sandbox, &["mou", "--by", "us", "--file", "scan.pdf"]);
    assert!(told.contains("it is noted already that version 1 of `mou` was signed by us"), "{told}");
}

#[test]
fn only_scans_of_what_is_signed_by_its_parties_are_taken() {
    let sandbox = built();
    sandbox.write("memorandum.pdf", "PK\x03\x04 a Word document in truth");
    sandbox.write("empty.pdf", "");
    let cases: &[(&[&str], &str)] = &[
        (&["mou", "--by", "us", "--file", "memorandum.pdf"], "`memorandum.pdf` is no PDF and no picture"),
        (&["mou", "--by", "us", "--file", "empty.pdf"], "`empty.pdf` is empty"),
        (&["mou", "--by", "us", "--file", "nowhere.pdf"], "`nowhere.pdf` cannot be read"),
        (&["mou", "--by", "us", "--file", "partners"], "`partners` is a folder"),
        (&["mou", "--by", "grünfließ", "--file", "scan.pdf"], "`grünfließ` does not sign `mou`"),
        (&["mou", "--by", "../x", "--file", "scan.pdf"], "`../x` does not sign `mou`"),
        (&["mow", "--by", "us", "--file", "scan.pdf"], "did you mean `mou`?"),
        (&["agenda", "--by", "us", "--file", "scan.pdf"], "`agenda` is nothing that is signed"),
        (&["../mou", "--by", "us", "--file", "scan.pdf"], "there is no document `../mou`"),
        (&["mou", "--by", "us", "--file", "scan.pdf", "--version", "2"], "there is no version 2"),
        (&["mou", "--by", "us", "--file", "scan.pdf", "--version", "0"], "counted from 1"),
        (&["mou", "--by", "us", "--file", "scan.pdf", "--lang", "xx"], "there is no `mou` in `xx`"),
        (&["loi", "--by", "us", "--file", "scan.pdf", "--lang", "en+xx"], "there is no `loi` in `en+xx`"),
        (&["mou", "--by", "us", "--file", "scan.pdf", "--lang", "../en"], "there is no `mou` in `../en`"),
        (&["mou", "--by", "us", "--file", "scan.pdf", "--on", "2027-01-01"], "2027-01-01 is still to come"),
        (&["mou", "--by", "us", "--file", "scan.pdf", "--on", "soon"], "`soon` is not a day"),
    ];
    for (words, told) in cases {
        let stderr = refused(&sandbox, words);
        assert!(stderr.contains(told), "{words:?}\n{stderr}");
        assert!(scans(&sandbox).is_empty(), "{words:?}");
    }
}

#[test]
fn a_third_organisation_signs_by_its_name() {
    let sandbox = built();
    sandbox.edit(FILE, "  languages: [en]", "  languages: [en]\n  further_partners: [camara-penarroble]");
    build(&sandbox, &["mou"]);
    let told = refused(&sandbox, &["mou", "--by", "gruenfliess", "--file", "scan.pdf"]);
    assert!(told.contains("`us`, `them` or `camara-penarroble`"), "{told}");
    sign(&sandbox, "camara-penarroble", "scan.pdf", &[]);
    assert_eq!(scans(&sandbox), ["tahtiselka/mou.en.v1.camara-penarroble.pdf"]);
    assert_eq!(lines(&sandbox)[0]["by"]["further"], "camara-penarroble");
}

#[test]
fn a_memorandum_in_two_languages_is_signed_as_one() {
    let sandbox = workspace("languages: [en, nl]");
    sandbox.write("scan.pdf", "%PDF-1.7\nsigned in both languages");
    let build = || sandbox.build(&["mou", "--partner", "hafen"]);
    let signed = |lang: &[&str]| {
        let words = [&["log", "hafen", "signed", "mou", "--by", "us", "--file", "scan.pdf"], lang].concat();
        sandbox.run_with(&words, &[("SOURCE_DATE_EPOCH", EPOCH)])
    };
    assert!(build().stdout.contains("mou.en+nl"));
    let run = signed(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(scans(&sandbox), ["hafen/mou.en+nl.v1.us.pdf"]);
    let before = sandbox.bytes("output/hafen/mou.en+nl.pdf");
    sandbox.edit("partners/hafen.yaml", "2029-12-31", "2030-12-31");
    let run = build();
    assert!(run.stdout.contains("mou.en+nl.v2"), "{}\n{}", run.stdout, run.stderr);
    // In one of them it is the next version too.
    sandbox.edit("partners/hafen.yaml", "languages: [en, nl]", "languages: [en]");
    let run = build();
    assert!(run.stdout.contains("mou.en.v2"), "{}\n{}", run.stdout, run.stderr);
    assert_eq!(sandbox.bytes("output/hafen/mou.en+nl.pdf"), before);
    assert!(!sandbox.path("output/hafen/mou.en+nl.v2.pdf").exists(), "it is made in other languages now");
}

#[test]
fn a_scan_that_is_gone_or_another_one_is_told() {
    let sandbox = built();
    sign(&sandbox, "us", "scan.pdf", &[]);
    let name = "signed/tahtiselka/mou.en.v1.us.pdf";
    sandbox.write(name, "%PDF-1.7\nanother day");
    let run = check(&sandbox);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(
        run.stderr.contains("has changed since it was noted as the scan of version 1 of `mou`"),
        "{}",
        run.stderr
    );
    std::fs::remove_file(sandbox.path(name)).expect("removed");
    let run = check(&sandbox);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("`signed/tahtiselka/mou.en.v1.us.pdf` is not there"), "{}", run.stderr);
}

#[test]
fn a_log_never_names_a_file_outside_its_folder() {
    let sandbox = built();
    sign(&sandbox, "us", "scan.pdf", &[]);
    let line = sandbox.read(LEDGER);
    sandbox.write("institution.pdf", sandbox.bytes("scan.pdf"));
    for path in ["../institution.pdf", "/etc/passwd", "..", "signed/..\\\\..\\\\institution.pdf", ""] {
        sandbox.write(LEDGER, line.replace("signed/tahtiselka/mou.en.v1.us.pdf", path));
        let run = check(&sandbox);
        assert_eq!(run.code, 1, "{path}\n{}", run.stderr);
        assert!(run.stderr.contains("error[signed-file]"), "{path}\n{}", run.stderr);
        // Whatever it says, nobody knows in which language it was: all stay.
        let before = memoranda(&sandbox);
        build(&sandbox, &["mou", "--force"]);
        assert_eq!(memoranda(&sandbox), before, "{path}");
    }
    // After the partner's file got another name the folder in the line is that of the former one.
    sandbox.write(LEDGER, line.replace("signed/tahtiselka/", "signed/taehtiselkae/"));
    assert!(!check(&sandbox).stderr.contains("signed-file"));
}

#[cfg(unix)]
#[test]
fn no_scan_is_put_where_a_link_leads() {
    let elsewhere = Sandbox::empty();
    let sandbox = built();
    std::os::unix::fs::symlink(elsewhere.path(""), sandbox.path("signed")).expect("a link");
    let told = refused(&sandbox, &["mou", "--by", "us", "--file", "scan.pdf"]);
    assert!(told.contains("link-outside"), "{told}");
    assert!(elsewhere.files("").is_empty());
}

#[test]
fn days_that_do_not_go_together_are_told() {
    let sandbox = built();
    let run = sign(&sandbox, "us", "scan.pdf", &["--on", "2026-11-20"]);
    assert!(run.stderr.contains("the text that was signed was made on 2026-11-23"), "{}", run.stderr);
    assert!(check(&sandbox).stderr.contains("warning[signing]"));
    sandbox.edit(FILE, END, "2031-07-31");
    build(&sandbox, &["mou"]);
    log(&sandbox, &["undo"]);
    // Without its signature there is no first version to come before another one.
    let run = build(&sandbox, &["mou"]);
    assert!(run.stderr.contains("`mou, version 2` differs in nothing"), "{}", run.stderr);
}

#[test]
fn a_draft_that_is_signed_is_told() {
    let sandbox = built();
    sandbox.edit(FILE, "  status: final", "  status: draft");
    build(&sandbox, &["mou"]);
    let run = sign(&sandbox, "us", "scan.pdf", &[]);
    assert!(run.stderr.contains("warning[signed-draft]"), "{}", run.stderr);
    assert!(check(&sandbox).stderr.contains("warning[signed-draft]"));
    // The final text is another version, and once that is signed nothing is amiss.
    sandbox.edit(FILE, "  status: draft", "  status: final");
    let run = build(&sandbox, &["mou"]);
    assert!(run.stdout.contains("mou.en.v2"), "{}\n{}", run.stdout, run.stderr);
    let run = sign(&sandbox, "us", "other.pdf", &["--version", "2"]);
    assert!(!run.stderr.contains("signed-draft"), "{}", run.stderr);
    assert!(!check(&sandbox).stderr.contains("signed-draft"));
}

#[test]
fn the_name_of_a_version_is_read_back() {
    let languages = || Languages::Two("en".to_owned(), "pt-PT".to_owned());
    for number in [1, 2, 13] {
        let edition = Edition {
            document: "mou".to_owned(),
            occasion: Occasion::of_version(number),
            languages: languages(),
        };
        let stem = edition.stem(&Manner::USUAL);
        assert_eq!(stem.ends_with(&format!(".v{number}")), number > 1, "{stem}");
        assert_eq!(Edition::of_file(&format!("{stem}.pdf")), Some(edition.clone()));
        assert_eq!(Edition::of_file(&format!("{stem}.draft.2.png")), Some(edition));
    }
    // A meeting may be called like a version: it stands in another place.
    assert!(is_meeting_id("v2"));
    let meeting = Edition::of_file("letter.v2.en.pdf").expect("an edition");
    assert_eq!(meeting.occasion, Occasion::Meeting("v2".to_owned()));
    for name in
        ["mou.en.v1.pdf", "mou.en.v02.pdf", "mou.en.v.pdf", "mou.en.vii.pdf", "mou.en.v99999999999.pdf"]
    {
        assert_eq!(Edition::of_file(name), Some(Edition::new("mou", "en")), "{name}");
    }
}
