"""Signature fields: one for each person that signs, built so that the first signature stays valid after the second.

What is checked here is what veraPDF does not see and signing programs stumble over, or would draw differently.
"""

import re
import string

import pikepdf

from page import MM, apart, box, inside
from pdf import elements
from words import Table, read_markdown

# What somebody can sign in with a finger.
LEAST = (40 * MM, 12 * MM)
SIGNED = {"mou", "loi"}


def check(report, workspace, wet):
    """All checks of the fields; `wet` is the same workspace built to be signed on paper."""
    documents = workspace.with_format("pdf")
    report.each("fields: one for each signatory, none elsewhere", documents, check_names)
    signed = [document for document in documents if document.name in SIGNED]
    report.each("fields: built as a signing program wants them", signed, check_fields)
    report.each("fields: none on paper (--signature wet)", wet.with_format("pdf"), check_none)


def signatories(document):
    """Name and organisation of each, as the table of the Markdown has them."""
    for section in read_markdown(document.text("md")):
        if "signatures" in section.classes:
            for table in section.pieces:
                if isinstance(table, Table):
                    return [(row[0], row[2]) for row in table.rows]
    return []


def wanted_fields(document):
    """The fields' names with person and organisation: parties by letter in the order of the table, persons by number."""
    parties, wanted = {}, {}
    for name, organisation in signatories(document):
        persons = parties.setdefault(organisation, [])
        persons.append(name)
        letter = string.ascii_lowercase[list(parties).index(organisation)]
        wanted[f"party-{letter}-signature-{len(persons)}"] = (name, organisation)
    return wanted


def form(opened):
    """The fields of a form, each with its page."""
    pages = {kid.objgen: page for page in opened.pages for kid in page.get("/Annots", [])}
    return [(field, pages.get(field.objgen)) for field in opened.Root.get("/AcroForm", {}).get("/Fields", [])]


def check_names(group, document):
    """Names and tooltips; a document that nobody signs has no form at all."""
    wanted = {field: f"Signature of {name}, {organisation}" for field, (name, organisation) in wanted_fields(document).items()}
    group.same(bool(wanted), document.name in SIGNED, document, "whether somebody signs")
    with pikepdf.open(document.files["pdf"]) as opened:
        group.same("/AcroForm" in opened.Root, bool(wanted), document, "whether it has a form")
        found = {str(field.get("/T", "")): str(field.get("/TU", "")) for field, _ in form(opened)}
    group.same(found, wanted, document, "fields")


def check_none(group, document):
    """No form, and no annotation that was to become a field."""
    with pikepdf.open(document.files["pdf"]) as opened:
        group.check("/AcroForm" not in opened.Root, document, "has a form")
        group.check(not any(elements(opened.Root.StructTreeRoot, "/Form")), document, "has a form element")


def check_fields(group, document):
    """Form, pages, and each field with its place in the tree."""
    with pikepdf.open(document.files["pdf"]) as opened:
        dictionary = opened.Root.AcroForm
        group.same(dictionary.get("/SigFlags"), 1, document, "/SigFlags")
        for key in ["/NeedAppearances", "/XFA"]:
            group.check(key not in dictionary, document, f"form has {key}")
        parents = numbers(opened.Root.StructTreeRoot.ParentTree)
        boxes = []
        for field, page in form(opened):
            where = f"{document} {field.T}"
            group.check(page is not None, where, "is on no page")
            if page is not None:
                check_widget(group, where, field, page)
                check_element(group, where, field, parents)
                check_box(group, where, field, page, [other for on, other in boxes if on == page.objgen])
                boxes.append((page.objgen, box(field.Rect)))


def check_widget(group, where, field, page):
    """Its keys, and what it must not have."""
    for key, wanted in [("/Type", "/Annot"), ("/Subtype", "/Widget"), ("/FT", "/Sig"), ("/F", 4)]:
        group.same(field.get(key), wanted, where, key)
    group.check(re.fullmatch(r"[A-Za-z0-9-]+", str(field.T)), where, "has a name that platforms refuse")
    # /V would be a signature; the others break PDF/A or hinder signing.
    for key in ["/V", "/A", "/AA", "/Border", "/Contents", "/Lock", "/SV", "/Kids", "/Parent"]:
        group.check(key not in field, where, f"has {key}")
    group.check(field.get("/P") is not None and field.P.objgen == page.objgen, where, "/P is another page")
    group.same(page.get("/Tabs"), "/S", where, "/Tabs of its page")
    look = field.get("/AP", {}).get("/N")
    group.check(isinstance(look, pikepdf.Stream) and look.get("/Subtype") == "/Form", where, "/AP /N is no form XObject")
    if isinstance(look, pikepdf.Stream):
        size = lambda one: (one[2] - one[0], one[3] - one[1])
        found, wanted = size(box(look.BBox)), size(box(field.Rect))
        close = all(abs(one - other) < 0.1 for one, other in zip(found, wanted))
        group.check(close, where, f"/AP /N has the size {found}, not {wanted}")


def check_element(group, where, field, parents):
    """The structure element: /Form, with the field as its only kid, and not in an array.

    With an array pyHanko calls the first signature invalid after the second.
    """
    number = field.get("/StructParent")
    element = parents.get(number)
    group.check(element is not None, where, f"/StructParent {number} is not in the parent tree")
    if element is None:
        return
    group.same(element.get("/S"), "/Form", where, "/S of its element")
    group.check(str(element.get("/Alt", "")), where, "element without /Alt")
    kid = element.get("/K")
    group.check(isinstance(kid, pikepdf.Dictionary), where, f"/K of its element is {type(kid).__name__}, not one dictionary")
    if isinstance(kid, pikepdf.Dictionary):
        group.same(kid.get("/Type"), "/OBJR", where, "/K of its element")
        group.check(kid.get("/Obj") is not None and kid.Obj.objgen == field.objgen, where, "/OBJR leads elsewhere")


def numbers(tree):
    """A number tree as a dictionary."""
    pairs = list(tree.get("/Nums", []))
    found = dict(zip(map(int, pairs[::2]), pairs[1::2]))
    for kid in tree.get("/Kids", []):
        found |= numbers(kid)
    return found


def check_box(group, where, field, page, others):
    """On the page, large enough, clear of the other fields."""
    own = box(field.Rect)
    group.check(inside(own, box(page.MediaBox)), where, "reaches beyond the page")
    width, height = own[2] - own[0], own[3] - own[1]
    group.check(width >= LEAST[0] and height >= LEAST[1], where, f"is only {width / MM:.1f} × {height / MM:.1f} mm")
    for other in others:
        group.check(apart(own, other), where, "overlaps another field")
