//! What the buttons of a list do with a form: an item comes, goes, or changes its place. Nothing is saved by it.

use super::filled::{FROM, FilledValue, KEY};
use crate::schema::{FieldKind, FormType, is_usual};

/// What a list became by a button.
pub struct ListAction {
    /// What gets the focus: a field, or a button by what it does.
    pub focus: String,
    /// What is to be seen.
    pub opened: String,
}

/// Does what a button says: `add contacts`, `up contacts.1`. None when there is no such list or item.
pub fn act(form: &FormType, filled: &mut FilledValue, what: &str) -> Option<ListAction> {
    let (what, way) = what.split_once(' ')?;
    let steps: Vec<&str> = way.split('.').collect();
    if what == "add" {
        let kind = kind_at(form, &steps)?;
        let list = filled.make(&steps);
        let mut items = items_of(list);
        let mut new = FilledValue::default();
        new.put(&[FROM], FilledValue::of(""));
        items.push(new);
        let own = format!("{way}.{}", items.len() - 1);
        *list = list.with_items(items);
        return Some(ListAction { focus: first_field(&kind, &own), opened: own });
    }
    let (at, list_steps) = steps.split_last()?;
    let at: usize = at.parse().ok()?;
    filled.at(list_steps)?;
    let list = filled.make(list_steps);
    let list_way = list_steps.join(".");
    let mut items = items_of(list);
    if at >= items.len() {
        return None;
    }
    let to = match what {
        "remove" => {
            items.remove(at);
            *list = list.with_items(items);
            return Some(ListAction { focus: format!("add {list_way}"), opened: list_way });
        }
        "up" => at.checked_sub(1)?,
        "down" if at + 1 < items.len() => at + 1,
        _ => return None,
    };
    items.swap(at, to);
    let last = items.len() - 1;
    *list = list.with_items(items);
    // At the end of the way the button is gone that led there.
    let next = match (what, to) {
        ("up", 0) => "down",
        ("down", to) if to == last => "up",
        (what, _) => what,
    };
    let own = format!("{list_way}.{to}");
    Some(ListAction { focus: format!("{next} {own}"), opened: own })
}

fn items_of(list: &FilledValue) -> Vec<FilledValue> {
    list.items().into_iter().map(|(_, item)| item.clone()).collect()
}

/// What can stand at the end of a way.
pub fn kind_at(form: &FormType, way: &[&str]) -> Option<FieldKind> {
    let (key, rest) = way.split_first()?;
    below(&form.field(key)?.kind, rest)
}

fn below(kind: &FieldKind, way: &[&str]) -> Option<FieldKind> {
    let Some((name, rest)) = way.split_first() else { return Some(kind.clone()) };
    match kind {
        FieldKind::Group(form) => kind_at(form, way),
        FieldKind::Entries(form) if rest.is_empty() => Some(FieldKind::Group(form.clone())),
        FieldKind::Entries(form) => kind_at(form, rest),
        FieldKind::List(item) => below(item, rest),
        // The number, then what is said of the partner.
        FieldKind::ByPartner(each) => match rest.split_first() {
            Some((_, rest)) => below(each, rest),
            None => Some(FieldKind::PartnerName),
        },
        FieldKind::Text(_) | FieldKind::ByLanguage if !name.is_empty() => Some(FieldKind::Line(None)),
        _ => None,
    }
}

/// The field of an item that somebody fills in first.
fn first_field(kind: &FieldKind, way: &str) -> String {
    match kind {
        FieldKind::Entries(form) => {
            let is_simple = |kind: &FieldKind| {
                !matches!(
                    kind,
                    FieldKind::Group(_)
                        | FieldKind::Entries(_)
                        | FieldKind::List(_)
                        | FieldKind::Choices(_)
                        | FieldKind::ByLanguage
                        | FieldKind::ByPartner(_)
                )
            };
            let first = form.fields.iter().find(|field| is_usual(form, field) && is_simple(&field.kind));
            first.map_or_else(|| way.to_owned(), |field| format!("{way}.{}", field.key))
        }
        FieldKind::ByPartner(_) => format!("{way}.{KEY}"),
        _ => way.to_owned(),
    }
}
