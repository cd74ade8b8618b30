//! `handclasp resolve`: a person says whether an email that is in doubt was sent.

use clap::Args;
use handclasp::diagnostic::Exit;
use handclasp::model::Occasion;
use handclasp::noting::settle;

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
    let reminder = arguments.reminder.map(Occasion::Reminder);
    let meeting = arguments.meeting.clone().map(Occasion::Meeting);
    let occasion = reminder.or(meeting).unwrap_or_default();
    terminal.say(&settle(&workspace, partner, document, &occasion, arguments.sent)?)?;
    Ok(Exit::Fine)
}
