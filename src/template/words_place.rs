//! Something in a file of words that is changed by itself, and what stands there.

/// Something in a file of words that is changed by itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum WordsPlace {
    /// A text of the front matter, by its key.
    Front(String),
    /// A section, by its id.
    Section(String),
    /// All below the front matter of a document in one file.
    Whole,
}

/// What stands at a place, with line feeds alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlaceWords {
    /// The words of its heading; empty for a mark that is never printed, and where no section begins.
    pub heading: String,
    /// The words below it, without empty lines and comments around them. Of a list an item is a line.
    pub text: String,
}

impl PlaceWords {
    /// What somebody typed.
    pub fn typed(heading: &str, text: &str) -> Self {
        let heading = heading.replace(['\r', '\n'], " ").trim().to_owned();
        Self { heading, text: text.replace("\r\n", "\n").trim_matches(['\n', ' ', '\t', '\r']).to_owned() }
    }
}
