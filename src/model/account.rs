//! How mails are sent: the account at a mail provider.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The account that mails are sent from. A password never stands here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MailAccount {
    /// The server for sending, as your provider or IT names it: smtp.example.org.
    #[schemars(extend("format" = "host"))]
    pub host: String,
    /// Its port; 465 unless said otherwise, 587 with starttls.
    #[schemars(range(min = 1, max = 65535))]
    pub port: Option<u32>,
    /// implicit: encrypted from the start; starttls: encrypted after the greeting; none: only to this
    /// computer itself.
    #[serde(default)]
    pub tls: TlsMode,
    /// The user name there, mostly the email address; without one nobody logs in.
    pub user: Option<String>,
    /// password; xoauth2: a token, as Microsoft 365 and Google want it.
    #[serde(default)]
    pub auth: AuthKind,
    /// A command that prints the password or token: ["pass", "show", "mail/me"].
    #[serde(default)]
    pub password_command: Vec<String>,
    /// The environment variable that holds it; HANDCLASP_PASSWORD unless said otherwise.
    pub password_variable: Option<String>,
    /// Certificate of your own authority, a .pem file, when the server's is not a public one.
    pub tls_ca: Option<String>,
    /// The server that keeps the mailbox, for drafts: imap.example.org.
    #[schemars(extend("format" = "host"))]
    pub imap_host: Option<String>,
    /// Its port; 993 unless said otherwise. The connection is encrypted from the start.
    #[schemars(range(min = 1, max = 65535))]
    pub imap_port: Option<u32>,
    /// The folder for drafts, when the server does not say which one it is.
    pub drafts_folder: Option<String>,
    /// Whether a copy of each mail that was sent is put into the mailbox. Gmail, Microsoft 365 and Zoho keep
    /// one themselves.
    #[serde(default)]
    pub copy_to_sent: bool,
    /// The folder for sent mails, when the server does not say which one it is.
    pub sent_folder: Option<String>,
    /// How many mails leave in a minute at most.
    #[schemars(range(min = 1, max = 1000))]
    pub per_minute: Option<u32>,
}

/// How the connection is encrypted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TlsMode {
    #[default]
    Implicit,
    Starttls,
    None,
}

/// How somebody logs in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AuthKind {
    #[default]
    Password,
    Xoauth2,
}
