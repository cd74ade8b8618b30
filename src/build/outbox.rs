//! Mails made ready to be sent: the same that `build` makes, as long as they are what somebody has seen.

use std::path::PathBuf;
use std::sync::Mutex;

use jiff::Zoned;
use sha2::{Digest, Sha256};

use super::edits::Edits;
use super::findings::Findings;
use super::maker::{Mailing, Maker};
use super::manifest::Manifest;
use super::manner::Manner;
use super::{Project, Report, Selection, Task, each, names};
use crate::delivery::Post;
use crate::delivery::batch::history;
use crate::delivery::ledger::{Entry, Fact, Standing, Verdict, standing};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::format::eml::{Invite, Sending};
use crate::format::{Format, markdown};
use crate::model::Status;
use crate::relation::Relation;
use crate::workspace;

/// Which mails are wanted.
#[derive(Debug, Clone)]
pub struct Wish {
    /// Which documents of which partners.
    pub selection: Selection,
    /// The folder with the documents that were looked at.
    pub out: PathBuf,
    /// This moment, for the date of the mails.
    pub now: Zoned,
    /// Whom all of them go to for a test, instead of the partners.
    pub test_to: Option<String>,
    /// Whether they go into the Drafts folder, for a person to send.
    pub as_drafts: bool,
    /// Whether calendar entries are invitations.
    pub inviting: Inviting,
    /// How many workers.
    pub jobs: usize,
}

/// Whether calendar entries are invitations.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Inviting {
    /// They are attached like other files.
    #[default]
    No,
    /// They ask for an answer.
    New,
    /// They take the place of those that were sent.
    Update,
    /// They say that the meeting does not take place.
    Cancel,
}

/// Mails that could be sent, and what is in the way.
#[derive(Debug, Default)]
pub struct Outbox {
    /// The mails, by partner and document.
    pub posts: Vec<Post>,
    /// Problems; with an error among them nothing may be sent.
    pub found: Diagnostics,
}

/// Makes the mails ready.
pub fn outbox(project: &Project, wish: &Wish) -> Outbox {
    let posts = Mutex::new(Vec::new());
    let selection = Selection { formats: vec![Format::Eml], ..wish.selection.clone() };
    let report = each(project, &selection, wish.now.date(), wish.jobs, |relation, tasks| {
        let (ready, found) = of_partner(project, wish, relation, tasks);
        if let Ok(mut posts) = posts.lock() {
            posts.extend(ready);
        }
        Report { rows: Vec::new(), found }
    });
    let mut posts = posts.into_inner().unwrap_or_default();
    posts.sort_by(|a: &Post, b: &Post| (&a.partner, &a.document).cmp(&(&b.partner, &b.document)));
    let mut found = report.found;
    if wish.test_to.is_none() {
        found.extend(twice(&posts));
    }
    Outbox { posts, found }
}

fn of_partner(
    project: &Project,
    wish: &Wish,
    relation: &Relation<'_>,
    tasks: &[Task],
) -> (Vec<Post>, Diagnostics) {
    let manner = Manner::USUAL;
    let folder = wish.out.join(relation.id);
    let documents = project.templates.documents();
    let languages = tasks.first().map(|task| task.language.as_str());
    let stems: Vec<String> = languages
        .into_iter()
        .flat_map(|language| documents.iter().map(move |document| manner.stem(document, language)))
        .collect();
    let ready = Edits::read(&folder, &Manifest::read(&folder), stems.iter().map(String::as_str))
        .and_then(|edits| Ok((edits, history(&project.books.ledger(relation.id))?)));
    let (edits, history) = match ready {
        Ok(ready) => ready,
        Err(found) => return (Vec::new(), found),
    };
    let mut maker = Maker::new(project, *relation, manner).with_edits(edits);
    let mut posts = Vec::new();
    let mut findings = Findings::default();
    for task in tasks {
        let again = matches!(wish.inviting, Inviting::Update | Inviting::Cancel);
        if wish.test_to.is_none()
            && let Some(problem) = settled(&history, relation, task, again, &words(wish, &mut maker, task))
        {
            findings.join(Findings::from(problem).stops(&task.document));
            continue;
        }
        let invite = (wish.inviting != Inviting::No).then(|| Invite {
            sequence: if again { sent_before(&history, &task.document) } else { 0 },
            cancelled: wish.inviting == Inviting::Cancel,
        });
        let sequence = invite.map_or(0, |invite| invite.sequence);
        let words = words(wish, &mut maker, task);
        let sending = Sending {
            date: rfc_5322(&wish.now),
            message_id: message_id(relation, task, &format!("{sequence}{words}"), &maker.sender_domain()),
            references: thread(&history, if again { "" } else { &task.document }),
            test_to: wish.test_to.clone(),
            invite,
        };
        match maker.mail(&task.document, &task.language, &sending) {
            Err(found) => findings.join(found),
            Ok(mailing) => {
                let mut own = Findings::default();
                if wish.inviting != Inviting::Cancel {
                    own.add(unseen(wish, relation, task, &mailing));
                }
                own.add(unwanted(relation, &history, &mailing));
                findings.join(mailing.warnings.clone());
                findings.join(own.stops(&task.document));
                posts.extend(post(relation, task, mailing, &sending, words, wish));
            }
        }
    }
    (posts, findings.settle(names(tasks), manner.gaps))
}

