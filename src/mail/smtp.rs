//! A conversation with a mail server, command by command, so that each answer has its stage (RFC 5321).
//!
//! **Why not the transport of the mail library.** It tells neither at which stage a connection broke nor
//! which recipient was refused, and sends with Nagle's delay (`reference/email.md`). Its commands and its
//! reading of answers are used; the encryption is rustls.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::Ipv4Addr;
use std::time::Duration;

use lettre::Address;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::commands::{Auth, Data, Ehlo, Mail, Quit, Rcpt, Rset, Starttls};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter, ServerInfo};
use lettre::transport::smtp::response::{Response, Severity};

use super::wire::{Failure, FailureKind, Server, Stage, Stream, connect, encrypted, lost, untrusted};
use crate::diagnostic::words::visible;
use crate::model::TlsMode;

/// An open connection, ready for mails.
pub struct Connection {
    stream: BufReader<Stream>,
    info: ServerInfo,
    /// The most bytes of a mail, when the server says how many (RFC 1870).
    largest: Option<usize>,
    patience: Duration,
    patience_at_the_end: Duration,
}

/// What became of a mail that the server took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The server's last answer, often with the number in its queue.
    pub reply: String,
    /// Recipients that it refused, each with the answer.
    pub refused: Vec<(String, String)>,
}

/// Why a mail was not taken.
#[derive(Debug)]
pub enum NotTaken<E> {
    /// The conversation failed.
    Failed(Failure),
    /// What was to happen right before the end of the mail failed; the server does not have it.
    Stopped(E),
}

/// The longest answer that is read, in bytes; a server that sends more is none.
const LONGEST_ANSWER: u64 = 64 * 1024;

impl Connection {
    /// Connects, encrypts, and says hello.
    ///
    /// # Errors
    /// What failed at which stage.
    pub fn open(server: &Server) -> Result<Self, Failure> {
        let socket = connect(server)?;
        let encrypt = |socket| encrypted(server, socket);
        let stream = match server.tls {
            TlsMode::Implicit => encrypt(socket)?,
            TlsMode::Starttls | TlsMode::None => Stream::Plain(socket),
        };
        let mut connection = Self {
            stream: BufReader::new(stream),
            info: ServerInfo::default(),
            largest: None,
            patience: server.patience,
            patience_at_the_end: server.patience_at_the_end,
        };
        let greeting = connection.answer(Stage::Greeting)?;
        expect(Stage::Greeting, &greeting, 220)?;
        connection.hello()?;
        if server.tls == TlsMode::Starttls {
            if !connection.info.supports_feature(Extension::StartTls) {
                return Err(untrusted("the server offers no STARTTLS, so nothing is sent".to_owned()));
            }
            let answer = connection.ask(Stage::Encryption, &Starttls.to_string())?;
            expect(Stage::Encryption, &answer, 220)?;
            // Whatever came along with the answer was not encrypted: somebody put it there (CVE-2011-0411).
            if !connection.stream.buffer().is_empty() {
                return Err(untrusted("the server sent something in front of the encryption".to_owned()));
            }
            let Stream::Plain(socket) = connection.stream.into_inner() else {
                return Err(untrusted("the connection is encrypted twice".to_owned()));
            };
            connection.stream = BufReader::new(encrypt(socket)?);
            connection.hello()?;
        }
        Ok(connection)
    }

    /// Logs in.
    ///
    /// # Errors
    /// What failed; the answers of the server do not repeat what was sent.
    pub fn log_in(&mut self, credentials: &Credentials, mechanisms: &[Mechanism]) -> Result<(), Failure> {
        let fail = |kind, reply: &str| Failure { stage: Stage::Login, kind, reply: reply.to_owned() };
        // A server may repeat in its answer what it was sent, which is the secret: only its codes are told.
        let bare = |failure: Failure| match failure.kind {
            // The system's words, not the server's.
            FailureKind::Lost => failure,
            _ => Failure { reply: codes_of(&failure.reply), ..failure },
        };
        let Some(mechanism) = self.info.get_auth_mechanism(mechanisms) else {
            return Err(fail(FailureKind::Never, "the server does not offer this way of logging in"));
        };
        let start = Auth::new(mechanism, credentials.clone(), None)
            .map_err(|_| fail(FailureKind::Never, "the user name cannot be sent"))?;
        let mut answer = self.ask(Stage::Login, &start.to_string()).map_err(bare)?;
        for _ in 0..4 {
            if answer.code().to_string() != "334" {
                break;
            }
            // An empty line ends XOAUTH2 when the token is refused; the reason follows then.
            let next = match mechanism {
                Mechanism::Xoauth2 => "\r\n".to_owned(),
                _ => Auth::new_from_response(mechanism, credentials.clone(), &answer)
                    .map_err(|_| fail(FailureKind::Garbled, "the server asks for something unknown"))?
                    .to_string(),
            };
            answer = self.ask(Stage::Login, &next).map_err(bare)?;
        }
        expect(Stage::Login, &answer, 235).map_err(bare)
    }

