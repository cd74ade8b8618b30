//! A text that a person has edited: the `.md` file of a document in `output/`, which is its source from
//! then on.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};

use super::fingerprint::fingerprint;
use super::parse;
use super::parsed::Document;
use super::two_versions::Mismatch;
use crate::diagnostic::codes;
use crate::diagnostic::words::did_you_mean;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::email_address::{is_email, shown};
use crate::letters;
use crate::source::{SourceFile, Span};
use crate::template::{Meta, front_matter};
use crate::yaml::{self, Node, Value};

/// What may stand between the two `---` at the top of an email.
const KEYS: &[&str] = &["subject", "to", "cc", "attach"];

impl Document {
    /// The document of an edited text; what its file does not say is as in the document made anew. The word
    /// that marks a draft is none of its words.
    ///
    /// # Errors
    /// As [`Document::parse`] and [`Document::in_two`], and lines at the top that are not those of an email; all at their
    /// places in the edited file.
    pub fn edited(file: &SourceFile, fresh: &Self, draft_mark: &str) -> Result<Self, Diagnostics> {
        let mut meta = fresh.meta.clone();
        let mut body = 0;
        if meta.subject.is_some() {
            let Some((part, start)) = front_matter::split(file.text()) else {
                let message = "the lines with subject and recipient are gone";
                return Err(Diagnostic::error(codes::BAD_VALUE, message)
                    .at(file, &(0..0), "an email begins with them, between two lines `---`")
                    .help("write them again, or have the text made anew with `--discard-edits`")
                    .into());
            };
            read_head(file, &part, &mut meta)?;
            body = start;
        }
        let markdown = file.text()[body..].trim_start_matches('\n');
        // The mark comes from the data, so that a text that was edited as a draft can become final.
        let mark = format!("**{draft_mark}**");
        let markdown = markdown.strip_prefix(&mark).unwrap_or(markdown).trim_start_matches('\n');
        if markdown.trim().is_empty() {
            let message = format!("there is no text in `{}`", file.name());
            return Err(Diagnostic::error(codes::BAD_VALUE, message)
                .help("write it again, or have it made anew with `--discard-edits`")
                .into());
        }
        let texts = match &fresh.second {
            None => vec![markdown.to_owned()],
            Some(_) => texts_of_two(markdown, file)?.to_vec(),
        };
        let mut versions = Vec::new();
        for (markdown, fresh) in texts.into_iter().zip(fresh.versions()) {
            // The entry's own words know nothing of what was changed: then it says what the text says.
            let is_as_made = markdown.trim_end() == fresh.markdown.trim_end();
            let calendar = if is_as_made { fresh.calendar.clone() } else { Vec::new() };
            let sections = parse::sections(&markdown, file)?;
            versions.push(Self { meta: fresh.meta.clone(), markdown, sections, calendar, second: None });
        }
        let second = versions.split_off(1).pop();
        let Some(mut document) = versions.pop() else { return Err(Diagnostics::new()) };
        document.meta = meta;
        if let Some(second) = second {
            let told =
                |unlike: Vec<Mismatch>| unlike.iter().map(|one| one.told(file)).collect::<Diagnostics>();
            document = Self::in_two(document, second).map_err(told)?;
        }
        let code = fingerprint(&document.whole_markdown());
        document.mark_with(&[fingerprint(&fresh.whole_markdown())], &code);
        Ok(document)
    }
}

/// The two versions of an edited text. Each has as many titles as the other, and the line between them stands in front of
/// the first title of the second one.
fn texts_of_two(markdown: &str, file: &SourceFile) -> Result<[String; 2], Diagnostic> {
    let mut titles = Vec::new();
    let mut lines = Vec::new();
    for (event, span) in Parser::new_ext(markdown, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => titles.push(span.start),
            Event::Rule => lines.push(span),
            _ => {}
        }
    }
    let second = titles.get(titles.len() / 2).filter(|_| titles.len() % 2 == 0);
    let between = second.and_then(|second| lines.iter().rfind(|line| line.start < *second));
    let between = between.filter(|line| titles.first().is_some_and(|first| *first < line.start));
    let Some(line) = between else {
        let message = "the line between the two languages cannot be found";
        return Err(Diagnostic::error(codes::VERSIONS_DIFFER, message)
            .at(file, &(0..0), "")
            .help("each language begins with its title, `# …`; between them stands a line `---` with an empty line above and below"));
    };
    let (first, second) = (&markdown[..line.start], &markdown[line.end..]);
    Ok([format!("{}\n", first.trim_end()), second.trim_start_matches('\n').to_owned()])
}

