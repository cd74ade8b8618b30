//! What is to be done: each kind of thing alone, on its day and around it; what is told, and how.

use jiff::civil::{Date, date};

use crate::support::Sandbox;
use crate::year::{happens, list_of, office, told};

/// A partner with a line or more of its own.
fn with(own: &str) -> String {
    format!(
        "legal_name: \"Brod a.s.\"\nkind: company\ncontacts:\n  - {{given_name: \"Eva\", family_name: \"Dub\", email: \"eva@brod.example.org\", source: \"a card\", source_date: \"2026-11-16\"}}\n{own}"
    )
}

/// An office with a partner, in which all this happened.
fn after(own: &str, facts: &[(&str, &str)]) -> Sandbox {
    let sandbox = office("defaults: {reminder_days: [7, 15]}\n");
    sandbox.write("partners/brod.yaml", with(own));
    for (day, fact) in facts {
        happens(&sandbox, day, "brod", fact);
    }
    sandbox
}

/// What is told on a day.
fn on(sandbox: &Sandbox, day: Date) -> Vec<String> {
    told(&list_of(sandbox, day))
}

const NOTHING: [&str; 0] = [];

#[test]
fn the_first_email_is_due_two_weeks_after_somebody_was_found() {
    let sandbox = after("", &[]);
    assert_eq!(on(&sandbox, date(2026, 11, 29)), NOTHING);
    assert_eq!(on(&sandbox, date(2026, 11, 30)), ["today brod first-email 2026-11-30"]);
    assert_eq!(on(&sandbox, date(2026, 12, 1)), ["overdue brod first-email 2026-11-30"]);
    let command = |own: &str| {
        let list = list_of(&after(own, &[]), date(2026, 11, 30));
        list.reminders().next().map(|one| one.command.clone())
    };
    assert_eq!(command("").as_deref(), Some("handclasp build contact-formal --partner brod"));
    let own = "documents: [contact-informal, one-pager]\n";
    assert_eq!(command(own).as_deref(), Some("handclasp build contact-informal --partner brod"));
    // Who gets no first email is not told of.
    assert!(on(&after("documents: [one-pager]\n", &[]), date(2026, 12, 1)).is_empty());
}

