//! A phrase of the data with the words around it, and why it does not fit there.

use super::phrases::{Front, Phrases, words_of};

/// In how many of a phrase's first words the words in front of it are looked for.
const BEGINNING: usize = 6;
/// In how many of a phrase's first words a second capital tells that they are a name.
const NAME: usize = 4;
/// How many letters a word has at least whose stop ends a sentence: shorter ones may be abbreviated.
const WHOLE_WORD: usize = 4;
/// How many letters an ordinary word has at least that tells a text in capitals from a row of abbreviations.
const SHOUTED: usize = 3;

const OPENING: &[char] = &['"', '“', '”', '„', '«', '»', '‹', '›', '‘', '\'', '‚'];
const CLOSING: &[char] = &['"', '”', '“', '»', '«', '›', '‹', '’', '\'', '‘'];

/// A phrase with the words around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// The letters in front of the phrase, in its paragraph, item or cell.
    pub lead: String,
    /// The phrase.
    pub phrase: String,
    /// The letters behind it, with the blank that they may begin with.
    pub rest: String,
    /// The line above a list.
    pub above: Option<String>,
}

/// Why a phrase does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What it does, for behind its name.
    pub title: String,
    /// Why.
    pub label: String,
    /// What to do.
    pub advice: String,
}

impl Fault {
    fn new(title: impl Into<String>, label: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { title: title.into(), label: label.into(), advice: advice.into() }
    }
}

impl Sentence {
    /// Why the phrase does not fit, by the words of a language and the names that the files know.
    pub fn fault(&self, words: &Phrases, names: &[String]) -> Option<Fault> {
        let leads = match (&self.above, self.lead.is_empty()) {
            (Some(above), true) => above,
            (None, true) => return None,
            (_, false) => &self.lead,
        };
        if ends_sentence(leads) {
            return None;
        }
        let leading: Vec<String> = words_of(leads);
        let own: Vec<String> = words_of(&self.phrase);
        // Above a list stands a noun too (“in these areas:”), which an item may begin with.
        let is_linked = self.above.is_none() || leading.last().is_some_and(|last| words.links(last));
        let front = Front { words: &leading, has_comma: leads.ends_with(',') };
        repeated(&leading, &own, is_linked)
            .or_else(|| self.shouted(words))
            .or_else(|| self.misplaced(words, &front, &own))
            .or_else(|| self.raised(words, names))
            .or_else(|| self.quoted(names))
            .or_else(|| self.ended(words, names))
            .or_else(|| self.left_open(words, &own))
            .or_else(|| self.several(words, names))
    }

