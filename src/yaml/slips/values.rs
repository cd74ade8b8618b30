//! The value of an entry: signs that mean something to YAML, quotation marks that do not hold it together, two entries
//! that are told as one.

use super::line::{LinePiece, TextLine, is_block_sign, opening};
use super::shown::{quoted, shown};
use super::suspect::{IsField, Replacement, Suspect};

/// Signs that a text without quotes cannot begin with.
const RESERVED: &str = "@`%&*!|>[{]},?";

/// What is amiss with the value of an entry.
pub fn suspects(line: &TextLine<'_>, piece: &LinePiece<'_>, is_field: IsField<'_>) -> Vec<Suspect> {
    let value = piece.value;
    let Some(first) = value.chars().next() else { return Vec::new() };
    if is_block_sign(value) && !piece.in_flow {
        return Vec::new();
    }
    if matches!(first, '"' | '\'') {
        return in_quotes(line, piece, first, is_field);
    }
    let mut suspects = Vec::new();
    if opening(value).is_some() {
        suspects.push(typographic(line, piece));
    }
    let is_bracket = matches!(first, '{' | '[');
    if !is_bracket || !piece.behind_bracket.is_empty() {
        let from = if is_bracket { value.len().saturating_sub(piece.behind_bracket.len()) } else { 0 };
        suspects.extend(second_entry(line, piece, from, is_field));
    }
    if RESERVED.contains(first) {
        suspects.extend(reserved(line, piece, first));
        return suspects;
    }
    if let Some(rest) = value.strip_prefix("- ") {
        suspects.extend(list_behind_key(line, piece, rest));
    }
    if first == '#' && piece.in_flow {
        let message = "a `#` behind a space begins a note";
        suspects.push(in_marks(line, piece, piece.value, message, 0..1).reaching_far());
        return suspects;
    }
    if let Some(at) = colon(value) {
        let message = "a colon inside a text that does not stand in quotes";
        suspects.push(closing_only(line, piece).unwrap_or_else(|| whole(line, piece, message, at..at + 1)));
    } else if let Some(at) = value.find(" #").filter(|_| piece.in_flow) {
        let message = "a `#` behind a space begins a note";
        suspects.push(whole(line, piece, message, at + 1..at + 2).reaching_far());
    }
    suspects
}

/// A colon at which YAML ends a key.
fn colon(value: &str) -> Option<usize> {
    let mut colons = value.match_indices(':').map(|(at, _)| at);
    colons.find(|at| value[at + 1..].is_empty() || value[at + 1..].starts_with([' ', '\t']))
}

/// What is to be in quotes when the value is: an entry of a list without a field has no key.
fn text_of<'t>(line: &TextLine<'_>, piece: &LinePiece<'t>) -> (Option<&'t str>, &'t str, usize) {
    let is_lone = line.is_item() && piece.start == line.start + line.lead;
    let is_text = piece.key.is_some_and(|key| key.contains(|one: char| one.is_uppercase() || one == ' '));
    match is_text && (is_lone || piece.in_flow) {
        true => (None, piece.text, piece.start),
        false => (piece.key, piece.value, piece.value_start),
    }
}

/// The entry as it is to be written, for a message.
pub fn entry(line: &TextLine<'_>, piece: &LinePiece<'_>, key: Option<&str>, value: &str) -> String {
    match key {
        Some(key) => shown(&format!("{key}: {value}")),
        None if line.is_item() && !piece.in_flow => shown(&format!("- {value}")),
        None => shown(value),
    }
}

/// That a part of the text stands in quotes from now on; the place is counted from the value on.
fn whole(
    line: &TextLine<'_>,
    piece: &LinePiece<'_>,
    message: &str,
    place: std::ops::Range<usize>,
) -> Suspect {
    in_marks(line, piece, piece.value, message, place)
}

/// That the text stands in quotes as these letters.
fn in_marks(
    line: &TextLine<'_>,
    piece: &LinePiece<'_>,
    letters: &str,
    message: &str,
    place: std::ops::Range<usize>,
) -> Suspect {
    let (key, text, start) = text_of(line, piece);
    let letters = if start == piece.value_start { letters } else { text };
    let mended = quoted(letters);
    let span = piece.value_start + place.start..piece.value_start + place.end;
    let help = format!("put the whole text in quotes: `{}`", entry(line, piece, key, &mended));
    Suspect::new(message, span, help, vec![Replacement::new(start..piece.end(), mended)])
}

