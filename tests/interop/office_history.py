"""What happened with a partner, noted in a real browser: by mouse and by keyboard, to the line on disk."""

import json
import re

from playwright.sync_api import expect

from office_visit import tab_to

PARTNER = "tahtiselka"
PAGE = f"/partners/{PARTNER}"
PAGES = {
    "what-happened": f"{PAGE}/note",
    "note-a-call": f"{PAGE}/note/called",
    "note-sent": f"{PAGE}/note/sent",
    "note-signed": f"{PAGE}/note/signed",
    "note-later": f"{PAGE}/note/snoozed",
    "note-left": f"{PAGE}/note/left",
    "note-compared": f"{PAGE}/note/checked-translation",
    "note-objected": f"{PAGE}/note/objected",
    "take-back": f"{PAGE}/undo",
}
DAY = "2020-03-04"
SCAN = {"name": "scan of ours.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\nsigned by both"}


def prepare(copy):
    """The sample as it is: what happens is noted on the page."""
    return copy


def lines(folder):
    log = folder / "partners" / f"{PARTNER}.log"
    if not log.exists():
        return []
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


def last(folder):
    return lines(folder)[-1]


def told(group, page, title):
    """That the notice is there, says this and has the focus."""
    notice = page.locator(".notice[aria-labelledby=told]")
    expect(notice).to_be_visible()
    group.check(title in notice.inner_text(), "notice", notice.inner_text())
    focused = page.evaluate("document.activeElement.matches('.notice')")
    group.check(focused, "focus", page.evaluate("document.activeElement.outerHTML")[:200])


def notes_a_call(group, visit, folder):
    page = visit.go(PAGE)
    page.get_by_role("link", name="We talked on the telephone").click()
    page.get_by_label("What about").fill("they like the idea")
    page.get_by_label("Day", exact=True).fill(DAY)
    page.get_by_role("button", name="Note it").click()
    told(group, page, "Noted")
    line = last(folder)
    group.same((line["fact"], line["text"], line["on"]), ("called", "they like the idea", DAY), "line", "what it says")
    group.check("they like the idea" in page.inner_text(".events"), "history", page.inner_text(".events"))
    # Loaded again, and gone back to, nothing is noted once more.
    page.reload()
    page.go_back()
    expect(page.locator("form.note")).to_be_visible()
    group.same(len(lines(folder)), 1, "log", "its lines")


def notes_each_with_a_text(group, visit, folder):
    for link, fact in [
        ("We met", "met"),
        ("They answered", "answered"),
        ("A note", "note"),
        ("We wrote to them", "wrote"),
        ("They declined", "declined"),
    ]:
        page = visit.go(f"{PAGE}/note")
        page.get_by_role("link", name=link, exact=True).click()
        page.locator("textarea").fill(f"<b>{fact}</b>")
        page.get_by_role("button", name="Note it").click()
        told(group, page, "Noted")
        group.same((last(folder)["fact"], last(folder)["text"]), (fact, f"<b>{fact}</b>"), fact, "the line")


def notes_the_others(group, visit, folder):
    page = visit.go(f"{PAGE}/note/sent")
    page.get_by_label("Document").select_option(label="First email, formal")
    page.get_by_role("button", name="Note it").click()
    told(group, page, "Noted")
    group.same((last(folder)["fact"], last(folder)["document"]), ("sent", "contact-formal"), "sent", "the line")
    page = visit.go(f"{PAGE}/note/snoozed")
    page.get_by_label("Until").fill("2999-05-01")
    page.get_by_label("Why").fill("new head")
    page.get_by_role("button", name="Note it").click()
    told(group, page, "Noted")
    group.same((last(folder)["until"], last(folder)["text"]), ("2999-05-01", "new head"), "snoozed", "the line")
    page = visit.go(f"{PAGE}/note/left")
    page.get_by_label(re.compile("Päivi")).check()
    page.get_by_role("button", name="Note it").click()
    told(group, page, "Noted")
    group.check(last(folder)["contact"].startswith("paivi."), "left", str(last(folder)))


def by_keyboard_alone(group, visit, folder):
    page = visit.go(PAGE)
    before = len(lines(folder))
    tab_to(page, f"a[href='{PAGE}/note']")
    page.keyboard.press("Enter")
    page.wait_for_selector(".fact-choice")
    tab_to(page, f"a[href='{PAGE}/note/answered']")
    page.keyboard.press("Enter")
    page.wait_for_selector("form.note")
    tab_to(page, "textarea")
    page.keyboard.type("by keyboard")
    tab_to(page, "form.note button.main")
    page.keyboard.press("Enter")
    told(group, page, "Noted")
    group.same(len(lines(folder)), before + 1, "log", "its lines")
    # From the notice on, the next stop is the way to take it back.
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("blockquote")
    group.check("by keyboard" in page.inner_text("blockquote"), "question", page.inner_text("main"))
    tab_to(page, "form button.main")
    page.keyboard.press("Enter")
    told(group, page, "Taken back")
    group.same(last(folder)["what"], "undone", "log", "the last line")


