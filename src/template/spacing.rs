//! Blanks beside signs, as a language has them: French sets one in front of a colon, and it stays on one line with it.

use crate::locale::Spacing;

const NARROW_BLANK: char = '\u{202f}';
const FIXED_BLANK: char = '\u{a0}';

/// A text with the blanks that its language has beside signs; each takes the place of a blank that is there.
pub fn spaced(text: String, spacing: &Spacing) -> String {
    let Spacing { narrow_in_front_of, blank_in_front_of, blank_behind } = spacing;
    if [narrow_in_front_of, blank_in_front_of, blank_behind].iter().all(|signs| signs.is_empty()) {
        return text;
    }
    let mut spaced = String::with_capacity(text.len() + 16);
    let mut before = None;
    let mut letters = text.chars().peekable();
    while let Some(one) = letters.next() {
        let next = letters.peek().copied();
        let is_between = before.is_some_and(|before: char| !before.is_whitespace());
        let written = match next {
            Some(next) if one == ' ' && is_between && narrow_in_front_of.contains(next) => NARROW_BLANK,
            Some(next) if one == ' ' && is_between && blank_in_front_of.contains(next) => FIXED_BLANK,
            _ if one == ' ' && before.is_some_and(|before| blank_behind.contains(before)) => FIXED_BLANK,
            _ => one,
        };
        spaced.push(written);
        before = Some(one);
    }
    spaced
}
