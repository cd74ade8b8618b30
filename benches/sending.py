#!/usr/bin/env python3
"""How fast mails leave, beside a bare smtplib loop and mailmerge, over loopback, in one run.

    benches/sending.py BINARY [--mailmerge PROGRAM] [--mails 500]

The same mails go to the same sink: 500 with a PDF of about 90 kB, and 500 small ones. Ours is the whole program: reading the
workspace, comparing each mail with what was built, the ledger with its waiting for the disk, the copies that are kept. The bare
loop only sends bytes that lie ready in memory (`sendmail`), or messages that are parsed already (`send_message`). mailmerge
(`pip install mailmerge`) makes its mails from a template and a table, with the same PDF. Ratios count, not seconds.
"""

import argparse
import email
import email.policy
import random
import shutil
import smtplib
import socket
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from pathlib import Path

SAMPLE = Path(__file__).resolve().parent.parent
ADDRESS = "ines.simao@ancora-azul.example.org"
ROUNDS = 3


def sink(listener):
    """Takes every mail and keeps none."""
    def serve(one):
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        one.sendall(b"220 sink\r\n")
        rest = b""
        while True:
            while b"\r\n" not in rest:
                more = one.recv(1 << 16)
                if not more:
                    return
                rest += more
            line, rest = rest.split(b"\r\n", 1)
            word = line[:4].upper()
            if word == b"EHLO":
                one.sendall(b"250-sink\r\n250 8BITMIME\r\n")
            elif word == b"DATA":
                one.sendall(b"354 go on\r\n")
                tail = rest[-5:]
                while not tail.endswith(b"\r\n.\r\n"):
                    more = one.recv(1 << 18)
                    if not more:
                        return
                    tail = (tail + more)[-5:]
                rest = b""
                one.sendall(b"250 taken\r\n")
            elif word == b"QUIT":
                one.sendall(b"221 bye\r\n")
                return
            else:
                one.sendall(b"250 fine\r\n")

    while True:
        one, _ = listener.accept()
        threading.Thread(target=serve, args=(one,), daemon=True).start()


def noise(width, height):
    """A picture that cannot be compressed, so that the PDF has its size."""
    random.seed(1)
    rows = b"".join(b"\0" + random.randbytes(width * 3) for _ in range(height))

    def chunk(kind, data):
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


class Office:
    """A workspace with so many partners whose emails are built."""

    def __init__(self, binary, folder, number, port):
        self.binary, self.folder, self.forgotten = Path(binary).resolve(), folder, 0
        self.run("init")
        partner = (folder / "partners/gruenfliess.yaml").read_text(encoding="utf-8")
        for path in (folder / "partners").iterdir():
            path.unlink()
        for at in range(number):
            own = partner.replace("Grünfließ Präzisionstechnik", f"Grünfließ {at} Präzisionstechnik").replace("@", f"{at}@")
            (folder / f"partners/p{at:04}.yaml").write_text(own, encoding="utf-8")
        (folder / "templates/assets/noise.png").write_bytes(noise(120, 120))
        institution = (folder / "institution.yaml").read_text(encoding="utf-8")
        institution = institution.replace("assets/logo.svg", "assets/noise.png")
        institution += f"\nmail: {{host: \"127.0.0.1\", port: {port}, tls: none}}\n"
        (folder / "institution.yaml").write_text(institution, encoding="utf-8")
        self.run("build", "contact-formal", "contact-informal", "one-pager", "--format", "md", "--format", "pdf", "--format", "eml")

    def run(self, *arguments):
        run = subprocess.run([self.binary, *arguments], cwd=self.folder, capture_output=True, text=True, check=False)
        if run.returncode:
            sys.exit(f"{' '.join(arguments)}: {run.stderr[-2000:]}")

    def forget(self):
        """As if nothing had been sent. Nothing is deleted: ext4 takes long to make new files right after that."""
        self.forgotten += 1
        aside = self.folder / f"forgotten-{self.forgotten}"
        aside.mkdir()
        for ledger in (self.folder / "partners").glob("*.log"):
            ledger.rename(aside / ledger.name)
        if (self.folder / "sent").exists():
            (self.folder / "sent").rename(aside / "sent")

    def kept(self, document):
        return [path.read_bytes() for path in sorted((self.folder / "sent").glob(f"*/{document}.eml"))]


