//! What the file of a planned partner would say, value by value, as people read it.

use serde_json::Value as Json;

use super::import_plan::{PartnerAction, PlannedPartner};
use super::path::Path;
use super::row_problems::written;
use crate::model::Partner;
use crate::schema::Record;
use crate::source::SourceFile;
use crate::workspace::PARTNERS;
use crate::yaml::path::PathStep;

/// Where each value would stand, and what it would be, in the order of the file; nothing of a file that stays as it is.
pub fn planned_values(planned: &PlannedPartner) -> Vec<(Path, String)> {
    let (PartnerAction::New(text) | PartnerAction::Changed(_, _, text)) = &planned.action else {
        return Vec::new();
    };
    let file = SourceFile::new(format!("{PARTNERS}/{}.yaml", planned.id), text.as_str());
    let mut values = Vec::new();
    if let Ok(record) = Record::<Partner>::read(file) {
        collect(&record.values, &Path::default(), &mut values);
    }
    values
}

fn collect(value: &Json, path: &Path, into: &mut Vec<(Path, String)>) {
    let has_parts = |items: &[Json]| items.iter().any(Json::is_object);
    match value {
        Json::Object(parts) => {
            for (key, part) in parts {
                collect(part, &path.and(PathStep::Key(key.clone())), into);
            }
        }
        Json::Array(items) if has_parts(items) => {
            for (at, item) in items.iter().enumerate() {
                collect(item, &path.and(PathStep::Item(at)), into);
            }
        }
        Json::Null => {}
        value => into.push((path.clone(), written(value))),
    }
}