    /// That it is written in capitals.
    fn shouted(&self, words: &Phrases) -> Option<Fault> {
        let text = self.phrase.as_str();
        let is_loud = text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase);
        let own = words_of(text);
        let is_known = |word: &String| {
            word.chars().count() >= SHOUTED && (words.is_ordinary(word) || words.is_beginning(word))
        };
        (is_loud && own.len() > 1 && own.iter().any(is_known)).then(|| {
            Fault::new(
                "is written in capitals",
                "would be printed so, inside a sentence",
                "write it in small letters, as it goes on from the words in front",
            )
        })
    }

    /// That words cannot stand behind those in front of them.
    fn misplaced(&self, words: &Phrases, front: &Front<'_>, own: &[String]) -> Option<Fault> {
        let (place, example) = words.misplaced(front, own)?;
        // As they are written, by their numbers.
        let written =
            self.phrase.split_whitespace().map(|word| word.trim_matches(|one: char| !one.is_alphanumeric()));
        let written = written.filter(|word| !word.is_empty());
        let shown: Vec<&str> = written.skip(place.start).take(place.len()).collect();
        let advice = "write it so that it goes on from the words in front";
        Some(Fault::new(
            "does not fit into its sentence",
            format!("“{}” cannot stand there", shown.join(" ")),
            example.map_or_else(|| advice.to_owned(), |example| format!("{advice}, as “{example}” does")),
        ))
    }

    /// That a sentence begins inside of one.
    fn raised(&self, words: &Phrases, names: &[String]) -> Option<Fault> {
        // An item of a list, a title in quotes and what stands behind a colon may begin with a capital.
        let may_be_raised = |one: char| "“”„«»‹›\"‘’(['—–·:/|".contains(one);
        if self.lead.is_empty() || self.lead.ends_with(may_be_raised) {
            return None;
        }
        let bare = |word: &'_ str| word.trim_matches(|one: char| !one.is_alphanumeric()).to_owned();
        let mut parts = self.phrase.split_whitespace();
        let first = bare(parts.next()?);
        if !is_capitalised(&first) {
            return None;
        }
        let has_name = |name: &String| name.split_whitespace().next() == Some(first.as_str());
        if names.iter().any(has_name) {
            return None;
        }
        let next: Vec<String> = parts.take(NAME - 1).map(bare).collect();
        let goes_on_as_name = || {
            let mut next = next.iter().filter(|word| word.starts_with(char::is_uppercase));
            next.any(|word| !words.is_ordinary(word) && !words.is_beginning(word) && word != "I")
        };
        // Vocational Education and Training: a title has a capital at each word but the small ones.
        let is_title = || {
            let is_small = |word: &&String| words.small_in_titles.contains(word.as_str());
            let large: Vec<&String> =
                next.iter().filter(|word| !word.is_empty() && !is_small(word)).collect();
            !large.is_empty() && large.iter().all(|word| word.starts_with(char::is_uppercase) && *word != "I")
        };
        let is_ordinary = words.is_ordinary(&first) && !goes_on_as_name() && !is_title();
        (words.is_beginning(&first) || is_ordinary).then(|| {
            Fault::new(
                "begins with a capital inside a sentence",
                format!("“{first}” begins no sentence here"),
                "write only what goes on from the words in front, with a small letter",
            )
        })
    }

    /// That the whole of it stands in quotation marks.
    fn quoted(&self, names: &[String]) -> Option<Fault> {
        let inner = self.phrase.strip_prefix(OPENING)?.strip_suffix(CLOSING)?;
        let is_name = names.iter().any(|name| name == inner);
        let has_more = inner
            .contains(|one| one != '’' && one != '\'' && (OPENING.contains(&one) || CLOSING.contains(&one)));
        (!is_name && !has_more).then(|| {
            Fault::new("stands in quotation marks", "the marks would be printed", "take the marks away")
        })
    }

    /// That a sentence ends inside of one, or a sign stands there that no letter has.
    fn ended(&self, words: &Phrases, names: &[String]) -> Option<Fault> {
        if let Some(picture) = self.phrase.chars().find(|one| is_picture(*one)) {
            return Some(Fault::new(
                format!("has `{picture}` in it"),
                "a small picture stands in no letter, and many fonts have none",
                "take it away",
            ));
        }
        let closing = |one: char| "\"”“’»«)]*_".contains(one);
        let text = self.phrase.trim_end_matches(closing);
        let is_name = names.iter().any(|name| self.phrase.ends_with(name.as_str()));
        let last = text.split_whitespace().next_back().unwrap_or_default();
        let mark = text.chars().next_back().filter(|one| "!?…:;,-–—~^=<>|\\/&@".contains(*one));
        let dots = last.ends_with("..").then_some('.');
        // A stop inside of quotation marks or brackets stays there, and the sentence's own follows.
        let whole = last
            .strip_suffix('.')
            .is_some_and(|word| text.len() < self.phrase.len() && ends_whole(words, word));
        let mark = mark.or(dots).or(whole.then_some('.')).filter(|_| !is_name)?;
        Some(Fault::new(
            format!("ends with `{mark}` inside a sentence"),
            "the sentence goes on, or ends with a stop of its own",
            "take the sign away",
        ))
    }

    /// That its last word leaves something open: “send four learners to”.
    fn left_open(&self, words: &Phrases, own: &[String]) -> Option<Fault> {
        let last = words.left_open(own)?;
        Some(Fault::new(
            format!("ends with “{last}”"),
            "something is missing behind it",
            "write what comes behind it, or take it away",
        ))
    }

    /// That it is more than one sentence.
    fn several(&self, words: &Phrases, names: &[String]) -> Option<Fault> {
        if !words.are_known() {
            return None;
        }
        let mut parts = self.phrase.split_whitespace().peekable();
        let mut found = false;
        while let Some(part) = parts.next() {
            let part = part.trim_end_matches(['"', '”', '’', ')']);
            let Some(next) = parts.peek() else { break };
            let next = next.trim_start_matches(|one: char| !one.is_alphanumeric());
            let is_loud = part.ends_with(['!', '?']);
            let is_stop = part.strip_suffix('.').is_some_and(|word| ends_whole(words, word));
            let begins = next.starts_with(char::is_uppercase) || words.is_beginning(next);
            found |= (is_loud || is_stop) && begins;
            // No blank was left behind the stop: “great.We”.
            let is_joined = |(front, behind): (&str, &str)| {
                let whole = front.chars().count() >= WHOLE_WORD && front.chars().all(char::is_lowercase);
                whole && is_capitalised(behind) && words.is_beginning(behind)
            };
            found |= part.split_once('.').is_some_and(is_joined);
        }
        // The name of a firm may be two: Learn. Work.
        let is_name = names.iter().any(|name| self.phrase.contains(name.as_str()) && name.contains(". "));
        (found && !is_name).then(|| {
            Fault::new(
                "is more than one sentence",
                "stands inside a sentence",
                "write it as a part of one sentence",
            )
        })
    }

    /// The whole sentence as it will be read.
    pub fn read(&self) -> String {
        let lead = &self.lead[last_end(&self.lead)..];
        let rest = &self.rest[..first_end(&self.rest)];
        let above = self.above.as_deref().map(|above| &above[last_end(above)..]);
        let blank =
            if lead.is_empty() || lead.ends_with(['“', '„', '«', '(', '[', '/']) { "" } else { " " };
        let sentence = format!("{lead}{blank}{}{rest}", self.phrase);
        match above {
            Some(above) => format!("{above} {sentence}"),
            None => sentence,
        }
    }
}

