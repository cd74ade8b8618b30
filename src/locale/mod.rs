//! What a language decides: dates, lists, numbers, salutations, labels, names of countries.
//!
//! The words stand in `templates/languages/<lang>.yaml`, so that a language is a file; how dates and
//! lists are put together comes from CLDR. In: values. Out: text in the language, never marked up.

mod degrees;
mod formatting;
mod language;
mod language_patterns;
mod latin;
mod likeness;
mod office;
mod organisation_names;
mod party_patterns;
mod pattern_check;
mod phrases;
mod person;
mod placeholders;
mod postal_address;
mod readers;
mod romanisation;
mod salutation;
mod sentence;
mod tax_number;

pub use formatting::{Locale, zone};
pub use language::{AgendaPoint, BindingWords, ContactSheetWords, Language, Spacing, Words};
pub use latin::latin;
pub use likeness::{is_legal_form, likeness};
pub use organisation_names::OrganisationNames;
pub use party_patterns::PartyPatterns;
pub use person::Person;
pub use phrases::{Phrases, WordGroup};
pub use placeholders::{fill, placeholders};
pub use postal_address::PostalAddress;
pub use readers::Readers;
pub use romanisation::romanised;
pub use salutation::Tone;
pub use sentence::{Fault, Sentence};
pub use tax_number::tax_number_label;
