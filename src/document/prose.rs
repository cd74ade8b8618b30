//! What a text that a person writes as Markdown may be: paragraphs, lists, tables, emphasis, links.

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::parse::leads_well;
use crate::template::tidy;

/// How deep things may stand in one another.
const DEPTH_LIMIT: usize = 4;

/// What is wrong with a text that goes into a document as it is, and what to do; none when it is right.
///
/// It must not reach beyond itself: an open code block or HTML block would swallow the rest of the
/// document, a heading would change its order.
pub fn problem(text: &str) -> Option<(&'static str, &'static str)> {
    // As it will stand in the document: blanks at the ends of lines, of any kind, go before it is read.
    let text = &tidy(text);
    let parser = Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
    if parser.reference_definitions().iter().next().is_some() {
        return Some((
            "a reference definition (`[…]: …`)",
            "write the address behind the word: `[word](https://…)`",
        ));
    }
    let mut depth = 0;
    for event in parser {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                return Some((
                    "a heading",
                    "headings belong into the template; put a backslash in front of the `#`",
                ));
            }
            Event::Start(Tag::CodeBlock(_)) => {
                return Some((
                    "a code block",
                    "take away the line with ``` or the blanks in front of the line",
                ));
            }
            Event::Start(Tag::HtmlBlock) | Event::Html(_) | Event::InlineHtml(_) => {
                return Some(("an HTML tag", "put a backslash in front of the `<`"));
            }
            Event::Start(Tag::Image { .. }) => {
                return Some(("a picture", "pictures belong into the layout; write a link without the `!`"));
            }
            Event::Rule => return Some(("a line across", "put a backslash in front of the `-`")),
            Event::Start(Tag::Link { dest_url, .. }) if !leads_well(&dest_url) => {
                return Some(("a link that leads elsewhere", "links begin with https://, mailto: or tel:"));
            }
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        if depth > DEPTH_LIMIT {
            return Some(("lists or quotations too deep in one another", "look for a row of `>` or `*`"));
        }
    }
    None
}
