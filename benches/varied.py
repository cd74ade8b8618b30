"""Partners with every combination of what decides about words: variants of letters, clauses, two or three organisations,
clocks of one or two zones, what is there and what is missing. Written as JSON, which is YAML."""

import json
import re

ACTIVITIES = ["Three-week internships for electronics learners", "job shadowing for teachers.", "A joint module, taught online;"]
PHRASES = ["send two teachers a year", "share units of learning outcomes in English", "open the workshop to six learners a year."]
FLOWS = ["short_term_learner", "job_shadowing", "course", "group_mobility", "teaching_assignment", "preparatory_visit"]
TYPES = ["training", "mobility", "innovation", "hr_talent", "quality_certification", "international_alliances"]
CLAUSES = ["preamble", "commitments", "implementation", "contacts", "review", "kpis", "costs", "mobility", "recognition",
           "safeguarding", "intellectual_property", "confidentiality", "data_protection", "publicity", "non_exclusivity",
           "inclusion", "amendment", "disputes", "languages", "annexes"]


class Chance:
    """Random choices; what is not chosen is left out of a record."""

    def __init__(self, chance, fullness):
        self.chance, self.fullness = chance, fullness

    def maybe(self, value, likely=None):
        return value if self.chance.random() < (self.fullness if likely is None else likely) else None

    def one(self, *values):
        return self.chance.choice(values)

    def some(self, values, least=0):
        count = self.chance.randint(least, min(len(values), 3))
        return self.chance.sample(values, count)


def record(**fields):
    return {key: value for key, value in fields.items() if value is not None and value != [] and value != {}}


def organisation(some, name, short, likely=None):
    return record(
        legal_name=name, short_name=some.maybe(short), name_en=some.maybe(f"{short} & Friends"), legal_name_latin=some.maybe(f"{short} Latin", 0.2),
        legal_form=some.maybe("e. V.", 0.4), kind=some.one("company", "vet_school", "chamber", "ngo", "university"),
        website=some.maybe("https://partner.example.org"),
        address=record(street=some.maybe("Quay 7"), postal_code=some.maybe("0123"), city=some.maybe("Dresden"), country=some.maybe(some.one("DE", "FI", "ES"))),
        timezone=some.maybe(some.one("Europe/Berlin", "Europe/Helsinki", "Europe/Lisbon", "Pacific/Auckland")),
        working_language="en",
        ids=record(oid=some.maybe("E99999902", 0.5), pic=some.maybe("000000002", 0.5), vat=some.maybe("DE999999999", 0.5),
                   registration=some.maybe(record(label="HRB", number="99", authority=some.maybe("Amtsgericht Dresden", 0.5)), 0.5)),
        contacts=some.maybe([record(
            id="hr", given_name=some.maybe("Jörg"), family_name=some.maybe("Größl"), honorific=some.maybe(some.one("mr", "unknown")),
            titles_before=some.maybe("Dr.", 0.3), function=some.maybe("Head of apprenticeships"), email=some.maybe("hr@partner.example.org"),
            phone=some.maybe("+49 000 000 003"), register=some.maybe(some.one("formal", "informal")), source=some.maybe("the careers page of your company"),
            source_date=some.maybe("2026-11-09"), given_by_person=some.maybe(True, 0.3),
            invitation_url=some.maybe("https://partner.example.org/jobs", 0.4),
            salutation=some.maybe({"en": "Dear Jörg of the sea,"}, 0.15))], 0.95),
        signatories=some.maybe([record(
            name="Dr. Anneliese Großkopf", position=some.maybe("Managing Director", 0.9), authority_basis=some.maybe("the statutes.", 0.4),
            salutation=some.maybe({"en": "Dear Dr Großkopf,"}, 0.3)), *some.some([
                record(name="Otto Second", position="Board"), record(name="Ada Third", position="Treasurer")])], 0.9))


def flow(some):
    return record(type=some.maybe(some.one(*FLOWS)), direction=some.maybe(some.one("in", "out")), learners=some.maybe(some.one(1, 4, 2), 0.8),
                  weeks=some.maybe(some.one(1, 3), 0.8), field=some.maybe("electronics", 0.6), level=some.maybe("4", 0.5),
                  year=some.maybe("2027", 0.5))


def commitments(some):
    return record(ours=some.some(PHRASES), theirs=some.some(PHRASES))


