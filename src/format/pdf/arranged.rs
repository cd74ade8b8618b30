//! The sections of a document in the order of its pages; of one in two languages those of both versions.

use crate::document::{Document, PartPair, Section, is_signing, paired};
use crate::model::BilingualLayout;

/// A section in its place.
pub struct PlacedSection<'d> {
    /// The section.
    pub section: &'d Section,
    /// The tag of its language, when it is another than the document's.
    pub language: Option<&'d str>,
    /// Its place among two versions; none in a document of one language.
    pub among_two: Option<AmongTwo>,
    /// The same section in the second version where both are drawn as one: people sign once, an organisation has its data.
    pub other: Option<(&'d Section, &'d str)>,
}

/// The place of a section among those of two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AmongTwo {
    /// The number of the part that it belongs to, which both versions have.
    pub part: usize,
    /// Whether it is of the second version.
    pub is_second: bool,
}

/// The sections as they follow one another on the pages.
pub fn arranged(document: &Document) -> Vec<PlacedSection<'_>> {
    let Some(second) = &document.second else {
        let plain = |section| PlacedSection {
            section,
            language: section.language.as_deref(),
            among_two: None,
            other: None,
        };
        return document.sections.iter().map(plain).collect();
    };
    let tag = second.meta.language.as_str();
    let pairs = paired(document, second).pairs;
    let pairs: Vec<(usize, PartPair<'_>)> = pairs.into_iter().enumerate().collect();
    match document.meta.bilingual_layout {
        BilingualLayout::Columns => pairs.iter().flat_map(|pair| of_part(pair, tag, Which::Both)).collect(),
        BilingualLayout::Stacked => {
            // What people sign, and what stands behind it, comes once, behind both texts.
            let signing = pairs.iter().position(|(_, pair)| pair.first.first().is_some_and(is_signing));
            let (texts, end) = pairs.split_at(signing.unwrap_or(pairs.len()));
            let first = texts.iter().flat_map(|pair| of_part(pair, tag, Which::First));
            let second = texts.iter().flat_map(|pair| of_part(pair, tag, Which::Second));
            first.chain(second).chain(end.iter().flat_map(|pair| of_part(pair, tag, Which::Both))).collect()
        }
    }
}

/// Of which versions.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    Both,
    First,
    Second,
}

/// Whether a section stands there once for both languages.
fn stands_once(section: &Section) -> bool {
    is_signing(section) || section.classes.iter().any(|one| one == DATA)
}

/// The class of a section with the data of an organisation.
const DATA: &str = "annex-data";

fn of_part<'d>((part, pair): &(usize, PartPair<'d>), tag: &'d str, which: Which) -> Vec<PlacedSection<'d>> {
    let placed = |section: &'d Section, is_second: bool| PlacedSection {
        section,
        language: section.language.as_deref().or(is_second.then_some(tag)),
        among_two: Some(AmongTwo { part: *part, is_second }),
        other: None,
    };
    let (mut first, mut second) = (pair.first, pair.second);
    let mut all = Vec::new();
    if let ([own, rest @ ..], [other, others @ ..]) = (first, second)
        && which == Which::Both
        && stands_once(own)
    {
        let language = other.language.as_deref().unwrap_or(tag);
        all.push(PlacedSection { other: Some((other, language)), ..placed(own, false) });
        (first, second) = (rest, others);
    }
    if which != Which::Second {
        all.extend(first.iter().map(|section| placed(section, false)));
    }
    if which != Which::First {
        all.extend(second.iter().map(|section| placed(section, true)));
    }
    all
}
