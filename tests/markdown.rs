//! Reading Markdown, numbering clauses.

use handclasp::colour::Colours;
use handclasp::document::{Block, Document, Inline};
use handclasp::source::SourceFile;
use handclasp::template::{Filled, Meta};
use proptest::prelude::*;

fn parse(markdown: &str) -> Result<Document, handclasp::diagnostic::Diagnostics> {
    Document::parse(Filled {
        meta: Meta::default(),
        markdown: markdown.to_owned(),
        calendar: None,
        template: SourceFile::new("templates/x/en.md", markdown),
    })
}

#[test]
fn clauses_are_numbered_in_the_text() {
    let document =
        parse("# T\n\n## Purpose {.clause}\n\na\n\n## Aside\n\n## Scope {.clause .parties}\n\nb {.clause}\n")
            .expect("right");
    assert_eq!(
        document.markdown,
        "# T\n\n## 1. Purpose\n\na\n\n## Aside\n\n## 2. Scope {.parties}\n\nb {.clause}\n"
    );
    assert_eq!(document.sections[4].classes, ["parties"]);
    // Numbering what is numbered already changes nothing.
    assert_eq!(parse(&document.markdown).expect("right").markdown, document.markdown);
}

#[test]
fn html_is_letters() {
    let document = parse("a <b>x</b>\n\n<div>\ny\n</div>\n").expect("right");
    let text = handclasp::format::text::write(&document);
    assert!(text.contains("a <b>x</b>") && text.contains("<div>"), "{text}");
}

#[test]
fn tight_lists_keep_their_words_together() {
    let document = parse("- a **b** c\n- d\n  - e\n").expect("right");
    let Block::List { items, .. } = &document.sections[0].blocks[0] else { panic!("no list") };
    let Block::Paragraph(first) = &items[0][0] else { panic!("no paragraph") };
    assert_eq!(first.len(), 3);
    assert_eq!(first[0], Inline::Text("a ".into()));
    assert!(matches!(items[1][1], Block::List { .. }));
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(markdown in r#"([#>*_`|\[\]()!<&;{}.\\ \n-]|[a-zä0-9]|\n\n|\| a \| b \|\n\|---\|---\|\n){0,60}"#) {
        if let Ok(document) = parse(&markdown) {
            handclasp::format::text::write(&document);
            handclasp::format::html::write(&document, &Colours::of("#000000").expect("a colour"));
        }
    }
}

/// Found by the fuzz target `prose`: what is no heading in a file becomes one when blanks are trimmed.
#[test]
fn prose_is_judged_as_it_will_stand() {
    for text in ["We are a centre\n===\u{2003}\n\nMore.", "[|b\n-|:\t\n\t|", "A\n---\u{a0}\n"] {
        assert!(!handclasp::document::prose::problems(text).is_empty(), "{text:?}");
    }
    assert!(
        handclasp::document::prose::problems("Two lines\nand **one** [link](https://example.org).")
            .is_empty()
    );
}
