//! A piece of Markdown as its letters.

use pulldown_cmark::{Event, Options, Parser};

/// The letters of a piece of Markdown as they are read, in one line: without markup, the addresses of links
/// left out.
pub fn letters(markdown: &str) -> String {
    let parser = Parser::new_ext(markdown, Options::ENABLE_STRIKETHROUGH);
    let mut text = String::new();
    for event in parser {
        match event {
            Event::Text(letters) | Event::Code(letters) => text.push_str(&letters),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::InlineHtml(tag) if is_line_end(&tag) => text.push(' '),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a tag begins a new line in the cell of a table: `<br>`.
pub(super) fn is_line_end(tag: &str) -> bool {
    ["<br>", "<br/>", "<br />"].contains(&tag)
}
