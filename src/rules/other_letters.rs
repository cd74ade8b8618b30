//! Names of people and places stand in letters that the readers of a document know.

use serde_json::Value as Json;

use super::rule::{FinishedText, Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::letters;
use crate::locale::{Person, Readers, romanised};
use crate::partnership::Partnership;
use crate::schema::{Described, Record};

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("other-letters"),
    reason: "A school in Oslo cannot read “Δημόσιο ΙΕΚ Πάτρας”, nor answer somebody whose name it cannot read. Documents in a language of Latin letters print the name in Latin letters, and in an agreement and on a letterhead the other one too. How a name is written in Latin letters is up to the person or the school: look into a passport, a register, the website.",
    example: "contacts: [{given_name: \"Γιώργος\", family_name: \"Παπαδόπουλος\", email: \"g@example.org\", source: \"your website\"}]",
    scope: Scope::Everything,
    look: Look::Text(check),
};

/// Fields of an organisation, the one for the same in Latin letters, and others that will do.
const FIELDS: &[(&str, Option<&str>, &[&str])] = &[
    ("legal_name", Some("legal_name_latin"), &["name_en"]),
    ("short_name", Some("short_name_latin"), &["legal_name_latin", "name_en"]),
    ("legal_form", None, &[]),
    ("address.street", Some("street_latin"), &[]),
    ("address.city", Some("city_latin"), &[]),
    ("address.region", Some("region_latin"), &[]),
];

fn check(text: &FinishedText<'_>, found: &mut Diagnostics) {
    let meta = &text.document.meta;
    let heads = [Some(&meta.title), meta.subject.as_ref(), meta.summary.as_ref(), meta.footer.as_ref()];
    let heads: Vec<&str> = heads.into_iter().flatten().map(String::as_str).collect();
    let locale = text.template.locale();
    let readers = locale.readers();
    // Line by line, so that the words of two paragraphs do not become one.
    let lines = text.document.markdown.lines().map(letters).collect::<Vec<_>>();
    let printed = format!("{} {}", lines.join(" "), heads.join(" "));
    // Most documents have no such letters.
    if readers.can_read(&printed) {
        return;
    }
    let printed = printed.split_whitespace().collect::<Vec<_>>().join(" ");
    let partnership = text.partnership;
    let mut look = NameLook { printed, readers, language: &locale.words.name, people: Vec::new(), found };
    look.at_organisation(partnership.institution);
    look.at_organisation(partnership.partner);
    for (_, further) in partnership.further {
        look.at_organisation(further);
    }
    look.at_participants(partnership);
}

/// What looks for names in a finished text.
struct NameLook<'a> {
    printed: String,
    readers: Readers,
    language: &'a str,
    /// Those who were looked at.
    people: Vec<Person>,
    found: &'a mut Diagnostics,
}

