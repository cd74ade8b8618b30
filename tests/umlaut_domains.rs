//! Addresses whose domain is written with umlauts or other letters: taken, sent in the form that servers know, and
//! compared in one form; and what is said of addresses that are none.

use handclasp::email_address::{advice, compared, is_email, is_same, sent, server_name, shown};

use crate::sending::{Server, send, workspace};
use crate::support::{Sandbox, pdf_text};

const UMLAUT: &str = "info@schule-münchen.example.org";
const ENCODED: &str = "info@xn--schule-mnchen-3ob.example.org";

/// Tried in names and addresses: domains in the letters of any language of Europe, of Greek and Cyrillic, in capitals, as macOS spells them | taken, and sent in the form that servers know
#[test]
fn domains_have_letters_of_any_language() {
    for (address, server) in [
        ("x@schule-münchen.de", "x@xn--schule-mnchen-3ob.de"),
        ("x@Schule-MÜNCHEN.de", "x@xn--schule-mnchen-3ob.de"),
        ("x@schule-mu\u{308}nchen.de", "x@xn--schule-mnchen-3ob.de"),
        ("x@straße.example", "x@xn--strae-oqa.example"),
        ("x@škola.cz", "x@xn--kola-f6a.cz"),
        ("x@œuvre.fr", "x@xn--uvre-f4a.fr"),
        ("x@mail.écoles.example.org", "x@mail.xn--coles-9ra.example.org"),
        ("x@l·l.cat", "x@xn--ll-0ea.cat"),
        ("x@σχολείο.gr", "x@xn--kxalrpdt2a.gr"),
        ("x@училище.бг", "x@xn--e1afal2byar.xn--90ae"),
        ("x@example.org", "x@example.org"),
        ("x@ab--cd.example.org", "x@ab--cd.example.org"),
        ("x@xn--schule-mnchen-3ob.de", "x@xn--schule-mnchen-3ob.de"),
    ] {
        let composed: String = handclasp::letters::composed(address).into_owned();
        assert!(is_email(&composed), "{address}");
        let mail = sent(&composed).to_lowercase();
        assert_eq!(mail, server, "{address}");
        assert!(is_same(address, &mail), "{address}");
        assert_eq!(compared(address), mail);
    }
    assert_eq!(shown("x@xn--schule-mnchen-3ob.de"), "x@schule-münchen.de");
    assert_eq!(shown("x@example.org"), "x@example.org");
    for wrong in [
        "x@münchen",
        "jürgen@example.org",
        "x@schule münchen.de",
        "x@-ü.de",
        "x@xn--a-.de",
        "x@schulе.de",
        "x@ü..de",
        "x@ｅxample.org",
        "x@exam\u{ad}ple.org",
        "x@mü_nchen.de",
        "x@schule–münchen.de",
        "x@schule☺.de",
    ] {
        assert!(!is_email(wrong), "{wrong}");
    }
}

/// Tried in names and addresses: an address with `mailto:`, `< >`, a name, quotation marks, blanks, full stops, commas, a full-width or doubled `@`, signs that are spelt out, dashes of an office program, characters that nobody sees | the message says what is wrong and how to write it
#[test]
fn what_is_wrong_with_an_address_is_said() {
    for text in [
        "mailto:info@schule-münchen.de",
        "MAILTO:info@schule-münchen.de?subject=Hello",
        "<info@schule-münchen.de>",
        "Jürgen Süß <info@schule-münchen.de>",
        "\"info@schule-münchen.de\"",
        "“info@schule-münchen.de”",
        "info@schule-münchen.de.",
        "info@schule-münchen.de,",
        " info@schule-münchen.de",
        "info @schule-münchen.de",
        "info@ schule-münchen.de",
        "info＠schule-münchen.de",
        "ｉｎｆｏ@schule-münchen.de",
        "info@schule–münchen.de",
        "info@schule-münchen,de",
        "info@@schule-münchen.de",
        "info(at)schule-münchen.de",
        "info [at] schule-münchen [dot] de",
        "info@schule-mün\u{ad}chen.de",
        "\u{200b}info@schule-münchen.de",
    ] {
        let told = advice(text).unwrap_or_default();
        assert!(told.ends_with(": write `info@schule-münchen.de`"), "{text:?}: {told}");
    }
    for (text, words) in [
        ("jürgen@example.org", "most mail servers do not take `ü` in front of the `@`: ask the partner"),
        ("josé.garcía@example.org", "most mail servers do not take `é` in front of the `@`"),
        ("иван@example.org", "most mail servers do not take `и` in front of the `@`"),
        ("mailto:jürgen@example.org", "most mail servers do not take `ü` in front of the `@`"),
        ("infо@example.org", "`о` is a letter of another alphabet"),
        ("info@schulе.de", "`е` is a letter of another alphabet"),
        ("a@example.org; b@example.org", "more than one address"),
        ("a@example.org/b@example.org", "more than one address"),
        ("info@xn--a-.de", "there is no domain `xn--a-.de`"),
    ] {
        let told = advice(text).unwrap_or_default();
        assert!(told.contains(words), "{text:?}: {told}");
    }
    // Where nothing better is known, what an address looks like is said by whoever asks.
    for text in ["", "info", "@", "info@", "@example.org", "info@example", "a?b@example.org"] {
        assert_eq!(advice(text), None, "{text:?}");
    }
    assert_eq!(advice("info@example.org"), None);
}

