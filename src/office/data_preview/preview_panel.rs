//! What stands beside a form: the choice of a document, its pages, what is missing, what is wrong.
//!
//! **How it is renewed.** The browser sends the whole form when a key was pressed and nothing follows for a moment. A request
//! that is still under way is given up by browser and program. What is wrong with a field comes along too; `office.js` puts it into
//! the place that the form has for it (`problem-` and the field's name), and empties the others.

use maud::{Markup, html};

use super::super::saving::edited_file::EditedFile;
use super::super::shared::field_words::field_in_words;
use super::super::shared::pieces::edition_name;
use super::super::shared::problem_list::{problem_list, with_code};
use super::super::shared::spoken::Spoken;
use super::field_troubles::FieldTrouble;
use super::look::{Looked, PreviewSight};
use crate::diagnostic::words::visible;
use crate::due::{Edition, Manner};
use crate::locale::fill;
use crate::template::{Meta, Root};

/// The id of the form that the panel stands beside.
pub const FORM: &str = "data-form";
/// Which form asks.
pub const ASKS: &str = "_look";
/// Which document is looked at.
pub const DOCUMENT: &str = "_look_document";
/// Which documents there were to choose from.
pub const DOCUMENTS: &str = "_look_documents";
/// With whose data.
pub const PARTNER: &str = "_look_partner";
/// That something is shown already.
pub const SHOWN: &str = "_look_shown";

/// The panel before anything is looked at.
pub struct PreviewPanel<'a> {
    /// The language of the page.
    pub spoken: &'a Spoken,
    /// Where the form is sent to be looked at.
    pub address: &'a str,
    /// A name for the form (`PreviewShelf::new_form`).
    pub form: &'a str,
    /// The document that is looked at first, by how the names of its files begin; the first one when empty.
    pub stem: &'a str,
    /// The partners with whose data the institution is looked at, by id and name; none for a partner.
    pub partners: &'a [(String, String)],
}

impl PreviewPanel<'_> {
    /// The panel.
    pub fn shown(&self) -> Markup {
        let words = &self.spoken.words.preview;
        html! {
            aside.look aria-labelledby="look-title" {
                h2 id="look-title" { (words.title) }
                input type="hidden" name=(ASKS) value=(self.form) form=(FORM);
                @if !self.partners.is_empty() {
                    div.field id="look-whose" {
                        label for="look-partner" { (words.partner) }
                        select id="look-partner" name=(PARTNER) form=(FORM) {
                            @for (id, name) in self.partners { option value=(id) { (visible(name)) } }
                        }
                    }
                }
                div.field id="look-chooser" { input type="hidden" name=(DOCUMENT) value=(self.stem) form=(FORM); }
                button.without-script type="submit" form=(FORM) formaction=(self.address) formtarget="_blank" formnovalidate {
                    (words.look)
                }
                p.hint.without-script { (words.look_hint) }
                p.said id="look-count" role="status" {}
                div id="look-body" hx-post=(self.address) hx-include={ "#" (FORM) } hx-sync="this:replace"
                    hx-trigger={ "load, input from:#" (FORM) " delay:100ms, change from:#" (FORM) " delay:100ms, change from:#look-chooser, change from:#look-whose, fields-changed from:body" } {
                    p.hint.with-script { (words.loading) }
                }
                div id="look-told" {}
            }
        }
    }
}

/// What is known when the panel is renewed.
pub struct PreviewParts<'a> {
    /// The language of the page.
    pub spoken: &'a Spoken,
    /// The file that is edited.
    pub file: &'a EditedFile,
    /// The number under which pages are kept.
    pub number: u64,
    /// What came out.
    pub looked: &'a Looked,
}

