"""The office page in a real browser: every action as somebody does it, by mouse and by keyboard, in light and dark.

Chromium is Debian's, driven by Playwright; axe-core looks for what keeps people from using a page. With
`HANDCLASP_PICTURES=FOLDER` a picture of each page in three sizes is kept there, to be looked at.
"""

import os
import re
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

import office_access
import office_guide
import office_form
import office_history
import office_import
import office_mail
import office_make
import office_own_words
import office_saving
import office_start
from office_visit import FLAGS, SIZES, Served, Visit, names, tab_to
from workspace import Copy

# WCAG 2.2 AA, and what axe counts as good practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PARTNER = "tahtiselka"
PAGES = {
    "overview": "/",
    "partner": f"/partners/{PARTNER}",
    "document": f"/partners/{PARTNER}/mou.en",
    "email": f"/partners/{PARTNER}/contact-formal.en",
    "problems": "/problems",
    "refused": "/partners/nobody",
}
# What is done on a copy of the sample of its own: modules with `ACTIONS`, and `PAGES` to be looked at besides.
PARTS = [
    office_access,
    office_form,
    office_guide,
    office_history,
    office_import,
    office_mail,
    office_make,
    office_own_words,
    office_saving,
    office_start,
]


def check(report, options, folder):
    """Starts the program on the sample and does everything that the page can do."""
    copy = Copy(options.sample, folder)
    # Something to be told.
    copy.partners["bare"] = {"legal_name": "Bare & <Sons>", "kind": "company", "documents": ["contact-formal"]}
    copy.save()
    axe = Path(options.axe).read_text(encoding="utf-8")
    office_start.AXE["source"] = axe
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        with Served(options.binary, folder) as served:
            for name, act in ACTIONS:
                with report.group(f"office: {name}") as group:
                    with Visit(browser, served) as visit:
                        act(group, visit, folder)
                        group.same(visit.told, [], name, "the browser’s console")
            for scheme in ["light", "dark"]:
                with report.group(f"office: no barrier that axe finds, {scheme}") as group:
                    barriers(group, browser, served, scheme, axe)
            with report.group("office: ends by its button") as group:
                ends(group, browser, served)
        for part in PARTS:
            own = folder.with_name(part.__name__)
            part.prepare(Copy(options.sample, own)).save()
            with Served(options.binary, own) as served:
                for name, act in part.ACTIONS:
                    with report.group(f"{part.__name__}: {name}") as group, Visit(browser, served) as visit:
                        act(group, visit, own)
                        group.same(visit.told, [], name, "the browser’s console")
        browser.close()


def key_is_gone(group, visit, _):
    group.same(visit.page.url, visit.served.address + "/", "address", "what stands in it")
    group.check("Partners" in visit.page.title(), "title", visit.page.title())
    group.same(visit.page.evaluate("document.cookie"), "", "cookie", "what a script sees of it")


def search(group, visit, _):
    page = visit.go("/")
    group.check(len(names(page)) == 5, "list", f"has {names(page)}")
    page.get_by_label("Search").press_sequentially("finland", delay=20)
    expect(page.locator("table.partners .name")).to_have_count(1)
    group.same(names(page), [PARTNER], "search", "what is found")
    group.check("q=finland" in page.url, "address", page.url)
    page.get_by_label("Search").fill("")
    expect(page.locator("table.partners .name")).to_have_count(5)
    page.get_by_label("Country").select_option(label="Germany")
    expect(page.locator("table.partners .name")).to_have_count(1)
    group.same(names(page), ["gruenfliess"], "country", "what is found")
    page.goto(visit.served.address + "/?only=kind%3Dchamber")
    group.same(names(page), ["camara-penarroble"], "condition", "what is found")


def today(group, visit, _):
    page = visit.go("/")
    section = page.get_by_role("region", name=re.compile("^Today"))
    group.check(section.is_visible(), "today", "is not there")
    group.check(section.get_by_role("listitem").count() > 0, "today", "has nothing in it")


def tells_problems(group, visit, _):
    page = visit.go("/")
    page.wait_for_selector("a.chip[href='/problems']")
    page.click("a.chip[href='/problems']")
    page.wait_for_load_state("networkidle")
    text = page.inner_text("main")
    group.check("partners/bare.yaml, line" in text, "problems", text[:300])
    group.check("Bare & <Sons>" in page.inner_text("main") or "legal_name" in text, "problems", "no line is shown")


def makes_one(group, visit, folder):
    page = visit.go(f"/partners/{PARTNER}")
    card = page.locator("li.card", has=page.get_by_role("heading", name="One-pager", exact=True))
    group.check(card.locator("img").evaluate("image => image.complete && image.naturalWidth > 200"), "card", "has no picture")
    group.check(not (folder / "output").exists(), "output", "is there before anything was made")
    card.get_by_role("button", name="Make").click()
    page.wait_for_selector(".notice.made")
    group.check("2 files were made" in page.inner_text(".notice"), "notice", page.inner_text(".notice"))
    group.same(page.evaluate("document.activeElement.className"), "notice made", "focus", "where it is")
    group.check((folder / "output" / PARTNER / "one-pager.en.pdf").read_bytes().startswith(b"%PDF"), "PDF", "is none")
    group.check("Up to date" in card.inner_text(), "card", card.inner_text())


