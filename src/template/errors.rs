//! The template engine's errors, in our words and at their place.

use tera::ErrorKind;

use super::context::View;
use super::tags::unbalanced;
use super::unfit_data::UnfitData;
use crate::diagnostic::words::{did_you_mean, lower_first};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::source::{SourceFile, Span};

/// An error with the place that the engine gave: a template's name and a range of bytes in what it was
/// given.
struct EngineError {
    message: String,
    place: Option<(String, Span)>,
}

impl EngineError {
    fn of(error: &tera::Error) -> Self {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Self {
                message: report.message().to_owned(),
                place: Some((report.filename().to_owned(), report.span().range.clone())),
            },
            other => Self { message: other.to_string(), place: None },
        }
    }
}

/// The place that the engine gave with an error: a part's name and a range of bytes in it.
pub fn place_of(error: &tera::Error) -> Option<(String, Span)> {
    EngineError::of(error).place
}

/// Where the parts of a template that the engine sees stand in its file.
pub trait Places {
    /// The file and the span of a part's bytes.
    fn locate(&self, part: &str, range: &Span) -> (SourceFile, Span);
    /// The file as a whole.
    fn file(&self) -> &SourceFile;
    /// The names and texts of the parts.
    fn texts(&self) -> Vec<(String, String)>;
    /// What else can be done about a value that is not there and is printed in a line.
    fn instead_of(&self, path: &str, line: usize) -> String {
        asked_for(path, line)
    }
    /// A path with the names in it that stand for another path written out.
    fn in_full(&self, path: &str) -> String {
        path.to_owned()
    }
}

/// A template that the engine cannot read.
pub fn unreadable(error: &tera::Error, places: &dyn Places) -> Diagnostics {
    for (name, text) in places.texts() {
        if let Some((span, message, help)) = unbalanced(&text) {
            let (file, span) = places.locate(&name, &span);
            return Diagnostic::error(codes::TEMPLATE_SYNTAX, message).at(&file, &span, "").help(help).into();
        }
    }
    let raw = EngineError::of(error);
    // Unknown filters and functions come without a place, as one text with a drawing of its own.
    let message = raw.message.lines().next().unwrap_or_default().to_owned();
    let message = lower_first(message.trim_start_matches("error:").trim());
    let (file, span) = raw.place.map_or_else(
        || {
            let texts = places.texts();
            let mut uses = texts.iter().map(|(name, text)| (name, first_use(text, &message)));
            let used = uses.find(|(_, span)| !span.is_empty());
            used.map_or_else(|| (places.file().clone(), 0..0), |(name, span)| places.locate(name, &span))
        },
        |(part, range)| places.locate(&part, &range),
    );
    Diagnostic::error(codes::TEMPLATE_SYNTAX, format!("this template cannot be read: {message}"))
        .at(&file, &span, "")
        .help("`{{ … }}` prints a value, `{% if … %}` … `{% endif %}` chooses, `{% for … %}` … `{% endfor %}` repeats; compare with the built-in template")
        .into()
}

/// A template that asks for something that is not there.
pub fn unrenderable(
    error: &tera::Error,
    unfit: Option<&UnfitData>,
    places: &dyn Places,
    document: &str,
    view: &View<'_>,
) -> Diagnostic {
    let raw = EngineError::of(error);
    if let Some(diagnostic) = unfit.and_then(|unfit| about_data(unfit, document, view)) {
        return diagnostic;
    }
    let Some((part, range)) = raw.place else {
        return Diagnostic::error(
            codes::TEMPLATE_RENDER,
            format!(
                "`{document}` for `{}` cannot be made: {}",
                view.partnership.id,
                lower_first(&raw.message)
            ),
        )
        .at(places.file(), &(0..0), "");
    };
    let (file, mut span) = places.locate(&part, &range);
    // Of a value that went through filters, the engine points at the last of these.
    let given = piped(file.text(), &span).filter(|_| raw.message == UNDEFINED);
    if let Some(given) = &given {
        span = given.clone();
    }
    let path = places.in_full(&path_around(file.text(), &span));
    if let Some(diagnostic) = missing_value(&path, document, view, places, (&file, &span)) {
        return diagnostic;
    }
    let id = view.partnership.id;
    if given.is_some() {
        let message = format!("`{document}` for `{id}` cannot be made: `{path}` is not there");
        return Diagnostic::error(codes::TEMPLATE_RENDER, message).at(&file, &span, "printed here").help(
            "`| around(with=\"… {}\")` behind it prints nothing then, `| around(with=\"{}\", otherwise=\"…\")` other words",
        );
    }
    Diagnostic::error(
        codes::TEMPLATE_RENDER,
        format!("`{document}` for `{id}` cannot be made: {}", first_sentence(&raw.message)),
    )
    .at(&file, &span, "")
}

/// What the engine says of a value that is not there.
const UNDEFINED: &str = "Tried to render a variable that is undefined";

