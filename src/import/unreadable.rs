//! That a cell cannot be read, before it is known where it stands.

/// Why a cell cannot be read, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadableCell {
    pub message: String,
    pub help: String,
}

impl UnreadableCell {
    /// With a message and what to do.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}

/// A text for a message.
pub fn shown(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short: String = line.chars().filter(|one| !one.is_control()).take(60).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    format!("`{short}`")
}
