"""Calendar entries as two packages read them, icalendar and vobject, and as RFC 5545 and RFC 5546 want them.

What `build` makes is an entry for one's own calendar; what `send --invite` makes asks for an answer, is moved and cancelled.
"""

import email.policy
from collections import Counter
from datetime import date, datetime, time, timedelta, timezone
from email.parser import BytesParser
from zoneinfo import ZoneInfo

import vobject
import yaml
from icalendar import Calendar

from sending import SENT, Office, Sink

PARTNER = "tahtiselka"
# How often a property of an event may be there, by the method (RFC 5546, 3.2.1, 3.2.2, 3.2.5): from, to.
ONCE, MANY, NEVER, MAYBE = (1, 1), (1, 99), (0, 0), (0, 1)
COUNTS = {
    "PUBLISH": {"DTSTAMP": ONCE, "DTSTART": ONCE, "ORGANIZER": ONCE, "SUMMARY": ONCE, "UID": ONCE, "ATTENDEE": NEVER, "DTEND": MAYBE},
    "REQUEST": {"ATTENDEE": MANY, "DTSTAMP": ONCE, "DTSTART": ONCE, "ORGANIZER": ONCE, "SUMMARY": ONCE, "UID": ONCE, "DTEND": MAYBE},
    "CANCEL": {"DTSTAMP": ONCE, "ORGANIZER": ONCE, "SEQUENCE": ONCE, "UID": ONCE, "STATUS": ONCE},
}
# Of all methods: at most once each (RFC 5545, 3.6.1), and never both of two.
AT_MOST_ONCE = ["CLASS", "CREATED", "DESCRIPTION", "LAST-MODIFIED", "LOCATION", "PRIORITY", "SEQUENCE", "STATUS", "URL", "DURATION"]
# What is Markdown or a table and no sentence.
MARKS = ["**", "](", "|", "#", "\\", "---", "==="]


def check(report, workspace, options, folder):
    """All checks of calendar entries. That two builds give the same bytes is checked with all the other files."""
    documents = workspace.with_format("ics")
    report.each("calendar: CRLF, lines of at most 75 octets", documents, check_bytes)
    report.each("calendar: what is built is published: the meeting's times and text", documents, check_built, workspace)
    folder.mkdir()
    report.each("calendar: who is invited is asked; moved and cancelled", MEETINGS, check_invitation, options, folder)


def check_bytes(group, document):
    """Folding counts octets (3.1) but should leave letters whole, for readers that unfold late."""
    check_lines(group, document, document.files["ics"].read_bytes())


def check_lines(group, document, raw):
    """Lines as RFC 5545 wants them."""
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


def read_event(group, what, raw, method):
    """The only event, as icalendar reads it; vobject, which knows nothing of it, reads the same."""
    calendar = Calendar.from_ical(raw)
    errors = [error for component in calendar.walk() for error in component.errors]
    group.check(not errors, what, f"errors: {errors}")
    group.same(str(calendar.get("METHOD")), method, what, "METHOD")
    group.same(str(calendar.get("VERSION")), "2.0", what, "VERSION")
    group.check(calendar.get("PRODID"), what, "has no PRODID")
    events = calendar.walk("VEVENT")
    group.same(len(events), 1, what, "number of events")
    event = events[0]
    other = vobject.readOne(raw.decode("utf-8"))
    other.validate(raiseException=True)
    group.same(other.method.value, method, what, "METHOD in vobject")
    group.same(len(other.vevent_list), 1, what, "number of events in vobject")
    for name in ["UID", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "SEQUENCE", "STATUS"]:
        own, others = event.get(name), getattr(other.vevent, name.lower(), None)
        group.same(None if others is None else str(others.value), None if own is None else str(own), what, f"{name} in vobject")
    for name in ["DTSTART", "DTEND"]:
        group.same(getattr(other.vevent, name.lower()).value, event[name].dt, what, f"{name} in vobject")
    people = sorted(str(one.value) for one in other.vevent.contents.get("attendee", []))
    group.same(people, sorted(map(str, attendees(event))), what, "ATTENDEE in vobject")
    check_counts(group, what, event, method)
    return event


