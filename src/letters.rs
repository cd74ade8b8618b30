//! Letters as people mean them: in one spelling, without what nobody sees, and not garbled.

use std::borrow::Cow;
use std::sync::LazyLock;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The text with every letter in one piece (NFC): `ü`, and not `u` and two dots as macOS writes it.
pub fn composed(text: &str) -> Cow<'_, str> {
    // Most text is ASCII, and that is composed.
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(text.nfc().collect()),
    }
}

/// The text without characters that nobody sees and nobody means: blanks without width, soft hyphens, marks of the
/// direction of writing and of the order of bytes.
pub fn seen(text: &str) -> Cow<'_, str> {
    if text.contains(is_unseen) {
        Cow::Owned(text.chars().filter(|one| !is_unseen(*one)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// The text with one plain blank wherever it has blanks of any kind: those that hold a line together (U+00A0, U+202F,
/// U+2007), tabs, several in a row. None at its ends.
pub fn plainly_spaced(text: &str) -> Cow<'_, str> {
    let is_other = |one: char| one.is_whitespace() && one != ' ';
    let text = text.trim();
    if text.contains("  ") || text.contains(is_other) {
        Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text of one line without tabs, and with one blank where it has several. A single blank that holds a line together
/// stays: in a sentence a person may want it.
pub fn evenly_spaced(text: &str) -> Cow<'_, str> {
    let mut before = false;
    let is_uneven = text.chars().any(|one| {
        let uneven = one == '\t' || (one.is_whitespace() && before);
        before = one.is_whitespace();
        uneven
    });
    if !is_uneven {
        return Cow::Borrowed(text);
    }
    let mut even = String::with_capacity(text.len());
    let mut blanks = Vec::new();
    for one in text.chars().chain([' ']) {
        if one.is_whitespace() {
            blanks.push(one);
            continue;
        }
        match blanks.as_slice() {
            [] => {}
            ['\t'] | [_, _, ..] => even.push(' '),
            [only] => even.push(*only),
        }
        blanks.clear();
        even.push(one);
    }
    Cow::Owned(even)
}

/// Whether a character has no width and no meaning between letters. Joiners are not among them: they are part of
/// writing in some languages.
pub fn is_unseen(one: char) -> bool {
    matches!(one, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Whether a character is a letter or a digit of some writing, or a mark that belongs to one.
pub fn is_of_a_word(one: char) -> bool {
    one.is_alphanumeric() || is_combining_mark(one)
}

/// The text in small letters without accents, whatever the script.
pub fn unaccented(text: &str) -> String {
    text.to_lowercase().nfd().filter(|one| !is_combining_mark(*one)).nfc().collect()
}

/// How sure it is that a word is garbled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Garbled {
    /// It may be: a capital in the middle of a word, letters of two languages.
    Perhaps,
    /// No language has this inside a word.
    Surely,
}

/// The text without the acutes of Greek, which show the stress; a diaeresis, which keeps two vowels apart, stays.
pub fn without_greek_stress(text: &str) -> String {
    let mut is_greek = false;
    let letters = text.nfd().filter(|one| {
        if !is_combining_mark(*one) {
            is_greek = ('\u{370}'..='\u{3ff}').contains(one);
        }
        !(is_greek && *one == '\u{301}')
    });
    letters.nfc().collect()
}

/// The words of a text that came out wrong when a file was read with the letters of another program, in their order:
/// `StrednÃ¡`, `Grš§e`, `B„r`, `M├╝ller`.
pub fn garbled(text: &str) -> impl Iterator<Item = (&str, Garbled)> {
    // What is no letter of another program's is not looked at twice: most text is ASCII.
    let text = if text.is_ascii() { "" } else { text };
    let words = text.split(|one: char| (one.is_whitespace() && one != '\u{a0}') || ";,|\"".contains(one));
    words.filter(|word| !word.is_ascii()).filter_map(|word| Some((word, look(word)?)))
}

/// The first word of a name that came out wrong: as [`garbled`] tells for any text, and as only names can be told, in which
/// nobody asks, quotes or writes a web page: `M?ller`, `M&uuml;ller`, `J=C3=BCrgen`, `Mu–oz`, `Ńuri†`, `Dvoøák`.
pub fn garbled_in_name(name: &str) -> Option<&str> {
    if let Some((word, _)) = garbled(name).find(|(_, how)| *how == Garbled::Surely) {
        return Some(word);
    }
    let words = name.split(|one: char| one.is_whitespace() || ",|\"()/".contains(one));
    words.filter(|word| !word.is_empty()).find(|word| is_odd(word))
}

/// The same of a name of a person, which ends with no small number: `Pawe³`. A firm may.
pub fn garbled_in_name_of_person(name: &str) -> Option<&str> {
    let ends_oddly = |word: &&str| {
        let before = word.strip_suffix(['³', '¹']);
        before.is_some_and(|before| before.ends_with(char::is_lowercase))
    };
    garbled_in_name(name).or_else(|| name.split_whitespace().find(ends_oddly))
}

/// Whether a word of a name has what no name has.
fn is_odd(word: &str) -> bool {
    has_lost_letter(word) || has_code(word) || has_sign_at_letter(word) || {
        let parts = word.split(['-', '’', '\'', '.', '‑', '&', '+', '·', '–', '—', ':', ';']);
        parts.filter(|part| !part.is_ascii()).any(|part| is_of_no_language(part) || begins_oddly(part))
    }
}

/// Whether a `?` stands in place of a letter: `M?ller`, `?koda`. A question ends with it.
fn has_lost_letter(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    letters.iter().enumerate().filter(|(_, one)| **one == '?').any(|(at, _)| {
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        let behind = letters.get(at + 1);
        let is_small = behind.is_some_and(|one| one.is_lowercase());
        match before {
            None => is_small,
            Some(before) => {
                before.is_alphabetic()
                    && (is_small || (before.is_uppercase() && behind.is_some_and(|one| one.is_uppercase())))
            }
        }
    })
}

/// Whether a letter is written as web pages (`&uuml;`) or mails (`=C3=BC`) write it.
fn has_code(word: &str) -> bool {
    let of_page = word.match_indices('&').any(|(at, _)| {
        let rest = &word[at + 1..];
        let Some(end) = rest.find(';') else { return false };
        let code = &rest[..end];
        let number = code.strip_prefix('#');
        let is_number = number.is_some_and(|number| {
            number.len() > 1
                && number.trim_start_matches(['x', 'X']).bytes().all(|one| one.is_ascii_hexdigit())
        });
        is_number || (code.len() > 1 && code.bytes().all(|one| one.is_ascii_alphanumeric()))
    });
    let bytes = word.as_bytes();
    let is_hexadecimal = |one: u8| one.is_ascii_digit() || (b'A'..=b'F').contains(&one);
    let of_mail = bytes.windows(3).enumerate().any(|(at, three)| {
        let is_code =
            three[0] == b'=' && three[1] >= b'8' && is_hexadecimal(three[1]) && is_hexadecimal(three[2]);
        let is_beside =
            |other: Option<&u8>| other.is_some_and(|one| one.is_ascii_alphabetic() || *one == b'=');
        is_code
            && (at.checked_sub(1).is_some_and(|at| is_beside(bytes.get(at))) || is_beside(bytes.get(at + 3)))
    });
    of_page || of_mail
}

/// Signs that stand beside no letter of a name.
const BESIDE_NO_LETTER: &str = "†‡¶§¦¬¨¯¸¤¢¥±÷ˆ˜˝˛ˇ˘˙˚ƒ•¼½¾‰∂∑∏∫√∆◊≠≤≥≈∞‚›‹¿¡£";

/// Whether a sign stands at a letter as in no name: `Ńuri†`, `¦eljko`, `•uboç`, `Mu–oz`.
fn has_sign_at_letter(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    letters.iter().enumerate().filter(|(_, one)| !one.is_ascii()).any(|(at, &one)| {
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
        let behind = letters.get(at + 1).copied();
        let is_letter = |one: Option<char>| one.is_some_and(char::is_alphabetic);
        let is_small = |one: Option<char>| one.is_some_and(char::is_lowercase);
        let is_quoted = match one {
            '‚' | '‹' | '›' => before.is_none() || behind.is_none(),
            '¿' | '¡' => behind.is_some_and(|one| one.is_uppercase()) && before.is_none(),
            '£' => behind.is_none_or(|one| one.is_ascii_digit()),
            _ => false,
        };
        match one {
            '–' | '—' => is_small(before) && is_small(behind),
            _ => BESIDE_NO_LETTER.contains(one) && !is_quoted && (is_letter(before) || is_letter(behind)),
        }
    })
}

/// Whether a word begins with what stands at the beginning of no word: the letter ð, which is mostly a đ or an š.
fn begins_oddly(word: &str) -> bool {
    word.starts_with(['Ð', 'ð'])
}

/// What the second half of a letter in UTF-8 looks like when it is read as Western European, besides signs and letters that
/// may stand there.
const SECOND_HALVES: &str = "€ƒ„…†‡ˆ‰‹‘•˜™›";

/// Signs that stand between two letters in no language.
const SIGNS: &str = "§¶†‡‰ˆ˜¤¢£¥¦¬¨¯¸±÷¡¿«»‹›„“”‚™®©½¼¾¹³ƒ€˝˛ˇ˘˙˚";

/// A language in each line: its tag; how much rarer lists in it are than others; the countries where it is written; its
/// letters besides a to z; those that only names and words of its neighbours bring along; words that lists in it have,
/// without their accents. The last three are empty where there are none.
const ALPHABETS: &str = include_str!("alphabets.tsv");

/// A language and its letters.
#[derive(Debug)]
pub struct Alphabet {
    /// Its tag.
    pub language: &'static str,
    /// How much rarer lists in it are than those in others: from 0, and 1.5 and more for languages of few.
    pub rarity: f32,
    /// The countries where it is written, by their codes.
    pub countries: Vec<&'static str>,
    /// Its letters besides a to z, small ones; none of a language with other than Latin letters.
    pub own: &'static str,
    /// Letters of its neighbours.
    pub brought: &'static str,
    /// Words that lists in it have, in small letters without accents.
    pub words: Vec<&'static str>,
}

/// The languages of Europe, and some of those whose names are met here.
pub fn alphabets() -> &'static [Alphabet] {
    static READ: LazyLock<Vec<Alphabet>> = LazyLock::new(|| {
        let lines = ALPHABETS.lines().filter_map(|line| {
            let parts: Vec<&'static str> = line.split('\t').collect();
            let part = |at: usize| parts.get(at).copied().unwrap_or_default();
            Some(Alphabet {
                language: parts.first()?,
                rarity: part(1).parse().ok()?,
                countries: part(2).split(' ').collect(),
                own: part(3),
                brought: part(4),
                words: part(5).split(' ').collect(),
            })
        });
        lines.collect()
    });
    &READ
}

/// From how much on a language is rare: its letters together are those of no single one of the others.
const RARE: f32 = 1.5;

fn look(word: &str) -> Option<Garbled> {
    let letters: Vec<char> = word.chars().collect();
    let mut found = None;
    for (at, &one) in letters.iter().enumerate().filter(|(_, one)| !one.is_ascii()) {
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
        let behind = letters.get(at + 1).copied();
        let is_letter = |one: Option<char>| one.is_some_and(char::is_alphabetic);
        let between = is_letter(before) && is_letter(behind);
        let surely = match one {
            // Two letters in place of one: UTF-8 that was read as Western European.
            'Ð' | 'Ñ' | 'Î' | 'Ï' | 'Ã' | 'Ä' | 'Å'
                if behind.is_some_and(|one| SECOND_HALVES.contains(one)) =>
            {
                let next = letters.get(at + 2).copied();
                is_letter(next) || is_letter(before)
            }
            'Ð' | 'Ñ' | 'Î' | 'Ï' => matches!(behind, Some('\u{a1}'..='\u{bf}')),
            'Ã' | 'Â' | 'Ä' | 'Å' => match behind {
                Some('«' | '»') => is_letter(letters.get(at + 2).copied()),
                behind => matches!(behind, Some('\u{80}'..='\u{bf}')),
            },
            '\u{80}'..='\u{9f}' | '\u{fffd}' => true,
            // Lines and blocks of DOS, signs of the Mac.
            '\u{2500}'..='\u{259f}'
            | '√'
            | '∑'
            | '∏'
            | '∫'
            | '∆'
            | '◊'
            | '≠'
            | '≤'
            | '≥'
            | '≈'
            | '∞'
            | '∂' => is_letter(before) || is_letter(behind),
            'Ÿ' => behind.is_some_and(char::is_lowercase) && is_letter(before),
            one if SIGNS.contains(one) => between && are_of_one_case(before, behind),
            one => between && are_of_two_scripts(before, one, behind),
        };
        if surely {
            return Some(Garbled::Surely);
        }
        let is_latin = ('\u{c0}'..='\u{24f}').contains(&one);
        // Between two l it is Catalan, in French it parts an ending.
        if one == '·' && between && before != Some('l') {
            found = found.or(Some(Garbled::Perhaps));
        }
        // `KÜln` begins with two capitals; a later one may be a name in two words: `MojaŠkola`.
        if one.is_uppercase() && is_latin && between && behind.is_some_and(char::is_lowercase) {
            let in_front = letters[..at].iter().rev().take_while(|one| one.is_alphabetic()).count();
            let is_second = in_front == 1 && before.is_some_and(char::is_uppercase);
            if is_second {
                return Some(Garbled::Surely);
            }
            found = found.or(Some(Garbled::Perhaps));
        }
    }
    found.or_else(|| is_of_no_language(word).then_some(Garbled::Perhaps))
}

/// Whether the Latin letters of a text are those of no single language: `Dvoøák`.
pub fn is_of_no_language(text: &str) -> bool {
    let special = special(text);
    let is_in = |alphabet: &Alphabet| {
        let has = |one: &char| alphabet.own.contains(*one) || alphabet.brought.contains(*one);
        special.iter().all(has) && (alphabet.rarity < RARE || can_be_rare(text))
    };
    !special.is_empty() && !alphabets().iter().any(is_in)
}

/// Whether a word can be of a rare language: those have many letters, and garbled words mostly have a vowel too many.
fn can_be_rare(word: &str) -> bool {
    let small: Vec<char> = word.to_lowercase().chars().collect();
    let is_plain = |one: char| "aeiouy".contains(one);
    let is_vowel =
        |one: char| is_plain(one) || unaccented(&one.to_string()).starts_with(is_plain) || one == 'ø';
    let is_vietnamese = small.iter().any(|one| "đơư".contains(*one));
    small.windows(2).all(|two| {
        let one_is_plain = is_plain(two[0]) != is_plain(two[1]);
        let stroke = two.contains(&'ø');
        !(is_vowel(two[0])
            && is_vowel(two[1])
            && (stroke || (one_is_plain && !is_vietnamese && !two[0].is_ascii())))
    })
}

/// The Latin letters of a text besides a to z, in small ones.
fn special(text: &str) -> Vec<char> {
    let is_special = |one: &char| {
        ('\u{df}'..='\u{24f}').contains(one) && *one != '÷' || ('\u{1e80}'..='\u{1e85}').contains(one)
    };
    text.to_lowercase().chars().filter(is_special).collect()
}

/// Whether the word goes on behind the sign as it was before it; `Line™Pro` is a name of two.
fn are_of_one_case(before: Option<char>, behind: Option<char>) -> bool {
    let (Some(before), Some(behind)) = (before, behind) else { return false };
    behind.is_lowercase() || (before.is_uppercase() && behind.is_uppercase())
}

/// Whether a letter of another script stands between two of one: `MЃller`.
fn are_of_two_scripts(before: Option<char>, one: char, behind: Option<char>) -> bool {
    let script = |one: char| match one {
        'µ' => 0,
        one if one.is_ascii_alphabetic() || ('\u{c0}'..='\u{24f}').contains(&one) => 1,
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => 2,
        '\u{400}'..='\u{52f}' => 3,
        '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{ff66}'..='\u{ff9f}' => 4,
        _ => 0,
    };
    let scripts = [before.map_or(0, script), script(one), behind.map_or(0, script)];
    scripts.iter().all(|script| *script > 0) && scripts[0] == scripts[2] && scripts[0] != scripts[1]
}
