#!/usr/bin/env python3
"""Shows that a change of the house changes nothing for its users: two programs, the same work, byte for byte.

    benches/unchanged.py BEFORE AFTER [PARTNERS]

BEFORE and AFTER are two built programs. Both do the same in folders of the same name: the sample, each case of
tests/cases with its command lines, each list of tests/lists and tests/cases/lists, and so many generated partners (50) with
many combinations of fields. Compared are the exit codes, what was said on both outputs, and every file that lies in the folder
afterwards. Each difference is shown; the exit code is 1 if there is one.
"""

import difflib
import os
import random
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DAY = "2026-11-23"
FORMATS = ["md", "txt", "html", "pdf", "png", "typ", "eml", "ics"]


def clean(said):
    """What was said, without moments and the time that it took, on which the width of a table's last column depends."""
    said = re.sub(r" +\d+(\.\d+)? m?s\b", " N s", said)
    # The moment of a line of the log.
    said = re.sub(r"^(\d{4}-\d\d-\d\d) \d\d:\d\d  ", r"\1 N  ", said, flags=re.M)
    return re.sub(r"  +time$", " time", said, flags=re.M)


def run(binary, folder, line):
    """The exit code and what was said."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("HANDCLASP")}
    environment["SOURCE_DATE_EPOCH"] = "1795392000"
    done = subprocess.run([binary, *line], cwd=folder, env=environment, capture_output=True, stdin=subprocess.DEVNULL,
                          text=True, errors="backslashreplace", timeout=600)
    return f"exit code {done.returncode}", clean(done.stdout), clean(done.stderr)


def contents(folder):
    """Every file below the folder, by its path; notes and logs without the moment of writing and without the hashes of what
    documents were made from, in which the program itself is."""
    files = {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    moment = re.compile(rb'("written":|"at":)("[^"]*"|\d+)')
    made_from = re.compile(rb'("recipes":)\{[^}]*\}')
    masked = lambda kept: made_from.sub(rb"\1N", moment.sub(rb"\1N", kept))
    return {name: masked(kept) if name.endswith((".json", ".log")) else kept for name, kept in files.items()}


def sample(binary, folder):
    subprocess.run([binary, "init"], cwd=folder, capture_output=True, check=True)


def copy_case(case, folder):
    """The sample institution, with the sample's partners that the case names, and its files over it, as tests/case.rs does."""
    named = case / "partners.txt"
    kept = [f"{name}.yaml" for name in named.read_text(encoding="utf-8").splitlines()] if named.is_file() else []
    partners = folder / "partners"
    for path in partners.rglob("*"):
        if path.is_file() and str(path.relative_to(partners)) not in kept:
            path.unlink()
    if (case / "workspace").is_dir():
        shutil.copytree(case / "workspace", folder, dirs_exist_ok=True, symlinks=True)
    if (case / "edits.txt").is_file():
        for line in (case / "edits.txt").read_text(encoding="utf-8").splitlines():
            name, old, new = line.split("\t")
            path = folder / name
            path.write_bytes(path.read_bytes().replace(old.encode(), new.encode(), 1))


def command_lines(case):
    """The command lines of a case, each as a list of words."""
    lines = (case / "arguments.txt").read_text(encoding="utf-8").splitlines()
    return [shlex.split(line) for line in lines if line]


def blocks(text):
    """The top-level entries of a YAML file, with the comments above each."""
    parts = []
    for line in text.split("\n"):
        if not parts or re.match(r"[a-z_]+:", line):
            parts.append([])
        parts[-1].append(line)
    return ["\n".join(part) for part in parts]


def generated(number, chance):
    """A partner of one of the samples in which some groups and some single fields are missing."""
    names = ["camara-penarroble", "gruenfliess", "tahtiselka", "zolty-wiatrak"]
    text = (ROOT / "partners" / f"{names[number % len(names)]}.yaml").read_text(encoding="utf-8")
    kept = []
    for block in blocks(text):
        must = block.startswith(("legal_name:", "kind:")) or "\nlegal_name:" in block
        if not must and chance.random() < 0.25:
            continue
        lines = block.split("\n")
        kept.append("\n".join(line for line in lines if not (re.match(r" +[a-z_]+: \S", line) and chance.random() < 0.12)))
    return re.sub(r"^id:.*\n", "", "\n".join(kept), flags=re.M)


