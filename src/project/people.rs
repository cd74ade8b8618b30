//! Who writes to whom, who is invited.

use super::writing_bans::WritingBans;
use crate::attendance::{Attendee, Delegation, PersonEntry};
use crate::diagnostic::words::all;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::digest::Digest;
use crate::email_address::{is_same, sent};
use crate::format::ics::{CalendarEntry, EntryPurpose, NamedAddress};
use crate::locale::{Person, PostalAddress, Readers};
use crate::model::Meeting;
use crate::model::timetable::Slot;
use crate::partnership::Partnership;

/// Who of us writes to the partner.
///
/// # Errors
/// That the contact has no email address.
pub fn sender(partnership: &Partnership<'_>) -> Result<NamedAddress, Diagnostic> {
    let at = partnership.sender_index();
    let contact = partnership.institution.model.contacts.get(at);
    let person = contact.and_then(|contact| {
        Some(NamedAddress { name: shown_name(&contact.into(), partnership), email: contact.email.clone()? })
    });
    person.ok_or_else(|| {
        let at = at.to_string();
        Diagnostic::error(
            codes::MISSING_DATA,
            "an email and an invitation need a sender with an email address",
        )
        .at(
            &partnership.institution.file,
            &partnership.institution.place(&["contacts", &at]),
            "`email` is missing here",
        )
    })
}

/// The partner's contact at this address.
pub fn recipient(partnership: &Partnership<'_>, email: &str) -> NamedAddress {
    let contact = partnership
        .partner
        .model
        .contacts
        .iter()
        .find(|contact| contact.email.as_deref().is_some_and(|own| is_same(own, email)));
    let name = contact.map(|contact| shown_name(&contact.into(), partnership));
    NamedAddress { name: name.unwrap_or_default(), email: email.to_owned() }
}

/// The calendar entry of the partner's meeting. Everybody who takes part and whose address is known is invited, but for who
/// objected; nobody where it is not known who did.
///
/// # Errors
/// What a calendar entry needs and the data lack.
pub fn calendar_entry(
    partnership: &Partnership<'_>,
    bans: Option<WritingBans<'_>>,
) -> Result<CalendarEntry, Diagnostics> {
    let organizer = sender(partnership)?;
    let meeting = partnership.meeting().cloned().unwrap_or_default();
    let place = |field: Option<&str>| partnership.partner.place(&partnership.meeting_path(field));
    let Some(slot) = Slot::of(&meeting, partnership.meeting_zone()) else {
        let needed = [
            ("date", meeting.date.is_some()),
            ("start", meeting.start.is_some()),
            ("slot_min", meeting.slot_min.is_some() || meeting.end.is_some()),
            ("zone", partnership.meeting_zone().is_some()),
        ];
        if needed.iter().all(|(_, there)| *there) {
            return Err(Diagnostic::error(codes::UNFIT_DATA, "the meeting ends before it begins")
                .at(&partnership.partner.file, &place(Some("end")), "")
                .into());
        }
        let missing: Vec<&str> = needed.iter().filter(|(_, there)| !there).map(|(key, _)| *key).collect();
        return Err(Diagnostic::error(
            codes::MISSING_DATA,
            format!("a calendar entry needs the meeting’s {}", all(&missing)),
        )
        .at(&partnership.partner.file, &place(None), "missing here")
        .into());
    };
    // In the calendars of others it is the same entry, whatever the file is called by now.
    let first_id = partnership.history.first_id(partnership.id);
    let digits = Digest::new().and(&partnership.institution.model.legal_name).and(first_id).and("meeting");
    // The meeting without a name is the only one of its kind.
    let digits = match partnership.occasion().meeting() {
        None => digits,
        Some(id) => digits.and(id),
    };
    let digits = digits.digits(20);
    let domain = sent(&organizer.email).rsplit('@').next().unwrap_or("invalid").to_owned();
    Ok(CalendarEntry {
        uid: format!("{digits}@{domain}"),
        made_on: partnership.today,
        slot,
        location: location(partnership, &meeting),
        link: meeting.link.clone(),
        attendees: invited(partnership, bans),
        organizer,
        sequence: 0,
        purpose: EntryPurpose::Publish,
    })
}

