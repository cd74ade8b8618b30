"""The foot of each page of a memorandum: which page of how many of which version of which text.

So that a page cannot be exchanged unnoticed, and two prints can be told apart without reading them word by word.
"""

import hashlib
import re

import page
from page import MM

# The footer stands in the lower margin.
FOOT = 23 * MM
DRAFT = "**Draft**\n\n"


def check(report, workspace):
    """All checks of the footers."""
    documents = [document for document in workspace.with_format("pdf") if document.name == "mou"]
    report.each("footer: page, references, version and short hash on every page", documents, check_footer)


def fingerprint(document):
    """The first eight digits of the Markdown's SHA-256; a draft has the same as what becomes final."""
    text = document.text("md").removeprefix(DRAFT)
    digits = hashlib.sha256(text.encode("utf-8")).hexdigest()[:8]
    return f"Text{digits[:4]}{digits[4:]}"


def check_footer(group, document):
    """Compared without blanks: a footer may break into lines."""
    pages = page.words_of(document.files["pdf"])
    references = re.findall(r"^Reference of .*?: (.*?)\\?$", document.text("md"), re.MULTILINE)
    group.check(references, document, "has no reference")
    for number, found in enumerate(pages, 1):
        foot = "".join(word.text for word in found if word.box[3] < FOOT)
        for wanted in [f"Page {number} of {len(pages)}", *references, "Version", fingerprint(document)]:
            wanted = "".join(wanted.split())
            group.check(wanted in foot, f"{document}, page {number}", f"`{wanted}` is not in the footer `{foot}`")