    /// The most bytes that the server takes in one mail, if it says so.
    pub fn largest_mail(&self) -> Option<usize> {
        self.largest
    }

    /// Sends a mail, when the server takes one of those that it is written `to`; who gets one of the `copies` is not
    /// enough. `before_the_end` happens when the server has all of it but its end.
    ///
    /// # Errors
    /// What failed. At the stage [`Stage::End`] the server may have the mail, unless it answered no.
    pub fn send<E>(
        &mut self,
        from: &Address,
        to: &[Address],
        copies: &[Address],
        mail: &[u8],
        before_the_end: impl FnOnce() -> Result<(), E>,
    ) -> Result<Taken, NotTaken<E>> {
        let failed = NotTaken::Failed;
        let parameters = match self.largest {
            Some(_) => vec![MailParameter::Size(mail.len())],
            None => Vec::new(),
        };
        let answer = self.ask(Stage::Sender, &Mail::new(Some(from.clone()), parameters).to_string());
        answer.and_then(|answer| expect(Stage::Sender, &answer, 250)).map_err(failed)?;
        let mut refused: Vec<(String, Failure)> = Vec::new();
        for (at, address) in to.iter().chain(copies).enumerate() {
            // Nobody whom it is written to: then nobody is asked about copies.
            if at == to.len() && refused.len() == at {
                break;
            }
            let answer = self.ask(Stage::Recipient, &Rcpt::new(address.clone(), Vec::new()).to_string());
            let answer = answer.map_err(failed)?;
            let taken =
                expect(Stage::Recipient, &answer, 250).or_else(|_| expect(Stage::Recipient, &answer, 251));
            match taken {
                Ok(()) => {}
                Err(failure) if failure.kind == FailureKind::Closing => return Err(failed(failure)),
                Err(failure) => refused.push((address.to_string(), failure)),
            }
        }
        let refused_first =
            refused.iter().filter(|(address, _)| to.iter().any(|one| one.to_string() == *address));
        if refused_first.count() == to.len() {
            let failure = refused.pop().map(|(_, failure)| failure);
            return Err(failed(failure.unwrap_or_else(|| Failure {
                stage: Stage::Recipient,
                kind: FailureKind::Never,
                reply: "no recipient".to_owned(),
            })));
        }
        let answer = self.ask(Stage::Data, &Data.to_string()).map_err(failed)?;
        expect(Stage::Data, &answer, 354).map_err(failed)?;
        self.say(Stage::Body, &stuffed(mail)).map_err(failed)?;
        self.hear_nothing().map_err(failed)?;
        before_the_end().map_err(NotTaken::Stopped)?;
        let answer = self.end_of_mail().map_err(failed)?;
        let refused = refused.into_iter().map(|(address, failure)| (address, failure.reply)).collect();
        Ok(Taken { reply: said(&answer), refused })
    }

    /// Sees to it that the server has said nothing that could be taken for the answer to the end of the mail.
    fn hear_nothing(&mut self) -> Result<(), Failure> {
        let broken = |error: &io::Error| lost(Stage::Body, error);
        let socket = self.stream.get_ref().socket();
        socket.set_nonblocking(true).map_err(|error| broken(&error))?;
        let heard = self.stream.fill_buf().map(<[u8]>::len);
        let socket = self.stream.get_ref().socket();
        socket.set_nonblocking(false).map_err(|error| broken(&error))?;
        match heard {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(()),
            Err(error) => Err(broken(&error)),
            Ok(0) => Err(broken(&io::Error::from(io::ErrorKind::UnexpectedEof))),
            Ok(_) => Err(out_of_turn(Stage::Body)),
        }
    }

    fn end_of_mail(&mut self) -> Result<Response, Failure> {
        // What cannot even be written, the server cannot have: that is not yet the end.
        self.say(Stage::Body, b".\r\n")?;
        self.wait_at_most(self.patience_at_the_end);
        let answer = self.answer(Stage::End);
        self.wait_at_most(self.patience);
        let answer = answer?;
        expect(Stage::End, &answer, 250)?;
        Ok(answer)
    }

    /// Begins anew after a mail that was not taken.
    ///
    /// # Errors
    /// When the connection is of no more use.
    pub fn reset(&mut self) -> Result<(), Failure> {
        let answer = self.ask(Stage::Sender, &Rset.to_string())?;
        expect(Stage::Sender, &answer, 250)
    }

    /// Takes leave; what the server says to that does not matter.
    pub fn close(mut self) {
        let _ = self.ask(Stage::Hello, &Quit.to_string());
    }

    fn hello(&mut self) -> Result<(), Failure> {
        // An address literal tells nothing of this computer's name (RFC 5321, 4.1.4).
        let answer = self.ask(Stage::Hello, &Ehlo::new(ClientId::Ipv4(Ipv4Addr::LOCALHOST)).to_string())?;
        expect(Stage::Hello, &answer, 250)?;
        let garbled = || Failure { stage: Stage::Hello, kind: FailureKind::Garbled, reply: said(&answer) };
        // The library takes a blank line for an extension with a name.
        if answer.message().any(|line| !line.is_empty() && line.trim().is_empty()) {
            return Err(garbled());
        }
        self.info = ServerInfo::from_response(&answer).map_err(|_| garbled())?;
        self.largest = size(&answer);
        Ok(())
    }

