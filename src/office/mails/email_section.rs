//! An email as it will arrive, and the ways in which it can leave.

use maud::{Markup, html};

use super::super::shared::desk::Desk;
use super::super::shared::in_address::in_address;
use super::super::shared::pieces::{sign, state_class, state_words};
use super::super::shared::problem_list::problem_list;
use super::super::shared::seen_partner::selection_of;
use super::super::shared::snapshot::Snapshot;
use super::super::shared::spoken::Spoken;
use super::compose_address::{ComposeAddress, ComposedEmail};
use super::sending_form::SendingForm;
use super::settling_form::settling_form;
use crate::diagnostic::words::visible;
use crate::diagnostic::{Diagnostics, Severity, codes};
use crate::due::{Manner, Task};
use crate::history::{Standing, read_ledger};
use crate::mail::{self, PreparedMail};
use crate::model::Occasion;
use crate::project::LoadedPartner;
use crate::template::Meta;
use crate::writing::{DocumentOutlook, outlook};

/// What became of something that somebody said of the email.
pub enum EmailNote {
    /// That it was sent is noted.
    SettledSent,
    /// That it was not sent is noted.
    SettledNotSent,
    /// That somebody sent it by hand is noted.
    ByHand,
    /// It could not be noted.
    Failed(Diagnostics),
}

/// Whether an email may leave.
enum EmailReadiness {
    /// It may.
    Ready(Box<PreparedMail>),
    /// It may, as soon as it was made.
    Unmade,
    /// It was sent.
    Gone,
    /// Nobody knows whether it was sent.
    Open,
    /// Something stands against it.
    Against(Diagnostics),
}

/// An email that is looked at.
pub struct SeenEmail<'a> {
    pub desk: &'a Desk,
    pub spoken: &'a Spoken,
    pub snapshot: &'a Snapshot,
    pub loaded: &'a LoadedPartner,
    pub task: &'a Task,
    /// Whom it goes to, its subject.
    pub meta: &'a Meta,
    /// Its plain text.
    pub text: &'a str,
}

