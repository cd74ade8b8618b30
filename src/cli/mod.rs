//! The command line: one file a command.
//!
//! In: arguments. Out: what the commands print through [`terminal`], and an exit code: 0 fine, 1 problems
//! in the content, 2 wrong usage; of `send` also 3 refused, 4 deferred, 5 in doubt, 6 no entry;
//! 70 a mistake of the program; 130 ended by Ctrl-C. A command that cannot go on gives an [`error`], which is told in
//! one place, in [`commands`].

mod archive;
mod build;
mod check;
mod columns;
mod commands;
mod common;
mod confined;
mod day;
mod error;
mod explain;
mod export;
mod forget;
mod import;
mod init;
mod join;
mod log;
mod log_facts;
mod log_objection;
mod log_translation;
mod new;
mod open;
mod progress;
mod rename;
mod resolve;
mod schema;
mod selecting;
mod send;
mod signed;
mod stopping;
mod terminal;
mod today;
mod typed_password;
mod watch;
mod welcome;

pub use commands::main;
