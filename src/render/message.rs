//! Makes one partner's messages: the email, what is attached to it, the invitation, the cancellation.

use std::borrow::Cow;
use std::rc::Rc;

use super::findings::Findings;
use super::renderer::{Finished, Renderer};
use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::document::{Block, Document, Inline, Section, place_at_top};
use crate::format::eml::{self, Attachment, Letter, Sending};
use crate::format::ics::{self, EntryPurpose, NamedAddress};
use crate::format::own_attachment::{HEAVY, TOO_HEAVY, media_type};
use crate::format::{Format, ascii_file_name, text};
use crate::locale::fill;
use crate::project::{calendar_entry, recipient, sender};
use crate::template::{Kind, Template};

/// A message, its subject as it stands in it, and the names of what is attached.
pub struct Message {
    /// The whole of it.
    pub bytes: Vec<u8>,
    /// Its subject.
    pub subject: String,
    /// The names of what is attached.
    pub attachments: Vec<String>,
}

/// What goes with an email.
pub enum Attached<'a> {
    /// A document, in a format.
    Document(Rc<Finished<'a>>, Format),
    /// A file of the workspace's own.
    File {
        /// What a mail calls it: application/pdf.
        media_type: &'static str,
        /// Its bytes.
        bytes: &'a [u8],
    },
}

impl<'a> Renderer<'a> {
    pub(super) fn eml(
        &mut self,
        finished: &Rc<Finished<'a>>,
        warnings: &mut Findings,
    ) -> Result<Vec<u8>, Findings> {
        Ok(self.message(finished, warnings, None)?.bytes)
    }

