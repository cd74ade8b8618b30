"""The forms of the institution and of a partner in a real browser: every field typed, saved and read back; lists, a file that was
changed meanwhile, the keyboard alone."""

from playwright.sync_api import expect

from office_visit import tab_to

PARTNER = "gruenfliess"
DATA = f"/partners/{PARTNER}/data"
PAGES = {
    "data-of-partner": DATA,
    "data-memorandum": f"{DATA}/mou",
    "data-institution": "/institution",
    "data-defaults": "/institution/defaults",
}
PARTNER_GROUPS = [
    "organisation", "address", "languages", "contacts", "signatories", "cooperation", "proposal", "meetings", "mou",
    "loi", "mobility", "logbook",
]
INSTITUTION_GROUPS = [
    "organisation", "address", "about", "contacts", "signatories", "look", "mail", "defaults", "privacy", "eu_funding",
    "esign", "languages",
]
# What is typed where the name of a field asks for more than a line of text.
VALUES = {
    "oid": "E99999901", "pic": "000000001", "code": "2021-1-PT01-KA120-VET-000000001", "year": "2027", "call": "2027",
    "call_year": "2027", "host": "smtp.example.org", "imap_host": "imap.example.org", "accent": "#0b5c8a",
    "timezone": "Europe/Lisbon", "zone": "Europe/Lisbon", "start": "on_last_signature", "project_code": "2021-1-PT01-KA120-VET-000000001",
    "phone": "+351 200 000 001", "logo": "assets/logo.svg",
}


def prepare(copy):
    """The sample, with a partner of whom almost nothing is known."""
    copy.partners["bare"] = {"legal_name": "Bare & <Sons>", "kind": "company"}
    return copy


def fields_in(scope):
    """The names of all fields in a part of a form, with what kind they are."""
    return scope.evaluate(
        """part => [...part.querySelectorAll('input, select, textarea')]
          .filter(one => one.name && one.type !== 'hidden' && one.form)
          .map(one => [one.name, one.tagName === 'INPUT' ? one.type : one.tagName.toLowerCase(), one.inputMode])"""
    )


def unfold(scope):
    scope.evaluate("part => [part, ...part.querySelectorAll('details')].forEach(one => { one.open = true; })")


def add_items(page, scope):
    """One item in each list, in those inside of others, too."""
    while True:
        unfold(scope)
        button = scope.locator("div.list:not(:has(> ol > li)) > button.add").first
        if not button.count():
            return
        value = button.get_attribute("value")
        button.click()
        page.wait_for_selector(f"div.list:has(> ol > li) > button.add[value='{value}']")
    unfold(scope)


def show(page, field):
    """Chooses the language of a text."""
    if not field.is_visible():
        place = field.evaluate("one => [...one.closest('.tongues').querySelectorAll('.tongue')].indexOf(one.closest('.tongue'))")
        field.locator("xpath=ancestor::fieldset[contains(@class,'tongues')][1]").locator(".tabs label").nth(place).click()


def type_all(page, scope, mark):
    """Types something into every field; gives what it is, by the names."""
    typed = {}
    for number, (name, kind, mode) in enumerate(fields_in(scope)):
        field = scope.locator(f"[name='{name}']")
        last = [step for step in name.split(".") if not step.isdigit()][-1]
        if kind == "radio":
            field.nth(1 + number % 2).check()
            typed[name] = ["true", "false"][number % 2] if name not in typed else typed[name]
            typed[name] = field.locator("xpath=self::*[1]").first.evaluate(
                "(one) => document.querySelector(`input[name='${one.name}']:checked`).value"
            )
            continue
        if kind == "checkbox":
            field.locator("xpath=self::*[@type='checkbox']").first.check()
            typed[name] = "checked"
            continue
        show(page, field)
        if kind == "select":
            # The partner that a document is for, or a language, is one that there is.
            options = field.evaluate("one => [...one.options].map(option => option.value).filter(value => value)")
            value = "de" if "de" in options else options[-1]
            field.select_option(value)
        else:
            value = {"date": "2027-03-04", "time": "09:30", "datetime-local": "2027-03-04T09:30", "email": f"n{number}@example.org",
                     "url": f"https://n{number}.example.org", "tel": "+351 200 000 001"}.get(kind)
            value = value or VALUES.get(last) or ("12" if mode == "numeric" else f"{mark} {number}: “#” & <b>")
            field.fill(value)
        typed[name] = value
    return typed


