//! What became of emails: each with what it means and what to do about it.

use maud::{Markup, html};

use super::super::shared::page_words::SendingWords;
use super::super::shared::pieces::{document_name, sign};
use super::super::shared::problem_list::{problem_list, with_code};
use super::super::shared::spoken::Spoken;
use super::sending_form::SendingWay;
use super::settling_form::settling_form;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::words::visible;
use crate::history::SendingResult;
use crate::locale::fill;
use crate::mail::PreparedMail;
use crate::mail::batch::Fate;
use crate::mail::mailbox::DraftFate;
use crate::model::Occasion;

/// What became of an email.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResultKind {
    /// The server has it.
    Sent,
    /// The server has it, but not for everybody; what it said of whom.
    SentInPart(String),
    /// It lies in the drafts.
    Drafted,
    /// Nobody knows whether the server, or the mailbox, has it.
    InDoubt(String),
    /// The server does not want it.
    Refused(String),
    /// The server does not want it now.
    Later(String),
    /// Something stands against it since the plan.
    Changed(String),
    /// It was not tried.
    NotTried,
}

impl ResultKind {
    /// That of an email that was to be sent.
    pub fn of(fate: &Fate) -> Self {
        match fate {
            Fate::NotTried => Self::NotTried,
            Fate::Changed(why) => Self::Changed(why.words()),
            Fate::Tried(ended) => match ended.result {
                SendingResult::Sent if ended.refused.is_empty() => Self::Sent,
                SendingResult::Sent => Self::SentInPart(ended.refused.join("; ")),
                SendingResult::Refused => Self::Refused(ended.reply.clone()),
                SendingResult::Deferred => Self::Later(ended.reply.clone()),
                SendingResult::InDoubt => Self::InDoubt(ended.reply.clone()),
            },
        }
    }

    /// That of one that was to be put into the drafts.
    pub fn of_draft(fate: &DraftFate) -> Self {
        match fate {
            DraftFate::Put | DraftFate::There => Self::Drafted,
            DraftFate::InDoubt => Self::InDoubt(String::new()),
            DraftFate::Refused(reply) => Self::Refused(reply.clone()),
            DraftFate::Changed(why) => Self::Changed(why.words()),
        }
    }

    /// What somebody or a server said of it.
    fn said(&self) -> &str {
        match self {
            Self::Sent | Self::Drafted | Self::NotTried => "",
            Self::SentInPart(said)
            | Self::InDoubt(said)
            | Self::Refused(said)
            | Self::Later(said)
            | Self::Changed(said) => said,
        }
    }

    /// Its place among the groups: what somebody has to do something about comes first.
    fn group(&self) -> usize {
        match self {
            Self::InDoubt(_) => 0,
            Self::Refused(_) => 1,
            Self::SentInPart(_) => 2,
            Self::Changed(_) => 3,
            Self::Later(_) => 4,
            Self::NotTried => 5,
            Self::Sent => 6,
            Self::Drafted => 7,
        }
    }

    /// The title of its group, and what it means.
    fn words(group: usize, words: &SendingWords) -> (&'static str, &str, &str) {
        match group {
            0 => ("stopped", &words.in_doubt, &words.in_doubt_hint),
            1 => ("stopped", &words.refused, &words.refused_hint),
            2 => ("outdated", &words.in_part, &words.in_part_hint),
            3 => ("outdated", &words.changed, &words.changed_hint),
            4 => ("outdated", &words.deferred, &words.deferred_hint),
            5 => ("kept", &words.not_tried, &words.not_tried_hint),
            6 => ("sent", &words.sent, &words.sent_hint),
            _ => ("made", &words.drafted, &words.drafted_hint),
        }
    }
}

/// How many groups there are.
const GROUPS: usize = 8;

/// An email, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmailResult {
    partner: String,
    organisation: String,
    document: String,
    occasion: Occasion,
    stem: String,
    to: String,
    kind: ResultKind,
}

impl EmailResult {
    /// Of an email that was made ready.
    pub fn of(mail: &PreparedMail, kind: ResultKind) -> Self {
        Self {
            partner: mail.partner.clone(),
            organisation: mail.organisation.clone(),
            document: mail.document.clone(),
            occasion: mail.occasion.clone(),
            stem: mail.stem.clone(),
            to: mail.shown_to(),
            kind,
        }
    }
}

