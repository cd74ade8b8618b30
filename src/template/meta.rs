//! What the top of a template says of a document, with the values in it.

/// What a document is called, where it goes and how it is set: its front matter with the values in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meta {
    /// The document's name: that of its folder.
    pub document: String,
    /// The language's tag.
    pub language: String,
    /// Title.
    pub title: String,
    /// Who it is from.
    pub author: String,
    /// The layout's name.
    pub layout: String,
    /// The day it is made, year-month-day.
    pub date: String,
    /// The word that marks a draft, when it is one.
    pub draft: Option<String>,
    /// Whether it is the final text of what is signed.
    pub is_final: bool,
    /// A file name for those who receive it.
    pub file_name: String,
    /// What stands in the footer of each page.
    pub footer: Option<String>,
    /// The address that a QR code leads to.
    pub qr: Option<String>,
    /// Whether our logo and letterhead are on it.
    pub letterhead: bool,
    /// Subject, of an email.
    pub subject: Option<String>,
    /// Address of the recipient, of an email.
    pub to: Option<String>,
    /// Documents to attach, with their format: letter.pdf.
    pub attach: Vec<String>,
    /// How many words it should have, from and to.
    pub words: Option<(usize, usize)>,
    /// How many pages it may have.
    pub pages: Option<PageLimit>,
    /// What a calendar entry is called, when other than the title.
    pub summary: Option<String>,
}

/// Stands in a footer for the fingerprint of the text, which is known only when the text is finished. No
/// value has it: the schema refuses characters of private use.
pub const FINGERPRINT: &str = "\u{e001}";

const EXACTLY: &str = "exactly ";

/// How many pages a document may have: `pages: "1"` is a wish, `pages: "exactly 1"` a must. What is neither is worked out
/// from the data, and a wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageLimit {
    /// The most.
    pub most: usize,
    /// Whether more are an error.
    pub strict: bool,
}

impl PageLimit {
    /// Reads `1` or `exactly 1`.
    pub fn read(text: &str) -> Option<Self> {
        let (number, strict) = match text.strip_prefix(EXACTLY) {
            Some(number) => (number, true),
            None => (text, false),
        };
        Some(Self { most: number.trim().parse().ok()?, strict })
    }

    /// Whether a text says a number of pages, right or wrong: one that cannot be is told as such.
    pub fn is_written(text: &str) -> bool {
        text.starts_with(EXACTLY.trim_end()) || !text.contains(['.', '(', '+', ' '])
    }
}
