"""What an answer is made of; :meth:`SearchResult.to_json` is the object that the API promises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from corpus.model import AssignmentStatus, Instrument


@dataclass(frozen=True, slots=True)
class HitArea:
    """An area that the provision is tied to."""

    code: str
    score: float
    status: AssignmentStatus


@dataclass(frozen=True, slots=True)
class Hit:
    """A provision that was found.

    ``text`` is the provision's, or the stretch of it that matched best where it is long;
    ``highlights`` are spans of ``text``. ``passage`` is the passage that matched best.
    """

    rank: int
    score: float
    instrument: Instrument
    document: str
    source: str
    language: str
    direction: str
    eid: str
    label: str
    heading: str
    breadcrumb: tuple[str, ...]
    pages: tuple[int, int] | None
    text: str
    highlights: tuple[tuple[int, int], ...]
    areas: tuple[HitArea, ...]
    passage: str

    @property
    def permalink(self) -> str:
        """Where this version of the provision can be read for good."""
        return f"/documents/{self.document}#{self.eid}"

    def to_json(self) -> dict[str, Any]:
        """As a plain object."""
        return {
            "rank": self.rank,
            "score": round(self.score, 6),
            "instrument": {
                "id": self.instrument.id,
                "title": self.instrument.title,
                "kind": self.instrument.kind.value,
                "jurisdiction": self.instrument.jurisdiction,
                "year": self.instrument.year,
            },
            "document": self.document,
            "source": self.source,
            "language": self.language,
            "direction": self.direction,
            "provision": {
                "eid": self.eid,
                "label": self.label,
                "heading": self.heading,
                "breadcrumb": list(self.breadcrumb),
            },
            "pages": list(self.pages) if self.pages else None,
            "text": self.text,
            "highlights": [list(span) for span in self.highlights],
            "areas": [
                {"code": area.code, "score": round(area.score, 4), "status": area.status.value}
                for area in self.areas
            ],
            "permalink": self.permalink,
        }


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to a query.

    ``total`` counts the provisions that the query ranks: in keyword mode those with at least one
    of its words, else all that the filters (and the reader's rights) leave. ``facets`` count the
    same provisions by language, jurisdiction, kind, area, nature and year. ``reranked_by`` names the
    cross-encoder that put the first hits (:data:`search.rerank.RERANKED`) into order, by scores of its own.
    """

    query: str
    query_language: str
    mode: str
    total: int
    took_ms: float
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]
    reranked_by: str | None = None

    def to_json(self) -> dict[str, Any]:
        """As a plain object; ``reranked_by`` is in it where it is so."""
        found: dict[str, Any] = {
            "query": self.query,
            "query_language": self.query_language,
            "mode": self.mode,
            "total": self.total,
            "took_ms": round(self.took_ms, 1),
            "hits": [hit.to_json() for hit in self.hits],
            "facets": {key: dict(values) for key, values in self.facets.items()},
        }
        return found | ({"reranked_by": self.reranked_by} if self.reranked_by else {})


@dataclass(frozen=True, slots=True)
class SearchStatus:
    """What the index in use is, for ``narcord status``.

    ``problem`` says why it cannot be searched, ``up_to_date`` whether the store has changed since.
    """

    encoder: str
    passages: int
    provisions: int
    languages: Mapping[str, int]
    up_to_date: bool
    problem: str | None = None

    def to_json(self) -> dict[str, Any]:
        """As a plain object."""
        return {
            "encoder": self.encoder,
            "passages": self.passages,
            "provisions": self.provisions,
            "languages": dict(self.languages),
            "up_to_date": self.up_to_date,
            "problem": self.problem,
        }
