"""The beginnings in the browser: from an empty folder to the first email sent, counted; the door, the example, the look.

What is counted is what a newcomer does: each field typed or chosen, each box ticked, each button or link pressed is one.
"""

import os
import subprocess
from pathlib import Path

from playwright.sync_api import expect

from office_visit import SIZES, Served, Visit, tab_to
from sending import Sink

PARTNER = "gruenfliess"
PAGES = {
    "profile": "/profile",
    "look": "/look",
    "new-partner": "/new-partner",
    "new-partner-like": f"/new-partner?from={PARTNER}",
    "first-email": f"/partners/{PARTNER}/first-email",
}
# In how many steps a newcomer must get from an empty folder to the first email.
MOST = 40
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What finds barriers; set by whoever runs this.
AXE = {}

SCHOOL = [
    ("name", [("type", "Full name", "Nordic Harbour College"), ("choose", "What it is", "Vocational school")]),
    (
        "address",
        [
            ("type", "Street and number", "Quay 12"),
            ("type", "Postal code", "00100"),
            ("type", "Town", "Helsinki"),
            ("choose", "Country", "Finland"),
        ],
    ),
    ("web", [("type", "Website", "www.harbour.example.org"), ("type", "Page with your privacy notice", "www.harbour.example.org/privacy")]),
    (
        "writer",
        [
            ("type", "Given name", "Aino"),
            ("type", "Family name", "Laine"),
            ("type", "Position", "Coordinator for international affairs"),
            ("type", "Email", "aino.laine@harbour.example.org"),
            ("type", "Telephone", "+358 40 000 0001"),
        ],
    ),
    ("about", [("type", "Who we are", "We train boat builders, cooks and electricians. Half of our learners spend a term in a company."), ("type", "How many", "640")]),
    (
        "offer",
        [
            ("type", "What we offer", "Workshops for composite boats\nA training kitchen for 200 guests\nTeachers who prepare every placement"),
            ("type", "What we look for", "Companies that host learners for four weeks\nSchools for exchanges in both directions"),
            ("type", "Why partners work with us", "One contact person who answers within two days\nPlacements that are prepared and followed up"),
        ],
    ),
]


class Newcomer:
    """Somebody who counts."""

    def __init__(self, page):
        self.page, self.steps = page, []

    def type(self, label, text):
        self.steps.append(f"type {label}")
        self.page.get_by_label(label).first.fill(text)

    def choose(self, label, option):
        self.steps.append(f"choose {label}")
        self.page.get_by_label(label).first.select_option(label=option)

    def tick(self, label):
        self.steps.append(f"tick {label}")
        self.page.get_by_label(label, exact=True).check()

    def press(self, role, name):
        self.steps.append(f"press {name}")
        self.page.get_by_role(role, name=name, exact=True).first.click()
        self.page.wait_for_load_state("networkidle")

    def answers(self):
        """All questions of the first run."""
        for _, fields in SCHOOL:
            for how, label, text in fields:
                getattr(self, how)(label, text)
            self.press("button", "Continue")


def prepare(copy):
    return copy


def binary_of(visit):
    return visit.served.process.args[0]


def settings_beside(folder, name, mail=None):
    """An empty folder, and settings that lie elsewhere."""
    empty, settings = folder.with_name(f"{folder.name}-{name}"), folder.with_name(f"{folder.name}-{name}-settings")
    empty.mkdir()
    (settings / "handclasp").mkdir(parents=True)
    if mail:
        (settings / "handclasp" / "mail.yaml").write_text(mail, encoding="utf-8")
    return empty, {"XDG_CONFIG_HOME": str(settings)}


def newcomer(group, visit, folder):
    """From an empty folder to the first email at a server, without a terminal."""
    with Sink() as sink:
        mail = f'host: "127.0.0.1"\nport: {sink.port}\ntls: none\n'
        empty, environment = settings_beside(folder, "newcomer", mail)
        with Served(binary_of(visit), empty, environment) as served, Visit(visit.browser, served) as own:
            page = own.page
            new = Newcomer(page)
            group.same(page.inner_text("h1"), "What is your institution called?", "first page", "its title")
            new.answers()
            group.same(page.inner_text("h1"), "This is what will be written", "last page", "its title")
            group.same(sorted(os.listdir(empty)), [], "before the yes", "what is in the folder")
            new.press("button", "Write it and show the first page")
            group.check(page.locator(".of-profile img").evaluate("image => image.complete && image.naturalWidth > 400"), "one-pager", "has no picture")
            with page.expect_download() as saved:
                new.press("link", "Save PDF")
            group.check(Path(saved.value.path()).read_bytes().startswith(b"%PDF"), "one-pager", "is no PDF")
            new.press("link", "New partner")
            new.type("Name of the organisation", "Bootswerft Müller & Söhne GmbH")
            new.choose("What it is", "Company")
            new.press("button", "Add this partner")
            new.type("Email", "ausbildung@mueller.example.org")
            new.type("Where the address is from", "your website")
            new.tick("learner and staff mobility")
            new.type("The email goes on from these words", "your apprentices build the boats that our learners dream of")
            new.press("button", "Save and make the email")
            group.check("/contact-formal.en" in page.url, "email", page.url)
            new.press("link", "Send this email …")
            new.press("button", "Go on: send 1 email")
            new.press("button", "Send 1 email now")
            page.wait_for_selector(".notice.made")
            group.same(len(sink.mails), 1, "server", "number of mails")
            group.same(list(sink.mails[0][0]) if sink.mails else [], ["ausbildung@mueller.example.org"], "server", "whom it went to")
            group.check(len(new.steps) <= MOST, "steps", f"{len(new.steps)}: {new.steps}")
            print(f"    a newcomer needs {len(new.steps)} steps to the first email")
            group.same(own.told, [], "newcomer", "the browser’s console")


