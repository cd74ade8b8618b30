//! `document.yaml` → a document's definition.

use std::collections::HashSet;

use super::context;
use super::definition::{
    Children, DefinedValue, Definition, Each, Joint, Need, SectionPiece, SectionRule, Setting, SettingValue,
};
use super::expression::Expression;
use super::front_matter::Snippet;
use super::kind::{DocumentScope, Kind, OccasionKind};
use super::meta::PageLimit;
use crate::diagnostic::words::{alternatives, did_you_mean};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, codes};
use crate::source::{SourceFile, Span};
use crate::yaml::{self, MappingEntry, Node, Value};

/// Keys whose text is meant as it is written.
const LITERALS: &[&str] = &["layout", "words", "pages"];
/// Keys with a list of such texts.
const LISTS: &[&str] = &["formats"];
/// Keys with a list of such texts, or with an expression that gives one.
const LISTS_OR_EXPRESSION: &[&str] = &["attach"];
/// Keys whose text is an expression.
const EXPRESSIONS: &[&str] =
    &["when", "qr", "author", "letterhead", "status", "languages", "bilingual_layout"];
/// Keys with one expression or a list of them.
const LISTS_OF_EXPRESSIONS: &[&str] = &["to", "cc"];
/// The other keys.
const OTHERS: &[&str] = &["kind", "scope", "occasion", "uses", "define", "needs", "sections", "calendar"];
/// The keys of a section.
const OF_SECTIONS: &[&str] = &[
    "id",
    "class",
    "when",
    "needs",
    "each",
    "as",
    "columns",
    "parts",
    "sentences",
    "lines",
    "rows",
    "choose",
];
/// How the pieces under a key hang together.
fn joint(key: &str) -> Option<Joint> {
    Joint::ALL.iter().copied().find(|joint| joint.key() == key)
}

/// Whether a node is a list.
fn is_list(node: &Node) -> bool {
    matches!(node.value, Value::Sequence(_))
}

/// How deep pieces may stand in pieces.
const DEEPEST: usize = 8;

/// Reads a definition; `shared` gives the files of values that several definitions use, by their names.
///
/// # Errors
/// Everything that is wrong with its shape, at its place; what the fields and expressions are worth is looked at
/// together with the words.
pub fn read(file: SourceFile, shared: &SharedValues<'_>) -> Result<Definition, Diagnostics> {
    let tree = yaml::parse(&file)?;
    let mut reader = DefinitionReader::of(&file, "definition");
    let mut definition = reader.definition(&tree);
    let used = tree.get("uses").map(|node| reader.used(node, shared)).unwrap_or_default();
    let mut found = reader.found;
    let own = std::mem::take(&mut definition.define);
    for file in used {
        match shared_values(&file) {
            Ok(values) => definition.define.extend(values),
            Err(more) => found.extend(more),
        }
        definition.used.push(file);
    }
    definition.define.extend(own);
    if found.has_errors() { Err(found) } else { Ok(definition) }
}

/// Gives the file of values that several definitions use, by its name.
pub type SharedValues<'a> = dyn Fn(&str) -> Option<SourceFile> + 'a;

/// The values of a file that several definitions use: it has `define` and nothing else.
fn shared_values(file: &SourceFile) -> Result<Vec<DefinedValue>, Diagnostics> {
    let tree = yaml::parse(file)?;
    let mut reader = DefinitionReader::of(file, file.name());
    let mut values = Vec::new();
    for entry in reader.entries(&tree, "a file of shared values") {
        match entry.key.as_str() {
            "define" => values = reader.defined(&entry.node),
            _ => reader.unknown(entry, "a file of shared values", &["define"]),
        }
    }
    if reader.found.has_errors() { Err(reader.found) } else { Ok(values) }
}

struct DefinitionReader<'f> {
    file: &'f SourceFile,
    found: Diagnostics,
    ids: HashSet<String>,
    /// How many expressions were named.
    names: usize,
    /// How their names begin.
    prefix: &'f str,
}

impl<'f> DefinitionReader<'f> {
    fn of(file: &'f SourceFile, prefix: &'f str) -> Self {
        Self { file, found: Diagnostics::new(), ids: HashSet::new(), names: 0, prefix }
    }

