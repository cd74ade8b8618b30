//! Pictures: whether a file can stand on a page (a logo, an emblem), and small pictures of pages.
//!
//! **Why before Typst.** A picture of 40 megapixels takes seconds in every document, an SVG may be a
//! program or fetch things, and a broken file would be told as a mistake in the layout.

use std::borrow::Cow;
use std::io::Cursor;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageFormat, ImageReader};
use roxmltree::{Document, Node, ParsingOptions};
use serde::{Deserialize, Serialize};
use zune_jpeg::JpegDecoder;

use crate::confined::{LIMITS, Unanswered};
use crate::diagnostic::Severity;

/// What is wrong with a picture, after "the picture …", and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flaw {
    /// Whether it cannot be used, or could be better.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Cow<'static, str>,
}

/// The endings of files that can be pictures.
pub const ENDINGS: &[&str] = &["svg", "png", "jpg", "jpeg"];

/// The largest file that is read, in bytes.
const LARGEST_FILE: usize = 5_000_000;
/// The most pixels: what a designer sends as a logo has 4000 × 2000 or 4000 × 3000. Twelve million take 2 s and
/// 200 MB in the slowest build of the program.
const MOST_PIXELS: u64 = 12_000_000;
/// The fewest pixels along the longer side that look sharp: 300 dpi over 30 mm.
const FEWEST_PIXELS: u32 = 350;
/// The most elements of an SVG.
const MOST_ELEMENTS: u32 = 100_000;

const OTHER_PROGRAM: &str = "save it once more from a drawing program, as SVG or PNG";
const SMALLER: &str = "save it with about 2000 pixels along its longer side, which is enough for print";
const AS_PNG: &str = "save it as PNG, with about 1400 pixels along its longer side";
const INSIDE: &str = "everything that a logo shows must be in its own file; save it as “plain SVG” or as PNG";

/// What is wrong with a picture file; none when it is fine. The name's ending says the kind.
pub fn flaw(name: &str, bytes: &[u8]) -> Option<Flaw> {
    if bytes.len() > LARGEST_FILE {
        let message = format!("has {} megabytes", bytes.len() / 1_000_000);
        return Some(unusable(message, SMALLER));
    }
    match name.rsplit('.').next().unwrap_or_default().to_lowercase().as_str() {
        "svg" => drawing(bytes),
        "png" => pixels(bytes, ImageFormat::Png),
        "jpg" | "jpeg" => pixels(bytes, ImageFormat::Jpeg),
        _ => Some(unusable("is not of a kind that can be shown".to_owned(), OTHER_PROGRAM)),
    }
}

/// A small picture of a page as PNG, from its pixels (red, green, blue and how much they cover), all of
/// which cover. It has 16 shades of each colour: a page has few, and the file has half the size.
pub fn thumbnail(width: u32, height: u32, pixels: &[u8]) -> Option<Vec<u8>> {
    let shades = pixels.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]);
    let shades: Vec<u8> = shades.map(|value| ((u16::from(value) + 8) / 17 * 17) as u8).collect();
    let mut bytes = Vec::new();
    PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::NoFilter)
        .write_image(&shades, width, height, ExtendedColorType::Rgb8)
        .ok()?;
    Some(bytes)
}

/// A picture as an address that contains it, for a page that fetches nothing.
pub fn address(png: &[u8]) -> String {
    use base64::Engine;
    format!("data:image/png;base64,{}", base64::engine::general_purpose::STANDARD.encode(png))
}

fn unusable(message: String, help: &'static str) -> Flaw {
    Flaw { severity: Severity::Error, message, help: help.into() }
}

/// Whether a picture is a drawing so simple that to look at it and to show it costs next to nothing: few and short
/// shapes, none of which is drawn many times over, and nothing packed.
pub fn is_simple(name: &str, bytes: &[u8]) -> bool {
    const MOST_BYTES: usize = 60_000;
    const MOST_TAGS: usize = 500;
    let is_drawing = name.rsplit('.').next().is_some_and(|ending| ending.eq_ignore_ascii_case("svg"));
    let Some(text) = std::str::from_utf8(bytes).ok().filter(|text| is_drawing && text.len() <= MOST_BYTES)
    else {
        return false;
    };
    let dear = [
        "<!ENTITY",
        "<text",
        "<use",
        "<image",
        "<style",
        "<pattern",
        "<mask",
        "<clipPath",
        "<marker",
        "<filter",
        "data:",
        "dasharray",
        "&#",
    ];
    // With a second name for them, parts of a drawing could be written otherwise.
    let names_drawing = text.matches("www.w3.org/2000/svg").count() == 1
        && text.contains("xmlns=\"http://www.w3.org/2000/svg\"");
    names_drawing && text.matches('<').count() <= MOST_TAGS && !dear.iter().any(|part| text.contains(part))
}