/// That a phrase says again what stands in front of it: “because Because”, “would like to We would like to”.
fn repeated(leading: &[String], own: &[String], is_linked: bool) -> Option<Fault> {
    let last = leading.last()?;
    let advice = "write only what comes behind these words";
    if is_linked && own.first() == Some(last) {
        return Some(Fault::new(
            format!("repeats “{last}”"),
            format!("“{last}” stands in front of it already"),
            advice,
        ));
    }
    let two = leading.len().checked_sub(2).and_then(|from| leading.get(from..))?;
    let beginning = &own[..own.len().min(BEGINNING)];
    beginning.windows(2).any(|pair| pair == two).then(|| {
        let two = two.join(" ");
        Fault::new(format!("repeats “{two}”"), format!("“{two}” stands in front of it already"), advice)
    })
}

/// Whether a word with a stop behind it ends a sentence, and is not shortened.
fn ends_whole(words: &Phrases, word: &str) -> bool {
    let length = word.chars().count();
    let is_known = || words.is_beginning(word) || words.is_ordinary(word);
    (length >= WHOLE_WORD || length + 1 == WHOLE_WORD && is_known())
        && word.chars().all(|one| one.is_lowercase() || one == '-')
        && !words.abbreviations.contains(word)
}

/// Whether a character is a small picture: a face, a hand, a star.
fn is_picture(one: char) -> bool {
    matches!(one, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b50}'..='\u{2b55}' | '\u{fe0f}')
}

/// Whether a word has one capital, its first letter, as in a name or at the beginning of a sentence.
fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    let small = |one: char| one.is_lowercase() || !one.is_alphabetic();
    letters.next().is_some_and(char::is_uppercase) && letters.all(|one| small(one) && !one.is_numeric())
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '?'])
}

/// Where the last sentence of a text begins.
fn last_end(text: &str) -> usize {
    ends(text).last().unwrap_or(0)
}

/// Where the first sentence of a text is over.
fn first_end(text: &str) -> usize {
    ends(text).next().map_or(text.len(), |at| text[..at].trim_end().len())
}

/// The bytes at which a sentence begins behind another one: behind a stop and a blank, with a capital.
fn ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    let stops = text.match_indices(['.', '!', '?']);
    stops.filter_map(move |(at, _)| {
        let behind = &text[at + 1..];
        let blanks = behind.len() - behind.trim_start().len();
        (blanks > 0 && behind.trim_start().starts_with(char::is_uppercase)).then_some(at + 1 + blanks)
    })
}
