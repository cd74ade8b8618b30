//! `handclasp log`: what happened with a partner, or with all of them, in plain words.

use clap::Args;
use handclasp::diagnostic::words::all;
use handclasp::diagnostic::{Diagnostic, Diagnostics, Exit, codes};
use handclasp::noting::{HappenedLine, happened, last_happened};
use handclasp::workspace::{Workspace, ids_of};

use super::common::Common;
use super::error::CommandError;
use super::log_facts::FactCommand;
use super::log_objection::object;
use super::terminal::Terminal;

#[derive(Args)]
#[command(disable_help_subcommand = true, subcommand_value_name = "FACT", subcommand_help_heading = "Facts")]
pub struct Arguments {
    /// The partner, by the name of its file [default: what happened last with all of them]
    partner: Option<String>,
    /// Note that the partner does not want to be written to any more
    #[arg(long)]
    objected: bool,
    #[command(subcommand)]
    fact: Option<FactCommand>,
}

pub fn run(arguments: &Arguments, common: &Common, terminal: &Terminal) -> Result<Exit, CommandError> {
    let is_asked = !arguments.objected && arguments.fact.is_none();
    let Some(partner) = &arguments.partner else {
        let workspace = common.workspace().map_err(CommandError::usage)?;
        return match is_asked {
            true => show_all(&workspace, terminal),
            false => Err(CommandError::usage(unnamed(&workspace, arguments.fact.as_ref()))),
        };
    };
    let partner = partner.strip_suffix(".yaml").unwrap_or(partner);
    let workspace = common.workspace_with(partner).map_err(CommandError::usage)?;
    match &arguments.fact {
        Some(_) if arguments.objected => {
            let problem = Diagnostic::error(
                codes::NOTHING_TO_DO,
                "two things are to be noted at once, and nothing was",
            );
            Err(CommandError::usage(
                problem.help("note the objection first, then the other thing in a command of its own"),
            ))
        }
        Some(fact) => fact.note(&workspace, partner, terminal),
        None if arguments.objected => object(&workspace, partner, terminal),
        None => show(&workspace, partner, terminal),
    }
}

/// Shows what happened with a partner.
fn show(workspace: &Workspace, partner: &str, terminal: &Terminal) -> Result<Exit, CommandError> {
    let mut found = misnamed(workspace, partner);
    let (lines, problems) = happened(workspace, partner)?;
    if lines.is_empty() && problems.is_empty() {
        terminal.say(&format!("nothing was sent to `{partner}` yet, and nothing is noted"))?;
    } else {
        print(&lines, false, terminal)?;
    }
    found.extend(problems);
    terminal.report(&found)?;
    Ok(found.exit())
}

/// How many things are shown of all partners.
const LAST: usize = 20;

/// Shows what happened last with all partners.
fn show_all(workspace: &Workspace, terminal: &Terminal) -> Result<Exit, CommandError> {
    let (lines, found) = last_happened(workspace, LAST)?;
    if lines.is_empty() && found.is_empty() {
        terminal.say(
            "nothing was sent yet, and nothing is noted; `handclasp log NAME called \"…\"` notes a call",
        )?;
    } else {
        print(&lines, true, terminal)?;
    }
    terminal.report(&found)?;
    Ok(found.exit())
}

fn print(lines: &[HappenedLine], is_of_all: bool, terminal: &Terminal) -> Result<(), CommandError> {
    if lines.is_empty() {
        return Ok(());
    }
    let width = lines.iter().map(|line| line.partner.len()).max().unwrap_or_default();
    let told = lines.iter().map(|line| {
        if terminal.is_json() {
            return serde_json::json!(line).to_string();
        }
        let time = line.time.as_deref().unwrap_or_default();
        let partner = if is_of_all { format!("{:width$}  ", line.partner) } else { String::new() };
        let back = if line.taken_back { "  (taken back)" } else { "" };
        format!("{} {time:5}  {partner}{}{back}", line.day, line.text)
    });
    terminal.data(&told.collect::<Vec<_>>().join("\n"))?;
    Ok(())
}

/// What is wrong with the names of files that seem to be of a partner.
fn misnamed(workspace: &Workspace, partner: &str) -> Diagnostics {
    let mut found = Diagnostics::new();
    match workspace.all_partner_files() {
        Ok(files) => {
            let own = files.into_iter().filter(|file| file.partner == partner);
            found.extend(own.filter_map(|file| file.misnamed));
        }
        Err(problem) => found.push(problem),
    }
    found
}

/// How many partners are named to choose from.
const NAMED: usize = 12;

/// That it is not said which partner is meant, and which there are.
fn unnamed(workspace: &Workspace, fact: Option<&FactCommand>) -> Diagnostic {
    let problem =
        Diagnostic::error(codes::UNKNOWN_PARTNER_NAME, "to note something `log` needs the name of a partner");
    let ids = match workspace.partner_files() {
        Ok(files) => ids_of(&files),
        Err(unlisted) => return unlisted,
    };
    if ids.is_empty() {
        return problem.help("there is no partner yet; `handclasp new NAME` begins a file for one");
    }
    let more = ids.len().saturating_sub(NAMED);
    let names = all(&ids[..ids.len() - more]);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let fact = fact.map_or("--objected", FactCommand::name);
    problem.help(format!("write it behind, as in `handclasp log {} {fact}`; there is {names}{more}", ids[0]))
}
