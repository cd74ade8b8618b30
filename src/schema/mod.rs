//! JSON Schema out of the model, and a file's tree checked against it.
//!
//! In: a [`SourceFile`]. Out: a [`Record`], the file's values typed by the schema and the Rust value, with every violation at its place. The schema comes from the structs of
//! [`crate::model`], so that editor, checker and program cannot disagree.

mod check;
mod days;
mod editor;
mod formats;
mod meant;
pub mod names;
mod nothing;
mod part;
mod points;
mod secrets;
mod shape;
mod skeleton;
mod slips;
mod typed;
mod unknown;
mod written;

use crate::diagnostic::codes;
use std::cell::OnceCell;
use std::sync::LazyLock;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::de::DeserializeOwned;
use serde_json::Value as Json;

pub use check::compile;
pub use editor::{MARK, text_for_editors};
pub use formats::{FORMATS, is_language};
pub use nothing::{Nothing, is_no_answer, left_open, says_nothing};
pub use part::{Part, Unread};
pub use points::is_point;
pub use shape::{Shape, TextKind};
pub use skeleton::skeleton;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Institution, MailAccount, Partner};
use crate::source::{SourceFile, Span};
use crate::yaml::{self, Node, Value};

/// The largest number that a field can have; nothing that is counted here comes near.
const LARGEST_NUMBER: u32 = 100_000;

/// How many problems of one file are told at once; more are nobody's to read, and mostly have one cause.
const MOST_PROBLEMS: usize = 100;

/// The languages that texts are mostly given in: keys of a text as the names of fields are keys of a file.
const LANGUAGES: &[&str] = &[
    "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv", "mt",
    "nb", "nl", "pl", "pt", "pt-PT", "ro", "sk", "sl", "sv", "tr", "uk",
];

/// The schema of `institution.yaml`.
pub static INSTITUTION: LazyLock<Json> = LazyLock::new(generate::<Institution>);
/// The schema of a partner's file.
pub static PARTNER: LazyLock<Json> = LazyLock::new(generate::<Partner>);

/// A kind of file that has a schema.
pub trait Described: DeserializeOwned {
    /// The schema.
    fn schema() -> &'static Json;
    /// What the file describes, for messages.
    const WHAT: &'static str;
    /// The compiled schema.
    fn validator() -> &'static jsonschema::Validator;
}

impl Described for Institution {
    const WHAT: &'static str = "the institution";

    fn schema() -> &'static Json {
        &INSTITUTION
    }

    fn validator() -> &'static jsonschema::Validator {
        static COMPILED: LazyLock<jsonschema::Validator> = LazyLock::new(|| check::compile(&INSTITUTION));
        &COMPILED
    }
}

impl Described for Partner {
    const WHAT: &'static str = "a partner";

    fn schema() -> &'static Json {
        &PARTNER
    }

    fn validator() -> &'static jsonschema::Validator {
        static COMPILED: LazyLock<jsonschema::Validator> = LazyLock::new(|| check::compile(&PARTNER));
        &COMPILED
    }
}

impl Described for MailAccount {
    const WHAT: &'static str = "a mail account";

    fn schema() -> &'static Json {
        static SCHEMA: LazyLock<Json> = LazyLock::new(generate::<MailAccount>);
        &SCHEMA
    }

    fn validator() -> &'static jsonschema::Validator {
        static COMPILED: LazyLock<jsonschema::Validator> =
            LazyLock::new(|| check::compile(MailAccount::schema()));
        &COMPILED
    }
}

/// A file that was read and found right.
#[derive(Debug, Clone)]
pub struct Record<T> {
    /// The text; the places are looked up in it when they are needed, which is seldom: a tree for each of
    /// a thousand partners would be the largest thing in memory.
    pub file: SourceFile,
    /// The values, typed by the schema; what was left empty is not there.
    pub values: Json,
    /// The same as a Rust value.
    pub model: T,
    /// What is worth a remark.
    pub remarks: Diagnostics,
    /// What could not be read, when it was read in part.
    unread: Vec<Unread>,
}