/// A name as it stands in front of an email address, without degrees: in letters that the partner's documents are read in.
fn shown_name(person: &Person, partnership: &Partnership<'_>) -> String {
    let own = partnership.partner.model.working_language.as_deref();
    let language = own.unwrap_or(&partnership.institution.model.default_language);
    person.for_readers(Readers::of(language)).bare_name().unwrap_or_default()
}

/// Where it is, as calendars show it: the place as addresses are written in the host’s country, or online the link, else the
/// platform.
fn location(partnership: &Partnership<'_>, meeting: &Meeting) -> Option<String> {
    let place = meeting.place.as_ref().filter(|_| meeting.form().has_place()).map(|place| {
        let address = PostalAddress {
            street: place.street.clone(),
            postal_code: place.postal_code.clone(),
            city: place.city.clone(),
            country: partnership.country_of(partnership.host(meeting)).map(str::to_owned),
            ..PostalAddress::default()
        };
        let parts = [place.name.clone(), place.room.clone()].into_iter().flatten();
        let parts: Vec<String> =
            parts.chain(address.lines_below_extra()).filter(|part| !part.is_empty()).collect();
        parts.join(", ")
    });
    let online = || meeting.link.clone().or_else(|| meeting.platform.clone());
    place.filter(|place| !place.is_empty()).or_else(online)
}

/// Who takes part and may be written to, each address once; nobody where it is not known who objected.
pub fn invited(partnership: &Partnership<'_>, bans: Option<WritingBans<'_>>) -> Vec<NamedAddress> {
    let Some(bans) = bans else { return Vec::new() };
    let mut invited: Vec<NamedAddress> = Vec::new();
    for attendee in partnership.attendees() {
        if let Some(person) = reachable(partnership, bans, &attendee)
            && invited.iter().all(|other| !is_same(&other.email, &person.email))
        {
            invited.push(person);
        }
    }
    invited
}

/// Somebody who takes part, when an address is known and nothing forbids to write there.
fn reachable(
    partnership: &Partnership<'_>,
    bans: WritingBans<'_>,
    attendee: &Attendee<'_>,
) -> Option<NamedAddress> {
    let listed = attendee.listed;
    let own_email = listed.and_then(|listed| listed.email.clone());
    let called = listed.and_then(|listed| listed.name.clone());
    let us = &partnership.institution.model;
    let partner = match attendee.delegation {
        Delegation::Partner => Some(&partnership.partner.model),
        Delegation::Further(at) => Some(&partnership.further.get(at)?.1.model),
        Delegation::Us | Delegation::Named(_) | Delegation::Unsaid => None,
    };
    let signatories = partner.map_or(&us.signatories, |partner| &partner.signatories);
    let (person, email) = match (attendee.entry, partner) {
        (Some(PersonEntry::Contact(at)), None) => {
            let contact = us.contacts.get(at)?;
            (contact.into(), contact.email.clone())
        }
        (Some(PersonEntry::Contact(at)), Some(partner)) => {
            let contact = partner.contacts.get(at)?;
            if contact.has_objected() {
                return None;
            }
            (contact.into(), contact.email.clone())
        }
        (Some(PersonEntry::Signatory(at)), _) => {
            let signatory = signatories.get(at)?;
            (signatory.into(), signatory.email.clone())
        }
        (None, _) => (Person { name: called.clone(), ..Person::default() }, None),
    };
    let email = own_email.or(email)?;
    let name = match attendee.delegation {
        Delegation::Named(_) | Delegation::Unsaid => called.unwrap_or_default(),
        _ => shown_name(&person, partnership),
    };
    bans.let_invite(partnership, attendee.delegation, &person, &email).then_some(NamedAddress { name, email })
}
