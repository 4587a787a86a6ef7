"""RIS, which reference managers read: an entry a provision, with its pinpoint, words and permalink."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from rispy import RisWriter, dumps

from corpus.model import InstrumentKind, Nature
from web.citing import pinpoint, plain, say_area, say_newer, say_strength, say_summed_up, say_version
from web.messages import Messages
from web.rendering import jurisdiction_name
from web.writing.cited import CitedProvision, Paper
from web.writing.rows import name_heading

_TYPES = {
    InstrumentKind.CONVENTION: "STAT",
    InstrumentKind.AGREEMENT: "STAT",
    InstrumentKind.CODE: "STAT",
    InstrumentKind.ACT: "STAT",
    InstrumentKind.BILL: "BILL",
    InstrumentKind.REGULATION: "LEGAL",
    InstrumentKind.INTERPRETATION: "LEGAL",
    InstrumentKind.JUDGMENT: "CASE",
}
_OTHER = "GOVDOC"


class _Writer(RisWriter):  # type: ignore[misc]  # no types
    """RIS as its specification has it: lines end in CR LF, and no number stands between entries."""

    NEWLINE = "\r\n"

    def set_header(self, count: int) -> str:
        """Return no header."""
        return ""


def as_ris(paper: Paper, t: Messages) -> bytes:
    """Return the provisions as RIS in UTF-8."""
    text = dumps([_entry(cited, paper, t) for cited in paper.lines], implementation=_Writer)
    return str(text).encode()


def _entry(cited: CitedProvision, paper: Paper, t: Messages) -> dict[str, Any]:
    instrument, document, provision = cited.found.instrument, cited.found.document, cited.found.provision
    notes = [cited.note, say_version(cited, t), say_summed_up(cited, t), say_newer(cited, t)]
    notes.append(plain(pinpoint(cited, t)))
    if cited.recognised:
        notes.append(t("citing.recognised"))
    notes += [say_area(area, t) for area in cited.areas]
    if strength := say_strength(cited, t):
        notes.append(strength)
    first, last = provision.pages or ("", "")
    entry: dict[str, Any] = {
        "type_of_reference": _TYPES.get(instrument.kind, _OTHER),
        "id": f"{document.id}#{provision.eid}",
        "title": cited.title,
        "year": str(instrument.year or ""),
        "date": _date(instrument.date),
        "section": cited.place,
        "start_page": str(first),
        "end_page": str(last) if last != first else "",
        # An abstract is no quotation: what manages references must not take it for one.
        "abstract": cited.found.text
        if document.nature is Nature.AUTHENTIC
        else f"[{t(f'nature.{document.nature}')}] {cited.found.text}",
        "edition": t("citing.version", n=document.version),
        "language": provision.language,
        "publisher": instrument.body or jurisdiction_name(instrument.jurisdiction, t),
        "name_of_database": "Narcord",
        "urls": [cited.permalink],
        "access_date": _slashes(paper.exported_at),
        "keywords": [name_heading(cited.heading, t)] if cited.heading else [],
        "notes": [note for note in notes if note],
        "accession_number": f"sha256:{cited.text_hash}",
    }
    flat = {key: _flat(value) for key, value in entry.items()}
    return {key: value for key, value in flat.items() if value}


def _flat(value: Any) -> Any:
    """Return a value without line ends, at which an entry would break."""
    if isinstance(value, list):
        return [_flat(each) for each in value]
    return " ".join(value.split())


def _date(date: str | None) -> str:
    """Return an ISO date as RIS writes it.

    >>> _date("1988-12-20")
    '1988/12/20/'
    """
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", date or ""):
        return ""
    return "/".join([*str(date).split("-"), "", ""][:3]) + "/"


def _slashes(moment: datetime) -> str:
    return f"{moment:%Y/%m/%d}/"
