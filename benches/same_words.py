#!/usr/bin/env python3
"""Shows that a change of how documents are written leaves their words alone: two programs, the same words in every output.

    benches/same_words.py BEFORE AFTER [PARTNERS] [--bytes]

BEFORE and AFTER are two built programs. Both make the sample, so many partners of the sample without some fields (40), and as
many of benches/varied.py, as drafts and, where nothing is missing, as they go out. Compared are the words of every output, not its bytes: Markdown
without the ids of headings, the text of PDF files (`pdftotext`, else their Typst source), subjects, addresses, texts and
attachments of emails; and which fields `check` misses in which documents. The fingerprint behind “Text” is left out, and the
occasion in the name of a file. Each difference is shown; the exit code is 1 if there is one.
With --bytes the outputs whose bytes differ are counted too, by format; they are no differences of words.
"""

import collections
import email
import email.policy
import html
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from unchanged import DAY, ROOT, called_alike, generated, run, sample
from varied import varied

FORMATS = ["md", "txt", "html", "pdf", "typ", "eml", "ics"]
INSTITUTION = (ROOT / "institution.yaml").read_text(encoding="utf-8")
HAS_PDFTOTEXT = shutil.which("pdftotext") is not None


def plain_markdown(text):
    """Markdown without the ids of headings, the fingerprint, and lines of the front matter that only name files."""
    text = re.sub(r"[ \t]*\{([^{}\n]*)\}[ \t]*$", attributes, text, flags=re.M)
    return without_fingerprint(text)


def attributes(found):
    """What stands behind a heading, without its id."""
    kept = [word for word in found[1].split() if not word.startswith("#")]
    return f" {{{' '.join(kept)}}}" if kept and kept[0].startswith(".") else "" if not kept else found[0]


def without_fingerprint(text):
    return re.sub(r"(\bText )[0-9a-z]{2,}(?:[-\s][0-9a-z]{2,})?\b", r"\1N", text)


def plain_html(text):
    """HTML without tags and styles."""
    text = re.sub(r"<(style|script)\b.*?</\1>", " ", text, flags=re.S)
    return without_fingerprint(html.unescape(re.sub(r"<[^>]*>", " ", text)))


def plain_pdf(content):
    if not HAS_PDFTOTEXT:
        return ""
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=content, capture_output=True, check=True)
    return without_fingerprint(done.stdout.decode("utf-8", errors="replace"))


def plain_calendar(content):
    """A calendar entry with its folded lines joined."""
    return without_fingerprint(content.decode("utf-8", errors="replace").replace("\r\n ", "").replace("\\n", " "))


def plain_email(content):
    message = email.message_from_bytes(content, policy=email.policy.default)
    said = [f"{key}: {message[key]}" for key in ("From", "To", "Reply-To", "Subject") if message[key]]
    for part in message.walk():
        if part.is_multipart():
            continue
        said.append(f"{part.get_content_type()} {part.get_filename() or ''}")
        if part.get_content_maintype() == "text" and not part.get_filename():
            text = part.get_content()
            said.append(plain_html(text) if part.get_content_subtype() == "html" else without_fingerprint(text))
        elif part.get_content_type() == "application/pdf":
            said.append(plain_pdf(part.get_payload(decode=True)))
        elif part.get_content_type() == "text/calendar":
            said.append(plain_calendar(part.get_payload(decode=True)))
    return "\n".join(said)


def words(name, content):
    """The words of an output, line by line."""
    text = lambda: content.decode("utf-8", errors="backslashreplace")
    match Path(name).suffix:
        case ".md":
            plain = plain_markdown(text())
        case ".html":
            plain = plain_html(text())
        case ".pdf":
            plain = plain_pdf(content)
        case ".eml":
            plain = plain_email(content)
        case ".ics":
            plain = plain_calendar(content)
        # What the layouts get: of use only when the text of a PDF cannot be had.
        case ".typ" if HAS_PDFTOTEXT:
            plain = ""
        case _:
            plain = without_fingerprint(text())
    return [" ".join(line.split()) for line in plain.splitlines() if line.strip()]


def missed(said):
    """Which fields are missed in which documents, of what `check` says as JSON."""
    fields = set()
    for line in said.splitlines():
        problem = json.loads(line) if line.startswith("{") else {}
        if problem.get("code") == "missing-data":
            quoted = re.findall(r"`([^`]*)`", problem["message"].split(", which")[0])
            stopped = problem.get("stops", [])
            fields |= {(document, problem["file"], field) for document in stopped for field in quoted if field not in stopped}
    return fields


def problems(said):
    """All that `check` says as JSON, without places: only what is wrong."""
    found = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    return collections.Counter((one.get("severity"), one["code"], one["message"]) for one in found
                               if "code" in one and one["code"] != "missing-data")


def name_of(path):
    """The name of an output without its occasion."""
    return re.sub(r"\.\d{4}-\d\d-\d\d[a-z0-9-]*(?=\.)", "", path)


