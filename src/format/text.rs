//! Plain text, for the text part of an email and for pasting into other programs.

use crate::document::{Block, Document, Inline, Section};

/// What stands between two versions of a text.
const BETWEEN: &str = "\n----------------------------------------\n\n";

/// The plain text of a document; of one in two languages the first version, then the second.
pub fn write(document: &Document) -> String {
    let versions: Vec<String> = document.versions().map(|version| sections(&version.sections)).collect();
    let text = versions.join(BETWEEN);
    match document.in_all(|version| version.meta.draft.as_ref()) {
        Some(draft) => format!("{draft}\n\n{text}"),
        None => text,
    }
}

/// The plain text of some sections.
pub fn sections(sections: &[Section]) -> String {
    let mut paragraphs: Vec<String> = Vec::new();
    for section in sections {
        if let Some(heading) = &section.heading {
            let words = inline(&heading.text);
            let line = match heading.level {
                1 => "=",
                2 => "-",
                _ => "",
            };
            let rule = line.repeat(words.chars().count());
            paragraphs.push(if rule.is_empty() { words } else { format!("{words}\n{rule}") });
        }
        paragraphs.extend(section.blocks.iter().map(block));
    }
    let mut text = paragraphs.join("\n\n");
    text.push('\n');
    text
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(inlines) => inline(inlines),
        Block::List { start, items } => {
            let mut number = *start;
            let lines = items.iter().map(|item| {
                let mark = match &mut number {
                    Some(number) => {
                        let mark = format!("{number}. ");
                        *number += 1;
                        mark
                    }
                    None => "- ".to_owned(),
                };
                indent(&point(item), &mark)
            });
            lines.collect::<Vec<_>>().join("\n")
        }
        Block::Table { head, rows, .. } => table(head, rows),
        Block::Quote(blocks) => {
            let inner: Vec<String> = blocks.iter().map(self::block).collect();
            indent(&inner.join("\n\n"), "  ")
        }
        Block::Code(text) => text.trim_end().to_owned(),
        Block::Rule => "--".to_owned(),
    }
}

/// What stands in a point of a list: a list inside it follows at once, anything else behind a blank line.
fn point(blocks: &[Block]) -> String {
    let mut text = String::new();
    for (at, one) in blocks.iter().enumerate() {
        if at > 0 {
            text.push_str(if matches!(one, Block::List { .. }) { "\n" } else { "\n\n" });
        }
        text.push_str(&block(one));
    }
    text
}

/// The first line behind the mark, the others below it.
fn indent(text: &str, mark: &str) -> String {
    let blank = " ".repeat(mark.chars().count());
    let mut lines = text.lines();
    let mut indented = format!("{mark}{}", lines.next().unwrap_or_default());
    for line in lines {
        indented.push('\n');
        if !line.is_empty() {
            indented.push_str(&blank);
            indented.push_str(line);
        }
    }
    indented
}

/// A table as rows of `head: cell`, which can be read in any font; a table of two columns as `first:
/// second`.
fn table(head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> String {
    let head: Vec<String> = head.iter().map(|cell| inline(cell)).collect();
    let rows = rows.iter().map(|row| {
        let cells = row.iter().enumerate().map(|(column, cell)| {
            let label = head.get(column).map_or("", String::as_str);
            let cell = inline(cell).replace('\n', ", ");
            match (label.is_empty(), cell.is_empty()) {
                (true, _) => cell,
                (false, true) => format!("{label}: ____________________"),
                (false, false) => format!("{label}: {cell}"),
            }
        });
        cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join("\n")
    });
    rows.collect::<Vec<_>>().join("\n\n")
}

fn inline(inlines: &[Inline]) -> String {
    let mut text = String::new();
    // An address that stands by itself beside a link to it need not be said twice.
    let stands_alone = |address: &str| {
        inlines.iter().any(
            |one| matches!(one, Inline::Link { url, text } if url == address && shows(&inline(text), written(url))),
        )
    };
    for one in inlines {
        match one {
            Inline::Text(letters) | Inline::Code(letters) => text.push_str(letters),
            Inline::Strong(inner) | Inline::Emphasis(inner) => text.push_str(&inline(inner)),
            // Without a mark it would be said again.
            Inline::Strike(inner) => text.push_str(&format!("~~{}~~", inline(inner))),
            Inline::Link { url, text: words } => {
                let words = inline(words);
                let address = written(url);
                text.push_str(&words);
                if !shows(&words, address) && !stands_alone(url) {
                    text.push_str(&format!(" ({address})"));
                }
            }
            Inline::Break => text.push('\n'),
        }
    }
    text
}

/// An address as it is written on paper: without the mark that it is one of an email or a telephone.
fn written(url: &str) -> &str {
    url.trim_start_matches("mailto:").trim_start_matches("tel:")
}

/// Whether the words of a link already are its address.
fn shows(words: &str, address: &str) -> bool {
    let bare = |text: &str| -> String {
        let text = text.trim_start_matches("https://").trim_start_matches("http://");
        text.trim_end_matches('/').replace(' ', "")
    };
    bare(words) == bare(address)
}
