//! The fingerprint of a text, which stands in the footer of an agreement.

use crate::digest::sha256;

/// What tells a text from every other: the first eight digits of its SHA-256, in two groups. Of a final
/// agreement anybody can work it out from the `.md` file.
pub fn fingerprint(markdown: &str) -> String {
    let digits = sha256(markdown);
    format!("{}\u{a0}{}", &digits[..4], &digits[4..8])
}
