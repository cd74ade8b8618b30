//! How numbers are written: their signs, labels in front of them, extensions behind them.

/// What stands in front of an extension, as it is written in the languages of Europe.
const EXTENSIONS: &[&str] = &[
    // English
    "ext",
    "extn",
    "extension",
    "x",
    // German
    "dw",
    "durchwahl",
    "nst",
    "nebenstelle",
    "app",
    "apparat",
    "klappe",
    // French, Spanish, Italian, Portuguese, Romanian
    "poste",
    "extensión",
    "anexo",
    "int",
    "interno",
    "ramal",
    "extensão",
    "interior",
    // Dutch, Danish, Swedish, Finnish, Estonian
    "toestel",
    "tst",
    "lokal",
    "lok",
    "anknytning",
    "ankn",
    "alanumero",
    "sisenumber",
    // Polish, Czech, Slovak, Slovene, Croatian, Hungarian
    "wew",
    "wewn",
    "wewnętrzny",
    "linka",
    "kl",
    "klapka",
    "interna",
    "kućni",
    "mell",
    "mellék",
    // Lithuanian, Latvian, Greek, Bulgarian
    "vid",
    "iekš",
    "εσωτ",
    "εσωτερικό",
    "вътр",
    "вътрешен",
];

/// The most digits of an extension.
const LONGEST_EXTENSION: usize = 6;

/// A number and the extension behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelt {
    /// The number as it was written.
    pub number: String,
    /// The digits of the extension.
    pub extension: Option<String>,
}

/// The two parts of a text: `+49 351 123456 ext. 12`, `… DW 12`, `… #12`, `…;ext=12`.
pub fn spelt(text: &str) -> Spelt {
    let all = || Spelt { number: text.to_owned(), extension: None };
    let end = text.trim_end_matches([')', ' ']);
    let extension: String = {
        let digits: Vec<char> = end.chars().rev().take_while(char::is_ascii_digit).collect();
        digits.into_iter().rev().collect()
    };
    if extension.is_empty() || extension.len() > LONGEST_EXTENSION {
        return all();
    }
    let before = end[..end.len() - extension.len()].trim_end_matches([' ', '.', ':', '=']);
    let number = match before.strip_suffix('#') {
        Some(number) => number,
        None => {
            let number = before.trim_end_matches(char::is_alphabetic);
            let word = before[number.len()..].to_lowercase();
            if !EXTENSIONS.contains(&word.as_str()) {
                return all();
            }
            number
        }
    };
    let number = number.trim_end_matches([' ', ',', ';', '(', '-', '/', '.']);
    if digits(number).len() < 5 {
        return all();
    }
    Spelt { number: number.to_owned(), extension: Some(extension) }
}

/// A text with ordinary blanks and hyphens, and without a label in front: `Tel.: 0351 123`, `tel:+49…`.
pub fn plain(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|one| match one {
            '\n' => '\n',
            one if one.is_whitespace() => ' ',
            '‐'..='―' | '−' => '-',
            '／' => '/',
            '＋' => '+',
            '０'..='９' => char::from(b'0' + u8::try_from(u32::from(one) - 0xff10).unwrap_or(0)),
            one => one,
        })
        .collect();
    let rest = text.trim_start_matches(|one: char| one.is_alphabetic() || ".: ".contains(one));
    // What is left may begin in one of three ways; other texts are no label and a number.
    if rest.starts_with(['+', '(']) || rest.starts_with(|one: char| one.is_ascii_digit()) {
        rest.trim_end().to_owned()
    } else {
        text.trim().to_owned()
    }
}

/// The digits of a text.
pub fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// What stands behind so many digits, without the signs in between.
pub fn after_digits(text: &str, number: usize) -> &str {
    let mut seen = 0;
    let behind = text.char_indices().find(|(_, one)| {
        let enough = seen == number;
        seen += usize::from(one.is_ascii_digit());
        enough
    });
    behind.map_or("", |(at, _)| text[at..].trim_start_matches(['/', '-', ' ', '.']))
}

/// A text without a bracket that lost its other half.
pub fn balanced(text: &str) -> String {
    let open = text.find('(');
    let close = text.find(')');
    let whole = match (open, close) {
        (None, Some(at)) => format!("{}{}", &text[..at], &text[at + 1..]),
        (Some(open), Some(at)) if at < open => format!("{}{}", &text[..at], &text[at + 1..]),
        (Some(at), None) => format!("{}{}", &text[..at], &text[at + 1..]),
        _ => text.to_owned(),
    };
    whole.trim_start().to_owned()
}

/// The form of a number in files: `+351 200 000 001`, and ` ext. 12` behind it for an extension.
pub fn is_international(text: &str) -> bool {
    let Spelt { number, extension } = spelt(text);
    let is_extension = |extension: &String| text.ends_with(&format!(" ext. {extension}"));
    let signs = |one: char| one.is_ascii_digit() || " ()-./".contains(one);
    number.starts_with('+')
        && (7..=15).contains(&digits(&number).len())
        && number[1..].chars().all(signs)
        && extension.as_ref().is_none_or(is_extension)
        && (extension.is_some() || number.len() == text.len())
}

/// The number in a text that a spreadsheet or a program of statistics has written as one with a fraction:
/// `49351123456.0`; none of other texts.
pub fn number_of_spreadsheet(text: &str) -> Option<&str> {
    let number = text.trim().strip_suffix(".0").or_else(|| text.trim().strip_suffix(",0"))?;
    let digits = number.strip_prefix('+').unwrap_or(number);
    (digits.len() > 4 && digits.bytes().all(|one| one.is_ascii_digit())).then_some(number)
}
