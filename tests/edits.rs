//! What a person edits in `output/` stays, and becomes the source of the document's other files.

use mail_parser::MessageParser;

use crate::support::{Sandbox, letters, pdf_text};

const NAME: &str = "output/tahtiselka/contact-informal.en.md";
const EMAIL: &str = "output/tahtiselka/contact-informal.en.eml";

fn made() -> Sandbox {
    let sandbox = Sandbox::sample();
    let run = sandbox.build(&["--partner", "tahtiselka"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    sandbox
}

fn email(sandbox: &Sandbox, name: &str) -> (String, String, String) {
    let bytes = sandbox.bytes(name);
    let message = MessageParser::default().parse(&bytes).expect("a message");
    let text = message.body_text(0).expect("text").into_owned();
    let html = message.body_html(0).expect("HTML").into_owned();
    (message.subject().expect("a subject").to_owned(), text, html)
}

#[test]
fn an_edited_text_is_the_source_of_the_email() {
    let sandbox = made();
    sandbox.edit(NAME, "Hi Päivi,", "Dear Päivi, hello again, and *thanks* for the coffee,");
    sandbox.edit(NAME, "subject: \"", "subject: \"Once more: ");
    let edited = sandbox.read(NAME);
    let run = sandbox.build(&["contact-informal"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("was edited and is used as it is"), "{}", run.stderr);
    assert_eq!(sandbox.read(NAME), edited);
    let (subject, text, html) = email(&sandbox, EMAIL);
    assert!(subject.starts_with("Once more: "), "{subject}");
    assert!(text.contains("hello again, and thanks for the coffee"), "{text}");
    assert!(html.contains("<em>thanks</em>"), "{html}");
    // Again, and with Windows' ends of lines: the same.
    let before = sandbox.bytes(EMAIL);
    sandbox.write(NAME, format!("\u{feff}{}", edited.replace('\n', "\r\n")));
    assert_eq!(sandbox.build(&["contact-informal"]).code, 0);
    assert_eq!(sandbox.bytes(EMAIL), before);
}

#[test]
fn an_edited_text_is_the_source_of_the_pdf_and_of_what_it_is_attached_to() {
    let sandbox = made();
    let name = "output/tahtiselka/one-pager.en.md";
    sandbox.edit(name, "A tutor and a host family", "Two tutors and a host family");
    assert_eq!(sandbox.build(&["one-pager", "contact-formal", "--partner", "tahtiselka"]).code, 0);
    let pdf = sandbox.bytes("output/tahtiselka/one-pager.en.pdf");
    assert!(letters(&pdf_text(&pdf)).contains("Twotutorsandahostfamily"));
    let bytes = sandbox.bytes("output/tahtiselka/contact-formal.en.eml");
    let message = MessageParser::default().parse(&bytes).expect("a message");
    assert_eq!(message.attachment(0).expect("an attachment").contents(), pdf);
    // The code of the text in the footer is that of the edited text.
    let mou = "output/tahtiselka/mou.en.md";
    let before = letters(&pdf_text(&sandbox.bytes("output/tahtiselka/mou.en.pdf")));
    sandbox.edit(mou, "Preamble", "Introduction");
    assert_eq!(sandbox.build(&["mou", "--partner", "tahtiselka"]).code, 0);
    let after = letters(&pdf_text(&sandbox.bytes("output/tahtiselka/mou.en.pdf")));
    let code =
        |text: &str| text[text.find("2026·Text").expect("a code")..].chars().take(17).collect::<String>();
    assert_ne!(code(&before), code(&after));
    assert!(after.contains("Introduction"));
}

#[test]
fn an_edited_text_that_is_no_longer_up_to_date_is_told_with_what_is_new() {
    let sandbox = made();
    sandbox.edit(NAME, "Hi Päivi,", "Dear Päivi, hello again,");
    let edited = sandbox.read(NAME);
    sandbox.edit("partners/tahtiselka.yaml", "given_name: \"Päivi\"", "given_name: \"Pirkko\"");
    for _ in 0..2 {
        let run = sandbox.build(&["contact-informal"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(run.stderr.contains("warning[edit-is-stale]"), "{}", run.stderr);
        assert!(run.stderr.contains("- Dear Päivi, hello again,"), "{}", run.stderr);
        assert!(run.stderr.contains("+ Hi Pirkko,"), "{}", run.stderr);
        assert_eq!(sandbox.read(NAME), edited);
    }
    let run = sandbox.build(&["contact-informal", "--discard-edits"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("warning[edit-discarded]"), "{}", run.stderr);
    assert!(run.stderr.contains("- Dear Päivi, hello again,"), "{}", run.stderr);
    assert!(sandbox.read(NAME).contains("Hi Pirkko,"));
    let run = sandbox.build(&["contact-informal"]);
    assert!(!run.stderr.contains("edited"), "{}", run.stderr);
}

#[test]
fn mistakes_in_an_edited_text_are_told_at_their_place() {
    let sandbox = made();
    let text = sandbox.read(NAME);
    for (from, to, wanted) in [
        ("to: \"", "to: \"no address ", "`to` needs one email address"),
        ("subject:", "subjekt:", "an email has no line `subjekt`"),
        ("Hi Päivi,", "Hi [Päivi](javascript:alert),", "a link cannot lead to `javascript:alert`"),
    ] {
        sandbox.write(NAME, text.replacen(from, to, 1));
        let run = sandbox.build(&["contact-informal", "--partner", "tahtiselka"]);
        assert_eq!(run.code, 1, "{to}: {}", run.stderr);
        assert!(run.stderr.contains(wanted), "{to}: {}", run.stderr);
        assert!(run.stderr.contains("contact-informal.en.md:"), "{to}: {}", run.stderr);
    }
}

#[test]
fn a_text_that_is_gone_is_not_sent_empty() {
    let sandbox = made();
    let text = sandbox.read(NAME);
    let head = &text[..text.find("\n\n").expect("a blank line")];
    for (edited, wanted) in [
        ("", "subject and recipient are gone"),
        (text.split_once("---\n\n").expect("a body").1, "subject and recipient are gone"),
        (head, "there is no text in"),
    ] {
        sandbox.write(NAME, edited);
        let run = sandbox.build(&["contact-informal", "--partner", "tahtiselka"]);
        assert_eq!(run.code, 1, "{edited}: {}", run.stderr);
        assert!(run.stderr.contains(wanted), "{edited}: {}", run.stderr);
    }
    // Other ends of lines are no edit.
    sandbox.write(NAME, text.replace('\n', "\r\n"));
    let run = sandbox.build(&["contact-informal", "--partner", "tahtiselka"]);
    assert!(run.code == 0 && !run.stderr.contains("changed-by-hand"), "{}", run.stderr);
}

#[test]
fn an_edited_draft_becomes_final() {
    let sandbox = made();
    let mou = "output/tahtiselka/mou.en.md";
    sandbox.edit("partners/tahtiselka.yaml", "  status: final", "  status: draft");
    assert_eq!(sandbox.build(&["mou", "--partner", "tahtiselka"]).code, 0);
    sandbox.edit(mou, "Preamble", "Introduction");
    sandbox.edit("partners/tahtiselka.yaml", "  status: draft", "  status: final");
    assert_eq!(sandbox.build(&["mou", "--partner", "tahtiselka", "--keep-edits"]).code, 0);
    let page = pdf_text(&sandbox.bytes("output/tahtiselka/mou.en.pdf"));
    assert!(page.contains("Introduction") && !letters(&page).contains("Draft"), "{page}");
}

#[test]
fn another_file_that_a_person_changed_keeps_the_document_as_it_is() {
    let sandbox = made();
    let draft = format!("{}\r\nP.S.: see you!\r\n", sandbox.read(EMAIL));
    sandbox.write(EMAIL, &draft);
    let text = sandbox.bytes(NAME);
    let run = sandbox.run(&["build", "contact-informal", "--date", "2026-12-01"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("changed by hand"), "{}", run.stderr);
    assert_eq!((sandbox.read(EMAIL), sandbox.bytes(NAME)), (draft, text));
    // One of ours from another day is replaced without a word.
    let run = sandbox.run(&["build", "contact-formal", "--date", "2026-12-24"]);
    assert!(!run.stderr.contains("changed by hand"), "{}", run.stderr);
}
