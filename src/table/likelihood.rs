//! How likely it is that words were meant as they read: each has a cost, the smaller the likelier.
//!
//! **Why costs.** The letters of a short list can be stored in many ways, and each way gives a text. A letter of a language
//! costs little, one that no language has at this place much. What else stands in the list tells the language: `GmbH`,
//! `ulica`, `Lithuania`, `.cz`.

use std::collections::HashSet;

use crate::letters::{self, Alphabet, alphabets};
use crate::schema::names;

/// A letter of the language of the list, and one of a neighbour's.
const OWN: f32 = 1.0;
const BROUGHT: f32 = 2.5;
/// A word of another language than the list's, and a list in another one than its other words tell.
const FOREIGN_WORD: f32 = 3.0;
const FOREIGN_LIST: f32 = 4.0;
/// What stands in no word of any language.
const NOWHERE: f32 = 8.0;

/// The languages that words of ASCII tell; none where they tell too many, or nothing.
pub fn tongues<'t>(cells: impl Iterator<Item = &'t str>) -> Vec<&'static Alphabet> {
    const MOST: usize = 12;
    let mut told: HashSet<&str> = HashSet::new();
    let mut countries: HashSet<&str> = HashSet::new();
    let all = alphabets();
    for cell in cells {
        let cell = cell.trim();
        let is_code = cell.len() == 2 && cell.bytes().all(|one| one.is_ascii_uppercase());
        if let Some(country) = names::country(cell) {
            countries.insert(country);
        } else if is_code {
            countries.extend(all.iter().flat_map(|one| &one.countries).find(|code| **code == cell));
        }
        // An address on the internet ends with its country, and a number begins with it.
        if let Some((_, end)) = cell.rsplit_once('.').filter(|_| cell.contains('@') || cell.contains("www."))
        {
            let code = end.trim_end_matches('/').to_uppercase();
            countries.extend(all.iter().flat_map(|one| &one.countries).find(|country| **country == code));
        }
        for word in cell.split(|one: char| !(one.is_ascii_alphanumeric() || one == '.')) {
            let word = word.trim_matches('.').to_ascii_lowercase();
            if word.len() > 1 {
                told.extend(
                    all.iter().filter(|one| one.words.contains(&word.as_str())).map(|one| one.language),
                );
            }
        }
    }
    let is_told = |one: &&Alphabet| one.countries.iter().any(|country| countries.contains(country));
    // A country says more than a word such as `de`.
    let of_countries: Vec<&Alphabet> = all.iter().filter(is_told).collect();
    let tongues = match of_countries.is_empty() {
        true => all.iter().filter(|one| told.contains(one.language)).collect(),
        false => of_countries,
    };
    if tongues.len() > MOST { Vec::new() } else { tongues }
}