def read_back(group, scope, typed, where):
    for name, value in typed.items():
        field = scope.locator(f"[name='{name}']")
        if not field.count():
            # A text in no language is one in the usual language as soon as there is a second one.
            same = scope.locator(f"[name^='{name}.']").evaluate_all("all => all.map(one => one.value)")
            group.check(value in same, where, f"{name} is not there")
            continue
        if value == "checked":
            group.check(scope.locator(f"[type=checkbox][name='{name}']").first.is_checked(), where, f"{name} is not ticked")
        elif field.count() > 1:
            now = field.first.evaluate("one => document.querySelector(`input[name='${one.name}']:checked`)?.value")
            group.same(now, value, where, name)
        else:
            group.same(field.input_value(), value, where, name)


def every_field(group, visit, folder, address, groups, least):
    count = 0
    for name in groups:
        page = visit.go(f"{address}/{name}")
        scope = page.locator(f"#group-{name}")
        add_items(page, scope)
        typed = type_all(page, scope, name)
        count += len(typed)
        page.locator(".save-bar button.main").click()
        expect(page.locator(".notice.made")).to_be_visible()
        page = visit.go(f"{address}/{name}")
        scope = page.locator(f"#group-{name}")
        unfold(scope)
        read_back(group, scope, typed, name)
    group.check(count >= least, address, f"only {count} fields were typed")


def of_partner(group, visit, folder):
    every_field(group, visit, folder, "/partners/bare/data", PARTNER_GROUPS, 300)
    text = (folder / "partners" / "bare.yaml").read_text(encoding="utf-8")
    group.check("organisation 0" in text, "file", text[:300])


def of_institution(group, visit, folder):
    kept = (folder / "institution.yaml").read_bytes()
    every_field(group, visit, folder, "/institution", INSTITUTION_GROUPS, 100)
    (folder / "institution.yaml").write_bytes(kept)


def saves_and_undoes(group, visit, folder):
    file = folder / "partners" / f"{PARTNER}.yaml"
    before = file.read_bytes()
    page = visit.go(f"/partners/{PARTNER}")
    page.get_by_role("link", name="Change data").click()
    page.get_by_label("Short name", exact=True).fill("GFH")
    page.locator(".save-bar button.main").click()
    notice = page.locator(".notice.made")
    expect(notice).to_be_visible()
    group.check(page.evaluate("document.activeElement.matches('.notice')"), "notice", "has not the focus")
    group.check(b"GFH" in file.read_bytes(), "file", "has not what was typed")
    notice.get_by_role("button", name="Undo").click()
    page.wait_for_load_state("networkidle")
    group.same(file.read_bytes(), before, "file", "after the undo")


def lists_by_mouse(group, visit, folder):
    file = folder / "partners" / f"{PARTNER}.yaml"
    before = file.read_bytes()
    page = visit.go(f"{DATA}/contacts")
    part = page.locator("#group-contacts")
    count = part.locator(".entry").count()
    part.locator("button.add").last.click()
    expect(part.locator("details.entry")).to_have_count(count + 1)
    focused = page.evaluate("document.activeElement.name")
    group.same(focused, f"contacts.{count}.given_name", "focus", "after an entry was added")
    page.keyboard.type("Mia")
    page.locator(f"button[value='up contacts.{count}']").click()
    expect(page.locator(f"[name='contacts.{count - 1}.given_name']")).to_have_value("Mia")
    group.same(file.read_bytes(), before, "file", "before it is saved")
    page.locator(f"button[value='remove contacts.{count - 1}']").click()
    expect(part.locator("details.entry")).to_have_count(count)
    page.locator(".save-bar button.main").click()
    expect(page.locator(".notice.kept")).to_be_visible()
    group.same(file.read_bytes(), before, "file", "after all was taken back")


