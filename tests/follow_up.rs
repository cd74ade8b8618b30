//! Reminders of a first email: when, of what, once each, in its thread, and never to somebody who answered.

use handclasp::awaited_answer::{AwaitedAnswer, NothingAwaited};
use handclasp::due::{Edition, Manner};
use handclasp::format::Format;
use handclasp::history::{LedgerEntry, PartnerHistory};
use handclasp::model::{ClosedSpan, Defaults, Occasion, Partner};
use handclasp::schema::Record;
use handclasp::source::SourceFile;
use jiff::civil::date;

use crate::languages::{LANGUAGES, sample};
use crate::sending::{At, Fault, Plan, Server};
use crate::support::{Run, Sandbox};

const ADDRESS: &str = "biuro@wiatrak.example.org";

const PARTNER: &str = r#"legal_name: "Stowarzyszenie Wiatrak"
kind: ngo
address: {street: "Łąkowa 3", postal_code: "00-999", city: "Gąsiorowo", country: "PL"}
timezone: "Europe/Warsaw"
contacts:
  - {id: office, given_name: "Zofia", family_name: "Mak", honorific: ms, email: "biuro@wiatrak.example.org", source: "the contact page of your website"}
partnership_types: [community_inclusion]
why_partner: "your open workshop brings young people back to learning"
"#;

/// The lines of an email that was sent on a day.
fn sent(day: &str, document: &str, more: &str) -> String {
    let start = format!("{{\"at\":\"{day}T09:30:00+01:00\",\"document\":\"{document}\",{more}\"what\"");
    format!(
        "{start}:\"rendered\",\"message_id\":\"{day}@example.org\",\"sha256\":\"00\",\"to\":[\"{ADDRESS}\"],\
         \"subject\":\"An idea from the coast\",\"attachments\":[]}}\n{start}:\"dot\"}}\n\
         {start}:\"outcome\",\"result\":\"sent\",\"reply\":\"250 OK\",\"stage\":\"at the end\"}}\n"
    )
}

/// The lines of a reminder that was sent on a day.
fn reminded(day: &str, number: u32) -> String {
    sent(day, "follow-up", &format!("\"occasion\":{{\"reminder\":{number}}},"))
}

/// The line of something that was noted of a day.
fn noted(day: &str, fact: &str) -> String {
    format!("{{\"at\":\"2027-06-01T09:30:00+01:00\",\"what\":\"noted\",\"on\":\"{day}\",{fact}}}\n")
}

/// A first email of Friday, 8 January 2027.
fn first() -> String {
    sent("2027-01-08", "contact-formal", "")
}

/// The same, of which nobody knows whether it arrived.
fn in_doubt() -> String {
    first().lines().take(2).map(|line| format!("{line}\n")).collect()
}

fn sandbox(partner: &str, log: &str) -> Sandbox {
    let sandbox = Sandbox::with_partner("wiatrak", partner);
    sandbox.write("partners/wiatrak.log", log);
    sandbox
}

fn build(sandbox: &Sandbox, day: &str, more: &[&str]) -> Run {
    let mut all = vec!["build", "follow-up", "--date", day];
    all.extend(more);
    sandbox.run(&all)
}

/// What is awaited after a log, under these defaults.
fn awaited(partner: &str, log: &str, defaults: &Defaults) -> Result<AwaitedAnswer, NothingAwaited> {
    let record = Record::<Partner>::read(SourceFile::new("partner.yaml", partner)).expect("a partner");
    let entries: Vec<LedgerEntry> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}")))
        .collect();
    let history = PartnerHistory::of(&record.model, Some(&entries));
    let firsts = ["contact-formal".to_owned(), "contact-informal".to_owned()];
    AwaitedAnswer::of(&record.model, &history, &firsts, defaults)
}

