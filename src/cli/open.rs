//! `handclasp open`: the office page, in the browser.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::Args;
use handclasp::diagnostic::{Diagnostic, Exit, codes};
use handclasp::mail::account::{self, Secret};
use handclasp::office::OfficeServer;
use handclasp::workspace::{Workspace, note_opened, opened_last};

use super::common::{Common, end_at_once, project};
use super::error::CommandError;
use super::terminal::Terminal;
use super::typed_password::typed_password;

#[derive(Args)]
pub struct Arguments {
    /// The folder with institution.yaml [default: this one or the nearest above it, else the one opened last]
    folder: Option<PathBuf>,
    /// Only print the address, and open no browser
    #[arg(long)]
    no_browser: bool,
    /// Ask here for the password of the mailbox, so that emails can be sent from the page
    #[arg(long)]
    ask_password: bool,
}

pub fn run(arguments: &Arguments, common: &Common, terminal: &Terminal) -> Result<Exit, CommandError> {
    let workspace = workspace(arguments, common)?;
    note_opened(workspace.root());
    let secret = if arguments.ask_password { Some(asked_password(&workspace)?) } else { None };
    let server = OfficeServer::new(workspace)?;
    if let Some(secret) = secret {
        server.keep_secret(secret);
    }
    let address = server.address();
    let end = server.end_signal();
    let is_asked = AtomicBool::new(false);
    let words = *terminal;
    // Without a handler Ctrl-C ends the program at once; no file is half written then either.
    let _ = ctrlc::set_handler(move || match is_asked.swap(true, Ordering::Relaxed) {
        true => end_at_once(Exit::Stopped),
        false => {
            if end.end() {
                // Who has closed the output does not want to know.
                let _ = words.say("ends after what is in hand …; Ctrl-C once more ends it at once");
            }
        }
    });
    terminal.data(&address)?;
    Terminal::flush()?;
    let is_shown = !arguments.no_browser && open::that_detached(&address).is_ok();
    terminal.say(match is_shown {
        true => "the page is opened in your browser; it ends with Ctrl-C here, or with End there",
        false => "open this address in your browser; the page ends with Ctrl-C here, or with End there",
    })?;
    server.serve()?;
    Ok(Exit::Fine)
}

/// The password of the mailbox that emails leave from, typed here and kept until the program ends.
///
/// # Errors
/// An account that cannot be read or needs none; nobody can type here.
fn asked_password(workspace: &Workspace) -> Result<Secret, CommandError> {
    let account = account::account(&project(workspace)?)?;
    let Some(user) = &account.user else {
        let problem = Diagnostic::error(codes::ACCOUNT, "the account names nobody who logs in");
        return Err(problem
            .help("add `user: \"name@example.org\"` below `mail:`, or leave out `--ask-password`")
            .into());
    };
    Ok(typed_password(&account, user)?)
}

/// The folder that is meant: the one named, the one that we are in, the one opened last.
///
/// # Errors
/// That there is none.
fn workspace(arguments: &Arguments, common: &Common) -> Result<Workspace, Diagnostic> {
    if let Some(folder) = &arguments.folder {
        let named = Common { workspace: Some(folder.clone()), message_format: common.message_format };
        return named.workspace();
    }
    let here = common.workspace();
    let is_unnamed = common.workspace.is_none();
    match here {
        Err(problem) if is_unnamed && problem.code == codes::NO_WORKSPACE => {
            opened_last().map(Workspace::at).ok_or(problem)
        }
        here => here,
    }
}