#[test]
fn check_and_import_say_it() {
    let partner = |address: &str| {
        format!(
            "legal_name: \"Müller Boote GmbH\"\nkind: company\ncountry: \"DE\"\ncontacts:\n  - {{email: '{address}', source: \"the website\"}}\n"
        )
    };
    for (address, words) in [
        ("jürgen@x.example.org", "help: most mail servers do not take `ü` in front of the `@`"),
        ("info@x.example.org.", "help: `.` stands at its end: write `info@x.example.org`"),
        ("info＠x.example.org", "is not the `@` of the keyboard: write `info@x.example.org`"),
    ] {
        let sandbox = Sandbox::with_partner("mueller", &partner(address));
        let run = sandbox.run(&["check"]);
        assert!(run.code == 1 && run.stderr.contains("error[bad-format]"), "{}", run.stderr);
        assert!(run.stderr.contains(words), "{address}: {}", run.stderr);
        sandbox.write("list.csv", format!("Company;E-mail\nNeu AG;{address}\n"));
        let run =
            sandbox.run(&["import", "list.csv", "--set", "kind=company", "--source", "a fair", "--plan"]);
        // Of a list the stop of a sentence is no part of the address.
        if address.ends_with('.') {
            assert!(run.stdout.contains("→ info@x.example.org"), "{}", run.stdout);
            continue;
        }
        assert!(run.stderr.contains("error[bad-cell]: row 2, column B “E-mail”"), "{}", run.stderr);
        assert!(run.stderr.contains(words), "{address}: {}", run.stderr);
    }
}

