//! Letters as people mean them: in one spelling, without what nobody sees, and not garbled.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The text with every letter in one piece (NFC): `ü`, and not `u` and two dots as macOS writes it.
pub fn composed(text: &str) -> Cow<'_, str> {
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

/// The words of a text that came out wrong when a file was read with the letters of another program, in their order:
/// `StrednÃ¡`, `Grš§e`, `B„r`, `M├╝ller`.
pub fn garbled(text: &str) -> impl Iterator<Item = (&str, Garbled)> {
    // What is no letter of another program's is not looked at twice: most text is ASCII.
    let text = if text.is_ascii() { "" } else { text };
    let words = text.split(|one: char| (one.is_whitespace() && one != '\u{a0}') || ";,|\"".contains(one));
    words.filter(|word| !word.is_ascii()).filter_map(|word| Some((word, look(word)?)))
}

/// Signs that stand between two letters in no language.
const SIGNS: &str = "§¶†‡‰ˆ˜¤¢£¥¦¬¨¯¸±÷¡¿«»‹›„“”‚™®©½¼¾¹³ƒ€˝˛ˇ˘˙˚";

/// The letters besides a to z of languages that are written with Latin ones; a word is of one language. Behind them those
/// that only names and words of its neighbours bring along.
const ALPHABETS: &[(&str, &str)] = &[
    ("äöüß", ""),                // German
    ("àâæçéèêëîïôœùûüÿ", ""),    // French
    ("áéíñóúü", "çàèò·ïªº"),     // Spanish, Catalan
    ("áâãàçéêíóôõú", "üªº"),     // Portuguese
    ("àèéìòù", "íîóú"),          // Italian
    ("éèëï", "öüáóêâç"),         // Dutch
    ("åäöé", "üæøóòôêàèá"),      // Swedish, Finnish
    ("åæøé", "äöüóòôêàèá"),      // Danish, Norwegian
    ("äöåšž", ""),               // Finnish
    ("äõöüšž", ""),              // Estonian
    ("āčēģīķļņšūž", "ōŗ"),       // Latvian
    ("ąčęėįšųūž", ""),           // Lithuanian
    ("ąćęłńóśźż", ""),           // Polish
    ("áčďéěíňóřšťúůýž", "äöü"),  // Czech
    ("áäčďéíĺľňóôŕšťúýž", "öü"), // Slovak
    ("čćđšž", "äöü"),            // Slovene, Croatian
    ("áéíóöőúüű", ""),           // Hungarian
    ("ăâîșțşţ", ""),             // Romanian
    ("çğıi̇öşü", "âî"),           // Turkish
    ("ċġħż", "àèìòù"),           // Maltese
    ("áéíóú", ""),               // Irish
    ("áðéíóúýþæö", ""),          // Icelandic
    ("çë", ""),                  // Albanian
];

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

/// Whether the Latin letters of a text are those of no single language: `Skärgćrd`.
pub fn is_of_no_language(text: &str) -> bool {
    let special = special(text);
    let is_in = |(own, brought): &(&str, &str)| {
        special.iter().all(|one| own.contains(*one) || brought.contains(*one))
    };
    !special.is_empty() && !ALPHABETS.iter().any(is_in)
}

/// Whether the Latin letters of a text are the own ones of a single language, without those of its neighbours.
pub fn is_of_one_language(text: &str) -> bool {
    let special = special(text);
    ALPHABETS.iter().any(|(own, _)| special.iter().all(|one| own.contains(*one)))
}

/// The Latin letters of a text besides a to z, in small ones.
fn special(text: &str) -> Vec<char> {
    let is_special = |one: &char| ('\u{df}'..='\u{24f}').contains(one) && *one != '÷';
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
