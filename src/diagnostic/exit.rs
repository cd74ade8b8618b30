//! How a command ends.

/// How a command ends: what it tells whoever called it by its exit code. Of several, the one that
/// stands further down here counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Exit {
    /// Fine.
    Fine,
    /// Problems in the content.
    Content,
    /// Wrong usage.
    Usage,
    /// The server refused a mail.
    Refused,
    /// A mail could not be sent now.
    Deferred,
    /// Nobody knows whether a mail was sent.
    InDoubt,
    /// The server does not let us in, or is not the one that it says it is.
    NoEntry,
    /// Ended by Ctrl-C.
    Stopped,
    /// The program has a mistake.
    Internal,
}

impl Exit {
    /// The exit code.
    pub const fn number(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Content => 1,
            Self::Usage => 2,
            Self::Refused => 3,
            Self::Deferred => 4,
            Self::InDoubt => 5,
            Self::NoEntry => 6,
            // `EX_SOFTWARE` of sysexits.h.
            Self::Internal => 70,
            // What a program says that was ended by SIGINT.
            Self::Stopped => 130,
        }
    }
}
