"""From a list to partners, in the browser: chosen, dropped, corrected, read, agreed to; by keyboard alone as well."""

import zipfile
from pathlib import Path

import openpyxl
import yaml
from playwright.sync_api import expect

from office_visit import tab_to

HEAD = ["Firma", "Ort", "Land", "Vorname", "Name", "E-Mail", "Was sonst"]
ROWS = [
    ["Färberei Müller GmbH", "Dresden", "Deutschland", "Lena", "Süß", "l.suess@faerberei.example.org", "Halle 7"],
    ["Kovomont Šumperák s.r.o.", "Šumperk", "Tschechien", "", "", "info@kovomont.example.org", "Halle 2"],
    ["Ferretería <Peña> & Hijos", "Madrid", "Spanien", "Ana", "Núñez", "info(at)pena.example.org", "Halle 2"],
]
# Kept beside the workspace by `prepare`.
LISTS = {}
PAGES = {"import": "/import"}


def prepare(copy):
    """A list beside the folder, as somebody has it in another place."""
    folder = Path(copy.folder).with_name("lists")
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in {"fair": ROWS, "dropped": [["Papírna a.s.", "Brno", "Tschechien", "", "", "", ""]]}.items():
        book = openpyxl.Workbook()
        book.active.append(HEAD)
        for row in rows:
            book.active.append(row)
        LISTS[name] = folder / f"{name}.xlsx"
        book.save(LISTS[name])
    LISTS["keys"] = folder / "keys.csv"
    LISTS["keys"].write_text("Company;City;Country\nBåtbygg AS;Bergen;Norway\n", encoding="utf-8")
    LISTS["asked"] = folder / "asked.csv"
    LISTS["asked"].write_text("Company;City;Country\nTalleres Uno;Madrid;Spain\n", encoding="utf-8")
    LISTS["large"] = folder / "large.xlsx"
    LISTS["large"].write_bytes(b"x" * 100_000_000)
    hostile(folder)
    return copy


SHEET = "xl/worksheets/sheet1.xml"
OPEN = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
# What is brought in bad faith or by accident, with what the page says of it.
HOSTILE = {
    "million.xlsx": "too large to be a list of partners",
    "bomb.xlsx": "problem",
    "large.csv": "too large to be a list of partners",
    "formulas.xlsx": "Alpha GmbH",
    "macros.xlsm": "Alpha GmbH",
    "renamed.csv": "Alpha GmbH",
    "empty.xlsx": "problem",
}


def hostile(folder):
    """Workbooks with a million rows and with some gigabytes in one cell, a long text, formulas, macros, wrong endings."""
    book = openpyxl.Workbook()
    book.active.append(["Company", "City", "Country", "Number"])
    book.active.append(["Alpha GmbH", "Berlin", "Germany", "=1+1"])
    book.active.merge_cells("A3:B4")
    book.save(folder / "formulas.xlsx")
    whole = folder / "formulas.xlsx"
    (folder / "renamed.csv").write_bytes(whole.read_bytes())
    (folder / "empty.xlsx").write_bytes(b"")
    with zipfile.ZipFile(folder / "macros.xlsm", "w", zipfile.ZIP_DEFLATED) as packed, zipfile.ZipFile(whole) as before:
        for name in before.namelist():
            packed.writestr(name, before.read(name))
        packed.writestr("xl/vbaProject.bin", b"macros")
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (at, at) for at in range(1, 1_000_001))
    piece = b"x" * 1_000_000
    sheets = {"million.xlsx": [OPEN, rows], "bomb.xlsx": [OPEN, b'<row r="1"><c t="inlineStr"><is><t>', *[piece] * 1_500]}
    for name, pieces in sheets.items():
        with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
            with zipfile.ZipFile(whole) as before:
                for other in before.namelist():
                    if other != SHEET:
                        packed.writestr(other, before.read(other))
            with packed.open(SHEET, "w", force_zip64=True) as sheet:
                for one in pieces:
                    sheet.write(one)
    (folder / "large.csv").write_bytes(b"Company;City\n" + b"Alpha GmbH;Berlin\n" * 1_200_000)
    LISTS.update({name: folder / name for name in HOSTILE})


