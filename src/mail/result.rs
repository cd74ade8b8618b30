//! How it ended, in plain words.

use super::batch::{BatchReport, BatchStop, Fate};
use super::mailbox::{DraftFate, MailboxStop};
use super::prepared::PreparedMail;
use super::wire::{Failure, FailureKind, Server, Stage};
use crate::diagnostic::words::all;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::history::{SendingOutcome, SendingResult};
use crate::model::Occasion;

/// What became of a mail, on a line.
pub fn line(mail: &PreparedMail, fate: &Fate) -> String {
    format!("{}  {}  {}", mail.shown_partner(), mail.shown_to(), words(fate))
}

/// What became of a mail, for a machine: a JSON object on a line.
pub fn record(mail: &PreparedMail, fate: &Fate) -> String {
    let mut record = serde_json::json!({
        "partner": mail.partner,
        "document": mail.document,
        "to": mail.to.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "message_id": mail.message_id,
    });
    if let Some(meeting) = mail.occasion.meeting() {
        record["meeting"] = meeting.into();
    }
    if let Occasion::Reminder(number) = mail.occasion {
        record["reminder"] = number.into();
    }
    match fate {
        Fate::NotTried => record["result"] = "not-tried".into(),
        Fate::Changed(why) => {
            record["result"] = "changed".into();
            record["why"] = why.words().into();
        }
        Fate::Tried(ended) => {
            record["result"] = serde_json::to_value(ended.result).unwrap_or_default();
            record["stage"] = ended.stage.clone().into();
            record["reply"] = ended.reply.clone().into();
            record["refused"] = ended.refused.clone().into();
        }
    }
    record.to_string()
}

/// What became of a mail, in words.
fn words(fate: &Fate) -> String {
    match fate {
        Fate::NotTried => "not tried".to_owned(),
        Fate::Changed(why) => format!("not sent: {}", why.words()),
        Fate::Tried(SendingOutcome { result, reply, stage, refused }) => match result {
            SendingResult::Sent if refused.is_empty() => "sent".to_owned(),
            SendingResult::Sent => format!("sent, but not to {}", refused.join("; ")),
            SendingResult::Refused => format!("refused ({stage}): {reply}"),
            SendingResult::Deferred => format!("not sent, may be tried again later ({stage}): {reply}"),
            SendingResult::InDoubt => format!("in doubt ({stage}): {reply}"),
        },
    }
}

impl DraftFate {
    /// What became of the draft of a mail, in words.
    pub fn words(&self, mail: &PreparedMail) -> String {
        match self {
            Self::Put => "put into Drafts".to_owned(),
            Self::There => "lies in Drafts already".to_owned(),
            Self::InDoubt => format!(
                "in doubt: it was perhaps put into Drafts before, and does not lie there now; look into Sent, then \
                 `handclasp resolve {} {}{} --sent` or `--not-sent`",
                mail.partner,
                mail.document,
                mail.occasion.flag()
            ),
            Self::Changed(why) => format!("not put into Drafts: {}", why.words()),
            Self::Refused(reply) => format!("refused: {reply}"),
        }
    }
}

impl BatchReport {
    /// How many mails ended so.
    pub fn number(&self, result: SendingResult) -> usize {
        let tried = |fate: &&Fate| matches!(fate, Fate::Tried(ended) if ended.result == result);
        self.fates.iter().filter(tried).count()
    }

    /// How many mails were not tried.
    pub fn untried(&self) -> usize {
        self.fates.iter().filter(|fate| !matches!(fate, Fate::Tried(_))).count()
    }

    /// How many mails ended how.
    pub fn sum(&self) -> String {
        let mut parts = vec![format!("{} sent", self.number(SendingResult::Sent))];
        for (result, word) in [
            (SendingResult::Refused, "refused"),
            (SendingResult::Deferred, "not sent now"),
            (SendingResult::InDoubt, "in doubt"),
        ] {
            if self.number(result) > 0 {
                parts.push(format!("{} {word}", self.number(result)));
            }
        }
        if self.untried() > 0 {
            parts.push(format!("{} not tried", self.untried()));
        }
        parts.join(", ")
    }
}

impl BatchStop {
    /// In plain words.
    pub fn problems(&self, server: &Server) -> Diagnostics {
        match self {
            Self::Records(problems) => problems.clone().map(|problem| match problem.code {
                codes::UNNOTED => problem.help(
                    "no further mail was sent, because nobody would know of it; make room on the disk or get leave to write; \
                     if a mail was sent just now, it stands as in doubt: `handclasp resolve` settles it",
                ),
                _ if problem.help.is_none() => {
                    problem.help("no further mail was sent: it cannot be known whether somebody objected")
                }
                _ => problem,
            }),
            // It is said behind the sum.
            Self::Asked => Diagnostics::new(),
            Self::TooLarge { most, mails } => {
                let mails: Vec<String> =
                    mails.iter().map(|(partner, document)| format!("`{document}` to `{partner}`")).collect();
                let (most, mails) = (*most as f64 / 1e6, mails.join(", "));
                let message = format!("the server takes emails of {most:.1} MB at most, and larger are {mails}");
                Diagnostic::error(codes::TOO_LARGE, message).help(
                    "nothing was sent; make the attached document smaller (mostly its logo), or leave these partners out",
                )
                .into()
            }
            Self::Unreachable(failure) | Self::NoEntry(failure) => no_entry(failure, server).into(),
        }
    }
}

impl MailboxStop {
    /// In plain words; `field` names the folder in the account.
    pub fn problems(&self, server: &Server, field: &str) -> Diagnostics {
        match self {
            Self::Mailbox(failure) => no_entry(failure, server).into(),
            Self::Records(problems) => problems.clone(),
            Self::Asked => Diagnostics::new(),
            Self::NoFolder(names) => {
                Diagnostic::error(codes::ACCOUNT, "the mailbox does not say which folder is for this")
                    .help(format!("name it with `{field}`; there are {}", all(names)))
                    .into()
            }
        }
    }
}

/// That a server does not let us in, or cannot be reached.
pub fn no_entry(failure: &Failure, server: &Server) -> Diagnostic {
    let place = server.shown();
    let (message, help) = match (failure.stage, failure.kind) {
        (Stage::Login, FailureKind::Never) => (
            format!("`{place}` does not let you in"),
            "check user name and password; many providers want an app password, Microsoft 365 a token (`auth: xoauth2`)",
        ),
        (_, FailureKind::Untrusted) => (
            format!("`{place}` is not trusted, so nothing was sent"),
            "check `host`, `port` and `tls`; a school’s own certificate authority is named with `tls_ca`; ask your IT",
        ),
        (Stage::Greeting | Stage::Encryption, FailureKind::Lost) => (
            format!("`{place}` does not answer as expected"),
            "mostly `port` and `tls` do not go together: 465 with implicit (the usual), 587 with starttls",
        ),
        (Stage::Connect, _) => {
            (format!("`{place}` cannot be reached"), "check `host` and `port`, and whether you are online")
        }
        _ => {
            (format!("`{place}` breaks off the conversation"), "try again later; if it stays so, ask your IT")
        }
    };
    let reply = &failure.reply;
    Diagnostic::error(codes::NO_ENTRY, format!("{message} ({}: {reply})", failure.stage)).help(help)
}