def check_counts(group, what, event, method):
    """How often each property is there."""
    found = Counter(name for name, _ in event.property_items(recursive=False) if name not in ("BEGIN", "END"))
    for name, (least, most) in COUNTS[method].items():
        group.check(least <= found[name] <= most, what, f"{name} is there {found[name]} times in a {method}")
    for name in AT_MOST_ONCE:
        group.check(found[name] <= 1, what, f"{name} is there {found[name]} times")
    group.check(not (found["DTEND"] and found["DURATION"]), what, "DTEND and DURATION")
    alarms = event.walk("VALARM")
    group.check(method != "CANCEL" or not alarms, what, "reminds of a meeting that does not take place")
    for alarm in alarms:
        for name in ["ACTION", "DESCRIPTION", "TRIGGER"]:
            group.check(alarm.get(name) is not None, what, f"a reminder has no {name}")


def attendees(event):
    """Who is asked."""
    found = event.get("ATTENDEE") or []
    return found if isinstance(found, list) else [found]


def check_built(group, document, workspace):
    """What `build` makes names nobody but who publishes it."""
    raw = document.files["ics"].read_bytes()
    event = read_event(group, document, raw, "PUBLISH")
    partner = workspace.partners[document.partner]
    check_meeting(group, document, event, partner["meeting"], partner["timezone"])
    organizer = event.get("ORGANIZER")
    ours = [contact.get("email") for contact in workspace.institution.get("contacts", [])]
    group.check(str(organizer).removeprefix("mailto:") in ours, document, f"organizer `{organizer}` is none of {ours}")


def check_meeting(group, what, event, meeting, fallback):
    """Times, place and text."""
    start, end = slot(meeting, fallback)
    for name, wanted in [("DTSTART", start), ("DTEND", end)]:
        found = event[name].dt
        group.check(isinstance(found, datetime) and found.tzinfo is not None, what, f"{name} is {found}, not a moment")
        group.check(found == wanted, what, f"{name} is {found}, not {wanted}")
    place, link = meeting.get("place"), meeting.get("link")
    location = str(event.get("LOCATION"))
    if place:
        for part in ["name", "city"]:
            group.check(place[part] in location, what, f"LOCATION `{location}` has no {place[part]}")
    elif link:
        group.same(location, link, what, "LOCATION")
    group.same(event.get("URL") and str(event["URL"]), link, what, "URL")
    text = str(event.get("DESCRIPTION", ""))
    for mark in MARKS:
        group.check(mark not in text.replace(link or "", ""), what, f"`{mark}` in DESCRIPTION")
    for words in filter(None, [link, place and place["name"], start.astimezone(ZoneInfo(meeting.get("zone") or fallback)).strftime("%H:%M")]):
        group.check(words in text, what, f"DESCRIPTION says nothing of {words}: {text}")


def slot(meeting, fallback):
    """Begin and end of the meeting."""
    zone = ZoneInfo(meeting.get("zone") or fallback)
    day = date.fromisoformat(meeting["date"])
    start = datetime.combine(day, time.fromisoformat(meeting["start"]), zone)
    if meeting.get("slot_min"):
        # In real minutes, also on the night the clocks change.
        return start, (start.astimezone(timezone.utc) + timedelta(minutes=int(meeting["slot_min"])))
    return start, datetime.combine(day, time.fromisoformat(meeting["end"]), zone)


# ---- invitations ----

ONLINE = {"date": "2027-03-04", "start": "11:00", "slot_min": 60, "zone": "Europe/Helsinki", "link": "https://meet.example.org/abc-123"}
HALL = {"name": "Sala Azul, 2.º andar", "street": "Rua da Maré-Cheia, 12", "postal_code": "9999-001", "city": "Vila Nova da Maré"}
IN_PERSON = {"date": "2027-03-29", "start": "10:00", "end": "12:30", "form": "in_person", "host": "us", "place": HALL}
HYBRID = {**ONLINE, "form": "hybrid", "host": "us", "place": HALL, "platform": "Microsoft Teams"}
THREE = {
    **ONLINE,
    "further_partners": ["gruenfliess"],
    "participants": [
        {"person": "intl", "org": PARTNER},
        {"person": "coordinator", "org": "us"},
        {"name": 'Rosa "Rosinha" Prata; Lda, :/', "org": "Town of Maré", "email": "rosa@mare.example.org"},
    ],
}
# By name: the meeting, the zone of its times where it names none, and who is asked besides who invites.
MEETINGS = {
    "online": (ONLINE, None, {"paivi.ayravainen@tahtiselka.example.org"}),
    "in-person": (IN_PERSON, "Europe/Lisbon", {"paivi.ayravainen@tahtiselka.example.org"}),
    "hybrid": (HYBRID, None, {"paivi.ayravainen@tahtiselka.example.org"}),
    "three": (
        THREE,
        None,
        {"paivi.ayravainen@tahtiselka.example.org", "ausbildung@gruenfliess.example.org", "rosa@mare.example.org"},
    ),
}
INVITES = "ines.simao@ancora-azul.example.org"


