#!/usr/bin/env python3
"""Writes names.tsv: what countries and languages are called, out of Unicode CLDR.

    npm pack cldr-localenames-full
    tar xzf cldr-localenames-full-*.tgz
    python3 src/display_names/from_cldr.py package > src/display_names/names.tsv

The package is the JSON edition of CLDR (Unicode-3.0; LICENSE-Unicode.txt beside the table is its licence).
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


def main():
    package = pathlib.Path(sys.argv[1])
    version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    territories = {tag: names(package, tag, "territories") for tag in SPOKEN}
    languages = {tag: names(package, tag, "languages") for tag in SPOKEN}
    countries = sorted(
        code for code in territories["en"] if len(code) == 2 and code.isalpha() and code not in NO_COUNTRY
    )
    print(f"# Unicode CLDR {version} (npm: cldr-localenames-full), written by from_cldr.py; licence: LICENSE-Unicode.txt")
    print("\t".join(["code", *SPOKEN]))
    for codes, table in ((countries, territories), (NAMED, languages)):
        for code in codes:
            print("\t".join([code, *(table[tag].get(code, "") for tag in SPOKEN)]))


main()
