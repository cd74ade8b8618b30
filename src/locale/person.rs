//! A person as documents print and greet it: contacts, those who sign and those who take part alike.

use deunicode::deunicode;

use super::degrees::{DegreeKind, DegreePlace, NameApart, degrees_in};
use super::readers::Readers;
use crate::letters::unaccented;
use crate::model::{Honorific, InstitutionContact, PartnerContact, Register, Signatory};

/// What is known of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// The whole name as somebody wrote it, perhaps with degrees.
    pub name: Option<String>,
    /// Given name.
    pub given_name: Option<String>,
    /// Family name.
    pub family_name: Option<String>,
    /// The whole name in Latin letters.
    pub name_latin: Option<String>,
    /// How the person is addressed.
    pub honorific: Honorific,
    /// Degrees in front of the name.
    pub titles_before: Option<String>,
    /// Degrees behind the name.
    pub titles_after: Option<String>,
    /// Whether we are on first-name terms.
    pub register: Register,
    /// The office or the task that the person has: Director.
    pub function: Option<String>,
    /// The organisation that the person works for.
    pub organisation: Option<String>,
    /// The country of that organisation: in Hungary the family name stands first.
    pub country: Option<String>,
}

/// What joins to a family name in front of it and to no given name: Jan *van der* Berg.
const PARTICLES: &[&str] = &["van", "von", "vom", "zu", "ter", "ten", "af", "av"];

impl Person {
    /// The name as it stands on a page: degrees, given and family name, degrees. None of somebody without a name.
    pub fn full_name(&self) -> Option<String> {
        let apart = self.apart();
        let name = apart.name.as_ref()?;
        let letters = |text: &str| text.split_whitespace().collect::<String>();
        // What somebody wrote whole stays as it is.
        let typed = self.name.as_deref().map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "));
        let has = |titles: &Option<String>| {
            titles.as_deref().is_none_or(|titles| {
                typed.as_deref().is_some_and(|name| letters(name).contains(&letters(titles)))
            })
        };
        if let Some(typed) = typed.clone().filter(|_| has(&apart.titles_before) && has(&apart.titles_after)) {
            return Some(typed);
        }
        let before = apart.titles_before.map_or_else(String::new, |titles| format!("{titles} "));
        let after = apart.titles_after.map_or_else(String::new, |titles| format!(", {titles}"));
        Some(format!("{before}{name}{after}"))
    }

    /// The name without degrees.
    pub fn bare_name(&self) -> Option<String> {
        self.apart().name
    }

    /// Whether both are called alike, degrees, accents and capitals aside; none of whom the name is not known.
    pub fn is_called_like(&self, other: &Self) -> bool {
        let letters = |person: &Self| {
            let name = person.bare_name()?;
            Some(unaccented(&name).split_whitespace().collect::<Vec<_>>().join(" "))
        };
        letters(self).is_some_and(|name| letters(other).as_ref() == Some(&name))
    }

    /// Whether both have names that one person can hardly have: each has words that the other has not, in Latin letters too.
    pub fn is_called_otherwise(&self, other: &Self) -> bool {
        let names = |person: &Self| -> Vec<Vec<String>> {
            let latin = person.name_latin.as_deref().map(|name| NameApart::of(name).name);
            let all = person.bare_name().into_iter().chain(latin);
            all.map(|name| unaccented(&name).split_whitespace().map(str::to_owned).collect()).collect()
        };
        let (own, others) = (names(self), names(other));
        let holds = |one: &[String], other: &[String]| other.iter().all(|word| one.contains(word));
        let may_be_one =
            own.iter().any(|one| others.iter().any(|other| holds(one, other) || holds(other, one)));
        !own.is_empty() && !others.is_empty() && !may_be_one
    }

    /// Whether both may be the same person: the whole name has the same words, in whatever order, also in Latin letters.
    /// Of a name of one word nobody can say, others may be called like that.
    pub fn may_be(&self, other: &Self) -> bool {
        let names = |person: &Self| {
            let latin = person.name_latin.as_deref().map(|name| NameApart::of(name).name);
            let words = |name: String| {
                let name = unaccented(&name);
                let mut words: Vec<String> = name.split_whitespace().map(str::to_owned).collect();
                words.sort();
                words
            };
            let names = person.bare_name().into_iter().chain(latin).map(words);
            names.filter(|words| words.len() > 1).collect::<Vec<_>>()
        };
        let others = names(other);
        names(self).iter().any(|name| others.contains(name))
    }

    /// The same person with the degrees taken out of the names, the whole name in `name`, and given and family name
    /// where it is known which is which.
    pub fn apart(&self) -> Self {
        let mut person = self.clone();
        let mut take = |written: &Option<String>| {
            let apart = NameApart::of(written.as_deref()?);
            person.titles_before = joined(person.titles_before.take(), apart.before, " ");
            person.titles_after = joined(person.titles_after.take(), apart.after, ", ");
            Some(apart.name).filter(|name| !name.is_empty())
        };
        let (given, family) = (take(&self.given_name), take(&self.family_name));
        let whole = take(&self.name);
        let parts: Vec<String> = [&given, &family].into_iter().flatten().cloned().collect();
        (person.given_name, person.family_name) = match (&whole, parts.is_empty()) {
            (Some(whole), true) => parted(whole, self.country.as_deref()),
            _ => (given, family),
        };
        person.name = whole.or_else(|| (!parts.is_empty()).then(|| parts.join(" ")));
        person
    }

