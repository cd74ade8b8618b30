"""The pictures of the page in the guide: they show the page as it is.

Each picture has beside it, in `docs/images/office.json`, the headings and buttons of the page that it shows. They must be those
that the page has now: a picture of a page that has become another one is a failure. With `HANDCLASP_RENEW_PICTURES=1` pictures
and notes are made anew.
"""

import json
import os
import re
from io import BytesIO
from pathlib import Path

from PIL import Image

from office_visit import Served, Visit

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
NOTES = IMAGES / "office.json"
RENEWS = os.environ.get("HANDCLASP_RENEW_PICTURES") == "1"
# The day of all pictures of the guide, at noon.
NOON = "1795435200"
# The page, and how much of it is shown.
SHOWN = {
    "office-overview": ("/", (1180, 860)),
    "office-partner": ("/partners/tahtiselka", (1180, 900)),
    "office-email": ("/partners/tahtiselka/contact-informal.en", (1180, 760)),
}
LARGEST = 150_000
PAGES = {}


def prepare(copy):
    return copy


def same_pictures(group, visit, folder):
    notes = {} if RENEWS else json.loads(NOTES.read_text(encoding="utf-8"))
    binary = visit.served.process.args[0]
    with Served(binary, folder, {"SOURCE_DATE_EPOCH": NOON}) as served, Visit(visit.browser, served) as guide:
        page = guide.go("/partners/gruenfliess")
        page.locator("button.main").first.click()
        page.wait_for_selector(".notice")
        for name, (path, (width, height)) in SHOWN.items():
            page.set_viewport_size({"width": width, "height": height})
            guide.go(path)
            seen = {"size": [width, height], "headings": texts(page, "main h1, main h2, main h3"),
                    "buttons": texts(page, "header a, main button, main a.button")}
            file = IMAGES / f"{name}.png"
            if RENEWS:
                page.evaluate("document.activeElement.blur()")
                drawn = Image.open(BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
                # Few colours are enough for letters, and a picture of a page keeps its looks.
                drawn.quantize(128, dither=Image.Dither.NONE).save(file, optimize=True)
                notes[name] = seen
                continue
            group.check(file.exists(), file.name, "is not there")
            if file.exists():
                again = "HANDCLASP_RENEW_PICTURES=1 makes it anew; look at it"
                group.check(seen == notes.get(name), file.name, f"shows another page than there is now ({again})")
                group.same(list(Image.open(file).size), seen["size"], file.name, "its size")
                group.check(file.stat().st_size < LARGEST, file.name, f"has {file.stat().st_size} bytes")
    if RENEWS:
        NOTES.write_text(json.dumps(notes, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def texts(page, selector):
    """The words of what can be seen, each once."""
    found = [re.sub(r"\s+", " ", one).strip() for one in page.locator(selector).all_inner_texts()]
    return list(dict.fromkeys(one for one in found if one))


ACTIONS = [("the pictures of the guide show the page as it is", same_pictures)]