/// The cost of words that have letters besides a to z, in a list that is in one of these languages, or in any, and stored as
/// is usual for the languages of these tags, or for any.
pub fn cost(words: &[String], tongues: &[&'static Alphabet], made_for: &[&str]) -> f32 {
    let mut sum = 0.0;
    let mut latin: Vec<Vec<char>> = Vec::new();
    let mut bare = 0.0;
    let mut others: HashSet<&str> = HashSet::new();
    for word in words {
        let letters: Vec<char> = word.chars().collect();
        sum += signs(&letters);
        for part in word.split(|one: char| !one.is_alphabetic() && !is_mark(one)) {
            let part: Vec<char> = part.chars().collect();
            match script(&part) {
                Script::Ascii => {}
                Script::Latin => {
                    sum += shape(&part);
                    latin.push(special(&part));
                    bare += bare_tildes(&part);
                }
                Script::Greek => {
                    sum += greek(&part);
                    others.insert("el");
                }
                Script::Cyrillic => {
                    sum += cyrillic(&part);
                    others.insert("bg");
                }
                Script::Other => sum += OWN * 2.0 * f32::from(u8::try_from(part.len()).unwrap_or(u8::MAX)),
                Script::Mixed => sum += NOWHERE * 1.5,
            }
        }
    }
    if !tongues.is_empty() {
        let has = |tags: &[&str]| tongues.iter().any(|one| tags.contains(&one.language));
        let is_foreign = (others.contains("el") && !has(&["el"]))
            || (others.contains("bg") && !has(&["bg", "ru", "uk", "sr", "mk"]));
        sum += if is_foreign { FOREIGN_LIST } else { 0.0 };
    }
    if latin.is_empty() {
        return sum;
    }
    let all = alphabets().iter().filter(|one| !one.own.is_empty());
    let best = all.map(|one| {
        let is_told = tongues.iter().any(|other| std::ptr::eq(*other, one));
        let list = match (is_told, tongues.is_empty()) {
            (true, _) => 0.0,
            (false, true) => one.rarity,
            (false, false) => FOREIGN_LIST + one.rarity,
        };
        let is_usual = made_for.is_empty() || made_for.contains(&one.language);
        let page = if is_usual { 0.0 } else { FOREIGN_LIST };
        let tildes = if one.language == "pt" { bare } else { 0.0 };
        list + page + tildes + latin.iter().map(|special| within(special, one)).sum::<f32>()
    });
    sum + best.fold(f32::INFINITY, f32::min)
}

/// The cost of a word’s special letters in a list of a language.
fn within(special: &[char], list: &Alphabet) -> f32 {
    let of = |alphabet: &Alphabet| -> Option<f32> {
        let each = special.iter().map(|one| match () {
            () if alphabet.own.contains(*one) => Some(OWN),
            () if alphabet.brought.contains(*one) => Some(BROUGHT),
            () => None,
        });
        each.sum()
    };
    let elsewhere = || {
        let others = alphabets().iter().filter(|one| !one.own.is_empty());
        others.filter_map(|one| Some(of(one)? + one.rarity + FOREIGN_WORD)).fold(f32::INFINITY, f32::min)
    };
    of(list).unwrap_or_else(elsewhere).min(NOWHERE + OWN * 2.0)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Ascii,
    Latin,
    Greek,
    Cyrillic,
    Other,
    Mixed,
}

fn script(part: &[char]) -> Script {
    let of = |one: &char| match one {
        one if one.is_ascii() => Script::Ascii,
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{300}'..='\u{36f}' => Script::Latin,
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Script::Greek,
        '\u{400}'..='\u{52f}' => Script::Cyrillic,
        _ => Script::Other,
    };
    let mut found = Script::Ascii;
    let mut has_ascii = false;
    for one in part {
        match (of(one), found) {
            (Script::Ascii, _) => has_ascii = true,
            (one, Script::Ascii) => found = one,
            (one, before) if one == before => {}
            _ => return Script::Mixed,
        }
    }
    match found {
        Script::Greek | Script::Cyrillic | Script::Other if has_ascii => Script::Mixed,
        found => found,
    }
}

/// Marks that belong to the letter before them.
fn is_mark(one: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&one)
}

/// The cost of each õ that stands before another letter than an e, as in no Portuguese word.
fn bare_tildes(part: &[char]) -> f32 {
    let is_bare = |two: &&[char]| matches!(two[0], 'õ' | 'Õ') && !matches!(two[1], 'e' | 'E');
    part.windows(2).filter(is_bare).map(|_| OWN * 1.5).sum()
}

/// The letters besides a to z, small ones.
fn special(part: &[char]) -> Vec<char> {
    part.iter()
        .filter(|one| !one.is_ascii())
        .flat_map(|one| one.to_lowercase())
        .filter(|one| !one.is_ascii())
        .collect()
}

