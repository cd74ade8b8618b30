//! `handclasp schema`: the JSON Schema of a file, for editors.

use anyhow::Result;
use clap::{Args, ValueEnum};
use handclasp::schema::{INSTITUTION, PARTNER};

use super::{Outcome, Terminal};

#[derive(Args)]
pub struct Arguments {
    /// Which file
    file: File,
}

#[derive(Clone, Copy, ValueEnum)]
enum File {
    Institution,
    Partner,
}

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Outcome> {
    let schema = match arguments.file {
        File::Institution => &*INSTITUTION,
        File::Partner => &*PARTNER,
    };
    terminal.data(&serde_json::to_string_pretty(schema)?)?;
    Ok(Outcome::Done)
}
