//! Patterns of a language: words with `{names}` for what is set in.

use std::ops::Range;

/// A pattern with its `{names}` replaced, once and from left to right, so that a value with braces in
/// it stays as it is. `{}` has the empty name.
pub fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(open) = rest.find('{') {
        filled.push_str(&rest[..open]);
        rest = &rest[open..];
        let named = values.iter().find_map(|(name, value)| {
            let length = name.len() + 2;
            (rest.get(1..=name.len()) == Some(*name) && rest.get(length - 1..length) == Some("}"))
                .then_some((length, value))
        });
        match named {
            Some((length, value)) => {
                filled.push_str(value);
                rest = &rest[length..];
            }
            None => {
                filled.push('{');
                rest = &rest[1..];
            }
        }
    }
    filled.push_str(rest);
    filled
}

/// The placeholders of a pattern in order: their names, and where they stand with their braces. A brace that is never
/// closed goes to the end of the pattern and counts as a name that nobody has.
pub fn placeholders(pattern: &str) -> Vec<(&str, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = pattern[at..].find('{') {
        let start = at + open;
        let end = pattern[start..].find('}').map(|close| start + close);
        let name = end.map_or(&pattern[start..], |end| &pattern[start + 1..end]);
        at = end.map_or(pattern.len(), |end| end + 1);
        found.push((name, start..at));
    }
    found
}
