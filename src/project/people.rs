//! Who writes to whom, who is invited.

use crate::diagnostic::words::all;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::digest::Digest;
use crate::email_address::{is_same, sent};
use crate::format::ics::{Invitation, NamedAddress};
use crate::locale::{Person, Readers};
use crate::model::timetable::Slot;
use crate::model::{Occasion, PartnerContact, Status};
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

/// The invitation to the partner's meeting: to the participants whose address is known, or to all contacts
/// when none is. Nobody who objected is invited.
///
/// # Errors
/// What a calendar entry needs and the data lack.
pub fn invitation(partnership: &Partnership<'_>) -> Result<Invitation, Diagnostics> {
    let partner = &partnership.partner.model;
    let organizer = sender(partnership)?;
    let meeting = partnership.meeting().cloned().unwrap_or_default();
    let place = |field: Option<&str>| partnership.partner.place(&partnership.meeting_path(field));
    let Some(slot) = Slot::of(&meeting, partner.timezone.as_deref()) else {
        let needed = [
            ("date", meeting.date.is_some()),
            ("start", meeting.start.is_some()),
            ("slot_min", meeting.slot_min.is_some() || meeting.end.is_some()),
            ("zone", meeting.zone.is_some() || partner.timezone.is_some()),
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
    let institution = &partnership.institution.model;
    let invited = |person: Person, email: &Option<String>| {
        let address = NamedAddress { name: shown_name(&person, partnership), email: email.clone()? };
        Some((person, address))
    };
    let ours = institution.contacts.iter().filter_map(|contact| invited(contact.into(), &contact.email));
    let status = partner.logbook.as_ref().and_then(|logbook| logbook.status);
    let has_objected = |contact: &PartnerContact| {
        let mut others = contact.email.iter().flat_map(|address| partner.same_person(address));
        contact.has_objected() || others.any(PartnerContact::has_objected)
    };
    let reachable = |contact: &&PartnerContact| !has_objected(contact) && status != Some(Status::Objected);
    let theirs = partner.contacts.iter().filter(reachable);
    let theirs = theirs.filter_map(|contact| invited(contact.into(), &contact.email));
    let known: Vec<(Person, NamedAddress)> = ours.chain(theirs).collect();
    let takes_part = |(person, _): &&(Person, NamedAddress)| {
        let called = |name: &String| Person { name: Some(name.clone()), ..Person::default() };
        meeting.participants.iter().any(|one| called(&one.name).is_called_like(person))
    };
    let named: Vec<NamedAddress> = known.iter().filter(takes_part).map(|(_, one)| one.clone()).collect();
    let known: Vec<NamedAddress> = known.into_iter().map(|(_, one)| one).collect();
    let digits = Digest::new().and(&institution.legal_name).and(partnership.id).and("meeting");
    // The meeting without a name is the only one of its kind.
    let digits = match partnership.occasion() {
        Occasion::None => digits,
        Occasion::Meeting(id) => digits.and(id),
    };
    let digits = digits.digits(20);
    let domain = sent(&organizer.email).rsplit('@').next().unwrap_or("invalid").to_owned();
    Ok(Invitation {
        uid: format!("{digits}@{domain}"),
        made_on: partnership.today,
        slot,
        location: meeting.link.clone().or_else(|| meeting.platform.clone()),
        attendees: if named.is_empty() { known } else { named },
        organizer,
        sequence: 0,
        cancelled: false,
    })
}

/// A name as it stands in front of an email address, without degrees: in letters that the partner's documents are read in.
fn shown_name(person: &Person, partnership: &Partnership<'_>) -> String {
    let own = partnership.partner.model.working_language.as_deref();
    let language = own.unwrap_or(&partnership.institution.model.default_language);
    person.for_readers(Readers::of(language)).bare_name().unwrap_or_default()
}
