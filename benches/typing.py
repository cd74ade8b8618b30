#!/usr/bin/env python3
"""How soon a page is seen that follows what is typed: from the last key to the picture, beside the form of a partner.

    benches/typing.py BINARY [NUMBER ...]

For 100 and 1,000 partners, or as many as are asked for. A partner's file is sent with another letter in its name each time, as
a browser sends it, and the picture of the first page is got; a hundred times for each of three documents. Told are the middle
one and the one that nineteen of twenty are faster than, with the time that the browser waits for a further key; and the same
where a key follows every 50 ms, for the last of ten. Behind each stands whether it holds.
"""

import re
import statistics
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from pathlib import Path

from office import Office
from scale import workspace
from today import log

# How long the browser waits for a further key (`preview_panel.rs`), and what it may take with that, in seconds.
WAITS, AIM = 0.1, 0.3
TIMES = 100
DOCUMENTS = ["one-pager", "mou", "contact-formal"]
TYPED = 10


def look(office, partner, text, document, form="bench"):
    """Sends what is typed and gets the first page; none when something newer was sent meanwhile."""
    fields = {"text": text, "_look": form, "_look_document": f"{document}.en"}
    request = urllib.request.Request(
        f"{office.address[1]}/partners/{partner}/data/text/preview",
        data=urllib.parse.urlencode(fields).encode(),
        headers={"HX-Request": "true", "Origin": office.address[1]},
    )
    with office.opener.open(request) as answer:
        told = answer.read().decode()
    found = re.search(r'src="(/previews/[^"]+)"', told)
    return office.get(found[1]) if found else None


def main():
    binary = Path(sys.argv[1]).resolve()
    numbers = [int(number) for number in sys.argv[2:]] or [100, 1000]
    print("| partners | document | middle | 19 of 20 | aim | |\n|---:|---|---:|---:|---:|---|")
    holds = [measured(binary, number) for number in numbers]
    if not all(holds):
        sys.exit(1)


def measured(binary, number):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workspace(binary, folder, number)
        for at in range(number):
            (folder / f"partners/p{at:05}.log").write_text(log(at), encoding="utf-8")
        office = Office(binary, folder)
        try:
            office.enter()
            return rows(office, folder, number)
        finally:
            office.end()


def rows(office, folder, number):
    partner = f"p{number // 2:05}"
    text = (folder / f"partners/{partner}.yaml").read_text(encoding="utf-8")
    name = re.search(r'legal_name: "?([^"\n]+)', text)[1]
    typed = lambda at: text.replace(name, f"{name} {at}", 1)
    all_hold = True
    for document in DOCUMENTS:
        look(office, partner, typed("first"), document)
        times = []
        for at in range(TIMES):
            began = time.monotonic()
            assert look(office, partner, typed(f"{document} {at}"), document), "nothing is seen"
            times.append(time.monotonic() - began + WAITS)
        all_hold &= row(number, document, times)
    times = []
    for at in range(TIMES // TYPED):
        pressed = [threading.Thread(target=look, args=(office, partner, typed(f"{at}.{key}"), DOCUMENTS[0])) for key in range(TYPED)]
        for key in pressed:
            key.start()
            time.sleep(0.05)
        began = time.monotonic()
        assert look(office, partner, typed(f"{at} last"), DOCUMENTS[0]), "nothing is seen"
        times.append(time.monotonic() - began + WAITS)
        for key in pressed:
            key.join()
    return row(number, f"{DOCUMENTS[0]}, a key every 50 ms", times) and all_hold


def row(number, what, times):
    times.sort()
    late = times[len(times) * 95 // 100]
    shown = [f"{seconds * 1000:.0f} ms" for seconds in (statistics.median(times), late)]
    print(f"| {number:,} | {what} | {shown[0]} | {shown[1]} | < {AIM * 1000:.0f} ms | {'holds' if late < AIM else 'does not hold'} |", flush=True)
    return late < AIM


if __name__ == "__main__":
    main()
