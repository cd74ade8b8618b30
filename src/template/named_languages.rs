//! The languages that the data name for a document, whatever the partner's own is: `languages: partner.mou.languages`.

use super::compiled::Template;
use super::context::Root;
use crate::partnership::Partnership;

/// The languages that the data name for a document, and the field that does.
pub struct NamedLanguages {
    /// Their tags, in order; none where the field is not filled.
    pub tags: Vec<String>,
    /// Which file has the field.
    pub root: Root,
    /// Its keys there.
    pub path: Vec<String>,
}

impl Template {
    /// The languages that a field names; none of a document that is made in each partner's language.
    pub fn named_languages(&self, partnership: &Partnership<'_>) -> Option<NamedLanguages> {
        let traced = partnership.trace(self.said("languages").next()?)?;
        let given = partnership.values(traced.root).pointer(&format!("/{}", traced.path.join("/")));
        let tags = given.and_then(|given| given.as_array()).into_iter().flatten();
        let tags = tags.filter_map(|tag| tag.as_str().map(str::to_owned)).collect();
        Some(NamedLanguages { tags, root: traced.root, path: traced.path })
    }
}
