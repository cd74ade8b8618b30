//! The lines of a text: where one begins and ends, how far it is indented, and what of it is a comment.

/// Where the line of a byte begins; the first one behind a byte-order mark.
pub fn line_start(text: &str, at: usize) -> usize {
    let first = text.len() - text.trim_start_matches('\u{feff}').len();
    part(text, 0, at).rfind(['\n', '\r']).map_or(first.min(at), |before| before + 1)
}

/// Where the line above one begins that begins here.
pub fn line_above(text: &str, line: usize) -> Option<usize> {
    let before = part(text, 0, line);
    before.ends_with(['\n', '\r']).then(|| line_start(text, line - break_length(before)))
}

/// How long the line break is that a text ends with.
pub fn break_length(text: &str) -> usize {
    match text {
        text if text.ends_with("\r\n") => 2,
        text if text.ends_with(['\n', '\r']) => 1,
        _ => 0,
    }
}

/// Where the line of a byte ends: in front of its break, or at the end of the text.
pub fn line_end(text: &str, at: usize) -> usize {
    let rest = part(text, at, text.len());
    rest.find(['\n', '\r']).map_or(text.len(), |end| at + end)
}

/// Behind the line break that stands here; here when there is none.
pub fn behind_break(text: &str, at: usize) -> usize {
    let rest = part(text, at, text.len());
    match rest {
        rest if rest.starts_with("\r\n") => at + 2,
        rest if rest.starts_with(['\n', '\r']) => at + 1,
        _ => at,
    }
}

/// Where the line behind that of a byte begins; the end of the text when there is none.
pub fn next_line(text: &str, at: usize) -> usize {
    behind_break(text, line_end(text, at))
}

/// How lines end in a text: as the first one does.
pub fn newline(text: &str) -> &'static str {
    match text.find(['\n', '\r']) {
        Some(at) if part(text, at, text.len()).starts_with("\r\n") => "\r\n",
        Some(at) if part(text, at, text.len()).starts_with('\r') => "\r",
        _ => "\n",
    }
}

/// How many characters stand in front of a byte in its line; the byte-order mark is none.
pub fn column(text: &str, at: usize) -> usize {
    in_front(text, at).chars().count()
}

/// Whether nothing but blanks stands in front of a byte in its line.
pub fn begins_its_line(text: &str, at: usize) -> bool {
    in_front(text, at).chars().all(|one| one == ' ')
}

/// What stands in front of a byte in its line.
fn in_front(text: &str, at: usize) -> &str {
    part(text, line_start(text, at), at).trim_start_matches('\u{feff}')
}

/// The column of the comment that a line consists of, when it is one.
pub fn comment_column(text: &str, line: usize) -> Option<usize> {
    let line = part(text, line, line_end(text, line)).trim_start_matches('\u{feff}');
    let comment = line.trim_start_matches([' ', '\t']);
    comment.starts_with('#').then(|| line.len() - comment.len())
}

/// Whether a line that begins here has nothing but blanks.
pub fn is_blank_line(text: &str, line: usize) -> bool {
    part(text, line, line_end(text, line)).trim().is_empty()
}

/// Whether nothing but blanks and a comment stands between a byte and the end of its line.
pub fn ends_its_line(text: &str, at: usize) -> bool {
    let rest = part(text, at, line_end(text, at));
    let comment = rest.trim_start_matches([' ', '\t']);
    comment.is_empty() || (comment.starts_with('#') && comment.len() < rest.len())
}

/// Behind the blanks, line breaks and comments that begin here.
pub fn behind_blanks(text: &str, from: usize) -> usize {
    let mut at = from;
    loop {
        let rest = part(text, at, text.len());
        let word = rest.trim_start_matches([' ', '\t', '\n', '\r', '\u{feff}']);
        at += rest.len() - word.len();
        let is_comment = word.starts_with('#')
            && (at == 0 || part(text, 0, at).ends_with([' ', '\t', '\n', '\r', '\u{feff}', '[', '{', ',']));
        if !is_comment {
            return at;
        }
        at = line_end(text, at);
    }
}

/// A part of a text; nothing where there is none.
pub fn part(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or_default()
}
