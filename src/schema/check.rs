//! All violations of a schema, each at its place, in plain words.

use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use jsonschema::{ValidationError, Validator};
use serde_json::{Map, Value as Json};

use super::formats::{FORMATS, expected};
use super::places::{entry, key_span, place};
use super::shape::Shape;
use super::{meant, unknown};
use crate::diagnostic::words::{alternatives, did_you_mean, lower_first};
use crate::diagnostic::{Diagnostic, Diagnostics, Subject, codes};
use crate::email_address;
use crate::source::{SourceFile, Span};
use crate::yaml::Node;

/// Adds every violation.
pub fn violations(
    file: &SourceFile,
    tree: &Node,
    values: &Json,
    validator: &Validator,
    schema: &Json,
    found: &mut Diagnostics,
) {
    for error in validator.iter_errors(values) {
        let path = segments(error.instance_path().as_str());
        for diagnostic in translate(file, tree, &path, &error, values, Shape::of(schema)) {
            found.push(diagnostic);
        }
    }
}

/// The keys and indexes of a JSON pointer (RFC 6901).
pub fn segments(pointer: &str) -> Vec<String> {
    pointer.split('/').skip(1).map(|segment| segment.replace("~1", "/").replace("~0", "~")).collect()
}

fn translate(
    file: &SourceFile,
    tree: &Node,
    path: &[String],
    error: &ValidationError<'_>,
    values: &Json,
    root: Shape<'_>,
) -> Vec<Diagnostic> {
    let here = || place(tree, path);
    let name = path
        .iter()
        .rev()
        .find(|segment| segment.parse::<usize>().is_err())
        .map_or("this file", String::as_str);
    let shape = root.at_segments(path);
    let meant = |value: &Json| meant::help(shape?, path, value.as_str()?, country_of(values));
    match error.kind() {
        Kind::AdditionalProperties { unexpected } => {
            unexpected.iter().map(|key| unknown::field(file, tree, path, key, shape, root)).collect()
        }
        Kind::Required { property } => {
            let property = property.as_str().unwrap_or_default();
            let own: Vec<String> = path.iter().cloned().chain([property.to_owned()]).collect();
            // A key with nothing behind it counts as left out.
            let (span, label) = match entry(tree, &own) {
                Some(entry) => (entry.key_span.clone(), "nothing stands behind it"),
                None => (here(), "needed here"),
            };
            let mut diagnostic = Diagnostic::error(codes::MISSING_KEY, format!("`{property}` is missing"))
                .at(file, &span, label)
                .about(Subject::Field(own));
            if let Some(description) = shape.and_then(|shape| shape.description(property)) {
                diagnostic = diagnostic
                    .help(format!("`{property}`: {}", lower_first(description.trim_end_matches('.'))));
            }
            vec![diagnostic]
        }
        Kind::Enum { options } => {
            let options = words(options);
            let problem = not_in_list(file, &here(), name, error.instance(), &options);
            vec![match meant(error.instance()) {
                Some(help) => problem.help(help),
                None => problem,
            }]
        }
        Kind::OneOfNotValid { .. } | Kind::AnyOf { .. } => {
            let is_text = shape.is_some_and(|shape| shape.text_kind().is_some());
            if let Some(key) = error.instance().as_object().filter(|_| is_text).and_then(first_no_language) {
                return vec![no_language(file, tree, path, key)];
            }
            let expected = match shape {
                Some(shape) if shape.text_kind().is_some() => {
                    "text, or one text per language: {en: …, de: …}"
                }
                _ => "something else",
            };
            vec![wrong_type(file, &here(), name, error.instance(), expected)]
        }
        Kind::Type { kind } => {
            let expected = match kind {
                TypeKind::Single(kind) => plain_type(&kind.to_string()),
                TypeKind::Multiple(_) => "something else",
            };
            let diagnostic = wrong_type(file, &here(), name, error.instance(), expected);
            let help =
                meant(error.instance()).or_else(|| how_to_write(name, error.instance(), expected, shape));
            vec![match help {
                Some(help) => diagnostic.help(help),
                None => diagnostic,
            }]
        }
        Kind::Format { format } => {
            let value = shown(error.instance());
            let text = error.instance().as_str().unwrap_or_default();
            let advice = || if format == "email" { email_address::advice(text) } else { None };
            let help = match meant(error.instance()).or_else(advice) {
                Some(help) => help,
                None if is_no_day(format, text) => "there is no such day: look at a calendar".to_owned(),
                None => format!("write {}", expected(format)),
            };
            let problem = Diagnostic::error(codes::BAD_FORMAT, format!("`{name}` cannot be {value}"));
            vec![problem.at(file, &here(), "").help(help)]
        }
        Kind::PropertyNames { error } => {
            vec![no_language(file, tree, path, error.instance().as_str().unwrap_or_default())]
        }
        Kind::Minimum { limit } => {
            let problem = out_of_range(file, &here(), name, "at least", limit);
            let number = match unknown::digits_behind_comma(tree, path) {
                Some(digits) => format!("{}.{digits}", error.instance()),
                None => error.instance().to_string(),
            };
            vec![match meant::centimetres(path, &number) {
                Some(help) => problem.help(help),
                None => problem,
            }]
        }
        Kind::Maximum { limit } => vec![out_of_range(file, &here(), name, "at most", limit)],
        _ => {
            vec![
                Diagnostic::error(codes::BAD_VALUE, format!("`{name}` has a value that does not fit here"))
                    .at(file, &here(), ""),
            ]
        }
    }
}

