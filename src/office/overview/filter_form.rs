//! What the list of partners is narrowed by: words, a country, a phase, conditions; and its order.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::super::shared::partner_rows::{PartnerRow, RowOrder, RowQuery, phase_name, searched};
use super::super::shared::spoken::Spoken;
use crate::diagnostic::words::visible;
use crate::model::Phase;

/// All phases, in their order.
const PHASES: [Phase; 5] = [
    Phase::Scouting,
    Phase::FirstContact,
    Phase::Proposal,
    Phase::CollaborationSetup,
    Phase::MaintenanceGrowth,
];

/// What the list is narrowed by.
pub fn filter_form(spoken: &Spoken, rows: &[PartnerRow], query: &RowQuery) -> Markup {
    let words = &spoken.words.overview;
    let codes: BTreeSet<&str> = rows.iter().filter_map(|row| row.country.as_deref()).collect();
    let mut countries: Vec<(&str, &str)> = codes.iter().map(|code| (spoken.country(code), *code)).collect();
    // Österreich stands among the O.
    countries.sort_by_cached_key(|(name, _)| searched(name));
    let values: BTreeSet<&str> = rows.iter().flat_map(|row| row.values.iter().map(String::as_str)).collect();
    let orders = [
        ("name", RowOrder::Name, &words.by_name),
        ("country", RowOrder::Country, &words.by_country),
        ("phase", RowOrder::Phase, &words.by_phase),
        ("contact", RowOrder::Contact, &words.by_contact),
        ("action", RowOrder::Action, &words.by_action),
    ];
    let is_narrowed = query.sort == RowOrder::Name && *query == RowQuery::default();
    html! {
        form.filters method="get" action="/" role="search"
            hx-get="/" hx-target="#list" hx-select="#list" hx-swap="outerHTML" hx-push-url="true"
            hx-trigger="input delay:250ms, submit" hx-sync="this:replace" {
            div.field.grow {
                label for="q" { (words.search) }
                input id="q" name="q" type="search" value=(query.q) placeholder=(words.search_hint)
                    autocomplete="off" maxlength="200";
            }
            div.field {
                label for="country" { (words.country) }
                select id="country" name="country" {
                    option value="" { (words.every) }
                    @for (name, code) in &countries {
                        option value=(code) selected[*code == query.country] { (visible(name)) }
                    }
                }
            }
            div.field {
                label for="phase" { (words.phase) }
                select id="phase" name="phase" {
                    option value="" { (words.every) }
                    @for phase in PHASES {
                        @let name = phase_name(phase);
                        option value=(name) selected[name == query.phase] { (spoken.words.phase(phase)) }
                    }
                }
            }
            div.field {
                label for="sort" { (words.sort) }
                select id="sort" name="sort" {
                    @for (name, order, word) in orders {
                        option value=(name) selected[order == query.sort] { (word) }
                    }
                }
            }
            details.field open[!query.only.is_empty()] {
                summary { (words.conditions) }
                label for="only" { (words.condition) }
                input id="only" name="only" type="text" value=(query.only) aria-describedby="only-hint"
                    list="only-values" autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="500";
                datalist id="only-values" { @for value in &values { option value=(visible(value)) {} } }
                p.hint id="only-hint" { (words.condition_hint) }
            }
            div.field.buttons {
                button type="submit" { (words.show) }
                @if !is_narrowed { a href="/" { (words.reset) } }
            }
        }
    }
}
