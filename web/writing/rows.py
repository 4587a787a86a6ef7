"""Provisions as rows of a table: for spreadsheets (XLSX), as CSV, and as JSON with all that is known."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from corpus.model import Nature
from web.citing import name_nature, pinpoint, plain, say_area, say_newer, say_strength, say_version
from web.exports import write_csv
from web.messages import Messages
from web.rendering import area_label, jurisdiction_name, language_name
from web.spreadsheets import Cell, Sheet, Value, workbook
from web.writing.cited import CitedProvision, Paper

FORMAT = "narcord-provisions-1"
"""What the JSON says of its own form."""

COLUMNS = (
    "number", "area", "instrument", "title", "kind", "jurisdiction", "date", "status", "place", "heading",
    "eid", "pages", "text", "note", "nature", "recognised", "language", "document", "version",
    "version_state", "newer_version", "ingested_at", "areas", "strength", "strength_basis", "citation",
    "permalink", "source", "official_source", "checksum", "text_sha256", "start", "end", "added_at",
    "exported_at",
)  # fmt: skip


def as_json(paper: Paper, t: Messages) -> bytes:
    """Return everything as one JSON object: spans, hashes and versions among it."""
    whole = {
        "format": FORMAT,
        "title": paper.title,
        "note": paper.note,
        "address": paper.address,
        "exported_at": paper.exported_at.isoformat(timespec="seconds"),
        "total": len(paper.lines),
        "provisions": [
            {"number": number, **describe(cited, t)} for number, cited in enumerate(paper.lines, start=1)
        ],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def describe(cited: CitedProvision, t: Messages) -> dict[str, Any]:
    """Return a cited provision as a JSON object; spans count characters of the document's text."""
    instrument, document, provision = cited.found.instrument, cited.found.document, cited.found.provision
    return {
        "entry": cited.entry,
        "area": cited.heading,
        "note": cited.note,
        "citation": plain(pinpoint(cited, t)),
        "permalink": cited.permalink,
        "instrument": {
            "id": instrument.id,
            "title": instrument.title,
            "kind": instrument.kind.value,
            "jurisdiction": instrument.jurisdiction,
            "year": instrument.year,
            "date": instrument.date,
            "status": instrument.status,
            "official_source": instrument.official_source,
        },
        "document": {
            "id": document.id,
            "language": document.language,
            "nature": document.nature.value,
            "version": document.version,
            "state": document.state.value,
            "classification": document.classification.value,
            "checksum": document.checksum,
            "source": document.source,
            "ingested_at": document.ingested_at.isoformat() if document.ingested_at else None,
        },
        "newer_version": None
        if cited.newer is None
        else {
            "document": cited.newer.document,
            "version": cited.newer.version,
            "provision": cited.newer.state.value,
        },
        "provision": {
            "eid": provision.eid,
            "label": provision.label,
            "heading": provision.heading,
            "place": cited.place,
            "language": provision.language,
            "span": [provision.start, provision.end],
            "pages": list(provision.pages) if provision.pages else None,
            "strength": provision.strength.value if provision.strength else None,
            "strength_basis": cited.strength_basis.value if cited.strength_basis else None,
        },
        "text": cited.found.text,
        "text_sha256": cited.text_hash,
        "recognised": cited.recognised,
        "areas": [
            {
                "code": area.code,
                "status": area.status.value,
                "by": area.by,
                "score": area.score,
                "of_this_text": area.of_this_text,
            }
            for area in cited.areas
        ],
        "added_at": cited.added_at.isoformat() if cited.added_at else None,
    }


def as_csv(paper: Paper, t: Messages) -> bytes:
    """Return one row a provision in CSV, in words that programs can rely on."""
    rows = (_bare_row(number, cited, paper, t) for number, cited in enumerate(paper.lines, start=1))
    return b"".join(write_csv(rows, COLUMNS))


