//! The name of a field and its colon: no colon, no space behind it, an equals sign, quotation marks around all of it.

use super::line::{LinePiece, opening};
use super::shown::shown;
use super::suspect::{IsField, Replacement, Suspect};

/// What people write in place of a colon and a space.
const SIGNS: &[&str] = &[":=", "=>", "->", "→", ":", "=", "：", "；", ";"];

/// What is amiss with the name of an entry and what stands behind it.
pub fn suspects(piece: &LinePiece<'_>, is_field: IsField<'_>) -> Vec<Suspect> {
    let mut suspects = Vec::new();
    suspects.extend(whole_in_quotes(piece, is_field));
    let text = piece.text;
    let rest = text.trim_start_matches(|one: char| one.is_ascii_alphanumeric() || one == '_');
    let word = &text[..text.len() - rest.len()];
    if word.is_empty() || !word.starts_with(|one: char| one.is_ascii_alphabetic()) {
        return suspects;
    }
    let behind = rest.trim_start();
    if behind.is_empty() && rest.is_empty() {
        if piece.key.is_none() && is_field(word) && !piece.in_flow {
            let at = piece.end();
            let replacements = vec![Replacement::new(at..at, ":")];
            let help = format!("write `{word}:`");
            suspects.push(Suspect::new(no_colon(word), piece.start..at, help, replacements));
        }
        return suspects;
    }
    let sign = SIGNS.iter().find(|sign| behind.starts_with(**sign));
    if let Some(sign) = sign {
        let value = behind[sign.len()..].trim_start();
        let is_right = *sign == ":" && (behind[1..].is_empty() || behind[1..].starts_with([' ', '\t']));
        let is_meant = is_field(word) || (piece.key.is_none() && !rest.starts_with(' '));
        if !is_right && is_meant {
            let value_start = piece.end() - value.len();
            let sign_end = piece.end() - behind.len() + sign.len();
            let replacements = vec![Replacement::new(piece.start + word.len()..value_start, ": ")];
            let help = format!("write `{word}: {}`", shown(value));
            let message = "a key is followed by a colon and a space";
            suspects.push(Suspect::new(message, piece.start..sign_end, help, replacements));
        }
        return suspects;
    }
    if piece.key.is_none() && rest.starts_with([' ', '"', '\'']) && is_field(word) {
        let at = piece.start + word.len();
        let replacements = vec![Replacement::new(at..piece.end() - behind.len(), ": ")];
        let help = format!("write `{word}: {}`", shown(behind));
        suspects.push(Suspect::new(no_colon(word), piece.start..at, help, replacements));
    }
    suspects
}

fn no_colon(word: &str) -> String {
    format!("the colon behind `{word}` is missing")
}

/// Quotation marks around the name and its value: `"kind: company"`.
fn whole_in_quotes(piece: &LinePiece<'_>, is_field: IsField<'_>) -> Option<Suspect> {
    let text = piece.text;
    let (open, closing) = opening(text)?;
    let last = text.chars().next_back().filter(|last| closing.contains(*last))?;
    let inner = text.get(open.len_utf8()..text.len() - last.len_utf8())?;
    let (word, value) = inner.split_once(": ")?;
    if !is_field(word) || piece.key.is_some_and(|key| key == word) {
        return None;
    }
    let replacements = vec![
        Replacement::new(piece.start..piece.start + open.len_utf8(), ""),
        Replacement::new(piece.end() - last.len_utf8()..piece.end(), ""),
    ];
    let help = format!("quotation marks stand around the text only: write `{word}: {}`", shown(value.trim()));
    let message = "quotation marks around a field";
    Some(Suspect::new(message, piece.start..piece.start + open.len_utf8(), help, replacements))
}
