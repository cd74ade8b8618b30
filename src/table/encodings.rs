//! How the letters of a text file are stored: by its mark, as said, or as it can be told from the letters.
//!
//! **Why so many.** “CSV” of a German or Spanish Excel is Windows-1252, of a Polish one Windows-1250, of an older Mac
//! Mac Roman; programs for pupils and members that were made for DOS write code pages 437, 850 and 852 to this day.

use std::collections::HashSet;
use std::sync::LazyLock;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252};

use super::likelihood;
use crate::diagnostic::{Diagnostic, codes};
use crate::letters::Alphabet;
use crate::schema::names;

/// Code pages that the web does not know: a name, and the characters of its upper half.
const PAGES: &str = include_str!("codepages.tsv");

/// What lists are stored with in Europe, the likeliest first, with how much rarer they are than what the detector tells.
const STORED: &[(&str, f32)] = &[
    ("windows-1252", 1.0),
    ("windows-1250", 1.0),
    ("windows-1251", 1.0),
    ("windows-1253", 1.0),
    ("windows-1254", 1.0),
    ("windows-1257", 1.0),
    ("iso-8859-2", 2.0),
    ("iso-8859-5", 2.5),
    ("iso-8859-7", 2.0),
    ("iso-8859-13", 2.0),
    ("iso-8859-16", 2.5),
    ("macintosh", 2.2),
    ("cp850", 2.2),
    ("cp852", 2.2),
    ("cp437", 2.4),
    ("ibm866", 2.2),
    ("cp1125", 2.4),
    ("cp737", 2.2),
    ("cp857", 2.4),
    ("cp775", 2.4),
    ("cp860", 2.6),
    ("cp861", 2.6),
    ("cp865", 2.6),
    ("cp869", 2.8),
    ("cp855", 2.8),
    ("koi8-r", 2.4),
    ("koi8-u", 2.4),
    ("macce", 2.6),
    ("x-mac-cyrillic", 2.6),
    ("macgreek", 2.6),
    ("macturkish", 2.7),
    ("maccroatian", 2.7),
    ("macromanian", 2.7),
    ("maciceland", 2.7),
];

/// Pages that were made for few languages, and which: who writes others has another one.
const MADE_FOR: &[(&str, &[&str])] = &[
    ("cp775", &["et", "lv", "lt", "pl"]),
    ("cp857", &["tr"]),
    ("cp860", &["pt"]),
    ("cp861", &["is"]),
    ("cp865", &["da"]),
    ("macturkish", &["tr"]),
    ("maccroatian", &["hr", "sl", "sr"]),
    ("macromanian", &["ro"]),
    ("maciceland", &["is", "fo"]),
];

/// The languages that a way to store letters was made for; none where it is for many.
fn made_for(letters: Letters) -> &'static [&'static str] {
    MADE_FOR.iter().find(|(name, _)| *name == letters.name()).map_or(&[], |(_, languages)| languages)
}

/// How much likelier a reading has to be than the next one to be taken without a question: where something tells the
/// language, and where nothing does.
const SURE: f32 = 2.5;
const SURE_WITHOUT_LANGUAGE: f32 = 3.0;

/// From which cost of a word on no reading is right.
const GARBLED_WORD: f32 = 7.0;

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
pub fn decode(
    file: &str,
    bytes: &[u8],
    asked: Option<&str>,
    is_known_word: &dyn Fn(&str) -> bool,
) -> Result<(String, &'static str), Diagnostic> {
    let letters = match (Encoding::for_bom(bytes), asked) {
        (Some((encoding, _)), _) => Letters::Standard(encoding),
        (None, Some(name)) => Letters::named(name).ok_or_else(|| {
            Diagnostic::error(codes::NO_TABLE, format!("there is no encoding `{name}`")).help(
                "usual are windows-1252 (Western Europe), windows-1250 (Central Europe), windows-1253 (Greek), utf-8, \
                 macintosh, and of DOS cp437, cp850, cp852",
            )
        })?,
        (None, None) => return told(file, bytes, is_known_word),
    };
    Ok((letters.decode(bytes), letters.name()))
}

