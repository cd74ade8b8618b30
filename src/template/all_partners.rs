//! What documents about all partners see: `partners`, a list with each partner and what happened with it.

use std::sync::LazyLock;

use serde_json::{Value as Json, json};

use crate::diagnostic::{Diagnostic, codes};
use crate::model::Partner;
use crate::schema::{Described, Shape};

/// The schema of the list: a partner's fields, and its history.
static SCHEMA: LazyLock<Json> = LazyLock::new(|| {
    let mut partner = Partner::schema().clone();
    let text = json!({"type": "string"});
    let parts = ["date", "what", "document", "subject", "channel", "direction", "summary"];
    let parts: serde_json::Map<String, Json> =
        parts.into_iter().map(|part| (part.to_owned(), text.clone())).collect();
    if let Some(fields) = partner.get_mut("properties").and_then(Json::as_object_mut) {
        fields.insert(
            "history".to_owned(),
            json!({"type": "array", "items": {"type": "object", "properties": parts}}),
        );
    }
    // What the fields refer to stands at the top.
    let parts = partner.get("$defs").cloned().unwrap_or_default();
    json!({"type": "array", "items": partner, "$defs": parts})
});

/// What the schema says of `partners`.
pub fn shape() -> Shape<'static> {
    Shape::of(&SCHEMA)
}

/// That a name is not seen by a document of this scope.
pub fn not_seen(name: &str) -> Diagnostic {
    let (message, help) = match name {
        "partners" => (
            "a document for one partner does not see `partners`".to_owned(),
            "`scope: institution` makes a document once, about all partners; this partner is `partner`",
        ),
        name => (
            format!("a document about all partners has no `{name}` of its own"),
            "go through all: `{% for partner in partners %}`; what happened with one is `partner.history`",
        ),
    };
    Diagnostic::error(codes::UNKNOWN_FIELD, message).help(help)
}
