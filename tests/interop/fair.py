"""A fair's pack: the pages of all documents in one PDF, and its contact sheet.

Other people's programs look at it: veraPDF, qpdf, poppler, pikepdf; the contact sheet is read by a parser of HTML.
"""

import base64
import io
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pikepdf
from PIL import Image

import pdf
from workspace import Copy, build

# The names of countries in the sample's language.
COUNTRIES = {"DE": "Germany", "ES": "Spain", "FI": "Finland", "PL": "Poland", "SE": "Sweden", "CH": "Switzerland"}
# A fair's worth of partners, in these countries in turn.
MANY, WHERE = 40, ["SE", "DE", "CH", "PL"]
# A font takes about half of a one-page file; together they take it once.
SMALLER = 0.6


def check(report, options, folder, vera):
    """Packs of the sample: its one-pagers, all its documents, for a print shop; and one of forty partners."""
    one_pagers = make(report, options, folder / "one-pagers", ["one-pager"])
    everything = make(report, options, folder / "all", [])
    print_shop = make(report, options, folder / "print", ["one-pager", "--bleed", "3"])
    many = make(report, options, folder / "many", ["one-pager"], fill)
    packs = [one_pagers, everything, print_shop, many]
    vera.add("packs", [pack.path for pack in packs])
    report.each("pack: qpdf --check", packs, check_syntax)
    report.each("pack: each font is embedded, once", packs, check_fonts)
    report.each("pack: title, tags, no fields, opens with its bookmarks", packs, check_info)
    report.each("pack: bookmarks by country and name lead to their pages", packs, check_bookmarks)
    report.each("pack: every page says what the page of its own file says", packs, check_text)
    report.each("pack: tags of all documents, each with its own headings", packs, check_tags)
    report.each("pack: the contact sheet shows every document and fetches nothing", packs, check_sheet)
    with report.group(f"pack: smaller than {SMALLER:.0%} of {MANY} files") as group:
        own = sum(path.stat().st_size for path in many.own())
        group.check(many.path.stat().st_size < SMALLER * own, many, f"has {many.path.stat().st_size} of {own} bytes")


class Pack:
    """A pack and the workspace that it was made of."""

    def __init__(self, folder, copy):
        self.folder, self.path, self.copy = folder / "out", folder / "out" / "fair.pdf", copy

    def __str__(self):
        return self.path.parent.parent.name

    def own(self):
        """The documents' own files, in the order of the contact sheet."""
        return [self.folder / unquote(link) for link in sheet(self).links]


def make(report, options, folder, arguments, change=None):
    """A pack of a copy of the sample."""
    copy = Copy(options.sample, folder / "data")
    if change:
        change(copy)
    copy.save()
    with report.group(f"pack: build {folder.name}") as group:
        made = build(options.binary, copy.folder, folder / "out", *arguments, "--combine", "fair.pdf")
        group.check(made.returncode == 0, folder.name, made.stderr.strip())
    return Pack(folder, copy)


def fill(copy):
    """Forty partners in place of the sample's."""
    copy.partners = {
        f"p{number:02}": {
            "legal_name": f"Firma {number:02} Österreich & Søn", "kind": "company", "country": WHERE[number % len(WHERE)],
            "documents": ["one-pager"], "why_us_for_them": [f"Reason {number} that is only theirs", "A second reason"],
        }
        for number in range(MANY)
    }


def check_syntax(group, pack):
    done = pdf.run("qpdf", "--check", pack.path)
    group.check(done.returncode == 0, pack, (done.stdout + done.stderr).strip())


def check_fonts(group, pack):
    """The columns from the right of `pdffonts`: object number (two), uni, sub, emb."""
    lines = pdf.run("pdffonts", pack.path).stdout.splitlines()[2:]
    names = [line.split()[0].split("+")[-1] for line in lines]
    group.check(names and len(names) == len(set(names)), pack, f"has fonts more than once: {names}")
    for line in lines:
        *_, embedded, _, to_unicode, _, _ = line.split()
        group.same((embedded, to_unicode), ("yes", "yes"), pack, line)


def check_info(group, pack):
    found = pdf.info(pack.path)
    group.check(found.get("Title", ""), pack, "has no title")
    group.same(found.get("Tagged"), "yes", pack, "Tagged")
    group.same(found.get("Form"), "none", pack, "Form")
    with pikepdf.open(pack.path) as opened:
        group.same(str(opened.Root.PageMode), "/UseOutlines", pack, "PageMode")
        group.same(str(opened.Root.ViewerPreferences.Duplex), "/Simplex", pack, "Duplex")
        group.check(bool(opened.Root.ViewerPreferences.DisplayDocTitle), pack, "does not show its title")
        group.check(str(opened.Root.get("/Lang", "")).endswith("en"), pack, "has another language")
    group.check(pack.path.read_bytes().endswith(b"%%EOF\n"), pack, "does not end in %%EOF and a line end")


