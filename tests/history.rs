//! What happened with a partner, from its log and its logbook: what rules and templates see of it.

use handclasp::history::{
    HistoryEventKind, LedgerEntry, LedgerEvent, PartnerHistory, SendingOutcome, SendingResult, Standing, day,
    standing,
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
