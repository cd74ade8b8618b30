//! A document as a Typst program: code-mode calls with string literals.
//!
//! **Why code mode.** In a string literal only `\` and `"` mean anything, so that no value can ever
//! become markup.

use std::fmt::Write;

use crate::document::{Alignment, Block, Document, Inline, is_signing, plain, signing_rows};
use crate::format::link::target;

/// The program: it hands the sections to the layout as plain data.
pub fn main(document: &Document) -> String {
    let layout = literal(&format!("/layouts/{}.typ", document.meta.layout));
    format!("#import {layout}: layout\n{}", call(document, "json(\"/meta.json\")"))
}

/// The call of the layout with data and sections.
pub fn call(document: &Document, meta: &str) -> String {
    let mut code = String::with_capacity(4096);
    // Writing to a string does not fail.
    let _ = writeln!(code, "#layout({meta}, (");
    let mut signers = 0;
    for section in &document.sections {
        let signs = is_signing(section);
        let (level, heading) = match &section.heading {
            Some(heading) => (heading.level, inlines(&heading.text)),
            None => (0, "none".to_owned()),
        };
        let classes: String = section.classes.iter().map(|class| literal(class) + ",").collect();
        let (language, region) =
            section.language.as_deref().map_or(("none".to_owned(), "none".to_owned()), |tag| {
                let (language, region) = subtags(tag);
                (literal(language), region.map_or_else(|| "none".to_owned(), literal))
            });
        let _ = write!(
            code,
            "(level: {level}, classes: ({classes}), lang: {language}, region: {region}, heading: {heading}, blocks: ("
        );
        for block in &section.blocks {
            let rows = if signs { signing_rows(block) } else { &[] };
            let first = (!rows.is_empty()).then_some(signers);
            signers += rows.len();
            write_block(&mut code, block, first);
        }
        code.push_str(")),\n");
    }
    code.push_str("))\n");
    code
}

/// A block; `signer` is the number of the first signatory, of a table in which somebody signs.
fn write_block(code: &mut String, block: &Block, signer: Option<usize>) {
    match block {
        Block::Paragraph(text) => {
            let _ = write!(code, "(kind: \"paragraph\", body: {}),", inlines(text));
        }
        Block::List { start, items } => {
            let ordered = start.is_some();
            let _ =
                write!(code, "(kind: \"list\", ordered: {ordered}, start: {}, items: (", start.unwrap_or(1));
            for item in items {
                code.push('(');
                item.iter().for_each(|block| write_block(code, block, None));
                code.push_str("),");
            }
            code.push_str(")),");
        }
        Block::Table { alignment, head, rows } => {
            code.push_str("(kind: \"table\", ");
            if let Some(signer) = signer {
                let _ = write!(code, "first-signer: {signer}, ");
            }
            code.push_str("align: (");
            for column in alignment {
                code.push_str(match column {
                    Alignment::Default => "auto,",
                    Alignment::Left => "left,",
                    Alignment::Centre => "center,",
                    Alignment::Right => "right,",
                });
            }
            code.push_str("), head: (");
            cells(code, head);
            code.push_str("), rows: (");
            for row in rows {
                code.push('(');
                cells(code, row);
                code.push_str("),");
            }
            code.push_str(")),");
        }
        Block::Quote(blocks) => {
            code.push_str("(kind: \"quote\", blocks: (");
            blocks.iter().for_each(|block| write_block(code, block, None));
            code.push_str(")),");
        }
        Block::Code(text) => {
            let _ = write!(code, "(kind: \"paragraph\", body: raw({}, block: true)),", literal(text));
        }
        Block::Rule => code.push_str("(kind: \"rule\"),"),
    }
}

fn cells(code: &mut String, cells: &[Vec<Inline>]) {
    for cell in cells {
        code.push_str(&inlines(cell));
        code.push(',');
    }
}

fn inlines(list: &[Inline]) -> String {
    if list.is_empty() {
        return "\"\"".to_owned();
    }
    let parts: Vec<String> = list
        .iter()
        .map(|one| match one {
            Inline::Text(letters) => literal(letters),
            Inline::Strong(inner) => format!("strong({})", inlines(inner)),
            Inline::Emphasis(inner) => format!("emph({})", inlines(inner)),
            Inline::Strike(inner) => format!("strike({})", inlines(inner)),
            Inline::Code(letters) => format!("raw({})", literal(letters)),
            Inline::Link { url, text } => format!("link({}, {})", literal(&target(url)), inlines(text)),
            Inline::Break => "linebreak()".to_owned(),
        })
        .collect();
    parts.join(" + ")
}

/// A Typst string literal.
pub fn literal(letters: &str) -> String {
    let mut quoted = String::with_capacity(letters.len() + 2);
    quoted.push('"');
    for one in letters.chars() {
        match one {
            '\\' => quoted.push_str("\\\\"),
            '"' => quoted.push_str("\\\""),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push(' '),
            one => quoted.push(one),
        }
    }
    quoted.push('"');
    quoted
}

/// All letters that will be on the page.
pub fn letters(document: &Document) -> String {
    let mut text = String::new();
    let meta = &document.meta;
    for part in [Some(&meta.title), meta.footer.as_ref(), meta.draft.as_ref()].into_iter().flatten() {
        text.push_str(part);
    }
    for section in &document.sections {
        if let Some(heading) = &section.heading {
            text.push_str(&plain(&heading.text));
        }
        section.blocks.iter().for_each(|block| collect(&mut text, block));
    }
    text
}

fn collect(text: &mut String, block: &Block) {
    match block {
        Block::Paragraph(inlines) => text.push_str(&plain(inlines)),
        Block::List { items, .. } => items.iter().flatten().for_each(|block| collect(text, block)),
        Block::Table { head, rows, .. } => {
            let cells = head.iter().chain(rows.iter().flatten());
            cells.for_each(|cell| text.push_str(&plain(cell)));
        }
        Block::Quote(blocks) => blocks.iter().for_each(|block| collect(text, block)),
        Block::Code(letters) => text.push_str(letters),
        Block::Rule => {}
    }
}

/// The language and the region of a language tag (BCP 47: the language comes first, a region is two
/// letters).
pub fn subtags(tag: &str) -> (&str, Option<&str>) {
    let mut subtags = tag.split('-');
    (subtags.next().unwrap_or_default(), subtags.find(|subtag| subtag.len() == 2))
}
