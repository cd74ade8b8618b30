//! What is printed, and where: data on standard output, everything else on standard error.

use std::io::{self, IsTerminal, Write};

use handclasp::diagnostic::human::{self, Colour};
use handclasp::diagnostic::words::count;
use handclasp::diagnostic::{Diagnostics, Severity, json};

/// The terminal, or whatever stands in its place.
pub struct Terminal {
    json: bool,
    colour: Colour,
}

impl Terminal {
    /// With diagnostics as JSON or as text; text has colour on a terminal, unless `NO_COLOR` is set.
    pub fn new(json: bool) -> Self {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let colour = if io::stderr().is_terminal() && !plain { Colour::Always } else { Colour::Never };
        Self { json, colour }
    }

    /// Whether diagnostics are for a machine.
    pub fn is_json(&self) -> bool {
        self.json
    }

    /// Data.
    ///
    /// # Errors
    /// When it cannot be printed.
    pub fn data(&self, text: &str) -> io::Result<()> {
        writeln!(io::stdout(), "{text}")
    }

    /// Words to the user.
    ///
    /// # Errors
    /// When they cannot be printed.
    pub fn say(&self, text: &str) -> io::Result<()> {
        if self.json { Ok(()) } else { writeln!(io::stderr(), "{text}") }
    }

    /// Problems, with their count at the end.
    ///
    /// # Errors
    /// When they cannot be printed.
    pub fn report(&self, found: &Diagnostics) -> io::Result<()> {
        let mut out = io::stderr().lock();
        for diagnostic in found.iter() {
            if self.json {
                writeln!(out, "{}", json::render(diagnostic))?;
            } else {
                writeln!(out, "{}\n", human::render(diagnostic, self.colour))?;
            }
        }
        if !self.json && !found.is_empty() {
            let counts = [(Severity::Error, "error"), (Severity::Warning, "warning")];
            let counts: Vec<String> = counts
                .into_iter()
                .map(|(severity, noun)| (found.count(severity), noun))
                .filter(|(number, _)| *number > 0)
                .map(|(number, noun)| count(number, noun))
                .collect();
            writeln!(out, "{}", counts.join(", "))?;
        }
        Ok(())
    }
}
