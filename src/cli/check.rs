//! `handclasp check`: every problem, before anything is written.

use anyhow::Result;
use clap::Args;
use handclasp::build::{self, Checked};
use handclasp::diagnostic::Exit;
use handclasp::diagnostic::words::count;

use super::build::{selection, workers};
use super::{Common, Terminal, day};

#[derive(Args)]
pub struct Arguments {
    /// Partners, by the names of their files [default: all]
    partners: Vec<String>,
    /// A partner, by the name of its file (repeatable)
    #[arg(long, value_name = "ID")]
    partner: Vec<String>,
    /// Only partners with this value: kind=company, country=DE,AT (repeatable)
    #[arg(long = "where", value_name = "KEY=VALUE")]
    wheres: Vec<String>,
    /// The day on the documents [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<String>,
}

pub fn run(arguments: &Arguments, common: &Common, terminal: &Terminal) -> Result<Exit> {
    let named = [arguments.partners.as_slice(), &arguments.partner].concat();
    let prepared = common.workspace().and_then(|workspace| {
        let selection = selection(&[], &named, &arguments.wheres, None, &[])?;
        Ok((workspace, selection, day(arguments.date.as_deref())?))
    });
    let (workspace, selection, date) = match prepared {
        Ok(prepared) => prepared,
        Err(problem) => {
            terminal.report(&problem.into())?;
            return Ok(Exit::Usage);
        }
    };
    let Checked { partners, found } = build::check_workspace(&workspace, &selection, date, workers());
    if found.is_empty() {
        terminal.say(&format!("no problems in {} and the institution", count(partners, "partner")))?;
    }
    terminal.report(&found)?;
    Ok(found.exit())
}
