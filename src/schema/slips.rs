//! Texts that are right as YAML and were most likely not meant so: placeholders that were left, letters that
//! were damaged on the way, quotation marks and notes in the wrong place.

use super::formats::LANGUAGES;
use super::nothing::{Nothing, blank_inside, is_printed, is_printed_alone, says_nothing_yet};
use super::points::is_point;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes;
use crate::letters::{self, Garbled};
use crate::source::SourceFile;
use crate::yaml::{MappingEntry, Node, is_in_typographic_quotes};

/// What a field is, for what its text may look like.
#[derive(Debug, Clone, Copy)]
pub struct TextField<'a> {
    /// Its key.
    pub name: &'a str,
    /// Whether it may be given by language.
    pub is_text: bool,
    /// Whether it may be several lines.
    pub is_prose: bool,
    /// Whether it may be any text.
    pub is_free: bool,
}

/// What a text looks like that was not meant so.
pub fn in_text(
    file: &SourceFile,
    node: &Node,
    text: &str,
    plain: bool,
    field: TextField<'_>,
) -> Option<Diagnostic> {
    let TextField { name, is_text, is_prose, is_free } = field;
    let nothing = if is_printed(name, is_text) { says_nothing_yet(name, text) } else { None };
    if PLACEHOLDERS.iter().any(|one| text.eq_ignore_ascii_case(one)) || nothing == Some(Nothing::Surely) {
        return Some(
            Diagnostic::error(codes::PLACEHOLDER, format!("`{name}` still has the placeholder `{text}`"))
                .at(file, &node.span, "")
                .help("write the text, or take the line out (or put `# ` in front of it)"),
        );
    }
    let is_alone = is_printed_alone(name);
    // In prose a line may be left open to be filled in by hand.
    let blank = if is_printed(name, is_text) && !is_prose { blank_inside(text) } else { None };
    let open = if nothing == Some(Nothing::Open) { Some(text) } else { blank };
    if let Some(blank) = open.filter(|_| !is_alone || nothing.is_none()) {
        return Some(
            Diagnostic::warning(codes::PLACEHOLDER, format!("`{name}` was left open: `{blank}`"))
                .at(file, &node.span, "will be printed so")
                .help("write what belongs there, or take the line out; it is neither signed nor sent so"),
        );
    }
    if nothing == Some(Nothing::Open) {
        return Some(nothing_as_name(name, text, file, node));
    }
    let nothing = nothing.filter(|_| is_alone);
    if nothing == Some(Nothing::Mostly) {
        return Some(nothing_as_name(name, text, file, node));
    }
    let garbled = match is_alone {
        true if matches!(name, "given_name" | "family_name") => letters::garbled_in_name_of_person(text),
        true => letters::garbled_in_name(text),
        false => letters::garbled(text).find(|(_, how)| *how == Garbled::Surely).map(|(word, _)| word),
    };
    if let Some(word) = garbled {
        return Some(
            Diagnostic::warning(codes::GARBLED, format!("`{name}` has letters that look garbled"))
                .at(file, &node.span, format!("“{word}” is a word of no language"))
                .help("the text was saved in one encoding and opened in another; type the letters again"),
        );
    }
    if plain && is_in_typographic_quotes(text) {
        return Some(
            Diagnostic::warning(codes::SMART_QUOTES, format!("the quotation marks around `{name}` will be printed"))
                .at(file, &node.span, "typographic marks belong to the text")
                .help("for a text in quotes write straight ones: \"…\"; if these marks are to be printed, put straight ones around them"),
        );
    }
    // To YAML a straight mark begins a quotation, unless a blank that is no space stands in front of it.
    if plain && text.starts_with('"') && text.ends_with('"') && text.len() > 1 {
        return Some(
            Diagnostic::warning(codes::STRAY_QUOTE, format!("the quotation marks around `{name}` will be printed"))
                .at(file, &node.span, "the blank in front of it is no space")
                .help("delete the blank in front of the first mark and type a space; it often comes along when text is copied from a web page or a document"),
        );
    }
    if plain && text.ends_with('"') && text.matches('"').count() == 1 {
        return Some(
            Diagnostic::warning(
                codes::STRAY_QUOTE,
                format!("the quotation mark at the end of `{name}` will be printed"),
            )
            .at(file, &(node.span.end.saturating_sub(1)..node.span.end), "belongs to the text")
            .help("put one in front of the text as well, or take this one away"),
        );
    }
    let rest = file.text().get(node.span.end..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    let note = line.trim_start().strip_prefix('#').filter(|_| plain && line.starts_with(' '));
    if note.is_some_and(|note| note.starts_with(|one: char| one.is_alphanumeric())) {
        let start = node.span.end + line.len() - line.trim_start().len();
        let whole = in_quotes(&format!("{text}{}", line.trim_end()));
        return Some(
            Diagnostic::warning(codes::CUT_AT_HASH, format!("`{name}` ends in front of the `#`"))
                .at(file, &(start..node.span.end + line.len()), "taken as a note to yourself")
                .help(format!(
                    "put the text in quotes if this belongs to it: {whole}; a note has a space behind the `#`"
                )),
        );
    }
    if plain && is_free { sign_at_end(file, node, text, name) } else { None }
}

/// A comma or a semicolon at the end, as other languages have it at the end of each line. Behind a salutation one stands
/// rightly; its key is a language.
fn sign_at_end(file: &SourceFile, node: &Node, text: &str, name: &str) -> Option<Diagnostic> {
    let sign = text.chars().next_back().filter(|sign| matches!(sign, ',' | ';'))?;
    let words = text.trim_end_matches([',', ';', ' ']);
    if LANGUAGES.contains(&name) || name.contains('-') || words.is_empty() {
        return None;
    }
    let what = if sign == ',' { "comma" } else { "semicolon" };
    let at = node.span.start + file.slice(&node.span).rfind(sign)?;
    Some(
        Diagnostic::warning(codes::SIGN_AT_END, format!("the {what} at the end of `{name}` will be printed"))
            .at(file, &(at..at + 1), "belongs to the text")
            .help(format!(
                "no sign stands at the end of a line: take it away, {}",
                written(file, node, name, words)
            )),
    )
}

/// That what stands behind a colon is a note, and the field empty.
pub fn note_in_place_of_value(file: &SourceFile, entry: &MappingEntry) -> Option<Diagnostic> {
    let rest = file.text().get(entry.key_span.end..)?.lines().next()?;
    let behind = rest.trim_start_matches(['"', '\'']).strip_prefix(':')?;
    let note = behind.trim_start_matches([' ', '\t']);
    let is_meant = note.strip_prefix('#').is_some_and(|words| words.starts_with(char::is_alphanumeric));
    if !is_meant {
        return None;
    }
    let start = entry.key_span.end + rest.len() - note.len();
    let note = note.trim_end();
    let name = &entry.key;
    Some(
        Diagnostic::warning(codes::CUT_AT_HASH, format!("`{name}` stays empty: a `#` behind a space begins a note"))
            .at(file, &(start..start + note.len()), "taken as a note to yourself")
            .help(format!("put the text in quotes if it is the value: `{name}: \"{note}\"`; a note has a space behind the `#`")),
    )
}

/// The entry as it is to be written, unless it is too long to be shown.
fn written(file: &SourceFile, node: &Node, name: &str, text: &str) -> String {
    if text.chars().count() > 80 || text.contains('\n') {
        return "and leave the rest as it is".to_owned();
    }
    let before = file.text().get(..node.span.start).unwrap_or_default().trim_end();
    match before.chars().next_back() {
        Some(':') => format!("`{name}: {text}`"),
        Some('-') => format!("`- {text}`"),
        _ => format!("`{text}`"),
    }
}

/// A text in straight quotation marks, in backticks.
fn in_quotes(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let marked = if text.contains(['"', '\\']) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        format!("\"{text}\"")
    };
    format!("`{marked}`")
}

