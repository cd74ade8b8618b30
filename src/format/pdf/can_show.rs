//! A picture is tried out before it is set on a page.

use std::borrow::Cow;

use typst_layout::PagedDocument;
use typst_render::RenderOptions;

use super::markup;
use super::set::options;
use super::world::{Job, Typesetter};

/// Whether a picture of a kind, by its file's ending, can be set on a page and drawn; it takes as long as that takes.
pub fn can_show(typesetter: &Typesetter, ending: &str, bytes: &[u8]) -> bool {
    let path = format!("/logo.{ending}");
    let program = format!(
        "#set document(title: \"a\", date: datetime(year: 2000, month: 1, day: 1))\n#set page(width: auto, height: auto)\n#image({}, width: 40mm, alt: \"a\")",
        markup::literal(&path)
    );
    let job = Job::new(typesetter, &program, "{}", &[(path, Cow::Borrowed(bytes))]);
    let Ok(document) = typst::compile::<PagedDocument>(&job).output else { return false };
    let drawing = RenderOptions { pixel_per_pt: 2.0.into(), render_bleed: false };
    // A picture of pixels only gets smaller then, which takes longer than all else and tells nothing.
    let is_drawn = ending != "svg"
        || document.pages().iter().all(|page| typst_render::render(page, &drawing).width() > 0);
    // What is against a standard, as a letter that no font has, is told of the page with its own fonts.
    let _ = typst_pdf::pdf(&document, &options("trial"));
    is_drawn
}