/// Where an edited text names an attachment, or else says what stands behind a word at its top: `subject`, `to`.
pub fn place_at_top(file: &SourceFile, key: &str, item: Option<&str>) -> Span {
    let top = front_matter::split(file.text()).map(|(part, _)| part);
    let tree = top.as_ref().and_then(|part| yaml::parse_part(file, part).ok());
    let Some(node) = tree.as_ref().and_then(|tree| tree.get(key)) else { return top.unwrap_or(0..0) };
    let items = match &node.value {
        Value::Sequence(items) => items.as_slice(),
        _ => &[],
    };
    let named = items.iter().find(|one| scalar(one).is_some() && scalar(one) == item);
    named.unwrap_or(node).span.clone()
}

/// Subject, recipient and attachments as a person left them.
fn read_head(file: &SourceFile, part: &Span, meta: &mut Meta) -> Result<(), Diagnostics> {
    let tree = yaml::parse_part(file, part)?;
    let Value::Mapping(entries) = &tree.value else {
        let message = "these lines are not those of an email";
        return Err(Diagnostic::error(codes::BAD_VALUE, message)
            .at(file, part, "")
            .help("each is a word, a colon and a blank: subject: \"…\", to: \"…\"")
            .into());
    };
    let mut found = Diagnostics::new();
    for (key, before) in [("subject", meta.subject.clone()), ("to", meta.to.first().cloned())] {
        if entries.iter().all(|entry| entry.key != key) {
            let message = format!("the line `{key}:` is gone");
            found.push(
                Diagnostic::error(codes::BAD_VALUE, message)
                    .at(file, part, "")
                    .help(format!("write it again: {key}: \"{}\"", before.unwrap_or_default())),
            );
        }
    }
    // Who takes the line out wants nothing attached, and nobody to get a copy.
    meta.attach = Vec::new();
    meta.cc = Vec::new();
    for entry in entries {
        let node = &entry.node;
        let text = scalar(node).map(str::trim).filter(|text| !text.is_empty());
        let wrong = |expected: &str| {
            let message = format!("`{}` needs {expected}", entry.key);
            Diagnostic::error(codes::BAD_VALUE, message).at(file, &node.span, "")
        };
        match entry.key.as_str() {
            "subject" => match text {
                Some(subject) => meta.subject = Some(letters::plainly_spaced(subject).into_owned()),
                None => found.push(wrong("a text").help("an email without a subject is taken for spam")),
            },
            key @ ("to" | "cc") => match addresses(node) {
                Some(addresses) if key == "cc" => meta.cc = addresses,
                Some(addresses) if !addresses.is_empty() => meta.to = addresses,
                _ => found.push(wrong("one email address, or a list of them").help(format!(
                    "write one as name@example.org, several between brackets: {key}: [\"name@example.org\", \"other@example.org\"]"
                ))),
            },
            "attach" => match list(node) {
                Some(names) => meta.attach = names,
                None => {
                    found.push(wrong("a list").help("write the names between brackets: attach: [letter.pdf]"))
                }
            },
            key => {
                let message = format!("an email has no line `{key}`");
                let mut problem =
                    Diagnostic::error(codes::UNKNOWN_KEY, message).at(file, &entry.key_span, "unknown");
                problem.help = did_you_mean(key, KEYS);
                found.push(problem);
            }
        }
    }
    meta.name_nobody_twice();
    if found.has_errors() { Err(found) } else { Ok(()) }
}

/// One address or a list of them; none when something else stands there.
fn addresses(node: &Node) -> Option<Vec<String>> {
    let texts = match scalar(node) {
        Some(text) => vec![text.to_owned()],
        None => list(node)?,
    };
    let address = |text: &String| {
        let text = text.trim();
        is_email(text).then(|| shown(text).into_owned())
    };
    texts.iter().map(address).collect()
}

fn scalar(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Scalar { text, .. } => Some(text),
        _ => None,
    }
}

fn list(node: &Node) -> Option<Vec<String>> {
    match &node.value {
        Value::Sequence(items) => items.iter().map(|item| scalar(item).map(str::to_owned)).collect(),
        Value::Null => Some(Vec::new()),
        _ => None,
    }
}
