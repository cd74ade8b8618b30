//! The reading of a text into a tree.

use std::collections::HashMap;

use serde_yaml::granit_parser::{Event, Options, Parser, ScalarStyle, ScanError, Span as ParserSpan};

use super::lookalikes::is_invisible;
use super::slips::{self, IsField};
use super::tree::{MappingEntry, Node, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::letters;
use crate::source::{SourceFile, Span};

/// How deep mappings and lists may be nested.
const DEPTH_LIMIT: usize = 24;

/// How many entries one list or mapping may have, and how many values one file; the samples have some hundred.
const MOST_ENTRIES: usize = 1_000;
const MOST_VALUES: usize = 20_000;

/// A mapping of so many entries is a short one.
const FEW_ENTRIES: usize = 16;

/// The tree of a file; an empty file is an empty mapping.
///
/// # Errors
/// Syntax errors (all that are understood, else the first), duplicate keys (all of them), and what is
/// left out on purpose: anchors and aliases, tags, several documents in a file, nesting beyond 24
/// levels.
pub fn parse(file: &SourceFile) -> Result<Node, Diagnostics> {
    parse_knowing(file, &looks_like_field)
}

/// The tree of a file, as [`parse`]; which words are names of fields helps to understand what is no YAML.
///
/// # Errors
/// As [`parse`].
pub fn parse_knowing(file: &SourceFile, is_field: IsField<'_>) -> Result<Node, Diagnostics> {
    // A byte order mark is passed over.
    let start = if file.text().starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    read(file, &(start..file.text().len()), is_field)
}

/// That a file is a document of another program, saved under a name of ours.
fn other_format(file: &SourceFile, part: &Span) -> Option<Diagnostic> {
    let text = file.slice(part).trim_start();
    let start: String = text.chars().take(9).collect::<String>().to_lowercase();
    let what = match start.as_str() {
        start if start.starts_with("{\\rtf") => "a document of a word processor (RTF)",
        start if start.starts_with("<!doctype") || start.starts_with("<html") => "a web page (HTML)",
        start if start.starts_with("<?xml") => "an XML file",
        _ => return None,
    };
    let at = part.end - text.len();
    Some(
        Diagnostic::error(codes::YAML_SYNTAX, format!("this is {what} and no plain text"))
            .at(file, &(at..at + start.len()), "")
            .help("open it in the program that made it, choose “Save as … plain text”, UTF-8, or copy its text into an editor for plain text"),
    )
}

/// Whether a word is written as the names of fields are.
fn looks_like_field(word: &str) -> bool {
    word.len() > 1 && word.chars().all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '_')
}

/// The tree of a part of a file; the places are those of the whole file.
///
/// # Errors
/// As [`parse`].
pub fn parse_part(file: &SourceFile, part: &Span) -> Result<Node, Diagnostics> {
    read(file, part, &looks_like_field)
}

fn read(file: &SourceFile, part: &Span, is_field: IsField<'_>) -> Result<Node, Diagnostics> {
    if let Some(problem) = other_format(file, part) {
        return Err(problem.into());
    }
    let mut options = Options::default();
    options.set_emit_comments(false);
    let mut reader = TreeReader {
        file,
        skipped: part.start,
        part: file.slice(part),
        is_field,
        parser: Parser::new_from_str_with_options(file.slice(part), options),
        values: 0,
        found: Diagnostics::new(),
    };
    match reader.document() {
        Ok(node) if reader.found.is_empty() => Ok(node),
        Ok(_) => Err(reader.found),
        Err(fatal) => {
            reader.found.push(*fatal);
            Err(reader.found.in_order())
        }
    }
}

/// The keys of a mapping that stand there already.
fn duplicates(file: &SourceFile, entries: &[MappingEntry]) -> Diagnostics {
    let mut found = Diagnostics::new();
    // Most mappings are short: to compare is faster than to keep in mind.
    if entries.len() <= FEW_ENTRIES {
        let keys = || entries.iter().map(|entry| &entry.key);
        if keys().enumerate().all(|(at, key)| !keys().take(at).any(|before| before == key)) {
            return found;
        }
    }
    let mut known: HashMap<&str, usize> = HashMap::with_capacity(entries.len());
    for MappingEntry { key, key_span, .. } in entries {
        let first = *known.entry(key).or_insert(key_span.start);
        if first != key_span.start {
            let line = file.position(first).line;
            found.push(
                Diagnostic::error(codes::YAML_DUPLICATE_KEY, format!("`{key}` stands here twice"))
                    .at(file, key_span, format!("the first is in line {line}"))
                    .help("keep one of the two; if a second entry of a list begins here, put `- ` in front of it"),
            );
        }
    }
    found
}

