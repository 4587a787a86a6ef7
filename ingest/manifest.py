"""The manifest of a folder: what its owner says of each file, in a table ``INDEX.tsv``."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import PurePosixPath

from corpus.languages import normalize_code
from ingest.jurisdictions import jurisdiction_code
from ingest.readers.encoding import decode

NAME = "INDEX.tsv"

# What a column may be called; a heading matches if it begins with one of the words.
_COLUMNS = {
    "path": ("path", "file"),
    "language": ("language", "lang"),
    "jurisdiction": ("jurisdiction", "country", "state"),
    "title": ("instrument title", "title", "instrument", "name"),
    "year": ("year", "date"),
    "licence": ("licence", "license", "rights"),
    "provenance": ("source", "provenance", "url", "origin"),
    "notes": ("notes", "note", "remarks", "comment"),
}
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """What the manifest states of one file; None and () where it says nothing.

    ``languages`` has several members where a file mixes them (``en+nl``), in their order.
    ``jurisdiction`` is a code where the name is known, else the name as given; ``year`` is the
    first year that the column names.
    """

    path: str
    languages: tuple[str, ...] = ()
    jurisdiction: str | None = None
    title: str | None = None
    year: int | None = None
    licence: str | None = None
    provenance: str | None = None
    notes: str | None = None

    @property
    def language(self) -> str | None:
        """The first language stated."""
        return self.languages[0] if self.languages else None


def read_manifest(data: bytes) -> Mapping[str, ManifestEntry]:
    """Read a manifest; entries by path, in its order.

    Lines that name no path are left out; so is a table without a path column (then the file is
    none of ours).
    """
    text, _, _ = decode(data)
    rows = [row for row in csv.reader(StringIO(text, newline=""), delimiter="\t") if any(row)]
    if not rows:
        return {}
    columns = _find_columns(rows[0])
    if "path" not in columns:
        return {}
    entries: dict[str, ManifestEntry] = {}
    for row in rows[1:]:
        fields = {key: row[index].strip() for key, index in columns.items() if index < len(row)}
        path = str(PurePosixPath(fields.get("path", "").replace("\\", "/")))
        if path != ".":
            entries[path] = _entry(path, fields)
    return entries


def _find_columns(header: list[str]) -> dict[str, int]:
    names = [name.strip().lower() for name in header]
    found: dict[str, int] = {}
    for key, words in _COLUMNS.items():
        for word in words:
            index = next((i for i, name in enumerate(names) if name.startswith(word)), None)
            if index is not None and index not in found.values():
                found[key] = index
                break
    return found


def _entry(path: str, fields: Mapping[str, str]) -> ManifestEntry:
    year = _YEAR.search(fields.get("year", ""))
    codes = (normalize_code(part) for part in re.split(r"[+,;/]", fields.get("language", "")) if part.strip())
    jurisdiction = fields.get("jurisdiction") or None
    return ManifestEntry(
        path=path,
        languages=tuple(code for code in codes if code),
        jurisdiction=(jurisdiction_code(jurisdiction) or jurisdiction) if jurisdiction else None,
        title=fields.get("title") or None,
        year=int(year[0]) if year else None,
        licence=fields.get("licence") or None,
        provenance=fields.get("provenance") or None,
        notes=fields.get("notes") or None,
    )
