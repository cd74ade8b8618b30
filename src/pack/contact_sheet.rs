//! The contact sheet of a pack: what the web page with a small picture of each document shows.
//!
//! Its words and its look are a layout, `templates/layouts/contact-sheet.html`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path};

use serde::Serialize;

use super::country_order::Countries;
use super::leaf::{Leaf, MissingLeaf};
use super::order::{PackRequest, folder_of, name_of};
use crate::condition;
use crate::due::Request;
use crate::format::picture;
use crate::locale::{ContactSheetWords, Locale, OrganisationNames, Readers, fill};
use crate::project::{self, Project};
use crate::template::Gaps;
use crate::workspace;

/// What a contact sheet shows.
#[derive(Serialize)]
pub struct Contents {
    language: String,
    /// The pack's title.
    pub title: String,
    institution: String,
    /// The event that the partners were chosen by.
    event: Option<String>,
    /// What else they were chosen by.
    conditions: Vec<String>,
    date: String,
    /// The name of the PDF, and the address that leads to it.
    file: String,
    href: String,
    accent: String,
    ink: String,
    tint: String,
    /// How many partners are in the pack.
    pub partners: usize,
    documents: usize,
    pages: usize,
    draft: bool,
    /// How many millimetres the pages reach beyond their edges.
    bleed: Option<String>,
    cards: Vec<Card>,
    missing: Vec<Absent>,
    /// The words of the page, in the institution's language.
    words: BTreeMap<&'static str, String>,
}

/// A document on a contact sheet.
#[derive(Serialize)]
struct Card {
    country: Option<String>,
    partner: String,
    legal_name: String,
    /// The language of the partner's name.
    language: Option<String>,
    document: String,
    title: String,
    file: String,
    href: String,
    /// The first page in the pack, from 1.
    page: usize,
    pages: usize,
    /// Where it is, in words: Page 3.
    place: String,
    /// How long it is, in words: 2 pages.
    extent: String,
    /// What stands in place of the picture.
    alt: String,
    /// The address that contains it.
    picture: Option<String>,
}

/// A document that should be there; none of a partner whose file cannot be read.
#[derive(Serialize)]
struct Absent {
    partner: String,
    document: Option<String>,
}

impl Contents {
    /// Adds the pictures of the documents, PNG files in their order.
    pub fn show(&mut self, thumbnails: Vec<Option<Vec<u8>>>) {
        for (card, thumbnail) in self.cards.iter_mut().zip(thumbnails) {
            card.picture = thumbnail.as_deref().map(picture::address);
        }
    }
}

/// What the contact sheet of a pack shows, but the pictures.
pub fn contents(
    project: &Project,
    request: &Request,
    pack: &PackRequest,
    countries: &Countries<'_>,
    leaves: &[Leaf],
    missing: &[MissingLeaf],
) -> Contents {
    let institution = &project.institution.model;
    let colours = project::colours_of(institution);
    let (events, others): (Vec<_>, Vec<_>) =
        request.selection.wheres.iter().partition(|(key, _)| condition::is_event(key));
    let event = (!events.is_empty())
        .then(|| events.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(", "));
    let readers = Readers::of(&institution.default_language);
    let own_name = OrganisationNames::from(institution).legal_name(readers).to_owned();
    let titles: BTreeSet<&str> = leaves.iter().map(|leaf| leaf.title.as_str()).collect();
    let title = match titles.iter().next() {
        Some(title) if titles.len() == 1 => (*title).to_owned(),
        _ => own_name.clone(),
    };
    let title = event.as_ref().map_or_else(|| title.clone(), |event| format!("{title}, {event}"));
    let here = folder_of(&pack.path);
    let file = name_of(&pack.path);
    let words = SheetWords::of(project);
    let mut cards: Vec<Card> = Vec::new();
    let mut page = 1;
    for leaf in leaves {
        let who = &leaf.who;
        let own = request.out.join(&who.id).join(&leaf.file);
        let card = Card {
            country: who.country.as_deref().map(|code| countries.name(code).to_owned()),
            partner: who.name.clone(),
            legal_name: who.legal_name.clone(),
            language: who.language.clone(),
            document: leaf.edition.name(),
            title: leaf.title.clone(),
            file: leaf.file.clone(),
            href: address(here, &own),
            page,
            pages: leaf.sheets.count(),
            place: words.place(page, leaf.sheets.count()),
            extent: words.extent(leaf.sheets.count()),
            alt: words.alt(&leaf.title, &who.name),
            picture: None,
        };
        page += card.pages;
        cards.push(card);
    }
    let bleed = request.manner.bleed.map(|millimetres| millimetres.to_string());
    let partners: BTreeSet<&str> = leaves.iter().map(|leaf| leaf.who.id.as_str()).collect();
    Contents {
        language: institution.default_language.clone(),
        title,
        institution: own_name,
        event,
        conditions: others.iter().map(|(key, value)| format!("{key}={value}")).collect(),
        date: countries.locale.map_or_else(|| request.date.to_string(), |locale| locale.date(request.date)),
        href: address(here, &pack.path),
        words: words.of_page(&file, bleed.as_deref().unwrap_or_default(), missing.len()),
        file,
        accent: colours.accent,
        ink: colours.ink,
        tint: colours.tint,
        partners: partners.len(),
        documents: leaves.len(),
        pages: page - 1,
        draft: request.manner.gaps == Gaps::Shown,
        bleed,
        cards,
        missing: missing
            .iter()
            .map(|one| Absent { partner: one.who.name.clone(), document: one.document.clone() })
            .collect(),
    }
}

