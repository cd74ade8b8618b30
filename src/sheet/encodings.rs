//! How the letters of a text file are stored: by its mark, as said, or as it can be told from the letters.
//!
//! **Why so many.** “CSV” of a German or Spanish Excel is Windows-1252, of a Polish one Windows-1250, of an older Mac
//! Mac Roman; programs for pupils and members that were made for DOS write code pages 437, 850 and 852 to this day.

use std::sync::LazyLock;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252};

use crate::diagnostic::Diagnostic;
use crate::letters::{Garbled, garbled, is_of_no_language, is_of_one_language};

/// Code pages that the web does not know: a name, and the characters of its upper half.
const PAGES: &str = include_str!("names/codepages.tsv");

/// What lists are stored with that the detector does not know, the likeliest first.
const OLD: &[&str] =
    &["macintosh", "cp850", "cp852", "macce", "cp437", "cp737", "windows-1252", "windows-1250"];

/// A way to store letters.
#[derive(Debug, Clone, Copy)]
enum Letters {
    Standard(&'static Encoding),
    Page(&'static str, &'static [char]),
}

impl Letters {
    /// By a name: `windows-1250`, `850`, `DOS 852`, `Mac Roman`.
    fn named(name: &str) -> Option<Self> {
        let short: String = name.to_lowercase().chars().filter(|one| one.is_ascii_alphanumeric()).collect();
        let page = short.trim_start_matches(|one: char| one.is_ascii_alphabetic());
        let before = &short[..short.len() - page.len()];
        let is_page =
            ["", "cp", "ibm", "dos", "msdos", "pc", "oem", "codepage", "cpibm", "win", "windows", "ansi"]
                .contains(&before);
        let key = match short.as_str() {
            "mac" | "macroman" | "xmacroman" | "applemac" | "macos" | "macosroman" => "macintosh".to_owned(),
            "maccentraleurope" | "maccentraleuropean" | "maclatin2" | "xmacce" | "xmaccentraleurope" => {
                "macce".to_owned()
            }
            "maccyrillic" => "x-mac-cyrillic".to_owned(),
            _ if is_page && page.starts_with("125") => format!("windows-{page}"),
            _ if is_page && page == "866" => "ibm866".to_owned(),
            _ if is_page && !page.is_empty() => format!("cp{page}"),
            _ => short.trim_start_matches("x").to_owned(),
        };
        let page = pages().iter().find(|(name, _)| *name == key);
        if let Some((name, upper)) = page {
            return Some(Self::Page(name, upper));
        }
        let hyphens = name.trim().replace([' ', '_'], "-");
        let labels = [key.as_str(), name.trim(), hyphens.as_str()];
        labels.iter().find_map(|label| Encoding::for_label(label.as_bytes())).map(Self::Standard)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Standard(encoding) => encoding.name(),
            Self::Page(name, _) => name,
        }
    }

    fn decode(self, bytes: &[u8]) -> String {
        match self {
            Self::Standard(encoding) => encoding.decode(bytes).0.into_owned(),
            Self::Page(_, upper) => {
                let letter = |byte: &u8| match byte.checked_sub(128) {
                    Some(at) => upper.get(usize::from(at)).copied().unwrap_or('\u{fffd}'),
                    None => char::from(*byte),
                };
                bytes.iter().map(letter).collect()
            }
        }
    }
}

fn pages() -> &'static [(&'static str, Vec<char>)] {
    static READ: LazyLock<Vec<(&str, Vec<char>)>> = LazyLock::new(|| {
        let lines = PAGES.split('\n').filter_map(|line| line.split_once('\t'));
        lines.map(|(name, upper)| (name, upper.chars().collect())).collect()
    });
    &READ
}

/// The letters of a file, and what they are stored with, for people.
///
/// # Errors
/// A name that nothing is stored with, letters that can be two things.
pub fn decode(file: &str, bytes: &[u8], asked: Option<&str>) -> Result<(String, &'static str), Diagnostic> {
    let letters = match (Encoding::for_bom(bytes), asked) {
        (Some((encoding, _)), _) => Letters::Standard(encoding),
        (None, Some(name)) => Letters::named(name).ok_or_else(|| {
            Diagnostic::error("no-table", format!("there is no encoding `{name}`")).help(
                "usual are windows-1252 (Western Europe), windows-1250 (Central Europe), windows-1253 (Greek), utf-8, \
                 macintosh, and of DOS cp437, cp850, cp852",
            )
        })?,
        (None, None) => return told(file, bytes),
    };
    Ok((letters.decode(bytes), letters.name()))
}