def letter(some):
    return record(
        direction=some.maybe(some.one("from_us", "from_partner")),
        variant=some.maybe(some.one("cooperation", "hosting", "project_partner", "associated_partner")),
        programme=some.maybe("Erasmus+"), action=some.maybe("KA220-VET"), call=some.maybe("2027", 0.6),
        project=some.maybe(record(title=some.maybe("Blue Skills", 0.9), acronym=some.maybe("BluePass", 0.5),
                                  coordinator=some.maybe(some.one("us", "partner", "Tide & Wave gGmbH", "Harbour College")),
                                  start=some.maybe("2027-11-01", 0.6), months=some.maybe(some.one(24, 6), 0.6)), 0.85),
        role=some.maybe("host company for electronics learners."), contribution=some.some(PHRASES),
        condition=some.maybe("if the funding for 2027 is approved", 0.4), valid_until=some.maybe("2027-12-31", 0.7),
        place=some.maybe("Porto", 0.3), date=some.maybe("2026-12-01", 0.4), next_step=some.maybe("a meeting in May", 0.4))


def term(some):
    """From when to when; a term has an end, no end, or neither."""
    start = some.maybe(some.one("2027-09-01", "on_last_signature"))
    notice = some.maybe(some.one(1, 3, 6), 0.5)
    if some.maybe(True, 0.3):
        return record(start=start, open_ended=True, notice_months=notice)
    return record(start=start, end=some.maybe("2030-08-31", 0.5), renewal=some.maybe(some.one("none", "automatic", "by_agreement")),
                  renewal_period_months=some.maybe(some.one(1, 12, 24, 6), 0.5), notice_months=notice)


def memorandum(some, further):
    binding, electronic = some.maybe(True, 0.3), some.maybe(True, 0.3)
    parties = 2 + len(further)
    return record(
        status=some.maybe(some.one("draft", "final")), reference=record(ours=some.maybe("A-1", 0.5), theirs=some.maybe("B/2", 0.5)),
        version=some.maybe("2", 0.4), further_partners=further, preamble=some.some(["We meet **often**.", "Both learn."]),
        term=some.maybe(term(some), 0.9),
        languages=some.one([], ["en"], ["en"]), prevailing=some.maybe(some.one("none", "en"), 0.5), binding=binding,
        binding_exceptions=some.some(["confidentiality", "data protection."]), governing_law=some.maybe("the law of Portugal", 0.6) if binding else None,
        clauses={name: some.one(True, False) for name in some.chance.sample(CLAUSES, some.chance.randint(0, 14))},
        own_clauses=some.some([{"title": "Survey & names", "text": "Read *this*."}, {"title": "Boats #1", "text": "One.\n\nTwo."}]),
        costs=some.maybe(record(mode=some.one("own", "other"), text=some.maybe("We pay **half**.")), 0.5),
        kpis=some.some([record(name="Learners", baseline=some.maybe("0", 0.5), target="12", unit=some.maybe("learners", 0.5), by=some.maybe("2028-06-30", 0.5)),
                        record(name="Teachers", target="4", by=some.maybe("2028-06-30", 0.4))]),
        review=some.maybe(record(frequency=some.maybe(some.one("quarterly", "half_yearly", "yearly")), first_date=some.maybe("2028-02-29", 0.5)), 0.6),
        originals=None if electronic else some.maybe(some.one(parties, parties + 1), 0.5), signature_mode="electronic" if electronic else some.maybe("wet"),
        place=some.maybe(record(ours=some.maybe("Porto"), theirs=some.maybe("Dresden")), 0.5),
        work_plan=some.maybe(record(attached=some.maybe(True, 0.5), items=some.some(["a first visit", "an outline."])), 0.5),
        confidentiality_years=some.maybe(some.one(1, 5, 15), 0.5), annexes=some.some(["Work plan", "List of courses."]))


