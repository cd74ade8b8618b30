//! `handclasp archive`: a partner rests, and comes back.

use clap::Args;
use handclasp::diagnostic::Exit;
use handclasp::diagnostic::words::all;
use handclasp::life::{Begun, rest, wake};

use super::common::{Common, said_to_wait};
use super::error::CommandError;
use super::selecting::id_of;
use super::terminal::Terminal;

#[derive(Args)]
pub struct Arguments {
    /// The partner, by the name of its file
    partner: String,
    /// Bring it back
    #[arg(long)]
    back: bool,
}

impl Arguments {
    /// What these arguments begin.
    pub fn begins(&self) -> Begun {
        let partner = id_of(&self.partner).to_owned();
        if self.back { Begun::Return { partner } } else { Begun::Archive { partner } }
    }
}

pub fn run(arguments: &Arguments, common: &Common, terminal: &Terminal) -> Result<Exit, CommandError> {
    let workspace = common.workspace()?;
    let partner = id_of(&arguments.partner);
    let waits = || said_to_wait(terminal);
    let result =
        if arguments.back { wake(&workspace, partner, &waits)? } else { rest(&workspace, partner, &waits)? };
    for (from, to) in &result.moved {
        terminal.data(&format!("{from} → {to}"))?;
    }
    terminal.say(&match (arguments.back, result.moved.is_empty()) {
        (false, true) => format!("`{partner}` rests already"),
        (false, false) => format!(
            "`{partner}` rests: no document is made and no email sent; who objected is still not written to. \
             `handclasp archive {partner} --back` brings it back"
        ),
        (true, true) => format!("`{partner}` does not rest"),
        (true, false) => format!("`{partner}` is back, with all that happened"),
    })?;
    if !arguments.back && !result.named_by.is_empty() {
        let name = if result.named_by.len() == 1 { "names" } else { "name" };
        terminal.say(&format!(
            "{} {name} `{partner}`; as long as it rests, documents that need it cannot be made",
            all(&result.named_by)
        ))?;
    }
    Ok(Exit::Fine)
}
