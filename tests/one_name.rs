//! People with one name are called by it: in every document, whichever field it stands in, with every honorific.

use mail_parser::MessageParser;
use serde_json::{Value as Json, json};

use crate::case::{folder, names, prepared};
use crate::support::Sandbox;

/// The line of each text that greets somebody, by document.
fn greetings(sandbox: &Sandbox, partner: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (name, bytes) in sandbox.files(&format!("output/{partner}")) {
        let Some(document) = name.strip_suffix(".en.md") else { continue };
        let text = String::from_utf8(bytes).expect("text");
        let greets = |line: &&str| {
            ["Dear ", "Hi ", "Hello"].iter().any(|word| line.starts_with(word)) && line.ends_with(',')
        };
        if let Some(line) = text.lines().find(greets) {
            found.push((document.to_owned(), line.to_owned()));
        }
    }
    found
}

/// A company in Indonesia for all documents that greet somebody, with one contact and nobody who signs.
fn partner(contact: &Json) -> Json {
    let mut contact = contact.clone();
    contact["email"] = json!("w@example.org");
    contact["source"] = json!("the contact page of your website");
    contact["prior_contact"] = json!(true);
    json!({
        "legal_name": "Bahari Maju PT",
        "kind": "company",
        "address": {"street": "Jalan Laut 2", "postal_code": "12345", "city": "Bahari", "country": "ID"},
        "timezone": "Asia/Jakarta",
        "contacts": [contact],
        "partnership_types": ["mobility"],
        "why_partner": "your workshop carves figureheads",
        "cooperation": {"purpose": "the mobility of learners"},
        "meeting": {"date": "2027-03-04", "start": "15:30", "slot_min": 60, "link": "https://meet.example.org/x"},
        "loi": {"valid_until": "2027-12-31"},
        "documents": ["contact-formal", "contact-informal", "invitation", "agenda", "minutes", "loi"],
    })
}

/// Tried in names and addresses: a person with one name, in each field, with each honorific, degree and register, in all documents | one greeting in all formal ones, which is that of the same name in the other field
#[test]
fn nobody_is_greeted_in_two_ways() {
    let honorifics = [("ms", "Ms "), ("mr", "Mr "), ("mx", "Mx "), ("", "")];
    for (honorific, word) in honorifics {
        for register in ["formal", "informal"] {
            for (titles, spoken) in [("", ""), ("Dr.", "Dr "), ("Prof. Dr.", "Professor "), ("Ir.", "")] {
                for field in ["given_name", "family_name"] {
                    let mut contact = json!({"register": register});
                    contact[field] = json!("Suharti");
                    if !honorific.is_empty() {
                        contact["honorific"] = json!(honorific);
                    }
                    if !titles.is_empty() {
                        contact["titles_before"] = json!(titles);
                    }
                    let partner = partner(&contact);
                    let sandbox = Sandbox::with_partner("bahari", &partner.to_string());
                    let run = sandbox.build(&["--format", "md"]);
                    let case = format!("{field} {honorific} {register} {titles}");
                    assert_eq!(run.code, 0, "{case}\n{}", run.stderr);
                    let title = if spoken.is_empty() { word } else { spoken };
                    let formal = format!("Dear {title}Suharti,");
                    let greetings = greetings(&sandbox, "bahari");
                    let of = |document: &str| greetings.iter().find(|(name, _)| name == document);
                    for document in ["contact-formal", "invitation", "loi"] {
                        let greeting = of(document).unwrap_or_else(|| panic!("{case}: none in {document}"));
                        // An invitation is in the register of the contact.
                        let is_informal = document == "invitation" && register == "informal";
                        let wanted = if is_informal { "Hi Suharti," } else { formal.as_str() };
                        assert_eq!(greeting.1, wanted, "{case}: {document}");
                    }
                    // Who is on first-name terms may be called by the name alone; nobody else is.
                    let informal = &of("contact-informal").expect("a greeting").1;
                    let polite = format!("Hello {title}Suharti,");
                    let is_right = *informal == polite || register == "informal" && informal == "Hi Suharti,";
                    assert!(is_right, "{case}: {informal}");
                    for (name, bytes) in sandbox.files("output/bahari") {
                        let text = String::from_utf8_lossy(&bytes).into_owned();
                        for wrong in [
                            "Suharti Suharti",
                            "Dear ,",
                            "Hello ,",
                            "Ms ,",
                            "Mr ,",
                            "[given",
                            "[family",
                            "null",
                            "None",
                        ] {
                            assert!(!text.contains(wrong), "{case}: `{wrong}` in {name}\n{text}");
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn emails_to_people_with_one_name_are_addressed_to_it() {
    let cases = names("valid");
    for case in cases.iter().filter(|case| case.starts_with("one_name_") || case.starts_with("no_name_")) {
        let (partner, name, address, greetings) = match case.as_str() {
            "one_name_family_ms" => (
                "familymou",
                Some("Wulandari"),
                "w@example.org",
                ["Dear Ms Wulandari,", "Hello Ms Wulandari,"],
            ),
            "one_name_family_mr" => (
                "familyonly",
                Some("Sukarman"),
                "sukarman@example.org",
                ["Dear Mr Sukarman,", "Hello Mr Sukarman,"],
            ),
            "one_name_given_ms" => (
                "givenonly",
                Some("Suharti"),
                "suharti@example.org",
                ["Dear Ms Suharti,", "Hello Ms Suharti,"],
            ),
            "one_name_without_honorific" => (
                "nohonor",
                Some("Wulandari"),
                "wulandari@example.org",
                ["Dear Wulandari,", "Hello Wulandari,"],
            ),
            "no_name_but_a_mailbox" => (
                "mailboxonly",
                None,
                "office@example.org",
                ["Dear Kotak Surat PT team,", "Hello Kotak Surat PT team,"],
            ),
            other => panic!("{other} is new: say how its person is greeted"),
        };
        let sandbox = prepared(&folder("valid").join(case.replace('_', "-")));
        let run = sandbox.build(&["contact-formal", "contact-informal"]);
        assert_eq!(run.code, 0, "{case}\n{}", run.stderr);
        for (document, greeting) in ["contact-formal", "contact-informal"].into_iter().zip(greetings) {
            let bytes = sandbox.bytes(&format!("output/{partner}/{document}.en.eml"));
            let message = MessageParser::default().parse(&bytes).expect("a message");
            let to: Vec<_> =
                message.to().expect("`To`").iter().map(|one| (one.name(), one.address())).collect();
            assert_eq!(to, [(name, Some(address))], "{case}: {document}");
            let text = message.body_text(0).expect("text");
            assert_eq!(text.lines().next(), Some(greeting), "{case}: {document}");
        }
    }
}
