//! Sets the Typst source of a document and tells where each piece of its text stands, so that a page can be
//! read as a person or a program reads it that goes by places.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::layout::{Frame, FrameItem, Point};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;

use crate::support::root;

/// A piece of text on a page; places in points (1/72 inch) from the upper left corner.
#[derive(Debug, Clone)]
pub struct Piece {
    pub page: usize,
    pub text: String,
    pub left: f64,
    pub right: f64,
    pub baseline: f64,
}

struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: FileId,
}

static PRESS: LazyLock<Press> = LazyLock::new(|| {
    let files = crate::support::files_below(&root().join("templates/fonts"));
    let is_font = |name: &str| name.ends_with(".otf") || name.ends_with(".ttf");
    let files = files.into_iter().filter(|(name, _)| is_font(name));
    let fonts: Vec<Font> = files.flat_map(|(_, bytes)| Font::iter(Bytes::new(bytes))).collect();
    let path = VirtualPath::new("/main.typ").expect("a path");
    Press {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        main: RootedPath::new(VirtualRoot::Project, path).intern(),
    }
});

struct Sheet(Source);

impl World for Sheet {
    fn library(&self) -> &LazyHash<Library> {
        &PRESS.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &PRESS.book
    }

    fn main(&self) -> FileId {
        PRESS.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == PRESS.main { Ok(self.0.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        PRESS.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// The pieces of text of a document, in the order of its text, and the width of its pages.
pub fn pieces(source: &str) -> (Vec<Piece>, f64) {
    let sheet = Sheet(Source::new(PRESS.main, source.to_owned()));
    let document: PagedDocument = typst::compile(&sheet).output.expect("a document");
    let mut pieces = Vec::new();
    let mut width = 0.0;
    for (number, page) in document.pages().iter().enumerate() {
        width = page.frame.width().to_pt();
        collect(&page.frame, Point::zero(), number, &mut pieces);
    }
    typst::comemo::evict(10);
    (pieces, width)
}

fn collect(frame: &Frame, origin: Point, page: usize, pieces: &mut Vec<Piece>) {
    for (place, item) in frame.items() {
        let place = origin + *place;
        match item {
            // What is turned is the mark of a draft.
            FrameItem::Group(group) if group.transform.kx.is_zero() => {
                let shift = Point::new(group.transform.tx, group.transform.ty);
                collect(&group.frame, place + shift, page, pieces);
            }
            FrameItem::Text(text) => pieces.push(Piece {
                page,
                text: text.text.to_string(),
                left: place.x.to_pt(),
                right: (place.x + text.width()).to_pt(),
                baseline: place.y.to_pt(),
            }),
            _ => {}
        }
    }
}
