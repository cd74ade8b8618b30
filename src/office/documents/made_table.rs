//! What became of the making of many partners' documents: each partner with what was made, what stays as somebody
//! edited it, and what stands against it.

use std::collections::HashMap;

use maud::{Markup, html};

use super::super::shared::pieces::edition_name;
use super::super::shared::problem_list::problem_list;
use super::super::shared::spoken::Spoken;
use super::super::shared::work_in_hand::WorkOutcome;
use super::made_notice::{MadeDocuments, made_class, made_head};
use crate::diagnostic::words::visible;
use crate::due::{Edition, Manner};

/// How many partners are shown before one asks for all.
const SHOWN: usize = 10;

/// What became of it, for whoever looks; with the names of the partners.
pub fn made_result(made: MadeDocuments, names: HashMap<String, String>) -> WorkOutcome {
    Box::new(move |spoken| {
        html! {
            section class={ "notice " (made_class(&made)) } tabindex="-1" data-focus aria-labelledby="told" {
                (made_head(spoken, &made))
            }
            (made_lists(spoken, &made, &names))
        }
    })
}

/// What stands against it, what stays as somebody edited it, and what was made.
pub fn made_lists(spoken: &Spoken, made: &MadeDocuments, names: &HashMap<String, String>) -> Markup {
    let words = &spoken.words.made;
    let report = &made.report;
    let edited = by_partner(report.edited.iter().map(|(partner, edition)| (partner.as_str(), edition)));
    let lines = by_partner(report.lines.iter().map(|line| (line.partner.as_str(), &line.edition)));
    let list = |partners: &[(&str, Vec<&Edition>)]| partner_list(spoken, partners, names);
    html! {
        @if !report.found.is_empty() {
            section.result aria-labelledby="against" {
                h2 id="against" { (spoken.counted(&words.remarks, report.found.iter().count())) }
                (problem_list(spoken, &report.found))
            }
        }
        @if !edited.is_empty() {
            section.result aria-labelledby="edited" {
                h2 id="edited" { (words.edited) }
                (list(&edited))
            }
        }
        @if !lines.is_empty() {
            section.result aria-labelledby="made" {
                h2 id="made" { (words.made) }
                @let (shown, rest) = lines.split_at(lines.len().min(SHOWN));
                (list(shown))
                @if !rest.is_empty() {
                    details {
                        summary { (spoken.counted(&spoken.words.today.more, rest.len())) }
                        (list(rest))
                    }
                }
            }
        }
    }
}

/// Partners, each with its documents.
fn partner_list(
    spoken: &Spoken,
    partners: &[(&str, Vec<&Edition>)],
    names: &HashMap<String, String>,
) -> Markup {
    html! {
        ul.done {
            @for (partner, editions) in partners {
                li {
                    // What is about all partners belongs to none of them.
                    @if let Some(name) = names.get(*partner) {
                        a.whom href={ "/partners/" (partner) } { (visible(name)) }
                    } @else {
                        span.whom { (spoken.words.made.own) }
                    }
                    span.documents {
                        @for (at, edition) in editions.iter().enumerate() {
                            @if at > 0 { ", " }
                            @let usual = editions.first().map(|first| first.language());
                            @let name = edition_name(spoken, edition, usual);
                            @if names.contains_key(*partner) {
                                a href={ "/partners/" (partner) "/" (edition.stem(&Manner::USUAL)) } { (name) }
                            } @else { (name) }
                        }
                    }
                }
            }
        }
    }
}

/// Editions, those of a partner together; they come in the order of the partners.
fn by_partner<'r>(all: impl Iterator<Item = (&'r str, &'r Edition)>) -> Vec<(&'r str, Vec<&'r Edition>)> {
    let mut partners: Vec<(&str, Vec<&Edition>)> = Vec::new();
    for (partner, edition) in all {
        match partners.last_mut().filter(|(last, _)| *last == partner) {
            Some((_, editions)) => editions.push(edition),
            None => partners.push((partner, vec![edition])),
        }
    }
    partners
}
