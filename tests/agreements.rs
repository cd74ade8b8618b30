//! What a Memorandum and a Letter of Intent say: of three and more organisations, of annexes, channels, figures; and nothing
//! twice.

use crate::pdf::made;
use crate::support::Sandbox;

/// The rest of a partner's file, with all that its agreements need.
const SCHOOL: &str = "kind: vet_school
address: {street: \"Main Road 1\", postal_code: \"99-999\", city: \"Town\", country: PL}
timezone: Europe/Warsaw
working_language: en
contacts: [{given_name: Ada, family_name: Lind, email: ada@school.example.org, source: card, given_by_person: true}]
partnership_types: [mobility]
activities: [\"exchanges of learners\"]
";

/// Three organisations in one file: Hafner signs with us, Kerry College and ZSB 3.
fn of_four(more: &str) -> Sandbox {
    let own = |name: &str, signatory: &str| {
        format!(
            "legal_name: \"{name} Vocational School\"\nshort_name: \"{name}\"\nsignatories: [{{name: \"{signatory}\", position: Head}}]\n{SCHOOL}"
        )
    };
    let sandbox = Sandbox::with_partner("first-file", &format!("{}{more}", own("Hafner", "Eva Hafner")));
    sandbox.write("partners/second-file.yaml", own("Kerry", "Pat Kerry"));
    sandbox.write(
        "partners/third-file.yaml",
        format!("{}mou: {{place: {{theirs: \"Sopot\"}}}}\ncooperation: {{commitments: {{theirs: [\"publish the results\"]}}}}\n", own("ZSB", "Jan Zet")),
    );
    sandbox
}

const FOUR: &str = "cooperation:
  purpose: \"the training of carpenters\"
  commitments:
    ours: [\"send four learners a year\"]
    theirs: [\"host eight learners a year\"]
    others: {second-file: [\"host two teachers a year\"]}
mobility:
  flows:
    - {type: short_term_learner, from: us, to: first-file, learners: 4, weeks: 3}
    - {type: short_term_learner, from: third-file, learners: 4, weeks: 3}
    - {type: job_shadowing, from: first-file, to: second-file, learners: 2, weeks: 1}
    - {type: course, direction: in, learners: 1, weeks: 2}
    - {type: course, to: second-file, learners: 1, weeks: 2}
  insurance_by: INSURED
  accommodation_by: HOUSED
  minors: true
mou:
  status: final
  reference: {ours: \"R-1\", theirs: \"R-2\", others: {second-file: \"R-3\", third-file: \"R-4\"}}
  place: {ours: \"Lisbon\", theirs: \"Bregenz\", others: {second-file: \"Tralee\"}}
  further_partners: [second-file, third-file]
  term: {start: \"2027-01-01\", end: \"2029-12-31\", notice_months: 3}
  review: {first_date: \"2028-01-15\"}
  kpis: [{name: Learners, target: \"8\", owner: second-file}, {name: Teachers, target: \"2\", owner: us, source: lists}]
loi: {project: {title: Wood, coordinator: third-file}, variant: project_partner, programme: \"Erasmus+\", action: KA220-VET, call: \"2027\", role: \"test school\"}
";

#[test]
fn what_each_of_four_organisations_says_stands_in_one_file() {
    for (insured, housed) in [("ours", "theirs"), ("theirs", "ours"), ("both", "both")] {
        let sandbox = of_four(&FOUR.replace("INSURED", insured).replace("HOUSED", housed));
        made(&sandbox, &["mou", "loi", "--partner", "first-file"]);
        let text = sandbox.read("output/first-file/mou.en.md");
        for line in [
            "Reference of CFP Âncora Azul: R-1",
            "Reference of Hafner: R-2",
            "Reference of Kerry: R-3",
            "Reference of ZSB: R-4",
            "Kerry will:\n\n- host two teachers a year",
            // What the file leaves out comes from the organisation's own.
            "ZSB will:\n\n- publish the results",
            "| Eva Hafner | Head | Hafner Vocational School | Bregenz |",
            "| Pat Kerry | Head | Kerry Vocational School | Tralee |",
            "| Jan Zet | Head | ZSB Vocational School | Sopot |",
            "| Activity | From | To | Number | Length |\n",
            "| CFP Âncora Azul | Hafner | 4 a year | 3 weeks |",
            "| ZSB | CFP Âncora Azul | 4 a year | 3 weeks |",
            "| Hafner | Kerry | 2 a year | 1 week |",
            "| Hafner | CFP Âncora Azul | 1 a year | 2 weeks |",
            "| CFP Âncora Azul | Kerry | 1 a year | 2 weeks |",
            "| Learners | 8 | – | Kerry |",
            "| Teachers | 2 | lists | CFP Âncora Azul |",
        ] {
            assert!(
                text.replace("\\\n", "\n").replace('\u{a0}', " ").contains(line),
                "{insured}: `{line}` is not in\n{text}"
            );
        }
        let letter = sandbox.read("output/first-file/loi.en.md");
        assert!(letter.contains("coordinated by ZSB Vocational School."), "{letter}");
        for text in [&text, &letter] {
            for id in ["first-file", "second-file", "third-file"] {
                assert!(!text.contains(id), "{insured}: the name of a file is printed: {id}\n{text}");
            }
        }
        let words = text.to_lowercase();
        let of_two: Vec<&str> = words
            .split(|one: char| !one.is_alphabetic())
            .filter(|word| ["both", "either", "second"].contains(word))
            .collect();
        assert!(of_two.is_empty() && !words.contains("each other"), "{insured}: {of_two:?}\n{text}");
    }
}

#[test]
fn a_work_plan_is_an_annex_with_its_number() {
    for (given, sentence, list) in [
        ("work_plan: {attached: true}", "The work plan is attached as Annex 1.", "- Annex 1: Work plan"),
        (
            "work_plan: {attached: true}, annexes: [\"Contacts\", \"Prices\"]",
            "The work plan is attached as Annex 3.",
            "- Annex 1: Contacts\n- Annex 2: Prices\n- Annex 3: Work plan",
        ),
        (
            "work_plan: {attached: true}, annexes: [\"Work plan 2027\", \"Prices\"]",
            "The work plan is attached as Annex 1.",
            "- Annex 1: Work plan 2027\n- Annex 2: Prices",
        ),
        ("work_plan: {attached: true}, clauses: {annexes: false}", "A work plan is attached.", ""),
        ("annexes: [\"Prices\"]", "", "- Annex 1: Prices"),
        ("version: \"1\"", "", ""),
    ] {
        let text = memorandum(&format!("mou: {{{given}, {TERM}}}\n"), "");
        let text = text.replace('\u{a0}', " ");
        let plan = text.lines().find(|line| line.contains("work plan is attached")).unwrap_or_default();
        assert!(sentence.is_empty() == plan.is_empty() && plan.ends_with(sentence), "{given}: {plan}");
        let annexes: Vec<&str> = text.lines().filter(|line| line.starts_with("- Annex ")).collect();
        assert_eq!(annexes.join("\n"), list, "{given}");
    }
}

const TERM: &str = "term: {start: \"2027-01-01\", end: \"2029-12-31\", notice_months: 6}, review: {first_date: \"2028-01-15\"}";

/// A Memorandum of two organisations, with some lines in the partner's file.
fn memorandum(mou: &str, more: &str) -> String {
    let cooperation = if more.contains("cooperation:") {
        ""
    } else {
        "cooperation: {purpose: \"the training of carpenters\"}\n"
    };
    let yaml = format!(
        "legal_name: \"Hafner Vocational School\"\nshort_name: Hafner\nsignatories: [{{name: Eva Hafner, position: Head}}]\n{SCHOOL}{cooperation}{mou}{more}"
    );
    let sandbox = Sandbox::with_partner("hafner", &yaml);
    made(&sandbox, &["mou", "--partner", "hafner"]);
    sandbox.read("output/hafner/mou.en.md")
}

#[test]
fn a_field_that_the_purpose_names_is_not_said_again() {
    for (purpose, fields, said) in [
        ("carpentry", "[\"carpentry\"]", ""),
        (
            "the training of learners in Carpentry",
            "[\"carpentry\", \"joinery\"]",
            " It also covers the field of joinery.",
        ),
        ("joint courses", "[\"carpentry\", \"joinery\"]", " It covers the fields of carpentry and joinery."),
        // A part of a word is another word.
        ("metalworking", "[\"metal\"]", " It covers the field of metal."),
        ("timber construction and design", "[\"timber construction\"]", ""),
        (
            "construction in timber",
            "[\"timber construction\"]",
            " It covers the field of timber construction.",
        ),
    ] {
        let more = format!("cooperation: {{purpose: \"{purpose}\", fields: {fields}}}\n");
        let text = memorandum(&format!("mou: {{{TERM}}}\n"), &more);
        let sentence = format!("to cooperate in {purpose}.{said}\n");
        assert!(text.contains(&sentence), "`{sentence}` is not in\n{text}");
        let heading = if said.is_empty() { "## 1. Purpose {" } else { "## 1. Purpose and fields {" };
        assert!(text.contains(heading), "{purpose}: {text}");
    }
}

#[test]
fn a_clause_is_called_after_all_that_it_holds() {
    let channels =
        "channels: {tools: [\"email\", \"Teams\"], meetings: \"every month\", shared_folder: \"our cloud\"}";
    for (given, headings) in [
        (
            "version: \"1\"",
            [
                "Contact persons and review",
                "Duration and changes",
                "Non-binding nature and settling of differences",
            ],
        ),
        (
            "clauses: {review: false, amendment: false, disputes: false}",
            ["Contact persons", "Duration", "Non-binding nature"],
        ),
        (
            channels,
            [
                "Contact persons, channels and review",
                "Duration and changes",
                "Non-binding nature and settling of differences",
            ],
        ),
        (
            &format!("clauses: {{contacts: false}}, {channels}"),
            ["Channels and review", "Duration and changes", "Non-binding nature and settling of differences"],
        ),
        (
            &format!("clauses: {{review: false}}, {channels}"),
            [
                "Contact persons and channels",
                "Duration and changes",
                "Non-binding nature and settling of differences",
            ],
        ),
        (
            &format!("clauses: {{review: false, contacts: false}}, {channels}"),
            ["Channels", "Duration and changes", "Non-binding nature and settling of differences"],
        ),
    ] {
        let text = memorandum(&format!("mou: {{{given}, {TERM}}}\n"), "");
        for heading in headings {
            let is_there = text
                .lines()
                .any(|line| line.starts_with("## ") && line.contains(&format!(". {heading} {{#")));
            assert!(is_there, "{given}: no clause `{heading}` in\n{text}");
        }
        let keeps_in_touch = text.matches("keep in touch by email and ").count();
        assert_eq!(
            keeps_in_touch,
            usize::from(!given.contains("contacts: false") || given.contains("channels")),
            "{given}: {text}"
        );
        if given.contains("channels") {
            for sentence in [
                "email and Teams.",
                "They plan to meet regularly: every month. Joint documents are kept in our cloud.",
            ] {
                assert!(text.contains(sentence), "{given}: {text}");
            }
        }
    }
}

#[test]
fn an_automatic_renewal_uses_the_notice() {
    for (months, words) in [("1", "one month"), ("6", "six months")] {
        let term = format!(
            "term: {{start: \"2027-01-01\", end: \"2029-12-31\", renewal: automatic, notice_months: {months}}}, review: {{first_date: \"2028-01-15\"}}"
        );
        let text = memorandum(&format!("mou: {{{term}}}\n"), "");
        let sentence = format!(
            "It is then extended by one year at a time unless a partner gives notice in writing at least {words} before the end."
        );
        assert!(text.contains(&sentence), "{text}");
    }
}

#[test]
fn a_table_has_no_empty_column() {
    let flow = |more: &str| {
        format!("mobility: {{minors: false, insurance_by: both, flows: [{{type: course{more}}}]}}\n")
    };
    for (more, head) in [
        ("", "| Activity |"),
        (", direction: out", "| Activity | From | To |"),
        (", learners: 3", "| Activity | Number |"),
        (", weeks: 3, level: \"4\"", "| Activity | Length | Field |"),
    ] {
        let text = memorandum(&format!("mou: {{{TERM}}}\n"), &flow(more));
        assert!(text.lines().any(|line| line == head), "{more}: no `{head}` in\n{text}");
    }
}

#[test]
fn a_line_end_in_a_cell_is_one_in_every_output_and_in_a_value_it_is_letters() {
    let sandbox = Sandbox::sample();
    sandbox.edit("partners/tahtiselka.yaml", "International coordinator", "Head<br>of all");
    made(
        &sandbox,
        &["mou", "--partner", "tahtiselka", "--format", "md", "--format", "txt", "--format", "html"],
    );
    let read = |ending: &str| sandbox.read(&format!("output/tahtiselka/mou.en.{ending}"));
    assert!(read("md").contains("| Päivi Äyräväinen<br>Head\\<br>of all |"), "{}", read("md"));
    assert!(read("txt").contains("Päivi Äyräväinen, Head<br>of all"), "{}", read("txt"));
    assert!(read("html").contains("Päivi Äyräväinen<br>\nHead&lt;br&gt;of all"), "{}", read("html"));
}

#[test]
fn nothing_in_a_letter_of_intent_binds() {
    let words = include_str!("../templates/loi/en.md").to_lowercase();
    for promise in ["we commit", "we will", "we insure", "we agree", "our role would be"] {
        assert!(!words.contains(promise), "{promise}");
    }
}

#[test]
fn a_memorandum_that_is_longer_than_its_partners_need_is_a_warning() {
    let clause = |at: usize| {
        format!("{{title: \"Matter {at}\", text: \"{}\"}}", "The partners talk about it. ".repeat(30))
    };
    let clauses: Vec<String> = (1..=12).map(clause).collect();
    let flow = "{type: course, direction: out, learners: 2, weeks: 1}";
    let forty = [flow; 40].join(", ");
    for (what, mou, more, is_told) in [
        ("twelve long clauses", format!("own_clauses: [{}], ", clauses.join(", ")), String::new(), true),
        (
            "forty flows",
            String::new(),
            format!("mobility: {{minors: false, insurance_by: both, flows: [{forty}]}}\n"),
            false,
        ),
        ("nothing more", String::new(), String::new(), false),
    ] {
        let yaml = format!(
            "legal_name: Hafner School\nsignatories: [{{name: Eva Hafner, position: Head}}]\n{SCHOOL}cooperation: {{purpose: training}}\nmou: {{{mou}{TERM}}}\n{more}"
        );
        let run = Sandbox::with_partner("hafner", &yaml).build(&["mou", "--partner", "hafner"]);
        assert_eq!(
            (run.code, run.stderr.contains("warning[too-long]")),
            (0, is_told),
            "{what}: {}",
            run.stderr
        );
    }
}