    /// A message, as a draft or as it is sent, and the names of what is attached.
    ///
    /// # Errors
    /// Why it cannot be written.
    pub fn message(
        &mut self,
        finished: &Rc<Finished<'a>>,
        warnings: &mut Findings,
        sending: Option<&Sending>,
    ) -> Result<Message, Findings> {
        let document = &finished.document;
        let meta = &document.meta;
        let Some(subject) = meta.subject.as_ref().filter(|_| !meta.to.is_empty()) else {
            return Err(no_email(finished).into());
        };
        // An email that is made opens ready to be sent; what is sent is looked at by whoever sends it.
        if sending.is_none()
            && let Some(address) = meta.recipients().find(|address| self.is_banned(address))
        {
            let message = format!("`{address}` objected to being written to, or may have");
            let help = "nothing is made for this address; take it out of the template or of the text";
            return Err(Diagnostic::error(codes::OBJECTION, message).help(help).into());
        }
        let from = sender(&self.partnership)?;
        let tester = sending.and_then(|sending| sending.test_to.as_deref());
        let (to, cc) = match tester {
            Some(tester) => {
                (vec![NamedAddress { name: String::new(), email: tester.to_owned() }], Vec::new())
            }
            None => (self.named(&meta.to), self.named(&meta.cc)),
        };
        let invite = sending.and_then(|sending| sending.invite);
        let mut attachments = Vec::new();
        let mut entry = None;
        for name in &meta.attach {
            let (attached, format) = match self.attached(finished, name)? {
                Attached::Document(attached, format) => (attached, format),
                Attached::File { media_type, bytes } => {
                    let file_name = own_file_name(name, &attachments);
                    attachments.push(Attachment { file_name, media_type, bytes: bytes.to_vec() });
                    continue;
                }
            };
            if let Some(problem) = self.empty_minutes(finished, &attached, name) {
                return Err(problem.into());
            }
            warnings.join(attached.warnings.clone());
            let own_name =
                ascii_file_name(&attached.document.meta.file_name, self.partnership.partner.model.country());
            attachments.push(match format {
                Format::Ics => {
                    let mut calendar = calendar_entry(&attached.partnership, self.bans)?;
                    if let Some(invite) = invite {
                        calendar.sequence = invite.sequence;
                        calendar.purpose =
                            if invite.cancelled { EntryPurpose::Cancel } else { EntryPurpose::Request };
                    }
                    if tester.is_some() {
                        // A meeting of its own, so that to delete it touches nobody's calendar.
                        calendar.uid = format!("test-{}", calendar.uid);
                        calendar.attendees = to.clone();
                    }
                    let text = ics::write(&attached.document, &calendar);
                    let bytes = text.clone().into_bytes();
                    entry = invite.is_some().then(|| (calendar.purpose.method(), text));
                    let file_name =
                        if invite.is_some() { "invite.ics".to_owned() } else { format!("{own_name}.ics") };
                    Attachment { file_name, media_type: "application/ics", bytes }
                }
                _ => Attachment {
                    file_name: format!("{own_name}.pdf"),
                    media_type: "application/pdf",
                    bytes: self.pdf(&attached, warnings)?.to_vec(),
                },
            });
        }
        let weight = attachments.iter().map(|attachment| attachment.bytes.len()).sum();
        match self.weighed(finished, weight) {
            Some(problem) if problem.severity == Severity::Error => return Err(problem.into()),
            remark => warnings.add(remark),
        }
        if invite.is_some() && entry.is_none() {
            return Err(self.no_entry(finished).into());
        }
        let cancelled = invite.is_some_and(|invite| invite.cancelled);
        if cancelled {
            attachments.retain(|attachment| attachment.media_type == "application/ics");
        }
        let (document, subject) = match cancelled.then(|| self.cancellation(document, subject)) {
            Some((cancellation, subject)) => (Cow::Owned(cancellation), subject),
            None => (Cow::Borrowed(document), subject.clone()),
        };
        let subject = match (&meta.draft, tester) {
            (_, Some(_)) => {
                let words = self
                    .press
                    .project
                    .templates
                    .locale(&meta.language)
                    .map(|locale| &locale.words.labels.test);
                words.map_or_else(|| subject.clone(), |words| fill(words, &[("subject", &subject)]))
            }
            (Some(draft), None) => format!("[{draft}] {subject}"),
            (None, None) => subject,
        };
        // A reminder that somebody opens in a mail program is shown below the mail that it follows, too.
        let references = match (sending, finished.partnership.reminder) {
            (Some(sending), _) => sending.references.clone(),
            (None, Some(_)) => finished.partnership.thread_of_reminder(),
            (None, None) => Vec::new(),
        };
        let letter = Letter {
            from: &from,
            to: &to,
            cc: &cc,
            subject: &subject,
            language: &meta.language,
            text: &text::write(&document),
            html: &self.html(&document)?,
            attachments: &attachments,
            references: &references,
            sending,
            calendar: entry.as_ref().map(|(method, text)| (*method, text.as_str())),
        };
        let bytes = eml::write(&letter).map_err(|message| self.no_message(finished, &message))?;
        let attachments = attachments.into_iter().map(|attachment| attachment.file_name).collect();
        Ok(Message { bytes, subject, attachments })
    }

    /// The text that says that a meeting does not take place, with its subject.
    fn cancellation(&self, document: &Document, subject: &str) -> (Document, String) {
        let labels =
            self.press.project.templates.locale(&document.meta.language).map(|locale| &locale.words.labels);
        let say = |pattern: Option<&String>| {
            pattern.map_or_else(|| subject.to_owned(), |pattern| fill(pattern, &[("title", subject)]))
        };
        let text = say(labels.map(|labels| &labels.cancelled_text));
        let block = Block::Paragraph(vec![Inline::Text(text.clone())]);
        let sections = vec![Section { blocks: vec![block], ..Section::default() }];
        (
            Document {
                meta: document.meta.clone(),
                markdown: text,
                sections,
                calendar: Vec::new(),
                second: None,
            },
            say(labels.map(|labels| &labels.cancelled)),
        )
    }

    fn no_entry(&self, finished: &Finished<'_>) -> Diagnostic {
        let name = &finished.document.meta.document;
        let message = format!("`{name}` has no calendar entry to invite with");
        let attach = match self.with_calendar(&finished.document.meta.language).as_slice() {
            [] => String::new(),
            [first, ..] => format!("attach: [{first}.ics]; or "),
        };
        at_top(Diagnostic::error(codes::ATTACHMENT, message), finished, "attach", None)
            .help(format!("{attach}send it without `--invite`"))
    }