/// The cost of signs that are no letters, by what stands beside them.
fn signs(word: &[char]) -> f32 {
    let mut sum = 0.0;
    for (at, &one) in word.iter().enumerate().filter(|(_, one)| !one.is_ascii()) {
        let before = at.checked_sub(1).and_then(|at| word.get(at)).copied();
        let behind = word.get(at + 1).copied();
        let is_letter = |one: Option<char>| one.is_some_and(char::is_alphabetic);
        let is_small = |one: Option<char>| one.is_some_and(char::is_lowercase);
        let touches = is_letter(before) || is_letter(behind);
        let between = is_letter(before) && is_letter(behind);
        sum += match one {
            '\u{80}'..='\u{9f}' | '\u{fffd}' | '\u{e000}'..='\u{f8ff}' => NOWHERE * 2.0,
            '\u{a0}' if between && is_small(behind) => NOWHERE,
            '\u{a0}' if before.is_none() || behind.is_none() => OWN,
            '\u{a0}' => OWN * 2.0,
            '’' | '‘' if between => OWN,
            '’' | '‘' | '´' => OWN * 2.0,
            '“' | '”' | '„' | '«' | '»' | '‚' | '‹' | '›' if between => NOWHERE,
            '“' | '”' | '„' | '«' | '»' => OWN * 2.0,
            '–' | '—' if between && is_small(behind) => NOWHERE,
            '–' | '—' | '…' => OWN,
            '™' | '©' | '®' if is_small(before) && !is_letter(behind) => OWN * 4.0,
            'º' | 'ª' | '°' | '®' | '™' | '©' | '²' | '³' if !is_letter(behind) => OWN * 2.0,
            '€' | '£' | '½' | '¼' | '§' | '•' if !touches => OWN * 2.0,
            '¿' | '¡' if before.is_none() => OWN * 2.0,
            '·' if before == Some('l') && behind == Some('l') => OWN,
            '·' if !touches => OWN * 2.0,
            one if one.is_alphabetic() && !matches!(one, 'º' | 'ª' | 'ˆ' | 'ƒ' | 'µ') || is_mark(one) => {
                0.0
            }
            _ if touches => NOWHERE,
            _ => NOWHERE / 2.0,
        };
    }
    sum
}

/// The cost of a word of Latin letters, whatever its language: capitals inside, a vowel beside its like, a consonant among
/// too many.
fn shape(part: &[char]) -> f32 {
    let mut sum = 0.0;
    let base = |one: char| letters::unaccented(&one.to_string()).chars().next().unwrap_or(one);
    let bases: Vec<char> = part.iter().map(|one| base(*one)).collect();
    let is_vowel = |at: usize| bases.get(at).is_some_and(|one| "aeiouyæœøı".contains(*one));
    let is_all_capital = part.iter().all(|one| !one.is_lowercase());
    for (at, &one) in part.iter().enumerate().filter(|(_, one)| !one.is_ascii()) {
        let before = at.checked_sub(1).and_then(|at| part.get(at)).copied();
        let behind = part.get(at + 1).copied();
        let is_small = |one: Option<char>| one.is_some_and(char::is_lowercase);
        let is_inside = before.is_some_and(char::is_alphabetic);
        if one.is_uppercase() && is_inside && !is_all_capital {
            sum += NOWHERE;
        }
        // `CRčCHE`: a small letter among capitals.
        if one.is_lowercase() && one != 'ß' && !is_small(before) && behind.is_some_and(char::is_uppercase) {
            sum += NOWHERE;
        }
        if one.is_lowercase() && !is_inside && part.len() > 1 {
            sum += OWN;
        }
        // No word begins with these, or ends with those.
        if !is_inside && matches!(one, 'Ð' | 'ð' | 'ß' | 'Ğ' | 'ğ' | 'ÿ' | 'Ÿ' | 'Ý' | 'ň' | 'ı') {
            sum += OWN * 3.0;
        }
        if matches!(one, 'ÿ' | 'Ÿ') {
            sum += OWN * 2.0;
        }
        if at + 1 == part.len() && matches!(one, 'þ' | 'Þ') && is_inside {
            sum += OWN * 3.0;
        }
        let neighbours = [at.checked_sub(1), Some(at + 1)];
        if is_vowel(at) {
            let same = neighbours.into_iter().flatten().any(|other| {
                is_vowel(other)
                    && bases.get(other) == bases.get(at)
                    && part.get(other) != part.get(at)
                    && one != 'é'
            });
            sum += if same { OWN * 3.0 } else { 0.0 };
            // Polish and the Baltic languages have few vowels beside each other, and never an ă.
            if matches!(one, 'ă' | 'ą' | 'ę' | 'ů' | 'ű' | 'ė' | 'į' | 'ų')
                && neighbours
                    .into_iter()
                    .flatten()
                    .any(|other| is_vowel(other) && !"iu".contains(bases[other]))
            {
                sum += OWN * 1.5;
            }
        } else {
            let before = (0..at).rev().take_while(|at| !is_vowel(*at)).count();
            let behind = (at + 1..part.len()).take_while(|at| !is_vowel(*at)).count();
            if before + 1 + behind > 3 {
                sum += OWN * 2.0;
            }
            // A soft consonant before a vowel is written otherwise in Polish.
            if matches!(one, 'ń' | 'ś' | 'ź' | 'Ń' | 'Ś' | 'Ź') && is_vowel(at + 1) {
                sum += OWN * 1.5;
            }
            // In these places these letters are vowels of another code page.
            if matches!(one, 'ľ' | 'ĺ' | 'ŕ' | 'ķ' | 'ļ' | 'ņ' | 'ŗ' | 'ģ')
                && !is_vowel(at + 1)
                && !is_vowel(at.wrapping_sub(1))
            {
                sum += OWN * 1.5;
            }
        }
    }
    sum
}