def partner(folder, name):
    return yaml.safe_load((folder / "partners" / f"{name}.yaml").read_text(encoding="utf-8"))


def brings(visit, name):
    page = visit.go("/import")
    page.locator("#file").set_input_files(LISTS[name])
    page.get_by_role("button", name="Read the list").click()
    page.wait_for_selector("#reading")
    return page


def imports(group, visit, folder):
    page = visit.go("/")
    page.get_by_role("link", name="Import a list").click()
    page.locator("#file").set_input_files(LISTS["fair"])
    page.get_by_role("button", name="Read the list").click()
    choice = page.get_by_label("E-Mail")
    group.same(choice.input_value(), "contacts.email", "E-Mail", "what it is taken for")
    odd = page.get_by_label("Was sonst")
    group.same(odd.input_value(), "", "an unknown column", "what it is taken for")
    # What is chosen is seen at once, and the focus stays.
    odd.focus()
    with page.expect_response(lambda answer: "/import/" in answer.url):
        odd.select_option(label="Line of business")
    preview = page.get_by_role("region", name="How the first ones are read")
    page.get_by_label("They are", exact=True).select_option(label="Company")
    expect(preview).to_contain_text("Halle 7")
    group.check("2 new partners" in preview.inner_text(), "preview", preview.inner_text()[:200])
    source = page.get_by_label("Where the contacts are from")
    source.fill("the list of exhibitors of the fair")
    page.get_by_role("button", name="Continue").click()
    page.wait_for_selector("form.import-question")
    text = page.inner_text("main")
    for told in ["2 new partners", "1 row is left out", "row 4, column F"]:
        group.check(told in text, "plan", f"does not say {told}: {text[:400]}")
    page.get_by_text("Färberei Müller GmbH").first.click()
    expect(page.get_by_text("l.suess@faerberei.example.org").first).to_be_visible()
    group.check(not (folder / "partners/faerberei-mueller.yaml").exists(), "files", "are there before the yes")
    page.get_by_label("Remember the columns").check()
    page.get_by_role("button", name="Add 2 partners").click()
    page.wait_for_selector(".notice.made")
    group.check("2 partners were added" in page.inner_text(".notice"), "notice", page.inner_text(".notice"))
    group.same(page.evaluate("document.activeElement.className"), "notice made", "focus", "where it is")
    written = partner(folder, "faerberei-mueller")
    group.same(written["contacts"][0]["email"], "l.suess@faerberei.example.org", "file", "the email")
    group.same(written["sector"], "Halle 7", "file", "the column that was corrected")
    group.check("Was sonst" in (folder / "import.yaml").read_text(encoding="utf-8"), "import.yaml", "lacks the column")
    page.get_by_role("link", name="Färberei Müller GmbH").click()
    page.wait_for_load_state("networkidle")
    group.check("Färberei Müller GmbH" in page.inner_text("h1"), "partner", "has no page")


def drops(group, visit, folder):
    page = visit.go("/import")
    box = page.locator("#file").bounding_box()
    group.check(box["height"] > 120, "field", f"is {box['height']} pixels high")
    devtools = visit.context.new_cdp_session(page)
    data = {"items": [], "files": [str(LISTS["dropped"])], "dragOperationsMask": 1}
    for kind in ["dragEnter", "dragOver", "drop"]:
        place = {"x": box["x"] + box["width"] - 40, "y": box["y"] + box["height"] - 20}
        devtools.send("Input.dispatchDragEvent", {"type": kind, "data": data, **place})
    group.same(page.evaluate("document.getElementById('file').files.length"), 1, "field", "files in it")
    page.get_by_role("button", name="Read the list").click()
    page.wait_for_selector("#reading")
    group.check("dropped.xlsx" in page.inner_text("main"), "page", page.inner_text("main")[:200])
    page.get_by_label("They are", exact=True).select_option(label="Company")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Add 1 partner").click()
    page.wait_for_selector(".notice.made")
    group.same(partner(folder, "papirna")["legal_name"], "Papírna a.s.", "file", "the name")


