//! The command line: one file a command.
//!
//! In: arguments. Out: what the commands print through [`terminal`], and an exit code: 0 fine, 1 problems
//! in the content, 2 wrong usage; of `send` also 3 refused, 4 deferred, 5 in doubt, 6 no entry;
//! 70 a mistake of the program; 130 ended by Ctrl-C.

mod build;
mod check;
mod confined;
mod explain;
mod export;
mod import;
mod init;
mod log;
mod new;
mod progress;
mod resolve;
mod schema;
mod send;
mod stopping;
mod terminal;
mod watch;
mod welcome;

use handclasp::diagnostic::codes;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Parser, Subcommand, ValueEnum};
use handclasp::build::Project;
use handclasp::diagnostic::{Diagnostic, Diagnostics, Exit};
use handclasp::workspace::Workspace;
use handclasp::{clock, mistake, overrun};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use terminal::Terminal;

/// From one YAML file per partner organisation to the documents of a partnership.
#[derive(Parser)]
#[command(name = "handclasp", version, about, disable_help_subcommand = true)]
struct Arguments {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Option<Command>,
}

/// What every command takes.
#[derive(Args)]
struct Common {
    /// The folder with institution.yaml [default: this one or the nearest above it]
    #[arg(long, global = true, value_name = "DIR")]
    workspace: Option<PathBuf>,
    /// How problems are reported: text for people, or one JSON object a line
    #[arg(long, global = true, value_name = "FORMAT", default_value = "human")]
    message_format: MessageFormat,
}

/// How problems are reported.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum MessageFormat {
    Human,
    Json,
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
    /// Send emails that were built and looked at, after a question
    Send(send::Arguments),
    /// Tell what happened with a partner, or note that it objected
    Log(log::Arguments),
    /// Say whether an email that is in doubt was sent
    Resolve(resolve::Arguments),
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
            return ExitCode::from(if printed.is_err() { code.max(1) } else { code });
        }
    };
    let terminal = Terminal::new(arguments.common.message_format == MessageFormat::Json);
    let code = |exit: Exit| ExitCode::from(exit.number());
    let done = mistake::caught(|| {
        let outcome = run(&arguments, &terminal)?;
        Terminal::flush()?;
        Ok::<_, anyhow::Error>(outcome)
    });
    match done {
        Ok(Ok(exit)) => code(exit),
        // The only thing left to fail is printing, for example into a pipe that was closed: nobody knows what was read of
        // it, so it is no success.
        Ok(Err(_)) => code(Exit::Content),
        Err(place) => {
            let message = "this cannot go on: the program has a mistake here";
            // Who has closed the output does not want to know.
            let _ = terminal.report(&mistake::problem(message, &place).into());
            code(Exit::Internal)
        }
    }
}

fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit> {
    let Arguments { common, command } = arguments;
    if !matches!(command, Some(Command::Confined(_))) {
        match set_day() {
            Err(problem) => {
                terminal.report(&problem.into())?;
                return Ok(Exit::Usage);
            }
            Ok(remark) => terminal.report(&Diagnostics::from_iter(remark))?,
        }
        watch_over(*terminal);
    }
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
        Some(Command::Send(own)) => send::run(own, common, terminal),
        Some(Command::Log(own)) => log::run(own, common, terminal),
        Some(Command::Resolve(own)) => resolve::run(own, common, terminal),
        Some(Command::Schema(own)) => schema::run(own, terminal),
        Some(Command::Confined(own)) => confined::run(own, terminal),
    }
}

/// Sees to it that nothing takes the computer for ever: what is dear is done by another run of this program, and what
/// takes far too much all the same ends this one.
fn watch_over(terminal: Terminal) {
    if let Ok(program) = std::env::current_exe() {
        handclasp::confined::done_by(program);
    }
    // Without a thread for it there is none for the work either, which is told then.
    let _ = overrun::watch(move |problem| {
        let _ = terminal.report(&problem.into());
        std::process::exit(1);
    });
}

impl Common {
    /// The workspace.
    ///
    /// # Errors
    /// That there is none.
    fn workspace(&self) -> Result<Workspace, Diagnostic> {
        let none = |place: String| {
            Diagnostic::error(codes::NO_WORKSPACE, format!("there is no institution.yaml {place}")).help(
                "go to your folder, name it with `--workspace DIR`, or begin one with `handclasp init DIR`",
            )
        };
        match &self.workspace {
            Some(folder) if Workspace::is_at(folder) => Ok(Workspace::at(folder)),
            Some(folder) => Err(none(format!("in `{}`", folder.display()))),
            None => std::env::current_dir()
                .ok()
                .and_then(|here| Workspace::find(&here))
                .ok_or_else(|| none("here or in a folder above".to_owned())),
        }
    }
}

/// What a command works on.
struct Opened<T> {
    workspace: Workspace,
    project: Project,
    /// What was asked for.
    wish: T,
}

/// Reads the project for what was asked for; otherwise tells why not, and how the command ends.
fn opened<T>(
    prepared: Result<(Workspace, T), Diagnostic>,
    terminal: &Terminal,
) -> Result<Result<Opened<T>, Exit>> {
    let (workspace, wish) = match prepared {
        Ok(prepared) => prepared,
        Err(problem) => {
            terminal.report(&problem.into())?;
            return Ok(Err(Exit::Usage));
        }
    };
    let _reading = overrun::begin("the reading of the workspace");
    match Project::read(&workspace) {
        Ok(project) => Ok(Ok(Opened { workspace, project, wish })),
        Err(found) => {
            terminal.report(&found)?;
            Ok(Err(Exit::Content))
        }
    }
}

/// The day to put on documents: the one asked for, else today.
fn day(asked: Option<&str>) -> Result<Date, Diagnostic> {
    match asked {
        Some(text) => text.parse().ok().filter(|_| text.len() == 10).ok_or_else(|| {
            Diagnostic::error(codes::BAD_DATE, format!("`{text}` is not a day"))
                .help("write it as year-month-day: --date 2027-03-04")
        }),
        None => clock::today(&TimeZone::system()).map_err(|text| bad_setting(&text)),
    }
}

/// The first year whose days stand on documents on purpose.
const FIRST_YEAR: i16 = 2000;

/// A remark when `SOURCE_DATE_EPOCH` sets a day that nobody means; what it sets is read before every command alike.
///
/// # Errors
/// A value that is no number of seconds.
fn set_day() -> Result<Option<Diagnostic>, Diagnostic> {
    let day = clock::set_day().map_err(|text| bad_setting(&text))?;
    Ok(day.filter(|day| day.year() < FIRST_YEAR).map(|day| {
        let message = format!("`SOURCE_DATE_EPOCH` sets the day on documents: {day}");
        Diagnostic::warning(codes::BAD_DATE, message)
            .help("it is a setting of the computer; take it away to have the day of today, or name one with `--date`")
    }))
}

fn bad_setting(text: &str) -> Diagnostic {
    let message = match text.trim() {
        "" => "`SOURCE_DATE_EPOCH` is set and empty".to_owned(),
        text => format!("`SOURCE_DATE_EPOCH` is `{text}`, which is not a number of seconds"),
    };
    Diagnostic::error(codes::BAD_DATE, message)
        .help("it is a setting of the computer; take it away, or set it to the seconds since 1970")
}
