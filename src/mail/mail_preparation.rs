//! Mails made ready to be sent: the same that `build` makes, as long as they are what somebody has seen.

use std::borrow::Cow;
use std::collections::BTreeSet;

use jiff::Zoned;
use jiff::civil::Date;

use super::mailing::{Mailing, mailing, sender_domain};
use super::prepared::PreparedMail;
use super::recipient::{RecipientCheck, twice};
use super::send_request::{InvitationKind, SendRequest};
use crate::awaited_answer::too_early;
use crate::diagnostic::words::all;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::digest::{Digest, sha256};
use crate::due::{Edition, Fingerprints, Manner, Selection, Task, Worked, all_stems, for_each_partner};
use crate::email_address::{is_same, sent, shown};
use crate::format::eml::{Invite, Sending};
use crate::format::{Format, markdown};
use crate::history::{
    LedgerEntry, LedgerEvent, Sent, Standing, WorkspaceHistory, day, further_addresses, is_newer, standing,
};
use crate::model::{MeetingPosition, Occasion, Partner};
use crate::partnership::Partnership;
use crate::project::{Project, WritingBans};
use crate::render::{Findings, Press, Renderer};
use crate::rules;
use crate::template::{Kind, Template};
use crate::workspace;
use crate::writing::{FileState, Manifest, edits_in, how_it_was_made, second_texts, texts};

/// Mails that could be sent, and what is in the way.
#[derive(Debug, Default)]
pub struct PreparedMails {
    /// The mails, by partner and document.
    pub mails: Vec<PreparedMail>,
    /// Problems; with an error among them nothing may be sent.
    pub found: Diagnostics,
    /// What was known of everybody; it is looked at again right before each mail.
    pub history: Option<WorkspaceHistory>,
}

/// Makes the mails ready.
pub fn prepare(project: &Project, request: &SendRequest) -> PreparedMails {
    let found = no_emails(project, &request.selection);
    if !found.is_empty() {
        return PreparedMails { found, ..PreparedMails::default() };
    }
    let history = match WorkspaceHistory::read(&project.workspace) {
        Ok(history) => history,
        Err(found) => return PreparedMails { found, ..PreparedMails::default() },
    };
    let press = Press::new(project);
    let fingerprints = Fingerprints::new(project, &Manner::USUAL);
    let selection = Selection { formats: vec![Format::Eml], ..request.selection.clone() };
    let Worked { results, mut found, .. } = for_each_partner(
        project,
        &selection,
        request.today,
        request.jobs,
        &(),
        &|_| (None, Diagnostics::new()),
        |partnership, tasks| of_partner(&press, request, &history, &fingerprints, partnership, tasks),
    );
    let mut mails: Vec<PreparedMail> = results.into_iter().flatten().collect();
    mails.sort_by(|a, b| (&a.partner, a.about()).cmp(&(&b.partner, b.about())));
    if request.test_to.is_none() {
        found.extend(twice(&mails));
    }
    PreparedMails { mails, found, history: Some(history) }
}

/// Documents that are no emails in any language, and what to do with them instead.
fn no_emails(project: &Project, selection: &Selection) -> Diagnostics {
    let of = |document: &str| {
        let document = document.to_owned();
        project.templates.readable().filter(move |template| template.document == document)
    };
    let names = |templates: &mut dyn Iterator<Item = &Template>| {
        let names: BTreeSet<String> = templates.map(|template| template.document.clone()).collect();
        names.into_iter().collect::<Vec<_>>()
    };
    let emails = names(&mut project.templates.readable().filter(|template| template.is_email()));
    let is_none = |document: &&String| {
        of(document).next().is_some() && !of(document).any(|template| template.is_email())
    };
    let told = |document: &String| {
        let pdf = format!("{document}.pdf");
        let takes = |template: &&Template| template.is_email() && template.may_attach(&pdf);
        let with = names(&mut project.templates.readable().filter(takes));
        let makes =
            format!("`handclasp build {document}` makes it, for you to attach to an email of your own");
        let goes = match (with.is_empty(), emails.is_empty()) {
            (false, _) => {
                format!("it goes along with {}: `handclasp send {}`; or {makes}", all(&with), with[0])
            }
            (true, false) => format!("{makes}; emails are {}", all(&emails)),
            (true, true) => makes,
        };
        Diagnostic::error(codes::NO_EMAIL, format!("`{document}` is no email, so it cannot be sent"))
            .help(goes)
    };
    selection.documents.iter().filter(is_none).map(told).collect()
}