def makes_all_by_keyboard(group, visit, folder):
    page = visit.go("/")
    page.get_by_label("Search").focus()
    page.keyboard.type("tahti")
    expect(page.locator("table.partners .name")).to_have_count(1)
    tab_to(page, "a.name")
    page.keyboard.press("Enter")
    page.wait_for_selector("#partner")
    page.wait_for_load_state("networkidle")
    tab_to(page, "button.main")
    page.keyboard.press("Enter")
    page.wait_for_selector(".notice")
    group.check((folder / "output" / PARTNER / "mou.en.pdf").exists(), "memorandum", "was not made")
    group.check((folder / "output" / PARTNER / "contact-formal.en.eml").exists(), "email", "was not made")


def keeps_edits(group, visit, folder):
    text = folder / "output" / PARTNER / "one-pager.en.md"
    if not text.exists():
        visit.go(f"/partners/{PARTNER}").locator("button.main").click()
        visit.page.wait_for_selector(".notice")
    edited = text.read_text(encoding="utf-8").replace("\n\n", "\n\nWritten by hand. ", 2)
    text.write_text(edited, encoding="utf-8")
    page = visit.go(f"/partners/{PARTNER}")
    group.check("Edited by hand" in page.inner_text("main"), "page", "does not tell of the edit")
    if page.locator("button.main").count():
        page.locator("button.main").click()
        page.wait_for_selector(".notice")
    group.same(text.read_text(encoding="utf-8"), edited, text.name, "the text")


def opens_and_saves(group, visit, folder):
    page = visit.go(f"/partners/{PARTNER}")
    card = page.locator("li.card", has=page.get_by_role("heading", name="Memorandum of Understanding", exact=True))
    with page.expect_download() as saved:
        card.get_by_role("link", name="Save PDF").click()
    group.check(Path(saved.value.path()).read_bytes().startswith(b"%PDF"), "PDF", "is none")
    group.same(saved.value.suggested_filename, f"{PARTNER}-mou.en.pdf", "PDF", "its name")
    email = page.locator("li.card", has=page.get_by_role("heading", name="First email, relaxed", exact=True))
    with page.expect_download() as saved:
        email.get_by_role("link", name="Save email").click()
    group.check(b"Subject:" in Path(saved.value.path()).read_bytes(), "email", "has no subject")


def reads_email(group, visit, _):
    page = visit.go(f"/partners/{PARTNER}/contact-informal.en")
    frame = page.frame_locator("iframe.mail")
    group.check("Hi " in frame.locator("body").inner_text(), "email", "its text is not shown")
    group.check("@" in page.inner_text("dl.mail"), "email", "nobody it goes to is shown")


def other_language(group, visit, _):
    page = visit.go(f"/partners/{PARTNER}")
    page.get_by_label("Shown in").select_option("de")
    page.wait_for_selector("li.card[id='one-pager.de']")
    page.wait_for_load_state("networkidle")
    group.check("lang=de" in page.url, "address", page.url)
    page.click("footer a[lang=de]")
    page.wait_for_load_state("networkidle")
    group.same(page.get_attribute("html", "lang"), "de", "page", "its language")
    page.click("footer a[lang=en]")


def large_letters(group, visit, _):
    """At 200 % of a window of 1280 pixels nothing lies beside the window."""
    visit.page.set_viewport_size({"width": 640, "height": 512})
    for name, path in all_pages().items():
        visit.go(path)
        over = visit.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        group.check(over <= 0, name, f"is {over} pixels too wide")
    visit.told.clear()


ACTIONS = [
    ("the key leaves the address", key_is_gone),
    ("search, country, condition", search),
    ("what is to be done today", today),
    ("problems with their lines", tells_problems),
    ("makes one document", makes_one),
    ("makes all that is due, by keyboard alone", makes_all_by_keyboard),
    ("an edit by hand stays", keeps_edits),
    ("saves PDF and email", opens_and_saves),
    ("shows an email as it arrives", reads_email),
    ("another language, of documents and page", other_language),
    ("at 200 %", large_letters),
]


def barriers(group, browser, served, scheme, axe):
    pictures = os.environ.get("HANDCLASP_PICTURES")
    # What is dark differs in its colours only, whatever the size.
    for size in SIZES if scheme == "light" else ["wide"]:
        with Visit(browser, served, scheme, size, bypass=True) as visit:
            for name, path in all_pages().items():
                page = visit.go(path)
                # The short page of who is refused has no script.
                page.evaluate(axe)
                found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)["violations"]
                for one in found:
                    group.check(False, f"{name}, {size}", f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:200]}")
                group.check(not found, f"{name}, {size}", f"{len(found)} kinds of barriers")
                if pictures:
                    Path(pictures).mkdir(parents=True, exist_ok=True)
                    page.screenshot(path=f"{pictures}/{name}-{size}-{scheme}.png", full_page=True)


def all_pages():
    pages = dict(PAGES)
    for part in PARTS:
        pages.update(part.PAGES)
    return pages


def ends(group, browser, served):
    with Visit(browser, served) as visit:
        visit.page.get_by_role("button", name="End").click()
        group.check("Handclasp has ended" in visit.page.inner_text("main"), "page", visit.page.inner_text("main"))
        # A browser keeps its connection open; that must not keep the program.
        group.same(served.process.wait(timeout=30), 0, "program", "its exit code")
