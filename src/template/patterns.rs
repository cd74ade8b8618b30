//! What a template gives to its helpers, looked at before anything is rendered.
//!
//! **Why.** A pattern is Markdown, so it has to be the template's own text: a value in its place would be markup. And a
//! placeholder that is misspelt would be found only with the first partner that has the value.

use std::collections::BTreeSet;

use super::plural::{EXACT, WORDS};
use super::select::OTHER;
use super::tags::{TagKind, string_end, tags};
use crate::diagnostic::words::{alternatives, did_you_mean};
use crate::diagnostic::{Diagnostic, codes};
use crate::locale::placeholders;
use crate::source::Span;

/// A helper that is given what it cannot use: where, and the error, still without its place.
#[derive(Debug)]
pub struct HelperMistake {
    /// Where it stands in the text.
    pub span: Span,
    /// The error.
    pub diagnostic: Diagnostic,
}

/// What a helper may be given.
struct HelperArguments {
    name: &'static str,
    /// Texts of the template.
    patterns: &'static [&'static str],
    /// Which of those cannot be left out.
    needed: &'static [&'static str],
    /// Values.
    values: &'static [&'static str],
}

/// The helpers that take only what is known by name; `select` takes any key.
const HELPERS: &[HelperArguments] = &[
    HelperArguments { name: "around", patterns: &["with", "otherwise"], needed: &["with"], values: &[] },
    HelperArguments { name: "joined", patterns: &["with"], needed: &["with"], values: &[] },
    HelperArguments { name: "lines", patterns: &[], needed: &[], values: &[] },
    HelperArguments { name: "link", patterns: &[], needed: &[], values: &["words"] },
    HelperArguments { name: "party", patterns: &[], needed: &[], values: &[] },
    HelperArguments {
        name: PLURAL,
        patterns: &["zero", "one", "two", "few", "many", OTHER],
        needed: &[OTHER],
        values: &[],
    },
    HelperArguments { name: "present", patterns: &[], needed: &[], values: &[] },
];

const PLURAL: &str = "plural";

/// Whether a placeholder is for an item of a list.
fn is_number(name: &str) -> bool {
    name.parse::<usize>().is_ok()
}

/// Words of the engine that end what is joined by `~`.
const BETWEEN: &[&str] = &["if", "else", "or", "and", "not", "in", "for", "is"];

/// The helpers of a text's tags that are given what they cannot use.
pub fn mistakes(text: &str) -> Vec<HelperMistake> {
    let mut found = Vec::new();
    let mut raw = false;
    for tag in tags(text) {
        if tag.kind == TagKind::Comment {
            continue;
        }
        let word = text[tag.inner.clone()].split_whitespace().next().unwrap_or_default();
        raw = if raw { word != "endraw" } else { tag.kind == TagKind::Statement && word == "raw" };
        if !raw {
            Reader { text, end: tag.inner.end, found: &mut found }.tag(tag.inner.start);
        }
    }
    found
}

