//! A prepared import as people read it: the columns, then the partners, each part a value that is only to be laid out.

use super::import_plan::{ImportPlan, PartnerAction, PlannedPartner, ValueChange};
use super::kept_mapping::KEPT;
use super::mapping::{Mapped, Mapping};
use super::partner_table::Table;
use super::prepare::PreparedImport;
use super::question::{IsMeant, KINDS};
use crate::diagnostic::words::count;
use crate::workspace::PARTNERS;

/// How many partners and changes of each kind are listed.
const MOST_LISTED: usize = 200;

/// How many columns without a field have a line each; an address book has sixty.
const MOST_HOMELESS: usize = 3;

/// How many of more are named.
const MOST_NAMED: usize = 8;

/// What is to be seen of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanOverview {
    /// What was read, a line or two.
    pub heading: Vec<String>,
    /// The columns that are worth a look: letter, name, field, example; none when there is no such column.
    pub columns: Option<Vec<[String; 4]>>,
    /// How many columns are called like their fields.
    pub plain_columns: Option<String>,
    /// The columns that have no field, where these are many.
    pub unused_columns: Option<String>,
    /// The texts that count as empty cells.
    pub empty_texts: Option<String>,
    /// The partners, by what is done with them.
    pub partners: Vec<PlanSection>,
}

/// The partners with which the same is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanSection {
    /// What is done with them, and how many they are.
    pub title: String,
    /// Those of which there is no more to say: file, rows, name.
    pub partners: Vec<[String; 3]>,
    /// The changes of the others, a line each.
    pub changes: Vec<String>,
    /// How many are not listed.
    pub more: usize,
}

impl PlanOverview {
    /// The overview of an import.
    pub fn of(prepared: &PreparedImport) -> Self {
        let PreparedImport { table, mapping, plan } = prepared;
        // A table that Handclasp wrote is read as it was written; in others it is worth a look.
        let is_own = mapping.used().any(|(_, field)| field.path.to_string() == "id");
        let is_plain = |mapped: &&Mapped| {
            mapped.field.as_ref().is_some_and(|field| field.path.to_string() == mapped.column.name)
                && (is_own || !plan.samples.contains_key(&mapped.column.index))
        };
        let plain = mapping.columns.iter().filter(is_plain).count();
        let homeless: Vec<&Mapped> = mapping.columns.iter().filter(|mapped| is_homeless(mapped)).collect();
        let is_listed = |mapped: &&Mapped| homeless.len() <= MOST_HOMELESS || !is_homeless(mapped);
        let listed = mapping.columns.iter().filter(|mapped| !is_plain(mapped)).filter(is_listed);
        let has_others = plain < mapping.columns.len();
        let more = if has_others { " more" } else { "" };
        let (plural, are) = if plain == 1 { ("", "is") } else { ("s", "are") };
        Self {
            heading: heading(table, mapping),
            columns: has_others.then(|| listed.map(|mapped| column(mapped, plan)).collect()),
            plain_columns: (plain > 0)
                .then(|| format!(" {plain}{more} column{plural} {are} called like the field{plural}")),
            unused_columns: (homeless.len() > MOST_HOMELESS).then(|| in_short(&homeless)),
            empty_texts: empty_texts(plan),
            partners: KINDS.iter().filter_map(|(title, is_meant)| section(title, *is_meant, plan)).collect(),
        }
    }
}

fn heading(table: &Table, mapping: &Mapping) -> Vec<String> {
    let sheet = table.sheet.as_ref().map(|sheet| format!(", sheet “{sheet}”")).unwrap_or_default();
    let remark = if table.remark.is_empty() { String::new() } else { format!(" ({})", table.remark) };
    let rows = count(table.rows.len(), "row");
    let mut lines = vec![format!("{}{sheet}{remark}: {rows} below row {}", table.file, table.header)];
    if mapping.as_kept > 0 {
        lines.push(format!("{} as kept in {KEPT}", count(mapping.as_kept, "column")));
    }
    lines
}

fn column(mapped: &Mapped, plan: &ImportPlan) -> [String; 4] {
    let field = mapped.field.as_ref().map_or_else(|| "not used".to_owned(), |field| field.path.to_string());
    let example = match (&mapped.note, plan.samples.get(&mapped.column.index)) {
        (Some(note), _) if mapped.field.is_none() => note.clone(),
        (Some(note), None) => format!("{} ({note})", mapped.sample),
        (Some(note), Some((raw, read))) => format!("{} → {} ({note})", short(raw), short(read)),
        (None, Some((raw, read))) => format!("{} → {}", short(raw), short(read)),
        (None, None) => mapped.sample.clone(),
    };
    [mapped.column.letter(), short(&mapped.column.name), field, one_line(&example)]
}

fn empty_texts(plan: &ImportPlan) -> Option<String> {
    let unsaid = plan.unsaid.iter().enumerate().map(|(at, (text, cells))| {
        let cells = if at == 0 { count(*cells, "cell") } else { cells.to_string() };
        format!("{cells} with `{}`", one_line(text))
    });
    let counts = if plan.unsaid.values().sum::<usize>() == 1 { "counts" } else { "count" };
    (!plan.unsaid.is_empty()).then(|| format!("{} {counts} as empty", all_of(&unsaid.collect::<Vec<_>>())))
}

/// The partners of a kind; none when there are none.
fn section(title: &str, is_meant: IsMeant, plan: &ImportPlan) -> Option<PlanSection> {
    let meant: Vec<&PlannedPartner> = plan.partners.iter().filter(|one| is_meant(&one.action)).collect();
    if meant.is_empty() {
        return None;
    }
    let mut section = PlanSection {
        title: format!("{title} ({}):", meant.len()),
        partners: Vec::new(),
        changes: Vec::new(),
        more: meant.len().saturating_sub(MOST_LISTED),
    };
    for one in meant.into_iter().take(MOST_LISTED) {
        match &one.action {
            PartnerAction::Differs(list) | PartnerAction::Changed(list, ..) => {
                section.changes.extend(differences(one, list));
            }
            PartnerAction::New(_) | PartnerAction::Unchanged => section.partners.push([
                format!("{PARTNERS}/{}.yaml", one.id),
                one.shown_rows(),
                short(&one.name),
            ]),
        }
    }
    Some(section)
}

fn differences(partner: &PlannedPartner, changes: &[ValueChange]) -> Vec<String> {
    let mut lines = vec![format!(" {PARTNERS}/{}.yaml  {}", partner.id, partner.shown_rows())];
    for change in changes {
        let old = change.old.as_ref().map_or_else(|| "nothing".to_owned(), |old| format!("“{}”", long(old)));
        lines.push(format!("   {}: {old} → “{}”", change.path, long(&change.new)));
    }
    lines
}

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

/// One after another, with an “and”.
fn all_of(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
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
