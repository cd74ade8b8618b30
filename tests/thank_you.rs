//! Thanks for a meeting: from the day after it, for a while; what was agreed and nothing else.

use crate::languages::{LANGUAGES, sample};
use crate::sending::Server;
use crate::support::{Run, Sandbox};

/// A partner whose file has a meeting on Thursday, 4 March 2027, with `more` in its block.
fn partner(more: &str) -> String {
    format!(
        "legal_name: \"Järvelän ammattiopisto\"
short_name: \"JAO\"
kind: vet_school
address: {{street: \"Rantatie 3\", postal_code: \"00998\", city: \"Järvelä\", country: \"FI\"}}
timezone: \"Europe/Helsinki\"
partnership_types: [mobility]
contacts:
  - {{id: intl, given_name: \"Aino\", family_name: \"Lehto\", honorific: ms, email: \"aino@jarvela.example.org\", source: \"the website\"}}
meeting: {{date: \"2027-03-04\", start: \"11:00\", slot_min: 60{more}}}
"
    )
}

fn build(sandbox: &Sandbox, day: &str) -> Run {
    sandbox.run(&["build", "thank-you", "--date", day])
}

/// Somebody writes into the minutes of a meeting.
fn fill_in_minutes(sandbox: &Sandbox, partner: &str, language: &str) {
    let run = sandbox.run(&["build", "minutes", "--partner", partner, "--date", "2027-03-05"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let name = format!("output/{partner}/minutes.{language}.md");
    sandbox.write(&name, format!("{}\n640\n", sandbox.read(&name)));
}

fn made(sandbox: &Sandbox) -> String {
    sandbox.read("output/jarvela/thank-you.en.md")
}

/// Tried in documents: thanks on the day of a meeting, the day after, ten and eleven working days later, with closed days between | made from the day after for ten working days
#[test]
fn thanks_are_due_from_the_day_after_and_not_for_ever() {
    let days = [
        ("2027-03-04", false),
        ("2027-03-05", true),
        ("2027-03-06", true),
        ("2027-03-18", true),
        ("2027-03-19", false),
    ];
    for (day, is_due) in days {
        let sandbox = Sandbox::with_partner("jarvela", &partner(""));
        let run = build(&sandbox, day);
        assert_eq!(run.stdout.contains("thank-you.en"), is_due, "{day}: {}", run.stderr);
    }
    let sandbox = Sandbox::with_partner("jarvela", &partner(""));
    let closed = "reminder_days: [7, 15], closed: [{from: \"2027-03-08\", to: \"2027-03-12\"}]";
    sandbox.edit("institution.yaml", "reminder_days: [7, 15]", closed);
    assert!(build(&sandbox, "2027-03-25").stdout.contains("thank-you.en"));
    assert!(!build(&sandbox, "2027-03-26").stdout.contains("thank-you.en"));
}

#[test]
fn thanks_say_what_was_agreed_and_who_does_what_until_when() {
    let agreed = ", agreed: [\"six learners in spring 2028\", \"a visit of two teachers\"], next_step: \"first draft of the memorandum\", \
        next_step_by: \"2027-03-19\", next_step_owner: OWNER, minutes_done: true";
    for (owner, name) in [("us", "CFP Âncora Azul"), ("jarvela", "JAO"), ("\"Aino Lehto\"", "Aino Lehto")] {
        let sandbox = Sandbox::with_partner("jarvela", &partner(&agreed.replace("OWNER", owner)));
        // The minutes are an empty form until somebody has written into them.
        let run = build(&sandbox, "2027-03-05");
        assert!(
            run.code == 1 && run.stderr.contains("still an empty form (`minutes.en.md`)"),
            "{}",
            run.stderr
        );
        fill_in_minutes(&sandbox, "jarvela", "en");
        let run = build(&sandbox, "2027-03-05");
        assert_eq!(run.code, 0, "{}", run.stderr);
        let text = made(&sandbox);
        let wanted = format!("Next step: first draft of the memorandum ({name}, by 19 March 2027).");
        assert!(text.contains(&wanted), "{text}");
        assert!(text.contains("- six learners in spring 2028\n- a visit of two teachers\n"), "{text}");
        assert!(
            text.contains("Thursday, 4 March 2027") && text.contains("The minutes are attached."),
            "{text}"
        );
        assert!(text.contains("attach: [\"minutes.pdf\"]"), "{text}");
        let mail = sandbox.read("output/jarvela/thank-you.en.eml");
        assert!(mail.contains("application/pdf"), "{mail}");
    }
}

#[test]
fn without_anything_agreed_nothing_is_made_up() {
    let sandbox = Sandbox::with_partner("jarvela", &partner(""));
    assert_eq!(build(&sandbox, "2027-03-05").code, 0);
    let text = made(&sandbox);
    for word in ["agreed", "Next step", "minutes", "attach"] {
        assert!(!text.contains(word), "{word}\n{text}");
    }
    // A step of which neither day nor person is known has no empty brackets.
    let sandbox = Sandbox::with_partner("jarvela", &partner(", next_step: \"a call in May\""));
    assert_eq!(build(&sandbox, "2027-03-05").code, 0);
    assert!(made(&sandbox).contains("Next step: a call in May."), "{}", made(&sandbox));
}

/// Tried in documents: marks of Markdown, HTML and templates in what was agreed | they come out letter for letter
#[test]
fn what_was_agreed_is_no_markup() {
    let odd = "A & <B> #1 $5_x *y* {{ z }} [q](r)";
    let more = format!(", agreed: [\"{odd}\"], next_step: \"{odd}\", next_step_owner: \"{odd}\"");
    let sandbox = Sandbox::with_partner("jarvela", &partner(&more));
    let run =
        sandbox.run(&["build", "thank-you", "--date", "2027-03-05", "--format", "txt", "--format", "md"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let text = sandbox.read("output/jarvela/thank-you.en.txt");
    assert_eq!(text.replace('\n', " ").matches(odd).count(), 3, "{text}");
}

#[test]
fn each_meeting_has_thanks_of_its_own() {
    let further =
        "meetings: [{date: \"2027-05-06\", start: \"10:00\", slot_min: 30, agreed: [\"a fair in June\"]}]\n";
    let sandbox = Sandbox::with_partner("jarvela", &format!("{}{further}", partner("")));
    let run = build(&sandbox, "2027-05-07");
    assert!(
        run.stdout.contains("thank-you.2027-05-06.en") && !run.stdout.contains("thank-you.en"),
        "{}",
        run.stdout
    );
    let text = sandbox.read("output/jarvela/thank-you.2027-05-06.en.md");
    assert!(text.contains("Thursday, 6 May 2027") && text.contains("a fair in June"), "{text}");
}

#[test]
fn thanks_go_out_once_also_to_the_others_who_met() {
    let others = ", participants: [{person: intl, org: jarvela}, {name: \"Eero Niemi\", org: jarvela, email: \"eero@jarvela.example.org\"}]";
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = Sandbox::with_partner("jarvela", &partner(others));
    let account = format!("mail: {{host: \"127.0.0.1\", port: {}, tls: none}}\neu_funding:", server.port);
    sandbox.edit("institution.yaml", "eu_funding:", &account);
    let early = sandbox.run(&["build", "thank-you", "--partner", "jarvela", "--date", "2027-03-03"]);
    assert_eq!(early.code, 0, "{}", early.stderr);
    // Wednesday, 3 March 2027.
    let run = sandbox.run_with(
        &["send", "thank-you", "--partner", "jarvela", "--yes"],
        &[("HANDCLASP_TIMEOUT", "1"), ("SOURCE_DATE_EPOCH", "1804032000")],
    );
    assert!(run.code == 1 && run.stderr.contains("is still to come"), "{}", run.stderr);
    assert_eq!(build(&sandbox, "2027-03-05").code, 0);
    for _ in 0..2 {
        // Friday, 5 March 2027.
        let run = sandbox.run_with(
            &["send", "thank-you", "--yes"],
            &[("HANDCLASP_TIMEOUT", "1"), ("HANDCLASP_PAUSE", "0"), ("SOURCE_DATE_EPOCH", "1804204800")],
        );
        assert_eq!((server.count("aino@"), server.count("eero@")), (1, 1), "{}", run.stderr);
    }
}

/// Tried in languages: thanks for a meeting, formal and informal, with and without what was agreed, in each of nine languages | each is made without a remark
#[test]
fn thanks_are_given_in_nine_languages() {
    for tag in LANGUAGES {
        let sandbox = sample(tag);
        let more = "meeting:\n  agreed: [\"640\"]\n  next_step: \"2028\"\n  next_step_by: \"2027-03-19\"\n  next_step_owner: us\n  minutes_done: true\n";
        sandbox.edit("partners/tahtiselka.yaml", "meeting:\n", more);
        let text = sandbox.read("partners/gruenfliess.yaml");
        let meeting = "meeting: {date: \"2027-03-04\", start: \"10:00\", slot_min: 30}\n";
        sandbox.write("partners/gruenfliess.yaml", format!("{text}\n{meeting}"));
        fill_in_minutes(&sandbox, "tahtiselka", tag);
        let run = build(&sandbox, "2027-03-05");
        let is_remark = |line: &&str| line.starts_with(['w', 'e']) && !line.contains("[changed-by-hand]");
        let remarks: Vec<&str> = run.stderr.lines().filter(is_remark).collect();
        assert!(run.code == 0 && remarks.is_empty(), "{tag}: {}", run.stderr);
        assert!(
            run.stdout.contains("gruenfliess") && run.stdout.contains("tahtiselka"),
            "{tag}: {}",
            run.stdout
        );
        let text = sandbox.read(&format!("output/tahtiselka/thank-you.{tag}.md"));
        assert!(text.contains("- 640\n") && text.contains("CFP Âncora Azul"), "{tag}: {text}");
    }
}
