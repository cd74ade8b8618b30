//! The text that was signed, and whether a document would still have it.
//!
//! **Why not what a document is made from.** That is another one every day, and with every talk that is noted. Two texts
//! are compared as they are written, both with the day that stands on the signed one. When they differ and nobody
//! changed a word of the data or of the workspace's templates, a new version of the program did: that makes no new
//! version of what people have signed.

use std::path::Path;

use jiff::civil::Date;

use super::manifest::Manifest;
use crate::digest::{Digest, sha256};
use crate::due::{Edition, Manner};
use crate::format::Format;
use crate::history::SignedText;
use crate::mistake;
use crate::partnership::Partnership;
use crate::project::Project;
use crate::render::{Press, Renderer};

/// The text that somebody has signed: that of an edition as it was built last into the partner's folder of outputs, else
/// as it would be made on the day of the partnership; none when it cannot be made.
pub fn text_to_sign(
    press: &Press<'_>,
    partnership: &Partnership<'_>,
    edition: &Edition,
    folder: &Path,
) -> Option<SignedText> {
    // Notes that cannot be read say nothing of what was built.
    let manifest = Manifest::read(folder).unwrap_or_default();
    let stem = edition.stem(&Manner::USUAL);
    let day = manifest.day(&stem).unwrap_or(partnership.today);
    let now = written(press, partnership, edition, day);
    let hash = now.as_ref().map(|now| sha256(&now.text));
    let built = manifest.last(&edition.file_name(Format::Markdown, None, &Manner::USUAL)).map(str::to_owned);
    let is_as_built = built.is_none() || built == hash;
    Some(SignedText {
        day,
        words: built.or(hash)?,
        data: is_as_built.then(|| data(press.project, partnership)),
        is_draft: is_as_built && now.is_some_and(|now| now.is_draft),
    })
}

/// Whether an edition would still have the text that was signed.
pub fn is_as_signed(
    press: &Press<'_>,
    partnership: &Partnership<'_>,
    edition: &Edition,
    signed: &SignedText,
) -> bool {
    let is_unchanged = || signed.data.as_ref() == Some(&data(press.project, partnership));
    let now = written(press, partnership, edition, signed.day);
    now.is_some_and(|now| sha256(now.text) == signed.words) || is_unchanged()
}

/// A text, and whether it is marked as a draft.
struct WrittenText {
    text: Vec<u8>,
    is_draft: bool,
}

/// The text of an edition with a day on it, as data and templates have it; none when it cannot be made.
fn written(
    press: &Press<'_>,
    partnership: &Partnership<'_>,
    edition: &Edition,
    day: Date,
) -> Option<WrittenText> {
    let partnership = Partnership { today: day, ..*partnership };
    let write = || {
        let mut renderer = Renderer::new(press, partnership, Manner::USUAL);
        let outputs = renderer.make(edition, &[Format::Markdown]).ok()?.outputs;
        let text = outputs.into_iter().find(|output| output.format == Format::Markdown)?.bytes;
        let is_draft = renderer.read(edition, |document| document.meta.draft.is_some())?;
        Some(WrittenText { text, is_draft })
    };
    // Whoever makes the document tells of a mistake.
    mistake::caught(write).ok().flatten()
}

/// A hash of all that people wrote of which the text can be made.
fn data(project: &Project, partnership: &Partnership<'_>) -> String {
    let mut hash =
        Digest::new().and(partnership.institution.file.text()).and(partnership.partner.file.text());
    for (id, other) in partnership.further {
        hash.add(id);
        hash.add(other.file.text());
    }
    for name in project.files.own().filter(|name| name.ends_with(".md") || name.ends_with(".yaml")) {
        hash.add(name);
        hash.add(project.files.own_bytes(name).unwrap_or_default());
    }
    hash.digits(64)
}
