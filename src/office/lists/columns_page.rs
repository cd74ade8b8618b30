//! The second step of an import: what each column is, how the first rows are read with it, and what is said for all.

use maud::{Markup, html};

use super::super::shared::desk::Desk;
use super::super::shared::field_names::{field_name, field_options, value_in_words};
use super::super::shared::problem_list::{problem_list, with_code};
use super::super::shared::shell::{CurrentPage, shell};
use super::super::shared::spoken::Spoken;
use super::super::shared::upload_shelf::BroughtList;
use super::import_choices::{COLUMN, ImportChoices, TAKEN};
use super::import_pieces::{FEWEST_CONTACTS, carried, file_line, partner_values, step_head};
use super::reading_options::reading_options;
use crate::diagnostic::words::visible;
use crate::diagnostic::{Diagnostics, codes};
use crate::import::{ImportPlan, Mapped, MappedTable, PartnerAction, PlannedPartner, TargetField, said};
use crate::locale::fill;
use crate::model::OrganisationKind;

/// How many values of a column are shown.
const VALUES: usize = 3;
/// How many partners are shown as they would be.
const PARTNERS: usize = 3;

/// All kinds of organisations.
const KINDS: [OrganisationKind; 9] = [
    OrganisationKind::Company,
    OrganisationKind::VetSchool,
    OrganisationKind::TrainingCentre,
    OrganisationKind::University,
    OrganisationKind::Chamber,
    OrganisationKind::Authority,
    OrganisationKind::Ngo,
    OrganisationKind::Network,
    OrganisationKind::Other,
];

/// What is known of a list at this step.
pub struct ReadList<'a> {
    /// The list.
    pub list: &'a BroughtList,
    /// What was chosen.
    pub choices: &'a ImportChoices,
    /// Its table; or why there is none.
    pub mapped: Result<&'a MappedTable, &'a Diagnostics>,
    /// What would be done; or what stands against it. None without a table.
    pub plan: Option<&'a Result<ImportPlan, Diagnostics>>,
    /// What would be done if somebody had said what the organisations are.
    pub assumed: Option<&'a ImportPlan>,
}

/// What keeps somebody from going on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hindrance {
    /// Two columns are the same.
    Doubled,
    /// No column has the names.
    NoName,
    /// Nothing says what the organisations are.
    NoKind,
}

/// The columns of a list. `is_refused` when somebody wanted to go on and could not.
pub fn columns_page(desk: &Desk, spoken: &Spoken, read: &ReadList<'_>, is_refused: bool) -> Markup {
    let words = &spoken.words.import;
    let ReadList { list, choices, mapped, .. } = read;
    let address = format!("/import/{}", list.id);
    let hindrances = read.hindrances();
    let is_told = |one: Hindrance| is_refused && hindrances.contains(&one);
    let content = html! {
        (step_head(spoken, "/import", &words.other_file, &words.second_step, &words.columns))
        @if is_refused && (!hindrances.is_empty() || read.problem().is_some()) {
            div.notice.stopped data-focus tabindex="-1" role="alert" {
                h2 { (words.not_yet) }
                ul.dots {
                    @if is_told(Hindrance::NoName) { li { (words.no_name) } }
                    @if is_told(Hindrance::NoKind) { li { a href="#kind" { (words.no_kind) } } }
                    @for (place, _) in choices.doubled().iter().filter(|_| is_told(Hindrance::Doubled)) {
                        li { a href={ "#column-" (place) } { (words.doubled_short) } }
                    }
                }
            }
        }
        form #columns method="post" action=(address)
            hx-post=[mapped.is_ok().then_some(&address)] hx-trigger="change" hx-target="#reading" hx-select="#reading" hx-swap="outerHTML"
            hx-sync="this:replace" {
            div #reading {
                @match mapped {
                    Ok(table) => { (columns_and_preview(spoken, read, table)) }
                    Err(found) => {
                        p.lead { (visible(&list.file.name)) }
                        @if list.sheets().len() > 1 && choices.sheet.is_empty() && found.iter().all(|one| one.code == codes::NO_SUCH_SHEET) {
                            p.large { (spoken.words.reading.several_sheets) }
                        } @else {
                            h2.unreadable { (words.unreadable) }
                            (problem_list(spoken, found))
                        }
                    }
                }
            }
            @if mapped.is_ok() { (for_all(spoken, choices, is_told(Hindrance::NoKind))) }
            (reading_options(spoken, list, choices, *mapped))
            div.buttons.end-of-step {
                @if mapped.is_ok() {
                    button.main type="submit" formaction={ (address) "/plan" } { (words.go_on) }
                    button.without-script type="submit" { (words.read_again) }
                } @else {
                    button.main type="submit" { (words.read_again) }
                }
                span.hint { (words.nothing_yet) }
            }
        }
    };
    shell(desk, spoken, CurrentPage::Partners, &words.columns, &content)
}

