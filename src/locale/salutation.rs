//! "Dear Ms Virtanen,": never guessed from a first name.

use super::formatting::Locale;
use super::placeholders::fill;
use crate::model::{Honorific, Register};

/// What is known of the person written to.
#[derive(Debug, Clone, Default)]
pub struct Addressee {
    /// Given name.
    pub given_name: Option<String>,
    /// Family name.
    pub family_name: Option<String>,
    /// How the person is addressed.
    pub honorific: Honorific,
    /// Degrees in front of the name.
    pub titles_before: Option<String>,
    /// Whether we are on first-name terms.
    pub register: Register,
    /// The organisation that the person works for.
    pub organisation: Option<String>,
}

impl Addressee {
    /// The names to call the person by, given and family; an only name stands in place of the family name.
    fn names(&self) -> (Option<&str>, Option<&str>) {
        let (given, family) = (self.given_name.as_deref(), self.family_name.as_deref());
        if family.is_some() { (given, family) } else { (None, given) }
    }
}

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
    /// only is called by it, wherever it stands in the file.
    pub fn salutation(&self, person: &Addressee, tone: Tone) -> String {
        let formal = &self.words.salutation.formal;
        let informal = &self.words.salutation.informal;
        let title = self.spoken_title(person);
        let team = formal.team.as_ref().filter(|_| person.organisation.is_some());
        let unnamed = team.unwrap_or(&formal.unnamed);
        let (given_name, family_name) = person.names();
        // Who has one name is called by it there too, in whichever field it stands.
        let on_first_names = tone == Tone::Informal && person.register == Register::Informal;
        let pattern = match (tone, family_name) {
            (Tone::Formal, None) => unnamed,
            (Tone::Informal, None) => &informal.unnamed,
            (Tone::Informal, Some(_)) if on_first_names => &informal.named,
            (Tone::Formal, Some(_)) if title.is_some() => &formal.titled,
            (Tone::Informal, Some(_)) if title.is_some() => &informal.polite_titled,
            (Tone::Formal, Some(_)) => match person.honorific {
                Honorific::Ms => &formal.ms,
                Honorific::Mr => &formal.mr,
                Honorific::Mx => &formal.mx,
                Honorific::Unknown => &formal.named,
            },
            (Tone::Informal, Some(_)) => match person.honorific {
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

    /// The line that a letter ends with.
    pub fn closing(&self, person: &Addressee, tone: Tone) -> &str {
        let closing = &self.words.closing;
        match (tone, person.names().1) {
            (Tone::Informal, _) => &closing.informal,
            (Tone::Formal, Some(_)) => &closing.named,
            (Tone::Formal, None) => &closing.unnamed,
        }
    }

    fn spoken_title(&self, person: &Addressee) -> Option<&str> {
        let written: Vec<&str> = person.titles_before.as_deref()?.split_whitespace().collect();
        self.words
            .titles
            .iter()
            .find(|title| written.contains(&title.written.as_str()))
            .map(|title| title.spoken.as_str())
    }
}
