//! Who takes part in a meeting, and for which organisation, can be found.

use super::rule::{Look, Rule, Scope};
use crate::attendance::Delegation;
use crate::diagnostic::words::did_you_mean;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Meeting, US};
use crate::partnership::Partnership;
use crate::workspace::is_id;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("meeting-people"),
    reason: "Who cannot be found would stand on the agenda as a bare id, or would not be invited.",
    example: "meeting: {participants: [{person: nobody, org: us}]}",
    scope: Scope::Meetings,
    look: Look::Data(check),
};

fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let Some(meeting) = partnership.meeting() else { return };
    let look = MeetingLook { partnership, meeting };
    look.organisations(found);
    look.zones(found);
    look.persons(found);
}

struct MeetingLook<'a> {
    partnership: &'a Partnership<'a>,
    meeting: &'a Meeting,
}

impl MeetingLook<'_> {
    fn told(&self, message: String, within: &[&str], label: &str) -> Diagnostic {
        let mut path = self.partnership.meeting_path(None);
        path.extend(within.iter().map(|step| (*step).to_owned()));
        let partner = self.partnership.partner;
        Diagnostic::error(RULE.code, message).at(&partner.file, &partner.place(&path), label)
    }

    /// That each organisation has a file that can be read. What is no id is the name of one without a file.
    fn organisations(&self, found: &mut Diagnostics) {
        for (at, id) in self.meeting.further_partners.iter().enumerate() {
            found.extend(self.unknown(id, &["further_partners", &at.to_string()], true));
        }
        for (at, person) in self.meeting.participants.iter().enumerate() {
            if let Some(org) = &person.org {
                found.extend(self.unknown(org, &["participants", &at.to_string(), "org"], !has_words(org)));
            }
        }
        if let Some(host) = &self.meeting.host {
            found.extend(self.unknown(host, &["host"], true));
        }
    }

    fn unknown(&self, id: &str, path: &[&str], needs_file: bool) -> Option<Diagnostic> {
        if !needs_file || !matches!(self.partnership.delegation(id), Delegation::Named(_)) {
            return None;
        }
        let is_there = self.partnership.ids.iter().any(|other| other == id);
        let message = match is_there {
            true => format!("`{id}` is to take part, and its file has mistakes"),
            false => format!("there is no partner `{id}` that could take part"),
        };
        let mut problem = self.told(message, path, "takes part");
        let mut known: Vec<&str> = self.partnership.ids.iter().map(String::as_str).collect();
        known.push(US);
        problem.help = match is_there {
            true => Some(format!("mend them: `handclasp check {id}` tells what they are")),
            false => did_you_mean(id, &known).or_else(|| {
                Some(format!(
                    "write `us` or the id of a partner; `handclasp new {id}` begins a file for it; an organisation without a file is \
                     called by its name, with a capital: `org: \"Town of Porto\"`"
                ))
            }),
        };
        Some(problem)
    }

    /// That the time of a further organisation can be told.
    fn zones(&self, found: &mut Diagnostics) {
        for delegation in self.partnership.delegations() {
            let Delegation::Further(at) = delegation else { continue };
            let Some((id, record)) = self.partnership.further.get(at) else { continue };
            if record.model.timezone.is_none() && record.knows("timezone") {
                let message = format!("`{id}` takes part in the meeting, and has no `timezone`");
                let problem = Diagnostic::error(RULE.code, message).at(&record.file, &(0..0), "");
                found.push(problem.help("add it to that file: `timezone: \"Europe/Warsaw\"`"));
            }
        }
    }

    /// Whether the contacts and signatories of who takes part could be read.
    fn knows_people(&self, delegation: Delegation<'_>) -> bool {
        let knows = |record: &dyn Fn(&str) -> bool| record("contacts") && record("signatories");
        match delegation {
            Delegation::Us => knows(&|field| self.partnership.institution.knows(field)),
            Delegation::Partner => knows(&|field| self.partnership.partner.knows(field)),
            Delegation::Further(at) => {
                let further = self.partnership.further.get(at);
                further.is_none_or(|(_, record)| knows(&|field| record.knows(field)))
            }
            Delegation::Named(_) | Delegation::Unsaid => true,
        }
    }

    /// That each participant has a name.
    fn persons(&self, found: &mut Diagnostics) {
        for (at, attendee) in self.partnership.attendees().iter().enumerate() {
            let Some(person) = attendee.listed else { continue };
            let at = at.to_string();
            let Some(id) = &person.person else {
                if person.name.is_none() {
                    let problem = self.told(
                        "nobody knows who this participant is".to_owned(),
                        &["participants", &at],
                        "",
                    );
                    found.push(
                        problem.help("write `name`, or `person` with the id of a contact or signatory"),
                    );
                }
                continue;
            };
            let ids = self.partnership.person_ids(attendee.delegation);
            let is_unknown_organisation =
                matches!(attendee.delegation, Delegation::Named(name) if !has_words(name));
            if ids.contains(&id.as_str())
                || is_unknown_organisation
                || !self.knows_people(attendee.delegation)
            {
                continue;
            }
            let of = match attendee.delegation {
                Delegation::Us => "we have".to_owned(),
                Delegation::Partner => format!("`{}` has", self.partnership.id),
                Delegation::Further(at) => {
                    format!("`{}` has", self.partnership.further.get(at).map_or("", |(id, _)| id.as_str()))
                }
                Delegation::Named(name) => format!("`{name}` has no file, and so"),
                Delegation::Unsaid => "without `org` there is".to_owned(),
            };
            let message = format!("{of} no contact and no signatory `{id}`");
            let mut problem = self.told(message, &["participants", &at, "person"], "");
            problem.help = did_you_mean(id, &ids).or_else(|| {
                Some(match attendee.delegation {
                    Delegation::Unsaid => "write whose it is: `org: us`, or a partner’s id".to_owned(),
                    _ => format!("give one of them `id: {id}`, or write the `name` instead"),
                })
            });
            found.push(problem);
        }
    }
}

/// Whether a text is a name rather than an id: it has a capital, a blank or another sign that no id has.
fn has_words(text: &str) -> bool {
    !is_id(text)
}
