//! The set pages of a document, kept to be put together with others.

use typst::introspection::{Location, PagedPosition};
use typst::model::DocumentInfo;
use typst_layout::{Page, PagedDocument};
use typst_render::RenderOptions;

use crate::format::picture;

/// The set pages of a document.
#[derive(Clone)]
pub struct Sheets {
    pub(super) pages: Vec<Page>,
    pub(super) info: DocumentInfo,
    /// Where the links within the document lead.
    pub(super) targets: Vec<(Location, PagedPosition)>,
}

impl Sheets {
    /// Those of a document that was set.
    pub(super) fn of(document: &PagedDocument) -> Self {
        use typst::model::Document;
        let introspector = document.introspector();
        let target = |location: &Location| Some((*location, introspector.position(*location)?));
        let targets = introspector.frame_link_targets().iter().filter_map(target).collect();
        Self { pages: document.pages().to_vec(), info: document.info().clone(), targets }
    }

    /// How many pages there are.
    pub fn count(&self) -> usize {
        self.pages.len()
    }

    /// A small picture of the first page as PNG, so many pixels wide; without what will be cut off.
    pub fn thumbnail(&self, width: f64) -> Option<Vec<u8>> {
        let page = self.pages.first()?;
        let scale = width / page.frame.width().to_pt();
        let options = RenderOptions { pixel_per_pt: scale.into(), render_bleed: false };
        let drawn = typst_render::render(page, &options);
        picture::thumbnail(drawn.width(), drawn.height(), drawn.data())
    }
}