impl NameLook<'_> {
    fn at_organisation<T: Described>(&mut self, record: &Record<T>) {
        let values = &record.values;
        let country = values.pointer("/address/country").or_else(|| values.get("country"));
        let country = country.and_then(Json::as_str);
        for (field, latin, others) in FIELDS {
            let path: Vec<String> = field.split('.').map(str::to_owned).collect();
            let Some((last, above)) = path.split_last() else { continue };
            let group = above.iter().try_fold(values, |group, key| group.get(key));
            let text = |key: &str| group?.get(key)?.as_str().filter(|text| !text.is_empty());
            let is_known = latin.iter().chain(*others).any(|key| text(key).is_some());
            if let Some(own) = text(last).filter(|own| !is_known && self.is_printed(own)) {
                let advice = match latin {
                    Some(latin) => format!("add `{latin}: \"…\"` beside it"),
                    None => "write it in Latin letters".to_owned(),
                };
                self.tell(record, &path, field, own, country, &advice);
            }
        }
        let extra = values.pointer("/address/extra").and_then(Json::as_array).into_iter().flatten();
        for (at, line) in extra.filter_map(Json::as_str).enumerate() {
            if self.is_printed(line) {
                let path = ["address", "extra", &at.to_string()].map(str::to_owned);
                self.tell(record, &path, "address.extra", line, country, "write the line in Latin letters");
            }
        }
        self.at_people(record, country);
    }

    fn at_people<T: Described>(&mut self, record: &Record<T>, country: Option<&str>) {
        let mut people = Vec::new();
        for list in ["contacts", "signatories"] {
            let entries = record.values.get(list).and_then(Json::as_array).into_iter().flatten();
            for (at, entry) in entries.enumerate() {
                people.push((vec![list.to_owned(), at.to_string()], person_in(entry)));
            }
        }
        let mut told: Vec<&Person> = Vec::new();
        for (path, person) in &people {
            let same = |other: &Person| other.is_called_like(person);
            let is_known = people.iter().any(|(_, other)| other.name_latin.is_some() && same(other));
            let apart = person.apart();
            let names = [&apart.name, &apart.family_name, &apart.given_name];
            let is_printed = names.into_iter().flatten().any(|name| self.is_printed(name));
            if is_known || !is_printed || told.iter().any(|other| same(other)) {
                continue;
            }
            told.push(person);
            let name = apart.name.clone().unwrap_or_default();
            let what = format!("the name of {name}");
            self.tell_of(record, path, &what, &name, country, "add `name_latin: \"…\"` to the person");
        }
        self.people.extend(people.into_iter().map(|(_, person)| person));
    }

    /// Those who take part and stand in no other list.
    fn at_participants(&mut self, partnership: &Partnership<'_>) {
        let partner = partnership.partner;
        let list = partnership.meeting_path(Some("participants"));
        let entries = partner.values.pointer(&format!("/{}", list.join("/"))).and_then(Json::as_array);
        for (at, entry) in entries.into_iter().flatten().enumerate() {
            let person = person_in(entry);
            let Some(name) = person.name.clone().filter(|name| self.is_printed(name)) else { continue };
            if self.people.iter().any(|known| known.is_called_like(&person)) {
                continue;
            }
            let path: Vec<String> = list.iter().cloned().chain([at.to_string(), "name".to_owned()]).collect();
            let country = partner.model.country();
            self.tell(partner, &path, "participants.name", &name, country, "write it in Latin letters");
        }
    }

    /// Whether a name stands in the text in letters that its readers do not know.
    fn is_printed(&self, name: &str) -> bool {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_letter = |one: Option<char>| one.is_some_and(char::is_alphabetic);
        !self.readers.can_read(&name)
            && self.printed.match_indices(&name).any(|(at, _)| {
                let (before, behind) = (&self.printed[..at], &self.printed[at + name.len()..]);
                !is_letter(before.chars().next_back()) && !is_letter(behind.chars().next())
            })
    }

    fn tell<T: Described>(
        &mut self,
        record: &Record<T>,
        path: &[String],
        field: &str,
        own: &str,
        country: Option<&str>,
        advice: &str,
    ) {
        self.tell_of(record, path, &format!("`{field}`"), own, country, advice);
    }

    fn tell_of<T: Described>(
        &mut self,
        record: &Record<T>,
        path: &[String],
        what: &str,
        own: &str,
        country: Option<&str>,
        advice: &str,
    ) {
        let message = format!("{what} has letters that readers of {} may not know", self.language);
        let perhaps = romanised(own, country);
        self.found.push(
            Diagnostic::warning(RULE.code, message)
                .at(&record.file, &record.place(path), "printed as it stands")
                .help(format!("{advice}, as it is written officially; by rule it would be “{perhaps}”")),
        );
    }
}

/// A person of the data.
fn person_in(entry: &Json) -> Person {
    let text = |key: &str| entry.get(key).and_then(Json::as_str).map(str::to_owned);
    Person {
        name: text("name"),
        given_name: text("given_name"),
        family_name: text("family_name"),
        name_latin: text("name_latin"),
        ..Person::default()
    }
}
