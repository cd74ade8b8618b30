#!/usr/bin/env python3
"""Writes names.tsv and cities.tsv: what countries, languages and the cities of time zones are called, out of Unicode CLDR.

    npm pack cldr-localenames-full cldr-dates-full
    mkdir names dates
    tar xzf cldr-localenames-full-*.tgz -C names
    tar xzf cldr-dates-full-*.tgz -C dates
    python3 src/display_names/from_cldr.py names/package > src/display_names/names.tsv
    python3 src/display_names/from_cldr.py --cities dates/package > src/display_names/cities.tsv

The packages are the JSON edition of CLDR (Unicode-3.0; LICENSE-Unicode.txt beside the table is its licence).
"""

import json
import pathlib
import sys

# The languages that names are in: those of the European Union, of its neighbours in Erasmus+, and Catalan.
SPOKEN = (
    "bg bs ca cs da de el en es et fi fr ga hr hu is it lt lv mk mt nb nl nn pl pt pt-PT ro sk sl sq sr sr-Latn sv tr uk"
).split()

# The languages that have names: the same without their countries and scripts, and Norwegian as such.
NAMED = sorted({tag.split("-")[0] for tag in SPOKEN} | {"no"})

# Codes of CLDR that are no country: unions, test codes, islands without a code of ISO 3166-1. XK is Kosovo.
NO_COUNTRY = set("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split())


def names(package, tag, kind):
    path = package / "main" / tag / f"{kind}.json"
    return json.loads(path.read_text(encoding="utf-8"))["main"][tag]["localeDisplayNames"][kind]


def version(package):
    return json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]


def head(package, name):
    print(f"# Unicode CLDR {version(package)} (npm: {name}), written by from_cldr.py; licence: LICENSE-Unicode.txt")
    print("\t".join(["code", *SPOKEN]))


def countries_and_languages(package):
    territories = {tag: names(package, tag, "territories") for tag in SPOKEN}
    languages = {tag: names(package, tag, "languages") for tag in SPOKEN}
    countries = sorted(
        code for code in territories["en"] if len(code) == 2 and code.isalpha() and code not in NO_COUNTRY
    )
    head(package, "cldr-localenames-full")
    for codes, table in ((countries, territories), (NAMED, languages)):
        for code in codes:
            print("\t".join([code, *(table[tag].get(code, "") for tag in SPOKEN)]))


def zones(package, tag):
    """The cities of a language by zone, as far as they are called otherwise than the zone."""
    path = package / "main" / tag / "timeZoneNames.json"
    found = {}

    def walk(name, value):
        if "exemplarCity" in value:
            found[name] = value["exemplarCity"]
        for key, below in value.items():
            if isinstance(below, dict) and key not in ("long", "short"):
                walk(f"{name}/{key}" if name else key, below)

    walk("", json.loads(path.read_text(encoding="utf-8"))["main"][tag]["dates"]["timeZoneNames"]["zone"])
    return {zone: city for zone, city in found.items() if city != zone.split("/")[-1].replace("_", " ")}


def cities(package):
    by_language = {tag: zones(package, tag) for tag in SPOKEN}
    head(package, "cldr-dates-full")
    for zone in sorted({zone for all_zones in by_language.values() for zone in all_zones} - {"Etc/Unknown"}):
        print("\t".join([zone, *(by_language[tag].get(zone, "") for tag in SPOKEN)]))


def main():
    if sys.argv[1] == "--cities":
        cities(pathlib.Path(sys.argv[2]))
    else:
        countries_and_languages(pathlib.Path(sys.argv[1]))


main()
