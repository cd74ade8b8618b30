//! Signature fields: where a layout has put a link round an empty box, the finished PDF gets an unsigned
//! signature field (ISO 32000-1, 12.7.4.5).
//!
//! **Why by way of a link.** Typst writes no form fields. For a link it writes the annotation, its place,
//! its structure element and its turn in the reading order; only the kind of annotation has to change
//! (`reference/pdf.md`, tried with veraPDF and pyHanko). What is not exactly as expected is an error: a
//! contract without its field is found out too late otherwise.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary, text_string};
use thiserror::Error;

use crate::digest::sha256;

/// A signature field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureField {
    /// Its name: ASCII letters, digits, hyphens.
    pub id: String,
    /// What it is, in the document's language; read out by screen readers.
    pub tooltip: String,
    /// What a signing service looks for in the text, when one is used.
    pub tag: Option<String>,
}

/// Why a PDF cannot get its fields.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FieldError {
    /// The layout has no box for it.
    #[error("no place to sign")]
    Missing(String),
    /// The layout has several boxes for it.
    #[error("several places to sign")]
    Twice(String),
    /// The layout has a box for a field that nobody asked for.
    #[error("a place to sign for nobody")]
    Unknown(String),
    /// There is something in the box.
    #[error("something stands in the place to sign")]
    NotEmpty(String),
    /// The PDF is not built as expected.
    #[error("the PDF is not as expected: {0}")]
    Structure(&'static str),
}

/// The beginning of the address that a box for a signature links to; the field's name follows.
const SENTINEL: &str = "https://form-field.invalid/sig/";

impl SignatureField {
    /// The address that its box links to.
    pub fn url(&self) -> String {
        format!("{SENTINEL}{}", self.id)
    }
}

/// A PDF with its signature fields.
///
/// # Errors
/// A field without its box, a box without its field; then there is no PDF.
pub fn finish(bytes: Vec<u8>, fields: &[SignatureField]) -> Result<Vec<u8>, FieldError> {
    if fields.is_empty() && !contains(&bytes, SENTINEL.as_bytes()) {
        return Ok(bytes);
    }
    let mut pdf = Document::load_mem(&bytes).map_err(|_| FieldError::Structure("it cannot be read"))?;
    let boxes = boxes(&pdf)?;
    if let Some(unknown) = boxes.keys().find(|id| fields.iter().all(|field| field.id != **id)) {
        return Err(FieldError::Unknown(unknown.clone()));
    }
    let elements = elements(&pdf);
    let mut widgets = Vec::new();
    for field in fields {
        let place = boxes.get(&field.id).ok_or_else(|| FieldError::Missing(field.id.clone()))?;
        let element =
            elements.get(&place.annotation).ok_or(FieldError::Structure("a box without its element"))?;
        make_form(&mut pdf, *element, field)?;
        make_widget(&mut pdf, place, field)?;
        widgets.push(Object::Reference(place.annotation));
    }
    let catalog = pdf.catalog_mut().map_err(|_| FieldError::Structure("no catalogue"))?;
    // 1: there are signature fields. Not 2: before the first signature the file may still be rewritten.
    catalog.set("AcroForm", dictionary! { "Fields" => widgets, "SigFlags" => 1 });
    write(pdf)
}

/// Where somebody signs.
struct SignatureBox {
    annotation: ObjectId,
    page: ObjectId,
}

/// The boxes of all pages, by the names of their fields.
fn boxes(pdf: &Document) -> Result<BTreeMap<String, SignatureBox>, FieldError> {
    let mut boxes = BTreeMap::new();
    for page in pdf.get_pages().into_values() {
        let annotations = pdf
            .get_dictionary(page)
            .and_then(|page| page.get_deref(b"Annots", pdf))
            .and_then(Object::as_array)
            .map_or(&[][..], Vec::as_slice);
        for annotation in annotations {
            let Ok(annotation) = annotation.as_reference() else { continue };
            let Some(id) = field_of(pdf, annotation) else { continue };
            if boxes.insert(id.clone(), SignatureBox { annotation, page }).is_some() {
                return Err(FieldError::Twice(id));
            }
        }
    }
    Ok(boxes)
}

/// The name of the field that a link's box is for.
fn field_of(pdf: &Document, annotation: ObjectId) -> Option<String> {
    let action = pdf.get_dictionary(annotation).ok()?.get_deref(b"A", pdf).ok()?.as_dict().ok()?;
    let url = std::str::from_utf8(action.get(b"URI").ok()?.as_str().ok()?).ok()?;
    url.strip_prefix(SENTINEL).map(str::to_owned)
}

