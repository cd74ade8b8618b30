//! `handclasp schema`: the JSON Schema of a file, for editors.

use clap::{Args, ValueEnum};
use handclasp::diagnostic::Exit;
use handclasp::schema::{INSTITUTION, PARTNER, text_for_editors};

use super::error::CommandError;
use super::terminal::Terminal;

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

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, CommandError> {
    let schema = match arguments.file {
        File::Institution => &*INSTITUTION,
        File::Partner => &*PARTNER,
    };
    terminal.data(text_for_editors(schema).trim_end())?;
    Ok(Exit::Fine)
}
