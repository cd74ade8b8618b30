//! The documents of all workspaces, made once and read in all their outputs.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use mail_parser::{MessageParser, MimeHeaders, PartType};
use serde_json::Value;

use super::data::{at, is_on, items, names, read, text, texts};
use super::page::Page;
use crate::support::{Sandbox, files_below, letters, pdf_text, root};

/// A document of a partner, in all outputs, with the data that it was made from.
#[derive(Clone, PartialEq)]
pub struct Made {
    pub workspace: &'static str,
    pub partner: String,
    /// Its name, without meeting and language: agenda.
    pub document: String,
    /// The institution’s file, and the partner’s.
    pub us: Value,
    pub them: Value,
    /// The files of all other partners of the workspace, by id.
    pub others: BTreeMap<String, Value>,
    pub markdown: String,
    pub text: String,
    pub page: Page,
    /// The bytes of all its files, and those of a second run.
    pub bytes: BTreeMap<String, Vec<u8>>,
    pub again: BTreeMap<String, Vec<u8>>,
    pub mail: Option<Mail>,
    /// The calendar entry.
    pub entry: Option<String>,
    /// The Markdown of the partner’s other documents, and what is attached to the invitation.
    pub beside: BTreeMap<String, String>,
    pub enclosed: Vec<Attachment>,
    /// What the program said while it made the partner’s documents.
    pub told: String,
}

/// An email, read by a parser of its own.
#[derive(Clone, PartialEq)]
pub struct Mail {
    pub subject: String,
    pub from: Vec<String>,
    pub to: Vec<String>,
    pub reply_to: Vec<String>,
    pub language: String,
    pub text: String,
    pub html: String,
    pub attachments: Vec<Attachment>,
    pub raw: Vec<u8>,
}

/// A file that goes with an email; with its text when it is a PDF.
#[derive(Clone, PartialEq)]
pub struct Attachment {
    pub name: String,
    pub text: String,
}

impl Mail {
    fn read(raw: &[u8]) -> Self {
        let message = MessageParser::default().parse(raw).expect("an email");
        let addresses = |found: Option<&mail_parser::Address<'_>>| -> Vec<String> {
            let all = found.into_iter().flat_map(|address| address.iter());
            all.filter_map(|one| one.address().map(str::to_owned)).collect()
        };
        let attachments = message.attachments().map(|part| {
            let name = part.attachment_name().expect("a name").to_owned();
            let text = match &part.body {
                PartType::Binary(bytes) if bytes.starts_with(b"%PDF") => pdf_text(bytes),
                _ => String::from_utf8_lossy(part.contents()).into_owned(),
            };
            Attachment { name, text }
        });
        Self {
            subject: message.subject().unwrap_or_default().to_owned(),
            from: addresses(message.from()),
            to: addresses(message.to()),
            reply_to: addresses(message.reply_to()),
            language: message
                .header("Content-Language")
                .and_then(|value| value.as_text())
                .unwrap_or_default()
                .to_owned(),
            text: message.body_text(0).unwrap_or_default().replace("\r\n", "\n"),
            html: message.body_html(0).unwrap_or_default().into_owned(),
            attachments: attachments.collect(),
            raw: raw.to_vec(),
        }
    }
}

/// All documents of all workspaces.
pub static ALL: LazyLock<Vec<Made>> = LazyLock::new(|| {
    let mut all = of_workspace("sample", &Sandbox::sample());
    let rich = Sandbox::sample();
    for name in rich.files("partners").keys() {
        std::fs::remove_file(rich.path("partners").join(name)).expect("removed");
    }
    put(&rich, "partners", "partners");
    all.extend(of_workspace("rich", &rich));
    let greek = Sandbox::sample();
    for name in greek.files("partners").keys() {
        std::fs::remove_file(greek.path("partners").join(name)).expect("removed");
    }
    put(&greek, "greek", "");
    all.extend(of_workspace("greek", &greek));
    all
});

fn put(sandbox: &Sandbox, from: &str, to: &str) {
    for (name, bytes) in files_below(&root().join("tests/rich").join(from)) {
        sandbox.write(format!("{to}/{name}").trim_start_matches('/'), bytes);
    }
}

const FORMATS: [&str; 12] = [
    "--format", "md", "--format", "txt", "--format", "pdf", "--format", "eml", "--format", "ics", "--jobs",
    "2",
];