/// Quotation marks of a word processor.
fn typographic(line: &TextLine<'_>, piece: &LinePiece<'_>) -> Suspect {
    let value = piece.value;
    let (open, closing) = opening(value).unwrap_or(('"', "\""));
    let inner = value.strip_prefix(open).unwrap_or(value);
    let inner = inner.strip_suffix(|one| closing.contains(one) || one == '"');
    // Where the last mark is another one, the marks are part of a longer text.
    let mended = quoted(inner.filter(|inner| !inner.contains(open)).unwrap_or(value));
    let (key, ..) = text_of(line, piece);
    let help = format!("write straight ones: `{}`", entry(line, piece, key, &mended));
    let message = "typographic quotation marks do not hold a text together";
    let span = piece.value_start..piece.value_start + open.len_utf8();
    Suspect::new(message, span, help, vec![Replacement::new(piece.value_span(), mended)])
}

/// A further entry that begins inside of the value: a comma or a line break is missing in front of it.
fn second_entry(
    line: &TextLine<'_>,
    piece: &LinePiece<'_>,
    from: usize,
    is_field: IsField<'_>,
) -> Option<Suspect> {
    let value = piece.value;
    let (at, word) = words(value).find(|(at, word)| {
        let behind = value[at + word.len()..].trim_start().strip_prefix(':');
        *at >= from
            && is_field(word)
            && behind.is_some_and(|behind| behind.is_empty() || behind.starts_with([' ', '"']))
    })?;
    let place = piece.value_start + at;
    let before = value[..at].trim_end();
    let own = before.trim_end_matches([';', ',']).trim_end();
    let gap = piece.value_start + own.len()..place;
    let sign = before[own.len()..].trim().chars().next();
    if piece.in_flow && !own.is_empty() {
        let replacements = vec![Replacement::new(gap, ", ")];
        if sign == Some(';') {
            let sign_at = piece.value_start + value[..at].rfind(';')?;
            let help = "write a comma in place of the semicolon";
            return Some(Suspect::new(
                "a semicolon between two entries",
                sign_at..sign_at + 1,
                help,
                replacements,
            ));
        }
        let message = format!("a comma is missing in front of `{word}`");
        let help = format!(
            "a comma stands between two entries: `{}, {word}: …`",
            shown(&value_with_key(piece, own))
        );
        return Some(Suspect::new(message, place..place + word.len(), help, replacements));
    }
    if piece.in_flow {
        return None;
    }
    let key = piece.key?;
    let indent = line.lead;
    if own.is_empty() {
        let replacements = vec![Replacement::new(gap, format!("\n{}", " ".repeat(indent + 2)))];
        let help = format!(
            "write `{key}:`, and `{}` on a line of its own below it, indented by two spaces more",
            shown(value)
        );
        return Some(Suspect::new("two fields in one line", place..place + word.len(), help, replacements));
    }
    let replacements = vec![Replacement::new(gap, format!("\n{}", " ".repeat(indent)))];
    let help = format!(
        "begin a new line in front of `{word}`; if it belongs to the text, put the whole text in quotes"
    );
    Some(Suspect::new("two fields in one line", place..place + word.len(), help, replacements))
}

/// The words of a text that may be names of fields, with their places.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_word = |one: char| one.is_ascii_alphanumeric() || one == '_';
    let mut at = 0;
    text.split(move |one| !is_word(one)).filter_map(move |word| {
        let found = at;
        // Behind a word stands one sign of any length.
        at += word.len() + text[at + word.len()..].chars().next().map_or(0, char::len_utf8);
        let is_apart = found == 0 || text[..found].ends_with([' ', ',', ';', '"', '\'', '\t']);
        (!word.is_empty() && is_apart).then_some((found, word))
    })
}

fn value_with_key(piece: &LinePiece<'_>, value: &str) -> String {
    piece.key.map_or_else(|| value.to_owned(), |key| format!("{key}: {value}"))
}

