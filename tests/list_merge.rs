//! A row of a table changes the values of a partner's file that it is about, and nothing else.

use handclasp::import::{
    ExistingPartner, ImportPlan, Mapping, MappingRequest, PartnerAction, PlanRequest, Table, TableRequest,
    TargetField,
};
use handclasp::schema::Shape;
use handclasp::workspace::Workspace;

use crate::importing::read;
use crate::support::Sandbox;

/// The plan for a partner's file and one row of a table.
fn planned(file: &str, columns: &str, row: &str) -> ImportPlan {
    let bytes = format!("id;{columns}\nx;{row}\n");
    let table = Table::read("a.csv", bytes.as_bytes(), &TableRequest::default()).expect("a table");
    let mapping = Mapping::of(&table, &MappingRequest::default()).expect("a mapping");
    let known = [ExistingPartner { id: "x".to_owned(), record: Ok(read("x", file)) }];
    ImportPlan::of(&table, &mapping, &known, &PlanRequest { update: true, ..PlanRequest::default() })
        .expect("a plan")
}

/// The text of a partner's file after a row of a table.
fn merged(file: &str, columns: &str, row: &str) -> String {
    let plan = planned(file, columns, row);
    match plan.partners.as_slice() {
        [one] => match &one.action {
            PartnerAction::Changed(_, _, text) => text.clone(),
            other => panic!("{columns}: {other:?}"),
        },
        _ => panic!("{columns}: {:?}", plan.found),
    }
}

#[test]
fn a_merge_changes_the_values_and_nothing_else() {
    let file = "# Ours.\nlegal_name: 'Kovomont'   # as in the register\nkind: company\n\n# Where.\naddress: {street: \"A 1\", city: \"Brno\"} # old\ncontacts:\n  # The boss.\n  - given_name: Jan\n    email: \"j@k.example.org\"\n\n# Ends here.\n";
    for (columns, row, from, to) in [
        ("legal_name", "Ko'vo", "'Kovomont'", "'Ko''vo'"),
        ("kind", "ngo", "kind: company", "kind: ngo"),
        ("address.city", "Zlín", "\"Brno\"", "\"Zlín\""),
        ("address.postal_code", "760 01", "street: \"A 1\",", "street: \"A 1\", postal_code: \"760 01\","),
        ("address.country", "CZ", "city: \"Brno\"}", "city: \"Brno\", country: \"CZ\"}"),
        ("contacts.1.given_name", "Eva: x", "given_name: Jan", "given_name: \"Eva: x\""),
        (
            "contacts.1.family_name",
            "Malá",
            "given_name: Jan\n",
            "given_name: Jan\n    family_name: \"Malá\"\n",
        ),
        ("contacts.1.phone", "+420 100 200 300", "org\"\n", "org\"\n    phone: \"+420 100 200 300\"\n"),
        ("contacts.2.email", "e@k.example.org", "org\"\n", "org\"\n  - email: \"e@k.example.org\"\n"),
        ("short_name", "KM", "register\n", "register\nshort_name: \"KM\"\n"),
        (
            "partnership_types",
            "mobility, training",
            "org\"\n",
            "org\"\npartnership_types: [mobility, training]\n",
        ),
        ("activities", "\"one: a; two\"", "org\"\n", "org\"\nactivities:\n  - \"one: a\"\n  - \"two\"\n"),
        (
            "website;logbook.fit",
            "k.example.org;5",
            "company\n",
            "company\nwebsite: \"https://k.example.org\"\n",
        ),
        (
            "ids.registration.label;ids.registration.number",
            "IČO;123456",
            "# old\n",
            "# old\nids:\n  registration: {label: \"IČO\", number: \"123456\"}\n",
        ),
    ] {
        let text = merged(file, columns, row);
        let mut expected = file.replacen(from, to, 1);
        if columns.contains("logbook") {
            expected = expected.replacen("@k.example.org\"\n", "@k.example.org\"\nlogbook:\n  fit: 5\n", 1);
        }
        assert_eq!(text, expected, "{columns}");
    }
}

