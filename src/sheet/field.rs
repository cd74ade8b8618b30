//! The fields that a column can be, by dotted path: `address.city`, `contacts.2.email`, `sector.de`.
//!
//! What there is comes from the schema of a partner's file; only what cannot stand in one cell is left out:
//! lists inside of other fields whose items have parts (`mou.kpis`).

use crate::diagnostic::codes;
use std::fmt;
use std::sync::LazyLock;

use super::heads::only_field;
use super::whole_names::Order;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::words::{alternatives, nearest};
use crate::schema::{PARTNER, Shape, is_language};

/// The most items of a list that columns can number.
const MOST_ITEMS: usize = 50;

/// The field that is the file's name.
pub const ID: &str = "id";

/// A part of a path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A key.
    Key(String),
    /// An item of a list, from 0; written from 1.
    Item(usize),
    /// The item that the row is about, wherever it stands: `contacts.email`.
    AnyItem,
}

/// The way to a value in a partner's file.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(pub Vec<Step>);

impl Path {
    /// The path of a key in the file.
    pub fn key(name: &str) -> Self {
        Self(vec![Step::Key(name.to_owned())])
    }

    /// The path one step further.
    pub fn and(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }

    /// The name of its first key.
    pub fn first(&self) -> &str {
        match self.0.first() {
            Some(Step::Key(key)) => key,
            _ => "",
        }
    }

    /// The name of its last key.
    pub fn last(&self) -> &str {
        let keys = self.0.iter().rev().filter_map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            _ => None,
        });
        keys.take(1).next().unwrap_or_default()
    }

    /// The path of another key of the same thing.
    pub fn beside(&self, key: &str) -> Self {
        let around = &self.0[..self.0.len().saturating_sub(1)];
        Self([around, &[Step::Key(key.to_owned())]].concat())
    }

    /// The list that it leads into, the item there, and the way on from it.
    pub fn in_list(&self) -> Option<(&str, Option<usize>, &[Step])> {
        match self.0.as_slice() {
            [Step::Key(list), Step::AnyItem, rest @ ..] => Some((list, None, rest)),
            [Step::Key(list), Step::Item(at), rest @ ..]
                if !rest.is_empty() && Shape::of(&PARTNER).property(list).is_some_and(has_entries) =>
            {
                Some((list, Some(*at), rest))
            }
            _ => None,
        }
    }

    /// Where it stands among all, in the order of the schema.
    pub fn order(&self) -> Vec<(usize, String)> {
        let mut shape = Some(Shape::of(&PARTNER));
        let mut order = Vec::new();
        for step in &self.0 {
            match step {
                Step::Key(key) => {
                    let known = shape
                        .and_then(|shape| shape.as_mapping().names().iter().position(|name| name == key));
                    order.push((known.unwrap_or(usize::MAX), key.clone()));
                    shape = shape.and_then(|shape| shape.as_mapping().property(key));
                }
                Step::Item(at) => {
                    order.push((at + 1, String::new()));
                    shape = shape.and_then(Shape::items);
                }
                Step::AnyItem => {
                    order.push((0, String::new()));
                    shape = shape.and_then(Shape::items);
                }
            }
        }
        order
    }

    /// The shape of what stands there.
    pub fn shape(&self) -> Option<Shape<'static>> {
        self.0.iter().try_fold(Shape::of(&PARTNER), |shape, step| match step {
            Step::Key(key) => shape.as_mapping().property(key),
            Step::Item(_) | Step::AnyItem => shape.items(),
        })
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut between = "";
        for step in &self.0 {
            match step {
                Step::Key(key) => write!(f, "{between}{key}")?,
                Step::Item(at) => write!(f, "{between}{}", at + 1)?,
                Step::AnyItem => continue,
            }
            between = ".";
        }
        Ok(())
    }
}

