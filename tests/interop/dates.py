"""Days in every language against CLDR's own files: twelve months, alone in a cell and in a sentence, with and without the weekday.

Handclasp takes its dates from ICU's compiled data; here the names of months and weekdays and the patterns come from the JSON
edition of CLDR (UTS #35, part 4, section "Date Format Patterns"). What an office writes otherwise than CLDR stands below in full, so that
nothing else can differ.
"""

import datetime
import json
import re
import subprocess
from pathlib import Path

import words
import yaml
from workspace import build

# CLDR's folder of a language, where it is called otherwise: the English of Europe writes the day first.
FOLDER = {"en": "en-GB"}
# The first of a month, as an office writes it.
FIRST = {"fr": "1er", "it": "1º", "el": "1η"}
# What stands behind a year.
BEHIND = {"pl": "\u00a0r."}
YEAR = 2027
DEFINITION = """\
kind: page
layout: agreement
formats: [md]
sections:
  - {id: days}
"""
SENTENCE = "We meet on"


def check(report, options, folder, languages):
    """One group: a document with all days in each language."""
    with report.group("dates: twelve months in every language, as CLDR's own files write them") as group:
        for language in languages:
            try:
                check_language(group, options, folder / language, language)
            except Exception as error:
                group.check(False, language, f"cannot be read: {type(error).__name__}: {error}")


def check_language(group, options, folder, language):
    """The first day, one of each month, and the last."""
    days = [datetime.date(YEAR, month, month * 2) for month in range(1, 13)]
    days += [datetime.date(YEAR, month, 1) for month in range(1, 13)] + [datetime.date(YEAR, 12, 31)]
    subprocess.run(list(map(str, [options.binary, "init", folder, "--lang", language])), check=True, capture_output=True)
    own = folder / "templates" / "days"
    own.mkdir(parents=True)
    (own / "document.yaml").write_text(DEFINITION, encoding="utf-8")
    rows = "\n".join(f'| {{{{ "{day}" | date }}}} | {SENTENCE} {{{{ "{day}" | weekday_date }}}}. | {SENTENCE} {{{{ "{day}" | date }}}}. |' for day in days)
    (own / f"{language}.md").write_text(f'---\ntitle: "1"\n---\n## {{#days}}\n\n| 1 | 2 | 3 |\n| --- | --- | --- |\n{rows}\n', encoding="utf-8")
    out = folder / "built"
    made = build(options.binary, folder, out, "days", "--format", "md")
    group.check(made.returncode == 0, language, made.stderr.strip())
    text = next(out.rglob("*.md")).read_text(encoding="utf-8")
    table = next(piece for section in words.read_markdown(text) for piece in section.pieces if isinstance(piece, words.Table))
    calendar = read_calendar(options, language)
    for day, (alone, with_weekday, in_sentence) in zip(days, table.rows, strict=True):
        date = written(calendar, "long", day, language)
        group.same(alone, date, language, "a day")
        group.same(in_sentence, f"{SENTENCE} {date}.".replace("r..", "r.."), language, "a day in a sentence")
        group.same(with_weekday, f"{SENTENCE} {written(calendar, 'full', day, language)}.", language, "a day with its weekday")


def read_calendar(options, language):
    """CLDR's Gregorian calendar of a language."""
    path = Path(options.cldr) / "main" / FOLDER.get(language, language) / "ca-gregorian.json"
    main = json.loads(path.read_text(encoding="utf-8"))["main"]
    return main[path.parent.name]["dates"]["calendars"]["gregorian"]


def written(calendar, length, day, language):
    """A day by CLDR's pattern."""
    pattern = calendar["dateFormats"][length]
    weekday = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][day.weekday()]
    fields = {
        "y": str(day.year),
        "MMMM": calendar["months"]["format"]["wide"][str(day.month)],
        "d": FIRST.get(language, "1") if day.day == 1 else str(day.day),
        "EEEE": calendar["days"]["format"]["wide"][weekday],
        "cccc": calendar["days"]["stand-alone"]["wide"][weekday],
    }
    # Letters are fields, and what stands between apostrophes is itself.
    pieces = re.findall(r"'([^']*)'|([A-Za-z]+)|([^A-Za-z']+)", pattern)
    return "".join(quoted or fields.get(name, "") or other for quoted, name, other in pieces) + BEHIND.get(language, "")
