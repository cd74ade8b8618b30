//! Pieces that the steps of an import share.

use maud::{Markup, html};

use super::super::shared::field_names::{field_name, value_in_words};
use super::super::shared::spoken::Spoken;
use crate::diagnostic::words::visible;
use crate::import::{PlannedPartner, Table, planned_values};
use crate::locale::fill;

/// How many contacts can be said at least, whatever the list has.
pub const FEWEST_CONTACTS: usize = 2;

/// The head of a step: the way back, which step it is, what it is about.
pub fn step_head(spoken: &Spoken, back: &str, back_words: &str, step: &str, title: &str) -> Markup {
    html! {
        p.back { a href=(back) { "← " (back_words) } }
        p.step { (spoken.words.import.title) " · " (step) }
        h1 { (title) }
    }
}

/// What was read: the file, its sheet, how many rows.
pub fn file_line(spoken: &Spoken, table: &Table) -> Markup {
    let words = &spoken.words.import;
    html! {
        b { (visible(&table.file)) }
        @if let Some(sheet) = &table.sheet { ", " (fill(&words.on_sheet, &[("sheet", &visible(sheet))])) }
        ": " (spoken.counted(&words.rows, table.rows.len()))
    }
}

/// What the file of a partner would say, each value with what it is called.
pub fn partner_values(spoken: &Spoken, one: &PlannedPartner) -> Vec<(String, String)> {
    let values = planned_values(one).into_iter();
    let in_words = |path: &str, value: &str| (field_name(spoken, path), value_in_words(spoken, path, value));
    values.map(|(path, value)| in_words(&path.to_string(), &value)).collect()
}

/// What a form carries along.
pub fn carried<N: AsRef<str>, T: AsRef<str>>(fields: &[(N, T)]) -> Markup {
    html! {
        @for (name, text) in fields { input type="hidden" name=(name.as_ref()) value=(text.as_ref()); }
    }
}

/// Rows by their numbers, the first of many.
pub fn row_numbers(spoken: &Spoken, rows: &[usize]) -> String {
    const MOST: usize = 10;
    let words = &spoken.words.import;
    let mut shown: Vec<String> = rows.iter().take(MOST).map(ToString::to_string).collect();
    if rows.len() > MOST {
        shown.push("…".to_owned());
    }
    let forms = if rows.len() == 1 { &words.one_row } else { &words.several_rows };
    fill(forms, &[("rows", &shown.join(", "))])
}
