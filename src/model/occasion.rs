//! What a document is made for, when it is made for more than one thing.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// What a document is made for: nothing in particular, one of the partner's meetings, an email that nobody answered, or
/// what changed since a version of it was signed.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// Nothing in particular; also the one meeting that has no name.
    #[default]
    None,
    /// The meeting of this id.
    Meeting(String),
    /// To remind of an email of ours: the which reminder to the partner, from 1. All that it ever got are counted, so
    /// that one of an earlier email is another one.
    Reminder(u32),
    /// To be signed after another version of it was: the which version, from 2. The first one is [`Occasion::None`].
    Version(u32),
}

/// What stands in front of the number of a reminder in the names of files.
const REMINDER: &str = "reminder-";
/// What stands in front of the number of a version in the names of files.
const VERSION: char = 'v';

impl Occasion {
    /// Whether it is nothing in particular.
    pub fn is_none(&self) -> bool {
        *self == Self::None
    }

    /// The id of the meeting that it is; none when it is something else.
    pub fn meeting(&self) -> Option<&str> {
        match self {
            Self::Meeting(id) => Some(id),
            Self::None | Self::Reminder(_) | Self::Version(_) => None,
        }
    }

    /// How it is told from others in the names of files: `2027-03-04`, `reminder-1`; none when it is nothing in particular.
    pub fn id(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::None => None,
            Self::Meeting(id) => Some(id.into()),
            Self::Reminder(number) => Some(format!("{REMINDER}{number}").into()),
            Self::Version(number) => Some(format!("{VERSION}{number}").into()),
        }
    }

    /// The reminder that a part of a file's name stands for; none when it stands for something else.
    pub fn reminder_of(id: &str) -> Option<Self> {
        let digits = id.strip_prefix(REMINDER).filter(|digits| !digits.starts_with(['0', '+']))?;
        digits.parse().ok().map(Self::Reminder)
    }

    /// That of a version of a document, from 1.
    pub fn of_version(number: u32) -> Self {
        if number > 1 { Self::Version(number) } else { Self::None }
    }

    /// Which version of a document is made for it, from 1.
    pub fn version(&self) -> u32 {
        match self {
            Self::Version(number) => *number,
            Self::None | Self::Meeting(_) | Self::Reminder(_) => 1,
        }
    }

    /// The further version that a part of a file's name stands for; none when it stands for something else.
    pub fn version_of(id: &str) -> Option<Self> {
        let digits = id.strip_prefix(VERSION).filter(|digits| !digits.starts_with(['0', '+']))?;
        digits.parse().ok().filter(|number| *number > 1).map(Self::Version)
    }

    /// A document with what it is made for, as people are told of it: `letter, meeting 2027-03-04`.
    pub fn named(&self, document: &str) -> String {
        match self {
            Self::None => document.to_owned(),
            Self::Meeting(id) => format!("{document}, meeting {id}"),
            Self::Reminder(number) => format!("{document}, reminder {number}"),
            Self::Version(number) => format!("{document}, version {number}"),
        }
    }

    /// What stands behind a command that means it among others of its document, after a blank: ` --meeting 2027-03-04`.
    pub fn flag(&self) -> String {
        match self {
            Self::None => String::new(),
            Self::Meeting(id) => format!(" --meeting {id}"),
            Self::Reminder(number) => format!(" --reminder {number}"),
            Self::Version(number) => format!(" --version {number}"),
        }
    }

    /// The same behind a command that makes or sends documents: of reminders and versions it takes the one that is next.
    pub fn asking_flag(&self) -> String {
        match self {
            Self::None | Self::Meeting(_) => self.flag(),
            Self::Reminder(_) | Self::Version(_) => String::new(),
        }
    }
}
