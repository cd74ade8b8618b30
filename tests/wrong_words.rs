//! No wrong word reaches the other side untold: phrases that do not fit, words of the sample, values printed
//! raw, an agreement that nobody agreed to, people with one name.

use handclasp::schema::{INSTITUTION, PARTNER, Shape};
use mail_parser::MessageParser;
use serde_json::{Value as Json, json};

use crate::case::{folder, prepared};
use crate::support::{Run, Sandbox, TODAY, letters, pdf_text};

/// A partner that all documents can be made of, with every phrase in place.
fn partner() -> Json {
    json!({
        "legal_name": "Kovomont s.r.o.",
        "kind": "company",
        "address": {"street": "Dlhá 1", "postal_code": "01000", "city": "Lipová", "country": "SK"},
        "timezone": "Europe/Bratislava",
        "contacts": [{
            "given_name": "Jana", "family_name": "Kováčová", "honorific": "ms",
            "email": "jana@kovomont.example.org", "source": "the contact page of your website",
            "source_date": "2026-11-09", "prior_contact": true,
        }],
        "signatories": [{"name": "Ján Horák", "position": "Director", "authority_basis": "the articles of association"}],
        "partnership_types": ["mobility"],
        "activities": ["internships of three weeks"],
        "why_partner": "your workshop trains boat builders",
        "proposal": {"idea": "send four learners to you in autumn", "reply_by": "2027-01-15"},
        "cooperation": {
            "purpose": "the training of boat builders",
            "fields": ["boat building", "electronics"],
            "commitments": {"ours": ["send four learners a year"], "theirs": ["host four learners a year"]},
        },
        "meeting": {
            "date": "2027-03-04", "start": "11:00", "slot_min": 60, "link": "https://meet.example.org/x",
            "items": [{"title": "Welcome", "min": 5, "max": 10, "lead": "Kovomont", "outcome": "a plan"}],
        },
        "mobility": {"flows": [{"type": "short_term_learner", "direction": "out", "learners": 4, "weeks": 3}], "insurance_by": "both", "minors": false},
        "loi": {
            "direction": "from_us", "role": "host company", "contribution": ["offer four places"],
            "condition": "if the funding is approved", "next_step": "a visit in spring", "valid_until": "2027-12-31",
        },
        "mou": {
            "term": {"start": "on_last_signature", "end": "2030-12-31"},
            "review": {"first_date": "2028-06-30"},
            "channels": {"tools": ["email"], "shared_folder": "our cloud", "meetings": "every month"},
            "binding_exceptions": ["confidentiality"],
            "work_plan": {"items": ["a first visit"]},
            "annexes": ["Work plan"],
        },
    })
}

/// The same with a value of one's own; a partner's file in JSON is YAML too.
fn changed(pointer: &str, value: &Json) -> Json {
    let mut partner = partner();
    put(&mut partner, pointer, value);
    partner
}

/// Puts a value at a pointer, whose parents may be missing.
fn put(values: &mut Json, pointer: &str, value: &Json) {
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
    if values.pointer(parent).is_none() {
        put(values, parent, &json!({}));
    }
    match values.pointer_mut(parent).expect("a parent") {
        Json::Object(map) => drop(map.insert(key.to_owned(), value.clone())),
        Json::Array(items) => items[key.parse::<usize>().expect("a number")] = value.clone(),
        other => panic!("{pointer} in {other}"),
    }
}

fn with(partner: &Json) -> Sandbox {
    Sandbox::with_partner("kovomont", &serde_json::to_string_pretty(partner).expect("JSON"))
}

fn check(sandbox: &Sandbox) -> Run {
    sandbox.run(&["check", "--date", TODAY])
}

/// The texts of all documents, without setting pages, which takes longer.
fn texts(sandbox: &Sandbox) -> Run {
    sandbox.build(&["--format", "md"])
}

