//! Pieces that several pages have: how a document stands, how a partner's document is called, signs.

use maud::{Markup, PreEscaped, html};

use super::page_words::PageWords;
use super::spoken::Spoken;
use crate::due::Edition;
use crate::history::{Sent, Standing, day};
use crate::locale::fill;
use crate::model::Occasion;
use crate::reminders::{PhraseValue, Saying};
use crate::writing::{DocumentOutlook, DocumentState};

/// What a document is called that is made for an occasion.
pub fn document_name(spoken: &Spoken, document: &str, occasion: &Occasion) -> String {
    let words = &spoken.words.document;
    let name = spoken.words.document(document);
    let numbered = |pattern: &str, number: &u32| fill(pattern, &[("n", &number.to_string())]);
    let what = match occasion {
        Occasion::None => return name,
        Occasion::Meeting(id) => id.parse().map_or_else(|_| id.clone(), |day| spoken.day(day)),
        Occasion::Reminder(number) => numbered(&words.reminder, number),
        Occasion::Version(number) => numbered(&words.version, number),
    };
    format!("{name}, {what}")
}

/// What a reminder says.
pub fn said(spoken: &Spoken, saying: &Saying) -> String {
    let value = |value: &PhraseValue| match value {
        PhraseValue::Day(day) => spoken.day(*day),
        PhraseValue::Document(document, occasion) => document_name(spoken, document, occasion),
        PhraseValue::Name(text) | PhraseValue::Text(text) => text.clone(),
    };
    saying.in_words(|phrase| spoken.words.reminder(phrase), value)
}

/// What an edition is called: document, meeting, and the language where it is not the usual one.
pub fn edition_name(spoken: &Spoken, edition: &Edition, usual: Option<&str>) -> String {
    let mut name = document_name(spoken, &edition.document, &edition.occasion);
    let languages: Vec<&str> = edition.languages.all().collect();
    if languages.len() > 1 || languages.first().copied() != usual {
        let names: Vec<&str> = languages.iter().map(|tag| spoken.language(tag)).collect();
        name.push_str(&format!(" ({})", names.join(" + ")));
    }
    name
}

/// How a document stands, in words.
pub fn state_words(spoken: &Spoken, document: &DocumentOutlook) -> String {
    let PageWords { states, .. } = &spoken.words;
    let on = |pattern: &str, at: &str| {
        let day = day(at).parse().ok().map(|day| spoken.day(day)).unwrap_or_default();
        fill(pattern, &[("day", &day)])
    };
    if let Some(day) = document.signed_on {
        return fill(&states.signed, &[("day", &spoken.day(day))]);
    }
    match &document.standing {
        Standing::Sent(Sent { at, .. }) => return on(&states.sent, at),
        Standing::InDoubt { at } => return on(&states.in_doubt, at),
        Standing::Drafting { .. } | Standing::Drafted { .. } => return states.draft.clone(),
        Standing::Open { .. } => {}
    }
    let words = match document.state {
        DocumentState::UpToDate => &states.up_to_date,
        DocumentState::Outdated => &states.outdated,
        DocumentState::Unmade => &states.unmade,
        DocumentState::Stopped => &states.stopped,
        DocumentState::Withheld => &states.withheld,
        DocumentState::Kept => &states.kept,
    };
    words.clone()
}

/// The class of how a document stands, for colour and sign.
pub fn state_class(document: &DocumentOutlook) -> &'static str {
    if document.signed_on.is_some() {
        return "sent";
    }
    match (&document.standing, document.state) {
        (Standing::Sent(_), _) => "sent",
        (Standing::InDoubt { .. }, _) => "stopped",
        (_, DocumentState::UpToDate) => "made",
        (_, DocumentState::Outdated) => "outdated",
        (_, DocumentState::Unmade) => "unmade",
        (_, DocumentState::Stopped) => "stopped",
        (_, DocumentState::Withheld | DocumentState::Kept) => "kept",
    }
}

/// The sign of how a document stands; a screen reader reads the words beside it.
pub fn sign(class: &str) -> Markup {
    let path = match class {
        "made" => "M4.5 8.4l2.4 2.4 4.8-5.2",
        "sent" => "M3.5 8l9-4-3 9-2-3.6z",
        "outdated" => "M11.8 8a3.8 3.8 0 1 1-1.2-2.8M11.8 3v2.6H9.2",
        "unmade" => "M8 5.2v5.6M5.2 8h5.6",
        "stopped" => "M8 4.2v4.6M8 11.2v.4",
        "edited" => "M4.2 11.8l.5-2.3 5.4-5.4 1.8 1.8-5.4 5.4z",
        _ => "M5 8h6",
    };
    html! {
        svg.sign viewBox="0 0 16 16" aria-hidden="true" focusable="false" { path d=(path) {} }
    }
}

/// A name of a person's file: what stands in it as it is, and a hint where a line may break.
pub fn breaking(name: &str) -> Markup {
    let parts: Vec<&str> = name.split_inclusive(['/', '-', '_', '.', '@']).collect();
    html! { @for part in parts { (part) (PreEscaped("<wbr>")) } }
}
