//! Markdown: the text as it is, an email's with its subject and recipient in front.

use crate::document::Document;

/// The Markdown file of a document.
pub fn write(document: &Document) -> String {
    let mut text = String::new();
    let meta = &document.meta;
    if let Some(subject) = &meta.subject {
        text.push_str("---\n");
        let mut line = |key: &str, value: &str| {
            // JSON strings are YAML strings.
            let quoted = serde_json::Value::from(value).to_string();
            text.push_str(&format!("{key}: {quoted}\n"));
        };
        line("subject", subject);
        if let Some(to) = &meta.to {
            line("to", to);
        }
        if !meta.attach.is_empty() {
            let names = serde_json::Value::from(meta.attach.clone());
            text.push_str(&format!("attach: {names}\n"));
        }
        text.push_str("---\n\n");
    }
    if let Some(draft) = &document.meta.draft {
        text.push_str(&format!("**{draft}**\n\n"));
    }
    text.push_str(&document.markdown);
    text
}
