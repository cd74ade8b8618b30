//! From a list to partners, in three steps: which file, what its columns are, what would be done. Then the yes.

use std::sync::{Arc, PoisonError};

use axum::body::Bytes;
use axum::extract::{Form, Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::super::shared::desk::Desk;
use super::super::shared::refusal::Refusal;
use super::super::shared::shell::{CurrentPage, shell};
use super::super::shared::spoken::{Spoken, wanted};
use super::super::shared::upload::{Upload, UploadedFile};
use super::super::shared::upload_shelf::{BroughtList, DoneImport};
use super::columns_page::{ReadList, columns_page};
use super::import_choices::ImportChoices;
use super::imported_page::imported_page;
use super::plan_page::plan_page;
use crate::diagnostic::Diagnostics;
use crate::import::{ImportPlan, MappedTable, keep_mapping, write};

/// The kinds of files that a browser offers first.
const KINDS: &str = ".xlsx,.xlsm,.xls,.ods,.csv,.tsv,.txt";

/// What a form says.
type FormFields = Vec<(String, String)>;

/// The first step: which file.
///
/// # Errors
/// When the program has a mistake there.
pub async fn import(State(desk): State<Arc<Desk>>, headers: HeaderMap) -> Result<Markup, Refusal> {
    let spoken = desk.language(&wanted(&headers)).ok_or(Refusal::Mistake)?;
    Ok(choose_page(&desk, &spoken, Ask::First))
}

/// Takes a file, and leads to its columns.
///
/// # Errors
/// A file that is too large, or did not arrive.
pub async fn take_list(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    upload: Upload,
) -> Result<Response, Refusal> {
    let spoken = desk.language(&wanted(&headers)).ok_or(Refusal::Mistake)?;
    let Some(file) = upload.file.clone().or_else(|| pasted(&spoken, &upload)) else {
        return Ok(choose_page(&desk, &spoken, Ask::NoFile).into_response());
    };
    let id = desk.uploads.keep(file);
    Ok(Redirect::to(&format!("/import/{id}")).into_response())
}

/// Rows that were copied out of a spreadsheet: text with tabs between the cells.
fn pasted(spoken: &Spoken, upload: &Upload) -> Option<UploadedFile> {
    let rows = upload.field("rows");
    let bytes = Bytes::from(rows.to_owned());
    (!rows.trim().is_empty()).then(|| UploadedFile { name: spoken.words.import.pasted.clone(), bytes })
}

/// The second step: what the columns are, with what the forms said so far.
///
/// # Errors
/// When the program has a mistake there.
pub async fn columns(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form(fields): Form<FormFields>,
) -> Result<Markup, Refusal> {
    step(desk, id, headers, fields, |desk, spoken, list, choices, _| {
        let (mapped, plan) = planned(desk, list, choices);
        let mut read =
            ReadList { list, choices, mapped: mapped.as_ref(), plan: plan.as_ref(), assumed: None };
        let assumed = match (&mapped, read.lacks_kind()) {
            (Ok(mapped), true) => mapped.plan(&desk.workspace, &choices.with_any_kind().request()).ok(),
            _ => None,
        };
        read.assumed = assumed.as_ref();
        columns_page(desk, spoken, &read, false)
    })
    .await
}

/// The third step: what would be done, and the question.
///
/// # Errors
/// When the program has a mistake there.
pub async fn import_plan(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form(fields): Form<FormFields>,
) -> Result<Markup, Refusal> {
    step(desk, id, headers, fields, |desk, spoken, list, choices, _| {
        let (mapped, plan) = planned(desk, list, choices);
        let read = ReadList { list, choices, mapped: mapped.as_ref(), plan: plan.as_ref(), assumed: None };
        match &plan {
            Some(Ok(plan)) if read.is_ready() => plan_page(desk, spoken, list, choices, plan, false),
            _ => columns_page(desk, spoken, &read, true),
        }
    })
    .await
}

/// The yes: writes what was shown. If it would be something else by now, that is shown, and nothing is written.
///
/// # Errors
/// When the program has a mistake there.
pub async fn write_import(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form(fields): Form<FormFields>,
) -> Result<Markup, Refusal> {
    step(desk, id, headers, fields, |desk, spoken, list, choices, fields| {
        let agreed = fields.iter().find(|(name, _)| name == "plan").map_or("", |(_, digest)| digest);
        let mut done = list.done.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(done) = done.as_ref().filter(|done| done.plan == agreed) {
            return imported_page(desk, spoken, done);
        }
        match planned(desk, list, choices) {
            (Ok(mapped), Some(Ok(plan))) if plan.digest() == agreed => {
                let written = Arc::new(written(desk, &mapped, &plan, choices, agreed));
                *done = Some(written.clone());
                imported_page(desk, spoken, &written)
            }
            (_, Some(Ok(plan))) => plan_page(desk, spoken, list, choices, &plan, true),
            (mapped, plan) => {
                let read =
                    ReadList { list, choices, mapped: mapped.as_ref(), plan: plan.as_ref(), assumed: None };
                columns_page(desk, spoken, &read, true)
            }
        }
    })
    .await
}

fn written(
    desk: &Desk,
    mapped: &MappedTable,
    plan: &ImportPlan,
    choices: &ImportChoices,
    agreed: &str,
) -> DoneImport {
    let mut result = write(plan, &desk.workspace);
    let kept = choices.keep.then(|| keep_mapping(&mapped.mapping, &desk.workspace));
    let kept = kept.map(|kept| {
        kept.unwrap_or_else(|problem| {
            result.found.push(problem);
            false
        })
    });
    let names = plan.partners.iter().map(|one| (one.id.clone(), one.name.clone())).collect();
    DoneImport { plan: agreed.to_owned(), result, kept, names }
}

/// The table and the plan, or what stands against each; no plan without a table.
type TableAndPlan = (Result<MappedTable, Diagnostics>, Option<Result<ImportPlan, Diagnostics>>);

fn planned(desk: &Desk, list: &BroughtList, choices: &ImportChoices) -> TableAndPlan {
    let request = choices.request();
    let mapped = MappedTable::of(&desk.workspace, &list.file.name, &list.file.bytes, &request);
    let plan = mapped.as_ref().ok().map(|mapped| mapped.plan(&desk.workspace, &request));
    (mapped, plan)
}

/// A step with a file that is there still; otherwise the page that asks for it once more.
async fn step(
    desk: Arc<Desk>,
    id: String,
    headers: HeaderMap,
    fields: FormFields,
    page: fn(&Desk, &Spoken, &BroughtList, &ImportChoices, &FormFields) -> Markup,
) -> Result<Markup, Refusal> {
    let spoken = desk.language(&wanted(&headers)).ok_or(Refusal::Mistake)?;
    desk.does(move |desk| match desk.uploads.of(&id) {
        Some(list) => page(desk, &spoken, &list, &ImportChoices::read(&fields), &fields),
        None => choose_page(desk, &spoken, Ask::Forgotten),
    })
    .await
}

/// Why a file is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ask {
    First,
    /// The form came without one.
    NoFile,
    /// It is not kept any more.
    Forgotten,
}