/// What is known before a partner's mail is made.
struct MailTask<'a> {
    request: &'a SendRequest,
    history: &'a WorkspaceHistory,
    /// What stands in the partner's own log.
    log: &'a [LedgerEntry],
    /// The partner, with the day that stood on the mail when it was built.
    partnership: Partnership<'a>,
    task: &'a Task,
    /// What kind of document it is; none when that cannot be known.
    kind: Option<Kind>,
    words: String,
}

fn of_partner(
    press: &Press<'_>,
    request: &SendRequest,
    history: &WorkspaceHistory,
    fingerprints: &Fingerprints<'_>,
    partnership: &Partnership<'_>,
    tasks: &[Task],
) -> (Vec<PreparedMail>, Diagnostics) {
    let project = press.project;
    if request.test_to.is_none() && !tasks.is_empty() {
        let invented = rules::not_to_be_sent(partnership);
        if !invented.is_empty() {
            return (Vec::new(), invented);
        }
    }
    let manner = Manner::USUAL;
    let folder = request.out.join(partnership.id);
    let known = workspace::lies_in(&request.out, partnership.id).and_then(|()| Manifest::read(&folder));
    let mut manifest = match known {
        Ok(manifest) => manifest,
        Err(problem) => return (Vec::new(), problem.into()),
    };
    let mut stems = BTreeSet::new();
    for document in project.templates.documents() {
        stems.extend(
            tasks.iter().map(|task| task.edition.along(document, project, partnership).stem(&manner)),
        );
    }
    let edits = match edits_in(&folder, &manifest, stems.iter().map(String::as_str)) {
        Ok(edits) => edits,
        Err(found) => return (Vec::new(), found),
    };
    let bans = WritingBans::new(history, true);
    let left_out = bans.named(partnership, texts(project, tasks, &edits));
    let mut mails = Vec::new();
    let mut findings =
        Findings::from(second_texts(&folder, &manifest, &all_stems(project, &partnership.partner.model)));
    for task in tasks {
        let built = manifest.day(&task.stem(&manner));
        let partnership = Partnership { today: built.unwrap_or(partnership.today), ..*partnership };
        let mut renderer =
            Renderer::new(press, partnership, manner).with_edits(edits.clone()).with_bans(Some(bans));
        let mut is_current = |edition: &Edition, format: Format| {
            let task = Task { edition: edition.clone(), formats: vec![format] };
            let fingerprints = fingerprints.of(&partnership, &task, &edits, &left_out, &manner);
            how_it_was_made(&mut manifest, &folder, &task, &fingerprints, &edits, &manner).is_some()
        };
        // Pages that are up to date need not be set again; the email itself is always made and compared.
        let attached = fingerprints.attached_pages(&partnership, task);
        let attached: Vec<Edition> = attached.filter(|edition| is_current(edition, Format::Pdf)).collect();
        for edition in attached {
            let name = edition.file_name(Format::Pdf, None, &manner);
            if let Ok(Some(bytes)) = workspace::read(&folder.join(&name))
                && manifest.last(&name) == Some(&sha256(&bytes))
            {
                renderer = renderer.with_pdf(edition, bytes);
            }
        }
        let words = words(&mut renderer, task, project);
        let kind = project.templates.get(task.document(), task.language()).ok().map(Template::kind);
        let log = history.of(partnership.id);
        let mail = MailTask { request, history, log, partnership, task, kind, words };
        match mail.prepared(&mut renderer, &manifest) {
            Ok((mail, remarks)) => {
                mails.push(mail);
                findings.join(remarks);
            }
            Err(found) => findings.join(found.stops(&task.name())),
        }
    }
    let names: Vec<String> = tasks.iter().map(Task::name).collect();
    (mails, findings.settle(names.iter().map(String::as_str), manner.gaps))
}

