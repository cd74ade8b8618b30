//! What a document is made for, when it is made for more than one thing.

use serde::{Deserialize, Serialize};

/// What a document is made for: nothing in particular, or one of the partner's meetings.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// Nothing in particular; also the one meeting that has no name.
    #[default]
    None,
    /// The meeting of this id.
    Meeting(String),
}

impl Occasion {
    /// Whether it is nothing in particular.
    pub fn is_none(&self) -> bool {
        *self == Self::None
    }

    /// Its id; none when it is nothing in particular.
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::None => None,
            Self::Meeting(id) => Some(id),
        }
    }

    /// A document with what it is made for, as people are told of it: `letter, meeting 2027-03-04`.
    pub fn named(&self, document: &str) -> String {
        match self {
            Self::None => document.to_owned(),
            Self::Meeting(id) => format!("{document}, meeting {id}"),
        }
    }

    /// What stands behind a command that means it, after a blank: ` --meeting 2027-03-04`.
    pub fn flag(&self) -> String {
        self.id().map_or_else(String::new, |id| format!(" --meeting {id}"))
    }
}
