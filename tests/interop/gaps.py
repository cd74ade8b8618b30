"""No gap, no template code and no program's word for nothing in any text that leaves the house."""

import re

import pdf
import words
from structure import visible_text

GAPS = {
    # A gap as a draft shows it: [signatory position].
    "placeholder": re.compile(r"\[[^\W\d_][\w .’'-]*\]"),
    "None": re.compile(r"\bNone\b"),
    "undefined": re.compile(r"\bundefined\b"),
    "template code": re.compile(r"\{\{|\}\}|\{%|%\}"),
    "broken letter": re.compile("\ufffd"),
}


def check(report, workspace, draft):
    """Looks for gaps in every text of every document."""
    if draft:
        print("gaps: NOT CHECKED, because --draft shows gaps on purpose")
        return
    report.each("gaps: no placeholder, None, undefined or template code", workspace.documents, check_gaps)


def check_gaps(group, document):
    """One check for each format."""
    for format, text in texts(document):
        found = [f"{name} `{hit[0]}`" for name, gap in GAPS.items() for hit in gap.finditer(text)]
        group.check(not found, f"{document}.{format}", ", ".join(found))


def texts(document):
    """What a reader sees of each format. An email's parts are compared with these elsewhere, word by word."""
    for format in document.files:
        if format == "pdf":
            path = document.files["pdf"]
            yield format, f"{pdf.info(path).get('Title', '')}\n{visible_text(path)}"
        elif format == "md":
            # Read, not raw: a link's brackets are no placeholder.
            meta, _ = words.front_matter(document.text("md"))
            yield format, f"{meta.get('subject', '')}\n{words.plain(words.read_markdown(document.text('md')))}"
        elif format == "html":
            page = document.text("html")
            yield format, f"{words.read_html_title(page)}\n{words.plain(words.read_html(page))}"
        elif format in ("txt", "ics"):
            # A folded line of a calendar goes on behind a space.
            yield format, document.text(format).replace("\n ", "" if format == "ics" else "\n ")