/// How a cell of a field is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Letter for letter, on one line.
    Line,
    /// Letter for letter, on several lines perhaps.
    Prose,
    /// One of these words.
    Word(Vec<&'static str>),
    /// `true` or `false`.
    Truth,
    /// A whole number.
    Number,
    /// In the format of this name.
    Formatted(&'static str),
    /// Several of them.
    List(Box<Kind>),
    /// A piece of a field, or several fields in one cell.
    Part(Part),
}

/// What stands in one cell and is more or less than a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The number of the house, which belongs to the street.
    HouseNumber,
    /// What distinguishes doors: the letter, the flat.
    HouseNumberAddition,
    /// A second line of the street.
    StreetAddition,
    PostalCodeAndCity,
    /// A whole name, and in which order when that is said.
    WholeName(Option<Order>),
    /// What stands in front of a family name and belongs to it: van der.
    FamilyNamePrefix,
    /// A number or an address that is taken where the row has no other.
    Other(&'static str),
    /// Whether somebody objected to being written to.
    Objection,
    /// The other way round: whether somebody may be written to.
    Permission,
    /// An entry of the logbook.
    Note,
}

/// The columns that are parts, with a field that stands beside it in the file.
const PARTS: &[(&str, &str, Part)] = &[
    ("address.house_number", "street", Part::HouseNumber),
    ("address.house_number_addition", "street", Part::HouseNumberAddition),
    ("address.street_addition", "street", Part::StreetAddition),
    ("address.postal_code_and_city", "city", Part::PostalCodeAndCity),
    ("contacts.whole_name", "given_name", Part::WholeName(None)),
    ("contacts.given_and_family_name", "given_name", Part::WholeName(Some(Order::GivenFirst))),
    ("contacts.family_and_given_name", "given_name", Part::WholeName(Some(Order::FamilyFirst))),
    ("contacts.family_name_prefix", "family_name", Part::FamilyNamePrefix),
    ("contacts.other_phone", "phone", Part::Other("phone")),
    ("contacts.other_email", "email", Part::Other("email")),
    ("contacts.objected", "objected", Part::Objection),
    ("contacts.may_be_contacted", "objected", Part::Permission),
];

/// The notes of a list, which become entries of the logbook.
pub const NOTES: &str = "logbook.log";

/// A field that a column can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Where it stands.
    pub path: Path,
    /// How a cell of it is read.
    pub kind: Kind,
}

impl Field {
    /// The field of a path: `contacts.1.email`.
    ///
    /// # Errors
    /// A path that a partner's file does not have, or that is more than a cell can hold.
    pub fn named(text: &str) -> Result<Self, Diagnostic> {
        let text = text.trim();
        if let Some(part) = Self::part(text) {
            return Ok(part);
        }
        let mut shape = Shape::of(&PARTNER);
        let mut path = Path::default();
        for word in text.split('.').map(str::trim) {
            if has_entries(shape) {
                let Some(item) = shape.items() else { return Err(unknown(text)) };
                shape = item;
                match item_number(word) {
                    Some(at) => {
                        path = path.and(Step::Item(at));
                        continue;
                    }
                    None => path = path.and(Step::AnyItem),
                }
            } else if let Some(item) = shape.items() {
                let Some(at) = item_number(word) else { return Err(unknown(text)) };
                shape = item;
                path = path.and(Step::Item(at));
                continue;
            }
            if is_by_language(shape) && !is_language(word) {
                return Err(Diagnostic::error(
                    codes::NO_SUCH_FIELD,
                    format!("`{word}` in `{text}` is not a language"),
                )
                .help(format!("write for example `{path}.en` or `{path}.de`")));
            }
            let Some(next) = shape.as_mapping().property(word) else {
                return Err(misspelt(text, &path, word, &shape.as_mapping().names()));
            };
            shape = next;
            path = path.and(Step::Key(word.to_owned()));
            if has_entries(shape) && path.0.len() > 1 {
                return Err(Diagnostic::error(
                    codes::NO_SUCH_FIELD,
                    format!("`{path}` is a list that does not fit into a table"),
                )
                .help("write it into the partner’s file"));
            }
        }
        match kind(shape) {
            Some(kind) => Ok(Self { path, kind }),
            None => Err(not_one_cell(text, shape)),
        }
    }

    /// The part of this name, of the contact with its number: `contacts.2.whole_name`.
    fn part(text: &str) -> Option<Self> {
        if text == NOTES {
            let path = Path::key("logbook").and(Step::Key("log".to_owned()));
            return Some(Self { path, kind: Kind::Part(Part::Note) });
        }
        let words: Vec<&str> = text.split('.').map(str::trim).collect();
        let plain: Vec<&str> = words.iter().copied().filter(|word| item_number(word).is_none()).collect();
        let (_, beside, part) = PARTS.iter().find(|(name, ..)| *name == plain.join("."))?;
        let (last, before) = words.split_last()?;
        let path = match part {
            Part::Objection => {
                let item = before.get(1).and_then(|word| item_number(word));
                let step = item.map_or(Step::AnyItem, Step::Item);
                Path::key("contacts").and(step).and(Step::Key((*last).to_owned()))
            }
            _ => Self::named(&[before, &[*beside]].concat().join(".")).ok()?.path.beside(last),
        };
        Some(Self { path, kind: Kind::Part(*part) })
    }