    /// What in subject and names would keep an email from being written.
    pub(super) fn unfit_headers(&self, finished: &Finished<'_>) -> Result<(), Diagnostic> {
        let meta = &finished.document.meta;
        let Some(subject) = meta.subject.as_ref().filter(|_| !meta.to.is_empty()) else {
            return Err(no_email(finished));
        };
        let from = sender(&self.partnership)?;
        let to = self.named(meta.recipients());
        eml::fit(subject, &from, to.iter()).map_err(|message| self.no_message(finished, &message))
    }

    /// The addresses with the names of those whom they belong to.
    fn named<'b>(&self, addresses: impl IntoIterator<Item = &'b String>) -> Vec<NamedAddress> {
        addresses.into_iter().map(|address| recipient(&self.partnership, address)).collect()
    }

    fn no_message(&self, finished: &Finished<'_>, message: &str) -> Diagnostic {
        let partner = self.partnership.partner;
        let message = format!("the email to `{}` cannot be written: {message}", self.partnership.id);
        let problem = Diagnostic::error(codes::EMAIL, message);
        let subject = finished.document.meta.subject.as_deref().unwrap_or_default();
        if finished.edit.is_some() && eml::fit_text("subject", subject).is_err() {
            return at_top(problem, finished, "subject", None);
        }
        problem.at(&partner.file, &partner.place(&["contacts", "0"]), "")
    }

    /// What goes with an email under a name: a document, or a file of the workspace's own.
    ///
    /// # Errors
    /// Why it cannot be attached.
    pub fn attached(&mut self, finished: &Finished<'a>, name: &str) -> Result<Attached<'a>, Findings> {
        let templates = &self.press.project.templates;
        let known = |document: &&str| {
            templates.documents().contains(document) && !templates.about_all().contains(*document)
        };
        let parts = name.rsplit_once('.').filter(|(document, _)| known(document));
        let (document, format) = match parts {
            Some((document, "pdf")) => (document, Format::Pdf),
            Some((document, "ics"))
                if self.with_calendar(&finished.document.meta.language).contains(&document) =>
            {
                (document, Format::Ics)
            }
            None if name.contains('/') => return Ok(self.own_file(finished, name)?),
            _ => {
                let problem = Diagnostic::error(codes::ATTACHMENT, format!("`{name}` cannot be attached"));
                let entries = self.with_calendar(&finished.document.meta.language).into_iter();
                let entries = entries.map(|document| format!("; also {document}.ics")).collect::<String>();
                return Err(self
                    .at_attached(problem, finished, Some(name))
                    .help(format!(
                        "write a document’s name and `.pdf`{entries}; a file of your own lies in a folder of `templates/`: assets/brochure.pdf"
                    ))
                    .into());
            }
        };
        let attached = finished.edition.along(document, self.press.project, &self.partnership);
        Ok(Attached::Document(self.finished(&attached)?, format))
    }

    fn own_file(&self, finished: &Finished<'a>, name: &str) -> Result<Attached<'a>, Diagnostic> {
        let bytes = self.press.project.files.own_bytes(name);
        let fit = media_type(name, bytes).map_err(|unfit| {
            let problem = Diagnostic::error(codes::ATTACHMENT, unfit.message);
            self.at_attached(problem, finished, Some(name)).help(unfit.help)
        });
        Ok(Attached::File { media_type: fit?, bytes: bytes.unwrap_or_default() })
    }

    /// That minutes go along with the thanks which nobody has filled in: they are an empty form as long as nobody has
    /// written into them.
    fn empty_minutes(
        &self,
        finished: &Finished<'_>,
        attached: &Finished<'_>,
        name: &str,
    ) -> Option<Diagnostic> {
        let is_form = attached.template.kind() == Kind::Minutes && attached.edit.is_none();
        (is_form && finished.template.kind() == Kind::ThankYou).then(|| {
            let file = attached.edition.file_name(Format::Markdown, None, &self.manner);
            let message = format!("the minutes that are to go along are still an empty form (`{file}`)");
            let problem = Diagnostic::error(codes::ATTACHMENT, message);
            self.at_attached(problem, finished, Some(name))
                .help(format!("write into `{file}` what was said and build again; or take `minutes_done` out and attach your own minutes"))
        })
    }

    /// That what is attached weighs more than mailboxes like.
    pub(super) fn weighed(&self, finished: &Finished<'_>, bytes: usize) -> Option<Diagnostic> {
        let megabytes = bytes.div_ceil(1_000_000);
        let help = "make the files smaller, or put them on your website and name the address";
        let message = format!("what goes with the email has {megabytes} MB");
        let problem = match bytes {
            0..HEAVY => return None,
            HEAVY..=TOO_HEAVY => Diagnostic::warning(codes::ATTACHMENT, message),
            _ => Diagnostic::error(
                codes::ATTACHMENT,
                format!("{message}, and hardly any mailbox takes more than 20"),
            ),
        };
        Some(self.at_attached(problem, finished, None).help(help))
    }

    /// A problem with what is attached, where it was written: in the edited text, in the partner's file, in the template.
    fn at_attached(&self, problem: Diagnostic, finished: &Finished<'_>, name: Option<&str>) -> Diagnostic {
        let partner = self.partnership.partner;
        let wanted = partner.model.proposal.as_ref().and_then(|proposal| proposal.attach.as_ref());
        let wanted = wanted.filter(|_| finished.edit.is_none());
        let at = wanted.and_then(|wanted| match name {
            Some(name) => wanted.iter().position(|one| one.trim() == name).map(|at| Some(at.to_string())),
            None => Some(None),
        });
        match at {
            Some(at) => {
                let path = ["proposal", "attach"].into_iter().chain(at.as_deref()).collect::<Vec<_>>();
                problem.at(&partner.file, &partner.place(&path), "")
            }
            None => at_top(problem, finished, "attach", name),
        }
    }

    /// The documents that have a calendar entry in a language.
    fn with_calendar(&self, language: &'a str) -> Vec<&'a str> {
        let has_entry =
            |template: &&'a Template| template.said("formats").any(|one| one == Format::Ics.name());
        let templates = self.press.project.templates.in_language(language).filter(has_entry);
        templates.map(|template| template.document.as_str()).collect()
    }
}

/// The name under which a file goes with an email, which no other attachment has.
fn own_file_name(name: &str, others: &[Attachment]) -> String {
    let last = name.rsplit('/').next().unwrap_or(name);
    let (stem, ending) = last.rsplit_once('.').unwrap_or((last, ""));
    let (stem, ending) = (ascii_file_name(stem, None), ending.to_lowercase());
    let names = std::iter::once(format!("{stem}.{ending}"))
        .chain((2..).map(|number| format!("{stem}_{number}.{ending}")));
    let is_free = |name: &String| others.iter().all(|other| other.file_name != *name);
    names.into_iter().find(is_free).unwrap_or_default()
}

/// A problem with what stands at the top of an email, where that was written: in the edited text, else in the template.
fn at_top(problem: Diagnostic, finished: &Finished<'_>, key: &str, item: Option<&str>) -> Diagnostic {
    if let Some(edit) = &finished.edit {
        return problem.at(&edit.file, &place_at_top(&edit.file, key, item), "");
    }
    let (file, place) = finished.template.place_of(key, item);
    problem.at(&file, &place, "")
}

fn no_email(finished: &Finished<'_>) -> Diagnostic {
    let document = &finished.document.meta.document;
    let message = format!("`{document}` is not an email: it has no subject or nobody to go to");
    Diagnostic::error(codes::NO_EMAIL, message)
        .at(finished.template.file(), &(0..3), "")
        .help("an email’s template has `subject:` and `to:`, and both give a text")
}