struct TreeReader<'a> {
    file: &'a SourceFile,
    skipped: usize,
    /// The text that is read.
    part: &'a str,
    is_field: IsField<'a>,
    parser: Parser<'a, serde_yaml::granit_parser::StrInput<'a>>,
    /// How many were read so far.
    values: usize,
    found: Diagnostics,
}

type Fatal<T> = Result<T, Box<Diagnostic>>;

impl<'a> TreeReader<'a> {
    fn document(&mut self) -> Fatal<Node> {
        let mut root = None;
        let mut begin = None;
        loop {
            let (event, mark) = self.next()?;
            match event {
                Event::StreamEnd => break,
                Event::StreamStart | Event::DocumentEnd => {}
                Event::DocumentStart(..) => begin = Some(self.span(&mark)),
                _ if root.is_some() => {
                    let begin = begin.filter(|begin| self.file.slice(begin) == "---");
                    return Err(Box::new(
                        Diagnostic::error(codes::YAML_SEVERAL_DOCUMENTS, "a second document in the file")
                            .at(self.file, &begin.unwrap_or_else(|| self.span(&mark)), "begins here")
                            .help("one file holds one organisation: take the line `---` away, or move what stands below it into a file of its own"),
                    ));
                }
                event => root = Some(self.node(event, &mark, 0)?),
            }
        }
        let end = self.file.text().len();
        if let Some(Node { value: Value::Scalar { .. }, .. }) = &root
            && let Some(span) = self.stray_blank(end)
        {
            return Err(Box::new(self.invisible(&span)));
        }
        Ok(match root {
            None => Node { span: end..end, value: Value::Mapping(Vec::new()) },
            Some(Node { span, value: Value::Null }) => Node { span, value: Value::Mapping(Vec::new()) },
            Some(node) => node,
        })
    }

    /// The sign that the value at a place begins with, when it has one.
    fn sign(&self, span: &Span, sign: char) -> Span {
        let found = slips::value_with_sign(self.part, span.start.saturating_sub(self.skipped), sign);
        found.map_or(span.clone(), |found| found.at + self.skipped..found.at + self.skipped + 1)
    }

    /// That a value which begins with a sign stands in quotes when the sign belongs to it, as it is to be written.
    fn in_quotes(&self, span: &Span, sign: char) -> String {
        match slips::value_with_sign(self.part, span.start.saturating_sub(self.skipped), sign) {
            Some(found) => format!("a text that begins with `{sign}` stands in quotes: `{}`", found.entry),
            None => format!("a text that begins with `{sign}` stands in quotes"),
        }
    }

    fn next(&mut self) -> Fatal<(Event<'a>, ParserSpan)> {
        match self.parser.next_event() {
            Some(Ok(pair)) => Ok(pair),
            Some(Err(error)) => Err(Box::new(self.syntax_error(&error))),
            None => Ok((Event::StreamEnd, ParserSpan::default())),
        }
    }

