"""Saving, undoing and seeing in a real browser: what is typed is seen at once, undone after a restart, and mended when broken."""

import re

from playwright.sync_api import expect

from office_visit import Served, Visit

PARTNER = "gruenfliess"
TEXT = f"/partners/{PARTNER}/data/text"
PAGES = {"as-text": TEXT, "institution-as-text": "/institution/text"}
# How soon after the last key the new page must stand there, in milliseconds; builds for tests are several times slower.
SOON = 10_000


def prepare(copy):
    """The sample as it is."""
    return copy


def file_of(folder, partner=PARTNER):
    return folder / "partners" / f"{partner}.yaml"


def picture(page):
    return page.locator("#look-body img").first


def picture_address(page):
    expect(picture(page)).to_be_visible(timeout=SOON)
    return picture(page).get_attribute("src")


def types(group, visit, folder):
    before = file_of(folder).read_bytes()
    page = visit.go(TEXT)
    page.get_by_label("Document", exact=True).select_option(label="One-pager")
    first = picture_address(page)
    expect(page.get_by_text("Page 1 of 1")).to_be_visible(timeout=SOON)
    field = page.get_by_label("Text of the file")
    text = field.input_value()
    # Key by key: only the last one is to be seen.
    field.evaluate("(field, at) => field.setSelectionRange(at, at)", text.index("Grünfließ Präz"))
    field.press_sequentially("Neue ", delay=30)
    expect(picture(page)).not_to_have_attribute("src", first, timeout=SOON)
    page.wait_for_load_state("networkidle")
    drawn = picture(page).evaluate("image => image.complete && image.naturalWidth > 500")
    group.check(drawn, "picture", "is not drawn")
    group.same(file_of(folder).read_bytes(), before, "file", "what stands there before anything is saved")


def is_wrong(group, visit, _):
    page = visit.go(TEXT)
    page.get_by_label("Document", exact=True).select_option(label="One-pager")
    picture_address(page)
    field = page.get_by_label("Text of the file")
    right = field.input_value()
    field.fill(right.replace("country: DE", "country: XX"))
    told = page.locator("#look-told")
    expect(told).to_contain_text("To be looked at", timeout=SOON)
    expect(told).to_contain_text("The picture shows what stood here before")
    expect(picture(page)).to_be_visible()
    expect(page.locator("#look-count")).to_contain_text("1 thing to be looked at")
    field.fill(right)
    expect(told).not_to_contain_text("The picture shows what stood here before", timeout=SOON)


def undoes(group, visit, folder):
    before = file_of(folder).read_bytes()
    page = visit.go(TEXT)
    field = page.get_by_label("Text of the file")
    field.fill(field.input_value().replace("city: Dresden", "city: Leipzig"))
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="Saved")).to_be_visible()
    group.check(b"Leipzig" in file_of(folder).read_bytes(), "file", "is not saved")
    expect(page.locator(".notice[aria-labelledby=told]")).to_be_focused()
    # The program is started anew on the same folder.
    with Served(visit.served.process.args[0], folder) as again, Visit(visit.browser, again) as other:
        page = other.go(TEXT)
        expect(page.get_by_text("Last change on this page")).to_contain_text("1 field")
        button = page.get_by_role("button", name="Undo the last change")
        button.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Undone")).to_be_visible()
        group.same(file_of(folder).read_bytes(), before, "file", "what stands there after the undo")


def mends(group, visit, folder):
    right = file_of(folder).read_text(encoding="utf-8")
    file_of(folder).write_text(right.replace('kind: company', 'kind: "company'), encoding="utf-8")
    page = visit.go(f"/partners/{PARTNER}")
    page.get_by_role("link", name="Mend the file here").click()
    expect(page.get_by_role("heading", name="This file cannot be read")).to_be_visible()
    expect(page.locator(".text-problems")).to_contain_text(re.compile("line \\d+", re.IGNORECASE))
    field = page.get_by_label("Text of the file")
    field.fill(field.input_value().replace('kind: "company', "kind: company"))
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_load_state()
    group.same(file_of(folder).read_text(encoding="utf-8"), right, "file", "what stands there after it was mended")


def meets(group, visit, folder):
    """Somebody else saves meanwhile."""
    page = visit.go(TEXT)
    field = page.get_by_label("Text of the file")
    text = field.input_value()
    theirs = text + "# by a colleague\n"
    file_of(folder).write_text(theirs, encoding="utf-8")
    field.fill("# by me\n" + text)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="Somebody has changed this file meanwhile")).to_be_visible()
    group.same(file_of(folder).read_text(encoding="utf-8"), theirs, "file", "what stands there")
    expect(page.locator(".compared")).to_contain_text("# by a colleague")
    group.check(page.get_by_label("Text of the file").input_value().startswith("# by me"), "field", "is lost")
    page.get_by_role("link", name="Drop my text").click()
    group.check(page.get_by_label("Text of the file").input_value() == theirs, "field", "is not theirs")
    file_of(folder).write_text(text, encoding="utf-8")


def given_up(act):
    """A request that a newer key, or the way to another page, gave up is no mistake, though htmx says so in the console."""

    def acts(group, visit, folder):
        act(group, visit, folder)
        visit.told[:] = [said for said in visit.told if not said.startswith(("htmx:sendAbort", "htmx:afterRequest"))]

    return acts


ACTIONS = [
    ("what is typed is seen and not written", given_up(types)),
    ("what is wrong is told while it is typed", given_up(is_wrong)),
    ("a save is undone after a restart", given_up(undoes)),
    ("a broken file is mended as text", given_up(mends)),
    ("somebody else has changed the file", given_up(meets)),
]
