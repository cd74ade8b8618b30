//! The fields that a template names, looked up in the schema before anything is rendered.
//!
//! Told are fields that no file can have, and lists and groups that would be printed as they are.
//!
//! **Why.** `{% if partner.mou.signd %}` is no mistake to the engine: what is not there counts as false, and
//! the paragraph is left out without a word. Here every path that begins with a known name is followed
//! through the schema, through loops (`for flow in partner.mobility.flows`) and simple settings
//! (`set terms = partner.mou`). What cannot be followed (the result of a filter) is let pass.

use std::collections::HashMap;

use super::all_partners;
use super::raw_value::{RawValue, misfiltered};
use super::tags::{TagKind, string_end, tags};
use crate::diagnostic::words::did_you_mean;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::{Institution, Partner};
use crate::schema::{Described, Shape};
use crate::source::Span;

/// What a name stands for: one of several shapes (`organisations` holds two kinds), or something that cannot
/// be followed.
type PossibleShapes = Option<Vec<Shape<'static>>>;

/// A field that a template uses as it cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misuse {
    /// The part of the path that is meant.
    pub name: String,
    /// Where the part stands in the text.
    pub span: Span,
    /// Why this place.
    pub label: &'static str,
    /// The error, still without its place.
    pub diagnostic: Diagnostic,
}

/// Which names a text sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// Those of documents for a partner.
    Partner,
    /// Those of documents about all partners.
    AllPartners,
    /// It is not known in which documents it stands.
    Any,
}

impl Sight {
    /// The names that only documents of the other scope see.
    fn foreign(self) -> &'static [&'static str] {
        match self {
            Self::Partner => &["partners"],
            Self::AllPartners => {
                &["partner", "contact", "clauses", "history", "awaited", "day_after_meeting"]
            }
            Self::Any => &[],
        }
    }
}

/// What is known where a text stands: the names that every template has, and those that tags in front of it give.
pub struct KnownFields {
    names: Vec<HashMap<String, PossibleShapes>>,
    sight: Sight,
}

impl KnownFields {
    /// What is known behind some tags.
    pub fn behind(prelude: &str, sight: Sight) -> Self {
        let mut given = given();
        given.retain(|name, _| !sight.foreign().contains(&name.as_str()));
        let mut checker = FieldChecker { names: vec![given], foreign: sight.foreign(), found: Vec::new() };
        checker.text(prelude);
        Self { names: checker.names, sight }
    }

    /// The fields of a text's tags that cannot be used as they are.
    pub fn misused(&self, text: &str) -> Vec<Misuse> {
        let mut checker =
            FieldChecker { names: self.names.clone(), foreign: self.sight.foreign(), found: Vec::new() };
        checker.text(text);
        checker.found
    }
}

/// The names that the tags of a prelude make known.
pub fn names_in(prelude: &str) -> Vec<&str> {
    let named =
        tags(prelude).into_iter().filter_map(|tag| tokens(prelude, &tag.inner).get(1).map(|name| name.text));
    named.collect()
}

/// The names that the loops of a text with shared pieces give to their items.
pub fn names_in_loops(text: &str) -> Vec<&str> {
    let words: Vec<Vec<TagToken<'_>>> = tags(text).into_iter().map(|tag| tokens(text, &tag.inner)).collect();
    let begins = |tokens: &[TagToken<'_>], word: &str| tokens.first().is_some_and(|token| token.text == word);
    if !words.iter().any(|tokens| begins(tokens, "include")) {
        return Vec::new();
    }
    let loops = words.iter().filter(|tokens| begins(tokens, "for"));
    loops
        .flat_map(|tokens| tokens[1..].iter().map(|token| token.text).take_while(|word| *word != "in"))
        .collect()
}

/// Where a name is used first.
pub fn first_use(text: &str, name: &str) -> Option<Span> {
    let paths = tags(text).into_iter().flat_map(|tag| tokens(text, &tag.inner)).filter_map(|token| {
        let (first, span) = token.path.first()?.clone();
        Some((first, span))
    });
    paths.into_iter().find(|(first, _)| *first == name).map(|(_, span)| span)
}

/// The names that every template has.
fn given() -> HashMap<String, PossibleShapes> {
    let institution = Shape::of(Institution::schema());
    let partner = Shape::of(Partner::schema());
    let contact =
        |shape: Shape<'static>| shape.property("contacts").and_then(Shape::items).into_iter().collect();
    HashMap::from([
        ("organisations".to_owned(), None),
        ("institution".to_owned(), Some(vec![institution])),
        ("partner".to_owned(), Some(vec![partner])),
        ("sender".to_owned(), Some(contact(institution))),
        ("contact".to_owned(), Some(contact(partner))),
        ("partners".to_owned(), Some(vec![all_partners::shape()])),
    ])
}

/// What an item of `organisations` may be.
fn organisations() -> Vec<Shape<'static>> {
    vec![Shape::of(Institution::schema()), Shape::of(Partner::schema())]
}