/// Whether a text is written like a day, but there is none of that number.
fn is_no_day(format: &str, text: &str) -> bool {
    let like = |one: char| if one.is_ascii_digit() { '0' } else { one };
    format.starts_with("date") && text.chars().map(like).eq("0000-00-00".chars())
}

/// How to write a value of the type that is needed.
fn how_to_write(name: &str, value: &Json, expected: &str, shape: Option<Shape<'_>>) -> Option<String> {
    let text = value.as_str();
    if expected == WHOLE_NUMBER {
        return Some(format!("write digits only, without quotes or unit, for example `{name}: 4`"));
    }
    let names = shape.map(|shape| shape.items().unwrap_or(shape).as_mapping().names()).unwrap_or_default();
    let first: Vec<String> = names.iter().take(3).map(|name| format!("{name}: …")).collect();
    let parts = first.join(", ");
    let bullets = ['–', '—', '•', '·', '*', '+', '▪', '●', '◦'];
    if expected == LIST && text.is_some_and(|text| text.starts_with(bullets) || text.starts_with('-')) {
        return Some("begin each entry with a hyphen and a space: `- `".to_owned());
    }
    match (expected, first.is_empty()) {
        (KEYS_AND_VALUES, false) if name == "this file" => Some(format!("a file begins like this: {parts}")),
        (KEYS_AND_VALUES, false) => Some(format!("write its parts: `{name}: {{{parts}}}`")),
        (LIST, false) => {
            Some(format!("write `- ` in front of each entry, its parts behind it: `- {{{parts}}}`"))
        }
        _ => None,
    }
}

/// The first key that is no language's tag.
fn first_no_language(texts: &Map<String, Json>) -> Option<&str> {
    let holds = FORMATS.iter().find(|format| format.name == "language").map(|format| format.holds)?;
    texts.keys().map(String::as_str).find(|key| !holds(key))
}

fn no_language(file: &SourceFile, tree: &Node, path: &[String], key: &str) -> Diagnostic {
    let path: Vec<String> = path.iter().cloned().chain([key.to_owned()]).collect();
    let problem = Diagnostic::error(codes::BAD_FORMAT, format!("`{key}` is not a language")).at(
        file,
        &key_span(tree, &path),
        "",
    );
    if key.contains(' ') {
        return problem.help("if the colon belongs to the text, put the whole text in quotes");
    }
    problem.help("the texts of a field are keyed by language: {en: …, de: …, pt-PT: …}")
}

/// The country of the organisation that a file describes, when it is known.
fn country_of(values: &Json) -> Option<&str> {
    let country = values.pointer("/address/country").or_else(|| values.get("country"));
    country.and_then(Json::as_str).filter(|code| code.len() == 2)
}

fn not_in_list(file: &SourceFile, span: &Span, name: &str, value: &Json, options: &[String]) -> Diagnostic {
    let diagnostic = Diagnostic::error(codes::NOT_IN_LIST, format!("`{name}` cannot be {}", shown(value)))
        .at(file, span, "");
    match value.as_str().and_then(|word| did_you_mean(word, options)) {
        Some(help) => diagnostic.help(help),
        None => diagnostic.help(format!("possible here: {}", alternatives(options))),
    }
}

fn wrong_type(file: &SourceFile, span: &Span, name: &str, value: &Json, expected: &str) -> Diagnostic {
    let found = match value {
        Json::Null => "nothing",
        Json::Bool(_) => "yes or no",
        Json::Number(_) => "a number",
        Json::String(_) => "text",
        Json::Array(_) => "a list",
        Json::Object(_) => "keys and values",
    };
    Diagnostic::error(codes::WRONG_TYPE, format!("`{name}` needs {expected}")).at(
        file,
        span,
        format!("this is {found}"),
    )
}

fn out_of_range(file: &SourceFile, span: &Span, name: &str, bound: &str, limit: &Json) -> Diagnostic {
    Diagnostic::error(codes::OUT_OF_RANGE, format!("`{name}` must be {bound} {limit}")).at(file, span, "")
}

const WHOLE_NUMBER: &str = "a whole number without sign";
const LIST: &str = "a list (each item on a line that begins with `- `)";
const KEYS_AND_VALUES: &str = "keys and values, indented below it";

fn plain_type(kind: &str) -> &'static str {
    match kind {
        "string" => "text",
        "boolean" => "`true` or `false`",
        "integer" => WHOLE_NUMBER,
        "number" => "a number",
        "array" => LIST,
        "object" => KEYS_AND_VALUES,
        _ => "nothing",
    }
}

fn words(options: &Json) -> Vec<String> {
    options
        .as_array()
        .map(|options| options.iter().filter_map(Json::as_str).map(str::to_owned).collect())
        .unwrap_or_default()
}

fn shown(value: &Json) -> String {
    match value {
        Json::String(text) => {
            let mut letters: String = text.chars().take(60).collect();
            if letters.len() < text.len() {
                letters.push('…');
            }
            format!("`{letters}`")
        }
        Json::Array(_) => "a list".to_owned(),
        Json::Object(_) => "keys and values".to_owned(),
        other => format!("`{other}`"),
    }
}
