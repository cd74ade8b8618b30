//! Lines that look like points of a list, whether or not what reads them takes them for such.

/// What a line begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PointMark {
    /// `- `, `• `, `☐ `
    Bullet,
    /// `(a) `, `a) `, `iv) `, `2) `
    Bracket,
    /// `2. `
    Number,
    /// `2.1 `, `2.1. `
    Section,
    /// `b. `
    Letter,
    /// `– `
    Dash,
}

const BULLETS: &str = "-*+•‣⁃◦·▪▫■□●○◆◇▶►➢➤➔✓✔✗✘☐☑☒";
const DASHES: &str = "‒–—−";

/// Whether a line looks like a point of a list. A number, a letter or a dash may stand there by chance, a day
/// of a date for example; then the line before it decides.
pub fn is_point(line: &str, before: &str) -> bool {
    match mark(line) {
        None => false,
        Some(PointMark::Bullet | PointMark::Bracket) => true,
        Some(found) => {
            let before = before.trim_end();
            let ends = before.ends_with([':', ';']) || (found == PointMark::Number && before.ends_with('.'));
            ends || mark(before) == Some(found)
        }
    }
}

fn mark(line: &str) -> Option<PointMark> {
    let (first, rest) = line.trim_start().split_once(char::is_whitespace)?;
    if rest.trim().is_empty() {
        return None;
    }
    let digits = |text: &str| (1..=3).contains(&text.len()) && text.bytes().all(|one| one.is_ascii_digit());
    let mut letters = first.chars();
    if let (Some(only), None) = (letters.next(), letters.next()) {
        let dash = DASHES.contains(only).then_some(PointMark::Dash);
        return if BULLETS.contains(only) { Some(PointMark::Bullet) } else { dash };
    }
    if let Some(inner) = first.strip_suffix(')') {
        let inner = inner.strip_prefix('(').unwrap_or(inner);
        let letter = inner.chars().count() == 1 && inner.chars().all(char::is_alphabetic);
        let roman = inner.len() <= 5 && !inner.is_empty() && inner.chars().all(|one| "ivxIVX".contains(one));
        return (letter || roman || digits(inner)).then_some(PointMark::Bracket);
    }
    let numbers: Vec<&str> = first.strip_suffix('.').unwrap_or(first).split('.').collect();
    if numbers.iter().all(|number| digits(number)) {
        return match (numbers.len(), first.ends_with('.')) {
            (1, true) => Some(PointMark::Number),
            (1, false) => None,
            _ => Some(PointMark::Section),
        };
    }
    let letter = first
        .strip_suffix('.')
        .is_some_and(|letter| letter.chars().count() == 1 && letter.chars().all(char::is_lowercase));
    letter.then_some(PointMark::Letter)
}
