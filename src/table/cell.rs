//! A cell of a sheet, and what programs for spreadsheets leave in it besides values.

use serde::{Deserialize, Serialize};

use crate::letters;
use crate::schema::names::has_word;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cell {
    /// Text, days and numbers as they are written in a partner's file.
    Text(String),
    /// A whole number, which has lost the zeros in front of it.
    Number(String),
    /// What a formula gives that cannot be calculated: #REF!
    Error(String),
    /// A formula that was never calculated: with the zero that some programs write in its place, or nothing.
    Formula(String),
}

impl Cell {
    /// A cell with this text, each letter in one piece (NFC) and without what nobody sees.
    pub fn of(text: String) -> Self {
        let text = letters::seen(&letters::composed(&text)).into_owned();
        match text.trim() {
            error if is_error(error) => Self::Error(error.to_owned()),
            formula if is_formula(formula) => Self::Formula(String::new()),
            _ => Self::Text(text),
        }
    }

    /// What is shown of it on one line, with single blanks: names of columns are often broken over several lines.
    pub fn in_one_line(&self) -> String {
        self.shown().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What is shown of it.
    pub fn shown(&self) -> &str {
        let (Self::Text(text) | Self::Number(text) | Self::Error(text) | Self::Formula(text)) = self;
        text
    }
}

/// Whether a text is a formula that nobody calculated: `=B2&C2`, `=VLOOKUP(A2,…)`. What only begins with `=` is none.
pub fn is_formula(text: &str) -> bool {
    let text = text.strip_prefix('{').unwrap_or(text);
    let Some(rest) = text.strip_prefix("of:=").or_else(|| text.strip_prefix('=')) else { return false };
    let rest = rest.trim_start_matches([' ', '+', '-', '(', '@', '$']);
    if rest.starts_with("[.") || (rest.contains('!') && rest.starts_with('\'')) {
        return true;
    }
    let letters = rest.find(|one: char| !one.is_alphabetic()).unwrap_or(rest.len());
    let (name, behind) = rest.split_at(letters);
    let is_function = {
        let end =
            behind.find(|one: char| !(one.is_alphanumeric() || "._".contains(one))).unwrap_or(behind.len());
        name.starts_with(char::is_uppercase) && behind[end..].starts_with('(')
    };
    let is_cell = {
        let digits = behind.strip_prefix('$').unwrap_or(behind);
        let end = digits.find(|one: char| !one.is_ascii_digit()).unwrap_or(digits.len());
        let is_column = (1..=3).contains(&name.len()) && name.bytes().all(|one| one.is_ascii_uppercase());
        is_column && (1..=7).contains(&end) && !digits[end..].starts_with(char::is_alphanumeric)
    };
    let is_on_sheet = {
        let end = rest.find('!');
        end.is_some_and(|end| {
            end > 0 && rest[end + 1..].starts_with(|one: char| one == '$' || one.is_ascii_uppercase())
        })
    };
    is_function || is_cell || is_on_sheet
}

/// A language, and what stands for “not available” and the like without a mark behind it in its Excel.
const WITHOUT_MARK: &str = include_str!("errors.tsv");

/// Whether this is what Excel shows in place of a value that it cannot show, in any language: #N/A, #BEZUG!, ####; and
/// what LibreOffice and Google show: Err:502, #ERROR!
fn is_error(text: &str) -> bool {
    let of_libreoffice = |start: &str| {
        let number = text.strip_prefix(start).map(str::trim_start).unwrap_or_default();
        number.len() == 3 && number.bytes().all(|one| one.is_ascii_digit())
    };
    if ["Err:", "Fehler:", "Erreur:", "Error:", "Errore:", "Erro:", "Błąd:", "Chyba:"]
        .iter()
        .any(|one| of_libreoffice(one))
    {
        return true;
    }
    let Some(rest) = text.strip_prefix('#') else { return false };
    let capitals = |one: char| one.is_uppercase() || one.is_ascii_digit() || "/!?¡¿_".contains(one);
    let known = has_word(WITHOUT_MARK, rest);
    (rest.len() >= 3 && rest.chars().all(|one| one == '#'))
        || known
        || (rest.len() >= 3 && rest.chars().all(capitals) && rest.ends_with(['!', '?']))
}
