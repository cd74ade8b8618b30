//! The name of a kind of problem, and how a command ends because of it.

use super::exit::Exit;

/// A kind of problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Code {
    /// Its name in kebab-case, which no other has, as printed in brackets behind `error` or `warning`.
    pub name: &'static str,
    /// How a command ends because of it.
    pub exit: Exit,
}

impl Code {
    /// A kind of problem, by its name.
    pub const fn new(name: &'static str, exit: Exit) -> Self {
        Self { name, exit }
    }

    /// A kind of problem in the content.
    pub const fn of_content(name: &'static str) -> Self {
        Self::new(name, Exit::Content)
    }
}