fn of_workspace(workspace: &'static str, sandbox: &Sandbox) -> Vec<Made> {
    let us = read(&sandbox.read("institution.yaml"));
    let partners: BTreeMap<String, Value> = sandbox
        .files("partners")
        .iter()
        .filter_map(|(name, bytes)| {
            Some((name.strip_suffix(".yaml")?.to_owned(), String::from_utf8(bytes.clone()).ok()?))
        })
        .map(|(id, text)| (id, read(&text)))
        .collect();
    let mut all = vec![];
    for id in partners.keys() {
        let build = |out: &str| {
            let arguments: Vec<&str> = ["--partner", id, "--out", out].into_iter().chain(FORMATS).collect();
            let run = sandbox.build(&arguments);
            assert!(run.code == 0, "{workspace}/{id}: {}", run.stderr);
            (crate::support::documents_below(&sandbox.path(out).join(id)), run.stdout + &run.stderr)
        };
        let (first, told) = build("first");
        let (second, _) = build("second");
        all.extend(of_partner(workspace, id, &us, &partners, &told, &first, &second));
    }
    all
}

fn of_partner(
    workspace: &'static str,
    id: &str,
    us: &Value,
    partners: &BTreeMap<String, Value>,
    told: &str,
    first: &BTreeMap<String, Vec<u8>>,
    second: &BTreeMap<String, Vec<u8>>,
) -> Vec<Made> {
    let said = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    let name = |file: &str| file.split('.').next().unwrap_or_default().to_owned();
    let markdown: BTreeMap<String, String> = first
        .iter()
        .filter(|(file, _)| file.ends_with(".md"))
        .map(|(file, bytes)| (name(file), said(bytes)))
        .collect();
    let mails: BTreeMap<String, Mail> = first
        .iter()
        .filter(|(file, _)| file.ends_with(".eml"))
        .map(|(file, bytes)| (name(file), Mail::read(bytes)))
        .collect();
    let others = partners.iter().filter(|(other, _)| *other != id);
    let others: BTreeMap<String, Value> = others.map(|(id, file)| (id.clone(), file.clone())).collect();
    let document = |document: &String| {
        let own = |files: &BTreeMap<String, Vec<u8>>| -> BTreeMap<String, Vec<u8>> {
            let own = files.iter().filter(|(file, _)| name(file) == *document);
            own.map(|(file, bytes)| (file.clone(), bytes.clone())).collect()
        };
        let files = own(first);
        let with =
            |ending: &str| files.iter().find(|(file, _)| file.ends_with(ending)).map(|(_, bytes)| bytes);
        Made {
            workspace,
            partner: id.to_owned(),
            document: document.clone(),
            us: us.clone(),
            them: partners[id].clone(),
            others: others.clone(),
            markdown: markdown[document].clone(),
            text: said(with(".txt").expect("a text")),
            page: Page::read(with(".pdf").expect("a PDF")),
            again: own(second),
            mail: mails.get(document).cloned(),
            entry: with(".ics").map(|bytes| said(bytes)),
            beside: markdown.clone(),
            enclosed: mails.get("invitation").map(|mail| mail.attachments.clone()).unwrap_or_default(),
            told: told.to_owned(),
            bytes: files,
        }
    };
    markdown.keys().map(document).collect()
}

