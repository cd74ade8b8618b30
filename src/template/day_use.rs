//! Whether the words of a document may be others on another day.

use super::compiled::Template;

/// What compares two values in an expression.
const COMPARISONS: &[&str] = &["<", ">", "==", "!="];

impl Template {
    /// Whether the text may say something else on another day, and not only name that one: somewhere `today` is compared, or
    /// it is asked how long ago the meeting was. When a document is due is asked anew each time.
    pub fn decides_by_day(&self) -> bool {
        let lines = self.own_files().chain(self.pieces()).flat_map(|file| file.text().lines());
        lines.filter(|line| !line.starts_with("when:")).any(|line| {
            let is_compared = || COMPARISONS.iter().any(|sign| line.contains(sign));
            names(line, "day_after_meeting") || names(line, "today") && is_compared()
        })
    }
}

/// Whether a line has a word that is not part of a longer one.
fn names(line: &str, word: &str) -> bool {
    let is_part = |one: char| one.is_alphanumeric() || one == '_';
    line.match_indices(word)
        .any(|(at, _)| !line[..at].ends_with(is_part) && !line[at + word.len()..].starts_with(is_part))
}
