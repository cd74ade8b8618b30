#!/usr/bin/env python3
"""What the office page costs for many partners: how soon the overview is there, how long a page's picture takes, how much memory.

    benches/office.py BINARY [NUMBER]

Each partner has a file of its own as long as the sample's longest and a log with an email, an answer and a call, as in
`today.py`. Told is, for 1,000 partners or as many as are asked for: the time from the start of the program until the whole
overview has been got; the time of the next one, and of one after a partner's file has changed; of a hundred pictures of first
pages, each of another partner, the middle one and the one that nineteen of twenty are faster than; and the most memory that the
program held, with all that and with the look at all files that the overview asks for. Behind each stands whether it holds.
"""

import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

from scale import workspace
from today import log

# Seconds, seconds, megabytes.
FIRST, PICTURE, MEMORY = 1.0, 0.3, 300
PICTURES = 100


class Office:
    """The page of a folder, as a browser asks for it."""

    def __init__(self, binary, folder):
        self.began = time.monotonic()
        self.child = subprocess.Popen([binary, "open", str(folder), "--no-browser"], stdout=subprocess.PIPE,
                                      stderr=subprocess.DEVNULL, text=True)
        self.address = re.search(r"(http://[^/]+)/\?key=\w+", self.child.stdout.readline())
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def enter(self):
        """Gets the first page with the key; from then on the cookie lets in."""
        return self.opener.open(self.address[0]).read()

    def get(self, path):
        with self.opener.open(self.address[1] + path) as answer:
            return answer.read()

    def timed(self, path):
        began = time.monotonic()
        body = self.get(path)
        return time.monotonic() - began, body

    def memory(self):
        """The most megabytes that it held so far, and those that it holds now."""
        status = Path(f"/proc/{self.child.pid}/status").read_text(encoding="utf-8")
        return [int(re.search(rf"{name}:\s+(\d+)", status)[1]) / 1024 for name in ("VmHWM", "VmRSS")]

    def end(self):
        self.child.terminate()
        self.child.wait()


def main():
    binary = Path(sys.argv[1]).resolve()
    number = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workspace(binary, folder, number)
        for at in range(number):
            (folder / f"partners/p{at:05}.log").write_text(log(at), encoding="utf-8")
        office = Office(binary, folder)
        try:
            measure(office, folder, number)
        finally:
            office.end()


def measure(office, folder, number):
    page = office.enter()
    first = time.monotonic() - office.began
    assert b"p00000" in page, page[:2000]
    again, _ = office.timed("/")
    changed = folder / f"partners/p{number // 2:05}.yaml"
    changed.write_text(changed.read_text(encoding="utf-8").replace("Koulu", "Opisto"), encoding="utf-8")
    after, _ = office.timed("/")
    one = re.compile(r'src="(/partners/[^"]+/pages/1[^"]*)"')
    times = []
    for at in range(PICTURES):
        partner = f"p{at * number // PICTURES:05}"
        address = one.search(office.get(f"/partners/{partner}").decode())[1]
        seconds, picture = office.timed(address.replace("&amp;", "&"))
        assert picture.startswith(b"\x89PNG"), picture[:200]
        times.append(seconds)
    # The browser asks for this as soon as the overview stands there.
    problems, _ = office.timed("/parts/problems")
    peak, now = office.memory()
    times.sort()
    late = times[PICTURES * 95 // 100]
    rows = [
        ("overview, from the start of the program", f"{first:.2f} s", f"< {FIRST:.0f} s", first < FIRST),
        ("overview again", f"{again:.2f} s", "", None),
        ("overview after a file has changed", f"{after:.2f} s", "", None),
        ("picture of a page, the middle one", f"{statistics.median(times) * 1000:.0f} ms", "", None),
        ("picture of a page, 19 of 20 faster than", f"{late * 1000:.0f} ms", f"< {PICTURE * 1000:.0f} ms", late < PICTURE),
        ("number of problems", f"{problems:.2f} s", "", None),
        ("memory, the most", f"{peak:.0f} MB", f"< {MEMORY} MB", peak < MEMORY),
        ("memory at the end", f"{now:.0f} MB", "", None),
    ]
    print(f"| {number:,} partners | | aim | |\n|---|---:|---:|---|")
    for what, value, aim, holds in rows:
        told = "" if holds is None else "holds" if holds else "does not hold"
        print(f"| {what} | {value} | {aim} | {told} |")
    if any(holds is False for *_, holds in rows):
        sys.exit(1)


if __name__ == "__main__":
    main()
