//! What the browser gets besides pages: looks, one script of others and one of ours, the font; embedded in the program.

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use include_dir::{Dir, File, include_dir};

use super::super::shared::refusal::Refusal;
use crate::source::SourceFile;
use crate::workspace::TemplateFiles;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/office");

/// Gives a file by its name.
pub async fn asset(Path(name): Path<String>) -> Result<Response, Refusal> {
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("otf") => "font/otf",
        _ => return Err(Refusal::NoSuchPage),
    };
    let bytes = match name.strip_suffix(".otf") {
        // The font of the documents is shipped already.
        Some(_) => TemplateFiles::font(&name),
        None => FILES.get_file(&name).map(File::contents),
    };
    let bytes = bytes.ok_or(Refusal::NoSuchPage)?;
    Ok(([(header::CONTENT_TYPE, kind)], bytes).into_response())
}

/// The files with the words of the page, each with the tag of its language.
pub fn word_files() -> impl Iterator<Item = (&'static str, SourceFile)> {
    let files = FILES.get_dir("words").into_iter().flat_map(|words| words.files());
    files.filter_map(|file| {
        let tag = file.path().file_stem()?.to_str()?;
        Some((tag, text_file(file)?))
    })
}

/// The file with what the forms call the fields of the model, in a language.
pub fn field_file(tag: &str) -> Option<SourceFile> {
    FILES.get_file(format!("fields/{tag}.yaml")).and_then(text_file)
}

fn text_file(file: &File<'_>) -> Option<SourceFile> {
    Some(SourceFile::new(format!("assets/office/{}", file.path().display()), file.contents_utf8()?))
}
