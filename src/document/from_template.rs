//! A document from the text that its template gives.

use super::fingerprint::fingerprint;
use super::parsed::Document;
use super::{clauses, parse};
use crate::diagnostic::Diagnostics;
use crate::template::{FINGERPRINT, Filled};

impl Document {
    /// Parses a filled text; clauses get their numbers.
    ///
    /// # Errors
    /// Classes that nobody knows, links that lead elsewhere than to a web page, an address or a
    /// telephone, no heading of the first level.
    pub fn parse(filled: Filled) -> Result<Self, Diagnostics> {
        let markdown = clauses::number(&filled.markdown);
        let sections = parse::sections(&markdown, &filled.template)?;
        let mut meta = filled.meta;
        meta.footer = meta.footer.map(|footer| footer.replace(FINGERPRINT, &fingerprint(&markdown)));
        let calendar = match filled.calendar {
            Some(text) => parse::sections(&text, &filled.template)?,
            None => Vec::new(),
        };
        Ok(Self { meta, markdown, sections, calendar, second: None })
    }
}
