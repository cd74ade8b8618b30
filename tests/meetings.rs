//! Meetings as people hold them: online, in one place or both, of two and more organisations, in several time zones.

use crate::sending::{Server, calendar};
use crate::support::{Run, Sandbox, pdf_pages};

/// A partner in Finland whose file has everything a meeting needs; `meeting` is what stands in that block.
fn partner(meeting: &str) -> String {
    format!(
        "legal_name: \"Järvelän ammattiopisto\"
short_name: \"JAO\"
kind: vet_school
website: \"https://jarvela.example.org\"
address: {{street: \"Rantatie 3\", postal_code: \"00998\", city: \"Järvelä\", country: \"FI\"}}
timezone: \"Europe/Helsinki\"
partnership_types: [mobility, training]
activities: [\"Exchange of cooks\", \"Job shadowing for teachers\"]
contacts:
  - {{id: intl, given_name: \"Aino\", family_name: \"Lehto\", honorific: ms, function: \"Coordinator\", email: \"aino@jarvela.example.org\", phone: \"+358 000 000 009\", source: \"the website\", register: formal}}
signatories:
  - {{id: principal, name: \"Eero Niemi\", position: \"Principal\", email: \"eero@jarvela.example.org\"}}
meeting: {{date: \"2027-03-04\", start: \"11:00\", slot_min: 60, {meeting}}}
"
    )
}

/// A further organisation, by its name, city of its time zone and contact.
fn further(name: &str, short: &str, zone: &str) -> String {
    let host = short.to_lowercase();
    format!(
        "legal_name: \"{name}\"
short_name: \"{short}\"
kind: vet_school
country: \"PL\"
timezone: \"{zone}\"
contacts:
  - {{id: office, given_name: \"Ola\", family_name: \"Of {short}\", function: \"Head of office\", email: \"office@{host}.example.org\", source: \"the website\"}}
"
    )
}

fn sandbox(meeting: &str) -> Sandbox {
    let sandbox = Sandbox::with_partner("jarvela", &partner(meeting));
    sandbox.write("partners/gora.yaml", further("Technikum Góra", "TG", "Europe/Warsaw"));
    sandbox.write("partners/deniz.yaml", further("Deniz Meslek Lisesi", "DML", "Europe/Istanbul"));
    sandbox.write("partners/vik.yaml", further("Víkin skóli", "VS", "Atlantic/Reykjavik"));
    sandbox
}

fn build(sandbox: &Sandbox, more: &[&str]) -> Run {
    let mut all = vec!["agenda", "minutes", "invitation", "--partner", "jarvela"];
    all.extend(more);
    sandbox.build(&all)
}

/// The text of one of the partner's documents.
fn made(sandbox: &Sandbox, name: &str) -> String {
    sandbox.read(&format!("output/jarvela/{name}"))
}

/// A calendar entry with its lines whole, and line ends where it says so.
fn entry(sandbox: &Sandbox) -> String {
    made(sandbox, "agenda.en.ics").replace("\r\n ", "")
}

/// The text of a calendar entry as people read it.
fn description(entry: &str) -> String {
    let line = entry.lines().find(|line| line.starts_with("DESCRIPTION:")).expect("a description");
    line["DESCRIPTION:".len()..].replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";")
}

/// What a meeting is given, and what its documents then have and have not.
struct MeetingCase {
    name: &'static str,
    meeting: &'static str,
    agenda: &'static [&'static str],
    not_in_agenda: &'static [&'static str],
    calendar: &'static [&'static str],
    invitation: &'static [&'static str],
}

const LINK: &str = "link: \"https://meet.example.org/a\"";

const CASES: &[MeetingCase] = &[
    MeetingCase {
        name: "online, on a platform",
        meeting: "link: \"https://meet.example.org/a\", platform: \"Microsoft Teams\"",
        agenda: &[
            "# Online Meeting Agenda",
            "[Join on Microsoft Teams](<https://meet.example.org/a>) · [https://meet.example.org/a]",
            "11:00–12:00 Helsinki time · 09:00–10:00 Lisbon time",
            "- CFP Âncora Azul and JAO go through the ideas for working together:\n  - Exchange of cooks\n  - Job shadowing for teachers\n",
            "54 of the 60 minutes are planned; 6 minutes are in reserve.",
            "| Aino Lehto | Coordinator | JAO | Helsinki |",
        ],
        not_in_agenda: &["e.g.", "if applicable", "Place:", "in Helsinki"],
        calendar: &[
            "LOCATION:https://meet.example.org/a",
            "URL:https://meet.example.org/a",
            "METHOD:PUBLISH",
            "To join on Microsoft Teams\\, open https://meet.example.org/a",
            "call Inês Gonçalves Simão\\, +351 200 000 001",
            "\\n11:10 Overview of the VET Institution\\n",
        ],
        invitation: &[
            "Dear Ms Lehto,",
            "on Thursday, 4 March 2027, 11:00–12:00 Helsinki time (09:00–10:00 Lisbon time).",
            "[Join on Microsoft Teams](<https://meet.example.org/a>)",
            "attach: [\"agenda.pdf\",\"agenda.ics\",\"one-pager.pdf\"]",
            "Yours sincerely,",
        ],
    },
    MeetingCase {
        name: "online, without a platform",
        meeting: LINK,
        agenda: &["[Join the video meeting](<https://meet.example.org/a>)"],
        not_in_agenda: &["Join on"],
        calendar: &["To join the video meeting\\, open https://meet.example.org/a"],
        invitation: &["[Join the video meeting](<https://meet.example.org/a>)"],
    },
    MeetingCase {
        name: "the link follows",
        meeting: "link_follows_by: \"2027-03-01\"",
        agenda: &["The link will follow by 1 March 2027"],
        not_in_agenda: &["Join"],
        calendar: &["The link to the video meeting follows by 1 March 2027."],
        invitation: &["The link to the video meeting follows by 1 March 2027."],
    },
    MeetingCase {
        name: "at our place, in our time",
        meeting: "form: in_person, host: us, place: {name: \"Main building\", street: \"Rua Um, 2\", postal_code: \"9999-001\", city: \"Vila Nova da Maré\", room: \"2.14\", directions: \"tram 5 to the quay\"}",
        agenda: &[
            "# Meeting Agenda",
            "**Time:** 11:00–12:00 Lisbon time\\",
            "**Place:** Main building, Rua Um, 2, 9999-001 Vila Nova da Maré",
            "**Room:** 2.14",
            "**How to get there:** tram 5 to the quay",
            "**Host:** CFP Âncora Azul · **Contact on the day:** Inês Gonçalves Simão, +351 200 000 001",
            "11:00–11:10 · 10 minutes",
        ],
        not_in_agenda: &["Helsinki", "Link", "link fails", "Time zone"],
        calendar: &[
            "LOCATION:Main building\\, 2.14\\, Rua Um\\, 2\\, 9999-001 Vila Nova da Maré",
            "DTSTART:20270304T110000Z",
        ],
        invitation: &["We meet at Main building, Rua Um, 2", "How to get there: tram 5 to the quay."],
    },
    MeetingCase {
        name: "at their place, some online",
        meeting: "form: hybrid, host: jarvela, link: \"https://meet.example.org/a\", platform: Zoom, place: {name: \"JAO\", city: \"Järvelä\"}",
        agenda: &[
            "# Meeting Agenda",
            "11:00–12:00 Helsinki time · 09:00–10:00 Lisbon time",
            "**Place:** JAO, Järvelä",
            "**Contact on the day:** Aino Lehto, +358 000 000 009",
            "[Join on Zoom](<https://meet.example.org/a>)",
            "JAO welcomes the participants.",
        ],
        not_in_agenda: &["Online Meeting"],
        calendar: &["LOCATION:JAO\\, Järvelä", "URL:https://meet.example.org/a", "DTSTART:20270304T090000Z"],
        invitation: &["We meet at JAO, Järvelä", "[Join on Zoom](<https://meet.example.org/a>)"],
    },
    MeetingCase {
        name: "three organisations, of which one is named by its people only",
        meeting: "link: \"https://meet.example.org/a\", further_partners: [gora], participants: [{person: principal, org: jarvela}, {person: coordinator, org: us}, {person: office, org: deniz}, {name: \"Rosa Prata\", org: \"Town of Maré\", role: Councillor, email: \"rosa@mare.example.org\"}]",
        agenda: &[
            "Järvelän ammattiopisto, Technikum Góra and Deniz Meslek Lisesi: first exploration meeting",
            "11:00–12:00 Helsinki time · 09:00–10:00 Lisbon time · 10:00–11:00 Warsaw time · 12:00–13:00 Istanbul time",
            "| Eero Niemi | Principal | JAO | Helsinki |",
            "| Inês Gonçalves Simão | Erasmus+ coordinator | CFP Âncora Azul | Lisbon |",
            "| Ola Of DML | Head of office | DML | Istanbul |",
            "| Rosa Prata | Councillor | Town of Maré |  |",
            // Who is represented by the first contact.
            "| Ola Of TG | Head of office | TG | Warsaw |",
            "### 3. Overview of the Partner Organisations",
            "Lead: JAO, TG and DML",
            "11:00–11:09 Helsinki · 09:00 Lisbon, 10:00 Warsaw, 12:00 Istanbul · 9 minutes",
        ],
        not_in_agenda: &["gora", "deniz", "jarvela |"],
        calendar: &["First exploration meeting of CFP Âncora Azul\\, JAO\\, TG and DML.", "Ola Of DML (DML)"],
        invitation: &["TG and DML will take part too."],
    },
    MeetingCase {
        name: "cities that have the same time",
        meeting: "link: \"https://meet.example.org/a\", further_partners: [vik]",
        agenda: &["11:00–12:00 Helsinki time · 09:00–10:00 Lisbon and Reykjavik time"],
        not_in_agenda: &[],
        calendar: &["(09:00–10:00 Lisbon and Reykjavik time)"],
        invitation: &["VS will take part too."],
    },
];

#[test]
fn a_meeting_is_told_as_it_is_held() {
    for case in CASES {
        let name = case.name;
        let sandbox = sandbox(case.meeting);
        let run = build(&sandbox, &[]);
        assert_eq!(run.code, 0, "{name}: {}", run.stderr);
        assert!(!run.stderr.contains("too-long"), "{name}: {}", run.stderr);
        let entry = entry(&sandbox);
        let texts = [
            (made(&sandbox, "agenda.en.md"), case.agenda),
            (entry.clone(), case.calendar),
            (made(&sandbox, "invitation.en.md"), case.invitation),
        ];
        for (text, wanted) in &texts {
            for words in *wanted {
                assert!(text.contains(words), "{name}: no `{words}` in\n{text}");
            }
        }
        for words in case.not_in_agenda {
            assert!(!texts[0].0.contains(words), "{name}: `{words}` in\n{}", texts[0].0);
        }
        let text = description(&entry);
        for mark in ["**", "](", "|", "\\", "#", "Time zone:"] {
            assert!(!text.contains(mark), "{name}: `{mark}` in\n{text}");
        }
        // An entry of one's own names nobody else.
        assert!(entry.contains("METHOD:PUBLISH") && !entry.contains("ATTENDEE"), "{name}: {entry}");
        // No point is empty.
        let agenda = &texts[0].0;
        let points = agenda.lines().filter(|line| line.trim_start().starts_with('-'));
        assert!(points.clone().count() > 8, "{agenda}");
        for point in points {
            assert!(point.trim_start_matches([' ', '-']).len() > 3, "{name}: {point}");
        }
    }
}

/// The longest that an agenda of one page is promised for.
#[test]
fn eight_participants_and_seven_items_have_room_on_one_page() {
    let people: Vec<String> = (1..=8)
        .map(|number| {
            let org = if number % 2 == 0 { "us" } else { "jarvela" };
            format!("{{name: \"Participant Number{number} Of-The-Meeting\", org: {org}, role: \"Teacher of electronics and automation\"}}")
        })
        .collect();
    let items: Vec<String> = (1..=7)
        .map(|number| {
            format!(
                "{{title: \"Item number {number}\", min: 5, max: 15, lead: \"CFP Âncora Azul\", outcome: \"a plan for two years\", \
                 points: [\"A first point about exchanges in autumn\", \"A second one about costs and insurance\", \"A third one about units\"]}}"
            )
        })
        .collect();
    let meeting = format!(
        "{LINK}, funding: \"KA1 until 2027\", participants: [{}], items: [{}]",
        people.join(", "),
        items.join(", ")
    );
    let sandbox = sandbox(&meeting);
    sandbox.edit("partners/jarvela.yaml", "slot_min: 60", "slot_min: 120");
    let run = build(&sandbox, &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(!run.stderr.contains("too-long"), "{}", run.stderr);
    let pdf = sandbox.bytes("output/jarvela/agenda.en.pdf");
    assert_eq!(pdf_pages(&pdf), 1);
    // Where there is room the text is set as openly as it can be.
    let few = self::sandbox(LINK);
    assert_eq!(build(&few, &[]).code, 0);
    assert_eq!(pdf_pages(&few.bytes("output/jarvela/agenda.en.pdf")), 1);
}

#[test]
fn an_invitation_is_in_the_register_of_the_contact() {
    let formal = sandbox(LINK);
    let informal = sandbox(LINK);
    informal.edit("partners/jarvela.yaml", "register: formal", "register: informal");
    for (sandbox, greeting, thanks, closing) in [
        (&formal, "Dear Ms Lehto,", "Thank you for making time for our meeting.", "Yours sincerely,"),
        (&informal, "Hi Aino,", "Thanks for making time to meet.", "Best wishes,"),
    ] {
        assert_eq!(build(sandbox, &[]).code, 0);
        let text = made(sandbox, "invitation.en.md");
        assert!(text.contains(greeting) && text.contains(thanks) && text.contains(closing), "{text}");
    }
}

#[test]
fn a_calendar_entry_says_what_a_person_wrote_into_the_agenda() {
    let sandbox = sandbox(LINK);
    assert_eq!(build(&sandbox, &[]).code, 0);
    let own = "output/jarvela/agenda.en.md";
    assert!(description(&entry(&sandbox)).starts_with("First exploration meeting of"));
    sandbox.edit(own, "one to three ideas chosen", "two ideas chosen by the heads of department");
    assert_eq!(build(&sandbox, &[]).code, 0);
    let text = description(&entry(&sandbox));
    assert!(text.contains("two ideas chosen by the heads of department"), "{text}");
    assert!(!text.contains("**") && !text.contains("|---"), "{text}");
}

#[test]
fn who_takes_part_and_how_is_looked_at() {
    for (meeting, message, help) in [
        ("participants: [{org: us}]", "nobody knows who this participant is", "`person`"),
        ("participants: [{person: intle, org: jarvela}]", "no signatory `intle`", "did you mean `intl`?"),
        (
            "participants: [{person: intl, org: us}]",
            "we have no contact and no signatory `intl`",
            "possible here: `coordinator`",
        ),
        ("participants: [{person: nobody}]", "without `org`", "org: us"),
        ("participants: [{name: \"A B\", org: gorra}]", "no partner `gorra`", "did you mean `gora`?"),
        ("further_partners: [denis]", "no partner `denis`", "did you mean `deniz`?"),
        ("host: vikk", "no partner `vikk`", "did you mean `vik`?"),
        ("place: {name: \"Hall\"}", "has a place, and is online", "form: in_person"),
        ("form: in_person, place: {name: \"Hall\", city: \"Porto\"}", "has a video link", "form: hybrid"),
        ("form: hybrid", "need `meeting.place.name` and `meeting.place.city`", ""),
    ] {
        let sandbox = sandbox(&format!("{LINK}, {meeting}"));
        let run = build(&sandbox, &[]);
        assert_eq!(run.code, 1, "{meeting}: {}", run.stderr);
        let told = run.stderr.replace("\n  ", " ");
        assert!(told.contains(message) && told.contains(help), "{meeting}: {}", run.stderr);
    }
    // A file of a further organisation that lacks its time zone, and one with a mistake.
    let sandbox = sandbox(&format!("{LINK}, further_partners: [gora]"));
    sandbox.edit("partners/gora.yaml", "timezone: \"Europe/Warsaw\"\n", "");
    assert!(build(&sandbox, &[]).stderr.contains("`gora` takes part in the meeting, and has no `timezone`"));
    sandbox.edit("partners/gora.yaml", "kind: vet_school", "kind: shool");
    assert!(build(&sandbox, &[]).stderr.contains("`gora` is to take part, and its file has mistakes"));
}

#[test]
fn what_a_further_organisation_says_makes_the_agenda_anew() {
    let sandbox = sandbox(&format!("{LINK}, further_partners: [gora]"));
    assert_eq!(build(&sandbox, &[]).code, 0);
    assert!(made(&sandbox, "agenda.en.md").contains("| TG | Warsaw |"));
    sandbox.edit("partners/gora.yaml", "short_name: \"TG\"", "short_name: \"Tech\"");
    assert_eq!(build(&sandbox, &[]).code, 0);
    assert!(made(&sandbox, "agenda.en.md").contains("| Tech | Warsaw |"));
    // In an agreement only those stand that are to sign it.
    sandbox.edit("partners/jarvela.yaml", "meeting: {", "mou: {term: {start: \"2027-09-01\", end: \"2029-08-31\"}}\ncooperation: {purpose: \"the exchange of learners\"}\nmeeting: {");
    let run = sandbox.build(&["mou", "--partner", "jarvela"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(!made(&sandbox, "mou.en.md").contains("Tech"));
}

/// Who is invited when everything about the meeting is sent to a server.
fn invited(sandbox: &Sandbox) -> Vec<String> {
    let server = Server::start(Vec::new(), 100);
    let account = format!("mail: {{host: \"127.0.0.1\", port: {}, tls: none}}\neu_funding:", server.port);
    sandbox.edit("institution.yaml", "eu_funding:", &account);
    let run = build(sandbox, &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = sandbox.run_with(
        &["send", "invitation", "--partner", "jarvela", "--yes", "--invite"],
        &[("HANDCLASP_TIMEOUT", "1"), ("HANDCLASP_PAUSE", "0"), ("SOURCE_DATE_EPOCH", "1795435200")],
    );
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    let (entry, _) = calendar(&server.accepted()[0].bytes);
    let entry = entry.expect("an invitation").replace("\r\n ", "");
    let lines = entry.lines().filter(|line| line.starts_with("ATTENDEE"));
    lines.filter_map(|line| line.split("mailto:").nth(1).map(str::to_owned)).collect()
}

#[test]
fn nobody_who_objected_is_invited() {
    type Change = fn(&Sandbox);
    fn note(sandbox: &Sandbox, address: &str) {
        let log = format!(
            "{{\"at\":\"2026-10-05T09:30:00+02:00\",\"what\":\"objected\",\"addresses\":[\"{address}\"]}}\n"
        );
        sandbox.write("objections.log", log);
    }
    fn another(sandbox: &Sandbox, address: &str) {
        let text = format!(
            "legal_name: \"O\"\nkind: ngo\ndocuments: []\ncontacts: [{{email: \"{address}\", objected: true}}]\n"
        );
        sandbox.write("partners/other.yaml", text);
    }
    let cases: &[(&str, &str, Change)] = &[
        ("a guest, in the list", "rosa@mare.example.org", |sandbox| note(sandbox, "rosa@mare.example.org")),
        ("a guest, in another file", "rosa@mare.example.org", |sandbox| {
            another(sandbox, "Rosa@Mare.example.org")
        }),
        ("a guest, in a file that cannot be read", "rosa@mare.example.org", |sandbox| {
            sandbox.write(
                "partners/other.yaml",
                "legal_name: [\ncontacts: [{email: \"rosa@mare.example.org\"}]\n",
            );
        }),
        ("a guest nobody places, in the list", "tom@example.org", |sandbox| note(sandbox, "tom@example.org")),
        ("one of a further organisation, in its file", "office@tg.example.org", |sandbox| {
            sandbox.edit("partners/gora.yaml", "source:", "objected: true, source:");
        }),
        ("one of a further organisation, in its log", "office@tg.example.org", |sandbox| {
            let run = sandbox.run(&["log", "gora", "--objected"]);
            assert_eq!(run.code, 0, "{}", run.stderr);
            // A corrected address takes nothing back.
            sandbox.edit("partners/gora.yaml", "office@tg.", "office2@tg.");
        }),
        ("one of a further organisation, in another file", "office@tg.example.org", |sandbox| {
            another(sandbox, "office@tg.example.org");
        }),
        ("one who signs, as a contact with another address", "eero@jarvela.example.org", |sandbox| {
            sandbox.edit(
                "partners/jarvela.yaml",
                "signatories:",
                "  - {given_name: \"Dr. Eero\", family_name: \"Niemi\", email: \"e.niemi@jarvela.example.org\", objected: true}\nsignatories:",
            );
        }),
        ("one who signs, in the list", "eero@jarvela.example.org", |sandbox| {
            note(sandbox, "eero@jarvela.example.org")
        }),
        ("one said to be of us, in the list", "kim@example.org", |sandbox| note(sandbox, "kim@example.org")),
    ];
    let meeting = format!(
        "{LINK}, further_partners: [gora], participants: [{{person: intl, org: jarvela}}, {{person: principal, org: jarvela}}, \
         {{person: office, org: gora}}, {{person: coordinator, org: us}}, {{name: \"Kim Lee\", org: us, email: \"kim@example.org\"}}, \
         {{name: \"Rosa Prata\", org: \"Town of Maré\", email: \"rosa@mare.example.org\"}}, {{name: \"Tom Oak\", email: \"tom@example.org\"}}]"
    );
    let all = invited(&sandbox(&meeting));
    assert_eq!(all.len(), 7, "{all:?}");
    for (name, gone, change) in cases {
        let sandbox = sandbox(&meeting);
        change(&sandbox);
        let invited = invited(&sandbox);
        let expected: Vec<&String> = all.iter().filter(|address| address != gone).collect();
        assert_eq!(expected.len(), 6, "{name}");
        assert_eq!(invited.iter().collect::<Vec<_>>(), expected, "{name}");
    }
}
