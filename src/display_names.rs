//! What countries, languages and the cities of time zones are called: the names of Unicode CLDR in the languages of Europe.
//!
//! Two tables for documents, which print them, for lists, in which they are read, and for messages. The first line of each says
//! where it is from, the second which language each column is in; `display_names/from_cldr.py` writes them.

use std::collections::HashMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("display_names/names.tsv");
const CITIES: &str = include_str!("display_names/cities.tsv");

/// The names in one language.
#[derive(Debug, Clone, Copy)]
pub struct DisplayNames {
    column: usize,
}

/// Of which language documents speak when they name one of its written forms.
const SPOKEN_OF: &[(&str, &str)] = &[("nb", "no")];

/// In which language the names are that belong to another tag.
const WRITTEN_IN: &[(&str, &str)] = &[("no", "nb")];

impl DisplayNames {
    /// The names in a language by its tag; where its country or script has no names of its own, those of the language.
    pub fn of(tag: &str) -> Option<Self> {
        let columns = || HEAD.split('\t').skip(1);
        std::iter::successors(Some(tag), |tag| tag.rsplit_once('-').map(|(language, _)| language)).find_map(
            |tag| {
                let tag = other(WRITTEN_IN, tag).unwrap_or(tag);
                let column = columns().position(|column| column.eq_ignore_ascii_case(tag))?;
                Some(Self { column })
            },
        )
    }

    /// The name of a country by its code of ISO 3166-1.
    pub fn country(self, code: &str) -> Option<&'static str> {
        self.name(code).filter(|_| code.bytes().all(|one| one.is_ascii_uppercase()))
    }

    /// The name of a language by its tag, without its country: pt-PT is Portuguese.
    pub fn language(self, tag: &str) -> Option<&'static str> {
        let language = tag.split('-').next().filter(|tag| tag.bytes().all(|one| one.is_ascii_lowercase()))?;
        self.name(other(SPOKEN_OF, language).unwrap_or(language))
    }

    /// The city that a time zone is called by, where it is not the one of the zone's name.
    pub fn city(self, zone: &str) -> Option<&'static str> {
        self.cell(CITY_ROWS.get(other(SAME_ZONE, zone).unwrap_or(zone))?)
    }

    fn name(self, code: &str) -> Option<&'static str> {
        self.cell(ROWS.get(code)?)
    }

    fn cell(self, row: &'static str) -> Option<&'static str> {
        row.split('\t').nth(self.column).filter(|name| !name.is_empty())
    }
}

/// The names that CLDR has for zones under which others are known today.
const SAME_ZONE: &[(&str, &str)] = &[("Europe/Kyiv", "Europe/Kiev")];

/// All names in all languages, each behind its code, of countries and of languages; a name as often as languages have it.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    let rows = lines().filter_map(|line| line.split_once('\t'));
    rows.flat_map(|(code, names)| names.split('\t').map(move |name| (code, name)))
}

static HEAD: LazyLock<&str> = LazyLock::new(|| TABLE.lines().nth(1).unwrap_or_default());

/// The names of each code, behind it.
static ROWS: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| lines().filter_map(|line| line.split_once('\t')).collect());

/// The cities of each zone, behind it; its columns are those of the other table.
static CITY_ROWS: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| CITIES.lines().skip(2).filter_map(|line| line.split_once('\t')).collect());

fn lines() -> impl Iterator<Item = &'static str> {
    TABLE.lines().skip(2)
}

fn other<'t>(table: &[(&str, &'t str)], tag: &str) -> Option<&'t str> {
    table.iter().find(|(one, _)| *one == tag).map(|(_, other)| *other)
}