impl ReadList<'_> {
    /// What stands against the plan as a whole.
    fn problem(&self) -> Option<&Diagnostics> {
        match (&self.mapped, self.plan) {
            (Err(found), _) => Some(found),
            (Ok(_), Some(Err(found))) => Some(found),
            _ => None,
        }
    }

    fn hindrances(&self) -> Vec<Hindrance> {
        let mut all = Vec::new();
        if !self.choices.doubled().is_empty() {
            all.push(Hindrance::Doubled);
        }
        let (Ok(MappedTable { mapping, .. }), Some(Ok(plan))) = (self.mapped, self.plan) else { return all };
        if !plan.found.iter().any(|problem| problem.code == codes::NO_COLUMN) {
            return all;
        }
        let is_said = |field: &str| mapping.said().any(|known| known.path.to_string() == field);
        if !is_said("legal_name") {
            all.push(Hindrance::NoName);
        }
        if !is_said("kind") && self.choices.for_all("kind").is_empty() {
            all.push(Hindrance::NoKind);
        }
        all
    }

    /// Whether nothing says what the organisations are.
    pub fn lacks_kind(&self) -> bool {
        self.hindrances().contains(&Hindrance::NoKind)
    }

    /// Whether somebody can go on to the plan.
    pub fn is_ready(&self) -> bool {
        self.hindrances().is_empty() && self.problem().is_none()
    }
}

fn columns_and_preview(spoken: &Spoken, read: &ReadList<'_>, mapped: &MappedTable) -> Markup {
    let words = &spoken.words.import;
    let MappedTable { table, mapping } = mapped;
    let is_empty = |one: &&Mapped| said(table, one.column.index).next().is_none();
    let (empty, full): (Vec<&Mapped>, Vec<&Mapped>) = mapping.columns.iter().partition(is_empty);
    let paths = mapping.used().map(|(_, field)| field.path.to_string());
    let numbers =
        paths.filter_map(|path| path.strip_prefix("contacts.")?.split('.').next()?.parse::<usize>().ok());
    // One more than there are, so that a further one can be said.
    let persons = numbers.max().map_or(FEWEST_CONTACTS, |most| (most + 1).max(FEWEST_CONTACTS));
    html! {
        p.lead { (file_line(spoken, table)) }
        input type="hidden" name="sheet-was" value=(table.sheet.as_deref().unwrap_or_default());
        div.mapping {
            section aria-labelledby="columns-title" {
                h2 #columns-title { (words.columns_title) }
                p.hint { (words.columns_hint) }
                @if mapping.as_kept > 0 { p.hint { (spoken.counted(&words.as_kept, mapping.as_kept)) } }
                ul.table-columns {
                    @for one in &full { (column(spoken, read, mapped, one, persons)) }
                }
                @if !empty.is_empty() {
                    details {
                        summary { (spoken.counted(&words.empty_columns, empty.len())) }
                        p.hint {
                            @for (at, one) in empty.iter().enumerate() {
                                @if at > 0 { ", " }
                                (one.column.letter()) @if !one.column.name.is_empty() { " “" (visible(&one.column.name)) "”" }
                            }
                        }
                    }
                }
            }
            (preview(spoken, read))
        }
    }
}

