//! What stands around every page: head, way to the other pages, foot.

use maud::{DOCTYPE, Markup, html};

use super::desk::{Desk, DeskFolder};
use super::page_words::PageWords;
use super::spoken::Spoken;
use crate::diagnostic::words::visible;

/// Which page it is, for the way to the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CurrentPage {
    /// The partners, or one of them.
    Partners,
    /// Our institution.
    Institution,
    /// The words of documents.
    Words,
    /// The problems.
    Problems,
    /// None of those.
    Elsewhere,
}

/// What the script of others may do: nothing that the policy of the page forbids.
const SCRIPT_SETTINGS: &str = r#"{"includeIndicatorStyles":false,"allowEval":false,"allowScriptTags":false,"selfRequestsOnly":true,"historyCacheSize":0,"refreshOnHistoryMiss":true,"scrollIntoViewOnBoost":false}"#;

/// A whole page.
pub fn shell(desk: &Desk, spoken: &Spoken, place: CurrentPage, title: &str, content: &Markup) -> Markup {
    let PageWords { shell: words, .. } = &spoken.words;
    let link = |own: CurrentPage, address: &str, name: &str| {
        html! {
            a href=(address) aria-current=[(own == place).then_some("page")] { (name) }
        }
    };
    let folder = desk.workspace.root();
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    html! {
        (DOCTYPE)
        html lang=(spoken.tag) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="htmx-config" content=(SCRIPT_SETTINGS);
                title { (visible(title)) " – Handclasp" }
                link rel="icon" href="/assets/mark.svg" type="image/svg+xml";
                link rel="stylesheet" href="/assets/office.css";
                link rel="stylesheet" href="/accent.css";
                script src="/assets/htmx.min.js" defer {}
                script src="/assets/office.js" defer {}
            }
            body {
                a.skip href="#content" { (words.skip) }
                header.top {
                    a.brand href="/" {
                        img src="/assets/mark.svg" alt="" width="28" height="28";
                        span { "Handclasp" }
                    }
                    @if desk.has_institution() {
                        nav aria-label=(words.navigation) {
                            (link(CurrentPage::Partners, "/", &words.partners))
                            (link(CurrentPage::Institution, "/institution", &spoken.words.data.institution))
                            (link(CurrentPage::Words, "/words", &words.words))
                            (link(CurrentPage::Problems, "/problems", &words.problems))
                        }
                    }
                    form.end method="post" action="/end" {
                        button.quiet type="submit" title=(words.end_hint) { (words.end) }
                    }
                }
                @if desk.folder == DeskFolder::Example { (example_bar(spoken)) }
                main id="content" tabindex="-1" { (content) }
                footer.foot {
                    @if desk.folder == DeskFolder::Own {
                        p { (words.folder) " " span.path { (visible(&folder.display().to_string())) } }
                    }
                    p.languages {
                        span { (words.language) ": " }
                        @for one in &desk.languages {
                            a href={ "/language/" (one.tag) } lang=(one.tag)
                                aria-current=[(one.tag == spoken.tag).then_some("true")] { (one.words.name) }
                            " "
                        }
                    }
                    p { (words.saved_nothing) }
                }
            }
        }
    }
}

/// That it is the example, on every page of it, and the way back.
fn example_bar(spoken: &Spoken) -> Markup {
    let words = &spoken.words.example;
    html! {
        aside.example aria-label=(words.title) {
            p { b { (words.title) } " " (words.text) }
            form method="post" action="/example/leave" { button type="submit" { (words.leave) } }
        }
    }
}
