//! The making of a pack for a fair, and its files.

use std::collections::HashMap;
use std::path::Path as FilePath;
use std::sync::Arc;

use axum::extract::{Form, Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use maud::html;

use super::super::documents::files::{FRAMED_POLICY, FileQuery};
use super::super::documents::made_notice::{MadeDocuments, made_class, made_head};
use super::super::documents::made_table::{made_lists, made_result};
use super::super::documents::making::made;
use super::super::documents::making_many::names;
use super::super::shared::desk::Desk;
use super::super::shared::in_address::in_address;
use super::super::shared::partner_rows::RowQuery;
use super::super::shared::problems_page::unread_page;
use super::super::shared::refusal::Refusal;
use super::super::shared::spoken::wanted;
use super::super::shared::work_in_hand::{NewWork, WorkInHand, WorkKind, WorkOutcome};
use super::super::work::work_page::to_work;
use super::fair_form::FairForm;
use super::fair_page::{Picked, ShownFair, fair_page, pack_links};
use crate::diagnostic::words::visible;
use crate::locale::fill;
use crate::pack::{MadePack, Pack, PackMaker, documents_with_pages, pack_file};
use crate::workspace::OUTPUT;
use crate::writing::Report;

/// Begins to make a pack.
///
/// # Errors
/// When there is no thread for it.
pub async fn make_pack(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Refusal> {
    let spoken = desk.language(&wanted(&headers)).ok_or(Refusal::Mistake)?;
    desk.does(move |desk| {
        let snapshot = match desk.snapshot() {
            Ok(snapshot) => snapshot,
            Err(found) => return Ok(unread_page(desk, &spoken, &found).into_response()),
        };
        let form = FairForm::read(fields);
        let documents = documents_with_pages(&snapshot.project);
        let usual = |selection| snapshot.request(selection, desk.jobs);
        if let Err(problems) = form.asked(&snapshot.project.ids, &documents, usual) {
            let shown = ShownFair { query: &RowQuery::default(), form: &form, problems: &problems };
            return Ok(fair_page(desk, &spoken, &snapshot, &shown, Picked::OfForm).into_response());
        }
        let plan = NewWork { kind: WorkKind::Packing, what: form.key(), back: "/fair".to_owned() };
        let work = desk.begins(plan, move |desk, work| makes(desk, work, &form))?;
        to_work(&work)
    })
    .await?
}

fn makes(desk: &Desk, work: &WorkInHand, form: &FairForm) -> WorkOutcome {
    let folder = desk.workspace.root().join(OUTPUT);
    let snapshot = match desk.snapshot() {
        Ok(snapshot) => snapshot,
        Err(found) => {
            let report = Report { found, ..Report::default() };
            return made_result(MadeDocuments { report, folder, is_behind: None }, HashMap::new());
        }
    };
    let documents = documents_with_pages(&snapshot.project);
    let usual = |selection| snapshot.request(selection, desk.jobs);
    let Ok((request, pack)) = form.asked(&snapshot.project.ids, &documents, usual) else {
        // All of them were deleted since it was asked for.
        return made_result(
            MadeDocuments { report: Report::default(), folder, is_behind: None },
            HashMap::new(),
        );
    };
    let maker = PackMaker { project: &snapshot.project, request: &request, pack: &pack };
    let (made, packed) = made(&desk.workspace, &snapshot, &request, Some(work), &maker);
    pack_result(made, packed, names(desk, &snapshot))
}

/// What became of a pack, for whoever looks.
fn pack_result(made: MadeDocuments, packed: Option<Pack>, names: HashMap<String, String>) -> WorkOutcome {
    let Some(packed) = packed else { return made_result(made, names) };
    let name = |path: &FilePath| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let pack = MadePack { file: name(&packed.path), contact_sheet: name(&packed.contact_sheet) };
    Box::new(move |spoken| {
        let words = &spoken.words.fair;
        html! {
            section class={ "notice " (made_class(&made)) } tabindex="-1" data-focus aria-labelledby="told" {
                (made_head(spoken, &made))
                p.large {
                    strong { (visible(&pack.file)) } ": "
                    (fill(&spoken.counted(&words.pages, packed.pages),
                        &[("partners", &spoken.counted(&words.of_partners, packed.partners))]))
                }
                div.buttons { (pack_links(spoken, &pack)) }
            }
            section.result aria-labelledby="sheet" {
                h2 id="sheet" { (words.sheet) }
                p.hint { (words.sheet_hint) }
                iframe.sheet-of-pack src={ "/packs/" (in_address(&pack.contact_sheet)) } title=(words.sheet) sandbox="" {}
            }
            (made_lists(spoken, &made, &names))
        }
    })
}

/// A file of a pack: the pages, or the contact sheet, which can do nothing.
///
/// # Errors
/// One that there is not.
pub async fn fair_file(
    State(desk): State<Arc<Desk>>,
    Path(name): Path<String>,
    Query(query): Query<FileQuery>,
) -> Result<Response, Refusal> {
    let asked = name.clone();
    let bytes = desk.does(move |desk| pack_file(&desk.workspace.root().join(OUTPUT), &asked)).await?;
    let bytes = bytes.ok_or(Refusal::NoSuchPage)?;
    let is_sheet = name.ends_with(".html");
    let kind = if is_sheet { "text/html; charset=utf-8" } else { "application/pdf" };
    let mut response = ([(header::CONTENT_TYPE, kind)], bytes).into_response();
    let headers = response.headers_mut();
    if is_sheet {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(FRAMED_POLICY));
    }
    let how = if query.is_saved() { "attachment" } else { "inline" };
    // What no header can have is left to the browser, which has the name from the address.
    let named = HeaderValue::from_str(&format!("{how}; filename=\"{name}\""));
    headers.insert(
        header::CONTENT_DISPOSITION,
        named.unwrap_or_else(|_| {
            HeaderValue::from_static(if query.is_saved() { "attachment" } else { "inline" })
        }),
    );
    Ok(response)
}
