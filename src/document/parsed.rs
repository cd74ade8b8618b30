//! A document as it is parsed: sections, blocks and inlines.

use crate::template::Meta;

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its front matter.
    pub meta: Meta,
    /// Its Markdown, as the user reads and edits it.
    pub markdown: String,
    /// The same, parsed.
    pub sections: Vec<Section>,
    /// What its calendar entry says, parsed; none when that is the text itself.
    pub calendar: Vec<Section>,
    /// The same text in a second language, of a document in two.
    pub second: Option<Box<Document>>,
}

/// A heading and what stands below it up to the next heading of any level.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// The heading; none for what stands before the first one.
    pub heading: Option<Heading>,
    /// What the section is called in every language: purpose; it is never printed.
    pub id: Option<String>,
    /// Classes of the section: signatures, facts.
    pub classes: Vec<String>,
    /// The tag of its language, when it is another than the document's.
    pub language: Option<String>,
    /// What stands below.
    pub blocks: Vec<Block>,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its words.
    pub text: Vec<Inline>,
}

/// A block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list; numbered from `start` when there is one.
    List {
        /// The first number.
        start: Option<u64>,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// A table.
    Table {
        /// How the columns are aligned.
        alignment: Vec<Alignment>,
        /// The head cells.
        head: Vec<Vec<Inline>>,
        /// The rows' cells.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// Lines kept as they are.
    Code(String),
    /// A line across.
    Rule,
}

/// How a column is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// As the layout likes.
    Default,
    /// Left.
    Left,
    /// Centred.
    Centre,
    /// Right.
    Right,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Letters.
    Text(String),
    /// Strong.
    Strong(Vec<Inline>),
    /// Emphasised.
    Emphasis(Vec<Inline>),
    /// Struck out.
    Strike(Vec<Inline>),
    /// Letters in a fixed pitch.
    Code(String),
    /// A link.
    Link {
        /// Where it leads.
        url: String,
        /// Its words.
        text: Vec<Inline>,
    },
    /// A new line.
    Break,
}

/// The letters of inlines, without markup.
pub fn plain(inlines: &[Inline]) -> String {
    let mut text = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(letters) | Inline::Code(letters) => text.push_str(letters),
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Strike(inner)
            | Inline::Link { text: inner, .. } => text.push_str(&plain(inner)),
            Inline::Break => text.push('\n'),
        }
    }
    text
}
