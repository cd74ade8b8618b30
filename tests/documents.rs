//! The documents of the sample: made without a remark, the same words in every format, and what is in
//! them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::Timestamp;
use mail_parser::{MessageParser, MimeHeaders};

use crate::support::{Sandbox, TODAY, documents_below, letters, pdf_pages, pdf_text, root, run_in};

/// Everything that the sample gives, in all formats.
static SAMPLE: LazyLock<Sandbox> = LazyLock::new(|| {
    let sandbox = Sandbox::sample();
    let mut arguments = vec![];
    for format in ["md", "txt", "html", "pdf", "eml", "ics"] {
        arguments.extend(["--format", format]);
    }
    let run = sandbox.build(&arguments);
    assert_eq!(run.code, 0, "{}", run.stderr);
    sandbox
});

pub fn output(name: &str) -> String {
    SAMPLE.read(&format!("output/{name}"))
}

pub fn pdf(name: &str) -> Vec<u8> {
    SAMPLE.bytes(&format!("output/{name}"))
}

/// The words of an HTML page's body.
fn html_words(html: &str) -> String {
    let body = &html[html.find("<body").expect("a body")..];
    let mut text = String::new();
    let mut inside = false;
    for one in body.chars() {
        match one {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push(' ');
            }
            one if !inside => text.push(one),
            _ => {}
        }
    }
    let entities = [("&nbsp;", "\u{a0}"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    entities.iter().fold(text, |text, (from, to)| text.replace(from, to))
}

#[test]
fn the_sample_is_made_without_a_remark() {
    let sandbox = Sandbox::sample();
    let run = sandbox.build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let lines: Vec<&str> = run.stderr.lines().collect();
    assert_eq!(lines.len(), 1, "{}", run.stderr);
    assert!(lines[0].contains("files of"), "{}", run.stderr);
    let check = sandbox.run(&["check", "--date", TODAY]);
    assert_eq!(check.stderr, "no problems in 4 partners and the institution\n");
}

#[test]
fn init_gives_the_same_documents_as_the_repository() {
    let out = tempfile::tempdir().expect("a folder");
    let folder = out.path().to_str().expect("UTF-8");
    let run = run_in(&root(), &["build", "--date", TODAY, "--out", folder]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let sandbox = Sandbox::sample();
    assert_eq!(sandbox.build(&[]).code, 0);
    assert_eq!(documents_below(out.path()), documents_below(&sandbox.path("output")));
}

#[test]
fn the_same_input_gives_the_same_bytes_whatever_the_number_of_workers() {
    let builds: Vec<BTreeMap<String, Vec<u8>>> = ["1", "3"]
        .iter()
        .map(|jobs| {
            let sandbox = Sandbox::sample();
            let run =
                sandbox.build(&["--jobs", jobs, "--format", "pdf", "--format", "eml", "--format", "ics"]);
            assert_eq!(run.code, 0, "{}", run.stderr);
            documents_below(&sandbox.path("output"))
        })
        .collect();
    assert!(builds[0].len() > 15);
    assert_eq!(builds[0], builds[1]);
}

#[test]
fn every_format_says_the_same_words() {
    let files = SAMPLE.files("output");
    let mut compared = 0;
    for (name, bytes) in &files {
        let Some(stem) = name.strip_suffix(".txt") else { continue };
        let text = String::from_utf8(bytes.clone()).expect("UTF-8");
        let raw = String::from_utf8_lossy(&files[&format!("{stem}.html")]).into_owned();
        let html = html_words(&raw);
        let page = letters(&pdf_text(&files[&format!("{stem}.pdf")]));
        let markdown = String::from_utf8_lossy(&files[&format!("{stem}.md")]).replace('\\', "");
        for word in text.split_whitespace() {
            // The lines under headings and to write on, the addresses behind links.
            let bare = word.trim_matches(['=', '-', '_', '(', ')', '.', ',', ':', ';', '?']);
            if bare.chars().count() < 3 {
                continue;
            }
            // The address behind a link stands in its attribute.
            let source = if bare.contains("://") { &raw } else { &html };
            assert!(source.contains(bare), "{stem}: `{bare}` is not in the HTML");
            assert!(markdown.contains(bare), "{stem}: `{bare}` is not in the Markdown");
            if !bare.contains("://") {
                assert!(page.contains(&letters(bare)), "{stem}: `{bare}` is not in the PDF");
            }
            compared += 1;
        }
    }
    assert!(compared > 2500, "only {compared} words compared");
}

#[test]
fn no_document_has_a_hole() {
    for (name, bytes) in SAMPLE.files("output") {
        if !(name.ends_with(".md") || name.ends_with(".txt")) {
            continue;
        }
        // The marks behind headings are no words.
        let text = String::from_utf8(bytes).expect("UTF-8");
        let lines = text
            .lines()
            .map(|line| if line.starts_with('#') { line.split(" {#").next().unwrap_or(line) } else { line });
        let text = lines.fold(String::new(), |text, line| text + line + "\n");
        for hole in [
            "None",
            "undefined",
            "{{",
            "}}",
            "{%",
            "TODO",
            " ,",
            " .",
            "..",
            "[]",
            "\\[",
            ",,",
            "  \n",
            "&nbsp;",
        ] {
            assert!(!text.contains(hole), "{name} has `{hole}`:\n{text}");
        }
        for line in text.lines() {
            assert!(!["-", "*", "- -"].contains(&line.trim()), "{name} has an empty point");
        }
    }
}

#[test]
fn a_pdf_has_title_language_tags_and_one_standard_each() {
    let bytes = pdf("tahtiselka/mou.en.pdf");
    assert!(bytes.ends_with(b"%%EOF\n"));
    let document = lopdf::Document::load_mem(&bytes).expect("a PDF");
    let catalog = document.catalog().expect("a catalogue");
    assert_eq!(catalog.get(b"Lang").and_then(lopdf::Object::as_str).expect("a language"), b"en");
    let mark = catalog.get(b"MarkInfo").and_then(|info| document.dereference(info)).expect("tagged");
    assert!(mark.1.as_dict().expect("a dictionary").get(b"Marked").is_ok());
    let raw = String::from_utf8_lossy(&bytes);
    for part in
        ["<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<", "Memorandum of Understanding"]
    {
        assert!(raw.contains(part), "{part}");
    }
}

#[test]
fn documents_have_the_length_they_should() {
    for (name, bytes) in SAMPLE.files("output") {
        let Some(stem) = name.strip_suffix(".en.pdf") else { continue };
        let document = stem.rsplit('/').next().expect("a name");
        let pages = pdf_pages(&bytes);
        let fits = match document {
            "mou" => (2..=3).contains(&pages),
            _ => pages == 1,
        };
        assert!(fits, "{name} has {pages} pages");
    }
}

#[test]
fn the_clauses_of_a_memorandum_are_numbered_without_gaps() {
    let sandbox = Sandbox::sample();
    let numbers = |sandbox: &Sandbox| -> Vec<String> {
        assert_eq!(sandbox.build(&["mou", "--partner", "tahtiselka"]).code, 0);
        let text = sandbox.read("output/tahtiselka/mou.en.md");
        let headings = text.lines().filter_map(|line| line.strip_prefix("## "));
        headings
            .filter(|line| line.starts_with(|one: char| one.is_ascii_digit()))
            .map(str::to_owned)
            .collect()
    };
    let before = numbers(&sandbox);
    sandbox.edit(
        "partners/tahtiselka.yaml",
        "mou:\n",
        "mou:\n  own_clauses: [{title: \"Library\", text: \"Both open it.\"}]\n",
    );
    let text = sandbox.read("partners/tahtiselka.yaml");
    let at = text.find("  clauses:").expect("clauses");
    let line_end = at + text[at..].find('\n').expect("a line");
    let without = format!(
        "{}  clauses: {{costs: false, review: false, confidentiality: true}}{}",
        &text[..at],
        &text[line_end..]
    );
    sandbox.write("partners/tahtiselka.yaml", without);
    let after = numbers(&sandbox);
    for list in [&before, &after] {
        for (at, heading) in list.iter().enumerate() {
            assert!(heading.starts_with(&format!("{}. ", at + 1)), "{list:?}");
        }
    }
    let has = |list: &[String], word: &str| list.iter().any(|heading| heading.contains(word));
    assert!(has(&before, "costs") && !has(&after, "costs"), "{after:?}");
    assert!(!has(&before, "Confidentiality") && has(&after, "Confidentiality"), "{after:?}");
    assert!(has(&after, "Library"), "{after:?}");
}

#[test]
fn a_memorandum_of_three_organisations_names_and_signs_all_of_them() {
    let sandbox = Sandbox::sample();
    sandbox.edit("partners/tahtiselka.yaml", "mou:\n", "mou:\n  further_partners: [camara-penarroble]\n");
    let run = sandbox.build(&["mou", "--partner", "tahtiselka"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let text = sandbox.read("output/tahtiselka/mou.en.md");
    let between = &text[text.find("## Between").expect("between")..text.find("## 1.").expect("clauses")];
    let signed = &text[text.find("## Signatures").expect("signatures")..];
    let signatories = [
        "João Évora d'Araújo",
        "Jyrki Hämäläinen-Öst",
        "María Ángeles Núñez Quiñones",
        "Óscar Peñalver Agüero",
    ];
    for name in signatories {
        assert!(between.contains(name), "{name} is not among the parties");
        assert!(signed.contains(name), "{name} does not sign");
    }
    assert!(text.contains("three originals"), "{signed}");
    assert!(!text.contains("both partners") && !text.contains("Both partners"), "{text}");
    assert_eq!(between.matches("\nand\n").count(), 2);
}

#[test]
fn a_letter_of_intent_is_written_from_the_right_side() {
    let ours = output("tahtiselka/loi.en.md");
    let theirs = output("gruenfliess/loi.en.md");
    assert!(ours.starts_with("Centro de Formação Profissional Âncora Azul"), "{ours}");
    assert!(theirs.starts_with("Grünfließ Präzisionstechnik GmbH & Co. KG"), "{theirs}");
    let signed = |text: &str| text[text.find(".signatures}").expect("signatures")..].to_owned();
    assert!(signed(&ours).contains("João Évora d'Araújo"));
    assert!(signed(&theirs).contains("Dr. Anneliese Großkopf"));
    assert!(!signed(&theirs).contains("João Évora"));
    for text in [&ours, &theirs] {
        assert!(!text.contains("the Parties") && !text.contains(" shall "), "{text}");
    }
    let pictures = |name: &str| {
        let bytes = pdf(name);
        String::from_utf8_lossy(&bytes).matches("Logo of CFP").count()
            + lopdf::Document::load_mem(&bytes)
                .expect("a PDF")
                .objects
                .values()
                .filter_map(|object| object.as_dict().ok())
                .filter(|element| {
                    element.get(b"S").and_then(lopdf::Object::as_name).is_ok_and(|name| name == b"Figure")
                })
                .count()
    };
    assert!(pictures("tahtiselka/loi.en.pdf") > 0, "our letter has our logo");
    assert_eq!(pictures("gruenfliess/loi.en.pdf"), 0, "the partner’s letter has not");
}

#[test]
fn a_one_pager_is_personal() {
    let company = output("gruenfliess/one-pager.en.md");
    let school = output("tahtiselka/one-pager.en.md");
    let why = |text: &str| {
        let from = text.find("Why partner with us?").expect("why");
        text[from..]
            .lines()
            .filter(|line| line.starts_with("- "))
            .take(3)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_ne!(why(&company), why(&school));
    let order = ["Who we are", "What we offer", "What we’re looking for", "Why partner with us?", "Contact"];
    let places: Vec<usize> =
        order.iter().map(|title| company.find(&format!("## {title}")).expect(title)).collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn an_email_opens_as_a_draft_and_carries_the_one_pager() {
    let bytes = SAMPLE.bytes("output/gruenfliess/contact-formal.en.eml");
    let text = String::from_utf8(bytes.clone()).expect("ASCII");
    assert!(text.is_ascii());
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "lines end with CRLF");
    assert!(text.lines().all(|line| line.len() <= 998));
    for line in ["X-Unsent: 1\r\n", "MIME-Version: 1.0\r\n"] {
        assert!(text.contains(line), "{line}");
    }
    for header in ["\r\nDate:", "\r\nMessage-ID:", "\r\nBcc:"] {
        assert!(!text.contains(header), "{header}");
    }
    let message = MessageParser::default().parse(&bytes).expect("a message");
    let first = |address: Option<&mail_parser::Address>| {
        let one = address.and_then(|address| address.first()).expect("an address").clone();
        (one.name.unwrap_or_default().into_owned(), one.address.unwrap_or_default().into_owned())
    };
    assert_eq!(
        first(message.from()),
        ("Inês Gonçalves Simão".into(), "ines.simao@ancora-azul.example.org".into())
    );
    assert_eq!(
        first(message.to()),
        ("Jörg Süßmilch-Größl".into(), "ausbildung@gruenfliess.example.org".into())
    );
    let subject = message.subject().expect("a subject");
    assert!(
        subject.chars().count() < 60
            && subject.starts_with("Electronics: ")
            && subject.ends_with(", Portugal"),
        "{subject}"
    );
    let plain = message.body_text(0).expect("a text part");
    let html = message.body_html(0).expect("an HTML part");
    assert_eq!(plain.replace("\r\n", "\n"), output("gruenfliess/contact-formal.en.txt"));
    let html_letters = letters(&html_words(&html));
    for word in plain.split_whitespace().filter(|word| word.chars().count() > 3 && !word.contains("://")) {
        assert!(html_letters.contains(&letters(word.trim_matches(['(', ')']))), "{word}");
    }
    let attachment = message.attachment(0).expect("an attachment");
    assert_eq!(attachment.contents(), pdf("gruenfliess/one-pager.en.pdf"));
    let name = attachment.attachment_name().expect("a name");
    assert!(name.is_ascii() && name.ends_with(".pdf") && name.contains("Gruenfliess"), "{name}");
    assert!(plain.contains("attached") && plain.contains("You can object at any time"));
}

#[test]
fn a_calendar_entry_has_the_times_of_both_sides() {
    let bytes = SAMPLE.bytes("output/tahtiselka/agenda.en.ics");
    let raw = String::from_utf8(bytes).expect("UTF-8");
    assert!(raw.split("\r\n").all(|line| line.len() <= 75));
    let text = raw.replace("\r\n ", "");
    let value = |key: &str| {
        let line = text.lines().find(|line| line.starts_with(key)).unwrap_or_else(|| panic!("{key}"));
        line.split_once(':').expect("a value").1.to_owned()
    };
    let moment = |key: &str| -> Timestamp {
        let text = value(key);
        let zoned = format!(
            "{}-{}-{}T{}:{}:{}Z",
            &text[..4],
            &text[4..6],
            &text[6..8],
            &text[9..11],
            &text[11..13],
            &text[13..15]
        );
        zoned.parse().expect("a moment")
    };
    let shown = |key: &str, zone: &str| {
        moment(key).in_tz(zone).expect("a zone").strftime("%Y-%m-%d %H:%M").to_string()
    };
    assert_eq!(shown("DTSTART", "Europe/Helsinki"), "2027-03-04 11:00");
    assert_eq!(shown("DTSTART", "Europe/Lisbon"), "2027-03-04 09:00");
    assert_eq!(shown("DTEND", "Europe/Helsinki"), "2027-03-04 12:00");
    // Only `send --invite` asks for an answer.
    assert_eq!(value("METHOD"), "PUBLISH");
    assert!(!text.contains("ATTENDEE"));
    let agenda = output("tahtiselka/agenda.en.md");
    assert!(agenda.contains("11:00–12:00 Helsinki time · 09:00–10:00 Lisbon time"), "{agenda}");
}

#[test]
fn a_new_document_is_a_folder() {
    let sandbox = Sandbox::sample();
    sandbox.write(
        "templates/visit-note/en.md",
        "---\ntitle: \"Thank you\"\nlayout: letter\nformats: [md, txt, html, pdf, eml]\nrequires: [contact.email]\nsubject: \"Thank you, {{ partner | short_name }}\"\nto: \"{{ contact.email }}\"\n---\n{{ salutation(contact=contact) }}\n\nthank you for {{ partner.why_partner | phrase }}. We are glad to know **{{ partner.legal_name }}**.\n\n{{ closing(contact=contact) }}\\\n{{ sender | full_name }}\n",
    );
    let run = sandbox.build(&["visit-note"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for (partner, name) in [
        ("gruenfliess", "Grünfließ Präzisionstechnik GmbH & Co. KG"),
        ("tahtiselka", "Tähtiselän ammattiopisto"),
    ] {
        let file = |ending: &str| format!("output/{partner}/visit-note.en.{ending}");
        assert!(sandbox.read(&file("md")).contains(name));
        assert!(sandbox.read(&file("txt")).contains(name));
        assert!(html_words(&sandbox.read(&file("html"))).contains(name));
        assert!(letters(&pdf_text(&sandbox.bytes(&file("pdf")))).contains(&letters(name)));
        let eml = sandbox.bytes(&file("eml"));
        let message = MessageParser::default().parse(&eml).expect("a message");
        assert!(message.body_text(0).expect("text").contains(name));
    }
}

/// A list of which one thing is needed has all of it in a draft that a template takes for granted.
#[test]
fn a_draft_is_made_from_nothing_but_a_name() {
    let sandbox = Sandbox::sample();
    sandbox.write("institution.yaml", "legal_name: \"Bare Institution\"\n");
    sandbox.write("partners/nobody.yaml", "legal_name: \"Nobody\"\nkind: other\n");
    let run = sandbox.build(&["one-pager", "--partner", "nobody", "--draft"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let text = sandbox.read("output/nobody/one-pager.en.draft.md");
    assert!(text.contains("\\[fact label\\]"), "{text}");
}

#[test]
fn a_draft_shows_its_gaps_and_marks_every_page() {
    let sandbox = Sandbox::sample();
    sandbox.edit(
        "partners/tahtiselka.yaml",
        "position: {en: \"Principal\"",
        "authority_basis: {en: \"Principal\"",
    );
    let refused = sandbox.build(&["mou", "--partner", "tahtiselka"]);
    assert_eq!(refused.code, 1);
    assert!(!sandbox.path("output/tahtiselka/mou.en.pdf").exists());
    let run = sandbox.build(&["mou", "--partner", "tahtiselka", "--draft"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("signatories.position"), "{}", run.stderr);
    let text = sandbox.read("output/tahtiselka/mou.en.draft.md");
    assert!(text.starts_with("**Draft**") && text.contains("\\[signatory position\\]"), "{text}");
    let bytes = sandbox.bytes("output/tahtiselka/mou.en.draft.pdf");
    let document = lopdf::Document::load_mem(&bytes).expect("a PDF");
    for page in document.get_pages().keys() {
        let text = document.extract_text(&[*page]).expect("text");
        assert!(text.contains("Draft") || text.contains("DRAFT"), "page {page}: {text}");
    }
}

#[test]
fn a_document_that_can_no_longer_be_made_leaves_no_file_that_looks_current() {
    let sandbox = Sandbox::sample();
    assert_eq!(sandbox.build(&[]).code, 0);
    let email = "output/gruenfliess/contact-formal.en.eml";
    assert!(sandbox.path(email).exists());
    sandbox.write("output/gruenfliess/contact-informal.en.md", "my own words");
    sandbox.edit("partners/gruenfliess.yaml", "    mailbox_kind", "    objected: true\n    mailbox_kind");
    let run = sandbox.build(&[]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("objected") && run.stderr.contains("removed"), "{}", run.stderr);
    assert!(!sandbox.path(email).exists());
    assert_eq!(sandbox.read("output/gruenfliess/contact-informal.en.md"), "my own words");
    assert!(sandbox.path("output/gruenfliess/one-pager.en.pdf").exists());
}

#[test]
fn a_draft_takes_no_finished_documents_place() {
    let sandbox = Sandbox::sample();
    assert_eq!(sandbox.build(&["mou", "--partner", "tahtiselka"]).code, 0);
    let finished = sandbox.bytes("output/tahtiselka/mou.en.pdf");
    assert_eq!(sandbox.build(&["mou", "--partner", "tahtiselka", "--draft"]).code, 0);
    assert_eq!(sandbox.bytes("output/tahtiselka/mou.en.pdf"), finished);
    assert_ne!(sandbox.bytes("output/tahtiselka/mou.en.draft.pdf"), finished);
}

#[test]
fn one_bad_document_does_not_stop_the_others() {
    let sandbox = Sandbox::sample();
    sandbox.write("partners/broken.yaml", "legal_name: \"Half");
    sandbox.edit("partners/tahtiselka.yaml", "\n  purpose:", "\n  # purpose:");
    let run = sandbox.build(&[]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("partners/broken.yaml") && run.stderr.contains("cooperation.purpose"),
        "{}",
        run.stderr
    );
    assert!(!sandbox.path("output/tahtiselka/mou.en.md").exists());
    assert!(sandbox.path("output/tahtiselka/agenda.en.pdf").exists());
    assert!(sandbox.path("output/camara-penarroble/mou.en.pdf").exists());
}

/// Tried in documents: a logo of 3000 × 1500 and of 4000 × 3000 pixels, as a designer sends it | taken
#[test]
fn a_logo_as_a_designer_sends_it_is_taken() {
    for (width, height) in [(3000, 1500), (4000, 3000)] {
        let mut picture = image::RgbaImage::from_pixel(width, height, image::Rgba([20, 80, 160, 255]));
        // Not of one colour: a slope, with an edge every few lines.
        for (at, _, pixel) in picture.enumerate_pixels_mut() {
            pixel.0 = [(at / 16 % 251) as u8, 80, 160, if at % 977 < 300 { 255 } else { 0 }];
        }
        let mut bytes = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut bytes, image::ImageFormat::Png).expect("a picture");
        let sandbox = Sandbox::sample();
        sandbox.write("templates/assets/mark.png", bytes.into_inner());
        sandbox.edit("institution.yaml", "assets/logo.svg", "assets/mark.png");
        let run = sandbox.run(&["check"]);
        assert_eq!(run.code, 0, "{width}: {}{}", run.stdout, run.stderr);
        assert!(!run.stderr.contains("logo"), "{width}: {}", run.stderr);
    }
}
