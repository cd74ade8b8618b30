//! What is known of the numbers of each country.

use std::sync::{LazyLock, OnceLock};

use regex::Regex;

/// What is known of the numbers of a country.
pub struct Country {
    /// Its code: PT.
    pub id: &'static str,
    /// What it is called by: 351.
    pub code: &'static str,
    /// Whether that is chiefly its own.
    pub is_main: bool,
    /// What is dialled in front only within it; the longest first.
    pub trunks: Vec<&'static str>,
    /// How many digits its numbers have, without the code: 7-9,12.
    pub lengths: &'static str,
    pub numbers: Pattern,
    /// Those that cost nothing or more, and are seldom reached from abroad.
    pub within: Pattern,
}

/// A regular expression for all of a number's digits.
pub struct Pattern {
    text: &'static str,
    made: OnceLock<Option<Regex>>,
}

impl Pattern {
    fn of(text: &'static str) -> Self {
        Self { text, made: OnceLock::new() }
    }

    /// Whether these digits, all of them, are so.
    pub fn holds(&self, digits: &str) -> bool {
        let made = self.made.get_or_init(|| Regex::new(&format!("^(?-u:{})$", self.text)).ok());
        !self.text.is_empty() && made.as_ref().is_some_and(|made| made.is_match(digits))
    }
}

fn countries() -> &'static [Country] {
    static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
        let lines = include_str!("countries.tsv").lines();
        let countries = lines.filter_map(|line| {
            let parts: Vec<&'static str> = line.split('\t').collect();
            let [id, code, main, trunks, lengths, numbers, within] = *parts.as_slice() else { return None };
            Some(Country {
                id,
                code,
                is_main: !main.is_empty(),
                trunks: trunks.split('|').filter(|trunk| !trunk.is_empty()).collect(),
                lengths,
                numbers: Pattern::of(numbers),
                within: Pattern::of(within),
            })
        });
        countries.collect()
    });
    &COUNTRIES
}

impl Country {
    /// The country with this code of ISO 3166-1.
    pub fn named(id: &str) -> Option<&'static Self> {
        countries().iter().find(|country| country.id == id)
    }

    /// The countries that these digits call, the chief one of them first.
    pub fn called(digits: &str) -> Vec<&'static Self> {
        let mut called: Vec<&Self> =
            countries().iter().filter(|country| digits.starts_with(country.code)).collect();
        called.sort_by_key(|country| !country.is_main);
        called
    }

    /// The least and the most digits of each kind of its numbers.
    pub fn ranges(&self) -> impl Iterator<Item = (usize, usize)> {
        self.lengths.split(',').filter_map(|range| {
            let (least, most) = range.split_once('-').unwrap_or((range, range));
            Some((least.parse().ok()?, most.parse().ok()?))
        })
    }

    /// Whether a number of it can have so many digits, without the code.
    pub fn has_length(&self, number: usize) -> bool {
        self.ranges().any(|(least, most)| (least..=most).contains(&number))
    }

    /// Whether a zero in front is dialled within it, and left out from abroad.
    pub fn has_trunk_zero(&self) -> bool {
        self.trunks.contains(&"0")
    }

    /// Whether a number of it may stand without what is dialled in front: where that is a zero, what has none is a
    /// number within a town, unless all numbers have one length.
    pub fn goes_without_trunk(&self) -> bool {
        !self.has_trunk_zero() || self.lengths.bytes().all(|one| one.is_ascii_digit())
    }

    /// The digits behind the code without the zero that is dialled only within the country.
    pub fn without_zero<'d>(&self, national: &'d str) -> &'d str {
        let rest = national.strip_prefix('0').filter(|_| self.has_trunk_zero());
        rest.filter(|rest| !self.numbers.holds(national) && self.numbers.holds(rest)).unwrap_or(national)
    }

    /// How many digits its numbers have: 7 to 9 or 12.
    pub fn lengths_in_words(&self) -> String {
        let words = self.ranges().map(|(least, most)| match most - least {
            0 => least.to_string(),
            1 => format!("{least} or {most}"),
            _ => format!("{least} to {most}"),
        });
        words.collect::<Vec<_>>().join(" or ")
    }
}
