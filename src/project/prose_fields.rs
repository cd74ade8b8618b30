//! The texts of a file that may be written as Markdown, each looked at by itself, at its place.

use serde_json::Value as Json;

use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::document::prose;
use crate::schema::{Described, Record, Shape, TextKind};

/// What is wrong with them.
pub fn problems<T: Described>(record: &Record<T>) -> Diagnostics {
    let mut found = Diagnostics::new();
    search(record, &record.values, Shape::of(T::schema()), &mut Vec::new(), &mut found);
    found
}

fn search<T: Described>(
    record: &Record<T>,
    value: &Json,
    shape: Shape<'_>,
    path: &mut Vec<String>,
    found: &mut Diagnostics,
) {
    let prose = shape.text_kind() == Some(TextKind::Prose) || shape.is_prose();
    match value {
        Json::String(text) if prose => {
            for prose::Problem { line, what, help } in prose::problems(text) {
                let name = path.iter().rev().find(|part| part.parse::<usize>().is_err());
                let name = name.cloned().unwrap_or_default();
                // In quotes the line may stand otherwise than it is read.
                let place = record.place(path);
                let place = record.file.find(&line, &place).unwrap_or(place);
                found.push(
                    Diagnostic::error(codes::PROSE, format!("`{name}` has {what}"))
                        .at(&record.file, &place, "this text is read as Markdown")
                        .help(help),
                );
            }
        }
        Json::Array(items) => {
            let Some(shape) = shape.items() else { return };
            for (at, item) in items.iter().enumerate() {
                path.push(at.to_string());
                search(record, item, shape, path, found);
                path.pop();
            }
        }
        Json::Object(map) => {
            let shape = shape.as_mapping();
            for (key, value) in map {
                let Some(shape) = shape.property(key) else { continue };
                path.push(key.clone());
                search(record, value, shape, path, found);
                path.pop();
            }
        }
        _ => {}
    }
}