def meeting(some, name):
    return record(
        date=some.maybe("2027-03-04", 0.92), start=some.maybe(some.one("11:00", "23:30"), 0.92), slot_min=some.maybe(some.one(30, 60, 45), 0.95), zone=some.maybe(some.one("Europe/Helsinki", "Europe/Lisbon"), 0.4),
        platform=some.maybe("Jitsi Meet", 0.5), link=some.maybe("https://meet.example.org/abc-123", 0.6),
        link_follows_by=some.maybe("2027-03-01", 0.5), language=some.maybe("de", 0.3), recording=some.maybe(True, 0.3),
        participants=some.some([record(name="Jörg Größl", org=name), record(name="Inês Gonçalves Simão", org="us"),
                                record(name="A. Guest", org=some.maybe("Guests' Union", 0.5), role=some.maybe("Observer", 0.5))]),
        items=some.maybe([record(title="Our & your plans", min=5, max=10, points=some.some(["Where we stand", "What next"]),
                                 lead=some.maybe("both sides", 0.5), outcome=some.maybe("a plan.", 0.5)),
                          record(title="End", min=1, max=5)], 0.4),
        funding=some.maybe("Erasmus+ KA1", 0.5),
        materials=some.some([record(title="Units", link=some.maybe("https://ancora-azul.example.org/units", 0.5)), record(title="A [draft]")]))


def partner(some, name, further):
    found = organisation(some, "Tide & Wave gGmbH", some.one("Tide", "Tide & Wave of the Great Northern Harbour District"))
    return found | record(
        partnership_types=some.some(TYPES, 1) if some.maybe(True) else None, activities=some.some(ACTIVITIES),
        why_partner=some.maybe("your apprentices train on the same machines."), why_us_for_them=some.some(["Nothing to pay", "One person"]),
        proposal=some.maybe(record(idea=some.maybe("send four learners to you", 0.5), ask=some.maybe("May we visit you in May?", 0.25),
                                   offered_dates=some.maybe(some.some(["2027-01-12 10:00", "2027-01-14 23:15", "2027-01-19 00:30"]), 0.6),
                                   reply_by=some.maybe("2026-12-20", 0.4), duration_min=some.maybe(some.one(20, 45), 0.4),
                                   reference=some.maybe("I saw your stand", 0.5)), 0.8),
        cooperation=some.maybe(record(purpose=some.maybe("the training of boat builders.", 0.9), fields=some.some(["electronics", "cooking", "boats."]),
                                      commitments=commitments(some)), 0.9),
        mobility=some.maybe(record(flows=[flow(some) for _ in range(some.chance.randint(0, 3))], insurance_by=some.maybe(some.one("ours", "theirs", "both")),
                                   accommodation_by=some.maybe(some.one("ours", "theirs", "both"), 0.6), minors=some.maybe(True, 0.5)), 0.85),
        erasmus_priorities=some.maybe({"call_year": "2027", "ids": some.some(["green", "digital", "vet_quality"], 1)}, 0.4),
        loi=some.maybe(letter(some), 0.9), mou=some.maybe(memorandum(some, further), 0.9), meeting=some.maybe(meeting(some, name), 0.9))


def further_partner(some):
    found = organisation(some, "Third College", "TC")
    return found | record(cooperation=record(purpose="x", commitments=commitments(some)), mou=record(place=record(theirs=some.maybe("Oulu", 0.5))))


def institution(text, some):
    """The sample's institution without some lines; sometimes with what it does not have."""
    kept = []
    for line in text.split("\n"):
        optional = re.match(r"(name_en|legal_form|linkedin|defaults|short_name|eu_funding)\b|  (dpo_email|retention_months|legal_basis|oid|pic|vat|erasmus_accreditation|phone|given_name)\b", line)
        if optional and some.chance.random() > max(some.fullness, 0.8):
            continue
        kept.append(line)
    text = "\n".join(kept)
    if some.maybe(True, 0.3):
        text = re.sub(r"^projects:\n(  - .*\n)+", "", text, flags=re.M)
    if some.maybe(True, 0.3):
        text = text.replace("eu_funding: {show: false}", "eu_funding: {show: true, disclaimer: true, emblem_file: assets/logo.svg, project_code: 2023-1-PT01-KA220-VET-000000011}")
    if some.maybe(True, 0.3):
        text = text.replace("mou_term_years: 3, notice_months: 3", some.one("mou_term_years: 1", "notice_months: 1", "mou_term_years: 2, notice_months: 6"))
    return text


def varied(number, chance):
    """The files of a folder of partners, by name, and how the institution changes. Every third one is nearly whole."""
    some = Chance(chance, [0.97, 0.85, 0.7][number % 3])
    files = {}
    further = [f"third-{at}" for at in range(chance.choice([0, 0, 0, 1, 2]))]
    for name in further:
        files[name] = json.dumps({"documents": [], **further_partner(some)}, ensure_ascii=False, indent=1)
    files["partner"] = json.dumps(partner(some, "partner", further), ensure_ascii=False, indent=1)
    return files, lambda text: institution(text, some)