def outputs(folder):
    found = {}
    for path in sorted((folder / "output").rglob("*")):
        if path.is_file() and path.suffix[1:] in FORMATS:
            found[name_of(str(path.relative_to(folder)))] = path.read_bytes()
    return found


def made(binary, fill, place):
    """Everything that a program makes and says of a folder: drafts, and what goes out."""
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    try:
        sample(binary, place)
        fill(place)
        everything = [flag for one in FORMATS for flag in ("--format", one)]
        checked = run(binary, place, ["check", "--date", DAY, "--message-format", "json"])
        run(binary, place, ["build", "--date", DAY, "--draft", *everything])
        found = outputs(place)
        shutil.rmtree(place / "output", ignore_errors=True)
        run(binary, place, ["build", "--date", DAY, *everything])
        found |= {f"final {name}": content for name, content in outputs(place).items()}
        return checked, found
    finally:
        shutil.rmtree(place, ignore_errors=True)


def compare(programs, work):
    """Differences of words, how much was compared, and the formats whose bytes differ."""
    name, fill = work
    place = Path(tempfile.gettempdir()) / f"same-words-{os.getpid()}-{re.sub(r'[^a-z0-9]+', '-', name.lower())}"
    (checked, before), (checked_after, after) = (made(binary, fill, place) for binary in programs)
    wrong, other_bytes = [], collections.Counter()
    for sign, only in (("-", missed(checked[1]) - missed(checked_after[1])), ("+", missed(checked_after[1]) - missed(checked[1]))):
        wrong += [f"{name}: check: {sign} {document} needs {field} of {file}" for document, file, field in sorted(only)]
    for sign, only in (("-", problems(checked[1]) - problems(checked_after[1])), ("+", problems(checked_after[1]) - problems(checked[1]))):
        wrong += [f"{name}: check: {sign} {severity}[{code}]: {message}" for severity, code, message in sorted(only, key=str)]
    for path in sorted(before.keys() | after.keys()):
        one, other = before.get(path), after.get(path)
        if one is None or other is None:
            wrong.append(f"{name}: {path}: only {'before' if other is None else 'after'}")
            continue
        suffix = Path(path).suffix[1:]
        other_bytes[suffix] += one != other
        if one != other and suffix in ("md", "txt", "html", "typ", "ics"):
            plain = plain_markdown if suffix == "md" else without_fingerprint
            other_bytes[f"{suffix} (without ids and fingerprint)"] += plain(one.decode()) != plain(other.decode())
        first, second = words(path, one), words(path, other)
        if " ".join(first).split() != " ".join(second).split():
            wrong.append(f"{name}: {path}\n{shown(first, second)}")
        elif suffix == "md" and [line for line in plain_markdown(one.decode()).splitlines()] != [
                line for line in plain_markdown(other.decode()).splitlines()]:
            wrong.append(f"{name}: {path}: other lines\n{shown(plain_markdown(one.decode()).splitlines(), plain_markdown(other.decode()).splitlines())}")
    return wrong, len(before), other_bytes


def shown(before, after):
    """The lines in which two texts differ."""
    import difflib
    lines = list(difflib.unified_diff(before, after, "before", "after", lineterm="", n=0))
    return "\n".join(line[:300] for line in lines[2:26])


def works(partners):
    yield "sample", lambda folder: None
    chance = random.Random(15)
    for number in range(partners):
        def fill(folder, text=generated(number, chance)):
            shutil.rmtree(folder / "partners")
            (folder / "partners").mkdir()
            (folder / "partners/partner.yaml").write_text(text, encoding="utf-8")
        yield f"partner {number}", fill
    for number in range(partners):
        files, changed = varied(number, chance)

        def vary(folder, files=files, institution=changed(INSTITUTION)):
            fill_with(folder, files, institution)
        yield f"varied {number}", vary


def fill_with(folder, files, institution):
    shutil.rmtree(folder / "partners")
    (folder / "partners").mkdir()
    for name, text in files.items():
        (folder / f"partners/{name}.yaml").write_text(text, encoding="utf-8")
    (folder / "institution.yaml").write_text(institution, encoding="utf-8")


def main():
    arguments = [word for word in sys.argv[1:] if word != "--bytes"]
    partners = int(arguments[2]) if len(arguments) > 2 else 40
    differences, compared, other_bytes = 0, 0, collections.Counter()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count()) as pool:
        programs = [called_alike(word, Path(folder) / str(at)) for at, word in enumerate(arguments[:2])]
        for wrong, files, formats in pool.map(lambda work: compare(programs, work), works(partners)):
            for text in wrong:
                print(text, flush=True)
            differences += len(wrong)
            compared += files
            other_bytes += formats
    if "--bytes" in sys.argv:
        for name, count in sorted(other_bytes.items()):
            print(f"{count} {name} files with other bytes")
    print(f"{compared} outputs compared: {differences} differences")
    sys.exit(bool(differences))


if __name__ == "__main__":
    main()
