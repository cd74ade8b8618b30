//! All commands, and the running of the one that was asked for: here it is told why it could not go on, and how it ended.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use handclasp::diagnostic::{Diagnostics, Exit};
use handclasp::life::{Begun, finish};
use handclasp::{mistake, overrun};

use super::common::{Common, MessageFormat, end_at_once, said_to_wait};
use super::day::set_day;
use super::error::CommandError;
use super::terminal::Terminal;
use super::{
    archive, build, check, confined, explain, export, forget, import, init, join, log, new, open, rename,
    resolve, schema, send, today, watch, welcome,
};

/// From one YAML file per partner organisation to the documents of a partnership.
#[derive(Parser)]
#[command(name = "handclasp", version, about, disable_help_subcommand = true)]
struct Arguments {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Make a workspace with a working example; what is there already stays
    Init(init::Arguments),
    /// Begin a partner's file, with every field explained
    New(new::Arguments),
    /// Read partners from a spreadsheet, after showing what would be done
    Import(import::Arguments),
    /// Write the partners into a spreadsheet
    Export(export::Arguments),
    /// Report every problem in data and templates; writes nothing
    Check(check::Arguments),
    /// Tell what a kind of problem means, with an example
    Explain(explain::Arguments),
    /// Make the documents: everything that is due when nothing is named
    Build(build::Arguments),
    /// Make anew what depends on a file as soon as it is saved
    Watch(watch::Arguments),
    /// Open the office page in the browser: partners, documents, problems
    Open(open::Arguments),
    /// Send emails that were built and looked at, after a question
    Send(send::Arguments),
    /// Tell what is to be done with whom, by when and why
    Today(today::Arguments),
    /// Tell what happened with a partner, or note it: a call, an answer, an objection
    Log(log::Arguments),
    /// Say whether an email that is in doubt was sent
    Resolve(resolve::Arguments),
    /// Give a partner's file another name, with all that is called after it
    Rename(rename::Arguments),
    /// Let a partner rest: nothing is made, nothing sent, nothing lost
    Archive(archive::Arguments),
    /// Delete all that is known of a partner or of one person, after a question
    Forget(forget::Arguments),
    /// Join second versions of logs, as OneDrive, Dropbox and the like leave them
    Join(join::Arguments),
    /// Print the JSON Schema of a file, for editors
    Schema(schema::Arguments),
    /// Do one piece of work for another run of the program, which may end it
    #[command(hide = true)]
    Confined(confined::Arguments),
}

/// Runs the command of the arguments.
pub fn main() -> ExitCode {
    mistake::listen();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(answer) => {
            let printed = answer.print().and_then(|()| Terminal::flush());
            let code = u8::try_from(answer.exit_code()).unwrap_or(Exit::Usage.number());
            return ExitCode::from(if printed.is_err() { code.max(Exit::Content.number()) } else { code });
        }
    };
    let terminal = Terminal::new(arguments.common.message_format == MessageFormat::Json);
    let exit = match mistake::caught(|| ended(&arguments, &terminal)) {
        Ok(Ok(exit)) => exit,
        // Something could not be printed, for example into a pipe that was closed: nobody knows what was read of it, so it
        // is no success.
        Ok(Err(_)) => Exit::Content,
        Err(place) => {
            let problem = mistake::problem("this cannot go on: the program has a mistake here", &place);
            let exit = problem.exit();
            // Who has closed the output does not want to know.
            let _ = terminal.report(&problem.into());
            exit
        }
    };
    ExitCode::from(exit.number())
}

/// Runs the command and tells why it could not go on.
fn ended(arguments: &Arguments, terminal: &Terminal) -> anyhow::Result<Exit> {
    let exit = match run(arguments, terminal) {
        Ok(exit) => exit,
        Err(CommandError::Problems { found, exit }) => {
            terminal.report(&found)?;
            exit
        }
        Err(CommandError::Terminal(error)) => return Err(error),
    };
    Terminal::flush()?;
    Ok(exit)
}

fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, CommandError> {
    let Arguments { common, command } = arguments;
    if !matches!(command, Some(Command::Confined(_))) {
        terminal.report(&Diagnostics::from_iter(set_day()?))?;
        watch_over(*terminal);
    }
    end_what_was_begun(command.as_ref(), common, terminal)?;
    match command {
        None => welcome::run(common, terminal),
        Some(Command::Init(own)) => init::run(own, common, terminal),
        Some(Command::New(own)) => new::run(own, common, terminal),
        Some(Command::Import(own)) => import::run(own, common, terminal),
        Some(Command::Export(own)) => export::run(own, common, terminal),
        Some(Command::Check(own)) => check::run(own, common, terminal),
        Some(Command::Explain(own)) => explain::run(own, terminal),
        Some(Command::Build(own)) => build::run(own, common, terminal),
        Some(Command::Watch(own)) => watch::run(own, common, terminal),
        Some(Command::Open(own)) => open::run(own, common, terminal),
        Some(Command::Send(own)) => send::run(own, common, terminal),
        Some(Command::Today(own)) => today::run(own, common, terminal),
        Some(Command::Log(own)) => log::run(own, common, terminal),
        Some(Command::Resolve(own)) => resolve::run(own, common, terminal),
        Some(Command::Rename(own)) => rename::run(own, common, terminal),
        Some(Command::Archive(own)) => archive::run(own, common, terminal),
        Some(Command::Forget(own)) => forget::run(own, common, terminal),
        Some(Command::Join(own)) => join::run(own, common, terminal),
        Some(Command::Schema(own)) => schema::run(own, terminal),
        Some(Command::Confined(own)) => confined::run(own, terminal),
    }
}

/// Ends what a run has begun with several files that was cut off, before a command writes anything; one that does the same
/// goes on with it itself.
///
/// # Errors
/// Why it cannot be ended: nobody knows then which file belongs to which.
fn end_what_was_begun(
    command: Option<&Command>,
    common: &Common,
    terminal: &Terminal,
) -> Result<(), CommandError> {
    let begins = match command {
        None
        | Some(
            Command::Init(_)
            | Command::Check(_)
            | Command::Explain(_)
            | Command::Schema(_)
            | Command::Confined(_),
        ) => return Ok(()),
        Some(Command::Rename(own)) => Some(own.begins()),
        Some(Command::Archive(own)) => Some(own.begins()),
        Some(_) => None,
    };
    // That there is no workspace is told by the command.
    let Ok(workspace) = common.workspace() else { return Ok(()) };
    let begun = Begun::noted_in(&workspace)?;
    if begun.is_none() || begun == begins {
        return Ok(());
    }
    if let Some(ended) = finish(&workspace, &|| said_to_wait(terminal))? {
        terminal.say(&format!("ended what was cut off: `{}`", ended.command()))?;
    }
    Ok(())
}

/// Sees to it that nothing takes the computer for ever: what is dear is done by another run of this program, and what
/// takes far too much all the same ends this one.
fn watch_over(terminal: Terminal) {
    if let Ok(program) = std::env::current_exe() {
        handclasp::confined::done_by(program);
    }
    // Without a thread for it there is none for the work either, which is told then.
    let _ = overrun::watch(move |problem| {
        let exit = problem.exit();
        let _ = terminal.report(&problem.into());
        end_at_once(exit);
    });
}
