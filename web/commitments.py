"""Commitments across the knowledge base: the question in an address, and each as it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from starlette.datastructures import QueryParams

from corpus.model import SCALE, Commitment, Evidence, Force, Strength
from corpus.store import CommitmentHit, Wanted
from web.addresses import document_address
from web.exports import citing_values
from web.filters import BY_NAME
from web.messages import Messages
from web.naming import place
from web.parameters import read_area, read_choice, refuse_unknown
from web.spreadsheets import Cell, Sheet, Value

FORCES = tuple(force.value for force in Force)
_MANY = ("instrument", "jurisdiction", "lang")
_EITHER = ("deadline", "partner", "guessed")
NAMES = ("least", "force", *_EITHER, "area", *_MANY, "document")
"""The parameters of an address that say which commitments."""
PARTS = ("actor", "verb", "action", "deadline", "partner")
"""The spans of a commitment: who, by what words how strongly, what, by when, with whom."""
COLUMNS = (
    "who", "what", "strength", "rests_on", "force", "by_when", "with_whom", "text", "areas", "guessed",
    "guesses", "citation", "link", "language", "nature", "instrument", "title", "jurisdiction", "kind",
    "year", "place", "eid", "document", "version",
)  # fmt: skip
_WIDTHS = (
    30, 46, 12, 16, 12, 26, 30, 70, 16, 9, 16, 44, 30, 9, 11, 30, 40, 12, 12, 8, 24, 24, 18, 8,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with the parts of a commitment that it is; ``aside``: not the provision's own."""

    text: str
    parts: tuple[str, ...]
    aside: bool = False


def read_wanted(params: QueryParams, also: Iterable[str] = ()) -> Wanted:
    """Return which commitments an address asks for; ``also`` are further parameters that it may hold.

    Raises:
        ParameterError: a value cannot be, or nobody knows the parameter.
    """
    refuse_unknown(params, (*NAMES, *also))
    values = {name: BY_NAME[name].values(params.getlist(name), name) for name in _MANY}
    least, force = read_choice(params, "least", SCALE), read_choice(params, "force", FORCES)
    either = {name: read_choice(params, name, ("1", "0")) for name in _EITHER}
    return Wanted(
        least=Strength(least) if least else None,
        force=Force(force) if force else None,
        deadline=_flag(either["deadline"]),
        partner=_flag(either["partner"]),
        guessed=_flag(either["guessed"]),
        area=read_area(params.get("area"), "area"),
        instruments=values["instrument"],
        jurisdictions=values["jurisdiction"],
        languages=values["lang"],
        documents=tuple(value for value in params.getlist("document") if value),
    )


def _flag(value: str | None) -> bool | None:
    return None if value is None else value == "1"


def wanted_pairs(wanted: Wanted) -> list[tuple[str, str]]:
    """Return a question as parameters of an address."""
    either = (("deadline", wanted.deadline), ("partner", wanted.partner), ("guessed", wanted.guessed))
    single = (("least", wanted.least), ("force", wanted.force), ("area", wanted.area))
    many = (
        ("instrument", wanted.instruments),
        ("jurisdiction", wanted.jurisdictions),
        ("lang", wanted.languages),
        ("document", wanted.documents),
    )
    return [
        *((name, str(value)) for name, value in single if value is not None),
        *((name, "1" if value else "0") for name, value in either if value is not None),
        *((name, value) for name, values in many for value in values),
    ]


def describe_spans(commitment: Commitment) -> dict[str, Any]:
    """Return a commitment as JSON, its parts as spans of the document's text."""
    return {
        "force": commitment.force,
        "strength": commitment.strength,
        "guessed": commitment.guessed,
        "guesses": list(commitment.guesses),
    } | {name: _span(getattr(commitment, name)) for name in PARTS}


def _span(span: Evidence | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def describe(hit: CommitmentHit, base: str = "") -> dict[str, Any]:
    """Return a commitment as JSON, with its words, its provision and its place."""
    found, each = hit.found, hit.commitment
    return {
        "document": found.document.id,
        "eid": each.eid,
        "instrument": {
            "id": found.instrument.id,
            "title": found.instrument.title,
            "kind": found.instrument.kind,
            "jurisdiction": found.instrument.jurisdiction,
            "year": found.instrument.year,
        },
        "place": place(found.provision, found.ancestors),
        "language": found.provision.language,
        "nature": found.document.nature,
        "text": found.text,
        **describe_spans(each),
        "words": dict(hit.words),
        "areas": [{"code": a.area, "score": a.score, "status": a.status} for a in found.assignments],
        "permalink": base + document_address(found.document.id, each.eid),
    }


def cut_pieces(hit: CommitmentHit) -> list[Piece]:
    """Return the words that show a commitment, cut where its parts begin and end.

    >>> cut_text("we may go", 10, {"actor": (10, 12), "verb": (13, 16)})
    [('we', ('actor',)), (' ', ()), ('may', ('verb',)), (' go', ())]
    """
    spans = {
        name: (span.start, span.end) for name in PARTS if (span := getattr(hit.commitment, name)) is not None
    }
    return [
        Piece(words, parts, aside=start != hit.found.provision.start)
        for start, text in hit.around
        for words, parts in cut_text(text, start, spans)
    ]


def cut_text(text: str, start: int, spans: dict[str, tuple[int, int]]) -> list[tuple[str, tuple[str, ...]]]:
    """Cut a text that begins at ``start`` of its document where spans of the document begin and end."""
    end = start + len(text)
    cuts = sorted({start, end, *(at for span in spans.values() for at in span if start < at < end)})
    return [
        (text[a - start : b - start], tuple(name for name, (s, e) in spans.items() if s <= a and b <= e))
        for a, b in pairwise(cuts)
    ]


def commitment_rows(hits: Iterable[CommitmentHit], t: Messages, base: str = "") -> Iterator[dict[str, Value]]:
    """Yield commitments as rows with :data:`COLUMNS`; words as printed, never cut."""
    for hit in hits:
        found, each = hit.found, hit.commitment
        yield {
            "who": hit.words.get("actor"),
            "what": hit.words.get("action"),
            "strength": each.strength.value,
            "rests_on": hit.words.get("verb"),
            "force": each.force.value,
            "by_when": hit.words.get("deadline"),
            "with_whom": hit.words.get("partner"),
            "text": found.text,
            "areas": ", ".join(f"{a.area} ({a.status})" for a in found.assignments),
            "guessed": "yes" if each.guessed else "no",
            "guesses": ", ".join(each.guesses),
            **citing_values(found, t, base),
        }


def commitment_sheets(rows: Iterable[dict[str, Value]], wanted: Wanted, made: str) -> list[Sheet]:
    """Return the sheets of a workbook: the commitments, and what was asked, when."""
    asked: list[list[Value | Cell]] = [[name, value] for name, value in wanted_pairs(wanted)]
    asked += [
        ["exported at", made],
        ["what the marks mean", "guessed: the strength is a machine's guess; guesses: parts that are"],
    ]
    table = ([Cell(row[c], link=_text(row[c])) if c == "link" else row[c] for c in COLUMNS] for row in rows)
    return [
        Sheet("Commitments", COLUMNS, table, _WIDTHS, frozen=2),
        Sheet("Question", ("parameter", "value"), asked, (24, 70)),
    ]


def _text(value: Value) -> str | None:
    return None if value is None else str(value)
