"""veraPDF: is a file what it says it is, PDF/A-2a and PDF/UA-1?

One start of Java for all files of all tests: the start takes as long as fifty files. So the tests hand in what they made,
and the verdicts come at the end.
"""

from pathlib import Path

from pdf import run

FLAVOURS = {"2a": "PDF/A-2a", "ua1": "PDF/UA-1"}


class Vera:
    """The files to be validated, by the name of their group, and then the verdicts."""

    def __init__(self, class_path):
        self.class_path = class_path
        self.groups = {}
        self.verdicts = {}

    def add(self, name, paths):
        """Hands in files."""
        self.groups.setdefault(name, []).extend(map(Path, paths))

    def check(self, report):
        """Every file has to come back with both flavours."""
        paths = [path for group in self.groups.values() for path in group]
        done = run("java", "-cp", self.class_path, Path(__file__).with_name("VeraPdf.java"), *paths)
        lines = [line.split("\t") for line in done.stdout.splitlines() if line.count("\t") == 2]
        self.verdicts = {(Path(path), flavour): verdict for flavour, verdict, path in lines}
        for name, paths in self.groups.items():
            with report.group(f"veraPDF 2a and ua1: {name}") as group:
                for path in paths:
                    for flavour in FLAVOURS:
                        verdict = self.verdicts.get((path, flavour), f"no verdict; {done.stderr.strip()[-500:]}")
                        group.check(verdict == "ok", f"{'/'.join(path.parts[-3:])} {flavour}", verdict)
