//! The page that says why a request gets no other.

use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, html};

use super::super::shared::page_words::RefusalWords;
use super::super::shared::refusal::Refusal;
use super::super::shared::spoken::Spoken;

/// What is the matter, and what helps.
fn words(refusal: Refusal, words: &RefusalWords) -> (&str, &str) {
    match refusal {
        Refusal::ForeignHost => (&words.foreign_host, &words.foreign_host_hint),
        Refusal::ForeignPage => (&words.foreign_page, &words.foreign_page_hint),
        Refusal::NoKey => (&words.no_key, &words.no_key_hint),
        Refusal::TooLarge => (&words.too_large, &words.too_large_hint),
        Refusal::FileTooLarge => (&words.file_too_large, &words.file_too_large_hint),
        Refusal::NotArrived => (&words.not_arrived, &words.not_arrived_hint),
        Refusal::NoSuchPage => (&words.no_such_page, &words.no_such_page_hint),
        Refusal::OnlyExample => (&words.only_example, &words.only_example_hint),
        Refusal::Mistake => (&words.mistake, &words.mistake_hint),
    }
}

/// The page that says so. It has nothing of the others: who sees it may have no key.
pub fn refusal_page(refusal: Refusal, spoken: &Spoken) -> Response {
    let (title, text) = words(refusal, &spoken.words.refusals);
    let page = html! {
        (DOCTYPE)
        html lang=(spoken.tag) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " – Handclasp" }
                link rel="icon" href="/assets/mark.svg" type="image/svg+xml";
                link rel="stylesheet" href="/assets/office.css";
            }
            body.plain {
                main {
                    h1 { (title) }
                    p { (text) }
                    @if !matches!(refusal, Refusal::ForeignHost | Refusal::ForeignPage | Refusal::NoKey) {
                        p { a.button href="/" { (spoken.words.partner.back) } }
                    }
                }
            }
        }
    };
    (refusal.status(), Html(page.into_string())).into_response()
}
