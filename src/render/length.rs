//! Documents that are longer than their pages, and what could be shortened.

use serde_json::Value as Json;

use super::findings::Findings;
use super::printed_fields::{last_name, plain_parts};
use super::renderer::{Finished, Renderer};
use crate::diagnostic::words::count;
use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::document::Document;
use crate::format::pdf;
use crate::partnership::Partnership;
use crate::project::brand;
use crate::schema::{Described, Record};
use crate::source::{SourceFile, Span};
use crate::template::{Gaps, PageLimit};

/// How far two lines of a text are apart, in millimetres.
const LINE: f64 = 5.0;
/// How many of the longest fields are named.
const LONGEST: usize = 3;
/// How many letters a text has at least that somebody could shorten.
const SHORTEST: usize = 60;

impl<'a> Renderer<'a> {
    /// Sees to it that a document has no more pages than it may.
    pub(super) fn limit_pages(
        &self,
        finished: &Finished<'a>,
        pages: usize,
        warnings: &mut Findings,
    ) -> Result<(), Findings> {
        if let Some(limit) = finished.document.meta.pages.filter(|limit| pages > limit.most) {
            let problem = self.too_long(finished, pages, limit);
            if problem.severity == Severity::Error && self.manner.gaps == Gaps::Refused {
                return Err(problem.into());
            }
            warnings.add([problem]);
        }
        Ok(())
    }

    fn too_long(&self, finished: &Finished<'a>, pages: usize, limit: PageLimit) -> Diagnostic {
        let (name, document) = (finished.edition.name(), &finished.document);
        let excess = if limit.most == 1 { self.excess(finished) } else { None };
        let excess = excess.map_or_else(String::new, |excess| {
            format!(": {excess:.0} mm too long, about {}", count((excess / LINE).ceil() as usize, "line"))
        });
        let message = format!(
            "`{name}` for `{}` runs to {pages} pages; the limit is {}{excess}",
            self.partnership.id, limit.most
        );
        let problem = if limit.strict {
            Diagnostic::error(codes::TOO_LONG, message)
        } else {
            Diagnostic::warning(codes::TOO_LONG, message)
        };
        // What a person wrote is longer than what was made for the page.
        if let Some(edit) = self.edits.get(&finished.edition.stem(&self.manner)) {
            return problem
                .at(&edit.file, &(0..0), "edited by hand")
                .help("shorten it there, or take the edit back with `--discard-edits`");
        }
        let longest = longest_fields(&self.partnership, document);
        let sizes: Vec<String> = longest
            .iter()
            .take(LONGEST)
            .map(|field| format!("`{}` in {} ({} letters)", field.name, field.file.name(), field.letters))
            .collect();
        let has_margins = brand(&self.partnership).is_some_and(|brand| brand.margins.is_some());
        let margins = if has_margins { "; or make the margins smaller (`brand.margins`)" } else { "" };
        let Some(first) = longest.first() else { return problem.help("shorten the template") };
        problem
            .at(first.file, &first.span, format!("the longest text here, {} letters", first.letters))
            .help(format!("shorten one of these: {}{margins}", sizes.join(", ")))
    }

    /// By how many millimetres a document is longer than its page.
    fn excess(&self, finished: &Finished<'a>) -> Option<f64> {
        let page = self.page(finished);
        let height = pdf::height(self.press.typesetter().ok()?, &finished.document, &page).ok()?;
        Some(height - pdf::PAGE_HEIGHT).filter(|excess| *excess > 0.0)
    }
}

/// A field with much text.
struct LongField<'r> {
    /// Its file.
    file: &'r SourceFile,
    /// Its place.
    span: Span,
    /// Its name.
    name: String,
    /// How many letters of it are printed; those of a list together.
    letters: usize,
}

/// The fields that a document prints, those with the most letters first.
fn longest_fields<'r>(partnership: &Partnership<'r>, document: &Document) -> Vec<LongField<'r>> {
    let printed = pdf::letters(document);
    let mut fields = Vec::new();
    collect(partnership.partner, &printed, &mut fields);
    collect(partnership.institution, &printed, &mut fields);
    // Names and other short texts are as long as they are.
    fields.retain(|field| field.letters >= SHORTEST && !field.name.ends_with("name"));
    fields.sort_by_key(|field| std::cmp::Reverse(field.letters));
    fields
}

fn collect<'r, T: Described>(record: &'r Record<T>, printed: &str, fields: &mut Vec<LongField<'r>>) {
    let mut found = Vec::new();
    measure(&record.values, printed, &mut Vec::new(), &mut found);
    fields.extend(found.into_iter().map(|(path, letters)| LongField {
        file: &record.file,
        span: record.place(&path),
        name: last_name(&path),
        letters,
    }));
}

/// The letters of each text, and of each list of texts, by path.
fn measure(value: &Json, printed: &str, path: &mut Vec<String>, found: &mut Vec<(Vec<String>, usize)>) {
    let mut go = |name: String, value: &Json, found: &mut Vec<(Vec<String>, usize)>| {
        path.push(name);
        measure(value, printed, path, found);
        path.pop();
    };
    match value {
        Json::String(text) if printed.contains(plain_part(text)) => {
            found.push((path.clone(), text.chars().count()));
        }
        Json::Object(map) => map.iter().for_each(|(key, value)| go(key.clone(), value, found)),
        Json::Array(items) => {
            let mut inside = Vec::new();
            for (at, item) in items.iter().enumerate() {
                go(at.to_string(), item, &mut inside);
            }
            let of_texts = items.iter().all(Json::is_string);
            if of_texts && !inside.is_empty() {
                found.push((path.clone(), inside.iter().map(|(_, letters)| letters).sum()));
            } else {
                found.extend(inside);
            }
        }
        _ => {}
    }
}

/// The longest part of a text that looks on the page as it does in the file, whether it is Markdown or not.
fn plain_part(text: &str) -> &str {
    plain_parts(text).max_by_key(|part| part.len()).unwrap_or(text).trim()
}
