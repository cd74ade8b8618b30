//! `handclasp log`: what happened with a partner, in plain words.

use std::path::Path;

use clap::{Args, ValueEnum};
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width};
use handclasp::checking::{TextInTwo, texts_to_look_at};
use handclasp::diagnostic::words::{all, count, visible};
use handclasp::diagnostic::{Diagnostic, Diagnostics, Exit, codes};
use handclasp::email_address::shown;
use handclasp::history::{Ledger, LedgerEntry, LedgerEvent, Objector, SendingResult, read_ledger};
use handclasp::workspace::{OBJECTIONS, PartnerFileKind, Workspace, ids_of};

use super::columns::in_columns;
use super::common::{Common, project};
use super::day::day;
use super::error::CommandError;
use super::terminal::Terminal;

#[derive(Args)]
pub struct Arguments {
    /// The partner, by the name of its file
    partner: Option<String>,
    /// What to note: that both languages of its texts say the same, after they were shown
    #[arg(value_name = "FACT")]
    fact: Option<NotedFact>,
    /// Note that the partner does not want to be written to any more
    #[arg(long, conflicts_with = "fact")]
    objected: bool,
    /// Do not ask: the texts that are shown were looked at
    #[arg(long, requires = "fact")]
    yes: bool,
}

/// What somebody can note with a partner.
#[derive(Clone, Copy, ValueEnum)]
enum NotedFact {
    /// The two languages of each text of its documents say the same
    CheckedTranslation,
}

pub fn run(arguments: &Arguments, common: &Common, terminal: &Terminal) -> Result<Exit, CommandError> {
    let (workspace, partner) = named(arguments, common).map_err(CommandError::usage)?;
    if arguments.objected {
        return object(&workspace, partner, terminal);
    }
    if let Some(NotedFact::CheckedTranslation) = arguments.fact {
        return checked_translation(&workspace, partner, arguments.yes, terminal);
    }
    let mut misnamed = misnamed(&workspace, partner);
    let (entries, torn) = history_of(&workspace, partner)?;
    if entries.is_empty() && torn.is_empty() {
        terminal.say(&format!("nothing was sent to `{partner}` yet"))?;
    } else {
        let lines: Vec<String> = entries.iter().filter_map(told).collect();
        terminal.data(&lines.join("\n"))?;
    }
    misnamed.extend(torn);
    terminal.report(&misnamed)?;
    Ok(misnamed.exit())
}

/// The workspace and the partner.
///
/// # Errors
/// That none is named, or one that there is not.
fn named<'a>(arguments: &'a Arguments, common: &Common) -> Result<(Workspace, &'a str), Diagnostic> {
    match &arguments.partner {
        Some(partner) => Ok((common.workspace_with(partner)?, partner)),
        None => Err(unnamed(&common.workspace()?)),
    }
}

/// All that happened with a partner, also before it was put to rest.
fn history_of(workspace: &Workspace, partner: &str) -> Result<(Vec<LedgerEntry>, Diagnostics), Diagnostic> {
    let files = workspace.resting_files()?.into_iter();
    let at_rest = files.filter(|file| file.partner == partner && file.kind == PartnerFileKind::Log);
    let (mut entries, mut torn) = (Vec::new(), Diagnostics::new());
    for path in at_rest.map(|file| file.path).chain([workspace.ledger(partner)]) {
        let (more, problem) = read_ledger(&path)?;
        entries.extend(more);
        torn.extend(problem);
    }
    Ok((entries, torn))
}

/// Notes that a partner objected: with the partner, and in the list that stays when the partner is deleted.
fn object(workspace: &Workspace, partner: &str, terminal: &Terminal) -> Result<Exit, CommandError> {
    let mut found = Diagnostics::new();
    let objector = Objector::of(workspace, partner).unwrap_or_else(|problem| {
        found.push(problem);
        Objector::default()
    });
    let mut note = |path: &Path, event| {
        let noted = Ledger::open(path).and_then(|mut ledger| ledger.note(None, event));
        noted.map_err(|problem| found.push(problem)).is_ok()
    };
    // The list first: a run that is sending to this partner holds its log, and looks into the list.
    let is_in_list = objector.is_known() && note(&workspace.objections(), objector.kept());
    let is_in_log = note(&workspace.ledger(partner), objector.noted());
    found.extend(objector.unread);
    terminal.report(&found)?;
    let addresses: Vec<_> = objector.addresses.iter().map(|address| shown(address)).collect();
    let whom = if addresses.is_empty() { "no address is known".to_owned() } else { all(&addresses) };
    let keep = format!("Keep the file {OBJECTIONS} when you delete the partner");
    match (is_in_log, is_in_list) {
        (false, false) => {
            terminal.say("the objection is not noted")?;
            return Ok(found.exit().max(Exit::Content));
        }
        (false, true) => terminal.say(&format!(
            "noted in {OBJECTIONS} only: no email is made or sent to {whom} any more; to another address of `{partner}` it \
             still would be. {keep}"
        ))?,
        (true, _) => terminal.say(&format!(
            "noted: `{partner}` objected; no email is made or sent there any more, whatever its address is ({whom}). {keep}"
        ))?,
    }
    if found.has_errors() {
        terminal.say("mend what stands above, then note it once more, so that no address is missing")?;
    }
    Ok(found.exit())
}

