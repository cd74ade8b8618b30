//! The form for a new partner, with what stands against it.

use maud::{Markup, html};

use super::super::shared::desk::Desk;
use super::super::shared::form_fields::{FieldProblem, Labelled, problem_of};
use super::super::shared::problem_list::problem_list;
use super::super::shared::shell::{CurrentPage, shell};
use super::super::shared::snapshot::Snapshot;
use super::super::shared::spoken::Spoken;
use super::new_partner_text::{NewPartner, PartnerDoubt};
use super::option_lists::{OptionList, kinds};
use crate::diagnostic::Diagnostics;
use crate::diagnostic::words::visible;
use crate::locale::fill;

/// What stands against a new partner.
#[derive(Default)]
pub struct PartnerRemarks {
    /// Fields that are not right yet.
    pub fields: Vec<FieldProblem>,
    /// What makes one wonder whether it is new, or may be written to.
    pub doubts: Vec<PartnerDoubt>,
    /// What could not be written.
    pub found: Diagnostics,
}

/// The form, and the other two ways.
pub fn new_partner_page(
    desk: &Desk,
    spoken: &Spoken,
    snapshot: &Snapshot,
    filled: &NewPartner,
    remarks: &PartnerRemarks,
) -> Markup {
    let words = &spoken.words.new_partner;
    let content = html! {
        div.narrow {
            p.back { a href="/" { "← " (spoken.words.partner.back) } }
            h1 { (words.title) }
            p.lead { (words.lead) }
            (doubts(spoken, remarks))
            @if !remarks.found.is_empty() {
                div.notice.stopped data-focus tabindex="-1" role="alert" { h2 { (words.failed) } (problem_list(spoken, &remarks.found)) }
            }
            (form(spoken, snapshot, filled, remarks))
            (other_ways(spoken, snapshot, filled, remarks))
        }
    };
    shell(desk, spoken, CurrentPage::Partners, &words.title, &content)
}