fn post(
    relation: &Relation<'_>,
    task: &Task,
    mailing: Mailing,
    sending: &Sending,
    words: String,
    wish: &Wish,
) -> Option<Post> {
    Some(Post {
        partner: relation.id.to_owned(),
        document: task.document.clone(),
        from: mailing.from.parse().ok()?,
        to: vec![wish.test_to.as_ref().unwrap_or(&mailing.to).parse().ok()?],
        subject: mailing.subject,
        attachments: mailing.attachments,
        message_id: sending.message_id.clone(),
        words,
        sequence: sending.invite.map(|invite| invite.sequence),
        bytes: mailing.bytes,
    })
}

/// A hash of an email's subject and text when it goes into Drafts, empty otherwise: a draft with other
/// words is another draft.
fn words(wish: &Wish, maker: &mut Maker<'_>, task: &Task) -> String {
    if !wish.as_drafts {
        return String::new();
    }
    let text = maker.read(&task.document, &task.language, markdown::write).unwrap_or_default();
    let digits = Sha256::digest(text);
    digits.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// That a mail was sent before, or may have been.
fn settled(
    history: &[Entry],
    relation: &Relation<'_>,
    task: &Task,
    again: bool,
    words: &str,
) -> Option<Diagnostic> {
    let (id, document) = (relation.id, &task.document);
    match standing(history, document) {
        Standing::Open { .. } if again => Some(
            Diagnostic::error("not-sent-yet", format!("`{document}` was not sent to `{id}` yet"))
                .help("there is nothing to update or to cancel; send it with `--invite`"),
        ),
        Standing::Open { .. } => None,
        Standing::Sent { .. } if again => None,
        Standing::Drafted { words: before, .. } if !words.is_empty() && before != words => None,
        Standing::Drafted { at, .. } if !words.is_empty() => Some(
            Diagnostic::warning(
                "drafted",
                format!("`{document}` for `{id}` was put into Drafts on {}", day(&at)),
            )
            .help("it is not put there again"),
        ),
        Standing::Drafted { at, .. } => Some(
            Diagnostic::error(
                "drafted",
                format!("`{document}` for `{id}` was put into Drafts on {}", day(&at)),
            )
            .help(format!(
                "send it from there; or, if you did or if you deleted it, `handclasp resolve {id} {document} --sent` or `--not-sent`"
            )),
        ),
        Standing::Sent { at, .. } => Some(
            Diagnostic::warning("sent-before", format!("`{document}` was sent to `{id}` on {}", day(&at)))
                .help("it is not sent again"),
        ),
        Standing::InDoubt { at } => Some(
            Diagnostic::error(
                "in-doubt",
                format!("nobody knows whether `{document}` reached `{id}` on {}", day(&at)),
            )
            .help(format!(
                "the connection broke at the very end; ask the partner or look into your Sent folder, then \
                 `handclasp resolve {id} {document} --sent` or `--not-sent`"
            )),
        ),
    }
}

/// The day of a moment in the ledger.
fn day(at: &str) -> &str {
    at.split('T').next().unwrap_or(at)
}

/// That a text is not the one that lies in the output folder, or that its edits are out of date: what was
/// seen is what is sent.
fn unseen(wish: &Wish, relation: &Relation<'_>, task: &Task, mailing: &Mailing) -> Option<Diagnostic> {
    let name = task.file_name(Format::Markdown, None, &Manner::USUAL);
    let path = wish.out.join(relation.id).join(name);
    let shown = path.display();
    let what = |message: String, help: String| Some(Diagnostic::error("unseen", message).help(help));
    let build = format!("`handclasp build {} --partner {}`", task.document, relation.id);
    if mailing.stale {
        return what(
            format!("`{shown}` was edited before the data or the template changed"),
            format!("{build} shows the difference; then `--keep-edits` or `--discard-edits`"),
        );
    }
    match workspace::read_lines(&path) {
        Err(problem) => Some(problem),
        Ok(Some((file, _))) if file.text() == mailing.text => None,
        Ok(Some(_)) => what(
            format!("`{shown}` is not what would be sent: data or template have changed since"),
            format!("{build}, look at it, and send it then"),
        ),
        Ok(None) => what(
            format!("there is no `{shown}`, so nobody has seen what would be sent"),
            format!("{build}, look at it, and send it then"),
        ),
    }
}

/// That the recipient does not want to be written to.
fn unwanted(relation: &Relation<'_>, history: &[Entry], mailing: &Mailing) -> Option<Diagnostic> {
    let partner = &relation.partner.model;
    let by_contact = partner
        .contacts
        .iter()
        .position(|contact| contact.objected && contact.email.as_deref() == Some(mailing.to.as_str()));
    let by_status = partner.logbook.as_ref().and_then(|logbook| logbook.status) == Some(Status::Objected);
    let by_ledger = history.iter().any(|entry| entry.fact == Fact::Objected);
    let message = format!("`{}` of `{}` objected to being written to", mailing.to, relation.id);
    let problem = Diagnostic::error("objection", message).help("nothing is sent there any more");
    if let Some(reply) = unknown_address(history, &mailing.to) {
        let message = format!("the server knows no `{}`: {reply}", mailing.to);
        return Some(
            Diagnostic::error("no-such-address", message)
                .help("correct the address in the partner’s file; a mail to a wrong one again and again looks like spam"),
        );
    }
    match by_contact {
        Some(at) => {
            let at = at.to_string();
            let place = relation.partner.place(&["contacts", &at, "objected"]);
            Some(problem.at(&relation.partner.file, &place, ""))
        }
        None => (by_status || by_ledger).then_some(problem),
    }
}

/// What the server said of an address when it last refused it as unknown (RFC 3463: 5.1.x).
fn unknown_address<'h>(history: &'h [Entry], address: &str) -> Option<&'h str> {
    let mut recipients: &[String] = &[];
    let mut reply = None;
    for entry in history {
        match &entry.fact {
            Fact::Rendered { to, .. } => recipients = to,
            Fact::Outcome(ended) if recipients.iter().any(|to| to == address) => {
                let unknown = ended.result == Verdict::Refused && ended.reply.contains(" 5.1.");
                reply = unknown.then_some(ended.reply.as_str());
            }
            _ => {}
        }
    }
    reply
}