fn choose_page(desk: &Desk, spoken: &Spoken, ask: Ask) -> Markup {
    let words = &spoken.words.import;
    let problem = match ask {
        Ask::First => None,
        Ask::NoFile => Some(&words.no_file),
        Ask::Forgotten => Some(&words.forgotten),
    };
    let described = if problem.is_some() { "file-problem file-hint" } else { "file-hint" };
    let content = html! {
        div.narrow {
            p.back { a href="/" { "← " (spoken.words.partner.back) } }
            h1 { (words.title) }
            p.lead { (words.lead) }
            form.steps method="post" action="/import" enctype="multipart/form-data" {
                div.field.wrong[problem.is_some()] {
                    label for="file" { (words.file) }
                    p.hint id="file-hint" { (words.file_hint) }
                    @if let Some(problem) = problem { p.problem-text id="file-problem" role="alert" { (problem) } }
                    // A browser takes what is dropped on its own field; the field is as large as the zone that is shown.
                    input.drop id="file" name="file" type="file" accept=(KINDS)
                        aria-describedby=(described) aria-invalid=[problem.map(|_| "true")];
                }
                details.paste {
                    summary { (words.paste) }
                    label for="rows" { (words.rows_to_paste) }
                    p.hint id="rows-hint" { (words.paste_hint) }
                    textarea id="rows" name="rows" rows="7" spellcheck="false" autocomplete="off"
                        aria-describedby="rows-hint" {}
                }
                div.buttons { button.main type="submit" { (words.read) } }
                p.hint { (words.nothing_yet) }
            }
            section.aside aria-labelledby="help" {
                h2 id="help" { (words.help_title) }
                ul.dots {
                    li { (words.help_rows) }
                    li { (words.help_columns) }
                    li { (words.help_kept) }
                }
            }
        }
    };
    shell(desk, spoken, CurrentPage::Partners, &words.title, &content)
}
