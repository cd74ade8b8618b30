//! In what two texts differ: as lines for a message, and line by line with the words marked, to be shown.

use similar::{ChangeTag, DiffOp, TextDiff};

/// How many lines of a difference are shown in a message.
const SHOWN: usize = 12;
/// How many lines are shown around what differs.
const AROUND: usize = 2;
/// How much of two pieces must be the same for the words to be marked; of what is another text altogether, all is.
const ALIKE: f32 = 0.35;

/// A line of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ComparedLine {
    /// Lines of both texts were left out here.
    Gap,
    /// A line, or several that belong together, in parts.
    Line(Vec<ComparedPart>),
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ComparedPart {
    /// It stands in both.
    Same(String),
    /// It stands only in the first text.
    Gone(String),
    /// It stands only in the second text.
    New(String),
}

/// The lines in which two texts differ, for a message.
pub fn difference(before: &str, after: &str) -> String {
    let difference = TextDiff::from_lines(before, after);
    let changes = difference.iter_all_changes().filter(|change| change.tag() != ChangeTag::Equal);
    let lines: Vec<String> =
        changes.map(|change| format!("{} {}", change.tag(), change.value().trim_end())).collect();
    let more = lines.len().saturating_sub(SHOWN);
    let mut shown = lines[..lines.len() - more].join("\n");
    if more > 0 {
        shown.push_str(&format!("\n… and {more} more lines"));
    }
    shown
}

/// Two texts line by line, with some lines around what differs.
pub fn compared(before: &str, after: &str) -> Vec<ComparedLine> {
    let difference = TextDiff::from_lines(before, after);
    let (old, new) = (difference.old_slices(), difference.new_slices());
    let of = |lines: &[&str], from: usize, length: usize| -> String {
        lines.iter().skip(from).take(length).copied().collect()
    };
    let mut compared = Vec::new();
    for group in difference.grouped_ops(AROUND) {
        let is_first = group.first().is_some_and(|op| op.old_range().start == 0 && op.new_range().start == 0);
        if !is_first {
            compared.push(ComparedLine::Gap);
        }
        for op in group {
            let (gone, added) = (op.old_range(), op.new_range());
            let (gone, added) = (of(old, gone.start, gone.len()), of(new, added.start, added.len()));
            match op {
                DiffOp::Equal { .. } => {
                    compared.extend(
                        gone.lines()
                            .map(|line| ComparedLine::Line(vec![ComparedPart::Same(line.to_owned())])),
                    );
                }
                _ => compared.push(ComparedLine::Line(marked(gone.trim_end(), added.trim_end()))),
            }
        }
    }
    if compared.last().is_some() && !ends_with_both(&difference) {
        compared.push(ComparedLine::Gap);
    }
    compared
}

/// Whether the last lines of both are among those that are shown.
fn ends_with_both(difference: &TextDiff<'_, '_, '_, str>) -> bool {
    let last = difference.grouped_ops(AROUND).last().and_then(|group| group.last().copied());
    last.is_none_or(|op| {
        op.old_range().end == difference.old_slices().len()
            && op.new_range().end == difference.new_slices().len()
    })
}

/// Two pieces of text with the words marked in which they differ.
fn marked(before: &str, after: &str) -> Vec<ComparedPart> {
    let words = TextDiff::from_words(before, after);
    let mut parts = Vec::new();
    if words.ratio() < ALIKE {
        push(&mut parts, &mut (before.to_owned(), after.to_owned()));
        return parts;
    }
    // What is gone and what is new since the last words that are the same.
    let mut open = (String::new(), String::new());
    let mut blank = String::new();
    for change in words.iter_all_changes() {
        let text = change.value();
        match change.tag() {
            ChangeTag::Delete | ChangeTag::Insert => {
                // A blank between two words that differ belongs to both.
                open.0.push_str(&blank);
                open.1.push_str(&blank);
                blank.clear();
                match change.tag() {
                    ChangeTag::Delete => open.0.push_str(text),
                    _ => open.1.push_str(text),
                }
            }
            ChangeTag::Equal if text.trim().is_empty() && !(open.0.is_empty() && open.1.is_empty()) => {
                blank.push_str(text);
            }
            ChangeTag::Equal => {
                push(&mut parts, &mut open);
                let same = format!("{}{text}", std::mem::take(&mut blank));
                match parts.last_mut() {
                    Some(ComparedPart::Same(before)) => before.push_str(&same),
                    _ => parts.push(ComparedPart::Same(same)),
                }
            }
        }
    }
    push(&mut parts, &mut open);
    parts
}

/// Adds what is gone and what is new, as far as there is any of it.
fn push(parts: &mut Vec<ComparedPart>, open: &mut (String, String)) {
    let (gone, added) = std::mem::take(open);
    parts.extend((!gone.is_empty()).then_some(ComparedPart::Gone(gone)));
    parts.extend((!added.is_empty()).then_some(ComparedPart::New(added)));
}

#[cfg(test)]
mod tests {
    use super::{ComparedLine, ComparedPart, compared};

    #[test]
    fn words_are_marked_in_a_line_and_a_line_alone_is_shown_whole() {
        let before = "one\ntwo\nthree\nWe meet on Monday in Vaasa.\nfour\nfive\nsix\nseven\n";
        let after = "one\ntwo\nthree\nWe meet on Tuesday at ten in Vaasa.\nfour\nfive\nsix\nseven\n";
        let parts = compared(before, after);
        let same = |text: &str| ComparedPart::Same(text.to_owned());
        assert_eq!(parts.first(), Some(&ComparedLine::Gap));
        assert_eq!(parts.last(), Some(&ComparedLine::Gap));
        assert!(
            parts.contains(&ComparedLine::Line(vec![
                same("We meet on "),
                ComparedPart::Gone("Monday".to_owned()),
                ComparedPart::New("Tuesday at ten".to_owned()),
                same(" in Vaasa."),
            ])),
            "{parts:?}"
        );
        assert!(parts.contains(&ComparedLine::Line(vec![same("two")])), "{parts:?}");
        assert!(!parts.contains(&ComparedLine::Line(vec![same("one")])), "{parts:?}");
    }

    #[test]
    fn nothing_of_either_text_is_lost_where_they_differ() {
        let before = "a b c\nd e f\n\nx";
        let after = "a B c\n\nwholly another line here\nx y";
        let (mut gone, mut new) = (String::new(), String::new());
        for line in compared(before, after) {
            let ComparedLine::Line(parts) = line else { continue };
            for part in parts {
                match part {
                    ComparedPart::Same(text) => {
                        gone.push_str(&text);
                        new.push_str(&text);
                    }
                    ComparedPart::Gone(text) => gone.push_str(&text),
                    ComparedPart::New(text) => new.push_str(&text),
                }
            }
        }
        let letters = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(letters(&gone), letters(before));
        assert_eq!(letters(&new), letters(after));
        assert!(compared("same\n", "same\n").is_empty());
    }
}
