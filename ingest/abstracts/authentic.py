"""The authentic text that abstracts are written from and checked against, as our own reading gives it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import InputError
from corpus.fingerprints import text_checksum
from corpus.model import Bundle, Provision
from ingest.bundles import FileFacts
from ingest.discover import SourceFile, discover
from ingest.pipeline import read_file


@dataclass(frozen=True, slots=True)
class Authentic:
    """One language version of a law: its words, and its provisions by eId in the order of the text."""

    language: str
    text: str
    provisions: Mapping[str, Provision]

    def words_of(self, eid: str) -> str:
        """Return the text of a provision with all that it holds."""
        provision = self.provisions[eid]
        return self.text[provision.start : provision.end]

    def checksum(self, eid: str) -> str:
        """Return the checksum by which the register knows the text of a provision."""
        return text_checksum(self.words_of(eid))


def read_authentic(path: Path, language: str | None = None) -> tuple[Bundle, Authentic]:
    """Read one file and return the version in ``language``, or the main one.

    Raises:
        InputError: it cannot be read, or has no text in that language.
    """
    found = next(discover([path]))
    if not isinstance(found, SourceFile):
        raise found.error or InputError(f"{path}: {found.reason}.", remedy="name a file with a text of law")
    facts = FileFacts(found.uri, hashlib.sha256(found.load()).hexdigest(), entry=found.entry)
    bundles = read_file(found, facts)
    for bundle in bundles:
        if language in (None, bundle.document.language):
            provisions = {each.eid: each for each in bundle.provisions}
            return bundle, Authentic(bundle.document.language, bundle.document.text, provisions)
    held = ", ".join(bundle.document.language for bundle in bundles)
    raise InputError(f"{path} has no text in '{language}', only in {held}.", remedy="correct the language")
