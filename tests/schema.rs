//! The model is the only truth about the data; YAML arrives as typed.

use handclasp::model::{Institution, Partner};
use handclasp::schema::{INSTITUTION, PARTNER, Record};
use handclasp::source::SourceFile;
use proptest::prelude::*;

use crate::support::{Sandbox, root};

fn read(yaml: &str) -> Result<Record<Partner>, handclasp::diagnostic::Diagnostics> {
    Record::read(SourceFile::new("partners/x.yaml", yaml))
}

#[test]
fn scalars_that_are_text_stay_as_typed() {
    let record = read(
        "legal_name: no\nkind: company\nids: {pic: 000000001}\naddress: {postal_code: 01067, country: NO}\n\
         timezone: Europe/Oslo\nmeeting: {start: 10:30, slot_min: 60, recording: yes}\n\
         contacts: [{phone: +358401234567, family_name: Null, given_name: 1.10}]\n",
    )
    .expect("right");
    let partner = record.model;
    let address = partner.address.expect("an address");
    assert_eq!(partner.legal_name, "no");
    assert_eq!(address.postal_code.as_deref(), Some("01067"));
    assert_eq!(address.country.as_deref(), Some("NO"));
    assert_eq!(partner.ids.expect("ids").pic.as_deref(), Some("000000001"));
    let meeting = partner.meeting.expect("a meeting");
    assert_eq!(
        (meeting.start.as_deref(), meeting.slot_min, meeting.recording),
        (Some("10:30"), Some(60), true)
    );
    let contact = &partner.contacts[0];
    assert_eq!(contact.phone.as_deref(), Some("+358401234567"));
    assert_eq!(contact.given_name.as_deref(), Some("1.10"));
    assert_eq!(contact.family_name.as_deref(), Some("Null"));
}

#[test]
fn byte_order_mark_windows_line_ends_and_empty_values_are_taken() {
    let record = read("\u{feff}legal_name: \"A\"\r\nkind: ngo\r\nshort_name:\r\nsize: ~\r\n").expect("right");
    assert_eq!(record.model.legal_name, "A");
    assert_eq!(record.model.short_name, None);
    assert_eq!(record.model.size, None);
}

#[test]
fn the_fields_of_the_reference_exist() {
    let institution = [
        "schema_version",
        "legal_name",
        "legal_name_latin",
        "name_en",
        "short_name",
        "legal_form",
        "org_type",
        "address",
        "timezone",
        "ids",
        "website",
        "linkedin",
        "logo",
        "brand",
        "default_language",
        "languages",
        "tagline",
        "who_we_are",
        "offer",
        "looking_for",
        "why_us",
        "why_us_by_kind",
        "facts",
        "programmes",
        "projects",
        "contacts",
        "signatories",
        "privacy",
        "eu_funding",
        "defaults",
    ];
    let partner = [
        "id",
        "legal_name",
        "legal_name_latin",
        "name_en",
        "short_name",
        "kind",
        "legal_form",
        "sector",
        "size",
        "address",
        "country",
        "timezone",
        "language",
        "working_language",
        "ids",
        "contacts",
        "signatories",
        "partnership_types",
        "activities",
        "why_partner",
        "why_us_for_them",
        "proposal",
        "cooperation",
        "mou",
        "loi",
        "meeting",
        "mobility",
        "logbook",
        "erasmus_priorities",
        "documents",
    ];
    for (schema, fields) in [(&*INSTITUTION, &institution[..]), (&*PARTNER, &partner[..])] {
        for field in fields {
            let known = &schema["properties"][field];
            assert!(known.is_object(), "{field}");
            assert!(
                known["description"].as_str().is_some_and(|text| text.len() > 4),
                "{field} is not described"
            );
        }
    }
}

#[test]
fn the_reference_samples_of_the_repository_are_right() {
    let text = std::fs::read_to_string(root().join("institution.yaml")).expect("a file");
    let record = Record::<Institution>::read(SourceFile::new("institution.yaml", text)).expect("right");
    assert_eq!(record.model.short_name.as_deref(), Some("CFP Âncora Azul"));
}