    fn definition(&mut self, tree: &Node) -> Definition {
        let lists = [LISTS, LISTS_OR_EXPRESSION, LISTS_OF_EXPRESSIONS].concat();
        let known: Vec<&str> = [LITERALS, &lists, EXPRESSIONS, OTHERS].concat();
        let mut definition = Definition {
            file: self.file.clone(),
            kind: Kind::default(),
            scope: DocumentScope::default(),
            occasion: None,
            settings: Vec::new(),
            define: Vec::new(),
            used: Vec::new(),
            needs: Vec::new(),
            sections: Vec::new(),
            calendar: Vec::new(),
        };
        for entry in self.entries(tree, "a document’s definition") {
            let key = entry.key.as_str();
            match key {
                "kind" => {
                    let names: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
                    definition.kind = self.one_of(entry, &names, Kind::named, &mut definition.settings);
                }
                "scope" => {
                    let names: Vec<&str> = DocumentScope::ALL.iter().map(|scope| scope.name()).collect();
                    definition.scope =
                        self.one_of(entry, &names, DocumentScope::named, &mut definition.settings);
                }
                "occasion" => {
                    let names: Vec<&str> = OccasionKind::ALL.iter().map(|kind| kind.name()).collect();
                    let named = |name: &str| OccasionKind::named(name).map(Some);
                    definition.occasion = self.one_of(entry, &names, named, &mut definition.settings);
                }
                "define" => definition.define = self.defined(&entry.node),
                "needs" => definition.needs = self.needs(&entry.node),
                // Read when all else is.
                "uses" => {}
                "sections" => definition.sections = self.pieces(&entry.node, 0),
                // A number stands there as it is; what is worked out is an expression.
                "pages" if !self.is_page_limit(&entry.node) => {
                    let value = self.expression(&entry.node, key).map(SettingValue::Expression);
                    definition
                        .settings
                        .push(Setting { key: key.to_owned(), values: value.into_iter().collect() });
                }
                "calendar" => definition.calendar = self.pieces(&entry.node, 0),
                _ if LITERALS.contains(&key) => {
                    let values = self.text(&entry.node, key).into_iter().collect();
                    definition.settings.push(Setting { key: key.to_owned(), values });
                }
                _ if LISTS.contains(&key) || LISTS_OR_EXPRESSION.contains(&key) && is_list(&entry.node) => {
                    let items = self.items(&entry.node, key);
                    let values = items.iter().filter_map(|item| self.text(item, key)).collect();
                    definition.settings.push(Setting { key: key.to_owned(), values });
                }
                _ if LISTS_OF_EXPRESSIONS.contains(&key) && is_list(&entry.node) => {
                    let items = self.items(&entry.node, key);
                    let values = items.iter().filter_map(|item| self.expression(item, key));
                    let values = values.map(SettingValue::Expression).collect();
                    definition.settings.push(Setting { key: key.to_owned(), values });
                }
                _ if [EXPRESSIONS, LISTS_OR_EXPRESSION, LISTS_OF_EXPRESSIONS].concat().contains(&key) => {
                    let value = self.expression(&entry.node, key).map(SettingValue::Expression);
                    definition
                        .settings
                        .push(Setting { key: key.to_owned(), values: value.into_iter().collect() });
                }
                _ => self.unknown(entry, "a document’s definition", &known),
            }
        }
        self.whole(tree, &definition);
        definition
    }

    /// Whether a text is the number of pages itself: 1, exactly 1.
    fn is_page_limit(&self, node: &Node) -> bool {
        match &node.value {
            Value::Scalar { text, .. } => PageLimit::is_written(text),
            _ => true,
        }
    }

