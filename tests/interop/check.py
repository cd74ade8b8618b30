"""Builds a workspace's documents and has other people's programs read them. Started by `run`."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

import bad
import breaks
import calendar_
import dates
import drafts
import email_
import fair
import faults
import fields
import footer
import gaps
import languages
import office
import pdf
import pictures
import sending
import sheets
import signing
import source
import spam
import stress
import table
import two_languages
import words
from report import Report
from vera import Vera
from workspace import FORMATS, Workspace, build, files

SAMPLE = Path(__file__).resolve().parents[2]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", required=True)
    parser.add_argument("--workspace", required=True)
    parser.add_argument("--vera", required=True, help="class path of veraPDF")
    parser.add_argument("--cldr", required=True, help="folder of CLDR's JSON edition of dates")
    parser.add_argument("--axe", required=True, help="the script of axe-core")
    parser.add_argument("--draft", action="store_true")
    parser.add_argument("--before", nargs=2, type=int, default=[0, 0], help="how many checks elsewhere passed and failed")
    parser.add_argument("--table", help="write the table of the guide into this file instead of comparing it")
    options = parser.parse_args(namespace=argparse.Namespace(sample=SAMPLE))
    report, vera = Report(*options.before), Vera(options.vera)
    with tempfile.TemporaryDirectory(prefix="handclasp-interop-") as folder:
        folder = Path(folder)
        build_all(report, options, folder)
        workspace = Workspace(options.workspace, folder / "all")
        check_files(report, workspace)
        check_determinism(report, folder)
        pdf.check(report, workspace, vera)
        fields.check(report, workspace, Workspace(options.workspace, folder / "wet"))
        footer.check(report, workspace)
        signed = signing.check(report, workspace, folder / "signed", vera)
        words.check(report, workspace, options.draft)
        gaps.check(report, workspace, options.draft)
        email_.check(report, workspace, options.draft)
        calendar_.check(report, workspace, options, folder / "calendar")
        pictures.check(report, workspace)
        source.check(report, workspace, folder / "source")
        fair.check(report, options, folder / "fair", vera)
        stress.check(report, options, folder / "stress", vera)
        spoken = languages.check(report, options, folder / "languages", vera)
        dates.check(report, options, folder / "dates", languages.known(options.sample))
        two_languages.check(report, options, folder / "two-languages", vera)
        breaks.check(report, options, folder / "breaks", vera)
        bad.check(report, options, folder / "bad")
        faults.check(report, options, folder / "faults")
        sheets.check(report, options, folder / "sheets")
        kept = sending.check(report, options, folder / "sending")
        drafts.check(report, options, folder / "drafts")
        spam.check(report, kept, folder / "spam")
        office.check(report, options, folder / "office")
        vera.check(report)
        measured = table.tables(workspace, spoken, vera, signed)
        if options.table:
            table.write(options.table, measured)
        elif Path(options.workspace).resolve() == SAMPLE and not options.draft:
            table.check(report, workspace, measured, SAMPLE)
        else:
            print("table: NOT CHECKED, because it is the sample's")
    return report.end()


def build_all(report, options, folder):
    """Four builds: with the defaults; in all formats; the same again under other circumstances; to be signed on paper.

    The third runs a second later, with one worker, from another folder and in another time zone and language: none of
    it may show in a document.
    """
    draft = ["--draft"] if options.draft else []
    all_formats = [word for format in FORMATS for word in ("--format", format)]
    elsewhere = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "HOME": str(folder)}
    with report.group("build") as group:
        for name, arguments, circumstances in [
            ("defaults", [], {}),
            ("all", all_formats, {}),
            ("again", [*all_formats, "--jobs", "1"], {"environment": elsewhere, "folder": folder}),
            ("wet", ["--signature", "wet", "--format", "md", "--format", "pdf"], {}),
        ]:
            if name == "again":
                time.sleep(1.1)
            made = build(options.binary, options.workspace, folder / name, *draft, *arguments, **circumstances)
            group.check(made.returncode == 0, f"build {name}", f"exit code {made.returncode}\n{made.stderr.strip()}")


def check_files(report, workspace):
    """Every partner has documents, and every document all the formats it can have."""
    with report.group("files: every partner, every document, every format") as group:
        for path in workspace.strange:
            group.check(False, path.relative_to(workspace.built), "is no document's name")
        for partner in workspace.partners:
            group.check(any(document.partner == partner for document in workspace.documents), partner, "has no documents")
        for document in workspace.documents:
            wanted = {"md", "txt", "html", "pdf", "typ"}
            wanted |= {"eml"} if document.name.startswith("contact-") else set()
            wanted |= {"ics"} if document.name == "agenda" else set()
            group.check(wanted <= document.files.keys(), document, f"is missing as {sorted(wanted - document.files.keys())}")
            group.check(document.pictures(), document, "has no pictures")
            for path in document.files.values():
                group.check(path.stat().st_size > 0, path.relative_to(workspace.built), "is empty")


def check_determinism(report, folder):
    """The same data and day give the same bytes, whatever else is asked for."""
    with report.group("determinism: two builds give the same bytes") as group:
        names = {name: {path.relative_to(folder / name) for path in files(folder / name)} for name in ["defaults", "all", "again"]}
        group.check(names["defaults"] <= names["all"], "defaults", f"makes files that `all` lacks: {names['defaults'] - names['all']}")
        group.check(names["all"] == names["again"], "again", f"makes other files: {names['all'] ^ names['again']}")
        for other in ["defaults", "again"]:
            for name in sorted(names[other] & names["all"]):
                same = (folder / other / name).read_bytes() == (folder / "all" / name).read_bytes()
                group.check(same, name, f"differs between the builds `all` and `{other}`")


if __name__ == "__main__":
    sys.exit(main())