def says_what_is_wrong(group, visit, folder):
    page = visit.go(f"{PAGE}/note/note")
    before = len(lines(folder))
    page.get_by_label("Day", exact=True).fill("2999-01-01")
    page.get_by_role("button", name="Note it").click()
    told(group, page, "Nothing was noted yet")
    group.check("still to come" in page.inner_text("#day-problem"), "day", page.inner_text("form"))
    group.same(page.get_attribute("#day", "aria-invalid"), "true", "day", "whether it is marked")
    # The link in the summary leads to the field.
    page.locator(".notice a").first.click()
    group.same(page.evaluate("document.activeElement.id"), "day", "focus", "where the link leads")
    page.get_by_label("Day", exact=True).fill(DAY)
    page.get_by_role("button", name="Note it").click()
    group.check("Write what is to be noted." in page.inner_text("#text-problem"), "text", page.inner_text("form"))
    group.same(len(lines(folder)), before, "log", "its lines")


def two_tabs(group, visit, folder):
    page = visit.go(f"{PAGE}/note/note")
    other = visit.context.new_page()
    other.goto(visit.served.address + f"{PAGE}/note/called")
    other.get_by_role("button", name="Note it").click()
    expect(other.locator(".notice")).to_be_visible()
    other.close()
    before = len(lines(folder))
    page.locator("textarea").fill("from the first tab")
    page.get_by_role("button", name="Note it").click()
    told(group, page, "Something was noted meanwhile")
    group.same(page.input_value("textarea"), "from the first tab", "text", "what is left of it")
    group.same(len(lines(folder)), before, "log", "its lines")
    page.get_by_role("button", name="Note it").click()
    told(group, page, "Noted")
    group.same(last(folder)["text"], "from the first tab", "log", "the last line")
    page.goto(visit.served.address + f"{PAGE}/note/met")
    before = len(lines(folder))
    page.locator("form.note button.main").dblclick()
    page.wait_for_load_state("networkidle")
    group.same(len(lines(folder)), before + 1, "double click", "lines of the log")


def keeps_a_scan(group, visit, folder):
    page = visit.go(f"{PAGE}/note/signed")
    page.get_by_label("Document", exact=True).select_option(label="Memorandum of Understanding")
    page.get_by_label("Centro de Formação").check()
    page.get_by_label("Scan of the signed document").set_input_files(SCAN)
    page.get_by_role("button", name="Note it").click()
    told(group, page, "Noted")
    line = last(folder)
    group.same((line["fact"], line["document"], line["by"]), ("signed", "mou", "us"), "line", "what it says")
    group.same((folder / line["file"]).read_bytes(), SCAN["buffer"], "scan", "its bytes")
    page = visit.go(f"{PAGE}/note/signed")
    page.get_by_label("Document", exact=True).select_option(label="Memorandum of Understanding")
    page.get_by_label("Tähtiselän").check()
    page.get_by_label("Scan of the signed document").set_input_files({**SCAN, "buffer": b"no scan"})
    page.get_by_role("button", name="Note it").click()
    told(group, page, "Nothing was noted yet")
    group.check("no PDF and no picture" in page.inner_text("#scan-problem"), "scan", page.inner_text("form"))
    too_large = folder.parent / "too-large.pdf"
    too_large.write_bytes(b"%PDF-1.7\n" + bytes(26_000_000))
    page.get_by_label("Scan of the signed document").set_input_files(str(too_large))
    page.get_by_role("button", name="Note it").click()
    page.wait_for_load_state()
    group.check("too large" in page.inner_text("main"), "scan", page.inner_text("main"))
    too_large.unlink()
    group.same(len(list((folder / "signed" / PARTNER).iterdir())), 1, "signed", "its files")
    # The browser itself says that a file was refused.
    visit.told.clear()


def from_todays_list(group, visit, folder):
    page = visit.go("/")
    later = page.locator(".reminders .ways a", has_text="Later").first
    partner = later.get_attribute("href").split("/")[2]
    later.click()
    page.get_by_label("Until").fill("2999-05-01")
    page.get_by_role("button", name="Note it").click()
    told(group, page, "Noted")
    log = (folder / "partners" / f"{partner}.log").read_text(encoding="utf-8").splitlines()
    group.same(json.loads(log[-1])["fact"], "snoozed", partner, "the last line of its log")


def objects(group, visit, folder):
    page = visit.go(PAGE)
    page.locator(".note-links summary").click()
    page.get_by_role("link", name="They do not want to be written to").click()
    page.get_by_role("button", name="Note it").click()
    told(group, page, "The objection is noted")
    group.same(last(folder)["what"], "objected", "log", "the last line")
    group.check((folder / "objections.log").exists(), "list", "is not there")
    page = visit.go(f"{PAGE}/undo")
    group.check("Nothing can be taken back" in page.inner_text("main"), "undo", page.inner_text("main"))


ACTIONS = [
    ("notes a call", notes_a_call),
    ("notes what has a text", notes_each_with_a_text),
    ("notes what was sent, put off, and who has left", notes_the_others),
    ("notes and takes back by keyboard alone", by_keyboard_alone),
    ("says beside the field what is wrong", says_what_is_wrong),
    ("two tabs and a double click", two_tabs),
    ("keeps a scan", keeps_a_scan),
    ("from today’s list", from_todays_list),
    ("notes an objection", objects),
]
