//! What somebody most likely meant where the text is no YAML: the slips of people who know Word and Excel.

use crate::source::{SourceFile, Span};

/// A slip: what it is, where, what to do.
pub struct Slip {
    /// What is wrong.
    pub message: String,
    /// The bytes meant.
    pub span: Span,
    /// What to do.
    pub help: String,
}

/// The slip that most likely made a text unreadable at a byte; none when nothing of the kind is near.
pub fn near(file: &SourceFile, at: usize) -> Option<Slip> {
    let text = file.text();
    let line = file.position(at).line;
    // The cause stands in the line or just above.
    let lines = [line, line.saturating_sub(1), line + 1];
    let around = lines.into_iter().filter(|line| *line > 0).map(|line| {
        let start = file.line_start(line);
        let end = text[start..].find('\n').map_or(text.len(), |end| start + end);
        start..end
    });
    let around: Vec<Span> = around.filter(|span| !span.is_empty()).collect();
    around
        .iter()
        .find_map(|span| in_line(&text[span.clone()], span.start))
        .or_else(|| quotes(file, line))
        .or_else(|| indentation(file, line))
}

/// A slip within one line that begins at a byte.
fn in_line(line: &str, start: usize) -> Option<Slip> {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let rest = &line[indent..];
    let first = rest.chars().next()?;
    let here = |length: usize| start + indent..start + indent + length;
    if first == '#' {
        return None;
    }
    if let Some(tab) = rest.strip_prefix('\t').map(|_| indent).or_else(|| {
        let blanks = line.len() - line.trim_start().len();
        line[..blanks].find('\t')
    }) {
        return Some(Slip {
            message: "a tab where only spaces may stand".to_owned(),
            span: start + tab..start + tab + 1,
            help: "indent with spaces".to_owned(),
        });
    }
    if matches!(first, '–' | '—' | '•' | '·') {
        return Some(Slip {
            message: format!("`{first}` does not begin an entry of a list"),
            span: here(first.len_utf8()),
            help: "an entry begins with a hyphen and a space: `- `".to_owned(),
        });
    }
    let hyphen = rest.strip_prefix('-').filter(|rest| rest.starts_with(char::is_alphabetic));
    if hyphen.is_some_and(|rest| rest.contains(':')) {
        return Some(Slip {
            message: "a hyphen without a space behind it".to_owned(),
            span: here(1),
            help: "an entry of a list begins with a hyphen and a space: `- `".to_owned(),
        });
    }
    let item = rest.strip_prefix("- ").map_or(rest, str::trim_start);
    let offset = rest.len() - item.len();
    let key = item.len() - item.trim_start_matches(|one: char| one.is_ascii_lowercase() || one == '_').len();
    let behind = &item[key..];
    let sign = behind.trim_start().chars().next();
    let value = behind.trim_start().chars().skip(1).collect::<String>();
    let value: String = value.trim().chars().take(24).collect();
    let at = start + indent + offset;
    if key > 0
        && (behind.starts_with(':') && behind.len() > 1 && !behind[1..].starts_with([' ', '\r', '\t'])
            || matches!(sign, Some('=' | '：')))
    {
        return Some(Slip {
            message: "a key is followed by a colon and a space".to_owned(),
            span: at..at + key + 1,
            help: format!("write `{}: {value}`", &item[..key]),
        });
    }
    let value = behind.strip_prefix(": ").map(str::trim_start)?;
    let first = value.chars().next()?;
    let at = at + key + behind.len() - value.len();
    matches!(first, '@' | '`' | '%' | '&' | '*' | '!').then(|| Slip {
        message: format!("a text that begins with `{first}` stands in quotes"),
        span: at..at + 1,
        help: "put straight quotation marks around it: \"…\"".to_owned(),
    })
}

/// The last quotation mark that is opened and not closed, in the line or above it.
fn quotes(file: &SourceFile, line: usize) -> Option<Slip> {
    let text = file.text();
    (line.saturating_sub(3).max(1)..line).rev().find_map(|above| {
        let start = file.line_start(above);
        let content = text[start..].lines().next().unwrap_or_default();
        let open = content.matches('"').count() % 2 == 1 && !content.contains("\\\"");
        let at = content.rfind('"').filter(|_| open && !content.trim_start().starts_with('#'))?;
        Some(Slip {
            message: "a quotation mark that is opened is never closed".to_owned(),
            span: start + at..start + at + 1,
            help: "close it at the end of the text; a `\"` inside the text is written `\\\"`".to_owned(),
        })
    })
}

/// Lines that are indented otherwise than their neighbours.
fn indentation(file: &SourceFile, line: usize) -> Option<Slip> {
    let text = file.text();
    let of = |line: usize| {
        let content = text[file.line_start(line)..].lines().next()?;
        let blanks = content.len() - content.trim_start_matches(' ').len();
        (!content.trim().is_empty() && !content.trim_start().starts_with('#')).then_some(blanks)
    };
    let here = of(line)?;
    let (above, before) = (1..line).rev().find_map(|above| Some((above, of(above)?)))?;
    (here != before).then(|| {
        let start = file.line_start(line);
        Slip {
            message: format!("the lines {above} and {line} do not fit together"),
            span: start..start + here.max(1),
            help: format!("line {line} is indented by {here}, line {above} by {before}: what belongs together begins in the same column"),
        }
    })
}
