"""Words of documents in the browser: changed, looked at before they are saved, taken back; by mouse and by keyboard."""

import re

from playwright.sync_api import expect

from office_visit import tab_to

QUALITY = "/words/mou/en/section/quality-and-recognition"
NEW = "Before each stay, both schools settle in writing what the learner is to learn."
PAGES = {
    "documents-words": "/words",
    "words": "/words/mou/en",
    "words-of-section": QUALITY,
    "words-of-own": "/words/mou/en/section/minors",
    "words-of-subject": "/words/contact-informal/en/top/subject",
}


def prepare(copy):
    return copy


def own(folder):
    return folder / "templates" / "mou" / "en.md"


def changes_a_section(group, visit, folder):
    # The sample lies beside the built-in words.
    own(folder).unlink(missing_ok=True)
    page = visit.go("/")
    page.get_by_role("link", name="Words", exact=True).click()
    page.get_by_role("link", name=re.compile("^English.*Memorandum")).click()
    page.get_by_role("link", name=re.compile("^Change ?: Quality and recognition")).click()
    expect(page.locator("#look img")).to_be_visible(timeout=60_000)
    before = page.locator("#look img").get_attribute("src")
    page.get_by_label("Words", exact=True).fill(NEW)
    expect(page.locator("#look img")).not_to_have_attribute("src", before, timeout=60_000)
    group.check("Page 2 of 3" in page.inner_text("#look"), "page", page.inner_text("#look"))
    group.check(not own(folder).exists(), "looking", "wrote something")
    page.get_by_role("button", name="Save").click()
    page.wait_for_selector(".notice.made")
    group.same(page.evaluate("document.activeElement.className"), "notice made", "focus", "where it is")
    group.same(
        own(folder).read_text(encoding="utf-8"),
        f"## Quality and recognition {{#quality-and-recognition}}\n\n{NEW}\n",
        "file",
        "what stands in it",
    )
    page.get_by_role("link", name=re.compile("^Change ?: Quality and recognition")).click()
    page.get_by_role("button", name="Back to the built-in words").click()
    page.wait_for_selector(".notice.made")
    group.check(not own(folder).exists(), "file", "is still there")
    page.get_by_role("button", name="Undo the last change").click()
    page.wait_for_selector(".notice.made")
    group.check(NEW in own(folder).read_text(encoding="utf-8"), "undo", "does not bring it back")


def is_told_while_typing(group, visit, folder):
    """By keyboard alone."""
    before = own(folder).read_bytes()
    page = visit.go("/words/mou/en/section/minors")
    tab_to(page, "#text")
    page.keyboard.press("Control+A")
    page.keyboard.type("Nobody of {{ uss }} travels.")
    expect(page.locator("#words-problems .problem")).to_be_visible(timeout=60_000)
    told = page.inner_text("#words-problems")
    group.check("nothing is called" in told and "uss" in told, "problem", told)
    group.check("is not saved" in told, "problem", told)
    group.same(page.evaluate("document.activeElement.id"), "text", "focus", "while typing")
    tab_to(page, "button.main")
    page.keyboard.press("Enter")
    page.wait_for_selector(".notice.stopped")
    group.same(own(folder).read_bytes(), before, "file", "after wrong words")
    group.same(page.input_value("#text"), "Nobody of {{ uss }} travels.", "field", "what stands in it")
    tab_to(page, "#text")
    page.keyboard.press("Control+A")
    page.keyboard.type("Nobody of {{ us }} under 18 travels.")
    expect(page.locator("#words-problems .problem")).to_have_count(0, timeout=60_000)
    tab_to(page, "button.main")
    page.keyboard.press("Enter")
    page.wait_for_selector(".notice.made")
    group.check(before.decode() in own(folder).read_text(encoding="utf-8"), "file", "other sections are not the same")
    group.check("Nobody of {{ us }} under 18 travels." in own(folder).read_text(encoding="utf-8"), "file", "has not the words")


def conflict(group, visit, folder):
    page = visit.go("/words/mou/en/section/minors")
    text = own(folder).read_text(encoding="utf-8")
    own(folder).write_text(text.replace("under 18", "under 21"), encoding="utf-8")
    page.get_by_label("Words", exact=True).fill("Nobody travels.")
    page.get_by_role("button", name="Save").click()
    page.wait_for_selector(".notice.outdated")
    group.check("under 21" in page.inner_text(".beside"), "theirs", page.inner_text(".beside"))
    group.same(page.input_value("#text"), "Nobody travels.", "mine", "what stands in the field")
    page.get_by_role("link", name="Leave it as it is now").click()
    group.check("under 21" in page.input_value("#text"), "left", page.input_value("#text"))
    group.check("under 21" in own(folder).read_text(encoding="utf-8"), "file", "was written over")


ACTIONS = [
    ("words of a section are changed, seen and taken back", changes_a_section),
    ("wrong words are told while they are typed, by keyboard", is_told_while_typing),
    ("two people change the same words", conflict),
]
