//! The lines of a text that may be no YAML, as their writer most likely meant them.

use crate::source::Span;

/// Marks that begin a quotation, straight or typographic, each with those that may end it.
const QUOTES: &[(char, &str)] = &[
    ('"', "\""),
    ('\'', "'"),
    ('“', "”“\""),
    ('„', "“”\""),
    ('‟', "”“\""),
    ('”', "”\""),
    ('«', "»\""),
    ('»', "«\""),
    ('‘', "’‘'"),
    ('‚', "‘’'"),
    ('‹', "›'"),
];

/// The lines of a text.
pub struct TextLines<'t> {
    pub all: Vec<TextLine<'t>>,
}

/// How many bytes of a line are read, and how far the end of a quotation is looked for: more is no slip of a person.
const LONGEST_LINE: usize = 8_000;
const LONGEST_QUOTATION: usize = 2_000;

/// A bracket and its byte.
pub type Bracket = (char, usize);

/// A line.
pub struct TextLine<'t> {
    /// Its number, from 1.
    pub number: usize,
    /// The byte where it begins.
    pub start: usize,
    /// Its letters, without the line break.
    pub text: &'t str,
    /// Whether it is text behind a `|` or a `>`, in which everything is allowed.
    pub is_block_text: bool,
    /// The brackets that are open where it begins.
    pub open_before: Vec<Bracket>,
    /// The brackets that are open where it ends.
    pub open_behind: Vec<Bracket>,
    /// Brackets that close another one than is open, with that one, if there is one.
    pub mismatched: Vec<(Bracket, Option<Bracket>)>,
    /// The entries in it: one, or several between brackets.
    pub pieces: Vec<LinePiece<'t>>,
    /// How many bytes of blanks and of `- ` it begins with.
    pub lead: usize,
}

/// An entry: what stands between two commas, or in a line without brackets.
#[derive(Debug, Clone)]
pub struct LinePiece<'t> {
    /// The byte where it begins.
    pub start: usize,
    /// Its letters, without blanks and notes around it.
    pub text: &'t str,
    /// Whether it stands between brackets.
    pub in_flow: bool,
    /// What stands in front of the first colon, without quotation marks.
    pub key: Option<&'t str>,
    /// The byte where the value begins.
    pub value_start: usize,
    /// What stands behind the first colon; all of it when there is no key.
    pub value: &'t str,
    /// What stands behind the bracket that closes the value.
    pub behind_bracket: &'t str,
}

impl LinePiece<'_> {
    /// The byte behind it.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Where the value stands.
    pub fn value_span(&self) -> Span {
        self.value_start..self.value_start + self.value.len()
    }
}

impl<'t> TextLine<'t> {
    /// What stands in it behind the blanks at its beginning.
    pub fn content(&self) -> &'t str {
        self.text.trim_start_matches([' ', '\t'])
    }

    /// By how many spaces it is indented.
    pub fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    /// Whether it begins an entry of a list.
    pub fn is_item(&self) -> bool {
        let content = self.content();
        content == "-" || content.starts_with("- ")
    }

    /// Whether it has something to read.
    pub fn is_content(&self) -> bool {
        let content = self.content();
        !content.trim().is_empty() && !content.starts_with('#') && !self.is_block_text
    }

    /// The byte behind its last letter.
    pub fn end(&self) -> usize {
        self.start + self.text.trim_end().len()
    }
}

impl<'t> TextLines<'t> {
    /// Reads the lines of a text.
    pub fn of(text: &'t str) -> Self {
        let mut all: Vec<TextLine<'t>> = Vec::new();
        let mut start = 0;
        let mut block_text: Option<usize> = None;
        let mut open: Vec<Bracket> = Vec::new();
        for (at, whole) in text.split_inclusive('\n').enumerate() {
            let letters = whole.trim_end_matches(['\n', '\r']);
            let mut line = TextLine {
                number: at + 1,
                start,
                text: letters,
                is_block_text: false,
                open_before: Vec::new(),
                open_behind: Vec::new(),
                mismatched: Vec::new(),
                pieces: Vec::new(),
                lead: 0,
            };
            start += whole.len();
            let is_blank = letters.trim().is_empty();
            if let Some(indent) = block_text {
                if is_blank || line.indent() > indent {
                    line.is_block_text = true;
                    all.push(line);
                    continue;
                }
                block_text = None;
            }
            if begins_anew(&line, &open, &all) {
                open.clear();
            }
            line.open_before.clone_from(&open);
            if !is_blank && !line.content().starts_with('#') && letters.len() <= LONGEST_LINE {
                read(&mut line, &mut open);
            }
            line.open_behind.clone_from(&open);
            if open.is_empty() && is_block_header(&line) {
                block_text = Some(line.indent());
            }
            all.push(line);
        }
        Self { all }
    }

    /// The line that a byte stands in; the last one for a byte behind the text.
    pub fn index_at(&self, byte: usize) -> usize {
        self.all.partition_point(|line| line.start <= byte).saturating_sub(1)
    }

