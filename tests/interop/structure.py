"""The text of a PDF: what stands on its pages, and what a screen reader reads, element by element of the structure tree.

Why the tree is read here and not with `pdfinfo -struct-text`: poppler 22.12 drops the rest of a line behind an
`/ActualText`, which Typst writes wherever one glyph stands for two characters (the hyphen of "one-page" and that of a
broken word).
"""

import re
import subprocess

import pikepdf

# Elements inside a line; all others begin and end a block.
INLINE = {"/Span", "/Link", "/Strong", "/Em", "/Code", "/Quote", "/Annot"}


def visible_text(path):
    """What stands on the pages, in the order it was drawn; words broken at a line's end are whole again.

    A hyphen that only stands there because of the line's end is a soft hyphen (U+00AD) in the text.
    """
    text = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True, encoding="utf-8", check=True).stdout
    return re.sub("\u00ad\\s*", "", text)


def read_structure(path):
    """The (heading, text) pairs of a PDF; the first is what stands before the first heading."""
    with pikepdf.open(path) as opened:
        marked = {}
        for page in opened.pages:
            marked[page.objgen] = marked_text(page)
        sections = [["", ""]]
        walk(opened.Root.StructTreeRoot, None, marked, sections, False)
    return [tuple(section) for section in sections]


def walk(element, page, marked, sections, in_heading):
    """Adds an element's text to the last section, in the order of the tree."""
    page = element.get("/Pg", page)
    kind = str(element.get("/S", ""))
    if re.fullmatch("/H[1-6]?", kind):
        sections.append(["", ""])
        in_heading = True

    def add(text):
        sections[-1][0 if in_heading else 1] += text

    if kind not in INLINE:
        add(" ")
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            add(marked[page.objgen].get(kid, ""))
        elif "/MCID" in kid:
            add(marked[kid.get("/Pg", page).objgen].get(int(kid.MCID), ""))
        elif "/S" in kid:
            walk(kid, page, marked, sections, in_heading)
    if kind not in INLINE:
        add(" ")


def marked_text(page):
    """The text of each marked content of a page, by its number. Artifacts have none, so they are left out."""
    texts, marks, font = {}, [], None
    fonts = {name: letters_of(font) for name, font in page.Resources.get("/Font", {}).items()}

    def add(text):
        number = next((mark["number"] for mark in reversed(marks) if mark["number"] is not None), None)
        if number is not None:
            texts[number] = texts.get(number, "") + text

    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BMC" | "BDC":
                found = operands[1] if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) else {}
                if "/ActualText" in found and not any(mark["replaced"] for mark in marks):
                    add(str(found["/ActualText"]))
                number = int(found["/MCID"]) if "/MCID" in found else None
                marks.append({"number": number, "replaced": "/ActualText" in found})
            case "EMC":
                marks.pop()
            case "Tf":
                font = fonts[str(operands[0])]
            case "Tj" | "TJ" if not any(mark["replaced"] for mark in marks):
                pieces = operands[0] if isinstance(operands[0], pikepdf.Array) else [operands[0]]
                for piece in pieces:
                    if isinstance(piece, pikepdf.String):
                        codes = bytes(piece)
                        add("".join(font.get(codes[at : at + 2], "\ufffd") for at in range(0, len(codes), 2)))
    return texts


def letters_of(font):
    """The letters of a font's two-byte codes, from its map to Unicode."""
    letters = {}
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    read = lambda digits: bytes.fromhex(digits).decode("utf-16-be")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            letters[bytes.fromhex(code)] = read(text)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                code = (int(first, 16) + step).to_bytes(len(first) // 2, "big")
                text_at = read(text)
                letters[code] = text_at[:-1] + chr(ord(text_at[-1]) + step)
    return letters
