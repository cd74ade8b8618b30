//! Texts of a file as messages show them.

/// A text in quotes that hold it together whatever it has inside.
pub fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}

/// A text for a message, with its middle left out when it is long.
pub fn shown(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    if letters.len() <= 80 {
        return text.to_owned();
    }
    let first: String = letters[..45].iter().collect();
    let last: String = letters[letters.len() - 25..].iter().collect();
    format!("{first} … {last}")
}