def by_keyboard(group, visit, folder):
    page = visit.go("/import")
    # The browser's own window for files cannot be driven; all else is done by keys.
    page.locator("#file").set_input_files(LISTS["keys"])
    tab_to(page, "button.main")
    page.keyboard.press("Enter")
    page.wait_for_selector("#reading")
    tab_to(page, "#kind")
    page.keyboard.type("Com")
    tab_to(page, "button.main")
    page.keyboard.press("Enter")
    page.wait_for_selector("form.import-question")
    tab_to(page, "form.import-question button.main")
    page.keyboard.press("Enter")
    page.wait_for_selector(".notice.made")
    group.same(partner(folder, "batbygg")["kind"], "company", "file", "the kind")


def asks(group, visit, folder):
    page = brings(visit, "asked")
    page.get_by_role("button", name="Continue").click()
    page.wait_for_selector("#kind-problem")
    group.check("Say what these organisations are" in page.inner_text(".notice"), "notice", page.inner_text(".notice"))
    group.same(page.evaluate("document.activeElement.className"), "notice stopped", "focus", "where it is")
    page.get_by_label("City").select_option("legal_name")
    page.wait_for_load_state("networkidle")
    page.get_by_label("Company", exact=True).select_option("legal_name")
    # At which of the two it stands depends on which choice the program has heard of first.
    expect(page.locator(".becomes.wrong .note")).to_contain_text("already")


def refuses(group, visit, folder):
    page = visit.go("/import")
    page.locator("#file").set_input_files(LISTS["large"])
    page.get_by_role("button", name="Read the list").click()
    expect(page.locator("h1")).to_have_text("This file is too large", timeout=60_000)
    # The browser tells in its console that a page was refused.
    visit.told.clear()


def hostile_lists(group, visit, folder):
    before = sorted(path.name for path in (folder / "partners").iterdir())
    for name, told in HOSTILE.items():
        page = visit.go("/import")
        page.locator("#file").set_input_files(LISTS[name])
        page.get_by_role("button", name="Read the list").click(timeout=60_000)
        page.wait_for_selector("#reading", timeout=60_000)
        if told == "problem":
            group.check(page.locator(".problem.error").count() > 0, name, page.inner_text("main")[:300])
        else:
            group.check(told in page.inner_text("#reading"), name, page.inner_text("main")[:300])
    group.same(visit.served.process.poll(), None, "program", "whether it has ended")
    group.same(sorted(path.name for path in (folder / "partners").iterdir()), before, "partners", "their files")


def without_script(group, visit, folder):
    context = visit.context.browser.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto(visit.served.entry)
    page.goto(visit.served.address + "/import")
    page.set_input_files("#file", LISTS["keys"])
    page.click("button.main")
    page.select_option("#kind", "company")
    page.select_option("#column-1", "")
    page.get_by_role("button", name="Read again").click()
    group.same(page.input_value("#column-1"), "", "choice", "what it is after reading again")
    page.click("button.main")
    # It is there already, from the test by keyboard, and its town is left alone.
    group.check("1 partner is there already" in page.inner_text("main"), "plan", page.inner_text("main")[:300])
    context.close()


ACTIONS = [
    ("a list becomes partners", imports),
    ("a file is dropped", drops),
    ("by keyboard alone", by_keyboard),
    ("what is missing is asked for at its place", asks),
    ("a file of 100 MB is refused in words", refuses),
    ("without a script", without_script),
    ("a million rows, gigabytes in a cell, formulas, macros", hostile_lists),
]