def timed(work):
    began = time.monotonic()
    work()
    return time.monotonic() - began


def measure(office, document, port, mailmerge, number):
    ours, plans, bare, parsed, merged = [], [], [], [], []
    for _ in range(ROUNDS):
        office.forget()
        plans.append(timed(lambda: office.run("send", document, "--plan")))
        ours.append(timed(lambda: office.run("send", document, "--yes")))
        mails = office.kept(document)
        assert len(mails) == number, len(mails)

        def loop(send):
            with smtplib.SMTP("127.0.0.1", port) as connection:
                for mail in messages:
                    send(connection, mail)
        messages = mails
        bare.append(timed(lambda: loop(lambda connection, mail: connection.sendmail(ADDRESS, ADDRESS, mail))))
        messages = [email.message_from_bytes(mail, policy=email.policy.SMTP) for mail in mails]
        parsed.append(timed(lambda: loop(lambda connection, mail: connection.send_message(mail))))
        if mailmerge:
            merged.append(timed(lambda: merge(office, document, port, mailmerge, number)))
    size = len(mails[0]) / 1000
    print(f"{document}: {number} mails of {size:.0f} kB; the fastest of {ROUNDS}, mails a second")
    rate = {name: number / min(times) for name, times in
            [("handclasp send", ours), ("  of it up to the plan", plans), ("smtplib sendmail", bare),
             ("smtplib send_message", parsed), ("mailmerge", merged)] if times}
    for name, one in rate.items():
        print(f"  {name:<24}{one:>7.0f}   ours is {rate['handclasp send'] / one:.2f} times as fast")


def merge(office, document, port, program, number):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        attached = ""
        if document == "contact-formal":
            shutil.copy(office.folder / "output/p0000/one-pager.en.pdf", folder / "page.pdf")
            attached = "ATTACHMENT: page.pdf\n"
        text = (office.folder / f"output/p0000/{document}.en.md").read_text(encoding="utf-8").split("---\n")[2]
        head = f"TO: {{{{email}}}}\nSUBJECT: For {{{{name}}}}\nFROM: {ADDRESS}\n{attached}\n"
        (folder / "template.txt").write_text(head + text.replace("{", "("), encoding="utf-8")
        rows = "".join(f"office@p{at}.example.org,Partner {at}\n" for at in range(number))
        (folder / "table.csv").write_text("email,name\n" + rows, encoding="utf-8")
        (folder / "server.conf").write_text(f"[smtp_server]\nhost = 127.0.0.1\nport = {port}\nsecurity = Never\nusername = \n")
        command = [program, "--template", "template.txt", "--database", "table.csv", "--config", "server.conf"]
        command += ["--no-dry-run", "--no-limit", "--output-format", "text"]
        run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if run.returncode:
            sys.exit(f"mailmerge: {run.stderr[-500:]}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    arguments.add_argument("binary")
    arguments.add_argument("--mailmerge")
    arguments.add_argument("--mails", type=int, default=500)
    arguments.add_argument("--sink", type=int, help=argparse.SUPPRESS)
    options = arguments.parse_args()
    with socket.create_server(("127.0.0.1", options.sink or 0)) as listener:
        port = listener.getsockname()[1]
        if options.sink is not None:
            print(port, flush=True)
            sink(listener)
    # A process of its own, as a server is.
    command = [sys.executable, __file__, options.binary, "--sink", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server, tempfile.TemporaryDirectory() as folder:
        port = int(server.stdout.readline())
        office = Office(options.binary, Path(folder), options.mails, port)
        for document in ["contact-formal", "contact-informal"]:
            measure(office, document, port, options.mailmerge, options.mails)
        server.kill()


if __name__ == "__main__":
    main()