    /// The same person, in Latin letters when these readers cannot read the name and it is known how it is written in
    /// them.
    pub fn for_readers(&self, readers: Readers) -> Self {
        let apart = self.apart();
        let names = [&apart.name, &apart.given_name, &apart.family_name];
        let can_read = names.into_iter().flatten().all(|name| readers.can_read(name));
        let Some(latin) = self.name_latin.as_deref().filter(|_| !can_read) else { return self.clone() };
        let latin = NameApart::of(latin);
        let (given, family) = apart.parted_like(&latin.name);
        let titles = |own: Option<String>, known: Option<String>, place: DegreePlace, with: &str| {
            own.or_else(|| readable_titles(known.as_deref()?, place, readers, with))
        };
        Self {
            name: Some(latin.name.clone()),
            given_name: given,
            family_name: family,
            name_latin: None,
            titles_before: titles(latin.before, apart.titles_before.clone(), DegreePlace::Before, " "),
            titles_after: titles(latin.after, apart.titles_after.clone(), DegreePlace::Behind, ", "),
            ..self.clone()
        }
    }

    /// Given and family name in a name in Latin letters, as long as those of the person.
    fn parted_like(&self, latin: &str) -> (Option<String>, Option<String>) {
        let words: Vec<&str> = latin.split_whitespace().collect();
        let (Some(given), Some(family)) = (&self.given_name, &self.family_name) else {
            let is_one = self.given_name.is_some() || self.family_name.is_some();
            return if is_one {
                (None, Some(latin.to_owned()))
            } else {
                parted(latin, self.country.as_deref())
            };
        };
        let count = |name: &str| name.split_whitespace().count();
        let (of_given, of_family) = (count(given), count(family));
        if words.len() < 2 {
            return (None, Some(latin.to_owned()));
        }
        let begins = |word: &str, name: &str| {
            let first = |text: &str| deunicode(text).chars().next().map(|one| one.to_ascii_lowercase());
            first(word) == first(name)
        };
        let fits = words.len() == of_given + of_family;
        let is_turned =
            fits && !begins(words[0], given) && begins(words[0], family) && begins(words[of_family], given);
        if is_turned {
            return (Some(words[of_family..].join(" ")), Some(words[..of_family].join(" ")));
        }
        let at = words.len() - of_family.min(words.len() - 1);
        (Some(words[..at].join(" ")), Some(words[at..].join(" ")))
    }
}

/// Degrees in words that readers can read; a professor and a doctor in whatever letters are Prof. and Dr.
fn readable_titles(titles: &str, place: DegreePlace, readers: Readers, with: &str) -> Option<String> {
    let words: Vec<String> = degrees_in(titles, place)
        .filter_map(|(word, kind)| match kind {
            _ if readers.can_read(word) && word.is_ascii() => Some(word.to_owned()),
            Some(DegreeKind::Professor) => Some("Prof.".to_owned()),
            Some(DegreeKind::Doctor) => Some("Dr.".to_owned()),
            _ => None,
        })
        .collect();
    (!words.is_empty()).then(|| words.join(with))
}

/// Given and family name in a whole name; none when it is not sure.
fn parted(name: &str, country: Option<&str>) -> (Option<String>, Option<String>) {
    let words: Vec<&str> = name.split_whitespace().collect();
    let own = |words: &[&str]| Some(words.join(" "));
    let is_capital = |word: &str| {
        word.chars().filter(|one| one.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase)
    };
    match words.as_slice() {
        [_] => (None, own(&words)),
        [first, second] if !first.ends_with(',') => {
            if is_capital(first) && !is_capital(second) {
                (own(&[*second]), own(&[*first]))
            } else if country == Some("HU") {
                (None, None)
            } else {
                (own(&[*first]), own(&[*second]))
            }
        }
        [first, particle, ..] if PARTICLES.contains(particle) => (own(&[*first]), own(&words[1..])),
        _ => (None, None),
    }
}

/// Degrees of a field and of a name, none twice.
fn joined(known: Option<String>, found: Option<String>, with: &str) -> Option<String> {
    match (known, found) {
        (Some(known), Some(found)) if known.contains(&found) => Some(known),
        (Some(known), Some(found)) if found.contains(&known) => Some(found),
        (Some(known), Some(found)) => Some(format!("{known}{with}{found}")),
        (known, found) => known.or(found),
    }
}

impl From<&PartnerContact> for Person {
    fn from(contact: &PartnerContact) -> Self {
        Self {
            given_name: contact.given_name.clone(),
            family_name: contact.family_name.clone(),
            name_latin: contact.name_latin.clone(),
            honorific: contact.honorific,
            titles_before: contact.titles_before.clone(),
            titles_after: contact.titles_after.clone(),
            register: contact.register,
            ..Self::default()
        }
    }
}

impl From<&InstitutionContact> for Person {
    fn from(contact: &InstitutionContact) -> Self {
        Self {
            given_name: contact.given_name.clone(),
            family_name: contact.family_name.clone(),
            name_latin: contact.name_latin.clone(),
            honorific: contact.honorific,
            titles_before: contact.titles_before.clone(),
            titles_after: contact.titles_after.clone(),
            ..Self::default()
        }
    }
}

impl From<&Signatory> for Person {
    fn from(signatory: &Signatory) -> Self {
        Self {
            name: signatory.name.clone(),
            given_name: signatory.given_name.clone(),
            family_name: signatory.family_name.clone(),
            name_latin: signatory.name_latin.clone(),
            honorific: signatory.honorific,
            titles_before: signatory.titles_before.clone(),
            titles_after: signatory.titles_after.clone(),
            ..Self::default()
        }
    }
}
