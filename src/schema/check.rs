//! All violations of a schema, each at its place, in plain words.

use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use jsonschema::{ValidationError, Validator};
use serde_json::{Map, Value as Json};

use super::formats::{FORMATS, expected};
use super::{Shape, place};
use crate::diagnostic::words::{alternatives, did_you_mean};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{SourceFile, Span};
use crate::yaml::Node;

/// A schema made ready for checking.
pub fn compile(schema: &Json) -> Validator {
    let mut options = jsonschema::options().should_validate_formats(true);
    for format in FORMATS {
        options = options.with_format(format.name, format.holds);
    }
    // The schema is generated from our own structs; a test compiles both.
    options.build(schema).expect("a generated schema is valid")
}

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
        for diagnostic in translate(file, tree, &path, &error, Shape::of(schema)) {
            found.push(diagnostic);
        }
    }
}

/// The keys and indexes of a JSON pointer (RFC 6901).
fn segments(pointer: &str) -> Vec<String> {
    pointer.split('/').skip(1).map(|segment| segment.replace("~1", "/").replace("~0", "~")).collect()
}

fn translate(
    file: &SourceFile,
    tree: &Node,
    path: &[String],
    error: &ValidationError<'_>,
    root: Shape<'_>,
) -> Vec<Diagnostic> {
    let here = || place(tree, path);
    let name = path
        .iter()
        .rev()
        .find(|segment| segment.parse::<usize>().is_err())
        .map_or("this file", String::as_str);
    let shape = shape_at(root, path);
    match error.kind() {
        Kind::AdditionalProperties { unexpected } => {
            unexpected.iter().map(|key| unknown_key(file, tree, path, key, shape)).collect()
        }
        Kind::Required { property } => {
            let property = property.as_str().unwrap_or_default();
            let mut diagnostic = Diagnostic::error("missing-key", format!("`{property}` is missing")).at(
                file,
                &here(),
                "needed here",
            );
            if let Some(description) = shape.and_then(|shape| shape.description(property)) {
                diagnostic = diagnostic.help(format!("`{property}`: {}", lower(description)));
            }
            vec![diagnostic]
        }
        Kind::Enum { options } => {
            let options = words(options);
            vec![not_in_list(file, &here(), name, error.instance(), &options)]
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
            vec![wrong_type(file, &here(), name, error.instance(), expected)]
        }
        Kind::Format { format } => {
            let shown = shown(error.instance());
            vec![
                Diagnostic::error("bad-format", format!("`{name}` cannot be {shown}"))
                    .at(file, &here(), "")
                    .help(format!("write {}", expected(format))),
            ]
        }
        Kind::PropertyNames { error } => {
            vec![no_language(file, tree, path, error.instance().as_str().unwrap_or_default())]
        }
        Kind::Minimum { limit } => vec![out_of_range(file, &here(), name, "at least", limit)],
        Kind::Maximum { limit } => vec![out_of_range(file, &here(), name, "at most", limit)],
        _ => vec![Diagnostic::error("bad-value", format!("`{name}` has a value that does not fit here")).at(
            file,
            &here(),
            "",
        )],
    }
}

/// The first key that is no language's tag.
fn first_no_language(texts: &Map<String, Json>) -> Option<&str> {
    let holds = FORMATS.iter().find(|format| format.name == "language").map(|format| format.holds)?;
    texts.keys().map(String::as_str).find(|key| !holds(key))
}

fn no_language(file: &SourceFile, tree: &Node, path: &[String], key: &str) -> Diagnostic {
    let path: Vec<String> = path.iter().cloned().chain([key.to_owned()]).collect();
    Diagnostic::error("bad-format", format!("`{key}` is not a language"))
        .at(file, &key_span(tree, &path), "")
        .help("the texts of a field are keyed by language: {en: …, de: …, pt-PT: …}")
}

fn shape_at<'a>(root: Shape<'a>, path: &[String]) -> Option<Shape<'a>> {
    path.iter().try_fold(root, |shape, segment| match segment.parse::<usize>() {
        Ok(_) if shape.items().is_some() => shape.items(),
        _ => shape.as_mapping().property(segment),
    })
}

fn unknown_key(
    file: &SourceFile,
    tree: &Node,
    path: &[String],
    key: &str,
    shape: Option<Shape<'_>>,
) -> Diagnostic {
    let mut path = path.to_vec();
    path.push(key.to_owned());
    let known = shape.map(|shape| shape.as_mapping().names()).unwrap_or_default();
    let diagnostic = Diagnostic::error("unknown-key", format!("there is no field `{key}` here")).at(
        file,
        &key_span(tree, &path),
        "unknown",
    );
    match did_you_mean(key, &known) {
        Some(help) => diagnostic.help(help),
        None => diagnostic.help("`handclasp new NAME` writes a file that explains every field"),
    }
}

/// The place of a key itself, not of its value.
fn key_span(tree: &Node, path: &[String]) -> Span {
    let Some((key, parents)) = path.split_last() else {
        return tree.span.clone();
    };
    let mut node = Some(tree);
    for segment in parents {
        node = node
            .and_then(|node| node.get(segment).or_else(|| segment.parse().ok().and_then(|at| node.item(at))));
    }
    node.and_then(|node| node.entry(key)).map_or_else(|| place(tree, parents), |entry| entry.key_span.clone())
}

fn not_in_list(file: &SourceFile, span: &Span, name: &str, value: &Json, options: &[String]) -> Diagnostic {
    let diagnostic =
        Diagnostic::error("not-in-list", format!("`{name}` cannot be {}", shown(value))).at(file, span, "");
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
    Diagnostic::error("wrong-type", format!("`{name}` needs {expected}")).at(
        file,
        span,
        format!("this is {found}"),
    )
}

fn out_of_range(file: &SourceFile, span: &Span, name: &str, bound: &str, limit: &Json) -> Diagnostic {
    Diagnostic::error("out-of-range", format!("`{name}` must be {bound} {limit}")).at(file, span, "")
}

fn plain_type(kind: &str) -> &'static str {
    match kind {
        "string" => "text",
        "boolean" => "`true` or `false`",
        "integer" => "a whole number without sign",
        "number" => "a number",
        "array" => "a list (each item on a line that begins with `- `)",
        "object" => "keys and values, indented below it",
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

fn lower(description: &str) -> String {
    let mut letters = description.chars();
    let first: String = letters.next().map(|one| one.to_lowercase().collect()).unwrap_or_default();
    (first + letters.as_str()).trim_end_matches('.').to_owned()
}
