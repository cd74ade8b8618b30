//! What happened with a partner, from its log and its logbook: what rules and templates see of it.

use handclasp::history::{
    Fact, HistoryEventKind, LedgerEntry, LedgerEvent, PartnerHistory, SendingOutcome, SendingResult,
    Standing, day, standing,
};
use handclasp::model::{Occasion, Partner};
use handclasp::schema::Record;
use handclasp::source::SourceFile;
use proptest::prelude::*;

use crate::support::{Run, Sandbox};

const PARTNER: &str = r#"legal_name: "Stowarzyszenie Żółty Wiatrak"
kind: ngo
country: "PL"
contacts:
  - {email: "biuro@zolty-wiatrak.example.org", source: "the contact page of your website", source_date: 2022-05-04}
partnership_types: [community_inclusion]
why_partner: "your open workshop brings young people back to learning"
"#;

/// The lines of a mail that was tried on a day.
fn tried(day: &str, document: &str, result: &str) -> String {
    let start = format!("{{\"at\":\"{day}T09:30:00+02:00\",\"document\":\"{document}\",\"what\"");
    format!(
        "{start}:\"rendered\",\"message_id\":\"1@example.org\",\"sha256\":\"00\",\"to\":[\"biuro@zolty-wiatrak.example.org\"],\
         \"subject\":\"An idea for {document}\",\"attachments\":[]}}\n\
         {start}:\"intent\",\"attempt\":1,\"server\":\"smtp.example.org\"}}\n\
         {start}:\"dot\"}}\n\
         {start}:\"outcome\",\"result\":\"{result}\",\"reply\":\"250 OK\",\"stage\":\"at the end\"}}\n"
    )
}

/// Checks a partner who gets one document.
fn check(sandbox: &Sandbox, partner: &str, document: &str) -> Run {
    sandbox.write("partners/wiatrak.yaml", format!("{partner}documents: [{document}]\n"));
    sandbox.run(&["check", "--date", "2026-11-23"])
}

#[test]
fn the_last_email_counts_as_the_last_contact() {
    let sandbox = Sandbox::with_partner("wiatrak", PARTNER);
    let warns = || check(&sandbox, PARTNER, "one-pager").stderr.contains("[retention]");
    assert!(warns());
    for (result, is_contact) in [("sent", true), ("refused", false), ("deferred", false), ("in-doubt", false)]
    {
        sandbox.write("partners/wiatrak.log", tried("2026-10-05", "contact-formal", result));
        assert_eq!(warns(), !is_contact, "{result}");
    }
    // What a person said of the one in doubt counts.
    let settled = "{\"at\":\"2026-10-06T10:00:00+02:00\",\"document\":\"contact-formal\",\"what\":\"resolved\",\"sent\":true}\n";
    let doubt = tried("2026-10-05", "contact-formal", "in-doubt");
    sandbox.write("partners/wiatrak.log", format!("{doubt}{settled}"));
    assert!(!warns());
    sandbox.write("partners/wiatrak.log", format!("{doubt}{}", settled.replace("true", "false")));
    assert!(warns());
}

/// Tried in documents: a log that ends in the middle of a line, of a partner whose data seem to be kept too long | nothing is said of the time, since a later contact may have stood there
#[test]
fn nothing_is_said_of_the_time_when_the_log_cannot_be_read() {
    let sandbox = Sandbox::with_partner("wiatrak", PARTNER);
    sandbox.write("partners/wiatrak.log", "{\"at\":\"2026-10-05T09");
    let run = check(&sandbox, PARTNER, "one-pager");
    assert!(run.stderr.contains("[ledger]") && !run.stderr.contains("[retention]"), "{}", run.stderr);
}

