"""The office page without eyes and without a mouse: what axe cannot find, on every page that links lead to.

How a page is built up for a screen reader, in which order the keys go through it, whether everything that can be pressed
has a name, is large enough and can be left again.
"""

import re

PAGES = {}
PARTNER = "tahtiselka"
# More pages than there are kinds of, so that a new one is looked at too.
MOST = 40

# What can be reached by the keys and is shown, in the order of the page; with its name, its place and its size.
CONTROLS = """() => {
    const of = "a[href], button, input, select, textarea, summary, iframe, [tabindex]";
    const shown = node => node.checkVisibility({visibilityProperty: true}) && !node.closest("details:not([open]) > :not(summary)");
    return [...document.querySelectorAll(of)]
        .filter(node => node.tabIndex >= 0 && !node.disabled && node.type !== "hidden" && shown(node))
        .map(node => {
            const box = node.getBoundingClientRect();
            const label = node.labels && [...node.labels].map(one => one.innerText).join(" ");
            const named = (node.getAttribute("aria-labelledby") || "").split(" ").map(id => document.getElementById(id)?.innerText || "");
            const inner = [...node.querySelectorAll("img")].map(one => one.alt).join(" ");
            const name = node.getAttribute("aria-label") || named.join(" ").trim() || label || node.innerText || inner || node.title || "";
            const inText = node.tagName === "A" && getComputedStyle(node).display === "inline" && !!node.closest("p, dd, li, td, th, nav, .under");
            return {tag: node.tagName, type: node.type || "", name: name.trim(), tabindex: node.getAttribute("tabindex"),
                    width: box.width, height: box.height, inText, html: node.outerHTML.slice(0, 140)};
        });
}"""
HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
    .filter(node => !node.closest("details:not([open])"))
    .map(node => [Number(node.tagName[1]), node.innerText.trim()])"""


def prepare(copy):
    """The sample, with a partner that there is something to be told of."""
    copy.partners["bare"] = {"legal_name": "Bare", "kind": "company", "documents": ["contact-formal"]}
    return copy


def shape(path):
    """What pages are alike by: the same page of another partner is left out."""
    path, _, query = path.partition("?")
    keys = "&".join(sorted(pair.split("=")[0] for pair in query.split("&")))
    parts = path.split("/")
    if parts[1:2] == ["partners"] and len(parts) > 2:
        parts[2] = "*"
        parts[3:4] = [part.split(".")[0] for part in parts[3:4]]
    return "/".join(parts) + "?" + keys


def addresses(visit):
    """Where links lead, from the first page on, each kind of page once."""
    waiting, seen, found = ["/", f"/partners/{PARTNER}", f"/partners/{PARTNER}/mou.en"], set(), []
    while waiting and len(found) < MOST:
        path = waiting.pop(0)
        if shape(path) in seen:
            continue
        seen.add(shape(path))
        page = visit.go(path)
        if not page.locator("main").count():
            continue
        found.append(path)
        links = page.locator("a[href^='/']").evaluate_all("all => all.filter(one => !one.target).map(one => one.getAttribute('href'))")
        links = [link.split("#")[0] for link in links]
        waiting += [link for link in links if not re.search(r"/file/|/pages/|/assets/|^/language/|/table|\.(xlsx|csv|eml|pdf)|save=", link)]
    return found


def is_built_up(group, visit, _):
    """One heading of the first level, none skipped, the parts of a page named once each."""
    pages = addresses(visit)
    group.check(len(pages) > 5, "pages", f"only {pages}")
    for path in pages:
        page = visit.go(path)
        levels = page.evaluate(HEADINGS)
        group.same([name for level, name in levels if level == 1][1:], [], path, "a second heading of the first level")
        group.check(bool(levels) and levels[0][0] == 1, path, f"begins with {levels[:1]}")
        steps = [(last, now) for last, now in zip(levels, levels[1:]) if now[0] > last[0] + 1]
        group.same(steps, [], path, "levels of headings that are skipped")
        group.same([level for level, name in levels if not name], [], path, "headings without words")
        for role in ["banner", "main", "contentinfo"]:
            group.same(page.get_by_role(role).count(), 1, path, f"how many {role} there are")
        names = page.get_by_role("navigation").evaluate_all("all => all.map(one => one.getAttribute('aria-label') || '')")
        group.same(len(names), len(set(names)), path, f"names of navigations: {names}")
        group.check(page.title().endswith("Handclasp") and len(page.title()) > 12, path, f"its title is {page.title()}")
        current = page.locator("header nav [aria-current=page]").count()
        group.check(current <= 1, path, f"{current} pages are said to be this one")
    visit.told.clear()


def has_names_and_room(group, visit, _):
    """Everything that can be pressed has a name; two of one name do the same; each is 24 pixels large or stands in a text."""
    for path in addresses(visit):
        for size in [(1280, 900), (320, 640)]:
            visit.page.set_viewport_size({"width": size[0], "height": size[1]})
            for one in visit.go(path).evaluate(CONTROLS):
                if one["html"].startswith("<main"):
                    continue
                group.check(bool(one["name"]), path, f"has no name: {one['html']}")
                small = min(one["width"], one["height"]) < 24 and not one["inText"] and one["type"] not in ("radio", "checkbox")
                group.check(not small, f"{path} at {size[0]}", f"{one['width']:.0f} × {one['height']:.0f}: {one['html']}")
                group.check(one["tabindex"] in (None, "0"), path, f"stands out of its order: {one['html']}")
            over = visit.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            group.check(over <= 0, f"{path} at {size[0]}", f"is {over} pixels too wide")
    visit.page.set_viewport_size({"width": 1280, "height": 900})
    visit.told.clear()


def keys_go_through(group, visit, _):
    """The keys go through a page in the order in which it is read, stay seen, and come out at its end."""
    where = """() => {
        const node = document.activeElement;
        if (!node || node === document.body) return null;
        const style = getComputedStyle(node);
        const all = [...document.querySelectorAll("*")];
        return {at: all.indexOf(node), seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2, tag: node.tagName,
                html: node.outerHTML.slice(0, 120)};
    }"""
    for path in addresses(visit):
        page = visit.go(path)
        page.evaluate("document.activeElement?.blur()")
        last, number, is_out = -1, 0, False
        for number in range(400):
            page.keyboard.press("Tab")
            now = page.evaluate(where)
            if now is None or now["at"] < last:
                is_out = True
                break
            group.check(now["seen"] or now["tag"] == "IFRAME", path, f"is not seen when it has the focus: {now['html']}")
            last = now["at"]
        group.check(is_out and number > 3, path, f"after {number} keys the keys are still in it, at {now}")
    visit.told.clear()


def skips(group, visit, _):
    """The first key leads over the head of the page."""
    page = visit.go("/")
    page.keyboard.press("Tab")
    group.same(page.evaluate("document.activeElement.className"), "skip", "first key", "what it leads to")
    group.check(page.locator(".skip").bounding_box()["y"] >= 0, "skip link", "is not seen when it has the focus")
    page.keyboard.press("Enter")
    group.same(page.evaluate("document.activeElement.id"), "content", "skip link", "where it leads")
    page.keyboard.press("Tab")
    group.check(page.evaluate("!!document.activeElement.closest('main')"), "skip link", "the next key is not in the content")


def is_heard(group, visit, _):
    """What a screen reader gets of the first page and of a partner."""
    tree = visit.go("/").locator("body").aria_snapshot()
    for part in ['link "Go to the content"', 'heading "Partners" [level=1]', 'search:', 'searchbox "Search"',
                 'combobox "Country"', 'table', 'columnheader "Documents"', 'status']:
        group.check(part in tree, "overview", f"no {part} in\n{tree[:3000]}")
    # At small sizes the table is shown as blocks; it stays a table with its heads.
    visit.page.set_viewport_size({"width": 320, "height": 640})
    small = visit.go("/").locator("body").aria_snapshot()
    group.check('columnheader "Documents"' in small and "rowheader" in small, "small overview", f"is no table:\n{small[:3000]}")
    visit.page.set_viewport_size({"width": 1280, "height": 900})
    tree = visit.go(f"/partners/{PARTNER}").locator("body").aria_snapshot()
    for part in ['heading "Tähtiselän ammattiopisto" [level=1]', 'heading "Documents" [level=2]', 'heading "What happened" [level=2]',
                 'heading "One-pager" [level=3]']:
        group.check(part in tree, "partner", f"no {part} in\n{tree[:3000]}")


ACTIONS = [
    ("the parts and headings of each page", is_built_up),
    ("names and room of all that can be pressed", has_names_and_room),
    ("the keys go through each page and out of it", keys_go_through),
    ("the way over the head", skips),
    ("what a screen reader gets", is_heard),
]
