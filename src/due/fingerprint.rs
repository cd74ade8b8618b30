//! What a document is made from, as a hash for each format: while it is the same, so is the file.
//!
//! **What is in it.** The program itself, the institution, the partner and the organisations that sign with
//! it, what happened with the partner (of documents about all partners that of each), the day, the manner, the
//! template with all shared pieces and its language, edited texts; for pages the layouts, fonts and pictures; for
//! HTML its layouts; for an email all of that of what is attached.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::edition::{Edition, Task};
use super::edits::Edits;
use super::manner::Manner;
use crate::digest::Digest;
use crate::format::Format;
use crate::format::own_attachment::is_kind_attached;
use crate::partnership::Partnership;
use crate::project::Project;
use crate::template::Template;
use crate::workspace::TemplateFiles;

/// The folder of the layouts.
const LAYOUTS: &str = "layouts";

/// The fingerprints of all documents of a workspace, and what they have in common.
pub struct Fingerprints<'p> {
    pub(super) project: &'p Project,
    /// Of everything that all documents have in common.
    common: String,
    /// By document and language.
    templates: Mutex<KnownIngredients>,
    /// Of layouts, fonts and pictures.
    page: OnceLock<String>,
    /// Of the HTML layouts.
    html: OnceLock<String>,
    /// Of the workspace's own files that may go with an email.
    attachable: OnceLock<String>,
}

/// What templates are made from, by document and language; none of those that cannot be read.
type KnownIngredients = BTreeMap<(String, String), Option<Arc<Ingredients>>>;

/// What a template is made from.
struct Ingredients {
    /// Of its text.
    text: String,
    /// The documents that are attached to it, each with whether its pages are.
    attached: Vec<(String, bool)>,
}

impl<'p> Fingerprints<'p> {
    /// The fingerprints of a workspace's documents in a manner.
    pub fn new(project: &'p Project, manner: &Manner) -> Self {
        let common = Digest::new()
            .and(env!("CARGO_PKG_VERSION"))
            .and(env!("HANDCLASP_SOURCES"))
            .and(project.institution.file.text())
            .and(format!("{manner:?}"));
        Self {
            project,
            common: common.digits(64),
            templates: Mutex::default(),
            page: OnceLock::new(),
            html: OnceLock::new(),
            attachable: OnceLock::new(),
        }
    }

    /// The fingerprint of a document in each format that it is asked for in; empty when its template cannot be
    /// read. `left_out` are the addresses that emails do not go to.
    pub fn of(
        &self,
        partnership: &Partnership<'_>,
        task: &Task,
        edits: &Edits,
        left_out: &BTreeSet<String>,
        manner: &Manner,
    ) -> BTreeMap<String, String> {
        let mut partner =
            Digest::new().and(&self.common).and(partnership.id).and(partnership.partner.file.text());
        partner.add(partnership.today.to_string());
        partner.add(format!("{:?}", partnership.history));
        // Whether what was sent was a first email.
        partner.add(partnership.first_contacts.join(" "));
        // Whether what was signed or sent was an agreement.
        partner.add(partnership.agreements.join(" "));
        for (id, other) in partnership.further {
            partner.add(id);
            partner.add(other.file.text());
        }
        for one in partnership.partners.into_iter().flatten() {
            partner.add(&one.id);
            partner.add(one.partner.file.text());
            partner.add(format!("{:?}", one.history));
        }
        let is_email =
            self.project.templates.get(task.document(), task.language()).is_ok_and(Template::is_email);
        let fingerprint = |format: &Format| {
            let mut fingerprint = partner.clone().and(format.name());
            if is_email {
                for address in left_out {
                    fingerprint.add("left out");
                    fingerprint.add(address);
                }
                fingerprint.add(self.attachable());
            }
            for (edition, has_pages) in self.with_attached(partnership, task, *format) {
                for language in edition.languages.all() {
                    fingerprint.add(&self.ingredients(&edition.document, language)?.text);
                }
                if has_pages {
                    fingerprint.add(self.page());
                }
                if let Some(edit) = edits.get(&edition.stem(manner)) {
                    fingerprint.add("edited");
                    fingerprint.add(edit.file.text());
                }
            }
            if matches!(format, Format::Html | Format::Eml) {
                fingerprint.add(self.html());
            }
            Some((format.name().to_owned(), fingerprint.digits(32)))
        };
        task.formats.iter().map(fingerprint).collect::<Option<_>>().unwrap_or_default()
    }

