//! `handclasp export`: the partners as a spreadsheet.

use handclasp::diagnostic::codes;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use handclasp::condition;
use handclasp::delivery::past::{Hold, Past};
use handclasp::diagnostic::words::{all, count};
use handclasp::diagnostic::{Diagnostic, Diagnostics, Exit};
use handclasp::model::Partner;
use handclasp::schema::Record;
use handclasp::sheet::{self, Chosen, Exported, Format, Table};
use handclasp::workspace::{self, Workspace, Written};

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
    write(&file, &exported, format, arguments)?;
    let (partners, columns) =
        (count(exported.rows.len(), "partner"), count(exported.columns.len(), "column"));
    terminal.say(&format!("written: {} ({partners}, {columns})", file.display()))?;
    if !exported.left_out.is_empty() {
        let paths: Vec<&String> = exported.left_out.keys().collect();
        terminal.say(&format!("not in the table, because it has parts of its own: {}", all(&paths)))?;
    }
    terminal.say(&format!(
        "next: change what you like, then `handclasp import {} --update`; the column `id` says which partner a row is",
        file.display()
    ))?;
    Ok(found.exit())
}

/// The format that was asked for, else that of the file's name.
fn format(arguments: &Arguments) -> Result<Format, Diagnostic> {
    let asked = arguments.format.map(|kind| match kind {
        TableKind::Xlsx => Format::Xlsx,
        TableKind::Csv => Format::Csv,
    });
    let Some(file) = &arguments.file else { return Ok(asked.unwrap_or(Format::Xlsx)) };
    let name = file.to_string_lossy();
    match (asked, Format::of_file(&name)) {
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

/// The table of the partners that are meant, and what is wrong with others.
fn gathered(workspace: &Workspace, wish: &Chosen) -> Result<(Exported, Diagnostics), Diagnostics> {
    let (ids, mut found) = workspace.partner_ids()?;
    for name in &wish.partners {
        if !ids.contains(name) {
            let mut problem =
                Diagnostic::error(codes::UNKNOWN_PARTNER_NAME, format!("there is no partner `{name}`"));
            problem.help = handclasp::diagnostic::words::did_you_mean(name, &ids);
            return Err(problem.into());
        }
    }
    let unknown = condition::unknown(&wish.wheres);
    if !unknown.is_empty() {
        return Err(unknown);
    }
    let past = Past::read(workspace)?;
    let mut records = Vec::new();
    let asked = |id: &&String| wish.partners.is_empty() || wish.partners.contains(id);
    for id in ids.iter().filter(asked) {
        match workspace.partner(id).map_err(Diagnostics::from).and_then(Record::<Partner>::read) {
            Ok(mut record) => {
                if sheet::chosen(id, &record.values, wish) {
                    found.extend(mark_objections(&past, id, &mut record));
                    records.push((id.as_str(), record));
                }
            }
            Err(problems) => found.extend(problems),
        }
    }
    Ok((sheet::export(records.iter().map(|(id, record)| (*id, record))), found))
}

/// Writes `objected` at the contacts who may not be written to, wherever that is noted: whoever uses the table for
/// letters of their own has to see it. Gives a warning for those of whom it is not known.
fn mark_objections(past: &Past, id: &str, record: &mut Record<Partner>) -> Vec<Diagnostic> {
    let mut unknown = Vec::new();
    for (at, contact) in record.model.contacts.iter().enumerate() {
        let address = contact.email.as_deref().unwrap_or_default();
        let Some(hold) = past.hold_of_contact(id, &record.model, address) else { continue };
        if let Hold::Unknown(file) = hold {
            let message = format!("`{address}` of `{id}` perhaps objected: `{file}` cannot be read");
            unknown.push(Diagnostic::warning(codes::OBJECTION, message).help(
                "the table says `objected` there, to be on the safe side; mend that file, then export again",
            ));
        }
        if let Some(values) = record.values["contacts"][at].as_object_mut() {
            values.insert("objected".to_owned(), true.into());
        }
    }
    unknown
}

fn write(file: &Path, exported: &Exported, format: Format, arguments: &Arguments) -> Result<(), Diagnostic> {
    let separator = match arguments.separator {
        Separator::Semicolon => b';',
        Separator::Comma => b',',
        Separator::Tab => b'\t',
    };
    let bytes = Table::write(&exported.columns, &exported.rows, format, separator)?;
    if arguments.force {
        return workspace::write(file, &bytes);
    }
    match Workspace::at(".").write_new(&file.to_string_lossy(), &bytes)? {
        Written::New => Ok(()),
        Written::Kept => Err(Diagnostic::error(
            codes::FILE_EXISTS,
            format!("`{}` is there already; it stays as it is", file.display()),
        )
        .help("write `--force` to have it written over, or name another file")),
    }
}
