"""Calendar entries as the icalendar package reads them, and as RFC 5545 wants their bytes."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar

import words


def check(report, workspace):
    """All checks of the .ics files. That two builds give the same bytes is checked with all the other files."""
    documents = workspace.with_format("ics")
    report.each("calendar: CRLF, lines of at most 75 octets", documents, check_bytes)
    report.each("calendar: the meeting's times, people and text", documents, check_event, workspace)


def check_bytes(group, document):
    """Folding counts octets (3.1) but should leave letters whole, for readers that unfold late."""
    raw = document.files["ics"].read_bytes()
    rest = raw.replace(b"\r\n", b"")
    group.check(b"\r" not in rest and b"\n" not in rest, document, "has a bare CR or LF")
    group.check(raw.endswith(b"END:VCALENDAR\r\n"), document, "does not end in END:VCALENDAR and a line end")
    longest = max(map(len, raw.split(b"\r\n")))
    group.check(longest <= 75, document, f"has a line of {longest} octets")
    for line in raw.split(b"\r\n"):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            group.check(False, document, f"folds in the middle of a letter: {line!r}")


def check_event(group, document, workspace):
    """One event, at the time the partner's file gives in the zone it gives."""
    partner = workspace.partners[document.partner]
    calendar = Calendar.from_ical(document.files["ics"].read_bytes())
    errors = [error for component in calendar.walk() for error in component.errors]
    group.check(not errors, document, f"errors: {errors}")
    group.same(str(calendar.get("METHOD")), "REQUEST", document, "METHOD")
    group.same(str(calendar.get("VERSION")), "2.0", document, "VERSION")
    group.check(calendar.get("PRODID"), document, "has no PRODID")
    events = calendar.walk("VEVENT")
    group.same(len(events), 1, document, "number of events")
    event = events[0]
    for name in ["UID", "DTSTAMP", "SEQUENCE", "SUMMARY", "ORGANIZER", "ATTENDEE"]:
        group.check(event.get(name) is not None, document, f"has no {name}")
    start, end = slot(partner)
    for name, wanted in [("DTSTART", start), ("DTEND", end)]:
        found = event[name].dt
        group.check(isinstance(found, datetime) and found.tzinfo is not None, document, f"{name} is {found}, not a moment")
        group.check(found == wanted, document, f"{name} is {found}, not {wanted}")
    check_people(group, document, workspace, event)
    link = partner["meeting"].get("link")
    if link:
        group.same(str(event.get("LOCATION")), link, document, "LOCATION")
    words.check_words(group, str(event.get("DESCRIPTION", "")), document.text("txt"), f"{document}, DESCRIPTION and text")


def slot(partner):
    """Begin and end of the meeting; its zone is the partner's unless it names one."""
    meeting = partner["meeting"]
    zone = ZoneInfo(meeting.get("zone") or partner["timezone"])
    day = date.fromisoformat(meeting["date"])
    start = datetime.combine(day, time.fromisoformat(meeting["start"]), zone)
    if meeting.get("slot_min"):
        # In real minutes, also on the night the clocks change.
        return start, (start.astimezone(ZoneInfo("UTC")) + timedelta(minutes=int(meeting["slot_min"])))
    return start, datetime.combine(day, time.fromisoformat(meeting["end"]), zone)


def check_people(group, document, workspace, event):
    """Who invites is ours; everybody is somebody we know, under the name we know."""
    attendees = event.get("ATTENDEE") or []
    attendees = attendees if isinstance(attendees, list) else [attendees]
    ours = [contact.get("email") for contact in workspace.institution.get("contacts", [])]
    theirs = [contact.get("email") for contact in workspace.partners[document.partner].get("contacts", [])]
    address = lambda person: str(person).removeprefix("mailto:")
    organizer = event.get("ORGANIZER")
    group.check(address(organizer) in ours, document, f"organizer `{organizer}` is none of {ours}")
    for person in [organizer, *attendees]:
        group.check(str(person).startswith("mailto:"), document, f"`{person}` is no mailto: address")
        group.same(person.params.get("CN"), workspace.person(address(person), document.partner), document, f"name of {person}")
    group.check(any(address(one) in theirs for one in attendees), document, f"invites nobody of the partner: {attendees}")
    for one in attendees:
        group.same(one.params.get("RSVP"), "TRUE", document, f"RSVP of {one}")