    fn node(&mut self, event: Event<'a>, mark: &ParserSpan, depth: usize) -> Fatal<Node> {
        let span = self.span(mark);
        if depth > DEPTH_LIMIT {
            return Err(Box::new(self.too_deep(&span)));
        }
        self.values += 1;
        if self.values > MOST_VALUES {
            return Err(Box::new(
                self.too_many(&span, format!("this file has more than {MOST_VALUES} values")),
            ));
        }
        if let Some(tag) = event.tag().filter(|tag| !tag.is_yaml_core_schema()) {
            return Err(Box::new(
                Diagnostic::error(codes::YAML_TAG, format!("a tag `{}` is not used here", tag.original()))
                    .at(self.file, &self.sign(&span, '!'), "begins a tag")
                    .help(self.in_quotes(&span, '!')),
            ));
        }
        if event.anchor_id().is_some() {
            return Err(Box::new(
                Diagnostic::error(codes::YAML_ANCHOR, "names for places with `&` are not used here")
                    .at(self.file, &self.sign(&span, '&'), "begins the name of a place")
                    .help(self.in_quotes(&span, '&')),
            ));
        }
        match event {
            Event::Scalar(text, style, ..) => {
                let plain = style == ScalarStyle::Plain;
                let null = plain && matches!(text.as_ref(), "" | "~" | "null");
                let text = || letters::composed(&text).into_owned();
                let value = if null { Value::Null } else { Value::Scalar { text: text(), plain } };
                Ok(Node { span, value })
            }
            Event::SequenceStart(..) => {
                let mut items = Vec::new();
                let mut end = span.end;
                loop {
                    let (event, mark) = self.next()?;
                    match event {
                        Event::SequenceEnd => break,
                        event => {
                            let item = self.node(event, &mark, depth + 1)?;
                            end = end.max(item.span.end);
                            if items.len() == MOST_ENTRIES {
                                return Err(Box::new(self.too_many(
                                    &item.span,
                                    format!("this list has more than {MOST_ENTRIES} entries"),
                                )));
                            }
                            items.push(item);
                        }
                    }
                }
                // A tree is kept as long as its record.
                items.shrink_to_fit();
                Ok(Node { span: span.start..end, value: Value::Sequence(items) })
            }
            Event::MappingStart(..) => self.mapping(span, depth),
            Event::Alias(..) | Event::UnresolvedAlias(..) => Err(Box::new(
                Diagnostic::error(codes::YAML_ALIAS, "references with `*` are not used here")
                    .at(self.file, &span, "a reference to another place")
                    .help(format!("write the value out; {}", self.in_quotes(&span, '*'))),
            )),
            _ => Err(Box::new(
                Diagnostic::error(codes::YAML_SYNTAX, "the file ends too early").at(self.file, &span, ""),
            )),
        }
    }

    fn mapping(&mut self, span: Span, depth: usize) -> Fatal<Node> {
        let mut entries: Vec<MappingEntry> = Vec::new();
        let mut end = span.end;
        loop {
            let (event, mark) = self.next()?;
            if matches!(event, Event::MappingEnd) {
                break;
            }
            let key_span = self.span(&mark);
            let Event::Scalar(key, ..) = event else {
                return Err(Box::new(
                    Diagnostic::error(codes::YAML_SYNTAX, "this cannot be a key")
                        .at(self.file, &key_span, "a key is a word before a colon")
                        .help("text that begins with `{`, `[`, `&` or `*` stands in quotes"),
                ));
            };
            let key = letters::composed(&key).into_owned();
            if let Some(at) = self.file.slice(&key_span).find(is_invisible) {
                let start = key_span.start + at;
                self.found.push(self.invisible(&(start..start + 1)));
            }
            let (event, mark) = self.next()?;
            let node = self.node(event, &mark, depth + 1)?;
            end = end.max(node.span.end).max(key_span.end);
            if entries.len() == MOST_ENTRIES {
                return Err(Box::new(
                    self.too_many(&key_span, format!("there are more than {MOST_ENTRIES} keys in one place")),
                ));
            }
            entries.push(MappingEntry { key, key_span, node });
        }
        self.found.extend(duplicates(self.file, &entries));
        entries.shrink_to_fit();
        Ok(Node { span: span.start..end, value: Value::Mapping(entries) })
    }

    fn span(&self, mark: &ParserSpan) -> Span {
        let range = mark.byte_range().unwrap_or(0..0);
        self.file.clamp(&(range.start + self.skipped..range.end + self.skipped))
    }

    fn too_deep(&self, span: &Span) -> Diagnostic {
        Diagnostic::error(codes::YAML_TOO_DEEP, "too many levels inside one another")
            .at(self.file, span, format!("more than {DEPTH_LIMIT} levels deep"))
            .help("the deepest field is five levels deep; look for brackets that are opened and not closed")
    }

    /// That there is more of something than anybody writes.
    fn too_many(&self, span: &Span, message: String) -> Diagnostic {
        Diagnostic::error(codes::YAML_TOO_MANY, message).at(self.file, span, "one too many").help(
            "something was probably pasted here by mistake; a list of partners is read by `handclasp import`",
        )
    }

