//! The helper `party`: the paragraph of an organisation in an agreement, by the patterns of a language.

use tera::{Error, State, TeraResult, Value};

use super::engine_values::{entry, field, is_missing};
use super::organisation::{address_lines, ids, names};
use super::phrases;
use super::readable::{ORIGINAL, person_of};
use crate::locale::{Locale, PartyPatterns, fill};

/// `organisation | party`: name, address, numbers, and who signs for it; what is not known is left out with its words.
pub fn party(organisation: &Value, state: &State, locale: &Locale) -> TeraResult<Value> {
    if is_missing(organisation) {
        return Ok(Value::undefined());
    }
    if !organisation.is_map() {
        let message = format!("`party` needs an organisation, and this is a {}", organisation.name());
        return Err(Error::message(message));
    }
    let writer = PartyWriter { patterns: &locale.words.party, state };
    let between = &writer.patterns.between;
    let lines = [
        Some(writer.name(organisation)?),
        writer.escaped(&Value::from(address_lines(organisation, locale, None, state)?.join(between)))?,
        writer.escaped(&Value::from(ids(organisation, locale.readers()).join(between)))?,
        writer.represented(organisation)?,
    ];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    let line_end = if state.autoescaping_enabled() { "\\\n" } else { "\n" };
    Ok(Value::safe_string(&lines.join(&format!("{}{line_end}", writer.patterns.line_end))))
}

struct PartyWriter<'a> {
    patterns: &'a PartyPatterns,
    state: &'a State<'a>,
}

impl PartyWriter<'_> {
    fn name(&self, organisation: &Value) -> TeraResult<String> {
        let names = names(organisation);
        let own_short_name = field(organisation, "short_name").filter(|short| !names.contains(short));
        let escaped = |name: &String| self.escaped(&Value::from(name.as_str()));
        let names =
            names.iter().filter_map(|name| escaped(name).transpose()).collect::<TeraResult<Vec<_>>>()?;
        let Some((legal_name, others)) = names.split_first() else {
            return Err(Error::message("this organisation has no name"));
        };
        let others = others.join(&self.patterns.between_names);
        let others = Some(others).filter(|names| !names.is_empty());
        let of = |pattern: &str, name: &str, value: Option<String>| {
            value.map_or_else(String::new, |value| fill(pattern, &[(name, &value)]))
        };
        let legal_form = self.field(organisation, "legal_form")?;
        // Who is called by the whole name has no other one to announce.
        let short_name = own_short_name.map_or(Ok(None), |short| self.escaped(&Value::from(short)))?;
        Ok(fill(
            &self.patterns.name,
            &[
                ("legal_name", legal_name),
                ("other_names", &of(&self.patterns.other_names, "names", others)),
                ("legal_form", &of(&self.patterns.legal_form, "legal_form", legal_form)),
                ("short_name", &of(&self.patterns.short_name, "short_name", short_name)),
            ],
        ))
    }

    fn represented(&self, organisation: &Value) -> TeraResult<Option<String>> {
        let signatories = entry(organisation, "signatories").and_then(Value::as_array).unwrap_or_default();
        let mut all = String::new();
        for (at, signatory) in signatories.iter().enumerate() {
            let one = self.signatory(signatory)?;
            let is_last = at + 1 == signatories.len();
            all += &match at {
                0 => one,
                _ if is_last => fill(&self.patterns.last_signatory, &[("signatory", &one)]),
                _ => fill(&self.patterns.next_signatory, &[("signatory", &one)]),
            };
        }
        let known = !signatories.is_empty();
        Ok(known.then(|| fill(&self.patterns.represented, &[("signatories", &all)])))
    }

    fn signatory(&self, signatory: &Value) -> TeraResult<String> {
        let Some(name) = person_of(|key| field(signatory, key)).full_name() else {
            return Err(Error::message("a signatory of this organisation has no name"));
        };
        let mut name = self.escaped(&Value::from(name))?.unwrap_or_default();
        if let Some(original) = entry(signatory, ORIGINAL)
            && let Some(original) = self.field(original, "name")?
        {
            name += &fill(&self.patterns.other_names, &[("names", &original)]);
        }
        let position = self.field(signatory, "position")?;
        let position = position.map(|text| fill(&self.patterns.position, &[("position", &text)]));
        let authority = match field(signatory, "authority_basis") {
            Some(basis) => {
                let phrase = Value::from(phrases::marked(&basis, self.state)?);
                let phrase = self.state.escape_if_needed(&phrase)?;
                fill(&self.patterns.authority, &[("authority", &phrase)])
            }
            None => String::new(),
        };
        let position = position.unwrap_or_default();
        let parts = [("name", name.as_str()), ("position", &position), ("authority", &authority)];
        Ok(fill(&self.patterns.signatory, &parts))
    }

    /// A field of a group, escaped; none when it is empty.
    fn field(&self, group: &Value, key: &str) -> TeraResult<Option<String>> {
        entry(group, key).map_or(Ok(None), |value| self.escaped(value))
    }

    fn escaped(&self, value: &Value) -> TeraResult<Option<String>> {
        match value.as_str() {
            Some(text) if !text.is_empty() => self.state.escape_if_needed(value).map(Some),
            _ => Ok(None),
        }
    }
}
