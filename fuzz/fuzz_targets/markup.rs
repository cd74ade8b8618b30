//! Any Markdown as a document: refused, or written in every format, and what Typst is given is a program
//! of the calls that the writer knows, with everything else in string literals.

#![no_main]

use std::collections::HashSet;

use handclasp::colour::Colours;
use handclasp::document::{Block, Document, Inline};
use handclasp::format::pdf::{self, PageSetup};
use handclasp::format::{html, markdown, text};
use handclasp::source::SourceFile;
use handclasp::template::{Filled, Meta};
use libfuzzer_sys::{Corpus, fuzz_target};
use typst_syntax::ast::{Expr, FuncCall};
use typst_syntax::{SyntaxKind, SyntaxNode, ast};

const LARGEST: usize = 64 << 10;
/// What the writer calls.
const CALLS: [&str; 8] = ["layout", "json", "strong", "emph", "strike", "raw", "link", "linebreak"];

fuzz_target!(|data: &[u8]| -> Corpus {
    let Some(text) = std::str::from_utf8(data).ok().filter(|text| text.len() <= LARGEST) else {
        return Corpus::Reject;
    };
    match parse(text) {
        Ok(document) => {
            written(&document);
            numbered_well(text, &document);
        }
        Err(found) => assert!(found.has_errors(), "refused without an error: {found:?}"),
    }
    Corpus::Keep
});

fn parse(text: &str) -> Result<Document, handclasp::diagnostic::Diagnostics> {
    let meta = Meta { layout: "letter".to_owned(), title: "T".to_owned(), ..Meta::default() };
    Document::parse(Filled {
        meta,
        markdown: text.to_owned(),
        calendar: None,
        template: SourceFile::new("templates/x/en.md", text),
    })
}

fn written(document: &Document) {
    let _ = text::write(document);
    let _ = markdown::write(document);
    let page = html::write(document, &colours());
    for tag in ["<script", "<img", "<style", "<!--"] {
        assert!(!page.contains(tag), "a tag of the text came through: {tag}");
    }
    let code = program(document);
    let root = typst_syntax::parse(&code);
    let (errors, _) = root.errors_and_warnings();
    assert!(errors.is_empty(), "{errors:?} in\n{code}");
    let mut literals = HashSet::new();
    only_known(&root, &mut literals);
    for letters in letters(document) {
        let letters = letters.replace('\t', " ");
        assert!(literals.contains(letters.as_str()), "{letters:?} is not in\n{code}");
    }
}

fn colours() -> Colours {
    Colours::of("#0b5c8a").expect("a colour")
}

/// A page with nothing but its document.
fn page() -> PageSetup<'static> {
    PageSetup {
        logo: None,
        emblem: None,
        qr: None,
        colours: colours(),
        font: None,
        heading_font: None,
        margins: None,
        page_label: "",
        fields: Vec::new(),
        bleed: None,
        endless: false,
        identifier: String::new(),
    }
}

/// Every piece of text and every address.
fn letters(document: &Document) -> Vec<&str> {
    let mut all = Vec::new();
    for section in &document.sections {
        section.heading.iter().for_each(|heading| of_inlines(&heading.text, &mut all));
        section.blocks.iter().for_each(|block| of_block(block, &mut all));
    }
    all
}

fn of_block<'d>(block: &'d Block, all: &mut Vec<&'d str>) {
    match block {
        Block::Paragraph(inlines) => of_inlines(inlines, all),
        Block::List { items, .. } => items.iter().flatten().for_each(|block| of_block(block, all)),
        Block::Table { head, rows, .. } => {
            head.iter().chain(rows.iter().flatten()).for_each(|cell| of_inlines(cell, all));
        }
        Block::Quote(blocks) => blocks.iter().for_each(|block| of_block(block, all)),
        Block::Code(letters) => all.push(letters),
        Block::Rule => {}
    }
}

fn of_inlines<'d>(inlines: &'d [Inline], all: &mut Vec<&'d str>) {
    for one in inlines {
        match one {
            Inline::Text(letters) | Inline::Code(letters) => all.push(letters),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Strike(inner) => of_inlines(inner, all),
            Inline::Link { url, text } => {
                all.push(url);
                of_inlines(text, all);
            }
            Inline::Break => {}
        }
    }
}

/// Nothing but the writer's calls; all string literals.
fn only_known(node: &SyntaxNode, literals: &mut HashSet<String>) {
    match node.kind() {
        SyntaxKind::FuncCall => {
            let call = node.cast::<FuncCall>().expect("a call");
            let Expr::Ident(name) = call.callee() else { panic!("a call of {:?}", call.callee()) };
            assert!(CALLS.contains(&name.as_str()), "a call of {}", name.as_str());
        }
        SyntaxKind::Str => {
            literals.insert(node.cast::<ast::Str>().expect("a literal").get().to_string());
        }
        SyntaxKind::Text if !node.leaf_text().trim().is_empty() => {
            panic!("markup: {:?}", node.leaf_text())
        }
        SyntaxKind::Equation | SyntaxKind::CodeBlock | SyntaxKind::ContentBlock | SyntaxKind::Closure => {
            panic!("{:?}", node.kind())
        }
        _ => {}
    }
    node.children().for_each(|child| only_known(child, literals));
}

/// The Typst program, which is private: out of the text that `Debug` gives.
fn program(document: &Document) -> String {
    let prepared = format!("{:?}", pdf::prepare(document, &page()));
    let quoted = prepared.split_once("main: \"").expect("the program").1;
    let mut code = String::with_capacity(quoted.len());
    let mut letters = quoted.chars();
    while let Some(one) = letters.next() {
        match one {
            '"' => break,
            '\\' => match letters.next().expect("an escape") {
                'n' => code.push('\n'),
                'r' => code.push('\r'),
                't' => code.push('\t'),
                '0' => code.push('\0'),
                'u' => {
                    let digits: String = letters.by_ref().skip(1).take_while(|digit| *digit != '}').collect();
                    let number = u32::from_str_radix(&digits, 16).expect("a number");
                    code.push(char::from_u32(number).expect("a character"));
                }
                other => code.push(other),
            },
            one => code.push(one),
        }
    }
    code
}

/// Numbers change no other thing: there are as many sections as without them, and the Markdown that the
/// user gets is read again as the same document.
fn numbered_well(text: &str, document: &Document) {
    if let Ok(other) = parse(&text.replace(".clause", ".facts")) {
        assert_eq!(document.sections.len(), other.sections.len(), "{:?}", document.markdown);
    }
    let again = parse(&document.markdown).expect("a document's Markdown can be read again");
    assert_eq!(document.markdown, again.markdown, "numbered twice");
    assert_eq!(document.sections, again.sections);
}
