//! `handclasp confined`: one piece of work, asked for by another run of the program, which may end it.

use clap::Args;
use handclasp::diagnostic::Exit;
use handclasp::project::picture_trial;
use handclasp::table::apart;
use handclasp::{confined, mistake};

use super::error::CommandError;
use super::terminal::Terminal;

#[derive(Args)]
pub struct Arguments {
    /// Which work
    work: String,
}

/// How much room the work has for what calls itself: as much as a worker has.
const STACK: usize = 16 * 1024 * 1024;

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, CommandError> {
    let answer: fn(&str, &[u8]) -> Vec<u8> = match arguments.work.as_str() {
        picture_trial::WORK => picture_trial::answer,
        apart::WORK => apart::answer,
        _ => return Ok(Exit::Usage),
    };
    let (detail, bytes) = confined::question()?;
    let work = move || mistake::caught(|| answer(&detail, &bytes));
    let worker = std::thread::Builder::new().stack_size(STACK).spawn(work)?;
    match worker.join() {
        Ok(Ok(answer)) => {
            terminal.bytes(&answer)?;
            Ok(Exit::Fine)
        }
        Ok(Err(place)) => Err(mistake::problem("this cannot be answered", &place).into()),
        Err(_) => Ok(Exit::Internal),
    }
}
