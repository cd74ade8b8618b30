//! Whole names in one cell → given name, family name, salutation, degrees: `Frau Dr. Anna Müller`, `MÜLLER Anna`,
//! `Müller, Anna`, `Kovács Anna`.
//!
//! **Why so little is taken apart.** A letter to “Frau Anna” is worse than none. Two words tell which one is the family
//! name only by a comma, by capitals, by the head of the column, or because one of them is a given name that we know
//! (`names/given_names.tsv`) and the other is not. The names that are told show how the column is written. What is
//! still open is asked.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::field::NameOrder;
use super::heads::Head;
use super::honorifics::{self, FormOfAddress, Legend};
use super::names;
use super::unreadable::{UnreadableCell, shown};
use crate::letters::unaccented;

/// A language, and given names that are frequent in it.
const GIVEN_NAMES: &str = include_str!("names/given_names.tsv");

/// A language, and words with which family names begin in it.
const PARTICLES: &str = include_str!("names/particles.tsv");

/// Countries in which people have two family names.
const TWO_FAMILY_NAMES: &[&str] = &["ES", "PT"];

/// A person whose name stood in one cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonName {
    pub given: Option<String>,
    pub family: Option<String>,
    pub address: FormOfAddress,
}

/// How the whole names of a column are read.
#[derive(Debug, Clone)]
pub struct NameColumn {
    legend: Legend,
    /// As its head says.
    said: Option<NameOrder>,
    /// As those of its names show that can be read in one way only.
    shown: Option<NameOrder>,
    /// Whether given names stand behind commas.
    has_commas: bool,
    /// The country whose language its head is in, for rows that name none.
    country: Option<&'static str>,
}

/// Languages in which names stand otherwise, and their countries.
const OTHER_ORDERS: &[(&str, &str)] = &[("hu", "HU"), ("es", "ES"), ("pt", "PT")];

