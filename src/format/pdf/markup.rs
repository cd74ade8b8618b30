//! A document as a Typst program: code-mode calls with string literals.
//!
//! **Why code mode.** In a string literal only `\` and `"` mean anything, so that no value can ever
//! become markup.

use std::fmt::Write;

use super::arranged::{PlacedSection, arranged};
use crate::document::{Alignment, Block, Document, Inline, Section, is_signing, plain, signing_rows};
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
    for placed in arranged(document) {
        write_section(&mut code, &placed, &mut signers);
    }
    code.push_str("))\n");
    code
}

fn write_section(code: &mut String, placed: &PlacedSection<'_>, signers: &mut usize) {
    let PlacedSection { section, other, .. } = placed;
    let level = section.heading.as_ref().map_or(0, |heading| heading.level);
    let heading = match (&section.heading, other) {
        (None, _) => "none".to_owned(),
        (Some(heading), Some((Section { heading: Some(second), .. }, language))) => {
            in_both_languages(&heading.text, &second.text, language)
        }
        (Some(heading), _) => inlines(&heading.text),
    };
    let classes: String = section.classes.iter().map(|class| literal(class) + ",").collect();
    let _ = write!(
        code,
        "(level: {level}, classes: ({classes}), {}{}heading: {heading}, blocks: (",
        tongue(placed.language),
        placed.among_two.map_or_else(String::new, |place| {
            format!("part: {}, second: {}, ", place.part, place.is_second)
        })
    );
    let signs = is_signing(section);
    let mut others =
        other.iter().flat_map(|(other, language)| other.blocks.iter().map(move |block| (block, *language)));
    for block in &section.blocks {
        let rows = if signs { signing_rows(block) } else { &[] };
        let signer = (!rows.is_empty()).then_some(*signers);
        *signers += rows.len();
        let mut table = None;
        if matches!(block, Block::Table { .. }) {
            // What leads to the table stands in front of it in both languages.
            for (other, language) in others.by_ref() {
                if matches!(other, Block::Table { .. }) {
                    table = tables_in_one(block, other, language);
                    break;
                }
                write_in(code, other, language);
            }
        }
        match table {
            Some(both) => write_table(code, &both, signer),
            None => write_block(code, block, signer),
        }
    }
    for (other, language) in others {
        write_in(code, other, language);
    }
    code.push_str(")),\n");
}

/// The keys that say which language something is in.
fn tongue(tag: Option<&str>) -> String {
    let (language, region) = tag.map_or((None, None), |tag| {
        let (language, region) = subtags(tag);
        (Some(language), region)
    });
    let value = |part: Option<&str>| part.map_or_else(|| "none".to_owned(), literal);
    format!("lang: {}, region: {}, ", value(language), value(region))
}

/// A block in another language than what stands round it.
fn write_in(code: &mut String, block: &Block, language: &str) {
    let _ = write!(code, "(kind: \"tongue\", {}block: ", tongue(Some(language)));
    write_block(code, block, None);
    // A block ends with the comma that parts it from the next.
    code.push_str("),");
}

/// Words in both languages, once where they are the same.
fn in_both_languages(first: &[Inline], second: &[Inline], language: &str) -> String {
    let (one, other) = (plain(first), plain(second));
    if one.trim() == other.trim() || other.trim().is_empty() {
        return inlines(first);
    }
    let second = format!("text({}{})", tongue(Some(language)), inlines(second));
    if one.trim().is_empty() { second } else { format!("{} + \" / \" + {second}", inlines(first)) }
}

/// A table whose cells are code.
struct CodeTable<'t> {
    alignment: &'t [Alignment],
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// Two tables of the same rows in one, each cell with the words of both languages; none when they are not of one size.
fn tables_in_one<'t>(first: &'t Block, second: &Block, language: &str) -> Option<CodeTable<'t>> {
    let Block::Table { alignment, head, rows } = first else { return None };
    let Block::Table { head: other_head, rows: other_rows, .. } = second else { return None };
    let is_same = head.len() == other_head.len() && rows.len() == other_rows.len();
    let both = |one: &[Vec<Inline>], other: &[Vec<Inline>]| -> Vec<String> {
        one.iter().zip(other).map(|(one, other)| in_both_languages(one, other, language)).collect()
    };
    is_same.then(|| CodeTable {
        alignment,
        head: both(head, other_head),
        rows: rows.iter().zip(other_rows).map(|(one, other)| both(one, other)).collect(),
    })
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
            let cells = |row: &Vec<Vec<Inline>>| row.iter().map(|cell| inlines(cell)).collect();
            let table = CodeTable { alignment, head: cells(head), rows: rows.iter().map(cells).collect() };
            write_table(code, &table, signer);
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

fn write_table(code: &mut String, table: &CodeTable<'_>, signer: Option<usize>) {
    code.push_str("(kind: \"table\", ");
    if let Some(signer) = signer {
        let _ = write!(code, "first-signer: {signer}, ");
    }
    code.push_str("align: (");
    for column in table.alignment {
        code.push_str(match column {
            Alignment::Default => "auto,",
            Alignment::Left => "left,",
            Alignment::Centre => "center,",
            Alignment::Right => "right,",
        });
    }
    let cells = |row: &[String]| row.iter().map(|cell| format!("{cell},")).collect::<String>();
    let _ = write!(code, "), head: ({}), rows: (", cells(&table.head));
    for row in &table.rows {
        let _ = write!(code, "({}),", cells(row));
    }
    code.push_str(")),");
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
    text.push_str(&document.second.as_deref().map(letters).unwrap_or_default());
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
