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

const SAME: f64 = 0.6;

/// Whether two pieces stand on the same line.
pub fn on_one_line(one: &Piece, other: &Piece) -> bool {
    one.page == other.page && (one.baseline - other.baseline).abs() < SAME
}

/// Pieces that stand upon each other, beyond the page or at its foot, where a printer prints nothing.
pub fn collisions(pieces: &[Piece], width: f64) -> Option<String> {
    let height = width * 297.0 / 210.0;
    if let Some(beyond) = pieces.iter().find(|piece| piece.baseline > height - 15.0) {
        return Some(format!("`{}` runs off the foot of the page", beyond.text));
    }
    if let Some(beyond) = pieces.iter().find(|piece| piece.right > width - 10.0) {
        return Some(format!("`{}` runs out of the page", beyond.text));
    }
    let mut sorted: Vec<&Piece> = pieces.iter().filter(|piece| !piece.text.trim().is_empty()).collect();
    // Sums of the same widths may differ in the last digits.
    let line = |piece: &Piece| (piece.page, (piece.baseline * 20.0).round() as i64);
    sorted.sort_by(|one, other| line(one).cmp(&line(other)).then(one.left.total_cmp(&other.left)));
    let pair = sorted
        .windows(2)
        .find(|pair| line(pair[0]) == line(pair[1]) && pair[1].left < pair[0].right - 1.5)?;
    Some(format!("`{}` stands upon `{}`", pair[1].text, pair[0].text))
}