def _bare_row(number: int, cited: CitedProvision, paper: Paper, t: Messages) -> dict[str, Value]:
    instrument, document, provision = cited.found.instrument, cited.found.document, cited.found.provision
    return {
        "number": number,
        "area": cited.heading,
        "instrument": instrument.id,
        "title": cited.title,
        "kind": instrument.kind.value,
        "jurisdiction": instrument.jurisdiction,
        "date": instrument.date or (str(instrument.year) if instrument.year else None),
        "status": instrument.status,
        "place": cited.place,
        "heading": provision.heading,
        "eid": provision.eid,
        "pages": "–".join(map(str, dict.fromkeys(provision.pages))) if provision.pages else None,
        "text": cited.found.text,
        "note": cited.note,
        "nature": document.nature.value,
        "recognised": "machine-read" if cited.recognised else None,
        "language": provision.language,
        "document": document.id,
        "version": document.version,
        "version_state": document.state.value,
        "newer_version": f"{cited.newer.document} ({cited.newer.state.value})" if cited.newer else None,
        "ingested_at": document.ingested_at.isoformat(timespec="seconds") if document.ingested_at else None,
        "areas": "; ".join(f"{area.code} ({area.status.value}, {area.by})" for area in cited.areas),
        "strength": provision.strength.value if provision.strength else None,
        "strength_basis": cited.strength_basis.value if cited.strength_basis else None,
        "citation": plain(pinpoint(cited, t)),
        "permalink": cited.permalink,
        "source": document.source,
        "official_source": instrument.official_source,
        "checksum": document.checksum,
        "text_sha256": cited.text_hash,
        "start": provision.start,
        "end": provision.end,
        "added_at": cited.added_at.isoformat(timespec="seconds") if cited.added_at else None,
        "exported_at": paper.exported_at.isoformat(timespec="seconds"),
    }


_WIDTHS = {
    "number": 5, "area": 24, "title": 32, "place": 18, "text": 80, "note": 40, "nature": 16, "areas": 34,
    "citation": 40, "permalink": 36, "source": 36, "official_source": 36, "strength": 22, "eid": 18,
    "instrument": 24, "version_state": 30, "newer_version": 24,
}  # fmt: skip
# What a person reads, in this order; a program takes CSV or JSON.
_SHOWN = (
    "number", "area", "title", "date", "place", "heading", "text", "note", "nature", "language",
    "version_state", "newer_version", "areas", "strength", "pages", "citation", "permalink", "source",
    "official_source", "jurisdiction", "kind", "status", "instrument", "eid", "document", "checksum",
    "text_sha256",
)  # fmt: skip


def as_workbook(paper: Paper, t: Messages) -> bytes:
    """Return a workbook: a row a provision in the reader's words, and a sheet that says what it is."""
    header = [t(f"column.{name}") for name in _SHOWN]
    rows = (
        [_shown_row(number, cited, paper, t)[name] for name in _SHOWN]
        for number, cited in enumerate(paper.lines, start=1)
    )
    provisions = Sheet(t("writing.provisions"), header, rows, [_WIDTHS.get(name, 14) for name in _SHOWN], 1)
    about: list[list[Value | Cell]] = [
        [t("writing.title"), Cell(paper.title, bold=True)],
        [t("writing.note"), paper.note],
        [t("writing.address"), Cell(paper.address, link=paper.address)],
        [t("writing.exported_at"), f"{paper.exported_at:%Y-%m-%d %H:%M} UTC"],
        [t("writing.total"), len(paper.lines)],
        [t("column.areas"), t("writing.legend_areas")],
    ]
    about += [[t(f"nature.{nature}_short"), t(f"writing.legend_{nature}")] for nature in Nature]
    sheet = Sheet(t("writing.about"), [t("writing.about"), ""], about, [28, 100])
    return workbook([provisions, sheet], paper.exported_at)


def _shown_row(number: int, cited: CitedProvision, paper: Paper, t: Messages) -> Mapping[str, Value | Cell]:
    instrument, document, provision = cited.found.instrument, cited.found.document, cited.found.provision
    nature = name_nature(cited, t)
    return _bare_row(number, cited, paper, t) | {
        "area": name_heading(cited.heading, t),
        "kind": t(f"kind.{instrument.kind}"),
        "jurisdiction": jurisdiction_name(instrument.jurisdiction, t),
        "nature": f"{nature}. {t('citing.recognised')}" if cited.recognised else nature,
        "language": language_name(provision.language, t),
        "version_state": say_version(cited, t),
        "newer_version": say_newer(cited, t),
        "areas": "\n".join(
            f"{say_area(area, t)} {area_label(area.code, t.language)}" for area in cited.areas
        ),
        "strength": say_strength(cited, t),
        "permalink": Cell(cited.permalink, link=cited.permalink),
        "checksum": document.checksum,
    }


def name_heading(code: str | None, t: Messages) -> str:
    """Return the heading over the provisions of an area, or over those of none."""
    return f"{code} {area_label(code, t.language)}" if code else t("writing.no_area")
