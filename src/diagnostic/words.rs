//! Words for messages: counts, lists, "did you mean".

/// `1 error`, `2 errors`.
pub fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}

/// The text with a small first letter, to go on in a sentence.
pub fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().map(|one| one.to_lowercase().collect()).unwrap_or_default();
    first + letters.as_str()
}

/// Somebody else's text on one line: what nobody sees, and what turns the direction of writing round, stands
/// there as its number, `<U+202E>`.
pub fn visible(text: &str) -> String {
    let mut seen = String::with_capacity(text.len());
    for one in text.chars() {
        match one {
            '\t' | '\u{a0}' => seen.push(' '),
            one if one.is_control() || is_shapeless(one) => {
                seen.push_str(&format!("<U+{:04X}>", u32::from(one)))
            }
            one => seen.push(one),
        }
    }
    seen
}

/// Characters without a shape of their own (Unicode's Default_Ignorable_Code_Point and its separators of lines).
fn is_shapeless(one: char) -> bool {
    matches!(one, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// `` `a` ``, `` `a` or `b` ``, `` `a`, `b` or `c` ``.
pub fn alternatives<S: AsRef<str>>(words: &[S]) -> String {
    joined(words, "or")
}

/// `` `a` ``, `` `a` and `b` ``, `` `a`, `b` and `c` ``.
pub fn all<S: AsRef<str>>(words: &[S]) -> String {
    joined(words, "and")
}

fn joined<S: AsRef<str>>(words: &[S], last_word: &str) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{}`", word.as_ref())).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {last_word} {last}", first.join(", ")),
    }
}

/// The candidate that somebody who wrote `word` most likely meant.
///
/// None when nothing is near: a silly suggestion is worse than none. Near means: equal but for case,
/// `-` and `_`, or at most a third of the letters mistyped (a swap counts as one).
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let fold = |text: &str| text.to_lowercase().replace(['-', ' '], "_");
    let wanted = fold(word);
    let length = wanted.chars().count();
    // At least as many letters are mistyped as one word is longer: most of a thousand names need not be compared.
    let may_be_near = |folded: &str| {
        let own = folded.chars().count();
        length.abs_diff(own) * 3 <= length.max(own)
    };
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let folded = Some(fold(candidate)).filter(|folded| may_be_near(folded))?;
            Some((strsim::damerau_levenshtein(&wanted, &folded), candidate))
        })
        .filter(|(distance, candidate)| {
            let letters = wanted.chars().count().max(candidate.chars().count());
            *distance == 0 || *distance * 3 <= letters
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The help line for a word that is not known: the nearest one, or the few that there are.
pub fn did_you_mean<S: AsRef<str>>(word: &str, candidates: &[S]) -> Option<String> {
    match nearest(word, candidates.iter().map(AsRef::as_ref)) {
        Some(candidate) => Some(format!("did you mean `{candidate}`?")),
        None if candidates.is_empty() || candidates.len() > 24 => None,
        None => Some(format!("possible here: {}", alternatives(candidates))),
    }
}