impl SeenEmail<'_> {
    /// The email, with what became of what was said of it.
    pub fn shown(&self, told: Option<&EmailNote>) -> Markup {
        let (document, readiness) = self.readiness();
        html! {
            @if let Some(told) = told { (self.told(told)) }
            div.columns {
                section aria-labelledby="mail" {
                    h2.hidden id="mail" { (self.spoken.words.document.mail_frame) }
                    (self.letter(&readiness))
                }
                aside.side.ways { (self.ways(document.as_ref(), &readiness)) }
            }
        }
    }

    fn address(&self) -> String {
        format!("/partners/{}/{}", self.loaded.id, self.task.edition.stem(&Manner::USUAL))
    }

    fn readiness(&self) -> (Option<DocumentOutlook>, EmailReadiness) {
        let (desk, snapshot, edition) = (self.desk, self.snapshot, &self.task.edition);
        let request = snapshot.request(selection_of(&self.loaded.id, edition), desk.jobs);
        let (partners, _) = outlook(&snapshot.press(), &request);
        let documents = partners.into_iter().flat_map(|one| one.documents);
        let known = { documents }.find(|one| one.edition == *edition);
        match known.as_ref().map(|known| &known.standing) {
            Some(Standing::Sent(_)) => return (known, EmailReadiness::Gone),
            None | Some(Standing::Open { .. }) => {}
            Some(_) => return (known, EmailReadiness::Open),
        }
        let form = self.form();
        let prepared = mail::prepare(&snapshot.project, &form.request(snapshot, desk.jobs));
        let is_own = |mail: &PreparedMail| mail.stem == form.stem;
        if let Some(mail) = prepared.mails.into_iter().find(is_own) {
            return (known, EmailReadiness::Ready(Box::new(mail)));
        }
        let errors = || prepared.found.iter().filter(|one| one.severity == Severity::Error);
        let is_unmade = prepared.found.has_errors() && errors().all(|one| one.code == codes::UNSEEN);
        (known, if is_unmade { EmailReadiness::Unmade } else { EmailReadiness::Against(prepared.found) })
    }

    /// What asks for this email alone.
    fn form(&self) -> SendingForm {
        let edition = &self.task.edition;
        SendingForm {
            document: edition.document.clone(),
            partners: vec![self.loaded.id.clone()],
            meeting: edition.occasion.meeting().unwrap_or_default().to_owned(),
            lang: edition.language().to_owned(),
            stem: edition.stem(&Manner::USUAL),
            ..SendingForm::default()
        }
    }

    fn told(&self, told: &EmailNote) -> Markup {
        let words = &self.spoken.words.email;
        let (class, title, found) = match told {
            EmailNote::SettledSent => ("made", &words.settled_sent, None),
            EmailNote::SettledNotSent => ("made", &words.settled_not_sent, None),
            EmailNote::ByHand => ("made", &words.noted_by_hand, None),
            EmailNote::Failed(found) => ("stopped", &words.not_noted, Some(found)),
        };
        html! {
            section class={ "notice " (class) } tabindex="-1" data-focus aria-labelledby="told" {
                h2 id="told" { (sign(class)) (title) }
                @if let Some(found) = found { (problem_list(self.spoken, found)) }
            }
        }
    }

    /// Head and text.
    fn letter(&self, readiness: &EmailReadiness) -> Markup {
        let (words, own) = (&self.spoken.words.document, &self.spoken.words.email);
        let mail = match readiness {
            EmailReadiness::Ready(mail) => Some(mail),
            _ => None,
        };
        let attached = mail.map_or(&self.meta.attach, |mail| &mail.attachments);
        let subject = self.meta.subject.clone().unwrap_or_default();
        html! {
            dl.facts.mail {
                dt { (words.to) }
                dd { span id="mail-to" { (visible(&self.meta.to.join(", "))) } (self.copy_button("mail-to", &words.to)) }
                @if !self.meta.cc.is_empty() {
                    dt { (words.cc) }
                    dd { span id="mail-cc" { (visible(&self.meta.cc.join(", "))) } (self.copy_button("mail-cc", &words.cc)) }
                }
                dt { (words.subject) }
                dd { span id="mail-subject" lang=(self.meta.language) { (visible(&subject)) } (self.copy_button("mail-subject", &words.subject)) }
                @if !attached.is_empty() { dt { (words.attached) } dd { (visible(&attached.join(", "))) } }
                @if let Some(mail) = mail { dt { (self.spoken.words.sending.size) } dd { (mail.bytes.len().div_ceil(1000)) " kB" } }
                @if self.goes_on_a_thread() { dt { (own.thread) } dd { (own.thread_hint) } }
            }
            iframe.mail src={ (self.address()) "/mail" } title=(words.mail_frame) sandbox="" {}
            details { summary { (words.plain) } pre.letter id="mail-text" tabindex="0" lang=(self.meta.language) { (self.text) } }
        }
    }

    /// Whether it goes on what was written before, in the same thread.
    fn goes_on_a_thread(&self) -> bool {
        let edition = &self.task.edition;
        if matches!(edition.occasion, Occasion::Reminder(_)) {
            return true;
        }
        let log = read_ledger(&self.desk.workspace.ledger(&self.loaded.id));
        log.is_ok_and(|log| !mail::thread(&log.entries, Some(edition)).is_empty())
    }

    /// A button that copies the text of an element; without a script it is not there.
    fn copy_button(&self, id: &str, what: &str) -> Markup {
        let words = &self.spoken.words.email;
        html! {
            " " button.small.with-script type="button" data-copy=(id) data-done=(words.copied) data-failed=(words.copy_by_hand)
                aria-label={ (words.copy) ": " (what) } { (words.copy) }
        }
    }

    /// The ways in which it can leave.
    fn ways(&self, document: Option<&DocumentOutlook>, readiness: &EmailReadiness) -> Markup {
        let words = &self.spoken.words.email;
        let state = document.map(|document| {
            let class = state_class(document);
            html! { p class={ "state " (class) } { (sign(class)) (state_words(self.spoken, document)) } }
        });
        html! {
            h2 { (words.ways) }
            @if let Some(state) = &state { (state) }
            @match readiness {
                EmailReadiness::Gone => { p { (words.gone) } }
                EmailReadiness::Open => {
                    p { (words.open) }
                    (settling_form(self.spoken, &self.loaded.id, &self.task.edition.stem(&Manner::USUAL), &self.loaded.partner.model.legal_name))
                }
                EmailReadiness::Against(found) => {
                    p { (words.against) }
                    (problem_list(self.spoken, found))
                }
                EmailReadiness::Ready(_) => {
                    (self.by_program())
                    (self.by_oneself())
                }
                EmailReadiness::Unmade => {
                    form.way method="post" action={ "/partners/" (self.loaded.id) "/make" } {
                        input type="hidden" name="document" value=(self.task.edition.stem(&Manner::USUAL));
                        button.main type="submit" { (self.spoken.words.document.make) }
                        p.hint { (words.make_first) }
                    }
                    (self.by_oneself())
                }
            }
        }
    }

    fn by_program(&self) -> Markup {
        let words = &self.spoken.words.email;
        let form = self.form();
        let fields = [
            ("document", &form.document),
            ("partner", &self.loaded.id),
            ("meeting", &form.meeting),
            ("lang", &form.lang),
            ("stem", &form.stem),
        ];
        let pairs: Vec<String> = fields
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", in_address(value)))
            .collect();
        let address = format!("/send/plan?{}", pairs.join("&"));
        html! {
            div.way {
                a.button.main href=(address) { (words.send) }
                p.hint { (words.send_hint) }
            }
            div.way {
                a.button href={ (address) "&way=drafts" } { (words.drafts) }
                p.hint { (words.drafts_hint) }
            }
        }
    }

    /// Ways outside of this program: copying, the saved file, the mailbox in the browser.
    fn by_oneself(&self) -> Markup {
        let words = &self.spoken.words.email;
        let subject = self.meta.subject.clone().unwrap_or_default();
        let email =
            ComposedEmail { to: &self.meta.to, cc: &self.meta.cc, subject: &subject, text: self.text };
        let attached = !self.meta.attach.is_empty();
        html! {
            h3 { (words.yourself) }
            div.way {
                button.with-script type="button" data-copy="mail-text" data-formatted={ (self.address()) "/mail" }
                    data-done=(words.copied_mail) data-failed=(words.copy_by_hand) { (words.copy_mail) }
                p.hint.with-script { (words.copy_mail_hint) }
                p.hint.without-script { (words.copy_without_script) }
            }
            div.way {
                a.button href={ (self.address()) "/file/eml?save=1" } { (self.spoken.words.document.save_mail) }
                p.hint { (self.spoken.words.document.mail_hint) }
            }
            div.way {
                div.buttons {
                    (self.compose_link(&words.outlook, &email.outlook()))
                    (self.compose_link(&words.gmail, &email.gmail()))
                }
                p.hint { (words.compose_hint) @if attached { " " (words.compose_attach) } }
            }
            p id="copied" .said role="status" {}
            form.way method="post" action={ (self.address()) "/sent" } {
                p { (words.did_you) }
                button type="submit" { (words.did) }
                p.hint { (words.did_hint) }
            }
        }
    }

    fn compose_link(&self, name: &str, compose: &ComposeAddress) -> Markup {
        let words = &self.spoken.words.email;
        html! {
            div {
                a.button href=(compose.address) target="_blank" rel="noopener noreferrer" {
                    (name) span.hidden { " " (words.new_tab) }
                }
                @if !compose.has_text { p.hint { (words.without_text) } }
                @if !compose.has_recipients { p.hint { (words.without_recipients) } }
            }
        }
    }
}