/// Tried in texts: a phrase that begins with the words in front of it, in capitals or not (`Because you …` behind "because") | a warning with the sentence as it would read
/// Tried in texts: a phrase with "to" where no "to" can stand, or with a subject of its own behind "to", "will", "in" or "from" | a warning with the sentence as it would read
/// Tried in texts: a phrase with a capital that no name explains | a warning with the sentence as it would read
/// Tried in texts: a phrase that ends with `!`, `?`, `…` or two stops | a warning with the sentence as it would read
#[test]
fn a_phrase_that_does_not_fit_is_told_with_its_sentence() {
    let cases = [
        ("/why_partner", "Because you are great.", "contacting you because Because you are great."),
        ("/why_partner", "because you are great", "contacting you because because you are great."),
        ("/why_partner", "Your workshop is known", "because Your workshop is known."),
        ("/why_partner", "We like your workshop.", "because We like your workshop."),
        ("/why_partner", "The workshop is known", "because The workshop is known."),
        ("/why_partner", "Training is good at your place", "because Training is good at your place."),
        ("/why_partner", "your workshop is great!", "because your workshop is great!."),
        ("/why_partner", "your workshop is great …", "because your workshop is great …."),
        ("/why_partner", "to work with you is good", "because to work with you is good."),
        (
            "/proposal/idea",
            "We would like to send four learners to you.",
            "would like to We would like to send four",
        ),
        ("/proposal/idea", "like to send four learners", "would like to like to send four learners."),
        ("/proposal/idea", "To send four learners", "would like to To send four learners."),
        ("/proposal/idea", "to send four learners", "would like to to send four learners."),
        ("/proposal/idea", "Send four learners.", "would like to Send four learners."),
        ("/proposal/idea", "our learners visit you", "would like to our learners visit you."),
        ("/proposal/idea", "the mobility of learners", "would like to the mobility of learners."),
        ("/proposal/idea", "send four learners?", "would like to send four learners?."),
        (
            "/contacts/0/source",
            "We found it on your website.",
            "details from We found it on your website (9 November",
        ),
        ("/contacts/0/source", "from your website", "details from from your website (9 November"),
        ("/contacts/0/source", "we found it on your website", "details from we found it on your website (9"),
        (
            "/contacts/0/source",
            "your website. We read it often",
            "details from your website. We read it often (9",
        ),
        ("/cooperation/purpose", "To exchange learners.", "in To exchange learners."),
        ("/cooperation/purpose", "to exchange learners", "in to exchange learners."),
        ("/cooperation/purpose", "in the training of learners", "in in the training of learners."),
        ("/cooperation/purpose", "Exchange of learners", "in Exchange of learners."),
        (
            "/cooperation/purpose",
            "we intend to cooperate in training",
            "in we intend to cooperate in training.",
        ),
        ("/cooperation/fields/1", "Electronics", "fields of boat building and Electronics."),
        ("/cooperation/fields/0", "electronics!", "fields of electronics! and electronics."),
        ("/cooperation/commitments/ours/0", "will send learners", "will: will send learners"),
        ("/cooperation/commitments/ours/0", "We will send learners", "will: We will send learners"),
        (
            "/cooperation/commitments/theirs/0",
            "The company hosts learners",
            "would: The company hosts learners",
        ),
        ("/loi/contribution/0", "To offer places", "We intend to: To offer places"),
        ("/loi/contribution/0", "we intend to offer places", "We intend to: we intend to offer places"),
        ("/loi/condition", "If the funding is approved.", "applies only If the funding is approved."),
        ("/loi/condition", "this applies only with funding", "applies only this applies only with funding."),
        ("/loi/next_step", "We suggest a visit", "we suggest We suggest a visit."),
        ("/mou/governing_law", "By the law of Slovakia", ""),
    ];
    let lines = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (pointer, text, sentence) in cases {
        let run = texts(&with(&changed(pointer, &json!(text))));
        // What is not printed is not told.
        if sentence.is_empty() {
            assert!(!run.stderr.contains("unfit-phrase"), "{pointer}: {text}\n{}", run.stderr);
            continue;
        }
        assert_eq!(run.code, 0, "{pointer}: {text}\n{}", run.stderr);
        assert!(run.stderr.contains("[unfit-phrase]"), "{pointer}: {text}\n{}", run.stderr);
        let told: Vec<&str> = run.stderr.lines().filter(|line| line.contains("[unfit-phrase]")).collect();
        let once = told.iter().enumerate().all(|(at, line)| !told[..at].contains(line));
        assert!(once, "{pointer}: {text}\n{}", run.stderr);
        assert!(lines(&run.stderr).contains(sentence), "{pointer}: {text}\n{}", run.stderr);
        // At the text itself.
        let shown = text.split_whitespace().next().expect("a word");
        let line = run.stderr.lines().find(|line| line.contains(" | ") && line.contains(shown));
        assert!(line.is_some(), "{pointer}: {text}\n{}", run.stderr);
    }
}

