//! `handclasp init`: a workspace with a working example.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use handclasp::diagnostic::Exit;
use handclasp::diagnostic::words::count;
use handclasp::workspace::{INSTITUTION, Leftover, OUTPUT, Workspace, Written, is_folder};

use super::{Common, Terminal};

#[derive(Args)]
pub struct Arguments {
    /// The folder [default: this one]
    dir: Option<PathBuf>,
    /// Copy the templates too, for changing their words
    #[arg(long)]
    templates: bool,
    /// Remove the files of the example that nobody has changed, after showing which
    #[arg(long, conflicts_with = "templates")]
    clean: bool,
    /// With --clean: show what would be removed, and stop
    #[arg(long, requires = "clean")]
    plan: bool,
    /// With --clean: remove without asking
    #[arg(long, requires = "clean")]
    yes: bool,
}

pub fn run(arguments: &Arguments, common: &Common, terminal: &Terminal) -> Result<Exit> {
    let asked = arguments.dir.as_ref().or(common.workspace.as_ref());
    if arguments.clean {
        let workspace = match asked {
            Some(folder) => Ok(Workspace::at(folder)),
            None => common.workspace(),
        };
        return match workspace {
            Ok(workspace) => clean(arguments, &workspace, terminal),
            Err(problem) => {
                terminal.report(&problem.into())?;
                Ok(Exit::Usage)
            }
        };
    }
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
            return Ok(Exit::Content);
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
    Ok(Exit::Fine)
}

/// Removes what is left of the example as it was written.
fn clean(arguments: &Arguments, workspace: &Workspace, terminal: &Terminal) -> Result<Exit> {
    let left = match workspace.left_of_sample() {
        Ok(left) => left,
        Err(problem) => {
            terminal.report(&problem.into())?;
            return Ok(Exit::Content);
        }
    };
    for (name, what) in &left {
        terminal.say(&match what {
            Leftover::Unchanged => format!("  remove   {name}"),
            Leftover::Changed => format!("  keep     {name} (it was changed)"),
            Leftover::Named => format!("  keep     {name} (institution.yaml names it as its logo)"),
            Leftover::Institution => {
                format!("  keep     {name} (still the example’s: write your own institution into it)")
            }
        })?;
    }
    let number = left.iter().filter(|(_, what)| *what == Leftover::Unchanged).count();
    if number == 0 {
        terminal.say("there is nothing to remove: no file is still as the example was written")?;
        return Ok(Exit::Fine);
    }
    if arguments.plan {
        return Ok(Exit::Fine);
    }
    let question = format!("Remove {}", if number == 1 { "this file" } else { "these files" });
    if !arguments.yes && !terminal.agreed(&question, "remove")? {
        terminal.say("nothing was removed")?;
        return Ok(if io::stdin().is_terminal() { Exit::Fine } else { Exit::Usage });
    }
    match workspace.remove_sample() {
        Ok(removed) => {
            terminal.say(&format!("{} removed", count(removed.len(), "file")))?;
            if is_folder(&workspace.root().join(OUTPUT)) {
                let words =
                    format!("documents that were made of them lie in `{OUTPUT}`; delete those by hand");
                terminal.say(&words)?;
            }
            Ok(Exit::Fine)
        }
        Err(problem) => {
            terminal.report(&problem.into())?;
            Ok(Exit::Content)
        }
    }
}