/// Shows the texts of a partner's documents in both languages, and notes that they say the same.
fn checked_translation(
    workspace: &Workspace,
    partner: &str,
    is_agreed: bool,
    terminal: &Terminal,
) -> Result<Exit, CommandError> {
    let texts = texts_to_look_at(&project(workspace)?, partner, day(None)?)?;
    if texts.is_empty() {
        terminal.say("all texts were looked at in both languages, and none has changed since")?;
        return Ok(Exit::Fine);
    }
    terminal.data(&texts.iter().map(in_two_columns).collect::<Vec<_>>().join("\n\n"))?;
    let number = count(texts.len(), "text");
    let question = format!("Do both languages say the same in each of these {number}");
    let seen = "read the texts that stand above";
    if !is_agreed && let Err(exit) = terminal.agreed_after(&question, "note", seen)? {
        return Ok(exit);
    }
    let noted = texts.into_iter().map(|text| text.noted).collect();
    let mut ledger = Ledger::open(&workspace.ledger(partner))?;
    ledger.note(None, LedgerEvent::TranslationChecked { texts: noted })?;
    terminal.say(&format!("noted: {number} looked at in both languages"))?;
    Ok(Exit::Fine)
}

/// A text in its two languages, side by side below its place.
fn in_two_columns(text: &TextInTwo) -> String {
    let mut table = Table::new();
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(WIDTH);
    let half = ColumnConstraint::Absolute(Width::Percentage(50));
    let cells = text.versions.iter().map(|(tag, words)| {
        let words = words.lines().map(visible).collect::<Vec<_>>().join("\n");
        format!("{tag}\n{words}")
    });
    table.add_row(cells);
    table.set_constraints([half, half]);
    format!("{}\n{}", text.place, in_columns(table))
}

/// How many letters stand side by side.
const WIDTH: u16 = 100;

/// What is wrong with the names of files that seem to be of a partner.
fn misnamed(workspace: &Workspace, partner: &str) -> Diagnostics {
    let mut found = Diagnostics::new();
    match workspace.all_partner_files() {
        Ok(files) => {
            let own = files.into_iter().filter(|file| file.partner == partner);
            found.extend(own.filter_map(|file| file.misnamed));
        }
        Err(problem) => found.push(problem),
    }
    found
}

/// How many partners are named to choose from.
const NAMED: usize = 12;

/// That it is not said which partner is meant, and which there are.
fn unnamed(workspace: &Workspace) -> Diagnostic {
    let problem = Diagnostic::error(codes::UNKNOWN_PARTNER_NAME, "`log` needs the name of a partner");
    let ids = match workspace.partner_files() {
        Ok(files) => ids_of(&files),
        Err(unlisted) => return unlisted,
    };
    if ids.is_empty() {
        return problem.help("there is no partner yet; `handclasp new NAME` begins a file for one");
    }
    let more = ids.len().saturating_sub(NAMED);
    let names = all(&ids[..ids.len() - more]);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    problem.help(format!("write it behind, as in `handclasp log {}`; there is {names}{more}", ids[0]))
}

/// Addresses as people read them.
fn whom(addresses: &[String]) -> String {
    addresses.iter().map(|address| shown(address)).collect::<Vec<_>>().join(", ")
}

/// A line of the ledger in words; none for what only matters after a crash.
fn told(entry: &LedgerEntry) -> Option<String> {
    let document = entry.occasion.named(entry.document.as_deref().unwrap_or_default());
    let words = match &entry.event {
        LedgerEvent::Rendered { to, subject, attachments, sequence, cancelled, .. } => {
            let what = match (sequence, cancelled) {
                (_, true) => "cancellation ready",
                (Some(1..), false) => "update ready",
                _ => "ready",
            };
            let with = if attachments.is_empty() {
                String::new()
            } else {
                format!(", with {}", attachments.join(", "))
            };
            format!("{document}: {what} for {}: “{subject}”{with}", whom(to))
        }
        LedgerEvent::Intent { attempt: 1, server } => format!("{document}: sending by {server}"),
        LedgerEvent::Intent { attempt, server } => format!("{document}: sending by {server}, time {attempt}"),
        LedgerEvent::Drafting { to, subject, .. } => {
            format!("{document}: putting into Drafts for {}: “{subject}”", whom(to))
        }
        LedgerEvent::Drafted { to, subject, .. } => {
            format!("{document}: put into Drafts for {}: “{subject}”", whom(to))
        }
        LedgerEvent::Dot => return None,
        LedgerEvent::Outcome(ended) => {
            let how = match ended.result {
                SendingResult::Sent => "sent",
                SendingResult::Refused => "refused by the server",
                SendingResult::Deferred => "not sent, may be tried again",
                SendingResult::InDoubt => "in doubt: the server may have it",
            };
            let refused = if ended.refused.is_empty() {
                String::new()
            } else {
                format!("; not to {}", ended.refused.join("; "))
            };
            format!("{document}: {how} ({}: {}){refused}", ended.stage, ended.reply)
        }
        LedgerEvent::Resolved { sent: true } => format!("{document}: settled: it was sent"),
        LedgerEvent::Resolved { sent: false } => format!("{document}: settled: it was not sent"),
        LedgerEvent::Objected { .. } => "objected to being written to".to_owned(),
        LedgerEvent::Noted { .. } | LedgerEvent::Undone { .. } => return None,
        LedgerEvent::Renamed { from, to } => format!("`{from}` is called `{to}` from here on"),
        LedgerEvent::TranslationChecked { texts } => {
            format!("{} looked at in both languages", count(texts.len(), "text"))
        }
        LedgerEvent::Other => "something that this version of Handclasp does not know".to_owned(),
    };
    let at = entry.at.get(..16).unwrap_or(&entry.at).replace('T', " ");
    Some(visible(&format!("{at}  {words}")))
}
