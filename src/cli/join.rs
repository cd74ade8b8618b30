//! `handclasp join`: second versions of files, which programs leave that keep a folder alike on several computers.

use clap::Args;
use handclasp::diagnostic::Exit;
use handclasp::diagnostic::words::count;
use handclasp::life::join;

use super::common::{Common, said_to_wait};
use super::error::CommandError;
use super::terminal::Terminal;

#[derive(Args)]
pub struct Arguments {}

pub fn run(_: &Arguments, common: &Common, terminal: &Terminal) -> Result<Exit, CommandError> {
    let workspace = common.workspace()?;
    let result = join(&workspace, &|| said_to_wait(terminal))?;
    for version in &result.joined {
        let came = match version.lines {
            0 => "it said nothing new".to_owned(),
            lines => format!("{} came from it", count(lines, "line")),
        };
        terminal.data(&format!("{} → {}: {came}", version.second, version.first))?;
    }
    terminal.report(&result.found)?;
    if result.joined.is_empty() && result.found.is_empty() {
        terminal.say("there is no second version of a file")?;
    }
    Ok(result.found.exit())
}
