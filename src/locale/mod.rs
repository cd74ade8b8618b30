//! What a language decides: dates, lists, numbers, salutations, labels, names of countries.
//!
//! The words stand in `templates/languages/<lang>.yaml`, so that a language is a file; how dates and
//! lists are put together comes from CLDR. In: values. Out: text in the language, never marked up.

mod formatting;
mod language;
mod latin;
mod likeness;
mod party_patterns;
mod phrases;
mod placeholders;
mod salutation;
mod sentence;

pub use formatting::{Locale, zone};
pub use language::{AgendaPoint, BindingWords, Language};
pub use latin::latin;
pub use likeness::{is_legal_form, likeness};
pub use party_patterns::PartyPatterns;
pub use phrases::{Phrases, WordGroup};
pub use placeholders::{fill, placeholders};
pub use salutation::{Addressee, Tone};
pub use sentence::{Fault, Sentence};