/// Tried in documents: a partner of whom nobody noted since when it is known | is no thing to be done; it is told that nothing is planned
#[test]
fn without_a_day_nothing_is_due() {
    let sandbox = office("");
    sandbox.write(
        "partners/brod.yaml",
        "legal_name: \"Brod\"\nkind: company\ncontacts: [{email: \"eva@brod.example.org\"}]\n",
    );
    let run = sandbox.run(&["today", "--on", "2026-12-01"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(
        run.stdout,
        "nothing is due on 2026-12-01, and nothing is planned\n\nNOTHING PLANNED\n brod  nobody was ever in contact\n"
    );
}

#[test]
fn an_answer_to_them_is_due_within_two_working_days() {
    // A Friday.
    let sandbox = after("", &[("2026-12-04", "answered \"yes\"")]);
    for day in [date(2026, 12, 4), date(2026, 12, 5), date(2026, 12, 8)] {
        assert_eq!(on(&sandbox, day), ["today brod reply 2026-12-08"], "{day}");
    }
    assert_eq!(on(&sandbox, date(2026, 12, 9)), ["overdue brod reply 2026-12-08"]);
    happens(&sandbox, "2026-12-09", "brod", "wrote \"yes\"");
    assert_eq!(on(&sandbox, date(2026, 12, 9)), NOTHING);
    // As it stood then.
    assert_eq!(on(&sandbox, date(2026, 12, 4)), ["today brod reply 2026-12-08"]);
}

#[test]
fn a_reminder_is_due_after_seven_working_days_and_nobody_is_reminded_who_answered() {
    let sandbox = after("", &[("2026-12-01", "mailed contact-formal")]);
    assert_eq!(on(&sandbox, date(2026, 12, 9)), NOTHING);
    assert_eq!(on(&sandbox, date(2026, 12, 10)), ["today brod reminder 2026-12-10"]);
    let list = list_of(&sandbox, date(2026, 12, 10));
    let command = list.reminders().next().map(|one| one.command.as_str());
    assert_eq!(command, Some("handclasp build follow-up --partner brod"));
    for fact in ["answered \"no time\"", "declined \"no\"", "objected", "snoozed 2027-03-01 \"busy\""] {
        let sandbox = after("", &[("2026-12-01", "mailed contact-formal"), ("2026-12-08", fact)]);
        let told = on(&sandbox, date(2026, 12, 11));
        assert!(told.iter().all(|line| !line.contains("reminder")), "{fact}: {told:?}");
    }
}

#[test]
fn what_is_open_is_asked_first_and_alone() {
    let sandbox = after("", &[("2026-12-01", "drafted contact-formal")]);
    assert_eq!(on(&sandbox, date(2026, 12, 2)), ["today brod draft 2026-12-02"]);
    assert_eq!(on(&sandbox, date(2026, 12, 14)), ["overdue brod draft 2026-12-02"]);
    let sandbox = after("", &[("2026-12-01", "tried contact-formal")]);
    assert_eq!(on(&sandbox, date(2026, 12, 14)), ["overdue brod in-doubt 2026-12-01"]);
    let list = list_of(&sandbox, date(2026, 12, 14));
    let command = list.reminders().next().map(|one| one.command.as_str());
    assert_eq!(command, Some("handclasp resolve brod contact-formal --sent"));
}

#[test]
fn a_meeting_is_told_on_the_working_day_before() {
    // A Monday: the Friday before.
    let sandbox = after("meeting: {id: kick-off, date: \"2027-01-18\", start: \"10:00\"}\n", &[]);
    assert_eq!(on(&sandbox, date(2027, 1, 14)), NOTHING);
    for day in [15, 16, 18] {
        assert_eq!(on(&sandbox, date(2027, 1, day)), ["today brod meeting 2027-01-18"], "{day}");
    }
    let list = list_of(&sandbox, date(2027, 1, 18));
    let command = list.reminders().next().map(|one| one.command.as_str());
    assert_eq!(command, Some("handclasp build agenda minutes --partner brod --meeting kick-off"));
    // Nobody noted anything.
    assert_eq!(on(&sandbox, date(2027, 1, 19)), ["today brod not-noted 2027-01-20"]);
    assert_eq!(on(&sandbox, date(2027, 3, 1)), ["overdue brod not-noted 2027-01-20"]);
    happens(&sandbox, "2027-01-18", "brod", "met \"four places\"");
    assert_eq!(on(&sandbox, date(2027, 1, 19)), ["today brod thanks 2027-01-20"]);
    let list = list_of(&sandbox, date(2027, 1, 19));
    let command = list.reminders().next().map(|one| one.command.as_str());
    assert_eq!(command, Some("handclasp build thank-you --partner brod --meeting kick-off"));
    // Ten working days later thanks would be odd, and the next step is due.
    assert_eq!(on(&sandbox, date(2027, 2, 2)), ["overdue brod next-step 2027-02-01"]);
    happens(&sandbox, "2027-01-18", "brod", "sent thank-you meeting \"kick-off\"");
    assert_eq!(on(&sandbox, date(2027, 1, 20)), NOTHING);
}

#[test]
fn a_missing_signature_is_asked_for_every_two_weeks() {
    let sandbox = after("", &[("2027-02-01", "signed mou us")]);
    assert_eq!(on(&sandbox, date(2027, 2, 12)), NOTHING);
    assert_eq!(on(&sandbox, date(2027, 2, 15)), ["today brod their-signature 2027-02-15"]);
    happens(&sandbox, "2027-02-16", "brod", "wrote \"where is it?\"");
    assert_eq!(on(&sandbox, date(2027, 3, 1)), NOTHING);
    assert_eq!(on(&sandbox, date(2027, 3, 2)), ["today brod their-signature 2027-03-02"]);
    happens(&sandbox, "2027-03-02", "brod", "signed mou them");
    assert_eq!(on(&sandbox, date(2027, 3, 2)), NOTHING);
    assert_eq!(on(&sandbox, date(2027, 6, 2)), ["today brod check-in 2027-06-02"]);
    let sandbox = after("", &[("2027-02-01", "signed mou them")]);
    assert_eq!(on(&sandbox, date(2027, 2, 9)), ["overdue brod our-signature 2027-02-08"]);
}

/// Tried in documents: a Memorandum signed by two of three organisations | the third one's signature is asked for
#[test]
fn a_further_organisation_has_to_sign_too() {
    let own = "mou: {further_partners: [third-school]}\n";
    let sandbox = after(own, &[("2027-02-01", "signed mou us"), ("2027-02-01", "signed mou them")]);
    let list = list_of(&sandbox, date(2027, 2, 15));
    let one = list.reminders().next().expect("something");
    assert_eq!(one.what.to_string(), "ask for the signature of `third-school` under `mou`");
    assert_eq!(one.command, "handclasp log brod signed mou --by third-school --file SCAN.pdf");
}

/// A partner whose agreement runs.
fn running(term: &str) -> Sandbox {
    let own = format!(
        "mou: {{status: final, term: {{{term}}}}}\nlogbook: {{phase: maintenance_growth, retention_until: \"2035-01-01\"}}\n"
    );
    after(&own, &[])
}

#[test]
fn the_end_of_an_agreement_is_told_a_year_before_ninety_days_before_and_on_the_day() {
    let sandbox = running("start: \"2026-08-01\", end: \"2029-07-31\"");
    // 31 July 2028 is a Monday.
    assert_eq!(on(&sandbox, date(2028, 7, 30)), NOTHING);
    assert_eq!(on(&sandbox, date(2028, 7, 31)), ["today brod ends-in-a-year 2028-07-31"]);
    assert_eq!(on(&sandbox, date(2028, 8, 6)), ["overdue brod ends-in-a-year 2028-07-31"]);
    assert_eq!(on(&sandbox, date(2028, 8, 7)), NOTHING);
    assert_eq!(on(&sandbox, date(2029, 5, 2)), ["today brod renewal 2029-05-02"]);
    assert_eq!(on(&sandbox, date(2029, 7, 30)), ["overdue brod renewal 2029-05-02"]);
    assert_eq!(on(&sandbox, date(2029, 7, 31)), ["today brod ends 2029-07-31"]);
    assert_eq!(on(&sandbox, date(2029, 8, 14)), ["overdue brod ends 2029-07-31"]);
    assert_eq!(on(&sandbox, date(2029, 8, 20)), NOTHING);
    happens(&sandbox, "2029-06-01", "brod", "met \"we go on\"");
    assert_eq!(on(&sandbox, date(2029, 6, 4)), NOTHING);
}

/// Tried in documents: an agreement that ends on a leap day | a year before is 28 February
#[test]
fn months_end_as_calendars_have_it() {
    let sandbox = running("start: \"2024-03-01\", end: \"2028-02-29\"");
    assert_eq!(on(&sandbox, date(2027, 3, 1)), ["today brod ends-in-a-year 2027-03-01"]);
    // 30 November and three months: 28 February, a Sunday.
    let sandbox = after("", &[("2026-11-30", "signed mou us"), ("2026-11-30", "signed mou them")]);
    assert_eq!(on(&sandbox, date(2027, 2, 28)), NOTHING);
    assert_eq!(on(&sandbox, date(2027, 3, 1)), ["today brod check-in 2027-03-01"]);
}

#[test]
fn an_agreement_that_goes_on_by_itself_has_a_last_day_for_notice() {
    let term = "start: \"2025-10-01\", end: \"2027-09-30\", renewal: automatic, renewal_period_months: 12, notice_months: 3";
    let sandbox = running(term);
    assert_eq!(on(&sandbox, date(2027, 5, 30)), NOTHING);
    assert_eq!(on(&sandbox, date(2027, 5, 31)), ["today brod notice 2027-06-30"]);
    assert_eq!(on(&sandbox, date(2027, 6, 30)), ["today brod notice 2027-06-30"]);
    assert_eq!(on(&sandbox, date(2027, 7, 1)), NOTHING);
    assert_eq!(on(&sandbox, date(2028, 6, 30)), ["today brod notice 2028-06-30"]);
}

#[test]
fn a_letter_is_there_three_weeks_before_the_call_closes() {
    let sandbox = after("loi: {call_deadline: \"2027-03-06\"}\n", &[("2027-02-01", "met \"a project\"")]);
    // 13 February is a Saturday: the Friday before.
    assert!(on(&sandbox, date(2027, 2, 12)).contains(&"today brod call-deadline 2027-02-12".to_owned()));
    assert!(on(&sandbox, date(2027, 3, 6)).contains(&"overdue brod call-deadline 2027-02-12".to_owned()));
    assert!(on(&sandbox, date(2027, 3, 7)).iter().all(|line| !line.contains("call-deadline")));
    happens(&sandbox, "2027-02-10", "brod", "signed loi us");
    assert!(on(&sandbox, date(2027, 2, 12)).iter().all(|line| !line.contains("call-deadline")));
}

#[test]
fn the_review_that_the_agreement_names_comes_before_the_usual_check_in() {
    let own = "mou: {review: {frequency: half_yearly, first_date: \"2027-04-15\"}}\n";
    let sandbox = after(own, &[("2027-02-15", "signed mou us"), ("2027-02-15", "signed mou them")]);
    assert_eq!(on(&sandbox, date(2027, 4, 15)), ["today brod check-in 2027-04-15"]);
    happens(&sandbox, "2027-08-02", "brod", "called \"well\"");
    // The next one, on 15 October, is sooner than three months after the call.
    assert_eq!(on(&sandbox, date(2027, 10, 15)), ["today brod check-in 2027-10-15"]);
}

#[test]
fn what_the_file_says_is_next_comes_before_what_follows() {
    let own = "logbook: {next_action: \"Ask the head\", next_action_due: \"2026-12-20\"}\n";
    let sandbox = after(own, &[("2026-12-01", "mailed contact-formal")]);
    assert_eq!(on(&sandbox, date(2026, 12, 11)), NOTHING);
    assert_eq!(on(&sandbox, date(2026, 12, 21)), ["overdue brod next-action 2026-12-20"]);
    // Words without a day stand in place of ours.
    let sandbox =
        after("logbook: {next_action: \"Ask the head\"}\n", &[("2026-12-01", "mailed contact-formal")]);
    let list = list_of(&sandbox, date(2026, 12, 10));
    assert_eq!(list.reminders().next().map(|one| one.what.to_string()).as_deref(), Some("Ask the head"));
}

#[test]
fn who_rests_for_good_is_told_of_only_when_the_data_have_to_go() {
    for status in ["declined", "ended", "objected"] {
        let own = format!(
            "logbook: {{status: {status}, retention_until: \"2027-05-31\", next_action: \"x\", next_action_due: \"2026-12-01\"}}\n"
        );
        let sandbox = after(&own, &[("2026-12-01", "answered \"hm\"")]);
        assert_eq!(on(&sandbox, date(2026, 12, 10)), NOTHING, "{status}");
        assert_eq!(on(&sandbox, date(2027, 5, 17)), ["today brod retention 2027-05-31"], "{status}");
        assert_eq!(on(&sandbox, date(2027, 6, 1)), ["overdue brod retention 2027-05-31"], "{status}");
    }
}

#[test]
fn in_the_archive_only_the_data_matter() {
    let sandbox = office("");
    let own =
        "logbook: {retention_until: \"2027-05-31\", next_action: \"x\", next_action_due: \"2026-12-01\"}\n";
    sandbox.write("archive/brod.yaml", with(own));
    assert_eq!(on(&sandbox, date(2027, 3, 1)), NOTHING);
    assert_eq!(on(&sandbox, date(2027, 6, 1)), ["overdue brod retention 2027-05-31"]);
}

/// Tried in documents: a partner whose contact objected as another partner's contact | nothing is to be done with it
#[test]
fn who_objected_elsewhere_is_not_to_be_written_to() {
    let sandbox = after("", &[]);
    sandbox.write("partners/other.yaml", with("").replace("Brod a.s.", "Other"));
    assert_eq!(on(&sandbox, date(2026, 12, 1)).len(), 2);
    happens(&sandbox, "2026-11-20", "other", "objected");
    assert_eq!(on(&sandbox, date(2026, 12, 1)), NOTHING);
}

#[test]
fn closed_days_are_no_days_for_anything() {
    let closed = "defaults: {closed: [{from: \"2026-11-30\", to: \"2026-12-04\"}]}\n";
    let sandbox = office(closed);
    sandbox.write("partners/brod.yaml", with(""));
    assert_eq!(on(&sandbox, date(2026, 12, 6)), NOTHING);
    assert_eq!(on(&sandbox, date(2026, 12, 7)), ["today brod first-email 2026-12-07"]);
    happens(&sandbox, "2026-11-27", "brod", "answered \"yes\"");
    assert_eq!(on(&sandbox, date(2026, 12, 8)), ["today brod reply 2026-12-08"]);
}

/// Tried in documents: an office that is closed for ever | things are due on the day itself, and nothing hangs
#[test]
fn an_office_that_never_opens_loses_nothing() {
    let sandbox = office("defaults: {closed: [{from: \"2000-01-01\", to: \"9999-12-31\"}]}\n");
    sandbox.write("partners/brod.yaml", with("meeting: {date: \"2027-01-18\"}\n"));
    assert_eq!(on(&sandbox, date(2027, 1, 18)), ["today brod meeting 2027-01-18"]);
}

#[test]
fn a_rest_has_an_end() {
    let sandbox = after(
        "",
        &[("2026-12-01", "answered \"later\""), ("2026-12-02", "snoozed 2027-02-01 \"stock-taking\"")],
    );
    assert_eq!(on(&sandbox, date(2027, 1, 29)), NOTHING);
    assert_eq!(on(&sandbox, date(2027, 2, 1)), ["today brod rest-over 2027-02-01"]);
    assert_eq!(on(&sandbox, date(2027, 2, 2)), ["overdue brod rest-over 2027-02-01"]);
    happens(&sandbox, "2027-01-10", "brod", "answered \"sooner than we thought\"");
    assert_eq!(on(&sandbox, date(2027, 1, 12)), ["today brod reply 2027-01-12"]);
}

#[test]
fn undone_facts_leave_no_trace() {
    let sandbox = after("", &[("2026-12-01", "mailed contact-formal")]);
    let before = on(&sandbox, date(2026, 12, 10));
    let log = sandbox.read("partners/brod.log");
    sandbox.write("partners/brod.log", &log);
    happens(&sandbox, "2026-12-03", "brod", "answered \"yes\"");
    assert_ne!(on(&sandbox, date(2026, 12, 10)), before);
    let entry = sandbox.read("partners/brod.log").lines().last().map(str::to_owned).expect("a line");
    let entry: handclasp::history::LedgerEntry = serde_json::from_str(&entry).expect("an entry");
    let undone = format!(
        "{{\"at\":\"2026-12-03T11:00:00+00:00\",\"what\":\"undone\",\"noted\":\"{}\"}}\n",
        entry.mark().expect("a mark")
    );
    sandbox.write("partners/brod.log", sandbox.read("partners/brod.log") + &undone);
    assert_eq!(on(&sandbox, date(2026, 12, 10)), before);
}

#[test]
fn in_words_for_an_office() {
    let sandbox = after("", &[("2026-12-01", "answered \"yes\"")]);
    sandbox.write("partners/dub.yaml", with("logbook: {found_on: \"2026-11-23\"}\n"));
    let run = sandbox.run(&["today", "--on", "2026-12-04", "--week"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(
        run.stdout,
        "OVERDUE\n\
         \x202026-12-03  brod  answer them: they turned to you on 2026-12-01 (1 day late)\n\
         \x20                  handclasp log brod wrote \"what you answered\"\n\n\
         THIS WEEK\n\
         \x202026-12-07  dub  send the first email: found on 2026-11-23, and nothing was sent yet\n\
         \x20                 handclasp build contact-formal --partner dub\n"
    );
    let run = sandbox.run(&["today", "dub", "--on", "2026-12-04"]);
    assert_eq!(run.stdout, "nothing is due on 2026-12-04; next, on 2026-12-07: dub: send the first email\n");
}

#[test]
fn as_json_each_line_is_an_object() {
    let sandbox = after("", &[("2026-12-01", "answered \"yes\"")]);
    let run = sandbox.run(&["today", "--on", "2026-12-04", "--message-format", "json"]);
    let lines: Vec<serde_json::Value> =
        run.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let of = |kind: &str| lines.iter().filter(|line| line["type"] == kind).collect::<Vec<_>>();
    assert_eq!(of("reminder")[0]["kind"], "reply");
    assert_eq!(of("reminder")[0]["state"], "overdue");
    assert_eq!(of("reminder")[0]["since"], "2026-12-01");
    let partner = of("partner")[0];
    assert_eq!((&partner["phase"], &partner["status"]), (&"proposal".into(), &"waiting_for_us".into()));
    assert_eq!((&partner["quiet_days"], &partner["state"]), (&3.into(), &"overdue".into()));
}

#[test]
fn only_what_was_asked_for() {
    let sandbox = after("country: \"CZ\"\n", &[]);
    sandbox.write("partners/dub.yaml", with("country: \"FI\"\nlogbook: {owner: other}\n"));
    let institution = sandbox.read("institution.yaml");
    let second = "contacts:\n  - {id: other, given_name: \"Rui\", family_name: \"Vale\", email: \"rui@ancora-azul.example.org\"}";
    sandbox.write("institution.yaml", institution.replacen("contacts:", second, 1));
    let told = |more: &[&str]| {
        let run = sandbox.run(&[&["today", "--on", "2026-12-01"], more].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        (run.stdout.contains("brod"), run.stdout.contains("dub"))
    };
    assert_eq!(told(&[]), (true, true));
    assert_eq!(told(&["--where", "country=FI"]), (false, true));
    assert_eq!(told(&["--owner", "coordinator"]), (false, false));
    // Nobody named: the first contact of ours, which is another one now.
    assert_eq!(told(&["--owner", "other"]), (true, true));
    assert_eq!(told(&["dub"]), (false, true));
    let run = sandbox.run(&["today", "--owner", "cordinator"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("[no-such-owner]") && run.stderr.contains("did you mean `coordinator`?"));
    let run = sandbox.run(&["today", "brot"]);
    assert!(run.code == 2 && run.stderr.contains("did you mean `brod`?"), "{}", run.stderr);
}

#[test]
fn a_partner_that_cannot_be_read_hides_no_other() {
    let sandbox = after("", &[]);
    sandbox.write("partners/zzz.yaml", "legal_name: [\n");
    let run = sandbox.run(&["today", "--on", "2026-12-01"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("brod") && run.stderr.contains("partners/zzz.yaml"), "{}", run.stderr);
    // Nor is anybody told that nothing is due when not all was looked at.
    let run = sandbox.run(&["today", "--on", "2026-11-27"]);
    let said = "nothing is due on 2026-11-27, as far as the files can be read; next, on 2026-11-30: brod";
    assert!(run.stdout.starts_with(said), "{}", run.stdout);
}

/// Tried in documents: signs of a terminal in what is to be done next | they stand there as their numbers
#[test]
fn nothing_of_the_data_is_a_sign_for_the_terminal() {
    let own = "logbook: {next_action: \"\\e[31mred\\u202e\", next_action_due: \"2026-12-01\"}\n";
    let sandbox = after(own, &[]);
    let run = sandbox.run(&["today", "--on", "2026-12-01"]);
    assert!(!run.stdout.contains('\u{1b}') && !run.stdout.contains('\u{202e}'), "{}", run.stdout);
}

#[test]
fn a_calendar_has_each_thing_on_its_day_and_the_same_bytes_each_time() {
    let own = "meeting: {date: \"2027-01-18\"}\nlogbook: {next_action: \"Ask; the head, twice\", next_action_due: \"2026-12-01\"}\n";
    let sandbox = after(own, &[]);
    let make = |name: &str| {
        let run = sandbox.run(&["today", "--on", "2026-12-01", "--ics", name]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        sandbox.read(name)
    };
    let first = make("due.ics");
    assert!(first.starts_with("BEGIN:VCALENDAR\r\n") && first.ends_with("END:VCALENDAR\r\n"), "{first}");
    for line in [
        "DTSTART;VALUE=DATE:20261201",
        "DTEND;VALUE=DATE:20261202",
        "DTSTART;VALUE=DATE:20270118",
        "DTSTAMP:20261201T000000Z",
    ] {
        assert!(first.contains(&format!("{line}\r\n")), "{line}: {first}");
    }
    assert!(first.contains("Ask\\; the head\\, twice"), "{first}");
    // Ours is written over.
    assert_eq!(make("due.ics"), first);
    let uid = |text: &str| text.lines().find(|line| line.starts_with("UID:")).map(str::to_owned);
    happens(&sandbox, "2026-11-30", "brod", "note \"nothing\"");
    assert_eq!(uid(&make("due.ics")), uid(&first));
    // Somebody else's is not.
    sandbox.write("own.ics", "BEGIN:VCALENDAR\r\nPRODID:-//Me//Mine//EN\r\nEND:VCALENDAR\r\n");
    let run = sandbox.run(&["today", "--ics", "own.ics"]);
    assert!(run.code == 2 && run.stderr.contains("[file-exists]"), "{}", run.stderr);
    assert!(sandbox.read("own.ics").contains("Mine"));
}

#[test]
fn what_the_file_says_against_the_log_is_told_once() {
    let sandbox = after(
        "logbook: {phase: scouting, status: waiting_for_them}\n",
        &[("2026-12-01", "answered \"yes\"")],
    );
    let run = sandbox.run(&["check", "--date", "2026-12-02"]);
    assert_eq!(run.stderr.matches("[logbook-differs]").count(), 1, "{}", run.stderr);
    assert!(
        run.stderr.contains(
            "the file says `scouting`, and by `partners/brod.log` it is `proposal` since 2026-12-01"
        ),
        "{}",
        run.stderr
    );
    // A later phase than the log shows is no contradiction: not everything was noted.
    for fits in ["phase: proposal", "phase: maintenance_growth", "status: waiting_for_us", "status: parked"] {
        sandbox.write("partners/brod.yaml", with(&format!("logbook: {{{fits}}}\n")));
        let run = sandbox.run(&["check", "--date", "2026-12-02"]);
        assert!(!run.stderr.contains("[logbook-differs]"), "{fits}: {}", run.stderr);
    }
    sandbox.write("partners/brod.yaml", with("logbook: {status: waiting_for_them}\n"));
    let run = sandbox.run(&["check", "--date", "2026-12-02"]);
    assert!(run.stderr.contains("by `partners/brod.log` they answered on 2026-12-01"), "{}", run.stderr);
}

#[test]
fn a_thousand_partners_are_looked_at() {
    let sandbox = office("");
    for at in 0..1000 {
        let own = with("").replace("eva@", &format!("eva{at}@"));
        sandbox.write(&format!("partners/p{at:04}.yaml"), own);
        if at % 2 == 0 {
            happens(&sandbox, "2026-11-20", &format!("p{at:04}"), "mailed contact-formal");
        }
    }
    let list = list_of(&sandbox, date(2026, 12, 1));
    assert_eq!(list.partners.len(), 1000);
    let told = told(&list);
    assert_eq!(told.iter().filter(|line| line.contains(" first-email ")).count(), 500);
    assert_eq!(told.iter().filter(|line| line.contains(" reminder 2026-12-01")).count(), 500);
}

#[test]
fn what_was_agreed_in_a_meeting_is_due_on_its_day() {
    let own = "meeting: {date: \"2027-01-18\", next_step: \"Send the list of tasks\", next_step_by: \"2027-01-29\"}\n";
    let sandbox = after(own, &[("2027-01-18", "met \"four places\""), ("2027-01-19", "wrote \"thank you\"")]);
    assert_eq!(on(&sandbox, date(2027, 1, 28)), NOTHING);
    assert_eq!(on(&sandbox, date(2027, 1, 29)), ["today brod next-step 2027-01-29"]);
    let list = list_of(&sandbox, date(2027, 1, 29));
    assert_eq!(
        list.reminders().next().map(|one| one.what.to_string()).as_deref(),
        Some("Send the list of tasks")
    );
    happens(&sandbox, "2027-01-29", "brod", "wrote \"the list\"");
    assert_eq!(on(&sandbox, date(2027, 2, 1)), NOTHING);
}

#[test]
fn when_the_contact_has_left_somebody_else_is_looked_for() {
    let sandbox = after("", &[("2026-12-01", "mailed contact-formal")]);
    let run = sandbox.run_with(
        &["log", "brod", "left", "eva@brod.example.org", "--on", "2026-12-08"],
        &[("SOURCE_DATE_EPOCH", "1796774400")],
    );
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(on(&sandbox, date(2026, 12, 11)), NOTHING);
    assert_eq!(on(&sandbox, date(2026, 12, 22)), ["today brod contact-left 2026-12-22"]);
}

#[test]
fn the_order_in_which_facts_were_written_down_says_nothing() {
    let facts = [
        ("2026-12-01", "wrote \"an idea\""),
        ("2026-12-07", "answered \"yes\""),
        ("2026-12-09", "called \"a date\""),
        ("2026-12-10", "snoozed 2027-02-01 \"busy\""),
        ("2027-02-02", "signed mou us"),
        ("2027-02-05", "signed mou them"),
    ];
    let days = [date(2026, 12, 8), date(2026, 12, 23), date(2027, 2, 1), date(2027, 2, 4), date(2027, 5, 5)];
    let all = |sandbox: &Sandbox| days.map(|day| on(sandbox, day));
    let wanted = all(&after("", &facts));
    assert!(wanted.iter().any(|told| !told.is_empty()), "{wanted:?}");
    let turned: Vec<_> = facts.into_iter().rev().collect();
    assert_eq!(all(&after("", &turned)), wanted);
    for at in 1..facts.len() {
        let turned: Vec<_> = facts[at..].iter().chain(&facts[..at]).copied().collect();
        assert_eq!(all(&after("", &turned)), wanted, "{at}");
    }
}

/// Tried in documents: days at the ends of the calendar, an agreement that renews itself by no months | what is due is told, and nothing fails
#[test]
fn no_day_is_too_far() {
    let own = "mou: {status: final, term: {start: \"0001-01-01\", end: \"9999-12-31\", renewal: automatic, renewal_period_months: 0, notice_months: 4000000000}, review: {frequency: quarterly, first_date: \"0001-01-01\"}}\nloi: {call_deadline: \"0001-01-01\", valid_until: \"9999-12-31\"}\nmeeting: {date: \"9999-12-31\", next_step: \"x\", next_step_by: \"0001-01-01\"}\nlogbook: {phase: maintenance_growth, found_on: \"9999-12-31\", retention_until: \"0001-01-01\"}\n";
    let sandbox =
        office("defaults: {reminder_days: [4000], answer_weeks: 52, check_in_months: 60, park_months: 60}\n");
    sandbox.write("partners/brod.yaml", with(own));
    happens(&sandbox, "2026-12-01", "brod", "mailed contact-formal");
    happens(&sandbox, "2026-12-01", "brod", "snoozed 9999-12-31 \"for ever\"");
    for day in ["0001-01-01", "2026-12-01", "9999-12-31"] {
        for own in ["", own] {
            sandbox.write("partners/brod.yaml", with(own));
            let run = sandbox.run(&["today", "--week", "--on", day, "--ics", "due.ics"]);
            assert!(run.code <= 1 && !run.stderr.contains("mistake"), "{day}: {}", run.stderr);
        }
    }
}