fn column(
    spoken: &Spoken,
    read: &ReadList<'_>,
    mapped: &MappedTable,
    one: &Mapped,
    persons: usize,
) -> Markup {
    let words = &spoken.words.import;
    let index = one.column.index;
    let doubled = read.choices.doubled().into_iter().find(|(place, _)| *place == index);
    let field = one.field.as_ref().map(|field| field.path.to_string()).unwrap_or_default();
    let chosen = match read.choices.columns.iter().find(|(place, _)| *place == index) {
        Some((_, said)) => said.clone(),
        None => field.clone(),
    };
    let id = format!("{COLUMN}{index}");
    let values: Vec<&str> = said(&mapped.table, index).take(VALUES).collect();
    let read_as = read.plan.and_then(|plan| plan.as_ref().ok()).and_then(|plan| plan.samples.get(&index));
    let is_noted = doubled.is_some() || read_as.is_some() || (chosen.is_empty() && has_note(one));
    let note = format!("{id}-note");
    let guesses = one.may_be.iter().filter(|path| TargetField::named(path).is_ok());
    let guesses: Vec<String> = guesses.map(|path| field_name(spoken, path)).collect();
    html! {
        li.unused[chosen.is_empty()] {
            div.given {
                span.letter aria-hidden="true" { (one.column.letter()) }
                label for=(id) {
                    @if one.column.name.is_empty() {
                        (fill(&words.column_without_name, &[("letter", &one.column.letter())]))
                    } @else { (visible(&one.column.name)) }
                }
                span.values { @for value in &values { span { (visible(&cut(value))) } } }
            }
            div.becomes.wrong[doubled.is_some()] {
                @if !read.choices.has(index) {
                    input type="hidden" name={ (TAKEN) (index) } value=(field);
                }
                select id=(id) name=(id) aria-describedby=[is_noted.then_some(&note)]
                    aria-invalid=[doubled.map(|_| "true")] {
                    option value="" selected[chosen.is_empty()] { (words.left_out) }
                    (field_options(spoken, &chosen, persons))
                }
                @if is_noted {
                    p.note id=(note) {
                        @if let Some((_, first)) = doubled {
                            span.problem-text { (fill(&words.doubled, &[("column", &shown_column(mapped, first))])) }
                        } @else if let Some((_, read)) = read_as {
                            (words.read_as) " " b { (visible(&cut(&value_in_words(spoken, &field, read)))) }
                        } @else if let Some((other, field)) = taken(mapped, one) {
                            (fill(&words.taken, &[("column", &shown_column(mapped, other)), ("field", &field_name(spoken, &field))]))
                        } @else if !guesses.is_empty() {
                            (fill(&words.perhaps, &[("fields", &guesses.join(" / "))]))
                        } @else if let Some(text) = &one.note {
                            span lang="en" { (with_code(text)) }
                        }
                    }
                }
            }
        }
    }
}

/// Whether there is something to say of a column that is left out, and nobody said that it is to be.
fn has_note(one: &Mapped) -> bool {
    !one.by_person && (one.note.is_some() || !one.may_be.is_empty())
}

/// The column that is already what this one would be, and what that is.
fn taken(mapped: &MappedTable, one: &Mapped) -> Option<(usize, String)> {
    let [path] = one.may_be.as_slice() else { return None };
    let is_it = |other: &&Mapped| other.field.as_ref().is_some_and(|field| field.path.to_string() == *path);
    mapped.mapping.columns.iter().find(is_it).map(|other| (other.column.index, path.clone()))
}

fn shown_column(mapped: &MappedTable, place: usize) -> String {
    let column = mapped.table.columns.iter().find(|column| column.index == place);
    column.map_or_else(String::new, |column| match column.name.as_str() {
        "" => column.letter(),
        name => format!("{} “{name}”", column.letter()),
    })
}

