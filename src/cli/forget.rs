//! `handclasp forget`: all that is known of a partner, or of one of its contacts, goes for good.

use clap::Args;
use handclasp::diagnostic::Exit;
use handclasp::diagnostic::words::{all, count, visible};
use handclasp::history::LedgerEvent;
use handclasp::life::{ForgetPlan, ForgetRequest, Trace, forget};
use handclasp::workspace::{OBJECTIONS, Workspace};

use super::common::{Common, said_to_wait};
use super::error::CommandError;
use super::selecting::id_of;
use super::terminal::Terminal;

#[derive(Args)]
pub struct Arguments {
    /// The partner, by the name of its file
    partner: String,
    /// Only this person: by the `id` of the entry, the email address or the whole name
    #[arg(long, value_name = "WHO")]
    contact: Option<String>,
    /// Show what would go; delete nothing
    #[arg(long)]
    plan: bool,
    /// Do not ask
    #[arg(long)]
    yes: bool,
}

pub fn run(arguments: &Arguments, common: &Common, terminal: &Terminal) -> Result<Exit, CommandError> {
    let workspace = common.workspace()?;
    let partner = id_of(&arguments.partner);
    let request = ForgetRequest { partner, contact: arguments.contact.as_deref() };
    let plan = ForgetPlan::of(&workspace, request)?;
    terminal.data(&shown(&plan, &workspace))?;
    terminal.report(&plan.found)?;
    if arguments.plan {
        return Ok(plan.found.exit());
    }
    let whom = arguments.contact.as_deref().unwrap_or(partner);
    let question = format!("Nothing brings this back. Forget `{}`", visible(whom));
    if !arguments.yes
        && let Err(exit) = terminal.agreed(&question, "forget")?
    {
        terminal.say("nothing was deleted")?;
        return Ok(exit);
    }
    let result = forget(&workspace, request, &plan, &|| said_to_wait(terminal))?;
    terminal.report(&result.found)?;
    terminal.say(&format!(
        "{} deleted, {} changed",
        count(result.deleted.len(), "file or folder").replace("file or folders", "files and folders"),
        count(result.changed.len(), "file")
    ))?;
    terminal.say(&beyond_reach(&plan))?;
    Ok(result.found.exit())
}

/// The plan as a person reads it.
fn shown(plan: &ForgetPlan, workspace: &Workspace) -> String {
    let mut text = Vec::new();
    if !plan.whom.is_empty() {
        text.push(format!("to be forgotten: {}", visible(&plan.whom.join(", "))));
    }
    let mut section = |title: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            text.push(format!("\n{title}"));
            text.extend(lines.iter().map(|line| format!("  {line}")));
        }
    };
    section("deleted:", plan.deletions.iter().map(|path| workspace.shown(path)).collect());
    let logs =
        plan.logs.iter().map(|path| format!("{}: the words go, the lines stay", workspace.shown(path)));
    let edits = plan.edits.iter().map(|edit| format!("{}: without this person", workspace.shown(&edit.path)));
    section("changed:", edits.chain(logs).collect());
    section("stays, because a person wrote it:", plan.left.iter().map(place).collect());
    section(
        "name it by its id, and need another partner in its place:",
        plan.named_by.iter().map(|name| visible(name)).collect(),
    );
    section(
        "cannot be looked into, so look yourself:",
        plan.sealed.iter().map(|name| visible(name)).collect(),
    );
    if let Some(LedgerEvent::Objected { hashes, organisation, .. }) = &plan.objection {
        let number = hashes.len() + usize::from(organisation.is_some());
        section(
            "kept:",
            vec![format!("that they objected, in {OBJECTIONS}: {}, without a name", count(number, "code"))],
        );
    }
    text.join("\n")
}

/// Where a file names whom.
fn place(trace: &Trace) -> String {
    let what = trace.kind.words();
    match trace.line {
        Some(line) if !trace.in_name => format!("{}, line {line}: {what}", trace.name),
        _ => format!("{}: {what}", trace.name),
    }
}

/// What the program cannot reach.
fn beyond_reach(plan: &ForgetPlan) -> String {
    let mut places = vec![
        "your mailbox (Inbox, Sent, Drafts)",
        "printed pages",
        "spreadsheets elsewhere",
        "backups",
        "earlier versions and the bin of OneDrive, Dropbox and the like",
    ];
    if plan.has_versions {
        places.push("earlier versions in Git");
    }
    let names = all(&places).replace('`', "");
    format!("not reached, so look there yourself: {names}")
}
