//! Why a command ends before its end.

use std::io;

use handclasp::diagnostic::{Diagnostic, Diagnostics, Exit};

/// Why a command ends before its end.
#[derive(Debug)]
pub enum CommandError {
    /// Something is wrong.
    Problems {
        /// What.
        found: Diagnostics,
        /// How the command ends because of it.
        exit: Exit,
    },
    /// What is to be said cannot be printed, or what is to be asked not read.
    Terminal(anyhow::Error),
}

impl CommandError {
    /// Ends as wrong usage, whatever the kind of the problem says.
    pub fn usage(found: impl Into<Diagnostics>) -> Self {
        Self::Problems { found: found.into(), exit: Exit::Usage }
    }
}

impl From<Diagnostics> for CommandError {
    /// Ends as the kinds of problems have it; what stops a command is never fine.
    fn from(found: Diagnostics) -> Self {
        let exit = found.exit().max(Exit::Content);
        Self::Problems { found, exit }
    }
}

impl From<Diagnostic> for CommandError {
    fn from(problem: Diagnostic) -> Self {
        Diagnostics::from(problem).into()
    }
}

impl From<io::Error> for CommandError {
    fn from(error: io::Error) -> Self {
        Self::Terminal(error.into())
    }
}
