//! What a careful reader would remark on a finished document.

use super::{Block, Document, plain};
use crate::diagnostic::Diagnostic;

/// The longest subject that mail programs show whole (`domain.md` 3.1).
const LONGEST_SUBJECT: usize = 60;

/// Remarks, as warnings.
pub fn on(document: &Document) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let name = &document.meta.document;
    if let Some(subject) = &document.meta.subject {
        let letters = subject.chars().count();
        if letters > LONGEST_SUBJECT {
            found.push(
                Diagnostic::warning(
                    "long-subject",
                    format!("the subject of `{name}` has {letters} letters: `{subject}`"),
                )
                .help(format!("mail programs show about {LONGEST_SUBJECT}; a `short_name` helps")),
            );
        }
    }
    if let Some((from, to)) = document.meta.words {
        let words = words(document);
        if words < from || words > to {
            found.push(
                Diagnostic::warning("length", format!("the text of `{name}` has {words} words")).help(
                    format!(
                        "emails of {from} to {to} words are read most often; the signature is not counted"
                    ),
                ),
            );
        }
    }
    found
}

/// The words of the text proper: from the first paragraph up to the first line across, behind which the
/// signature stands.
fn words(document: &Document) -> usize {
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    blocks
        .take_while(|block| **block != Block::Rule)
        .map(|block| block_text(block).split_whitespace().count())
        .sum()
}

fn block_text(block: &Block) -> String {
    match block {
        Block::Paragraph(inlines) => plain(inlines),
        Block::List { items, .. } => {
            let texts: Vec<String> = items.iter().flatten().map(block_text).collect();
            texts.join(" ")
        }
        Block::Quote(blocks) => blocks.iter().map(block_text).collect::<Vec<_>>().join(" "),
        Block::Table { .. } | Block::Code(_) | Block::Rule => String::new(),
    }
}
