//! Signs that look like the ones that YAML knows and are others.

/// Whether a text stands in quotation marks of a word processor, double or single; the last one may have stayed straight.
pub fn is_in_typographic_quotes(text: &str) -> bool {
    text.starts_with(['“', '„', '‟', '«', '»', '‘', '‚', '‛', '‹'])
        && text.ends_with(['”', '“', '«', '»', '’', '‘', '›', '"'])
}

/// Blanks that look like a space or like nothing at all, and mean something else to YAML.
pub fn is_invisible(one: char) -> bool {
    matches!(
        one,
        '\u{85}' | '\u{a0}' | '\u{ad}' | '\u{2000}'
            ..='\u{200f}'
                | '\u{2028}'
                | '\u{2029}'
                | '\u{202f}'
                | '\u{205f}'
                | '\u{2060}'
                | '\u{3000}'
                | '\u{feff}'
    )
}