/// That a name is one for nothing, most likely.
fn nothing_as_name(name: &str, text: &str, file: &SourceFile, node: &Node) -> Diagnostic {
    Diagnostic::warning(codes::PLACEHOLDER, format!("`{name}` has what mostly stands for nothing: `{text}`"))
        .at(file, &node.span, "will be printed as a name")
        .help("if nobody is called so, take the line out (or put `# ` in front of it)")
}

/// Lines of a list that YAML joins to one, as it does in quotes, without them and behind `>`.
pub fn joined_list(
    file: &SourceFile,
    node: &Node,
    text: &str,
    prose: bool,
    name: &str,
) -> Option<Diagnostic> {
    let mut start = node.span.start;
    let mut before = "";
    let is_plain = !file.slice(&node.span).starts_with(['"', '\'', '|', '>']);
    for (at, line) in file.slice(&node.span).split_inclusive('\n').enumerate() {
        let words = line.trim();
        // In double quotes a line may end in a written line break.
        let letters = words.split(['\\', '"', '\'']).next().unwrap_or_default().trim_end();
        // `-a fair` below `- a visit`: the space is missing, and the line goes on with the one above.
        let is_hyphen =
            is_plain && words.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
        let looks = at > 0 && (is_point(words, before) || words.starts_with('|') || is_hyphen);
        if looks && !text.lines().any(|line| line.trim_start().starts_with(letters)) {
            let start = start + line.len() - line.trim_start().len();
            let message = format!("a list or a table in `{name}` becomes one line");
            let help = if is_hyphen && !prose {
                format!(
                    "an entry of a list begins with a hyphen and a space, where the others begin: `- {}`",
                    &words[1..]
                )
            } else if prose {
                format!(
                    "write `|` in place of the quotes or the `>`, and the text below it, indented: `{name}: |`"
                )
            } else {
                format!(
                    "`{name}` is one line: write it as a sentence, or, if this is a point of the list that it stands in, begin it where the others begin"
                )
            };
            return Some(
                Diagnostic::error(codes::JOINED_LIST, message)
                    .at(file, &(start..start + words.len()), "put behind the line above, with its mark")
                    .help(help),
            );
        }
        before = words;
        start += line.len();
    }
    None
}

/// What stands in a file as long as somebody has not filled it in.
const PLACEHOLDERS: &[&str] = &["…", "...", "todo", "???", "xxx", "tbd"];
