//! `handclasp check`: every problem, before anything is written.

use anyhow::Result;
use clap::Args;
use handclasp::build::{self, Project};
use handclasp::diagnostic::words::count;
use handclasp::overrun;

use super::build::{outcome, selection, workers};
use super::{Common, Outcome, Terminal, day};

#[derive(Args)]
pub struct Arguments {
    /// Partners, by the names of their files [default: all]
    partners: Vec<String>,
    /// The day on the documents [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<String>,
}

pub fn run(arguments: &Arguments, common: &Common, terminal: &Terminal) -> Result<Outcome> {
    let prepared = common.workspace().and_then(|workspace| {
        let selection = selection(&[], &arguments.partners, &[], None, &[])?;
        Ok((workspace, selection, day(arguments.date.as_deref())?))
    });
    let (workspace, selection, date) = match prepared {
        Ok(prepared) => prepared,
        Err(problem) => {
            terminal.report(&problem.into())?;
            return Ok(Outcome::Usage);
        }
    };
    let reading = overrun::begin("the reading of the workspace");
    let read = Project::read(&workspace);
    drop(reading);
    let found = match read {
        Ok(project) => {
            let found = build::check(&project, &selection, date, workers());
            if found.is_empty() {
                let partners = match arguments.partners.len() {
                    0 => project.ids.len(),
                    named => named,
                };
                terminal
                    .say(&format!("no problems in {} and the institution", count(partners, "partner")))?;
            }
            found
        }
        Err(found) => found,
    };
    terminal.report(&found)?;
    Ok(outcome(&found))
}