    /// What a definition must have.
    fn whole(&mut self, tree: &Node, definition: &Definition) {
        for key in ["kind", "layout", "sections"] {
            if tree.entry(key).is_none() && !self.found.has_errors() {
                let message = format!("`{}` has no `{key}`", self.file.name());
                self.found.push(Diagnostic::error(codes::MISSING_KEY, message).at(self.file, &(0..0), ""));
            }
        }
        if self.found.has_errors() {
            return;
        }
        if definition.sections.is_empty() {
            let place = tree.entry("sections").map_or(0..0, |entry| entry.key_span.clone());
            self.wrong(
                codes::BAD_VALUE,
                "a document has at least one section",
                &place,
                "write `- {id: head}`",
            );
        }
        self.told_apart(definition);
        if let Some(entry) = tree.entry("cc").filter(|_| !definition.kind.is_email()) {
            let message = format!("only an email has `cc`, and this is of kind `{}`", definition.kind.name());
            let place = entry.key_span.clone();
            self.wrong(codes::BAD_VALUE, message, &place, "write `kind: email`, or take `cc` out");
        }
        match (definition.kind.is_email(), tree.entry("to")) {
            (true, None) => {
                let place = tree.entry("kind").map_or(0..0, |entry| entry.node.span.clone());
                self.wrong(
                    codes::MISSING_KEY,
                    "an email needs to know whom it goes to",
                    &place,
                    "add `to: contact.email`",
                );
            }
            (false, Some(entry)) => {
                let message = format!(
                    "only an email goes `to` somebody, and this is of kind `{}`",
                    definition.kind.name()
                );
                let place = entry.key_span.clone();
                self.wrong(codes::BAD_VALUE, message, &place, "write `kind: email`, or take `to` out");
            }
            _ => {}
        }
    }

    /// That what an item is called is no value that is defined, and that no id is one that an item of a list gets.
    fn told_apart(&mut self, definition: &Definition) {
        let rules: Vec<&SectionRule> =
            definition.all_sections().into_iter().map(|within| within.rule).collect();
        for rule in &rules {
            let Some(each) = &rule.each else { continue };
            if definition.define.iter().any(|defined| defined.name == each.name) {
                let message = format!("`{}` is defined already and cannot mean an item too", each.name);
                self.wrong(codes::BAD_VALUE, message, &rule.place, "call the item otherwise: `as: …`");
            }
            let is_number = |rest: &str| !rest.is_empty() && rest.bytes().all(|one| one.is_ascii_digit());
            let is_items = |id: &str| {
                id.strip_prefix(rule.id.as_str())
                    .and_then(|rest| rest.strip_prefix('-'))
                    .is_some_and(is_number)
            };
            for other in rules.iter().filter(|other| is_items(&other.id)) {
                let message = format!("the id `{}` is that of an item of `{}`", other.id, rule.id);
                self.wrong(codes::DOUBLED_SECTION, message, &other.place, "give it another id");
            }
        }
    }

    fn defined(&mut self, node: &Node) -> Vec<DefinedValue> {
        let mut defined = Vec::new();
        for entry in self.entries(node, "`define`") {
            if self.is_name(&entry.key, &entry.key_span)
                && let Some(expression) = self.expression(&entry.node, &entry.key)
            {
                defined.push(DefinedValue { name: entry.key.clone(), expression, file: self.file.clone() });
            }
        }
        defined
    }

