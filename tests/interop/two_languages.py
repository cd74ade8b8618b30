"""Memorandum and letter of intent in two languages: both layouts, in every pair of English and a language of the samples.

The sample's texts are put together with those of the same sample in another language, as an office would write them.
"""

import subprocess
from pathlib import Path

import pikepdf
import yaml

import fields
import pdf
import signing
from structure import read_structure
from workspace import Copy, Workspace, build

DOCUMENTS = ["loi", "mou"]
LAYOUTS = ["columns", "stacked"]
# The language beside English in which the documents are signed too: one with letters of its own.
SIGNED = "el"
# Fields whose texts are no words of a document, or are the same in every language.
LET_ALONE = {"logbook", "working_language", "default_language", "languages", "texts_in"}


def in_both(one, other, language):
    """Data with the texts of both languages."""
    if isinstance(one, dict) and isinstance(other, dict):
        if "en" in one or language in other:
            return {**other, **one}
        return {key: value if key in LET_ALONE or key not in other else in_both(value, other[key], language) for key, value in one.items()}
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [in_both(*pair, language) for pair in zip(one, other)]
    if isinstance(one, dict) and isinstance(other, str) and "en" in one:
        return {**one, language: other}
    if isinstance(one, str) and isinstance(other, dict) and language in other:
        return {**other, "en": one}
    if isinstance(one, str) and isinstance(other, str) and one != other:
        return {"en": one, language: other}
    return one


def check(report, options, folder, vera):
    """Builds each pair in both layouts; then one group for each thing that has to hold."""
    samples = Path(options.sample) / "samples"
    languages = sorted(path.name for path in samples.iterdir() if (path / "institution.yaml").exists() and path.name != "en")
    documents, to_sign = [], []
    with report.group("two languages: every pair can be built") as group:
        for language in languages:
            for layout in LAYOUTS:
                case = f"en+{language} {layout}"
                copy = two(options, folder / language / layout / "data", language, layout)
                for partner in copy.partners:
                    noted = [options.binary, "log", partner, "checked-translation", "--yes", "--workspace", str(copy.folder)]
                    done = subprocess.run(list(map(str, noted)), capture_output=True, text=True)
                    group.check(done.returncode == 0, f"{case}: {partner}", done.stderr.strip())
                out = folder / language / layout / "built"
                made = build(options.binary, copy.folder, out, *DOCUMENTS, *(word for one in ["md", "html", "pdf"] for word in ("--format", one)))
                group.check(made.returncode == 0, case, f"exit code {made.returncode}\n{made.stderr.strip()}")
                made = Workspace(copy.folder, out, case)
                to_sign += [made] if language == SIGNED else []
                found = made.documents
                group.same(sorted({document.name for document in found}), DOCUMENTS, case, "documents")
                documents += found
    vera.add("two languages", [document.files["pdf"] for document in documents])
    report.each("two languages: qpdf --check", documents, pdf.check_syntax)
    report.each("two languages: every font embedded, every letter extractable", documents, pdf.check_fonts)
    report.each("two languages: title, tags, A4", documents, pdf.check_info)
    report.each("two languages: language, table heads, end of file", documents, pdf.check_inside)
    report.each("two languages: fields, built as a signing program wants them", documents, fields.check_fields)
    report.each("two languages: the clauses in reading order", documents, check_order)
    for at, made in enumerate(to_sign):
        signing.check(report, made, folder / f"signed-{at}", vera)


def two(options, folder, language, layout):
    """A copy of the sample with the texts of a second language."""
    copy = Copy(options.sample, folder)
    read = lambda name: yaml.safe_load((Path(options.sample) / "samples" / language / name).read_text(encoding="utf-8"))
    copy.institution = in_both(copy.institution, read("institution.yaml"), language)
    signed = {name: data for name, data in copy.partners.items() if "mou" in data}
    copy.partners = {name: in_both(data, read(f"partners/{name}.yaml"), language) for name, data in signed.items()}
    for data in copy.partners.values():
        for document in DOCUMENTS:
            data[document] = {**data[document], "languages": ["en", language], "layout": layout}
    copy.save()
    return copy


def check_order(group, document):
    """The headings as a screen reader meets them: clause by clause, or one language behind the other."""
    is_stacked = "stacked" in document.case
    first, second = (headings(half) for half in document.text("md").split("\n---\n"))
    # People sign once, below both.
    first, second = ([heading for heading in one if heading[0].isdigit()] for one in (first, second))
    wanted = first + second if is_stacked else [heading for pair in zip(first, second) for heading in pair]
    # A word that is longer than a column is divided.
    found = [heading.replace("\xad", "").strip() for heading, _ in read_structure(document.files["pdf"])]
    found = [heading for heading in found if heading[:1].isdigit()]
    group.same(["".join(heading.split()) for heading in found], ["".join(heading.split()) for heading in wanted], document, "the headings")
    with pikepdf.open(document.files["pdf"]) as opened:
        with opened.open_outline() as outline:
            titles = [item.title for top in outline.root for item in [top, *top.children]]
    group.check(not set(second) - set(first) & set(titles), document, f"bookmarks are {titles}")


def headings(markdown):
    """The words of the headings of a text."""
    lines = [line for line in markdown.splitlines() if line.startswith("#")]
    return [line.lstrip("# ").split(" {")[0] for line in lines]