/// Addresses that would get several mails at once.
fn twice(posts: &[Post]) -> Diagnostics {
    let mut found = Diagnostics::new();
    for (at, post) in posts.iter().enumerate() {
        for address in &post.to {
            if let Some(other) = posts[..at].iter().find(|other| other.to.contains(address)) {
                let message = format!(
                    "`{address}` would get two mails: `{}` for `{}` and `{}` for `{}`",
                    other.document, other.partner, post.document, post.partner
                );
                found
                    .push(Diagnostic::error("twice", message).help("send one of them now, with `--partner`"));
            }
        }
    }
    found
}

/// How often an invitation was sent.
fn sent_before(history: &[Entry], document: &str) -> u32 {
    let of_document = history.iter().filter(|entry| entry.document.as_deref() == Some(document));
    let numbers = of_document.filter_map(|entry| match &entry.fact {
        Fact::Rendered { sequence, .. } => Some(sequence.unwrap_or_default() + 1),
        _ => None,
    });
    numbers.max().unwrap_or_default()
}

/// A Message-ID that is the same each time the same mail is made (RFC 5322, 3.6.4), on the sender's domain.
fn message_id(relation: &Relation<'_>, task: &Task, variant: &str, domain: &str) -> String {
    let mut hash = Sha256::new();
    let own = &relation.institution.model.legal_name;
    for piece in ["handclasp", own, relation.id, &task.document, &task.language] {
        hash.update(piece);
        hash.update([0]);
    }
    hash.update(variant);
    let digits: String = hash.finalize().iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    format!("{digits}@{domain}")
}

/// The Message-IDs of the mails that were sent to the partner before, the latest last.
fn thread(history: &[Entry], document: &str) -> Vec<String> {
    let mut sent: Vec<(String, String)> = Vec::new();
    for entry in history {
        let Some(other) = entry.document.as_deref().filter(|other| *other != document) else { continue };
        if let Standing::Sent { at, message_id: Some(id) } = standing(history, other)
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
