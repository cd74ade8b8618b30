//! Documents are known by their kind: a folder that somebody adds gets what the shipped ones of its kind get.

use handclasp::rules::{RULES, Rule, Scope};
use handclasp::template::Kind;

use crate::all_at_once::write_other_file;
use crate::reference::{FAULTLESS, changed, log_of};
use crate::support::{Run, Sandbox, TODAY};

/// An agreement of one's own, of which the kind is left open.
const AGREEMENT: &str = "---\nkind: KIND\ntitle: \"TITLE\"\nlayout: agreement\nwhen: partner.mou\n\
    status: \"{{ partner.mou?.status or 'draft' }}\"\nrequires:\n  - partner.signatories.name\n---\n\
    # {{ title }}\n\n\
    ## Purpose {.clause}\n\n{{ partner.cooperation.purpose | sentence }}\n\n\
    {% for clause in partner.mou?.own_clauses or [] %}## {{ clause.title }} {.clause}\n\n{{ clause.text }}\n\n{% endfor %}\
    ## Signatures {.signatures}\n\n|  |  |  | Place, date | Signature |\n|---|---|---|---|---|\n\
    {% for side in organisations %}{% for one in side.signatories or [] %}\
    | {{ one.name }} | {{ one.position }} | {{ side.legal_name }} |  |  |\n\
    {% endfor %}{% endfor %}";

/// A first email of one's own, of which the kind is left open.
const FIRST_EMAIL: &str = "---\nkind: KIND\ntitle: \"First call\"\nlayout: letter\nformats: [md, eml]\n\
    to: \"{{ contact.email }}\"\nsubject: \"A call\"\n---\nMay we call you?\n";

/// What is found for a partner that gets one document of one's own, of a kind.
fn check(sandbox: &Sandbox, partner: &str, (document, template): (&str, &str), kind: &str) -> Run {
    sandbox.write(
        &format!("templates/{document}/en.md"),
        template.replace("KIND", kind).replace("TITLE", "Cooperation Agreement"),
    );
    sandbox.write("partners/wiatrak.yaml", format!("{partner}documents: [{document}]\n"));
    sandbox.run(&["check", "--date", TODAY])
}

fn of_agreements() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().filter(|rule| matches!(rule.scope, Scope::Kinds(kinds) if kinds.contains(&Kind::Agreement)))
}

#[test]
fn a_new_agreement_gets_every_rule_of_agreements() {
    assert!(of_agreements().count() >= 7);
    let own = ("cooperation-agreement", AGREEMENT);
    let sandbox = Sandbox::with_partner("wiatrak", FAULTLESS);
    let run = check(&sandbox, FAULTLESS, own, "agreement");
    assert!(run.code == 0 && !run.stderr.contains('['), "{}", run.stderr);
    for rule in of_agreements() {
        let told = format!("[{}]", rule.code.name);
        let partner = changed(FAULTLESS, rule.example);
        write_other_file(&sandbox, rule.code.name);
        if let Some(log) = log_of(rule.code.name) {
            let log = log.replace("\"mou\"", "\"cooperation-agreement\"");
            sandbox.write("partners/wiatrak.log", log);
        }
        let run = check(&sandbox, &partner, own, "agreement");
        assert!(run.stderr.contains(&told), "{told}\n{}", run.stderr);
        let run = check(&sandbox, &partner, own, "page");
        assert!(!run.stderr.contains(&told), "{told} of a page\n{}", run.stderr);
    }
}

#[test]
fn the_name_of_a_document_is_no_origin_of_its_words() {
    let sandbox = Sandbox::with_partner("wiatrak", FAULTLESS);
    let title = AGREEMENT.replace("TITLE", "Our cooperation agreement");
    let run = check(&sandbox, FAULTLESS, ("cooperation-agreement", &title), "agreement");
    assert!(run.stderr.contains("“agreement” in `cooperation-agreement`"), "{}", run.stderr);
    assert!(run.stderr.contains("--> templates/cooperation-agreement/en.md:"), "{}", run.stderr);
}

#[test]
fn what_takes_the_place_of_a_built_in_document_is_of_its_kind() {
    // As it was copied before there were kinds.
    let sandbox = Sandbox::with_partner("wiatrak", FAULTLESS);
    let template =
        "---\ntitle: \"Memorandum\"\nlayout: agreement\nwhen: partner.mou\n---\n# {{ title }}\n\nA text.\n";
    sandbox.write("templates/mou/en.md", template);
    let late = "mou: {term: {start: 2027-01-01, end: 2026-12-31}}\n";
    sandbox.write("partners/wiatrak.yaml", changed(FAULTLESS, late));
    let told = |sandbox: &Sandbox| sandbox.run(&["check", "--date", TODAY]).stderr.contains("[term]");
    assert!(told(&sandbox));
    sandbox.write("templates/mou/en.md", template.replace("when:", "kind: page\nwhen:"));
    assert!(!told(&sandbox));
}

