//! What every command takes, and what several of them need.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use handclasp::diagnostic::words::did_you_mean;
use handclasp::diagnostic::{Diagnostic, Diagnostics, Exit, codes};
use handclasp::overrun;
use handclasp::project::Project;
use handclasp::workspace::{FolderLock, Workspace, ids_of};

use super::terminal::Terminal;

/// What every command takes.
#[derive(Args)]
pub struct Common {
    /// The folder with institution.yaml [default: this one or the nearest above it]
    #[arg(long, global = true, value_name = "DIR")]
    pub workspace: Option<PathBuf>,
    /// How problems are reported: text for people, or one JSON object a line
    #[arg(long, global = true, value_name = "FORMAT", default_value = "human")]
    pub message_format: MessageFormat,
}

/// How problems are reported.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    Human,
    Json,
}

impl Common {
    /// The workspace.
    ///
    /// # Errors
    /// That there is none.
    pub fn workspace(&self) -> Result<Workspace, Diagnostic> {
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

    /// The workspace, when it has such a partner, or had: what happened may still be noted.
    ///
    /// # Errors
    /// That there is no workspace, or no such partner.
    pub fn workspace_with(&self, partner: &str) -> Result<Workspace, Diagnostic> {
        let workspace = self.workspace()?;
        let files = workspace.all_partner_files()?;
        if !partner.is_empty() && files.iter().any(|file| file.partner == partner) {
            return Ok(workspace);
        }
        let ids = ids_of(&files);
        let mut problem =
            Diagnostic::error(codes::UNKNOWN_PARTNER_NAME, format!("there is no partner `{partner}`"));
        problem.help = did_you_mean(partner, &ids);
        Err(problem)
    }
}

/// All of a workspace, read.
///
/// # Errors
/// What is wrong with what all documents need.
pub fn project(workspace: &Workspace) -> Result<Project, Diagnostics> {
    let _reading = overrun::begin("the reading of the workspace");
    Project::read(workspace)
}

/// The folder for the documents, held against other runs, and tidied up behind one that was cut off. Whoever
/// has to wait is told.
///
/// # Errors
/// A folder that cannot be made or held.
pub fn held(out: &Path, terminal: &Terminal) -> Result<FolderLock, Diagnostic> {
    let hold = FolderLock::on(out, || {
        // Who has closed the output waits without a word.
        let _ = terminal.say(&format!(
            "another run writes into `{}`; this one begins when it has ended",
            shown_path(out)
        ));
    })?;
    hold.tidy();
    Ok(hold)
}

/// Says that another run has to be waited for.
pub fn said_to_wait(terminal: &Terminal) {
    // Who has closed the output waits without a word.
    let _ = terminal.say("another run is at work in this folder; this one begins when it has ended");
}

/// One worker for each processor.
pub fn workers() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// A folder or a file as somebody here would name it.
pub fn shown_path(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(&here).unwrap_or(path).display().to_string()
}

/// Ends the program where it stands, whatever is in hand.
pub fn end_at_once(exit: Exit) -> ! {
    std::process::exit(exit.number().into())
}
