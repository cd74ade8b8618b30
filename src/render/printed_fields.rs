//! From what stands on a page back to the field that it comes from.

use crate::schema::is_language;

/// The parts of a text between what may be signs of Markdown.
pub fn plain_parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|one: char| one.is_control() || "*_`[](){}<>\\\"'~".contains(one))
}

/// The name of the field at a path: neither the number of an item nor the language of a text.
pub fn last_name(path: &[String]) -> String {
    let is_tag = |name: &str| (name.len() == 2 || name.contains('-')) && is_language(name);
    let mut names = path.iter().rev().filter(|name| name.parse::<usize>().is_err());
    let last = names.next();
    let name = match last {
        Some(tag) if is_tag(tag) => names.next().or(last),
        other => other,
    };
    name.cloned().unwrap_or_default()
}
