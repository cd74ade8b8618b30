//! Emails and first letters to somebody who objected are not made: an `.eml` opens ready to be sent.
//!
//! What stands in the partner's own file is told by the rule `objected`. Here it is what is noted elsewhere: in the
//! logs, in the files of other partners, in the list of those who objected.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::document::Document;
use crate::due::{Edits, Task};
use crate::email_address::is_same;
use crate::history::{WorkspaceHistory, WritingBan};
use crate::model::{PartnerContact, Status};
use crate::partnership::Partnership;
use crate::project::{Project, WritingBans};
use crate::render::Renderer;
use crate::rules::NO_LONGER_THERE;
use crate::source::SourceFile;
use crate::template::Template;

/// Who objected, read when the first email is looked at.
pub struct Objecting<'p> {
    project: &'p Project,
    /// Whether it was asked who did.
    is_asked: AtomicBool,
}

impl<'p> Objecting<'p> {
    /// In a project.
    pub fn new(project: &'p Project) -> Self {
        Self { project, is_asked: AtomicBool::new(false) }
    }

    /// The files that could not be read, so that somebody may have objected there; none when no email was looked at.
    pub fn unread(&self) -> Diagnostics {
        if self.is_asked.load(Ordering::Relaxed) { self.unreadable() } else { Diagnostics::new() }
    }

    /// The files that cannot be read, so that somebody may have objected there.
    pub fn unreadable(&self) -> Diagnostics {
        all_unread(self.known())
    }

    fn known(&self) -> &(WorkspaceHistory, Diagnostics) {
        self.is_asked.store(true, Ordering::Relaxed);
        self.project.known_history()
    }

    /// Whom nothing goes to; none when no email is among these tasks, so that nobody need be asked.
    pub fn bans(&self, tasks: &[Task]) -> Option<WritingBans<'_>> {
        let is_email = |task: &Task| {
            self.project.templates.get(task.document(), task.language()).is_ok_and(Template::is_email)
        };
        let (history, unread) = tasks.iter().any(is_email).then(|| self.known())?;
        Some(WritingBans::new(history, !unread.has_errors()))
    }

    /// The addresses, as compared, that may be named in these tasks and no email goes to.
    pub fn left_out(
        &self,
        bans: Option<WritingBans<'_>>,
        partnership: &Partnership<'_>,
        tasks: &[Task],
        edits: &Edits,
    ) -> BTreeSet<String> {
        let Some(bans) = bans else { return BTreeSet::new() };
        bans.named(partnership, texts(self.project, tasks, edits))
    }

    /// That a document goes to somebody who objected.
    pub fn against(
        &self,
        renderer: &mut Renderer<'_>,
        partnership: &Partnership<'_>,
        task: &Task,
        left_out: &BTreeSet<String>,
    ) -> Option<Diagnostic> {
        let template = self.project.templates.get(task.document(), task.language());
        let partner = &partnership.partner.model;
        let status = partner.logbook.as_ref().and_then(|logbook| logbook.status);
        let Ok(kind) = template.map(Template::kind) else { return None };
        if !kind.is_sent_to_a_person() || status == Some(Status::Objected) {
            return None;
        }
        let (history, unread) = self.known();
        if unread.has_errors() {
            return Some(not_known());
        }
        let bans = WritingBans::new(history, true);
        // Of the first contact the rules tell.
        let is_told =
            |contact: &PartnerContact| contact.has_objected() || partnership.history.left(contact).is_some();
        let told = partner.contacts.first().filter(|contact| is_told(contact));
        let told = told.and_then(|contact| contact.email.as_deref());
        if !kind.is_email() {
            // A letter goes to the first contact, and where there is none to the organisation.
            let first = partner.contacts.first();
            if first.is_some_and(is_told) {
                return None;
            }
            let address = first.and_then(|contact| contact.email.as_deref()).unwrap_or_default();
            return Some(remark(partnership, &task.name(), address, &bans.of_letter(partnership)?));
        }
        // Mostly nobody objected, and the text need not be written to know whom it goes to.
        if left_out.is_empty() {
            return None;
        }
        let recipients = |document: &Document| document.meta.recipients().cloned().collect::<Vec<_>>();
        let recipients = renderer.read(&task.edition, recipients)?;
        let is_told = |to: &&String| told.is_some_and(|told| is_same(told, to));
        let mut others = recipients.iter().filter(|to| !is_told(to));
        others.find_map(|to| Some(remark(partnership, &task.name(), to, &bans.of_address(partnership, to)?)))
    }
}

/// The texts in which somebody may have written an address that emails go to: those that are edited, and what templates
/// say.
pub fn texts<'t>(project: &'t Project, tasks: &'t [Task], edits: &'t Edits) -> impl Iterator<Item = &'t str> {
    let templates =
        tasks.iter().filter_map(|task| project.templates.get(task.document(), task.language()).ok());
    edits
        .files()
        .map(SourceFile::text)
        .chain(templates.filter(|one| one.is_email()).flat_map(Template::own_texts))
}

/// The files that cannot be read, wholly or to their ends.
fn all_unread((history, unread): &(WorkspaceHistory, Diagnostics)) -> Diagnostics {
    let mut all = unread.clone();
    all.extend(history.torn());
    all
}

/// That no email is made, because somebody may have objected in what cannot be read.
fn not_known() -> Diagnostic {
    let message = "no email is made: a file cannot be read in which somebody may have objected";
    Diagnostic::warning(codes::OBJECTION, message)
        .help("what cannot be read is told too; mend it, then build again. Other documents are made")
}

fn remark(partnership: &Partnership<'_>, document: &str, to: &str, ban: &WritingBan) -> Diagnostic {
    let id = partnership.id;
    let mut contacts = partnership.partner.model.contacts.iter();
    let at = contacts
        .position(|contact| contact.email.as_deref().is_some_and(|own| is_same(own, to)))
        .unwrap_or_default();
    let place = partnership.partner.place(&["contacts", &at.to_string(), "email"]);
    let problem = match ban {
        WritingBan::Objected(place) => {
            Diagnostic::warning(codes::OBJECTION, format!("`{id}` objected to being written to (`{place}`)")).help(
                "write `objected: true` at the contact too, so that everybody sees it; other documents are still made",
            )
        }
        WritingBan::Left(log) => {
            let message = format!("this contact of `{id}` is no longer there (`{log}`)");
            Diagnostic::warning(NO_LONGER_THERE, message)
                .help("take it out of the file, or put another contact first; other documents are still made")
        }
        WritingBan::Unknown(file) => {
            let message = format!("this contact of `{id}` perhaps objected: `{file}` cannot be read");
            Diagnostic::warning(codes::OBJECTION, message).help("mend that file, then build again")
        }
    };
    problem.at(&partnership.partner.file, &place, format!("`{document}` is not made"))
}
