"""Results as files: CSV for spreadsheets and JSON for programs, with what is needed to cite each row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from corpus.store import CoveredProvision, ProvisionHit
from web.addresses import document_address
from web.messages import Messages
from web.naming import citation, place
from web.querying import Question, rank
from web.services import Services
from web.shelf import choose_title
from web.spreadsheets import Value

CSV_TYPE = "text/csv; charset=utf-8"
MOST_ROWS = 2_000
STEP = 200
"""Hits that one search gives at most."""

COLUMNS = (
    "rank", "instrument", "title", "kind", "jurisdiction", "year", "date", "status", "label", "heading",
    "place", "eid", "pages", "language", "nature", "document", "version", "text", "areas", "strength",
    "source", "link", "query", "exported_at",
)  # fmt: skip
# A spreadsheet takes what begins so for a formula, full-width signs too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def export_rows(
    services: Services, question: Question, most: int, base: str, now: datetime | None = None
) -> Iterator[dict[str, Any]]:
    """Yield the hits of a question as rows of :data:`COLUMNS`, best first, at most ``most``.

    Texts are the whole provisions, read under the reader's access. ``base`` is how this reader reaches us.

    Raises:
        As :func:`web.querying.rank`.
    """
    at = (now or datetime.now(UTC)).isoformat(timespec="seconds")
    asked = json.dumps(question.pairs(), ensure_ascii=False)
    question = replace(question, by="provision")
    for offset in range(0, most, STEP):
        pairs = rank(services, question, min(STEP, most - offset), offset)
        found = services.store.provision_hits(pairs, services.access)
        for number, pair in enumerate(pairs, start=offset + 1):
            if pair in found:
                yield _row(number, found[pair], base) | {"query": asked, "exported_at": at}
        if len(pairs) < STEP:
            return


def _row(number: int, found: ProvisionHit, base: str) -> dict[str, Any]:
    instrument, document, provision = found.instrument, found.document, found.provision
    pages = provision.pages
    return {
        "rank": number,
        "instrument": instrument.id,
        "title": instrument.title,
        "kind": instrument.kind.value,
        "jurisdiction": instrument.jurisdiction,
        "year": instrument.year,
        "date": instrument.date,
        "status": instrument.status,
        "label": provision.label,
        "heading": provision.heading,
        "place": place(provision, found.ancestors),
        "eid": provision.eid,
        "pages": "–".join(map(str, dict.fromkeys(pages))) if pages else None,
        "language": provision.language,
        "nature": document.nature.value,
        "document": document.id,
        "version": document.version,
        "text": found.text,
        "areas": ", ".join(f"{tie.area} ({tie.status.value})" for tie in found.assignments),
        "strength": provision.strength.value if provision.strength else None,
        "source": document.source,
        "link": f"{base}{document_address(document.id, provision.eid)}",
    }


def citing_values(found: ProvisionHit | CoveredProvision, t: Messages, base: str) -> dict[str, Value]:
    """Return what cites a provision in a row of a table, in the language of ``t``."""
    instrument, document, provision = found.instrument, found.document, found.provision
    title, _ = choose_title(instrument.title, instrument.titles, t.language)
    where = place(provision, found.ancestors)
    return {
        "citation": citation(title, instrument.year, where, document.nature, t),
        "link": f"{base}{document_address(document.id, provision.eid)}",
        "language": provision.language,
        "nature": document.nature.value,
        "instrument": instrument.id,
        "title": title,
        "jurisdiction": instrument.jurisdiction,
        "kind": instrument.kind.value,
        "year": instrument.year,
        "place": where,
        "eid": provision.eid,
        "document": document.id,
        "version": document.version,
    }


def write_csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str] = COLUMNS) -> Iterator[bytes]:
    """Yield rows as CSV in UTF-8; the mark at its beginning is how Excel knows.

    Whatever a spreadsheet would take for a formula gets an apostrophe before it.
    """
    yield "\ufeff".encode()
    line = io.StringIO()
    writer = csv.writer(line)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_harmless(row[name]) for name in columns])
        yield line.getvalue().encode()
        line.seek(0)
        line.truncate()
    yield line.getvalue().encode()


def _harmless(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def write_json(rows: Iterator[Mapping[str, Any]]) -> Iterator[bytes]:
    """Yield rows as one JSON list, an object a line."""
    opening = "[\n"
    for row in rows:
        yield (opening + json.dumps(row, ensure_ascii=False)).encode()
        opening = ",\n"
    yield b"[]\n" if opening == "[\n" else b"\n]\n"


def attachment(name: str, ending: str) -> dict[str, str]:
    """Return the header by which a browser keeps an answer as a file, ``narcord-search.csv``."""
    return {"Content-Disposition": f'attachment; filename="narcord-{name}.{ending}"'}
