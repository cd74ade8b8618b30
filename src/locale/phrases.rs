//! How a phrase of the data fits into a sentence: the rules of a language, which are words in its file.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a phrase of the data fits into a sentence: words in small letters.
///
/// A **pattern** is words in a row: a word, the end of a word (`-ing`), a group of words (`<verb>`), any word (`*`), a
/// number in digits (`#`), the end of the phrase (`$`).
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Phrases {
    /// Words that patterns name together, as `<name>`.
    pub groups: BTreeMap<String, WordGroup>,
    /// How a phrase cannot begin, by the words that stand in front of it; several of those with commas between. `,` is a
    /// comma in front of it.
    pub never_behind: BTreeMap<String, Vec<String>>,
    /// How a phrase may begin all the same, by the same words in front of it.
    pub right_behind: BTreeMap<String, Vec<String>>,
    /// A phrase that is right behind the words in front of it, for the message.
    pub examples: BTreeMap<String, String>,
    /// Words that a phrase cannot end with.
    pub never_at_end: BTreeSet<String>,
    /// The last words of a phrase, as patterns, that may be so all the same: carry on.
    pub may_end: Vec<String>,
    /// Patterns anywhere in a phrase with which it may end so all the same: the work we dream of.
    pub may_end_with: Vec<String>,
    /// Words that begin sentences and are no names: with a capital they do not belong inside one.
    pub beginnings: Vec<String>,
    /// Other words that are no names, but may begin one (Green Energy).
    pub ordinary: Vec<String>,
    /// Endings of words that are no names, but may begin one.
    pub endings: Vec<String>,
    /// Short words that stay small inside a title: of, and.
    pub small_in_titles: BTreeSet<String>,
    /// Words with a stop behind them that ends no sentence; those of three letters and fewer need not be named.
    pub abbreviations: BTreeSet<String>,
    /// Words that may stand twice in a row; without this list nobody looks.
    pub may_be_doubled: Option<BTreeSet<String>>,
}

/// Words that go together.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WordGroup {
    /// The words, and ends of words: `-ing`.
    pub words: BTreeSet<String>,
    /// Words that are none of them all the same: bring.
    pub but: BTreeSet<String>,
}

impl WordGroup {
    /// Whether a word is one of them.
    pub fn has(&self, word: &str) -> bool {
        if self.but.contains(word) {
            return false;
        }
        // A hyphen stands before all letters.
        let mut ends = self.words.iter().take_while(|one| one.starts_with('-'));
        self.words.contains(word) || ends.any(|end| ends_with(word, end))
    }
}

/// Whether a word ends so, `-ing`, and has two letters more.
fn ends_with(word: &str, end: &str) -> bool {
    let end = end.trim_start_matches('-');
    word.len() > end.len() + 1 && word.ends_with(end)
}

/// The group of words that may stand in front of what a pattern begins with: gladly, also.
const PASSED_OVER: &str = "passed_over";

impl Phrases {
    /// Whether there are rules of this language in words.
    pub fn are_known(&self) -> bool {
        !self.beginnings.is_empty()
    }

    /// How many words of a phrase cannot stand behind those in front of it, and a phrase that could.
    pub fn misplaced(
        &self,
        front: &Front<'_>,
        own: &[String],
    ) -> Option<(std::ops::Range<usize>, Option<&str>)> {
        let of = |rules: &BTreeMap<String, Vec<String>>, from: usize| {
            let lists = rules.iter().filter(|(key, _)| front.is(key)).map(|(_, patterns)| patterns);
            lists.flatten().filter_map(|pattern| self.begins(&own[from..], pattern)).max()
        };
        let over = own.iter().take_while(|word| self.is_in(PASSED_OVER, word)).count().min(own.len());
        let found = [0, over].into_iter().find_map(|from| Some((from, of(&self.never_behind, from)?)));
        let (from, length) = found?;
        if of(&self.right_behind, from).is_some() {
            return None;
        }
        let example = self.examples.iter().find(|(key, _)| front.is(key)).map(|(_, text)| text.as_str());
        Some((from..from + length, example))
    }

    /// Whether a word links what stands behind it to a sentence.
    pub fn links(&self, word: &str) -> bool {
        self.never_behind
            .keys()
            .flat_map(|key| key.split(','))
            .any(|front| front.split_whitespace().next_back() == Some(word))
    }

