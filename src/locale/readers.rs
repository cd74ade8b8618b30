//! Which letters those can read who read a language: Latin ones, and those that the language is written in.

/// A way of writing with letters of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Writing {
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Georgian,
    Other,
}

impl Writing {
    /// That of a letter; none of what is no letter, or of every writing.
    fn of(one: char) -> Option<Self> {
        Some(match one {
            _ if !one.is_alphabetic() => return None,
            'A'..='Z' | 'a'..='z' | '\u{aa}' | '\u{b5}' | '\u{ba}' | '\u{c0}'..='\u{2af}' => Self::Latin,
            '\u{1e00}'..='\u{1eff}' | '\u{2c60}'..='\u{2c7f}' | '\u{a720}'..='\u{a7ff}' => Self::Latin,
            '\u{2b0}'..='\u{2ff}' => return None,
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Self::Greek,
            '\u{400}'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}' | '\u{2de0}'..='\u{2dff}' => Self::Cyrillic,
            '\u{530}'..='\u{58f}' => Self::Armenian,
            '\u{10a0}'..='\u{10ff}' | '\u{1c90}'..='\u{1cbf}' | '\u{2d00}'..='\u{2d2f}' => Self::Georgian,
            _ => Self::Other,
        })
    }

    /// That of a language, by its tag or the CLDR locale.
    fn of_language(tag: &str) -> Self {
        let mut parts = tag.split('-');
        let language = parts.next().unwrap_or_default().to_lowercase();
        match parts.find(|part| part.len() == 4).map(str::to_lowercase).as_deref() {
            Some("latn") => return Self::Latin,
            Some("cyrl") => return Self::Cyrillic,
            Some("grek") => return Self::Greek,
            _ => {}
        }
        match language.as_str() {
            "el" => Self::Greek,
            "be" | "bg" | "kk" | "ky" | "mk" | "mn" | "ru" | "sr" | "tg" | "uk" => Self::Cyrillic,
            "hy" => Self::Armenian,
            "ka" => Self::Georgian,
            "ar" | "fa" | "he" | "hi" | "ja" | "ko" | "th" | "ur" | "yi" | "zh" => Self::Other,
            _ => Self::Latin,
        }
    }
}

/// Those who read documents of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Readers {
    own: Writing,
}

impl Readers {
    /// Those of a language, by its tag or the CLDR locale: el, sr-Latn.
    pub fn of(tag: &str) -> Self {
        Self { own: Writing::of_language(tag) }
    }

    /// Whether they can read a name. A single letter of another writing in it is a sign: Ω-Tech.
    pub fn can_read(self, name: &str) -> bool {
        name.split(|one: char| !one.is_alphabetic()).all(|word| {
            let foreign = word.chars().filter_map(Writing::of);
            foreign.filter(|one| ![Writing::Latin, self.own].contains(one)).count() < 2
        })
    }
}
