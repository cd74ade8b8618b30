//! The name of a kind of problem, and how a command ends because of it.

use std::hash::{Hash, Hasher};

use super::exit::Exit;

/// A kind of problem.
#[derive(Debug, Clone, Copy)]
pub struct Code {
    /// Its name in kebab-case, as printed in brackets behind `error` or `warning`.
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

// The name tells a kind of problem from all others.
impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Code {}

impl Hash for Code {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}