    /// The last word of a phrase, when none can be the last.
    pub fn left_open<'w>(&self, own: &'w [String]) -> Option<&'w str> {
        let last = own.last()?;
        if !self.never_at_end.contains(last) {
            return None;
        }
        let ends = |pattern: &String| {
            let length = pattern.split_whitespace().count();
            let from = own.len().checked_sub(length);
            from.is_some_and(|from| self.begins(&own[from..], pattern).is_some())
        };
        let is_inside =
            |pattern: &String| (1..own.len()).any(|from| self.begins(&own[from..], pattern).is_some());
        (!self.may_end.iter().any(ends) && !self.may_end_with.iter().any(is_inside)).then_some(last.as_str())
    }

    /// How many words a pattern takes at the beginning of some, when they are so.
    fn begins(&self, words: &[String], pattern: &str) -> Option<usize> {
        let mut taken = 0;
        for part in pattern.split_whitespace() {
            if part == "$" {
                return (taken == words.len()).then_some(taken);
            }
            let word = words.get(taken)?;
            let fits = match part.strip_prefix('<').and_then(|name| name.strip_suffix('>')) {
                Some(group) => self.is_in(group, word),
                None if part == "*" => true,
                None if part == "#" => word.bytes().all(|one| one.is_ascii_digit()),
                None if part.starts_with('-') => ends_with(word, part),
                None => word == part,
            };
            if !fits {
                return None;
            }
            taken += 1;
        }
        Some(taken)
    }

    fn is_in(&self, group: &str, word: &str) -> bool {
        self.groups.get(group).is_some_and(|group| group.has(word))
    }

    /// Whether a word is no name, but may begin one.
    pub fn is_ordinary(&self, word: &str) -> bool {
        let lower = plain(word);
        let ends = |ending: &String| lower.ends_with(ending.as_str()) && lower.len() > ending.len() + 1;
        self.ordinary.contains(&lower) || self.endings.iter().any(ends)
    }

    /// Whether a word begins sentences and is no name.
    pub fn is_beginning(&self, word: &str) -> bool {
        self.beginnings.contains(&plain(word))
    }

    /// The first word of a text that stands twice in a row and should not.
    pub fn doubled<'t>(&self, text: &'t str) -> Option<&'t str> {
        let may_be = self.may_be_doubled.as_ref()?;
        let mut before = "";
        for word in text.split_whitespace() {
            let is_word = word.chars().all(|one| one.is_alphabetic() || one == '’' || one == '\'');
            // A sign behind the first one parts the two; a sign behind the second does not.
            let bare = word.trim_end_matches(|one: char| !one.is_alphanumeric());
            // Most pairs differ in their length.
            let is_same = !bare.is_empty() && before.len() == bare.len() && plain(before) == plain(bare);
            // Baden Baden is a name, and so is what has a capital twice.
            let is_name = bare.starts_with(char::is_uppercase) && before.starts_with(char::is_uppercase);
            if is_same && !is_name && !may_be.contains(&plain(bare)) {
                return Some(bare);
            }
            before = if is_word { word } else { "" };
        }
        None
    }
}

/// The words in front of a phrase.
#[derive(Debug, Clone, Copy)]
pub struct Front<'a> {
    /// In small letters, without signs.
    pub words: &'a [String],
    /// Whether a comma stands behind them.
    pub has_comma: bool,
}

impl Front<'_> {
    /// Whether they end as one of the keys says: `like to, will`.
    fn is(&self, key: &str) -> bool {
        if key.trim() == "," {
            return self.has_comma;
        }
        key.split(',').any(|ending| {
            let ending: Vec<&str> = ending.split_whitespace().collect();
            let from = self.words.len().checked_sub(ending.len());
            !ending.is_empty() && from.is_some_and(|from| self.words[from..].iter().eq(ending.iter()))
        })
    }
}

/// A word in small letters, with the apostrophe of printed texts.
fn plain(word: &str) -> String {
    word.to_lowercase().replace('\'', "’")
}

/// Words in small letters, without the signs around them.
pub fn words_of(text: &str) -> Vec<String> {
    let words = text.split_whitespace().map(|word| word.trim_matches(|one: char| !one.is_alphanumeric()));
    words.filter(|word| !word.is_empty()).map(plain).collect()
}
