//! Mistakes of the program itself: where they are, for those who mend them.
//!
//! A panic is caught by whoever runs a piece of work; the place in the code goes into a log, and the user gets
//! words. Nothing of the data goes into the log.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};

use crate::diagnostic::{Diagnostic, codes};

thread_local! {
    static LAST: RefCell<Option<CodeLocation>> = const { RefCell::new(None) };
}

/// Where in the code the mistake showed: file, line and column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeLocation(String);

impl CodeLocation {
    /// A place that nobody has noted.
    pub fn unknown() -> Self {
        Self("an unknown place".to_owned())
    }

    /// The place in words for a log.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// From now on the place of every panic is noted, and nothing is printed of it: whoever catches it tells.
pub fn listen() {
    std::panic::set_hook(Box::new(|panic| LAST.set(Some(place_of(panic)))));
}

fn place_of(panic: &PanicHookInfo<'_>) -> CodeLocation {
    let Some(location) = panic.location() else { return CodeLocation::unknown() };
    // Of a crate from the registry its name and version are enough, not whose computer it was built on.
    let file = location.file().replace('\\', "/");
    let file = file
        .split_once("/registry/src/")
        .and_then(|(_, rest)| rest.split_once('/'))
        .map_or(file.as_str(), |(_, within)| within);
    CodeLocation(format!("{file}:{}:{}", location.line(), location.column()))
}

/// Does something, or gives the place where it panicked.
pub fn caught<R>(work: impl FnOnce() -> R) -> Result<R, CodeLocation> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| LAST.take().unwrap_or_else(CodeLocation::unknown))
}

/// That the program has a mistake; what cannot be done because of it, in words.
pub fn problem(message: impl Into<String>, place: &CodeLocation) -> Diagnostic {
    let line = format!("handclasp {} {}", env!("CARGO_PKG_VERSION"), place.as_str());
    let help = match crate::workspace::note_mistake(&line) {
        Some(log) => format!(
            "please report it with the last line of `{}`, which says where in the program it is and has nothing of your data",
            log.display()
        ),
        None => "please report it with the command that you wrote".to_owned(),
    };
    Diagnostic::error(codes::INTERNAL, message).help(help)
}
