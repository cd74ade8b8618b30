//! Rules that need more than one field: one a file, one table.
//!
//! A rule says what it finds as a diagnostic; its scope says which documents it is about (and an error of it
//! stops), its look says what it looks at. A new one is a file, its line below and its line in `table.rs`.

mod apply;
mod identity;
mod rule;
mod table;

mod binding_words;
mod checked_translation;
mod contrast;
mod country_of_consent;
mod duplicate_partner;
mod emblem_without_project;
mod ended;
mod first_contact_again;
mod governing_law;
mod id_differs;
mod left_open;
mod length;
mod logbook_differs;
mod long_subject;
mod meeting_form;
mod meeting_hours;
mod meeting_length;
mod meeting_people;
mod mou_in_scouting;
mod no_longer_there;
mod number_of_facts;
mod objected;
mod open_question;
mod originals;
mod other_letters;
mod our_logo;
mod partner_is_us;
mod party_incomplete;
mod past_day;
mod past_meeting;
mod prescribed_form;
mod prevailing_language;
mod retention;
mod review_open;
mod safeguarding_open;
mod same_id;
mod sample_words;
mod signed_draft;
mod signing;
mod term;
mod translated_texts;
mod undated_claim;
mod unfit_phrase;
mod unknown_copy;
mod unknown_owner;
mod unknown_partner;
mod unknown_party;

pub use apply::{not_to_be_sent, objections, on_any, on_data, on_partners, on_signatures, on_text};
pub use first_contact_again::FIRST_CONTACT_AGAIN;
pub use identity::Identity;
pub use no_longer_there::NO_LONGER_THERE;
pub use past_meeting::{is_entry, past_meeting};
pub use retention::kept_until;
pub use rule::{FinishedText, Rule, Scope};
pub use sample_words::{in_institution, in_partner};
pub use table::{RULES, named};
pub use translated_texts::{TranslatedText, not_looked_at};
