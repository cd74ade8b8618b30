//! The account that mails leave from, and its secret.

use std::borrow::Cow;
use std::io::{self, Read};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::time::Duration;

use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

use super::wire::Server;
use crate::clock::Stopwatch;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::email_address::{sent, server_name};
use crate::model::{AuthKind, MailAccount, TlsMode};
use crate::project::Project;
use crate::schema::Record;
use crate::workspace::{self, Workspace};

/// The environment variable for the password, when the account names no other.
pub const VARIABLE: &str = "HANDCLASP_PASSWORD";

/// A password or token. It is never shown: it has no way to be printed.
pub struct Secret(String);

impl Secret {
    /// What somebody typed or piped in, without the end of its line.
    pub fn new(text: &str) -> Self {
        Self(text.trim_end_matches(['\r', '\n']).to_owned())
    }
}

/// How long an answer may take, and how long the one to the end of a mail (RFC 5321, 4.5.3.2 asks for
/// 5 and 10 minutes; nobody waits that long in front of a screen).
const PATIENCE: Duration = Duration::from_secs(60);
const PATIENCE_AT_THE_END: Duration = Duration::from_secs(300);
/// How long a command may take to print a secret: somebody may have to agree in a window of it.
const PATIENCE_FOR_SECRET: Duration = Duration::from_secs(120);

/// The account that mails leave from: the user's own, else the institution's.
///
/// # Errors
/// One that cannot be read; none is named.
pub fn account(project: &Project) -> Result<MailAccount, Diagnostics> {
    if let Some(file) = Workspace::user_file("mail.yaml")? {
        return Ok(Record::<MailAccount>::read(file)?.model);
    }
    project.institution.model.mail.clone().ok_or_else(|| {
        Diagnostic::error(codes::ACCOUNT, "no account is named to send from")
            .help("write `mail: {host: \"smtp.example.org\", user: \"name@example.org\"}` into institution.yaml; your IT or your provider knows the host")
            .into()
    })
}

/// What a server of an account is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServerUse {
    /// It sends.
    Sending,
    /// It keeps the mailbox.
    Mailbox,
}

/// The server of an account, that which sends or that which keeps the mailbox, with whom to trust.
///
/// # Errors
/// None is named; certificates that cannot be read.
pub fn server_of(
    account: &MailAccount,
    workspace: &Workspace,
    use_of: ServerUse,
) -> Result<Server, Diagnostics> {
    let authority = match &account.tls_ca {
        None => None,
        Some(name) => match workspace::read(&workspace.root().join(name))? {
            Some(bytes) => Some(bytes),
            None => {
                return Err(Diagnostic::error(
                    codes::ACCOUNT,
                    format!("there is no file `{name}` (`tls_ca`)"),
                )
                .help("write its place from the folder of institution.yaml, or the whole path")
                .into());
            }
        },
    };
    Ok(match use_of {
        ServerUse::Sending => server(account, authority.as_deref())?,
        ServerUse::Mailbox => mailbox(account, authority.as_deref())?,
    })
}

/// The server that sends, with whom to trust.
///
/// # Errors
/// A certificate that cannot be read.
pub fn server(account: &MailAccount, authority: Option<&[u8]>) -> Result<Server, Diagnostic> {
    let usual = match account.tls {
        TlsMode::Implicit => 465,
        TlsMode::Starttls => 587,
        TlsMode::None => 25,
    };
    let port = account.port.and_then(|port| u16::try_from(port).ok()).unwrap_or(usual);
    Ok(Server {
        host: host(&account.host),
        port,
        tls: account.tls,
        trust: Arc::new(trust(authority)?),
        patience: patience("HANDCLASP_TIMEOUT", PATIENCE),
        patience_at_the_end: patience("HANDCLASP_TIMEOUT", PATIENCE_AT_THE_END),
    })
}

/// The server that keeps the mailbox.
fn mailbox(account: &MailAccount, authority: Option<&[u8]>) -> Result<Server, Diagnostic> {
    let Some(host) = &account.imap_host else {
        return Err(Diagnostic::error(codes::ACCOUNT, "the account names no server that keeps the mailbox")
            .help("add `imap_host: \"imap.example.org\"`; your IT or your provider knows it"));
    };
    // What is in the clear to this computer itself may be so for the mailbox too.
    let tls = if account.tls == TlsMode::None { TlsMode::None } else { TlsMode::Implicit };
    let port = account.imap_port.and_then(|port| u16::try_from(port).ok());
    let port = port.unwrap_or(if tls == TlsMode::None { 143 } else { 993 });
    Ok(Server { host: self::host(host), port, tls, ..server(account, authority)? })
}

/// The name by which a server is found and its certificate is compared.
fn host(name: &str) -> String {
    server_name(name).unwrap_or(name.into()).into_owned()
}

/// Seconds from the environment, for slow lines and for tests.
fn patience(variable: &str, usual: Duration) -> Duration {
    let seconds = std::env::var(variable).ok().and_then(|text| text.parse::<f64>().ok());
    let fitting = seconds.filter(|seconds| (0.1..=3600.0).contains(seconds));
    fitting.map_or(usual, Duration::from_secs_f64)
}