fn doubts(spoken: &Spoken, remarks: &PartnerRemarks) -> Markup {
    let words = &spoken.words.new_partner;
    html! {
        @if !remarks.doubts.is_empty() {
            div.notice.outdated data-focus tabindex="-1" role="alert" {
                h2 { (words.sure) }
                ul {
                    @for doubt in &remarks.doubts {
                        li {
                            @match doubt {
                                PartnerDoubt::IsThere(id) => { (words.is_there) " " a href={ "/partners/" (id) } { (id) } }
                                PartnerDoubt::IsAlike(id, name) => { (words.is_alike) " " a href={ "/partners/" (id) } { (visible(name)) } }
                                PartnerDoubt::Rests(name) => { (fill(&words.rests, &[("name", &visible(name))])) }
                                PartnerDoubt::Objected(place) => { (fill(&words.objected, &[("place", &visible(place))])) }
                                PartnerDoubt::UnknownObjection(file) => { (fill(&words.unknown_objection, &[("file", &visible(file))])) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn form(spoken: &Spoken, snapshot: &Snapshot, filled: &NewPartner, remarks: &PartnerRemarks) -> Markup {
    let words = &spoken.words.new_partner;
    let problem = |name: &str| problem_of(&remarks.fields, name);
    let field = |name: &'static str, label: &str, hint: Option<&str>, input: &dyn Fn(&str) -> Markup| {
        Labelled { name, label, hint, problem: problem(name) }.shown(input)
    };
    let list =
        |name: &'static str, options: &[(String, String)], chosen: &str, is_needed: bool, described: &str| {
            OptionList { name, options, chosen, is_needed, is_wrong: problem(name).is_some() }
                .shown(spoken, described)
        };
    let is_passable = !remarks.doubts.is_empty() && remarks.doubts.iter().all(PartnerDoubt::may_be_passed);
    let is_file_open = problem("file").is_some() || !filled.file.is_empty();
    html! {
        form.note method="post" action="/new-partner" novalidate {
            @if !filled.from.is_empty() {
                input type="hidden" name="from" value=(filled.from);
                @let name = snapshot.project.load_alone(&filled.from).map_or_else(|_| filled.from.clone(), |one| one.partner.model.legal_name);
                div.notice.edited {
                    p { b { (fill(&words.copied, &[("name", &visible(&name))])) } }
                    p { (words.copied_what) }
                    p { (words.not_copied) }
                }
            }
            (field("legal_name", &words.name, Some(&words.name_hint), &|described| html! {
                input id="legal_name" name="legal_name" value=(filled.legal_name) required autocomplete="off" aria-describedby=(described)
                    aria-invalid=[problem("legal_name").map(|_| "true")];
            }))
            (field("kind", &words.kind, None, &|described| list("kind", &kinds(spoken), &filled.kind, true, described)))
            @let optional = |label: &str| format!("{label} {}", spoken.words.start.optional);
            (field("country", &optional(&words.country), Some(&words.country_hint), &|described| {
                list("country", &spoken.countries(), &filled.country, false, described)
            }))
            (field("language", &words.language, Some(&words.language_hint), &|described| {
                list("language", &languages(spoken, snapshot), &filled.language, true, described)
            }))
            details open[is_file_open] {
                summary { (words.file) }
                (field("file", &words.file, Some(&words.file_hint), &|described| html! {
                    input id="file" name="file" value=(filled.file) autocomplete="off" spellcheck="false" maxlength="80" aria-describedby=(described)
                        aria-invalid=[problem("file").map(|_| "true")];
                }))
            }
            div.buttons {
                @if is_passable {
                    input type="hidden" name="seen" value="1";
                    button.main type="submit" { (words.add_anyway) }
                } @else {
                    button.main type="submit" { (words.add) }
                }
            }
        }
    }
}

/// The languages in which there are documents in this folder.
fn languages(spoken: &Spoken, snapshot: &Snapshot) -> Vec<(String, String)> {
    let tags = snapshot.project.templates.spoken().into_iter();
    let mut named: Vec<(String, String)> =
        tags.map(|tag| (tag.to_owned(), spoken.language(tag).to_owned())).collect();
    named.sort_by(|one, other| one.1.cmp(&other.1));
    named
}

fn other_ways(spoken: &Spoken, snapshot: &Snapshot, filled: &NewPartner, remarks: &PartnerRemarks) -> Markup {
    let words = &spoken.words.new_partner;
    let problem = problem_of(&remarks.fields, "rows");
    let project = &snapshot.project;
    let name = |id: &String| {
        let name = project.load_alone(id).ok().map(|one| one.partner.model.legal_name);
        (id.clone(), name.unwrap_or_else(|| id.clone()))
    };
    html! {
        section.elsewhere aria-labelledby="other-ways" {
            h2 id="other-ways" { (words.other_ways) }
            @if !project.ids.is_empty() {
                details open[!filled.from.is_empty()] {
                    summary { (words.from) }
                    form.note method="get" action="/new-partner" {
                        @let partners: Vec<_> = project.ids.iter().map(name).collect();
                        (Labelled { name: "from", label: &words.from, hint: Some(&words.from_hint), problem: None }.shown(&|described| {
                            OptionList { name: "from", options: &partners, chosen: &filled.from, is_needed: true, is_wrong: false }.shown(spoken, described)
                        }))
                        div.buttons { button type="submit" { (words.from_button) } }
                    }
                }
            }
            details.paste open[problem.is_some()] {
                summary { (words.row) }
                form.note method="post" action="/new-partner/row" {
                    (Labelled { name: "rows", label: &words.row_label, hint: Some(&words.row_hint), problem }.shown(&|described| html! {
                        textarea id="rows" name="rows" rows="4" spellcheck="false" autocomplete="off" aria-describedby=(described) {}
                    }))
                    div.buttons { button type="submit" { (words.row_button) } }
                }
            }
            p { a href="/import" { (spoken.words.import.begin) } }
        }
    }
}
