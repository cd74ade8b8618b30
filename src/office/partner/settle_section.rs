//! Emails of which nobody knows whether they were sent, each with the question what became of it.

use maud::{Markup, html};

use super::super::shared::pieces::{document_name, sign};
use super::super::shared::spoken::Spoken;
use crate::diagnostic::words::visible;
use crate::history::{day, read_ledger};
use crate::locale::fill;
use crate::noting::{UnsettledMail, unsettled_mails};
use crate::workspace::Workspace;

/// All such emails of a partner; nothing when there is none.
pub fn settle_section(spoken: &Spoken, workspace: &Workspace, id: &str) -> Markup {
    let entries = read_ledger(&workspace.ledger(id)).unwrap_or_default().entries;
    html! {
        @for mail in &unsettled_mails(&entries) {
            section.notice.outdated.settle {
                h3 { (sign("outdated")) (spoken.words.settle.title) }
                (settle_question(spoken, id, mail))
            }
        }
    }
}

/// The question what became of an email, with both answers as buttons.
pub fn settle_question(spoken: &Spoken, id: &str, mail: &UnsettledMail) -> Markup {
    let words = &spoken.words.settle;
    let document = document_name(spoken, &mail.document, &mail.occasion);
    let since = day(&mail.at).parse().map_or_else(|_| mail.at.clone(), |day| spoken.day(day));
    let pattern = if mail.is_draft { &words.draft } else { &words.in_doubt };
    html! {
        p { (visible(&fill(pattern, &[("document", &document), ("day", &since)]))) }
        form method="post" action={ "/partners/" (id) "/settle" } {
            input type="hidden" name="mail" value=(settled_name(mail));
            div.buttons {
                button type="submit" name="sent" value="yes" { (words.sent) }
                button type="submit" name="sent" value="no" { (words.not_sent) }
            }
        }
        p.hint { (words.hint) }
    }
}

/// By what a form names an email: only ever compared with those that there are.
pub fn settled_name(mail: &UnsettledMail) -> String {
    mail.occasion.named(&mail.document)
}
