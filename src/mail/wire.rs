//! A connection to a server, encrypted, and the ways in which it fails.

use std::fmt;
use std::io::{self, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, StreamOwned};

use crate::email_address::shown_server;
use crate::model::TlsMode;

/// A part of the conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Connect,
    Greeting,
    Hello,
    Encryption,
    Login,
    Sender,
    Recipient,
    Data,
    Body,
    /// Behind the end of the mail: what breaks here leaves it in doubt.
    End,
    /// Putting it into a folder.
    Folder,
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Connect => "connecting",
            Self::Greeting => "the greeting",
            Self::Hello => "the welcome",
            Self::Encryption => "encryption",
            Self::Login => "logging in",
            Self::Sender => "the sender",
            Self::Recipient => "the recipient",
            Self::Data => "the start of the mail",
            Self::Body => "the body",
            Self::End => "the end of the mail",
            Self::Folder => "the folder",
        })
    }
}

/// What went wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// During what.
    pub stage: Stage,
    /// Of which kind.
    pub kind: FailureKind,
    /// What the server said, or the system, in its own words.
    pub reply: String,
}

/// Kinds of failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureKind {
    /// The connection broke, or nothing came for too long.
    Lost,
    /// An answer of the kind 4xx: not now.
    Later,
    /// 421: the server closes the connection.
    Closing,
    /// An answer of the kind 5xx: no.
    Never,
    /// The certificate is not the server's, or encryption is not to be had.
    Untrusted,
    /// An answer that is none.
    Garbled,
}

/// Where to go, and how.
#[derive(Clone)]
pub struct Server {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is encrypted.
    pub tls: TlsMode,
    /// Whom to trust.
    pub trust: Arc<ClientConfig>,
    /// How long an answer may take.
    pub patience: Duration,
    /// How long the answer to the end of a mail may take; servers look for viruses then.
    pub patience_at_the_end: Duration,
}

impl Server {
    /// Its name with its port, as people read it.
    pub fn shown(&self) -> String {
        format!("{}:{}", shown_server(&self.host), self.port)
    }
}

/// An open connection.
#[derive(Debug)]
pub enum Stream {
    /// In the clear: to this computer itself, or as long as STARTTLS has not been said.
    Plain(TcpStream),
    /// Encrypted.
    Encrypted(Box<StreamOwned<ClientConnection, TcpStream>>),
}

impl Stream {
    /// The socket below.
    pub fn socket(&self) -> &TcpStream {
        match self {
            Self::Plain(socket) => socket,
            Self::Encrypted(stream) => &stream.sock,
        }
    }
}

impl Read for Stream {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(socket) => socket.read(into),
            Self::Encrypted(stream) => stream.read(into),
        }
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(socket) => socket.write(bytes),
            Self::Encrypted(stream) => stream.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(socket) => socket.flush(),
            Self::Encrypted(stream) => stream.flush(),
        }
    }
}

/// Connects, still in the clear.
///
/// # Errors
/// A server that cannot be reached; one over a network without encryption.
pub fn connect(server: &Server) -> Result<TcpStream, Failure> {
    let broken = |error: &io::Error| lost(Stage::Connect, error);
    let addresses = (server.host.as_str(), server.port).to_socket_addrs().map_err(|error| broken(&error))?;
    let mut last = io::Error::from(io::ErrorKind::AddrNotAvailable);
    for address in addresses {
        if server.tls == TlsMode::None && !address.ip().is_loopback() {
            return Err(untrusted(
                "without encryption mails go to this computer itself only, not over a network".to_owned(),
            ));
        }
        match TcpStream::connect_timeout(&address, server.patience) {
            Ok(socket) => {
                // Many small writes, each waited for: Nagle's delay would cost 40 ms each.
                let ready = socket
                    .set_nodelay(true)
                    .and_then(|()| socket.set_read_timeout(Some(server.patience)))
                    .and_then(|()| socket.set_write_timeout(Some(server.patience)));
                return ready.map(|()| socket).map_err(|error| broken(&error));
            }
            Err(error) => last = error,
        }
    }
    Err(broken(&last))
}

/// Encrypts a connection.
///
/// # Errors
/// A certificate that is not trusted or another server's.
pub fn encrypted(server: &Server, mut socket: TcpStream) -> Result<Stream, Failure> {
    let name = ServerName::try_from(server.host.clone())
        .map_err(|_| untrusted(format!("`{}` is not the name of a server", server.host)))?;
    let mut session =
        ClientConnection::new(server.trust.clone(), name).map_err(|error| untrusted(error.to_string()))?;
    while session.is_handshaking() {
        session.complete_io(&mut socket).map_err(|error| {
            let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
            match inner {
                // The server has a trouble of its own.
                Some(rustls::Error::AlertReceived(_)) | None => lost(Stage::Encryption, &error),
                Some(inner) => untrusted(inner.to_string()),
            }
        })?;
    }
    Ok(Stream::Encrypted(Box::new(StreamOwned::new(session, socket))))
}

/// That a server is not trusted.
pub fn untrusted(reply: String) -> Failure {
    Failure { stage: Stage::Encryption, kind: FailureKind::Untrusted, reply }
}

/// That a connection broke.
pub fn lost(stage: Stage, error: &io::Error) -> Failure {
    let reply = match error.kind() {
        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => "no answer came in time".to_owned(),
        io::ErrorKind::UnexpectedEof
        | io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe => "the connection was closed".to_owned(),
        io::ErrorKind::ConnectionRefused => "the server takes no connections at this port".to_owned(),
        io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable | io::ErrorKind::NetworkDown => {
            "the network does not lead there".to_owned()
        }
        io::ErrorKind::AddrNotAvailable => "no server of that name is known".to_owned(),
        _ if error.raw_os_error().is_some() => match stage {
            Stage::Connect => "no connection can be made".to_owned(),
            _ => "the connection broke".to_owned(),
        },
        _ => error.to_string(),
    };
    Failure { stage, kind: FailureKind::Lost, reply }
}
