"""The cases of `stress.py`: long names, many who sign, strange logos, other fonts and colours.

Each changes one thing in a copy of the sample, is built with options of its own, and may have a check of its own.
"""

import re
import shutil
from collections import namedtuple

import pikepdf
from PIL import Image, ImageDraw

import fields
import page
import pdf
import words
from structure import read_structure, visible_text

Case = namedtuple("Case", ["name", "change", "options", "check"])

PARTNER = "camara-penarroble"
# A name of 110 letters, as public bodies have them.
OUR_NAME = "Associação Intermunicipal para a Formação Profissional, a Qualificação e o Emprego Jovem do Litoral e da Serra"
THEIR_NAME = "Cámara Oficial de Comercio, Industria, Servicios y Navegación de las Comarcas de Peñarroble y Valdecigüeñas II"
# Where Debian's package fonts-dejavu-core has them.
FONTS = "/usr/share/fonts/truetype/dejavu"
# One of these for each person that signs, all different.
TAGS = {
    "docuseal": r"\{\{[^{};]+;[^{}]*\btype=signature\b[^{}]*\}\}",
    "documenso": r"\{\{signature,r\d+[^{}]*\}\}",
    "adobe": r"\{\{\w*_es_:signer\d+:signature[^{}]*\}\}",
    "docusign": r"/party-[a-z]-signature-\d+/",
}
CLAUSES = (
    "preamble commitments implementation contacts review kpis costs mobility recognition safeguarding intellectual_property "
    "confidentiality data_protection publicity non_exclusivity inclusion amendment disputes languages annexes"
).split()


def long_names(copy):
    copy.institution["legal_name"] = OUR_NAME
    # All else is the sample's, which a final memorandum of another school must not be.
    copy.partners[PARTNER]["mou"]["status"] = "draft"
    copy.partners[PARTNER]["legal_name"] = THEIR_NAME


def people(first, count):
    """Persons that sign, with names that are easily broken or mistaken."""
    names = ["Dr. Zsófia Őze-Szűcs", "Þórunn Ásgeirsdóttir", "Ján Ľubomír Ďurkovič", "Ġorġ Żammit-Ħaż", "Łucja Śnieżyńska"]
    people = [{"name": name, "position": {"en": "Member of the board"}} for name in names]
    return [first, *people[: count - 1]]


def three_and_three(copy):
    for data in [copy.institution, copy.partners[PARTNER]]:
        data["signatories"] = people(data["signatories"][0], 3)


def five_and_one(copy):
    copy.institution["signatories"] = people(copy.institution["signatories"][0], 5)
    del copy.partners[PARTNER]["signatories"][1:]


def all_clauses(copy):
    partner = copy.partners[PARTNER]
    partner["mou"]["clauses"] = {name: True for name in CLAUSES}
    partner["mou"]["annexes"] = ["Work plan for the first year", "List of contact persons"]
    partner["mobility"] = {"flows": [{"type": "job_shadowing", "direction": "out", "learners": 2, "weeks": 1, "field": "hospitality"}]}


def no_clauses(copy):
    mou = copy.partners[PARTNER]["mou"]
    mou["clauses"] = {name: False for name in CLAUSES}
    for key in ["own_clauses", "preamble", "kpis"]:
        mou.pop(key, None)


def no_logo(copy):
    copy.institution.pop("logo")


def pixel_logo(width, height):
    """A logo made of pixels, with an edge that shows whether it was stretched or cut."""

    def change(copy):
        image = Image.new("RGBA", (width, height), "#0b5c8a")
        ImageDraw.Draw(image).ellipse((4, 4, width - 5, height - 5), fill="#f2b705")
        image.save(copy.folder / "templates/assets/logo.png")
        copy.institution["logo"] = "assets/logo.png"

    return change


def keeps_shape(width, height):
    """The logo, where there is one, is as wide for its height as it was."""

    def check(group, document):
        with pikepdf.open(document.files["pdf"]) as opened:
            pictures = [picture for one in opened.pages for picture in page.pictures_of(one)]
        group.same(len(pictures), 0 if document.name == "loi" else 1, document, "number of pictures")
        for left, bottom, right, top in pictures:
            found = (right - left) / (top - bottom) / (width / height)
            group.check(0.98 < found < 1.02, document, f"the logo is stretched by {found:.2f}")

    return check


def yellow(copy):
    copy.institution["brand"]["accent"] = "#ffff00"


def own_font(copy):
    for style in ["", "-Bold"]:
        shutil.copy(f"{FONTS}/DejaVuSans{style}.ttf", copy.folder / "templates/fonts")
    copy.institution["brand"]["font"] = "DejaVu Sans"
    # It is a wide one, so that a page has room for less.
    del copy.institution["projects"], copy.institution["offer"][3:], copy.partners[PARTNER]["loi"]["contribution"][1:]


