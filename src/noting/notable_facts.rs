//! What somebody can note of a partner, and what is said of each: one table for whoever shows forms.

use jiff::civil::Date;

use super::said_facts::SaidFact;
use crate::history::Fact;

/// A kind of thing that somebody can note of a partner, by its name on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotableFact {
    /// You talked on the telephone.
    Called,
    /// You met.
    Met,
    /// They answered, or turned to you.
    Answered,
    /// Something else that is worth to know.
    Note,
    /// You wrote to them, in whatever way.
    Wrote,
    /// You sent a document by hand.
    Sent,
    /// A document was signed.
    Signed,
    /// Nothing is to be done before a day.
    Snoozed,
    /// They do not want to work with you now.
    Declined,
    /// A contact is no longer there.
    Left,
    /// The two languages of the texts say the same.
    CheckedTranslation,
    /// They do not want to be written to any more.
    Objected,
}

/// Something that is said of what happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactField {
    /// Until when nothing is to be done.
    Until,
    /// Which document.
    Document,
    /// Which contact.
    Contact,
    /// Who signed, and the scan.
    Signature,
    /// The day on which it happened.
    Day,
    /// What about.
    Text,
}

/// What somebody said of what happened; what does not belong to it is not looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SaidOfFact {
    /// What about.
    pub text: String,
    /// Until when nothing is to be done.
    pub until: Option<Date>,
    /// The document.
    pub document: String,
    /// The meeting that the document is for.
    pub meeting: Option<String>,
    /// The contact.
    pub contact: String,
}

impl NotableFact {
    /// All of them, the most usual first.
    pub const ALL: &[Self] = &[
        Self::Called,
        Self::Met,
        Self::Answered,
        Self::Note,
        Self::Wrote,
        Self::Sent,
        Self::Signed,
        Self::Snoozed,
        Self::Declined,
        Self::Left,
        Self::CheckedTranslation,
        Self::Objected,
    ];

    /// How it is written on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Called => "called",
            Self::Met => "met",
            Self::Answered => "answered",
            Self::Note => "note",
            Self::Wrote => "wrote",
            Self::Sent => "sent",
            Self::Signed => "signed",
            Self::Snoozed => "snoozed",
            Self::Declined => "declined",
            Self::Left => "left",
            Self::CheckedTranslation => "checked-translation",
            Self::Objected => "objected",
        }
    }

    /// The one of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|fact| fact.name() == name)
    }

    /// What is said of it, in the order in which it is asked.
    pub fn fields(self) -> &'static [FactField] {
        match self {
            Self::Called | Self::Met | Self::Answered | Self::Note | Self::Wrote | Self::Declined => {
                &[FactField::Text, FactField::Day]
            }
            Self::Sent => &[FactField::Document, FactField::Day],
            Self::Signed => &[FactField::Document, FactField::Signature, FactField::Day],
            Self::Snoozed => &[FactField::Until, FactField::Text],
            Self::Left => &[FactField::Contact, FactField::Day],
            Self::CheckedTranslation | Self::Objected => &[],
        }
    }

    /// What somebody says of it; none of what is noted in another way: a signature, an objection, texts that were looked
    /// at. What is put off without a day is none either.
    pub fn said(self, said: SaidOfFact) -> Option<SaidFact> {
        // As one line, however it was typed.
        let text = said.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let fact = match self {
            Self::Called => Fact::Called { text },
            Self::Met => Fact::Met { text },
            Self::Answered => Fact::Answered { text },
            Self::Note => Fact::Note { text },
            Self::Wrote => Fact::Wrote { text },
            Self::Declined => Fact::Declined { text },
            Self::Snoozed => Fact::Snoozed { until: said.until?, text },
            Self::Sent => {
                return Some(SaidFact::SentByHand { document: said.document, meeting: said.meeting });
            }
            Self::Left => return Some(SaidFact::ContactLeft(said.contact)),
            Self::Signed | Self::CheckedTranslation | Self::Objected => return None,
        };
        Some(SaidFact::Plain(fact))
    }
}
