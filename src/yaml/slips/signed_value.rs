//! A value that begins with a sign which means something to YAML.

use super::line::TextLines;
use super::shown::quoted;
use super::values;

/// A value that begins with a sign of YAML's.
pub struct SignedValue {
    /// The byte of the sign.
    pub at: usize,
    /// The entry as it is written when the sign belongs to the text.
    pub entry: String,
}

/// The value that begins with a sign in the line of a byte, the nearest one in front of it.
pub fn value_with_sign(text: &str, at: usize, sign: char) -> Option<SignedValue> {
    let lines = TextLines::of(text);
    let line = lines.all.get(lines.index_at(at))?;
    let mut signed =
        line.pieces.iter().filter(|piece| piece.value_start <= at && piece.value.starts_with(sign));
    let piece = signed.next_back()?;
    let mended = quoted(piece.value);
    Some(SignedValue { at: piece.value_start, entry: values::entry(line, piece, piece.key, &mended) })
}
