//! Data that a function of ours cannot use.

use tera::Error;

use super::raised::raise;

/// Data that a function cannot use: the dotted path of the field, and why, a phrase.
#[derive(Debug)]
pub struct UnfitData {
    /// The dotted path of the field.
    pub path: String,
    /// Why it cannot be used.
    pub message: String,
}

/// An error about the data, not about the template.
pub fn about(path: &str, message: &str) -> Error {
    raise(UnfitData { path: path.to_owned(), message: message.to_owned() }, message)
}
