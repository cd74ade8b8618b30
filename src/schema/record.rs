//! A file, read and checked.

use std::cell::OnceCell;
use std::sync::Arc;

use serde_json::{Map, Value as Json};

use super::described::Described;
use super::formats::LANGUAGES;
use super::shape::Shape;
use super::unread::Unread;
use super::{check, places, secrets, typed};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::source::{SourceFile, Span};
use crate::yaml::{self, Node, Value};

/// A file that was read and found right.
#[derive(Debug, Clone)]
pub struct Record<T> {
    /// The text.
    pub file: SourceFile,
    /// The values, typed by the schema; what was left empty is not there.
    pub values: Json,
    /// The same as a Rust value.
    pub model: T,
    /// What is worth a remark.
    pub remarks: Diagnostics,
    /// What could not be read, when it was read in part.
    pub(super) unread: Vec<Unread>,
    /// What was read of the text, in which the places are looked up.
    pub(super) tree: Arc<Node>,
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
            .map_err(|found| secrets::without_lines(found.cut_short(&file)))?;
        if matches!(&tree.value, Value::Mapping(entries) if entries.is_empty()) {
            return Err(Diagnostic::error(codes::FILE_EMPTY, format!("`{}` has nothing in it", file.name()))
                .at(&file, &(0..0), "empty, or comments only")
                .help("`handclasp new NAME` begins a partner’s file, `handclasp init DIR` a whole example")
                .into());
        }
        if let Some(secret) = secrets::secret(&file, &tree).filter(|_| !T::IS_OF_PROGRAM) {
            return Err(secret.into());
        }
        let mut found = Diagnostics::new();
        let mut slips = Diagnostics::new();
        let values = typed::values(&file, &tree, Shape::of(T::schema()), &mut slips);
        // What people write where they have nothing to say are words of a page too: “given name”.
        found.extend(slips.into_iter().filter(|one| !T::IS_OF_PROGRAM || one.code != codes::PLACEHOLDER));
        check::violations(&file, &tree, &values, T::validator(), T::schema(), &mut found);
        if found.has_errors() {
            return Err(found.in_order().cut_short(&file));
        }
        match T::deserialize(&values) {
            Ok(model) => {
                let remarks = found.in_order().cut_short(&file);
                Ok(Self { file, values, model, remarks, unread: Vec::new(), tree: Arc::new(tree) })
            }
            Err(error) => Err(Diagnostic::error(
                codes::UNREADABLE,
                format!("this file does not describe {}: {error}", T::WHAT),
            )
            .at(&file, &tree.span, "")
            .into()),
        }
    }
}

impl<T> Record<T> {
    /// A record without values, of which nothing stands in the file that is named.
    pub fn without_values(file: SourceFile, model: T) -> Self {
        let tree = Node { span: 0..0, value: Value::Mapping(Vec::new()) };
        Self {
            file,
            values: Json::Object(Map::new()),
            model,
            remarks: Diagnostics::new(),
            unread: Vec::new(),
            tree: Arc::new(tree),
        }
    }

    /// The place of a value; where it is missing, the key of the nearest thing around it.
    pub fn place<S: AsRef<str>>(&self, path: &[S]) -> Span {
        places::place(&self.tree, path)
    }

    /// The place of a key itself, where that is what is wrong.
    pub fn place_of_key<S: AsRef<str>>(&self, path: &[S]) -> Span {
        let path: Vec<String> = path.iter().map(|segment| segment.as_ref().to_owned()).collect();
        places::key_span(&self.tree, &path)
    }

    /// Whether all of the file could be read.
    pub fn is_whole(&self) -> bool {
        self.unread.is_empty()
    }

    /// Whether a field could be read, with all that is in it: `contacts.id` of all contacts.
    pub fn knows(&self, field: &str) -> bool {
        let field: Vec<&str> = field.split('.').collect();
        !self.unread.iter().any(|unread| unread.touches(&field))
    }

    /// Whether a problem is about something that could not be read.
    pub fn is_about_unread(&self, problem: &Diagnostic) -> bool {
        let Some(label) = &problem.label else { return false };
        label.file.name() == self.file.name()
            && self.unread.iter().any(|unread| unread.covers(label.span.start))
    }
}