/// A text that begins with a sign of YAML's.
fn reserved(line: &TextLine<'_>, piece: &LinePiece<'_>, first: char) -> Option<Suspect> {
    // A bracket is one, unless text stands behind it.
    let is_bracket = matches!(first, '{' | '[');
    if is_bracket
        && (piece.behind_bracket.is_empty() || piece.behind_bracket.starts_with([',', ';', '}', ']']))
    {
        return None;
    }
    let message = format!("a text that begins with `{first}` stands in quotes");
    Some(whole(line, piece, &message, 0..1))
}

/// A list that begins behind the colon.
fn list_behind_key(line: &TextLine<'_>, piece: &LinePiece<'_>, rest: &str) -> Option<Suspect> {
    let key = piece.key.filter(|_| !piece.in_flow)?;
    let replacements = vec![Replacement::new(
        piece.value_start..piece.value_start,
        format!("\n{}", " ".repeat(line.lead + 2)),
    )];
    let help = format!(
        "write `{key}:`, and each entry on a line of its own below it, indented: `- {}`",
        shown(rest)
    );
    let span = piece.value_start..piece.value_start + 1;
    Some(Suspect::new("a list begins on a line of its own", span, help, replacements))
}

/// A text with a quotation mark at its end only.
fn closing_only(line: &TextLine<'_>, piece: &LinePiece<'_>) -> Option<Suspect> {
    let inner = piece.value.strip_suffix('"').filter(|inner| !inner.contains('"'))?;
    let at = piece.value.len() - 1;
    let suspect = in_marks(line, piece, inner, "a quotation mark closes what none has opened", at..at + 1);
    Some(suspect)
}

/// What is amiss with a value that begins with a straight quotation mark.
fn in_quotes(line: &TextLine<'_>, piece: &LinePiece<'_>, mark: char, is_field: IsField<'_>) -> Vec<Suspect> {
    let value = piece.value;
    let start = piece.value_start;
    let mut suspects = Vec::new();
    let Some(end) = closing_mark(value, mark) else {
        suspects.extend(backslashes(line, piece, mark));
        suspects.extend(never_closed(line, piece));
        return suspects;
    };
    let behind = value[end + 1..].trim();
    if let Some(comma) = forgotten_before_comma(&value[..end], is_field) {
        let help =
            format!("close it: `{}`", shown(&value_with_key(piece, &format!("{}{mark}", &value[..comma]))));
        let message = "a quotation mark that is opened is never closed";
        suspects.push(Suspect::new(
            message,
            start..start + 1,
            help,
            vec![Replacement::new(start + comma..start + comma, mark.to_string())],
        ));
    }
    suspects.extend(backslashes(line, piece, mark));
    if behind.is_empty() {
        return suspects;
    }
    suspects.extend(second_entry(line, piece, end + 1, is_field));
    let behind_at = start + value.len() - behind.len();
    let closed = &value[..=end];
    let own = value_with_key(piece, closed);
    if !piece.in_flow && matches!(behind, ";" | ",") {
        let what = if behind == ";" { "a semicolon" } else { "a comma" };
        let help = format!("take it away: `{}`", shown(&own));
        let replacements = vec![Replacement::new(start + end + 1..piece.end(), "")];
        suspects.push(Suspect::new(
            format!("{what} at the end of the line"),
            behind_at..behind_at + 1,
            help,
            replacements,
        ));
        return suspects;
    }
    if let Some(sign) = ["//", "/*", "#", "--", "<!--"].iter().find(|sign| behind.starts_with(**sign)) {
        let words = behind[sign.len()..].trim().trim_end_matches(['*', '/']).trim();
        let help = format!("write `{} # {}`", shown(&own), shown(words));
        let replacements = vec![Replacement::new(start + end + 1..piece.end(), format!(" # {words}"))];
        let message = if *sign == "#" {
            "a note begins with a space and a `#`".to_owned()
        } else {
            format!("a note begins with `#` and not with `{sign}`")
        };
        suspects.push(Suspect::new(message, behind_at..behind_at + sign.len(), help, replacements));
        return suspects;
    }
    if matches!(behind, "." | "!" | "?" | ":" | "…") {
        let mended = format!("{}{behind}{mark}", &value[..end]);
        let help =
            format!("put it in front of the quotation mark: `{}`", shown(&value_with_key(piece, &mended)));
        let replacements = vec![Replacement::new(piece.value_span(), mended)];
        suspects.push(Suspect::new(
            "text goes on behind the closing quotation mark",
            behind_at..behind_at + behind.len(),
            help,
            replacements,
        ));
        return suspects;
    }
    suspects.push(text_behind(line, piece, mark, end));
    suspects
}

