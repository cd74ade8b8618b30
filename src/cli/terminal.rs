//! What is printed, and where: data on standard output, everything else on standard error.

use std::io::{self, IsTerminal, Write};

use handclasp::diagnostic::human::{self, Colour};
use handclasp::diagnostic::words::count;
use handclasp::diagnostic::{Diagnostic, Diagnostics, Exit, Severity, alike, codes, json};

/// The terminal, or whatever stands in its place.
#[derive(Debug, Clone, Copy)]
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

    /// Sees to it that all data are printed that were given so far.
    ///
    /// # Errors
    /// When they cannot be printed.
    pub fn flush() -> io::Result<()> {
        io::stdout().flush()
    }

    /// Data that are not text, as they are.
    ///
    /// # Errors
    /// When they cannot be printed.
    pub fn bytes(&self, bytes: &[u8]) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(bytes)?;
        out.flush()
    }

    /// Words to the user.
    ///
    /// # Errors
    /// When they cannot be printed.
    pub fn say(&self, text: &str) -> io::Result<()> {
        if self.json { Ok(()) } else { writeln!(io::stderr(), "{text}") }
    }

    /// Asks whether to do something, by its verb. Where the answer is not yes, it gives how the command ends: a no ends it
    /// well; without a terminal nobody can answer, which is told.
    ///
    /// # Errors
    /// When it cannot be asked, or the answer not read.
    pub fn agreed(&self, question: &str, verb: &str) -> io::Result<Result<(), Exit>> {
        self.agreed_after(question, verb, "look at the plan (`--plan`)")
    }

    /// The same; `look` is what somebody who cannot be asked is to do first.
    ///
    /// # Errors
    /// As [`Terminal::agreed`].
    pub fn agreed_after(&self, question: &str, verb: &str, look: &str) -> io::Result<Result<(), Exit>> {
        if !io::stdin().is_terminal() {
            let message = format!("there is no terminal to ask whether to {verb}");
            let problem =
                Diagnostic::error(codes::NOT_ASKED, message).help(format!("{look}, and {verb} with `--yes`"));
            let exit = problem.exit();
            self.report(&problem.into())?;
            return Ok(Err(exit));
        }
        self.say(&format!("{question}? Write yes:"))?;
        let mut answer = String::new();
        io::stdin().read_line(&mut answer)?;
        let answer = answer.trim();
        let agreed = answer.eq_ignore_ascii_case("yes");
        if !agreed && !answer.is_empty() {
            self.say(&format!("you wrote `{answer}`; only `yes` {verb}s"))?;
        }
        Ok(if agreed { Ok(()) } else { Err(Exit::Fine) })
    }

    /// Problems, with their count at the end.
    ///
    /// # Errors
    /// When they cannot be printed.
    pub fn report(&self, found: &Diagnostics) -> io::Result<()> {
        let mut out = io::stderr().lock();
        if self.json {
            for diagnostic in found.iter() {
                writeln!(out, "{}", json::render(diagnostic))?;
            }
            return Ok(());
        }
        let groups = alike::groups(found);
        for group in &groups {
            writeln!(out, "{}\n", human::render(group, self.colour))?;
        }
        if !found.is_empty() {
            let counts = [(Severity::Error, "error"), (Severity::Warning, "warning")];
            let counts: Vec<String> = counts
                .into_iter()
                .map(|(severity, noun)| (found.count(severity), noun))
                .filter(|(number, _)| *number > 0)
                .map(|(number, noun)| count(number, noun))
                .collect();
            let told = match groups.iter().all(|group| group.others.is_empty()) {
                true => "",
                false => "; those that are alike are told once, and `--message-format json` has each of them",
            };
            writeln!(out, "{}{told}", counts.join(", "))?;
        }
        Ok(())
    }
}
