//! The documents of one partner, each filled, parsed and looked at once, whatever is made of it (`outputs.rs`,
//! `set_pages.rs`, `message.rs`).

use std::collections::HashMap;
use std::rc::Rc;

use jiff::civil::Date;

use super::findings::Findings;
use super::in_part::in_gaps;
use super::page_data;
use super::press::Press;
use crate::awaited_answer::no_reminder;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::document::{Document, Mismatch, in_both};
use crate::due::{Edit, Edition, Edits, Manner, languages_in_data};
use crate::email_address::is_same;
use crate::format::markdown;
use crate::format::pdf::{PageSetup, Sheets};
use crate::model::{MeetingPosition, Occasion};
use crate::overrun::{self, WatchedWork};
use crate::partnership::Partnership;
use crate::project::WritingBans;
use crate::rules;
use crate::template::{Phrase, Template, TemplateError, View, endless, is_endless};

/// Makes the documents of one partner.
pub struct Renderer<'a> {
    pub(super) press: &'a Press<'a>,
    pub(super) partnership: Partnership<'a>,
    pub(super) manner: Manner,
    pub(super) edits: Edits,
    pub(super) bans: Option<WritingBans<'a>>,
    keeps_edits: bool,
    pub(super) keeps_sheets: bool,
    /// The days of documents that were made on another one.
    days: HashMap<Edition, Date>,
    views: HashMap<(String, Option<MeetingPosition>, Occasion, Date), Rc<View<'a>>>,
    documents: HashMap<Edition, Result<Rc<Finished<'a>>, Findings>>,
    pub(super) pdfs: HashMap<Edition, Rc<Vec<u8>>>,
    pub(super) sheets: HashMap<Edition, Sheets>,
}

/// A document with its text, as it goes into all formats.
pub struct Finished<'a> {
    pub(super) template: &'a Template,
    /// Which it is.
    pub(super) edition: Edition,
    /// Whom it is about, and what it is made for.
    pub(super) partnership: Partnership<'a>,
    /// Its text.
    pub document: Document,
    /// The text that a person wrote, when one did; its file is left as it is.
    pub(super) edit: Option<Edit>,
    /// The text that would be made without the edit.
    pub(super) fresh: Option<String>,
    /// Whether data or template have changed since it was edited.
    pub stale: bool,
    /// Remarks.
    pub warnings: Findings,
}

impl<'a> Renderer<'a> {
    /// For a partner.
    pub fn new(press: &'a Press<'a>, partnership: Partnership<'a>, manner: Manner) -> Self {
        Self {
            press,
            partnership,
            manner,
            edits: Edits::default(),
            bans: None,
            keeps_edits: false,
            keeps_sheets: false,
            days: HashMap::new(),
            views: HashMap::new(),
            documents: HashMap::new(),
            pdfs: HashMap::new(),
            sheets: HashMap::new(),
        }
    }

    /// With the texts that a person has edited.
    pub fn with_edits(self, edits: Edits) -> Self {
        Self { edits, ..self }
    }

    /// With what is known of those who objected: no email goes to them while there is somebody else. Without it nobody is
    /// written to and invited.
    pub fn with_bans(self, bans: Option<WritingBans<'a>>) -> Self {
        Self { bans, ..self }
    }

    /// With a document's pages that are set already, as they would be now.
    pub fn with_pdf(mut self, edition: Edition, bytes: Vec<u8>) -> Self {
        self.pdfs.insert(edition, Rc::new(bytes));
        self
    }

    /// With documents as they were made on other days.
    pub fn dated(mut self, days: impl IntoIterator<Item = (Edition, Date)>) -> Self {
        for (edition, day) in days {
            self.documents.remove(&edition);
            self.pdfs.remove(&edition);
            self.sheets.remove(&edition);
            self.days.insert(edition, day);
        }
        self
    }

    /// Taking edited texts as up to date, so that nobody is told that they are not.
    pub fn keeping_edits(self) -> Self {
        Self { keeps_edits: true, ..self }
    }

    /// Keeping the pages of PDFs, so that they need not be set twice for a pack.
    pub fn keeping_sheets(self) -> Self {
        Self { keeps_sheets: true, ..self }
    }

