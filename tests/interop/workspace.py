"""The documents that were built and the data they were built from.

The data are read with another YAML parser than Handclasp's, and every scalar as the string it is (`BaseLoader`): what a
user wrote is what a document has to show.
"""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import yaml

DATE = "2026-11-23"
FORMATS = ["md", "txt", "html", "pdf", "eml", "ics"]
FILE_NAME = re.compile(r"(?P<document>[a-z-]+)\.(?P<language>[A-Za-z-]+)\.(?P<format>[a-z]+)")


def read_yaml(path):
    """A YAML file, each scalar as a string."""
    return yaml.load(Path(path).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def build(binary, workspace, out, *options, environment=None, folder=None):
    """Runs `handclasp build`; gives the finished process."""
    command = [Path(binary).resolve(), "build", "--workspace", Path(workspace).resolve(), "--date", DATE, "--out", out, *options]
    return subprocess.run(
        list(map(str, command)), capture_output=True, text=True, cwd=folder, env={**os.environ, **(environment or {})}
    )


@dataclass
class Document:
    """One document of one partner, in all the formats it was built in."""

    partner: str
    name: str
    language: str
    files: dict

    def __str__(self):
        return f"{self.partner}/{self.name}.{self.language}"

    def text(self, format):
        """The letters of a text format."""
        return self.files[format].read_text(encoding="utf-8")


class Workspace:
    """The data of a workspace, and the documents in a folder that was built from it."""

    def __init__(self, data, built):
        self.built = Path(built)
        self.institution = read_yaml(Path(data) / "institution.yaml")
        self.partners = {path.stem: read_yaml(path) for path in sorted((Path(data) / "partners").glob("*.yaml"))}
        documents = {}
        self.strange = []
        for path in files(self.built):
            known = FILE_NAME.fullmatch(path.name)
            if path.parent.parent != self.built or not known or known["format"] not in FORMATS:
                self.strange.append(path)
                continue
            key = (path.parent.name, known["document"], known["language"])
            documents.setdefault(key, Document(*key, {})).files[known["format"]] = path
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


def files(folder):
    """All files in a folder of documents, but the hidden one in which Handclasp notes what it made."""
    return sorted(path for path in Path(folder).rglob("*") if path.is_file() and path.name != ".handclasp.json")
