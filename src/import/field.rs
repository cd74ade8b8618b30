//! The fields that a column can be, by dotted path: `address.city`, `contacts.2.email`, `sector.de`.
//!
//! What there is comes from the schema of a partner's file; only what cannot stand in one cell is left out:
//! lists inside of other fields whose items have parts (`mou.kpis`).

use std::sync::LazyLock;

use super::heads::{Head, only_field};
use super::path::Path;
use crate::diagnostic::words::{alternatives, nearest};
use crate::diagnostic::{Diagnostic, codes};
use crate::schema::{PARTNER, Shape, is_language};
use crate::yaml::path::PathStep;

/// The most items of a list that columns can number.
const MOST_ITEMS: usize = 50;

/// How a cell of a field is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueKind {
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
    List(Box<ValueKind>),
    /// A piece of a field, or several fields in one cell.
    Part(CellPart),
}

/// What stands in one cell and is more or less than a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellPart {
    /// The number of the house, which belongs to the street.
    HouseNumber,
    /// What distinguishes doors: the letter, the flat.
    HouseNumberAddition,
    /// A second line of the street.
    StreetAddition,
    PostalCodeAndCity,
    /// A whole name, and in which order when that is said.
    WholeName(Option<NameOrder>),
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
const PARTS: &[(&str, &str, CellPart)] = &[
    ("address.house_number", "street", CellPart::HouseNumber),
    ("address.house_number_addition", "street", CellPart::HouseNumberAddition),
    ("address.street_addition", "street", CellPart::StreetAddition),
    ("address.postal_code_and_city", "city", CellPart::PostalCodeAndCity),
    ("contacts.whole_name", "given_name", CellPart::WholeName(None)),
    ("contacts.given_and_family_name", "given_name", CellPart::WholeName(Some(NameOrder::GivenFirst))),
    ("contacts.family_and_given_name", "given_name", CellPart::WholeName(Some(NameOrder::FamilyFirst))),
    ("contacts.family_name_prefix", "family_name", CellPart::FamilyNamePrefix),
    ("contacts.other_phone", "phone", CellPart::Other("phone")),
    ("contacts.other_email", "email", CellPart::Other("email")),
    ("contacts.objected", "objected", CellPart::Objection),
    ("contacts.may_be_contacted", "objected", CellPart::Permission),
];

/// The notes of a list, which become entries of the logbook.
pub const NOTES: &str = "logbook.log";

/// Which of the names in a whole name stands first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameOrder {
    GivenFirst,
    FamilyFirst,
}

/// A field that a column can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetField {
    /// Where it stands.
    pub path: Path,
    /// How a cell of it is read.
    pub kind: ValueKind,
}

impl TargetField {
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
            if shape.has_entries() {
                let Some(item) = shape.items() else { return Err(unknown(text)) };
                shape = item;
                match item_number(word) {
                    Some(at) => {
                        path = path.and(PathStep::Item(at));
                        continue;
                    }
                    None => path = path.and(PathStep::AnyItem),
                }
            } else if let Some(item) = shape.items() {
                let Some(at) = item_number(word) else { return Err(unknown(text)) };
                shape = item;
                path = path.and(PathStep::Item(at));
                continue;
            }
            if shape.is_by_language() && !is_language(word) {
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
            path = path.and(PathStep::Key(word.to_owned()));
            if shape.has_entries() && path.0.len() > 1 {
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
            let path = Path::key("logbook").and(PathStep::Key("log".to_owned()));
            return Some(Self { path, kind: ValueKind::Part(CellPart::Note) });
        }
        let words: Vec<&str> = text.split('.').map(str::trim).collect();
        let plain: Vec<&str> = words.iter().copied().filter(|word| item_number(word).is_none()).collect();
        let (_, beside, part) = PARTS.iter().find(|(name, ..)| *name == plain.join("."))?;
        let (last, before) = words.split_last()?;
        let path = match part {
            CellPart::Objection => {
                let item = before.get(1).and_then(|word| item_number(word));
                let step = item.map_or(PathStep::AnyItem, PathStep::Item);
                Path::key("contacts").and(step).and(PathStep::Key((*last).to_owned()))
            }
            _ => Self::named(&[before, &[*beside]].concat().join(".")).ok()?.path.beside(last),
        };
        Some(Self { path, kind: ValueKind::Part(*part) })
    }

