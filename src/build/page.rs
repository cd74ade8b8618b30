//! What a page of a document needs besides its text: layout, logo, colours, fonts, QR code.

use serde_json::Value as Json;

use super::Project;
use crate::diagnostic::words::did_you_mean;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::Document;
use crate::format::pdf::{self, Logo, Page};
use crate::locale::fill;
use crate::relation::Relation;
use crate::schema::{Described, Record};
use crate::source::{SourceFile, Span};
use crate::template::Template;

/// The colour of headings and links when the institution names none.
const ACCENT: &str = "#0b5c8a";
/// What the layouts have in common; not a layout itself.
const BASE_LAYOUT: &str = "base";

/// The institution's accent colour.
pub fn accent<'a>(relation: &Relation<'a>) -> &'a str {
    let brand = relation.institution.model.brand.as_ref();
    brand.and_then(|brand| brand.accent.as_deref()).unwrap_or(ACCENT)
}

/// What a page of a document needs besides its text.
///
/// # Errors
/// A logo that is not there.
pub fn page<'a>(
    project: &'a Project,
    relation: &Relation<'a>,
    document: &Document,
) -> Result<Page<'a>, Diagnostic> {
    let meta = &document.meta;
    let labels = project.templates.locale(&meta.language).map(|locale| &locale.words.labels);
    let qr = meta.qr.as_ref().and_then(|address| {
        let alt = labels.map_or_else(String::new, |labels| fill(&labels.qr, &[("address", address)]));
        Some((qr_code(address)?, alt))
    });
    let brand = relation.institution.model.brand.as_ref();
    Ok(Page {
        logo: logo(project, relation, document)?,
        qr,
        accent: Some(accent(relation)),
        font: brand.and_then(|brand| brand.font.as_deref()),
        page_label: labels.map_or("", |labels| labels.page.as_str()),
        identifier: format!("handclasp/{}/{}/{}", meta.document, relation.id, meta.language),
    })
}

/// What would keep a page from being set, as far as it can be told without setting it.
pub fn problems(
    project: &Project,
    relation: &Relation<'_>,
    template: &Template,
    document: &Document,
) -> Diagnostics {
    let mut found = Diagnostics::new();
    found.extend(unknown_layout(project, template, &document.meta.layout));
    found.extend(logo(project, relation, document).err());
    match project.typesetter() {
        Err(problem) => found.push(problem),
        Ok(typesetter) => {
            found.extend(unknown_font(relation, typesetter));
            if let Some(missing) = pdf::missing_glyph(typesetter, document) {
                found.push(no_glyph(relation, document, missing));
            }
        }
    }
    found
}

/// That there is no such layout.
pub fn unknown_layout(project: &Project, template: &Template, layout: &str) -> Option<Diagnostic> {
    let names = project.files.under("layouts");
    let known: Vec<&str> = names
        .filter_map(|name| name.strip_prefix("layouts/")?.strip_suffix(".typ"))
        .filter(|name| *name != BASE_LAYOUT)
        .collect();
    if known.contains(&layout) {
        return None;
    }
    let place = template.front.text("layout").map_or(0..3, |snippet| snippet.span.clone());
    let mut diagnostic = Diagnostic::error("unknown-layout", format!("there is no layout `{layout}`")).at(
        template.file(),
        &place,
        "",
    );
    diagnostic.help = did_you_mean(layout, &known);
    Some(diagnostic)
}

fn unknown_font(relation: &Relation<'_>, typesetter: &pdf::Typesetter) -> Option<Diagnostic> {
    let font = relation.institution.model.brand.as_ref()?.font.as_deref()?;
    let families = typesetter.families();
    if families.iter().any(|family| family.eq_ignore_ascii_case(font)) {
        return None;
    }
    let mut diagnostic = Diagnostic::error("unknown-font", format!("there is no font `{font}`")).at(
        &relation.institution.file,
        &relation.institution.place(&["brand", "font"]),
        "",
    );
    let known = did_you_mean(font, &families).unwrap_or_default();
    diagnostic.help = Some(format!("put its .otf or .ttf files into `templates/fonts/`; {known}"));
    Some(diagnostic)
}