/// The letters of a file without a mark of which nobody said how they are stored.
fn told(
    file: &str,
    bytes: &[u8],
    is_known_word: &dyn Fn(&str) -> bool,
) -> Result<(String, &'static str), Diagnostic> {
    let guess = Letters::Standard(guess(bytes));
    if guess.name().starts_with("UTF") {
        return Ok((guess.decode(bytes), guess.name()));
    }
    let seen = LetterSample::of(bytes);
    // The ends of lines of the Mac before 2001, which Excel for the Mac wrote long after.
    let is_of_mac = bytes.contains(&b'\r') && !bytes.contains(&b'\n');
    let stored = STORED.iter().filter_map(|(name, rarity)| Some((Letters::named(name)?, *rarity)));
    let ways = std::iter::once((guess, 0.0)).chain(stored.filter(|(way, _)| way.name() != guess.name()));
    let mut readings: Vec<Decoding> = Vec::new();
    for (letters, rarity) in ways {
        let rarity = if is_of_mac && letters.name().contains("mac") { rarity - 3.0 } else { rarity };
        let words: Vec<String> = seen.words.iter().map(|word| letters.decode(word)).collect();
        let cells: Vec<String> = seen.cells.iter().map(|cell| letters.decode(cell)).collect();
        let is_known = |cell: &&String| names::country(cell).is_some() || is_known_word(cell);
        let known = cells.iter().filter(is_known).count().min(MOST_KNOWN);
        let known = f32::from(u8::try_from(known).unwrap_or(u8::MAX)) * KNOWN_CELL;
        let cost = rarity + likelihood::cost(&words, &seen.tongues, made_for(letters)) - known;
        match readings.iter().position(|other| other.words == words) {
            Some(at) if readings[at].cost <= cost => {}
            Some(at) => readings[at] = Decoding { letters, words, cost },
            None => readings.push(Decoding { letters, words, cost }),
        }
    }
    readings.sort_by(|one, other| one.cost.total_cmp(&other.cost));
    let sure = if seen.tongues.is_empty() { SURE_WITHOUT_LANGUAGE } else { SURE };
    let best = readings.first().map_or(0.0, |best| best.cost);
    let words = f32::from(u16::try_from(seen.words.len()).unwrap_or(u16::MAX));
    if best > words * GARBLED_WORD {
        // No reading is right; what is wrong in it is told where it stands.
        return Ok((guess.decode(bytes), guess.name()));
    }
    readings.retain(|reading| reading.cost < best + sure);
    match readings.as_slice() {
        [] => Ok((guess.decode(bytes), guess.name())),
        [one] => Ok((one.letters.decode(bytes), one.letters.name())),
        several => Err(unclear(file, several)),
    }
}

/// How much each cell counts that is a known word or a country, and how many of them do.
const KNOWN_CELL: f32 = 3.0;
const MOST_KNOWN: usize = 5;

/// What a file looks like with one way to store letters.
struct Decoding {
    letters: Letters,
    /// The words in which the ways differ.
    words: Vec<String>,
    cost: f32,
}

/// The pieces of a file by which it is told how its letters are stored.
struct LetterSample<'a> {
    /// Words with other letters than a to z, each once.
    words: Vec<&'a [u8]>,
    /// Cells of the first lines with such letters.
    cells: Vec<&'a [u8]>,
    /// The languages that words of ASCII tell.
    tongues: Vec<&'static Alphabet>,
}

impl<'a> LetterSample<'a> {
    fn of(bytes: &'a [u8]) -> Self {
        const MOST_WORDS: usize = 2_000;
        const MOST_CELLS: usize = 300;
        let is_border = |one: &u8| b";,|\"\t\r\n".contains(one);
        let mut words: Vec<&[u8]> = Vec::new();
        let mut met: HashSet<&[u8]> = HashSet::new();
        for word in bytes.split(|one| is_border(one) || one.is_ascii_whitespace()) {
            if !word.is_ascii() && met.insert(word) {
                words.push(word);
                if words.len() == MOST_WORDS {
                    break;
                }
            }
        }
        let mut cells: Vec<&[u8]> = Vec::new();
        for cell in bytes.split(is_border).take(MOST_CELLS * 10) {
            if !cell.is_ascii() && !cells.contains(&cell) && cells.len() < MOST_CELLS {
                cells.push(cell);
            }
        }
        let plain = bytes.split(is_border).filter(|cell| cell.is_ascii()).take(MOST_CELLS * 100);
        let plain = plain.filter_map(|cell| std::str::from_utf8(cell).ok());
        Self { words, cells, tongues: likelihood::tongues(plain) }
    }
}

/// That the letters of a file can be several things.
fn unclear(file: &str, readings: &[Decoding]) -> Diagnostic {
    const MOST_READINGS: usize = 4;
    const MOST_WORDS: usize = 3;
    let readings = &readings[..readings.len().min(MOST_READINGS)];
    let first = &readings[0].words;
    let differs = |at: &usize| readings.iter().any(|reading| reading.words.get(*at) != first.get(*at));
    let differing: Vec<usize> = (0..first.len()).filter(differs).take(MOST_WORDS).collect();
    let shown: Vec<String> = readings
        .iter()
        .map(|reading| {
            let words = differing.iter().filter_map(|at| reading.words.get(*at));
            let words: Vec<String> =
                words.map(|word| format!("“{}”", word.chars().take(30).collect::<String>())).collect();
            format!("`--encoding {}` gives {}", reading.letters.name(), words.join(" "))
        })
        .collect();
    Diagnostic::error(codes::NO_TABLE, format!("the letters of `{file}` can be stored in more than one way"))
        .help(format!("say which is right: {}", shown.join(", ")))
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
