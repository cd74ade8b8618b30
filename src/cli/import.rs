//! `handclasp import`: partners out of a spreadsheet, after a question.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use comfy_table::Table;
use handclasp::diagnostic::Exit;
use handclasp::import::{
    DayOrder, ImportRequest, KEPT, PlanOverview, PlanSection, PreparedImport, keep_mapping, records, write,
};
use handclasp::table::ReadOptions;

use super::columns::in_columns;
use super::common::Common;
use super::error::CommandError;
use super::terminal::Terminal;

#[derive(Args)]
pub struct Arguments {
    /// The spreadsheet: .xlsx, .xls, .ods or .csv
    file: PathBuf,
    /// What a column is: "Company=legal_name"; "Remarks=" leaves it out (repeatable)
    #[arg(long, value_name = "COLUMN=FIELD", value_parser = pair)]
    map: Vec<(String, String)>,
    /// A value for all new partners of which the table says nothing: kind=company (repeatable)
    #[arg(long, value_name = "FIELD=VALUE", value_parser = pair)]
    set: Vec<(String, String)>,
    /// Where the contacts' data are from, as the first email says it: "the list of exhibitors of the fair"
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,
    /// Change partners that are there already; only what the table says otherwise is touched
    #[arg(long)]
    update: bool,
    /// Keep the mapping in import.yaml, for the next time
    #[arg(long)]
    keep_map: bool,
    /// The sheet of a workbook with several
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// How letters are stored in a CSV file, when they come out wrong: windows-1250, macintosh, cp850
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// Take the rows that the spreadsheet hides, too: those that a filter leaves out
    #[arg(long)]
    hidden: bool,
    /// What stands first in days such as 03/04/2026
    #[arg(long, value_name = "ORDER")]
    dates: Option<Dates>,
    /// Show what would be done and stop
    #[arg(long)]
    plan: bool,
    /// Import without asking
    #[arg(long)]
    yes: bool,
}

/// What stands first in a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Dates {
    DayFirst,
    MonthFirst,
}

pub fn run(arguments: &Arguments, common: &Common, terminal: &Terminal) -> Result<Exit, CommandError> {
    let workspace = common.workspace()?;
    let prepared = match PreparedImport::read(&workspace, &arguments.file, &request(arguments)) {
        Ok(prepared) => prepared,
        Err(found) => {
            terminal.report(&found)?;
            terminal.say("nothing was imported")?;
            return Ok(found.exit());
        }
    };
    if terminal.is_json() {
        let records = records(&prepared);
        terminal.data(&records.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
    } else {
        terminal.data(&shown(&PlanOverview::of(&prepared)))?;
    }
    let plan = &prepared.plan;
    let mut found = plan.found.clone();
    found.extend(plan.left_different());
    terminal.report(&found)?;
    let exit = found.exit();
    if arguments.plan {
        terminal.say(&plan.summary())?;
        return Ok(exit);
    }
    let (new, changed) = plan.files();
    let writes = new + changed;
    if writes > 0
        && !arguments.yes
        && let Err(exit) = terminal.agreed(&plan.question(), "import")?
    {
        terminal.say("nothing was imported")?;
        return Ok(exit);
    }
    if arguments.keep_map {
        match keep_mapping(&prepared.mapping, &workspace) {
            Ok(true) => terminal.say(&format!("the mapping is kept in {KEPT}"))?,
            Ok(false) => terminal.say(&format!("{KEPT} was changed meanwhile and stays as it is"))?,
            Err(problem) => terminal.report(&problem.into())?,
        }
    }
    if writes == 0 {
        terminal.say("there is nothing to import")?;
        return Ok(exit);
    }
    let result = write(plan, &workspace);
    terminal.report(&result.found)?;
    terminal.say(&result.summary())?;
    if result.new + result.changed > 0 {
        terminal.say("next: read one or two of the files, then `handclasp check`")?;
    }
    Ok(match result.found.exit() {
        Exit::Fine => exit,
        // `file-exists`, of a file that somebody wrote after the plan was made: elsewhere it is wrong usage, here it is not.
        Exit::Usage => Exit::Content,
        worse => worse,
    })
}

/// What the arguments ask for.
fn request(arguments: &Arguments) -> ImportRequest {
    let source = arguments.source.iter().map(|text| ("contacts.source".to_owned(), text.clone()));
    ImportRequest {
        options: ReadOptions {
            sheet: arguments.sheet.clone(),
            encoding: arguments.encoding.clone(),
            hidden: arguments.hidden,
        },
        mapped: arguments.map.clone(),
        placed: Vec::new(),
        defaults: arguments.set.iter().cloned().chain(source).collect(),
        update: arguments.update,
        days: arguments.dates.map(|dates| match dates {
            Dates::DayFirst => DayOrder::DayFirst,
            Dates::MonthFirst => DayOrder::MonthFirst,
        }),
    }
}

/// What stands before and behind the `=`.
fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write a name, `=` and a field or value")?;
    if name.trim().is_empty() {
        return Err("the name in front of the `=` is missing".to_owned());
    }
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

/// The plan as a person reads it.
fn shown(overview: &PlanOverview) -> String {
    let mut text = format!("{}\n\n", overview.heading.join("\n"));
    if let Some(rows) = &overview.columns {
        let mut table = Table::new();
        table.set_header(["column", "", "field", "for example"]).add_rows(rows);
        text.push_str(&format!("{}\n", in_columns(table)));
    }
    if let Some(line) = &overview.plain_columns {
        text.push_str(&format!("{line}\n"));
    }
    for line in overview.unused_columns.iter().chain(&overview.empty_texts) {
        text.push_str(&format!("\n{line}\n"));
    }
    for PlanSection { title, partners: rows, changes, more } in &overview.partners {
        text.push_str(&format!("\n{title}\n"));
        if !rows.is_empty() {
            let mut table = Table::new();
            table.add_rows(rows);
            text.push_str(&format!("{}\n", in_columns(table)));
        }
        for line in changes {
            text.push_str(&format!("{line}\n"));
        }
        if *more > 0 {
            text.push_str(&format!(" and {more} more\n"));
        }
    }
    text.trim_end().to_owned()
}
