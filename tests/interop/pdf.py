"""PDF: valid, archivable, accessible, of the right size, and with the partner's name in it letter for letter.

Readers: qpdf, poppler, pikepdf; veraPDF has a file of its own.
"""

import subprocess

import pikepdf

from structure import visible_text
from words import read_html_title

# How many pages a document may have.
PAGES = {"one-pager": (1, 1), "loi": (1, 1), "agenda": (1, 1), "mou": (1, 4)}
# Documents that name the partner as a party or participant, so by its legal name.
NAMES_PARTNER = {"mou", "loi", "agenda", "minutes"}


def check(report, workspace, vera):
    """All checks of the PDFs."""
    documents = workspace.with_format("pdf")
    vera.add("the sample", [document.files["pdf"] for document in documents])
    report.each("pdf: qpdf --check", documents, check_syntax)
    report.each("pdf: every font embedded, every letter extractable", documents, check_fonts)
    report.each("pdf: title, tags, A4", documents, check_info)
    report.each("pdf: language, table heads, end of file", documents, check_inside)
    report.each("pdf: number of pages", [document for document in documents if document.name in PAGES], check_pages)
    report.each("pdf: the partner's name letter for letter", documents, check_name, workspace)


def run(*command):
    """A finished process and what it said."""
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, encoding="utf-8", errors="replace")


def info(path):
    """What pdfinfo tells of a file."""
    lines = run("pdfinfo", path).stdout.splitlines()
    return {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}


def check_syntax(group, document):
    """qpdf reads every object of the file."""
    done = run("qpdf", "--check", document.files["pdf"])
    group.check(done.returncode == 0, document, (done.stdout + done.stderr).strip())


def check_info(group, document):
    """The title is the one of the web page, which a reader sees in the window's frame too."""
    found = info(document.files["pdf"])
    group.check(found.get("Title", ""), document, "has no title")
    group.same(found.get("Title"), read_html_title(document.text("html")), document, "title")
    group.same(found.get("Tagged"), "yes", document, "Tagged")
    group.check(found.get("Page size", "").endswith("(A4)"), document, f"page size is {found.get('Page size')}")


def check_pages(group, document):
    """A one-pager is one page."""
    least, most = PAGES[document.name]
    pages = int(info(document.files["pdf"])["Pages"])
    group.check(least <= pages <= most, document, f"has {pages} pages, not {least} to {most}")


def check_fonts(group, document):
    """The columns from the right of `pdffonts`: object number (two), uni, sub, emb."""
    lines = run("pdffonts", document.files["pdf"]).stdout.splitlines()[2:]
    group.check(lines, document, "has no fonts")
    for line in lines:
        *_, embedded, _, to_unicode, _, _ = line.split()
        group.check(embedded == "yes", document, f"font not embedded: {line}")
        group.check(to_unicode == "yes", document, f"font without a map to Unicode: {line}")


def check_inside(group, document):
    """What neither Typst nor veraPDF complains about, but a screen reader or a later signature needs."""
    with pikepdf.open(document.files["pdf"]) as opened:
        language = str(opened.Root.get("/Lang", ""))
        group.check(language.split("-")[0] == document.language.split("+")[0].split("-")[0], document, f"language is `{language}`")
        tables = list(elements(opened.Root.StructTreeRoot, "/Table"))
        headless = [table for table in tables if not any(elements(table, "/TH"))]
        group.check(not headless, document, f"{len(headless)} of {len(tables)} tables have no head")
    # Without a line end there a later signature breaks PDF/A (6.1.9).
    group.check(document.files["pdf"].read_bytes().endswith(b"%%EOF\n"), document, "does not end in %%EOF and a line end")


def elements(element, kind):
    """The structure elements of a kind below an element."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if kid.S == kind:
                yield kid
            yield from elements(kid, kind)


def check_name(group, document, workspace):
    """The name, its letters exactly as in the YAML; only where a line ends is left out of account.

    An email speaks to a person and may do without the partner's name: there it is looked for where the text has it.
    """
    partner = workspace.partners[document.partner]
    letters = lambda text: "".join(text.split())
    page, text = letters(visible_text(document.files["pdf"])), letters(document.text("txt"))
    names = {key: partner[key] for key in ["legal_name", "short_name", "name_en"] if partner.get(key)}
    for key, name in names.items():
        if (key == "legal_name" and document.name in NAMES_PARTNER) or letters(name) in text:
            group.check(letters(name) in page, document, f"does not have the {key} `{name}`")
    if document.name == "one-pager":
        group.check(any(letters(name) in page for name in names.values()), document, f"has none of {list(names.values())}")
