//! In which manner documents are made: what is the same for all of them.

use crate::template::Gaps;

/// How somebody signs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Signature {
    /// On paper or with a certificate: the PDF has fields, which nobody sees on paper.
    #[default]
    Fields,
    /// On paper only: the PDF has no fields.
    Wet,
}

/// In which manner documents are made: what is the same for all of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Manner {
    /// Whether gaps are refused or shown.
    pub gaps: Gaps,
    /// How somebody signs.
    pub signature: Signature,
    /// How far a page reaches beyond its trimmed edges, in millimetres, for a print shop.
    pub bleed: Option<f64>,
}

impl Manner {
    /// As usual: nothing may be missing, for paper and screen.
    pub const USUAL: Self = Self { gaps: Gaps::Refused, signature: Signature::Fields, bleed: None };

    /// What stands in the names of the files, so that a draft with gaps takes no finished document's place,
    /// and the print shop's file not that of the one for everybody.
    pub(super) fn infix(&self) -> String {
        let draft = if self.gaps == Gaps::Shown { ".draft" } else { "" };
        let print = if self.bleed.is_some() { ".print" } else { "" };
        format!("{draft}{print}")
    }
}

/// Millimetres by which pages reach beyond their trimmed edges, as somebody writes them; none when no print shop wants
/// them.
pub fn bleed_of(text: &str) -> Option<f64> {
    let millimetres = text.trim().replace(',', ".").parse::<f64>().ok();
    millimetres.filter(|millimetres| (0.5..=10.0).contains(millimetres))
}