    /// Whether several columns can be it: what they say stands one behind the other, or each may say it.
    pub fn may_be_several(&self) -> bool {
        matches!(self.kind, Kind::Part(Part::Note | Part::Objection | Part::Permission))
    }

    /// All fields, in the order of the schema; those of lists without a number.
    pub fn all() -> &'static [Self] {
        static ALL: LazyLock<Vec<Field>> = LazyLock::new(|| {
            let mut all = Vec::new();
            collect(Shape::of(&PARTNER), &Path::default(), &mut all);
            all
        });
        &ALL
    }

    /// What the field is, in plain words.
    pub fn description(&self) -> &'static str {
        let Some((Step::Key(last), before)) = self.path.0.split_last() else { return "" };
        let shape = Path(before.to_vec()).shape().map(Shape::as_mapping);
        shape.and_then(|shape| shape.description(last)).unwrap_or_default()
    }
}

fn item_number(word: &str) -> Option<usize> {
    word.parse::<usize>().ok()?.checked_sub(1).filter(|at| *at < MOST_ITEMS)
}

/// Whether it is a list whose items have parts.
pub fn has_entries(shape: Shape<'_>) -> bool {
    shape.items().is_some_and(|item| item.text_kind().is_none() && item.fields().is_some())
}

/// Whether it is a mapping from language to text, and nothing else.
pub fn is_by_language(shape: Shape<'_>) -> bool {
    shape.text_kind().is_some() || (shape.fields().is_none() && shape.allows("object"))
}

fn kind(shape: Shape<'static>) -> Option<Kind> {
    if shape.text_kind().is_some() {
        return Some(if shape.is_prose() { Kind::Prose } else { Kind::Line });
    }
    if let Some(item) = shape.items() {
        return kind(item)
            .filter(|kind| !matches!(kind, Kind::List(_)))
            .map(|kind| Kind::List(Box::new(kind)));
    }
    if let Some(options) = shape.options() {
        return Some(Kind::Word(options));
    }
    if let Some(format) = shape.format() {
        return Some(Kind::Formatted(format));
    }
    if shape.allows("boolean") {
        return Some(Kind::Truth);
    }
    if shape.allows("integer") || shape.allows("number") {
        return Some(Kind::Number);
    }
    let prose = if shape.is_prose() { Kind::Prose } else { Kind::Line };
    shape.allows("string").then_some(prose)
}

fn collect(shape: Shape<'static>, path: &Path, all: &mut Vec<Field>) {
    for name in shape.names() {
        let Some(field) = shape.property(name) else { continue };
        let path = path.and(Step::Key(name.to_owned()));
        if has_entries(field) {
            if let Some(item) = field.items().filter(|_| path.0.len() == 1) {
                collect(item, &path.and(Step::AnyItem), all);
            }
        } else if let Some(kind) = kind(field) {
            all.push(Field { path, kind });
        } else if field.fields().is_some() {
            collect(field, &path, all);
        }
    }
}

fn unknown(text: &str) -> Diagnostic {
    Diagnostic::error(codes::NO_SUCH_FIELD, format!("a partner has no field `{text}`"))
}

fn misspelt(text: &str, before: &Path, word: &str, names: &[&str]) -> Diagnostic {
    let all: Vec<String> = Field::all().iter().map(|field| field.path.to_string()).collect();
    let ending = all.iter().filter(|path| path.ends_with(&format!(".{text}"))).cloned().collect::<Vec<_>>();
    let mut problem = unknown(text);
    problem.help = match (ending.is_empty(), only_field(text)) {
        (false, _) => Some(format!("did you mean {}?", alternatives(&ending))),
        (true, Some(path)) => Some(format!("did you mean `{path}`?")),
        (true, None) => nearest(text, all.iter().map(String::as_str))
            .map(|near| format!("did you mean `{near}`?"))
            .or_else(|| {
                let near = nearest(word, names.iter().copied())?;
                Some(format!("did you mean `{}`?", before.and(Step::Key(near.to_owned()))))
            })
            .or_else(|| Some("all fields are listed in the guide: docs/reference/partner.md".to_owned())),
    };
    problem
}

fn not_one_cell(text: &str, shape: Shape<'_>) -> Diagnostic {
    let inside = if is_by_language(shape) {
        vec!["en", "de"]
    } else {
        shape.items().unwrap_or(shape).as_mapping().names()
    };
    let parts: Vec<String> = inside.iter().take(4).map(|part| format!("{text}.{part}")).collect();
    Diagnostic::error(codes::NO_SUCH_FIELD, format!("`{text}` is more than one cell can hold"))
        .help(format!("name a part of it: {}", alternatives(&parts)))
}
