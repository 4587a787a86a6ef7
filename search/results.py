"""What an answer is made of; :meth:`SearchResult.to_json` is the object that the API promises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from corpus.model import AssignmentStatus, Instrument
from search.explain import Why


@dataclass(frozen=True, slots=True)
class HitArea:
    """An area that the provision is tied to."""

    code: str
    score: float
    status: AssignmentStatus


@dataclass(frozen=True, slots=True)
class Version:
    """A language version of a provision that was found."""

    language: str
    document: str
    eid: str
    nature: str

    def to_json(self) -> dict[str, Any]:
        """As a plain object."""
        return {
            "language": self.language,
            "document": self.document,
            "eid": self.eid,
            "nature": self.nature,
            "permalink": f"/documents/{self.document}#{self.eid}",
        }


@dataclass(frozen=True, slots=True)
class Also:
    """A further provision of the instrument of a hit, where hits are one per instrument."""

    document: str
    eid: str
    label: str
    heading: str
    language: str
    score: float

    def to_json(self) -> dict[str, Any]:
        """As a plain object."""
        return {
            "document": self.document,
            "eid": self.eid,
            "label": self.label,
            "heading": self.heading,
            "language": self.language,
            "score": round(self.score, 6),
            "permalink": f"/documents/{self.document}#{self.eid}",
        }


@dataclass(frozen=True, slots=True)
class Referred:
    """Something that a query names by its number: found, or ``missing`` from its instrument."""

    instrument: str
    title: str
    eid: str | None
    start: int
    end: int
    missing: str | None

    def to_json(self) -> dict[str, Any]:
        """As a plain object."""
        return {
            "instrument": {"id": self.instrument, "title": self.title},
            "eid": self.eid,
            "start": self.start,
            "end": self.end,
            "missing": self.missing,
        }


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are, exactly, within the filters and the reader's rights.

    ``provisions`` in ``instruments`` are those that the answer ranks, ``all_words`` of them have all
    words of the query, ``any_word`` at least one; None where the query has no words.
    """

    provisions: int
    instruments: int
    all_words: int | None = None
    any_word: int | None = None

    def to_json(self) -> dict[str, Any]:
        """As a plain object."""
        return {
            "provisions": self.provisions,
            "instruments": self.instruments,
            "all_words": self.all_words,
            "any_word": self.any_word,
        }


@dataclass(frozen=True, slots=True)
class Hit:
    """A provision that was found.

    ``text`` is the provision's, or the stretch of it that matched best where it is long;
    ``highlights`` are spans of ``text``. ``passage`` is the passage that matched best. ``referred``:
    the query names it. ``versions`` are its other language versions, ``also`` further provisions of its
    instrument, ``why`` what it was found by, if that was asked.
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
    nature: str = "authentic"
    referred: bool = False
    versions: tuple[Version, ...] = ()
    also: tuple[Also, ...] = ()
    why: Why | None = None

    @property
    def permalink(self) -> str:
        """Where this version of the provision can be read for good."""
        return f"/documents/{self.document}#{self.eid}"

    def to_json(self) -> dict[str, Any]:
        """As a plain object; ``also`` and ``why`` are in it where they were asked for."""
        found: dict[str, Any] = {
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
            "nature": self.nature,
            "reference": self.referred,
            "versions": [version.to_json() for version in self.versions],
        }
        if self.also:
            found["also"] = [other.to_json() for other in self.also]
        if self.why is not None:
            found["why"] = self.why.to_json()
        return found


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to a query.

    ``total`` counts the provisions that the query ranks: in keyword mode those with at least one
    of its words, else all that the filters (and the reader's rights) leave. ``facets`` count the
    same provisions by the keys of :data:`search.index.protocol.FACETS`. ``reranked_by`` names the
    cross-encoder that put the first hits (:data:`search.rerank.RERANKED`) into order, by scores of its own.
    ``references`` are what the query names by number, whether it is there or not.
    """

    query: str
    query_language: str
    mode: str
    total: int
    took_ms: float
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]
    reranked_by: str | None = None
    counts: Counts = Counts(0, 0)
    references: tuple[Referred, ...] = ()

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
            "counts": self.counts.to_json(),
            "references": [reference.to_json() for reference in self.references],
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