    /// The first blank in the line of a byte or the one above that looks like a space, stands where only a space can, and
    /// is none: in front of a key, behind its colon or behind the dash of an item.
    fn stray_blank(&self, up_to: usize) -> Option<Span> {
        let last = self.file.position(up_to).line;
        for number in [last.saturating_sub(1), last].into_iter().filter(|number| *number > 0) {
            let start = self.file.line_start(number);
            let line = self.file.text()[start..].lines().next().unwrap_or_default();
            // Inside quotes it belongs to the text.
            let line = line.split('"').next().unwrap_or_default();
            let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
            let behind_sign =
                line.char_indices().filter(|(_, one)| matches!(one, ':' | '-')).map(|(at, _)| at + 1);
            let found = std::iter::once(indent)
                .chain(behind_sign)
                .find_map(|at| Some((at, line[at..].chars().next().filter(|one| is_invisible(*one))?)));
            if let Some((at, one)) = found {
                return Some(start + at..start + at + one.len_utf8());
            }
        }
        None
    }

    fn invisible(&self, span: &Span) -> Diagnostic {
        let span = self.file.clamp(span);
        let one = self.file.text()[span.start..].chars().next().unwrap_or(' ');
        let what = if one == '\u{a0}' { "a non-breaking space" } else { "an invisible character" };
        let message = format!("{what} (U+{:04X}) where only an ordinary space may stand", one as u32);
        Diagnostic::error(codes::YAML_INVISIBLE, message)
            .at(self.file, &(span.start..span.start + one.len_utf8()), "here")
            .help("delete it and type a space; it often comes along when text is copied from a web page or a document")
    }

    /// The crate's error in our words: as slips when they are understood, else by variant.
    fn syntax_error(&mut self, error: &ScanError) -> Diagnostic {
        use serde_yaml::granit_parser::ErrorKind as Kind;
        let at = error.marker().byte_offset().unwrap_or(0) + self.skipped;
        if matches!(error.kind(), Kind::UnknownAnchor) {
            let span = at..at + 1;
            let help = format!("write the value out; {}", self.in_quotes(&span, '*'));
            return Diagnostic::error(codes::YAML_ALIAS, "references with `*` are not used here")
                .at(self.file, &self.sign(&span, '*'), "a reference to another place")
                .help(help);
        }
        if matches!(error.kind(), Kind::RecursionLimitExceeded) {
            return self.too_deep(&(at..at + 1));
        }
        let mut slips = slips::of(self.part, self.is_field).into_iter().map(|slip| {
            let span = slip.span.start + self.skipped..slip.span.end + self.skipped;
            Diagnostic::error(slip.code, slip.message).at(self.file, &span, "").help(slip.help)
        });
        if let Some(first) = slips.next() {
            let others: Vec<Diagnostic> = slips.collect();
            self.found.extend(others);
            return first;
        }
        if let Some(span) = self.stray_blank(at) {
            return self.invisible(&span);
        }
        let (message, help) = match error.kind() {
            Kind::TabNotAllowed | Kind::TabInBlockIndentation | Kind::TabInIndentation => {
                ("a tab where only spaces may stand".to_owned(), "indent with spaces")
            }
            Kind::UnclosedQuotedScalar | Kind::UnexpectedEof => (
                "a quotation mark that is opened is never closed".to_owned(),
                "close the quotation mark; a `\"` inside the text is written `\\\"`",
            ),
            Kind::UnknownQuotedScalarEscape => (
                "a backslash in double quotes has a meaning of its own".to_owned(),
                "use single quotes, or write the backslash twice",
            ),
            Kind::MappingValueNotAllowed | Kind::InvalidColonPlacement => (
                "a colon where no key can stand".to_owned(),
                "text with a colon and a space in it stands in quotes; check the indentation too",
            ),
            Kind::InvalidTrailingDoubleQuotedScalar | Kind::InvalidTrailingSingleQuotedScalar => (
                "text goes on behind the closing quotation mark".to_owned(),
                "a `\"` inside the text is written `\\\"`, or put the whole text in single quotes",
            ),
            Kind::UnclosedFlowCollection { .. }
            | Kind::UnexpectedEofFlowSequence
            | Kind::UnexpectedEofFlowMapping
            | Kind::ExpectedFlowMappingSeparator
            | Kind::ExpectedFlowSequenceSeparator => (
                "a bracket that is opened is not closed, or a comma is missing".to_owned(),
                "`{` needs its `}`, `[` its `]`, and a comma stands between the items",
            ),
            _ => (
                "the file cannot be read from here on".to_owned(),
                "compare the indentation and the quotation marks with the lines above",
            ),
        };
        Diagnostic::error(codes::YAML_SYNTAX, message)
            .at(self.file, &(at..at + 1), "noticed here; the cause may be just above")
            .help(help)
    }
}