/// Tried in sending: a first email that nobody answers | a reminder after 7 working days, which answers in its thread
#[test]
fn a_reminder_is_made_on_its_working_day_and_answers_the_email() {
    let sandbox = sandbox(PARTNER, &first());
    let run = build(&sandbox, "2027-01-18", &[]);
    assert!(run.code == 0 && run.stderr.contains("[nothing-to-do]"), "{}", run.stderr);
    let run = build(&sandbox, "2027-01-19", &[]);
    assert_eq!((run.code, run.stderr.contains("warning")), (0, false), "{}", run.stderr);
    let text = sandbox.read("output/wiatrak/follow-up.reminder-1.en.md");
    assert!(text.contains("subject: \"Re: An idea from the coast\""), "{text}");
    assert!(text.contains("8 January 2027") && text.contains("Dear Ms Mak,"), "{text}");
    let words = words_of(&text);
    assert!((60..=90).contains(&words), "{words} words\n{text}");
    for word in ["again?", "checking in", "bump", "not answered", "no reply", "haven’t heard", "reminder"] {
        assert!(!text.to_lowercase().contains(word), "{word}\n{text}");
    }
    assert_eq!(text.matches('?').count(), 1, "one question\n{text}");
    let mail = sandbox.read("output/wiatrak/follow-up.reminder-1.en.eml");
    assert!(mail.contains("\r\nIn-Reply-To: <2027-01-08@example.org>\r\n"), "{mail}");
    assert!(mail.contains("\r\nReferences: <2027-01-08@example.org>\r\n"), "{mail}");
    // With everything else it is made too.
    let run = sandbox.run(&["build", "--date", "2027-01-19"]);
    assert!(run.stderr.contains("up to date"), "{}", run.stderr);
}