def works(partners):
    """Name, how the folder is filled, and the command lines that follow one another."""
    everything = [flag for one in FORMATS for flag in ("--format", one)]
    plain = [
        ["check", "--date", DAY], ["check", "--date", DAY, "--message-format", "json"],
        ["build", "--date", DAY, "--draft", *everything], ["build", "--date", DAY, *everything], ["build", "--date", DAY],
        ["build", "one-pager", "--date", DAY, "--format", "pdf", "--draft", "--bleed", "3", "--combine", "fair.pdf"],
        ["send", "contact-formal", "--plan"], ["send", "contact-formal", "--plan", "--message-format", "json"],
        ["export", "all.csv"], ["build", "mou", "--date", DAY, "--where", "country=DE", "--signature", "wet"],
    ]
    yield "sample", lambda folder: None, plain + [
        ["init", "--templates"], ["check", "--date", DAY], ["new", "werft"], ["check", "--date", DAY], ["schema", "partner"],
        ["schema", "institution"], ["explain"], ["log", "gruenfliess", "--objected"], ["build", "--date", DAY],
        ["log", "gruenfliess"], ["resolve", "gruenfliess", "contact-formal", "--sent"], ["send"], ["build", "moo"], [], ["--help"],
        *[[command, "--help"] for command in ("build", "check", "send", "import", "export", "log", "watch", "init")],
    ]
    for kind in ("invalid", "valid", "lists"):
        for case in sorted((ROOT / "tests/cases" / kind).iterdir()):
            lines = command_lines(case)
            yield f"case {kind}/{case.name}", lambda folder, case=case: copy_case(case, folder), [
                *lines, *(line + ["--message-format", "json"] for line in lines)]
    lists = [path for path in sorted((ROOT / "tests/lists").iterdir()) if path.is_file()]
    lists += sorted((ROOT / "tests/cases/lists").glob("*/workspace/list.*"))
    for path in lists:
        line = ["import", path.name, "--set", "kind=company", "--source", "the list of exhibitors"]
        yield f"list {path.relative_to(ROOT)}", lambda folder, path=path: shutil.copy(path, folder), [
            [*line, "--plan"], [*line, "--yes"], ["check", "--date", DAY], [*line, "--update", "--yes"]]
    chance = random.Random(14)
    texts = [generated(number, chance) for number in range(partners)]

    def all_of_them(folder):
        for number, text in enumerate(texts):
            (folder / f"partners/p{number:02}.yaml").write_text(text, encoding="utf-8")
    yield f"{partners} partners together", all_of_them, [
        ["check", "--date", DAY, "--message-format", "json"], ["export", "all.csv"], ["send", "contact-formal", "--plan"]]
    for number, text in enumerate(texts):
        def fill(folder, text=text):
            shutil.rmtree(folder / "partners")
            (folder / "partners").mkdir()
            (folder / "partners/partner.yaml").write_text(text, encoding="utf-8")
        yield f"partner {number}", fill, plain


def shown(before, after):
    """The first lines in which two texts differ."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), "before", "after", lineterm="", n=1)
    return "\n".join(line[:200] for line in list(lines)[:24])


def compare(before, after, work):
    """What differs in a work, and how much was compared."""
    name, fill, lines = work
    said, files = [], []
    for binary in (before, after):
        # The same path for both, since paths stand in messages.
        base = Path(tempfile.gettempdir()) / f"unchanged-{os.getpid()}-{re.sub(r'[^a-z0-9]+', '-', name.lower())}"
        shutil.rmtree(base, ignore_errors=True)
        base.mkdir()
        try:
            sample(binary, base)
            fill(base)
            said.append([run(binary, base, line) for line in lines])
            files.append(contents(base))
        finally:
            shutil.rmtree(base, ignore_errors=True)
    wrong = []
    for line, first, second in zip(lines, *said):
        for part, one, other in zip(("exit code", "stdout", "stderr"), first, second):
            if one != other:
                wrong.append(f"{name}: `{' '.join(line)}`: {part}\n{shown(one, other)}")
    for path in sorted(files[0].keys() | files[1].keys()):
        one, other = files[0].get(path), files[1].get(path)
        if one == other:
            continue
        if one is None or other is None:
            wrong.append(f"{name}: {path}: only {'before' if other is None else 'after'}")
        else:
            wrong.append(f"{name}: {path}\n{shown(one.decode(errors='backslashreplace'), other.decode(errors='backslashreplace'))}")
    return wrong, len(lines), len(files[0])


def called_alike(program, folder):
    """The path of a copy of the program that is called `handclasp`."""
    folder.mkdir()
    return shutil.copy(program, folder / "handclasp")


def main():
    partners = int(sys.argv[3]) if len(sys.argv) > 3 else 50
    differences, commands, files = [], 0, 0
    # A program says its own name in some messages: both are called alike.
    with tempfile.TemporaryDirectory() as programs, ThreadPoolExecutor(os.cpu_count()) as pool:
        before, after = (called_alike(word, Path(programs) / str(at)) for at, word in enumerate(sys.argv[1:3]))
        for wrong, lines, kept in pool.map(lambda work: compare(before, after, work), works(partners)):
            for text in wrong:
                print(text, flush=True)
            differences += wrong
            commands += lines
            files += kept
    print(f"{commands} command lines and {files} files compared: {len(differences)} differences")
    sys.exit(bool(differences))


if __name__ == "__main__":
    main()
