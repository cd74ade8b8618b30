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

/// In which manner documents are made.
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

    /// How the names of a document's files begin: `mou.en`, of a draft with gaps `mou.en.draft`.
    pub fn stem(&self, document: &str, language: &str) -> String {
        format!("{document}.{language}{}", self.infix())
    }

    /// What stands in the names of the files, so that a draft with gaps takes no finished document's place,
    /// and the print shop's file not that of the one for everybody.
    fn infix(&self) -> String {
        let draft = if self.gaps == Gaps::Shown { ".draft" } else { "" };
        let print = if self.bleed.is_some() { ".print" } else { "" };
        format!("{draft}{print}")
    }
}
