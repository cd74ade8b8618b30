//! The addresses that a partner's file mentions, whether it is understood or not.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::email_address::{compared, of_keyboard};
use crate::letters;

/// The addresses in a file that cannot be read as text, as its problem shows it; none when nothing is left of it. Of a
/// text that is stored in an older encoding some letters are lost, but no address.
pub fn addresses_left(problem: &Diagnostic) -> Option<BTreeSet<String>> {
    let text = problem.label.as_ref()?.file.text();
    (!text.is_empty()).then(|| addresses_in(text))
}

/// Everything in a partner's file, by its text, that could be an address, as compared.
pub fn addresses_in(text: &str) -> BTreeSet<String> {
    let within = |one: char| one.is_alphanumeric() || "@.+_'-".contains(one);
    let text = unescaped(text);
    let mut found = BTreeSet::new();
    // An address ends where its line does, and most lines have none.
    for line in text.lines().filter(|line| line.contains(is_at_sign)) {
        // A blank without width in an address is a mistake of the file, and no end of the address.
        let line = letters::composed(line);
        let line: String = letters::seen(&line).chars().map(|one| of_keyboard(one).unwrap_or(one)).collect();
        let words = line.split(|one: char| !within(one)).filter(|word| word.contains('@'));
        found.extend(words.map(|word| compared(word.trim_matches(['.', '\'', '-']))));
    }
    found
}

/// Whether a character is the sign in an address, in whatever width.
fn is_at_sign(one: char) -> bool {
    one == '@' || of_keyboard(one) == Some('@')
}

/// A text with the letters that YAML and JSON let one write by their number: `\u0061`, `\x61`.
pub fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('\\') {
        plain.push_str(before);
        let length = match behind.chars().next() {
            Some('x') => 2,
            Some('u') => 4,
            Some('U') => 8,
            _ => 0,
        };
        let number = behind.get(1..=length).filter(|_| length > 0);
        let letter = number.and_then(|number| u32::from_str_radix(number, 16).ok()).and_then(char::from_u32);
        rest = match letter {
            Some(letter) => {
                plain.push(letter);
                &behind[1 + length..]
            }
            None => {
                plain.push('\\');
                behind
            }
        };
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}
