//! `handclasp import`: partners out of a spreadsheet, after a question.

use handclasp::diagnostic::codes;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, IsTerminal};
use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};
use comfy_table::{Table as Columns, presets};
use handclasp::delivery::past::{Hold, Past};
use handclasp::diagnostic::words::count;
use handclasp::diagnostic::{Diagnostic, Diagnostics, Exit};
use handclasp::email_address::compared;
use handclasp::model::Partner;
use handclasp::overrun;
use handclasp::schema::Record;
use handclasp::sheet::{
    Asked, Change, DayOrder, Deed, KEPT, Kept, Known, Mapped, Mapping, Order, Plan, Planned, Table, Wishes,
};
use handclasp::source::SourceFile;
use handclasp::workspace::{self, PARTNERS, Workspace, Written};
use serde_json::json;

use super::common::Common;
use super::error::CommandError;
use super::terminal::Terminal;

#[derive(Args)]
pub struct Arguments {
    /// The spreadsheet: .xlsx, .xls, .ods or .csv
    file: PathBuf,
    /// What a column is: "Company=legal_name"; "Remarks=" leaves it out (repeatable)
    #[arg(long, value_name = "COLUMN=FIELD", value_parser = pair)]
    map: Vec<(String, String)>,
    /// A value for all new partners of which the table says nothing: kind=company (repeatable)
    #[arg(long, value_name = "FIELD=VALUE", value_parser = pair)]
    set: Vec<(String, String)>,
    /// Where the contacts' data are from, as the first email says it: "the list of exhibitors of the fair"
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,
    /// Change partners that are there already; only what the table says otherwise is touched
    #[arg(long)]
    update: bool,
    /// Keep the mapping in import.yaml, for the next time
    #[arg(long)]
    keep_map: bool,
    /// The sheet of a workbook with several
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// How letters are stored in a CSV file, when they come out wrong: windows-1250, macintosh, cp850
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// Take the rows that the spreadsheet hides, too: those that a filter leaves out
    #[arg(long)]
    hidden: bool,
    /// What stands first in days such as 03/04/2026
    #[arg(long, value_name = "ORDER")]
    dates: Option<Dates>,
    /// Show what would be done and stop
    #[arg(long)]
    plan: bool,
    /// Import without asking
    #[arg(long)]
    yes: bool,
}

/// What stands first in a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Dates {
    DayFirst,
    MonthFirst,
}

/// How many partners and changes of each kind are listed.
const MOST_LISTED: usize = 200;

pub fn run(arguments: &Arguments, common: &Common, terminal: &Terminal) -> Result<Exit, CommandError> {
    let workspace = common.workspace()?;
    let (table, mapping, plan) = match prepared(arguments, &workspace) {
        Ok(prepared) => prepared,
        Err(found) => {
            terminal.report(&found)?;
            terminal.say("nothing was imported")?;
            return Ok(found.exit());
        }
    };
    if terminal.is_json() {
        terminal.data(&records(&mapping, &plan))?;
    } else {
        terminal.data(&shown(&table, &mapping, &plan))?;
    }
    let mut found = plan.found.clone();
    let differing = plan.count(|deed| matches!(deed, Deed::Differs(_)));
    if differing > 0 {
        let partners = count(differing, "partner");
        found.push(
            Diagnostic::warning(
                codes::PARTNER_DIFFERS,
                format!("{partners} of the table will stay as in the files, which say otherwise"),
            )
            .help("`--update` changes in the files what is shown above, and nothing else"),
        );
    }
    terminal.report(&found)?;
    let outcome = found.exit();
    if arguments.plan {
        terminal.say(&sum(&plan))?;
        return Ok(outcome);
    }
    let writes = plan.count(|deed| matches!(deed, Deed::New(_) | Deed::Changed(..)));
    if writes > 0 && !arguments.yes && !terminal.agreed(&question(&plan), "import")? {
        terminal.say("nothing was imported")?;
        return Ok(if io::stdin().is_terminal() { Exit::Fine } else { Exit::Usage });
    }
    if arguments.keep_map {
        keep(&mapping, &workspace, terminal)?;
    }
    if writes == 0 {
        terminal.say("there is nothing to import")?;
        return Ok(outcome);
    }
    let failed = write(&plan, &workspace, terminal)?;
    Ok(if failed { Exit::Content } else { outcome })
}

