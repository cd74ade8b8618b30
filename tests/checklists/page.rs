//! What can be told of a PDF: pages, fonts, sizes and colours of letters, what is read aloud, where links lead.

use std::collections::BTreeMap;

use handclasp::colour::contrast_with_white;
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object};

/// A PDF, read.
#[derive(Clone, PartialEq)]
pub struct Page {
    /// The text of each page.
    pub pages: Vec<String>,
    /// Width and height of the first page in millimetres.
    pub size: (f32, f32),
    pub title: String,
    pub language: String,
    /// Each font, and whether it is embedded.
    pub fonts: Vec<(String, bool)>,
    pub tagged: bool,
    /// What is read aloud in place of pictures.
    pub alternatives: Vec<String>,
    /// How many signs are set in which size, in tenths of a point.
    pub sizes: BTreeMap<u32, usize>,
    /// The least contrast with white of a colour that letters on a white ground have.
    pub contrast: f32,
    /// Where its links lead.
    pub links: Vec<String>,
    pub bytes: Vec<u8>,
}

impl Page {
    /// Reads a PDF.
    pub fn read(bytes: &[u8]) -> Self {
        let pdf = Document::load_mem(bytes).expect("a PDF");
        let catalog = pdf.catalog().expect("a catalogue");
        let language = catalog.get(b"Lang").and_then(lopdf::decode_text_string).unwrap_or_default();
        let tagged = catalog.get_deref(b"MarkInfo", &pdf).and_then(Object::as_dict);
        let tagged = tagged.and_then(|info| info.get(b"Marked")).and_then(Object::as_bool).unwrap_or(false);
        let ids = pdf.get_pages();
        let pages = ids.keys().map(|page| pdf.extract_text(&[*page]).expect("text")).collect();
        let first = pdf.get_dictionary(ids[&1]).expect("a page");
        let mut sizes = BTreeMap::new();
        let mut contrast = 21.0_f32;
        for id in ids.values() {
            letters(&pdf, *id, &mut sizes, &mut contrast);
        }
        let mut page = Self {
            pages,
            size: size(&pdf, first),
            title: title(&pdf),
            language,
            fonts: vec![],
            tagged,
            alternatives: vec![],
            sizes,
            contrast,
            links: vec![],
            bytes: bytes.to_vec(),
        };
        for object in pdf.objects.values() {
            let Ok(dictionary) = object.as_dict() else { continue };
            page.note(&pdf, dictionary);
        }
        page
    }

    fn note(&mut self, pdf: &Document, dictionary: &Dictionary) {
        if dictionary.has_type(b"FontDescriptor") {
            let name = dictionary.get(b"FontName").and_then(Object::as_name).unwrap_or_default();
            let embedded =
                [&b"FontFile"[..], b"FontFile2", b"FontFile3"].iter().any(|key| dictionary.has(key));
            self.fonts.push((String::from_utf8_lossy(name).into_owned(), embedded));
        }
        if let Ok(words) = dictionary.get(b"Alt").and_then(lopdf::decode_text_string) {
            self.alternatives.push(words);
        }
        let action = dictionary.get_deref(b"A", pdf).and_then(Object::as_dict);
        if let Ok(address) = action.and_then(|action| action.get(b"URI")).and_then(Object::as_str) {
            self.links.push(String::from_utf8_lossy(address).into_owned());
        }
    }

    /// The text of all pages.
    pub fn text(&self) -> String {
        self.pages.join("\n")
    }
}

fn size(pdf: &Document, page: &Dictionary) -> (f32, f32) {
    let frame = page.get_deref(b"MediaBox", pdf).and_then(Object::as_array).expect("a frame");
    let millimetres = |at: usize| frame[at].as_float().expect("a number") * 25.4 / 72.0;
    (millimetres(2) - millimetres(0), millimetres(3) - millimetres(1))
}

fn title(pdf: &Document) -> String {
    let info = pdf.trailer.get_deref(b"Info", pdf).and_then(Object::as_dict);
    info.and_then(|info| info.get(b"Title")).and_then(lopdf::decode_text_string).unwrap_or_default()
}

/// Adds the sizes of all signs of a page, and finds the palest colour of letters.
fn letters(pdf: &Document, page: lopdf::ObjectId, sizes: &mut BTreeMap<u32, usize>, contrast: &mut f32) {
    let content = Content::decode(&pdf.get_page_content(page)).expect("operators");
    let number = |operand: &Object| operand.as_float().unwrap_or_default();
    let (mut scale, mut scales) = (1.0_f32, vec![]);
    let (mut font, mut line) = (0.0_f32, 1.0_f32);
    let mut colour = None;
    for operation in &content.operations {
        let operands = &operation.operands;
        match operation.operator.as_str() {
            "q" => scales.push(scale),
            "Q" => scale = scales.pop().unwrap_or(1.0),
            "cm" => scale *= number(&operands[3]).abs(),
            "Tf" => font = number(&operands[1]),
            "Tm" => line = number(&operands[3]).abs(),
            "scn" if operands.len() == 3 => {
                let [red, green, blue] = [0, 1, 2].map(|at| (number(&operands[at]) * 255.0).round() as u8);
                colour = contrast_with_white(&format!("#{red:02x}{green:02x}{blue:02x}"));
            }
            "Tj" | "TJ" => {
                let signs: usize = operands.iter().map(signs).sum();
                *sizes.entry((font * line * scale * 10.0).round() as u32).or_default() += signs;
                if let Some(colour) = colour {
                    *contrast = contrast.min(colour);
                }
            }
            _ => {}
        }
    }
}

/// How many signs of two bytes a string or a list of strings has.
fn signs(operand: &Object) -> usize {
    match operand {
        Object::String(bytes, _) => bytes.len() / 2,
        Object::Array(parts) => parts.iter().map(signs).sum(),
        _ => 0,
    }
}