impl MailTask<'_> {
    /// The mail, made ready, with remarks.
    fn prepared(
        &self,
        renderer: &mut Renderer<'_>,
        manifest: &Manifest,
    ) -> Result<(PreparedMail, Findings), Findings> {
        let (request, task) = (self.request, self.task);
        let is_test = request.test_to.is_some();
        if let Some(problem) = self.recipient().objecting() {
            return Err(problem.into());
        }
        if !is_test && let Some(problem) = self.settled() {
            return Err(problem.into());
        }
        let sending = self.sending(&sender_domain(&self.partnership));
        let mailing = mailing(renderer, &task.edition, &sending)?;
        if request.invitation != InvitationKind::Cancel
            && let Some(problem) = self.unseen(renderer, manifest, &mailing)
        {
            return Err(problem.into());
        }
        if mailing.is_draft {
            let message = format!("`{}` is marked as a draft", task.name());
            let problem = Diagnostic::error(codes::STILL_A_DRAFT, message);
            return Err(problem
                .help("a mail to a partner is finished; take the mark out of the template")
                .into());
        }
        let invites = mailing.attachments.iter().any(|name| rules::is_entry(name));
        if !is_test && invites && request.invitation != InvitationKind::Cancel {
            let meeting = self.partnership.on(&task.edition.occasion);
            let over = meeting.and_then(|meeting| rules::past_meeting(&meeting, request.today));
            if let Some(problem) = over.or_else(|| self.same_subject(&mailing.subject)) {
                return Err(problem.into());
            }
        }
        let problem = match is_test {
            true => mailing.recipients().find_map(|to| self.recipient().objected(to)),
            false => self.unwanted(&mailing),
        };
        if let Some(problem) = problem {
            return Err(problem.into());
        }
        let unfit = |_| {
            let message = format!("an address of the mail to `{}` cannot be read", self.partnership.id);
            Findings::from(Diagnostic::error(codes::EMAIL, message))
        };
        let to: Vec<&String> = match &request.test_to {
            Some(tester) => vec![tester],
            None => mailing.recipients().collect(),
        };
        let envelope: Result<Vec<lettre::Address>, _> =
            to.iter().map(|to| sent(to).parse().map_err(unfit)).collect();
        let second_first = mailing.recipients().find_map(|to| self.recipient().second_first(to));
        let mail = PreparedMail {
            partner: self.partnership.id.to_owned(),
            organisation: self.partnership.partner.model.legal_name.clone(),
            file: self.partnership.partner.file.clone(),
            document: task.document().to_owned(),
            occasion: task.edition.occasion.clone(),
            stem: task.stem(&Manner::USUAL),
            from: sent(&mailing.from).parse().map_err(unfit)?,
            copies: to.len().saturating_sub(mailing.to.len().max(1)),
            to: envelope?,
            same_person: same_person(&self.partnership.partner.model, &to),
            subject: mailing.subject,
            attachments: mailing.attachments,
            message_id: sending.message_id,
            words: self.words.clone(),
            noted: self.log.len(),
            sequence: sending.invite.map(|invite| invite.sequence),
            cancelled: sending.invite.is_some_and(|invite| invite.cancelled),
            bytes: mailing.bytes,
        };
        let mut remarks = mailing.warnings;
        // Once is enough: the rule says so where the partner's file asks for both.
        if !remarks.tells(rules::FIRST_CONTACT_AGAIN) {
            remarks.add(second_first);
        }
        remarks.add(self.moved());
        Ok((mail, remarks))
    }

    fn again(&self) -> bool {
        matches!(self.request.invitation, InvitationKind::Update | InvitationKind::Cancel)
    }

    /// What the mail has that a draft has not.
    fn sending(&self, domain: &str) -> Sending {
        let (request, edition) = (self.request, &self.task.edition);
        let invite = (request.invitation != InvitationKind::No).then(|| Invite {
            sequence: sent_before(self.log, edition),
            cancelled: request.invitation == InvitationKind::Cancel,
        });
        let sequence = invite.map_or(0, |invite| invite.sequence);
        // A draft with other words is another draft, a test is no real mail, and no test is another one.
        let variant = match (&request.test_to, request.as_drafts) {
            (Some(tester), _) => format!("test {tester} {}", request.now),
            (None, true) => format!("{sequence} {}", self.words),
            (None, false) => sequence.to_string(),
        };
        Sending {
            date: rfc_5322(&request.now),
            message_id: message_id(&self.partnership, self.task, &variant, domain),
            references: match edition.occasion {
                Occasion::Reminder(_) => self.partnership.thread_of_reminder(),
                Occasion::None | Occasion::Meeting(_) | Occasion::Version(_) => {
                    thread(self.log, (!self.again()).then_some(edition))
                }
            },
            test_to: request.test_to.clone(),
            invite,
        }
    }

    /// That a reminder would go out before its day, or thanks before the meeting.
    fn too_early(&self) -> Option<Diagnostic> {
        if self.kind == Some(Kind::ThankYou) {
            let meeting = self.partnership.on(&self.task.edition.occasion)?;
            let meeting = Partnership { today: self.request.today, ..meeting };
            let day = meeting.meeting()?.date.clone().filter(|_| meeting.day_after_meeting().is_none())?;
            let message = format!("the meeting on {day} is still to come, so nobody is thanked for it yet");
            let place = meeting.partner.place(&meeting.meeting_path(Some("date")));
            let problem = Diagnostic::error(codes::UNFIT_DATA, message).at(&meeting.partner.file, &place, "");
            return Some(problem.help("send the thanks from the day after on"));
        }
        let awaited = self.partnership.awaited_answer();
        too_early(self.partnership.id, &awaited, &self.task.edition.occasion, self.request.today)
    }

    /// That a mail was sent before, or may have been.
    fn settled(&self) -> Option<Diagnostic> {
        let id = self.partnership.id;
        let Edition { document, occasion, .. } = &self.task.edition;
        if is_newer(self.log, document) {
            let message = format!("a newer version of Handclasp has written into `{id}.log`");
            return Some(Diagnostic::error(codes::LEDGER, message).help("send with that version"));
        }
        let before = |message: String| {
            Some(Diagnostic::warning(codes::SENT_BEFORE, message).help("it is not sent again"))
        };
        let standing = standing(self.log, document, occasion);
        if matches!(standing, Standing::Open { .. })
            && let Some(problem) = self.left_open().or_else(|| self.too_early())
        {
            return Some(problem);
        }
        let command = format!("{document}{}", occasion.flag());
        let sending = format!("{document}{}", occasion.asking_flag());
        let document = self.task.name();
        match (standing, self.request.invitation) {
            (Standing::InDoubt { at }, _) => Some(
                Diagnostic::error(
                    codes::IN_DOUBT,
                    format!("nobody knows whether `{document}` reached `{id}` on {}", day(&at)),
                )
                .help(format!(
                    "the connection broke at the very end; ask the partner or look into the Sent folder of your mailbox, \
                     then `handclasp resolve {id} {command} --sent` or `--not-sent`"
                )),
            ),
            // It is looked whether it lies there.
            (Standing::Drafting { .. }, _) if self.request.as_drafts => None,
            (Standing::Drafting { at, .. }, _) => Some(
                Diagnostic::error(
                    codes::IN_DOUBT,
                    format!("nobody knows whether `{document}` for `{id}` lies in Drafts since {}", day(&at)),
                )
                .help(format!(
                    "`handclasp send {sending} --partner {id} --to-drafts` looks there; or look into Drafts and Sent yourself, \
                     then `handclasp resolve {id} {command} --sent` or `--not-sent`"
                )),
            ),
            (Standing::Drafted { words, .. }, _) if self.request.as_drafts && words != self.words => None,
            (Standing::Drafted { at, .. }, _) => {
                let message = format!("`{document}` for `{id}` was put into Drafts on {}", day(&at));
                Some(match self.request.as_drafts {
                    true => Diagnostic::warning(codes::DRAFTED, message).help("it is not put there again"),
                    false => Diagnostic::error(codes::DRAFTED, message).help(format!(
                        "send it from there; or, if you did or if you deleted it, \
                         `handclasp resolve {id} {command} --sent` or `--not-sent`"
                    )),
                })
            }
            (Standing::Open { .. }, InvitationKind::Update | InvitationKind::Cancel) => Some(
                Diagnostic::error(codes::NOT_SENT_YET, format!("`{document}` was not sent to `{id}` yet"))
                    .help("there is nothing to update or to cancel; send it with `--invite`"),
            ),
            (Standing::Open { .. }, _) => None,
            (Standing::Sent(sent), InvitationKind::Cancel) if sent.cancelled => {
                before(format!("`{document}` to `{id}` was cancelled on {}", day(&sent.at)))
            }
            (Standing::Sent(sent), InvitationKind::Update) if sent.cancelled => Some(
                Diagnostic::error(
                    codes::NOT_SENT_YET,
                    format!("`{document}` to `{id}` was cancelled on {}", day(&sent.at)),
                )
                .help("invite anew with `--invite`"),
            ),
            (Standing::Sent(sent), InvitationKind::Update) if sent.words == self.words => {
                before(format!("`{document}` to `{id}` has not changed since {}", day(&sent.at)))
            }
            (Standing::Sent(_), InvitationKind::Update | InvitationKind::Cancel) => None,
            (Standing::Sent(sent), InvitationKind::New) if sent.cancelled => None,
            (Standing::Sent(sent), _) if sent.is_by_hand => {
                before(format!("`{document}` was sent to `{id}` by hand on {}", day(&sent.at)))
            }
            (Standing::Sent(sent), _) if sent.words != self.words => Some(
                Diagnostic::warning(
                    codes::SENT_BEFORE,
                    format!("`{document}` was sent to `{id}` on {}, and has changed since", day(&sent.at)),
                )
                .help("an invitation is sent again with `--update`; any other email goes out once"),
            ),
            (Standing::Sent(sent), _) => {
                before(format!("`{document}` was sent to `{id}` on {}", day(&sent.at)))
            }
        }
    }

    /// What the document was made for before and is in the partner's file no more; the mail may be the same one by another
    /// name.
    fn former(&self) -> impl Iterator<Item = &Occasion> {
        let Edition { document, occasion, .. } = &self.task.edition;
        let partner = &self.partnership.partner.model;
        let is_first = partner.meeting_of(occasion) == Some(MeetingPosition::First);
        let of_document = self.log.iter().filter(move |entry| entry.document.as_deref() == Some(document));
        of_document.map(|entry| &entry.occasion).filter(move |former| match former {
            _ if *former == occasion => false,
            // Before the first meeting was given a name.
            Occasion::None => is_first,
            Occasion::Meeting(_) => partner.meeting_of(former).is_none(),
            // Whatever became of it: a reminder of another email is another one.
            Occasion::Reminder(_) | Occasion::Version(_) => false,
        })
    }

    /// That nobody knows what became of the same email for a meeting that is in the partner's file no more: while that is
    /// open, it is not sent by another name.
    fn left_open(&self) -> Option<Diagnostic> {
        let (id, document) = (self.partnership.id, &self.task.edition.document);
        self.former().find_map(|former| match standing(self.log, document, former) {
            Standing::InDoubt { at } | Standing::Drafting { at, .. } | Standing::Drafted { at, .. } => {
                let (name, day) = (former.named(document), day(&at));
                let message = format!(
                    "it is open what became of `{name}` for `{id}` on {day}; the partner’s file has no such meeting any more"
                );
                let help = format!(
                    "this may be the same email: look into Sent and Drafts, then `handclasp resolve {id} {document}{} --sent` or `--not-sent`",
                    former.flag()
                );
                Some(Diagnostic::error(codes::IN_DOUBT, message).help(help))
            }
            _ => None,
        })
    }

    /// That the same email was sent for a meeting that is in the partner's file no more, and was perhaps this one by another
    /// name: then two entries would stand in the partner's calendar.
    fn moved(&self) -> Option<Diagnostic> {
        let id = self.partnership.id;
        let Edition { document, occasion, .. } = &self.task.edition;
        let is_new = matches!(standing(self.log, document, occasion), Standing::Open { .. });
        if occasion.is_none() || !is_new {
            return None;
        }
        // Of a meeting that is called by a word nobody knows whether it was.
        let is_over = |name: &str| name.parse::<Date>().is_ok_and(|day| day < self.request.today);
        let mut former = self.former().filter(|former| !former.meeting().is_some_and(is_over));
        former.find_map(|former| match standing(self.log, document, former) {
            Standing::Sent(sent) if !sent.cancelled => {
                let (name, day) = (former.named(document), day(&sent.at));
                let message = format!(
                    "`{name}` was sent to `{id}` on {day}; the partner’s file has no such meeting any more"
                );
                let help = match former.meeting() {
                    Some(former) => {
                        format!("if that meeting was only moved to another day, write `id: {former}` at it")
                    }
                    None => "if that is this meeting, take its `id` away again".to_owned(),
                };
                let help = format!(
                    "{help}, build, and send it with `--update`; else the partner has both in the calendar"
                );
                Some(Diagnostic::warning(codes::SENT_BEFORE, message).help(help))
            }
            _ => None,
        })
    }

    /// That an invitation with the same subject was sent for another meeting, which the partner's file has no more or has on
    /// another day: it is this one by another name.
    fn same_subject(&self, subject: &str) -> Option<Diagnostic> {
        let id = self.partnership.id;
        let Edition { document, occasion, .. } = &self.task.edition;
        let partner = &self.partnership.partner.model;
        if !matches!(standing(self.log, document, occasion), Standing::Open { .. }) {
            return None;
        }
        let day_of =
            |occasion: &Occasion| Some(partner.meeting_at(partner.meeting_of(occasion)?)?.date.clone());
        let own_day = day_of(occasion);
        let same = self.log.iter().filter(|entry| {
            let is_same =
                matches!(&entry.event, LedgerEvent::Rendered { subject: other, .. } if other == subject);
            is_same && entry.document.as_deref() == Some(document) && entry.occasion != *occasion
        });
        let mut others = same.map(|entry| &entry.occasion).filter(|other| day_of(other) != own_day);
        others.find_map(|other| match standing(self.log, document, other) {
            Standing::Sent(sent) if !sent.cancelled => {
                let (name, day) = (other.named(document), day(&sent.at));
                let message = format!("`{id}` got an invitation with this subject on {day} already: `{name}`");
                let help = match other.meeting() {
                    Some(former) => format!("if that is this meeting, write `id: {former}` at it, build, and send with `--update`"),
                    None => "if that is this meeting, let it stand under `meeting:`, and write the other one under `meetings:`".to_owned(),
                };
                Some(Diagnostic::error(codes::SENT_BEFORE, message).help(help))
            }
            _ => None,
        })
    }

    /// That what would be sent is not what was built and lies in the output folder: what was seen is what is
    /// sent.
    fn unseen(
        &self,
        renderer: &mut Renderer<'_>,
        manifest: &Manifest,
        mailing: &Mailing,
    ) -> Option<Diagnostic> {
        let (task, manner) = (self.task, &Manner::USUAL);
        let folder = self.request.out.join(self.partnership.id);
        let name = task.edition.file_name(Format::Eml, None, manner);
        let shown = folder.join(&name).display().to_string();
        let meeting = task.edition.occasion.asking_flag();
        let build =
            format!("`handclasp build {} --partner {}{meeting}`", task.document(), self.partnership.id);
        let what = |message: String, help: String| Some(Diagnostic::error(codes::UNSEEN, message).help(help));
        if mailing.stale {
            return what(
                format!("the text of `{shown}` was edited before the data or the template changed"),
                format!("{build} shows the difference; then `--keep-edits` or `--discard-edits`"),
            );
        }
        let look = format!("{build}, look at it, and send it then");
        let Some(last) = manifest.last(&name).filter(|_| manifest.day(&task.stem(manner)).is_some()) else {
            return what(format!("there is no `{shown}`, so nobody has seen what would be sent"), look);
        };
        match manifest.state(&folder, &name, &[]) {
            Ok(FileState::Absent) => {
                return what(format!("there is no `{shown}`, so nobody has seen what would be sent"), look);
            }
            Ok(FileState::Person) => {
                return what(
                    format!("`{shown}` was changed by hand"),
                    "send it from your mail program; or edit the `.md` file instead, and build".to_owned(),
                );
            }
            Ok(_) => {}
            Err(problem) => return Some(problem),
        }
        let made = renderer.make(&task.edition, &[Format::Eml]).ok()?;
        let same = made.outputs.first().is_some_and(|output| sha256(&output.bytes) == last);
        if same {
            return None;
        }
        what(
            format!(
                "`{shown}` is not what would be sent: data, template or an attachment have changed since"
            ),
            look,
        )
    }

    /// That the recipient does not want to be written to, or that there is none of that address.
    fn unwanted(&self, mailing: &Mailing) -> Option<Diagnostic> {
        let id = self.partnership.id;
        if self.again()
            && let Standing::Sent(sent) =
                standing(self.log, self.task.document(), &self.task.edition.occasion)
            // Of what was sent by hand it may not be known where it went.
            && !sent.to.is_empty()
            && let Some(to) =
                mailing.recipients().find(|to| !sent.to.iter().any(|before| is_same(before, to)))
        {
            let message = format!("`{id}` was invited at {}, and is `{to}` now", all(&shown_all(&sent.to)));
            return Some(Diagnostic::error(codes::UNSEEN, message).help(
                "put the former contact first in the partner’s file until the meeting is moved or cancelled",
            ));
        }
        let recipient = self.recipient();
        let against = |to: &String| recipient.objected(to).or_else(|| recipient.elsewhere(to));
        let problem = mailing.recipients().find_map(against);
        problem.or_else(|| mailing.recipients().find_map(|to| recipient.unknown_address(self.log, to)))
    }

    fn recipient(&self) -> RecipientCheck<'_> {
        let (history, request, edition) = (self.history, self.request, &self.task.edition);
        RecipientCheck { history, request, partnership: &self.partnership, edition }
    }
}

