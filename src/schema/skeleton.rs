//! A file with every field explained, from the schema: what `handclasp new` writes.

use std::fmt::Write;

use super::formats::{example, examples};
use super::shape::Shape;

/// All fields of a shape as YAML comments, each behind its description; a field that `open` names stands
/// there without a comment sign, to be filled in.
pub fn skeleton(shape: Shape<'_>, open: &[&str]) -> String {
    let mut text = String::new();
    fields(&mut text, shape, 0, open, false);
    text
}

// Writing to a string does not fail.
fn fields(text: &mut String, shape: Shape<'_>, depth: usize, open: &[&str], in_list: bool) {
    let indent = "  ".repeat(depth);
    for name in shape.names() {
        let Some(field) = shape.property(name) else { continue };
        let mut explained = shape.description(name).unwrap_or_default().replace('\n', " ");
        let item = field.items().unwrap_or(field);
        if let Some(options) = item.options().filter(|options| options.len() > 1) {
            let _ = write!(explained, " Possible: {}.", options.join(", "));
        }
        if depth == 0 {
            let _ = writeln!(text, "\n# {explained}");
        }
        let comment = if depth == 0 { String::new() } else { format!("   # {explained}") };
        if depth == 0 && open.contains(&name) {
            let _ = writeln!(text, "{name}:");
            continue;
        }
        match (field.text_kind(), field.items()) {
            (None, Some(item)) if item.text_kind().is_none() && item.fields().is_some() => {
                let _ = writeln!(text, "# {indent}{name}:{comment}");
                list_item(text, item, depth);
            }
            (None, Some(item)) => {
                let _ = writeln!(text, "# {indent}{name}: [{}]{comment}", sample(item, in_list));
            }
            (None, None) if field.fields().is_some() => {
                let _ = writeln!(text, "# {indent}{name}:{comment}");
                fields(text, field, depth + 1, &[], in_list);
            }
            _ => {
                let _ = writeln!(text, "# {indent}{name}: {}{comment}", sample(field, in_list));
            }
        }
    }
}

fn list_item(text: &mut String, item: Shape<'_>, depth: usize) {
    let mut inner = String::new();
    fields(&mut inner, item, depth + 2, &[], true);
    let mark = format!("# {}- ", "  ".repeat(depth + 1));
    let plain = format!("# {}", "  ".repeat(depth + 2));
    text.push_str(&inner.replacen(&plain, &mark, 1));
}

/// Formats whose values tell entries apart: in a list stands another example than alone.
const TELL_APART: &[&str] = &["meeting-id"];

/// What a value may look like.
fn sample(shape: Shape<'_>, in_list: bool) -> String {
    if shape.text_kind().is_some() {
        return "\"…\"".to_owned();
    }
    if let Some(options) = shape.options() {
        return options.first().map_or_else(String::new, |first| (*first).to_owned());
    }
    if shape.allows("boolean") {
        return "false".to_owned();
    }
    if shape.allows("integer") {
        return "1".to_owned();
    }
    if let Some(format) = shape.format() {
        let other = examples(format).last().filter(|_| in_list && TELL_APART.contains(&format));
        return format!("\"{}\"", other.unwrap_or_else(|| example(format)));
    }
    if shape.is_by_partner() {
        let of_each = shape.property("").map_or_else(
            || "…".to_owned(),
            |each| match each.items() {
                Some(item) => format!("[{}]", sample(item, in_list)),
                None => sample(each, in_list),
            },
        );
        return format!("{{name-of-a-partner-file: {of_each}}}");
    }
    if shape.allows("object") {
        return "{en: \"…\"}".to_owned();
    }
    "\"…\"".to_owned()
}
