//! The key that lets a browser in: nobody else on this computer, and no page from elsewhere, can guess it.
//!
//! It stands in the first address and moves from there into a cookie, so that it is in no address that is shown, kept or
//! passed on.

use std::fmt::Write;

use crate::diagnostic::{Diagnostic, codes};

/// A key of 128 bits, written in hexadecimal digits.
#[derive(Clone)]
pub struct EntryKey(String);

impl EntryKey {
    /// One that nobody knows yet.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub fn new() -> Result<Self, Diagnostic> {
        let mut bytes = [0_u8; 16];
        getrandom::fill(&mut bytes).map_err(|error| {
            let message =
                format!("the page cannot be opened safely: the system gives no random number ({error})");
            Diagnostic::error(codes::NO_PAGE, message).help("start the computer anew, and try again")
        })?;
        let mut digits = String::new();
        for byte in bytes {
            // Nothing is written but into memory.
            let _ = write!(digits, "{byte:02x}");
        }
        Ok(Self(digits))
    }

    /// Its digits.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// Whether somebody has it. It takes as long whatever is wrong with what was given.
    pub fn is(&self, given: &str) -> bool {
        let differs = |(own, other): (u8, u8)| own ^ other;
        let difference = self.0.bytes().zip(given.bytes()).map(differs).fold(0, |all, one| all | one);
        given.len() == self.0.len() && difference == 0
    }
}