    /// Whether several columns can be it: what they say stands one behind the other, or each may say it.
    pub fn may_be_several(&self) -> bool {
        matches!(self.kind, ValueKind::Part(CellPart::Note | CellPart::Objection | CellPart::Permission))
    }

    /// All fields, in the order of the schema; those of lists without a number.
    pub fn all() -> &'static [Self] {
        static ALL: LazyLock<Vec<TargetField>> = LazyLock::new(|| {
            let mut all = Vec::new();
            collect(Shape::of(&PARTNER), &Path::default(), &mut all);
            all
        });
        &ALL
    }

    /// What the field is, in plain words.
    pub fn description(&self) -> &'static str {
        let Some((PathStep::Key(last), before)) = self.path.0.split_last() else { return "" };
        let shape = Path(before.to_vec()).shape().map(Shape::as_mapping);
        shape.and_then(|shape| shape.description(last)).unwrap_or_default()
    }
}

/// Whether a column of this name means something to us.
pub fn is_known(name: &str) -> bool {
    TargetField::named(name).is_ok() || !Head::read(name).senses.is_empty()
}

fn item_number(word: &str) -> Option<usize> {
    word.parse::<usize>().ok()?.checked_sub(1).filter(|at| *at < MOST_ITEMS)
}

fn kind(shape: Shape<'static>) -> Option<ValueKind> {
    if shape.text_kind().is_some() {
        return Some(if shape.is_prose() { ValueKind::Prose } else { ValueKind::Line });
    }
    if let Some(item) = shape.items() {
        return kind(item)
            .filter(|kind| !matches!(kind, ValueKind::List(_)))
            .map(|kind| ValueKind::List(Box::new(kind)));
    }
    if let Some(options) = shape.options() {
        return Some(ValueKind::Word(options));
    }
    if let Some(format) = shape.format() {
        return Some(ValueKind::Formatted(format));
    }
    if shape.allows("boolean") {
        return Some(ValueKind::Truth);
    }
    if shape.allows("integer") || shape.allows("number") {
        return Some(ValueKind::Number);
    }
    let prose = if shape.is_prose() { ValueKind::Prose } else { ValueKind::Line };
    shape.allows("string").then_some(prose)
}

fn collect(shape: Shape<'static>, path: &Path, all: &mut Vec<TargetField>) {
    for name in shape.names() {
        let Some(field) = shape.property(name) else { continue };
        let path = path.and(PathStep::Key(name.to_owned()));
        if field.has_entries() {
            if let Some(item) = field.items().filter(|_| path.0.len() == 1) {
                collect(item, &path.and(PathStep::AnyItem), all);
            }
        } else if let Some(kind) = kind(field) {
            all.push(TargetField { path, kind });
        } else if field.fields().is_some() {
            collect(field, &path, all);
        }
    }
}

fn unknown(text: &str) -> Diagnostic {
    Diagnostic::error(codes::NO_SUCH_FIELD, format!("a partner has no field `{text}`"))
}

fn misspelt(text: &str, before: &Path, word: &str, names: &[&str]) -> Diagnostic {
    let all: Vec<String> = TargetField::all().iter().map(|field| field.path.to_string()).collect();
    let ending = all.iter().filter(|path| path.ends_with(&format!(".{text}"))).cloned().collect::<Vec<_>>();
    let mut problem = unknown(text);
    problem.help = match (ending.is_empty(), only_field(text)) {
        (false, _) => Some(format!("did you mean {}?", alternatives(&ending))),
        (true, Some(path)) => Some(format!("did you mean `{path}`?")),
        (true, None) => nearest(text, all.iter().map(String::as_str))
            .map(|near| format!("did you mean `{near}`?"))
            .or_else(|| {
                let near = nearest(word, names.iter().copied())?;
                Some(format!("did you mean `{}`?", before.and(PathStep::Key(near.to_owned()))))
            })
            .or_else(|| Some("all fields are listed in the guide: docs/reference/partner.md".to_owned())),
    };
    problem
}

fn not_one_cell(text: &str, shape: Shape<'_>) -> Diagnostic {
    let inside = if shape.is_by_language() {
        vec!["en", "de"]
    } else {
        shape.items().unwrap_or(shape).as_mapping().names()
    };
    let parts: Vec<String> = inside.iter().take(4).map(|part| format!("{text}.{part}")).collect();
    Diagnostic::error(codes::NO_SUCH_FIELD, format!("`{text}` is more than one cell can hold"))
        .help(format!("name a part of it: {}", alternatives(&parts)))
}
