//! `handclasp export`: the partners as a spreadsheet.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use handclasp::diagnostic::words::{all, count};
use handclasp::diagnostic::{Diagnostic, Exit, codes};
use handclasp::import::{Chosen, ExportTarget, gathered};
use handclasp::table::TableFormat;

use super::common::Common;
use super::error::CommandError;
use super::selecting::PartnerFlags;
use super::terminal::Terminal;

#[derive(Args)]
pub struct Arguments {
    /// The file to write [default: partners.xlsx in the workspace]
    file: Option<PathBuf>,
    /// What kind of table [default: as the file's name says, else xlsx]
    #[arg(long, value_name = "FORMAT")]
    format: Option<TableKind>,
    #[command(flatten)]
    which: PartnerFlags,
    /// What stands between the cells of a CSV file: semicolon, comma, tab
    #[arg(long, value_name = "NAME", default_value = "semicolon")]
    separator: Separator,
    /// Write over a file that is there already
    #[arg(long)]
    force: bool,
}

/// What kind of table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum TableKind {
    /// Excel workbook
    Xlsx,
    /// Text with separators
    Csv,
}

/// What stands between cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Separator {
    Semicolon,
    Comma,
    Tab,
}

pub fn run(arguments: &Arguments, common: &Common, terminal: &Terminal) -> Result<Exit, CommandError> {
    let workspace = common.workspace()?;
    let selection = arguments.which.selection(&[])?;
    let chosen = Chosen { partners: selection.partners, wheres: selection.wheres };
    let format = format(arguments)?;
    let (exported, found) = gathered(&workspace, &chosen)?;
    terminal.report(&found)?;
    if exported.rows.is_empty() {
        terminal.say("there is no partner to export")?;
        return Ok(found.exit());
    }
    let file = arguments
        .file
        .clone()
        .unwrap_or_else(|| workspace.root().join(format!("partners.{}", format.name())));
    let separator = match arguments.separator {
        Separator::Semicolon => b';',
        Separator::Comma => b',',
        Separator::Tab => b'\t',
    };
    let target = ExportTarget { file, format, separator, force: arguments.force };
    exported.write_to(&target)?;
    let (partners, columns) =
        (count(exported.rows.len(), "partner"), count(exported.columns.len(), "column"));
    terminal.say(&format!("written: {} ({partners}, {columns})", target.file.display()))?;
    if !exported.left_out.is_empty() {
        let paths: Vec<&String> = exported.left_out.keys().collect();
        terminal.say(&format!("not in the table, because it has parts of its own: {}", all(&paths)))?;
    }
    terminal.say(&format!(
        "next: change what you like, then `handclasp import {} --update`; the column `id` says which partner a row is",
        target.file.display()
    ))?;
    Ok(found.exit())
}

/// The format that was asked for, else that of the file's name.
fn format(arguments: &Arguments) -> Result<TableFormat, Diagnostic> {
    let asked = arguments.format.map(|kind| match kind {
        TableKind::Xlsx => TableFormat::Xlsx,
        TableKind::Csv => TableFormat::Csv,
    });
    let Some(file) = &arguments.file else { return Ok(asked.unwrap_or(TableFormat::Xlsx)) };
    let name = file.to_string_lossy();
    match (asked, TableFormat::of_file(&name)) {
        (None, Some(format)) => Ok(format),
        (Some(asked), Some(format)) if asked != format => Err(Diagnostic::error(
            codes::UNKNOWN_FORMAT,
            format!("`{name}` is not called like a file of the format {}", asked.name()),
        )
        .help(format!("let the name end in `.{}`, or leave out `--format`", asked.name()))),
        (Some(asked), _) => Ok(asked),
        (None, None) => Err(Diagnostic::error(
            codes::UNKNOWN_FORMAT,
            format!("`{name}` does not say what kind of table it is to be"),
        )
        .help("let the name end in `.xlsx` or `.csv`")),
    }
}
