//! Names as people and programs write them: blanks that look alike, legal forms in front, slots that nobody has filled.

use handclasp::locale::likeness;
use serde_json::{Value as Json, json};

use crate::support::{Sandbox, TODAY, pdf_text};

/// A company that every document can be made of.
fn partner() -> Json {
    json!({
        "legal_name": "Kovomont s.r.o.",
        "kind": "company",
        "address": {"street": "Dlhá 1", "postal_code": "01000", "city": "Lipová", "country": "SK"},
        "timezone": "Europe/Bratislava",
        "contacts": [{
            "given_name": "Jana", "family_name": "Kováčová", "honorific": "ms", "function": "Head of training",
            "email": "jana@kovomont.example.org", "source": "the contact page of your website", "prior_contact": true,
        }],
        "signatories": [{"name": "Ján Horák", "position": "Director"}],
        "partnership_types": ["mobility"],
        "activities": ["internships of three weeks"],
        "why_partner": "your workshop trains boat builders",
        "cooperation": {
            "purpose": "the training of boat builders",
            "fields": ["boat building"],
            "commitments": {"ours": ["send four learners a year"], "theirs": ["host four learners a year"]},
        },
        "meeting": {
            "date": "2027-03-04", "start": "11:00", "slot_min": 60, "link": "https://meet.example.org/x",
            "items": [{"title": "Welcome", "min": 5, "max": 10, "lead": "Kovomont", "outcome": "a plan"}],
        },
        "loi": {"role": "host company", "contribution": ["offer four places"], "valid_until": "2027-12-31"},
        "mou": {
            "status": "final",
            "term": {"start": "on_last_signature", "end": "2030-12-31", "notice_months": 3},
            "kpis": [{"name": "Learners", "target": "4", "unit": "learners"}],
            "own_clauses": [{"title": "Press", "text": "The partners speak with one voice."}],
        },
    })
}

fn with(pointer: &str, value: &Json) -> Sandbox {
    let mut partner = partner();
    *partner.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}")) = value.clone();
    Sandbox::with_partner("kovomont", &serde_json::to_string_pretty(&partner).expect("JSON"))
}

/// Tried in names and addresses: blanks that hold a line together (U+00A0, U+202F, U+2007), tabs and two blanks in names, towns, streets | one plain blank
/// Tried in texts: a tab in a sentence or in prose | a blank, on every page
#[test]
fn blanks_that_look_alike_are_one() {
    for blank in ["\u{a0}", "\u{202f}", "\u{2007}", "\u{2009}", "\t", "  ", " \u{a0}", "\u{3000}"] {
        let mut partner = partner();
        partner["legal_name"] = json!(format!("Kovomont{blank}Lipová{blank}s.r.o."));
        partner["short_name"] = json!(format!("{blank}Kovomont{blank}Lipová"));
        partner["address"]["street"] = json!(format!("Dlhá{blank}1"));
        partner["address"]["city"] = json!(format!("Nová{blank}Lipová"));
        partner["contacts"][0]["family_name"] = json!(format!("Kováčová{blank}Malá"));
        partner["signatories"][0]["name"] = json!(format!("Ján{blank}Horák"));
        partner["contacts"][0]["phone"] = json!(format!("+421{blank}2{blank}20202020"));
        let sandbox = Sandbox::with_partner("kovomont", &partner.to_string());
        let run = sandbox.build(&[]);
        assert_eq!(run.code, 0, "{blank:?}\n{}", run.stderr);
        let read = |name: &str| sandbox.read(&format!("output/kovomont/{name}.en.md"));
        assert!(
            read("contact-formal").contains("Dear Ms Kováčová Malá,"),
            "{blank:?}\n{}",
            read("contact-formal")
        );
        let loi = read("loi");
        assert!(
            loi.contains("# Letter of Intent: cooperation of CFP Âncora Azul and Kovomont Lipová\n"),
            "{blank:?}\n{loi}"
        );
        let mou = read("mou");
        assert!(mou.contains("**Kovomont Lipová s.r.o.**"), "{blank:?}\n{mou}");
        assert!(mou.contains("Dlhá 1, 010 00 Nová Lipová, Slovakia"), "{blank:?}\n{mou}");
        assert!(mou.contains("| Ján Horák | Director |"), "{blank:?}\n{mou}");
        assert!(mou.contains("+421 2 20202020"), "{blank:?}\n{mou}");
    }
}

