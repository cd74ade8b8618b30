//! Whatever stands in a cell or a file: it is a table or refused, and a value is only letters.

use std::collections::BTreeMap;

use handclasp::import::{
    ExistingPartner, ImportPlan, Mapping, MappingRequest, PartnerAction, PlanRequest, Table, TableRequest,
    export,
};
use handclasp::model::Partner;
use handclasp::schema::{Record, is_no_answer};
use handclasp::source::SourceFile;
use handclasp::table::{self, ReadOptions, TableFormat};
use proptest::prelude::*;

use crate::importing::{empty, read};

/// Values that mean something to YAML, templates, spreadsheets, shells, paths.
const HOSTILE: &[&str] = &[
    "a: b",
    "- a",
    "# a",
    "a # b",
    "\"a\"",
    "'a'",
    "it's \"a\"",
    "{{ x }}",
    "{% raw %}",
    "[a, b]",
    "{a: b}",
    "*a",
    "&a b",
    "!a",
    "| a",
    "> a",
    "%a",
    "@a",
    "`a`",
    "=1+1",
    "+1",
    "-1",
    "=cmd|' /C calc'!A0",
    "\\n",
    "C:\\x",
    "~",
    "null",
    "true",
    "no",
    "01067",
    "1e5",
    "10-49",
    "1/2",
    "2026-11-03",
    "../x",
    "a;b",
    "a,b",
    "a\tb",
    "'=1",
    "''",
    "$5_x *y* @z \"q\" <B>",
    "…x",
    "a\u{a0}b",
    "ŁódźÆ",
    "\u{1F600}",
    "a  b",
    ":",
    "-",
    "?",
    "? a",
    "a:",
    "😀: 'x'",
];

/// Those of them that nobody is called, so that they count as empty cells.
const SAY_NOTHING: &[&str] = &["-", "?", "~", ":", "''", "null"];

#[test]
fn values_that_mean_something_elsewhere_are_only_letters_here() {
    for format in TableFormat::ALL {
        let rows: Vec<Vec<String>> = HOSTILE
            .iter()
            .enumerate()
            .map(|(at, value)| {
                vec![format!("p{at}"), (*value).to_owned(), "other".to_owned(), (*value).to_owned()]
            })
            .collect();
        let columns = ["id", "legal_name", "kind", "address.city"].map(str::to_owned);
        let bytes = table::write(&columns, &rows, format, b';').expect("a table");
        if format == TableFormat::Csv {
            let text = String::from_utf8(bytes.clone()).expect("UTF-8");
            for cell in text.split(['\n', ';']).map(|cell| cell.trim_start_matches('"')) {
                assert!(
                    !cell.starts_with(['=', '+', '-', '@', '\t']),
                    "a spreadsheet would calculate `{cell}`"
                );
            }
        }
        let table = Table::read("a", &bytes, &TableRequest::default()).expect("a table");
        let mapping = Mapping::of(&table, &MappingRequest::default()).expect("a mapping");
        let plan = ImportPlan::of(&table, &mapping, &[], &PlanRequest::default()).expect("a plan");
        let texts: BTreeMap<&str, &PartnerAction> =
            plan.partners.iter().map(|one| (one.id.as_str(), &one.action)).collect();
        for (at, value) in HOSTILE.iter().enumerate() {
            let Some(PartnerAction::New(text)) = texts.get(format!("p{at}").as_str()) else {
                // What stands for nothing counts as an empty cell.
                assert!(SAY_NOTHING.contains(value), "{value}: {:?}", plan.found);
                continue;
            };
            // A name has one plain blank between its words, whichever was typed.
            let meant = value.split_whitespace().collect::<Vec<_>>().join(" ");
            let model = read("x", text).model;
            assert_eq!(model.legal_name, meant, "{format:?}\n{text}");
            assert_eq!(model.address.and_then(|address| address.city), Some(meant));
        }
    }
}

#[test]
fn what_stands_for_nothing_is_told_in_a_file() {
    // Where it would be printed.
    for line in ["city: k.A.", "street: \"-\"", "postal_code: unbekannt", "city: N/A"] {
        let text = format!("legal_name: K\nkind: company\naddress:\n  country: DE\n  {line}\n");
        let Err(found) = Record::<Partner>::read(SourceFile::new("x", text)) else { panic!("{line}") };
        assert!(found.iter().any(|one| one.code.name == "placeholder"), "{line}: {found:?}");
    }
}

