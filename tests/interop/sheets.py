"""Tables: openpyxl and Python's csv read what `export` writes, and `import` reads what they write."""

import csv
import datetime
import io
import shutil
import subprocess
from pathlib import Path

import openpyxl

from workspace import read_yaml

HEAD = ["Company", "ZIP", "City", "Country", "First name", "Surname", "E-mail", "Source date", "meeting.start", "logbook.fit"]
ROW = ["Färberei Łąka & Söhne", 1067, "Dresden", "Deutschland", "Zoë", "O'Neil", "zoe@laka.example.org"]


def check(report, options, folder):
    """All checks of tables."""
    report.each("tables: openpyxl reads the export: only text, every value, no formula", ["xlsx"], check_workbook, options, folder)
    report.each("tables: Python's csv reads the export: nothing that a spreadsheet would calculate", ["csv"], check_csv, options, folder)
    report.each("tables: saved again by openpyxl, the export changes nothing", ["again"], check_again, options, folder)
    report.each("tables: a workbook made by openpyxl becomes the partner that it says", ["made"], check_made, options, folder)
    report.each("tables: CSV of every dialect becomes the same partner", DIALECTS, check_dialect, options, folder)


def run(options, folder, *arguments):
    """The program in a folder."""
    command = [Path(options.binary).resolve(), *arguments]
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, cwd=folder)


def sample(options, folder):
    """A copy of the sample."""
    folder.mkdir(parents=True)
    shutil.copy(options.sample / "institution.yaml", folder)
    shutil.copytree(options.sample / "partners", folder / "partners", ignore=shutil.ignore_patterns("*.log"))
    return folder


def values(node, path=""):
    """Every scalar of a tree with its path, items counted from 1."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from values(value, f"{path}.{key}" if path else key)
    elif isinstance(node, list):
        for number, value in enumerate(node, 1):
            yield from values(value, f"{path}.{number}")
    else:
        yield path, node


def compare(group, where, folder, head, rows):
    """Each row of a table with its partner's file, read by another YAML parser."""
    partners = {path.stem: read_yaml(path) for path in (folder / "partners").glob("*.yaml")}
    group.same({row[0] for row in rows}, set(partners), where, "the column id")
    for row in rows:
        cells = dict(zip(head, row))
        for path, value in values(partners[row[0]]):
            value = {"true": "yes", "false": "no"}.get(value, value)
            if path in cells:
                group.same(cells[path], value, where, f"{row[0]}: {path}")
            elif path.rpartition(".")[0] in cells:
                group.check(value in cells[path.rpartition(".")[0]], where, f"{row[0]}: {path} is not in the list")


def check_workbook(group, name, options, folder):
    here = sample(options, folder / name)
    made = run(options, here, "export", "p.xlsx")
    group.same(made.returncode, 0, name, f"exit code\n{made.stderr}")
    sheet = openpyxl.load_workbook(here / "p.xlsx").active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
    group.same(kinds, {"s"}, name, "the kinds of cells")
    compare(group, name, here, rows[0], rows[1:])


def check_csv(group, name, options, folder):
    here = sample(options, folder / name)
    made = run(options, here, "export", "p.csv")
    group.same(made.returncode, 0, name, f"exit code\n{made.stderr}")
    text = (here / "p.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    for row in rows:
        for cell in row:
            group.check(not cell.startswith(("=", "+", "-", "@", "\t", "\r")), name, f"`{cell}` would be calculated")
    compare(group, name, here, rows[0], [[cell.removeprefix("'") for cell in row] for row in rows[1:]])


def check_again(group, name, options, folder):
    here = sample(options, folder / name)
    before = {path.name: path.read_bytes() for path in (here / "partners").iterdir()}
    run(options, here, "export", "p.xlsx")
    book = openpyxl.load_workbook(here / "p.xlsx")
    # As people do: days become Excel's.
    for row in book.active.iter_rows(min_row=2):
        for cell in row:
            try:
                cell.value = datetime.date.fromisoformat(cell.value)
                cell.number_format = "DD.MM.YYYY"
            except (TypeError, ValueError):
                pass
    book.save(here / "p.xlsx")
    made = run(options, here, "import", "p.xlsx", "--update", "--yes")
    group.same(made.returncode, 0, name, f"exit code\n{made.stderr}")
    group.check("there is nothing to import" in made.stderr, name, made.stdout + made.stderr)
    group.same({path.name: path.read_bytes() for path in (here / "partners").iterdir()}, before, name, "the partners")


def is_made(group, name, here, made):
    """The partner of the row, read by another YAML parser."""
    group.same(made.returncode, 0, name, f"exit code\n{made.stdout}{made.stderr}")
    partner = read_yaml(here / "partners" / "faerberei-laka-soehne.yaml")
    wanted = {
        "legal_name": ROW[0], "kind": "company", "address.postal_code": "01067", "address.city": "Dresden",
        "address.country": "DE", "contacts.1.given_name": "Zoë", "contacts.1.family_name": "O'Neil",
        "contacts.1.email": ROW[6], "contacts.1.source": "the fair", "contacts.1.source_date": "2026-11-03",
        "meeting.start": "09:30", "logbook.fit": "4",
    }
    group.same(dict(values(partner)), wanted, name, "the partner")


def check_made(group, name, options, folder):
    here = sample(options, folder / name)
    book = openpyxl.Workbook()
    book.active.append(HEAD)
    book.active.append([*ROW, datetime.datetime(2026, 11, 3), datetime.time(9, 30), 4])
    book.active["B2"].number_format = "00000"
    book.save(here / "fair.xlsx")
    is_made(group, name, here, run(options, here, "import", "fair.xlsx", "--set", "kind=company", "--source", "the fair", "--yes"))


DIALECTS = {
    "Excel": ("utf-8-sig", {"delimiter": ";", "lineterminator": "\r\n"}),
    "Excel, Central Europe": ("cp1250", {"delimiter": ";", "lineterminator": "\r\n"}),
    "Unicode text": ("utf-16", {"delimiter": "\t", "lineterminator": "\r\n"}),
    "Unix": ("utf-8", {"delimiter": ",", "lineterminator": "\n", "quoting": csv.QUOTE_ALL}),
}


def check_dialect(group, name, options, folder):
    here = sample(options, folder / name)
    encoding, dialect = DIALECTS[name]
    with open(here / "fair.csv", "w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, **dialect)
        writer.writerow(HEAD)
        writer.writerow([ROW[0], "01067", *ROW[2:], "3.11.2026", "9:30", "4"])
    is_made(group, name, here, run(options, here, "import", "fair.csv", "--set", "kind=company", "--source", "the fair", "--yes"))
