//! What was begun with several files, as it is noted until all of it is done.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, codes};
use crate::workspace::Workspace;

/// What was begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "begun", rename_all = "kebab-case")]
pub enum Begun {
    /// A partner's file gets another name.
    Rename {
        /// The former id.
        from: String,
        /// The new one.
        to: String,
    },
    /// A partner is put to rest.
    Archive {
        /// Its id.
        partner: String,
    },
    /// A partner that rested comes back.
    Return {
        /// Its id.
        partner: String,
    },
}

impl Begun {
    /// What was begun and not ended; none when nothing was.
    ///
    /// # Errors
    /// A note that cannot be read.
    pub fn noted_in(workspace: &Workspace) -> Result<Option<Self>, Diagnostic> {
        let Some(text) = workspace.begun()? else { return Ok(None) };
        serde_json::from_str(&text).map(Some).map_err(|_| {
            Diagnostic::error(
                codes::UNFINISHED,
                "something was begun here that this version of Handclasp does not know",
            )
            .help("a newer version was cut off while it moved files; run that version once more")
        })
    }

    /// Notes it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn note(&self, workspace: &Workspace) -> Result<(), Diagnostic> {
        workspace.note_begun(&serde_json::to_string(self).unwrap_or_default())
    }

    /// The command that does it.
    pub fn command(&self) -> String {
        match self {
            Self::Rename { from, to } => format!("handclasp rename {from} {to}"),
            Self::Archive { partner } => format!("handclasp archive {partner}"),
            Self::Return { partner } => format!("handclasp archive {partner} --back"),
        }
    }
}