    /// The nearest line above that has something to read.
    pub fn above(&self, index: usize) -> Option<&TextLine<'t>> {
        self.all[..index].iter().rev().find(|line| line.is_content())
    }

    /// The nearest line below that has something to read.
    pub fn below(&self, index: usize) -> Option<&TextLine<'t>> {
        self.all.iter().skip(index + 1).find(|line| line.is_content())
    }
}

/// Whether a line begins at or left of the one whose bracket is still open, and looks like an entry of its own: then the
/// bracket was never closed.
fn begins_anew(line: &TextLine<'_>, open: &[Bracket], above: &[TextLine<'_>]) -> bool {
    let Some((_, at)) = open.first() else { return false };
    let opener = above.iter().rev().find(|line| line.start <= *at);
    let is_left = opener.is_none_or(|opener| line.indent() <= opener.indent());
    let content = line.content();
    let word = content.trim_start_matches(|one: char| one.is_alphanumeric() || one == '_');
    let is_entry = content.starts_with("- ") || (word.len() < content.len() && word.starts_with(':'));
    is_left && is_entry
}

/// Whether a line ends in the sign that begins a text of several lines.
fn is_block_header(line: &TextLine<'_>) -> bool {
    line.pieces.last().is_some_and(|piece| !piece.in_flow && is_block_sign(piece.value))
}

/// Whether a value is a sign that begins a text of several lines: `|`, `>-`.
pub fn is_block_sign(value: &str) -> bool {
    let rest = value.strip_prefix(['|', '>']);
    rest.is_some_and(|rest| {
        rest.len() <= 2 && rest.chars().all(|one| one == '-' || one == '+' || one.is_ascii_digit())
    })
}

/// Finds the entries of a line.
fn read<'t>(line: &mut TextLine<'t>, open: &mut Vec<Bracket>) {
    let text = line.text;
    let mut at = text.len() - line.content().len();
    if open.is_empty() {
        while let Some(rest) = text[at..].strip_prefix("- ") {
            at = text.len() - rest.trim_start().len();
        }
        line.lead = at;
        let piece = block_piece(line, at);
        let value_at = piece.value_start - line.start;
        let opens = piece.value.starts_with(['{', '[']);
        line.pieces.push(piece);
        if !opens {
            return;
        }
        at = value_at;
    } else {
        line.lead = at;
    }
    let outer = line.pieces.len();
    let behind = between_brackets(line, at, open);
    if let (Some(behind), Some(piece)) = (behind, outer.checked_sub(1)) {
        line.pieces[piece].behind_bracket = without_note(&text[behind..]).trim();
    }
}

/// The entry of a line without brackets around it.
fn block_piece<'t>(line: &TextLine<'t>, at: usize) -> LinePiece<'t> {
    let text = without_note(&line.text[at..]).trim_end();
    piece(text, line.start + at, false)
}

fn piece(text: &str, start: usize, in_flow: bool) -> LinePiece<'_> {
    let (key, behind) = key_of(text);
    let value = text[behind..].trim_start();
    LinePiece {
        start,
        text,
        in_flow,
        key,
        value_start: start + text.len() - value.len(),
        value,
        behind_bracket: "",
    }
}

/// The key of an entry, and the byte behind its colon.
fn key_of(text: &str) -> (Option<&str>, usize) {
    if text.starts_with(['{', '[']) {
        return (None, 0);
    }
    if let Some((open, closing)) = opening(text) {
        let inner = &text[open.len_utf8()..];
        let end = inner.find(|one| closing.contains(one));
        let Some((key, rest)) = end.and_then(|end| {
            let rest = inner[end..].chars().next().map_or(0, char::len_utf8);
            Some((&inner[..end], inner[end + rest..].strip_prefix(':')?))
        }) else {
            return (None, 0);
        };
        return (Some(key), text.len() - rest.len());
    }
    let mut colons = text.match_indices(':').map(|(at, _)| at);
    let colon = colons.find(|at| {
        let behind = &text[at + 1..];
        behind.is_empty() || behind.starts_with([' ', '\t'])
    });
    match colon {
        Some(at) => (Some(text[..at].trim_end()), at + 1),
        None => (None, 0),
    }
}

/// A quotation mark that a text begins with, and those that may close it.
pub fn opening(text: &str) -> Option<(char, &'static str)> {
    let first = text.chars().next()?;
    QUOTES.iter().find(|(open, _)| *open == first).copied()
}

/// Text up to a note behind it: a blank and a `#`, outside of a quotation that is closed.
pub fn without_note(text: &str) -> &str {
    let (_, value_at) = key_of(text);
    let from = text.len() - text[value_at..].trim_start().len();
    let quotation = opening(&text[from..]).and_then(|(open, closing)| {
        let inner = from + open.len_utf8();
        let ends = text[inner..].char_indices().filter(|(_, one)| closing.contains(*one));
        ends.map(|(at, one)| inner + at + one.len_utf8()).rfind(|end| is_end(&text[*end..]))
    });
    let from = quotation.unwrap_or(0);
    let note = text[from..].match_indices('#').map(|(at, _)| from + at);
    let mut note = note.filter(|at| *at == 0 || text[..*at].ends_with([' ', '\t']));
    note.next().map_or(text, |at| &text[..at])
}

