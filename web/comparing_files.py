"""A comparison as a file: CSV and XLSX with a line per row at the lowest level, JSON with everything.

Each line names the version, the language and the nature of every text that it quotes, and whose guess or
word the pairing is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from corpus.access import Access
from corpus.store import Store
from search.comparison.rows import Link, Row
from web.addresses import document_address
from web.comparing import Column, SideBySide
from web.comparing_values import describe_all
from web.exports import CSV_TYPE, write_csv
from web.spreadsheets import MEDIA_TYPE, Sheet, workbook

_OWN = ("eid", "label", "heading", "text", "strength", "areas", "link")
_WIDTHS = (14, 10, 24, 60, 12, 14, 30)
_SHARED = ("row", "part", "score", "why", "by", "reason", "at")


def write_file(store: Store, found: SideBySide, access: Access, kind: str, base: str) -> bytes:
    """Return a whole comparison as a file of a kind of :data:`WRITERS`; ``base`` is how we are reached."""
    if kind == "json":
        whole = describe_all(store, found, access) | {"exported_at": _now()}
        return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()
    rows = list(lines(found, base))
    if kind == "xlsx":
        widths = [7, 6, 7, 10, 16, 24, 22, *(_WIDTHS * len(found.columns))]
        about = Sheet(
            "Documents", ("document", "what", "value"), list(_about(store, found, access)), (10, 20, 80)
        )
        return workbook([Sheet("Side by side", _header(found), rows, widths, 1), about])
    header = _header(found)
    return b"".join(write_csv((dict(zip(header, row, strict=True)) for row in rows), header))


WRITERS = {
    "csv": CSV_TYPE,
    "xlsx": MEDIA_TYPE,
    "json": "application/json",
}
"""Kinds of files with their media types."""


def lines(found: SideBySide, base: str) -> Iterator[list[str | int | float | None]]:
    """Yield the lines of a table: every provision with words of its own stands in exactly one."""
    at = _now()
    for number, row in enumerate(found.rows, start=1):
        for part_number, part in enumerate(row.parts, start=1):
            link = _best(part) or (_best(row) if part.full else None)
            word = found.word_on(link) if link else None
            yield [
                number,
                part_number,
                round(link.score, 3) if link else None,
                link.reason.value if link else None,
                word.by if word else ("program" if link else None),
                word.reason if word else None,
                word.at.isoformat(timespec="seconds") if word else None,
                *(
                    value
                    for column, cell in zip(found.columns, part.cells, strict=True)
                    for value in _cell(column, cell, base)
                ),
                at,
            ]


def _header(found: SideBySide) -> list[str]:
    named = [
        f"{name} ({number}: {c.document.language}, {c.document.nature.value}, version {c.document.version})"
        for number, c in enumerate(found.columns, start=1)
        for name in _OWN
    ]
    return [*_SHARED, *named, "exported_at"]


def _cell(column: Column, cell: Sequence[str], base: str) -> list[str | None]:
    if not cell:
        return [None] * len(_OWN)
    provisions = [column.provisions[eid] for eid in cell]
    text = column.document.text
    return [
        " + ".join(cell),
        " + ".join(entry.label for entry in provisions if entry.label) or None,
        " + ".join(entry.heading for entry in provisions if entry.heading) or None,
        "\n".join(text[start:end].strip() for eid in cell for start, end in column.nodes[eid].spans),
        " + ".join(column.strengths[eid].value for eid in cell if eid in column.strengths) or None,
        ", ".join(sorted({code for eid in cell for code in column.areas.get(eid, ())})) or None,
        f"{base}{document_address(column.document.id, cell[0])}",
    ]


def _about(store: Store, found: SideBySide, access: Access) -> Iterator[list[str | int | None]]:
    whole = describe_all(store, found, access)["documents"]
    for number, document in enumerate(whole, start=1):
        for name in ("title", "language", "nature", "version", "source", "id", "permalink"):
            yield [number, name, document[name]]


def _best(row: Row) -> Link | None:
    return max(row.links, key=lambda link: link.score, default=None)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