/// A word, a path, a string or a sign of a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
struct TagToken<'t> {
    text: &'t str,
    span: Span,
    /// The parts of a path with their places; `[]` for an item of a list. Empty for anything else.
    path: Vec<(&'t str, Span)>,
}

fn tokens<'t>(text: &'t str, range: &Span) -> Vec<TagToken<'t>> {
    let mut found = Vec::new();
    let mut at = range.start;
    let letter = |one: char| one.is_alphanumeric() || one == '_';
    let length = |from: usize, part: &dyn Fn(char) -> bool| {
        text[from..range.end].find(|one: char| !part(one)).unwrap_or(range.end - from)
    };
    while at < range.end {
        let one = text[at..].chars().next().unwrap_or(' ');
        let start = at;
        if one.is_whitespace() {
            at += one.len_utf8();
            continue;
        }
        let mut path = Vec::new();
        if matches!(one, '"' | '\'' | '`') {
            at = string_end(text, at).min(range.end);
        } else if one.is_alphabetic() || one == '_' {
            let end = at + length(at, &letter);
            path.push((&text[at..end], at..end));
            at = end;
            loop {
                let rest = &text[at..range.end];
                let dot = if rest.starts_with("?.") { 2 } else { usize::from(rest.starts_with('.')) };
                let name = at + dot;
                let end = name + if dot > 0 { length(name, &letter) } else { 0 };
                let open = usize::from(rest.starts_with("?["));
                let index = rest[open..].strip_prefix('[').and_then(|rest| rest.find(']'));
                if dot > 0 && end > name {
                    path.push((&text[name..end], name..end));
                    at = end;
                } else if let Some(close) = index.filter(|close| is_index(&rest[open + 1..open + 1 + close]))
                {
                    path.push(("[]", at..at + open + close + 2));
                    at += open + close + 2;
                } else {
                    break;
                }
            }
        } else {
            at += one.len_utf8();
        }
        found.push(TagToken { text: &text[start..at], span: start..at, path });
    }
    found
}

/// Whether what stands in brackets chooses one item: `0`, and not `2:` or a name.
fn is_index(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|one| one.is_ascii_digit())
}

struct FieldChecker {
    /// What is known in the loops around, the innermost last.
    names: Vec<HashMap<String, PossibleShapes>>,
    /// What documents of the other scope see.
    foreign: &'static [&'static str],
    found: Vec<Misuse>,
}

impl FieldChecker {
    fn text(&mut self, text: &str) {
        let mut raw = false;
        for tag in tags(text) {
            if tag.kind == TagKind::Comment {
                continue;
            }
            let tokens = tokens(text, &tag.inner);
            let word = tokens.first().map_or("", |token| token.text);
            raw = if raw { word != "endraw" } else { tag.kind == TagKind::Statement && word == "raw" };
            if !raw {
                self.tag(&tokens, tag.kind);
            }
        }
    }