/// The letters of a file without a mark of which nobody said how they are stored.
fn told(file: &str, bytes: &[u8]) -> Result<(String, &'static str), Diagnostic> {
    let guess = Letters::Standard(guess(bytes));
    let text = guess.decode(bytes);
    if guess.name().starts_with("UTF") {
        return Ok((text, guess.name()));
    }
    let is_clean = |text: &str| garbled(text).next().is_none();
    // The ends of lines of the Mac before 2001, which Excel for the Mac wrote long after.
    if bytes.contains(&b'\r')
        && !bytes.contains(&b'\n')
        && let Some(mac) = Letters::named("macintosh")
    {
        let text = mac.decode(bytes);
        if is_clean(&text) {
            return Ok((text, mac.name()));
        }
    }
    if !garbled(&text).any(|(_, how)| how == Garbled::Surely) {
        let mac = Letters::named("macintosh").filter(|_| has_only_rare_letters(bytes, &text));
        return match mac.map(|mac| (mac, mac.decode(bytes))).filter(|(_, other)| is_clean(other)) {
            Some(mac) => Err(unclear(file, &[(guess, text), mac])),
            None => Ok((text, guess.name())),
        };
    }
    let others = OLD.iter().filter_map(|name| Letters::named(name)).filter(|one| one.name() != guess.name());
    let mut clean: Vec<(Letters, String)> = Vec::new();
    for letters in others {
        let text = letters.decode(bytes);
        if is_clean(&text) && !clean.iter().any(|(_, other)| *other == text) {
            clean.push((letters, text));
        }
    }
    // Most lists are of one country.
    for fits in [|text: &str| !is_of_no_language(text), is_of_one_language] {
        if clean.iter().filter(|(_, text)| fits(text)).count() == 1 {
            clean.retain(|(_, text)| fits(text));
        }
    }
    match clean.len() {
        0 => Ok((text, guess.name())),
        1 => {
            let (letters, text) = clean.remove(0);
            Ok((text, letters.name()))
        }
        _ => Err(unclear(file, &clean)),
    }
}

/// Whether all letters besides a to z are of those few that Windows keeps where other programs have theirs, each inside a
/// word: `Kšln` is a Cologne of the Mac, or somebody in Slovenia.
fn has_only_rare_letters(bytes: &[u8], text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let are_inside = letters.windows(3).filter(|three| !three[1].is_ascii() && three[1].is_alphabetic());
    let is_begun =
        letters.windows(2).any(|two| !two[1].is_ascii() && two[1].is_uppercase() && !two[0].is_alphabetic());
    bytes.iter().all(|byte| *byte < 0xa0)
        && !is_begun
        && are_inside.filter(|three| three[0].is_alphabetic()).count() > 0
}

/// That the letters of a file can be two things.
fn unclear(file: &str, ways: &[(Letters, String)]) -> Diagnostic {
    let ways = &ways[..ways.len().min(3)];
    let mut texts: Vec<_> = ways.iter().map(|(_, text)| words(text)).collect();
    let mut differing: Vec<&str> = Vec::new();
    // The first word that is not the same in all of them.
    while differing.windows(2).all(|two| two[0] == two[1]) {
        differing = texts.iter_mut().filter_map(Iterator::next).collect();
        if differing.len() < ways.len() {
            break;
        }
    }
    let shown: Vec<String> = ways
        .iter()
        .zip(differing)
        .map(|((letters, _), word)| {
            let word: String = word.chars().take(30).collect();
            format!("`--encoding {}` gives “{word}”", letters.name())
        })
        .collect();
    Diagnostic::error("no-table", format!("the letters of `{file}` can be stored in more than one way"))
        .help(format!("say which is right: {}", shown.join(", ")))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|one: char| one.is_whitespace() || ";,|\"".contains(one)).filter(|word| !word.is_empty())
}

/// How the letters of a file without a byte order mark are stored.
fn guess(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok_and(|text| !text.contains('\0')) {
        return UTF_8;
    }
    // In UTF-16 every second byte of Western text is zero.
    let start = &bytes[..bytes.len().min(4_000)];
    let zeros = |parity: usize| start.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 4 > start.len() && even == 0 {
        return UTF_16LE;
    }
    if even * 4 > start.len() && odd == 0 {
        return UTF_16BE;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    match detector.guess(None, Utf8Detection::Deny) {
        guess if guess == WINDOWS_1252 && is_central_european(bytes) => WINDOWS_1250,
        guess => guess,
    }
}

/// Whether the letters of Central Europe show as signs within words when they are read as those of Western Europe:
/// `£¹ka` in place of `Łąka`. A few names among many Western ones are too little for the detector.
fn is_central_european(bytes: &[u8]) -> bool {
    let (text, _, _) = WINDOWS_1252.decode(bytes);
    let is_sign = |one: char| "£¥¯¹³¿".contains(one);
    let letters: Vec<char> = text.chars().collect();
    // Hungarian has ő and ű where Portuguese and Estonian have õ and French has û; those have other letters besides.
    let has_any = |signs: &str| letters.iter().any(|one| signs.contains(*one));
    let is_hungarian = letters
        .windows(2)
        .any(|two| two[0] == 'û' || two[0] == 'Û' || (matches!(two[0], 'õ' | 'Õ') && two[1] != 'e'))
        && has_any("áíóúÁÍÓÚ")
        && !has_any("ãçàèêâëîïôùäåñÃÇÀÈÊÂËÎÏÔÙÄÅÑ");
    is_hungarian
        || letters.windows(3).any(|three| {
            // `¿` begins a Spanish question.
            let inside =
                three[0].is_alphabetic() || (matches!(three[1], '£' | '¯') && !three[0].is_alphanumeric());
            is_sign(three[1]) && inside && (three[2].is_alphabetic() || is_sign(three[2]))
        })
}
