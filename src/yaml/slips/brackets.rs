//! Brackets and what stands between them: `{` that is not closed, `]` in place of `}`, a comma that is missing.

use super::line::{Bracket, LinePiece, TextLine, TextLines};
use super::suspect::{Replacement, Suspect};

/// What is amiss with the brackets of a line.
pub fn suspects(lines: &TextLines<'_>, index: usize) -> Vec<Suspect> {
    let mut suspects = mismatched(lines, index);
    suspects.extend(missing_comma(lines, index));
    suspects.extend(unclosed(lines, index));
    suspects.extend(too_many(lines, index));
    suspects
}

fn closing(open: char) -> char {
    if open == '{' { '}' } else { ']' }
}

/// Another bracket than the one that is open.
fn mismatched(lines: &TextLines<'_>, index: usize) -> Vec<Suspect> {
    let line = &lines.all[index];
    let mut suspects = Vec::new();
    for ((found, at), open) in &line.mismatched {
        let span = *at..*at + 1;
        let away = |message: String| {
            let replacements = vec![Replacement::new(span.clone(), "")];
            Suspect::new(message, span.clone(), "take it away", replacements)
        };
        let count = |sign: char| line.text.matches(sign).count();
        match open {
            // The bracket that is open has its own further right.
            Some((open, _)) if count(*open) == count(closing(*open)) => {
                suspects.push(away(format!("`{found}` closes nothing")));
            }
            Some((open, opened_at)) => {
                let wanted = closing(*open);
                let message = format!("`{open}` is closed by `{found}`");
                let help = format!("write `{wanted}` in place of `{found}`");
                let replacements = vec![Replacement::new(span.clone(), wanted.to_string())];
                suspects.push(Suspect::new(message, span.clone(), help, replacements));
                let message = format!("`{open}` is opened and not closed");
                let help = format!("write `{wanted}` in front of `{found}`");
                let replacements = vec![Replacement::new(*at..*at, wanted.to_string())];
                suspects.push(Suspect::new(message, *opened_at..*opened_at + 1, help, replacements));
                suspects.push(away(format!("`{found}` closes nothing")));
            }
            None => suspects.push(away(format!("`{found}` closes nothing"))),
        }
    }
    suspects
}

/// A bracket behind those that close all.
fn too_many(lines: &TextLines<'_>, index: usize) -> Option<Suspect> {
    let line = &lines.all[index];
    let piece =
        line.pieces.iter().find(|piece| piece.behind_bracket.starts_with(['}', ']', ',', ';', '.']))?;
    let behind = piece.behind_bracket;
    let at = line.start + line.text.rfind(behind)?;
    let found = behind.chars().next()?;
    let message = match found {
        '}' | ']' => format!("`{found}` closes nothing"),
        _ => format!("`{found}` behind the bracket at the end"),
    };
    let replacements = vec![Replacement::new(at..at + behind.len(), "")];
    Some(Suspect::new(message, at..at + 1, "take it away", replacements))
}

/// A bracket that is still open where the next entry of the file begins, or at its end.
fn unclosed(lines: &TextLines<'_>, index: usize) -> Vec<Suspect> {
    let line = &lines.all[index];
    let Some((open, at)) = line.open_behind.last().copied() else { return Vec::new() };
    let next = lines.below(index);
    let goes_on = next.is_some_and(|next| !next.open_before.is_empty());
    // A bracket that the line itself opens may end with it, whatever comes behind.
    if goes_on && at < line.start {
        return Vec::new();
    }
    let own: Vec<Bracket> =
        line.open_behind.iter().copied().filter(|(_, at)| !goes_on || *at >= line.start).collect();
    let Some((first, first_at)) = own.first().copied() else { return Vec::new() };
    let end = line
        .pieces
        .last()
        .map_or(line.start, LinePiece::end)
        .max(behind_signs(line, &['}', ']', '{', '[', ',']));
    let missing: String = own.iter().rev().map(|(open, _)| closing(*open)).collect();
    let (message, at) = match own.len() {
        1 => (format!("`{first}` is opened and not closed"), first_at),
        _ => (format!("`{open}` is opened and not closed"), at),
    };
    let help = format!("write `{missing}` at the end of line {}", line.number);
    let mut suspect =
        Suspect::new(message, at..at + 1, help, vec![Replacement::new(end..end, missing)]).reaching_far();
    // A line of closing brackets closes what begins in its own column; a bracket further right was forgotten.
    suspect.is_doubtful = line.content().starts_with(['}', ']']);
    vec![suspect]
}

/// The byte behind the last of these signs in a line.
fn behind_signs(line: &TextLine<'_>, signs: &[char]) -> usize {
    line.text.rfind(signs).map_or(line.start, |at| line.start + at + 1)
}

/// A line between brackets without a comma behind its last entry.
fn missing_comma(lines: &TextLines<'_>, index: usize) -> Option<Suspect> {
    let line = &lines.all[index];
    let next = lines.below(index)?;
    if next.open_before.is_empty() || next.content().starts_with(['}', ']', ',']) {
        return None;
    }
    let piece = line.pieces.last()?;
    let end = piece.end().max(behind_signs(line, &['}', ']', '{', '[']));
    let rest = line.text.get(end - line.start..)?.trim();
    let is_open = line.text[..end - line.start].ends_with(['{', '[']);
    if is_open || !(rest.is_empty() || rest.starts_with('#')) || piece.value.is_empty() {
        return None;
    }
    let last = line.text[..end - line.start].char_indices().next_back()?;
    let help = format!("write a comma at the end of line {}", line.number);
    let replacements = vec![Replacement::new(end..end, ",")];
    Some(Suspect::new("a comma is missing behind this", line.start + last.0..end, help, replacements))
}
