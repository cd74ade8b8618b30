//! Blanks that are no spaces: tabs, non-breaking spaces, characters that nobody sees.

use super::line::{TextLine, TextLines};
use super::suspect::{Replacement, Suspect};
use crate::diagnostic::codes;
use crate::yaml::lookalikes::is_invisible;

/// How many spaces a tab may stand for.
const WIDTHS: &[usize] = &[2, 4, 8, 1];

/// Blanks in a line that YAML takes for something else.
pub fn suspects(lines: &TextLines<'_>, index: usize) -> Vec<Suspect> {
    let line = &lines.all[index];
    let mut suspects = Vec::new();
    // What many lines have is one slip, told in the first of them.
    let is_first = |holds: &dyn Fn(&str) -> bool| {
        let mut with = lines.all.iter().filter(|line| holds(lead(line)));
        with.next().is_some_and(|first| first.number == line.number)
    };
    if lead(line).contains('\t') && is_first(&|lead| lead.contains('\t')) {
        suspects.extend(tabs(lines));
    }
    if lead(line).contains(is_invisible) && is_first(&|lead| lead.contains(is_invisible)) {
        suspects.push(invisible_lead(lines));
    }
    suspects.extend(behind_signs(line));
    suspects
}

/// All blanks that a line begins with, of whatever kind.
fn lead<'t>(line: &TextLine<'t>) -> &'t str {
    let text = line.text;
    &text[..text.len() - text.trim_start_matches(|one: char| one.is_whitespace() || is_invisible(one)).len()]
}

/// Tabs at the beginnings of lines: one slip, however many there are.
fn tabs(lines: &TextLines<'_>) -> Vec<Suspect> {
    let with_tabs: Vec<&TextLine<'_>> = lines.all.iter().filter(|line| lead(line).contains('\t')).collect();
    let Some(first) = with_tabs.first() else { return Vec::new() };
    let start = first.start + lead(first).find('\t').unwrap_or(0);
    let numbers: Vec<usize> = with_tabs.iter().map(|line| line.number).collect();
    let several = lead(first).matches('\t').count() > 1 || numbers.len() > 1;
    let suspect = |width: &usize| {
        let replacements = with_tabs.iter().map(|line| {
            let lead = lead(line);
            Replacement::new(line.start..line.start + lead.len(), lead.replace('\t', &" ".repeat(*width)))
        });
        let spaces = if *width == 1 { "1 space".to_owned() } else { format!("{width} spaces") };
        let tab = if several { "each tab" } else { "the tab" };
        let help = format!("write {spaces} in place of {tab} at the beginning of {}", in_lines(&numbers));
        Suspect::new("a tab where only spaces may stand", start..start + 1, help, replacements.collect())
    };
    WIDTHS.iter().map(suspect).collect()
}

/// `line 4`, `the lines 4 to 6`, `the lines 4, 6 and 9`.
fn in_lines(numbers: &[usize]) -> String {
    let (Some(first), Some(last)) = (numbers.first(), numbers.last()) else { return String::new() };
    if first == last {
        return format!("line {first}");
    }
    if numbers.len() > 2 && last - first + 1 == numbers.len() {
        return format!("the lines {first} to {last}");
    }
    if numbers.len() > 5 {
        return format!("{} lines from line {first} to line {last}", numbers.len());
    }
    let words: Vec<String> = numbers[..numbers.len() - 1].iter().map(ToString::to_string).collect();
    format!("the lines {} and {last}", words.join(", "))
}

/// Blanks at the beginnings of lines that look like spaces and are none.
fn invisible_lead(lines: &TextLines<'_>) -> Suspect {
    let marked: Vec<&TextLine<'_>> =
        lines.all.iter().filter(|line| lead(line).contains(is_invisible)).collect();
    let first = marked[0];
    let start = first.start + lead(first).find(is_invisible).unwrap_or(0);
    let one = first.text[start - first.start..].chars().next().unwrap_or(' ');
    let replacements = marked.iter().map(|line| {
        let lead = lead(line);
        Replacement::new(
            line.start..line.start + lead.len(),
            lead.chars().filter_map(in_its_place).collect::<String>(),
        )
    });
    let numbers: Vec<usize> = marked.iter().map(|line| line.number).collect();
    let place = if numbers.len() > 1 {
        format!(" at the beginning of {}", in_lines(&numbers))
    } else {
        String::new()
    };
    invisible(one, start, &place, replacements.collect())
}

/// Tabs and characters that nobody sees behind a hyphen, the colon of a key, a comma or a bracket.
fn behind_signs(line: &TextLine<'_>) -> Option<Suspect> {
    let text = line.text;
    let from = lead(line).len();
    let is_stray = |one: char| is_invisible(one) || one == '\t';
    let mut strays =
        text[from..].char_indices().filter(|(_, one)| is_stray(*one)).map(|(at, one)| (from + at, one));
    let (at, one) = strays.find(|(at, _)| {
        let before = text[from..*at].trim_end_matches(' ');
        before.ends_with([':', ',', '{', '['])
            || (before.ends_with('-') && before.chars().all(|one| "- ".contains(one)))
    })?;
    let start = line.start + at;
    let run: usize = text[at..].chars().take_while(|one| is_stray(*one)).map(char::len_utf8).sum();
    let replacements = vec![Replacement::new(start..start + run, " ")];
    if one == '\t' {
        let help = "write a space in its place";
        return Some(Suspect::new("a tab where only spaces may stand", start..start + 1, help, replacements));
    }
    Some(invisible(one, start, "", replacements))
}

fn invisible(one: char, start: usize, place: &str, replacements: Vec<Replacement>) -> Suspect {
    let what = if one == '\u{a0}' { "a non-breaking space" } else { "an invisible character" };
    let message = format!("{what} (U+{:04X}) where only an ordinary space may stand", u32::from(one));
    let help = match in_its_place(one) {
        Some(_) => format!(
            "delete it and type a space{place}; it often comes along when text is copied from a web page or a document"
        ),
        None => format!(
            "delete it{place}; it often comes along when text is copied from a web page or a document"
        ),
    };
    let mut suspect = Suspect::new(message, start..start + one.len_utf8(), help, replacements);
    suspect.slip.code = codes::YAML_INVISIBLE;
    suspect
}

/// What is meant by a blank: a space, or nothing when it has no width.
fn in_its_place(one: char) -> Option<char> {
    let has_no_width = matches!(one, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    (!has_no_width).then_some(if one == '\t' { '\t' } else { ' ' })
}
