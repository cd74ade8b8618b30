//! Markdown: the text as it is, an email's with its subject and recipient in front.

use serde_json::Value as Json;

use crate::document::Document;

/// The Markdown file of a document.
pub fn write(document: &Document) -> String {
    let mut text = String::new();
    let meta = &document.meta;
    if let Some(subject) = &meta.subject {
        text.push_str("---\n");
        // What is JSON is YAML too.
        let mut line = |key: &str, value: Json| text.push_str(&format!("{key}: {value}\n"));
        line("subject", subject.as_str().into());
        match meta.to.as_slice() {
            [] => {}
            [to] => line("to", to.as_str().into()),
            several => line("to", several.into()),
        }
        for (key, several) in [("cc", &meta.cc), ("attach", &meta.attach)] {
            if !several.is_empty() {
                line(key, several.as_slice().into());
            }
        }
        text.push_str("---\n\n");
    }
    if let Some(draft) = document.in_all(|version| version.meta.draft.as_ref()) {
        text.push_str(&format!("**{draft}**\n\n"));
    }
    text.push_str(&document.whole_markdown());
    text
}
