"""The documents that were built and the data they were built from; copies of the sample, to be changed.

The data are read with another YAML parser than Handclasp's, and every scalar as the string it is (`BaseLoader`): what a
user wrote is what a document has to show.
"""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import yaml

DATE = "2026-11-23"
FORMATS = ["md", "txt", "html", "pdf", "eml", "ics", "png", "typ"]
# A draft is called one; a picture of one page among several has the page's number, a PDF for a print shop the word `print`.
FILE_NAME = re.compile(r"(?P<document>[a-z-]+)\.(?P<language>[A-Za-z+-]+)(\.draft)?\.(?P<format>((\d+|print)\.)?[a-z]+)")


def read_yaml(path):
    """A YAML file, each scalar as a string."""
    return yaml.load(Path(path).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def build(binary, workspace, out, *options, environment=None, folder=None, seconds=None):
    """Runs `handclasp build`; gives the finished process. It is ended when it takes more than so many seconds."""
    command = [Path(binary).resolve(), "build", "--workspace", Path(workspace).resolve(), "--date", DATE, "--out", out, *options]
    environment = {**os.environ, **(environment or {})}
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, cwd=folder, env=environment, timeout=seconds)


@dataclass
class Document:
    """One document of one partner, in all the formats it was built in.

    The keys of `files` are what stands behind the language in the files' names: `pdf`, `print.pdf`, `2.png`.
    """

    partner: str
    name: str
    language: str
    files: dict
    workspace: "Workspace"

    def __str__(self):
        return f"{self.case and self.case + '/'}{self.partner}/{self.name}.{self.language}"

    @property
    def case(self):
        """Which of many workspaces it is from."""
        return self.workspace.case

    def text(self, format):
        """The letters of a text format."""
        return self.files[format].read_text(encoding="utf-8")

    def pictures(self):
        """The pictures of its pages, in order."""
        numbers = {int(key.split(".")[0]) if key != "png" else 1: path for key, path in self.files.items() if key.endswith("png")}
        return [numbers[number] for number in sorted(numbers)]


class Workspace:
    """The data of a workspace, and the documents in a folder that was built from it. `case` says which of many it is."""

    def __init__(self, data, built, case=""):
        self.case = case
        self.data = Path(data)
        self.built = Path(built)
        self.institution = read_yaml(Path(data) / "institution.yaml")
        self.partners = {path.stem: read_yaml(path) for path in sorted((Path(data) / "partners").glob("*.yaml"))}
        documents = {}
        self.strange = []
        for path in files(self.built):
            known = FILE_NAME.fullmatch(path.name)
            if path.parent.parent != self.built or not known or known["format"].split(".")[-1] not in FORMATS:
                self.strange.append(path)
                continue
            key = (path.parent.name, known["document"], known["language"])
            documents.setdefault(key, Document(*key, {}, self)).files[known["format"]] = path
        self.documents = list(documents.values())

    def with_format(self, format):
        """The documents that there are in a format."""
        return [document for document in self.documents if format in document.files]

    def person(self, address, partner):
        """Given and family name of who has the address, among our contacts and the partner's."""
        for contact in self.institution.get("contacts", []) + self.partners[partner].get("contacts", []):
            if contact.get("email") == address:
                return " ".join(filter(None, [contact.get("given_name"), contact.get("family_name")]))
        return None


class Copy:
    """A copy of the sample's data in a folder: change `institution` and `partners`, then `save`.

    Read as YAML, not as strings, so that what is saved means the same again.
    """

    def __init__(self, sample, folder):
        self.folder = Path(folder)
        for name in ["partners", "templates"]:
            shutil.copytree(Path(sample) / name, self.folder / name)
        read = lambda path: yaml.safe_load(path.read_text(encoding="utf-8"))
        self.institution = read(Path(sample) / "institution.yaml")
        self.partners = {path.stem: read(path) for path in (self.folder / "partners").glob("*.yaml")}

    def save(self):
        """Writes the data as they are now; partners that are gone are gone."""
        write = lambda path, data: path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
        write(self.folder / "institution.yaml", self.institution)
        shutil.rmtree(self.folder / "partners")
        (self.folder / "partners").mkdir()
        for name, partner in self.partners.items():
            write(self.folder / "partners" / f"{name}.yaml", partner)


def files(folder):
    """All files in a folder of documents, but the hidden one in which Handclasp notes what it made."""
    return sorted(path for path in Path(folder).rglob("*") if path.is_file() and path.name != ".handclasp.json")
