"""Makes docs/images/documents.png from the sample's PDFs. Run it in the repository's root.

Needs pdftoppm (poppler-utils) and Python with Pillow. HANDCLASP names the program, when it is another
than `cargo run --`.
"""

import os
import subprocess
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

PAGES = [  # partner, document, page (-1: the last)
    ("tahtiselka", "one-pager", 1),
    ("tahtiselka", "agenda", 1),
    ("tahtiselka", "loi", 1),
    ("tahtiselka", "mou", 1),
    ("tahtiselka", "mou", -1),
]
WIDTH, MARGIN, GAP = 1600, 36, 24
GROUND = (243, 245, 247)
SHADOW = (30, 42, 56)

program = [os.environ["HANDCLASP"]] if "HANDCLASP" in os.environ else ["cargo", "run", "--quiet", "--"]
page_width = (WIDTH - 2 * MARGIN - (len(PAGES) - 1) * GAP) // len(PAGES)
page_height = round(page_width * 297 / 210)
size = (WIDTH, page_height + 2 * MARGIN)

with tempfile.TemporaryDirectory() as folder:
    out = Path(folder)
    subprocess.run([*program, "build", "--date", "2026-11-23", "--out", folder], check=True, stdout=subprocess.DEVNULL)
    sheets = []
    for partner, document, page in PAGES:
        pdf = out / partner / f"{document}.en.pdf"
        subprocess.run(["pdftoppm", "-r", "150", "-png", pdf, out / f"{partner}-{document}"], check=True, stderr=subprocess.DEVNULL)
        pictures = sorted(out.glob(f"{partner}-{document}-*.png"))
        picture = Image.open(pictures[page - 1 if page > 0 else page]).convert("RGB")
        sheets.append(picture.resize((page_width, page_height), Image.Resampling.LANCZOS))

shadow = Image.new("L", size, 0)
places = [(MARGIN + at * (page_width + GAP), MARGIN) for at in range(len(sheets))]
for x, y in places:
    ImageDraw.Draw(shadow).rectangle((x + 1, y + 5, x + page_width - 1, y + page_height + 5), fill=70)
ground = Image.new("RGB", size, GROUND)
ground.paste(Image.new("RGB", size, SHADOW), mask=shadow.filter(ImageFilter.GaussianBlur(9)))
for place, sheet in zip(places, sheets):
    ground.paste(sheet, place)
target = Path("docs/images/documents.png")
ground.quantize(128, dither=Image.Dither.NONE).save(target, optimize=True)
print(f"{target}: {size[0]} × {size[1]}, {target.stat().st_size // 1024} kB")
