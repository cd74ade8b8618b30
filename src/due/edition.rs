//! An edition: a document for an occasion in its languages, and how its files are called.
//!
//! **Why a meeting cannot be called like a language.** In the names of files the occasion stands where else the
//! languages do: `letter.2027-03-04.en.pdf`, `letter.en.pdf`. The schema refuses such names, so that a name that was
//! written is read back as what it was. The version of a document stands behind the languages, where no meeting does:
//! `letter.en.v2.pdf`.

use std::collections::BTreeSet;

use super::data_languages::languages_in_data;
use super::languages::{Languages, is_plain};
use super::manner::Manner;
use crate::format::Format;
use crate::model::{Occasion, Partner};
use crate::partnership::Partnership;
use crate::project::Project;
use crate::schema::{is_file_language, is_meeting_id};
use crate::template::{Gaps, OccasionKind};

/// A document for an occasion in its languages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edition {
    /// The document.
    pub document: String,
    /// What it is made for.
    pub occasion: Occasion,
    /// The languages.
    pub languages: Languages,
}

impl Edition {
    /// Of a document in a language, made for nothing in particular.
    pub fn new(document: &str, language: &str) -> Self {
        Self {
            document: document.to_owned(),
            occasion: Occasion::None,
            languages: Languages::One(language.to_owned()),
        }
    }

    /// The edition that a file is of, by the beginning of its name: `letter.en.draft.pdf` is one of `letter` in `en`.
    pub fn of_file(name: &str) -> Option<Self> {
        let (document, rest) = name.split_once('.')?;
        let mut parts = rest.split('.');
        let (first, second) = (parts.next()?, parts.next().unwrap_or_default());
        let version = || Occasion::version_of(second).unwrap_or_default();
        let plain = || Some((version(), Languages::read(first, is_plain)?));
        let of_one = || {
            let reminder = Occasion::reminder_of(first);
            let meeting = || is_meeting_id(first).then(|| Occasion::Meeting(first.to_owned()));
            let occasion = reminder.or_else(meeting)?;
            Some((occasion, Languages::read(second, is_file_language)?))
        };
        let other = || Some((version(), Languages::read(first, is_file_language)?));
        let (occasion, languages) = plain().or_else(of_one).or_else(other)?;
        Some(Self { document: document.to_owned(), occasion, languages })
    }

    /// The language of its text, the first one where there are two.
    pub fn language(&self) -> &str {
        self.languages.first()
    }

    /// What people are told it is: `letter`, `letter, meeting 2027-03-04`.
    pub fn name(&self) -> String {
        self.occasion.named(&self.document)
    }

    /// The edition of a partner's document that goes with it: for the same occasion where the other document is made for
    /// such ones, else for none; in the languages that the data name for it, else in this one's.
    pub fn along(&self, document: &str, project: &Project, partnership: &Partnership<'_>) -> Self {
        let kind = || project.templates.get(document, self.language()).ok()?.occasion();
        let occasion = match &self.occasion {
            Occasion::Meeting(_) if kind() == Some(OccasionKind::Meeting) => self.occasion.clone(),
            _ => Occasion::None,
        };
        // What is wrong with those is told by whoever makes it.
        let named = languages_in_data(project, partnership, document).ok().flatten();
        let languages = named.unwrap_or_else(|| Languages::One(self.language().to_owned()));
        Self { document: document.to_owned(), occasion, languages }
    }

    /// How the names of its files begin: `letter.en`, of a draft with gaps `letter.en.draft`, of a meeting
    /// `letter.2027-03-04.en`, of a further version `letter.en.v2`.
    pub fn stem(&self, manner: &Manner) -> String {
        let occasion = self.occasion.id().map_or_else(String::new, |id| format!(".{id}"));
        let (document, languages, infix) = (&self.document, self.languages.written(), manner.infix());
        match self.occasion {
            Occasion::Version(_) => format!("{document}.{languages}{occasion}{infix}"),
            _ => format!("{document}{occasion}.{languages}{infix}"),
        }
    }

