//! The `handclasp` command.

use std::process::ExitCode;

mod cli;

fn main() -> ExitCode {
    // A mistake of the program is reported by whoever runs the work, in words.
    std::panic::set_hook(Box::new(|_| {}));
    cli::main()
}