def check_bookmarks(group, pack):
    """As pikepdf reads them: countries in the order of their names, in each the partners in the order of theirs."""
    with pikepdf.open(pack.path) as opened, opened.open_outline() as outline:
        pages = {page.objgen: number for number, page in enumerate(opened.pages, 1)}
        number = lambda item: pages[target(item).objgen]
        countries = [item.title for item in outline.root]
        group.same(countries, sorted({COUNTRIES[code_of(one)] for one in pack.copy.partners.values()}), pack, "countries")
        last = 0
        for country in outline.root:
            group.same(number(country), number(country.children[0]), pack, country.title)
            names = [item.title for item in country.children]
            group.same(names, sorted(names), pack, f"the order in {country.title}")
            for item in country.children:
                group.check(number(item) > last, pack, f"{item.title} leads to page {number(item)}, behind {last}")
                last = number(item)
                text = pdf.run("pdftotext", "-f", last, "-l", last, pack.path, "-").stdout
                partner = next(one for one in pack.copy.partners.values() if name_of(one) == item.title)
                said = squeezed(item.title) in squeezed(text) or squeezed(partner["legal_name"]) in squeezed(text)
                group.check(said, pack, f"the page of {item.title} does not name it")


def target(item):
    """The page that a bookmark opens."""
    return (item.destination if item.destination is not None else item.action.D)[0]


def code_of(partner):
    return partner.get("country") or partner["address"]["country"]


def name_of(partner):
    return partner.get("short_name") or partner["legal_name"]


def check_text(group, pack):
    """The pages of the files one after another are the pages of the pack."""
    own = [page for path in pack.own() for page in texts(path)]
    group.same(texts(pack.path), own, pack, "text")


def texts(path):
    """The text of each page."""
    return pdf.run("pdftotext", "-layout", path, "-").stdout.split("\f")[:-1]


def check_tags(group, pack):
    """As many tables, lists, headings and pictures as in the files together."""
    kinds = ["/H1", "/H2", "/H3", "/Table", "/L", "/Figure", "/P"]
    wanted = {kind: 0 for kind in kinds}
    for path in pack.own():
        for kind, count in counted(path, kinds).items():
            wanted[kind] += count
    group.same(counted(pack.path, kinds), wanted, pack, "structure elements")


def counted(path, kinds):
    with pikepdf.open(path) as opened:
        return {kind: sum(1 for _ in pdf.elements(opened.Root.StructTreeRoot, kind)) for kind in kinds}


class Sheet(HTMLParser):
    """What a contact sheet shows."""

    def __init__(self):
        super().__init__()
        self.pictures, self.links, self.pages, self.fetched, self.headings, self.language = [], [], [], [], [], None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "html":
            self.language = attributes.get("lang")
        elif tag == "img":
            self.pictures.append((attributes.get("alt"), attributes["src"]))
        elif tag == "a" and "#page=" in attributes["href"]:
            self.pages.append(int(attributes["href"].split("#page=")[1]))
        elif tag == "a" and "/" in attributes["href"]:
            self.links.append(attributes["href"])
        elif tag in ("h1", "h2", "h3"):
            self.headings.append(tag)
        if tag in ("script", "link", "iframe") or attributes.get("src", "data:").partition(":")[0] != "data":
            self.fetched.append(tag)


def sheet(pack):
    read = Sheet()
    read.feed(Path(pack.path).with_suffix(".html").read_text(encoding="utf-8"))
    return read


def check_sheet(group, pack):
    found = sheet(pack)
    group.same(found.fetched, [], pack, "what is fetched")
    group.same(found.language, "en", pack, "language")
    group.same(found.headings, ["h1"] + ["h2"] * len(found.pictures), pack, "headings")
    group.same(len(found.links), len(found.pictures), pack, "links")
    built = [path for path in pack.folder.rglob("*.pdf") if path != pack.path]
    group.same(sorted(pack.own()), sorted(built), pack, "the files")
    page = 1
    for first, path, (alt, source) in zip(found.pages, pack.own(), found.pictures):
        group.same(first, page, path.parent.name, "first page")
        page += int(pdf.info(path)["Pages"])
        group.check(alt, path.parent.name, "has no alternative text")
        with Image.open(io.BytesIO(base64.b64decode(source.split(",")[1]))) as image:
            width, height = image.size
        group.check(360 <= width <= 440 and abs(height - width * 297 / 210) <= 2, path.parent.name, f"{width} × {height}")


def squeezed(text):
    """Without blanks and line ends."""
    return "".join(text.split())