/// A text with one blank between words, and plain ones.
pub fn squeezed(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
        .replace('\u{ad}', "")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

impl Made {
    /// Whether the text says something, however its lines are broken and its first letter is written.
    pub fn says(&self, what: &str) -> bool {
        squeezed(&self.text).to_lowercase().contains(&squeezed(what).to_lowercase())
    }

    /// A condition: that the text says something.
    pub fn wants(&self, what: &str) -> (bool, String) {
        (self.says(what), format!("“{what}” is not said"))
    }

    /// A condition: that the text says one of several things.
    pub fn wants_one(&self, what: &[String]) -> (bool, String) {
        (what.iter().any(|what| self.says(what)), format!("none of {what:?} is said"))
    }

    /// A condition: that the text does not say something.
    pub fn avoids(&self, what: &str) -> (bool, String) {
        (!self.says(what), format!("“{what}” is said"))
    }

    /// Whether the text of the pages has something, letters compared.
    pub fn shows(&self, what: &str) -> bool {
        letters(&self.page.text()).contains(&letters(what))
    }

    /// The Markdown from the heading with an id to the next heading of its level.
    pub fn section(&self, id: &str) -> Option<String> {
        section(&self.markdown, id)
    }

    /// The organisations that take part in an agreement beside us: the partner, and further ones.
    pub fn partners(&self) -> Vec<&Value> {
        let further = texts(&self.them, "mou.further_partners");
        std::iter::once(&self.them).chain(further.iter().filter_map(|id| self.others.get(id))).collect()
    }

    /// The organisations at the meeting, beside us: the partner, and those that participants belong to.
    pub fn guests(&self) -> Vec<&Value> {
        let mut ids = texts(&self.them, "meeting.further_partners");
        ids.extend(items(&self.them, "meeting.participants").iter().filter_map(|one| text(one, "org")));
        let others = self.others.iter().filter(|(id, _)| ids.contains(id)).map(|(_, file)| file);
        std::iter::once(&self.them).chain(others).collect()
    }

    /// The organisation of an id: `us`, the partner, another one.
    pub fn organisation(&self, id: &str) -> Option<&Value> {
        match id {
            "us" => Some(&self.us),
            id if id == self.partner => Some(&self.them),
            id => self.others.get(id),
        }
    }

    /// Who writes for us.
    pub fn sender(&self) -> &Value {
        let owner = text(&self.them, "logbook.owner");
        let contacts = items(&self.us, "contacts");
        contacts.iter().find(|one| owner.is_some() && text(one, "id") == owner).unwrap_or(&contacts[0])
    }

    /// Who is written to.
    pub fn contact(&self) -> &Value {
        at(&self.them, "contacts").get(0).unwrap_or(&Value::Null)
    }

    /// Whether the letter is written by the partner.
    pub fn is_from_partner(&self) -> bool {
        text(&self.them, "loi.direction").as_deref() == Some("from_partner")
    }

    /// Whether somebody was told of something by the program, in a line with a word.
    pub fn was_told(&self, words: &[&str]) -> bool {
        self.told.split("\n\n").any(|one| {
            (one.contains("warning") || one.contains("note") || one.contains("hint"))
                && words.iter().all(|word| one.to_lowercase().contains(word))
        })
    }

    /// The paragraphs of an email between the greeting and the closing.
    pub fn paragraphs(&self) -> Vec<String> {
        let proper = self.text.split("\n--\n").next().unwrap_or_default();
        let all: Vec<String> = proper.split("\n\n").map(squeezed).filter(|one| !one.is_empty()).collect();
        let inner = &all[1.min(all.len())..all.len().saturating_sub(1)];
        let mut paragraphs: Vec<String> = vec![];
        for one in inner {
            // A list belongs to the sentence in front of it.
            match paragraphs.last_mut() {
                Some(last) if one.starts_with("- ") => *last = format!("{last} {one}"),
                _ => paragraphs.push(one.clone()),
            }
        }
        paragraphs
    }

    /// What stands below the line across: signature and privacy lines.
    pub fn end(&self) -> String {
        squeezed(self.text.split_once("\n--\n").map_or("", |(_, end)| end))
    }

    /// Replaces something in every output, for a document that is not as it should be.
    pub fn spoil(&mut self, from: &str, to: &str) {
        // A number and its word are kept together by a blank that does not break.
        let kept = from.replace(' ', "\u{a0}");
        if kept != from {
            self.spoil(&kept, to);
        }
        self.text = self.text.replace(from, to);
        self.markdown = self.markdown.replace(from, to);
        for page in &mut self.page.pages {
            *page = page.replace(from, to);
        }
        if let Some(mail) = &mut self.mail {
            mail.text = mail.text.replace(from, to);
        }
    }

    /// Writes something behind the text, in every output.
    pub fn add(&mut self, what: &str) {
        self.text = format!("{}\n{what}\n", self.text);
        self.markdown = format!("{}\n{what}\n", self.markdown);
        self.page.pages[0].push_str(what);
        if let Some(mail) = &mut self.mail {
            mail.text.push_str(what);
        }
    }

    /// Takes all names of an organisation away.
    pub fn forget(&mut self, organisation: &Value) {
        for name in names(organisation) {
            self.spoil(&name, "");
        }
    }

    /// Whether the partner has something switched on.
    pub fn has(&self, path: &str) -> bool {
        is_on(&self.them, path)
    }
}

/// The part of a Markdown text from the heading with an id to the next heading of its level.
pub fn section(markdown: &str, id: &str) -> Option<String> {
    let mut lines = markdown.lines().skip_while(|line| {
        !(line.starts_with("## ")
            && (line.contains(&format!("{{#{id}}}")) || line.contains(&format!("{{#{id} "))))
    });
    lines.next()?;
    Some(lines.take_while(|line| !line.starts_with("## ")).map(|line| format!("{line}\n")).collect())
}

/// The rows of the first table of a Markdown text, without its head.
pub fn rows(markdown: &str) -> Vec<Vec<String>> {
    let table =
        markdown.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    let cells = |line: &str| {
        let inner = line.trim().trim_start_matches('|').trim_end_matches('|');
        inner.split(" |").map(|cell| cell.trim().trim_start_matches('|').trim().to_owned()).collect()
    };
    table.skip(2).map(cells).collect()
}