#[test]
fn a_merge_keeps_the_ends_of_lines_and_a_file_without_a_last_one() {
    let file = "legal_name: \"K\"\r\nkind: company # a\r\ncontacts:\r\n- email: j@k.example.org";
    let text = merged(file, "website;contacts.1.phone", "k.example.org;+420 100 200 300");
    assert_eq!(
        text,
        "legal_name: \"K\"\r\nkind: company # a\r\nwebsite: \"https://k.example.org\"\r\ncontacts:\r\n- email: j@k.example.org\r\n  phone: \"+420 100 200 300\""
    );
}

#[test]
fn lists_grow_and_shrink_where_it_can_be_done() {
    let file = "legal_name: K\nkind: company\npartnership_types: [mobility, training] # two\nactivities:\n  - \"A\"   # first\n  - B\n";
    assert_eq!(
        merged(file, "partnership_types", "mobility"),
        file.replace("[mobility, training]", "[mobility]")
    );
    assert_eq!(
        merged(file, "partnership_types", "mobility, training, funding"),
        file.replace("training]", "training, funding]")
    );
    assert_eq!(merged(file, "activities", "\"A2;B;C\""), file.replace("\"A\"", "\"A2\"") + "  - \"C\"\n");
    // A line of a list with its comment is not taken away.
    let plan = planned(file, "activities", "A");
    let told: Vec<&str> = plan.found.iter().map(|one| one.code.name).collect();
    assert!(told == ["not-merged"] && plan.partners.is_empty(), "{:?}", plan.found);
}

#[test]
fn what_cannot_be_merged_is_told_and_nothing_written() {
    let file = "legal_name: K\nkind: company\nsector: {en: \"Steel\", de: \"Stahl\"}\nwhy_partner: >\n  your workshop\n  is near\n";
    let plan = planned(file, "sector", "Metal");
    let one = plan.found.iter().next().expect("a problem");
    assert_eq!(one.code.name, "not-merged");
    assert!(one.help.as_deref().is_some_and(|help| help.contains("`sector.en`")), "{one:?}");
    assert_eq!(merged(file, "sector.de", "Eisen"), file.replace("Stahl", "Eisen"));
    // One of the texts is none to change.
    assert!(matches!(planned(file, "sector", "Stahl").partners[0].action, PartnerAction::Unchanged));
    // A text over several lines has no one place.
    let plan = planned(file, "why_partner", "your new workshop is near");
    assert!(
        plan.found.iter().any(|one| one.code.name == "not-merged" && one.message.contains("column B")),
        "{:?}",
        plan.found
    );
    let refused = planned(file, "contacts.1.email", "none");
    assert!(refused.found.iter().any(|one| one.message.contains("row 2, column B")), "{:?}", refused.found);
}

#[test]
fn an_empty_cell_changes_nothing() {
    let file = "legal_name: K\nkind: company\naddress: {street: \"A 1\", country: \"DE\"}\ncontacts:\n  - honorific: ms\n    family_name: X\n";
    let plan = planned(file, "Street;Honorific;Surname", "k. A.;-;X");
    assert!(matches!(plan.partners[0].action, PartnerAction::Unchanged), "{:?}", plan.partners);
}

#[test]
fn a_person_with_a_new_email_address_is_no_second_person() {
    let file = "legal_name: K\nkind: company\ncontacts:\n  - given_name: Eva\n    family_name: \"Malá\"\n    email: \"old@k.example.org\"   # hers\n";
    let columns = "Vorname;Nachname;E-Mail";
    let plan = planned(file, columns, "Eva;MALÁ;new@k.example.org");
    let PartnerAction::Changed(changes, _, text) = &plan.partners[0].action else {
        panic!("{:?}", plan.partners)
    };
    let email = changes.iter().find(|one| one.path == "contacts.1.email").expect("a change");
    assert_eq!((email.old.as_deref(), email.new.as_str()), (Some("old@k.example.org"), "new@k.example.org"));
    assert!(text.contains("\"new@k.example.org\"   # hers") && !text.contains("old@"), "{text}");
    assert_eq!(read("x", text).model.contacts.len(), 1);
    // Somebody else of the family, and one of two who are called alike, are further persons.
    let text = merged(file, columns, "Jan;Malá;jan@k.example.org");
    assert_eq!(read("x", &text).model.contacts.len(), 2);
    let two =
        format!("{file}  - given_name: Eva\n    family_name: \"Malá\"\n    email: \"other@k.example.org\"\n");
    let text = merged(&two, columns, "Eva;Malá;new@k.example.org");
    assert_eq!(read("x", &text).model.contacts.len(), 3);
}