/// What is joined by `~` at one level of brackets.
#[derive(Default)]
struct JoinedRun {
    /// The brackets hold what a filter or a function is given.
    is_call: bool,
    is_joined: bool,
    /// Where a helper stands that gives Markdown.
    helper: Option<(Span, &'static str)>,
}

/// What a helper is given by one name.
struct Argument {
    name: Span,
    value: Span,
}

struct Reader<'t, 'f> {
    text: &'t str,
    /// Where the tag ends.
    end: usize,
    found: &'f mut Vec<HelperMistake>,
}

impl<'t> Reader<'t, '_> {
    fn tag(&mut self, start: usize) {
        let mut runs = vec![JoinedRun::default()];
        let mut at = start;
        while let Some(one) = self.text[at..self.end].chars().next() {
            let next = at + one.len_utf8();
            match one {
                '"' | '\'' | '`' => {
                    at = string_end(self.text, at).min(self.end);
                    continue;
                }
                '(' | '[' | '{' => {
                    let before = self.text[start..at].chars().next_back();
                    let is_call = one != '(' || before.is_some_and(|one| one.is_alphanumeric() || one == '_');
                    runs.push(JoinedRun { is_call, ..JoinedRun::default() });
                }
                ')' | ']' | '}' if runs.len() > 1 => {
                    if let Some(run) = runs.pop() {
                        self.end_of(&run);
                        if let (false, Some(helper), Some(outer)) = (run.is_call, run.helper, runs.last_mut())
                        {
                            outer.helper.get_or_insert(helper);
                        }
                    }
                }
                ',' | '=' | '<' | '>' | '!' => self.next_run(&mut runs),
                '~' => {
                    if let Some(run) = runs.last_mut() {
                        run.is_joined = true;
                    }
                }
                '|' => {
                    let name = self.word(self.blank(next));
                    if let (Some(helper), Some(run)) = (self.filter(&name), runs.last_mut()) {
                        run.helper.get_or_insert((name.clone(), helper));
                    }
                    at = name.end.max(next);
                    continue;
                }
                one if one.is_alphanumeric() || one == '_' => {
                    let word = self.word(at);
                    if BETWEEN.contains(&&self.text[word.clone()]) {
                        self.next_run(&mut runs);
                    }
                    at = word.end;
                    continue;
                }
                _ => {}
            }
            at = next;
        }
        for run in &runs {
            self.end_of(run);
        }
    }

    fn next_run(&mut self, runs: &mut [JoinedRun]) {
        if let Some(run) = runs.last_mut() {
            let ended = std::mem::replace(run, JoinedRun { is_call: run.is_call, ..JoinedRun::default() });
            self.end_of(&ended);
        }
    }

    fn end_of(&mut self, run: &JoinedRun) {
        if let (true, Some((span, name))) = (run.is_joined, &run.helper) {
            self.tell(
                span.clone(),
                format!("what `{name}` gives is joined by `~`, and would be escaped a second time"),
                "write both one behind the other, `{{ … }}{{ … }}`, or use `[…, …] | present | joined(with=\"\")`",
            );
        }
    }

    fn tell(&mut self, span: Span, message: String, help: impl Into<String>) {
        let diagnostic = Diagnostic::error(codes::TEMPLATE_SYNTAX, message).help(help);
        self.found.push(HelperMistake { span, diagnostic });
    }

