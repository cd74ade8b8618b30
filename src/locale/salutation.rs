//! "Dear Ms Virtanen,": never guessed from a first name.

use std::collections::BTreeMap;

use super::degrees::{DegreeKind, DegreePlace, degree_letters, degrees_in};
use super::formatting::Locale;
use super::language::{SpokenDegree, SpokenForms, SpokenTitle, Words};
use super::office::Office;
use super::person::Person;
use super::placeholders::{fill, placeholders};
use crate::model::{Honorific, Register};

/// The tone of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// A formal letter.
    Formal,
    /// An informal one.
    Informal,
}

/// A salutation with what it rests on.
struct Greeting<'l> {
    pattern: &'l str,
    values: BTreeMap<&'static str, String>,
}

impl Locale {
    /// The line that a letter begins with, by the rules of `domain.md` 3.3: degree and family name,
    /// honorific and family name, full name, the organisation's team, nobody in particular. Who has one name
    /// only is called by it, wherever it stands in the file. Where it is not sure which part of a name is the family
    /// name, the whole name stands in its place, and no honorific in front of it.
    pub fn salutation(&self, person: &Person, tone: Tone) -> String {
        let greeting = self.greeting(person, tone);
        let values: Vec<(&str, &str)> =
            greeting.values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        fill(greeting.pattern, &values)
    }

    /// The line that a letter ends with: a team that is greeted by its organisation's name is not unnamed.
    pub fn closing(&self, person: &Person, tone: Tone) -> &str {
        let closing = &self.words.closing;
        match tone {
            Tone::Informal => &closing.informal,
            Tone::Formal if self.greeting(person, tone).names_somebody() => &closing.named,
            Tone::Formal => &closing.unnamed,
        }
    }

    fn greeting(&self, person: &Person, tone: Tone) -> Greeting<'_> {
        let person = &person.for_readers(self.readers()).apart();
        let words = &self.words.salutation;
        let (given_name, family_name) = names(person);
        let is_sure = person.given_name.is_some() || person.family_name.is_some();
        let honorific = if is_sure || family_name.is_none() { person.honorific } else { Honorific::Unknown };
        let patterns = match tone {
            Tone::Formal => &words.formal,
            Tone::Informal => &words.informal,
        };
        // Who has one name is called by it there too, in whichever field it stands.
        let on_first_names = tone == Tone::Informal && person.register == Register::Informal;
        let list = match (family_name, on_first_names, honorific) {
            (None, ..) => &patterns.nobody,
            (Some(_), true, _) => &words.first_names,
            (Some(_), _, Honorific::Ms) => &patterns.ms,
            (Some(_), _, Honorific::Mr) => &patterns.mr,
            (Some(_), _, Honorific::Mx) => &patterns.mx,
            (Some(_), _, Honorific::Unknown) => &patterns.unknown,
        };
        let given_name = if on_first_names { given_name.or(family_name) } else { given_name };
        let given_name = given_name.map(|name| spoken_name(name, &self.words.vocatives.given_name));
        let no_endings = Words::new();
        let endings = match honorific {
            Honorific::Ms => &self.words.vocatives.family_name.ms,
            Honorific::Mr => &self.words.vocatives.family_name.mr,
            Honorific::Mx | Honorific::Unknown => &no_endings,
        };
        let family_name = family_name.map(|name| spoken_name(name, endings));
        let family_name = family_name.map(|name| if words.raises_particles { raised(&name) } else { name });
        let known = [
            ("title", self.spoken_title(person, honorific)),
            ("function", self.spoken_function(person)),
            ("given_name", given_name),
            ("family_name", family_name),
            ("name", person.bare_name()),
            ("organisation", person.organisation.clone()),
        ];
        let values: BTreeMap<&str, String> =
            known.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
        let is_there =
            |pattern: &&String| placeholders(pattern).iter().all(|(name, _)| values.contains_key(name));
        let pattern = list.iter().find(is_there).or_else(|| list.last());
        Greeting { pattern: pattern.map_or("", String::as_str), values }
    }

    /// The highest degree that the language speaks of somebody: of those in front of the name and behind it.
    fn spoken_title(&self, person: &Person, honorific: Honorific) -> Option<String> {
        let degrees = |titles: &Option<String>, place: DegreePlace| {
            let titles = titles.clone().unwrap_or_default();
            let words = degrees_in(&titles, place).map(|(word, kind)| (degree_letters(word), kind));
            words.collect::<Vec<_>>()
        };
        let mut written = degrees(&person.titles_before, DegreePlace::Before);
        written.extend(degrees(&person.titles_after, DegreePlace::Behind));
        let has = |title: &SpokenTitle| {
            let kind = title.degree.map(|degree| match degree {
                SpokenDegree::Professor => DegreeKind::Professor,
                SpokenDegree::Doctor => DegreeKind::Doctor,
            });
            let is_written = |word: &String| title.written.iter().any(|one| degree_letters(one) == *word);
            written.iter().any(|(word, own)| is_written(word) || (kind.is_some() && *own == kind))
        };
        let is_at_home = |title: &SpokenTitle| {
            let country = person.country.as_ref();
            title.countries.is_empty() || country.is_some_and(|country| title.countries.contains(country))
        };
        let form = |title: &SpokenTitle| {
            let form = match honorific {
                Honorific::Ms => &title.ms,
                Honorific::Mr => &title.mr,
                Honorific::Mx => &title.mx,
                Honorific::Unknown => &title.unknown,
            };
            form.clone()
        };
        self.words.titles.iter().filter(|title| has(title) && is_at_home(title)).find_map(form)
    }

    /// The office that the language speaks of somebody.
    fn spoken_function(&self, person: &Person) -> Option<String> {
        let forms: &SpokenForms = self.words.functions.get(&Office::of(person.function.as_deref()?)?)?;
        let form = match person.honorific {
            Honorific::Ms => &forms.ms,
            Honorific::Mr => &forms.mr,
            Honorific::Mx => &forms.mx,
            Honorific::Unknown => &forms.unknown,
        };
        form.clone()
    }
}

impl Greeting<'_> {
    /// Whether it says whom it is to.
    fn names_somebody(&self) -> bool {
        ["given_name", "family_name", "name"].iter().any(|name| self.values.contains_key(name))
            || !placeholders(self.pattern).is_empty()
    }
}

/// A name with a capital: Van der Berg.
fn raised(name: &str) -> String {
    let mut letters = name.chars();
    let first: String = letters.next().map(|one| one.to_uppercase().collect()).unwrap_or_default();
    first + letters.as_str()
}

/// A name as somebody is called by it: the longest of the endings that it has gives way to another one.
fn spoken_name(name: &str, endings: &Words) -> String {
    let fits = endings.iter().filter(|(ending, _)| name.ends_with(ending.as_str()));
    let longest = fits.max_by_key(|(ending, _)| ending.len());
    match longest.and_then(|(ending, spoken)| Some((name.strip_suffix(ending.as_str())?, spoken))) {
        Some((stem, spoken)) => format!("{stem}{spoken}"),
        None => name.to_owned(),
    }
}

/// The names to call somebody by, given and family; an only name stands in place of the family name.
fn names(person: &Person) -> (Option<&str>, Option<&str>) {
    let (given, family) = (person.given_name.as_deref(), person.family_name.as_deref());
    match (given, family) {
        (given, Some(family)) => (given, Some(family)),
        (Some(only), None) => (None, Some(only)),
        (None, None) => (None, person.name.as_deref()),
    }
}