#[test]
fn a_new_partner_file_explains_every_field_and_is_right() {
    let sandbox = Sandbox::sample();
    let run = sandbox.run(&["new", "smaland-fritidshus"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let text = sandbox.read("partners/smaland-fritidshus.yaml");
    // What only the partner can say is left open.
    let open: Vec<String> = read(&text).expect_err("open").iter().map(|one| one.message.clone()).collect();
    assert_eq!(open, ["`legal_name` is missing", "`kind` is missing"]);
    let text = text.replace("\nlegal_name:\n", "\nlegal_name: \"Småland AB\"\n");
    let text = text.replace("\nkind:\n", "\nkind: company\n");
    assert!(read(&text).is_ok());
    let fields = PARTNER["properties"].as_object().expect("fields");
    for field in fields.keys() {
        assert!(text.contains(&format!("# {field}:")) || text.contains(&format!("\n{field}:")), "{field}");
    }
    // Every line that is explained can be filled in as it stands.
    let all: String = text
        .lines()
        .map(|line| match line.strip_prefix("# ") {
            Some(rest)
                if rest.trim_start().starts_with("- ")
                    || rest.split_once(':').is_some_and(|(key, _)| {
                        key.trim().chars().all(|one| one.is_ascii_lowercase() || one == '_')
                    }) =>
            {
                format!("{rest}\n")
            }
            _ => format!("{line}\n"),
        })
        .collect();
    // A placeholder that was left is told; what somebody writes in its place is right.
    assert!(read(&all).is_err());
    let record = read(&all.replace('…', "x"));
    assert!(record.is_ok(), "{:?}\n{all}", record.err());
    assert_eq!(sandbox.run(&["new", "smaland-fritidshus"]).code, 2, "a file that is there stays");
    let refused = sandbox.run(&["new", "Åre & Co"]);
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("are-co"), "{}", refused.stderr);
}

#[test]
fn what_is_too_deep_too_large_or_no_text_gets_a_message() {
    let deep = format!("legal_name: {}", "[".repeat(10_000));
    let bomb = "a: &a [x, x]\nb: &b [*a, *a]\nlegal_name: *b\n";
    for yaml in [
        deep.as_str(),
        bomb,
        "- 1\n- 2\n",
        "just text",
        "legal_name: A\n---\nlegal_name: B\n",
        "? [a]\n: b\n",
    ] {
        let found = read(yaml).expect_err("wrong");
        assert!(found.has_errors());
        for one in found.iter() {
            assert!(one.label.is_some(), "{one:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// A sample that is cut off, or that has a piece put in, never ends in a panic, and every problem has
    /// its place inside the file.
    #[test]
    fn damaged_files_give_diagnostics_with_places(cut in 0usize..4000, piece in r#"[\PC\n\t:{}\[\]"'#&*!|>%@,-]{0,6}"#, keep in any::<bool>()) {
        let text = std::fs::read_to_string(root().join("partners/tahtiselka.yaml")).expect("a file");
        let mut at = cut.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let damaged = format!("{}{piece}{}", &text[..at], if keep { &text[at..] } else { "" });
        let length = damaged.len();
        if let Err(found) = read(&damaged) {
            prop_assert!(found.has_errors());
            for one in found.iter() {
                let label = one.label.as_ref().expect("a place");
                prop_assert!(label.span.end <= length && label.file.text().is_char_boundary(label.span.start));
            }
        }
    }
}

/// Where an editor has only a pattern, it marks what `check` refuses, and lets pass what `check` takes.
#[test]
fn patterns_for_editors_agree_with_the_formats() {
    let texts = [
        "2027-03-04",
        "2027-13-04",
        "4.3.2027",
        "on_last_signature",
        "09:30",
        "9:30",
        "24:00",
        "2027-03-04 09:30",
        "2025",
        "25",
        "Europe/Lisbon",
        "Lisbon",
        "PT",
        "pt",
        "PRT",
        "en",
        "pt-PT",
        "english",
        "name@example.org",
        "name@example",
        "name.org",
        "https://www.example.org/x?y=1",
        "www.example.org",
        "ftp://example.org",
        "+351 200 000 001",
        "0351 200",
        "#0b5c8a",
        "0b5c8a",
        "E99999901",
        "E999",
        "000000001",
        "00000001",
        "2021-1-PT01-KA120-VET-000000001",
        "2021-1-PT01",
        "",
    ];
    let mut agreed = 0;
    for format in handclasp::schema::FORMATS {
        let Some(pattern) = format.pattern else { continue };
        let editor = jsonschema::validator_for(&serde_json::json!({"pattern": pattern})).expect("a pattern");
        for text in texts {
            let ours = (format.holds)(text);
            assert_eq!(editor.is_valid(&serde_json::json!(text)), ours, "{}: `{text}`", format.name);
            agreed += usize::from(ours);
        }
    }
    assert!(agreed > 15, "only {agreed} texts were right anywhere");
}
