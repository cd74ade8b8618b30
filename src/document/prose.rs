//! What a text that a person writes as Markdown may be: paragraphs, lists, tables, emphasis, links.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::misread::misread;
use super::parse::leads_well;
use crate::template::tidy;

/// How many lists and quotations may stand in one another.
const LEVELS: usize = 4;
/// How deep anything may stand in anything else.
const DEPTH_LIMIT: usize = 14;

/// Something that is wrong with a text that goes into a document as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line that it stands in, without blanks at its ends.
    pub line: String,
    /// What it is.
    pub what: &'static str,
    /// What to do.
    pub help: &'static str,
}

/// What is wrong with a text that goes into a document as it is; nothing when it is right.
///
/// It must not reach beyond itself: an open code block or HTML block would swallow the rest of the
/// document, a heading would change its order. And it must be printed as it was meant.
pub fn problems(text: &str) -> Vec<Problem> {
    if is_plain_sentence(text) {
        return Vec::new();
    }
    // As it will stand in the document: blanks at the ends of lines, of any kind, go before it is read.
    let tidied = tidy(text);
    let problem = |text: &str, at: usize, what, help| {
        let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
        let line = text[start..].lines().next().unwrap_or_default().trim().to_owned();
        Problem { line, what, help }
    };
    let mut found: Vec<Problem> =
        misread(&tidied).into_iter().map(|one| problem(&tidied, one.at, one.what, one.help)).collect();
    found.extend(lost_break(text).map(|at| {
        let help = "for a new line write a backslash at the end of the line; otherwise take the blanks away";
        problem(text, at, "a new line by blanks at the end of a line, which are taken away", help)
    }));
    if found.is_empty() {
        found.extend(misplaced(&tidied).map(|(at, what, help)| problem(&tidied, at, what, help)));
    }
    found
}

/// Whether a text is one line of words, in which Markdown can read nothing else: most texts are, and are known faster so.
fn is_plain_sentence(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
        && text.chars().all(|one| one.is_alphabetic() || " ,.;’".contains(one))
}

/// Where two blanks at the end of a line begin a new one.
fn lost_break(text: &str) -> Option<usize> {
    let mut events = Parser::new_ext(text, OPTIONS).into_offset_iter();
    let (_, span) = events
        .find(|(event, span)| matches!(event, Event::HardBreak) && !text[span.clone()].starts_with('\\'))?;
    Some(span.start)
}

const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH);

/// The first thing that such a text cannot have: where, what, and what to do.
fn misplaced(text: &str) -> Option<(usize, &'static str, &'static str)> {
    let parser = Parser::new_ext(text, OPTIONS);
    if let Some((_, definition)) = parser.reference_definitions().iter().next() {
        return Some((
            definition.span.start,
            "a reference definition (`[…]: …`)",
            "write the address behind the word: `[word](https://…)`",
        ));
    }
    let (mut depth, mut levels) = (0, 0);
    for (event, span) in parser.into_offset_iter() {
        let wrong = |what, help| Some((span.start, what, help));
        match event {
            Event::Start(Tag::Heading { .. }) if text[span.clone()].starts_with('#') => {
                return wrong(
                    "a heading",
                    "headings belong into the template; put a backslash in front of the `#`",
                );
            }
            Event::Start(Tag::Heading { .. }) => {
                return wrong(
                    "a heading",
                    "headings belong into the template; take away the line of `-` or `=` below it, or leave a blank line above that",
                );
            }
            Event::Start(Tag::CodeBlock(_)) => {
                return wrong(
                    "a code block",
                    "take away the line with ``` or the blanks in front of the line",
                );
            }
            Event::Start(Tag::HtmlBlock) | Event::Html(_) | Event::InlineHtml(_) => {
                return wrong("an HTML tag", "put a backslash in front of the `<`");
            }
            Event::Start(Tag::Image { .. }) => {
                return wrong("a picture", "pictures belong into the layout; write a link without the `!`");
            }
            Event::Rule => {
                return wrong("a line across", "take it away, or put a backslash in front of its first sign");
            }
            Event::Start(Tag::Link { dest_url, .. }) if !leads_well(&dest_url) => {
                return wrong("a link that leads elsewhere", "links begin with https://, mailto: or tel:");
            }
            Event::Start(tag) => {
                depth += 1;
                levels += usize::from(matches!(tag, Tag::List(_) | Tag::BlockQuote(_)));
            }
            Event::End(tag) => {
                depth -= 1;
                levels -= usize::from(matches!(tag, TagEnd::List(_) | TagEnd::BlockQuote(_)));
            }
            _ => {}
        }
        if levels > LEVELS || depth > DEPTH_LIMIT {
            return Some((
                span.start,
                "lists or quotations too deep in one another",
                "four levels are the most; look for a row of `>` or `*`",
            ));
        }
    }
    None
}