    fn tag(&mut self, tokens: &[TagToken<'_>], kind: TagKind) {
        let word =
            if kind == TagKind::Statement { tokens.first().map_or("", |token| token.text) } else { "" };
        match word {
            "for" => {
                // The list belongs to what is known outside.
                self.expression(tokens.get(2..).unwrap_or_default());
                let items = self.loops(tokens);
                self.names.push(items);
            }
            "component" => self.names.push(parameters(tokens)),
            "endfor" | "endcomponent" => {
                if self.names.len() > 1 {
                    self.names.pop();
                }
            }
            "set" | "set_global" => {
                self.expression(tokens.get(2..).unwrap_or_default());
                self.set(tokens);
            }
            _ => self.expression(tokens),
        }
        if kind == TagKind::Value {
            self.printed(tokens);
        }
    }

    /// Paths that are printed without a filter, alone or joined to others by `~`.
    fn printed(&mut self, tokens: &[TagToken<'_>]) {
        for (at, token) in tokens.iter().enumerate() {
            let joins =
                |at: Option<usize>| at.and_then(|at| tokens.get(at)).is_none_or(|one| one.text == "~");
            let Some((name, span)) =
                token.path.last().filter(|_| joins(at.checked_sub(1)) && joins(Some(at + 1)))
            else {
                continue;
            };
            let shapes = self.shapes(&token.path).unwrap_or_default();
            let raw: Vec<RawValue> = shapes.iter().filter_map(|shape| RawValue::of_shape(*shape)).collect();
            if raw.len() == shapes.len()
                && let Some(raw) = raw.first()
            {
                let diagnostic = raw.diagnostic(token.text);
                let label = "printed here";
                self.found.push(Misuse { name: (*name).to_owned(), span: span.clone(), label, diagnostic });
            }
        }
    }

    /// Follows every path; names of a list written as `[x for x in …]` are known in this tag.
    fn expression(&mut self, tokens: &[TagToken<'_>]) {
        let loops = self.loops(tokens);
        for (at, token) in tokens.iter().enumerate() {
            let is = |at: Option<usize>, sign: &str| {
                at.and_then(|at| tokens.get(at)).is_some_and(|token| token.text == sign)
            };
            // `name=value` in the brackets of a filter names no field.
            let is_argument = is(Some(at + 1), "=") && !is(Some(at + 2), "=");
            // Behind a sign the word belongs to what stands in front of it.
            let belongs = ["|", ".", "?"].iter().any(|sign| is(at.checked_sub(1), sign));
            if is_argument || belongs {
                continue;
            }
            let is_outside = is(at.checked_sub(1), "in");
            if !is_outside {
                self.names.push(loops.clone());
            }
            self.follow(&token.path);
            if is(Some(at + 1), "|")
                && let Some(helper) = tokens.get(at + 2)
            {
                self.helped(token, helper.text);
            }
            if !is_outside {
                self.names.pop();
            }
        }
    }

    /// A path that is given to a helper which cannot use what it is.
    fn helped(&mut self, token: &TagToken<'_>, helper: &str) {
        let Some((name, span)) = token.path.last() else { return };
        let Some(shapes) = self.shapes(&token.path) else { return };
        let is_list = |shape: &Shape<'_>| shape.items().is_some();
        let is_number = |shape: &Shape<'_>| shape.allows("integer") || shape.allows("number");
        let is_fit = |shape: &Shape<'_>| match helper {
            "around" | "link" | "select" => RawValue::of_shape(*shape).is_none(),
            "joined" | "lines" | "present" => is_list(shape),
            "plural" => is_list(shape) || is_number(shape),
            "party" => shape.as_mapping().property("legal_name").is_some() && !is_list(shape),
            _ => true,
        };
        if shapes.iter().any(is_fit) {
            return;
        }
        let path = token.text;
        let raw = shapes.first().and_then(|shape| RawValue::of_shape(*shape));
        let (needed, help) = match (helper, raw) {
            ("joined" | "lines" | "present", _) => {
                ("a list", format!("`{{{{ [{path}] | {helper}(…) }}}}` makes a list of it"))
            }
            ("plural", _) => ("a number or a list", "name the number that decides".to_owned()),
            ("party", _) => ("an organisation", "write `{{ organisation | party }}`".to_owned()),
            (_, Some(raw)) => {
                let written = format!("{path} | {helper}(…)");
                let diagnostic = misfiltered(raw, helper, &written);
                self.found.push(Misuse {
                    name: (*name).to_owned(),
                    span: span.clone(),
                    label: "given here",
                    diagnostic,
                });
                return;
            }
            (_, None) => return,
        };
        let message = format!("`{helper}` needs {needed}, and `{path}` is none");
        let diagnostic = Diagnostic::error(codes::RAW_VALUE, message).help(help);
        self.found.push(Misuse {
            name: (*name).to_owned(),
            span: span.clone(),
            label: "given here",
            diagnostic,
        });
    }

    /// The names that `for … in …` gives.
    fn loops(&mut self, tokens: &[TagToken<'_>]) -> HashMap<String, PossibleShapes> {
        let mut names: HashMap<String, PossibleShapes> = HashMap::new();
        for (at, token) in tokens.iter().enumerate() {
            if token.text != "for" {
                continue;
            }
            match &tokens[at + 1..] {
                [name, within, list, rest @ ..] if within.text == "in" && name.path.len() == 1 => {
                    let signs: String = rest.iter().take(3).map(|token| token.text).collect();
                    let is_whole =
                        signs.is_empty() || ["]", "if", "or[]"].iter().any(|end| signs.starts_with(end));
                    let items = if is_whole { self.shapes(&list.path) } else { None };
                    let items = items.map(|shapes| shapes.into_iter().filter_map(Shape::items).collect());
                    let items = match list.text {
                        // Ourselves and the partners.
                        "organisations" if is_whole => Some(organisations()),
                        _ => items.filter(|items: &Vec<_>| !items.is_empty()),
                    };
                    // Of two loops in one tag that give the same name, either may be meant.
                    let both = |(before, now): (Vec<_>, Vec<_>)| [before, now].concat();
                    let items = match names.remove(name.text) {
                        Some(before) => before.zip(items).map(both),
                        None => items,
                    };
                    names.insert(name.text.to_owned(), items);
                }
                [key, comma, value, ..] if comma.text == "," => {
                    names.insert(key.text.to_owned(), None);
                    names.insert(value.text.to_owned(), None);
                }
                _ => {}
            }
        }
        names
    }

    /// What `set name = path` makes known; anything else than a path cannot be followed.
    fn set(&mut self, tokens: &[TagToken<'_>]) {
        let [word, name, _, value, rest @ ..] = tokens else { return };
        let signs: String = rest.iter().map(|token| token.text).collect();
        let is_whole = ["", "or{}", "or[]"].contains(&signs.as_str());
        let shapes = if is_whole { self.shapes(&value.path) } else { None };
        // Set twice, or from inside a loop, it may be either.
        let mut known = false;
        for names in self.names.iter_mut().filter(|names| names.contains_key(name.text)) {
            known = true;
            if word.text == "set_global" {
                names.insert(name.text.to_owned(), None);
            }
        }
        if let Some(innermost) = self.names.last_mut() {
            innermost.insert(name.text.to_owned(), shapes.filter(|_| !known));
        }
    }

    fn named(&self, name: &str) -> PossibleShapes {
        self.names.iter().rev().find_map(|names| names.get(name)).cloned().flatten()
    }

    fn shapes(&self, path: &[(&str, Span)]) -> PossibleShapes {
        let (first, rest) = path.split_first()?;
        let shapes = self.named(first.0)?;
        let shapes = rest.iter().fold(shapes, |shapes, (part, _)| step(&shapes, part));
        (!shapes.is_empty()).then_some(shapes)
    }

    fn follow(&mut self, path: &[(&str, Span)]) {
        let Some(((first, span), rest)) = path.split_first() else { return };
        if self.foreign.contains(first) && !self.names.iter().any(|names| names.contains_key(*first)) {
            let (name, label) = ((*first).to_owned(), "not there");
            let diagnostic = all_partners::not_seen(first);
            self.found.push(Misuse { name, span: span.clone(), label, diagnostic });
            return;
        }
        let Some(mut shapes) = self.named(first) else { return };
        let mut so_far = (*first).to_owned();
        for (part, span) in rest {
            let next = step(&shapes, part);
            if *part != "[]" {
                so_far.push('.');
            }
            so_far.push_str(part);
            if next.is_empty() && *part != "[]" {
                let is_list = shapes.iter().all(|shape| shape.items().is_some());
                let mut known: Vec<&str> = shapes
                    .iter()
                    .flat_map(|shape| shape.items().unwrap_or(*shape).as_mapping().names())
                    .collect();
                known.sort_unstable();
                known.dedup();
                let before = so_far.trim_end_matches(part).trim_end_matches('.');
                let help = match known.contains(part) && is_list {
                    true => Some(format!(
                        "`{before}` is a list: write `{before}[0].{part}` for the first entry, or `{{% for one in {before} %}}`"
                    )),
                    false => did_you_mean(part, &known),
                };
                let message = format!("there is no field `{part}` in `{so_far}`");
                let mut diagnostic = Diagnostic::error(codes::UNKNOWN_FIELD, message);
                diagnostic.help = help;
                let (name, label) = ((*part).to_owned(), "unknown");
                self.found.push(Misuse { name, span: span.clone(), label, diagnostic });
                return;
            }
            shapes = next;
        }
    }
}

/// The names in the brackets of a component, which may be anything.
fn parameters(tokens: &[TagToken<'_>]) -> HashMap<String, PossibleShapes> {
    let names = tokens.iter().skip(2).filter(|token| token.path.len() == 1);
    names.map(|token| (token.text.to_owned(), None)).collect()
}

/// Where a part of a path leads; nowhere when no file can have it.
fn step(shapes: &[Shape<'static>], part: &str) -> Vec<Shape<'static>> {
    let next = |shape: &Shape<'static>| match part {
        "[]" => shape.items(),
        // A text is already in the document's language.
        _ if shape.text_kind().is_some() => None,
        part => shape.as_mapping().property(part),
    };
    shapes.iter().filter_map(next).collect()
}
