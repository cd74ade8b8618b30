"""The example of every language: all its documents in all formats, read by the same programs as the sample at the root.

What holds of the sample holds in each language: the standards, the pages, and the same words in every output.
"""

import subprocess
from pathlib import Path

import fields
import gaps
import pdf
import words
from workspace import Workspace, build

FORMATS = ["md", "txt", "html", "pdf", "eml", "ics"]
# The sample at the root.
FIRST = "en"


def known(sample):
    """The languages that there is an example in, English first."""
    return [FIRST, *sorted(path.name for path in (Path(sample) / "samples").iterdir() if (path / "institution.yaml").exists())]


def check(report, options, folder, vera):
    """Builds each language's example; one group for each thing that has to hold. Gives the workspaces by language."""
    made = {}
    with report.group("languages: every example can be built, without a remark") as group:
        for language in known(options.sample):
            data, out = folder / language / "data", folder / language / "built"
            begun = subprocess.run([str(options.binary), "init", str(data), "--lang", language], capture_output=True, text=True)
            group.check(begun.returncode == 0, language, begun.stderr.strip())
            done = build(options.binary, data, out, *(word for format in FORMATS for word in ("--format", format)))
            group.check(done.returncode == 0, language, f"exit code {done.returncode}\n{done.stderr.strip()}")
            group.check("warning" not in done.stderr, language, done.stderr.strip())
            made[language] = Workspace(data, out, language)
            group.same(names(made[language]), names(made[FIRST]), language, "documents")
            group.check(all(document.language == language for document in made[language].documents), language, "has documents of another language")
    documents = [document for workspace in made.values() for document in workspace.documents]
    pages = [document for document in documents if "pdf" in document.files]
    signed = [document for document in pages if document.name in fields.SIGNED]
    vera.add("languages", [document.files["pdf"] for document in pages])
    report.each("languages: qpdf --check", pages, pdf.check_syntax)
    report.each("languages: every font embedded, every letter extractable", pages, pdf.check_fonts)
    report.each("languages: title, tags, A4", pages, pdf.check_info)
    report.each("languages: language, table heads, end of file", pages, pdf.check_inside)
    report.each("languages: number of pages", [document for document in pages if document.name in pdf.PAGES], pdf.check_pages)
    report.each("languages: fields, built as a signing program wants them", signed, fields.check_fields)
    report.each("languages: no placeholder, None, undefined or template code", documents, gaps.check_gaps)
    report.each("languages: the words of Markdown and HTML", documents, words.check_html)
    report.each("languages: the words of Markdown and text", documents, words.check_text)
    report.each("languages: the words of Markdown and PDF, in reading order", pages, words.check_reading_order, False)
    report.each("languages: the words of Markdown and PDF, on the page", pages, words.check_page, False)
    return made


def names(workspace):
    """The names of a workspace's documents, each once."""
    return sorted({document.name for document in workspace.documents})
