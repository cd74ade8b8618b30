//! A partner that is met more than once: each further meeting has an agenda, an invitation, minutes and a calendar entry
//! of its own, and is invited to for itself.

use handclasp::due::{Edition, Languages, Manner};
use handclasp::format::Format;
use handclasp::model::Occasion;
use handclasp::schema::{FORMATS, is_meeting_id};
use handclasp::template::Gaps;
use proptest::prelude::*;

use crate::sending::{Server, workspace};
use crate::support::{Run, Sandbox};

const PARTNER: &str = "tahtiselka";
const FILE: &str = "partners/tahtiselka.yaml";
const LEDGER: &str = "partners/tahtiselka.log";

/// The second meeting by its day, the third one by its name.
const FURTHER: &str = "meetings:
  - {date: \"2027-05-06\", start: \"10:00\", slot_min: 60, zone: \"Europe/Helsinki\", link: \"https://meet.example.org/second\"}
  - {id: workshop, date: \"2027-06-03\", start: \"13:00\", slot_min: 90, zone: \"Europe/Helsinki\", link: \"https://meet.example.org/third\"}
";

fn with_meetings(sandbox: &Sandbox) {
    let text = sandbox.read(FILE);
    sandbox.write(FILE, text.replacen("# A letter from us", &format!("{FURTHER}\n# A letter from us"), 1));
}

fn sample() -> Sandbox {
    let sandbox = Sandbox::sample();
    with_meetings(&sandbox);
    sandbox
}

fn build(sandbox: &Sandbox, arguments: &[&str]) -> Run {
    let mut all = vec!["--partner", PARTNER];
    all.extend(arguments);
    sandbox.build(&all)
}

/// The names of the partner's documents, without what is noted of them.
fn made(sandbox: &Sandbox) -> Vec<String> {
    let names = sandbox.files(&format!("output/{PARTNER}")).into_keys();
    names.filter(|name| name != ".handclasp.json").collect()
}

fn output(sandbox: &Sandbox, name: &str) -> String {
    sandbox.read(&format!("output/{PARTNER}/{name}"))
}

fn property(entry: &str, name: &str) -> String {
    let line = entry.lines().find(|line| line.starts_with(&format!("{name}:")));
    line.unwrap_or_else(|| panic!("no {name}: {entry}")).to_owned()
}

#[test]
fn each_meeting_has_its_own_agenda_invitation_minutes_and_calendar_entry() {
    let first = Sandbox::sample();
    assert_eq!(build(&first, &["agenda", "invitation", "minutes"]).code, 0);
    let sandbox = sample();
    let run = build(&sandbox, &["agenda", "invitation", "minutes"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let wanted = [
        "agenda.2027-05-06.en.ics",
        "agenda.2027-05-06.en.md",
        "agenda.2027-05-06.en.pdf",
        "agenda.en.ics",
        "agenda.en.md",
        "agenda.en.pdf",
        "agenda.workshop.en.ics",
        "agenda.workshop.en.md",
        "agenda.workshop.en.pdf",
        "invitation.2027-05-06.en.eml",
        "invitation.2027-05-06.en.md",
        "invitation.en.eml",
        "invitation.en.md",
        "invitation.workshop.en.eml",
        "invitation.workshop.en.md",
        "minutes.2027-05-06.en.md",
        "minutes.2027-05-06.en.pdf",
        "minutes.en.md",
        "minutes.en.pdf",
        "minutes.workshop.en.md",
        "minutes.workshop.en.pdf",
    ];
    assert_eq!(made(&sandbox), wanted);
    assert!(run.stdout.contains("minutes.2027-05-06.en"), "{}", run.stdout);
    // Only the first meeting is the one in which both sides get to know each other.
    assert!(output(&sandbox, "agenda.en.md").contains("first exploration meeting"));
    for id in ["2027-05-06", "workshop"] {
        assert!(!output(&sandbox, &format!("agenda.{id}.en.md")).contains("exploration meeting"), "{id}");
        assert!(!output(&sandbox, &format!("agenda.{id}.en.ics")).contains("exploration meeting"), "{id}");
    }
    // Of the first meeting nothing changes by it.
    for name in made(&first) {
        let path = format!("output/{PARTNER}/{name}");
        assert_eq!(first.bytes(&path), sandbox.bytes(&path), "{name}");
    }
    for (id, day, link) in [("2027-05-06", "6 May 2027", "second"), ("workshop", "3 June 2027", "third")] {
        for document in ["agenda", "minutes"] {
            let text = output(&sandbox, &format!("{document}.{id}.en.md"));
            assert!(text.contains(day) && text.contains(link), "{text}");
            assert!(!text.contains("4 March"), "{text}");
        }
        let text = output(&sandbox, &format!("invitation.{id}.en.md"));
        assert!(text.contains(&format!("Our meeting on {day}")) && text.contains(link), "{text}");
        // What is attached is of the same meeting.
        let email = sandbox.bytes(&format!("output/{PARTNER}/invitation.{id}.en.eml"));
        let message = mail_parser::MessageParser::default().parse(&email).expect("a message");
        let attached: Vec<&[u8]> = message.attachments().map(mail_parser::MessagePart::contents).collect();
        for ending in ["pdf", "ics"] {
            let own = sandbox.bytes(&format!("output/{PARTNER}/agenda.{id}.en.{ending}"));
            assert!(attached.contains(&own.as_slice()), "{id}.{ending}");
        }
    }
    let entries = ["agenda.en.ics", "agenda.2027-05-06.en.ics", "agenda.workshop.en.ics"];
    let entries = entries.map(|name| output(&sandbox, name));
    let different = |name: &str| {
        let values = entries.each_ref().map(|entry| property(entry, name));
        values[0] != values[1] && values[1] != values[2] && values[0] != values[2]
    };
    assert!(different("UID") && different("DTSTART"), "{entries:?}");
}

#[test]
fn a_meeting_is_chosen_by_its_name() {
    let sandbox = sample();
    let run = build(&sandbox, &["--meeting", "workshop"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let made_now = made(&sandbox);
    assert!(
        made_now.iter().all(|name| name.contains(".workshop.en.")) && made_now.len() == 7,
        "{made_now:?}"
    );
    // The first one has its day for a name.
    assert_eq!(build(&sandbox, &["minutes", "--meeting", "2027-03-04"]).code, 0);
    assert!(made(&sandbox).contains(&"minutes.en.pdf".to_owned()));
    let run = build(&sandbox, &["minutes", "--meeting", "workshp"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("there is no meeting `workshp`"), "{}", run.stderr);
    assert!(run.stderr.contains("did you mean `workshop`?"), "{}", run.stderr);
}

#[test]
fn a_first_meeting_with_a_name_is_called_by_it() {
    let sandbox = sample();
    sandbox.edit(FILE, "meeting:\n  date:", "meeting:\n  id: kick-off\n  date:");
    assert_eq!(build(&sandbox, &["minutes"]).code, 0);
    assert_eq!(
        made(&sandbox).into_iter().filter(|name| name.ends_with(".pdf")).collect::<Vec<_>>(),
        ["minutes.2027-05-06.en.pdf", "minutes.kick-off.en.pdf", "minutes.workshop.en.pdf"]
    );
    assert!(output(&sandbox, "minutes.kick-off.en.md").contains("4 March 2027"));
}

#[test]
fn further_meetings_alone_are_enough() {
    let sandbox = sample();
    let text = sandbox.read(FILE);
    let from = text.find("\nmeeting:").expect("a meeting");
    let to = text.find("\nmeetings:").expect("further meetings");
    sandbox.write(FILE, format!("{}{}", &text[..from], &text[to..]));
    assert_eq!(build(&sandbox, &["agenda"]).code, 0);
    assert_eq!(
        made(&sandbox).into_iter().filter(|name| name.ends_with(".ics")).collect::<Vec<_>>(),
        ["agenda.2027-05-06.en.ics", "agenda.workshop.en.ics"]
    );
}

#[test]
fn an_edit_of_one_leaves_the_others_and_each_is_up_to_date_for_itself() {
    let sandbox = sample();
    assert_eq!(build(&sandbox, &["agenda", "minutes"]).code, 0);
    let before = sandbox.files(&format!("output/{PARTNER}"));
    let edited = format!("output/{PARTNER}/agenda.workshop.en.md");
    sandbox.edit(&edited, "## Schedule", "Bring your own tools.\n\n## Schedule");
    let text = sandbox.read(&edited);
    let run = build(&sandbox, &["agenda", "minutes"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("agenda.workshop.en.md` was edited and is used as it is"), "{}", run.stderr);
    assert!(!run.stderr.contains("agenda.2027-05-06.en.md"), "{}", run.stderr);
    assert_eq!(sandbox.read(&edited), text);
    let after = sandbox.files(&format!("output/{PARTNER}"));
    let changed: Vec<&String> = after
        .iter()
        .filter(|(name, bytes)| before.get(*name) != Some(bytes) && *name != ".handclasp.json")
        .map(|(name, _)| name)
        .collect();
    assert_eq!(changed, ["agenda.workshop.en.ics", "agenda.workshop.en.md", "agenda.workshop.en.pdf"]);
    // The edited agenda is what goes along with its invitation, and with no other.
    assert_eq!(build(&sandbox, &["invitation"]).code, 0);
    let attached = |id: &str| {
        let email = sandbox.bytes(&format!("output/{PARTNER}/invitation.{id}.en.eml"));
        let pdf = sandbox.bytes(&format!("output/{PARTNER}/agenda.{id}.en.pdf"));
        let message = mail_parser::MessageParser::default().parse(&email).expect("a message");
        message.attachments().any(|part| part.contents() == pdf)
    };
    assert!(attached("workshop") && attached("2027-05-06"));
    // A file of one that is gone is made again, and no other.
    std::fs::remove_file(sandbox.path(&format!("output/{PARTNER}/minutes.2027-05-06.en.pdf")))
        .expect("removed");
    let run = build(&sandbox, &["minutes"]);
    assert!(run.stdout.contains("minutes.2027-05-06.en"), "{}", run.stdout);
    assert!(!run.stdout.contains("minutes.workshop.en"), "{}", run.stdout);
    assert!(!run.stdout.contains("minutes.en"), "{}", run.stdout);
}

fn send(sandbox: &Sandbox, arguments: &[&str]) -> Run {
    let mut all = vec!["send", "invitation", "--partner", PARTNER, "--yes", "--invite"];
    all.extend(arguments);
    sandbox.run_with(&all, &[("SOURCE_DATE_EPOCH", "1795435200"), ("HANDCLASP_PAUSE", "0")])
}

/// What the ledger has of the ends of sendings: what each was made for.
fn sent(sandbox: &Sandbox) -> Vec<Option<String>> {
    let lines = sandbox.read(LEDGER);
    let lines = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
    let sent = lines.filter(|line| line["result"] == "sent");
    sent.map(|line| line["occasion"]["meeting"].as_str().map(str::to_owned)).collect()
}

#[test]
fn the_second_invitation_goes_out_although_the_first_was_sent_and_none_goes_out_twice() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    assert_eq!(build(&sandbox, &["invitation"]).code, 0);
    let run = send(&sandbox, &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    // That was before there were others: a line without an occasion is about the first meeting.
    assert_eq!(sent(&sandbox), [None]);
    assert!(!sandbox.read(LEDGER).contains("occasion"));
    with_meetings(&sandbox);
    assert_eq!(build(&sandbox, &["invitation"]).code, 0);
    // Two that are due at once look like spam.
    let run = send(&sandbox, &[]);
    assert_eq!((run.code, server.accepted().len()), (1, 1), "{}", run.stderr);
    assert!(run.stderr.contains("error[twice]") && run.stderr.contains("--meeting"), "{}", run.stderr);
    assert!(run.stderr.contains("`invitation, meeting workshop`"), "{}", run.stderr);
    let run = send(&sandbox, &["--meeting", "workshop"]);
    assert_eq!((run.code, server.accepted().len()), (0, 2), "{}", run.stderr);
    assert!(run.stdout.contains("tahtiselka, meeting workshop"), "{}", run.stdout);
    let run = send(&sandbox, &["--meeting", "workshop"]);
    assert_eq!(server.accepted().len(), 2, "{}", run.stderr);
    assert!(run.stderr.contains("`invitation, meeting workshop` was sent to `tahtiselka`"), "{}", run.stderr);
    // Now only one is left.
    let run = send(&sandbox, &[]);
    assert_eq!((run.code, server.accepted().len()), (0, 3), "{}", run.stderr);
    assert_eq!(sent(&sandbox), [None, Some("workshop".to_owned()), Some("2027-05-06".to_owned())]);
    send(&sandbox, &[]);
    assert_eq!(server.accepted().len(), 3);
    let text = |at: usize| String::from_utf8(server.accepted()[at].bytes.clone()).expect("UTF-8");
    assert!(text(1).contains("Our meeting on 3 June 2027") && text(2).contains("Our meeting on 6 May 2027"));
    let ids: std::collections::BTreeSet<String> = (0..3)
        .map(|at| {
            let text = text(at);
            text.lines().find(|line| line.starts_with("Message-ID: ")).expect("an id").to_owned()
        })
        .collect();
    assert_eq!(ids.len(), 3);
    for name in ["invitation", "invitation.workshop", "invitation.2027-05-06"] {
        assert!(sandbox.path(&format!("sent/{PARTNER}/{name}.eml")).exists(), "{name}");
    }
    let log = sandbox.run(&["log", PARTNER]).stdout;
    assert!(log.contains("invitation, meeting workshop: sent") && log.contains("invitation: sent"), "{log}");
    // Each is moved for itself, however its name ends.
    sandbox.edit(FILE, "https://meet.example.org/third", "https://meet.example.org/fourth");
    assert_eq!(build(&sandbox, &["invitation"]).code, 0);
    let update = ["send", "invitation", "--partner", PARTNER, "--yes", "--update"];
    let run = sandbox.run_with(&update, &[("SOURCE_DATE_EPOCH", "1795435200"), ("HANDCLASP_PAUSE", "0")]);
    assert_eq!((run.code, server.accepted().len()), (0, 4), "{}", run.stderr);
    assert!(sandbox.path(&format!("sent/{PARTNER}/invitation.workshop.1.eml")).exists());
}

#[test]
fn a_doubt_about_one_is_settled_for_that_one() {
    let sandbox = sample();
    let line =
        |more: &str| format!("{{\"at\":\"2026-11-20T10:00:00+00:00\",\"document\":\"invitation\",{more}}}\n");
    let of_meeting =
        |what: &str| line(&format!("\"occasion\":{{\"meeting\":\"workshop\"}},\"what\":\"{what}\""));
    let before = format!("{}{}", line("\"what\":\"resolved\",\"sent\":true"), of_meeting("dot"));
    sandbox.write(LEDGER, &before);
    let run = sandbox.run(&["resolve", PARTNER, "invitation", "--sent"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("in doubt is `handclasp resolve tahtiselka invitation --meeting workshop`"),
        "{}",
        run.stderr
    );
    assert_eq!(sandbox.read(LEDGER), before);
    let run = sandbox.run(&["resolve", PARTNER, "invitation", "--meeting", "workshop", "--not-sent"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("`invitation, meeting workshop` was not sent"), "{}", run.stderr);
    let last = sandbox.read(LEDGER).lines().last().expect("a line").to_owned();
    assert!(last.contains("\"occasion\":{\"meeting\":\"workshop\"}"), "{last}");
}

#[test]
fn who_moves_a_meeting_that_was_called_by_its_day_is_told() {
    let sandbox = sample();
    sandbox.write(
        LEDGER,
        "{\"at\":\"2026-11-20T10:00:00+00:00\",\"document\":\"invitation\",\"occasion\":{\"meeting\":\"2027-05-06\"},\"what\":\"resolved\",\"sent\":true}\n",
    );
    sandbox.edit(
        "institution.yaml",
        "eu_funding:",
        "mail: {host: \"127.0.0.1\", port: 1, tls: none}\neu_funding:",
    );
    sandbox.edit(FILE, "\"2027-05-06\"", "\"2027-05-07\"");
    assert_eq!(build(&sandbox, &["invitation"]).code, 0);
    let run = send(&sandbox, &["--meeting", "2027-05-07", "--plan"]);
    assert!(run.stderr.contains("warning[sent-before]"), "{}", run.stderr);
    assert!(run.stderr.contains("`id: 2027-05-06`"), "{}", run.stderr);
    // With its former name it is the one that was invited to.
    sandbox.edit(FILE, "date: \"2027-05-07\"", "id: \"2027-05-06\", date: \"2027-05-07\"");
    assert_eq!(build(&sandbox, &["invitation"]).code, 0);
    let run = send(&sandbox, &["--meeting", "2027-05-06", "--plan"]);
    assert!(
        run.stderr.contains("`invitation, meeting 2027-05-06` was sent to `tahtiselka`"),
        "{}",
        run.stderr
    );
}

#[test]
fn no_meeting_is_called_like_a_word_of_file_names() {
    for format in Format::ALL {
        assert!(!is_meeting_id(format.name()), "{}", format.name());
    }
    let pattern = FORMATS.iter().find(|format| format.name == "meeting-id").and_then(|format| format.pattern);
    let pattern = fancy(pattern.expect("a pattern"));
    for (id, is_right) in [
        ("kick-off", true),
        ("2027-03-04", true),
        ("q1", true),
        ("Q1", false),
        ("may-2027", true),
        ("workshop", true),
        ("de", false),
        ("PRT", false),
        ("pt-PT", false),
        ("pt-pt", false),
        ("draft", false),
        ("print", false),
        ("kick off", false),
        ("a.b", false),
        ("-a", false),
        ("a--b", false),
        ("Jürgen", false),
        ("../up", false),
    ] {
        assert_eq!(is_meeting_id(id), is_right, "{id}");
        assert_eq!(pattern(id), is_right, "{id} in an editor");
    }
}

/// Whether a text keeps to a pattern of the schema, as an editor looks.
fn fancy(pattern: &str) -> impl Fn(&str) -> bool {
    let schema = serde_json::json!({"type": "string", "pattern": pattern});
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    move |text| validator.is_valid(&serde_json::json!(text))
}

fn languages() -> impl Strategy<Value = Languages> {
    const TAGS: [&str; 8] = ["en", "pt-PT", "de", "sr-Latn", "tlh", "es-419", "ca-valencia", "sl-nedis"];
    let tag = || proptest::sample::select(&TAGS[..]).prop_map(str::to_owned);
    prop_oneof![
        tag().prop_map(Languages::One),
        (tag(), tag()).prop_filter_map("two languages", |(one, other)| {
            (one != other).then_some(Languages::Two(one, other))
        }),
    ]
}

fn occasion() -> impl Strategy<Value = Occasion> {
    let day = (2020..2099u32, 1..13u32, 1..29u32).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}"));
    let other = "[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8}){0,2}";
    let id = prop_oneof![day, other.prop_filter("an id", |id| is_meeting_id(id))];
    prop_oneof![Just(Occasion::None), id.prop_map(Occasion::Meeting)]
}

proptest! {
    /// What is written is read back, and belongs to no other edition.
    #[test]
    fn a_name_of_a_file_says_of_which_edition_it_is(
        document in "[a-z]{1,8}(-[a-z]{1,8})?",
        occasion in occasion(),
        languages in languages(),
        (draft, print, page) in (any::<bool>(), any::<bool>(), proptest::option::of(1..30usize)),
        format in proptest::sample::select(&Format::ALL[..]),
    ) {
        let manner = Manner {
            gaps: if draft { Gaps::Shown } else { Gaps::Refused },
            bleed: print.then_some(3.0),
            ..Manner::USUAL
        };
        let edition = Edition { document, occasion, languages };
        let name = edition.file_name(format, page, &manner);
        let read = Edition::of_file(&name);
        prop_assert_eq!(read.as_ref(), Some(&edition), "{}", name);
        prop_assert!(edition.owns(&name, format, &manner), "{}", name);
        let stem = edition.stem(&manner);
        let read = Edition::of_file(&format!("{stem}.md"));
        prop_assert_eq!(read.as_ref(), Some(&edition), "{}", stem);
    }
}

#[test]
fn a_mail_in_doubt_is_settled_before_it_goes_out_by_the_name_of_another_day() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    with_meetings(&sandbox);
    let line = |what: &str| {
        format!(
            "{{\"at\":\"2026-11-20T10:00:00+00:00\",\"document\":\"invitation\",\"occasion\":{{\"meeting\":\"2027-04-29\"}},{what}}}\n"
        )
    };
    // It broke at the very end; then the meeting was moved from 29 April to 6 May.
    sandbox.write(LEDGER, line("\"what\":\"dot\""));
    assert_eq!(build(&sandbox, &["invitation"]).code, 0);
    let run = send(&sandbox, &["--meeting", "2027-05-06"]);
    assert_eq!(server.accepted().len(), 0, "{}", run.stderr);
    assert!(run.stderr.contains("error[in-doubt]"), "{}", run.stderr);
    let resolve = "handclasp resolve tahtiselka invitation --meeting 2027-04-29 --sent";
    assert!(run.stderr.contains(resolve), "{}", run.stderr);
    assert_eq!(
        sandbox.run(&["resolve", PARTNER, "invitation", "--meeting", "2027-04-29", "--not-sent"]).code,
        0
    );
    let run = send(&sandbox, &["--meeting", "2027-05-06"]);
    assert_eq!(server.accepted().len(), 1, "{}", run.stderr);
}

#[test]
fn a_line_about_an_occasion_of_a_newer_version_stops_its_document_and_keeps_an_objection() {
    let line = |what: &str| {
        format!(
            "{{\"at\":\"2026-11-20T10:00:00+00:00\",\"document\":\"invitation\",\"occasion\":{{\"check_in\":\"2028\"}},{what}}}\n"
        )
    };
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    sandbox.write(LEDGER, line("\"what\":\"resolved\",\"sent\":true"));
    assert_eq!(build(&sandbox, &["invitation"]).code, 0);
    let run = send(&sandbox, &[]);
    assert_eq!(server.accepted().len(), 0, "{}", run.stderr);
    assert!(run.stderr.contains("send with that version"), "{}", run.stderr);
    let address = "paivi.ayravainen@tahtiselka.example.org";
    sandbox.write(LEDGER, line(&format!("\"what\":\"objected\",\"addresses\":[\"{address}\"]")));
    let run = send(&sandbox, &[]);
    assert_eq!(server.accepted().len(), 0, "{}", run.stderr);
    assert!(run.stderr.contains("objection"), "{}", run.stderr);
}

#[test]
fn a_meeting_has_no_name_with_capitals() {
    // Some systems make no difference in the names of files.
    assert!(is_meeting_id("workshop") && !is_meeting_id("Workshop") && !is_meeting_id("Draft"));
}

#[test]
fn what_was_made_for_a_meeting_that_was_moved_goes() {
    let sandbox = sample();
    assert_eq!(build(&sandbox, &["agenda", "invitation"]).code, 0);
    sandbox.edit(FILE, "2027-05-06", "2027-05-13");
    let run = build(&sandbox, &["agenda", "invitation"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("`invitation, meeting 2027-05-06` was made for a meeting"), "{}", run.stderr);
    let names = made(&sandbox);
    assert!(!names.iter().any(|name| name.contains("2027-05-06")), "{names:?}");
    assert!(names.contains(&"invitation.2027-05-13.en.eml".to_owned()), "{names:?}");
    // It is told once.
    let run = build(&sandbox, &["agenda", "invitation"]);
    assert!(!run.stderr.contains("2027-05-06"), "{}", run.stderr);
}

#[test]
fn what_a_person_wrote_for_a_meeting_that_was_moved_stays() {
    let sandbox = sample();
    assert_eq!(build(&sandbox, &["agenda", "invitation"]).code, 0);
    let name = "invitation.2027-05-06.en.md";
    let text = output(&sandbox, name);
    let edited = text.replace("just tell me", "just tell me soon");
    assert_ne!(text, edited);
    sandbox.write(&format!("output/{PARTNER}/{name}"), &edited);
    sandbox.edit(FILE, "2027-05-06", "2027-05-13");
    assert_eq!(build(&sandbox, &["agenda", "invitation"]).code, 0);
    assert_eq!(output(&sandbox, name), edited);
    assert!(!made(&sandbox).contains(&"invitation.2027-05-06.en.eml".to_owned()));
}

/// Tried in sending: an invitation to a meeting that is over | it is not sent, and `build` warns
#[test]
fn nobody_is_invited_to_a_meeting_that_is_over() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    with_meetings(&sandbox);
    sandbox.edit(FILE, "2027-05-06", "2026-11-20");
    sandbox.edit(FILE, "date: \"2027-03-04\"", "date: \"2026-11-22\"");
    let run = build(&sandbox, &["invitation"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for day in ["2026-11-20", "2026-11-22"] {
        assert!(run.stderr.contains(&format!("the meeting on {day} lies in the past")), "{}", run.stderr);
    }
    assert!(!run.stderr.contains("2027-06-03 lies"), "{}", run.stderr);
    for meeting in ["2026-11-20", "2026-11-22"] {
        let run = send(&sandbox, &["--meeting", meeting]);
        assert_eq!((run.code, server.accepted().len()), (1, 0), "{meeting}: {}", run.stderr);
        assert!(run.stderr.contains("error[past-meeting]"), "{meeting}: {}", run.stderr);
    }
    let run = send(&sandbox, &["--meeting", "workshop"]);
    assert_eq!((run.code, server.accepted().len()), (0, 1), "{}", run.stderr);
    // What is no invitation may follow a meeting: minutes that are sent.
    sandbox.write(
        "templates/thanks/document.yaml",
        "kind: email\noccasion: meeting\nlayout: letter\nformats: [md, eml]\nwhen: partner.meeting\nto: contact.email\nattach: [minutes.pdf]\nsections: [{id: text}]\n",
    );
    sandbox.write(
        "templates/thanks/en.md",
        "---\ntitle: \"Thanks\"\nsubject: \"Minutes of our meeting\"\n---\n\n## {#text}\nThank you for the meeting.\n",
    );
    assert_eq!(build(&sandbox, &["thanks"]).code, 0);
    let run = sandbox.run_with(
        &["send", "thanks", "--partner", PARTNER, "--meeting", "2026-11-22", "--yes"],
        &[("SOURCE_DATE_EPOCH", "1795435200"), ("HANDCLASP_PAUSE", "0")],
    );
    assert_eq!((run.code, server.accepted().len()), (0, 2), "{}", run.stderr);
}

/// Tried in sending: a meeting whose invitation was sent, moved from `meeting:` to `meetings:` | it is not sent a second time
#[test]
fn a_meeting_that_moves_to_the_further_ones_is_not_invited_to_twice() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    assert_eq!(build(&sandbox, &["invitation"]).code, 0);
    assert_eq!(send(&sandbox, &[]).code, 0);
    assert_eq!(server.accepted().len(), 1);
    // The first meeting becomes a further one, and another takes its place.
    let text = sandbox.read(FILE);
    let first = "meeting: {date: \"2027-09-02\", start: \"10:00\", slot_min: 60, link: \"https://meet.example.org/next\"}";
    let again = "meetings:\n  - {date: \"2027-03-04\", start: \"11:00\", slot_min: 60, zone: \"Europe/Helsinki\", link: \"https://meet.example.org/abc-123\"}\n";
    let from = text.find("\nmeeting:").expect("a meeting") + 1;
    let to = text.find("# A letter from us").expect("what follows");
    for own in [format!("{first}\n{again}"), again.to_owned()] {
        sandbox.write(FILE, format!("{}{own}\n{}", &text[..from], &text[to..]));
        assert_eq!(build(&sandbox, &["invitation"]).code, 0);
        let run = send(&sandbox, &["--meeting", "2027-03-04"]);
        assert_eq!((run.code, server.accepted().len()), (1, 1), "{}", run.stderr);
        assert!(
            run.stderr.contains("error[sent-before]") && run.stderr.contains("with this subject"),
            "{}",
            run.stderr
        );
    }
    // Two on one day are two.
    sandbox.write(FILE, format!("{}meetings:\n  - {{id: second, date: \"2027-03-04\", start: \"14:00\", slot_min: 60, zone: \"Europe/Helsinki\", link: \"https://meet.example.org/x\"}}\n{}", &text[..to], &text[to..]));
    assert_eq!(build(&sandbox, &["invitation"]).code, 0);
    let run = send(&sandbox, &["--meeting", "second"]);
    assert_eq!((run.code, server.accepted().len()), (0, 2), "{}", run.stderr);
}