/// The table, which column is which field, and what would be done.
fn prepared(arguments: &Arguments, workspace: &Workspace) -> Result<(Table, Mapping, Plan), Diagnostics> {
    let _reading = overrun::begin("the reading of the table");
    let kept = match workspace.text(KEPT)? {
        Some(file) => Kept::read(&file)?,
        None => Kept::default(),
    };
    let columns = arguments.map.iter().map(|(name, _)| name.as_str()).chain(kept.columns());
    let asked = Asked {
        sheet: arguments.sheet.clone(),
        encoding: arguments.encoding.clone(),
        columns: columns.map(str::to_owned).collect(),
        hidden: arguments.hidden,
    };
    let bytes = workspace::table(&arguments.file)?;
    let name = arguments.file.file_name().unwrap_or_default().to_string_lossy();
    let table = Table::read(&name, &bytes, &asked)?;
    let mapping = Mapping::of(&table, &Wishes { asked: arguments.map.clone(), kept })?;
    let (ids, misnamed) = workspace.partner_ids()?;
    let known = ids.into_iter().map(|id| {
        let record = workspace.partner(&id).map_err(Diagnostics::from).and_then(Record::read);
        Known { id, record }
    });
    let known: Vec<Known> = known.collect();
    let past = Past::read(workspace)?;
    let source = arguments.source.iter().map(|text| ("contacts.source".to_owned(), text.clone()));
    let order = Order {
        update: arguments.update,
        objected: objected(&past, &known),
        defaults: arguments.set.iter().cloned().chain(source).collect(),
        days: arguments.dates.map(|dates| match dates {
            Dates::DayFirst => DayOrder::DayFirst,
            Dates::MonthFirst => DayOrder::MonthFirst,
        }),
    };
    let mut plan = Plan::of(&table, &mapping, &known, &order)?;
    let mut found = misnamed;
    found.extend(plan.found);
    let there: BTreeMap<&str, &Record<Partner>> =
        known.iter().filter_map(|one| Some((one.id.as_str(), one.record.as_ref().ok()?))).collect();
    found.extend(plan.partners.iter().flat_map(|planned| objecting(&past, &there, planned)));
    plan.found = found;
    Ok((table, mapping, plan))
}

/// The addresses in the partners' files, as compared, of those who objected, wherever that is noted.
fn objected(past: &Past, known: &[Known]) -> BTreeSet<String> {
    let mut addresses = BTreeSet::new();
    for Known { id, record } in known {
        let Ok(record) = record else { continue };
        for address in record.model.contacts.iter().filter_map(|contact| contact.email.as_deref()) {
            // What is not known protects as well.
            if past.hold_of_contact(id, &record.model, address).is_some() {
                addresses.insert(compared(address));
            }
        }
    }
    addresses
}

/// That contacts of a partner in the table objected to being written to, or perhaps did: they are imported all the same.
fn objecting(past: &Past, there: &BTreeMap<&str, &Record<Partner>>, planned: &Planned) -> Vec<Diagnostic> {
    let record = match &planned.deed {
        Deed::New(text) | Deed::Changed(_, _, text) => {
            let name = format!("{PARTNERS}/{}.yaml", planned.id);
            Record::<Partner>::read(SourceFile::new(name, text.as_str())).ok().map(|record| record.model)
        }
        Deed::Unchanged | Deed::Differs(_) => {
            there.get(planned.id.as_str()).map(|record| record.model.clone())
        }
    };
    let Some(partner) = record else { return Vec::new() };
    let told = partner.contacts.iter().filter_map(|contact| {
        let address = contact.email.as_deref()?;
        let rows = rows_of(planned);
        Some(match past.hold_of_contact(&planned.id, &partner, address)? {
            Hold::Objected(place) => {
                let message = format!("{rows}: `{address}` objected to being written to (`{place}`)");
                Diagnostic::warning(codes::OBJECTION, message).help(if contact.has_objected() {
                    "no email is made or sent there"
                } else {
                    "no email is made or sent there; write `objected: true` at the contact, so that everybody sees it"
                })
            }
            Hold::Unknown(file) => {
                let message = format!("{rows}: `{address}` perhaps objected: `{file}` cannot be read");
                Diagnostic::warning(codes::OBJECTION, message).help("nothing is sent there until that file is mended")
            }
        })
    });
    told.collect()
}

