//! How long a text may become: templates that put texts together again and again make gigabytes of a few lines.
//!
//! **Why twice.** What is printed is counted while it is printed. A value that a template only keeps is in the
//! engine's hands; so it is counted beforehand how many pieces it is put together from.

use std::collections::HashMap;
use std::io::{self, ErrorKind, Write};

use super::tags::{TagKind, TemplateTag, string_end, tags};
use crate::diagnostic::{Diagnostic, codes};
use crate::source::{SourceFile, Span};

/// The longest text that a template or a document can have, in bytes: some 60 pages.
const LONGEST_TEXT: usize = 200_000;
/// The most lines of a document's text: a list or table of more rows is no document.
const MOST_LINES: usize = 5_000;

/// The most pieces that a kept value can be put together from.
const MOST_PIECES: u64 = 100_000;
/// How often a loop is gone through to see whether a value grows each time.
const ROUNDS: usize = 40;

/// A text that is printed, up to the longest that there can be.
#[derive(Default)]
pub struct Printed {
    bytes: Vec<u8>,
    is_full: bool,
}

impl Printed {
    /// Whether more was printed than it can have.
    pub fn is_full(&self) -> bool {
        self.is_full
    }

    /// The text.
    pub fn text(self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

impl Write for Printed {
    fn write(&mut self, more: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + more.len() > LONGEST_TEXT {
            self.is_full = true;
            return Err(ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(more);
        Ok(more.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whether a text is longer than a document can be.
pub fn is_endless(text: &str) -> bool {
    text.len() > LONGEST_TEXT || text.lines().count() > MOST_LINES
}

/// That the text of a document is longer than it can be.
pub fn endless(document: &str, partner: &str) -> Diagnostic {
    let message = format!(
        "`{document}` for `{partner}` is longer than {LONGEST_TEXT} letters or {MOST_LINES} lines, which no document is"
    );
    Diagnostic::error(codes::ENDLESS_TEXT, message)
        .help("look for a loop in the template that prints too often, or for a list in the data that is far too long")
}

/// That a template is longer than a document can be; none when it is not.
pub fn endless_template(file: &SourceFile) -> Option<Diagnostic> {
    let message = format!("`{}` is longer than {LONGEST_TEXT} letters, which no template is", file.name());
    (file.text().len() > LONGEST_TEXT).then(|| {
        Diagnostic::error(codes::ENDLESS_TEXT, message)
            .at(file, &(0..0), "")
            .help("something was probably pasted here by mistake; compare with the built-in template")
    })
}

/// That a value grows without measure.
pub fn swells(name: &str) -> Diagnostic {
    Diagnostic::error(codes::ENDLESS_TEXT, format!("`{name}` is put together from more than {MOST_PIECES} pieces"))
        .help("it is joined with itself again and again; print what is wanted where it belongs instead of keeping it")
}

/// The first place at which a value is kept that grows without measure, with its name.
pub fn swelling(text: &str) -> Option<(Span, String)> {
    grown(text, &mut HashMap::new())
}

/// How many pieces the values are put together from that tags in front of a text keep.
#[derive(Default)]
pub struct KeptPieces(HashMap<String, u64>);

impl KeptPieces {
    /// Those that some tags keep.
    pub fn behind(prelude: &str) -> Self {
        let mut pieces = HashMap::new();
        grown(prelude, &mut pieces);
        Self(pieces)
    }

    /// The first place in a text at which a value is kept that grows without measure, with its name.
    pub fn swelling(&self, text: &str) -> Option<(Span, String)> {
        grown(text, &mut self.0.clone())
    }
}

fn grown(text: &str, pieces: &mut HashMap<String, u64>) -> Option<(Span, String)> {
    let kept = kept_values(text);
    let mut at = 0;
    while let Some(value) = kept.get(at) {
        // A loop is gone through as a whole, with the loops in it.
        let length = kept[at..].iter().take_while(|value| value.in_loop).count().max(1);
        let rounds = if value.in_loop { ROUNDS } else { 1 };
        for _ in 0..rounds {
            for value in &kept[at..at + length] {
                let all = value.joins.iter().map(|name| pieces.get(*name).copied().unwrap_or(1));
                let sum: u64 = if value.is_joined { all.sum() } else { all.max().unwrap_or(1) };
                let sum = sum.saturating_mul(value.times);
                if sum > MOST_PIECES {
                    return Some((value.span.clone(), value.name.to_owned()));
                }
                pieces.insert(value.name.to_owned(), sum.max(1));
            }
        }
        at += length;
    }
    None
}

/// A value that is kept.
struct KeptValue<'t> {
    name: &'t str,
    /// The names of what it is put together from, each as often as it stands there.
    joins: Vec<&'t str>,
    /// Whether it is put together from them, and not only calculated.
    is_joined: bool,
    /// How many times longer than those it may be.
    times: u64,
    in_loop: bool,
    span: Span,
}

/// Everything that a template keeps, in order.
fn kept_values(text: &str) -> Vec<KeptValue<'_>> {
    let mut kept = Vec::new();
    let mut loops = 0_usize;
    // Values that are begun and not ended: `{% set name %}` … `{% endset %}`.
    let mut open: Vec<KeptValue<'_>> = Vec::new();
    for TemplateTag { kind, span, inner } in tags(text) {
        let words = names(&text[inner.clone()]);
        let times = times(&text[inner.clone()]);
        match (kind, words.first().copied()) {
            // It is part of the innermost value that is open; of those around when they print that one.
            (TagKind::Value, _) => {
                if let Some(value) = open.last_mut() {
                    value.joins.extend(&words);
                    value.times = value.times.max(times);
                }
            }
            (TagKind::Statement, Some("for")) => loops += 1,
            (TagKind::Statement, Some("endfor")) => loops = loops.saturating_sub(1),
            (TagKind::Statement, Some("set" | "set_global")) => {
                let Some(name) = words.get(1).copied() else { continue };
                let inner = &text[inner];
                let is_whole = inner.contains('=');
                let is_joined = !is_whole || inner.contains(['~', '[', '{', '|', '(']);
                let value = KeptValue {
                    name,
                    joins: words[2..].to_vec(),
                    is_joined,
                    times,
                    in_loop: loops > 0,
                    span,
                };
                if is_whole { kept.push(value) } else { open.push(value) }
            }
            (TagKind::Statement, Some("endset" | "endset_global")) => kept.extend(open.pop()),
            _ => {}
        }
    }
    kept
}

/// Filters that may give twice what they get: an address stands twice in its link, and all escape what is not escaped.
const DOUBLING: &[&str] = &["around", "escape", "joined", "lines", "link", "party"];

/// How many times longer a tag's filters may make what they get.
fn times(tag: &str) -> u64 {
    let mut times: u64 = 1;
    let mut at = 0;
    while let Some(one) = tag[at..].chars().next() {
        if matches!(one, '"' | '\'' | '`') {
            at = string_end(tag, at);
            continue;
        }
        at += one.len_utf8();
        if one == '|' {
            let name = tag[at..].trim_start();
            let end = name.find(|one: char| !one.is_alphanumeric() && one != '_').unwrap_or(name.len());
            if DOUBLING.contains(&&name[..end]) {
                times = times.saturating_mul(2);
            }
        }
    }
    times
}

/// The names in a tag: not what stands in quotes, nor the parts of a path behind its first.
fn names(tag: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut at = 0;
    let is_letter = |one: char| one.is_alphanumeric() || one == '_';
    while let Some(one) = tag[at..].chars().next() {
        if matches!(one, '"' | '\'' | '`') {
            at = string_end(tag, at);
        } else if is_letter(one) {
            let length = tag[at..].find(|one| !is_letter(one)).unwrap_or(tag.len() - at);
            // Three dots take a whole list in.
            let is_part = tag[..at].ends_with('.') && !tag[..at].ends_with("...");
            if !is_part {
                names.push(&tag[at..at + length]);
            }
            at += length;
        } else {
            at += one.len_utf8();
        }
    }
    names
}
