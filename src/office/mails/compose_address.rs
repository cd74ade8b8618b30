//! Addresses that open a new email in the browser, filled in: Outlook on the web and Gmail.
//!
//! **What they can.** Plain text, no attachment. Nothing is sent by them: somebody looks at the email there and presses
//! the button. Neither Microsoft nor Google says how long such an address may be.
//!
//! **Why Outlook's often goes without the text.** It reads `+` as a blank however it is written (office-js #4127), which
//! would spoil telephone numbers and addresses; and somebody who has to log in first gets through only what fits into
//! about 2,000 characters.

use super::super::shared::in_address::in_address;

/// How long an address for Outlook on the web may be.
const MOST_FOR_OUTLOOK: usize = 2_000;
/// How long one for Gmail may be: what usual servers take of a first line.
const MOST_FOR_GMAIL: usize = 8_000;

/// An email as such an address carries it.
pub struct ComposedEmail<'a> {
    /// Whom it goes to.
    pub to: &'a [String],
    /// Who gets a copy.
    pub cc: &'a [String],
    /// Its subject.
    pub subject: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// An address that opens a new email.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComposeAddress {
    /// The address.
    pub address: String,
    /// Whether the text is in it.
    pub has_text: bool,
    /// Whether everybody it goes to is in it.
    pub has_recipients: bool,
}

impl ComposedEmail<'_> {
    /// That of Outlook on the web.
    pub fn outlook(&self) -> ComposeAddress {
        let start = "https://outlook.office.com/mail/deeplink/compose?";
        let can = |text: &str| !text.contains('+');
        let has_recipients = self.to.iter().chain(self.cc).all(|to| can(to));
        let mut fields = Vec::new();
        if has_recipients {
            fields.extend([("to", self.to.join(";")), ("cc", self.cc.join(";"))]);
        }
        if can(self.subject) {
            fields.push(("subject", self.subject.to_owned()));
        }
        let text = can(self.text).then_some(self.text);
        ComposeAddress { has_recipients, ..fitting(start, fields, text, MOST_FOR_OUTLOOK) }
    }

    /// That of Gmail.
    pub fn gmail(&self) -> ComposeAddress {
        let start = "https://mail.google.com/mail/?view=cm&fs=1&";
        let fields =
            vec![("to", self.to.join(",")), ("cc", self.cc.join(",")), ("su", self.subject.to_owned())];
        fitting(start, fields, Some(self.text), MOST_FOR_GMAIL)
    }
}

/// The address with the text, when it is not too long then.
fn fitting(
    start: &str,
    mut fields: Vec<(&'static str, String)>,
    text: Option<&str>,
    most: usize,
) -> ComposeAddress {
    let written = |fields: &[(&'static str, String)]| {
        let pairs = fields.iter().filter(|(_, value)| !value.is_empty());
        let pairs: Vec<String> = pairs.map(|(name, value)| format!("{name}={}", in_address(value))).collect();
        format!("{start}{}", pairs.join("&"))
    };
    let without = written(&fields);
    if let Some(text) = text {
        fields.push(("body", text.replace('\n', "\r\n")));
        let with = written(&fields);
        if with.len() <= most {
            return ComposeAddress { address: with, has_text: true, has_recipients: true };
        }
    }
    ComposeAddress { address: without, has_text: false, has_recipients: true }
}
