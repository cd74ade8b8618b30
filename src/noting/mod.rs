//! What somebody notes of a partner, from what was said to the line in the log; and what a log tells, in plain words.
//!
//! A fact is said ([`SaidFact`]), looked at beside the partner's file and the log ([`FactToNote`]), and appended
//! ([`NotedLine`]). What was noted by mistake is retracted by a line of its own ([`RetractedFact`]). [`happened`] tells what
//! stands in a log and in the logbook, day after day.

mod comparing;
mod contact_meant;
mod document_meant;
mod fact_words;
mod happened;
mod mail_words;
mod notable_facts;
mod noted_facts;
mod objecting;
mod odd_days;
mod partner_data;
mod retracting;
mod said_facts;
mod settling;

pub use comparing::note_compared;
pub use fact_words::fact_in_words;
pub use happened::{HappenedLine, HappenedSource, happened, last_happened};
pub use notable_facts::{FactField, NotableFact, SaidOfFact};
pub use noted_facts::{FactToNote, MeanwhileNoted, NotedLine};
pub use objecting::{NotedObjection, note_objection};
pub use odd_days::odd_day;
pub use retracting::{LastSaid, RetractedFact, last_said, retract, retract_last};
pub use said_facts::SaidFact;
pub use settling::{UnsettledMail, settle, unsettled_mails};
