//! Clauses get their numbers: `## Purpose {.clause}` becomes `## 1. Purpose`.
//!
//! **Why in the text.** A clause that is switched off must leave no gap, and the number must be the same
//! in every output; so it is written into the Markdown once, where the user can read it.

use pulldown_cmark::{Event, Options, Parser, Tag};

/// The Markdown with numbers in front of the headings that carry the class `clause`.
pub fn number(markdown: &str) -> String {
    let mut numbered = String::with_capacity(markdown.len() + 64);
    let mut copied = 0;
    let mut count = 0;
    let parser = Parser::new_ext(markdown, Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_TABLES);
    for (event, span) in parser.into_offset_iter() {
        let Event::Start(Tag::Heading { classes, .. }) = event else { continue };
        if !classes.iter().any(|class| class.as_ref() == "clause") {
            continue;
        }
        let line = &markdown[span.clone()];
        let marks = line.bytes().take_while(|one| *one == b'#').count();
        let words = line[marks..].trim_start();
        // A heading that is underlined keeps its words; a `#` without a space behind begins none.
        let begins = matches!(marks, 1..=6) && words.len() < line.len() - marks;
        let (Some(open), true) = (line.rfind('{'), begins) else { continue };
        count += 1;
        let start = span.start + line.len() - words.len();
        numbered.push_str(&markdown[copied..start]);
        numbered.push_str(&format!("{count}. "));
        numbered.push_str(markdown[start..span.start + open].trim_end());
        let attributes = line[open..].trim_end();
        let others = attributes.replace(".clause", "").replace(['{', '}'], "");
        if !others.trim().is_empty() {
            numbered.push_str(&format!(" {{{}}}", others.trim()));
        }
        copied = span.start + open + attributes.len();
    }
    numbered.push_str(&markdown[copied..]);
    numbered
}
