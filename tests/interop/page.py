"""What is drawn on a page, where and in which colour.

Boxes are (left, bottom, right, top) in points from the lower left corner, as in a PDF.
"""

import re
import subprocess
from dataclasses import dataclass
from html import unescape

import pikepdf

MM = 72 / 25.4


@dataclass
class Word:
    """A word and its box."""

    text: str
    box: tuple


def box(rectangle):
    """A PDF's rectangle as a box."""
    left, bottom, right, top = map(float, rectangle)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def apart(one, other):
    """Whether two boxes have nothing in common."""
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def inside(one, other):
    """Whether a box lies within another."""
    return other[0] <= one[0] and other[1] <= one[1] and one[2] <= other[2] and one[3] <= other[3]


def starts_in(one, other):
    """Whether the middle of a box's left edge lies within another: a letter may hang below the line."""
    return other[0] <= one[0] + 0.1 and one[0] <= other[2] and other[1] <= (one[1] + one[3]) / 2 <= other[3]


def words_of(path):
    """The words of each page."""
    page = re.compile(r'<page width="[\d.]+" height="([\d.]+)">(.*?)</page>', re.DOTALL)
    word = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>', re.DOTALL)
    text = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, encoding="utf-8", check=True).stdout
    pages = []
    for height, words in page.findall(text):
        read = lambda left, top, right, bottom: (float(left), float(height) - float(bottom), float(right), float(height) - float(top))
        pages.append([Word(unescape(found[4]), read(*found[:4])) for found in word.findall(words)])
    return pages


def pictures_of(page):
    """The boxes of the pictures made of pixels."""
    return [picture for kind, picture, _ in drawn(page) if kind == "picture"]


def colours_of(page):
    """The colours of the text that is read, so without artifacts."""
    return {colour for kind, colour, artifact in drawn(page) if kind == "text" and not artifact}


def drawn(page):
    """Follows the page's program: each picture with its box, each text with its colour, and whether it is an artifact."""
    matrix, colour, kept, marks = (1, 0, 0, 1, 0, 0), (0, 0, 0), [], []
    objects = page.Resources.get("/XObject", {})
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "q":
                kept.append((matrix, colour))
            case "Q":
                matrix, colour = kept.pop()
            case "cm":
                matrix = product(tuple(map(float, operands)), matrix)
            case "g":
                colour = (float(operands[0]),) * 3
            case "rg" | "sc" | "scn" if len(operands) in (1, 3) and not isinstance(operands[-1], pikepdf.Name):
                colour = tuple(map(float, operands)) * (3 // len(operands))
            case "BMC" | "BDC":
                marks.append(operands[0] == "/Artifact")
            case "EMC":
                marks.pop()
            case "Tj" | "TJ":
                yield "text", colour, any(marks)
            case "Do" if objects[str(operands[0])].Subtype == "/Image":
                across, up = [matrix[4], matrix[4] + matrix[0]], [matrix[5], matrix[5] + matrix[3]]
                yield "picture", (min(across), min(up), max(across), max(up)), any(marks)


def product(one, other):
    """The matrix that does one and then the other."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def contrast(colour, ground=(1, 1, 1)):
    """How well a colour is read, 1 to 21, as WCAG 2 reckons it; 4.5 is wanted."""
    linear = lambda part: part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
    light = lambda rgb: sum(weight * linear(part) for weight, part in zip((0.2126, 0.7152, 0.0722), rgb))
    high, low = sorted([light(colour), light(ground)], reverse=True)
    return (high + 0.05) / (low + 0.05)
