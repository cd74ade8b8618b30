//! A field in the words of the forms, with the way to it: Contact 2 › Email.

use super::spoken::Spoken;
use crate::diagnostic::words::visible;
use crate::schema::{INSTITUTION, PARTNER, Shape, is_language};
use crate::template::Root;

/// A field of a file by the keys and numbers that lead to it.
pub fn field_in_words(spoken: &Spoken, root: Root, path: &[String]) -> String {
    let mut shape = Some(match root {
        Root::Institution => Shape::of(&INSTITUTION),
        Root::Partner => Shape::of(&PARTNER),
    });
    let mut words: Vec<String> = Vec::new();
    for step in path {
        if let Some(items) = shape.and_then(Shape::items) {
            shape = Some(items);
            if let Ok(at) = step.parse::<usize>() {
                // Of a list its name stands there already.
                let entry = items.type_name().and_then(|of| spoken.model.entry(of)).map(str::to_owned);
                let entry = entry.or_else(|| words.last().cloned()).unwrap_or_default();
                words.pop();
                words.push(format!("{entry} {}", at + 1));
                continue;
            }
        }
        let fields = shape.map(Shape::as_mapping);
        let label = fields.and_then(Shape::type_name).map(|of| spoken.model.field(of, step).label.as_str());
        words.push(match label.filter(|label| !label.is_empty()) {
            Some(label) => label.to_owned(),
            None if is_language(step) => spoken.language(step).to_owned(),
            None => visible(&step.replace('_', " ")),
        });
        shape = fields.and_then(|shape| shape.property(step));
    }
    words.join(" › ")
}
