"""The Typst source (`--format typ`): the Typst compiler makes the same document of it, without anything from us but fonts."""

import shutil

import typst

import words
from structure import visible_text


def check(report, workspace, folder):
    """All checks of the sources."""
    report.each("source: Typst alone makes the same document of it", workspace.with_format("typ"), check_source, folder)


def check_source(group, document, folder):
    """In a folder of its own, so that the source finds nothing beside it."""
    alone = folder / document.case / f"{document.partner}-{document.name}"
    alone.mkdir(parents=True)
    source, made = alone / "document.typ", alone / "document.pdf"
    shutil.copy(document.files["typ"], source)
    fonts = [document.workspace.data / "templates/fonts"]
    try:
        typst.compile(source, output=made, root=alone, font_paths=fonts, ignore_system_fonts=True)
    except typst.TypstError as error:
        group.check(False, document, f"{error}: {getattr(error, 'diagnostic', '')}")
        return
    found, wanted = (visible_text(path) for path in (made, document.files["pdf"]))
    # Page by page, so the same words in the same order on the same pages.
    group.check(found == wanted, document, words.difference(found.split(), wanted.split()))
