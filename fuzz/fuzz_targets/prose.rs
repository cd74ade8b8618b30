//! A text that may be written as Markdown and is found right stays where it is put: the headings in front
//! of it and behind it are there, and no others; code and lines across, which it may not have, do not come
//! about either.

#![no_main]

use handclasp::document::{Block, Document, Inline, plain, prose};
use handclasp::source::SourceFile;
use handclasp::template::{Filled, Meta, tidy};
use libfuzzer_sys::{Corpus, fuzz_target};

const LARGEST: usize = 64 << 10;
const BEHIND: &str = "What stands behind.";

fuzz_target!(|data: &[u8]| -> Corpus {
    let Some(text) = std::str::from_utf8(data).ok().filter(|text| text.len() <= LARGEST) else {
        return Corpus::Reject;
    };
    // As the reader does.
    let text = text.trim();
    if text.is_empty() || text.contains(is_refused) || !prose::problems(text).is_empty() {
        return Corpus::Keep;
    }
    let whole = format!("# First\n\n{text}\n\n## Second {{.clause}}\n\n{BEHIND}\n");
    // Lines lose the blanks at their ends when a template is rendered; what is found right must stay so.
    stays(&tidy(&whole));
    Corpus::Keep
});

fn stays(markdown: &str) {
    let filled = Filled {
        meta: Meta::default(),
        markdown: markdown.to_owned(),
        calendar: None,
        template: SourceFile::new("templates/x/en.md", markdown),
    };
    let document =
        Document::parse(filled).unwrap_or_else(|found| panic!("{:?} in {markdown:?}", found.iter().next()));
    let headings: Vec<String> = document
        .sections
        .iter()
        .filter_map(|section| section.heading.as_ref())
        .map(|heading| plain(&heading.text))
        .collect();
    assert_eq!(headings, ["First", "1. Second"], "{markdown:?}");
    for section in &document.sections {
        assert!(!section.blocks.iter().any(is_foreign), "code or a line across: {markdown:?}");
    }
    let last = document.sections.last().expect("a section");
    assert_eq!(last.blocks, [Block::Paragraph(vec![Inline::Text(BEHIND.to_owned())])], "{markdown:?}");
}

/// What such a text may not have.
fn is_foreign(block: &Block) -> bool {
    match block {
        Block::Code(_) | Block::Rule => true,
        Block::Quote(blocks) => blocks.iter().any(is_foreign),
        Block::List { items, .. } => items.iter().flatten().any(is_foreign),
        Block::Paragraph(_) | Block::Table { .. } => false,
    }
}

/// A copy of what `schema/typed.rs` refuses in such a text.
fn is_refused(one: char) -> bool {
    match one {
        '\n' | '\t' => false,
        '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}' | '\u{feff}' | '\u{e000}'..='\u{f8ff}' => true,
        one => one.is_control(),
    }
}