#[test]
fn a_name_is_whose_the_other_columns_say() {
    for (head, fields) in [
        ("Name,City", vec!["legal_name", "address.city"]),
        ("Firma,Vorname,Name", vec!["legal_name", "contacts.given_name", "contacts.family_name"]),
        ("Empresa,Nombre,Apellidos", vec!["legal_name", "contacts.given_name", "contacts.family_name"]),
        ("Name,Vorname", vec!["-", "contacts.given_name"]),
        ("Organisation,Country", vec!["legal_name", "country"]),
        ("E-mail,E-mail 2,Company", vec!["contacts.email", "contacts.2.email", "legal_name"]),
    ] {
        let row = "x,".repeat(fields.len());
        let table = Table::read("a.csv", format!("{head}\n{row}\n").as_bytes(), &TableRequest::default())
            .expect("a table");
        let mapping = Mapping::of(&table, &MappingRequest::default()).expect("a mapping");
        let found: Vec<String> = mapping
            .columns
            .iter()
            .take(fields.len())
            .map(|column| {
                column.field.as_ref().map_or_else(|| "-".to_owned(), |field| field.path.to_string())
            })
            .collect();
        assert_eq!(found, fields, "{head}");
    }
}

#[test]
fn a_long_list_is_planned_in_time() {
    let mut list = String::from("Company;City;Country;E-mail\n");
    for at in 0..5_000 {
        list.push_str(&format!("Company {at};Brno;CZ;info@company-{at}.example.org\n"));
    }
    list.push_str(&format!("{};Brno;CZ;\n", "x".repeat(1_000_000)));
    let sandbox = empty();
    sandbox.write("a.csv", list);
    let run = sandbox.run(&["import", "a.csv", "--set", "kind=company", "--plan"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stdout.contains("new (5000)") && run.stdout.contains("and 4800 more"));
    assert!(
        run.stderr.contains("row 5002, column A “Company”: `legal_name` has 1000000 letters"),
        "{}",
        run.stderr
    );
}

/// A workbook as somebody makes it in Excel, with the sheet `Leads`.
const WORKBOOK: &[u8] = include_bytes!("cases/lists/workbook-values/workspace/list.xlsx");

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a file is, it is a table or refused.
    #[test]
    fn no_bytes_are_a_crash(bytes in proptest::collection::vec(any::<u8>(), 0..400), at in 0_usize..4000, one in any::<u8>()) {
        let _ = Table::read("x", &bytes, &TableRequest::default());
        let mut book = WORKBOOK.to_vec();
        let at = at % book.len();
        book[at] = one;
        let _ = Table::read("x", &book, &TableRequest { options: ReadOptions { sheet: Some("Leads".to_owned()), ..ReadOptions::default() }, ..TableRequest::default() });
    }

    /// Any text goes into a file and comes out of it.
    #[test]
    fn any_text_is_written_as_it_is(text in "[ -~\u{a1}-\u{17f}]{1,60}", list in proptest::collection::vec("[ -~\u{a1}-\u{17f}]{1,20}", 1..4)) {
        let list: Vec<String> = list.into_iter().map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect();
        // Soft hyphens are not seen, so they are taken out.
        let seen = text.replace('\u{ad}', "");
        // What stands for nothing counts as an empty cell.
        prop_assume!(!seen.trim().is_empty() && !list.is_empty() && !is_no_answer(&seen));
        let file = format!("legal_name: K\nkind: other\nwhy_partner: 'x'\nactivities: {}\n", serde_json::to_string(&list).expect("JSON"));
        let record = Record::<Partner>::read(SourceFile::new("partners/x.yaml", file.clone()));
        prop_assume!(record.is_ok());
        let record = record.expect("right");
        let exported = export([("x", &record)]);
        let bytes = table::write(&exported.columns, &exported.rows, TableFormat::Csv, b';').expect("a table");
        let table = Table::read("p.csv", &bytes, &TableRequest::default()).expect("a table");
        let mapping = Mapping::of(&table, &MappingRequest::default()).expect("a mapping");
        let known = [ExistingPartner { id: "x".to_owned(), record: Ok(record) }];
        let order = PlanRequest { update: true, ..PlanRequest::default() };
        let plan = ImportPlan::of(&table, &mapping, &known, &order).expect("a plan");
        prop_assert!(matches!(plan.partners[0].action, PartnerAction::Unchanged), "{:?}", plan);
        // The same with another text.
        let columns = ["id", "why_partner"].map(str::to_owned);
        let bytes = table::write(&columns, &[vec!["x".to_owned(), text.trim().to_owned()]], TableFormat::Xlsx, b';').expect("a table");
        let table = Table::read("p.xlsx", &bytes, &TableRequest::default()).expect("a table");
        let mapping = Mapping::of(&table, &MappingRequest::default()).expect("a mapping");
        let plan = ImportPlan::of(&table, &mapping, &known, &order).expect("a plan");
        match plan.partners.first().map(|one| &one.action) {
            Some(PartnerAction::Changed(_, _, after)) => {
                let model = read("x", after).model;
                let found = model.why_partner.expect("a text");
                // Of several blanks in a row one is meant.
                let meant = seen.split_whitespace().collect::<Vec<_>>().join(" ");
                prop_assert_eq!(found.in_language("en"), Some(meant.as_str()));
            }
            Some(PartnerAction::Unchanged) => prop_assert_eq!(seen.trim(), "x"),
            _ => prop_assert!(plan.found.has_errors()),
        }
    }
}
