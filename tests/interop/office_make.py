"""Documents of many partners, pages for a fair, and what was edited by hand, in the browser."""

import re
from io import BytesIO

import pikepdf
from playwright.sync_api import expect

from office_visit import tab_to

PARTNER = "tahtiselka"
EDITED = f"/partners/{PARTNER}/one-pager.en"
SCHOOLS = 60
PAGES = {
    "make": "/make",
    "fair": "/fair",
    "edit": f"{EDITED}/edit",
    "discard": f"{EDITED}/edit/discard",
    "work": "/in-hand/1",
    "no-work": "/in-hand/4711",
}


def prepare(copy):
    for number in range(SCHOOLS):
        copy.partners[f"school-{number:02}"] = {
            "legal_name": f"Vocational School {number:02}",
            "kind": "vet_school",
            "address": {"city": "Vaasa", "country": "FI"},
            "documents": ["one-pager"],
        }
    return copy


def makes_many(group, visit, folder):
    """With progress, stopped in the middle, and begun again."""
    page = visit.go("/")
    page.get_by_label("Search").fill("vocational school")
    expect(page.get_by_role("status").filter(has_text=f"{SCHOOLS} partners")).to_be_visible()
    page.get_by_role("link", name="Make what is due").click()
    expect(page.get_by_text(f"{SCHOOLS} documents will be made")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Make the documents").click()
    page.wait_for_selector("#so-far")
    expect(page.locator("#counted")).to_have_text(re.compile("^[1-9]"), timeout=60_000)
    page.get_by_role("button", name="Stop").click()
    page.wait_for_selector("#told", timeout=60_000)
    made = list((folder / "output").glob("school-*/one-pager.en.pdf"))
    group.check(0 < len(made) < SCHOOLS, "stop", f"{len(made)} of {SCHOOLS} were made")
    text = page.inner_text(".notice")
    group.check(f"{SCHOOLS - len(made)} partner" in text and "not begun" in text, "stop", text)
    for path in made:
        group.check(path.read_bytes().rstrip().endswith(b"%%EOF"), path.parent.name, "is cut off")
    group.same(page.evaluate("document.activeElement.id || document.activeElement.className"), "notice outdated", "focus", "where it is")
    page.get_by_role("link", name="Go on", exact=True).click()
    page.wait_for_load_state("networkidle")
    group.check("q=vocational" in page.url, "way back", page.url)
    page.get_by_role("link", name="Make what is due").click()
    page.get_by_role("button", name="Make the documents").click()
    page.wait_for_selector("#told", timeout=120_000)
    group.same(len(list((folder / "output").glob("school-*/one-pager.en.pdf"))), SCHOOLS, "again", "how many are there")
    group.check("were up to date already" in page.inner_text(".notice"), "again", page.inner_text(".notice"))


def packs_by_keyboard(group, visit, folder):
    page = visit.go("/fair?q=vocational%20school")
    expect(page.get_by_role("checkbox")).to_have_count(SCHOOLS)
    page.get_by_role("link", name="Choose none").click()
    page.wait_for_load_state("networkidle")
    group.same(page.locator("#pick input:checked").count(), 0, "none", "how many are picked")
    for _ in range(2):
        tab_to(page, "#pick input:not(:checked)")
        page.keyboard.press("Space")
    page.get_by_label("Name of the file").fill("two schools")
    page.get_by_label("Only for a print shop").fill("40")
    page.keyboard.press("Enter")
    page.wait_for_selector("#bleed-problem")
    group.same(page.locator("#pick input:checked").count(), 2, "a mistake", "how many are still picked")
    page.get_by_label("Only for a print shop").fill("3")
    page.get_by_label("Only for a print shop").press("Enter")
    page.wait_for_selector("iframe.sheet-of-pack", timeout=60_000)
    file = folder / "output" / "two schools.pdf"
    with pikepdf.open(BytesIO(file.read_bytes())) as pdf:
        group.same(len(pdf.pages), 2, file.name, "its pages")
        page_one = pdf.pages[0]
        beyond = [float(outer - inner) for outer, inner in zip(page_one.mediabox, page_one.trimbox)]
        group.check(all(abs(abs(one) - 3 * 72 / 25.4) < 0.1 for one in beyond), file.name, f"reaches {beyond} points beyond")
    group.check(page.frame_locator("iframe.sheet-of-pack").locator("img").count() == 2, "contact sheet", "has not two pictures")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save PDF").click()
    group.same(saved.value.suggested_filename, "two schools.pdf", "PDF", "its name")


def decides_edits(group, visit, folder):
    page = visit.go(f"/partners/{PARTNER}")
    page.locator("button.main").click()
    page.wait_for_selector(".notice")
    text = folder / "output" / PARTNER / "one-pager.en.md"
    made = text.read_text(encoding="utf-8")
    edited = made.rstrip() + "\n\nWritten <by> hand.\n"
    text.write_text(edited, encoding="utf-8")
    page = visit.go(f"/partners/{PARTNER}")
    page.get_by_role("link", name=re.compile("See what was changed")).first.click()
    page.wait_for_load_state("networkidle")
    group.check("Written <by> hand." in page.inner_text("ins >> nth=-1"), "difference", page.inner_text("main"))
    page.get_by_role("link", name="Throw away the changes").click()
    page.get_by_role("link", name="Back, change nothing").first.click()
    group.same(text.read_text(encoding="utf-8"), edited, "text", "after going back")
    page.get_by_role("link", name="Throw away the changes").click()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save the edited text").click()
    group.check("Written <by> hand." in open(saved.value.path(), encoding="utf-8").read(), "saved text", "is another one")
    page.get_by_role("button", name="Throw away and make anew").click()
    page.wait_for_selector(".notice.made")
    group.same(text.read_text(encoding="utf-8"), made, "text", "after it was thrown away")
    # For the pages that are looked at.
    text.write_text(made.replace("\n\n", "\n\nBy hand. ", 4).rstrip() + "\n\nWritten <by> hand.\n", encoding="utf-8")


ACTIONS = [
    ("makes many, stopped in the middle", makes_many),
    ("pages for a fair, by keyboard", packs_by_keyboard),
    ("throws an edit away only when asked twice", decides_edits),
]
