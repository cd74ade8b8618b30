//! The third step of an import: what would become of each row, and the question.

use maud::{Markup, html};

use super::super::shared::desk::Desk;
use super::super::shared::field_names::{field_name, value_in_words};
use super::super::shared::page_words::CountedWords;
use super::super::shared::problem_list::problem_list;
use super::super::shared::shell::{CurrentPage, shell};
use super::super::shared::spoken::Spoken;
use super::super::shared::upload_shelf::BroughtList;
use super::import_choices::ImportChoices;
use super::import_pieces::{carried, partner_values, row_numbers};
use crate::diagnostic::words::visible;
use crate::import::{ImportPlan, KEPT, PartnerAction, PlannedPartner, ValueChange};
use crate::locale::fill;

/// How many partners of a kind are listed.
const MOST_LISTED: usize = 200;

/// What would be done. `is_another` when it is not what somebody agreed to.
pub fn plan_page(
    desk: &Desk,
    spoken: &Spoken,
    list: &BroughtList,
    choices: &ImportChoices,
    plan: &ImportPlan,
    is_another: bool,
) -> Markup {
    let words = &spoken.words.plan;
    let address = format!("/import/{}", list.id);
    let of = |is_meant: fn(&PartnerAction) -> bool| {
        plan.partners.iter().filter(|one| is_meant(&one.action)).collect::<Vec<&PlannedPartner>>()
    };
    let new = of(|action| matches!(action, PartnerAction::New(_)));
    let changed = of(|action| matches!(action, PartnerAction::Changed(..)));
    let differing = of(|action| matches!(action, PartnerAction::Differs(_)));
    let same = of(|action| matches!(action, PartnerAction::Unchanged));
    let mut fields = choices.fields();
    fields.push(("plan".to_owned(), plan.digest()));
    let again = format!("{address}/plan");
    let content = html! {
        form.back method="post" action=(address) {
            (carried(&fields))
            button.link type="submit" { "← " (words.back) }
        }
        p.step { (spoken.words.import.title) " · " (words.step) }
        h1 { (words.title) }
        @if is_another {
            div.notice.outdated data-focus tabindex="-1" role="alert" {
                h2 { (words.another_title) }
                p { (words.another) }
            }
        }
        p.lead { (visible(&list.file.name)) }
        ul.numbers {
            (number(spoken, new.len(), &words.new, "made"))
            (number(spoken, changed.len(), &words.changed, "outdated"))
            (number(spoken, differing.len(), &words.differing, "kept"))
            (number(spoken, same.len(), &words.same, "kept"))
            (number(spoken, plan.left, &words.left, "stopped"))
        }
        (question(spoken, &address, &fields, new.len(), changed.len(), choices.keep))
        @if !new.is_empty() {
            section.part aria-labelledby="new" {
                h2 #new { (spoken.counted(&words.new, new.len())) }
                p.hint { (words.new_hint) }
                div.rows-of-plan {
                    @for one in new.iter().take(MOST_LISTED) { (new_partner(spoken, one)) }
                }
                (more(spoken, new.len()))
            }
        }
        @if !changed.is_empty() {
            section.part aria-labelledby="changed" {
                h2 #changed { (spoken.counted(&words.changed, changed.len())) }
                p.hint { (words.changed_hint) }
                (changes(spoken, &changed))
                (more(spoken, changed.len()))
                form method="post" action=(again) {
                    (carried(&fields))
                    button type="submit" name="update" value="" { (words.leave) }
                }
            }
        }
        @if !differing.is_empty() {
            section.part aria-labelledby="differing" {
                h2 #differing { (spoken.counted(&words.differing, differing.len())) }
                p.hint { (words.differing_hint) }
                (changes(spoken, &differing))
                (more(spoken, differing.len()))
                form method="post" action=(again) {
                    (carried(&fields))
                    button type="submit" name="update" value="1" { (spoken.counted(&words.take, differing.len())) }
                }
            }
        }
        @if !same.is_empty() {
            section.part {
                details {
                    summary { (spoken.counted(&words.same, same.len())) }
                    ul.dots { @for one in same.iter().take(MOST_LISTED) { li { (visible(&one.name)) } } }
                    (more(spoken, same.len()))
                }
            }
        }
        @if !plan.found.is_empty() {
            section.part aria-labelledby="found" {
                h2 #found {
                    @if plan.left > 0 { (spoken.counted(&words.left, plan.left)) } @else { (words.look) }
                }
                @if plan.left > 0 { p.hint { (words.left_hint) } }
                @if spoken.tag != "en" { p.hint { (spoken.words.problems.language) } }
                (problem_list(spoken, &plan.found))
            }
        }
    };
    shell(desk, spoken, CurrentPage::Partners, &words.title, &content)
}