/// What became of all of them.
pub struct SendingReport {
    way: SendingWay,
    results: Vec<EmailResult>,
    found: Diagnostics,
    is_asked_to_stop: bool,
    copies: Result<Option<usize>, Diagnostics>,
}

impl SendingReport {
    /// What became of some of the emails; the others were not tried.
    pub fn new(
        way: SendingWay,
        mails: &[PreparedMail],
        mut results: Vec<EmailResult>,
        found: Diagnostics,
        is_asked_to_stop: bool,
    ) -> Self {
        let untried = mails.iter().skip(results.len());
        results.extend(untried.map(|mail| EmailResult::of(mail, ResultKind::NotTried)));
        Self { way, results, found, is_asked_to_stop, copies: Ok(None) }
    }

    /// That none was tried, and why.
    pub fn untried(mails: &[PreparedMail], found: Diagnostics) -> Self {
        Self::new(SendingWay::Partners, mails, Vec::new(), found, false)
    }

    /// With what became of the copies in the mailbox.
    pub fn with_copies(self, copies: Result<Option<usize>, Diagnostics>) -> Self {
        Self { copies, ..self }
    }

    fn number(&self, group: usize) -> usize {
        self.results.iter().filter(|result| result.kind.group() == group).count()
    }

    /// In the language of whoever looks.
    pub fn shown(&self, spoken: &Spoken) -> Markup {
        let words = &spoken.words.sending;
        let gone = self.results.iter().filter(|one| one.kind.group() >= 6 || one.kind.group() == 2).count();
        let is_fine = gone == self.results.len();
        let class = match () {
            () if is_fine => "made",
            () if gone > 0 && self.number(0) + self.number(1) == 0 => "outdated",
            () => "stopped",
        };
        let title = match self.way {
            SendingWay::Partners => spoken.counted(&words.sum_sent, gone),
            SendingWay::Drafts => spoken.counted(&words.sum_drafted, gone),
            SendingWay::Test => spoken.counted(&words.sum_test, gone),
        };
        html! {
            section class={ "notice " (class) } tabindex="-1" data-focus aria-labelledby="sum" {
                h2 id="sum" { (sign(class)) (fill(&title, &[("all", &self.results.len().to_string())])) }
                @if self.is_asked_to_stop { p { (words.stopped) } }
                @if self.way == SendingWay::Test { p { (words.test_done) } }
                @if !self.found.is_empty() { (problem_list(spoken, &self.found)) }
                @match &self.copies {
                    Ok(None) => {}
                    Ok(Some(copied)) => { p { (spoken.counted(&words.copied, *copied)) } }
                    Err(found) => { p { (words.not_copied) } (problem_list(spoken, found)) }
                }
            }
            @for group in (0..GROUPS).filter(|group| self.number(*group) > 0) {
                (self.group(spoken, group))
            }
        }
    }

    fn group(&self, spoken: &Spoken, group: usize) -> Markup {
        let words = &spoken.words.sending;
        let (class, title, hint) = ResultKind::words(group, words);
        let id = format!("results-{group}");
        html! {
            section.results aria-labelledby=(id) {
                h2 id=(id) class={ "state " (class) } { (sign(class)) (title) " " span.count { (self.number(group)) } }
                @if self.way != SendingWay::Test { p { (hint) } }
                ul.plain-rows {
                    @for one in self.results.iter().filter(|one| one.kind.group() == group) {
                        li {
                            a href={ "/partners/" (one.partner) "/" (one.stem) } { (visible(&one.organisation)) }
                            " " span.faint { (document_name(spoken, &one.document, &one.occasion)) " · " (visible(&one.to)) }
                            @if !one.kind.said().is_empty() {
                                p.said { (words.said) " " q lang="en" { (with_code(one.kind.said())) } }
                            }
                            @if group == 0 && self.way != SendingWay::Test {
                                (settling_form(spoken, &one.partner, &one.stem, &one.organisation))
                            }
                        }
                    }
                }
            }
        }
    }
}
