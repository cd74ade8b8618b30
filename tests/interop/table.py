"""The tables of the sample's documents that stand in the guide: what was measured, not what is promised.

    tests/interop/run --table docs/reference/documents.md

writes them anew, each between two lines of the file; every other run compares.
"""

import re
from pathlib import Path

import fields
import pdf
from vera import FLAVOURS

# The line in front of each table: of the sample at the root, and of the examples in all languages.
SAMPLE, LANGUAGES = "<!-- table: tests/interop/run --table -->", "<!-- table of languages: tests/interop/run --table -->"
END = "<!-- end of table -->"
PLACE = "docs/reference/documents.md"
# So that a word more or less changes nothing.
STEP = 5
# What a page may weigh, so that forty of them can be sent by email.
PAGE_LIMIT = 65


def tables(workspace, languages, vera, signed):
    """Each table behind the line that stands in front of it."""
    return {SAMPLE: table(workspace, vera, signed), LANGUAGES: by_language(languages)}


def check(report, workspace, measured, root):
    """The committed tables are those of this run."""
    with report.group("table: small files, and the guide's tables are up to date") as group:
        for document in workspace.with_format("pdf"):
            size = document.files["pdf"].stat().st_size / 1000
            if pages_of(document) == 1:
                group.check(size < PAGE_LIMIT, document, f"one page has {size:.0f} kB, not under {PAGE_LIMIT}")
        path = root / PLACE
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        renew = f"renew it: tests/interop/run --table {PLACE} path/to/handclasp"
        for begin, wanted in measured.items():
            found = between(text, begin)
            group.check(found is not None, PLACE, f"has no lines `{begin}` and `{END}`; {renew}")
            if found is not None:
                group.check(found.strip() == wanted, PLACE, f"has another table than this run gives; {renew}")


def write(path, measured):
    """Puts each table between its two lines of a file, or into a new file."""
    path = Path(path)
    text = path.read_text(encoding="utf-8") if path.exists() else "".join(f"{begin}\n{END}\n" for begin in measured)
    for begin, wanted in measured.items():
        if between(text, begin) is None:
            raise SystemExit(f"interop: FAILED: {path} has no lines `{begin}` and `{END}`")
        before, rest = text.split(begin)
        after = rest.split(END, 1)[1]
        text = f"{before}{begin}\n{wanted}\n{END}{after}"
    path.write_text(text, encoding="utf-8")
    print(f"table: written to {path}")


def between(text, begin):
    """What stands between the two lines of a table."""
    found = re.search(f"{re.escape(begin)}\n(.*?){re.escape(END)}", text, re.DOTALL)
    return found and found[1]


def table(workspace, vera, signed):
    """A row for each document, over all partners of the sample."""
    heads = ["Document", "Pages", "Size", *FLAVOURS.values(), "qpdf", "Signed with pyHanko"]
    rows = [heads, ["---"] * len(heads)]
    documents = {}
    for document in workspace.with_format("pdf"):
        documents.setdefault(document.name, []).append(document)
    for name, own in sorted(documents.items()):
        sizes = [-(-document.files["pdf"].stat().st_size // (1000 * STEP)) * STEP for document in own]
        verdicts = [verdict(vera.verdicts.get((document.files["pdf"], flavour)) == "ok" for document in own) for flavour in FLAVOURS]
        qpdf = verdict(pdf.run("qpdf", "--check", document.files["pdf"]).returncode == 0 for document in own)
        counts = [signed.get(str(document), 0) for document in own]
        signatures = f"{span(counts)}, all valid" if name in fields.SIGNED and all(counts) else "no fields"
        rows.append([f"`{name}`", span(map(pages_of, own)), f"{span(sizes)} kB", *verdicts, qpdf, signatures])
    return lines(rows)


def by_language(languages):
    """A row for each document with its pages in each language, over all partners of the language's example."""
    heads = ["Document", *(f"`{language}`" for language in languages)]
    pages = {}
    for language, workspace in languages.items():
        for document in workspace.with_format("pdf"):
            pages.setdefault(document.name, {}).setdefault(language, []).append(pages_of(document))
    rows = [[f"`{name}`", *(span(own.get(language, [0])) for language in languages)] for name, own in sorted(pages.items())]
    return lines([heads, ["---"] * len(heads), *rows])


def lines(rows):
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def verdict(passed):
    return "passed" if all(passed) else "failed"


def span(numbers):
    """From the least to the greatest."""
    numbers = sorted(numbers)
    return f"{numbers[0]}" if numbers[0] == numbers[-1] else f"{numbers[0]}–{numbers[-1]}"


def pages_of(document):
    return int(pdf.info(document.files["pdf"])["Pages"])
