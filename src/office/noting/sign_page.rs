//! That a document was signed: the scan comes with the form, and is kept as `log NAME signed` keeps it.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};

use super::super::shared::desk::Desk;
use super::super::shared::form_fields::{FieldProblem, FilledFact};
use super::super::shared::partner_request::{AskedPartner, about_partner};
use super::super::shared::refusal::Refusal;
use super::super::shared::upload::Upload;
use super::fact_page::{FormRemarks, fact_page};
use super::note_page::day_of;
use super::noted_notice::{after, noted_notice};
use crate::diagnostic::{Diagnostics, codes};
use crate::history::{ReadMark, read_ledger};
use crate::noting::{FactToNote, NotableFact};
use crate::signing::{ScanSource, SigningRequest, keep};
use crate::workers;

/// How often it is looked again when something comes into the log while the scan is kept.
const TRIES: usize = 3;

/// The form; the address may fill it in.
///
/// # Errors
/// A partner that there is not.
pub async fn sign_form(
    State(desk): State<Arc<Desk>>,
    Path(partner): Path<String>,
    headers: HeaderMap,
    Query(filled): Query<FilledFact>,
) -> Result<Response, Refusal> {
    about_partner(desk, &headers, partner, move |asked| {
        Ok(fact_page(asked, NotableFact::Signed, &filled, &FormRemarks::default()).into_response())
    })
    .await
}

/// Keeps the scan, and notes who signed.
///
/// # Errors
/// A partner that there is not; a file that is too large.
pub async fn note_signature(
    State(desk): State<Arc<Desk>>,
    Path(partner): Path<String>,
    headers: HeaderMap,
    upload: Upload,
) -> Result<Response, Refusal> {
    about_partner(desk, &headers, partner, move |asked| {
        let filled = filled(&upload);
        let again = |remarks: &FormRemarks| {
            Ok(fact_page(asked, NotableFact::Signed, &filled, remarks).into_response())
        };
        let request = match request(asked, &filled, upload) {
            Ok(request) => request,
            Err(fields) => return again(&FormRemarks { fields, ..FormRemarks::default() }),
        };
        for _ in 0..TRIES {
            // What has come into the log up to here is looked at by what keeps the scan.
            let entries = read_ledger(&asked.desk.workspace.ledger(asked.id)).unwrap_or_default().entries;
            let read = ReadMark::of(&entries);
            let to_note = match kept(asked, &request) {
                Ok(to_note) => to_note,
                Err(found) => return again(&in_fields(asked, &request, found)),
            };
            let (said, about, on) = (to_note.fact.clone(), to_note.about.clone(), to_note.on);
            match to_note.note_after(&asked.desk.workspace, &read) {
                Ok(Ok(noted)) => {
                    return Ok(after(asked, noted_notice(asked, &said, about.as_ref(), on, &noted)));
                }
                Ok(Err(_)) => {}
                Err(problem) => return again(&problem.into()),
            }
        }
        let words = &asked.spoken.words.note;
        again(&FormRemarks {
            fields: vec![FieldProblem::of("scan", &words.scan_again)],
            ..FormRemarks::default()
        })
    })
    .await
}

/// What was filled in beside the file.
fn filled(upload: &Upload) -> FilledFact {
    let field = |name| upload.field(name).to_owned();
    FilledFact {
        day: field("day"),
        document: field("document"),
        by: field("by"),
        version: field("version"),
        language: field("language"),
        read: field("read"),
        ..FilledFact::default()
    }
}

/// What is to be kept and noted, or what is missing.
fn request(
    asked: &AskedPartner<'_>,
    filled: &FilledFact,
    upload: Upload,
) -> Result<SigningRequest, Vec<FieldProblem>> {
    let words = &asked.spoken.words.note;
    let (on, mut fields) = day_of(asked, NotableFact::Signed, filled);
    if filled.document.is_empty() {
        fields.insert(0, FieldProblem::of("document", &words.document_missing));
    }
    if filled.by.is_empty() {
        fields.push(FieldProblem::of("by", &words.signer_missing));
    }
    let version = match filled.version.trim() {
        "" => None,
        // What is no number is no version that there is.
        number => Some(number.parse().unwrap_or(0)),
    };
    let Some(file) = upload.file else {
        fields.push(FieldProblem::of("scan", &words.scan_missing));
        return Err(fields);
    };
    if !fields.is_empty() {
        // The browser does not send the file again by itself.
        fields.push(FieldProblem::of("scan", &words.scan_again));
        return Err(fields);
    }
    Ok(SigningRequest {
        partner: asked.id.to_owned(),
        document: filled.document.clone(),
        by: filled.by.clone(),
        scan: ScanSource::Given { name: file.name, bytes: file.bytes.to_vec() },
        on,
        version,
        languages: Some(filled.language.clone()).filter(|tag| !tag.is_empty()),
        today: asked.snapshot.day,
    })
}

/// Keeps the scan, on a thread with room enough for the text that was signed.
fn kept(asked: &AskedPartner<'_>, request: &SigningRequest) -> Result<FactToNote, Diagnostics> {
    let project = &asked.snapshot.project;
    let keeps = |(): &()| keep(project, request);
    let piece = workers::run(1, &[()], || false, keeps).map_err(Diagnostics::from)?.pop();
    piece.and_then(|piece| piece.done().ok()).unwrap_or_else(|| Err(Diagnostics::new()))
}

/// What stands against it, in the words of the page where it is plain which field is meant.
fn in_fields(asked: &AskedPartner<'_>, request: &SigningRequest, found: Diagnostics) -> FormRemarks {
    let words = &asked.spoken.words.note;
    let mut remarks = FormRemarks::default();
    for problem in found {
        match problem.code {
            codes::ODD_DAY if request.on > request.today => {
                remarks.fields.push(FieldProblem::of("day", &words.day_to_come));
            }
            codes::SCAN => remarks.fields.push(FieldProblem::of("scan", &words.scan_wrong)),
            _ => remarks.found.push(problem),
        }
    }
    if remarks.fields.iter().all(|field| field.name != "scan") {
        remarks.fields.push(FieldProblem::of("scan", &words.scan_again));
    }
    remarks
}