/// That a picture cannot be looked at within the time and memory that it may take, or not at all at the moment.
pub fn unseen(why: Unanswered) -> Flaw {
    match why {
        Unanswered::TooMuch => unusable(format!("takes more than {LIMITS} to be drawn"), AS_PNG),
        Unanswered::Unable => unusable(
            "cannot be looked at: the computer lets no further program begin".to_owned(),
            "close other programs and try once more; if it stays so, report it with the picture",
        ),
    }
}

/// That drawing a picture takes seconds, and would do so for every document.
pub fn slow() -> Flaw {
    unusable("takes seconds to be drawn, for every document anew".to_owned(), AS_PNG)
}

/// That a picture is right as a file, and yet cannot be set on a page.
pub fn unshown() -> Flaw {
    unusable("cannot be shown on a page".to_owned(), AS_PNG)
}

fn pixels(bytes: &[u8], wanted: ImageFormat) -> Option<Flaw> {
    let broken = || unusable("is broken, or no picture at all".to_owned(), OTHER_PROGRAM);
    let Ok(found) = image::guess_format(bytes) else { return Some(broken()) };
    if found != wanted {
        let message = format!("has the name of a {} file but is a {} file", called(wanted), called(found));
        let help = match found {
            ImageFormat::Png | ImageFormat::Jpeg => {
                "give the file the ending of its kind, here and in the folder"
            }
            _ => OTHER_PROGRAM,
        };
        return Some(unusable(message, help));
    }
    let mut reader = ImageReader::new(Cursor::new(bytes));
    reader.set_format(wanted);
    let Ok(decoder) = reader.into_decoder() else { return Some(broken()) };
    let (width, height) = decoder.dimensions();
    let all = u64::from(width) * u64::from(height);
    if all > MOST_PIXELS {
        let message = format!("has {width} × {height} pixels, {} million", all / 1_000_000);
        return Some(unusable(message, SMALLER));
    }
    if wanted == ImageFormat::Jpeg && is_for_print(bytes) {
        let message = "has the colours of a printing press (CMYK)".to_owned();
        return Some(unusable(message, "save it with the colours of a screen (RGB)"));
    }
    if DynamicImage::from_decoder(decoder).is_err() || wanted == ImageFormat::Jpeg && is_cut_off(bytes) {
        return Some(broken());
    }
    let blurred = width.max(height) < FEWEST_PIXELS;
    blurred.then(|| Flaw {
        severity: Severity::Warning,
        message: format!("has only {width} × {height} pixels and looks blurred in print"),
        help: "an SVG stays sharp at every size; a PNG needs about 700 pixels along its longer side".into(),
    })
}

/// Whether a JPEG lacks its end (ITU T.81, B.1.1.3); the decoder fills up what is missing with grey.
fn is_cut_off(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(1024)..];
    !tail.windows(2).any(|pair| pair == [0xff, 0xd9])
}

/// Whether a JPEG has the four colours of a printing press; PDF/A-2 wants one kind of colours in a file.
fn is_for_print(bytes: &[u8]) -> bool {
    let mut decoder = JpegDecoder::new(Cursor::new(bytes));
    decoder.decode_headers().is_ok() && decoder.info().is_some_and(|info| info.components == 4)
}

/// How people call a kind of picture: PNG, JPG.
fn called(format: ImageFormat) -> String {
    format.extensions_str().first().copied().unwrap_or("another kind").to_uppercase()
}

fn drawing(bytes: &[u8]) -> Option<Flaw> {
    let broken = || unusable("is broken, or no SVG at all".to_owned(), OTHER_PROGRAM);
    let Ok(text) = std::str::from_utf8(bytes) else { return Some(broken()) };
    if swells(text) {
        return Some(broken());
    }
    // Drawing programs write a document type.
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MOST_ELEMENTS, ..ParsingOptions::default() };
    let document = match Document::parse_with_options(text, options) {
        Ok(document) => document,
        Err(roxmltree::Error::NodesLimitReached) => {
            return Some(unusable("has too many elements for a logo".to_owned(), OTHER_PROGRAM));
        }
        Err(_) => return Some(broken()),
    };
    if document.root_element().tag_name().name() != "svg" {
        return Some(broken());
    }
    if let Some(flaw) = document.descendants().find_map(|node| part(&node)) {
        return Some(flaw);
    }
    match usvg::Tree::from_data(bytes, &usvg::Options::default()) {
        Err(_) => return Some(broken()),
        Ok(tree) if !shows(tree.root()) && !has_letters(&document) => {
            return Some(unusable("shows nothing".to_owned(), OTHER_PROGRAM));
        }
        Ok(_) => {}
    }
    has_letters(&document).then(|| Flaw {
        severity: Severity::Warning,
        message: "contains letters as text, which may look different here".to_owned(),
        help: "turn text into paths in the drawing program (in Inkscape: Path, Object to Path)".into(),
    })
}

