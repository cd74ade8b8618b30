//! What a form has in its fields: as it was typed, or as it stands in a file. The names of a form's fields are ways:
//! `contacts.0.given_name`.
//!
//! Of lists the items are numbered. What begins with `_` is no field but about one: `contacts.0._from` says which item of
//! the file it was, `contacts._list` that the list was shown even if it has no item.

/// Which item of the file an item was.
pub const FROM: &str = "_from";
/// That a list was shown.
pub const LIST: &str = "_list";
/// For which partner something is.
pub const KEY: &str = "_key";
/// What is for a partner.
pub const VALUE: &str = "_value";

/// How deep fields may lie; ours lie six deep.
const DEEPEST: usize = 16;

/// What is in a field, and in those below it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FilledValue {
    /// What was typed or chosen; several of boxes that were ticked.
    pub said: Vec<String>,
    /// What is below it, by its last name.
    pub parts: Vec<(String, FilledValue)>,
}

impl FilledValue {
    /// One that has a text.
    pub fn of(text: impl Into<String>) -> Self {
        Self { said: vec![text.into()], parts: Vec::new() }
    }

    /// What a form sent.
    pub fn read(form: &[(String, String)]) -> Self {
        let mut whole = Self::default();
        for (name, text) in form {
            let way: Vec<&str> = name.split('.').collect();
            if way.len() <= DEEPEST {
                whole.make(&way).said.push(text.clone());
            }
        }
        whole
    }

    /// The same as a form sends it.
    pub fn form(&self) -> Vec<(String, String)> {
        fn below(filled: &FilledValue, name: &str, form: &mut Vec<(String, String)>) {
            form.extend(filled.said.iter().map(|text| (name.to_owned(), text.clone())));
            for (part, filled) in &filled.parts {
                let name = if name.is_empty() { part.clone() } else { format!("{name}.{part}") };
                below(filled, &name, form);
            }
        }
        let mut form = Vec::new();
        below(self, "", &mut form);
        form
    }

    /// What is below it under a name.
    pub fn part(&self, name: &str) -> Option<&Self> {
        self.parts.iter().find(|(own, _)| own == name).map(|(_, part)| part)
    }

    /// What is at the end of a way.
    pub fn at(&self, way: &[&str]) -> Option<&Self> {
        way.iter().try_fold(self, |filled, name| filled.part(name))
    }

    /// What is at the end of a way, which is made as far as it is not there.
    pub fn make(&mut self, way: &[&str]) -> &mut Self {
        let Some((name, rest)) = way.split_first() else { return self };
        let at = self.parts.iter().position(|(own, _)| own == name).unwrap_or_else(|| {
            self.parts.push(((*name).to_owned(), Self::default()));
            self.parts.len() - 1
        });
        self.parts[at].1.make(rest)
    }

    /// Puts something at the end of a way.
    pub fn put(&mut self, way: &[&str], filled: Self) {
        *self.make(way) = filled;
    }

    /// The text in it: of several the last, because a form can send what stands behind another.
    pub fn text(&self) -> &str {
        self.said.last().map(String::as_str).unwrap_or_default()
    }

    /// What stands under a name that says something about it.
    pub fn note(&self, name: &str) -> &str {
        self.part(name).map(Self::text).unwrap_or_default()
    }

    /// Which item of the file it was; none of one that is new.
    pub fn from(&self) -> Option<usize> {
        self.note(FROM).parse().ok()
    }

    /// The items of a list with their numbers, in order.
    pub fn items(&self) -> Vec<(usize, &Self)> {
        let mut items: Vec<(usize, &Self)> = Vec::new();
        for (name, part) in &self.parts {
            items.extend(name.parse::<usize>().ok().map(|at| (at, part)));
        }
        items.sort_by_key(|(at, _)| *at);
        items
    }

    /// The same items in place of those that it has.
    pub fn with_items(&self, items: Vec<Self>) -> Self {
        let others = self.parts.iter().filter(|(name, _)| name.parse::<usize>().is_err()).cloned();
        let items = items.into_iter().enumerate().map(|(at, item)| (at.to_string(), item));
        Self { said: self.said.clone(), parts: others.chain(items).collect() }
    }

    /// The fields below it: not what is about them.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &Self)> {
        self.parts.iter().filter(|(name, _)| !name.starts_with('_')).map(|(name, part)| (name.as_str(), part))
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        let has_key = self.part(KEY).is_some_and(|key| !key.text().is_empty());
        let value = self.part(VALUE).is_none_or(Self::is_empty);
        self.said.iter().all(String::is_empty)
            && !has_key
            && value
            && self.fields().all(|(_, part)| part.is_empty())
    }
}
