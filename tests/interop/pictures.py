"""The pages as pictures, as a slide or a web page shows them; and the QR code as a telephone reads it."""

import zxingcpp
from PIL import Image

import pdf
from structure import visible_text

# Height to width of an A4 page.
A4 = 297 / 210
# Below that small print is not read on a screen.
LEAST_WIDTH = 800


def check(report, workspace):
    """All checks of the pictures."""
    documents = [document for document in workspace.documents if document.pictures()]
    report.each("pictures: one for each page, whole, A4", documents, check_pictures)
    one_pagers = [document for document in documents if document.name == "one-pager"]
    report.each("pictures: the QR code leads where the text says", one_pagers, check_code, workspace)


def check_pictures(group, document):
    """One page is `.png`, several are `.1.png`, `.2.png` and so on."""
    pages = int(pdf.info(document.files["pdf"])["Pages"])
    names = {key for key in document.files if key.endswith("png")}
    group.same(names, {"png"} if pages == 1 else {f"{number}.png" for number in range(1, pages + 1)}, document, "pictures")
    for path in document.pictures():
        with Image.open(path) as image:
            group.same(image.format, "PNG", path.name, "format")
            # Reads every pixel: a picture that breaks off fails here.
            pixels = image.convert("RGB")
        width, height = pixels.size
        group.check(abs(height - width * A4) <= 2 and width >= LEAST_WIDTH, f"{document}, {path.name}", f"is {width} × {height}")
        darkest, lightest = pixels.convert("L").getextrema()
        group.check(darkest < 100 and lightest == 255, f"{document}, {path.name}", "has no dark letters on white")


def check_code(group, document, workspace):
    """One code, and what it says stands on the page for those who type."""
    with Image.open(document.files["png"]) as image:
        codes = zxingcpp.read_barcodes(image.convert("L"))
    group.same([code.text for code in codes], [workspace.institution["website"]], document, "codes")
    shown = "".join(visible_text(document.files["pdf"]).split())
    for code in codes:
        group.same(code.format, zxingcpp.BarcodeFormat.QRCode, document, "kind of code")
        printed = code.text.removeprefix("https://").rstrip("/")
        group.check(printed in shown, document, f"does not have `{printed}` in print")
