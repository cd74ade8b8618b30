//! `handclasp log NAME checked-translation`: both languages of the partner's texts say the same.

use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width};
use handclasp::checking::{TextInTwo, texts_to_look_at};
use handclasp::diagnostic::Exit;
use handclasp::diagnostic::words::{count, visible};
use handclasp::noting::note_compared;
use handclasp::workspace::Workspace;

use super::columns::in_columns;
use super::common::project;
use super::day::day;
use super::error::CommandError;
use super::terminal::Terminal;

/// Shows the texts of a partner's documents in both languages, and notes that they say the same.
pub fn checked_translation(
    workspace: &Workspace,
    partner: &str,
    is_agreed: bool,
    terminal: &Terminal,
) -> Result<Exit, CommandError> {
    let texts = texts_to_look_at(&project(workspace)?, partner, day(None)?)?;
    if texts.is_empty() {
        terminal.say("all texts were looked at in both languages, and none has changed since")?;
        return Ok(Exit::Fine);
    }
    terminal.data(&texts.iter().map(in_two_columns).collect::<Vec<_>>().join("\n\n"))?;
    let number = count(texts.len(), "text");
    let question = format!("Do both languages say the same in each of these {number}");
    let seen = "read the texts that stand above";
    if !is_agreed && let Err(exit) = terminal.agreed_after(&question, "note", seen)? {
        return Ok(exit);
    }
    let noted = texts.into_iter().map(|text| text.noted).collect();
    note_compared(workspace, partner, noted)?;
    terminal.say(&format!("noted: {number} looked at in both languages"))?;
    Ok(Exit::Fine)
}

/// A text in its two languages, side by side below its place.
fn in_two_columns(text: &TextInTwo) -> String {
    let mut table = Table::new();
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(WIDTH);
    let half = ColumnConstraint::Absolute(Width::Percentage(50));
    let cells = text.versions.iter().map(|(tag, words)| {
        let words = words.lines().map(visible).collect::<Vec<_>>().join("\n");
        format!("{tag}\n{words}")
    });
    table.add_row(cells);
    table.set_constraints([half, half]);
    format!("{}\n{}", text.place, in_columns(table))
}

/// How many letters stand side by side.
const WIDTH: u16 = 100;
