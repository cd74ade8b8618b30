//! What kinds of files a scan can be, by their first bytes.

use crate::diagnostic::{Diagnostic, codes};

/// How a PDF begins.
const PDF: &[u8] = b"%PDF-";
/// How the file of a picture ends, and how its bytes begin.
const PICTURES: &[(&str, &[u8])] = &[("png", b"\x89PNG\r\n\x1a\n"), ("jpg", b"\xff\xd8\xff")];
/// Within how many bytes at the beginning programs look for the mark of a PDF: some put something in front of it.
const PDF_BEGINNING: usize = 1024;

/// How the name of the copy ends of a scan with these bytes; `name` is what it is called for people.
///
/// # Errors
/// Bytes that are no scan.
pub fn ending_of(name: &str, bytes: &[u8]) -> Result<&'static str, Diagnostic> {
    let is_pdf = || {
        let beginning = bytes.get(..PDF_BEGINNING).unwrap_or(bytes);
        beginning.windows(PDF.len()).any(|part| part == PDF)
    };
    let known = PICTURES.iter().find(|(_, mark)| bytes.starts_with(mark)).map(|(ending, _)| *ending);
    known.or_else(|| is_pdf().then_some("pdf")).ok_or_else(|| {
        let message = match bytes.is_empty() {
            true => format!("`{name}` is empty"),
            false => format!("`{name}` is no PDF and no picture"),
        };
        Diagnostic::error(codes::SCAN, message)
            .help("take the file that the scanner made, a PDF, PNG or JPEG; nothing was noted")
    })
}