/// The words of an email up to its signature.
fn words_of(text: &str) -> usize {
    let body =
        text.splitn(3, "---").nth(2).expect("a text").split("\n---").next().expect("a body").to_owned();
    body.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// Tried in sending: an office that is closed when a reminder would be due | it is due when the office has been open for so many days
#[test]
fn days_on_which_nobody_works_are_not_counted() {
    let sandbox = sandbox(PARTNER, &first());
    sandbox.edit(
        "institution.yaml",
        "reminder_days: [7, 15]",
        "reminder_days: [7, 15], closed: [{from: \"2027-01-11\", to: \"2027-01-15\"}, {from: \"2027-01-20\"}]",
    );
    // Monday 18 is the first, 19 the second, Thursday 21 the third.
    for (day, is_due) in [("2027-01-26", false), ("2027-01-27", true)] {
        let run = build(&sandbox, day, &[]);
        assert_eq!(run.stdout.contains("follow-up.reminder-1.en"), is_due, "{day}: {}", run.stderr);
    }
}

#[test]
fn the_last_reminder_is_shorter_and_says_so() {
    let log = first() + &reminded("2027-02-01", 1);
    let sandbox = sandbox(PARTNER, &log);
    // The first one was late: the second one waits as long behind it as it was meant to.
    for (day, is_due) in [("2027-02-10", false), ("2027-02-11", true)] {
        let run = build(&sandbox, day, &[]);
        assert_eq!(run.stdout.contains("follow-up.reminder-2.en"), is_due, "{day}: {}", run.stderr);
    }
    let text = sandbox.read("output/wiatrak/follow-up.reminder-2.en.md");
    assert!(text.contains("This is my last message about it.") && !text.contains('?'), "{text}");
    assert!((35..72).contains(&words_of(&text)), "{text}");
    let mail = sandbox.read("output/wiatrak/follow-up.reminder-2.en.eml");
    assert!(mail.contains("In-Reply-To: <2027-02-01@example.org>\r\n"), "{mail}");
    assert!(mail.contains("References: <2027-01-08@example.org>\r\n <2027-02-01@example.org>\r\n"), "{mail}");
    // After the last one the partner rests.
    sandbox.write("partners/wiatrak.log", log + &reminded("2027-02-11", 2));
    let run = build(&sandbox, "2027-12-01", &["--partner", "wiatrak"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("the last reminder went out on 2027-02-11"), "{}", run.stderr);
    assert!(run.stderr.contains("let it rest from 2027-02-22 on"), "{}", run.stderr);
}

/// Tried in sending: after a first email an answer, a talk, a meeting, an objection, another email, a rest | nobody is reminded, and why is told
#[test]
fn whoever_answered_is_not_reminded() {
    let cases: [(&str, &str, String, &str); 14] = [
        ("an answer", "", noted("2027-01-12", "\"fact\":\"answered\",\"text\":\"later\""), "an answer or a talk on 2027-01-12"),
        ("an answer on that day", "", noted("2027-01-08", "\"fact\":\"answered\",\"text\":\"later\""), "on 2027-01-08"),
        ("a call", "", noted("2027-01-11", "\"fact\":\"called\",\"text\":\"it fits\""), "on 2027-01-11"),
        ("a meeting held", "", noted("2027-01-11", "\"fact\":\"met\",\"text\":\"it fits\""), "on 2027-01-11"),
        ("a no", "", noted("2027-01-11", "\"fact\":\"declined\",\"text\":\"no time\""), "on 2027-01-11"),
        ("an entry of the logbook", "logbook: {log: [{date: \"2027-01-13\", channel: email, direction: in}]}\n", String::new(), "on 2027-01-13"),
        ("a meeting arranged", "meeting: {date: \"2027-02-02\", start: \"10:00\", slot_min: 30}\n", String::new(), "a meeting on 2027-02-02 is arranged"),
        ("an objection", "", "{\"at\":\"2027-01-12T10:00:00+01:00\",\"what\":\"objected\",\"addresses\":[\"a@example.org\"]}\n".to_owned(), "who objected"),
        ("another email", "", sent("2027-01-12", "invitation", ""), "something else on 2027-01-12"),
        ("the file says parked", "logbook: {status: parked}\n", String::new(), "that it rests"),
        ("it has gone on", "logbook: {phase: maintenance_growth}\n", String::new(), "has gone on"),
        ("the contact has left", "", noted("2027-01-12", "\"fact\":\"left\",\"contact\":\"biuro@wiatrak.example.org\""), "no longer there"),
        ("what became of it is open", "", in_doubt(), "it is open what became of the first email of 2027-01-08"),
        ("no first email", "", String::new(), "no first email went out yet"),
    ];
    for (what, more, log, why) in cases {
        let is_sent = !why.starts_with("no first") && !why.starts_with("it is open");
        let before = if is_sent { first() } else { String::new() };
        let sandbox = sandbox(&format!("{PARTNER}{more}"), &(before + &log));
        let run = build(&sandbox, "2027-03-01", &["--partner", "wiatrak"]);
        assert_eq!(run.code, 1, "{what}: {}", run.stderr);
        assert!(run.stderr.contains("[no-reminder]") && run.stderr.contains(why), "{what}: {}", run.stderr);
        let run = sandbox.run(&["build", "--date", "2027-03-01"]);
        assert!(!run.stdout.contains("follow-up"), "{what}: {}", run.stdout);
    }
}

/// Tried in sending: a call, and the email that was asked for in it on the same day | it is reminded of
#[test]
fn a_talk_on_the_day_of_the_email_was_before_it() {
    let log = first() + &noted("2027-01-08", "\"fact\":\"called\",\"text\":\"send me an email\"");
    assert_eq!(build(&sandbox(PARTNER, &log), "2027-01-19", &["--partner", "wiatrak"]).code, 0);
    let retracted = first() + &noted("2027-01-12", "\"fact\":\"note\",\"text\":\"nice website\"");
    assert_eq!(build(&sandbox(PARTNER, &retracted), "2027-01-19", &["--partner", "wiatrak"]).code, 0);
}

#[test]
fn an_email_of_ours_and_a_snooze_put_the_reminder_off() {
    let usual = Defaults::default();
    let due = |more: &str| {
        let awaited = awaited(PARTNER, &(first() + more), &usual).expect("awaited");
        awaited.next.expect("a reminder").due_on
    };
    assert_eq!(due(""), date(2027, 1, 19));
    assert_eq!(due(&noted("2027-01-15", "\"fact\":\"wrote\",\"text\":\"a card\"")), date(2027, 1, 26));
    // A Saturday.
    let snoozed = noted("2027-01-11", "\"fact\":\"snoozed\",\"until\":\"2027-02-06\",\"text\":\"holidays\"");
    assert_eq!(due(&snoozed), date(2027, 2, 8));
}

#[test]
fn the_order_of_the_lines_changes_nothing() {
    let lines = [
        first(),
        reminded("2027-01-19", 1),
        noted("2027-01-15", "\"fact\":\"wrote\",\"text\":\"a card\""),
        noted("2027-01-20", "\"fact\":\"snoozed\",\"until\":\"2027-03-01\",\"text\":\"holidays\""),
    ];
    let told = |order: [usize; 4]| {
        let log: String = order.iter().map(|at| lines[*at].as_str()).collect();
        awaited(PARTNER, &log, &Defaults::default())
    };
    let usual = told([0, 1, 2, 3]);
    assert_eq!(usual.as_ref().expect("awaited").reminders, [date(2027, 1, 19)]);
    for order in [[3, 2, 1, 0], [1, 0, 3, 2], [2, 3, 0, 1], [3, 0, 2, 1]] {
        assert_eq!(told(order), usual, "{order:?}");
    }
}

/// A number is given once in a partner's life, so that a second round is not taken for sent.
#[test]
fn the_reminders_of_a_later_email_are_others() {
    let log = first()
        + &reminded("2027-01-19", 1)
        + &noted("2027-01-25", "\"fact\":\"answered\",\"text\":\"next year\"")
        + &sent("2028-01-10", "contact-informal", "");
    let awaited = awaited(PARTNER, &log, &Defaults::default()).expect("awaited");
    let next = awaited.next.as_ref().expect("a reminder");
    assert_eq!((&next.occasion, next.number, next.is_last), (&Occasion::Reminder(2), 1, false));
    assert_eq!(awaited.thread, ["2028-01-10@example.org"]);
    assert_eq!(awaited.document, "contact-informal");
    assert!(awaited.due(date(2028, 1, 18)).is_none() && awaited.due(date(2028, 1, 19)).is_some());
}

#[test]
fn odd_defaults_are_survived() {
    let closed = |from: &str, to: &str| ClosedSpan {
        from: Some(from.to_owned()),
        to: Some(to.to_owned()),
        note: None,
    };
    for defaults in [
        Defaults { reminder_days: vec![0], ..Defaults::default() },
        Defaults { reminder_days: vec![15, 7, 7], ..Defaults::default() },
        Defaults { reminder_days: vec![u32::MAX], ..Defaults::default() },
        Defaults { closed: vec![closed("2000-01-01", "9999-12-31")], ..Defaults::default() },
        Defaults { closed: vec![closed("2027-02-01", "2027-01-01")], ..Defaults::default() },
    ] {
        let awaited = awaited(PARTNER, &first(), &defaults).expect("awaited");
        assert!(awaited.next.expect("a reminder").due_on > date(2027, 1, 8) || !defaults.closed.is_empty());
    }
}

#[test]
fn what_was_sent_by_hand_is_reminded_of_in_a_mail_of_its_own() {
    let by_hand = "{\"at\":\"2027-01-20T09:30:00+01:00\",\"document\":\"contact-formal\",\"what\":\"noted\",\"on\":\"2027-01-08\",\"fact\":\"sent\"}\n";
    let sandbox = sandbox(PARTNER, by_hand);
    let run = build(&sandbox, "2027-01-20", &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let text = sandbox.read("output/wiatrak/follow-up.reminder-1.en.md");
    assert!(
        text.contains("subject: \"Our proposal of 8 January 2027: CFP Âncora Azul, Portugal\""),
        "{text}"
    );
    let mail = sandbox.read("output/wiatrak/follow-up.reminder-1.en.eml");
    assert!(!mail.contains("In-Reply-To") && !mail.contains("References"), "{mail}");
}

/// Tried in sending: an answer comes when the reminder is made already | it is taken away
#[test]
fn a_reminder_that_nobody_needs_any_more_is_taken_away() {
    let sandbox = sandbox(PARTNER, &first());
    assert_eq!(build(&sandbox, "2027-01-19", &[]).code, 0);
    let mail = sandbox.path("output/wiatrak/follow-up.reminder-1.en.eml");
    assert!(mail.is_file());
    let answered = noted("2027-01-19", "\"fact\":\"answered\",\"text\":\"yes\"");
    sandbox.write("partners/wiatrak.log", first() + &answered);
    let run = sandbox.run(&["build", "--date", "2027-01-20"]);
    assert!(run.stderr.contains("no longer waiting for an answer"), "{}", run.stderr);
    assert!(!mail.exists());
}

#[test]
fn in_germany_a_reminder_without_any_contact_is_warned_of() {
    let german = PARTNER.replace("country: \"PL\"", "country: \"DE\"");
    let run = build(&sandbox(&german, &first()), "2027-01-19", &[]);
    assert!(run.code == 0 && run.stderr.contains("[country-of-consent]"), "{}", run.stderr);
    assert!(run.stderr.contains("a reminder to a partner in Germany"), "{}", run.stderr);
    let known = german.replace("source:", "prior_contact: true, source:");
    let run = build(&sandbox(&known, &first()), "2027-01-19", &[]);
    assert!(!run.stderr.contains("[country-of-consent]"), "{}", run.stderr);
}

/// Sets the day of the lines of a log from a number on: a mail that leaves has the moment of the clock.
fn set_day(sandbox: &Sandbox, from: usize, day: &str) {
    let log = sandbox.read("partners/wiatrak.log");
    let mut lines: Vec<serde_json::Value> =
        log.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    for line in &mut lines[from..] {
        let at = line["at"].as_str().expect("a moment");
        line["at"] = format!("{day}{}", &at[10..]).into();
    }
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    sandbox.write("partners/wiatrak.log", text);
}

/// Seconds since 1970 of a day in January 2027.
fn seconds(day: u64) -> String {
    (1_798_761_600 + (day - 1) * 86_400).to_string()
}

fn send(sandbox: &Sandbox, day: u64, arguments: &[&str]) -> Run {
    let mut all = vec!["send", "--yes"];
    all.extend(arguments);
    let day = seconds(day);
    sandbox.run_with(
        &all,
        &[("HANDCLASP_TIMEOUT", "1"), ("HANDCLASP_PAUSE", "0"), ("SOURCE_DATE_EPOCH", day.as_str())],
    )
}

/// A workspace whose first email went out on 8 January 2027, and whose reminder is made.
fn office(server: &Server) -> Sandbox {
    let sandbox = Sandbox::with_partner("wiatrak", PARTNER);
    let account = format!("mail: {{host: \"127.0.0.1\", port: {}, tls: none}}\neu_funding:", server.port);
    sandbox.edit("institution.yaml", "eu_funding:", &account);
    assert_eq!(sandbox.run(&["build", "contact-formal", "--date", "2027-01-08"]).code, 0);
    let run = send(&sandbox, 8, &["contact-formal"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    set_day(&sandbox, 0, "2027-01-08");
    assert_eq!(build(&sandbox, "2027-01-19", &[]).code, 0);
    sandbox
}

/// Tried in sending: a reminder is sent twice, and the next one too early | each goes out once, on its day
#[test]
fn each_reminder_is_sent_once_and_on_its_day() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = office(&server);
    let named = ["follow-up", "--partner", "wiatrak"];
    let lines = sandbox.read("partners/wiatrak.log").lines().count();
    let run = send(&sandbox, 18, &named);
    assert!(run.code == 1 && run.stderr.contains("is due on 2027-01-19, and not before"), "{}", run.stderr);
    let run = send(&sandbox, 19, &["follow-up"]);
    assert_eq!((run.code, server.count(ADDRESS)), (0, 2), "{}", run.stderr);
    set_day(&sandbox, lines, "2027-01-19");
    let log = sandbox.read("partners/wiatrak.log");
    assert!(log.contains("\"occasion\":{\"reminder\":1}"), "{log}");
    let first: serde_json::Value = serde_json::from_str(log.lines().next().expect("a line")).expect("JSON");
    let id = first["message_id"].as_str().expect("a Message-ID");
    let accepted = server.accepted();
    let mail = String::from_utf8_lossy(&accepted[1].bytes).into_owned();
    assert!(mail.contains(&format!("In-Reply-To: <{id}>\r\n")), "{mail}");
    assert!(mail.contains("\r\nSubject: Re: "), "{mail}");
    // Again: nothing goes out, whoever asks.
    for arguments in [&["follow-up"][..], &named, &[]] {
        let run = send(&sandbox, 19, arguments);
        assert_eq!(server.count(ADDRESS), 2, "{}", run.stderr);
    }
    // The next one can be looked at before its day, and goes out on it.
    assert_eq!(build(&sandbox, "2027-01-20", &["--partner", "wiatrak"]).code, 0);
    let run = send(&sandbox, 20, &named);
    assert_eq!((run.code, server.count(ADDRESS)), (1, 2), "{}", run.stderr);
    assert!(run.stderr.contains("reminder 2 to `wiatrak` is due on 2027-01-29"), "{}", run.stderr);
    assert_eq!(build(&sandbox, "2027-01-29", &[]).code, 0);
    let run = send(&sandbox, 29, &["follow-up"]);
    assert_eq!((run.code, server.count(ADDRESS)), (0, 3), "{}", run.stderr);
    let sent: Vec<String> = sandbox.files("sent").into_keys().collect();
    assert_eq!(sent.iter().filter(|name| name.contains("follow-up.reminder-")).count(), 2, "{sent:?}");
}

/// Tried in sending: the connection breaks at the end of a reminder | it is in doubt, and settled by its number
#[test]
fn a_reminder_in_doubt_is_settled_by_its_number() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = office(&server);
    let breaks =
        Server::start(vec![Plan { at: At::End, fault: Fault::Drop, times: 1, recipient: "" }], usize::MAX);
    sandbox.edit("institution.yaml", &format!("port: {},", server.port), &format!("port: {},", breaks.port));
    let lines = sandbox.read("partners/wiatrak.log").lines().count();
    let run = send(&sandbox, 19, &["follow-up"]);
    assert_eq!(run.code, 5, "{}", run.stderr);
    set_day(&sandbox, lines, "2027-01-19");
    let run = send(&sandbox, 19, &["follow-up"]);
    assert!(run.stderr.contains("resolve wiatrak follow-up --reminder 1 --sent"), "{}", run.stderr);
    assert_eq!(breaks.count(ADDRESS), 1);
    let run = sandbox.run(&["resolve", "wiatrak", "follow-up", "--sent"]);
    assert!(run.stderr.contains("follow-up --reminder 1"), "{}", run.stderr);
    let run = sandbox.run(&["resolve", "wiatrak", "follow-up", "--reminder", "1", "--sent"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    set_day(&sandbox, lines, "2027-01-19");
    let run = build(&sandbox, "2027-01-29", &[]);
    assert!(run.stdout.contains("follow-up.reminder-2.en"), "{}\n{}", run.stdout, run.stderr);
}

#[test]
fn a_meeting_is_not_called_like_a_reminder() {
    let named = |id: &str| {
        let partner =
            format!("{PARTNER}documents: [one-pager]\nmeetings: [{{id: {id}, date: \"2027-02-02\"}}]\n");
        Sandbox::with_partner("wiatrak", &partner).run(&["check", "--date", "2027-01-08"]).code
    };
    assert_eq!(
        (named("reminder-1"), named("reminder-12"), named("reminder"), named("reminder-01")),
        (1, 1, 0, 0)
    );
}

#[test]
fn a_document_that_reminds_is_an_email_for_reminders() {
    let sandbox = Sandbox::with_partner("wiatrak", PARTNER);
    let told = |definition: &str| {
        sandbox
            .write("templates/nudge/document.yaml", format!("{definition}\nsections:\n  - {{id: head}}\n"));
        sandbox.write(
            "templates/nudge/en.md",
            "---\ntitle: \"N\"\nsubject: \"N\"\n---\n## {#head}\nOne line.\n",
        );
        let run = sandbox.run(&["check", "--date", "2027-01-08"]);
        (run.code, run.stderr)
    };
    let email = "kind: follow-up\nlayout: letter\nformats: [md, eml]\nto: contact.email";
    let (code, stderr) = told(email);
    assert!(code == 1 && stderr.contains("made for each reminder"), "{stderr}");
    let (code, stderr) = told("kind: page\noccasion: reminder\nlayout: letter");
    assert!(code == 1 && stderr.contains("is an email"), "{stderr}");
    let (code, stderr) = told(&format!("{email}\noccasion: reminder"));
    assert_eq!(code, 0, "{stderr}");
}

/// Tried in languages: both reminders, formal and informal, in each of nine languages | each is made without a remark, and the last one is shorter
#[test]
fn reminders_speak_nine_languages() {
    for tag in LANGUAGES {
        let sandbox = sample(tag);
        let read = |id: &str| sandbox.read(&format!("partners/{id}.yaml"));
        let address = |id: &str| {
            let text = read(id);
            text.split("email: \"")
                .nth(1)
                .and_then(|rest| rest.split('"').next())
                .expect("an address")
                .to_owned()
        };
        let meeting = read("tahtiselka").replace("date: \"2027-03-04\"", "date: \"2026-12-04\"");
        sandbox.write("partners/tahtiselka.yaml", meeting);
        let ids = ["gruenfliess", "tahtiselka", "zolty-wiatrak"];
        let mut lengths = Vec::new();
        for (number, day) in [(1, "2027-02-01"), (2, "2027-03-01")] {
            for id in ids {
                let before = if number == 2 { reminded("2027-02-01", 1) } else { String::new() };
                let log = (first() + &before).replace(ADDRESS, &address(id));
                sandbox.write(&format!("partners/{id}.log"), log);
            }
            let run = build(&sandbox, day, &[]);
            let remarks: Vec<&str> = run.stderr.lines().filter(|line| line.starts_with(['w', 'e'])).collect();
            assert!(run.code == 0 && remarks.is_empty(), "{tag}: {}", run.stderr);
            lengths.push(ids.map(|id| {
                words_of(&sandbox.read(&format!("output/{id}/follow-up.reminder-{number}.{tag}.md")))
            }));
        }
        for (first, last) in lengths[0].iter().zip(lengths[1]) {
            assert!(last < *first, "{tag}: {lengths:?}");
        }
    }
}

#[test]
fn the_name_of_a_file_says_which_reminder_it_is() {
    for (number, language) in [(1, "en"), (12, "pt-PT"), (u32::MAX, "en+de")] {
        let name = format!("follow-up.reminder-{number}.{language}.eml");
        let edition = Edition::of_file(&name).expect("an edition");
        assert_eq!(edition.occasion, Occasion::Reminder(number));
        assert_eq!(edition.file_name(Format::Eml, None, &Manner::USUAL), name);
    }
    for name in ["follow-up.reminder-.en.eml", "follow-up.reminder-4294967296.en.eml"] {
        assert!(
            !Edition::of_file(name).is_some_and(|edition| matches!(edition.occasion, Occasion::Reminder(_)))
        );
    }
}
