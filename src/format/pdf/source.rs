//! The Typst source of a document in one file, with layouts, data and pictures in it, so that an expert can
//! go on by hand with the ordinary Typst compiler.

use std::collections::HashSet;
use std::fmt::Write;

use serde_json::Value as Json;
use typst::syntax::ast::{Arg, Expr, FuncCall, ImportItem, Imports, ModuleImport};
use typst::syntax::{LinkedNode, Source, SyntaxKind};

use super::errors::PdfError;
use super::markup::{self, literal};
use super::page_setup::PageSetup;
use super::prepared::{Prepared, prepare};
use super::world::Typesetter;
use crate::diagnostic::{Diagnostic, codes};
use crate::document::Document;
use crate::source::Span;

/// The source of a document. It has no signature fields: they are made after Typst.
///
/// # Errors
/// An import in a layout that cannot be put into one file.
pub fn write(typesetter: &Typesetter, document: &Document, page: &PageSetup<'_>) -> Result<String, PdfError> {
    let prepared = prepare(document, &PageSetup { fields: Vec::new(), ..page.clone() });
    let layout = &document.meta.layout;
    let mut code = format!(
        "// {}, made by Handclasp {}. Compile it with Typst 0.15: typst compile FILE.typ\n\
         // It needs the fonts that it names; Handclasp's own are {}.\n\
         // The signature fields of the PDF are added after Typst and are not in here.\n",
        document.whole_title().replace(['\n', '\r'], " "),
        env!("CARGO_PKG_VERSION"),
        typesetter.families().join(", "),
    );
    let mut whole = Whole { typesetter, done: HashSet::new() };
    whole.append(&format!("/layouts/{layout}.typ"), &mut code)?;
    code.push_str("\n// ---- The data ----\n#let meta = ");
    let data: Json = serde_json::from_str(&prepared.meta).unwrap_or_default();
    write_value(&mut code, &data, &prepared, 0);
    code.push_str("\n\n// ---- The text ----\n");
    code.push_str(&markup::call(document, "meta"));
    Ok(code)
}

/// Files that are put together, each once.
struct Whole<'a> {
    typesetter: &'a Typesetter,
    done: HashSet<String>,
}

impl Whole<'_> {
    /// Appends a layout with what it imports in place of its imports.
    fn append(&mut self, path: &str, code: &mut String) -> Result<(), PdfError> {
        if !self.done.insert(path.to_owned()) {
            return Ok(());
        }
        let Some(source) = self.typesetter.source_at(path) else {
            let message = format!("there is no `templates{path}`");
            return Err(PdfError::Layout(Diagnostic::error(codes::LAYOUT, message).into()));
        };
        let mut copied = 0;
        let root = LinkedNode::new(source.root());
        let mut hash = 0;
        for node in root.children() {
            if node.kind() == SyntaxKind::Hash {
                hash = node.offset();
            }
            let Some(import) = node.cast::<ModuleImport<'_>>() else {
                match takes_from_elsewhere(&node) {
                    Some(place) => return Err(self.cannot(source, &place)),
                    None => continue,
                }
            };
            let Some(imported) = imported(import, path) else {
                return Err(self.cannot(source, &node.range()));
            };
            code.push_str(&source.text()[copied..hash]);
            self.append(&imported, code)?;
            copied = node.range().end;
        }
        code.push_str(&source.text()[copied..]);
        Ok(())
    }

    fn cannot(&self, source: &Source, place: &Span) -> PdfError {
        let mut diagnostic =
            Diagnostic::error(codes::IMPORT, "this file cannot be put into the one file of `--format typ`")
                .help("import layouts at the top of the file, with `: *` or by names, without `as`; pictures come from `meta`");
        if let Some(file) = self.typesetter.layout_file(source.id()) {
            diagnostic = diagnostic.at(file, place, "");
        }
        PdfError::Layout(diagnostic.into())
    }
}

/// Where something below a node is taken from another file, other than by an import at the top of a file.
fn takes_from_elsewhere(node: &LinkedNode<'_>) -> Option<Span> {
    let reads = node.cast::<FuncCall<'_>>().is_some_and(|call| {
        let reader = matches!(call.callee(), Expr::Ident(name) if READERS.contains(&name.as_str()));
        let first = call.args().items().next();
        reader && matches!(first, Some(Arg::Pos(Expr::Str(_))))
    });
    let takes = matches!(node.kind(), SyntaxKind::ModuleImport | SyntaxKind::ModuleInclude);
    if reads || takes {
        return Some(node.range());
    }
    node.children().find_map(|child| takes_from_elsewhere(&child))
}

/// Typst's functions that read a file.
const READERS: &[&str] =
    &["image", "read", "json", "yaml", "toml", "csv", "xml", "cbor", "plugin", "bibliography"];

/// The path of a file that is imported under its own names.
fn imported(import: ModuleImport<'_>, from: &str) -> Option<String> {
    let Expr::Str(path) = import.source() else { return None };
    let own_names = match import.imports()? {
        Imports::Wildcard => true,
        Imports::Items(items) => items.iter().all(|item| matches!(item, ImportItem::Simple(_))),
    };
    let path = path.get();
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let whole = if path.starts_with('/') { path.to_string() } else { format!("{folder}/{path}") };
    (own_names && import.new_name().is_none()).then_some(whole)
}

/// A value as Typst code; the path of a picture becomes the picture.
fn write_value(code: &mut String, value: &Json, prepared: &Prepared<'_>, depth: usize) {
    let indent = "  ".repeat(depth + 1);
    match value {
        Json::Null => code.push_str("none"),
        Json::String(text) => code.push_str(&literal(text)),
        Json::Array(items) => {
            code.push('(');
            for item in items {
                write_value(code, item, prepared, depth);
                code.push_str(", ");
            }
            code.push(')');
        }
        Json::Object(map) if map.is_empty() => code.push_str("(:)"),
        Json::Object(map) => {
            code.push_str("(\n");
            for (key, value) in map {
                let _ = write!(code, "{indent}{}: ", literal(key));
                let picture = || prepared.pictures.iter().find(|(path, _)| value == path.as_str());
                match (key.as_str(), picture()) {
                    ("path", Some((_, bytes))) => write_bytes(code, bytes),
                    _ => write_value(code, value, prepared, depth + 1),
                }
                code.push_str(",\n");
            }
            code.push_str(&"  ".repeat(depth));
            code.push(')');
        }
        other => {
            let _ = write!(code, "{other}");
        }
    }
}

fn write_bytes(code: &mut String, bytes: &[u8]) {
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            let _ = write!(code, "bytes({})", literal(text));
        }
        Err(_) => {
            code.push_str("bytes((");
            bytes.iter().for_each(|byte| {
                let _ = write!(code, "{byte},");
            });
            code.push_str("))");
        }
    }
}
