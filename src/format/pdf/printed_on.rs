//! The page on which a text is printed first.

use typst::layout::{Frame, FrameItem};

use super::errors::PdfError;
use super::page_setup::PageSetup;
use super::prepared::prepare;
use super::set::compile;
use super::world::Typesetter;
use crate::document::Document;

/// The first page, counted from 1, on which a text stands that is in one piece: a word; none when it stands on none.
///
/// # Errors
/// As [`write()`](super::write()).
pub fn printed_on(
    typesetter: &Typesetter,
    document: &Document,
    page: &PageSetup<'_>,
    text: &str,
) -> Result<Option<usize>, PdfError> {
    compile(typesetter, &prepare(document, page), |_, document| {
        let stands = |frame: &Frame| {
            let mut printed = String::new();
            collect(frame, &mut printed);
            printed.contains(text)
        };
        Ok(document.pages().iter().position(|page| stands(&page.frame)).map(|at| at + 1))
    })
}

/// What is printed in a frame, its pieces one behind the other.
fn collect(frame: &Frame, printed: &mut String) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => collect(&group.frame, printed),
            FrameItem::Text(text) => printed.push_str(&text.text),
            _ => {}
        }
    }
}