/// Whether the entities of a document type make far more of a text than it is. The parser limits how deep
/// they stand in one another, not how long they are.
fn swells(text: &str) -> bool {
    let longest = text
        .match_indices("<!ENTITY")
        .map(|(at, _)| text[at..].find('>').unwrap_or(text.len() - at))
        .max()
        .unwrap_or_default();
    longest.saturating_mul(text.matches('&').count()) > LARGEST_FILE
}

fn has_letters(document: &Document<'_>) -> bool {
    document.descendants().any(|node| node.is_element() && node.tag_name().name() == "text")
}

/// Whether there is anything to see.
fn shows(group: &usvg::Group) -> bool {
    group.children().iter().any(|node| match node {
        usvg::Node::Group(inner) => shows(inner),
        _ => true,
    })
}

/// What is wrong with a part of an SVG.
fn part(node: &Node<'_, '_>) -> Option<Flaw> {
    if node.is_pi() && node.pi().is_some_and(|pi| pi.target == "xml-stylesheet") {
        return Some(unusable("takes its style from elsewhere".to_owned(), INSIDE));
    }
    let name = node.tag_name().name();
    match name {
        "script" => return Some(unusable("contains a script".to_owned(), INSIDE)),
        // Drawing programs write one that only they read, with what others shall show beside it.
        "foreignObject" if node.attribute("requiredExtensions").is_none() => {
            return Some(unusable("contains a web page".to_owned(), INSIDE));
        }
        // A blur can take longer than all pages together.
        "filter" => return Some(unusable("contains effects such as a shadow or a blur".to_owned(), AS_PNG)),
        "style" if node.text().is_some_and(leads_out) => return Some(leading_out("a style")),
        _ => {}
    }
    let shows_what_it_names = matches!(name, "image" | "use" | "feImage");
    for attribute in node.attributes() {
        let (key, value) = (attribute.name(), attribute.value().trim());
        if key.starts_with("on") && node.is_element() {
            return Some(unusable(format!("contains a script (`{key}`)"), INSIDE));
        }
        let is_shown = key == "href" && shows_what_it_names;
        let is_inside = value.starts_with('#') || value.starts_with("data:");
        if is_shown && !is_inside || leads_out(value) {
            return Some(leading_out(&format!("`{name}`")));
        }
        if is_shown && value.starts_with("data:") {
            let flaw = embedded(value).filter(|flaw| flaw.severity == Severity::Error);
            if flaw.is_some() {
                return flaw;
            }
        }
    }
    None
}

fn leading_out(what: &str) -> Flaw {
    unusable(format!("takes something from elsewhere ({what})"), INSIDE)
}

/// Whether a style fetches something.
fn leads_out(style: &str) -> bool {
    style.contains("@import")
        || style.match_indices("url(").any(|(at, found)| {
            let target = style[at + found.len()..].trim_start_matches([' ', '"', '\'']);
            !target.starts_with('#') && !target.starts_with("data:")
        })
}

/// What is wrong with a picture that is written into an SVG.
fn embedded(address: &str) -> Option<Flaw> {
    use base64::Engine;
    let other = || unusable("contains a picture that cannot be shown".to_owned(), OTHER_PROGRAM);
    let Some((kind, data)) = address.strip_prefix("data:image/").and_then(|rest| rest.split_once(',')) else {
        return Some(other());
    };
    let letters: String = data.chars().filter(|one| !one.is_whitespace()).collect();
    let bytes = base64::engine::general_purpose::STANDARD.decode(letters).unwrap_or_default();
    match kind.split(';').next()? {
        "png" => pixels(&bytes, ImageFormat::Png),
        "jpeg" | "jpg" => pixels(&bytes, ImageFormat::Jpeg),
        _ => Some(other()),
    }
}