def uses_own_font(group, document):
    """The body is set in it: no letter needs another font."""
    fonts = {line.split()[0] for line in pdf.run("pdffonts", document.files["pdf"]).stdout.splitlines()[2:]}
    strange = {font for font in fonts if "DejaVuSans" not in font}
    group.check(fonts and not strange, document, f"fonts are {sorted(fonts)}")


def platform(name):
    def change(copy):
        copy.institution["esign"] = name

    return change


def has_tags(name):
    """One tag for each person that signs, all different, each in its field."""

    def check(group, document):
        persons = fields.wanted_fields(document)
        # A tag may be broken into lines and has blanks.
        tags = re.findall(TAGS[name], "".join(visible_text(document.files["pdf"]).split()))
        group.same(len(set(tags)), len(persons), document, f"number of different tags in {tags}")
        group.same(len(tags), len(persons), document, f"number of tags in {tags}")
        read = "".join(text for pair in read_structure(document.files["pdf"]) for text in pair)
        group.check(not re.search(TAGS[name], "".join(read.split())), document, "a tag is read aloud")
        pages = page.words_of(document.files["pdf"])
        with pikepdf.open(document.files["pdf"]) as opened:
            numbers = {one.objgen: number for number, one in enumerate(opened.pages)}
            for field, on in fields.form(opened):
                space = page.box(field.Rect)
                within = "".join(word.text for word in pages[numbers[on.objgen]] if page.starts_in(word.box, space))
                group.same(len(re.findall(TAGS[name], within)), 1, f"{document} {field.T}", f"number of tags in `{within}`")

    return check


def nothing(copy):
    """The sample as it is; what differs is how it is built."""


def for_print_shop(group, document):
    """3 mm more on each side, and where to cut."""
    group.check("print.pdf" in document.files, document, f"has only {sorted(document.files)}")
    with pikepdf.open(document.files["pdf"]) as opened:
        for number, one in enumerate(opened.pages, 1):
            where = f"{document}, page {number}"
            media = page.box(one.MediaBox)
            millimetres = lambda box: tuple(round((at - media[side % 2]) / page.MM, 1) for side, at in enumerate(page.box(box)))
            group.same(millimetres(one.MediaBox), (0, 0, 216, 303), where, "MediaBox")
            group.same(millimetres(one.get("/TrimBox", [0] * 4)), (3, 3, 213, 300), where, "TrimBox")
            group.same(millimetres(one.get("/BleedBox", one.MediaBox)), (0, 0, 216, 303), where, "BleedBox")


def draft(copy):
    copy.partners[PARTNER]["mou"]["status"] = "draft"


def marks_draft(group, document):
    """Each page of the memorandum, and no other document."""
    for number, found in enumerate(page.words_of(document.files["pdf"]), 1):
        group.same("Draft" in [word.text for word in found], is_draft(document), f"{document}, page {number}", "whether it is marked")


def other_letters(copy):
    partner = copy.partners[PARTNER]
    partner["legal_name"] = "Εμπορικό και Βιομηχανικό Επιμελητήριο Ωραιοκάστρου"
    partner["legal_name_latin"] = "Emporikó kai Viomichanikó Epimelitírio Oraiokástrou"
    passage = "Партньорите искат заедно да обучават квалифицирани работници."
    partner["mou"]["preamble"] = [passage, "„Gżejjer” – Ħal Għaxaq, Brăila, Þórshöfn."]


def has_clauses(least, most):
    def check(group, document):
        if document.name == "mou":
            found = sum(bool(re.match(r"\d+\.", section.heading)) for section in words.read_markdown(document.text("md")))
            group.check(least <= found <= most, document, f"has {found} clauses, not {least} to {most}")

    return check


def is_draft(document):
    """Whether the status in the partner's file marks it as a draft."""
    return document.case in ("draft", "long-names") and document.name == "mou"


CASES = [
    Case("long-names", long_names, [], None),
    Case("three-and-three-sign", three_and_three, [], None),
    Case("five-and-one-sign", five_and_one, [], None),
    Case("all-clauses", all_clauses, [], has_clauses(14, 25)),
    Case("no-clauses", no_clauses, [], has_clauses(1, 4)),
    Case("no-logo", no_logo, [], None),
    Case("logo-of-pixels", pixel_logo(900, 300), [], keeps_shape(900, 300)),
    Case("very-wide-logo", pixel_logo(3000, 100), [], keeps_shape(3000, 100)),
    Case("very-tall-logo", pixel_logo(100, 2000), [], keeps_shape(100, 2000)),
    Case("bright-yellow", yellow, [], None),
    Case("own-font", own_font, [], uses_own_font),
    *(Case(name, platform(name), [], has_tags(name)) for name in TAGS),
    Case("wet", nothing, ["--signature", "wet"], fields.check_none),
    Case("bleed", nothing, ["--bleed", "3"], for_print_shop),
    Case("draft", draft, [], marks_draft),
    Case("other-letters", other_letters, [], None),
]
