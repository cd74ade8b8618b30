//! What a page of a document needs besides its text: layout, pictures, colours, fonts, QR code, places to
//! sign.

use super::glyphs::no_glyph;
use super::press::Press;
use crate::diagnostic::words::did_you_mean;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::document::{Document, DocumentSigner, in_both, signers};
use crate::due::{Manner, Signature};
use crate::format::pdf::{self, PageSetup, SignatureField};
use crate::locale::fill;
use crate::model::SignatureMode;
use crate::partnership::Partnership;
use crate::project::{self, Project};
use crate::template::{Kind, Template};

/// What the layouts have in common; not a layout itself.
const BASE_LAYOUT: &str = "base";

/// What a page of a document needs besides its text.
pub fn page<'a>(
    project: &'a Project,
    partnership: &Partnership<'a>,
    document: &Document,
    manner: &Manner,
) -> PageSetup<'a> {
    let meta = &document.meta;
    let labels_of = |version: &Document| {
        project.templates.locale(&version.meta.language).map(|locale| &locale.words.labels)
    };
    let labels = labels_of(document);
    let qr = meta.qr.as_ref().and_then(|address| {
        let alt = labels.map_or_else(String::new, |labels| fill(&labels.qr, &[("address", address)]));
        Some((qr_code(address)?, alt))
    });
    let (pictures, _) = project::pictures(project, partnership, document);
    let brand = project::brand(partnership);
    // What comes from a print shop is paper.
    let fields = match (manner.signature, manner.bleed) {
        (Signature::Fields, None) => {
            let tooltips =
                document.versions().filter_map(|version| Some(labels_of(version)?.signature.as_str()));
            fields(partnership, document, &tooltips.collect::<Vec<_>>())
        }
        _ => Vec::new(),
    };
    PageSetup {
        logo: pictures.logo,
        emblem: pictures.emblem,
        qr,
        colours: project::colours(partnership),
        font: brand.and_then(|brand| brand.font.as_deref()),
        heading_font: brand.and_then(|brand| brand.heading_font.as_deref()),
        margins: brand.and_then(project::margins),
        page_labels: document
            .versions()
            .map(|version| labels_of(version).map_or("", |labels| labels.page.as_str()))
            .collect(),
        fields,
        bleed: manner.bleed,
        endless: false,
        identifier: identifier(partnership, document),
    }
}

/// What tells the document from all others, the same each time it is made.
fn identifier(partnership: &Partnership<'_>, document: &Document) -> String {
    let meta = &document.meta;
    let languages: Vec<&str> = document.versions().map(|version| version.meta.language.as_str()).collect();
    let identifier = format!("handclasp/{}/{}/{}", meta.document, partnership.id, languages.join("+"));
    match partnership.occasion().id() {
        None => identifier,
        Some(id) => format!("{identifier}/{id}"),
    }
}

/// A field for each signature; each of the tooltips, one for each language, has {name} and {organisation}.
fn fields(partnership: &Partnership<'_>, document: &Document, tooltips: &[&str]) -> Vec<SignatureField> {
    let service = partnership.institution.model.esign;
    let filled = |tooltip: &str, one: &DocumentSigner| {
        let words = fill(tooltip, &[("name", &one.name), ("organisation", &one.organisation)]);
        words.trim_end_matches([',', ' ']).to_owned()
    };
    let field = |(at, one): (usize, DocumentSigner)| SignatureField {
        tooltip: tooltips
            .iter()
            .fold(String::new(), |words, tooltip| in_both(&words, &filled(tooltip, &one)).into_owned()),
        tag: service.map(|service| service.mark(&one.id, at + 1)),
        id: one.id,
    };
    signers(document).into_iter().enumerate().map(field).collect()
}

/// What would keep a page from being set, as far as it can be told without setting it.
pub fn problems(
    press: &Press<'_>,
    partnership: &Partnership<'_>,
    template: &Template,
    document: &Document,
    manner: &Manner,
) -> Diagnostics {
    let project = press.project;
    let mut found = Diagnostics::new();
    found.extend(unknown_layout(project, template, &document.meta.layout));
    found.extend(project::pictures(project, partnership, document).1);
    found.extend(for_paper(partnership, template, manner));
    match press.typesetter() {
        Err(problem) => found.push(problem),
        Ok(typesetter) => {
            found.extend(project::unknown_fonts(partnership, typesetter));
            if let Some(missing) = pdf::missing_glyph(typesetter, document) {
                found.push(no_glyph(partnership, document, missing));
            }
        }
    }
    found
}

/// That a text speaks of electronic signatures and has no fields for them.
fn for_paper(partnership: &Partnership<'_>, template: &Template, manner: &Manner) -> Option<Diagnostic> {
    let mou = partnership.partner.model.mou.as_ref()?;
    let electronic = mou.signature_mode == SignatureMode::Electronic;
    let name = &template.document;
    let is_agreement = template.kind() == Kind::Agreement;
    if !electronic || manner.signature == Signature::Fields || !is_agreement {
        return None;
    }
    let partner = partnership.partner;
    Some(
        Diagnostic::warning(
            codes::SIGNATURE_MODE,
            format!("`{name}` is made for paper, without signature fields"),
        )
        .at(
            &partner.file,
            &partner.place(&["mou", "signature_mode"]),
            "says that it is signed electronically",
        )
        .help("write `signature_mode: wet`, or leave out `--signature wet`"),
    )
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
    let (file, place) = template.place_of("layout", None);
    let mut diagnostic = Diagnostic::error(codes::UNKNOWN_LAYOUT, format!("there is no layout `{layout}`"))
        .at(&file, &place, "");
    diagnostic.help = did_you_mean(layout, &known);
    Some(diagnostic)
}

/// A QR code as SVG: error correction M, four modules of quiet zone (ISO/IEC 18004).
fn qr_code(address: &str) -> Option<String> {
    use fast_qr::convert::Builder;
    use fast_qr::convert::svg::SvgBuilder;
    let code = fast_qr::QRBuilder::new(address).ecl(fast_qr::ECL::M).build().ok()?;
    Some(SvgBuilder::default().margin(4).to_str(&code))
}
