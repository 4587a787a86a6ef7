"""The formats that a collection of provisions can be taken away in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from corpus.errors import UsageError
from web.exports import CSV_TYPE
from web.messages import Messages
from web.spreadsheets import MEDIA_TYPE as XLSX
from web.writing.bibtex import as_bibtex
from web.writing.cited import Paper
from web.writing.ris import as_ris
from web.writing.rows import as_csv, as_json, as_workbook
from web.writing.word import as_word

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Format:
    """How a paper is written: the ending of its file, what the file is, and what writes it."""

    ending: str
    media_type: str
    write: Callable[[Paper, Messages], bytes]


FORMATS: Mapping[str, Format] = {
    each.ending: each
    for each in (
        Format("docx", DOCX, as_word),
        Format("xlsx", XLSX, as_workbook),
        Format("csv", CSV_TYPE, as_csv),
        Format("ris", "application/x-research-info-systems; charset=utf-8", as_ris),
        Format("bib", "application/x-bibtex; charset=utf-8", as_bibtex),
        Format("json", "application/json", as_json),
    )
}


def format_called(name: str) -> Format:
    """Return the format with an ending (UsageError if there is none)."""
    found = FORMATS.get(name.lower().removeprefix("."))
    if found is None:
        raise UsageError(
            f"The format '{name[:40]}' is not one of ours.", remedy=f"Use one of: {', '.join(FORMATS)}."
        )
    return found