    /// The same document in the same languages, in another version.
    pub fn in_version(&self, number: u32) -> Self {
        Self { occasion: Occasion::of_version(number), ..self.clone() }
    }

    /// The name of a file of it in the partner's folder: letter.en.pdf; of a page of it, from 1: letter.en.2.png.
    pub fn file_name(&self, format: Format, page: Option<usize>, manner: &Manner) -> String {
        let page = page.map_or_else(String::new, |page| format!(".{page}"));
        format!("{}{page}.{}", self.stem(manner), format.name())
    }

    /// Whether a file of this name is one of it in the format, whichever page it is.
    pub fn owns(&self, name: &str, format: Format, manner: &Manner) -> bool {
        let rest = name.strip_prefix(&self.stem(manner)).and_then(|rest| rest.strip_suffix(format.name()));
        let Some(page) = rest.and_then(|rest| rest.strip_suffix('.')) else { return false };
        page.is_empty() || page.strip_prefix('.').is_some_and(|page| page.parse::<usize>().is_ok())
    }
}

/// An edition to be made, in which formats.
#[derive(Debug, Clone)]
pub struct Task {
    /// The edition.
    pub edition: Edition,
    /// The formats.
    pub formats: Vec<Format>,
}

impl Task {
    /// The document.
    pub fn document(&self) -> &str {
        &self.edition.document
    }

    /// What people are told it is: `letter`, `letter, meeting 2027-03-04`.
    pub fn name(&self) -> String {
        self.edition.name()
    }

    /// The language of its text.
    pub fn language(&self) -> &str {
        self.edition.language()
    }

    /// How the names of its files begin.
    pub fn stem(&self, manner: &Manner) -> String {
        self.edition.stem(manner)
    }
}

/// Of how many reminders second versions of their texts are looked for; hardly a partner ever gets more.
const MOST_REMINDERS: u32 = 9;

/// How the names of all documents' files can begin of a partner, in all languages and manners.
pub fn all_stems(project: &Project, partner: &Partner) -> BTreeSet<String> {
    let manners = [
        Manner::USUAL,
        Manner { gaps: Gaps::Shown, ..Manner::USUAL },
        Manner { bleed: Some(0.0), ..Manner::USUAL },
        Manner { gaps: Gaps::Shown, bleed: Some(0.0), ..Manner::USUAL },
    ];
    let meetings = partner.all_meetings().filter_map(|(place, _)| partner.occasion_at(place));
    let occasions: BTreeSet<Occasion> = meetings.chain([Occasion::None]).collect();
    let reminders: BTreeSet<Occasion> = (1..=MOST_REMINDERS).map(Occasion::Reminder).collect();
    let languages = project.templates.spoken();
    let mut stems = BTreeSet::new();
    for document in project.templates.documents() {
        // Only of a document whose languages the data name there are some in two.
        let template = project.templates.of_any_language(document);
        let reminds = template.is_some_and(|template| template.occasion() == Some(OccasionKind::Reminder));
        let occasions = if reminds { &reminders } else { &occasions };
        let may_be_two = template.is_some_and(|template| template.said("languages").next().is_some());
        let pairs = languages.iter().flat_map(|first| languages.iter().map(move |second| (first, second)));
        let pairs = pairs.filter(|(first, second)| first != second && may_be_two);
        let two = pairs.map(|(first, second)| Languages::Two((*first).to_owned(), (*second).to_owned()));
        let one = languages.iter().map(|language| Languages::One((*language).to_owned()));
        for languages in one.chain(two) {
            for occasion in occasions {
                let edition = Edition {
                    document: document.to_owned(),
                    occasion: occasion.clone(),
                    languages: languages.clone(),
                };
                stems.extend(manners.iter().map(|manner| edition.stem(manner)));
            }
        }
    }
    stems
}
