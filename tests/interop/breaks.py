"""Where the memorandum breaks into pages: its preamble grows sentence by sentence, so that the signatures come to stand
at every height of a page.

Nobody signs a page that has nothing but boxes: another text could be put in front of it.
"""

import pikepdf

import fields
import page
import words
from workspace import Copy, Workspace, build

PARTNER = "camara-penarroble"
THIRD = "tahtiselka"
STEPS = 26
# About two lines, so that the steps go through a whole page.
SENTENCE = (
    "The partners have visited each other’s workshops and have talked with teachers, learners and companies about what is "
    "taught, what is needed and what could be done together."
)
# How far below the line to sign on its label and the person's name stand, at most.
BELOW = 32 * page.MM
# How wide one signatory's part of the page is.
WIDE = 70 * page.MM


def check(report, options, folder, vera):
    """One build with a partner for each step. We sign with one person, the partner with two or four, or a third comes in."""
    copy = Copy(options.sample, folder / "data")
    sample, third = copy.partners[PARTNER], copy.partners[THIRD]
    copy.partners = {THIRD: {**third, "documents": ["one-pager"]}}
    for kind, persons, further in [("few", 2, []), ("many", 4, []), ("three", 2, [THIRD])]:
        for step in range(STEPS):
            others = [{"name": f"Ñuño Ólafsson {number}", "position": "Member of the board"} for number in range(persons - 1)]
            mou = {**sample["mou"], "preamble": [" ".join([SENTENCE] * (step + 1))], "further_partners": further}
            mou.pop("originals")
            partner = {**sample, "documents": ["mou"], "signatories": [sample["signatories"][0], *others], "mou": mou}
            copy.partners[f"{kind}-{step + 1:02}"] = partner
    copy.save()
    with report.group("page breaks: build") as group:
        made = build(options.binary, copy.folder, folder / "built", "mou", "--format", "pdf", "--format", "md")
        group.check(made.returncode == 0, "build", f"exit code {made.returncode}\n{made.stderr.strip()}")
    documents = Workspace(copy.folder, folder / "built", "breaks").with_format("pdf")
    report.each("page breaks: agreement above the signatures, box, label and name together", documents, check_signatures)
    with report.group("page breaks: the signatures came to stand at every height") as group:
        check_heights(group, documents)
    vera.add("page breaks", [document.files["pdf"] for document in documents])


def boxes(document):
    """Number of the page and box of each field, by name."""
    with pikepdf.open(document.files["pdf"]) as opened:
        numbers = {one.objgen: number for number, one in enumerate(opened.pages)}
        return {str(field.T): (numbers[on.objgen], page.box(field.Rect)) for field, on in fields.form(opened)}


def last_words(document):
    """The end of the agreement before the signatures."""
    sections = words.read_markdown(document.text("md"))
    at = next(number for number, section in enumerate(sections) if "signatures" in section.classes)
    return words.letters(words.plain(sections[:at]))[-40:]


def check_signatures(group, document):
    """The end of the agreement above the boxes, on each page that has any; each box with its label and name."""
    pages, found = page.words_of(document.files["pdf"]), boxes(document)
    wanted = fields.wanted_fields(document)
    group.same(sorted(found), sorted(wanted), document, "fields")
    for number in sorted({number for number, _ in found.values()}):
        top = max(space[3] for on, space in found.values() if on == number)
        above = "".join(word.text for word in pages[number] if word.box[1] > top)
        group.check(last_words(document) in words.letters(above), f"{document}, page {number + 1}", f"above the boxes stands only `{above[-120:]}`")
    for field, (number, (left, bottom, right, top)) in found.items():
        part = (left - page.MM, bottom - BELOW, left + WIDE, bottom + page.MM)
        below = words.letters("".join(word.text for word in pages[number] if page.inside(word.box, part)))
        for text in ["Signature", wanted[field][0]]:
            group.check(words.letters(text) in below, f"{document} {field}", f"`{text}` is not in `{below}` below the box")


def check_heights(group, documents):
    """A sweep that misses the break proves nothing: more pages at the end than at the beginning, boxes low and high."""
    for kind in ["few", "many", "three"]:
        own = [document for document in documents if document.partner.startswith(kind)]
        ends = [len(page.words_of(document.files["pdf"])) for document in (own[0], own[-1])]
        group.check(ends[0] < ends[1], kind, f"has {ends[0]} pages with one sentence and {ends[1]} with {STEPS}")
        if kind != "few":
            # With their stamps they fill nearly a page, so they always begin at its top.
            continue
        heights = [max(space[3] for _, space in boxes(document).values()) / page.MM for document in own]
        group.check(max(heights) - min(heights) > 40, kind, f"boxes are always between {min(heights):.0f} and {max(heights):.0f} mm")
