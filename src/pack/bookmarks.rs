//! The bookmarks of a pack.

use super::country_order::Countries;
use super::leaf::{Leaf, PackPartner};
use super::order::PackOrder;
use crate::format::pdf::Bookmark;

/// The bookmarks of each document: country, partner, and the document itself when the partner has several.
pub fn bookmarks(order: PackOrder, countries: &Countries<'_>, leaves: &[Leaf]) -> Vec<Vec<Bookmark>> {
    let mut before: Option<&PackPartner> = None;
    let mut all = Vec::new();
    for leaf in leaves {
        let who = &leaf.who;
        let country = match order {
            PackOrder::Country => who.country.as_deref().map(|code| countries.name(code)),
            PackOrder::Name => None,
        };
        let mut own = Vec::new();
        let mut level = 1;
        if let Some(country) = country {
            if before.is_none_or(|before| before.country != who.country) {
                own.push(Bookmark { level, text: country.to_owned() });
            }
            level += 1;
        }
        if before.is_none_or(|before| before.id != who.id) {
            own.push(Bookmark { level, text: who.name.clone() });
        }
        if leaves.iter().filter(|other| other.who.id == who.id).nth(1).is_some() {
            own.push(Bookmark { level: level + 1, text: leaf.title.clone() });
        }
        before = Some(who);
        all.push(own);
    }
    all
}
