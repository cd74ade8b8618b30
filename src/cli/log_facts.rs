//! `handclasp log NAME FACT`: what somebody notes of a partner.

use clap::{Args, Subcommand};
use handclasp::diagnostic::Exit;
use handclasp::history::Fact;
use handclasp::noting::{FactToNote, NotedLine, SaidFact, retract_last};
use handclasp::workspace::Workspace;

use super::day::{DayArguments, day, day_behind};
use super::error::CommandError;
use super::log_objection::object;
use super::log_translation::checked_translation;
use super::signed::SignedArguments;
use super::terminal::Terminal;

/// What somebody can note of a partner.
#[derive(Subcommand)]
pub enum FactCommand {
    /// You talked on the telephone
    Called(TextArguments),
    /// You met
    Met(TextArguments),
    /// You wrote to them, in whatever way
    Wrote(TextArguments),
    /// They answered, or turned to you
    Answered(TextArguments),
    /// You sent a document by hand; it is not sent once more
    Sent(SentArguments),
    /// A document was signed; the scan is kept, and the document stays as it was signed
    Signed(SignedArguments),
    /// They do not want to work with you now
    Declined(TextArguments),
    /// Nothing is to be done before a day
    Snoozed(SnoozedArguments),
    /// A contact is no longer there, and is not written to
    Left(LeftArguments),
    /// Something else that is worth to know
    Note(TextArguments),
    /// They do not want to be written to any more
    Objected,
    /// The two languages of each text of the documents say the same, after they were shown
    CheckedTranslation(CheckedArguments),
    /// Take back what was noted last
    Undo,
}

/// What is said of something that happened.
#[derive(Args)]
pub struct TextArguments {
    /// What about, in neutral words: the person may ask to read it
    #[arg(value_name = "TEXT")]
    words: Vec<String>,
    #[command(flatten)]
    when: DayArguments,
}

/// Which document was sent by hand.
#[derive(Args)]
pub struct SentArguments {
    /// The document, by the name of its folder in `templates`
    document: String,
    /// The meeting that it is for, by its `id` or its day
    #[arg(long, value_name = "ID")]
    meeting: Option<String>,
    #[command(flatten)]
    when: DayArguments,
}

/// Until when nothing is to be done.
#[derive(Args)]
pub struct SnoozedArguments {
    /// The day on which you want to hear of the partner again: 2027-05-01
    #[arg(value_name = "DATE")]
    until: String,
    /// Why
    #[arg(value_name = "TEXT")]
    words: Vec<String>,
    #[command(flatten)]
    when: DayArguments,
}

/// Who has left.
#[derive(Args)]
pub struct LeftArguments {
    /// The contact, by the address, the name or the `id` in the partner's file
    #[arg(required = true)]
    contact: Vec<String>,
    #[command(flatten)]
    when: DayArguments,
}

/// How the texts are looked at.
#[derive(Args)]
pub struct CheckedArguments {
    /// Do not ask: the texts that are shown were looked at
    #[arg(long)]
    yes: bool,
}

impl FactCommand {
    /// How it is written.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Called(_) => "called",
            Self::Met(_) => "met",
            Self::Wrote(_) => "wrote",
            Self::Answered(_) => "answered",
            Self::Sent(_) => "sent DOCUMENT",
            Self::Signed(_) => "signed DOCUMENT",
            Self::Declined(_) => "declined",
            Self::Snoozed(_) => "snoozed DATE",
            Self::Left(_) => "left CONTACT",
            Self::Note(_) => "note",
            Self::Objected => "objected",
            Self::CheckedTranslation(_) => "checked-translation",
            Self::Undo => "undo",
        }
    }

    /// Notes it of a partner.
    ///
    /// # Errors
    /// Why it cannot be noted.
    pub fn note(
        &self,
        workspace: &Workspace,
        partner: &str,
        terminal: &Terminal,
    ) -> Result<Exit, CommandError> {
        let (said, when) = match self {
            Self::Called(own) => (SaidFact::Plain(Fact::Called { text: text(&own.words) }), &own.when),
            Self::Met(own) => (SaidFact::Plain(Fact::Met { text: text(&own.words) }), &own.when),
            Self::Wrote(own) => (SaidFact::Plain(Fact::Wrote { text: text(&own.words) }), &own.when),
            Self::Answered(own) => (SaidFact::Plain(Fact::Answered { text: text(&own.words) }), &own.when),
            Self::Declined(own) => (SaidFact::Plain(Fact::Declined { text: text(&own.words) }), &own.when),
            Self::Note(own) => (SaidFact::Plain(Fact::Note { text: text(&own.words) }), &own.when),
            Self::Snoozed(own) => {
                let until = day_behind("snoozed ", &own.until)?;
                (SaidFact::Plain(Fact::Snoozed { until, text: text(&own.words) }), &own.when)
            }
            Self::Sent(own) => {
                let (document, meeting) = (own.document.clone(), own.meeting.clone());
                (SaidFact::SentByHand { document, meeting }, &own.when)
            }
            Self::Left(own) => (SaidFact::ContactLeft(text(&own.contact)), &own.when),
            Self::Signed(own) => return own.note(workspace, partner, terminal),
            Self::Objected => return object(workspace, partner, terminal),
            Self::CheckedTranslation(own) => {
                return checked_translation(workspace, partner, own.yes, terminal);
            }
            Self::Undo => {
                let retracted = retract_last(workspace, partner)?;
                terminal.say(&retracted.sentence)?;
                if retracted.is_signature() {
                    terminal.say("the scan stays where it is; delete it there if nobody needs it")?;
                }
                return Ok(Exit::Fine);
            }
        };
        let fact = said.looked_at(workspace, partner, when.day()?, day(None)?)?;
        note(fact, workspace, terminal)
    }
}

/// Notes a fact, and says so.
///
/// # Errors
/// When it cannot be written.
pub fn note(fact: FactToNote, workspace: &Workspace, terminal: &Terminal) -> Result<Exit, CommandError> {
    let partner = fact.partner.clone();
    let NotedLine { sentence, remarks } = fact.note(workspace)?;
    terminal.report(&remarks)?;
    terminal.say(&sentence)?;
    terminal.say(&format!("if that is wrong, `handclasp log {partner} undo` takes it back"))?;
    Ok(remarks.exit())
}

/// Words as one text.
fn text(words: &[String]) -> String {
    words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}