/// What stands before and behind the `=`.
fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write a name, `=` and a field or value")?;
    if name.trim().is_empty() {
        return Err("the name in front of the `=` is missing".to_owned());
    }
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

/// The mapping and the plan, for people.
fn shown(table: &Table, mapping: &Mapping, plan: &Plan) -> String {
    let sheet = table.sheet.as_ref().map(|sheet| format!(", sheet “{sheet}”")).unwrap_or_default();
    let remark = if table.remark.is_empty() { String::new() } else { format!(" ({})", table.remark) };
    let rows = count(table.rows.len(), "row");
    let mut text = format!("{}{sheet}{remark}: {rows} below row {}\n", table.file, table.header);
    if mapping.as_kept > 0 {
        text.push_str(&format!("{} as kept in {KEPT}\n", count(mapping.as_kept, "column")));
    }
    text.push('\n');
    let mut columns = Columns::new();
    columns.load_preset(presets::NOTHING).set_header(["column", "", "field", "for example"]);
    // A table that Handclasp wrote is read as it was written; in others it is worth a look.
    let is_own = mapping.used().any(|(_, field)| field.path.to_string() == "id");
    let is_plain = |mapped: &&Mapped| {
        mapped.field.as_ref().is_some_and(|field| field.path.to_string() == mapped.column.name)
            && (is_own || !plan.samples.contains_key(&mapped.column.index))
    };
    let plain = mapping.columns.iter().filter(is_plain).count();
    let homeless: Vec<&Mapped> = mapping.columns.iter().filter(|mapped| is_homeless(mapped)).collect();
    let is_listed = |mapped: &&Mapped| homeless.len() <= MOST_HOMELESS || !is_homeless(mapped);
    for mapped in mapping.columns.iter().filter(|mapped| !is_plain(mapped)).filter(is_listed) {
        let field =
            mapped.field.as_ref().map_or_else(|| "not used".to_owned(), |field| field.path.to_string());
        let example = match (&mapped.note, plan.samples.get(&mapped.column.index)) {
            (Some(note), _) if mapped.field.is_none() => note.clone(),
            (Some(note), None) => format!("{} ({note})", mapped.sample),
            (Some(note), Some((raw, read))) => format!("{} → {} ({note})", short(raw), short(read)),
            (None, Some((raw, read))) => format!("{} → {}", short(raw), short(read)),
            (None, None) => mapped.sample.clone(),
        };
        columns.add_row([mapped.column.letter(), short(&mapped.column.name), field, one_line(&example)]);
    }
    if plain < mapping.columns.len() {
        text.push_str(&lines(&columns));
        text.push('\n');
    }
    if plain > 0 {
        let more = if plain < mapping.columns.len() { " more" } else { "" };
        let (plural, are) = if plain == 1 { ("", "is") } else { ("s", "are") };
        text.push_str(&format!(" {plain}{more} column{plural} {are} called like the field{plural}\n"));
    }
    if homeless.len() > MOST_HOMELESS {
        text.push_str(&format!("\n{}\n", in_short(&homeless)));
    }
    if !plan.unsaid.is_empty() {
        let unsaid = plan.unsaid.iter().enumerate().map(|(at, (text, cells))| {
            let cells = if at == 0 { count(*cells, "cell") } else { cells.to_string() };
            format!("{cells} with `{}`", one_line(text))
        });
        let counts = if plan.unsaid.values().sum::<usize>() == 1 { "counts" } else { "count" };
        text.push_str(&format!("\n{} {counts} as empty\n", all_of(&unsaid.collect::<Vec<_>>())));
    }
    for (title, is_meant) in KINDS {
        let meant: Vec<&Planned> = plan.partners.iter().filter(|one| is_meant(&one.deed)).collect();
        if meant.is_empty() {
            continue;
        }
        text.push_str(&format!("\n{title} ({}):\n", meant.len()));
        let mut partners = Columns::new();
        partners.load_preset(presets::NOTHING);
        let mut changes = String::new();
        for one in meant.iter().take(MOST_LISTED) {
            match &one.deed {
                Deed::Differs(list) | Deed::Changed(list, ..) => changes.push_str(&differences(one, list)),
                _ => {
                    partners.add_row([format!("{PARTNERS}/{}.yaml", one.id), rows_of(one), short(&one.name)]);
                }
            }
        }
        if partners.row_iter().next().is_some() {
            text.push_str(&lines(&partners));
            text.push('\n');
        }
        text.push_str(&changes);
        if meant.len() > MOST_LISTED {
            text.push_str(&format!(" and {} more\n", meant.len() - MOST_LISTED));
        }
    }
    text.trim_end().to_owned()
}

