//! `handclasp init`: a workspace with a working example.

use std::path::PathBuf;

use clap::Args;
use handclasp::diagnostic::Exit;
use handclasp::diagnostic::words::count;
use handclasp::workspace::{FileOutcome, INSTITUTION, Leftover, OUTPUT, Workspace, is_folder};

use super::common::Common;
use super::error::CommandError;
use super::terminal::Terminal;

#[derive(Args)]
pub struct Arguments {
    /// The folder [default: this one]
    dir: Option<PathBuf>,
    /// Language of the example: de
    #[arg(long, value_name = "LANG", default_value = "en", hide_default_value = true)]
    lang: String,
    /// Copy the words of all documents, languages and layouts too, for changing them
    #[arg(long)]
    templates: bool,
    /// With --templates: copy the definition of each document too, for adding and leaving out sections
    #[arg(long, requires = "templates")]
    definitions: bool,
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

/// What becomes of copied templates.
const KEEP_CHANGED: &str = "keep only what you change: a file of words may hold a single section, from its heading with the id to the next one; \
     delete the other sections, and the files that you leave as they are. Handclasp’s own words stand in their place";

pub fn run(arguments: &Arguments, common: &Common, terminal: &Terminal) -> Result<Exit, CommandError> {
    let asked = arguments.dir.as_ref().or(common.workspace.as_ref());
    if arguments.clean {
        let workspace = match asked {
            Some(folder) => Ok(Workspace::at(folder)),
            None => common.workspace(),
        };
        return clean(arguments, &workspace?, terminal);
    }
    let folder = asked.cloned().unwrap_or_else(|| PathBuf::from("."));
    let workspace = Workspace::at(&folder);
    let mut written = workspace.write_sample(&arguments.lang)?;
    if arguments.templates {
        written.extend(workspace.write_templates(arguments.definitions)?);
    }
    for (name, written) in &written {
        match written {
            FileOutcome::New => terminal.say(&format!("  written  {name}"))?,
            FileOutcome::Kept => terminal.say(&format!("  kept     {name} (it was there already)"))?,
        }
    }
    let new = written.iter().filter(|(_, written)| *written == FileOutcome::New).count();
    terminal.say(&format!("{} written to `{}`", count(new, "file"), folder.display()))?;
    if arguments.templates {
        terminal.say(KEEP_CHANGED)?;
    }
    let begun = written.iter().any(|(name, written)| name == INSTITUTION && *written == FileOutcome::New);
    if begun {
        let there = asked.map_or_else(String::new, |dir| format!("cd {} && ", dir.display()));
        terminal.say(&format!("next: `{there}handclasp build` makes the documents of the example"))?;
    }
    Ok(Exit::Fine)
}

/// Removes what is left of the example as it was written.
fn clean(arguments: &Arguments, workspace: &Workspace, terminal: &Terminal) -> Result<Exit, CommandError> {
    let left = workspace.left_of_sample()?;
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
    if !arguments.yes
        && let Err(exit) = terminal.agreed(&question, "remove")?
    {
        terminal.say("nothing was removed")?;
        return Ok(exit);
    }
    let removed = workspace.remove_sample()?;
    terminal.say(&format!("{} removed", count(removed.len(), "file")))?;
    if is_folder(&workspace.root().join(OUTPUT)) {
        terminal.say(&format!("documents that were made of them lie in `{OUTPUT}`; delete those by hand"))?;
    }
    Ok(Exit::Fine)
}
