//! What is made beside the documents of all partners, from their pages: the pack for a fair.

use crate::diagnostic::Diagnostics;
use crate::due::{Edition, Task};
use crate::partnership::Partnership;
use crate::render::Renderer;

/// A partner whose documents were made, with what makes their pages.
pub struct PartnerPages<'w, 'p> {
    /// The partner.
    pub partnership: &'w Partnership<'p>,
    /// All documents that are due.
    pub tasks: &'w [Task],
    /// Those that are there as PDF, made now or up to date.
    pub there: &'w [Edition],
    /// It keeps the pages that it has set.
    pub renderer: &'w mut Renderer<'p>,
}

/// Somebody who takes the pages of all documents while they are made, and makes something of them afterwards.
pub trait Companion: Sync {
    /// What is taken of a partner.
    type Taken: Send;
    /// What was made of all.
    type Made;
    /// Whether pages are taken at all.
    const TAKES_PAGES: bool;

    /// Takes the pages of a partner; nothing is there of one whose documents could not even be begun.
    fn take(&self, pages: PartnerPages<'_, '_>) -> Self::Taken;

    /// Makes it of what was taken; `is_any` says whether any document is there.
    fn finish(&self, taken: Vec<Self::Taken>, is_any: bool) -> (Option<Self::Made>, Diagnostics);
}

/// Nobody.
impl Companion for () {
    type Taken = ();
    type Made = ();
    const TAKES_PAGES: bool = false;

    fn take(&self, _: PartnerPages<'_, '_>) -> Self::Taken {}

    fn finish(&self, _: Vec<Self::Taken>, _: bool) -> (Option<Self::Made>, Diagnostics) {
        (None, Diagnostics::new())
    }
}