/// Whether a quotation may end in front of this text, in a line.
fn is_end(behind: &str) -> bool {
    let rest = behind.trim_start();
    rest.is_empty() || (rest.starts_with('#') && rest.len() < behind.len())
}

/// Finds the entries between brackets, from a bracket on or from the beginning of a line; the byte behind the last
/// bracket, when all are closed.
fn between_brackets<'t>(line: &mut TextLine<'t>, from: usize, open: &mut Vec<Bracket>) -> Option<usize> {
    let text = line.text;
    let mut at = from;
    // The entries whose values are the brackets that this line opens, and the one whose bracket was just closed.
    let mut owners: Vec<(usize, Option<usize>)> = Vec::new();
    let mut closed: Option<(usize, usize)> = None;
    while let Some(one) = text[at..].chars().next() {
        let place = line.start + at;
        match one {
            '{' | '[' => {
                let owner =
                    line.pieces.len().checked_sub(1).filter(|last| line.pieces[*last].value.is_empty());
                owners.push((at, owner));
                open.push((one, place));
                at += 1;
            }
            '}' | ']' => {
                let wanted = if one == '}' { '{' } else { '[' };
                let last = open.last().copied();
                if last.is_none_or(|(bracket, _)| bracket != wanted) {
                    line.mismatched.push(((one, place), last));
                }
                if open.iter().any(|(bracket, _)| *bracket == wanted) {
                    while open.pop().is_some_and(|(bracket, _)| bracket != wanted) {}
                }
                closed = owners.pop().and_then(|(at, owner)| Some((at, owner?)));
                at += 1;
                if open.is_empty() {
                    return Some(at);
                }
            }
            ',' => {
                closed = None;
                at += 1;
            }
            '#' if text[..at].ends_with([' ', '\t']) && text[at + 1..].starts_with(' ') => return None,
            one if one.is_whitespace() => at += one.len_utf8(),
            _ => {
                let end = end_of_entry(text, at);
                let entry = text[at..end].trim_end();
                match closed.take() {
                    Some((value_at, owner)) => {
                        line.pieces.truncate(owner + 1);
                        let whole = &mut line.pieces[owner];
                        whole.text = text[whole.start - line.start..end].trim_end();
                        whole.value = text[value_at..end].trim_end();
                        whole.value_start = line.start + value_at;
                        whole.behind_bracket = entry;
                    }
                    None => line.pieces.push(piece(entry, place, true)),
                }
                at = end;
            }
        }
    }
    None
}

/// The byte where an entry between brackets ends.
fn end_of_entry(text: &str, from: usize) -> usize {
    let mut at = from;
    let mut begins_value = true;
    while let Some(one) = text[at..].chars().next() {
        if begins_value && let Some(end) = end_of_quotation(text, at) {
            at = end;
            begins_value = false;
            continue;
        }
        match one {
            ',' | '}' | ']' => return at,
            '{' | '[' if begins_value && at > from => return at,
            '#' if text[..at].ends_with(' ') && text[at + 1..].starts_with(' ') => return at,
            ':' => begins_value = true,
            one if one.is_whitespace() => {}
            _ => begins_value = false,
        }
        at += one.len_utf8();
    }
    at
}

/// The byte behind a quotation between brackets: its end stands in front of a comma, a bracket or a colon.
fn end_of_quotation(text: &str, from: usize) -> Option<usize> {
    let (open, closing) = opening(&text[from..])?;
    let inner = from + open.len_utf8();
    let mut most = text.len().min(inner + LONGEST_QUOTATION);
    while !text.is_char_boundary(most) {
        most -= 1;
    }
    let text = &text[..most];
    let marks = || {
        let marks = text[inner..].char_indices().filter(|(_, one)| closing.contains(*one));
        marks.map(|(at, one)| (inner + at, inner + at + one.len_utf8()))
    };
    let may_end = |end: usize| {
        let behind = &text[end..];
        is_end(behind) || behind.trim_start().starts_with([',', '}', ']', ':'])
    };
    let first = marks().find(|(at, _)| !text[..*at].ends_with('\\'));
    if let Some((_, end)) = first.filter(|(_, end)| may_end(*end)) {
        return Some(end);
    }
    // The marks are not right: then it ends in front of the next entry at the latest.
    let next = next_entry(text, inner).unwrap_or(text.len());
    marks().map(|(_, end)| end).rfind(|end| *end <= next && may_end(*end))
}

/// The comma in front of the next thing that looks like an entry: `, word: `.
fn next_entry(text: &str, from: usize) -> Option<usize> {
    let mut commas = text[from..].match_indices(',').map(|(at, _)| from + at);
    commas.find(|at| {
        let rest = text[at + 1..].trim_start().trim_start_matches('"');
        let behind = rest.trim_start_matches(|one: char| one.is_alphanumeric() || one == '_');
        behind.len() < rest.len() && behind.trim_start_matches('"').starts_with(": ")
    })
}
