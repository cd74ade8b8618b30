//! Two texts of one content, part by part: what belongs together by its ids, and what stands alone.

use handclasp::colour::Colours;
use handclasp::diagnostic::Diagnostics;
use handclasp::document::{Document, PartPair, Section, paired, plain};
use handclasp::format::{html, markdown, text};
use handclasp::source::SourceFile;
use handclasp::template::{Filled, Meta};

fn read(text: &str) -> Result<Document, Diagnostics> {
    Document::parse(Filled {
        meta: Meta::default(),
        markdown: text.to_owned(),
        calendar: None,
        template: SourceFile::new("templates/x/en.md", text),
    })
}

fn document(text: &str) -> Document {
    read(text).unwrap_or_else(|found| panic!("{found:?}"))
}

fn headings(sections: &[Section]) -> Vec<String> {
    let heading = |section: &Section| section.heading.as_ref().map(|heading| plain(&heading.text));
    sections.iter().map(|section| heading(section).unwrap_or_default()).collect()
}

const ENGLISH: &str = "# Memorandum\n\nBetween us\n\n## Purpose {#purpose .clause}\n\na\n\n### Fields\n\nb\n\n\
    ## Costs {#costs .clause}\n\nc\n\n## Signed {#signed}\n\nd\n";
const PORTUGUESE: &str = "# Memorando\n\nEntre nós\n\n## Custos {.clause #costs}\n\nc\n\n## Objetivo {#purpose .clause}\n\na\n\n\
    ### Áreas\n\nb\n\n## Lei {#law .clause}\n\ne\n";

#[test]
fn what_has_one_id_belongs_together_in_the_order_of_the_first() {
    let (english, portuguese) = (document(ENGLISH), document(PORTUGUESE));
    let both = paired(&english, &portuguese);
    let told =
        |pair: &PartPair<'_>| (pair.id.map(str::to_owned), headings(pair.first), headings(pair.second));
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        both.pairs.iter().map(told).collect::<Vec<_>>(),
        [
            // What stands in front of the first id belongs together without one.
            (None, words(&["", "Memorandum"]), words(&["", "Memorando"])),
            (Some("purpose".to_owned()), words(&["1. Purpose", "Fields"]), words(&["2. Objetivo", "Áreas"])),
            (Some("costs".to_owned()), words(&["2. Costs"]), words(&["1. Custos"])),
        ]
    );
    assert_eq!((both.only_first, both.only_second), (vec!["signed"], vec!["law"]));
}

#[test]
fn an_id_that_stands_twice_is_paired_once() {
    let twice = document("# T\n\n## A {#a}\n\nx\n\n## A again {#a}\n\ny\n");
    let once = document("# T\n\n## A {#a}\n\nx\n");
    assert_eq!(paired(&twice, &once).only_first, ["a"]);
    assert_eq!(paired(&once, &twice).only_second, ["a"]);
    assert_eq!(paired(&twice, &twice).pairs.len(), 3);
}

#[test]
fn ids_are_no_words_and_texts_without_them_stay_as_they_were() {
    let with = document(ENGLISH);
    let without =
        document(&ENGLISH.replace("#purpose ", "").replace("#costs ", "").replace(" {#signed}", ""));
    assert!(without.sections.iter().all(|section| section.id.is_none()));
    let id = |section: &Section| section.id.clone();
    assert_eq!(
        with.sections.iter().filter_map(id).collect::<Vec<_>>(),
        ["purpose", "costs", "signed"],
        "the class takes nothing from the id"
    );
    let colours = Colours::of("#000000").expect("a colour");
    assert_eq!(text::write(&with), text::write(&without));
    assert_eq!(html::write(&with, &colours), html::write(&without, &colours));
    // What a person edits keeps them, and is read the same again.
    let edited = document(&markdown::write(&with));
    assert!(edited.markdown.contains("## 1. Purpose {#purpose}"), "{}", edited.markdown);
    assert_eq!(edited.sections.iter().filter_map(id).count(), 3);
    // Nothing of them reaches a page.
    let same = paired(&with, &without);
    assert_eq!((same.pairs.len(), same.only_first.len()), (1, 3));
}