#[test]
fn any_field_can_be_put_into_the_smallest_file() {
    let smallest = include_str!("../partners/zolty-wiatrak.yaml");
    let mut tried = 0;
    for field in TargetField::all() {
        let path = field.path.to_string();
        let value = match path.as_str() {
            "id" | "legal_name" | "kind" | "address.country" | "country" => continue,
            // These need their other half.
            "ids.registration.label"
            | "ids.registration.number"
            | "ids.registration.authority"
            | "ids.erasmus_accreditation.valid_to"
            | "erasmus_priorities.call_year"
            | "erasmus_priorities.ids" => continue,
            path if path.starts_with("signatories.") && path != "signatories.name" => continue,
            _ => sample(field),
        };
        let path = path.replace("contacts.", "contacts.1.").replace("signatories.", "signatories.1.");
        let plan = planned(smallest, &path, &value);
        let Some(PartnerAction::Changed(_, _, text)) = plan.partners.first().map(|one| &one.action) else {
            if matches!(plan.partners.first().map(|one| &one.action), Some(PartnerAction::Unchanged)) {
                continue;
            }
            panic!("{path}={value}: {:?}", plan.found);
        };
        // Every comment is there still, and every line but that of the contact.
        for line in smallest.lines().filter(|line| {
            !["biuro@", "why_partner", "partnership_types:", "proposal:"].iter().any(|one| line.contains(one))
        }) {
            assert!(text.contains(line), "{path}:\n{text}");
        }
        tried += 1;
    }
    assert!(tried > 80, "only {tried} fields");
}

/// A value that a field can have.
fn sample(field: &TargetField) -> String {
    let Some(shape) = field.path.shape() else { return String::new() };
    let shape = shape.items().unwrap_or(shape);
    if let Some(options) = shape.options() {
        return options.last().copied().unwrap_or_default().to_owned();
    }
    match Shape::format(shape) {
        Some("email") => "a@b.example.org".to_owned(),
        Some("language") => "fi".to_owned(),
        Some("uri") => "https://b.example.org".to_owned(),
        Some("country") => "PL".to_owned(),
        Some("time-zone") => "Europe/Warsaw".to_owned(),
        Some("phone") => "+48 100 200 300".to_owned(),
        Some("oid") => "E99999909".to_owned(),
        Some("pic") => "000000009".to_owned(),
        Some("year") => "2027".to_owned(),
        Some("time-of-day") => "09:30".to_owned(),
        Some("local-date-time") => "2027-03-04 09:30".to_owned(),
        Some("erasmus-code") => "2021-1-PT01-KA120-VET-000000001".to_owned(),
        Some(_) => "2027-03-04".to_owned(),
        None if shape.allows("boolean") => "yes".to_owned(),
        None if shape.allows("integer") => "3".to_owned(),
        None => "Ł: \"x\" # y".replace(';', ","),
    }
}

#[test]
fn what_changed_meanwhile_is_not_written_over() {
    let sandbox = Sandbox::sample();
    let workspace = Workspace::at(sandbox.path(""));
    let name = "partners/gruenfliess.yaml";
    let before = sandbox.read(name);
    sandbox.write(name, format!("{before}# a note\n"));
    assert_eq!(workspace.rewrite(name, &before, b"x"), Ok(false));
    assert_eq!(sandbox.read(name), format!("{before}# a note\n"));
}

#[cfg(unix)]
#[test]
fn who_could_read_a_file_before_can_read_it_after_a_merge() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = Sandbox::sample();
    let path = sandbox.path("partners/gruenfliess.yaml");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).expect("permissions");
    sandbox.write("a.csv", "id;City\ngruenfliess;Leipzig\n");
    assert_eq!(sandbox.run(&["import", "a.csv", "--update", "--yes"]).code, 0);
    assert_eq!(std::fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o600);
}
