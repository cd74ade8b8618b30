//! The table of all rules.

use super::rule::Rule;

/// All rules.
pub const RULES: &[Rule] = &[
    super::id_differs::RULE,
    super::partner_is_us::RULE,
    super::duplicate_partner::RULE,
    super::same_id::RULE,
    super::unknown_owner::RULE,
    super::emblem_without_project::RULE,
    super::contrast::RULE,
    super::number_of_facts::RULE,
    super::undated_claim::RULE,
    super::retention::RULE,
    super::sample_words::RULE,
    super::left_open::RULE,
    super::objected::RULE,
    super::no_longer_there::RULE,
    super::ended::RULE,
    super::logbook_differs::RULE,
    super::country_of_consent::RULE,
    super::first_contact_again::RULE,
    super::open_question::RULE,
    super::unknown_copy::RULE,
    super::long_subject::RULE,
    super::length::RULE,
    super::past_day::RULE,
    super::term::RULE,
    super::governing_law::RULE,
    super::other_letters::RULE,
    super::unfit_phrase::RULE,
    super::binding_words::RULE,
    super::originals::RULE,
    super::signing::RULE,
    super::signed_draft::RULE,
    super::prevailing_language::RULE,
    super::checked_translation::RULE,
    super::unknown_partner::RULE,
    super::unknown_party::RULE,
    super::party_incomplete::RULE,
    super::safeguarding_open::RULE,
    super::review_open::RULE,
    super::prescribed_form::RULE,
    super::mou_in_scouting::RULE,
    super::our_logo::RULE,
    super::past_meeting::RULE,
    super::meeting_form::RULE,
    super::meeting_people::RULE,
    super::meeting_hours::RULE,
    super::meeting_length::RULE,
];

/// The rule of a name.
pub fn named(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code.name == name)
}
