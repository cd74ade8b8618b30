#!/usr/bin/env python3
"""What `handclasp today` costs for many partners: a Markdown table of times.

    benches/today.py BINARY [NUMBER ...]

Each partner has a file of its own as long as the sample's longest and a log with an email, an answer and a call. Told is the
best of five runs; 1,000 partners are to take less than 0.3 seconds.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from scale import workspace

DAY = "2026-11-23"


def log(at):
    """The lines of a log: an email that was sent, an answer, a call."""
    address = f"paivi.ayravainen{at}@tahtiselka.example.org"
    mail = {"at": "2026-10-05T10:00:00+00:00", "document": "contact-formal"}
    noted = {"at": "2026-10-20T10:00:00+00:00", "what": "noted"}
    lines = [
        mail | {"what": "rendered", "message_id": f"{at}@example.org", "sha256": "00", "to": [address],
                "subject": "An idea", "attachments": []},
        mail | {"what": "dot"},
        mail | {"what": "outcome", "result": "sent", "reply": "250 OK", "stage": "at the end"},
        noted | {"on": "2026-10-19", "fact": "answered", "text": "a call would be fine"},
        noted | {"on": "2026-10-20", "fact": "called", "text": "they like the idea"},
    ]
    return "".join(json.dumps(line) + "\n" for line in lines)


def main():
    binary = Path(sys.argv[1]).resolve()
    numbers = [int(word) for word in sys.argv[2:]] or [10, 100, 1000]
    print("| partners | seconds |")
    print("|---:|---:|")
    for number in numbers:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            workspace(binary, folder, number)
            for at in range(number):
                (folder / f"partners/p{at:05}.log").write_text(log(at), encoding="utf-8")
            best = None
            for _ in range(5):
                began = time.monotonic()
                run = subprocess.run([binary, "today", "--on", DAY], cwd=folder, capture_output=True, text=True)
                seconds = time.monotonic() - began
                if run.returncode:
                    sys.exit(run.stderr[-2000:])
                best = seconds if best is None else min(best, seconds)
            print(f"| {number} | {best:.3f} |")


if __name__ == "__main__":
    main()