fn logo<'a>(
    project: &'a Project,
    relation: &Relation<'a>,
    document: &Document,
) -> Result<Option<Logo<'a>>, Diagnostic> {
    let institution = relation.institution;
    let Some(name) = institution.model.logo.as_deref().filter(|_| document.meta.letterhead) else {
        return Ok(None);
    };
    let wrong = |message: String, help: &str| {
        Diagnostic::error("logo", message).at(&institution.file, &institution.place(&["logo"]), "").help(help)
    };
    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    if !["svg", "png", "jpg", "jpeg"].contains(&ending.as_str()) {
        let message = format!("a logo cannot be a file like `{name}`");
        return Err(wrong(message, "use a file that ends in .svg, .png or .jpg"));
    }
    let Some(bytes) = project.files.own_bytes(name) else {
        let message = format!("there is no file `templates/{name}`");
        return Err(wrong(message, "put the logo there, or remove the line to go without one"));
    };
    let own_name = institution.model.short_name.as_ref().unwrap_or(&institution.model.legal_name);
    let locale = project.templates.locale(&document.meta.language);
    let alt =
        locale.map_or_else(String::new, |locale| fill(&locale.words.labels.logo, &[("name", own_name)]));
    Ok(Some(Logo { name, bytes, alt }))
}

/// Names the field that a character without a glyph comes from: one that the document prints, if it can be
/// told.
pub fn no_glyph(relation: &Relation<'_>, document: &Document, missing: char) -> Diagnostic {
    let code = missing as u32;
    let name = &document.meta.document;
    let diagnostic = Diagnostic::error(
        "no-glyph",
        format!("no font has the character `{missing}` (U+{code:04X}), so `{name}` cannot be a PDF"),
    );
    let printed = pdf::letters(document);
    let further = || relation.further.iter().find_map(|(_, other)| field_with(other, &printed, missing));
    let found = field_with(relation.partner, &printed, missing)
        .or_else(|| field_with(relation.institution, &printed, missing))
        .or_else(further);
    let help = "take the character out, or put a font that has it into `templates/fonts/`";
    match found {
        Some((file, span, field)) => diagnostic.at(file, &span, format!("in `{field}`")).help(help),
        None => diagnostic.help(format!("it stands in the template; {help}")),
    }
}

/// The file, place and name of the first field with a character in it that is among the printed letters.
fn field_with<'r, T: Described>(
    record: &'r Record<T>,
    printed: &str,
    wanted: char,
) -> Option<(&'r SourceFile, Span, String)> {
    let path = path_of(&record.values, printed, wanted)?;
    let name = path.iter().rev().find(|segment| segment.parse::<usize>().is_err()).cloned();
    Some((&record.file, record.place(&path), name.unwrap_or_default()))
}

fn path_of(values: &Json, printed: &str, wanted: char) -> Option<Vec<String>> {
    let below = |name: String, value: &Json| {
        path_of(value, printed, wanted).map(|mut path| {
            path.insert(0, name);
            path
        })
    };
    match values {
        Json::String(text) => (text.contains(wanted) && printed.contains(text.as_str())).then(Vec::new),
        Json::Array(items) => items.iter().enumerate().find_map(|(at, item)| below(at.to_string(), item)),
        Json::Object(map) => map.iter().find_map(|(key, value)| below(key.clone(), value)),
        _ => None,
    }
}

/// A QR code as SVG: error correction M, four modules of quiet zone (ISO/IEC 18004).
fn qr_code(address: &str) -> Option<String> {
    use fast_qr::convert::Builder;
    use fast_qr::convert::svg::SvgBuilder;
    let code = fast_qr::QRBuilder::new(address).ecl(fast_qr::ECL::M).build().ok()?;
    Some(SvgBuilder::default().margin(4).to_str(&code))
}