impl PreviewParts<'_> {
    /// What is put into the page that asked; `known` are the documents that there were to choose from. `has_sight` says that
    /// something is shown that may stay when nothing new can be.
    pub fn renewed(&self, known: &str, has_sight: bool) -> Markup {
        html! {
            @if !self.stays(has_sight) { (self.sight()) }
            // While the file cannot be read nobody knows which documents there are.
            @if known != self.stems() && !matches!(self.looked.sight, PreviewSight::Unread) { div id="look-chooser" hx-swap-oob="innerHTML" { (self.chooser()) } }
            p id="look-count" hx-swap-oob="innerHTML" { (self.count()) }
            div id="look-told" hx-swap-oob="innerHTML" { (self.told(has_sight)) }
        }
    }

    /// Whether what is shown stays, because nothing new can be.
    pub fn stays(&self, has_sight: bool) -> bool {
        has_sight && matches!(self.looked.sight, PreviewSight::Unread)
    }

    /// All of it, for a page of its own.
    pub fn whole(&self) -> Markup {
        html! { (self.told(false)) div.look-whole { (self.sight()) } }
    }

    fn stems(&self) -> String {
        let stems: Vec<String> =
            self.looked.documents.iter().map(|edition| edition.stem(&Manner::USUAL)).collect();
        stems.join(" ")
    }

    fn chooser(&self) -> Markup {
        let stem = |edition: &Edition| edition.stem(&Manner::USUAL);
        let chosen = self.looked.edition.as_ref().map(stem).unwrap_or_default();
        html! {
            input type="hidden" name=(DOCUMENTS) value=(self.stems()) form=(FORM);
            @if !self.looked.documents.is_empty() {
                label for="look-document" { (self.spoken.words.preview.document) }
                select id="look-document" name=(DOCUMENT) form=(FORM) {
                    @for edition in &self.looked.documents {
                        option value=(stem(edition)) selected[stem(edition) == chosen] { (edition_name(self.spoken, edition, self.usual())) }
                    }
                }
            }
        }
    }

    /// The language that need not be said: that of the first document.
    fn usual(&self) -> Option<&str> {
        self.looked.documents.first().map(Edition::language)
    }

    fn name(&self) -> String {
        self.looked
            .edition
            .as_ref()
            .map(|edition| edition_name(self.spoken, edition, self.usual()))
            .unwrap_or_default()
    }

    /// The pages, or the email.
    fn sight(&self) -> Markup {
        let words = &self.spoken.words.preview;
        let language = self.looked.edition.as_ref().map(Edition::language);
        html! {
            @match &self.looked.sight {
                PreviewSight::Pages(pages) => {
                    input type="hidden" name=(SHOWN) value="1" form=(FORM);
                    ol.look-pages lang=[language] { @for page in 1..=*pages { (self.page(page, *pages)) } }
                }
                PreviewSight::Email(meta) => {
                    input type="hidden" name=(SHOWN) value="1" form=(FORM);
                    (self.email(meta))
                }
                PreviewSight::Text(text) => { pre.letter tabindex="0" lang=[language] { (text) } }
                PreviewSight::None => { p { (words.no_documents) } }
                PreviewSight::Unread => { p { (words.first_mend) } }
                PreviewSight::Unmade(found) => { p { strong { (words.unseen) } } (problem_list(self.spoken, found)) }
            }
        }
    }

    fn page(&self, page: usize, pages: usize) -> Markup {
        let words = &self.spoken.words.preview;
        let numbers = [page.to_string(), pages.to_string()];
        let name = self.name();
        let values =
            [("page", numbers[0].as_str()), ("pages", numbers[1].as_str()), ("document", name.as_str())];
        html! {
            li {
                p.hint lang=(self.spoken.tag) { (fill(&words.page, &values)) }
                img src={ "/previews/" (self.number) "/" (page) } alt=(fill(&words.alt, &values)) lang=(self.spoken.tag)
                    width="595" height="842" loading=[(page > 1).then_some("lazy")];
            }
        }
    }

    fn email(&self, meta: &Meta) -> Markup {
        let words = &self.spoken.words.document;
        html! {
            dl.facts.mail {
                dt { (words.to) } dd { (visible(&meta.to.join(", "))) }
                @if let Some(subject) = &meta.subject { dt { (words.subject) } dd lang=(meta.language) { (visible(subject)) } }
            }
            iframe.mail src={ "/previews/" (self.number) "/mail" } title=(words.mail_frame) sandbox="" {}
        }
    }

    fn count(&self) -> String {
        let words = &self.spoken.words.preview;
        match self.looked.troubles.len() + self.looked.missing.len() {
            0 => words.none.clone(),
            several => self.spoken.counted(&words.count, several),
        }
    }

    /// What is missing for the document, and what is wrong with the file, each with the way to its field.
    fn told(&self, has_sight: bool) -> Markup {
        let words = &self.spoken.words.preview;
        let Looked { troubles, missing, .. } = self.looked;
        html! {
            div data-troubles {
                @for field in fields_of(troubles) {
                    @let is_wrong = troubles.iter().any(|one| one.is_error() && one.field() == field);
                    div hidden data-for={ "problem-" (field) } data-wrong[is_wrong] { (lines(troubles, &field)) }
                }
                @if self.stays(has_sight) { p.notice.outdated { (words.before) } }
                @if self.looked.is_invented { p.hint { (words.invented) } }
                @if !missing.is_empty() {
                    section.look-missing aria-labelledby="look-missing" {
                        h3 id="look-missing" { (fill(&words.missing, &[("document", &self.name())])) }
                        ul { @for (root, path) in missing { li { (self.field_link(*root, path)) } } }
                        p.hint { (words.draft) }
                    }
                }
                @if !troubles.is_empty() {
                    section.look-problems aria-labelledby="look-problems" {
                        h3 id="look-problems" { (words.problems) }
                        ul { @for trouble in troubles { li { (self.trouble(trouble)) } } }
                    }
                }
            }
        }
    }

    fn trouble(&self, trouble: &FieldTrouble) -> Markup {
        let class = if trouble.is_error() { "error" } else { "warning" };
        let words = &self.spoken.words.problems;
        let word = if trouble.is_error() { &words.error } else { &words.warning };
        html! {
            span class={ "badge " (class) } { (word) } " "
            @if !trouble.path.is_empty() { (self.field_link(self.file.root(), &trouble.path)) ": " }
            @else if let Some(label) = &trouble.problem.label {
                @let line = label.file.position(label.span.start).line.to_string();
                (visible(&fill(&words.line, &[("file", label.file.name()), ("line", &line)]))) ": "
            }
            span lang="en" { (with_code(&trouble.problem.message)) }
        }
    }

    /// A field with the way to it.
    fn field_link(&self, root: Root, path: &[String]) -> Markup {
        let name = field_in_words(self.spoken, root, path);
        let place = format!("#{}", path.join("."));
        html! {
            @if root == self.file.root() { a href=(place) { (visible(&name)) } }
            @else { a href={ "/institution" (place) } { (visible(&name)) } }
        }
    }
}

/// The fields that something is wrong with, each once.
fn fields_of(troubles: &[FieldTrouble]) -> Vec<String> {
    let mut fields: Vec<String> = Vec::new();
    for field in troubles.iter().filter(|one| !one.path.is_empty()).map(FieldTrouble::field) {
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    fields
}

/// What is wrong with a field, beside it.
pub fn lines(troubles: &[FieldTrouble], field: &str) -> Markup {
    html! {
        @for trouble in troubles.iter().filter(|one| one.field() == field) {
            p class={ @if trouble.is_error() { "problem-line" } @else { "remark-line" } } lang="en" {
                (with_code(&trouble.problem.message))
                @if let Some(help) = &trouble.problem.help { span.help { (with_code(help)) } }
            }
        }
    }
}
