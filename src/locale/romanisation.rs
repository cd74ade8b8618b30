//! How a name of another script may be written in Latin letters: a proposal for the person who knows.
//!
//! The rules of the countries stand in `romanisation.tsv`. Nothing is printed so unseen: how somebody or a school is
//! written in Latin letters is up to them, and passports and registers say other things than rules.

use deunicode::deunicode;

use crate::letters::without_greek_stress;

/// By country: letters and what stands for them.
const COUNTRIES: &str = include_str!("romanisation.tsv");

/// A name in Latin letters by the rules of its country, else as they are mostly written.
pub fn romanised(name: &str, country: Option<&str>) -> String {
    let rules = rules(country);
    let plain = without_greek_stress(name);
    let mut latin = String::new();
    for word in plain.split_inclusive(|one: char| !one.is_alphabetic() && one != '’') {
        latin.push_str(&romanised_word(word, &rules));
    }
    // What no rule knows.
    deunicode_rest(&latin)
}

fn romanised_word(word: &str, rules: &[(&str, &str)]) -> String {
    let letters: Vec<char> = word.chars().collect();
    let small: Vec<char> = letters.iter().map(|one| one.to_lowercase().next().unwrap_or(*one)).collect();
    let length = letters.iter().take_while(|one| one.is_alphabetic() || **one == '’').count();
    let is_capitals = length > 1 && letters[..length].iter().all(|one| !one.is_lowercase());
    let mut latin = String::new();
    let mut at = 0;
    while at < letters.len() {
        let fitting = |(from, _): &&(&str, &str)| {
            let bare: Vec<char> = from.trim_start_matches('^').trim_end_matches('$').chars().collect();
            small[at..].starts_with(&bare)
                && (!from.starts_with('^') || at == 0)
                && (!from.ends_with('$') || at + bare.len() == length)
        };
        // The one that says most; of two alike that which says where.
        let rule = rules.iter().filter(fitting).max_by_key(|(from, _)| from.chars().count());
        let Some((from, to)) = rule else {
            latin.push(letters[at]);
            at += 1;
            continue;
        };
        let count = from.trim_start_matches('^').trim_end_matches('$').chars().count();
        let mut to_letters = to.chars();
        match to_letters.next() {
            Some(_) if is_capitals => latin.push_str(&to.to_uppercase()),
            Some(first) if letters[at].is_uppercase() => {
                latin.extend(first.to_uppercase());
                latin.push_str(to_letters.as_str());
            }
            _ => latin.push_str(to),
        }
        at += count;
    }
    latin
}

fn rules(country: Option<&str>) -> Vec<(&'static str, &'static str)> {
    let lines = COUNTRIES.lines().filter(|line| !line.starts_with('#'));
    let of_country = lines.filter_map(|line| line.split_once('\t'));
    let mut found =
        of_country.filter(|(codes, _)| country.is_some_and(|code| codes.split(' ').any(|one| one == code)));
    let pairs = found.next().map_or("", |(_, pairs)| pairs);
    pairs.split(' ').filter_map(|pair| pair.split_once('=')).collect()
}

/// The rest in Latin letters; those that are Latin stay as they are, with their accents.
fn deunicode_rest(text: &str) -> String {
    let is_latin =
        |one: char| one.is_ascii() || ('\u{c0}'..='\u{24f}').contains(&one) || !one.is_alphabetic();
    let mut latin = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|one| is_latin(one) != is_latin(first)).unwrap_or(rest.len());
        let (run, behind) = rest.split_at(end);
        if is_latin(first) {
            latin.push_str(run);
        } else {
            latin.push_str(&deunicode(run));
        }
        rest = behind;
    }
    latin
}
