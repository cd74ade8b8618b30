//! Whether an email may go to an address: who objected, who got it before, which addresses there are none of.

use super::prepared::PreparedMail;
use super::send_request::SendRequest;
use super::wire::Stage;
use crate::diagnostic::codes;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::due::Edition;
use crate::email_address::{is_same, shown};
use crate::history::{
    LedgerEntry, LedgerEvent, SendingResult, SentElsewhere, Standing, WorkspaceHistory, WritingBan, day,
    standing, standing_at,
};
use crate::model::Status;
use crate::partnership::Partnership;
use crate::project::WritingBans;
use crate::rules::NO_LONGER_THERE;
use crate::workspace::PARTNERS;

/// Looks whether a partner may get an email.
#[derive(Clone, Copy)]
pub struct RecipientCheck<'a> {
    pub history: &'a WorkspaceHistory,
    pub request: &'a SendRequest,
    pub partnership: &'a Partnership<'a>,
    pub edition: &'a Edition,
}

impl RecipientCheck<'_> {
    /// That the contact who would be written to objected, before anything is made for them.
    pub fn objecting(&self) -> Option<Diagnostic> {
        let partner = &self.partnership.partner.model;
        let contact = partner.contacts.first();
        let all = partner.logbook.as_ref().and_then(|logbook| logbook.status) == Some(Status::Objected);
        let address = contact.and_then(|contact| contact.email.as_deref()).unwrap_or_default();
        if all || contact.is_some_and(|contact| contact.has_objected()) {
            return Some(self.told(objected(
                self.partnership.id,
                address,
                self.partnership.partner.file.name(),
            )));
        }
        self.objected(address)
    }

    /// That an address is of somebody who objected, or that nobody can know.
    pub fn objected(&self, address: &str) -> Option<Diagnostic> {
        let id = self.partnership.id;
        match WritingBans::new(self.history, true).of_address(self.partnership, address)? {
            WritingBan::Objected(place) => Some(self.told(objected(id, address, &place))),
            WritingBan::Left(log) => {
                let message = format!("`{address}` of `{id}` is no longer there (`{log}`)");
                Some(self.told(Diagnostic::error(NO_LONGER_THERE, message).help(format!(
                    "take that contact out of `{PARTNERS}/{id}.yaml`, or put another one first, and build; `handclasp log {id} undo` takes it back when it was noted last by mistake"
                ))))
            }
            // To oneself everything may go.
            WritingBan::Unknown(_) if self.request.test_to.is_some() => None,
            WritingBan::Unknown(file) => {
                let message = format!(
                    "nobody can know whether `{address}` of `{id}` objected: it stands in `{file}`, which cannot be read"
                );
                Some(
                    Diagnostic::error(codes::OBJECTION, message)
                        .help(format!("mend `{file}`: `handclasp check` tells what is wrong there")),
                )
            }
        }
    }

    /// That the same address got the same document as another partner, or under the file's former name, or may
    /// have.
    pub fn elsewhere(&self, address: &str) -> Option<Diagnostic> {
        let Edition { document, occasion, .. } = self.edition;
        let SentElsewhere { partner, log, standing } =
            self.history.elsewhere(self.partnership.id, document, occasion, address)?;
        let renamed = format!("if the partner’s file has another name now, rename `{log}` too");
        let settle = format!(
            "`handclasp resolve {partner} {document}{} --sent` or `--not-sent` says what became of it; {renamed}",
            occasion.flag()
        );
        let document = self.edition.name();
        Some(match standing {
            Standing::Open { .. } => return None,
            Standing::Sent(sent) => {
                let message =
                    format!("`{address}` got `{document}` on {} already, as `{partner}`", day(&sent.at));
                Diagnostic::error(codes::SENT_BEFORE, message).help(renamed)
            }
            Standing::InDoubt { at } => {
                let day = day(&at);
                let message =
                    format!("nobody knows whether `{address}` got `{document}` on {day}, as `{partner}`");
                Diagnostic::error(codes::IN_DOUBT, message).help(settle)
            }
            Standing::Drafting { at, .. } | Standing::Drafted { at, .. } => {
                let day = day(&at);
                let message =
                    format!("`{document}` for `{address}` was put into Drafts on {day}, as `{partner}`");
                Diagnostic::error(codes::DRAFTED, message).help(settle)
            }
        })
    }

    /// That the partner, or the address as another partner, got another first email already, or may have.
    pub fn second_first(&self, address: &str) -> Option<Diagnostic> {
        let id = self.partnership.id;
        let document = self.edition.document.as_str();
        let is_first = |document: &str| self.partnership.is_first_contact(document);
        if !is_first(document) {
            return None;
        }
        let (other, at) = self.history.logs().find_map(|(file, entries)| {
            let is_own = file.partner == id;
            let others =
                entries.iter().filter_map(|entry| Some((entry.document.as_deref()?, &entry.occasion)));
            let mut others = others.filter(|(other, _)| *other != document && is_first(other));
            others.find_map(|(other, occasion)| {
                let standing = match is_own {
                    true => standing(entries, other, occasion),
                    false => standing_at(entries, other, occasion, address),
                };
                match standing {
                    Standing::Open { .. } => None,
                    Standing::Sent(sent) => Some((other, sent.at)),
                    Standing::InDoubt { at }
                    | Standing::Drafting { at, .. }
                    | Standing::Drafted { at, .. } => Some((other, at)),
                }
            })
        })?;
        let message = format!("`{id}` got `{other}` on {}: this is a second first email", day(&at));
        Some(
            Diagnostic::warning(codes::SENT_BEFORE, message)
                .help("choose one of the two; answer no, or leave this partner out"),
        )
    }

    /// That the server has said that there is no such address.
    pub fn unknown_address(&self, log: &[LedgerEntry], to: &str) -> Option<Diagnostic> {
        let reply = unknown_address(log, to)?;
        let message = format!("the server knows no `{to}` of `{}`: {reply}", self.partnership.id);
        Some(self.told(Diagnostic::error(codes::NO_SUCH_ADDRESS, message).help(
            "correct the address in the partner’s file; mails to a wrong one again and again look like spam",
        )))
    }

    /// Who is not the only one that is asked for by name is left out; the others get their mails.
    fn told(&self, problem: Diagnostic) -> Diagnostic {
        let is_only = self.request.selection.partners.iter().all(|partner| partner == self.partnership.id)
            && !self.request.selection.partners.is_empty();
        if is_only && self.request.test_to.is_none() { problem } else { problem.as_remark() }
    }
}