/// The cost of a Greek word: common letters cost little, capitals inside and a wrong sigma much.
fn greek(part: &[char]) -> f32 {
    let is_all_capital = part.iter().all(|one| one.is_uppercase());
    let accents = part.iter().filter(|one| "άέήίόύώΐΰΆΈΉΊΌΎΏ".contains(**one)).count();
    let mut sum = match accents {
        1 => 0.0,
        0 if is_all_capital || part.len() < 3 => 0.0,
        0 => OWN,
        _ => OWN * 4.0,
    };
    for (at, one) in part.iter().enumerate() {
        let is_last = at + 1 == part.len();
        sum += if "αειοντσρκλμπυς".contains(one.to_lowercase().next().unwrap_or(*one)) {
            0.3
        } else {
            0.5
        };
        if at > 0 && one.is_uppercase() && !is_all_capital
            || (*one == 'ς') != (is_last && "ςσ".contains(*one))
        {
            sum += NOWHERE;
        }
    }
    sum
}

/// The cost of a Cyrillic word.
fn cyrillic(part: &[char]) -> f32 {
    let is_all_capital = part.iter().all(|one| one.is_uppercase());
    let mut sum = 0.0;
    for (at, one) in part.iter().enumerate() {
        let small = one.to_lowercase().next().unwrap_or(*one);
        sum += match small {
            'о' | 'а' | 'е' | 'и' | 'н' | 'т' | 'с' | 'р' | 'в' | 'л' | 'к' | 'м' | 'д' | 'п' | 'у' => {
                0.25
            }
            'я' | 'ы' | 'ь' | 'г' | 'з' | 'б' | 'ч' | 'й' | 'х' | 'ж' | 'ш' | 'ю' | 'ц' | 'щ' | 'ф' | 'ъ'
            | 'і' => 0.5,
            _ => 0.9,
        };
        if at > 0 && one.is_uppercase() && !is_all_capital || at == 0 && matches!(small, 'ь' | 'ъ' | 'ы') {
            sum += NOWHERE;
        }
        if at == 0 && one.is_lowercase() && part.len() > 1 {
            sum += 0.3;
        }
    }
    // A word has a vowel.
    let has_vowel =
        part.iter().any(|one| "аеиоуыэюяіїєё".contains(one.to_lowercase().next().unwrap_or(*one)));
    if has_vowel || part.len() < 3 { sum } else { sum + NOWHERE / 2.0 }
}
