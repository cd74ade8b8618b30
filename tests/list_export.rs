//! Partners written into a table: it changes nothing when it comes back, and one cell changes one value.

use handclasp::import::{
    ExistingPartner, ImportPlan, Mapping, MappingRequest, PartnerAction, PlanRequest, Table, TableRequest,
    export,
};
use handclasp::model::Partner;
use handclasp::schema::Record;
use handclasp::table::{self, TableFormat};
use handclasp::workspace::Workspace;

use crate::importing::{empty, read, western};
use crate::support::Sandbox;

#[test]
fn an_exported_table_changes_nothing_when_it_comes_back() {
    for format in TableFormat::ALL {
        let sandbox = Sandbox::sample();
        let before = sandbox.files("partners");
        let file = format!("p.{}", format.name());
        let run = sandbox.run(&["export", &file]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(
            run.stderr.contains("not in the table") && run.stderr.contains("`mou.kpis`"),
            "{}",
            run.stderr
        );
        let run = sandbox.run(&["import", &file, "--update", "--yes"]);
        assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
        assert!(run.stdout.contains("there already, and the same (4)"), "{}", run.stdout);
        assert!(run.stderr.contains("there is nothing to import"), "{}", run.stderr);
        assert_eq!(sandbox.files("partners"), before);
        // The same partners give the same bytes.
        let first = sandbox.bytes(&file);
        let again = sandbox.run(&["export", &file]);
        assert_eq!(again.code, 2, "{}", again.stderr);
        assert!(again.stderr.contains("error[file-exists]"), "{}", again.stderr);
        assert_eq!(sandbox.run(&["export", &file, "--force"]).code, 0);
        assert_eq!(sandbox.bytes(&file), first, "{file}");
    }
}

#[test]
fn a_table_without_partners_makes_the_same_partners_anew() {
    let sandbox = Sandbox::sample();
    assert_eq!(sandbox.run(&["export", "p.xlsx"]).code, 0);
    let other = empty();
    other.write("p.xlsx", sandbox.bytes("p.xlsx"));
    let run = other.run(&["import", "p.xlsx", "--yes"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for (name, bytes) in sandbox.files("partners") {
        let original = read("x", &String::from_utf8(bytes).expect("UTF-8"));
        let made = read("x", &other.read(&format!("partners/{name}")));
        let left_out =
            |path: &str| original.values.pointer(path).is_some() && made.values.pointer(path).is_none();
        let mut values = original.values.clone();
        for path in [
            "/logbook/log",
            "/mobility/flows",
            "/mou/kpis",
            "/mou/own_clauses",
            "/meeting/participants",
            "/meeting/materials",
        ] {
            if left_out(path) {
                let (parent, key) = path.rsplit_once('/').expect("a path");
                values
                    .pointer_mut(parent)
                    .and_then(|parent| parent.as_object_mut())
                    .expect("a mapping")
                    .remove(key);
            }
        }
        assert_eq!(made.values, values, "{name}");
    }
}

#[test]
fn a_table_that_excel_saved_again_changes_nothing() {
    let sandbox = Sandbox::sample();
    assert_eq!(sandbox.run(&["export", "p.csv"]).code, 0);
    let text = sandbox.read("p.csv");
    // A German Excel: days, yes and no as its own, numbers without what it takes for superfluous.
    let cells = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let mut out = String::new();
    let mut cell = String::new();
    let mut quoted = false;
    for one in cells.chars() {
        match one {
            '"' => {
                quoted = !quoted;
                cell.push(one);
            }
            ';' | '\n' if !quoted => {
                out.push_str(&resaved(&cell));
                out.push_str(if one == ';' { ";" } else { "\r\n" });
                cell.clear();
            }
            one => cell.push(one),
        }
    }
    assert!(out.contains("09.11.2026") && out.contains("'01067"), "{out}");
    sandbox.write("again.csv", format!("\u{feff}{out}"));
    let before = sandbox.files("partners");
    let run = sandbox.run(&["import", "again.csv", "--update", "--yes"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains("there is nothing to import"), "{}{}", run.stdout, run.stderr);
    assert_eq!(sandbox.files("partners"), before);
    // Saved with the letters of Western Europe alone, Polish ones are lost; that is seen.
    let west: String = out.chars().map(|one| if u32::from(one) > 0xff { '?' } else { one }).collect();
    sandbox.write("west.csv", western(&west));
    let run = sandbox.run(&["import", "west.csv", "--update", "--yes"]);
    assert_eq!(run.code, 1, "{}{}", run.stdout, run.stderr);
    assert!(
        run.stderr.contains("letters were lost: `Stowarzyszenie ?ó?ty Wiatrak` in place of"),
        "{}",
        run.stderr
    );
    assert_eq!(sandbox.files("partners")["zolty-wiatrak.yaml"], before["zolty-wiatrak.yaml"]);
}

fn resaved(cell: &str) -> String {
    let parts: Vec<&str> = cell.split('-').collect();
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 && day.len() == 2 && year.parse::<u32>().is_ok() => {
            format!("{day}.{month}.{year}")
        }
        _ => cell.to_owned(),
    }
}

#[test]
fn one_cell_changed_in_the_table_changes_one_value_in_one_file() {
    let workspace = Workspace::at(crate::support::root());
    let (ids, _) = workspace.partner_ids().expect("partners");
    let records: Vec<(String, Record<Partner>)> = ids
        .iter()
        .map(|id| (id.clone(), Record::read(workspace.partner(id).expect("a file")).expect("right")))
        .collect();
    let exported = export(records.iter().map(|(id, record)| (id.as_str(), record)));
    let mut tried = 0;
    for (row, cells) in exported.rows.iter().enumerate() {
        for (column, name) in exported.columns.iter().enumerate().skip(1) {
            let text = &cells[column];
            // Free text can be changed at will; the others have their forms.
            if !text.contains(' ')
                || text.contains('\n')
                || name.ends_with("phone")
                || name.contains("offered")
                || text.contains("; ")
            {
                continue;
            }
            let mut rows = exported.rows.clone();
            rows[row][column] = format!("{text}, \"new\": # é");
            let bytes = table::write(&exported.columns, &rows, TableFormat::Csv, b';').expect("a table");
            let table = Table::read("p.csv", &bytes, &TableRequest::default()).expect("a table");
            let mapping = Mapping::of(&table, &MappingRequest::default()).expect("a mapping");
            let known: Vec<ExistingPartner> = records
                .iter()
                .map(|(id, record)| ExistingPartner { id: id.clone(), record: Ok(record.clone()) })
                .collect();
            let plan = ImportPlan::of(
                &table,
                &mapping,
                &known,
                &PlanRequest { update: true, ..PlanRequest::default() },
            )
            .expect("a plan");
            assert!(plan.found.is_empty(), "{name}: {:?}", plan.found);
            let changed: Vec<_> =
                plan.partners.iter().filter(|one| !matches!(one.action, PartnerAction::Unchanged)).collect();
            let [one] = changed.as_slice() else { panic!("{name}: {changed:?}") };
            let PartnerAction::Changed(changes, before, after) = &one.action else {
                panic!("{name}: {one:?}")
            };
            assert_eq!(changes.len(), 1, "{name}: {changes:?}");
            let lines = before.lines().zip(after.lines()).filter(|(before, after)| before != after).count();
            assert_eq!((lines, before.lines().count()), (1, after.lines().count()), "{name}:\n{after}");
            tried += 1;
        }
    }
    assert!(tried > 60, "only {tried} cells");
}