    fn ask(&mut self, stage: Stage, command: &str) -> Result<Response, Failure> {
        // What came along with the answer before would be taken for the answer to this.
        if !self.stream.buffer().is_empty() {
            return Err(out_of_turn(stage));
        }
        self.say(stage, command.as_bytes())?;
        self.answer(stage)
    }

    fn say(&mut self, stage: Stage, bytes: &[u8]) -> Result<(), Failure> {
        let stream = self.stream.get_mut();
        stream.write_all(bytes).and_then(|()| stream.flush()).map_err(|error| lost(stage, &error))
    }

    fn answer(&mut self, stage: Stage) -> Result<Response, Failure> {
        let mut text = String::new();
        loop {
            let mut line = Vec::new();
            let mut limited = (&mut self.stream).take(LONGEST_ANSWER);
            limited.read_until(b'\n', &mut line).map_err(|error| lost(stage, &error))?;
            if line.is_empty() {
                return Err(lost(stage, &io::Error::from(io::ErrorKind::UnexpectedEof)));
            }
            let garbled = |text: &str| Failure {
                stage,
                kind: FailureKind::Garbled,
                reply: visible(&text.trim_end().replace("\r\n", " ").chars().take(200).collect::<String>()),
            };
            // Answers are ASCII or UTF-8 (RFC 6531); of anything else only the form matters.
            let line = String::from_utf8_lossy(&line).into_owned();
            text.push_str(&line);
            if text.len() as u64 > LONGEST_ANSWER || !line.ends_with('\n') {
                return Err(garbled(&text));
            }
            if line.as_bytes().get(3) != Some(&b'-') {
                let mut whole = text.replace("\r\n", "\n").replace('\n', "\r\n");
                // A code without words is an answer too (RFC 5321, 4.2); the library wants the blank.
                if line.trim_end().len() == 3 {
                    whole.insert(whole.trim_end().len(), ' ');
                }
                return whole.parse().map_err(|_| garbled(&text));
            }
        }
    }

    fn wait_at_most(&self, patience: Duration) {
        let _ = self.stream.get_ref().socket().set_read_timeout(Some(patience));
    }
}

fn out_of_turn(stage: Stage) -> Failure {
    let reply = "the server answers before it is asked".to_owned();
    Failure { stage, kind: FailureKind::Garbled, reply }
}

/// An answer with exactly this code; any other is a failure.
fn expect(stage: Stage, answer: &Response, code: u16) -> Result<(), Failure> {
    if u16::from(answer.code()) == code {
        return Ok(());
    }
    let kind = match (answer.code().severity, u16::from(answer.code())) {
        (_, 421) => FailureKind::Closing,
        (Severity::TransientNegativeCompletion, _) => FailureKind::Later,
        (Severity::PermanentNegativeCompletion, _) => FailureKind::Never,
        _ => FailureKind::Garbled,
    };
    Err(Failure { stage, kind, reply: said(answer) })
}

/// An answer on one line: 550 5.1.1 no such user.
fn said(answer: &Response) -> String {
    let words: Vec<&str> = answer.message().collect();
    let text: String = words.join(" ").chars().take(300).collect();
    format!("{} {}", answer.code(), visible(&text)).trim_end().to_owned()
}

/// The code of an answer and its enhanced code (RFC 3463), without its words, which may be anything.
fn codes_of(reply: &str) -> String {
    let mut words = reply.split(' ');
    let is_digits = |text: &str, most: usize| {
        (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let Some(code) = words.next().filter(|word| word.len() == 3 && is_digits(word, 3)) else {
        return "the server answered something unknown".to_owned();
    };
    let is_enhanced = |word: &&str| {
        let parts: Vec<&str> = word.split('.').collect();
        matches!(parts.as_slice(), [class, subject, detail]
            if is_digits(class, 1) && is_digits(subject, 3) && is_digits(detail, 3))
    };
    let enhanced = words.next().filter(is_enhanced);
    enhanced.map_or_else(|| code.to_owned(), |enhanced| format!("{code} {enhanced}"))
}

/// The most bytes of a mail, from the answer to EHLO.
fn size(answer: &Response) -> Option<usize> {
    let line = answer.message().find_map(|line| line.strip_prefix("SIZE"))?;
    line.trim().parse().ok().filter(|size| *size > 0)
}

/// A mail with a dot in front of every line that begins with one (RFC 5321, 4.5.2), its last line ended.
fn stuffed(mail: &[u8]) -> Vec<u8> {
    let mut stuffed = Vec::with_capacity(mail.len() + 64);
    for line in mail.split_inclusive(|byte| *byte == b'\n') {
        if line.first() == Some(&b'.') {
            stuffed.push(b'.');
        }
        stuffed.extend_from_slice(line);
    }
    if !stuffed.ends_with(b"\r\n") {
        stuffed.extend_from_slice(b"\r\n");
    }
    stuffed
}
