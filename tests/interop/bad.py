"""What a user gets wrong, or what somebody sends to do harm: refused at its place, in time, and never with a crash."""

import struct
import subprocess
import zlib

from PIL import Image

from workspace import Copy, build

PARTNER = "camara-penarroble"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 90 30">{}</svg>'
# A file that can be read, so that not its absence is what is wrong.
ENTITY = '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def check(report, options, folder):
    """All checks of bad input."""
    report.each("bad input: logo refused at its line within 5 s", LOGOS, check_logo, options, folder)
    report.each("bad input: 100,000 letters without a blank are no hang and no crash", LONG, check_long, options, folder)
    report.each("bad input: a letter that no font has is refused at its place", LETTERS, check_letter, options, folder)


def attempt(group, where, options, copy, seconds):
    """A build of the PDFs that may fail, but neither crash nor hang; None when it did."""
    copy.save()
    formats = ["--format", "pdf", "--format", "md"]
    try:
        made = build(options.binary, copy.folder, copy.folder / "built", "--partner", PARTNER, *formats, seconds=seconds)
    except subprocess.TimeoutExpired:
        group.check(False, where, f"takes more than {seconds} s")
        return None
    crashed = made.returncode not in (0, 1) or "panicked" in made.stderr
    group.check(not crashed, where, f"exit code {made.returncode}\n{made.stderr[-1500:]}")
    return None if crashed else made


def place(copy, file, key):
    """A file and the line on which a key stands."""
    lines = (copy.folder / file).read_text(encoding="utf-8").splitlines()
    return f"{file}:{next(number for number, line in enumerate(lines, 1) if line.startswith(key))}:"


# ---- Logos ----


def huge(path):
    """40 megapixels."""
    Image.new("L", (8000, 5000), 90).save(path, compress_level=1)


def bomb(path):
    """A few bytes that promise 3,600 megapixels."""
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    head = struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b""))


def broken_off(path):
    """Half a picture."""
    Image.effect_noise((400, 200), 90).save(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def press(path):
    """The colours of a printing press, which PDF/A wants a profile for."""
    Image.new("CMYK", (600, 200), (200, 80, 0, 20)).save(path)


def text(words):
    return lambda path: path.write_text(words, encoding="utf-8")


# What the logo's file is called, and what makes it.
LOGOS = {
    "missing.png": lambda path: None,
    "words.png": text("This is no picture."),
    "words.svg": text("This is no picture."),
    "web-page.svg": text("<!DOCTYPE html><html><body>Not found</body></html>"),
    "empty.png": text(""),
    "broken-off.png": broken_off,
    "40-megapixels.png": huge,
    "bomb.png": bomb,
    "press.jpg": press,
    "script.svg": text(SVG.format("<script>alert(1)</script><rect width='90' height='30'/>")),
    "event.svg": text(SVG.format("<rect width='90' height='30' onload='alert(1)'/>")),
    "link-to-web.svg": text(SVG.format("<image width='90' height='30' href='https://example.org/logo.png'/>")),
    "old-link-to-web.svg": text(SVG.format("<image width='90' height='30' xlink:href='https://example.org/logo.png'/>")),
    "link-to-disk.svg": text(SVG.format("<image width='90' height='30' href='file:///etc/hostname'/>")),
    "style-from-web.svg": text(SVG.format("<style>@import url(https://example.org/a.css);</style><rect width='90' height='30'/>")),
    "entity.svg": text(ENTITY + SVG.format("<text>&a;</text>")),
}


def check_logo(group, name, options, folder):
    """Exit code 1; the message names institution.yaml and the line."""
    copy = Copy(options.sample, folder / name)
    LOGOS[name](copy.folder / "templates/assets" / name)
    copy.institution["logo"] = f"assets/{name}"
    made = attempt(group, name, options, copy, 5)
    if made:
        group.same(made.returncode, 1, name, "exit code")
        line = place(copy, "institution.yaml", "logo:")
        group.check(line in made.stderr, name, f"the message does not name {line}\n{made.stderr.strip()}")


# ---- Long values ----

ENDLESS = "ä" * 100_000
LONG = {
    "a name": lambda copy: copy.partners[PARTNER].update(legal_name=ENDLESS),
    "a paragraph": lambda copy: copy.partners[PARTNER]["mou"].update(preamble=[ENDLESS]),
    "who signs": lambda copy: copy.partners[PARTNER]["signatories"][0].update(name=ENDLESS),
    "our tagline": lambda copy: copy.institution.update(tagline=ENDLESS),
}


def check_long(group, name, options, folder):
    """Made or refused, but soon."""
    copy = Copy(options.sample, folder / name)
    LONG[name](copy)
    attempt(group, name, options, copy, 20)


# ---- Letters ----

LETTERS = ["漢", "😀", "ⵣ"]


def check_letter(group, letter, options, folder):
    """The message names file, line with the field, and the letter."""
    copy = Copy(options.sample, folder / f"letter-{ord(letter):x}")
    copy.partners[PARTNER]["legal_name"] += f" {letter}"
    made = attempt(group, letter, options, copy, 20)
    if made:
        group.same(made.returncode, 1, letter, "exit code")
        line = place(copy, f"partners/{PARTNER}.yaml", "legal_name:")
        for wanted in [line, "legal_name", letter, f"U+{ord(letter):04X}"]:
            group.check(wanted in made.stderr, letter, f"the message does not name {wanted}\n{made.stderr.strip()}")