#[test]
fn a_new_agreement_is_signed_as_the_shipped_one_is() {
    let own = ("cooperation-agreement", AGREEMENT);
    let sandbox = Sandbox::with_partner("wiatrak", FAULTLESS);
    let electronic = "mou: {term: {start: on_last_signature, end: 2030-12-31}, signature_mode: electronic}";
    let run = check(&sandbox, &changed(FAULTLESS, electronic), own, "agreement");
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = sandbox.build(&["--signature", "wet", "--format", "pdf"]);
    assert!(run.stderr.contains("[signature-mode]"), "{}", run.stderr);
    let run = sandbox.build(&["--format", "pdf"]);
    assert!(run.code == 0 && !run.stderr.contains("[signature-mode]"), "{}", run.stderr);
    let pdf = sandbox.bytes("output/wiatrak/cooperation-agreement.en.pdf");
    let pdf = lopdf::Document::load_mem(&pdf).expect("a PDF");
    let is_field = |object: &lopdf::Object| {
        let kind = object.as_dict().and_then(|parts| parts.get(b"FT")).and_then(|kind| kind.as_name());
        kind.is_ok_and(|kind| kind == b"Sig")
    };
    assert_eq!(pdf.objects.values().filter(|object| is_field(object)).count(), 2);
}

/// The lines of an email that was sent.
fn sent(document: &str) -> String {
    let start = format!("{{\"at\":\"2026-10-05T09:30:00+02:00\",\"document\":\"{document}\",\"what\"");
    format!(
        "{start}:\"rendered\",\"message_id\":\"1@example.org\",\"sha256\":\"00\",\"to\":[\"ola@wiatrak.example.org\"],\"subject\":\"A\",\"attachments\":[]}}\n\
         {start}:\"dot\"}}\n{start}:\"outcome\",\"result\":\"sent\",\"reply\":\"250 OK\",\"stage\":\"at the end\"}}\n"
    )
}

#[test]
fn a_new_first_email_is_none_for_who_has_met_us() {
    let own = ("first-call", FIRST_EMAIL);
    let met = changed(FAULTLESS, "logbook: {phase: collaboration_setup}");
    let sandbox = Sandbox::with_partner("wiatrak", FAULTLESS);
    let is_told = |run: &Run| run.stderr.contains("[first-contact-again]");
    assert!(!is_told(&check(&sandbox, FAULTLESS, own, "first-contact")));
    let shipped = check(&sandbox, &met, own, "first-contact");
    assert!(is_told(&shipped), "{}", shipped.stderr);
    assert!(!is_told(&check(&sandbox, &met, own, "email")));
    // The same as of a shipped one, word for word, but for the document that it stops nothing of.
    let own_words = shipped.stderr.lines().next().map(str::to_owned);
    sandbox.write("partners/wiatrak.yaml", format!("{met}documents: [contact-formal]\n"));
    let run = sandbox.run(&["check", "--date", TODAY]);
    assert_eq!(run.stderr.lines().next().map(str::to_owned), own_words);
}

#[test]
fn what_was_sent_was_a_first_email_when_its_kind_says_so() {
    let sandbox = Sandbox::with_partner("wiatrak", FAULTLESS);
    let warned = |kind: &str| {
        let own = ("first-call", FIRST_EMAIL);
        sandbox.write("partners/wiatrak.log", sent("contact-formal"));
        let new_one = check(&sandbox, FAULTLESS, own, kind).stderr;
        sandbox.write("partners/wiatrak.log", sent("first-call"));
        sandbox.write("partners/wiatrak.yaml", format!("{FAULTLESS}documents: [contact-formal]\n"));
        let shipped = sandbox.run(&["check", "--date", TODAY]).stderr;
        let built = sandbox.build(&["contact-formal", "--format", "md"]).stderr;
        [
            new_one.contains("`first-call` would be a second first email"),
            shipped.contains("`first-call` was sent on 2026-10-05: `contact-formal` would be"),
            built.contains("[first-contact-again]"),
        ]
    };
    assert_eq!(warned("first-contact"), [true, true, true]);
    assert_eq!(warned("email"), [false, false, false]);
    // What is up to date is told anew when the kind of what was sent has changed.
    assert_eq!(warned("first-contact"), [true, true, true]);
}

#[test]
fn to_send_a_second_first_email_is_told_by_its_kind() {
    let sandbox = Sandbox::with_partner("wiatrak", FAULTLESS);
    let plan = |kind: &str| {
        sandbox.write("templates/first-call/en.md", FIRST_EMAIL.replace("KIND", kind));
        let run = sandbox.build(&["first-call"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        sandbox.write("partners/wiatrak.log", sent("contact-informal"));
        sandbox.run(&["send", "first-call", "--plan"]).stderr
    };
    let told = plan("first-contact");
    assert!(told.contains("`wiatrak` got `contact-informal` on 2026-10-05"), "{told}");
    let told = plan("email");
    assert!(!told.contains("contact-informal"), "{told}");
}

#[test]
fn kinds_are_said_in_words() {
    let sandbox = Sandbox::empty();
    let concerned = |rule: &str| sandbox.run(&["explain", rule]).stdout;
    for (rule, words) in [
        ("term", "It concerns agreements."),
        ("binding-words", "It concerns agreements and letters."),
        ("past-day", "It concerns first emails, first letters by post and letters."),
        ("long-subject", "It concerns emails."),
        ("ended", "It concerns every document."),
    ] {
        let text = concerned(rule);
        assert!(text.contains(words), "{rule}\n{text}");
    }
}