    /// A filter by its name; one of the helpers that give Markdown, after what it is given was looked at.
    fn filter(&mut self, name: &Span) -> Option<&'static str> {
        let helper = HELPERS.iter().find(|helper| helper.name == &self.text[name.clone()])?;
        let arguments = self.arguments(name.end);
        let is_exact = |given: &str| {
            let digits = given.strip_prefix(EXACT).filter(|_| helper.name == PLURAL);
            digits.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|one| one.is_ascii_digit()))
        };
        for Argument { name: key, value } in &arguments {
            let given = &self.text[key.clone()];
            if helper.patterns.contains(&given) || is_exact(given) {
                self.pattern(helper, given, value);
            } else if !helper.values.contains(&given) {
                let known: Vec<&str> = helper.patterns.iter().chain(helper.values).copied().collect();
                let help = did_you_mean(given, &known).unwrap_or_else(|| match known.as_slice() {
                    [] => "it takes nothing in brackets".to_owned(),
                    known => format!("it takes {}", alternatives(known)),
                });
                self.tell(key.clone(), format!("`{}` takes no `{given}`", helper.name), help);
            }
        }
        let is_given = |needed: &str| arguments.iter().any(|one| &self.text[one.name.clone()] == needed);
        let lacking: Vec<&str> = helper.needed.iter().copied().filter(|needed| !is_given(needed)).collect();
        for needed in lacking {
            let example = match helper.name {
                "around" => "`around(with=\"EQF {}\")`",
                "joined" => "`joined(with=\", \")`",
                _ => "`plural(one=\"{} week\", other=\"{} weeks\")`",
            };
            self.tell(
                name.clone(),
                format!("`{}` needs `{needed}`", helper.name),
                format!("write {example}"),
            );
        }
        (helper.name != "present").then_some(helper.name)
    }

    /// A text that is given to a helper, and what it has in braces.
    fn pattern(&mut self, helper: &HelperArguments, name: &str, value: &Span) {
        let written = &self.text[value.clone()];
        let is_text =
            written.starts_with(['"', '\'', '`']) && string_end(self.text, value.start) == value.end;
        if !is_text {
            let message = format!("`{name}` of `{}` is a text in quotes, and no value", helper.name);
            self.tell(
                value.clone(),
                message,
                "a text of the template is Markdown, which a value must not become",
            );
            return;
        }
        let known: &[&str] = match (helper.name, name) {
            ("around", "with") => &[""],
            (PLURAL, _) => &["", WORDS],
            ("joined", _) => return,
            _ => &[],
        };
        let used = placeholders(written);
        if helper.name == "around" && used.iter().any(|(name, _)| is_number(name)) {
            self.numbered(value, &used);
            return;
        }
        let Some((_, wrong)) = used.iter().find(|(name, _)| !known.contains(name)) else {
            if known == [""] && used.len() != 1 {
                let message = format!("this text has `{{}}` {} times", used.len());
                self.tell(
                    value.clone(),
                    message,
                    "`{}` stands once for the value: `around(with=\"EQF {}\")`",
                );
            }
            return;
        };
        let place = value.start + wrong.start..value.start + wrong.end.min(written.len() - 1);
        let message = format!("`{}` stands for nothing here", &self.text[place.clone()]);
        let help = match known {
            [] => "no value is set in here".to_owned(),
            [_] => "`{}` is the value".to_owned(),
            _ => "`{}` is the number, `{words}` the number in words".to_owned(),
        };
        self.tell(place, message, help);
    }

    /// What a pattern for the items of a list has in braces: a number each, none left out.
    fn numbered(&mut self, value: &Span, used: &[(&str, Span)]) {
        let numbers: BTreeSet<usize> = used.iter().filter_map(|(name, _)| name.parse().ok()).collect();
        let whole = numbers.iter().copied().eq(1..=numbers.len());
        if whole && used.iter().all(|(name, _)| is_number(name)) {
            return;
        }
        self.tell(
            value.clone(),
            "the items of a list are `{1}`, `{2}` and so on, and none is left out".to_owned(),
            "write `[time, city] | around(with=\"{1} in {2}\")`",
        );
    }

    /// What stands in the brackets behind a filter's name.
    fn arguments(&self, at: usize) -> Vec<Argument> {
        let mut arguments = Vec::new();
        let mut at = self.blank(at);
        if !self.text[at..self.end].starts_with('(') {
            return arguments;
        }
        at += 1;
        loop {
            let name = self.word(self.blank(at));
            let sign = self.blank(name.end);
            if name.is_empty() || !self.text[sign..self.end].starts_with('=') {
                return arguments;
            }
            let start = self.blank(sign + 1);
            let end = self.value_end(start);
            let value = start..start + self.text[start..end].trim_end().len();
            arguments.push(Argument { name, value });
            if !self.text[end..self.end].starts_with(',') {
                return arguments;
            }
            at = end + 1;
        }
    }

    /// Where a value ends: in front of the comma or bracket behind it.
    fn value_end(&self, start: usize) -> usize {
        let mut depth = 0_usize;
        let mut at = start;
        while let Some(one) = self.text[at..self.end].chars().next() {
            match one {
                '"' | '\'' | '`' => {
                    at = string_end(self.text, at).min(self.end);
                    continue;
                }
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' if depth > 0 => depth -= 1,
                ')' | ']' | '}' => return at,
                ',' if depth == 0 => return at,
                _ => {}
            }
            at += one.len_utf8();
        }
        at
    }

    /// Where the blanks from here end.
    fn blank(&self, at: usize) -> usize {
        self.end - self.text[at..self.end].trim_start().len()
    }

    /// The word that begins here.
    fn word(&self, at: usize) -> Span {
        let rest = &self.text[at..self.end];
        let length = rest.find(|one: char| !one.is_alphanumeric() && one != '_').unwrap_or(rest.len());
        at..at + length
    }
}
