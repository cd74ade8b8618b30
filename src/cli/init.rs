//! `handclasp init`: a workspace with a working example.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use handclasp::diagnostic::words::count;
use handclasp::workspace::{INSTITUTION, Workspace, Written};

use super::{Common, Outcome, Terminal};

#[derive(Args)]
pub struct Arguments {
    /// The folder [default: this one]
    dir: Option<PathBuf>,
    /// Copy the templates too, for changing their words
    #[arg(long)]
    templates: bool,
}

pub fn run(arguments: &Arguments, common: &Common, terminal: &Terminal) -> Result<Outcome> {
    let asked = arguments.dir.as_ref().or(common.workspace.as_ref());
    let folder = asked.cloned().unwrap_or_else(|| PathBuf::from("."));
    let workspace = Workspace::at(&folder);
    let written = workspace.write_sample().and_then(|mut written| {
        if arguments.templates {
            written.extend(workspace.write_templates()?);
        }
        Ok(written)
    });
    let written = match written {
        Ok(written) => written,
        Err(problem) => {
            terminal.report(&problem.into())?;
            return Ok(Outcome::Problems);
        }
    };
    for (name, written) in &written {
        match written {
            Written::New => terminal.say(&format!("  written  {name}"))?,
            Written::Kept => terminal.say(&format!("  kept     {name} (it was there already)"))?,
        }
    }
    let new = written.iter().filter(|(_, written)| *written == Written::New).count();
    terminal.say(&format!("{} written to `{}`", count(new, "file"), folder.display()))?;
    let begun = written.iter().any(|(name, written)| name == INSTITUTION && *written == Written::New);
    if begun {
        let there = asked.map_or_else(String::new, |dir| format!("cd {} && ", dir.display()));
        terminal.say(&format!("next: `{there}handclasp build` makes the documents of the example"))?;
    }
    Ok(Outcome::Done)
}