/// Text behind the closing quotation mark: marks inside of the text, or around its first words only.
fn text_behind(line: &TextLine<'_>, piece: &LinePiece<'_>, mark: char, end: usize) -> Suspect {
    let value = piece.value;
    let ends_so = value.len() > 1 && value.ends_with(mark);
    let (first, last) = (&value[1..end], value[end + 1..].trim_start());
    // `"Ola" "Dąb"` are two texts, `"the "Old" house"` is one.
    let are_two =
        ends_so && value[end + 1..].starts_with(' ') && last.starts_with(mark) && !first.ends_with(' ');
    let mended = if ends_so && !are_two {
        let inner = value[1..value.len() - 1].replace(&format!("\\{mark}"), &mark.to_string());
        quoted(&if mark == '\'' { inner.replace("''", "'") } else { inner })
    } else {
        quoted(value)
    };
    let (key, ..) = text_of(line, piece);
    let message = match mark {
        '\'' => "the text ends at this apostrophe",
        _ => "the text ends at this quotation mark",
    };
    let help = format!("to have it inside of the text, write `{}`", entry(line, piece, key, &mended));
    let at = piece.value_start + end;
    Suspect::new(message, at..at + 1, help, vec![Replacement::new(piece.value_span(), mended)])
}

/// The byte of the mark that closes a quotation for YAML.
fn closing_mark(value: &str, mark: char) -> Option<usize> {
    let bytes = value.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if mark == '"' => at += 1,
            b'\'' if mark == '\'' && bytes.get(at + 1) == Some(&b'\'') => at += 1,
            one if one == mark as u8 => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

/// The comma at which a quotation between brackets was to end: behind it another entry begins.
fn forgotten_before_comma(quotation: &str, is_field: IsField<'_>) -> Option<usize> {
    quotation.match_indices(',').map(|(at, _)| at).find(|at| {
        let rest = quotation[at + 1..].trim_start();
        rest.split_once(':').is_some_and(|(word, behind)| is_field(word) && behind.starts_with(' '))
    })
}

/// A quotation that is opened and not closed in its line.
fn never_closed(line: &TextLine<'_>, piece: &LinePiece<'_>) -> Vec<Suspect> {
    let value = piece.value;
    let start = piece.value_start;
    let message = "a quotation mark that is opened is never closed";
    // Another mark at the end, or one behind a backslash, was to close it.
    let others = ['"', '\'', '”', '“', '’', '‘', '»', '«', '´', '`'];
    let inner = value[1..].strip_suffix(others).filter(|_| value.len() > 1);
    let (key, ..) = text_of(line, piece);
    let mut suspects = Vec::new();
    let mut suspect = |mended: String, replacements: Vec<Replacement>| {
        let help = format!("close it: `{}`", entry(line, piece, key, &mended));
        suspects.push(Suspect::new(message, start..start + 1, help, replacements).reaching_far());
    };
    if let Some(inner) = inner {
        let mended = quoted(inner);
        suspect(mended.clone(), vec![Replacement::new(piece.value_span(), mended)]);
    }
    let bare = value[1..].trim_end_matches([',', ';']).trim_end();
    let bare = if piece.in_flow { &value[1..] } else { bare };
    let mended = quoted(bare);
    suspect(mended.clone(), vec![Replacement::new(piece.value_span(), mended)]);
    suspects
}

/// Backslashes, which have a meaning of their own in double quotes.
fn backslashes(line: &TextLine<'_>, piece: &LinePiece<'_>, mark: char) -> Option<Suspect> {
    let value = piece.value;
    let at = value.find('\\').filter(|_| mark == '"')?;
    let inner = value[1..].strip_suffix('"')?;
    let mended = quoted(&inner.replace("\\\"", "\""));
    let (key, ..) = text_of(line, piece);
    let help = format!("put the text in single quotes: `{}`", entry(line, piece, key, &mended));
    let at = piece.value_start + at;
    let message = "a backslash in double quotes has a meaning of its own";
    Some(Suspect::new(message, at..at + 1, help, vec![Replacement::new(piece.value_span(), mended)]))
}