/// The first partners as they would be.
fn preview(spoken: &Spoken, read: &ReadList<'_>) -> Markup {
    let words = &spoken.words.import;
    html! {
        section.preview aria-labelledby="preview" {
            h2 #preview { (words.preview) }
            @if read.lacks_kind() { p { a href="#kind" { (words.no_kind) } } }
            @match read.plan.map(|plan| plan.as_ref().map(|plan| read.assumed.unwrap_or(plan))) {
                Some(Ok(plan)) => {
                    p.count role="status" {
                        (spoken.counted(&words.are_new, plan.count(|action| matches!(action, PartnerAction::New(_)))))
                        @let there = plan.count(|action| !matches!(action, PartnerAction::New(_)));
                        @if there > 0 { " · " (spoken.counted(&words.are_there, there)) }
                        @if plan.left > 0 { " · " span.late { (spoken.counted(&words.are_left, plan.left)) } }
                    }
                    @let first = first_partners(spoken, read, plan);
                    @for (one, values) in &first {
                        article.sheet-of-one {
                            h3 { (visible(&one.name)) }
                            dl.facts { @for (name, value) in values { div { dt { (name) } dd { (visible(value)) } } } }
                        }
                    }
                    @if first.is_empty() { p.hint { (words.no_preview) } }
                }
                Some(Err(found)) => { (problem_list(spoken, found)) }
                None => {}
            }
        }
    }
}

/// The first partners that would be written, each with what its file would say.
fn first_partners<'p>(
    spoken: &Spoken,
    read: &ReadList<'_>,
    plan: &'p ImportPlan,
) -> Vec<(&'p PlannedPartner, Vec<(String, String)>)> {
    // What nobody has said is not shown.
    let kind = read.lacks_kind().then(|| field_name(spoken, "kind"));
    let values = |one: &'p PlannedPartner| {
        let mut values = partner_values(spoken, one);
        values.retain(|(name, _)| kind.as_ref() != Some(name));
        (one, values)
    };
    plan.partners.iter().map(values).filter(|(_, values)| !values.is_empty()).take(PARTNERS).collect()
}

/// What is said for all partners of the list, where a row says nothing itself.
fn for_all(spoken: &Spoken, choices: &ImportChoices, is_kind_missing: bool) -> Markup {
    let words = &spoken.words.import;
    let kind_name = |kind: OrganisationKind| {
        serde_json::to_value(kind).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
    };
    let text = |field: &str, id: &str, label: &str, hint: &str| {
        html! {
            div.field {
                label for=(id) { (label) }
                input id=(id) name=(field) type="text" value=(choices.for_all(field)) maxlength="300"
                    autocomplete="off" aria-describedby={ (id) "-hint" };
                p.hint id={ (id) "-hint" } { (hint) }
            }
        }
    };
    html! {
        fieldset.for-all {
            legend { h2 { (words.for_all) } }
            p.hint { (words.for_all_hint) }
            div.fields {
                div.field.wrong[is_kind_missing] {
                    label for="kind" { (words.kind) }
                    select id="kind" name="kind" aria-describedby=[is_kind_missing.then_some("kind-problem")]
                        aria-invalid=[is_kind_missing.then_some("true")] {
                        option value="" { (words.as_in_list) }
                        @for kind in KINDS {
                            @let name = kind_name(kind);
                            option value=(name) selected[name == choices.for_all("kind")] { (spoken.words.kind(kind)) }
                        }
                    }
                    @if is_kind_missing { p.problem-text id="kind-problem" { (words.no_kind) } }
                }
                (text("country", "country", &words.country, &words.country_hint))
                (text("contacts.source", "source", &words.source, &words.source_hint))
                (text("events", "events", &words.event, &words.event_hint))
            }
        }
        (carried(&[("update", if choices.update { "1" } else { "" })]))
    }
}

/// A value in short.
fn cut(text: &str) -> String {
    const MOST: usize = 60;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or_default()),
        None => line,
    }
}
