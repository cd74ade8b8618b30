//! Two documents of one content in two languages, part by part.

use std::ops::Range;

use super::parsed::{Document, Section};

/// A part of a content in two languages: the section of an id with those below it that have none; or what stands in
/// front of the first id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartPair<'d> {
    /// The id; none of what stands in front of the first one.
    pub id: Option<&'d str>,
    /// Its sections in the first language.
    pub first: &'d [Section],
    /// Its sections in the second language.
    pub second: &'d [Section],
}

/// What belongs together in two documents, and what stands alone in one of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PairedParts<'d> {
    /// The parts that are in both, in the order of the first document.
    pub pairs: Vec<PartPair<'d>>,
    /// The ids that only the first document has, or has once more.
    pub only_first: Vec<&'d str>,
    /// The ids that only the second document has, or has once more.
    pub only_second: Vec<&'d str>,
}

/// Puts the parts of two documents together by their ids.
pub fn paired<'d>(first: &'d Document, second: &'d Document) -> PairedParts<'d> {
    let mut others: Vec<Option<Part<'d>>> = parts(second).into_iter().map(Some).collect();
    let mut all = PairedParts::default();
    for part in parts(first) {
        let same = |other: &&mut Option<Part<'d>>| other.as_ref().is_some_and(|other| other.id == part.id);
        match (others.iter_mut().find(same).and_then(Option::take), part.id) {
            (Some(other), id) => {
                all.pairs.push(PartPair { id, first: part.sections, second: other.sections });
            }
            (None, Some(id)) => all.only_first.push(id),
            (None, None) => {}
        }
    }
    all.only_second.extend(others.into_iter().flatten().filter_map(|part| part.id));
    all
}

/// A section with an id, and those below it without.
struct Part<'d> {
    id: Option<&'d str>,
    sections: &'d [Section],
}

/// The parts of a document; the first one is what stands in front of the first id.
fn parts(document: &Document) -> Vec<Part<'_>> {
    let sections = &document.sections;
    let with_id = (0..sections.len()).filter(|at| sections[*at].id.is_some());
    let mut begins: Vec<usize> = [0].into_iter().chain(with_id).collect();
    begins.dedup();
    let ends = begins.iter().skip(1).copied().chain([sections.len()]);
    let part = |range: Range<usize>| {
        let sections = &sections[range];
        Part { id: sections.first().and_then(|section| section.id.as_deref()), sections }
    };
    begins.iter().zip(ends).map(|(begin, end)| part(*begin..end)).collect()
}
