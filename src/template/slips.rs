//! What looks like a part of a template and is none.

use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::source::{SourceFile, Span};

/// What was meant as a field, a heading or a class, and will be printed letter for letter.
pub fn printed_as_it_stands(file: &SourceFile, text: &Span) -> Diagnostics {
    let mut found = Diagnostics::new();
    let mut start = text.start;
    let roots = ["institution", "partner", "contact", "sender"];
    let single: Vec<String> =
        roots.iter().flat_map(|root| [format!("{{ {root}."), format!("{{{root}.")]).collect();
    for line in file.slice(text).split_inclusive('\n') {
        let plain = line.replace("{{", "  ").replace("}}", "  ");
        let marks = line.len() - line.trim_start_matches('#').len();
        let behind = &line[marks..];
        let slip = if let Some(at) = single.iter().find_map(|begin| plain.find(begin.as_str())) {
            Some((
                at,
                "a field in single braces is printed as it stands",
                "a field stands in two braces: `{{ partner.legal_name }}`",
            ))
        } else if (1..=6).contains(&marks) && behind.starts_with(|one: char| one.is_alphanumeric()) {
            Some((0, "a heading without a space behind the `#`", "write a space: `## Purpose`"))
        } else if marks > 0 && behind.trim_end().ends_with("{clause}") {
            Some((line.find("{clause}").unwrap_or(0), "a class without its full stop", "write `{.clause}`"))
        } else {
            None
        };
        if let Some((at, what, help)) = slip {
            let place = start + at..start + line.trim_end().len();
            found.push(Diagnostic::error(codes::TEMPLATE_SYNTAX, what).at(file, &place, "").help(help));
        }
        start += line.len();
    }
    found
}