#[test]
fn the_emails_to_who_objected_keep_no_warning_alive() {
    let minimal = |objected: &str| {
        format!(
            "legal_name: \"Stowarzyszenie Żółty Wiatrak\"\nkind: ngo\ncontacts:\n  - {{email: \"biuro@zolty-wiatrak.example.org\", {objected}source: \"your website\"}}\n"
        )
    };
    let sandbox = Sandbox::with_partner("wiatrak", "");
    sandbox.write("partners/wiatrak.log", tried("2022-10-05", "contact-formal", "sent"));
    for (objected, is_told) in [("objected: true, ", false), ("", true)] {
        let run = check(&sandbox, &minimal(objected), "one-pager");
        assert_eq!(run.stderr.contains("[retention]"), is_told, "{}", run.stderr);
    }
    // Noted in the log alone it is an objection too.
    assert_eq!(sandbox.run(&["log", "wiatrak", "--objected"]).code, 0);
    let run = check(&sandbox, &minimal(""), "one-pager");
    assert!(!run.stderr.contains("[retention]"), "{}", run.stderr);
}

#[test]
fn only_another_first_email_would_be_a_second_one() {
    let sandbox = Sandbox::with_partner("wiatrak", PARTNER);
    sandbox.write("partners/wiatrak.log", tried("2026-10-05", "contact-formal", "sent"));
    let warns = |document: &str| check(&sandbox, PARTNER, document).stderr.contains("[first-contact-again]");
    assert!(!warns("contact-formal"));
    assert!(warns("contact-informal"));
    assert!(!warns("one-pager"));
    sandbox.write("partners/wiatrak.log", tried("2026-10-05", "contact-formal", "refused"));
    assert!(!warns("contact-informal"));
}

#[test]
fn a_warning_from_the_history_is_told_by_a_build_too_and_only_while_it_is_true() {
    let named = format!("{PARTNER}documents: [contact-formal, contact-informal]\n");
    let sandbox = Sandbox::with_partner("wiatrak", &named);
    let build = || sandbox.run(&["build", "contact-informal", "--format", "md", "--date", "2026-11-23"]);
    assert!(!build().stderr.contains("[first-contact-again]"));
    sandbox.write("partners/wiatrak.log", tried("2026-10-05", "contact-formal", "sent"));
    // What was made before is up to date no longer; the second time the warning is told again.
    for _ in 0..2 {
        let run = build();
        assert!(run.stderr.contains("[first-contact-again]"), "{}", run.stderr);
    }
    // Where nobody names the documents both first emails are made, to choose from, and nobody asked for a second one.
    sandbox.write("partners/wiatrak.yaml", PARTNER);
    assert!(!build().stderr.contains("[first-contact-again]"));
    sandbox.write("partners/wiatrak.yaml", &named);
    std::fs::remove_file(sandbox.path("partners/wiatrak.log")).expect("removed");
    assert!(!build().stderr.contains("[first-contact-again]"));
}

