//! Who has met us gets no first contact.

use jiff::civil::Date;

use super::rule::{Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::history::{Fact, HistoryEventKind};
use crate::model::{AgreementStatus, Direction, Phase};
use crate::partnership::Partnership;
use crate::template::Kind;

/// The code of this rule, for whoever would tell the same.
pub const FIRST_CONTACT_AGAIN: Code = Code::of_content("first-contact-again");

pub(super) const RULE: Rule = Rule {
    code: FIRST_CONTACT_AGAIN,
    reason: "A first email to somebody who got one before, or with whom an agreement is being drawn up, looks as if nobody here knew of it.",
    example: "logbook: {phase: collaboration_setup}",
    scope: Scope::Kinds(&[Kind::FirstContact, Kind::FirstLetter]),
    look: Look::Document(check),
};

/// What the partner still gets is named in its file.
const HELP: &str = "write `documents:` into its file, with the names of those that this partner still gets";

fn check(partnership: &Partnership<'_>, document: &str, found: &mut Diagnostics) {
    let partner = &partnership.partner.model;
    let mut warn = |message: String, path: &[&str]| {
        found.push(
            Diagnostic::warning(RULE.code, message)
                .at(&partnership.partner.file, &partnership.partner.place(path), "")
                .help(HELP),
        );
    };
    let phase = partner.logbook.as_ref().and_then(|logbook| logbook.phase);
    if phase.is_some_and(|phase| phase >= Phase::CollaborationSetup) {
        warn("a first email to a partner that is past the first contact".to_owned(), &["logbook", "phase"]);
    } else if let Some(day) = running_since(partnership) {
        warn(
            format!("a first email to a partner whose final Memorandum runs since {day}"),
            &["mou", "term", "start"],
        );
    } else if let Some((other, day)) = other_first_email(partnership, document) {
        warn(
            format!("`{other}` was sent on {day}: `{document}` would be a second first email"),
            &["documents"],
        );
    } else if let Some((at, day)) = noted_email(partnership, document) {
        warn(
            format!("an email to this partner is noted on {day}, so another one is no first email"),
            &["logbook", "log", &at.to_string()],
        );
    } else if let Some(day) = written(partnership, document) {
        warn(
            format!("it is noted that you wrote to this partner on {day}, so another email is no first one"),
            &["contacts", "0"],
        );
    } else if let Some(day) = in_touch(partnership, document) {
        warn(
            format!(
                "a first email to a partner whose Memorandum is final, and to whom you wrote or spoke on {day}"
            ),
            &["mou", "status"],
        );
    }
}

/// Whether both sides are content with the Memorandum.
fn is_final(partnership: &Partnership<'_>) -> bool {
    partnership.partner.model.mou.as_ref().is_some_and(|mou| mou.status == AgreementStatus::Final)
}

/// The day on which the term of a Memorandum that is final began, if it did.
fn running_since(partnership: &Partnership<'_>) -> Option<Date> {
    let term = partnership.partner.model.mou.as_ref()?.term.as_ref()?;
    let start = term.start.as_deref()?.parse::<Date>().ok()?;
    (is_final(partnership) && start <= partnership.today).then_some(start)
}

/// Another first email that was sent, and when, though the partner's file names this one too; none when this one was
/// sent, which is not sent again. Where no documents are named both first emails are made, for a person to choose, and
/// `send` tells of the second one.
fn other_first_email<'a>(partnership: &Partnership<'a>, document: &str) -> Option<(&'a str, Date)> {
    let named = partnership.partner.model.documents.as_ref()?;
    if !named.iter().any(|name| name == document) {
        return None;
    }
    let mut firsts = partnership.history.sent().filter(|(sent, _)| partnership.is_first_contact(sent));
    let (first, day) = firsts.next()?;
    (first != document && firsts.all(|(sent, _)| sent != document)).then_some((first, day))
}

/// Whether this very email was sent: what is noted of an email is that one then.
fn was_sent(partnership: &Partnership<'_>, document: &str) -> bool {
    partnership.history.sent().any(|(sent, _)| sent == document)
}

/// An email from us that a person wrote into the logbook, by its place there, and when it was sent.
fn noted_email(partnership: &Partnership<'_>, document: &str) -> Option<(usize, Date)> {
    let noted = || {
        partnership.history.events().iter().find_map(|event| match &event.kind {
            HistoryEventKind::Noted {
                at, channel: Some(channel), direction: Some(Direction::Out), ..
            } if channel.to_lowercase().contains("mail") => Some((*at, event.day)),
            _ => None,
        })
    };
    if was_sent(partnership, document) { None } else { noted() }
}

/// When somebody noted with the log that we wrote to the partner.
fn written(partnership: &Partnership<'_>, document: &str) -> Option<Date> {
    let noted = || {
        let mut events = partnership.history.events().iter();
        events.rfind(|event| matches!(event.fact(), Some(Fact::Wrote { .. }))).map(|event| event.day)
    };
    if was_sent(partnership, document) { None } else { noted() }
}

/// When we last turned to a partner whose Memorandum is final, in whatever way.
fn in_touch(partnership: &Partnership<'_>, document: &str) -> Option<Date> {
    if !is_final(partnership) || was_sent(partnership, document) {
        return None;
    }
    let from_us = partnership.history.events().iter().filter(|event| event.is_from_us());
    from_us.map(|event| event.day).max()
}
