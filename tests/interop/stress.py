"""Workspaces as far from the sample as real ones get, each built for one partner (`cases.py` has them).

What holds for the sample's PDFs has to hold for them too, and then what the case is about.
"""

import pikepdf

import fields
import footer
import page
import pdf
import signing
import source
import words
from cases import CASES, PARTNER, TAGS, is_draft
from structure import visible_text
from workspace import Copy, Workspace, build

FORMATS = ["md", "txt", "html", "pdf", "typ"]
# Cases whose Typst source has something in it that the sample's has not.
SOURCES = {"logo-of-pixels", "own-font", "draft", "other-letters"}
# Cases whose letter has more in it than a page holds at the smallest size, with everybody's line to sign on and the stamp.
LONG_LETTERS = {"long-names", "three-and-three-sign", "own-font"}


def check(report, options, folder, vera):
    """Builds all cases; then one group for each thing that has to hold, over all cases."""
    workspaces = []
    with report.group("stress: every case can be built") as group:
        for case in CASES:
            copy = Copy(options.sample, folder / case.name / "data")
            case.change(copy)
            copy.save()
            all_formats = [word for format in FORMATS for word in ("--format", format)]
            out, told = folder / case.name / "built", ""
            # Files for a print shop, which are pages only, come to stand beside the others.
            usual = [*all_formats, *case.options]
            for more in [all_formats, ["--format", "pdf", *case.options]] if "--bleed" in case.options else [usual]:
                made = build(options.binary, copy.folder, out, "--partner", PARTNER, *more)
                group.check(made.returncode == 0, case.name, f"exit code {made.returncode}\n{made.stderr.strip()}")
                told += made.stderr
            workspace = Workspace(copy.folder, out, case.name)
            workspace.told = told
            group.same(sorted(document.name for document in workspace.documents), ["loi", "mou", "one-pager"], case.name, "documents")
            workspaces.append(workspace)
    documents = [document for workspace in workspaces for document in workspace.documents]
    for document in documents:
        # A print shop's file is looked at in place of the other.
        document.files["pdf"] = document.files.get("print.pdf", document.files.get("pdf"))
    vera.add("stress", [document.files["pdf"] for document in documents])
    report.each("stress: qpdf --check", documents, pdf.check_syntax)
    report.each("stress: every font embedded, every letter extractable", documents, pdf.check_fonts)
    report.each("stress: title, tags, A4", [document for document in documents if document.case != "bleed"], pdf.check_info)
    report.each("stress: language, table heads, end of file", documents, pdf.check_inside)
    report.each("stress: number of pages", documents, check_pages)
    report.each("stress: names letter for letter", documents, check_names)
    report.each("stress: the words in reading order", documents, check_reading_order)
    report.each("stress: the words on the page", [document for document in documents if document.case not in TAGS], check_page)
    report.each("stress: what is drawn is on the page and can be read", documents, check_drawn)
    agreements = [document for document in documents if document.name in fields.SIGNED and document.case not in ("wet", "bleed")]
    report.each("stress: fields", agreements, fields.check_names)
    report.each("stress: fields, built as a signing program wants them", agreements, fields.check_fields)
    memoranda = [document for document in documents if document.name == "mou"]
    report.each("stress: footer", memoranda, footer.check_footer)
    many = next(workspace for workspace in workspaces if workspace.case == "five-and-one-sign")
    signing.check(report, many, folder / "signed", vera)
    sources = [document for document in documents if document.case in SOURCES]
    report.each("stress: Typst alone makes the same document of the source", sources, source.check_source, folder / "source")
    for case, workspace in zip(CASES, workspaces):
        if case.check:
            report.each(f"stress: {case.name}", workspace.documents, case.check)


# ---- What holds for all ----


def check_pages(group, document):
    """One page for what is meant to be one, or one more, and then it is said; an agreement needs more, but not many."""
    long = document.name == "loi" and document.case in LONG_LETTERS
    least, most = (2, 6) if document.name == "mou" else (1, 2 if long else 1)
    pages = int(pdf.info(document.files["pdf"])["Pages"])
    group.check(least <= pages <= most, document, f"has {pages} pages, not {least} to {most}")
    if document.name != "mou":
        told = f"warning[too-long]: `{document.name}` for `{document.partner}` runs to {pages} pages; the limit is 1:"
        group.same(told in document.workspace.told, pages > 1, document, "whether it is said that it is too long")


def check_names(group, document):
    """The organisations that the document names, and everybody who signs."""
    workspace = document.workspace
    pdf.check_name(group, document, workspace)
    letters = lambda text: "".join(text.split())
    shown = letters(visible_text(document.files["pdf"]))
    names = [workspace.institution["legal_name"]]
    names += [name for pair in fields.signatories(document) for name in pair]
    for name in names:
        group.check(letters(name) in shown, document, f"does not have `{name}`")


def check_reading_order(group, document):
    """As in the sample: what is more in the tree than in the text, such as a platform's tags, would be read aloud."""
    words.check_reading_order(group, document, is_draft(document))


def check_page(group, document):
    """As in the sample."""
    words.check_page(group, document, is_draft(document))


def check_drawn(group, document):
    """Words and pictures lie on the page, pictures clear of words; letters stand out from paper."""
    pages = page.words_of(document.files["pdf"])
    with pikepdf.open(document.files["pdf"]) as opened:
        for number, (one, found) in enumerate(zip(opened.pages, pages, strict=True), 1):
            where, edge = f"{document}, page {number}", page.box(one.MediaBox)
            off = [word.text for word in found if not page.inside(word.box, edge)]
            group.check(not off, where, f"beyond the page: {off}")
            for picture in page.pictures_of(one):
                group.check(page.inside(picture, edge), where, f"picture beyond the page: {picture}")
                hidden = [word.text for word in found if not page.apart(word.box, picture)]
                group.check(not hidden, where, f"picture over {hidden}")
            faint = {colour: page.contrast(colour) for colour in page.colours_of(one) if page.contrast(colour) < 4.5}
            # A platform's tags are white on purpose; they are artifacts and so not among these.
            group.check(not faint, where, f"faint letters: {faint}")