/// A hash of an email's text and of the texts that are attached to it.
fn words(renderer: &mut Renderer<'_>, task: &Task, project: &Project) -> String {
    let mut hash = Digest::new();
    let attached = renderer.read(&task.edition, |document| {
        hash.add(markdown::write(document));
        document.meta.attach.clone()
    });
    for name in attached.unwrap_or_default() {
        if let Some(bytes) = project.files.own_bytes(&name) {
            hash.add(bytes);
        }
        let document = name.rsplit_once('.').map_or(name.as_str(), |(document, _)| document);
        let attached = task.edition.along(document, project, renderer.partnership());
        let text = renderer.read(&attached, |document| document.whole_markdown());
        hash.add(text.unwrap_or_default());
    }
    hash.digits(16)
}

/// The further addresses of the persons at some addresses.
fn same_person(partner: &Partner, addresses: &[&String]) -> Vec<String> {
    let others = addresses.iter().flat_map(|address| further_addresses(partner, address));
    others.collect()
}

/// Addresses as people read them.
fn shown_all(addresses: &[String]) -> Vec<Cow<'_, str>> {
    addresses.iter().map(|address| shown(address)).collect()
}

/// How often an invitation was sent.
fn sent_before(log: &[LedgerEntry], edition: &Edition) -> u32 {
    let of_document = log.iter().filter(|entry| entry.is_of(&edition.document, &edition.occasion));
    let numbers = of_document.filter_map(|entry| match &entry.event {
        LedgerEvent::Rendered { sequence, .. } => Some(sequence.unwrap_or_default() + 1),
        _ => None,
    });
    numbers.max().unwrap_or_default()
}

