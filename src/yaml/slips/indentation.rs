//! Lines that do not begin where they belong, and lines that are no entry: looked at last, as every slip of another
//! kind makes the lines below it look so.

use super::line::{TextLine, TextLines};
use super::shown::shown;
use super::suspect::{IsField, Replacement, Suspect};

/// How many columns a line is moved to; the deepest field is five levels deep.
const MOST_COLUMNS: usize = 10;

/// What may be amiss with the place where a line begins.
pub fn suspects(lines: &TextLines<'_>, index: usize, is_field: IsField<'_>) -> Vec<Suspect> {
    let line = &lines.all[index];
    let mut suspects = Vec::new();
    if !line.is_content() || !line.open_before.is_empty() {
        return suspects;
    }
    let key = line.pieces.first().and_then(|piece| piece.key);
    if key.is_none_or(|key| !is_field(key)) && !line.is_item() {
        suspects.extend(text_over_lines(lines, index));
        suspects.extend(no_entry(lines, index));
    }
    let list_or_group = list_or_group(lines, index);
    // Where the fields around it begin in the same column, its column is right.
    let above = lines.above(index);
    let is_level = above.is_some_and(|above| above.indent() == line.indent() && !above.is_item());
    if line.is_item() && is_level {
        suspects.extend(list_or_group);
        suspects.extend(moved(lines, index));
    } else {
        suspects.extend(moved(lines, index));
        suspects.extend(list_or_group);
    }
    suspects
}

/// The same line further left or right, with those that belong to it or without.
fn moved(lines: &TextLines<'_>, index: usize) -> Vec<Suspect> {
    let line = &lines.all[index];
    let here = line.indent();
    let mut targets: Vec<(usize, usize)> = Vec::new();
    let mut add = |column: usize, number: usize| {
        if column != here && !targets.iter().any(|(known, _)| *known == column) {
            targets.push((column, number));
        }
    };
    let mut outermost = usize::MAX;
    for above in lines.all[..index].iter().rev().filter(|above| above.is_content()) {
        if above.indent() < outermost {
            outermost = above.indent();
            add(above.lead, above.number);
            add(above.indent(), above.number);
        }
    }
    if let Some(below) = lines.below(index) {
        add(below.indent(), below.number);
    }
    targets.sort_by_key(|(column, _)| column.abs_diff(here));
    targets.truncate(MOST_COLUMNS);
    let group =
        lines.all[index + 1..].iter().take_while(|below| !below.is_content() || below.indent() >= here);
    let group: Vec<&TextLine<'_>> = group.filter(|below| below.is_content()).collect();
    let mut suspects = Vec::new();
    for together in [false, true] {
        if together && group.is_empty() {
            break;
        }
        for (column, number) in &targets {
            let mut replacements = vec![shift(line, here, *column)];
            if together {
                replacements.extend(group.iter().map(|below| shift(below, here, *column)));
            }
            let with = if together { ", and with it the lines below that belong to it" } else { "" };
            let help = format!(
                "let it begin in column {}, where line {number} has its first word{with}; now it begins in column {}",
                column + 1,
                here + 1
            );
            let message = format!("line {} does not fit the lines around it", line.number);
            let start = line.start + here;
            let first: usize = line.content().split([' ', ':']).next().map_or(1, str::len).max(1);
            suspects.push(Suspect::new(message, start..start + first, help, replacements));
        }
    }
    suspects
}

fn shift(line: &TextLine<'_>, from: usize, to: usize) -> Replacement {
    let indent = (line.indent() + to).saturating_sub(from);
    Replacement::new(line.start..line.start + line.indent(), " ".repeat(indent))
}

/// An entry of a list among fields, or a field among the entries of a list.
fn list_or_group(lines: &TextLines<'_>, index: usize) -> Option<Suspect> {
    let line = &lines.all[index];
    let start = line.start + line.indent();
    if line.is_item() {
        let help = "what stands around it is no list: take the hyphen away, or begin the list below a field of its own";
        let replacements = vec![Replacement::new(start..line.start + line.lead, "")];
        return Some(Suspect::new("an entry of a list among fields", start..start + 1, help, replacements));
    }
    let is_among_items =
        lines.above(index).is_some_and(|above| above.is_item() && above.indent() == line.indent());
    is_among_items.then(|| {
        let content = line.content().trim_end();
        let help = format!("each entry begins with a hyphen and a space: `- {}`", shown(content));
        let replacements = vec![Replacement::new(start..start, "- ")];
        Suspect::new(
            "a line without a hyphen among the entries of a list",
            start..start + content.len(),
            help,
            replacements,
        )
    })
}

/// A text without quotes that goes on in further lines and has a colon there.
fn text_over_lines(lines: &TextLines<'_>, index: usize) -> Option<Suspect> {
    let line = &lines.all[index];
    let above =
        lines.all[..index].iter().rev().find(|above| above.is_content() && above.indent() < line.indent())?;
    let piece = above.pieces.first()?;
    let is_plain = !piece.value.is_empty() && !piece.value.starts_with(['"', '\'', '{', '[', '|', '>']);
    let at = line.content().find(": ").filter(|_| is_plain)?;
    let sign = if piece.value.contains('"') || line.text.contains('"') { "'" } else { "\"" };
    let at = line.start + line.text.len() - line.content().len() + at;
    let end = line.end();
    let replacements =
        vec![Replacement::new(piece.value_start..piece.value_start, sign), Replacement::new(end..end, sign)];
    let help = format!(
        "put the whole text in quotes, from line {} to the end of line {}: `{sign}{} …{sign}`",
        above.number,
        line.number,
        shown(piece.value)
    );
    Some(Suspect::new("a colon inside a text that does not stand in quotes", at..at + 1, help, replacements))
}

/// A line that is neither a field nor an entry: the rest of the text above, or a note.
fn no_entry(lines: &TextLines<'_>, index: usize) -> Vec<Suspect> {
    let line = &lines.all[index];
    let content = line.content().trim_end();
    let start = line.start + line.text.len() - line.content().len();
    let message = format!("line {} has no field: there is no word with a colon behind it", line.number);
    let note = format!("if it is a note, put `# ` in front of it: `# {}`", shown(content));
    let mut suspects = Vec::new();
    if line.pieces.first().is_some_and(|piece| piece.key.is_some()) {
        return suspects;
    }
    if let Some(above) = lines.above(index).filter(|above| line.indent() <= above.indent()) {
        let indent = " ".repeat(above.lead + 2);
        let replacements = vec![Replacement::new(line.start..start, indent)];
        let help = format!(
            "if it belongs to the text above, indent it by two spaces more than line {}; {note}",
            above.number
        );
        suspects.push(Suspect::new(message.clone(), start..start + content.len(), help, replacements));
    }
    let replacements = vec![Replacement::new(start..start, "# ")];
    suspects.push(Suspect::new(message, start..start + content.len(), note, replacements));
    suspects
}