    /// What a document's template is made from; none when it cannot be read.
    fn ingredients(&self, document: &str, language: &str) -> Option<Arc<Ingredients>> {
        let key = (document.to_owned(), language.to_owned());
        let mut known = self.templates.lock().unwrap_or_else(PoisonError::into_inner);
        let made = known.entry(key).or_insert_with(|| {
            let template = self.project.templates.get(document, language).ok()?;
            Some(Arc::new(Ingredients::of(template, &self.project.files)))
        });
        made.clone()
    }

    /// The editions whose pages are attached to an email.
    pub fn attached_pages(
        &self,
        partnership: &Partnership<'_>,
        task: &Task,
    ) -> impl Iterator<Item = Edition> {
        let all = self.with_attached(partnership, task, Format::Eml).into_iter().skip(1);
        all.filter(|(_, has_pages)| *has_pages).map(|(edition, _)| edition)
    }

    /// An edition, and in an email those that go with it, each with whether its pages are set.
    pub(super) fn with_attached(
        &self,
        partnership: &Partnership<'_>,
        task: &Task,
        format: Format,
    ) -> Vec<(Edition, bool)> {
        let mut all = vec![(task.edition.clone(), format.has_pages())];
        if format == Format::Eml {
            let ingredients = self.ingredients(task.document(), task.language());
            let attached = ingredients.map_or_else(Vec::new, |one| one.attached.clone()).into_iter();
            let own = own_attachments(partnership).iter().filter_map(|name| attachment(name));
            for (document, has_pages) in attached.chain(own) {
                let along = (task.edition.along(&document, self.project, partnership), has_pages);
                let is_there = along.0.languages.all().all(|one| self.ingredients(&document, one).is_some());
                if is_there && !all.contains(&along) {
                    all.push(along);
                }
            }
        }
        all
    }

    fn page(&self) -> &str {
        self.page.get_or_init(|| {
            let files = &self.project.files;
            let mut hash = Digest::new();
            let layouts = files.under(LAYOUTS).filter(|name| name.ends_with(".typ"));
            // All layouts: which of them another one takes in is known to Typst alone.
            for name in layouts.chain(files.under("fonts")) {
                hash.add(name);
                hash.add(files.bytes(name).unwrap_or_default());
            }
            let institution = &self.project.institution.model;
            let emblem = institution.eu_funding.as_ref().and_then(|funding| funding.emblem_file.as_deref());
            for name in institution.logo.as_deref().into_iter().chain(emblem) {
                hash.add(files.own_bytes(name).unwrap_or_default());
            }
            hash.digits(64)
        })
    }

    /// All of them: which of them go along is also said by expressions and by edited texts.
    fn attachable(&self) -> &str {
        self.attachable.get_or_init(|| {
            let files = &self.project.files;
            let names: BTreeSet<&str> = files.own().filter(|name| is_kind_attached(name)).collect();
            let bytes = |name| files.own_bytes(name).unwrap_or_default();
            names.into_iter().fold(Digest::new(), |hash, name| hash.and(name).and(bytes(name))).digits(64)
        })
    }

    fn html(&self) -> &str {
        self.html.get_or_init(|| {
            let files = &self.project.files;
            let pages = files.under(LAYOUTS).filter(|name| name.ends_with(".html"));
            pages
                .fold(Digest::new(), |hash, name| hash.and(name).and(files.bytes(name).unwrap_or_default()))
                .digits(64)
        })
    }
}

/// What the partner's file wants to be attached.
fn own_attachments<'a>(partnership: &Partnership<'a>) -> &'a [String] {
    let proposal = partnership.partner.model.proposal.as_ref();
    proposal.and_then(|proposal| proposal.attach.as_deref()).unwrap_or_default()
}

/// The document that is attached under a name, and whether its pages are; none under that of a file.
fn attachment(name: &str) -> Option<(String, bool)> {
    let (document, format) = name.trim().rsplit_once('.').filter(|(document, _)| !document.contains('/'))?;
    Some((document.to_owned(), format == Format::Pdf.name()))
}

impl Ingredients {
    fn of(template: &Template, files: &TemplateFiles) -> Self {
        let mut text = Digest::new();
        for file in template.own_files() {
            text.add(file.name());
            text.add(file.text());
        }
        // All of them: a piece may be taken in, extended, or have a component that is used.
        for piece in template.pieces() {
            text.add(piece.name());
            text.add(piece.text());
        }
        let language = format!("languages/{}.yaml", template.language);
        text.add(files.bytes(&language).unwrap_or_default());
        let attached = template.may_be_attached().into_iter().filter_map(attachment).collect();
        Self { text: text.digits(64), attached }
    }
}
