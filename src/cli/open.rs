//! `handclasp open`: the office page, in the browser.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::Args;
use handclasp::diagnostic::{Diagnostic, Exit, codes};
use handclasp::mail::account::{self, Secret};
use handclasp::office::OfficeServer;
use handclasp::workspace::{ChosenFolder, Workspace, note_opened, opened_last};

use super::common::{Common, end_at_once, project};
use super::error::CommandError;
use super::terminal::Terminal;
use super::typed_password::typed_password;

#[derive(Args)]
pub struct Arguments {
    /// The folder with institution.yaml, or one in which to begin [default: this one or the nearest above it, else the one
    /// opened last, else the page asks]
    folder: Option<PathBuf>,
    /// Let the page ask for the folder, whichever was opened before
    #[arg(long, conflicts_with_all = ["folder", "ask_password"])]
    choose: bool,
    /// Only print the address, and open no browser
    #[arg(long)]
    no_browser: bool,
    /// Ask here for the password of the mailbox, so that emails can be sent from the page
    #[arg(long)]
    ask_password: bool,
}

pub fn run(arguments: &Arguments, common: &Common, terminal: &Terminal) -> Result<Exit, CommandError> {
    let server = match workspace(arguments, common)? {
        Some(workspace) => {
            note_opened(workspace.root());
            let secret = if arguments.ask_password { Some(asked_password(&workspace)?) } else { None };
            let server = OfficeServer::new(workspace)?;
            if let Some(secret) = secret {
                server.keep_secret(secret);
            }
            server
        }
        None => OfficeServer::asking()?,
    };
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

/// The folder that is meant: the one named, the one that we are in, the one opened last. None when the page is to ask.
///
/// # Errors
/// A file in place of a folder; that there is none when a password is asked for.
fn workspace(arguments: &Arguments, common: &Common) -> Result<Option<Workspace>, Diagnostic> {
    if arguments.choose {
        return Ok(None);
    }
    if let Some(folder) = arguments.folder.as_ref().or(common.workspace.as_ref()) {
        return match ChosenFolder::at(folder) {
            ChosenFolder::NoFolder => Err(no_folder(&folder.display().to_string())),
            _ => Ok(Some(Workspace::at(folder))),
        };
    }
    match common.workspace() {
        Ok(workspace) => Ok(Some(workspace)),
        Err(problem) if problem.code == codes::NO_WORKSPACE => match opened_last().map(Workspace::at) {
            // Whose mailbox it is stands in the folder.
            None if arguments.ask_password => Err(problem),
            last => Ok(last),
        },
        Err(problem) => Err(problem),
    }
}

/// That what was named is no folder.
fn no_folder(name: &str) -> Diagnostic {
    Diagnostic::error(codes::NO_WORKSPACE, format!("`{name}` is no folder that can be opened"))
        .help("name a folder; in an empty one, or in one that is not there yet, the page begins with your institution")
}
