//! A document's outputs: one file here for each.
//!
//! In: a [`Document`]. Out: bytes. A writer that knows a section's class may lay it out specially; it
//! adds no words.

pub mod eml;
pub mod html;
pub mod ics;
pub mod markdown;
pub mod pdf;
pub mod picture;
pub mod text;

use std::borrow::Cow;

use crate::document::Document;
use crate::email_address::sent;
use crate::locale::latin;
use crate::workspace::is_device;

/// An output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Markdown, the place to edit.
    Markdown,
    /// Plain text.
    Text,
    /// A web page; of an email, its HTML part.
    Html,
    /// PDF, set by Typst.
    Pdf,
    /// A picture of each page.
    Png,
    /// The Typst source that the PDF is set from.
    Typst,
    /// An email, which some mail programs open as a draft.
    Eml,
    /// A calendar entry.
    Ics,
}

impl Format {
    /// All formats, in the order in which they are made.
    pub const ALL: [Self; 8] =
        [Self::Markdown, Self::Text, Self::Html, Self::Pdf, Self::Png, Self::Typst, Self::Eml, Self::Ics];

    /// The format's name, which is also the ending of its files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Text => "txt",
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Typst => "typ",
            Self::Eml => "eml",
            Self::Ics => "ics",
        }
    }

    /// Whether it is made of pages with a layout.
    pub fn has_pages(self) -> bool {
        matches!(self, Self::Pdf | Self::Png | Self::Typst)
    }

    /// The format of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// A file name that every system and mail program takes: ASCII letters, digits, `-`, `_`, at most 80. Letters
/// become Latin as in the country.
pub fn ascii_file_name(name: &str, country: Option<&str>) -> String {
    let mut safe = String::new();
    for one in latin(name, country).chars() {
        match one {
            one if one.is_ascii_alphanumeric() || one == '-' => safe.push(one),
            _ if safe.ends_with('_') || safe.is_empty() => {}
            _ => safe.push('_'),
        }
    }
    safe.truncate(80);
    match safe.trim_end_matches('_') {
        "" => "document".to_owned(),
        // Nobody with Windows could save it.
        device if is_device(device) => format!("{device}_"),
        safe => safe.to_owned(),
    }
}

/// Where a link leads, as programs follow it: an email address as it is sent.
fn target(url: &str) -> Cow<'_, str> {
    let Some(rest) = url.strip_prefix("mailto:").filter(|rest| !rest.is_ascii()) else {
        return Cow::Borrowed(url);
    };
    let (address, more) = rest.split_at(rest.find('?').unwrap_or(rest.len()));
    Cow::Owned(format!("mailto:{}{more}", sent(address)))
}

/// The line that marks a draft, for the formats that have no page to mark.
fn draft_line(document: &Document) -> Option<&str> {
    document.meta.draft.as_deref()
}