/// The sample with umlauts in the addresses of a partner and of ours.
fn with_umlauts(server: &Server) -> Sandbox {
    let sandbox = workspace(server);
    sandbox.edit("partners/gruenfliess.yaml", "ausbildung@gruenfliess.example.org", UMLAUT);
    let institution = sandbox.read("institution.yaml");
    let own = institution.split('"').find(|text| text.starts_with("ines.simao@")).expect("ours").to_owned();
    sandbox.write("institution.yaml", institution.replace(&own, "ines.simao@âncora-azul.example.org"));
    let run = sandbox.build(&["contact-formal", "one-pager", "--partner", "gruenfliess"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    sandbox
}

/// Tried in documents: an address at a domain with umlauts | stands with umlauts on the page and in the text; the mail carries the form that servers know, in its head, its links and its calendar entry
#[test]
fn people_read_umlauts_and_servers_do_not() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = with_umlauts(&server);
    let ours = "ines.simao@xn--ncora-azul-24a.example.org";
    let run = send(&sandbox, &["--partner", "gruenfliess"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains(UMLAUT) && run.stdout.contains("ines.simao@âncora-azul"), "{}", run.stdout);
    let mail = server.accepted().pop().expect("a mail");
    assert!(mail.to[0].contains(ENCODED), "{:?}", mail.to);
    let text = String::from_utf8(mail.bytes).expect("ASCII");
    let head = text.split("\r\n\r\n").next().expect("a head");
    assert!(head.is_ascii() && head.contains(&format!("<{ENCODED}>")), "{head}");
    assert!(head.contains(&format!("<{ours}>")), "{head}");
    let message_id = head.lines().find(|line| line.starts_with("Message-ID:")).expect("an id");
    assert!(message_id.contains(ours.split('@').nth(1).expect("a domain")), "{message_id}");
    let draft = sandbox.read("output/gruenfliess/contact-formal.en.eml");
    assert!(draft.contains(&format!("<{ENCODED}>")), "{draft}");
    let page = sandbox.bytes("output/gruenfliess/one-pager.en.pdf");
    assert!(pdf_text(&page).replace('\n', "").contains("âncora-azul"), "{}", pdf_text(&page));
    let raw = String::from_utf8_lossy(&page).into_owned();
    assert!(!raw.contains("mailto:ines.simao@\u{e2}"), "a link that no program can follow");
    assert!(sandbox.read("output/gruenfliess/contact-formal.en.md").contains(UMLAUT));
    assert!(sandbox.run(&["log", "gruenfliess"]).stdout.contains(UMLAUT));
    // The same address in its other form got it already.
    let file = sandbox.read("partners/gruenfliess.yaml").replace(UMLAUT, ENCODED);
    sandbox.write("partners/blaufliess.yaml", file.replace("Grünfließ Präzisionstechnik", "Blaufließ"));
    assert_eq!(sandbox.build(&["contact-formal", "--partner", "blaufliess"]).code, 0);
    assert!(sandbox.read("output/blaufliess/contact-formal.en.md").contains(UMLAUT), "people read umlauts");
    let run = send(&sandbox, &["--partner", "blaufliess"]);
    assert!(run.code == 1 && run.stderr.contains("error[sent-before]"), "{}", run.stderr);
    let run = sandbox.run(&["check"]);
    assert!(run.stderr.contains("have the same `email`"), "{}", run.stderr);
    assert_eq!(server.accepted().len(), 1);
}

/// Tried in sending: an objection noted for one form of a domain with umlauts, and the other form in a file, a log, the list of objections | it holds
#[test]
fn an_objection_holds_for_both_forms() {
    let server = Server::start(Vec::new(), usize::MAX);
    let line = |address: &str| {
        format!(
            "{{\"at\":\"2026-11-23T10:00:00+00:00\",\"what\":\"objected\",\"addresses\":[\"{address}\"]}}\n"
        )
    };
    for (here, there) in [(UMLAUT, ENCODED), (ENCODED, UMLAUT), (ENCODED, "INFO@Schule-MÜNCHEN.example.org")]
    {
        let sandbox = with_umlauts(&server);
        let file = sandbox.read("partners/gruenfliess.yaml");
        sandbox.write("partners/gruenfliess.yaml", file.replace(UMLAUT, here));
        assert_eq!(sandbox.build(&["contact-formal", "--partner", "gruenfliess"]).code, 0);
        let holds = |what: &str| {
            let run = send(&sandbox, &["--partner", "gruenfliess"]);
            assert!(run.code == 1 && run.stderr.contains("error[objection]"), "{what}: {}", run.stderr);
        };
        sandbox.write("partners/other.log", line(there));
        holds("a log");
        std::fs::remove_file(sandbox.path("partners/other.log")).expect("removed");
        let other = file.replace(UMLAUT, there).replace("Grünfließ Präzisionstechnik", "Blaufließ");
        let objecting = other.replace("    mailbox_kind", "    objected: true\n    mailbox_kind");
        sandbox.write("partners/blaufliess.yaml", &objecting);
        holds("a file");
        sandbox.write("partners/blaufliess.yaml", format!("{objecting}\nnonsense: [\n"));
        holds("a file with mistakes");
        sandbox.write("partners/blaufliess.yaml", other);
        assert_eq!(sandbox.run(&["log", "blaufliess", "--objected"]).code, 0);
        for name in ["partners/blaufliess.yaml", "partners/blaufliess.log"] {
            std::fs::remove_file(sandbox.path(name)).expect("removed");
        }
        holds("the list");
    }
    assert!(server.accepted().is_empty());
}

/// Tried in lists: the address of a contact in the other form of its domain | the same contact, and nothing is changed
#[test]
fn a_list_knows_both_forms() {
    let sandbox = Sandbox::empty();
    sandbox.run(&["init"]);
    let import = |address: &str| {
        sandbox.write("list.csv", format!("Company;Country;E-mail\nNeu Boote AG;Germany;{address}\n"));
        let all = ["import", "list.csv", "--set", "kind=company", "--source", "a fair", "--update", "--yes"];
        let run = sandbox.run(&all);
        assert_eq!(run.code, 0, "{}", run.stderr);
        run
    };
    import(ENCODED);
    assert!(sandbox.read("partners/neu-boote.yaml").contains(UMLAUT));
    for address in [ENCODED, UMLAUT, "INFO@Schule-München.example.org"] {
        let run = import(address);
        assert!(run.stdout.contains("there already, and the same (1)"), "{address}: {}", run.stdout);
    }
}

/// Tried in sending: a server's name and a user's with umlauts, and one's own address for a test | taken, and sent in the form that servers know
#[test]
fn accounts_have_umlauts_too() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = with_umlauts(&server);
    let run = send(&sandbox, &["--partner", "gruenfliess", "--test-to", UMLAUT]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(server.accepted()[0].to[0].contains(ENCODED));
    let run = send(&sandbox, &["--partner", "gruenfliess", "--test-to", "jürgen@example.org"]);
    assert!(run.code == 2 && run.stderr.contains("do not take `ü`"), "{}", run.stderr);
    sandbox.edit(
        "institution.yaml",
        "host: \"127.0.0.1\"",
        "host: \"smtp.schule-münchen.invalid\", user: \"x@schule-münchen.de\"",
    );
    let run = sandbox
        .run_with(&["send", "--check-account"], &[("HANDCLASP_PASSWORD", "x"), ("HANDCLASP_TIMEOUT", "1")]);
    assert_eq!(run.code, 6, "{}", run.stderr);
    assert!(run.stderr.contains("`smtp.schule-münchen.invalid:"), "{}", run.stderr);
    assert_eq!(
        server_name("smtp.schule-münchen.invalid").as_deref(),
        Some("smtp.xn--schule-mnchen-3ob.invalid")
    );
    assert_eq!(server_name("192.0.2.1").as_deref(), Some("192.0.2.1"));
    assert_eq!(server_name("smtp schule"), None);
}
