//! HTML: the content of a web page or of an email's HTML part.
//!
//! Every style is inline and there is nothing to fetch, so that mail programs show it as it is.

use std::fmt::Write;

use super::link::target;
use crate::colour::Colours;
use crate::document::{Alignment, Block, Document, Inline, Section, paired};
use crate::model::BilingualLayout;

/// Where both languages have room they stand beside each other, else one below the other.
const BESIDE: &str = "display:flex;flex-wrap:wrap;column-gap:2em";
/// One of them.
const ONE_OF_TWO: &str = "flex:1 1 17em;min-width:0";

/// The content of a document's page; the page round it is a layout.
pub fn write(document: &Document, colours: &Colours) -> String {
    let mut html = String::new();
    let Some(second) = &document.second else {
        write_sections(&mut html, &document.sections, colours);
        return html;
    };
    let languages = [&document.meta.language, &second.meta.language];
    let pairs = match document.meta.bilingual_layout {
        BilingualLayout::Columns => paired(document, second).pairs,
        BilingualLayout::Stacked => Vec::new(),
    };
    for pair in &pairs {
        let _ = writeln!(html, "<div style=\"{BESIDE}\">");
        for (language, sections) in languages.iter().zip([pair.first, pair.second]) {
            let _ = writeln!(html, "<div lang=\"{language}\" style=\"{ONE_OF_TWO}\">");
            write_sections(&mut html, sections, colours);
            html.push_str("</div>\n");
        }
        html.push_str("</div>\n");
    }
    if pairs.is_empty() {
        for (at, version) in document.versions().enumerate() {
            if at > 0 {
                write_block(&mut html, &Block::Rule, colours);
            }
            let _ = writeln!(html, "<div lang=\"{}\">", version.meta.language);
            write_sections(&mut html, &version.sections, colours);
            html.push_str("</div>\n");
        }
    }
    html
}

fn write_sections(html: &mut String, sections: &[Section], colours: &Colours) {
    for section in sections {
        if let Some(language) = &section.language {
            let _ = writeln!(html, "<div lang=\"{language}\">");
        }
        if let Some(heading) = &section.heading {
            let level = heading.level.clamp(1, 6);
            let size = ["24px", "18px", "16px", "16px", "16px", "16px"][usize::from(level) - 1];
            let _ = writeln!(
                html,
                "<h{level} style=\"margin:1.4em 0 .5em;font-size:{size};line-height:1.25;color:{}\">{}</h{level}>",
                colours.ink,
                inlines(&heading.text, colours)
            );
        }
        for block in &section.blocks {
            write_block(html, block, colours);
        }
        if section.language.is_some() {
            html.push_str("</div>\n");
        }
    }
}

// Writing to a string does not fail.
fn write_block(html: &mut String, block: &Block, colours: &Colours) {
    match block {
        Block::Paragraph(text) => {
            let _ = writeln!(html, "<p style=\"margin:0 0 1em\">{}</p>", inlines(text, colours));
        }
        Block::List { start, items } => {
            let (open, close) = match start {
                Some(1) => ("<ol style=\"margin:0 0 1em;padding-left:1.4em\">".to_owned(), "</ol>"),
                Some(start) => {
                    (format!("<ol start=\"{start}\" style=\"margin:0 0 1em;padding-left:1.4em\">"), "</ol>")
                }
                None => ("<ul style=\"margin:0 0 1em;padding-left:1.4em\">".to_owned(), "</ul>"),
            };
            let _ = writeln!(html, "{open}");
            for item in items {
                html.push_str("<li style=\"margin:0 0 .3em\">");
                match item.as_slice() {
                    [Block::Paragraph(text)] => html.push_str(&inlines(text, colours)),
                    blocks => {
                        html.push('\n');
                        blocks.iter().for_each(|block| write_block(html, block, colours));
                    }
                }
                html.push_str("</li>\n");
            }
            let _ = writeln!(html, "{close}");
        }
        Block::Table { alignment, head, rows } => write_table(html, alignment, head, rows, colours),
        Block::Quote(blocks) => {
            let _ = writeln!(
                html,
                "<blockquote style=\"margin:0 0 1em;padding-left:1em;border-left:3px solid {}\">",
                colours.accent
            );
            blocks.iter().for_each(|block| write_block(html, block, colours));
            html.push_str("</blockquote>\n");
        }
        Block::Code(text) => {
            let _ =
                writeln!(html, "<pre style=\"margin:0 0 1em;white-space:pre-wrap\">{}</pre>", escape(text));
        }
        Block::Rule => {
            html.push_str("<hr style=\"margin:1.5em 0 1em;border:0;border-top:1px solid #c8cdd2\">\n");
        }
    }
}

fn write_table(
    html: &mut String,
    alignment: &[Alignment],
    head: &[Vec<Inline>],
    rows: &[Vec<Vec<Inline>>],
    colours: &Colours,
) {
    let align = |column: usize| match alignment.get(column) {
        Some(Alignment::Right) => "right",
        Some(Alignment::Centre) => "center",
        _ => "left",
    };
    let style = |column: usize, border: &str| {
        format!(
            "padding:.35em .9em .35em 0;vertical-align:top;text-align:{};border-bottom:{border}",
            align(column)
        )
    };
    html.push_str("<table style=\"margin:0 0 1.2em;border-collapse:collapse\">\n");
    if head.iter().any(|cell| !cell.is_empty()) {
        html.push_str("<thead><tr>");
        for (column, cell) in head.iter().enumerate() {
            let style = style(column, &format!("1px solid {}", colours.accent));
            if cell.is_empty() {
                let _ = write!(html, "<td style=\"{style}\"></td>");
            } else {
                let _ = write!(html, "<th scope=\"col\" style=\"{style}\">{}</th>", inlines(cell, colours));
            }
        }
        html.push_str("</tr></thead>\n");
    }
    html.push_str("<tbody>\n");
    for row in rows {
        html.push_str("<tr>");
        for (column, cell) in row.iter().enumerate() {
            let style = style(column, "1px solid #dfe3e7");
            let _ = write!(html, "<td style=\"{style}\">{}</td>", inlines(cell, colours));
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</tbody></table>\n");
}

fn inlines(list: &[Inline], colours: &Colours) -> String {
    let mut html = String::new();
    for one in list {
        match one {
            Inline::Text(letters) => html.push_str(&escape(letters)),
            Inline::Strong(inner) => wrap(&mut html, "strong", inner, colours),
            Inline::Emphasis(inner) => wrap(&mut html, "em", inner, colours),
            Inline::Strike(inner) => wrap(&mut html, "s", inner, colours),
            Inline::Code(letters) => {
                let _ = write!(html, "<code>{}</code>", escape(letters));
            }
            Inline::Link { url, text } => {
                let _ = write!(
                    html,
                    "<a href=\"{}\" style=\"color:{}\">{}</a>",
                    escape(&target(url)),
                    colours.ink,
                    inlines(text, colours)
                );
            }
            Inline::Break => html.push_str("<br>\n"),
        }
    }
    html
}

fn wrap(html: &mut String, tag: &str, inner: &[Inline], colours: &Colours) {
    let _ = write!(html, "<{tag}>{}</{tag}>", inlines(inner, colours));
}

/// Letters for HTML text and attributes (HTML Living Standard, section 13.3).
fn escape(letters: &str) -> String {
    let mut safe = String::with_capacity(letters.len());
    for one in letters.chars() {
        match one {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\u{a0}' => safe.push_str("&nbsp;"),
            one => safe.push(one),
        }
    }
    safe
}