/// Tried in texts: a phrase that begins with a name, a product, a language, a noun of German or "I" | nothing is said
#[test]
fn a_phrase_that_fits_is_not_found_fault_with() {
    assert_eq!(check(&with(&partner())).stderr, "no problems in 1 partner and the institution\n");
    let cases = [
        ("/why_partner", "Erasmus+ has brought us together"),
        ("/why_partner", "CNC machines are at home in your workshop"),
        ("/why_partner", "Bosch builds its tools in your town"),
        ("/why_partner", "Portuguese companies recommend you"),
        ("/why_partner", "Kovomont is known for its boats"),
        ("/why_partner", "Lipová is where our learners want to go"),
        ("/why_partner", "The Hague Academy recommends you"),
        ("/why_partner", "Green Energy Lipová recommends you"),
        ("/why_partner", "Training Factory Ltd recommends you"),
        ("/why_partner", "I met you at the fair"),
        ("/why_partner", "you train in the Ausbildungszentrum of Handwerkskammer Dresden e. V."),
        ("/why_partner", "Handwerk is at home in your town"),
        ("/why_partner", "Jana Kováčová told us about you"),
        ("/why_partner", "your workshop trains boat builders."),
        ("/why_partner", "you work with Green Galley, our project"),
        ("/why_partner", "you are, as Dr. Horák says, the best"),
        ("/proposal/idea", "welcome your apprentices and send ours in return"),
        ("/proposal/idea", "co-design a course with you"),
        ("/contacts/0/source", "Association of Boat Builders"),
        ("/contacts/0/source", "the website of Kovomont s.r.o."),
        ("/contacts/0/source", "Ms Kováčová, at the fair in Dresden"),
        ("/contacts/0/source", "LinkedIn"),
        ("/cooperation/purpose", "in-company training and the mobility of learners"),
        ("/cooperation/purpose", "Erasmus+ mobility"),
        ("/cooperation/purpose", "VET and lifelong learning"),
        ("/cooperation/commitments/ours/0", "Send four learners a year"),
        ("/cooperation/commitments/ours/0", "together with the company, choose the learners"),
        ("/cooperation/commitments/theirs/0", "both host and mentor learners"),
        ("/loi/contribution/0", "tell our members who will come"),
        ("/loi/role", "host company of six learners"),
        ("/activities/0", "Mobility of learners"),
        ("/activities/0", "Areas of the workshop opened to learners"),
        ("/mou/annexes/0", "The work plan"),
        ("/mou/work_plan/items/0", "A first visit"),
        ("/signatories/0/authority_basis", "Statutes, art. 14"),
        ("/meeting/items/0/outcome", "A plan"),
    ];
    for (pointer, text) in cases {
        let run = texts(&with(&changed(pointer, &json!(text))));
        assert!(!run.stderr.contains("unfit-phrase"), "{pointer}: {text}\n{}", run.stderr);
    }
}

/// The pointers of all fields that say what they fit after.
fn fitting(shape: Shape<'_>, pointer: &str, found: &mut Vec<String>) {
    for name in shape.names() {
        let Some(field) = shape.property(name) else { continue };
        let is_list = field.items().is_some();
        let own = format!("{pointer}/{name}{}", if is_list { "/0" } else { "" });
        if shape.description(name).is_some_and(|text| text.contains("fitting after")) {
            found.push(own.clone());
        }
        let inner = field.items().unwrap_or(field);
        if inner.text_kind().is_none() && inner.fields().is_some() {
            fitting(inner, &own, found);
        }
    }
}

#[test]
fn every_field_that_fits_after_words_is_looked_at() {
    let mut fields = Vec::new();
    fitting(Shape::of(&PARTNER), "", &mut fields);
    assert!(fields.len() >= 6, "{fields:?}");
    for pointer in fields {
        let run = texts(&with(&changed(&pointer, &json!("boats and learners!"))));
        assert!(run.stderr.contains("[unfit-phrase]"), "{pointer}:\n{}", run.stderr);
    }
    let mut fields = Vec::new();
    fitting(Shape::of(&INSTITUTION), "", &mut fields);
    assert_eq!(fields, ["/provider"]);
    let sandbox = with(&partner());
    sandbox.edit("institution.yaml", "en: \"a vocational training centre for", "en: \"We are a centre for");
    let run = check(&sandbox);
    assert!(run.stderr.contains("[unfit-phrase]: `provider.en`"), "{}", run.stderr);
    assert!(run.stderr.contains("Âncora Azul, We are a centre for"), "{}", run.stderr);
}