fn number(spoken: &Spoken, number: usize, forms: &CountedWords, class: &str) -> Markup {
    html! { @if number > 0 { li class=(class) { (spoken.counted(forms, number)) } } }
}

fn more(spoken: &Spoken, all: usize) -> Markup {
    html! {
        @if all > MOST_LISTED { p.hint { (spoken.counted(&spoken.words.today.more, all - MOST_LISTED)) } }
    }
}

/// The question, with its numbers; without anything to write, that there is none.
fn question(
    spoken: &Spoken,
    address: &str,
    fields: &[(String, String)],
    new: usize,
    changed: usize,
    is_kept: bool,
) -> Markup {
    let words = &spoken.words.plan;
    let answer = match (new, changed) {
        (new, 0) => spoken.counted(&words.add, new),
        (0, changed) => spoken.counted(&words.change, changed),
        (new, changed) => {
            format!("{}, {}", spoken.counted(&words.add, new), spoken.counted(&words.change_behind, changed))
        }
    };
    html! {
        @if new + changed == 0 {
            p.large { (words.nothing) }
        } @else {
            form.import-question method="post" action={ (address) "/write" } hx-post={ (address) "/write" }
                hx-target="body" hx-disabled-elt="find button" {
                (carried(fields))
                div.tick {
                    input id="keep" name="keep" type="checkbox" value="1" checked[is_kept];
                    label for="keep" { (fill(&words.keep, &[("file", KEPT)])) }
                }
                div.buttons {
                    button.main type="submit" {
                        span.word { (answer) }
                        span.busy { (words.writing) }
                    }
                }
            }
        }
    }
}

/// A partner that is new, with all that its file would say.
fn new_partner(spoken: &Spoken, one: &PlannedPartner) -> Markup {
    let values = partner_values(spoken, one);
    html! {
        details {
            summary { (visible(&one.name)) " " span.faint { (row_numbers(spoken, &one.rows)) } }
            dl.facts { @for (name, value) in &values { div { dt { (name) } dd { (visible(value)) } } } }
        }
    }
}

/// What stands in the files, and what the list says.
fn changes(spoken: &Spoken, partners: &[&PlannedPartner]) -> Markup {
    let words = &spoken.words.plan;
    html! {
        @for one in partners.iter().take(MOST_LISTED) {
            @if let PartnerAction::Changed(list, ..) | PartnerAction::Differs(list) = &one.action {
                article.change {
                    h3 { a href={ "/partners/" (one.id) } { (visible(&one.name)) } " " span.faint { (row_numbers(spoken, &one.rows)) } }
                    table.changes {
                        thead { tr { th scope="col" { (words.value) } th scope="col" { (words.old) } th scope="col" { (words.list_says) } } }
                        tbody {
                            @for ValueChange { path, old, new } in list {
                                tr {
                                    th scope="row" { (visible(&field_name(spoken, path))) }
                                    td data-label=(words.old) {
                                        @match old {
                                            Some(old) => { (visible(&value_in_words(spoken, path, old))) }
                                            None => { span.faint { (words.none) } }
                                        }
                                    }
                                    td data-label=(words.list_says) { b { (visible(&value_in_words(spoken, path, new))) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
