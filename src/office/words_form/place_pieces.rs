//! Pieces of the pages about words: what a place is called, and words in which what is filled in is marked.

use maud::{Markup, html};

use super::super::shared::spoken::Spoken;
use super::asked_words::AskedWords;
use crate::diagnostic::words::visible;
use crate::template::{PlaceWords, TagKind, WordsPlace, tags};

/// What a place is called, and in which language.
pub struct PlaceName {
    /// The name.
    pub text: String,
    /// The language that it is in, when it is not that of the page.
    pub language: Option<String>,
}

impl PlaceName {
    /// The words of its heading; of a piece without one, its id.
    pub fn of(asked: &AskedWords<'_>, place: &WordsPlace) -> Self {
        let words = &asked.spoken.words.wording;
        match place {
            WordsPlace::Front(key) => Self { text: front_name(asked.spoken, key).to_owned(), language: None },
            WordsPlace::Whole => Self { text: words.whole.clone(), language: None },
            WordsPlace::Section(id) => {
                let heading = plain(&asked.words.in_force(place).heading);
                if heading.is_empty() {
                    let id = id.replace('-', " ");
                    let mut letters = id.chars();
                    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
                    return Self { text: first + letters.as_str(), language: Some("en".to_owned()) };
                }
                Self { text: heading, language: Some(asked.language.to_owned()) }
            }
        }
    }

    /// The name as it is shown.
    pub fn shown(&self) -> Markup {
        html! { span lang=[self.language.as_deref()] { (visible(&self.text)) } }
    }
}

/// What a text at the top of a file of words is called.
pub fn front_name<'s>(spoken: &'s Spoken, key: &'s str) -> &'s str {
    let words = &spoken.words.wording;
    match key {
        "title" => &words.front_title,
        "subject" => &words.front_subject,
        "file_name" => &words.front_file_name,
        "footer" => &words.front_footer,
        "summary" => &words.front_summary,
        other => other,
    }
}

/// A text without its tags.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut at = 0;
    for tag in tags(text) {
        plain.push_str(&text[at..tag.span.start]);
        at = tag.span.end;
    }
    plain.push_str(&text[at..]);
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words as they stand in the file; what is filled in is marked.
pub fn marked_words(words: &PlaceWords, language: &str) -> Markup {
    html! {
        div.wording lang=(language) {
            @if !words.heading.is_empty() { p.heading { (marked(&words.heading)) } }
            @if !words.text.is_empty() { p { (marked(&words.text)) } }
        }
    }
}

/// A text in which what is filled in is marked.
fn marked(text: &str) -> Markup {
    let lines = |text: &str| text.split('\n').map(visible).collect::<Vec<_>>().join("\n");
    let all = tags(text);
    let ends = std::iter::once(0).chain(all.iter().map(|tag| tag.span.end));
    let starts = all.iter().map(|tag| tag.span.start).chain([text.len()]);
    html! {
        @for (at, (end, start)) in ends.zip(starts).enumerate() {
            @if let Some(tag) = at.checked_sub(1).and_then(|before| all.get(before)) {
                code.filled.remark[tag.kind == TagKind::Comment] { (lines(&text[tag.span.clone()])) }
            }
            (lines(&text[end..start]))
        }
    }
}
