//! What happened with a partner, and the email that nobody answered, as documents speak of them.

use serde_json::{Value as Json, json};

use super::json_parts::{set, set_where_known};
use crate::awaited_answer::AwaitedAnswer;
use crate::history::{Fact, HistoryEvent, HistoryEventKind, HistoryMail, PartnerHistory};
use crate::model::Occasion;

/// What happened with a partner, the newest last: of each event `date` and `what`, of an email `document` and `subject`
/// and, where it is for one of several, the id of the `meeting`, of an entry of the logbook `channel`, `direction` and `summary`,
/// of what was noted with `handclasp log` its `text`.
pub fn happened(history: &PartnerHistory) -> Json {
    let email = |what: &str, mail: &HistoryMail| {
        json!({
            "what": what,
            "document": mail.document,
            "subject": mail.subject,
            "meeting": mail.occasion.meeting(),
        })
    };
    let event = |event: &HistoryEvent| {
        let mut value = match &event.kind {
            HistoryEventKind::Sent(own) => email("sent", own),
            HistoryEventKind::InDoubt(own) => email("in_doubt", own),
            HistoryEventKind::Drafted(own) => email("drafted", own),
            HistoryEventKind::NotSent(own) => email("not_sent", own),
            HistoryEventKind::Objected => json!({"what": "objected"}),
            HistoryEventKind::Fact { about, fact } => of_fact(about.as_ref(), fact),
            HistoryEventKind::Noted { channel, direction, summary, .. } => {
                json!({"what": "noted", "channel": channel, "direction": direction, "summary": summary})
            }
        };
        set(&mut value, "date", json!(event.day.to_string()));
        // What the logbook does not say is not there, so that to print it is an error and no gap.
        if let Json::Object(parts) = &mut value {
            parts.retain(|_, part| !part.is_null());
        }
        value
    };
    history.events().iter().map(event).collect()
}

/// An email that nobody answered, as a reminder speaks of it: its `document`, its `date`, its `subject` where that is
/// known, the `number` of the reminder and whether it `is_last`.
pub fn told_of(awaited: &AwaitedAnswer) -> Json {
    let mut value = json!({"document": awaited.document, "date": awaited.sent_on.to_string()});
    if let Some(next) = &awaited.next {
        set(&mut value, "number", json!(next.number));
        set(&mut value, "is_last", json!(next.is_last));
    }
    // Without what it answers to, a mail with `Re:` in its subject would be a lie.
    let subject = awaited.subject.as_ref().filter(|_| !awaited.thread.is_empty());
    set_where_known(&mut value, "subject", subject.map(|subject| json!(subject)).as_ref());
    value
}

/// What somebody noted, of the document that it is about.
fn of_fact(about: Option<&(String, Occasion)>, fact: &Fact) -> Json {
    let mut value = match fact {
        Fact::Called { text } => json!({"what": "called", "text": text}),
        Fact::Met { text } => json!({"what": "met", "text": text}),
        Fact::Wrote { text } => json!({"what": "wrote", "text": text}),
        Fact::Answered { text } => json!({"what": "answered", "text": text}),
        Fact::Sent { .. } => json!({"what": "sent", "subject": ""}),
        Fact::Signed { version, .. } => json!({"what": "signed", "version": version}),
        Fact::Declined { text } => json!({"what": "declined", "text": text}),
        Fact::Snoozed { until, text } => json!({"what": "snoozed", "until": until.to_string(), "text": text}),
        Fact::Left { contact } => json!({"what": "left", "contact": contact}),
        Fact::Note { text } => json!({"what": "note", "text": text}),
        Fact::Other => json!({"what": "other"}),
    };
    if let Some((document, occasion)) = about {
        set(&mut value, "document", json!(document));
        set(&mut value, "meeting", json!(occasion.meeting()));
    }
    value
}
