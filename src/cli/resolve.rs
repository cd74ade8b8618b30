//! `handclasp resolve`: a person says whether an email that is in doubt was sent.

use std::collections::BTreeSet;

use clap::Args;
use handclasp::diagnostic::words::all;
use handclasp::diagnostic::{Diagnostic, Exit, codes};
use handclasp::history::{Ledger, LedgerEvent, Standing};
use handclasp::model::Occasion;

use super::common::Common;
use super::error::CommandError;
use super::terminal::Terminal;

#[derive(Args)]
pub struct Arguments {
    /// The partner, by the name of its file
    partner: String,
    /// The email, by its document's name
    document: String,
    /// The meeting that it is for, by its `id` or its day, where there is more than one
    #[arg(long, value_name = "ID")]
    meeting: Option<String>,
    /// Which reminder it is, by its number
    #[arg(long, value_name = "NUMBER", conflicts_with = "meeting")]
    reminder: Option<u32>,
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
    let reminder = arguments.reminder.map(Occasion::Reminder);
    let meeting = arguments.meeting.clone().map(Occasion::Meeting);
    let occasion = reminder.or(meeting).unwrap_or_default();
    let name = occasion.named(document);
    if !is_open(&ledger, document, &occasion) {
        let problem =
            Diagnostic::error(codes::NOT_IN_DOUBT, format!("`{name}` to `{partner}` is not in doubt"));
        return Err(problem.help(instead(&ledger, partner, document)).into());
    }
    ledger.note(Some((document, &occasion)), LedgerEvent::Resolved { sent: arguments.sent })?;
    terminal.say(&if arguments.sent {
        format!("settled: `{name}` was sent to `{partner}`")
    } else {
        let meeting = occasion.asking_flag();
        format!(
            "settled: `{name}` was not sent to `{partner}`; `handclasp send {document} --partner {partner}{meeting}` sends it"
        )
    })?;
    Ok(Exit::Fine)
}

/// Whether somebody may say what became of an email.
fn is_open(ledger: &Ledger, document: &str, occasion: &Occasion) -> bool {
    let standing = ledger.standing(document, occasion);
    matches!(standing, Standing::InDoubt { .. } | Standing::Drafting { .. } | Standing::Drafted { .. })
}

/// What may be meant instead: the same email for another meeting.
fn instead(ledger: &Ledger, partner: &str, document: &str) -> String {
    let of_document = ledger.entries().iter().filter(|entry| entry.document.as_deref() == Some(document));
    let occasions: BTreeSet<&Occasion> = of_document.map(|entry| &entry.occasion).collect();
    let open = occasions.into_iter().filter(|occasion| is_open(ledger, document, occasion));
    let commands: Vec<String> =
        open.map(|occasion| format!("handclasp resolve {partner} {document}{}", occasion.flag())).collect();
    match commands.as_slice() {
        [] => format!("`handclasp log {partner}` tells what happened"),
        commands => format!("in doubt is {}", all(commands)),
    }
}