def without_script(group, visit, folder):
    context = visit.browser.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto(visit.served.entry)
    page.goto(visit.served.address + f"{DATA}/contacts")
    count = page.locator("#group-contacts details.entry").count()
    page.locator("[name='short_name']").fill("typed")
    page.locator("button[value='add contacts']").click()
    group.same(page.locator("#group-contacts details.entry").count(), count + 1, "entries", "after one was added")
    group.same(page.locator("[name='short_name']").input_value(), "typed", "field", "what was typed")
    context.close()


def changed_meanwhile(group, visit, folder):
    file = folder / "partners" / f"{PARTNER}.yaml"
    before = file.read_text(encoding="utf-8")
    page = visit.go(DATA)
    page.get_by_label("Short name", exact=True).fill("Mine")
    page.locator("[name='website']").fill("https://mine.example.org")
    name = page.locator("[name='legal_name']").input_value()
    file.write_text(before.replace(name, "Theirs", 1), encoding="utf-8")
    page.locator(".save-bar button.main").click()
    expect(page.locator(".notice.outdated")).to_be_visible()
    group.check("Theirs" in page.inner_text("form.conflict"), "choice", page.inner_text("form.conflict"))
    group.check("Mine" not in file.read_text(encoding="utf-8"), "file", "was overwritten")
    page.locator(".save-bar button.main").click()
    expect(page.locator(".notice.made")).to_be_visible()
    text = file.read_text(encoding="utf-8")
    group.check("Theirs" in text and "Mine" in text, "file", text[:400])
    file.write_text(before, encoding="utf-8")


def by_keyboard_alone(group, visit, folder):
    file = folder / "partners" / "bare.yaml"
    page = visit.go("/partners/bare/data/address")
    tab_to(page, "#group-address > summary")
    page.keyboard.press("Tab")
    for _ in range(30):
        if page.evaluate("document.activeElement.name === 'address.city'"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("Kuopio")
    page.keyboard.press("Enter")
    expect(page.locator(".notice.made")).to_be_visible()
    group.check("Kuopio" in file.read_text(encoding="utf-8"), "file", "has not what was typed")


def problem_at_its_field(group, visit, folder):
    page = visit.go("/partners/bare/data/organisation")
    page.locator("[name='website']").fill("no address")
    expect(page.locator("#problem-website p").first).to_be_visible(timeout=15000)
    field = page.locator("[name='website']")
    group.same(field.get_attribute("aria-invalid"), "true", "field", "whether it is marked")
    group.check("problem-website" in field.get_attribute("aria-describedby"), "field", "is not tied to its problem")


def calm(act):
    """The same; that a preview was given up because another page was asked for is no mistake."""

    def acts(group, visit, folder):
        act(group, visit, folder)
        given_up = ("htmx:afterRequest", "htmx:sendAbort")
        visit.told[:] = [told for told in visit.told if not told.startswith(given_up)]

    return acts


ACTIONS = [
    ("saves, and undoes it", calm(saves_and_undoes)),
    ("adds, moves and takes away", calm(lists_by_mouse)),
    ("lists without a script", calm(without_script)),
    ("a file that was changed meanwhile", calm(changed_meanwhile)),
    ("every field of a partner", calm(of_partner)),
    ("every field of the institution", calm(of_institution)),
    ("by keyboard alone", calm(by_keyboard_alone)),
    ("a problem stands at its field", calm(problem_at_its_field)),
]