/// Tried in texts: German nouns and the polite Sie inside a German sentence | nothing is said
#[test]
fn another_language_decides_for_itself() {
    let sandbox = with(&changed("/why_partner", &json!({"de": "Ihre Werkstatt Boote baut"})));
    let english = include_str!("../templates/languages/en.yaml");
    let (before, rest) = english.split_once("\nphrases:").expect("phrases");
    let (_, after) = rest.split_once("\nkinds:").expect("kinds");
    sandbox.write("templates/languages/de.yaml", format!("{before}\nkinds:{after}"));
    let template = "---\ntitle: \"Brief\"\nlayout: letter\nformats: [md]\n---\n# {{ title }}\n\nWir schreiben, weil {{ partner.why_partner | phrase }}.\n";
    sandbox.write("templates/brief/de.md", template);
    let run = |text: &str| {
        sandbox.write("partners/kovomont.yaml", changed("/why_partner", &json!({"de": text})).to_string());
        sandbox.run(&["build", "brief", "--lang", "de", "--date", TODAY, "--force"]).stderr
    };
    for text in [
        "Ihre Werkstatt Boote baut",
        "Boote bei Ihnen entstehen",
        "Sie ausbilden",
        "In Ihrem Haus gelernt wird",
    ] {
        assert!(!run(text).contains("unfit-phrase"), "{text}: {}", run(text));
    }
    assert!(run("Weil Sie Boote bauen.").contains("weil Weil Sie Boote bauen."), "{}", run("Weil Sie bauen"));
    assert!(run("Sie Boote bauen!").contains("[unfit-phrase]"));
}