/// The path that goes into the filters of which one stands here: of `partner.mou.term.end | date`, with the span of
/// `date`, what stands in front of the stroke.
fn piped(text: &str, span: &Span) -> Option<Span> {
    let text = &text[..span.start.min(text.len())];
    let is_name = |one: char| one.is_alphanumeric() || one == '_';
    let is_path = |one: char| is_name(one) || "?.[]".contains(one);
    let mut front = text.trim_end().strip_suffix('|')?.trim_end();
    loop {
        let brackets = front.ends_with(')');
        let before = if brackets { &front[..opening(front)?] } else { front };
        let start = before.len()
            - before.chars().rev().take_while(|one| is_path(*one)).map(char::len_utf8).sum::<usize>();
        if start == before.len() {
            return None;
        }
        match before[..start].trim_end().strip_suffix('|') {
            Some(rest) => front = rest.trim_end(),
            None if brackets => return None,
            None => return Some(start..before.len()),
        }
    }
}

/// Where the bracket opens that a text ends with; what stands in quotes has none.
fn opening(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quote = None;
    for (at, one) in text.char_indices().rev() {
        match (one, quote) {
            (one, Some(mark)) if one == mark => quote = None,
            (_, Some(_)) => {}
            ('"' | '\'' | '`', None) => quote = Some(one),
            (')', None) => depth += 1,
            ('(', None) => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// An error that a function of ours raised about the data.
fn about_data(unfit: &UnfitData, document: &str, view: &View<'_>) -> Option<Diagnostic> {
    let UnfitData { path, message } = unfit;
    let origin = view.partnership.trace(path)?;
    let (file, span) = view.partnership.place(origin.root, &origin.path);
    Some(
        Diagnostic::error(codes::UNFIT_DATA, format!("`{document}` cannot be made: {message}"))
            .at(file, &span, ""),
    )
}

/// A field that the template prints: known and not filled in, or not known at all.
fn missing_value(
    path: &str,
    document: &str,
    view: &View<'_>,
    places: &dyn Places,
    (template, span): (&SourceFile, &Span),
) -> Option<Diagnostic> {
    let path = path.replace('?', "");
    let origin = view.partnership.trace(&path)?;
    let mut shape = origin.shape;
    let mut value = view.root(origin.root);
    for (at, segment) in origin.path.iter().enumerate() {
        if segment.parse::<usize>().is_ok() && shape.items().is_some() {
            shape = shape.items()?;
        } else {
            let mapping = shape.items().unwrap_or(shape).as_mapping();
            let Some(next) = mapping.property(segment) else {
                let mut diagnostic = Diagnostic::error(
                    codes::UNKNOWN_FIELD,
                    format!("there is no field `{segment}` in `{path}`"),
                )
                .at(template, span, "unknown");
                diagnostic.help = did_you_mean(segment, &mapping.names());
                return Some(diagnostic);
            };
            shape = next;
        }
        let index = segment.parse::<usize>().ok();
        let next = index.and_then(|index| value.get(index)).or_else(|| value.get(segment));
        match next {
            Some(next) => value = next,
            None => {
                let known = origin.path[..=at].to_vec();
                let (file, _) = view.partnership.place(origin.root, &known);
                let place = template.position(span.start);
                return Some(
                    Diagnostic::error(
                        codes::MISSING_DATA,
                        format!("`{document}` needs `{path}`, which `{}` does not give", file.name()),
                    )
                    .at(template, span, "printed here")
                    .help(format!(
                        "add it to `{}`, or {}",
                        file.name(),
                        places.instead_of(&path, place.line)
                    )),
                );
            }
        }
    }
    None
}

/// That a line of a template may ask whether a value is there.
pub fn asked_for(path: &str, line: usize) -> String {
    format!("put line {line} of the template between `{{% if {path} %}}` and `{{% endif %}}`")
}

/// Where the word that a message has in backticks is used for the first time.
fn first_use(text: &str, message: &str) -> Span {
    let word = message.split('`').nth(1).unwrap_or_default();
    let edge = |one: Option<char>| one.is_none_or(|one| !one.is_alphanumeric() && one != '_');
    let found = text.match_indices(word).find(|(at, _)| {
        edge(text[..*at].chars().next_back()) && edge(text[at + word.len()..].chars().next())
    });
    found.filter(|_| !word.is_empty()).map_or(0..0, |(at, _)| at..at + word.len())
}

/// The dotted path that a span is part of.
fn path_around(text: &str, span: &Span) -> String {
    let part = |one: char| one.is_alphanumeric() || "_.?".contains(one);
    let start = text[..span.start.min(text.len())]
        .char_indices()
        .rev()
        .take_while(|(_, one)| part(*one))
        .last()
        .map_or(span.start.min(text.len()), |(at, _)| at);
    text[start..].chars().take_while(|one| part(*one)).collect()
}

fn first_sentence(message: &str) -> String {
    let end = message.find(". Available").unwrap_or(message.len());
    lower_first(message[..end].lines().next().unwrap_or_default().trim_end_matches('.'))
}