fn trust(authority: Option<&[u8]>) -> Result<ClientConfig, Diagnostic> {
    let mut roots = RootCertStore::empty();
    match authority {
        Some(pem) => {
            let unreadable =
                || Diagnostic::error(codes::ACCOUNT, "`tls_ca` is not a certificate in a .pem file");
            for certificate in CertificateDer::pem_slice_iter(pem) {
                let certificate = certificate.map_err(|_| unreadable())?;
                roots.add(certificate).map_err(|_| unreadable())?;
            }
            if roots.is_empty() {
                return Err(unreadable());
            }
        }
        // Those that the computer trusts, a school's own among them.
        None => {
            let found = rustls_native_certs::load_native_certs();
            roots.add_parsable_certificates(found.certs);
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let versions = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let builder = versions.map_err(|error| Diagnostic::error(codes::INTERNAL, error.to_string()))?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

/// The secret of an account, from its command or its environment variable; none when neither is there.
///
/// # Errors
/// A command that fails; what it printed is not repeated.
pub fn secret(account: &MailAccount) -> Result<Option<Secret>, Diagnostic> {
    match account.password_command.split_first() {
        None => Ok(secret_in_variable(account)),
        Some((program, arguments)) => {
            let mut command = Command::new(program);
            command.args(arguments).stdin(Stdio::inherit()).stderr(Stdio::inherit());
            printed(command.output()).map(Some)
        }
    }
}

/// The same where nobody sits before a terminal: the command can ask nothing there, and is ended when it takes too long.
///
/// # Errors
/// A command that fails, or waits for something; what it printed is not repeated.
pub fn secret_unattended(account: &MailAccount) -> Result<Option<Secret>, Diagnostic> {
    let Some((program, arguments)) = account.password_command.split_first() else {
        return Ok(secret_in_variable(account));
    };
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) => return printed(Err(error)).map(Some),
    };
    let watch = Stopwatch::start();
    while matches!(child.try_wait(), Ok(None)) {
        if watch.elapsed() > PATIENCE_FOR_SECRET {
            // It may have ended by itself meanwhile.
            let _ = child.kill();
            let _ = child.wait();
            return Err(failed(format!("took longer than {} seconds", PATIENCE_FOR_SECRET.as_secs())));
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    printed(child.wait_with_output()).map(Some)
}

/// Whether there is where a secret can be had from without anybody typing it, or nobody has to log in.
pub fn needs_no_typing(account: &MailAccount) -> bool {
    account.user.is_none() || !account.password_command.is_empty() || secret_in_variable(account).is_some()
}

fn secret_in_variable(account: &MailAccount) -> Option<Secret> {
    let variable = account.password_variable.as_deref().unwrap_or(VARIABLE);
    let text = std::env::var(variable).ok().filter(|text| !text.is_empty());
    text.map(|text| Secret::new(&text))
}

/// What a command printed.
fn printed(output: io::Result<Output>) -> Result<Secret, Diagnostic> {
    let output = output.map_err(|error| failed(format!("cannot be run: {error}")))?;
    if !output.status.success() {
        return Err(failed("ended with an error".to_owned()));
    }
    let text = String::from_utf8(output.stdout)
        .map_err(|_| failed("printed something that is no text".to_owned()))?;
    let secret = Secret::new(text.lines().next().unwrap_or_default());
    if secret.0.is_empty() { Err(failed("printed nothing".to_owned())) } else { Ok(secret) }
}

fn failed(why: String) -> Diagnostic {
    Diagnostic::error(codes::ACCOUNT, format!("`password_command` {why}"))
        .help("try the command in a terminal; it has to print the password and nothing else")
}

/// The secret from standard input.
///
/// # Errors
/// When nothing comes.
pub fn secret_from(mut input: impl Read) -> Result<Secret, Diagnostic> {
    let mut text = String::new();
    let read = input.read_to_string(&mut text);
    let secret = Secret::new(text.lines().next().unwrap_or_default());
    match read {
        Ok(_) if !secret.0.is_empty() => Ok(secret),
        _ => Err(Diagnostic::error(codes::ACCOUNT, "no password came on standard input")),
    }
}

/// User name and secret in the clear, for logging in and nothing else.
pub fn user_and_secret<'a>(account: &'a MailAccount, secret: &'a Secret) -> (Cow<'a, str>, &'a str) {
    (sent(account.user.as_deref().unwrap_or_default()), &secret.0)
}

/// What logs in, and in which ways.
pub fn credentials(account: &MailAccount, secret: &Secret) -> (Credentials, &'static [Mechanism]) {
    let (user, secret) = user_and_secret(account, secret);
    let mechanisms: &[Mechanism] = match account.auth {
        AuthKind::Password => &[Mechanism::Plain, Mechanism::Login],
        AuthKind::Xoauth2 => &[Mechanism::Xoauth2],
    };
    (Credentials::new(user.into_owned(), secret.to_owned()), mechanisms)
}