/// Tried in texts: a tab in a text that a person has edited | a blank on the page
#[test]
fn a_tab_in_an_edited_text_is_a_blank() {
    let sandbox = with("/activities", &json!(["internships"]));
    assert_eq!(sandbox.build(&["mou"]).code, 0);
    sandbox.edit("output/kovomont/mou.en.md", "genuine intention", "genuine\tintention");
    let run = sandbox.build(&["mou"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let page = pdf_text(&sandbox.bytes("output/kovomont/mou.en.pdf"));
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(page.contains("genuine intention"), "{page}");
}

/// Tried in names and addresses: one name with its legal form in front and behind (`UAB X`, `X UAB`), of all countries of the EU | taken for one organisation
#[test]
fn a_legal_form_stands_in_front_or_behind() {
    for (one, other) in [
        ("Oy Laiva Ab", "Laiva Oy"),
        ("Sté Bateau SARL", "Bateau SARL"),
        ("SARL Bateau", "Bateau"),
        ("Société Bateau SA", "Bateau S.A."),
        ("Ets. Dupont", "Dupont SAS"),
        ("Fa. Müller", "Müller GmbH"),
        ("Firma Müller e.K.", "Müller"),
        ("Spółka z o.o. Statek", "Statek Sp. z o.o."),
        ("Spółka Jawna Statek", "Statek sp. j."),
        ("P.P.H.U. Statek", "Statek"),
        ("OÜ Laev", "Laev OÜ"),
        ("AS Laev", "Laev AS"),
        ("MTÜ Laev", "Laev"),
        ("SIA \"Kuģis\"", "Kuģis, SIA"),
        ("A/S Kuģis", "Kuģis AS"),
        ("UAB „Laivas“", "Laivas, UAB"),
        ("VšĮ Laivas", "Laivas"),
        ("AB Skeppet", "Skeppet AB"),
        ("A/S Skibet", "Skibet ApS"),
        ("SA Le Bateau", "Le Bateau"),
        ("B.V. De Boot", "De Boot BV"),
        ("Stichting De Boot", "De Boot"),
        ("Ditta Barca", "Barca S.r.l."),
        ("S.C. Barca S.R.L.", "Barca SRL"),
        ("ЕТ Кораб", "Кораб ООД"),
        ("Firma Loď s.r.o.", "Loď, spol. s r.o."),
        ("d.o.o. Brod", "Brod d.o.o."),
        ("The Boat Company Ltd", "Boat Company Limited"),
        ("S.L. Barco", "Barco, S.L.U."),
        ("Barco Unipessoal, Lda.", "Barco"),
        ("Hajó Kft.", "Hajó Bt."),
        ("Πλοίο Α.Ε.", "Πλοίο"),
    ] {
        assert_eq!(likeness(one), likeness(other), "{one} | {other}");
    }
    for (one, other) in [
        ("UAB Laivas", "UAB Uostas"),
        ("As", "AS"),
        ("Fa. Müller", "Fa. Meier"),
        ("Asinara", "Inara"),
        ("SA", "AB"),
    ] {
        let is_one = one.to_lowercase() == other.to_lowercase();
        assert_eq!(likeness(one) == likeness(other), is_one, "{one} | {other}");
    }
}

/// What offices write where a name, a place or a scope is still to come.
const STILL_OPEN: &[&str] = &[
    "to be named",
    "To be nominated",
    "to be confirmed",
    "to be decided",
    "TBD",
    "tbc",
    "T.B.A.",
    "n/a",
    "N.A.",
    "___",
    "_____",
    "…",
    "...",
    "---",
    "–",
    "XXX",
    "xxx",
    "[name]",
    "<name>",
    "{name}",
    "{{ name }}",
    "[Name der Schule]",
    "???",
    "fill in",
    "wird noch benannt",
    "noch offen",
    "à désigner",
    "à compléter",
    "por determinar",
    "por designar",
    "da definire",
    "a definir",
    "urmează",
    "do ustalenia",
    "bude upřesněno",
    "bude doplnené",
    "bo določeno",
    "bit će određeno",
    "nincs megadva",
    "ще се уточни",
    "θα οριστεί",
    "ilmoitetaan myöhemmin",
    "meddelas senare",
    "meddeles senere",
    "nader te bepalen",
    "täpsustamisel",
    "tiks precizēts",
    "bus patikslinta",
    "le hainmniú",
    "pending",
    "insert name here",
];

/// Whether a text is a line across or a tag where Markdown may be written.
fn is_markup(text: &str) -> bool {
    text.starts_with('<') || text.chars().all(|one| "-_".contains(one))
}

/// Tried in documents: words and signs for what is still to come (`to be named`, `___`, `[name]`, `wird noch benannt`), in every field that a document prints, in the languages of the EU | an error at the field, like a missing value
#[test]
fn what_is_still_to_come_is_no_value() {
    for text in STILL_OPEN {
        let mut partner = partner();
        for pointer in [
            "/legal_name",
            "/address/street",
            "/address/city",
            "/contacts/0/family_name",
            "/contacts/0/function",
            "/signatories/0/name",
            "/signatories/0/position",
            "/activities/0",
            "/why_partner",
            "/cooperation/purpose",
            "/cooperation/fields/0",
            "/cooperation/commitments/ours/0",
            "/meeting/items/0/title",
            "/meeting/items/0/lead",
            "/loi/role",
            "/loi/contribution/0",
            "/mou/kpis/0/name",
            "/mou/kpis/0/target",
            "/mou/own_clauses/0/title",
            "/mou/own_clauses/0/text",
        ] {
            // In Markdown these are a line across or a tag, which is told of as that.
            if pointer.ends_with("/text") && is_markup(text) {
                continue;
            }
            *partner.pointer_mut(pointer).expect(pointer) = json!(text);
        }
        partner["signatories"][0]["position"] = json!({"en": text});
        let sandbox =
            Sandbox::with_partner("kovomont", &serde_json::to_string_pretty(&partner).expect("JSON"));
        let run = sandbox.run(&["check", "--date", TODAY]);
        assert_eq!(run.code, 1, "{text}\n{}", run.stderr);
        // Words make the file wrong; signs are a warning until it is signed.
        let count = |told: &str| run.stderr.matches(told).count();
        let wrong = count("error[placeholder]");
        let fields = if is_markup(text) { 19 } else { 20 };
        assert_eq!(wrong + count("warning[placeholder]"), fields, "{text}\n{}", run.stderr);
        assert!(wrong > 0 || count("error[left-open]") == fields, "{text}\n{}", run.stderr);
    }
}

#[test]
fn a_person_may_be_called_null() {
    let run = with("/contacts/0/family_name", &json!("Null")).run(&["check", "--date", TODAY]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

/// Tried in sending: an email to a person or about a value that was left open (`___`, `---`, `your ___`) | refused, a test to oneself goes through
#[test]
fn what_was_left_open_is_not_sent() {
    for (pointer, text) in [
        ("/contacts/0/family_name", "___"),
        ("/address/city", "---"),
        ("/activities/0", "[activity]"),
        ("/why_partner", "your ____ trains boat builders"),
    ] {
        let sandbox = with(pointer, &json!(text));
        sandbox.edit("partners/kovomont.yaml", "\"status\": \"final\"", "\"status\": \"draft\"");
        let account = "mail: {host: \"127.0.0.1\", port: 1, tls: none}\neu_funding:";
        sandbox.edit("institution.yaml", "eu_funding:", account);
        let run = sandbox.build(&["contact-formal"]);
        assert_eq!(run.code, 0, "{pointer}\n{}", run.stderr);
        assert!(run.stderr.contains("warning[placeholder]"), "{pointer}\n{}", run.stderr);
        let send = |more: &[&str]| {
            let arguments: Vec<&str> =
                ["send", "contact-formal", "--plan"].iter().chain(more).copied().collect();
            sandbox.run_with(&arguments, &[("SOURCE_DATE_EPOCH", "1795435200")])
        };
        let run = send(&[]);
        assert_eq!(run.code, 1, "{pointer}\n{}", run.stderr);
        assert!(run.stderr.contains("error[left-open]"), "{pointer}\n{}", run.stderr);
        assert_eq!(send(&["--test-to", "me@example.org"]).code, 0, "{pointer}");
    }
}

/// Tried in lists: the same organisation with other blanks in its name than before (U+00A0, U+202F, two in a row) | one partner, nothing to change
#[test]
fn a_list_with_other_blanks_names_the_same_organisation() {
    let sandbox = Sandbox::with_partner("none", "");
    std::fs::remove_file(sandbox.path("partners/none.yaml")).expect("removed");
    let list = "Company;Country;City;First name;Last name;Email\n\
        Kovomont Lipová s.r.o.;Slovakia;Nová Lipová;Jana;Kováčová Malá;jana@kovomont.example.org\n";
    let import = |text: &str| {
        sandbox.write("list.csv", text);
        sandbox.run(&["import", "list.csv", "--set", "kind=company", "--source", "the fair’s list", "--yes"])
    };
    let run = import(list);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for blank in ["\u{a0}", "\u{202f}", "\u{2007}", "  "] {
        let run = import(
            &list
                .replace(' ', blank)
                .replace(&format!("First{blank}name"), "First name")
                .replace(&format!("Last{blank}name"), "Last name"),
        );
        assert_eq!(run.code, 0, "{blank:?}\n{}", run.stderr);
        assert!(run.stdout.contains("there already, and the same (1)"), "{blank:?}\n{}", run.stdout);
    }
    let names: Vec<String> = sandbox.files("partners").into_keys().collect();
    assert_eq!(names.len(), 1, "{names:?}");
}