impl NameColumn {
    /// Of the cells of a column.
    pub fn of<'t>(texts: impl Iterator<Item = &'t str> + Clone, head: &str, said: Option<NameOrder>) -> Self {
        let legend = Legend::of_names(texts.clone(), head);
        let (mut given_first, mut family_first, mut commas) = (0_usize, 0_usize, 0_usize);
        for text in texts {
            let text = spaced(text);
            let around = honorifics::around(&text);
            match around.name.as_slice() {
                [family, given] if family.ends_with(',') && is_given(given) => commas += 1,
                [first, second] if !first.ends_with(',') => match (is_given(first), is_given(second)) {
                    (true, false) => given_first += 1,
                    (false, true) => family_first += 1,
                    _ => {}
                },
                _ => {}
            }
        }
        let shown = match (given_first, family_first) {
            (1.., 0) => Some(NameOrder::GivenFirst),
            (0, 1..) => Some(NameOrder::FamilyFirst),
            _ => None,
        };
        let has_commas = commas > 0 || said == Some(NameOrder::FamilyFirst);
        let senses = Head::read(head).senses;
        let language = senses.first().map(|sense| sense.language);
        let is_one = senses.iter().all(|sense| Some(sense.language) == language);
        let country = OTHER_ORDERS.iter().find(|(of, _)| is_one && Some(*of) == language);
        Self { legend, said, shown, has_commas, country: country.map(|(_, country)| *country) }
    }

    /// Takes a name apart; the email address of the person may tell which part is the family name.
    ///
    /// # Errors
    /// A name that can be read in two ways, or that is none.
    pub fn read(
        &self,
        text: &str,
        country: Option<&str>,
        email: Option<&str>,
    ) -> Result<PersonName, UnreadableCell> {
        let country = country.or(self.country);
        let text = spaced(text);
        let is_one = !text.contains(|one: char| one.is_ascii_digit() || "@/&+;|\n".contains(one))
            && !text.split_whitespace().any(|word| matches!(word, "und" | "and" | "et" | "oder" | "or"));
        if !is_one || !text.contains(char::is_alphabetic) {
            return Err(UnreadableCell {
                message: format!("{} is not the name of one person", shown(&text)),
                help: "write one given name and one family name, best in two columns; each person has a row"
                    .to_owned(),
            });
        }
        let around = honorifics::around(&text);
        let address = around.address(&self.legend)?;
        let is_spoken_to = around.has_person();
        let has_title = address.titles.is_some() || address.behind.is_some();
        let words: Vec<&str> = around.name.clone();
        let named = |given: &[&str], family: &[&str], address: FormOfAddress| PersonName {
            given: (!given.is_empty()).then(|| given.join(" ")),
            family: (!family.is_empty()).then(|| family.join(" ")),
            address,
        };
        if let Some(at) = words.iter().position(|word| word.ends_with(',')) {
            return self.behind_comma(&text, &words, at, address);
        }
        if let [only] = words.as_slice() {
            let is_family = (is_spoken_to || has_title) && !is_given(only);
            return if is_family { Ok(named(&[], &words, address)) } else { Err(unclear(&text)) };
        }
        if let Some((given, family)) = by_capitals(&words) {
            return Ok(named(given, family, address));
        }
        let order = self.order(&words, country, email, is_spoken_to);
        let split = order.and_then(|order| split(&words, order, country));
        let (given, family) = split.ok_or_else(|| unclear(&text))?;
        Ok(named(given, family, address))
    }

    /// `Müller, Dr. Anna`: a family name, a comma, a given name.
    fn behind_comma(
        &self,
        text: &str,
        words: &[&str],
        at: usize,
        mut address: FormOfAddress,
    ) -> Result<PersonName, UnreadableCell> {
        let behind = words[at + 1..].join(" ");
        let rest = honorifics::around(&behind);
        let more = rest.address(&self.legend)?;
        let given = &rest.name;
        let is_family = at == 0 || is_particle(words[0]);
        let has_given = given.first().is_some_and(|first| is_given(first));
        let is_name = !given.is_empty()
            && given.len() <= 3
            && given.iter().all(|word| word.starts_with(char::is_uppercase) && !word.ends_with(','));
        let is_sure = has_given || (self.has_commas && !honorifics::is_function(&behind));
        let may_be_two =
            is_family || (has_given && !words[..=at].iter().any(|word| is_given(word.trim_end_matches(','))));
        if !(is_name && is_sure && may_be_two) {
            return Err(unclear(text));
        }
        address.honorific = address.honorific.or(more.honorific);
        let titles: Vec<String> = [address.titles.take(), more.titles].into_iter().flatten().collect();
        address.titles = (!titles.is_empty()).then(|| titles.join(" "));
        address.behind = address.behind.or(more.behind);
        address.function = address.function.or(more.function);
        let family = words[..=at].join(" ");
        Ok(PersonName {
            given: Some(given.join(" ")),
            family: Some(family.trim_end_matches(',').to_owned()),
            address,
        })
    }

    /// Which name stands first in a cell; none when nothing tells, or two things contradict each other.
    fn order(
        &self,
        words: &[&str],
        country: Option<&str>,
        email: Option<&str>,
        is_spoken_to: bool,
    ) -> Option<NameOrder> {
        let (first, last) = (words.first()?, words.last()?);
        let told = match (is_given(first), is_given(last)) {
            (true, false) => Some(NameOrder::GivenFirst),
            (false, true) => Some(NameOrder::FamilyFirst),
            _ => None,
        };
        let is_hungarian = country == Some("HU");
        let particle = words.iter().position(|word| is_particle(word));
        if particle.is_some_and(|at| at > 0) && !is_hungarian && told != Some(NameOrder::FamilyFirst) {
            return Some(NameOrder::GivenFirst);
        }
        let column = self.said.or(self.shown);
        match (told, column) {
            (Some(told), Some(column)) => (told == column).then_some(told),
            (Some(one), None) | (None, Some(one)) => Some(one),
            (None, None) => match words {
                [first, last] => by_email(first, last, email),
                _ => None,
            }
            .or_else(|| (is_spoken_to && !is_hungarian).then_some(NameOrder::GivenFirst))
            .or_else(|| (is_hungarian && !is_given(first)).then_some(NameOrder::FamilyFirst)),
        }
    }
}