#[test]
fn a_sentence_that_got_its_stop_has_it_in_the_email_too() {
    let sandbox = prepared(&folder("valid").join("sentence-without-a-stop"));
    let run = sandbox.build(&["contact-informal", "contact-formal"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let text = |document: &str| {
        let bytes = sandbox.bytes(&format!("output/kovomont/{document}.en.eml"));
        let message = MessageParser::default().parse(&bytes).expect("a message");
        message.body_text(0).expect("text").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let informal = text("contact-informal");
    assert!(informal.contains("at the fair. I’m writing"), "{informal}");
    assert!(informal.contains("Could we visit you? Please let me know"), "{informal}");
    let formal = text("contact-formal");
    assert!(formal.contains("Could we visit you? I would be grateful"), "{formal}");
}

/// The sample with another school's name, its own partners only.
fn renamed() -> Sandbox {
    let sandbox = with(&partner());
    rename(&sandbox);
    sandbox
}

fn rename(sandbox: &Sandbox) {
    let name = "legal_name: \"Centro de Formação Profissional Âncora Azul\"";
    sandbox.edit("institution.yaml", name, "legal_name: \"Berufskolleg am Hafen\"");
    sandbox.edit("institution.yaml", "city: \"Vila Nova da Maré\"", "city: \"Emden\"");
}

/// Tried in documents: another school's name in the sample's `institution.yaml`, all else left | a warning for each field that is still the sample's
#[test]
fn what_is_left_of_the_sample_is_told() {
    let run = check(&renamed());
    assert_eq!(run.code, 0, "{}", run.stderr);
    for field in [
        "`short_name` is still",
        "`address.street` and `address.postal_code` are still",
        "`website` is still",
        "`linkedin` is still",
        "`ids.oid`",
        "`logo` is still",
        "`tagline` is still",
        "`provider` is still",
        "`who_we_are` is still",
        "`facts` is still",
        "`offer` is still",
        "`looking_for` is still",
        "`why_us` is still",
        "`why_us_by_kind.company`",
        "`projects.title`",
        "`contacts.family_name`, `contacts.email` and `contacts.phone` are still",
        "`signatories.name`",
        "`privacy.notice_url` and `privacy.dpo_email` are still",
    ] {
        assert!(run.stderr.contains(field), "{field}\n{}", run.stderr);
    }
    // What many schools have alike is nobody's.
    for field in
        ["timezone", "org_type", "legal_form", "programmes", "defaults", "languages", "position", "city"]
    {
        let told = run.stderr.lines().any(|line| line.contains("[sample-words]") && line.contains(field));
        assert!(!told, "{field}\n{}", run.stderr);
    }
}

/// Tried in documents: an institution of one's own beside the sample's partners, or with a partner copied from one | each is named
#[test]
fn invented_partners_are_told_in_a_workspace_of_ones_own() {
    let sandbox = Sandbox::sample();
    sandbox.write("institution.yaml", "legal_name: \"Berufskolleg am Hafen\"\n");
    let copied = sandbox
        .read("partners/gruenfliess.yaml")
        .replace("Grünfließ Präzisionstechnik GmbH & Co. KG", "Werft AG");
    sandbox.write("partners/werft.yaml", copied);
    let run = check(&sandbox);
    for id in ["camara-penarroble", "gruenfliess", "tahtiselka", "zolty-wiatrak"] {
        let told = format!("`partners/{id}.yaml` is an invented partner of the sample");
        assert!(run.stderr.contains(&told), "{id}\n{}", run.stderr);
    }
    assert!(run.stderr.contains("`why_partner` is still the sample’s"), "{}", run.stderr);
    assert!(run.stderr.contains("`contacts.family_name`, `contacts.email`"), "{}", run.stderr);
}

/// Tried in documents: a logo with the sample's bytes under another name, and one of one's own | the first is the sample's
#[test]
fn a_logo_is_the_samples_by_its_bytes() {
    let sandbox = renamed();
    let logo = sandbox.bytes("templates/assets/logo.svg");
    sandbox.write("templates/assets/ours.svg", &logo);
    sandbox.edit("institution.yaml", "assets/logo.svg", "assets/ours.svg");
    assert!(check(&sandbox).stderr.contains("`logo` is still the sample’s"));
    let own = String::from_utf8(logo).expect("text").replacen("<svg ", "<svg id=\"ours\" ", 1);
    sandbox.write("templates/assets/ours.svg", own);
    assert!(!check(&sandbox).stderr.contains("`logo`"));
}

/// Tried in sending: an email from an institution that still has words of the sample | refused; a test to oneself goes through
#[test]
fn words_of_the_sample_are_not_sent() {
    let sandbox = renamed();
    assert_eq!(sandbox.build(&["contact-formal"]).code, 0);
    let account = "mail: {host: \"127.0.0.1\", port: 1, tls: none}\neu_funding:";
    sandbox.edit("institution.yaml", "eu_funding:", account);
    assert_eq!(sandbox.build(&["contact-formal"]).code, 0);
    let send = |more: &[&str]| {
        let arguments: Vec<&str> = ["send", "contact-formal", "--plan"].iter().chain(more).copied().collect();
        sandbox.run_with(&arguments, &[("SOURCE_DATE_EPOCH", "1795435200")])
    };
    let run = send(&[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    let error = "error[sample-words]: `institution.yaml` still has words of the sample";
    assert_eq!(run.stderr.matches(error).count(), 1, "{}", run.stderr);
    assert!(run.stderr.contains("warning[sample-words]: `short_name` is still"), "{}", run.stderr);
    assert!(run.stderr.contains("nothing was sent"), "{}", run.stderr);
    let test = send(&["--test-to", "me@example.org"]);
    assert_eq!(test.code, 0, "{}", test.stderr);
    let drafts = send(&["--to-drafts"]);
    assert_eq!(drafts.code, 1, "{}", drafts.stderr);
}

/// Tried in documents: a final memorandum with words of the sample in it | refused; a draft is made, with warnings
#[test]
fn words_of_the_sample_are_not_signed() {
    let mut partner = partner();
    let sandbox = with(&partner);
    rename(&sandbox);
    assert_eq!(sandbox.build(&["mou"]).code, 0);
    put(&mut partner, "/mou/status", &json!("final"));
    sandbox.write("partners/kovomont.yaml", partner.to_string());
    let run = sandbox.build(&["mou"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("error[sample-words]: `institution.yaml` still has"), "{}", run.stderr);
    let run = check(&sandbox);
    assert!(run.stderr.contains("note: stops `mou`, not"), "{}", run.stderr);
    assert!(run.stderr.contains("warning[sample-words]: `privacy.notice_url`"), "{}", run.stderr);
}

/// A template with one line of text, for the partner.
fn note(line: &str) -> Sandbox {
    let sandbox = with(&partner());
    let template =
        format!("---\ntitle: \"Note\"\nlayout: letter\nformats: [md]\n---\n# {{{{ title }}}}\n\n{line}\n");
    sandbox.write("templates/note/en.md", template);
    sandbox
}

/// Tried in documents: a list or a group printed as it is by a template, alone, joined by `~`, set before, chosen by `or`, made by a filter, with `safe` or `str` | an error at the tag with the filter that helps
#[test]
fn what_would_be_printed_raw_is_an_error_with_what_helps() {
    let cases = [
        ("{{ partner.activities }}", "`partner.activities` is a list", "partner.activities | and"),
        (
            "{{- partner.partnership_types -}}",
            "`partner.partnership_types` is a list",
            "[one | label(of=\"partnership_types\") for one in",
        ),
        ("{{ partner.contacts }}", "`partner.contacts` is a list of groups", "for one in partner.contacts"),
        ("{{ partner.contacts[0] }}", "is a group of fields", "partner.contacts[0] | full_name"),
        ("{{ contact }}", "`contact` is a group of fields", "contact | full_name"),
        ("{{ sender }}", "`sender` is a group of fields", "sender | full_name"),
        ("{{ partner }}", "`partner` is a group of fields", "partner | short_name"),
        ("{{ partner.address }}", "`partner.address` is a group of fields", "partner | address_lines | join"),
        ("{{ institution.ids }}", "`institution.ids` is a group of fields", "institution | ids | join"),
        ("{{ partner.cooperation }}", "`partner.cooperation` is a group of fields", "partner.cooperation.…"),
        ("{{ \"We plan \" ~ partner.activities }}", "`partner.activities` is a list", "| and"),
        ("{% set list = partner.activities %}{{ list }}", "`list` is a list", "list | and"),
        ("{{ partner.activities or \"nothing\" }}", "is a list", "| and"),
        ("{{ partner | address_lines }}", "is a list", "join"),
        ("{{ [one.name for one in partner.signatories] }}", "is a list", "| and"),
        ("{{ partner.contacts | first }}", "is a group of fields", "full_name"),
        ("{{ partner.activities | safe }}", "is a list", "| and"),
        ("{{ partner.activities | str }}", "is a list", "| and"),
        ("{{ partner.address | safe | upper }}", "is a group of fields", ""),
        ("{% set texts = partner.activities | safe %}{{ texts }}", "is a list", "| and"),
        ("{{ partner.contacts | join(sep=\", \") }}", "is a list of groups", "for one in"),
        ("{{ organisations }}", "is a list of groups", "for one in"),
        ("{% for one in organisations %}{{ one }}{% endfor %}", "is a group of fields", "short_name"),
        ("{% for one in partner.contacts %}{{ one }}{% endfor %}", "`one` is a group of fields", "full_name"),
        ("{{ partner.contacts | and }}", "the items of this list are no texts", ""),
    ];
    for (line, what, help) in cases {
        let sandbox = note(line);
        let run = sandbox.build(&["note"]);
        assert_eq!(run.code, 1, "{line}\n{}", run.stderr);
        let said = run.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(what) && said.contains(help), "{line}\n{}", run.stderr);
        assert!(run.stderr.contains("templates/note/en.md:8:"), "{line}\n{}", run.stderr);
        assert!(check(&sandbox).stderr.contains("templates/note/en.md:8:"), "{line}");
    }
    // In the lines at the top, and in a shared piece.
    let sandbox = note("Text.");
    sandbox.edit("templates/note/en.md", "title: \"Note\"", "title: \"Note {{ partner.activities }}\"");
    assert!(sandbox.build(&["note"]).stderr.contains("error[raw-value]"));
    let sandbox = note("{% include \"partials/list.md\" %}");
    sandbox.write("templates/partials/list.md", "{% set list = partner.activities or [] %}{{ list }}\n");
    let run = sandbox.build(&["note"]);
    assert!(run.stderr.contains("templates/partials/list.md:1:"), "{}", run.stderr);
}

/// Tried in documents: a partner's file as `new` writes it | the legal name and the kind are asked for, nothing is guessed
#[test]
fn a_new_file_guesses_nothing() {
    let sandbox = Sandbox::with_partner("other", "legal_name: \"X y\"\nkind: ngo\n");
    assert_eq!(sandbox.run(&["new", "kayu-lestari"]).code, 0);
    let text = sandbox.read("partners/kayu-lestari.yaml");
    assert!(!text.contains("Kayu Lestari"), "{text}");
    assert!(text.contains("\nlegal_name:\n") && text.contains("\nkind:\n"), "{text}");
    let run = sandbox.run(&["check", "kayu-lestari", "--date", TODAY]);
    assert_eq!(run.code, 1);
    for field in ["`legal_name` is missing", "`kind` is missing", "nothing stands behind it"] {
        assert!(run.stderr.contains(field), "{}", run.stderr);
    }
}

/// Tried in documents: a final memorandum without `activities` | refused, the examples of the type are for drafts
#[test]
fn a_final_agreement_has_no_invented_scope() {
    let mut partner = partner();
    partner.as_object_mut().expect("fields").remove("activities");
    let sandbox = with(&partner);
    assert_eq!(sandbox.build(&["mou"]).code, 0);
    assert!(sandbox.read("output/kovomont/mou.en.md").contains("Exchanges of learners and staff"));
    put(&mut partner, "/mou/status", &json!("final"));
    sandbox.write("partners/kovomont.yaml", partner.to_string());
    let run = sandbox.build(&["mou"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("`mou` needs `activities`"), "{}", run.stderr);
    // Nor a notice that nobody named.
    put(&mut partner, "/activities", &json!(["exchanges of cooks"]));
    sandbox.write("partners/kovomont.yaml", partner.to_string());
    assert_eq!(sandbox.build(&["mou"]).code, 0);
    sandbox.edit("institution.yaml", "notice_months: 3, ", "");
    let run = sandbox.build(&["mou"]);
    assert!(run.stderr.contains("`mou` needs `mou.term.notice_months`"), "{}", run.stderr);
}

/// A company in Indonesia with one contact, for all documents.
fn with_one_name(contact: &str) -> Sandbox {
    let file = format!(
        "legal_name: \"Bahari Maju PT\"\nkind: company\n\
         address: {{street: \"Jalan Laut 2\", postal_code: \"12345\", city: \"Bahari\", country: \"ID\"}}\n\
         timezone: \"Asia/Jakarta\"\n\
         contacts:\n  - {{{contact}, email: \"w@example.org\", source: \"the contact page of your website\"}}\n\
         signatories: [{{name: \"Wulandari\", position: \"Director\"}}]\n\
         partnership_types: [mobility]\nwhy_partner: \"your workshop carves figureheads\"\n\
         cooperation: {{purpose: \"the mobility of learners\"}}\n\
         mou: {{term: {{start: \"2027-01-01\", end: \"2028-12-31\"}}, review: {{first_date: \"2028-01-15\"}}}}\n\
         meeting: {{date: \"2027-03-04\", start: \"15:30\", slot_min: 60, link: \"https://meet.example.org/x\"}}\n\
         loi: {{valid_until: \"2027-12-31\"}}\nproposal: {{reply_by: \"2027-01-15\"}}\n"
    );
    Sandbox::with_partner("bahari", &file)
}

/// Tried in names and addresses: a person with one name, in either field, with and without an honorific or a degree | called by it in salutations, tables and letters
/// Tried in names and addresses: a mailbox with no name at all | the organisation's team is greeted, the office stands in the table
#[test]
fn one_name_is_enough() {
    let cases = [
        ("given_name: \"Suharti\", honorific: ms", "Dear Ms Suharti,", "Hello Ms Suharti,", "Suharti"),
        ("family_name: \"Sukarman\", honorific: mr", "Dear Mr Sukarman,", "Hello Mr Sukarman,", "Sukarman"),
        ("given_name: \"Wulandari\"", "Dear Wulandari,", "Hello Wulandari,", "Wulandari"),
        ("family_name: \"Wulandari\"", "Dear Wulandari,", "Hello Wulandari,", "Wulandari"),
        ("given_name: \"Wulandari\", register: informal", "Dear Wulandari,", "Hi Wulandari,", "Wulandari"),
        ("family_name: \"Wulandari\", register: informal", "Dear Wulandari,", "Hi Wulandari,", "Wulandari"),
        (
            "given_name: \"Suharti\", honorific: ms, register: informal",
            "Dear Ms Suharti,",
            "Hi Suharti,",
            "Suharti",
        ),
        (
            "family_name: \"Suharti\", honorific: ms, register: informal",
            "Dear Ms Suharti,",
            "Hi Suharti,",
            "Suharti",
        ),
        ("given_name: \"Budi\", titles_before: \"Dr.\"", "Dear Dr Budi,", "Hello Dr Budi,", "Dr. Budi"),
        (
            "function: \"International office\"",
            "Dear Bahari Maju PT team,",
            "Hello Bahari Maju PT team,",
            "International office",
        ),
    ];
    for (contact, formal, informal, shown) in cases {
        let sandbox = with_one_name(contact);
        let run = sandbox.build(&[]);
        assert_eq!(run.code, 0, "{contact}\n{}", run.stderr);
        assert_eq!(check(&sandbox).stderr, "no problems in 1 partner and the institution\n", "{contact}");
        let read = |name: &str| sandbox.read(&format!("output/bahari/{name}.en.md"));
        let begins = |name: &str, salutation: &str| {
            let text = read(name);
            assert!(text.contains(&format!("\n{salutation}\n")), "{contact}\n{text}");
        };
        begins("contact-formal", formal);
        begins("contact-informal", informal);
        let row = format!("| Bahari Maju PT | {shown} | w@example.org |");
        assert!(read("mou").contains(&row), "{contact}\n{}", read("mou"));
        let minutes = read("minutes");
        assert!(minutes.contains("| Contact person of Bahari Maju PT | "), "{contact}\n{minutes}");
        let loi = read("loi");
        assert!(loi.contains("Dear Wulandari,"), "{loi}");
        for (name, bytes) in sandbox.files("output") {
            if name.ends_with(".md") {
                let text = String::from_utf8(bytes).expect("text");
                for wrong in ["Dear  ", "Dear ,", " ,", "Hello ,", "[given"] {
                    let found = text.lines().any(|line| line.contains(wrong) && !line.starts_with('|'));
                    assert!(!found, "{contact}: `{wrong}` in {name}\n{text}");
                }
            } else if name.ends_with("mou.en.pdf") {
                assert!(letters(&pdf_text(&bytes)).contains(&letters(shown)), "{contact}");
            }
        }
    }
}

/// Tried in names and addresses: one of ours who has one name | writes, signs emails and takes part
#[test]
fn one_name_is_enough_for_us_too() {
    for name in ["given_name", "family_name"] {
        let sandbox = with_one_name("given_name: \"Budi\"");
        let other = if name == "given_name" {
            "family_name: \"Gonçalves Simão\"\n"
        } else {
            "given_name: \"Inês\"\n"
        };
        sandbox.edit("institution.yaml", &format!("    {other}"), "");
        let run = sandbox.build(&[]);
        assert_eq!(run.code, 0, "{name}\n{}", run.stderr);
        let shown = if name == "given_name" { "Inês" } else { "Gonçalves Simão" };
        let text = sandbox.read("output/bahari/contact-informal.en.md");
        assert!(text.contains(&format!("**{shown}**")), "{text}");
        assert!(sandbox.read("output/bahari/mou.en.md").contains(&format!("| {shown}<br>")));
    }
}

/// Tried in lists: persons with one name, in the column of given or of family names | imported, and their documents are made
#[test]
fn one_name_from_a_list_is_enough() {
    let sandbox = Sandbox::with_partner("none", "");
    std::fs::remove_file(sandbox.path("partners/none.yaml")).expect("removed");
    let list = "Company,First name,Last name,Salutation,Email,Country,partnership_types,why_partner\n\
        Bahari Maju PT,,Wulandari,Ms,w@example.org,Indonesia,mobility,your workshop carves figureheads\n\
        Kayu Lestari PT,Suharti,,,s@example.org,Indonesia,mobility,your workshop carves figureheads\n";
    sandbox.write("list.csv", list);
    let run =
        sandbox.run(&["import", "list.csv", "--set", "kind=company", "--source", "the fair’s list", "--yes"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = sandbox.build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for (partner, salutation) in
        [("bahari-maju-pt", "Dear Ms Wulandari,"), ("kayu-lestari-pt", "Dear Suharti,")]
    {
        let text = sandbox.read(&format!("output/{partner}/contact-formal.en.md"));
        assert!(text.contains(&format!("\n{salutation}\n")), "{text}");
    }
}
