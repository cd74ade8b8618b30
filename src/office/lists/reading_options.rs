//! How a list is read: its sheet, its letters, hidden rows, the order in days. Folded as long as nothing asks for it.

use maud::{Markup, html};

use super::super::shared::spoken::Spoken;
use super::super::shared::upload_shelf::BroughtList;
use super::import_choices::ImportChoices;
use crate::diagnostic::words::visible;
use crate::diagnostic::{Diagnostics, codes};
use crate::import::MappedTable;

/// How letters are stored, as the option calls it; the words stand in the same order.
const ENCODINGS: [&str; 9] = [
    "utf-8",
    "windows-1252",
    "windows-1250",
    "windows-1251",
    "windows-1253",
    "windows-1257",
    "macintosh",
    "cp850",
    "cp852",
];

/// How a list is read.
pub fn reading_options(
    spoken: &Spoken,
    list: &BroughtList,
    choices: &ImportChoices,
    mapped: Result<&MappedTable, &Diagnostics>,
) -> Markup {
    let words = &spoken.words.reading;
    let sheets = list.sheets();
    let table = mapped.ok().map(|mapped| &mapped.table);
    let sheet = table.and_then(|table| table.sheet.as_deref()).unwrap_or(&choices.sheet);
    let is_text = sheets.is_empty() && table.is_none_or(|table| table.sheet.is_none());
    let hidden = table.map_or(0, |table| table.hidden.len());
    let asks = |code| mapped.is_err_and(|found| found.iter().any(|problem| problem.code == code));
    let is_said = choices.hidden || !choices.encoding.is_empty() || !choices.days.is_empty();
    let is_open = mapped.is_err() || hidden > 0 || is_said;
    let names = [
        &words.unicode,
        &words.western,
        &words.central,
        &words.cyrillic,
        &words.greek,
        &words.baltic,
        &words.mac,
        &words.dos_western,
        &words.dos_central,
    ];
    html! {
        details.options open[is_open] {
            summary { (words.title) }
            div.fields {
                @if sheets.len() > 1 {
                    div.field.wrong[asks(codes::NO_SUCH_SHEET)] {
                        label for="sheet" { (words.sheet) }
                        select id="sheet" name="sheet" {
                            @if table.is_none() { option value="" { (words.choose_sheet) } }
                            @for name in sheets {
                                option value=(name) selected[name == sheet] { (visible(name)) }
                            }
                        }
                    }
                }
                @if is_text {
                    div.field {
                        label for="encoding" { (words.letters) }
                        select id="encoding" name="encoding" aria-describedby="encoding-hint" {
                            option value="" { (words.by_itself) }
                            @for (name, word) in ENCODINGS.iter().zip(names) {
                                option value=(name) selected[*name == choices.encoding] { (word) }
                            }
                        }
                        p.hint id="encoding-hint" {
                            (words.letters_hint)
                            @if let Some(remark) = table.map(|table| table.remark.as_str()).filter(|remark| !remark.is_empty()) {
                                " " span lang="en" { "(" (visible(remark)) ")" }
                            }
                        }
                    }
                }
                div.field {
                    label for="days" { (words.days) }
                    select id="days" name="days" {
                        option value="" { (words.by_itself) }
                        option value="day" selected[choices.days == "day"] { (words.day_first) }
                        option value="month" selected[choices.days == "month"] { (words.month_first) }
                    }
                }
                @if !is_text {
                    div.field.tick {
                        input id="hidden" name="hidden" type="checkbox" value="1" checked[choices.hidden];
                        label for="hidden" {
                            @if hidden > 0 { (spoken.counted(&words.hidden_rows, hidden)) } @else { (words.hidden) }
                        }
                    }
                }
            }
        }
    }
}
