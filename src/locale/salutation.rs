//! "Dear Ms Virtanen,": never guessed from a first name.

use super::degrees::{DegreeKind, DegreePlace, degree, degree_letters, degrees_in};
use super::formatting::Locale;
use super::language::Title;
use super::person::Person;
use super::placeholders::fill;
use crate::model::{Honorific, Register};

/// The tone of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// A formal letter.
    Formal,
    /// An informal one.
    Informal,
}

impl Locale {
    /// The line that a letter begins with, by the rules of `domain.md` 3.3: degree and family name,
    /// honorific and family name, full name, the organisation's team, nobody in particular. Who has one name
    /// only is called by it, wherever it stands in the file. Where it is not sure which part of a name is the family
    /// name, the whole name stands in its place, and no honorific in front of it.
    pub fn salutation(&self, person: &Person, tone: Tone) -> String {
        let person = &person.for_readers(self.readers()).apart();
        let formal = &self.words.salutation.formal;
        let informal = &self.words.salutation.informal;
        let title = self.spoken_title(person);
        let unnamed = greeted_team(person, &formal.team).unwrap_or(&formal.unnamed);
        let informal_unnamed = greeted_team(person, &informal.team).unwrap_or(&informal.unnamed);
        let (given_name, family_name) = names(person);
        let is_sure = person.given_name.is_some() || person.family_name.is_some();
        let honorific = if is_sure { person.honorific } else { Honorific::Unknown };
        // Who has one name is called by it there too, in whichever field it stands.
        let on_first_names = tone == Tone::Informal && person.register == Register::Informal;
        let pattern = match (tone, family_name) {
            (Tone::Formal, None) => unnamed,
            (Tone::Informal, None) => informal_unnamed,
            (Tone::Informal, Some(_)) if on_first_names => &informal.named,
            (Tone::Formal, Some(_)) if title.is_some() => &formal.titled,
            (Tone::Informal, Some(_)) if title.is_some() => &informal.polite_titled,
            (Tone::Formal, Some(_)) => match honorific {
                Honorific::Ms => &formal.ms,
                Honorific::Mr => &formal.mr,
                Honorific::Mx => &formal.mx,
                Honorific::Unknown => &formal.named,
            },
            (Tone::Informal, Some(_)) => match honorific {
                Honorific::Ms => &informal.polite_ms,
                Honorific::Mr => &informal.polite_mr,
                Honorific::Mx => &informal.polite_mx,
                Honorific::Unknown => &informal.polite_named,
            },
        };
        let given_name = if on_first_names { given_name.or(family_name) } else { given_name };
        let text = fill(
            pattern,
            &[
                ("title", title.unwrap_or_default()),
                ("given_name", given_name.unwrap_or_default()),
                ("family_name", family_name.unwrap_or_default()),
                ("organisation", person.organisation.as_deref().unwrap_or_default()),
            ],
        );
        // A name that is not there leaves a blank behind.
        text.split_whitespace().collect::<Vec<_>>().join(" ").replace(" ,", ",")
    }

    /// The line that a letter ends with: a team that is greeted by its organisation's name is not unnamed.
    pub fn closing(&self, person: &Person, tone: Tone) -> &str {
        let closing = &self.words.closing;
        let is_named = names(&person.apart()).1.is_some()
            || greeted_team(person, &self.words.salutation.formal.team).is_some();
        match tone {
            Tone::Informal => &closing.informal,
            Tone::Formal if is_named => &closing.named,
            Tone::Formal => &closing.unnamed,
        }
    }

    /// The highest degree that the language speaks: of those in front of the name and behind it.
    fn spoken_title(&self, person: &Person) -> Option<&str> {
        let degrees = |titles: &Option<String>, place: DegreePlace| {
            let titles = titles.clone().unwrap_or_default();
            let words = degrees_in(&titles, place).map(|(word, kind)| (degree_letters(word), kind));
            words.collect::<Vec<_>>()
        };
        let mut written = degrees(&person.titles_before, DegreePlace::Before);
        written.extend(degrees(&person.titles_after, DegreePlace::Behind));
        let is_spoken = |title: &&Title| {
            let places = [DegreePlace::Before, DegreePlace::Behind].into_iter();
            let kind = places.filter_map(|place| degree(&title.written, place)).max();
            let kind = kind.filter(|kind| *kind >= DegreeKind::Doctor);
            let letters = degree_letters(&title.written);
            written.iter().any(|(word, own)| *word == letters || (kind.is_some() && *own == kind))
        };
        self.words.titles.iter().find(is_spoken).map(|title| title.spoken.as_str())
    }
}

/// How the team of an organisation is greeted, where the organisation is known and the language has words for it.
fn greeted_team<'w>(person: &Person, words: &'w Option<String>) -> Option<&'w String> {
    words.as_ref().filter(|_| person.organisation.is_some())
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