/// A Message-ID that is the same each time the same mail is made (RFC 5322, 3.6.4), on the sender's domain.
fn message_id(partnership: &Partnership<'_>, task: &Task, variant: &str, domain: &str) -> String {
    let own = &partnership.institution.model.legal_name;
    let mail = Digest::new().and("handclasp").and(own).and(partnership.id);
    let mail = mail.and(task.document()).and(task.language()).and(variant);
    let mail = match &task.edition.occasion {
        Occasion::None => mail,
        Occasion::Meeting(id) => mail.and(id),
        Occasion::Reminder(number) => mail.and("reminder").and(number.to_string()),
        Occasion::Version(number) => mail.and("version").and(number.to_string()),
    };
    format!("{}@{domain}", mail.digits(24))
}

/// The Message-IDs of the mails that were sent to the partner before, the latest last; but for those of `own`.
pub fn thread(log: &[LedgerEntry], own: Option<&Edition>) -> Vec<String> {
    let mut sent: Vec<(String, String)> = Vec::new();
    for entry in log {
        let Some(other) = entry.document.as_deref() else { continue };
        let is_own = own.is_some_and(|own| entry.is_of(&own.document, &own.occasion));
        if !is_own
            && let Standing::Sent(Sent { at, message_id: Some(id), .. }) =
                standing(log, other, &entry.occasion)
            && !sent.iter().any(|(_, known)| *known == id)
        {
            sent.push((at, id));
        }
    }
    sent.sort();
    sent.into_iter().map(|(_, id)| id).collect()
}

/// A date as in a message (RFC 5322, 3.3), with the offset of the place.
fn rfc_5322(now: &Zoned) -> String {
    jiff::fmt::rfc2822::to_string(now).unwrap_or_default()
}
