//! A person says what became of an email of which nobody knows whether it was sent.

use std::collections::BTreeSet;

use crate::diagnostic::words::all;
use crate::diagnostic::{Diagnostic, codes};
use crate::history::{Ledger, LedgerEntry, LedgerEvent, Standing, standing};
use crate::model::Occasion;
use crate::workspace::Workspace;

/// An email of which a person may say what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnsettledMail {
    /// The document.
    pub document: String,
    /// What it is made for.
    pub occasion: Occasion,
    /// Whether it was put among the drafts, where a person may have sent it since; else a server may have it.
    pub is_draft: bool,
    /// Since when nobody knows.
    pub at: String,
}

/// The emails of a log of which a person may say what became of them.
pub fn unsettled_mails(entries: &[LedgerEntry]) -> Vec<UnsettledMail> {
    let about = |entry: &LedgerEntry| Some((entry.document.clone()?, entry.occasion.clone()));
    let all: BTreeSet<(String, Occasion)> = entries.iter().filter_map(about).collect();
    let unsettled = |(document, occasion): (String, Occasion)| {
        let (is_draft, at) = match standing(entries, &document, &occasion) {
            Standing::InDoubt { at } => (false, at),
            Standing::Drafting { at, .. } | Standing::Drafted { at, .. } => (true, at),
            Standing::Open { .. } | Standing::Sent(_) => return None,
        };
        Some(UnsettledMail { document, occasion, is_draft, at })
    };
    all.into_iter().filter_map(unsettled).collect()
}

/// Notes what became of an email, as a person says it; gives it in a sentence.
///
/// # Errors
/// That it is known already; that it cannot be written.
pub fn settle(
    workspace: &Workspace,
    partner: &str,
    document: &str,
    occasion: &Occasion,
    sent: bool,
) -> Result<String, Diagnostic> {
    let mut ledger = Ledger::open(&workspace.ledger(partner))?;
    let name = occasion.named(document);
    let unsettled = unsettled_mails(ledger.entries());
    if !unsettled.iter().any(|mail| mail.document == document && mail.occasion == *occasion) {
        let problem =
            Diagnostic::error(codes::NOT_IN_DOUBT, format!("`{name}` to `{partner}` is not in doubt"));
        return Err(problem.help(instead(&unsettled, partner, document)));
    }
    ledger.note(Some((document, occasion)), LedgerEvent::Resolved { sent })?;
    Ok(if sent {
        format!("settled: `{name}` was sent to `{partner}`")
    } else {
        let meeting = occasion.asking_flag();
        format!(
            "settled: `{name}` was not sent to `{partner}`; `handclasp send {document} --partner {partner}{meeting}` sends it"
        )
    })
}

/// What may be meant instead: the same email for another meeting.
fn instead(unsettled: &[UnsettledMail], partner: &str, document: &str) -> String {
    let of_document = unsettled.iter().filter(|mail| mail.document == document);
    let commands: Vec<String> = of_document
        .map(|mail| format!("handclasp resolve {partner} {document}{}", mail.occasion.flag()))
        .collect();
    match commands.as_slice() {
        [] => format!("`handclasp log {partner}` tells what happened"),
        commands => format!("in doubt is {}", all(commands)),
    }
}
