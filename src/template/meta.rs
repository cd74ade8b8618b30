//! What the top of a template says of a document, with the values in it.

use crate::email_address::is_same;
use crate::model::BilingualLayout;

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
    /// Addresses of the recipients, of an email.
    pub to: Vec<String>,
    /// Addresses of those who get a copy, for all to see.
    pub cc: Vec<String>,
    /// What to attach: documents with their format, letter.pdf, and files in the folder of the templates.
    pub attach: Vec<String>,
    /// How many words it should have, from and to.
    pub words: Option<(usize, usize)>,
    /// How many pages it may have.
    pub pages: Option<PageLimit>,
    /// How it is set in two languages.
    pub bilingual_layout: BilingualLayout,
    /// What a calendar entry is called, when other than the title.
    pub summary: Option<String>,
}

impl Meta {
    /// Every address that the email goes to.
    pub fn recipients(&self) -> impl Iterator<Item = &String> {
        self.to.iter().chain(&self.cc)
    }

    /// Takes out addresses that nothing is to go to. Where nobody else would be left, the recipients stay: whoever sends
    /// is told that they are not to be written to.
    pub fn leave_out(&mut self, is_left_out: impl Fn(&str) -> bool) {
        self.cc.retain(|address| !is_left_out(address));
        if !self.to.iter().all(|address| is_left_out(address)) {
            self.to.retain(|address| !is_left_out(address));
        }
    }

    /// Keeps of each address the first one only, those written to before those who get a copy.
    pub fn name_nobody_twice(&mut self) {
        let mut known: Vec<String> = Vec::new();
        let mut is_new = |address: &String| {
            let is_new = !known.iter().any(|other| is_same(other, address));
            known.push(address.clone());
            is_new
        };
        self.to.retain(&mut is_new);
        self.cc.retain(&mut is_new);
    }
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
