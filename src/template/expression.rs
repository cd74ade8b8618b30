//! Expressions of a definition: what decides, and what is worked out from the data. They have no words.

use super::tags::string_end;
use crate::source::Span;

/// An expression with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expression {
    /// A name that is unique in the definition; under it the engine knows it.
    pub name: String,
    /// The expression as it is written.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl Expression {
    /// Whether it is a path and nothing else: partner.mou.
    pub fn is_path(&self) -> bool {
        is_path(&self.text)
    }

    /// The path that it gives, if it is one, alone or with an empty list or group in its place: `partner.mou or {}`.
    pub fn path(&self) -> Option<&str> {
        let path = self.text.trim_end_matches("or {}").trim_end_matches("or []").trim();
        is_path(path).then_some(path)
    }
}

fn is_path(text: &str) -> bool {
    !text.is_empty()
        && text.starts_with(|one: char| one.is_alphabetic())
        && text.chars().all(|one| one.is_alphanumeric() || one == '_' || one == '.')
}

/// The expression with every step of every path allowed to be missing: `partner.address.city` as `partner?.address?.city`.
pub fn lenient(expression: &str) -> String {
    let mut lenient = String::with_capacity(expression.len() + 16);
    let mut at = 0;
    let ends_value = |text: &str| {
        text.chars().next_back().is_some_and(|one| one.is_alphanumeric() || matches!(one, '_' | ']' | ')'))
    };
    while let Some(one) = expression[at..].chars().next() {
        let next = at + one.len_utf8();
        let follows = expression[next..].chars().next();
        match one {
            '"' | '\'' | '`' => {
                let end = string_end(expression, at);
                lenient.push_str(&expression[at..end]);
                at = end;
                continue;
            }
            '.' if ends_value(&lenient) && follows.is_some_and(|one| one.is_alphabetic() || one == '_') => {
                lenient.push_str("?.");
            }
            '[' if ends_value(&lenient) => lenient.push_str("?["),
            one => lenient.push(one),
        }
        at = next;
    }
    lenient
}
