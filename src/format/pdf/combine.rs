//! Set pages of many documents, put together into one PDF.
//!
//! **Why not one Typst program, and not finished PDFs.** Every document is set on its own, as for its own
//! file: its page numbers, its fonts and whatever its layout asks about itself are the same. Only then are
//! the pages written, all of them by one run of the PDF writer: each font is in the file once, and tags,
//! PDF/A and PDF/UA are those of the writer. To it, every element of every document must be another one, so
//! what marks them on a page is told apart by the number of the document; and the headings that the writer
//! makes bookmarks of are others than those on the pages.

use std::num::NonZeroUsize;

use lopdf::Object;
use typst::foundations::{Content, NativeElement, Smart};
use typst::introspection::{Location, PagedPosition, Tag, TagFlags};
use typst::layout::{Frame, FrameItem, Point};
use typst::model::{Destination, HeadingElem};
use typst::text::TextElem;
use typst_layout::PagedDocument;

use super::fields;
use super::set::{Pdf, options};
use super::sheets::Sheets;
use crate::diagnostic::{Diagnostic, codes};

/// A bookmark that opens the first page of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bookmark {
    /// How deep it stands, from 1.
    pub level: usize,
    /// What it says.
    pub text: String,
}

/// A document in a pack.
pub struct PackPart {
    /// The bookmarks that open its first page, the outermost first.
    pub bookmarks: Vec<Bookmark>,
    /// Its pages.
    pub sheets: Sheets,
}

/// All pages in one PDF, which opens with its bookmarks.
///
/// # Errors
/// When there are no pages, or they do not go together.
pub fn combine(parts: Vec<PackPart>, title: &str, identifier: &str) -> Result<Pdf, Diagnostic> {
    let internal = |why: &str| {
        Diagnostic::error(codes::INTERNAL, format!("the pages cannot be put into one file: {why}"))
    };
    let mut info = parts.first().map(|part| part.sheets.info.clone()).ok_or_else(|| internal("no pages"))?;
    info.title = Some(title.into());
    // What the compiler still remembers of the pages would have to be copied.
    typst::comemo::evict(0);
    let mut pages = Vec::new();
    let mut bookmarks = 0;
    for (number, part) in parts.into_iter().enumerate() {
        let first = pages.len();
        let targets = part.sheets.targets.into_iter();
        let place = PackPlace {
            number,
            targets: targets
                .map(|(location, at)| (location, PagedPosition { page: at.page.saturating_add(first), ..at }))
                .collect(),
        };
        pages.extend(part.sheets.pages.into_iter().map(|mut page| {
            place.tell_apart(&mut page.frame);
            page
        }));
        if let Some(page) = pages.get_mut(first) {
            let tags = part.bookmarks.iter().flat_map(|bookmark| {
                bookmarks += 1;
                heading(bookmark, bookmarks).map(|tag| (Point::zero(), FrameItem::Tag(tag)))
            });
            page.frame.prepend_multiple(tags);
        }
    }
    let count = pages.len();
    let document = PagedDocument::new(pages.into_iter().collect(), info);
    let bytes = typst_pdf::pdf(&document, &options(identifier)).map_err(|errors| {
        let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
        internal(&messages.join("; "))
    })?;
    drop(document);
    let bytes = prepared_for_readers(&bytes).map_err(|error| internal(&error.to_string()))?;
    Ok(Pdf { bytes, pages: count })
}

/// A document's place in a pack.
struct PackPlace {
    /// Its number.
    number: usize,
    /// Where the links within it lead.
    targets: Vec<(Location, PagedPosition)>,
}

impl PackPlace {
    /// Makes what marks the elements on a page those of this document, for tags alone.
    fn tell_apart(&self, frame: &mut Frame) {
        let own = |location: Location| location.variant(self.number);
        frame.retain(|item| {
            match item {
                FrameItem::Group(group) => {
                    self.tell_apart(&mut group.frame);
                    if let Some(parent) = &mut group.parent {
                        parent.location = own(parent.location);
                    }
                }
                FrameItem::Tag(Tag::Start(element, flags)) => {
                    if let Some(location) = element.location() {
                        element.set_location(own(location));
                    }
                    flags.introspectable = false;
                }
                FrameItem::Tag(Tag::End(location, _, flags)) => {
                    *location = own(*location);
                    flags.introspectable = false;
                }
                FrameItem::Link(target, _) => self.lead(target),
                FrameItem::Text(_) | FrameItem::Shape(..) | FrameItem::Image(..) => {}
            }
            true
        });
    }

    /// Makes a link within the document one to a place in the pack.
    fn lead(&self, target: &mut Destination) {
        match target {
            Destination::Location(location) => {
                let known = self.targets.iter().find(|(other, _)| other == location);
                if let Some((_, place)) = known {
                    *target = Destination::Position(*place);
                }
            }
            Destination::Position(_) | Destination::Url(_) => {}
        }
    }
}

/// A heading that is only a bookmark: nothing on the page, and nothing that a screen reader meets.
fn heading(bookmark: &Bookmark, number: usize) -> [Tag; 2] {
    let mut heading = HeadingElem::new(TextElem::packed(bookmark.text.as_str()));
    heading.level.set(Smart::Custom(NonZeroUsize::new(bookmark.level).unwrap_or(NonZeroUsize::MIN)));
    heading.bookmarked.set(Smart::Custom(true));
    // No element has the location 0, which is a hash.
    let location = Location::new(0).variant(number);
    let flags = TagFlags { introspectable: true, tagged: false };
    let content: Content = heading.pack().located(location);
    [Tag::Start(content, flags), Tag::End(location, location.hash(), flags)]
}

/// A reader shows the bookmarks when it opens the file, and offers to print it as it is meant: in its own size,
/// on one side, since the page of one partner does not belong on the back of another's (ISO 32000-1, 12.2).
fn prepared_for_readers(bytes: &[u8]) -> Result<Vec<u8>, fields::FieldError> {
    let unreadable = |_| fields::FieldError::Structure("it cannot be read");
    let mut pdf = lopdf::Document::load_mem(bytes).map_err(unreadable)?;
    let name = |name: &str| Object::Name(name.as_bytes().to_vec());
    let catalogue = pdf.catalog_mut().map_err(unreadable)?;
    catalogue.set("PageMode", name("UseOutlines"));
    let given = catalogue.get(b"ViewerPreferences").and_then(Object::as_dict);
    let mut preferences = given.cloned().map_err(unreadable)?;
    preferences.set("PrintScaling", name("None"));
    preferences.set("Duplex", name("Simplex"));
    catalogue.set("ViewerPreferences", preferences);
    fields::write(pdf)
}