def check_invitation(group, name, options, folder):
    """Invited to, moved by an hour, cancelled: one entry, a higher number each time, the same bytes in part and attachment."""
    meeting, zone, asked = MEETINGS[name]
    office = Office(options, folder / name, documents=("invitation",), change=lambda data: data.partners[PARTNER].update(meeting=meeting))
    later = {**meeting, "start": "12:00", **({"end": "14:30"} if "end" in meeting else {})}
    uids = set()
    with Sink() as sink:
        office.account(sink.port)
        for sequence, (flag, method, held) in enumerate([("--invite", "REQUEST", meeting), ("--update", "REQUEST", later), ("--cancel", "CANCEL", later)]):
            if held is not meeting and flag == "--update":
                # Only the partner's file: beside it lies what was sent.
                partner = {**office.data.partners[PARTNER], "meeting": held}
                path = office.folder / f"partners/{PARTNER}.yaml"
                path.write_text(yaml.safe_dump(partner, allow_unicode=True, sort_keys=False), encoding="utf-8")
                built = office.run("build", "invitation", "--partner", PARTNER, "--format", "md", "--format", "eml")
                group.same(built.returncode, 0, f"{name}, {flag}", f"build: {built.told}")
            sent = office.send("invitation", "--partner", PARTNER, flag)
            group.same(sent.returncode, SENT, f"{name}, {flag}", f"exit code {sent.told}")
            group.same(len(sink.mails), sequence + 1, f"{name}, {flag}", "number of mails")
            what = f"{name}, {flag}"
            raw = entry_of(group, what, sink.mails[-1][1], method)
            check_lines(group, what, raw)
            event = read_event(group, what, raw, method)
            check_meeting(group, what, event, held, zone)
            group.same(int(event["SEQUENCE"]), sequence, what, "SEQUENCE")
            uids.add(str(event["UID"]))
            check_people(group, what, event, asked)
            group.same(event.get("STATUS") and str(event["STATUS"]), "CANCELLED" if method == "CANCEL" else None, what, "STATUS")
    group.same(len(uids), 1, name, f"number of UIDs: {uids}")


def entry_of(group, what, mail, method):
    """The calendar part of a mail, whose parameter says what it says (RFC 6047, 2.4); the attachment has the same bytes."""
    message = BytesParser(policy=email.policy.default).parsebytes(mail)
    parts = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    group.same(len(parts), 1, what, "number of calendar parts")
    group.same(parts[0].get_param("method"), method, what, "method of the part")
    raw = parts[0].get_payload(decode=True)
    attached = [part.get_payload(decode=True) for part in message.iter_attachments() if part.get_filename() == "invite.ics"]
    group.check(attached == [raw], what, "the attachment is not the calendar part")
    return raw


def check_people(group, what, event, asked):
    """Who invites is there once and has accepted; everybody else is asked for an answer."""
    group.same(str(event["ORGANIZER"]), f"mailto:{INVITES}", what, "ORGANIZER")
    found = {str(one).removeprefix("mailto:"): one for one in attendees(event)}
    group.same(len(found), len(attendees(event)), what, "an address is there twice")
    group.same(set(found), asked | {INVITES}, what, "ATTENDEE")
    for address, one in found.items():
        wanted = None if address == INVITES else "TRUE"
        group.same(one.params.get("RSVP"), wanted, what, f"RSVP of {address}")
        group.same(one.params.get("PARTSTAT"), "ACCEPTED" if address == INVITES else "NEEDS-ACTION", what, f"PARTSTAT of {address}")