    /// Whether something may be called so in the words.
    fn is_name(&mut self, name: &str, place: &Span) -> bool {
        let is_given = context::NAMES.contains(&name) || ["loop", context::NUMBER].contains(&name);
        let is_word = name.starts_with(|one: char| one.is_ascii_lowercase())
            && name.chars().all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '_');
        if !is_word {
            let message = format!("`{name}` cannot be the name of a value");
            self.wrong(
                codes::BAD_VALUE,
                message,
                place,
                "small letters, digits and `_`, a letter first: own_clauses",
            );
        } else if is_given {
            let message = format!("`{name}` is there already and cannot mean something else");
            self.wrong(codes::BAD_VALUE, message, place, "choose another name");
        }
        is_word && !is_given
    }

    fn needs(&mut self, node: &Node) -> Vec<Need> {
        let mut needs = Vec::new();
        for item in self.items(node, "needs") {
            if let Value::Mapping(entries) = &item.value {
                let mut when = None;
                let mut fields = Vec::new();
                for entry in entries {
                    match entry.key.as_str() {
                        "when" => when = self.expression(&entry.node, "needs.when"),
                        "fields" => {
                            for field in self.items(&entry.node, "fields") {
                                fields.extend(self.field(field));
                            }
                        }
                        _ => self.unknown(entry, "`needs`", &["when", "fields"]),
                    }
                }
                needs.push(Need::Fields { when, fields });
            } else if let Some(field) = self.field(item) {
                needs.push(Need::Fields { when: None, fields: vec![field] });
            }
        }
        needs
    }

    fn field(&mut self, node: &Node) -> Option<(String, Span)> {
        Some((self.scalar(node, "a field such as partner.cooperation.purpose")?, node.span.clone()))
    }

    fn pieces(&mut self, node: &Node, depth: usize) -> Vec<SectionPiece> {
        if depth > DEEPEST {
            self.wrong(codes::NESTED_TOO_DEEP, "pieces in pieces in pieces", &node.span, "leave a level out");
            return Vec::new();
        }
        self.items(node, "sections").into_iter().filter_map(|item| self.piece(item, depth)).collect()
    }

    fn piece(&mut self, node: &Node, depth: usize) -> Option<SectionPiece> {
        let entries = self.entries(node, "a section");
        if let Some(choose) = node.entry("choose") {
            for entry in entries.iter().filter(|entry| entry.key != "choose") {
                self.unknown(entry, "a choice", &["choose"]);
            }
            return Some(SectionPiece::Choose(self.pieces(&choose.node, depth + 1)));
        }
        let mut rule = SectionRule {
            id: String::new(),
            place: node.span.clone(),
            class: None,
            when: None,
            needs: Vec::new(),
            each: None,
            columns: Vec::new(),
            children: Children::NONE,
        };
        let (mut list, mut name) = (None, None);
        for entry in entries {
            let node = &entry.node;
            match entry.key.as_str() {
                "id" => {
                    rule.place = node.span.clone();
                    rule.id = self.id(node).unwrap_or_default();
                }
                "class" => rule.class = self.scalar(node, "a class").map(|class| (class, node.span.clone())),
                "when" => rule.when = self.expression(node, "when"),
                "needs" => rule.needs = self.needs(node),
                "each" => list = self.expression(node, "each"),
                "as" => {
                    name = self.scalar(node, "a name").filter(|name| self.is_name(name, &node.span));
                }
                "columns" => rule.columns = self.columns(node),
                key if joint(key).is_some() && !rule.children.pieces.is_empty() => self.wrong(
                    codes::BAD_VALUE,
                    "a section has pieces of one sort: `parts`, `sentences`, `lines` or `rows`",
                    &entry.key_span,
                    "a part may have sentences of its own",
                ),
                key if let Some(joint) = joint(key) => {
                    rule.children = Children { joint, pieces: self.pieces(node, depth + 1) };
                }
                _ => self.unknown(entry, "a section", OF_SECTIONS),
            }
        }
        match (list, name) {
            (Some(list), Some(name)) => rule.each = Some(Each { list, name }),
            (Some(_), None) if node.entry("as").is_none() => self.wrong(
                codes::MISSING_KEY,
                "`each` needs `as`",
                &node.span,
                "write what an item is called in the words: `{id: own, each: mou.own_clauses, as: clause}`",
            ),
            (None, Some(_)) if node.entry("each").is_none() => {
                self.wrong(
                    codes::MISSING_KEY,
                    "`as` needs `each`",
                    &node.span,
                    "write which list it goes through",
                );
            }
            _ => {}
        }
        if node.entry("id").is_none() {
            self.wrong(codes::MISSING_KEY, "a section needs an `id`", &node.span, "write `- {id: purpose}`");
        }
        (!rule.id.is_empty()).then(|| SectionPiece::Section(Box::new(rule)))
    }

    /// The files of values that the definition uses.
    fn used(&mut self, node: &Node, shared: &SharedValues<'_>) -> Vec<SourceFile> {
        let mut files = Vec::new();
        for item in self.items(node, "uses") {
            let Some(name) = self.scalar(item, "a name") else { continue };
            match shared(&name) {
                Some(file) => files.push(file),
                None => {
                    let message = format!("there are no shared values `{name}`");
                    let help = format!("they stand in `templates/partials/{name}.yaml`, below `define`");
                    self.wrong(codes::BAD_VALUE, message, &item.span, help);
                }
            }
        }
        files
    }

    fn id(&mut self, node: &Node) -> Option<String> {
        let id = self.scalar(node, "an id")?;
        let is_id = id.starts_with(|one: char| one.is_ascii_lowercase())
            && !id.ends_with('-')
            && id.chars().all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '-');
        if !is_id {
            let message = format!("`{id}` cannot be the id of a section");
            self.wrong(
                codes::BAD_VALUE,
                message,
                &node.span,
                "small letters, digits and hyphens, a letter first: expected-results",
            );
            return None;
        }
        if !self.ids.insert(id.clone()) {
            let message = format!("the id `{id}` is there twice");
            self.wrong(
                codes::DOUBLED_SECTION,
                message,
                &node.span,
                "each section, part and sentence has an id of its own",
            );
        }
        Some(id)
    }

    fn columns(&mut self, node: &Node) -> Vec<(usize, Expression)> {
        let mut columns = Vec::new();
        for entry in self.entries(node, "`columns`") {
            match entry.key.parse::<usize>().ok().filter(|number| *number > 0) {
                Some(number) => {
                    columns.extend(
                        self.expression(&entry.node, "columns").map(|expression| (number, expression)),
                    );
                }
                None => self.wrong(
                    codes::BAD_VALUE,
                    "a column is named by its number, from 1",
                    &entry.key_span,
                    "write `columns: {4: dated}`",
                ),
            }
        }
        columns
    }

    fn text(&mut self, node: &Node, key: &str) -> Option<SettingValue> {
        let text = self.scalar(node, &format!("a text as `{key}`"))?;
        Some(SettingValue::Literal(Snippet { name: key.to_owned(), text, span: node.span.clone() }))
    }

    fn expression(&mut self, node: &Node, key: &str) -> Option<Expression> {
        let text = self.scalar(node, "an expression in one text")?;
        self.names += 1;
        Some(Expression {
            name: format!("{}.{}.{key}", self.prefix, self.names),
            text,
            span: node.span.clone(),
        })
    }

    /// What one of some names means, which is kept as a setting too; the usual thing when it is none of them.
    fn one_of<T: Default>(
        &mut self,
        entry: &MappingEntry,
        names: &[&str],
        named: impl Fn(&str) -> Option<T>,
        settings: &mut Vec<Setting>,
    ) -> T {
        let Some(value) = self.text(&entry.node, &entry.key) else { return T::default() };
        let text = value.written().to_owned();
        settings.push(Setting { key: entry.key.clone(), values: vec![value] });
        named(&text).unwrap_or_else(|| {
            let help =
                did_you_mean(&text, names).unwrap_or_else(|| format!("there is {}", alternatives(names)));
            let message = format!("`{}` cannot be `{text}`", entry.key);
            self.wrong(codes::BAD_VALUE, message, &entry.node.span, help);
            T::default()
        })
    }

    fn scalar(&mut self, node: &Node, expected: &str) -> Option<String> {
        match &node.value {
            Value::Scalar { text, .. } => Some(text.trim().to_owned()),
            Value::Null => {
                self.wrong(
                    codes::WRONG_TYPE,
                    format!("{expected} is needed here"),
                    &node.span,
                    "write it behind the colon",
                );
                None
            }
            Value::Sequence(_) | Value::Mapping(_) => {
                let help =
                    "what begins with `[` or `{` stands in quotes: `\"[kpi for kpi in kpis if kpi.by]\"`";
                self.wrong(codes::WRONG_TYPE, format!("{expected} is needed here"), &node.span, help);
                None
            }
        }
    }

    fn items<'n>(&mut self, node: &'n Node, key: &str) -> Vec<&'n Node> {
        match &node.value {
            Value::Sequence(items) => items.iter().collect(),
            _ => {
                self.wrong(
                    codes::WRONG_TYPE,
                    format!("`{key}` needs a list"),
                    &node.span,
                    "write each item behind a `-` on a line of its own",
                );
                Vec::new()
            }
        }
    }

    fn entries<'n>(&mut self, node: &'n Node, what: &str) -> &'n [MappingEntry] {
        match &node.value {
            Value::Mapping(entries) => entries,
            _ => {
                self.wrong(
                    codes::WRONG_TYPE,
                    format!("{what} has keys and values"),
                    &node.span,
                    "write `key: value`",
                );
                &[]
            }
        }
    }

    fn unknown(&mut self, entry: &MappingEntry, within: &str, known: &[&str]) {
        let message = format!("there is no key `{}` in {within}", entry.key);
        let mut problem =
            Diagnostic::error(codes::UNKNOWN_KEY, message).at(self.file, &entry.key_span, "unknown");
        problem.help =
            did_you_mean(&entry.key, known).or_else(|| Some(format!("the keys are {}", alternatives(known))));
        self.found.push(problem);
    }

    fn wrong(&mut self, code: Code, message: impl Into<String>, place: &Span, help: impl Into<String>) {
        self.found.push(Diagnostic::error(code, message.into()).at(self.file, place, "").help(help.into()));
    }
}