impl<T: Described> Record<T> {
    /// Reads a file.
    ///
    /// # Errors
    /// Every problem found: of the syntax, or, when that is right, all violations of the schema.
    pub fn read(file: SourceFile) -> Result<Self, Diagnostics> {
        let names = OnceCell::new();
        let is_field = |word: &str| {
            let names = names.get_or_init(|| Shape::of(T::schema()).all_names());
            names.contains(word) || LANGUAGES.contains(&word)
        };
        let tree = yaml::parse_knowing(&file, &is_field)
            .map_err(|found| secrets::without_lines(found.at_most(MOST_PROBLEMS, &file)))?;
        if matches!(&tree.value, Value::Mapping(entries) if entries.is_empty()) {
            return Err(Diagnostic::error(codes::FILE_EMPTY, format!("`{}` has nothing in it", file.name()))
                .at(&file, &(0..0), "empty, or comments only")
                .help("`handclasp new NAME` begins a partner’s file, `handclasp init DIR` a whole example")
                .into());
        }
        if let Some(secret) = secrets::secret(&file, &tree) {
            return Err(secret.into());
        }
        let mut found = Diagnostics::new();
        let values = typed::values(&file, &tree, Shape::of(T::schema()), &mut found);
        check::violations(&file, &tree, &values, T::validator(), T::schema(), &mut found);
        if found.has_errors() {
            return Err(found.in_order().at_most(MOST_PROBLEMS, &file));
        }
        match serde_json::from_value(values.clone()) {
            Ok(model) => {
                let remarks = found.in_order().at_most(MOST_PROBLEMS, &file);
                Ok(Self { file, values, model, remarks, unread: Vec::new() })
            }
            Err(error) => Err(Diagnostic::error(
                codes::UNREADABLE,
                format!("this file does not describe {}: {error}", T::WHAT),
            )
            .at(&file, &tree.span, "")
            .into()),
        }
    }

    /// The place of a value; where it is missing, the key of the nearest thing around it.
    pub fn place<S: AsRef<str>>(&self, path: &[S]) -> Span {
        place_in(&self.file, path)
    }
}

/// The place of a value in a file; where it is missing, the key of the nearest thing around it.
pub fn place_in<S: AsRef<str>>(file: &SourceFile, path: &[S]) -> Span {
    part::tree(file).map_or(0..0, |tree| place(&tree, path))
}

/// Looks a path of keys and list indexes up in a tree.
fn place<S: AsRef<str>>(tree: &Node, path: &[S]) -> Span {
    let mut node = tree;
    let mut span = first_line(tree);
    for segment in path {
        let segment = segment.as_ref();
        match &node.value {
            Value::Mapping(_) => match node.entry(segment) {
                Some(entry) => {
                    node = &entry.node;
                    span = match node.value {
                        Value::Scalar { .. } => node.span.clone(),
                        _ => entry.key_span.clone(),
                    };
                }
                None => break,
            },
            Value::Sequence(_) => match segment.parse().ok().and_then(|at| node.item(at)) {
                Some(item) => {
                    node = item;
                    span = first_line(item);
                }
                None => break,
            },
            _ => break,
        }
    }
    span
}

/// The first key of a mapping, or the whole of anything else: enough to point at.
fn first_line(node: &Node) -> Span {
    match &node.value {
        Value::Mapping(entries) => entries.first().map_or(node.span.clone(), |entry| entry.key_span.clone()),
        _ => node.span.clone(),
    }
}

/// The schema of a type, without `null` (what is empty counts as left out), with an example for each format.
pub fn generate<T: JsonSchema>() -> Json {
    // Without references, which would be looked up for every value of every file.
    let settings = SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
    let mut schema: Schema = settings.into_generator().into_root_schema_for::<T>();
    let mut json = schema.ensure_object().clone().into();
    tidy(&mut json);
    json
}

fn tidy(schema: &mut Json) {
    match schema {
        Json::Object(map) => {
            map.values_mut().for_each(tidy);
            if let Some(Json::Array(types)) = map.get_mut("type") {
                types.retain(|one| one != "null");
                if let [only] = types.as_slice() {
                    let only = only.clone();
                    map.insert("type".into(), only);
                }
            }
            if map.get("format").is_some_and(|format| format == "uint32") {
                map.remove("format");
                map.entry("maximum").or_insert_with(|| LARGEST_NUMBER.into());
            }
            if let Some(format) = map.get("format").and_then(Json::as_str) {
                let example = formats::example(format).to_owned();
                map.insert("examples".into(), serde_json::json!([example]));
            }
            if map.get("default") == Some(&Json::Null) {
                map.remove("default");
            }
            if let Some(Json::Array(options)) = map.get_mut("anyOf") {
                options.retain(|one| one.get("type").is_none_or(|kind| kind != "null"));
                if let [Json::Object(only)] = options.as_slice() {
                    let only = only.clone();
                    map.remove("anyOf");
                    for (key, value) in only {
                        map.entry(key).or_insert(value);
                    }
                }
            }
        }
        Json::Array(items) => items.iter_mut().for_each(tidy),
        _ => {}
    }
}
