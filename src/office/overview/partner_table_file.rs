//! The partners that are shown, as a workbook: to be corrected by a colleague, and imported again.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};

use super::super::shared::desk::Desk;
use super::super::shared::partner_rows::{RowQuery, chosen};
use super::super::shared::refusal::Refusal;
use super::super::shared::spoken::wanted;
use crate::import::{Chosen, gathered};
use crate::table::{self, TableFormat};

/// The bytes of a workbook are this.
const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// What stands between the cells of a text file; a workbook has nothing of the kind.
const NO_SEPARATOR: u8 = b';';

/// The partners that a search finds, as `export` writes them.
///
/// # Errors
/// A search that finds nobody.
pub async fn partner_table(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Query(query): Query<RowQuery>,
) -> Result<Response, Refusal> {
    let spoken = desk.language(&wanted(&headers)).ok_or(Refusal::Mistake)?;
    let bytes = desk.does(move |desk| {
        let snapshot = desk.snapshot().ok()?;
        let country = |code: &str| spoken.country(code).to_owned();
        let rows = chosen(&snapshot.project, snapshot.rows(desk.jobs), &query, desk.jobs, country).ok()?;
        let partners: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
        // Nobody named would be everybody.
        if partners.is_empty() {
            return None;
        }
        let meant = Chosen { partners, ..Chosen::default() };
        let (exported, _) = gathered(&desk.workspace, &meant).ok()?;
        table::write(&exported.columns, &exported.rows, TableFormat::Xlsx, NO_SEPARATOR).ok()
    });
    let bytes = bytes.await?.ok_or(Refusal::NoSuchPage)?;
    let headers = [
        (header::CONTENT_TYPE, WORKBOOK),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"partners.xlsx\""),
    ];
    Ok((headers, bytes).into_response())
}