/// The words of the page, in the institution's language.
struct SheetWords<'p> {
    locale: Option<&'p Locale>,
}

impl<'p> SheetWords<'p> {
    /// Those of a workspace; the English ones when there are none in its language.
    fn of(project: &'p Project) -> Self {
        let templates = &project.templates;
        let own = templates.locale(&project.institution.model.default_language);
        Self { locale: own.or_else(|| templates.locale(FALLBACK)) }
    }

    fn filled(&self, pattern: impl Fn(&ContactSheetWords) -> &String, values: &[(&str, &str)]) -> String {
        self.locale.map_or_else(String::new, |locale| fill(pattern(&locale.words.contact_sheet), values))
    }

    fn place(&self, page: usize, pages: usize) -> String {
        let (first, last) = (page.to_string(), (page + pages).saturating_sub(1).to_string());
        if pages == 1 {
            self.filled(|words| &words.one_page, &[("page", &first)])
        } else {
            self.filled(|words| &words.several_pages, &[("first", &first), ("last", &last)])
        }
    }

    fn extent(&self, pages: usize) -> String {
        let Some(locale) = self.locale else { return String::new() };
        let patterns = &locale.words.contact_sheet.number_of_pages;
        let category = locale.plural_category(i128::try_from(pages).unwrap_or_default());
        let pattern = patterns.get(category).or_else(|| patterns.get("other"));
        pattern.map_or_else(|| pages.to_string(), |pattern| fill(pattern, &[("", &pages.to_string())]))
    }

    fn alt(&self, title: &str, partner: &str) -> String {
        self.filled(|words| &words.picture, &[("title", title), ("partner", partner)])
    }

    /// What stands there once, by its name in the layout.
    fn of_page(&self, file: &str, bleed: &str, missing: usize) -> BTreeMap<&'static str, String> {
        let Some(locale) = self.locale else { return BTreeMap::new() };
        let words = &locale.words.contact_sheet;
        let missing = missing.to_string();
        let values = [("file", file), ("bleed", bleed), ("count", missing.as_str())];
        let patterns = [
            ("title", &words.title),
            ("file", &words.file),
            ("made_on", &words.made_on),
            ("partners", &words.partners),
            ("documents", &words.documents),
            ("pages", &words.pages),
            ("chosen_by", &words.chosen_by),
            ("draft", &words.draft),
            ("draft_remark", &words.draft_remark),
            ("bleed", &words.bleed),
            ("missing", &words.missing),
            ("missing_remark", &words.missing_remark),
            ("unreadable", &words.unreadable),
        ];
        patterns.into_iter().map(|(name, pattern)| (name, fill(pattern, &values))).collect()
    }
}

/// The language of the words when there are none in the institution's.
const FALLBACK: &str = "en";

/// The address that leads from a page in a folder to a file: by way of the folders between them, so that all
/// of it may be moved or copied together.
fn address(from: &Path, to: &Path) -> String {
    let (from, to) = (workspace::canonical(from), workspace::canonical(to));
    let (mut from, mut to) = (from.components().peekable(), to.components().peekable());
    if from.peek() != to.peek() {
        // Two disks.
        let parts: Vec<String> =
            to.map(|part| part.as_os_str().to_string_lossy().replace('\\', "/")).collect();
        return format!("file:///{}", parts.join("/"));
    }
    while from.peek().is_some() && from.peek() == to.peek() {
        from.next();
        to.next();
    }
    let up = from.filter(|part| matches!(part, Component::Normal(_))).map(|_| "..".to_owned());
    let down = to.map(|part| encoded(&part.as_os_str().to_string_lossy()));
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// A part of an address: what may not stand there is written as its bytes (RFC 3986, 2.1).
fn encoded(part: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    part.bytes().map(byte).collect()
}
