//! `handclasp resolve`: a person says whether an email that is in doubt was sent.

use clap::Args;
use handclasp::diagnostic::{Diagnostic, Exit, codes};
use handclasp::history::{Ledger, LedgerEvent, Standing};

use super::common::Common;
use super::error::CommandError;
use super::terminal::Terminal;

#[derive(Args)]
pub struct Arguments {
    /// The partner, by the name of its file
    partner: String,
    /// The email, by its document's name
    document: String,
    /// It was sent
    #[arg(long, conflicts_with = "not_sent", required_unless_present = "not_sent")]
    sent: bool,
    /// It was not sent; `handclasp send` sends it again
    #[arg(long)]
    not_sent: bool,
}

pub fn run(arguments: &Arguments, common: &Common, terminal: &Terminal) -> Result<Exit, CommandError> {
    let (partner, document) = (&arguments.partner, &arguments.document);
    let workspace = common.workspace_with(partner).map_err(CommandError::usage)?;
    let mut ledger = Ledger::open(&workspace.ledger(partner))?;
    match ledger.standing(document) {
        Standing::InDoubt { .. } | Standing::Drafting { .. } | Standing::Drafted { .. } => {
            ledger.note(Some(document), LedgerEvent::Resolved { sent: arguments.sent })?;
        }
        Standing::Sent(_) | Standing::Open { .. } => {
            return Err(Diagnostic::error(
                codes::NOT_IN_DOUBT,
                format!("`{document}` to `{partner}` is not in doubt"),
            )
            .help(format!("`handclasp log {partner}` tells what happened"))
            .into());
        }
    }
    terminal.say(&if arguments.sent {
        format!("settled: `{document}` was sent to `{partner}`")
    } else {
        format!(
            "settled: `{document}` was not sent to `{partner}`; `handclasp send {document} --partner {partner}` sends it"
        )
    })?;
    Ok(Exit::Fine)
}
