//! Diagnostics for machines: one JSON object a line.

use serde::Serialize;

use super::problem::{Diagnostic, Severity};

#[derive(Serialize)]
struct JsonLine<'a> {
    severity: &'static str,
    code: &'a str,
    message: &'a str,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    help: Option<&'a str>,
    stops: Vec<&'a str>,
}

/// One line of JSON, without a newline at its end.
pub fn render(diagnostic: &Diagnostic) -> String {
    let place =
        diagnostic.label.as_ref().map(|label| (label.file.name(), label.file.position(label.span.start)));
    let line = JsonLine {
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        code: diagnostic.code.name,
        message: &diagnostic.message,
        file: place.map(|(name, _)| name),
        line: place.map(|(_, position)| position.line),
        column: place.map(|(_, position)| position.column),
        help: diagnostic.help.as_deref(),
        stops: diagnostic.reach.iter().flat_map(|reach| &reach.stops).map(String::as_str).collect(),
    };
    serde_json::to_string(&line).unwrap_or_default()
}
