//! Problems as a list: what is wrong, the lines, what helps, and what it means.

use maud::{Markup, html};

use super::spoken::Spoken;
use crate::diagnostic::alike::{Alike, groups};
use crate::diagnostic::codes::CODES;
use crate::diagnostic::words::visible;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Label, Severity};
use crate::locale::fill;
use crate::rules;
use crate::workspace::{PARTNERS, is_id};

/// How many lines of a place are shown.
const LINES: usize = 6;

/// All problems, those that are alike as one.
pub fn problem_list(spoken: &Spoken, found: &Diagnostics) -> Markup {
    let mut groups = groups(found);
    // What stops something comes first.
    groups.sort_by_key(|group| std::cmp::Reverse(group.first.severity));
    html! {
        ol.problems { @for group in &groups { li { (problem(spoken, group)) } } }
    }
}

fn problem(spoken: &Spoken, group: &Alike<'_>) -> Markup {
    let words = &spoken.words.problems;
    let Diagnostic { severity, message, label, help, reach, code, .. } = group.first;
    let (class, word) = match severity {
        Severity::Error => ("error", &words.error),
        Severity::Warning => ("warning", &words.warning),
    };
    let stops: Vec<String> =
        reach.iter().flat_map(|reach| &reach.stops).map(|name| spoken.words.document(name)).collect();
    html! {
        article class={ "problem " (class) } lang="en" {
            h3 {
                span.badge lang=(spoken.tag) { (word) } " " (with_code(message))
            }
            @if let Some(label) = label { (place(spoken, label)) }
            @if let Some(help) = help {
                p.help { strong lang=(spoken.tag) { (words.help) } " " (with_lines(help)) }
            }
            @if !stops.is_empty() {
                p.stops lang=(spoken.tag) { (fill(&words.stops, &[("documents", &stops.join(", "))])) }
            }
            @if !group.others.is_empty() {
                p.more {
                    span lang=(spoken.tag) { (spoken.counted(&words.others, group.others.len())) }
                    @if let Some(note) = group.note() { ": " (with_code(&note)) }
                }
            }
            @if let Some(meaning) = meaning(*code) {
                details.meaning {
                    summary lang=(spoken.tag) { (words.meaning) }
                    p { (with_code(meaning)) }
                }
            }
        }
    }
}

/// The file, the line and what stands there, with what is meant in it marked.
fn place(spoken: &Spoken, label: &Label) -> Markup {
    let file = &label.file;
    let from = file.position(label.span.start);
    let to = file.position(label.span.end).line.min(from.line + LINES - 1);
    let shown = fill(
        &spoken.words.problems.line,
        &[("file", &visible(file.name())), ("line", &from.line.to_string())],
    );
    let lines = (from.line..=to).map(|line| (line, file.line_start(line)..file.line_start(line + 1)));
    html! {
        figure.place {
            figcaption {
                // The way to whose file it is.
                @if let Some(partner) = partner_of(file.name()) {
                    a href={ "/partners/" (partner) } lang=(spoken.tag) { (shown) }
                } @else {
                    span lang=(spoken.tag) { (shown) }
                }
                @if !label.text.is_empty() { " – " (with_code(&label.text)) }
            }
            pre tabindex="0" {
                code {
                    @for (number, line) in lines {
                        @let text = file.slice(&line).trim_end_matches(['\n', '\r']);
                        @let end = line.start + text.len();
                        @let marked = label.span.start.clamp(line.start, end)..label.span.end.clamp(line.start, end);
                        span.number aria-hidden="true" { (number) }
                        (visible(file.slice(&(line.start..marked.start))))
                        @if !marked.is_empty() { mark { (visible(file.slice(&marked))) } }
                        (visible(file.slice(&(marked.end..end)))) "\n"
                    }
                }
            }
        }
    }
}

/// The partner whose file it is.
fn partner_of(file: &str) -> Option<&str> {
    let id = file.strip_prefix(PARTNERS)?.strip_prefix('/')?.strip_suffix(".yaml")?;
    is_id(id).then_some(id)
}

/// What a kind of problem means.
fn meaning(code: Code) -> Option<&'static str> {
    let known = CODES.iter().find(|known| known.code == code).map(|known| known.meaning());
    known.or_else(|| rules::named(code.name).map(|rule| rule.reason))
}

/// A message, in which what stands in backticks is a name of a file, a field, a command.
pub fn with_code(text: &str) -> Markup {
    html! {
        @for (at, part) in text.split('`').enumerate() {
            @if at % 2 == 1 { code { (visible(part)) } } @else { (visible(part)) }
        }
    }
}

/// The same of a text of several lines: those behind the first are shown as they are.
fn with_lines(text: &str) -> Markup {
    let (first, rest) = text.split_once('\n').map_or((text, None), |(first, rest)| (first, Some(rest)));
    html! {
        (with_code(first))
        @if let Some(rest) = rest {
            @for line in rest.lines() { span.line { (with_code(line)) } }
        }
    }
}