/// The structure elements that stand for annotations, by annotation.
fn elements(pdf: &Document) -> BTreeMap<ObjectId, ObjectId> {
    let mut elements = BTreeMap::new();
    for (id, object) in &pdf.objects {
        let Ok(element) = object.as_dict() else { continue };
        if !element.has(b"S") {
            continue;
        }
        for kid in kids(element) {
            if let Some(annotation) = annotation_of(pdf, kid) {
                elements.insert(annotation, *id);
            }
        }
    }
    elements
}

fn kids(element: &Dictionary) -> &[Object] {
    match element.get(b"K") {
        Ok(Object::Array(kids)) => kids,
        Ok(kid) => std::slice::from_ref(kid),
        Err(_) => &[],
    }
}

/// The annotation of an object reference (`/OBJR`; ISO 32000-1, 14.7.4.3).
fn annotation_of(pdf: &Document, kid: &Object) -> Option<ObjectId> {
    let kid = pdf.dereference(kid).ok()?.1.as_dict().ok()?;
    if kid.get(b"Type").ok()?.as_name().ok()? != b"OBJR" {
        return None;
    }
    kid.get(b"Obj").ok()?.as_reference().ok()
}

/// The link's element becomes a form's. Its kid must not stand in an array: with one, validators take
/// the first signature for broken as soon as there is a second.
fn make_form(pdf: &mut Document, element: ObjectId, field: &SignatureField) -> Result<(), FieldError> {
    let element =
        pdf.get_dictionary_mut(element).map_err(|_| FieldError::Structure("a box without its element"))?;
    let [kid] = kids(element) else { return Err(FieldError::NotEmpty(field.id.clone())) };
    let kid = kid.clone();
    element.set("K", kid);
    element.set("S", Object::Name(b"Form".to_vec()));
    element.set("Alt", text_string(&field.tooltip));
    Ok(())
}

/// The link becomes the field's widget, with an empty appearance of its size.
fn make_widget(pdf: &mut Document, place: &SignatureBox, field: &SignatureField) -> Result<(), FieldError> {
    let link = pdf.get_dictionary(place.annotation).map_err(|_| FieldError::Structure("no annotation"))?;
    let wanted =
        |key: &[u8]| link.get(key).cloned().map_err(|_| FieldError::Structure("a box without place"));
    let (rect, parent) = (wanted(b"Rect")?, wanted(b"StructParent")?);
    let corners = rect.as_array().map_err(|_| FieldError::Structure("a box without place"))?;
    let [left, bottom, right, top] =
        corners.iter().filter_map(|one| one.as_float().ok()).collect::<Vec<_>>()[..]
    else {
        return Err(FieldError::Structure("a box without place"));
    };
    let size = vec![0.into(), 0.into(), (right - left).abs().into(), (top - bottom).abs().into()];
    let form = dictionary! {
        "Type" => "XObject", "Subtype" => "Form", "BBox" => size, "Resources" => Dictionary::new(),
    };
    let appearance = pdf.add_object(Stream::new(form, Vec::new()));
    let widget = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Widget",
        "FT" => "Sig",
        "T" => text_string(&field.id),
        "TU" => text_string(&field.tooltip),
        // Printed; nothing else: not hidden, not locked.
        "F" => 4,
        "P" => place.page,
        "Rect" => rect,
        "StructParent" => parent,
        "AP" => dictionary! { "N" => appearance },
    };
    pdf.objects.insert(place.annotation, widget.into());
    // Tab goes from field to field in the reading order (PDF/UA-1, 7.18.3).
    let page = pdf.get_dictionary_mut(place.page).map_err(|_| FieldError::Structure("no page"))?;
    page.set("Tabs", "S");
    Ok(())
}

/// The bytes, with a file identifier that tells them from those before the change.
pub fn write(mut pdf: Document) -> Result<Vec<u8>, FieldError> {
    let identifiers = pdf.trailer.get_mut(b"ID").and_then(Object::as_array_mut);
    if let Ok([_, changing]) = identifiers.map(Vec::as_mut_slice) {
        *changing = Object::String(vec![0; IDENTIFIER], StringFormat::Hexadecimal);
    } else {
        return Err(FieldError::Structure("no identifier"));
    }
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).map_err(|_| FieldError::Structure("it cannot be written"))?;
    // Without a line end behind `%%EOF` a signature breaks PDF/A (6.1.9).
    if bytes.last() != Some(&b'\n') {
        bytes.push(b'\n');
    }
    let hash = sha256(&bytes)[..2 * IDENTIFIER].to_uppercase();
    let blank = "00".repeat(IDENTIFIER);
    let at = bytes.windows(blank.len()).rposition(|window| window == blank.as_bytes());
    let at = at.ok_or(FieldError::Structure("no identifier"))?;
    bytes[at..at + hash.len()].copy_from_slice(hash.as_bytes());
    Ok(bytes)
}

/// Bytes of a file identifier (ISO 32000-1, 14.4).
const IDENTIFIER: usize = 16;

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}
