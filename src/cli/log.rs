//! `handclasp log`: what happened with a partner, in plain words.

use anyhow::Result;
use clap::Args;
use handclasp::build::{Dossier, Project};
use handclasp::delivery::batch::Books;
use handclasp::delivery::ledger::{Entry, Fact, Ledger, Verdict, history};
use handclasp::diagnostic::Diagnostic;
use handclasp::diagnostic::words::did_you_mean;
use handclasp::workspace::Workspace;

use super::{Common, Outcome, Terminal};

#[derive(Args)]
pub struct Arguments {
    /// The partner, by the name of its file
    partner: String,
    /// Note that the partner does not want to be written to any more
    #[arg(long)]
    objected: bool,
}

pub fn run(arguments: &Arguments, common: &Common, terminal: &Terminal) -> Result<Outcome> {
    let workspace = match common.workspace().and_then(|workspace| known(workspace, &arguments.partner)) {
        Ok(workspace) => workspace,
        Err(problem) => {
            terminal.report(&problem.into())?;
            return Ok(Outcome::Usage);
        }
    };
    let books = books(&workspace);
    let path = books.ledger(&arguments.partner);
    if arguments.objected {
        let addresses = addresses(&workspace, &arguments.partner);
        let noted =
            Ledger::open(&path).and_then(|mut ledger| ledger.note(None, Fact::Objected { addresses }));
        if let Err(problem) = noted {
            terminal.report(&problem.into())?;
            return Ok(Outcome::Problems);
        }
        terminal.say(&format!(
            "noted: `{}` objected; no email is sent there any more. Write `objected: true` at the contact in partners/{}.yaml too, so that none is made",
            arguments.partner, arguments.partner
        ))?;
        return Ok(Outcome::Done);
    }
    match history(&path) {
        Err(problem) => {
            terminal.report(&problem.into())?;
            Ok(Outcome::Problems)
        }
        Ok(entries) if entries.is_empty() => {
            terminal.say(&format!("nothing was sent to `{}` yet", arguments.partner))?;
            Ok(Outcome::Done)
        }
        Ok(entries) => {
            let lines: Vec<String> = entries.iter().filter_map(told).collect();
            terminal.data(&lines.join("\n"))?;
            Ok(Outcome::Done)
        }
    }
}

/// All addresses of a partner.
fn addresses(workspace: &Workspace, partner: &str) -> Vec<String> {
    let dossier = Project::read(workspace).ok().and_then(|project| project.dossier(partner).ok());
    let contacts = |dossier: Dossier| dossier.partner.model.contacts;
    let contacts = dossier.map(contacts).unwrap_or_default();
    contacts.into_iter().filter_map(|contact| contact.email).collect()
}

/// The workspace, when it has such a partner.
pub fn known(workspace: Workspace, partner: &str) -> Result<Workspace, Diagnostic> {
    let (ids, _) = workspace.partner_ids()?;
    if ids.iter().any(|id| id == partner) {
        return Ok(workspace);
    }
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let mut problem = Diagnostic::error("unknown-partner-name", format!("there is no partner `{partner}`"));
    problem.help = did_you_mean(partner, &ids);
    Err(problem)
}

/// Where it is written down what happened.
pub fn books(workspace: &Workspace) -> Books {
    Books { ledgers: workspace.ledgers(), copies: workspace.copies() }
}

/// A line of the ledger in words; none for what only matters after a crash.
fn told(entry: &Entry) -> Option<String> {
    let document = entry.document.as_deref().unwrap_or_default();
    let words = match &entry.fact {
        Fact::Rendered { to, subject, attachments, sequence, cancelled, .. } => {
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
            format!("{document}: {what} for {}: “{subject}”{with}", to.join(", "))
        }
        Fact::Intent { attempt: 1, server } => format!("{document}: sending by {server}"),
        Fact::Intent { attempt, server } => format!("{document}: sending by {server}, time {attempt}"),
        Fact::Drafted { to, subject, .. } => {
            format!("{document}: put into Drafts for {}: “{subject}”", to.join(", "))
        }
        Fact::Dot => return None,
        Fact::Outcome(ended) => {
            let how = match ended.result {
                Verdict::Sent => "sent",
                Verdict::Refused => "refused by the server",
                Verdict::Deferred => "not sent, may be tried again",
                Verdict::InDoubt => "in doubt: the server may have it",
            };
            let refused = if ended.refused.is_empty() {
                String::new()
            } else {
                format!("; not to {}", ended.refused.join("; "))
            };
            format!("{document}: {how} ({}: {}){refused}", ended.stage, ended.reply)
        }
        Fact::Resolved { sent: true } => format!("{document}: settled: it was sent"),
        Fact::Resolved { sent: false } => format!("{document}: settled: it was not sent"),
        Fact::Objected { .. } => "objected to being written to".to_owned(),
        Fact::Other => "something that this version of Handclasp does not know".to_owned(),
    };
    let at = entry.at.get(..16).unwrap_or(&entry.at).replace('T', " ");
    Some(format!("{at}  {words}"))
}