def by_keyboard(group, visit, folder):
    empty, environment = settings_beside(folder, "keyboard")
    with Served(binary_of(visit), empty, environment) as served, Visit(visit.browser, served) as own:
        page = own.page
        for question, fields in SCHOOL:
            for _, label, text in fields:
                target = page.get_by_label(label).first
                tab_to(page, f"#{target.get_attribute('id')}")
                page.keyboard.type(text)
            tab_to(page, "button.main")
            page.keyboard.press("Enter")
            page.wait_for_url(lambda url: not url.endswith(f"/{question}") and not url.endswith("/start"))
            page.wait_for_load_state("networkidle")
            group.check(not page.url.endswith(f"/{question}"), question, page.inner_text("main")[:300])
        tab_to(page, "button.main")
        page.keyboard.press("Enter")
        page.wait_for_selector(".notice.made")
        group.check((empty / "institution.yaml").exists(), "file", page.inner_text("main")[:300])


def back_and_mistakes(group, visit, folder):
    empty, environment = settings_beside(folder, "back")
    with Served(binary_of(visit), empty, environment) as served, Visit(visit.browser, served) as own:
        page = own.page
        page.get_by_role("button", name="Continue").click()
        page.wait_for_selector("#legal_name-problem")
        described = page.get_attribute("#legal_name", "aria-describedby")
        group.check("legal_name-problem" in described, "mistake", f"is not tied to its field: {described}")
        expect(page.locator(".notice.stopped")).to_be_focused()
        page.get_by_label("Full name").fill("Half typed")
        page.get_by_label("What it is").select_option(label="Company")
        page.get_by_role("button", name="Continue").click()
        page.get_by_label("Town").fill("Oulu")
        page.get_by_role("button", name="Back").click()
        group.same(page.input_value("#legal_name"), "Half typed", "back", "what was typed")
        page.go_forward()
        page.goto(served.address + "/start/address")
        group.same(page.input_value("#city"), "Oulu", "forward", "what was typed")
        group.same(sorted(os.listdir(empty)), [], "nothing yet", "what is in the folder")
        own.told.clear()


def example(group, visit, folder):
    empty, environment = settings_beside(folder, "example")
    with Served(binary_of(visit), empty, environment) as served, Visit(visit.browser, served) as own:
        page = own.page
        page.get_by_role("button", name="Look at an example first").click()
        page.wait_for_selector("table.partners")
        for path in ["/", "/partners/tahtiselka", "/problems", "/profile"]:
            own.go(path)
            group.check(page.get_by_text("This is the example.").is_visible(), path, "is not marked as the example")
        own.go("/partners/tahtiselka")
        page.locator("button.main").click()
        page.wait_for_timeout(500)
        page.wait_for_load_state("networkidle")
        own.go("/")
        page.get_by_role("button", name="Back to your own folder").click()
        group.same(page.inner_text("h1"), "What is your institution called?", "back", "the title")
        group.same(sorted(os.listdir(empty)), [], "folder", "what is in it")
        own.told.clear()


def look(group, visit, folder):
    """Colour and logo, the page beside them; undone again."""
    file = folder / "institution.yaml"
    before = file.read_text(encoding="utf-8")
    page = visit.go("/look")
    group.check("Readable on white" in page.inner_text("#seen") or "Very readable" in page.inner_text("#seen"), "contrast", page.inner_text("#seen"))
    page.get_by_label("The same as a number").fill("#f2c94c")
    expect(page.locator("#seen")).to_contain_text("Hard to read on white")
    expect(page.locator("#accent")).to_have_value("#f2c94c")
    page.wait_for_load_state("networkidle")
    group.check("f2c94c" in page.get_attribute("#seen img", "src"), "picture", "is another one")
    page.locator("#accent").fill("#12355b")
    expect(page.locator("#code")).to_have_value("#12355b")
    page.set_input_files("#file", {"name": "../../Our Löwe.svg", "mimeType": "image/svg+xml", "buffer": LOGO})
    page.get_by_role("button", name="Save the look").click()
    page.wait_for_selector(".notice.made")
    text = file.read_text(encoding="utf-8")
    group.check("#12355b" in text and "assets/our_lowe.svg" in text, "file", text[:1600])
    kept = sorted(path.name for path in (folder / "templates" / "assets").iterdir())
    group.check("our_lowe.svg" in kept, "logo", f"{kept}")
    page.get_by_role("button", name="Undo").first.click()
    page.wait_for_load_state("networkidle")
    group.same(file.read_text(encoding="utf-8"), before, "undo", "the file")


LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="120" height="60"><rect width="120" height="60" fill="#12355b"/></svg>'


def bad_logo(group, visit, folder):
    before = (folder / "institution.yaml").read_text(encoding="utf-8")
    page = visit.go("/look")
    page.set_input_files("#file", {"name": "logo.png", "mimeType": "image/png", "buffer": b"no picture at all"})
    page.get_by_role("button", name="Save the look").click()
    page.wait_for_load_state("networkidle")
    group.check("This picture cannot be used" in page.inner_text("main"), "notice", page.inner_text("main")[:300])
    group.same((folder / "institution.yaml").read_text(encoding="utf-8"), before, "file", "its text")
    group.check(not (folder / "templates" / "assets" / "logo.png").exists(), "logo", "was kept")


def door(group, visit, folder):
    """Without a folder it asks; the page goes on in the folder that was chosen."""
    home, settings = folder.with_name("door-home"), folder.with_name("door-settings")
    (home / "Documents").mkdir(parents=True)
    environment = {**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(settings)}
    command = [os.path.abspath(binary_of(visit)), "open", "--no-browser"]
    started = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment, cwd=home)
    try:
        served = type("Entry", (), {"entry": started.stdout.readline().strip(), "process": started})()
        served.address = served.entry.split("/?")[0]
        barriers(group, visit.browser, served, {"door": "/"})
        with Visit(visit.browser, served) as own:
            page = own.page
            page.get_by_label("Where the folder is").fill("C:nowhere")
            page.get_by_role("button", name="Open", exact=True).click()
            page.wait_for_selector("#path-problem")
            page.get_by_label("Name of the new folder").fill("Our partnerships")
            page.get_by_role("button", name="Make the folder and begin").click()
            page.wait_for_load_state("networkidle")
            group.same(page.inner_text("h1"), "What is your institution called?", "after the choice", "the title")
            group.check((home / "Documents" / "Our partnerships").is_dir(), "folder", "is not there")
            Newcomer(page).answers()
            page.get_by_role("button", name="Write it and show the first page").click()
            page.wait_for_selector(".of-profile")
            group.check((home / "Documents" / "Our partnerships" / "institution.yaml").exists(), "institution", "is not there")
            page.get_by_role("button", name="End").click()
            group.same(started.wait(timeout=30), 0, "program", "its exit code")
    finally:
        if started.poll() is None:
            started.terminate()
        started.wait(timeout=30)


def first_run_barriers(group, visit, folder):
    empty, environment = settings_beside(folder, "barriers")
    (empty / "notes.txt").write_text("x", encoding="utf-8")
    with Served(binary_of(visit), empty, environment) as served:
        with Visit(visit.browser, served) as own:
            Newcomer(own.page).answers()
        pages = {f"start-{name}": f"/start/{name}" for name, _ in SCHOOL} | {"start-check": "/start/check"}
        barriers(group, visit.browser, served, pages)
        with Visit(visit.browser, served) as own:
            own.go("/start/check")
            own.page.get_by_role("button", name="Write it and show the first page").click()
            own.page.wait_for_load_state("networkidle")
        barriers(group, visit.browser, served, {"start-done": "/profile?new=1", "start-empty": "/"})


def barriers(group, browser, served, pages):
    """axe on pages that only some folder has, in three sizes, light and dark; pictures of them where they are wanted."""
    pictures = os.environ.get("HANDCLASP_PICTURES")
    for scheme in ["light", "dark"]:
        for size in SIZES:
            with Visit(browser, served, scheme, size, bypass=True) as visit:
                for name, path in pages.items():
                    page = visit.go(path)
                    page.evaluate(AXE["source"])
                    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)["violations"]
                    for one in found:
                        group.check(False, f"{name}, {size}", f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:200]}")
                    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                    group.check(over <= 0, f"{name}, {size}", f"is {over} pixels too wide")
                    if pictures:
                        Path(pictures).mkdir(parents=True, exist_ok=True)
                        page.screenshot(path=f"{pictures}/{name}-{size}-{scheme}.png", full_page=True)


ACTIONS = [
    ("a newcomer, from an empty folder to the first email", newcomer),
    ("the first run by keyboard alone", by_keyboard),
    ("the way back, and what is missing", back_and_mistakes),
    ("the example is looked at and left", example),
    ("logo and colour, and undone", look),
    ("a file that is no picture", bad_logo),
    ("the door", door),
    ("no barrier in the first run", first_run_barriers),
]
