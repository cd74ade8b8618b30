//! The formats that there are, with their names.

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
