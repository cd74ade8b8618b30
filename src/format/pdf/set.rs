//! Setting the pages, and the PDF of set pages as Typst gives it.

use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::errors::{self, PdfError};
use super::prepared::Prepared;
use super::world::{Job, Typesetter};

/// A finished PDF.
pub struct Pdf {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// How many pages.
    pub pages: usize,
}

/// Sets what was made ready: the work of Typst alone, which the benchmark measures against. The places for
/// signatures are still links.
///
/// # Errors
/// As [`write()`](super::write()).
pub fn set(typesetter: &Typesetter, prepared: &Prepared<'_>) -> Result<Pdf, PdfError> {
    compile(typesetter, prepared, |job, document| export(job, document, &prepared.identifier))
}

/// Sets the pages and does something with them.
pub fn compile<T>(
    typesetter: &Typesetter,
    prepared: &Prepared<'_>,
    work: impl FnOnce(&Job<'_>, &PagedDocument) -> Result<T, PdfError>,
) -> Result<T, PdfError> {
    let job = Job::new(typesetter, &prepared.main, &prepared.meta, &prepared.pictures);
    let result = typst::compile::<PagedDocument>(&job)
        .output
        .map_err(|errors| errors::translate(&job, &errors))
        .and_then(|document| work(&job, &document));
    // The caches of the compiler are global and only shrink when told to. What neither this document nor the one before
    // has used goes: keeping more made nothing faster, and held 125 MB for sixty pages.
    typst::comemo::evict(2);
    result
}

/// The PDF of set pages.
pub fn export(job: &Job<'_>, document: &PagedDocument, identifier: &str) -> Result<Pdf, PdfError> {
    let mut bytes =
        typst_pdf::pdf(document, &options(identifier)).map_err(|errors| errors::translate(job, &errors))?;
    // Without a line end behind `%%EOF` a later signature breaks PDF/A (6.1.9).
    bytes.push(b'\n');
    Ok(Pdf { bytes, pages: document.pages().len() })
}

/// What every PDF is: PDF/A-2a and PDF/UA-1, by Handclasp.
pub fn options(identifier: &str) -> PdfOptions {
    PdfOptions {
        ident: Smart::Custom(identifier.to_owned()),
        creator: Smart::Custom(Some(concat!("Handclasp ", env!("CARGO_PKG_VERSION")).to_owned())),
        standards: PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).unwrap_or_default(),
        ..PdfOptions::default()
    }
}
