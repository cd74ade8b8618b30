//! What no telephone of a country has.

use super::countries::Country;
use super::spelling::{digits, number_of_spreadsheet, spelt};
use crate::country::in_sentence;

/// What is wrong with a number, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// A phrase that begins with the number or what is meant by it.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Doubt {
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}

/// What no telephone of the country has: too few or too many digits behind its code, a code of no country, the zero
/// that is dialled only within it; and what is seldom reached from abroad. None of a number that can be right.
pub fn doubt(text: &str) -> Option<Doubt> {
    let all = digits(&spelt(text).number.replace("(0)", ""));
    let called = Country::called(&all);
    let Some(main) = called.first() else {
        let start: String = all.chars().take(3).collect();
        return Some(Doubt::new(
            format!("no country is called by +{start}"),
            "look the number up; behind the + stands the code of the country, for example +351",
        ));
    };
    let code = main.code;
    let name = in_sentence(main.id);
    if number_of_spreadsheet(text).is_some() {
        return Some(Doubt::new(
            "the `.0` behind it is from a spreadsheet, to which it is a number",
            "take the `.0` out",
        ));
    }
    let national = &all[code.len()..];
    if let Some(country) = called.iter().find(|country| country.without_zero(national) != national) {
        return Some(Doubt::new(
            format!("the zero behind +{code} is dialled only within {}", in_sentence(country.id)),
            "take it out",
        ));
    }
    if called.iter().any(|country| country.within.holds(national)) {
        return Some(Doubt::new(
            format!("most numbers of this kind are reached only from within {name}"),
            "write one that can be called from abroad, if there is one",
        ));
    }
    if called.iter().any(|country| country.has_length(national.len())) {
        return None;
    }
    let known = main.lengths_in_words();
    Some(Doubt::new(
        format!("numbers of {name} have {known} digits behind +{code}, and not {}", national.len()),
        "look the number up; a digit is missing or too many",
    ))
}