fn objected(id: &str, address: &str, place: &str) -> Diagnostic {
    let who = if address.is_empty() { format!("`{id}`") } else { format!("`{address}` of `{id}`") };
    Diagnostic::error(codes::OBJECTION, format!("{who} objected to being written to (`{place}`)"))
        .help("nothing is sent there any more")
}

/// What the server said of an address when it last refused it as unknown (RFC 3463, 3.2).
fn unknown_address<'h>(log: &'h [LedgerEntry], address: &str) -> Option<&'h str> {
    const UNKNOWN: [&str; 5] = [" 5.1.1 ", " 5.1.2 ", " 5.1.3 ", " 5.1.6 ", " 5.1.10 "];
    let mut recipients: &[String] = &[];
    let mut reply = None;
    for entry in log {
        match &entry.event {
            LedgerEvent::Rendered { to, .. } => recipients = to,
            LedgerEvent::Outcome(ended) if recipients.iter().any(|to| is_same(to, address)) => {
                let of_address =
                    ended.result == SendingResult::Refused && ended.stage == Stage::Recipient.to_string();
                let unknown = of_address && UNKNOWN.iter().any(|code| ended.reply.contains(code));
                reply = unknown.then_some(ended.reply.as_str());
            }
            _ => {}
        }
    }
    reply
}

/// Addresses that would get several mails at once.
pub fn twice(mails: &[PreparedMail]) -> Diagnostics {
    let mut found = Diagnostics::new();
    for (at, mail) in mails.iter().enumerate() {
        for address in &mail.to {
            let same =
                |other: &&PreparedMail| other.to.iter().any(|to| is_same(to.as_ref(), address.as_ref()));
            if let Some(other) = mails[..at].iter().find(same) {
                let message = format!(
                    "`{}` would get two mails: `{}` for `{}` and `{}` for `{}`",
                    shown(address.as_ref()),
                    other.name(),
                    other.partner,
                    mail.name(),
                    mail.partner
                );
                let help = match mail.partner == other.partner && mail.occasion != other.occasion {
                    true => "send one of them now, with `--meeting`",
                    false => "send one of them now, with `--partner`",
                };
                found.push(Diagnostic::error(codes::TWICE, message).help(help));
            }
        }
    }
    found
}