    /// Whom the documents are about.
    pub fn partnership(&self) -> &Partnership<'a> {
        &self.partnership
    }

    /// What somebody reads out of a document's text; none when it cannot be made.
    pub fn read<T>(&mut self, edition: &Edition, read: impl FnOnce(&Document) -> T) -> Option<T> {
        self.finished(edition).ok().map(|finished| read(&finished.document))
    }

    /// What the pages of an edition need besides its text; none when it cannot be made.
    pub fn page_setup(&mut self, edition: &Edition) -> Option<PageSetup<'a>> {
        let finished = self.finished(edition).ok()?;
        Some(self.page(&finished))
    }

    /// What a page of a document needs besides its text.
    pub(super) fn page(&self, finished: &Finished<'a>) -> PageSetup<'a> {
        page_data::page(self.press.project, &finished.partnership, &finished.document, &self.manner)
    }

    pub(super) fn page_problems(&self, finished: &Finished<'_>) -> Diagnostics {
        page_data::problems(
            self.press,
            &finished.partnership,
            finished.template,
            &finished.document,
            &self.manner,
        )
    }

    /// A document with its text, made when it is asked for first.
    ///
    /// # Errors
    /// Why it cannot be made.
    pub fn finished(&mut self, edition: &Edition) -> Result<Rc<Finished<'a>>, Findings> {
        if let Some(known) = self.documents.get(edition) {
            return known.clone();
        }
        let finished = self.finish(edition).map(Rc::new).map_err(|found| found.stops(&edition.name()));
        self.documents.insert(edition.clone(), finished.clone());
        finished
    }

    /// Says what is being made, for whoever watches over it.
    pub(super) fn in_hand(&self, document: &str) -> WatchedWork {
        overrun::begin(format!("`{document}` for `{}`", self.partnership.id))
    }

    fn finish(&mut self, edition: &Edition) -> Result<Finished<'a>, Findings> {
        let document = edition.document.as_str();
        let _hand = self.in_hand(&edition.name());
        // Only where it is tested: what becomes of a mistake of the program is seen when there is one.
        #[cfg(debug_assertions)]
        if std::env::var("HANDCLASP_MISTAKE_AT")
            .is_ok_and(|at| at == format!("{}/{document}", self.partnership.id))
        {
            panic!("a mistake that was asked for");
        }
        let project = self.press.project;
        languages_in_data(project, &self.partnership, document)?;
        let templates = edition.languages.all().map(|language| project.templates.get(document, language));
        let templates: Vec<&'a Template> = templates.collect::<Result<_, _>>()?;
        let Some(template) = templates.first().copied() else { return Err(Findings::default()) };
        let partnership = self.partnership.on(&edition.occasion).ok_or_else(|| self.no_occasion(edition))?;
        let today = self.days.get(edition).copied().unwrap_or(partnership.today);
        let partnership = Partnership { today, ..partnership };
        let mut warnings = Findings::from(rules::on_data(&partnership, template));
        let mut phrases = Vec::new();
        let mut versions = Vec::new();
        // What is wrong with one version is told beside what is wrong with the other.
        for template in &templates {
            let (version, own) = self.version(template, partnership, &mut warnings);
            versions.extend(version);
            phrases.push(own);
        }
        if versions.len() < templates.len() {
            return Err(warnings);
        }
        let mut left_out;
        let fresh = match whole(versions, &templates) {
            Ok(mut fresh) => {
                left_out = self.leave_out(&mut fresh);
                fresh
            }
            Err(found) => {
                warnings.add(found);
                return Err(warnings);
            }
        };
        let edit = self.edits.get(&edition.stem(&self.manner));
        let edit = edit.filter(|edit| edit.file.text() != markdown::write(&fresh));
        let edit = edit.cloned();
        let mut without = None;
        let mut stale = false;
        let written = match &edit {
            Some(edit) if is_endless(edit.file.text()) => {
                Err(endless(&edition.name(), partnership.id).at(&edit.file, &(0..0), "").into())
            }
            Some(edit) => {
                let text = markdown::write(&fresh);
                stale = edit.is_stale(&text);
                if !self.keeps_edits || !stale {
                    warnings.add([edit.remark(&text)]);
                }
                without = Some(text);
                // The sentences are a person's now.
                phrases = vec![Vec::new(); templates.len()];
                let mark = templates.iter().fold(String::new(), |mark, template| {
                    in_both(&mark, &template.locale().words.labels.draft).into_owned()
                });
                Document::edited(&edit.file, &fresh, &mark)
            }
            None => Ok(fresh),
        };
        let document = match written {
            Ok(mut document) => {
                if edit.is_some() {
                    left_out = self.leave_out(&mut document);
                }
                document
            }
            Err(found) => {
                warnings.add(found);
                return Err(warnings);
            }
        };
        warnings.add(left_out.iter().map(|address| goes_without(&partnership, address)));
        for ((template, document), phrases) in templates.iter().zip(document.versions()).zip(&phrases) {
            let text = rules::FinishedText { partnership: &partnership, template, document, phrases };
            warnings.add(rules::on_text(&text));
        }
        if warnings.has_errors() {
            Err(warnings)
        } else {
            let edition = edition.clone();
            Ok(Finished { template, edition, partnership, document, edit, fresh: without, stale, warnings })
        }
    }

    /// The text in the language of a template, with the phrases of the data that stand inside its sentences; none when it
    /// cannot be written.
    fn version(
        &mut self,
        template: &'a Template,
        partnership: Partnership<'a>,
        warnings: &mut Findings,
    ) -> (Option<Document>, Vec<Phrase>) {
        let view = self.view(template, partnership);
        let mut phrases = Vec::new();
        let parsed = match template.render(&view, self.manner.gaps) {
            // What is missing is told beside what is wrong.
            Err(why) => {
                if let TemplateError::Gaps(gaps) = &why {
                    warnings.add(in_gaps(self.press.project, &partnership, template, gaps));
                }
                Err(Findings::from(why))
            }
            Ok(written) => {
                warnings.add_gaps(written.gaps);
                phrases = written.phrases;
                let few = |found: Diagnostics| found.cut_short(template.file());
                Document::parse(written.filled).map_err(|found| few(found).into())
            }
        };
        let version = parsed.map_err(|found| warnings.join(found)).ok();
        (version, phrases)
    }

    /// Takes out of an email the addresses that nothing goes to, and gives them.
    fn leave_out(&self, document: &mut Document) -> Vec<String> {
        let before: Vec<String> = document.meta.recipients().cloned().collect();
        document.meta.leave_out(|address| self.is_banned(address));
        let stays = |address: &String| document.meta.recipients().any(|other| other == address);
        before.into_iter().filter(|address| !stays(address)).collect()
    }

    /// Whether nothing goes to an address; so it is with every one where nobody has looked who objected.
    pub(super) fn is_banned(&self, address: &str) -> bool {
        self.bans.is_none_or(|bans| bans.of_address(&self.partnership, address).is_some())
    }

    /// That the partner has no meeting that an edition could be made for, or is not to be reminded.
    fn no_occasion(&self, edition: &Edition) -> Diagnostic {
        let id = edition.occasion.id().unwrap_or_default();
        match edition.occasion {
            Occasion::Reminder(_) => no_reminder(self.partnership.id, &self.partnership.awaited_answer())
                .unwrap_or_else(|| {
                    Diagnostic::error(
                        codes::NO_REMINDER,
                        format!("`{id}` to `{}` is not the next one", self.partnership.id),
                    )
                }),
            Occasion::None | Occasion::Meeting(_) | Occasion::Version(_) => {
                Diagnostic::error(codes::UNKNOWN_MEETING, format!("there is no meeting `{id}`"))
            }
        }
    }

    fn view(&mut self, template: &'a Template, partnership: Partnership<'a>) -> Rc<View<'a>> {
        let project = self.press.project;
        let new = || View::new(partnership, template.locale(), project.institution_view(template.locale()));
        let occasion = partnership.occasion();
        let key = (template.language.clone(), partnership.meeting_position, occasion, partnership.today);
        self.views.entry(key).or_insert_with(|| Rc::new(new())).clone()
    }
}