/// How many columns without a field have a line each; an address book has sixty.
const MOST_HOMELESS: usize = 3;

/// How many of more are named.
const MOST_NAMED: usize = 8;

/// Whether there is nothing to say of a column but that it is not used.
fn is_homeless(mapped: &Mapped) -> bool {
    mapped.field.is_none() && mapped.note.is_none()
}

/// The columns that are not used, in one message; those with values are named.
fn in_short(homeless: &[&Mapped]) -> String {
    let (full, empty): (Vec<&Mapped>, Vec<&Mapped>) =
        homeless.iter().partition(|mapped| !mapped.sample.is_empty());
    let mut text =
        format!("{} not used, because there is no field for them", count(homeless.len(), "column"));
    let name = |mapped: &&Mapped| match mapped.column.name.as_str() {
        "" => mapped.column.letter(),
        name => format!("{} “{}”", mapped.column.letter(), short(name)),
    };
    let names: Vec<String> = full.iter().take(MOST_NAMED).map(name).collect();
    if !names.is_empty() {
        text.push_str(&format!(": {}", names.join(", ")));
    }
    if full.len() > MOST_NAMED {
        text.push_str(&format!(" and {} more", full.len() - MOST_NAMED));
    }
    match (full.len(), empty.len()) {
        (_, 0) => {}
        (0, _) => text.push_str("; all of them are empty"),
        (_, empty) => text.push_str(&format!("; {empty} are empty")),
    }
    text
}

/// The kinds of what is done, and what they are called.
type IsMeant = fn(&Deed) -> bool;
const KINDS: &[(&str, IsMeant)] = &[
    ("new", |deed| matches!(deed, Deed::New(_))),
    ("to be changed", |deed| matches!(deed, Deed::Changed(..))),
    ("there already, and different", |deed| matches!(deed, Deed::Differs(_))),
    ("there already, and the same", |deed| matches!(deed, Deed::Unchanged)),
];

fn differences(partner: &Planned, changes: &[Change]) -> String {
    let mut text = format!(" {PARTNERS}/{}.yaml  {}\n", partner.id, rows_of(partner));
    for change in changes {
        let old = change.old.as_ref().map_or_else(|| "nothing".to_owned(), |old| format!("“{}”", long(old)));
        text.push_str(&format!("   {}: {old} → “{}”\n", change.path, long(&change.new)));
    }
    text
}

