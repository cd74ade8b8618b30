//! A prepared import for other programs.

use serde_json::{Value as Json, json};

use super::import_plan::PartnerAction;
use super::prepare::PreparedImport;

/// A JSON object for each column and each partner of an import.
pub fn records(prepared: &PreparedImport) -> Vec<Json> {
    let PreparedImport { mapping, plan, .. } = prepared;
    let columns = mapping.columns.iter().map(|mapped| {
        json!({
            "column": mapped.column.letter(),
            "name": mapped.column.name,
            "field": mapped.field.as_ref().map(|field| field.path.to_string()),
            "note": mapped.note,
        })
    });
    let partners = plan.partners.iter().map(|one| {
        let (action, changes) = match &one.action {
            PartnerAction::New(_) => ("new", &[][..]),
            PartnerAction::Unchanged => ("unchanged", &[][..]),
            PartnerAction::Differs(changes) => ("differs", changes.as_slice()),
            PartnerAction::Changed(changes, ..) => ("changed", changes.as_slice()),
        };
        let changes: Vec<_> = changes
            .iter()
            .map(|change| json!({"field": change.path, "old": change.old, "new": change.new}))
            .collect();
        // The keys stay as they are: other programs read them.
        json!({"partner": one.id, "name": one.name, "rows": one.rows, "deed": action, "changes": changes})
    });
    columns.chain(partners).collect()
}
