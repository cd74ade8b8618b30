//! A file with every field explained, from the schema: what `handclasp new` writes.

use std::fmt::Write;

use super::formats::{example, examples};
use super::shape::Shape;

/// All fields of a shape as YAML comments, each behind its description; a field that `open` names stands
/// there without a comment sign, to be filled in. `fits_after` gives the words that stand in front of a text, by the path of its
/// field.
pub fn skeleton(shape: Shape<'_>, open: &[&str], fits_after: &dyn Fn(&str) -> Option<String>) -> String {
    let mut text = String::new();
    let writer = SkeletonWriter { fits_after };
    writer.fields(&mut text, shape, FieldPosition { path: "", depth: 0, in_list: false }, open);
    text
}

/// Where fields stand.
#[derive(Clone, Copy)]
struct FieldPosition<'p> {
    /// The fields around them: mou.channels.
    path: &'p str,
    depth: usize,
    in_list: bool,
}

struct SkeletonWriter<'w> {
    fits_after: &'w dyn Fn(&str) -> Option<String>,
}

impl SkeletonWriter<'_> {
    // Writing to a string does not fail.
    fn fields(&self, text: &mut String, shape: Shape<'_>, position: FieldPosition<'_>, open: &[&str]) {
        let FieldPosition { path, depth, in_list } = position;
        let indent = "  ".repeat(depth);
        for name in shape.names() {
            let Some(field) = shape.property(name) else { continue };
            let mut explained = shape.description(name).unwrap_or_default().replace('\n', " ");
            let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
            if let Some(words) = (self.fits_after)(&path) {
                let _ = write!(explained, " Fits after “{words}”.");
            }
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
                    self.list_item(text, item, FieldPosition { path: &path, depth, in_list });
                }
                (None, Some(item)) => {
                    let _ = writeln!(text, "# {indent}{name}: [{}]{comment}", sample(item, in_list));
                }
                (None, None) if field.fields().is_some() => {
                    let _ = writeln!(text, "# {indent}{name}:{comment}");
                    self.fields(text, field, FieldPosition { path: &path, depth: depth + 1, in_list }, &[]);
                }
                _ => {
                    let _ = writeln!(text, "# {indent}{name}: {}{comment}", sample(field, in_list));
                }
            }
        }
    }

    fn list_item(&self, text: &mut String, item: Shape<'_>, position: FieldPosition<'_>) {
        let FieldPosition { path, depth, .. } = position;
        let mut inner = String::new();
        self.fields(&mut inner, item, FieldPosition { path, depth: depth + 2, in_list: true }, &[]);
        let mark = format!("# {}- ", "  ".repeat(depth + 1));
        let plain = format!("# {}", "  ".repeat(depth + 2));
        text.push_str(&inner.replacen(&plain, &mark, 1));
    }
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