#[test]
fn a_template_sees_what_happened_in_the_order_of_the_days() {
    let partner = format!(
        "{PARTNER}logbook:\n  log:\n    - {{date: 2026-10-20, channel: \"phone\", direction: in, summary: \"a *call*\"}}\n    - {{summary: \"no day\"}}\n"
    );
    let sandbox = Sandbox::with_partner("wiatrak", &partner);
    let log = tried("2026-10-05", "contact-formal", "sent") + &tried("2026-11-02", "loi", "in-doubt");
    sandbox.write("partners/wiatrak.log", log);
    sandbox.write(
        "templates/report/en.md",
        "---\ntitle: \"Report\"\nlayout: letter\nformats: [md]\n---\n{% for one in history %}\n{{ one.date }} {{ one.what }} {{ one.document or \"\" }} {{ one.subject or \"\" }} {{ one.summary or \"\" }}\n{% endfor %}\n",
    );
    let run = sandbox.run(&["build", "report", "--partner", "wiatrak", "--date", "2026-11-23"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let text = sandbox.read("output/wiatrak/report.en.md");
    let places: Vec<_> = ["2026-10-05 sent", "2026-10-20 noted", "2026-11-02 in", "doubt"]
        .iter()
        .map(|words| text.find(words).unwrap_or_else(|| panic!("`{words}` is missing in {text}")))
        .collect();
    assert!(places.is_sorted(), "{text}");
    assert!(text.contains("An idea for contact-formal") && !text.contains("no day"), "{text}");
    // Data is never markup.
    assert!(!text.contains("a *call*") && text.contains("call"), "{text}");
}

/// The events of a document's next step that are possible as it stands: a server is asked, a draft put, a doubt settled.
fn steps(standing: &Standing, kind: u8) -> Vec<LedgerEvent> {
    let outcome = |result| {
        LedgerEvent::Outcome(SendingOutcome {
            result,
            reply: String::new(),
            stage: String::new(),
            refused: Vec::new(),
        })
    };
    let (message_id, words, subject) = (format!("{kind}@x"), kind.to_string(), "An idea".to_owned());
    let rendered = || LedgerEvent::Rendered {
        message_id: message_id.clone(),
        words: words.clone(),
        to: Vec::new(),
        subject: subject.clone(),
        attachments: Vec::new(),
        sequence: None,
        cancelled: false,
        sha256: String::new(),
    };
    let drafting = || LedgerEvent::Drafting {
        message_id: message_id.clone(),
        words: words.clone(),
        to: Vec::new(),
        subject: subject.clone(),
        folder: String::new(),
    };
    let intent = LedgerEvent::Intent { attempt: 1, server: String::new() };
    let may_be_sent = matches!(standing, Standing::Open { .. } | Standing::Sent(_));
    let is_open =
        matches!(standing, Standing::InDoubt { .. } | Standing::Drafting { .. } | Standing::Drafted { .. });
    match kind % 9 {
        0 if may_be_sent => vec![rendered(), intent, LedgerEvent::Dot, outcome(SendingResult::Sent)],
        1 if may_be_sent => vec![rendered(), intent, outcome(SendingResult::Refused)],
        2 if may_be_sent => vec![rendered(), intent, LedgerEvent::Dot, outcome(SendingResult::InDoubt)],
        3 if may_be_sent => vec![rendered(), intent, LedgerEvent::Dot],
        4 if !matches!(standing, Standing::InDoubt { .. }) => {
            vec![drafting(), drafting().drafted().expect("a draft")]
        }
        5 if !matches!(standing, Standing::InDoubt { .. }) => {
            vec![drafting(), outcome(SendingResult::Refused)]
        }
        6 if !matches!(standing, Standing::InDoubt { .. }) => {
            vec![drafting(), outcome(SendingResult::InDoubt)]
        }
        7 if is_open => vec![LedgerEvent::Resolved { sent: true }],
        8 if is_open => vec![LedgerEvent::Resolved { sent: false }],
        _ => Vec::new(),
    }
}

proptest! {
    /// What rules and templates see of a log is what decides about sending, whatever was tried.
    #[test]
    fn the_history_of_a_log_says_what_stands(kinds in proptest::collection::vec(any::<u8>(), 0..12)) {
        let file = SourceFile::new("partner", "legal_name: \"Firma\"\nkind: company\n");
        let partner = Record::<Partner>::read(file).expect("a partner").model;
        let mut log: Vec<LedgerEntry> = Vec::new();
        for (day, kind) in kinds.into_iter().enumerate() {
            for event in steps(&standing(&log, "loi", &Occasion::None), kind) {
                let at = format!("2026-03-{:02}T10:00:00Z", day + 1);
                log.push(LedgerEntry { at, document: Some("loi".to_owned()), occasion: Occasion::None, event });
            }
        }
        let history = PartnerHistory::of(&partner, Some(&log));
        let has = |is_meant: fn(&HistoryEventKind) -> bool| history.events().iter().any(|one| is_meant(&one.kind));
        let has_draft = has(|kind| matches!(kind, HistoryEventKind::Drafted(_)));
        let has_doubt = has(|kind| matches!(kind, HistoryEventKind::InDoubt(_)));
        let stands = standing(&log, "loi", &Occasion::None);
        let is_draft = matches!(stands, Standing::Drafted { .. } | Standing::Drafting { .. });
        prop_assert_eq!(has_draft, is_draft, "{:?}: {:?}", stands, history);
        prop_assert_eq!(has_doubt, matches!(stands, Standing::InDoubt { .. }), "{:?}: {:?}", stands, history);
        match &stands {
            Standing::Sent(sent) => {
                let (_, last) = history.sent().last().expect("an email that was sent");
                prop_assert_eq!(last.to_string(), day(&sent.at));
            }
            Standing::Open { .. } => prop_assert!(history.sent().next().is_none(), "{:?}", history),
            _ => {}
        }
    }
}

/// Something that somebody notes: which fact, on which day, with which word, and whether it is taken back.
type Said = (u8, i8, u8, bool);

/// The line of a fact, and that of its being taken back. No two facts are noted in the same moment.
fn said(number: usize, (kind, day, word, is_undone): Said) -> Vec<LedgerEntry> {
    let on = jiff::civil::date(2026, 3, 1 + day.rem_euclid(28));
    let text = ["a", "b", ""][usize::from(word % 3)].to_owned();
    let fact = match kind % 9 {
        0 => Fact::Called { text },
        1 => Fact::Met { text },
        2 => Fact::Wrote { text },
        3 => Fact::Answered { text },
        4 => Fact::Declined { text },
        5 => Fact::Snoozed { until: jiff::civil::date(2026, 5, 1 + day.rem_euclid(28)), text },
        6 => Fact::Left { contact: format!("{text}@x.example.org") },
        7 => Fact::Note { text },
        _ => Fact::Sent { to: vec![format!("{text}@x.example.org")] },
    };
    let document = matches!(fact, Fact::Sent { .. }).then(|| "loi".to_owned());
    let line = |seconds: usize, event| LedgerEntry {
        at: format!("2026-04-{:02}T10:{:02}:{:02}Z", 1 + number % 28, number / 28, seconds),
        document: document.clone(),
        occasion: Occasion::None,
        event,
    };
    let noted = line(0, LedgerEvent::Noted { on, fact });
    let undone = noted.mark().filter(|_| is_undone).map(|noted| line(1, LedgerEvent::Undone { noted }));
    [noted].into_iter().chain(undone).collect()
}

fn facts() -> impl Strategy<Value = Vec<Said>> {
    proptest::collection::vec((any::<u8>(), any::<i8>(), any::<u8>(), any::<bool>()), 0..8)
}

/// A log of mails of one document.
fn mails(kinds: &[u8]) -> Vec<LedgerEntry> {
    let mut log: Vec<LedgerEntry> = Vec::new();
    for (day, kind) in kinds.iter().enumerate() {
        for event in steps(&standing(&log, "loi", &Occasion::None), *kind) {
            let at = format!("2026-04-{:02}T09:00:00Z", day + 1);
            log.push(LedgerEntry { at, document: Some("loi".to_owned()), occasion: Occasion::None, event });
        }
    }
    log
}

/// All that is derived of a log.
fn derived(log: &[LedgerEntry]) -> (PartnerHistory, Standing, [Option<jiff::civil::Date>; 5]) {
    let history = PartnerHistory::of(&Partner::default(), Some(log));
    let days = [
        history.last_contact(),
        history.last_from_us(),
        history.last_from_them(),
        history.declined(),
        history.snoozed_until(),
    ];
    (history, standing(log, "loi", &Occasion::None), days)
}

proptest! {
    /// Whatever the order in which facts arrive, and wherever they stand between the mails: what is derived is the same.
    #[test]
    fn the_order_of_the_lines_does_not_matter(
        all in facts(),
        kinds in proptest::collection::vec(any::<u8>(), 0..5),
        places in proptest::collection::vec(any::<prop::sample::Index>(), 16),
    ) {
        let lines: Vec<LedgerEntry> = all.iter().enumerate().flat_map(|(number, one)| said(number, *one)).collect();
        let mut before = mails(&kinds);
        let mut shuffled = before.clone();
        before.extend(lines.iter().cloned());
        for (line, place) in lines.into_iter().zip(places) {
            let at = place.index(shuffled.len() + 1);
            shuffled.insert(at, line);
        }
        prop_assert_eq!(derived(&before), derived(&shuffled), "{:?}", shuffled);
    }

    /// Whatever is taken back leaves no trace.
    #[test]
    fn what_is_taken_back_leaves_no_trace(all in facts(), kinds in proptest::collection::vec(any::<u8>(), 0..5)) {
        let noted = |is_meant: fn(&Said) -> bool| {
            let lines = all.iter().enumerate().filter(|(_, one)| is_meant(one));
            let mut log = mails(&kinds);
            log.extend(lines.flat_map(|(number, one)| said(number, *one)));
            log
        };
        prop_assert_eq!(derived(&noted(|_| true)), derived(&noted(|(.., is_undone)| !is_undone)));
    }

    /// Two logs that were written apart say the same in whatever order they are joined, also where both have the same lines.
    #[test]
    fn two_logs_can_be_joined_in_either_order(all in facts(), apart in 0_usize..8) {
        let lines: Vec<Vec<LedgerEntry>> =
            all.iter().enumerate().map(|(number, one)| said(number, *one)).collect();
        let apart = apart.min(lines.len());
        // Both have the first lines; then one goes on with the others, and the other takes the first ones back.
        let (common, rest) = lines.split_at(apart);
        let one: Vec<LedgerEntry> = common.iter().map(|both| both[0].clone()).chain(rest.iter().flatten().cloned()).collect();
        let other: Vec<LedgerEntry> = common.iter().flatten().cloned().collect();
        let joined = [one.as_slice(), other.as_slice()].concat();
        prop_assert_eq!(derived(&joined), derived(&[other, one].concat()));
        let once: Vec<LedgerEntry> = lines.into_iter().flatten().collect();
        prop_assert_eq!(derived(&joined), derived(&once));
    }
}

#[test]
fn what_comes_of_the_facts_follows_from_their_days() {
    let partner = Partner::default();
    let day = |month, day| jiff::civil::date(2026, month, day);
    let log = |facts: &[(jiff::civil::Date, Fact)]| -> Vec<LedgerEntry> {
        let lines = facts.iter().enumerate().map(|(number, (on, fact))| LedgerEntry {
            at: format!("2026-11-01T10:00:{number:02}Z"),
            document: None,
            occasion: Occasion::None,
            event: LedgerEvent::Noted { on: *on, fact: fact.clone() },
        });
        lines.collect()
    };
    let text = String::new;
    let of = |facts: &[(jiff::civil::Date, Fact)]| PartnerHistory::of(&partner, Some(&log(facts)));
    let history = of(&[
        (day(5, 4), Fact::Wrote { text: text() }),
        (day(6, 1), Fact::Answered { text: text() }),
        (day(7, 1), Fact::Note { text: text() }),
        (day(3, 1), Fact::Called { text: text() }),
    ]);
    assert_eq!(history.last_from_us(), Some(day(5, 4)));
    assert_eq!(history.last_from_them(), Some(day(6, 1)));
    assert_eq!(history.last_contact(), Some(day(6, 1)));
    assert!(history.has_answered_since(day(5, 4)) && !history.has_answered_since(day(6, 2)));
    // As it was on an earlier day.
    let before = history.until(day(5, 31));
    assert_eq!((before.last_from_them(), before.last_contact()), (Some(day(3, 1)), Some(day(5, 4))));
    // Who declined and turned to us later declined no more; the same with what was put off.
    let declined = (day(4, 1), Fact::Declined { text: text() });
    let snoozed = (day(4, 2), Fact::Snoozed { until: day(9, 1), text: text() });
    let history = of(&[declined.clone(), snoozed.clone()]);
    assert_eq!((history.declined(), history.snoozed_until()), (Some(day(4, 1)), Some(day(9, 1))));
    let again = (day(5, 1), Fact::Answered { text: text() });
    let history = of(&[again, declined, snoozed.clone()]);
    assert_eq!((history.declined(), history.snoozed_until()), (None, None));
    // What was put off last counts, even when it is for a shorter time.
    let shorter = (day(4, 3), Fact::Snoozed { until: day(6, 1), text: text() });
    assert_eq!(of(&[shorter, snoozed]).snoozed_until(), Some(day(6, 1)));
}
