//! An email is as long as its template says that it should be.

use super::rule::{FinishedText, Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Block, plain};

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("length"),
    reason: "Every email's template says how long it should be: 90 to 150 words for a formal first email, 50 to 100 for an informal one. A longer one is put off, a shorter one looks like advertising.",
    example: "# with 220 words in place of WORDS\nwhy_partner: \"WORDS\"",
    scope: Scope::Everything,
    look: Look::Text(check),
};

fn check(text: &FinishedText<'_>, found: &mut Diagnostics) {
    let meta = &text.document.meta;
    let Some((from, to)) = meta.words else { return };
    let words = words(text);
    // Nobody counts the words of an email.
    let is_short = words * 10 < from * 9;
    let is_long = words * 10 > to * 11;
    if is_short || is_long {
        let partner = text.partnership.partner;
        let message = format!("the text of `{}` has {words} words", meta.document);
        found.push(
            Diagnostic::warning(RULE.code, message)
                .at(&partner.file, &partner.place::<&str>(&[]), "for this partner")
                .help(format!(
                    "emails of {from} to {to} words are read most often; the signature is not counted"
                )),
        );
    }
}

/// The words of the text proper: from the first paragraph up to the first line across, behind which the
/// signature stands.
fn words(text: &FinishedText<'_>) -> usize {
    let blocks = text.document.sections.iter().flat_map(|section| &section.blocks);
    let proper = blocks.take_while(|block| **block != Block::Rule);
    proper.map(|block| words_in(&block_text(block))).sum()
}

fn block_text(block: &Block) -> String {
    match block {
        Block::Paragraph(inlines) => plain(inlines),
        Block::List { items, .. } => items.iter().flatten().map(block_text).collect::<Vec<_>>().join(" "),
        Block::Quote(blocks) => blocks.iter().map(block_text).collect::<Vec<_>>().join(" "),
        Block::Table { .. } | Block::Code(_) | Block::Rule => String::new(),
    }
}

/// How many words a text has: a blank that stays on its line joins a number and its unit, a word and its sign.
fn words_in(text: &str) -> usize {
    let is_blank = |one: char| one.is_whitespace() && !matches!(one, '\u{a0}' | '\u{202f}');
    text.split(is_blank).filter(|word| word.chars().any(char::is_alphanumeric)).count()
}
