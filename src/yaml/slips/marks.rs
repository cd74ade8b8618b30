//! Marks at the beginning of a line: bullets of a word processor, hyphens without a space, notes of other languages.

use super::line::{TextLine, TextLines};
use super::shown::shown;
use super::suspect::{Replacement, Suspect};

/// What begins a point of a list elsewhere.
const BULLETS: &str = "–—―−‒•·‣▪▫■□●○◦◆➢➤✓*+";
/// What begins a note elsewhere.
const NOTES: &[&str] = &["//", "/*", "<!--", "--", ";", "\\\\"];
/// What ends one.
const NOTE_ENDS: &[&str] = &["*/", "-->"];

/// What a line begins with that is no mark of YAML.
pub fn suspects(lines: &TextLines<'_>, index: usize) -> Vec<Suspect> {
    let line = &lines.all[index];
    let content = line.content().trim_end();
    let at = line.start + line.text.len() - line.content().len();
    let mut suspects = Vec::new();
    let Some(first) = content.chars().next() else { return suspects };
    let behind = &content[first.len_utf8()..];
    let is_ruler = content.chars().count() > 2 && content.chars().all(|one| "-–—=_*~+.".contains(one));
    if is_ruler {
        let help = "take the line out, or put `# ` in front of it";
        let replacements = vec![Replacement::new(at..at, "# ")];
        suspects.push(Suspect::new(
            "a line of signs is no field",
            at..at + content.len(),
            help,
            replacements,
        ));
        return suspects;
    }
    if let Some(mark) = NOTES.iter().find(|mark| content.starts_with(**mark)) {
        let mut words = content[mark.len()..].trim();
        if let Some(rest) = NOTE_ENDS.iter().find_map(|end| words.strip_suffix(end)) {
            words = rest.trim_end();
        }
        let help = format!("write `# {}`", shown(words));
        let replacements = vec![Replacement::new(at..at + content.len(), format!("# {words}"))];
        let message = format!("a note begins with `#` and not with `{mark}`");
        suspects.push(Suspect::new(message, at..at + mark.len(), help, replacements));
    }
    if BULLETS.contains(first) && line.open_before.is_empty() {
        suspects.extend(bullets(lines, index, first));
    }
    if first == '-' && behind.starts_with(|one: char| one.is_alphanumeric() || "\"'{[„“«".contains(one))
    {
        let help = format!("an entry of a list begins with a hyphen and a space: `- {}`", shown(behind));
        let replacements = vec![Replacement::new(at + 1..at + 1, " ")];
        suspects.push(Suspect::new("a hyphen without a space behind it", at..at + 1, help, replacements));
    }
    suspects.extend(hyphens_between_brackets(lines, index));
    suspects
}

/// Hyphens in front of entries that stand between brackets: one slip.
fn hyphens_between_brackets(lines: &TextLines<'_>, index: usize) -> Option<Suspect> {
    let pieces = lines.all[index].pieces.iter().filter(|piece| piece.in_flow);
    let hyphens = pieces
        .filter_map(|piece| Some((piece.start, piece.text.strip_prefix("- ")?.trim_start(), piece.end())));
    let replacements: Vec<Replacement> =
        hyphens.map(|(start, rest, end)| Replacement::new(start..end - rest.len(), "")).collect();
    let at = replacements.first()?.span.start;
    let help = "between `[` and `]` entries have commas behind them and no hyphens: take the hyphen away";
    Some(Suspect::new("a hyphen between brackets", at..at + 1, help, replacements))
}

/// Neighbouring lines that begin with the same bullet: one slip.
fn bullets(lines: &TextLines<'_>, index: usize, bullet: char) -> Option<Suspect> {
    let has_bullet = |line: &&TextLine<'_>| line.content().starts_with(bullet) || !line.is_content();
    if lines.above(index).is_some_and(|above| above.content().starts_with(bullet)) {
        return None;
    }
    let group = lines.all[index..].iter().take_while(has_bullet).filter(|line| line.is_content());
    let replacements: Vec<Replacement> = group
        .map(|line| {
            let content = line.content();
            let behind = &content[bullet.len_utf8()..];
            let start = line.start + line.text.len() - content.len();
            let blanks = behind.len() - behind.trim_start().len();
            Replacement::new(start..start + bullet.len_utf8() + blanks, "- ")
        })
        .collect();
    let at = replacements.first()?.span.start;
    let first = &lines.all[lines.index_at(at)];
    let words = first.content()[bullet.len_utf8()..].trim();
    let help = format!("an entry begins with a hyphen and a space: `- {}`", shown(words));
    let message = format!("`{bullet}` does not begin an entry of a list");
    Some(Suspect::new(message, at..at + bullet.len_utf8(), help, replacements))
}
