//! `handclasp check`: every problem, before anything is written.

use clap::Args;
use handclasp::checking::{Checked, check_workspace};
use handclasp::diagnostic::Exit;
use handclasp::diagnostic::words::count;
use handclasp::life::unfinished;

use super::common::{Common, workers};
use super::day::day;
use super::error::CommandError;
use super::selecting::PartnerFlags;
use super::terminal::Terminal;

#[derive(Args)]
pub struct Arguments {
    /// Partners, by the names of their files [default: all]
    partners: Vec<String>,
    #[command(flatten)]
    which: PartnerFlags,
    /// The day on the documents [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<String>,
}

pub fn run(arguments: &Arguments, common: &Common, terminal: &Terminal) -> Result<Exit, CommandError> {
    let workspace = common.workspace()?;
    let selection = arguments.which.selection(&arguments.partners)?;
    let date = day(arguments.date.as_deref())?;
    let Checked { partners, mut found } = check_workspace(&workspace, &selection, date, workers());
    found.extend(unfinished(&workspace));
    if found.is_empty() {
        terminal.say(&format!("no problems in {} and the institution", count(partners, "partner")))?;
    }
    terminal.report(&found)?;
    Ok(found.exit())
}
