//! The first contact, in each of its forms: one ask that is complete, the story told once, a subject that says what and
//! from where, words that the reader understands, and true words on what goes with it.

use mail_parser::{MessageParser, MimeHeaders};

use crate::sending::{At, Fault, Plan, Server};
use crate::support::{Sandbox, TODAY, pdf_pages, pdf_text};

/// The three forms, each with the format that people read.
const FORMS: [&str; 3] = ["contact-formal", "contact-informal", "contact-letter"];

/// A partner with all that every form needs; more is written behind it.
fn partner(kind: &str, more: &str) -> String {
    format!(
        "legal_name: \"Lahden ammattiopisto\"\nshort_name: \"Lahti\"\nkind: {kind}\n\
         address: {{street: \"Satamakatu 4\", postal_code: \"15140\", city: \"Lahti\", country: \"FI\"}}\n\
         timezone: \"Europe/Helsinki\"\n\
         contacts:\n  - {{id: intl, given_name: \"Minna\", family_name: \"Salo\", email: \"minna@lahti.example.org\", source: \"your website\"}}\n  \
         - {{id: director, given_name: \"Pekka\", family_name: \"Aho\", email: \"pekka@lahti.example.org\"}}\n  \
         - {{id: dean, given_name: \"Aino\", family_name: \"Virta\", email: \"aino@lahti.example.org\"}}\n\
         partnership_types: [mobility]\nwhy_partner: \"your learners build boats\"\n\
         documents: [contact-formal, contact-informal, contact-letter]\n{more}"
    )
}

/// The Markdown of a form, as it is made for a partner.
fn made(sandbox: &Sandbox, form: &str) -> String {
    sandbox.read(&format!("output/lahti/{form}.en.md"))
}

/// The sample's institution with this partner, everything built without a problem.
fn built(partner: &str) -> Sandbox {
    let sandbox = Sandbox::with_partner("lahti", partner);
    let run = sandbox.build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    sandbox
}

/// What stands between the salutation and the line across, or the signature.
fn message(text: &str) -> &str {
    let start = text.find("\nHello").or_else(|| text.find("\nDear")).expect("a salutation");
    let end = ["\n---\n", "\n## "].iter().filter_map(|end| text[start..].find(end)).min().expect("an end");
    &text[start..start + end]
}