/// Given names and family names of words in this order; none where it is not sure which the middle ones are.
fn split<'w, 't>(
    words: &'w [&'t str],
    order: NameOrder,
    country: Option<&str>,
) -> Option<(&'w [&'t str], &'w [&'t str])> {
    let has_two = country.is_some_and(|country| TWO_FAMILY_NAMES.contains(&country));
    // Nagy Istvánné is somebody’s wife, and not called István.
    if words.iter().any(|word| word.strip_suffix("né").is_some_and(is_given)) {
        return None;
    }
    let is_initial = |word: &str| word.chars().filter(|one| one.is_alphabetic()).count() == 1;
    let at = match (order, words) {
        (_, [_, _]) => 1,
        (NameOrder::GivenFirst, _) => {
            let particle = words.iter().position(|word| is_particle(word)).filter(|at| *at > 0);
            match (particle, words) {
                (Some(at), _) if words[1..at].iter().all(|word| is_given(word) || is_initial(word)) => at,
                // Ana Isabel García López; José Luis García may be Luis by his father.
                (None, [_, second, _]) if has_two => (!is_given(second)).then_some(1)?,
                (None, [_, second, _, _]) if has_two => is_given(second).then_some(2)?,
                (None, _) if has_two => return None,
                (None, [_, middle @ .., _]) => {
                    let are_given = middle.iter().all(|word| is_given(word) || is_initial(word));
                    are_given.then_some(words.len() - 1)?
                }
                _ => return None,
            }
        }
        (NameOrder::FamilyFirst, _) => {
            let given = words.iter().rev().take_while(|word| is_given(word)).count();
            let is_sure = given > 0 && given < words.len() && (words.len() - given == 1 || given == 1);
            return is_sure.then(|| {
                let (family, given) = words.split_at(words.len() - given);
                (given, family)
            });
        }
    };
    let (first, second) = words.split_at(at);
    Some(match order {
        NameOrder::GivenFirst => (first, second),
        NameOrder::FamilyFirst => (second, first),
    })
}

/// A family name in capitals: `DUPONT Jean`, `Jean DE LA TOUR`.
fn by_capitals<'w, 't>(words: &'w [&'t str]) -> Option<(&'w [&'t str], &'w [&'t str])> {
    let is_capital = |word: &&str| {
        let letters = || word.chars().filter(|one| one.is_alphabetic());
        letters().count() > 1 && letters().all(|one| !one.is_lowercase())
    };
    let first = words.iter().position(&is_capital)?;
    let last = words.iter().rposition(&is_capital)?;
    let (mut start, end) = (first, last + 1);
    if !words[start..end].iter().all(|word| is_capital(word) || is_particle(word)) {
        return None;
    }
    while start > 0 && is_particle(words[start - 1]) {
        start -= 1;
    }
    match (start, end) {
        (0, end) if end < words.len() => Some((&words[end..], &words[..end])),
        (start, end) if start > 0 && end == words.len() => Some((&words[..start], &words[start..])),
        _ => None,
    }
}

/// `a.mueller@`, `amueller@`: the whole word is the family name, the letter the given one.
fn by_email(first: &str, last: &str, email: Option<&str>) -> Option<NameOrder> {
    let local = email?.split('@').next()?.to_lowercase();
    let spellings = |word: &str| {
        let long =
            word.to_lowercase().replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss");
        [unaccented(&long), unaccented(word)]
    };
    let is_initial_and = |given: &str, family: &str| {
        let Some(letter) = unaccented(given).chars().next() else { return false };
        spellings(family).iter().any(|family| {
            local.strip_prefix(letter).is_some_and(|rest| rest.trim_start_matches(['.', '_', '-']) == family)
        })
    };
    match (is_initial_and(first, last), is_initial_and(last, first)) {
        (true, false) => Some(NameOrder::GivenFirst),
        (false, true) => Some(NameOrder::FamilyFirst),
        _ => None,
    }
}

/// The text with a blank behind each comma, and single blanks.
fn spaced(text: &str) -> String {
    text.replace(',', ", ").replace(" ,", ",").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_particle(word: &str) -> bool {
    names::has_word(PARTICLES, word) || word.starts_with("d'") || word.starts_with("d’")
}

/// Whether a word is a given name that we know; of two with a hyphen the first is looked at.
pub fn is_given(word: &str) -> bool {
    static KNOWN: LazyLock<HashSet<String>> = LazyLock::new(|| {
        let names = GIVEN_NAMES.lines().flat_map(|line| line.split('\t').skip(1));
        names.flat_map(|name| [name.to_lowercase(), unaccented(name)]).collect()
    });
    let word = word.trim_matches([',', '.']).to_lowercase();
    KNOWN.contains(&word) || word.split_once('-').is_some_and(|(first, _)| KNOWN.contains(first))
}

/// Whether a text has a salutation or a given name in it, as the name of a person has.
pub fn is_person(text: &str) -> bool {
    let around = honorifics::around(text);
    around.has_person() || (around.name.len() > 1 && around.name.iter().any(|word| is_given(word)))
}

fn unclear(text: &str) -> UnreadableCell {
    UnreadableCell {
        message: format!("it is not sure which part of {} is the family name", shown(text)),
        help: "write it as “Family, Given”, or make two columns of it; if all names of the column are written alike, say --map \"COLUMN=contacts.given_and_family_name\" or --map \"COLUMN=contacts.family_and_given_name\"; --map \"COLUMN=\" leaves the column out"
            .to_owned(),
    }
}
