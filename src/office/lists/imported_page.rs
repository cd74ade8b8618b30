//! What an import has done, and what comes next.

use maud::{Markup, html};

use super::super::shared::desk::Desk;
use super::super::shared::problem_list::problem_list;
use super::super::shared::shell::{CurrentPage, shell};
use super::super::shared::spoken::Spoken;
use super::super::shared::upload_shelf::DoneImport;
use crate::diagnostic::words::visible;
use crate::import::KEPT;
use crate::locale::fill;

/// How many partners are listed.
const MOST_LISTED: usize = 200;

/// What was written.
pub fn imported_page(desk: &Desk, spoken: &Spoken, done: &DoneImport) -> Markup {
    let words = &spoken.words.imported;
    let result = &done.result;
    let is_whole = result.found.is_empty();
    let title = if is_whole { &words.title } else { &words.title_in_part };
    let name = |id: &str| {
        let known = done.names.iter().find(|(own, _)| own == id);
        known.map_or(id.to_owned(), |(_, name)| name.clone())
    };
    let numbers = [(result.new, &words.new), (result.changed, &words.changed), (result.left, &words.left)];
    let numbers: Vec<String> = numbers
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, forms)| spoken.counted(forms, number))
        .collect();
    let class = if is_whole { "made" } else { "stopped" };
    let kept = done.kept.map(|kept| if kept { &words.kept } else { &words.not_kept });
    let content = html! {
        p.back { a href="/" { "← " (spoken.words.partner.back) } }
        h1 { (title) }
        div class={ "notice " (class) } data-focus tabindex="-1" role="status" {
            p.large { (numbers.join(" · ")) }
            @if let Some(kept) = kept { p { (fill(kept, &[("file", KEPT)])) } }
        }
        @if !is_whole {
            section.part aria-labelledby="found" {
                h2 #found { (words.not_written) }
                (problem_list(spoken, &result.found))
            }
        }
        section.part aria-labelledby="next" {
            h2 #next { (words.next) }
            ol.next-steps {
                li { (words.look_through) }
                li { a href="/problems" { (words.check) } }
                @if result.left > 0 { li { a href="/import" { (words.again) } } }
                li {
                    (words.first_emails)
                    @if let [only] = done.result.partners.as_slice() {
                        " " a href={ "/partners/" (only) "/first-email" } { (spoken.words.first_email.link) }
                    }
                }
            }
        }
        @if !result.partners.is_empty() {
            section.part aria-labelledby="written" {
                h2 #written { (words.written) }
                ul.partner-links {
                    @for id in result.partners.iter().take(MOST_LISTED) {
                        li { a href={ "/partners/" (id) } { (visible(&name(id))) } }
                    }
                }
                @if result.partners.len() > MOST_LISTED {
                    p.hint { (spoken.counted(&spoken.words.today.more, result.partners.len() - MOST_LISTED)) }
                }
            }
        }
    };
    shell(desk, spoken, CurrentPage::Partners, title, &content)
}
