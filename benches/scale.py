#!/usr/bin/env python3
"""What a fair's worth of partners costs: a Markdown table of times and memory for 10 to 10,000 one-pagers as PDF.

    benches/scale.py BINARY [NUMBER ...]

Each row: a first build, a second one that finds everything up to date, one after a single partner's file has changed, and the
most memory that the first build held. All partners are different. Nothing is deleted before the end: ext4 takes long to make new
files right after that.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

OWN = ("legal_name:", "short_name:", "why_partner:", "purpose:", "")


def workspace(binary, folder, number):
    """A workspace with so many partners, made from one of the sample."""
    subprocess.run([binary, "init"], cwd=folder, capture_output=True, check=True)
    sample = (folder / "partners/tahtiselka.yaml").read_text(encoding="utf-8")
    for path in (folder / "partners").iterdir():
        path.unlink()
    lines = [line for line in sample.split("\n") if not re.match(r"\s*(id|oid|pic|vat):", line)]
    for at in range(number):
        own = []
        for line in lines:
            line = line.replace("@", f"{at}@").replace("org: tahtiselka", f"org: p{at:05}")
            key, quote, rest = line.partition('"')
            word = key.strip().lstrip("- ").rstrip("{ ").removesuffix("en:").rstrip("{ ")
            own.append(f'{key}"Koulu {at:05}: {rest}' if quote and word in OWN else line)
        (folder / f"partners/p{at:05}.yaml").write_text("\n".join(own), encoding="utf-8")


def run(binary, folder):
    """Builds; gives the seconds, the most memory in MB, and what was said last."""
    command = [binary, "build", "one-pager", "--format", "pdf", "--date", "2026-11-23"]
    with tempfile.TemporaryFile("w+") as said:
        began = time.monotonic()
        child = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=said)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.monotonic() - began
        said.seek(0)
        text = said.read()
    if status:
        sys.exit(text[-2000:])
    return seconds, usage.ru_maxrss / 1024, text.strip().split("\n")[-1]


def main():
    binary = Path(sys.argv[1]).resolve()
    numbers = [int(word) for word in sys.argv[2:]] or [10, 100, 1000, 10000]
    print("| partners | first build | a document | up to date | one changed | memory |")
    print("|---:|---:|---:|---:|---:|---:|")
    folders = []
    for number in numbers:
        folders.append(tempfile.TemporaryDirectory())
        folder = Path(folders[-1].name)
        workspace(binary, folder, number)
        first, memory, _ = run(binary, folder)
        again, _, said = run(binary, folder)
        assert said.startswith(f"{number} documents up to date"), said
        changed = folder / f"partners/p{number // 2:05}.yaml"
        changed.write_text(changed.read_text(encoding="utf-8").replace("Koulu", "Opisto"), encoding="utf-8")
        one, _, said = run(binary, folder)
        assert said.startswith("1 file of 1 document"), said
        print(f"| {number:,} | {first:.1f} s | {first / number * 1000:.1f} ms | {again:.2f} s | {one:.2f} s | {memory:.0f} MB |", flush=True)


if __name__ == "__main__":
    main()
