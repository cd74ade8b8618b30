//! What every command takes, and what most of them begin with.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use handclasp::diagnostic::{Diagnostic, Diagnostics, codes};
use handclasp::overrun;
use handclasp::project::Project;
use handclasp::workspace::Workspace;

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
}

/// All of a workspace, read.
///
/// # Errors
/// What is wrong with what all documents need.
pub fn project(workspace: &Workspace) -> Result<Project, Diagnostics> {
    let _reading = overrun::begin("the reading of the workspace");
    Project::read(workspace)
}
