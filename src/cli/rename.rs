//! `handclasp rename`: a partner's file gets another name, with all that is called after it.

use clap::Args;
use handclasp::diagnostic::Exit;
use handclasp::diagnostic::words::all;
use handclasp::life::{Begun, rename};

use super::common::{Common, said_to_wait};
use super::error::CommandError;
use super::selecting::id_of;
use super::terminal::Terminal;

#[derive(Args)]
pub struct Arguments {
    /// The partner, by the name of its file
    partner: String,
    /// The new name: small letters, digits, hyphens
    new_name: String,
}

impl Arguments {
    /// What these arguments begin.
    pub fn begins(&self) -> Begun {
        Begun::Rename { from: id_of(&self.partner).to_owned(), to: self.new_name.clone() }
    }
}

pub fn run(arguments: &Arguments, common: &Common, terminal: &Terminal) -> Result<Exit, CommandError> {
    let workspace = common.workspace()?;
    let (old, new) = (id_of(&arguments.partner), arguments.new_name.as_str());
    let result = rename(&workspace, old, new, &|| said_to_wait(terminal))?;
    for (from, to) in &result.moved {
        terminal.data(&format!("{from} → {to}"))?;
    }
    for (file, fields) in &result.edited {
        terminal.data(&format!("{file}: `{new}` in {}", all(fields)))?;
    }
    terminal.say(&format!("`{old}` is called `{new}` now"))?;
    if result.moved.iter().any(|(_, to)| to.starts_with("output/")) {
        terminal.say("a folder for documents that was named with `--out` elsewhere keeps its name")?;
    }
    Ok(Exit::Fine)
}