/// One after another, with an “and”.
fn all_of(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn rows_of(partner: &Planned) -> String {
    let rows: Vec<String> = partner.rows.iter().map(ToString::to_string).collect();
    format!("{} {}", if rows.len() == 1 { "row" } else { "rows" }, rows.join(", "))
}

fn lines(table: &Columns) -> String {
    table.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

fn one_line(text: &str) -> String {
    let visible = |one: char| if one.is_control() { ' ' } else { one };
    text.chars().map(visible).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn short(text: &str) -> String {
    cut(text, 50)
}

fn long(text: &str) -> String {
    cut(text, 200)
}

fn cut(text: &str, most: usize) -> String {
    let line = one_line(text);
    let mut short: String = line.chars().take(most).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    short
}

/// The same for machines: a JSON object for each column and each partner.
fn records(mapping: &Mapping, plan: &Plan) -> String {
    let columns = mapping.columns.iter().map(|mapped| {
        json!({
            "column": mapped.column.letter(),
            "name": mapped.column.name,
            "field": mapped.field.as_ref().map(|field| field.path.to_string()),
            "note": mapped.note,
        })
    });
    let partners = plan.partners.iter().map(|one| {
        let (deed, changes) = match &one.deed {
            Deed::New(_) => ("new", &[][..]),
            Deed::Unchanged => ("unchanged", &[][..]),
            Deed::Differs(changes) => ("differs", changes.as_slice()),
            Deed::Changed(changes, ..) => ("changed", changes.as_slice()),
        };
        let changes: Vec<_> = changes
            .iter()
            .map(|change| json!({"field": change.path, "old": change.old, "new": change.new}))
            .collect();
        json!({"partner": one.id, "name": one.name, "rows": one.rows, "deed": deed, "changes": changes})
    });
    columns.chain(partners).map(|record| record.to_string()).collect::<Vec<_>>().join("\n")
}

/// What is to be agreed to.
fn question(plan: &Plan) -> String {
    let (new, changed) = numbers(plan);
    match (new, changed) {
        (new, 0) => format!("Write {}", count(new, "new file")),
        (0, changed) => format!("Change {}", count(changed, "file")),
        (new, changed) => format!("Write {} and change {}", count(new, "new file"), count(changed, "file")),
    }
}

/// What the plan comes to: 33 new, 10 rows left out.
fn sum(plan: &Plan) -> String {
    let numbers = KINDS.iter().zip(["new", "to be changed", "different", "the same"]);
    let mut parts: Vec<String> = numbers
        .map(|((_, is_meant), what)| (plan.count(is_meant), what))
        .filter(|(number, what)| *number > 0 || *what == "new")
        .map(|(number, what)| format!("{number} {what}"))
        .collect();
    if plan.left > 0 {
        parts.push(format!("{} left out", count(plan.left, "row")));
    }
    parts.join(", ")
}

/// How many files are new, and how many are changed.
fn numbers(plan: &Plan) -> (usize, usize) {
    (plan.count(|deed| matches!(deed, Deed::New(_))), plan.count(|deed| matches!(deed, Deed::Changed(..))))
}

/// Keeps the mapping; lines that are there already stay as they are.
fn keep(mapping: &Mapping, workspace: &Workspace, terminal: &Terminal) -> Result<()> {
    let kept = match workspace.text(KEPT) {
        Ok(None) => workspace.write_new(KEPT, mapping.to_yaml().as_bytes()).map(|_| true),
        Ok(Some(file)) => match mapping.added_to(&file) {
            Some(text) => workspace.rewrite(KEPT, file.text(), text.as_bytes()),
            None => Ok(true),
        },
        Err(problem) => Err(problem),
    };
    match kept {
        Ok(true) => terminal.say(&format!("the mapping is kept in {KEPT}"))?,
        Ok(false) => terminal.say(&format!("{KEPT} was changed meanwhile and stays as it is"))?,
        Err(problem) => terminal.report(&problem.into())?,
    }
    Ok(())
}

/// Writes the files; whether one of them could not be.
fn write(plan: &Plan, workspace: &Workspace, terminal: &Terminal) -> Result<bool> {
    let mut found = Diagnostics::new();
    let (mut new, mut changed) = (0, 0);
    for one in &plan.partners {
        let name = format!("{PARTNERS}/{}.yaml", one.id);
        match &one.deed {
            Deed::New(text) => match workspace.write_new(&name, text.as_bytes()) {
                Ok(Written::New) => new += 1,
                Ok(Written::Kept) => found.push(meanwhile(&name)),
                Err(problem) => found.push(problem),
            },
            Deed::Changed(_, before, text) => match workspace.rewrite(&name, before, text.as_bytes()) {
                Ok(true) => changed += 1,
                Ok(false) => found.push(meanwhile(&name)),
                Err(problem) => found.push(problem),
            },
            Deed::Unchanged | Deed::Differs(_) => {}
        }
    }
    // Without the schema the files are right all the same; an editor explains less.
    if new > 0
        && let Err(problem) = workspace.write_schemas()
    {
        found.push(problem);
    }
    terminal.report(&found)?;
    let left =
        if plan.left > 0 { format!("; {} not imported", count(plan.left, "row")) } else { String::new() };
    terminal.say(&format!("{} written, {} changed{left}", count(new, "new file"), changed))?;
    if new + changed > 0 {
        terminal.say("next: read one or two of the files, then `handclasp check`")?;
    }
    Ok(found.has_errors())
}

fn meanwhile(name: &str) -> Diagnostic {
    Diagnostic::error(
        codes::FILE_EXISTS,
        format!("`{name}` was written or changed meanwhile; it stays as it is"),
    )
    .help("import once more: what was imported already is not written again")
}