#[test]
fn every_ask_has_its_dates_its_length_and_its_deadline() {
    let ask = "  ask: \"Could your head of carpentry show us the workshop?\"\n";
    let dates = "  offered_dates: [\"2027-01-12 10:00\", \"2027-01-14 14:00\"]\n";
    let one_date = "  offered_dates: [\"2027-01-12 10:00\"]\n";
    let minutes = "  duration_min: 35\n";
    let until = "  reply_by: \"2026-12-18\"\n";
    for own in ["", ask] {
        for days in ["", one_date, dates] {
            for length in ["", minutes] {
                for deadline in ["", until] {
                    let proposal = [own, days, length, deadline].concat();
                    let more =
                        if proposal.is_empty() { String::new() } else { format!("proposal:\n{proposal}") };
                    let sandbox = Sandbox::with_partner("lahti", &partner("vet_school", &more));
                    let run = sandbox.build(&["--format", "md"]);
                    assert_eq!(run.code, 0, "{}", run.stderr);
                    let is_open = days.is_empty() && deadline.is_empty();
                    assert_eq!(run.stderr.contains("[open-question]"), is_open, "{proposal}\n{}", run.stderr);
                    for form in FORMS {
                        let text = made(&sandbox, form);
                        let text = message(&text);
                        let count = |words: &str| text.matches(words).count();
                        let told = format!("{form} with\n{proposal}:\n{text}");
                        assert_eq!(count("show us the workshop?"), usize::from(!own.is_empty()), "{told}");
                        assert_eq!(count("12 January 2027"), usize::from(!days.is_empty()), "{told}");
                        assert_eq!(count("14 January 2027"), usize::from(days == dates), "{told}");
                        assert_eq!(count("18 December 2026"), usize::from(!deadline.is_empty()), "{told}");
                        assert_eq!(count("35 minutes"), usize::from(!length.is_empty()), "{told}");
                        // No second question of ours beside the partner's own, but for the days themselves.
                        let questions = count("?");
                        let days_asked =
                            usize::from(!own.is_empty() && form == "contact-informal" && !days.is_empty());
                        assert_eq!(questions, 1 + days_asked, "{told}");
                        assert!(
                            !text.contains("  ") && !text.contains("..") && !text.contains(" ."),
                            "{told}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn the_story_is_told_once_and_an_introduction_comes_first() {
    let reference = "  reference: \"I saw your boats in the harbour\"\n";
    let introduced = "  introduced_by: \"our colleague Anna Berg of the harbour office.\"\n";
    let idea = "  idea: \"send four learners to you in May 2027\"\n";
    let activities = "activities: [\"Exchange of learners in carpentry\", \"Job shadowing\", \"A shared test\", \"A website\"]\n";
    for seen in ["", reference] {
        for who in ["", introduced] {
            for (planned, what) in [("", ""), ("", idea), (activities, ""), (activities, idea)] {
                let more = format!("{planned}proposal:\n  reply_by: \"2026-12-18\"\n{seen}{who}{what}");
                let sandbox = built(&partner("vet_school", &more));
                for form in FORMS {
                    let text = made(&sandbox, form);
                    let text = message(&text);
                    let count = |words: &str| text.matches(words).count();
                    let told = format!("{form} with\n{more}:\n{text}");
                    assert_eq!(count("your learners build boats"), 1, "{told}");
                    assert_eq!(count("ecause"), 1, "{told}");
                    assert_eq!(
                        count("I saw your boats in the harbour."),
                        usize::from(!seen.is_empty()),
                        "{told}"
                    );
                    assert_eq!(
                        count("send four learners to you in May 2027"),
                        usize::from(!what.is_empty()),
                        "{told}"
                    );
                    let is_listed = what.is_empty() && !planned.is_empty();
                    assert_eq!(count("Exchange of learners in carpentry"), usize::from(is_listed), "{told}");
                    let first =
                        "\n\nOur colleague Anna Berg of the harbour office suggested that we get in touch. ";
                    assert_eq!(text.contains(first), !who.is_empty(), "{told}");
                }
            }
        }
    }
}

#[test]
fn a_subject_names_the_trade_and_the_country_in_less_than_sixty_letters() {
    let until = "proposal: {reply_by: \"2026-12-18\"}\n";
    let long = "the maintenance of machines in the wood and paper industry of the north";
    let cases = [
        (
            "vet_school",
            "cooperation: {fields: [\"carpentry\", \"joinery\"]}\nsector: \"Education\"\n",
            "Learner and staff exchanges: CFP Âncora Azul, Portugal",
        ),
        (
            "company",
            "cooperation: {fields: [\"carpentry\"]}\n",
            "Carpentry: work placements with CFP Âncora Azul, Portugal",
        ),
        (
            "company",
            "mobility: {flows: [{direction: out}, {field: \"boats\"}]}\nsector: \"Ships\"\n",
            "Boats: work placements with CFP Âncora Azul, Portugal",
        ),
        ("company", "sector: {en: \"Ships.\"}\n", "Ships: work placements with CFP Âncora Azul, Portugal"),
        ("company", "", "Work placements: partnership with CFP Âncora Azul, Portugal"),
        ("ngo", "", "Learner and staff exchanges: CFP Âncora Azul, Portugal"),
    ];
    for (kind, more, subject) in cases {
        let sandbox = built(&partner(kind, &format!("{more}{until}")));
        let text = made(&sandbox, "contact-formal");
        assert!(text.contains(&format!("subject: \"{subject}\"\n")), "{subject}\n{text}");
    }
    // Of several trades that of the idea.
    let idea = "proposal: {reply_by: \"2026-12-18\", idea: \"start with an exchange in joinery\"}\n";
    let fields = "cooperation: {fields: [\"carpentry\", \"joinery\"]}\n";
    let sandbox = built(&partner("vet_school", &format!("{fields}{idea}")));
    let text = made(&sandbox, "contact-formal");
    assert!(text.contains("subject: \"Joinery: partnership with CFP Âncora Azul, Portugal\"\n"), "{text}");
    // Whatever is long, something shorter is there.
    let sandbox = built(&partner("company", &format!("cooperation: {{fields: [\"{long}\"]}}\n{until}")));
    sandbox.edit(
        "institution.yaml",
        "short_name: \"CFP Âncora Azul\"",
        &format!("short_name: \"Centro de {long}\""),
    );
    let run = sandbox.build(&["--format", "md"]);
    assert!(run.code == 0 && !run.stderr.contains("[long-subject]"), "{}", run.stderr);
    for form in ["contact-formal", "contact-informal"] {
        let text = made(&sandbox, form);
        let subject = text.lines().find_map(|line| line.strip_prefix("subject: ")).expect("a subject");
        assert!(subject.contains("ork placements") && subject.contains("Portugal"), "{subject}");
    }
}

#[test]
fn companies_read_no_word_of_the_trade_of_schools() {
    let types = [
        "training",
        "mobility",
        "innovation",
        "funding",
        "infrastructure",
        "hr_talent",
        "quality_certification",
        "entrepreneurship",
        "community_inclusion",
        "international_alliances",
        "data_intelligence",
    ];
    for kind in ["company", "chamber", "vet_school"] {
        for one in types {
            let text = partner(kind, "proposal: {reply_by: \"2026-12-18\"}\n");
            let sandbox =
                built(&text.replace("partnership_types: [mobility]", &format!("partnership_types: [{one}]")));
            for form in FORMS {
                let text = made(&sandbox, form);
                let words = message(&text).to_lowercase();
                let sought = if kind == "company" {
                    "we are looking for compan"
                } else {
                    "we are looking for partner"
                };
                assert!(words.contains(sought), "{one}\n{text}");
                for jargon in ["mobility", "vet ", "synerg", "reaching out", "great opportunit", "objectives"]
                {
                    assert!(!words.contains(jargon), "{jargon} for {kind}, {one}\n{text}");
                }
            }
        }
    }
}

#[test]
fn what_is_said_to_be_attached_is_attached() {
    let one_page = "a one-page introduction";
    /// What is asked for, what stands in both emails, and how each closes.
    type Case<'c> = (Option<&'c str>, [&'c [&'c str]; 2], [&'c str; 2]);
    let cases: &[Case<'_>] = &[
        (None, [&["CFP_Ancora_Azul_Profile_for_Lahti_en_2026-11-23.pdf"], &[]], [one_page, ""]),
        (Some("[]"), [&[], &[]], ["", ""]),
        (
            Some("[assets/brochure.pdf]"),
            [&["brochure.pdf"], &["brochure.pdf"]],
            ["attached a document for", "attached a document for"],
        ),
        (
            Some("[one-pager.pdf, \"assets/Unsere Broschüre.pdf\"]"),
            [&["CFP_Ancora_Azul_Profile_for_Lahti_en_2026-11-23.pdf", "Unsere_Broschure.pdf"]; 2],
            ["and another document", "and another document"],
        ),
        (
            Some("[assets/brochure.pdf, assets/plan.png, other/brochure.pdf]"),
            [&["brochure.pdf", "plan.png", "brochure_2.pdf"]; 2],
            ["attached three documents", "attached three documents"],
        ),
    ];
    for (attach, names, words) in cases {
        let attach = attach.map_or_else(String::new, |attach| format!(", attach: {attach}"));
        let text = partner("vet_school", &format!("proposal: {{reply_by: \"2026-12-18\"{attach}}}\n"));
        let sandbox = Sandbox::with_partner("lahti", &text);
        for name in ["assets/brochure.pdf", "assets/Unsere Broschüre.pdf", "other/brochure.pdf"] {
            sandbox.write(&format!("templates/{name}"), format!("%PDF-1.7 {name}"));
        }
        sandbox.write("templates/assets/plan.png", b"\x89PNG\r\n\x1a\n a picture");
        let run = sandbox.build(&["contact-formal", "contact-informal", "--format", "md", "--format", "eml"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        for (form, names, words) in
            [("contact-formal", names[0], words[0]), ("contact-informal", names[1], words[1])]
        {
            let bytes = sandbox.bytes(&format!("output/lahti/{form}.en.eml"));
            let mail = MessageParser::default().parse(&bytes).expect("a message");
            let attached: Vec<&str> = mail.attachments().filter_map(|one| one.attachment_name()).collect();
            assert_eq!(attached, names, "{form}{attach}");
            let text = made(&sandbox, form);
            let text = message(&text);
            assert_eq!(text.contains("attached"), !names.is_empty(), "{text}");
            assert!(text.contains(words), "{words}\n{text}");
        }
    }
}

#[test]
fn a_file_that_changes_makes_the_email_anew() {
    let text = partner("vet_school", "proposal: {reply_by: \"2026-12-18\", attach: [assets/brochure.pdf]}\n");
    let sandbox = Sandbox::with_partner("lahti", &text);
    let eml = || {
        let run = sandbox.build(&["contact-formal"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        sandbox.bytes("output/lahti/contact-formal.en.eml")
    };
    sandbox.write("templates/assets/brochure.pdf", "%PDF-1.7 one");
    let first = eml();
    assert_eq!(first, eml());
    sandbox.write("templates/assets/brochure.pdf", "%PDF-1.7 two");
    assert_ne!(first, eml());
    // Named with a blank, and in a text that somebody edited.
    sandbox.edit("partners/lahti.yaml", "[assets/brochure.pdf]", "[\"assets/brochure.pdf \"]");
    let second = eml();
    sandbox.write("templates/assets/brochure.pdf", "%PDF-1.7 three");
    assert_ne!(second, eml());
    sandbox.write("templates/assets/other.pdf", "%PDF-1.7 four");
    sandbox.edit("output/lahti/contact-formal.en.md", "assets/brochure.pdf", "assets/other.pdf");
    let third = eml();
    sandbox.write("templates/assets/other.pdf", "%PDF-1.7 five");
    assert_ne!(third, eml());
}

#[test]
fn what_cannot_go_along_is_an_error_at_its_place() {
    let cases = [
        ("assets/none.pdf", "there is no file `templates/assets/none.pdf`", 0),
        ("/etc/secret.pdf", "does not lie in the folder `templates/`", 0),
        ("../partners/lahti.pdf", "does not lie in the folder `templates/`", 0),
        ("assets/.hidden.pdf", "does not lie in the folder `templates/`", 0),
        ("assets/more\\\\secret.pdf", "does not lie in the folder `templates/`", 0),
        ("assets/a..b.pdf", "is no PDF file inside", 10),
        ("assets/../../secret.pdf", "does not lie in the folder `templates/`", 0),
        ("assets/logo.svg", "`assets/logo.svg` cannot be attached", 0),
        ("assets/program.exe", "`assets/program.exe` cannot be attached", 10),
        ("assets/disguised.pdf", "is no PDF file inside", 10),
        ("assets/empty.pdf", "is empty", 1),
        ("brochure.pdf", "`brochure.pdf` cannot be attached", 10),
        ("assets/large.pdf", "has 6 MB", 6_000_000),
        ("assets/huge.pdf", "has 21 MB", 0),
    ];
    for (name, message, size) in cases {
        let text = partner(
            "vet_school",
            &format!("proposal: {{reply_by: \"2026-12-18\", attach: [one-pager.pdf, \"{name}\"]}}\n"),
        );
        let sandbox = Sandbox::with_partner("lahti", &text);
        let pdf = |size: usize| [b"%PDF-1.7 ".as_slice(), &vec![b'x'; size]].concat();
        match name {
            "assets/empty.pdf" => sandbox.write("templates/assets/empty.pdf", ""),
            "assets/large.pdf" => sandbox.write("templates/assets/large.pdf", pdf(size - 20_000)),
            // Two files, as each of them may have 20 MB.
            "assets/huge.pdf" => {
                sandbox.write("templates/assets/huge.pdf", pdf(10_200_000));
                sandbox.write("templates/assets/second.pdf", pdf(10_200_000));
                sandbox.edit(
                    "partners/lahti.yaml",
                    "\"assets/huge.pdf\"",
                    "assets/huge.pdf, assets/second.pdf",
                );
            }
            _ if size > 0 => sandbox.write(&format!("templates/{name}"), "MZ 0123456789"),
            _ => {}
        }
        let run = sandbox.run(&["check", "--date", TODAY]);
        assert!(
            run.stderr.contains("[attachment]") && run.stderr.contains(message),
            "{name}\n{}",
            run.stderr
        );
        assert!(run.stderr.contains("--> partners/lahti.yaml:"), "{name}\n{}", run.stderr);
        assert_eq!(run.code == 0, name == "assets/large.pdf", "{name}\n{}", run.stderr);
    }
}

/// The addresses in a header of an email that was made.
fn addresses(sandbox: &Sandbox, form: &str) -> (Vec<String>, Vec<String>) {
    let bytes = sandbox.bytes(&format!("output/lahti/{form}.en.eml"));
    let mail = MessageParser::default().parse(&bytes).expect("a message");
    let all = |list: Option<&mail_parser::Address<'_>>| {
        let people = list.into_iter().flat_map(|list| list.iter());
        people.filter_map(|one| one.address.as_deref().map(str::to_owned)).collect()
    };
    (all(mail.to()), all(mail.cc()))
}

const COPIES: &str = "proposal: {reply_by: \"2026-12-18\", cc: [dean, director, intl, dean]}\n";

#[test]
fn copies_go_to_those_who_have_not_objected_and_to_nobody_twice() {
    let minna = vec!["minna@lahti.example.org".to_owned()];
    let all = ["pekka@lahti.example.org", "aino@lahti.example.org"];
    let objections: [(&str, &[(&str, &str)]); 4] = [
        ("nobody", &[]),
        (
            "in the file itself",
            &[("partners/lahti.yaml", "pekka@lahti.example.org\"|pekka@lahti.example.org\", objected: true")],
        ),
        (
            "in another file",
            &[(
                "partners/other.yaml",
                "legal_name: \"O\"\nkind: ngo\ndocuments: []\ncontacts: [{email: \"Pekka@Lahti.example.org\", objected: true}]\n",
            )],
        ),
        (
            "in a log",
            &[(
                "partners/gone.log",
                "{\"at\":\"2026-10-05T09:30:00+02:00\",\"what\":\"objected\",\"addresses\":[\"pekka@lahti.example.org\"]}\n",
            )],
        ),
    ];
    for (where_, files) in objections {
        let sandbox = Sandbox::with_partner("lahti", &partner("vet_school", COPIES));
        for (name, text) in files {
            match text.split_once('|') {
                Some((from, to)) => sandbox.edit(name, from, to),
                None => sandbox.write(name, text),
            }
        }
        let run =
            sandbox.build(&["contact-formal", "--partner", "lahti", "--format", "md", "--format", "eml"]);
        assert_eq!(run.code, 0, "{where_}\n{}", run.stderr);
        let (to, cc) = addresses(&sandbox, "contact-formal");
        assert_eq!(to, minna, "{where_}");
        let is_left_out = where_ != "nobody";
        let expected: Vec<&str> = all[usize::from(is_left_out)..].to_vec();
        assert_eq!(cc, expected, "{where_}");
        let head = made(&sandbox, "contact-formal");
        assert_eq!(head.contains("pekka@"), !is_left_out, "{where_}\n{head}");
        let told = run.stderr.contains("[objection]") && run.stderr.contains("it gets no copy");
        assert_eq!(told, is_left_out, "{where_}\n{}", run.stderr);
        let run = sandbox.run(&["check", "lahti", "--date", TODAY]);
        assert_eq!(run.stderr.contains("it gets no copy"), is_left_out, "{where_}\n{}", run.stderr);
    }
}

#[test]
fn an_objection_after_building_takes_the_copy_away() {
    let sandbox = Sandbox::with_partner("lahti", &partner("vet_school", COPIES));
    let build = || {
        let run = sandbox.build(&["contact-formal", "--partner", "lahti"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        addresses(&sandbox, "contact-formal").1
    };
    assert_eq!(build().len(), 2);
    let other = "legal_name: \"O\"\nkind: ngo\ndocuments: []\ncontacts: [{email: \"pekka@lahti.example.org\", objected: true}]\n";
    sandbox.write("partners/other.yaml", other);
    assert_eq!(build(), ["aino@lahti.example.org"]);
    // Who writes the address by hand into the text gets no further.
    sandbox.edit("output/lahti/contact-formal.en.md", "cc: [", "cc: [\"pekka@lahti.example.org\",");
    assert_eq!(build(), ["aino@lahti.example.org"]);
    // Who cannot be known to have not objected gets nothing.
    sandbox.write("partners/other.yaml", "legal_name: [\ncontacts: [{email: \"aino@lahti.example.org\"}, {email: \"pekka@lahti.example.org\"}]\n");
    assert!(build().is_empty());
}

#[test]
fn a_copy_needs_a_contact_with_an_address() {
    for (cc, message) in [
        ("[nobody]", "no contact of this partner has the id `nobody`"),
        ("[silent]", "the contact `silent` has no `email`"),
    ] {
        let text = partner("vet_school", &format!("proposal: {{reply_by: \"2026-12-18\", cc: {cc}}}\n"));
        let text =
            text.replace("partnership_types", "  - {id: silent, given_name: \"Eero\"}\npartnership_types");
        let sandbox = Sandbox::with_partner("lahti", &text);
        let run = sandbox.run(&["check", "--date", TODAY]);
        assert!(
            run.code == 1 && run.stderr.contains("[unknown-copy]") && run.stderr.contains(message),
            "{}",
            run.stderr
        );
    }
}

/// A server, and a workspace whose first email to three people lies ready to be sent to it.
fn ready(plans: Vec<Plan>) -> (Server, Sandbox) {
    let server = Server::start(plans, 100);
    let sandbox = Sandbox::sample();
    sandbox.write("partners/lahti.yaml", partner("vet_school", COPIES));
    let run = sandbox.build(&["contact-formal", "--partner", "lahti"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let account = format!("mail: {{host: \"127.0.0.1\", port: {}, tls: none}}\neu_funding:", server.port);
    sandbox.edit("institution.yaml", "eu_funding:", &account);
    let run = sandbox.build(&["contact-formal", "--partner", "lahti"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    (server, sandbox)
}

#[test]
fn a_sent_email_goes_to_all_of_whom_the_plan_tells() {
    let (server, sandbox) = ready(Vec::new());
    let arguments = ["contact-formal", "--partner", "lahti"];
    let run = sandbox.run(&[["send"].as_slice(), &arguments, &["--plan"]].concat());
    let shown = "minna@lahti.example.org, cc pekka@lahti.example.org, cc aino@lahti.example.org";
    assert!(
        run.stdout.split_whitespace().collect::<Vec<_>>().join(" ").contains(shown)
            || run.stdout.contains("cc pekka"),
        "{}",
        run.stdout
    );
    let run = crate::sending::send(&sandbox, &["--partner", "lahti"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    let accepted = server.accepted();
    assert_eq!(accepted.len(), 1);
    let envelope = accepted[0].to.join(" ");
    for address in ["minna@", "pekka@", "aino@"] {
        assert_eq!(envelope.matches(address).count(), 1, "{envelope}");
    }
    let mail = MessageParser::default().parse(&accepted[0].bytes).expect("a message");
    assert_eq!(mail.cc().expect("copies").iter().count(), 2);
    let log = sandbox.read("partners/lahti.log");
    assert!(
        log.contains(
            "\"to\":[\"minna@lahti.example.org\",\"pekka@lahti.example.org\",\"aino@lahti.example.org\"]"
        ),
        "{log}"
    );
}

#[test]
fn a_refused_copy_stops_nothing_and_a_copy_alone_is_no_email() {
    let refusal = |recipient| Plan {
        at: At::Recipient,
        fault: Fault::Say("550 5.1.1 nobody here"),
        times: 9,
        recipient,
    };
    let (server, sandbox) = ready(vec![refusal("pekka")]);
    let run = crate::sending::send(&sandbox, &["--partner", "lahti"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert!(
        run.stdout.contains("not to pekka") || run.stderr.contains("not to pekka"),
        "{}{}",
        run.stdout,
        run.stderr
    );
    assert_eq!(server.count("minna"), 1);
    let (server, sandbox) = ready(vec![refusal("minna")]);
    let run = crate::sending::send(&sandbox, &["--partner", "lahti"]);
    assert_eq!(run.code, 3, "{}{}", run.stdout, run.stderr);
    assert!(server.accepted().is_empty());
}

#[test]
fn a_document_of_ones_own_goes_to_several() {
    let sandbox = Sandbox::with_partner(
        "lahti",
        &partner("vet_school", "proposal: {reply_by: \"2026-12-18\"}\n")
            .replace("documents: [", "documents: [news, "),
    );
    sandbox.write(
        "templates/news/document.yaml",
        "kind: email\nlayout: letter\nformats: [md, eml]\nto: [contact.email, \"partner.contacts[1].email\"]\n\
         cc:\n  - \"[one.email for one in partner.contacts if one.id == 'dean']\"\n  - contact.email\n\
         attach: [assets/news.pdf]\nsections:\n  - {id: text}\n",
    );
    sandbox.write(
        "templates/news/en.md",
        "---\ntitle: \"News\"\nsubject: \"News\"\n---\n## {#text}\nThere is news.\n",
    );
    sandbox.write("templates/assets/news.pdf", "%PDF-1.7");
    let run = sandbox.build(&["news", "--format", "md", "--format", "eml"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let head = made(&sandbox, "news");
    let expected = "to: [\"minna@lahti.example.org\",\"pekka@lahti.example.org\"]\ncc: [\"aino@lahti.example.org\"]\nattach: [\"assets/news.pdf\"]\n";
    assert!(head.contains(expected), "{head}");
    let (to, cc) = addresses(&sandbox, "news");
    assert_eq!((to.len(), cc.len()), (2, 1));
}

#[test]
fn who_has_no_email_address_gets_a_letter() {
    let text = partner("vet_school", "proposal: {reply_by: \"2026-12-18\"}\n")
        .replace("documents: [contact-formal, contact-informal, contact-letter]\n", "");
    let due = |text: &str| {
        let sandbox = Sandbox::with_partner("lahti", text);
        let run = sandbox.build(&[]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let names: Vec<String> =
            sandbox.files("output/lahti").into_keys().filter(|name| name.starts_with("contact")).collect();
        (sandbox, names)
    };
    let (_, names) = due(&text);
    assert!(names.iter().all(|name| !name.contains("letter")) && names.len() == 4, "{names:?}");
    let by_post = text.replace(" email: \"minna@lahti.example.org\",", "");
    let (sandbox, names) = due(&by_post);
    assert_eq!(names, ["contact-letter.en.md", "contact-letter.en.pdf"]);
    let letter = made(&sandbox, "contact-letter");
    assert!(letter.contains("a one-page introduction to our institution and what we offer with this letter"));
    for (attach, words) in [
        ("[assets/a.pdf]", "You will find a document for your information with this letter."),
        (
            "[one-pager.pdf, assets/a.pdf, assets/b.pdf]",
            "a one-page introduction to our institution and two more documents with this letter.",
        ),
        ("[]", ""),
    ] {
        let with = by_post
            .replace("reply_by: \"2026-12-18\"", &format!("reply_by: \"2026-12-18\", attach: {attach}"));
        let letter = made(&due(&with).0, "contact-letter");
        assert!(letter.contains(words), "{attach}\n{letter}");
        assert_eq!(letter.contains("You will find"), !words.is_empty(), "{attach}\n{letter}");
    }
    for words in [
        "Lahden ammattiopisto\\\nMinna Salo\\\nSatamakatu 4\\\n15140 Lahti\\\nFinland",
        "from your website",
        "by post or email, or a call",
        "+351 200 000 001",
    ] {
        assert!(letter.contains(words), "{words}\n{letter}");
    }
    assert!(!letter.contains("reply “no further contact”"));
    let pdf = sandbox.bytes("output/lahti/contact-letter.en.pdf");
    assert_eq!(pdf_pages(&pdf), 1);
    assert!(pdf_text(&pdf).contains("object at any time"));
    // Who objected gets none, wherever that stands.
    sandbox.edit("partners/lahti.yaml", "family_name: \"Salo\"", "family_name: \"Salo\", objected: true");
    let run = sandbox.build(&[]);
    assert!(run.stderr.contains("[objected]"), "{}", run.stderr);
    assert!(!sandbox.files("output/lahti").keys().any(|name| name.starts_with("contact")));
    let (sandbox, _) = due(&by_post);
    let run = sandbox.run(&["log", "lahti", "--objected"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = sandbox.build(&[]);
    assert!(run.stderr.contains("[objection]"), "{}", run.stderr);
    assert!(!sandbox.files("output/lahti").keys().any(|name| name.starts_with("contact")));
    // And who was written to before is told of, as with an email.
    let (sandbox, _) = due(&by_post);
    sandbox.edit("partners/lahti.yaml", "why_partner", "logbook: {phase: collaboration_setup}\nwhy_partner");
    let run = sandbox.run(&["check", "--date", TODAY]);
    assert!(run.stderr.contains("[first-contact-again]"), "{}", run.stderr);
}

/// What a template may name besides the partner's own contacts.
const NAMED: [&str; 3] = [
    "\"organisations[2].contacts[0].email\"",
    "\"'guest@gora.example.org'\"",
    "\"'guest@' ~ 'gora' ~ '.example.org'\"",
];

/// A workspace whose email `news` has these recipients, and a further organisation with a contact.
fn with_news(to: &str, cc: &str) -> Sandbox {
    let more = "mou: {further_partners: [gora]}\nproposal: {reply_by: \"2026-12-18\"}\n";
    let sandbox = Sandbox::with_partner(
        "lahti",
        &partner("vet_school", more).replace("documents: [", "documents: [news, "),
    );
    sandbox.write(
        "partners/gora.yaml",
        "legal_name: \"Gora\"\nkind: ngo\ndocuments: []\ncontacts: [{email: \"guest@gora.example.org\", source: \"your website\"}]\n",
    );
    sandbox.write(
        "templates/news/document.yaml",
        format!(
            "kind: email\nlayout: letter\nformats: [md, eml]\nto: [{to}]\ncc: [{cc}]\nsections:\n  - {{id: text}}\n"
        ),
    );
    sandbox.write(
        "templates/news/en.md",
        "---\ntitle: \"News\"\nsubject: \"News\"\n---\n## {#text}\nThere is news.\n",
    );
    sandbox
}

/// The objection of the guest, wherever it may stand.
fn guest_objects(sandbox: &Sandbox, at: usize) {
    let log = "{\"at\":\"2026-10-05T09:30:00+02:00\",\"what\":\"objected\",\"addresses\":[\"guest@gora.example.org\"]}\n";
    match at {
        0 => sandbox.edit("partners/gora.yaml", "source:", "objected: true, source:"),
        1 => sandbox.write("partners/gone.log", log),
        _ => sandbox.write("objections.log", log),
    }
}

#[test]
fn whoever_a_template_names_gets_nothing_after_an_objection() {
    for named in NAMED {
        for at in 0..3 {
            for is_before in [true, false] {
                let told = format!("{named}, {at}, {is_before}");
                let build = |sandbox: &Sandbox| sandbox.build(&["news", "--partner", "lahti"]);
                // Of a copy.
                let copied = with_news("contact.email", named);
                // As the only recipient.
                let alone = with_news(named, "");
                for sandbox in [&copied, &alone] {
                    if !is_before {
                        let run = build(sandbox);
                        assert_eq!(run.code, 0, "{told}\n{}", run.stderr);
                        let text = made(sandbox, "news");
                        assert!(text.contains("guest@gora"), "{told}\n{text}");
                    }
                    guest_objects(sandbox, at);
                    let run = build(sandbox);
                    assert!(run.stderr.contains("[objection]"), "{told}\n{}", run.stderr);
                }
                let (to, cc) = addresses(&copied, "news");
                assert_eq!((to.len(), cc.len()), (1, 0), "{told}");
                assert!(!alone.path("output/lahti/news.en.eml").exists(), "{told}");
            }
        }
    }
}

#[test]
fn an_address_in_an_edited_text_is_asked_for_too() {
    for at in 0..3 {
        let sandbox = with_news("contact.email", "");
        let build = || sandbox.build(&["news", "--partner", "lahti"]);
        assert_eq!(build().code, 0);
        guest_objects(&sandbox, at);
        sandbox.edit("output/lahti/news.en.md", "minna@lahti.example.org", "guest@gora.example.org");
        let run = build();
        assert!(run.stderr.contains("[objection]"), "{}", run.stderr);
        assert!(!sandbox.files("output/lahti").keys().any(|name| name.ends_with(".eml")));
    }
}

/// The same person at another entry of the partner's file, as it may be written there.
#[test]
fn a_letter_goes_to_nobody_who_objected_at_another_entry() {
    let others = [
        "{given_name: \"Minna\", family_name: \"Salo\", email: \"m.salo@lahti.example.org\", objected: true}",
        "{given_name: \"Dr. Minna Salo\", objected: true}",
        "{given_name: \"minna\", family_name: \"Saló\", titles_after: \"PhD\", objected_on: \"2026-10-01\"}",
        "{family_name: \"Salo\", given_name: \"MINNA\", email: \"gone@lahti.example.org\"}",
    ];
    for other in others {
        let text = partner("vet_school", "proposal: {reply_by: \"2026-12-18\"}\n")
            .replace(" email: \"minna@lahti.example.org\",", "")
            .replace("partnership_types", &format!("  - {other}\npartnership_types"));
        let sandbox = Sandbox::with_partner("lahti", &text);
        if other.contains("gone@") {
            let log = "{\"at\":\"2026-10-05T09:30:00+02:00\",\"what\":\"objected\",\"addresses\":[\"gone@lahti.example.org\"]}\n";
            sandbox.write("objections.log", log);
        }
        let run = sandbox.build(&["contact-letter", "--partner", "lahti"]);
        assert!(run.stderr.contains("[objection]"), "{other}\n{}", run.stderr);
        let letter = sandbox.path("output/lahti/contact-letter.en.pdf");
        assert!(!letter.exists(), "{other}");
        // Somebody else who objected keeps nobody from it.
        let others = text.replace(other, "{given_name: \"Eero\", family_name: \"Salo\", objected: true}");
        sandbox.write("partners/lahti.yaml", others);
        let run = sandbox.build(&["contact-letter", "--partner", "lahti"]);
        assert!(run.code == 0 && letter.exists(), "{other}\n{}", run.stderr);
    }
}

#[test]
fn a_copy_to_somebody_who_got_a_first_email_as_another_partner_is_told() {
    let (_server, sandbox) = ready(Vec::new());
    let other = partner("vet_school", "proposal: {reply_by: \"2026-12-18\"}\n")
        .replace("Lahden ammattiopisto", "Satama")
        .replace("minna@lahti", "pekka@lahti");
    sandbox.write("partners/satama.yaml", other);
    let environment =
        [("HANDCLASP_TIMEOUT", "1"), ("HANDCLASP_PAUSE", "0"), ("SOURCE_DATE_EPOCH", "1795435200")];
    assert_eq!(sandbox.build(&["contact-informal", "--partner", "satama"]).code, 0);
    let run = sandbox.run_with(&["send", "contact-informal", "--partner", "satama", "--yes"], &environment);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    let run = sandbox.run_with(&["send", "contact-formal", "--partner", "lahti", "--plan"], &environment);
    assert!(run.stderr.contains("this is a second first email"), "{}{}", run.stdout, run.stderr);
}
