//! What was asked for, and in which manner it is to be made.

use std::path::PathBuf;

use jiff::civil::Date;

use super::edition::Edition;
use super::manner::Manner;
use crate::format::Format;
use crate::model::Occasion;

/// In which languages documents are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum AskedLanguages {
    /// In the one that is each partner's.
    #[default]
    OfPartner,
    /// In those that institution.yaml names.
    All,
    /// In these.
    These(Vec<String>),
}

impl AskedLanguages {
    /// What stands for all.
    const ALL: &str = "all";

    /// From the tags that somebody wrote, none twice; none of them, or `all`.
    pub fn of(tags: &[String]) -> Self {
        let mut languages: Vec<String> = Vec::new();
        for tag in tags.iter().map(|tag| tag.trim()).filter(|tag| !tag.is_empty()) {
            if tag == Self::ALL {
                return Self::All;
            }
            if !languages.iter().any(|known| known == tag) {
                languages.push(tag.to_owned());
            }
        }
        if languages.is_empty() { Self::OfPartner } else { Self::These(languages) }
    }

    /// Whether more than one may be meant.
    pub fn may_be_several(&self) -> bool {
        match self {
            Self::OfPartner => false,
            Self::All => true,
            Self::These(languages) => languages.len() > 1,
        }
    }
}

/// Which documents of which partners; an empty list asks for everything that is due.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Documents.
    pub documents: Vec<String>,
    /// Partners.
    pub partners: Vec<String>,
    /// Fields that partners must have: `kind=company`, `address.country=DE,AT`.
    pub wheres: Vec<(String, String)>,
    /// Languages.
    pub languages: AskedLanguages,
    /// The name of a meeting: only documents that are made for it.
    pub meeting: Option<String>,
    /// Formats.
    pub formats: Vec<Format>,
    /// Whether a document is made only in formats that its own template names too.
    pub usual_formats_only: bool,
    /// Only this edition of them, in whichever version is in hand.
    pub only: Option<Edition>,
}

impl Selection {
    /// Whether everything is asked for that is due.
    pub fn is_everything(&self) -> bool {
        self.documents.is_empty()
            && self.partners.is_empty()
            && self.wheres.is_empty()
            && self.meeting.is_none()
    }

    /// Asks for pages for a print shop, as PDF when nothing else is asked for.
    ///
    /// # Errors
    /// A format that has no pages.
    pub fn for_print_shop(&mut self) -> Result<(), Format> {
        if let Some(other) = self.formats.iter().find(|format| !format.has_pages()) {
            return Err(*other);
        }
        if self.formats.is_empty() {
            self.formats.push(Format::Pdf);
            // Emails are not printed unless somebody asks for one.
            self.usual_formats_only = self.documents.is_empty();
        }
        Ok(())
    }

    /// Whether an edition is meant by [`Self::only`]: the version is decided later.
    pub(super) fn means(&self, edition: &Edition) -> bool {
        let any_version = |edition: &Edition| match edition.occasion {
            Occasion::Version(_) => edition.in_version(1),
            _ => edition.clone(),
        };
        self.only.as_ref().is_none_or(|only| any_version(edition) == any_version(only))
    }
}

/// How the documents are to be made.
#[derive(Debug, Clone)]
pub struct Request {
    /// Which documents of which partners in which formats.
    pub selection: Selection,
    /// The folder for the outputs.
    pub out: PathBuf,
    /// The day the documents are made.
    pub date: Date,
    /// Whether somebody asked for that day: then also what was made on another one is to have it.
    pub is_date_asked: bool,
    /// In which manner.
    pub manner: Manner,
    /// What becomes of texts that a person has edited.
    pub edits: EditPolicy,
    /// Whether what is up to date is made too.
    pub force: bool,
    /// How many workers.
    pub jobs: usize,
}

/// What becomes of texts that a person has edited.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum EditPolicy {
    /// They are used, and it is told when they are out of date.
    #[default]
    Use,
    /// They are used, and are up to date with data and template as these are now.
    Keep,
    /// They are thrown away.
    Discard,
}