/// One text of its versions.
fn whole(mut versions: Vec<Document>, templates: &[&Template]) -> Result<Document, Diagnostics> {
    let second = versions.split_off(1).pop();
    let Some(first) = versions.pop() else { return Err(Diagnostics::new()) };
    let Some(second) = second else { return Ok(first) };
    let file_of = |mismatch: &Mismatch| {
        let own = |template: &&&Template| matches!(mismatch, Mismatch::Alone { language, .. } if *language == template.language);
        templates.iter().find(own).or(templates.first()).map(|template| template.file())
    };
    Document::in_two(first, second)
        .map_err(|unlike| unlike.iter().filter_map(|one| Some(one.told(file_of(one)?))).collect())
}

/// That an email goes without one of its recipients.
fn goes_without(partnership: &Partnership<'_>, address: &str) -> Diagnostic {
    let message = format!("`{address}` objected to being written to, or may have: it gets no copy");
    let problem = Diagnostic::warning(codes::OBJECTION, message)
        .help("the others get the email; where this contact stands in `cc`, take it out there");
    let contacts = &partnership.partner.model.contacts;
    let is_it = |own: &String| is_same(own, address);
    match contacts.iter().position(|contact| contact.email.as_ref().is_some_and(is_it)) {
        Some(at) => {
            let place = partnership.partner.place(&["contacts", &at.to_string(), "email"]);
            problem.at(&partnership.partner.file, &place, "")
        }
        None => problem,
    }
}
