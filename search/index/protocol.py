"""What a search index is to the rest of the room.

An index is built as a whole, beside the one in use, and then takes its place (a *generation*). Its
points are passages. Point ``lead`` stands for its provision: it is the first passage of it, so that
counting leads counts provisions. ``terms`` of a passage are the terms of its whole provision.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from types import TracebackType
from typing import Any, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexMismatchError
from search.words.keywords import SparseTerms

LAYOUT = 4
"""Raise it whenever an index of the old layout cannot be searched by this program."""

SINGLE = frozenset({"language", "jurisdiction", "kind", "body", "status", "nature", "instrument", "document"})
"""Keys of which a point has at most one value."""

SHOWN = ("document", "eid", "passage", "instrument", "language", "nature")
"""What :meth:`Generation.locate` reads of a point."""

KEYS = (
    "language", "jurisdiction", "group", "kind", "body", "status", "nature", "area", "theme", "strength",
    "substance", "cites", "instrument", "document", "eid",
)  # fmt: skip
"""What can be filtered by; every point has none, one or several values of each.

``group`` are the groups of States that the jurisdiction belongs to (:mod:`corpus.groups`), ``theme`` and
``substance`` concepts of the thesaurus that the provision names, ``cites`` the instruments that it cites,
and their provisions as ``instrument#eId``.
"""

FACETS = (
    "language", "jurisdiction", "group", "kind", "body", "status", "area", "theme", "strength", "substance",
    "nature", "year",
)  # fmt: skip
"""What can be counted by, under the names of the API."""

Selection = tuple[tuple[str, tuple[str, ...]], ...]
"""Values by key of ``KEYS``; keys ascending, each once, so that equal selections are equal."""


def select(**values: Iterable[str]) -> Selection:
    """A selection from values by key; keys without values are left out.

    >>> select(language=["ru", "en"], kind=[])
    (('language', ('en', 'ru')),)
    """
    unknown = values.keys() - set(KEYS)
    if unknown:
        raise ValueError(f"no such key: {', '.join(sorted(unknown))}")
    chosen = {key: tuple(sorted(set(found))) for key, found in values.items()}
    return tuple((key, chosen[key]) for key in sorted(chosen) if chosen[key])


def join(*selections: Selection) -> Selection:
    """One selection that allows what any of these allows of a key.

    >>> join(select(kind=["act"]), select(kind=["bill"], language=["th"]))
    (('kind', ('act', 'bill')), ('language', ('th',)))
    """
    found: dict[str, set[str]] = {}
    for selection in selections:
        for key, values in selection:
            found.setdefault(key, set()).update(values)
    return select(**found)


def meet(one: Selection, other: Selection) -> tuple[Selection, bool]:
    """What both allow, and whether every key is left a value.

    >>> meet(select(kind=["act", "bill"]), select(kind=["act"], language=["th"]))
    ((('kind', ('act',)), ('language', ('th',))), True)
    >>> meet(select(kind=["act"]), select(kind=["bill"]))
    ((('kind', ()),), False)
    """
    first, second = dict(one), dict(other)
    found = {
        key: tuple(
            value for value in values if value in first.get(key, values) and value in second.get(key, values)
        )
        for key, values in join(one, other)
    }
    return tuple(found.items()), all(found.values())


REMEDY = "Run: narcord index rebuild"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What built an index, and from what.

    ``languages`` maps each language to its number of passages. ``content_revision`` is the
    store's at the time of building, ``areas`` the version of what proposes areas.
    """

    encoder: str
    dimension: int
    fingerprint: str
    terms: str
    areas: str
    content_revision: str
    passages: int
    provisions: int
    languages: Mapping[str, int]
    layout: int = LAYOUT

    def to_json(self) -> str:
        """As one JSON object."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """Read what :meth:`to_json` wrote.

        Raises:
            IndexMismatchError: it is of a layout that this program does not know.
        """
        try:
            facts = json.loads(text)
            if facts["layout"] != LAYOUT:
                raise IndexMismatchError("The search index has the layout of another version.", remedy=REMEDY)
            return cls(**facts)
        except (ValueError, KeyError, TypeError) as error:
            raise IndexMismatchError("The search index's manifest cannot be read.", remedy=REMEDY) from error

    def check(self, name: str, dimension: int, fingerprint: str, terms: str) -> None:
        """Refuse an index whose vectors are not comparable with those of this encoder.

        Raises:
            IndexMismatchError: it was built with another encoder, or by other rules for terms.
        """
        if self.fingerprint != fingerprint or self.dimension != dimension:
            raise IndexMismatchError(
                f"The search index was built with the encoder {self.encoder!r} "
                f"({self.dimension} dimensions, {self.fingerprint[:12]}); the configured one is {name!r} "
                f"({dimension} dimensions, {fingerprint[:12]}).",
                remedy=f"{REMEDY} (or set NARCORD_ENCODER back).",
            )
        if self.terms != terms:
            raise IndexMismatchError("The search index was built by older rules for keywords.", remedy=REMEDY)


@dataclass(frozen=True, slots=True)
class IndexPoint:
    """One passage as indexed; ``vector`` is centred and has length 1.

    ``terms`` are the terms of its whole provision, those of its headings and of the title among
    them, each in a name space of its own (:func:`search.words.keywords.field_term`). ``words`` are the terms
    of the passage (of the whole provision, where the point leads) in their order, stop words included,
    so that phrases can be found. ``values`` are what it can be filtered by, by key of ``KEYS``.
    """

    id: int
    vector: NDArray[np.float32]
    sparse: SparseTerms
    passage: str
    eid: str
    values: Selection
    year: int | None = None
    lead: bool = True
    terms: tuple[int, ...] = ()
    words: tuple[int, ...] = ()

    def payload(self) -> dict[str, Any]:
        """What a server stores beside the vectors."""
        found: dict[str, Any] = {
            "passage": self.passage,
            "eid": self.eid,
            "lead": int(self.lead),
            "terms": list(self.terms),
            "words": self.row_of_words(),
        }
        found |= {key: values[0] if key in SINGLE else list(values) for key, values in self.values}
        if self.year is not None:
            found["year"] = self.year
        return found

    def row_of_words(self) -> str:
        """The words as a text, in which engines look for phrases."""
        # With a blank at either end, a phrase is a substring even where nobody splits words.
        return f" {' '.join(map(str, self.words))} "


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something that a provision can have: one of these terms, or one of these rows of words."""

    terms: frozenset[int] = frozenset()
    phrases: frozenset[tuple[int, ...]] = frozenset()


@dataclass(frozen=True, slots=True)
class Filter:
    """Which points may be found; empty fields allow everything.

    ``only``: of each key one of the values; ``without``: none of them. ``hidden`` are documents that
    must not be found. ``any_terms``: at least one of these terms. ``must``: each of these,
    ``must_not``: none. ``points``: only these, None for all. ``leads``: one point per provision.
    """

    only: Selection = ()
    without: Selection = ()
    year_from: int | None = None
    year_to: int | None = None
    hidden: frozenset[str] = frozenset()
    any_terms: frozenset[int] = frozenset()
    must: tuple[Wanted, ...] = ()
    must_not: tuple[Wanted, ...] = ()
    points: frozenset[int] | None = None
    leads: bool = False

    def values(self, key: str) -> tuple[str, ...]:
        """What is allowed of a key; nothing where all is."""
        return dict(self.only).get(key, ())


@dataclass(frozen=True, slots=True)
class Found:
    """The points that a search found, best first: ids, and the engine's scores (higher is better)."""

    ids: NDArray[np.int64]
    scores: NDArray[np.float64]

    @classmethod
    def of(cls, ids: Sequence[int], scores: Sequence[float]) -> Found:
        """From plain lists."""
        return cls(np.array(ids, np.int64), np.array(scores, np.float64))


@dataclass(frozen=True, slots=True)
class Place:
    """Where the passage of a point stands."""

    document: str
    eid: str
    passage: str
    instrument: str = ""
    language: str = ""
    nature: str = ""


class Generation(Protocol):
    """One complete index, open for reading; it never changes."""

    manifest: Manifest
    balance: bytes
    """The centring statistics, as :meth:`search.balance.LanguageBalance.to_bytes` wrote them."""
    lexicon: bytes
    """Its words, as :meth:`search.words.lexicon.Lexicon.to_bytes` wrote them; may be empty."""

    def search_dense(self, vector: NDArray[np.float32], where: Filter, limit: int) -> Found:
        """The nearest passages by cosine."""
        ...

    def search_sparse(self, terms: Mapping[int, float], where: Filter, limit: int) -> Found:
        """The best passages by BM25 among those with at least one of the terms, each of some weight."""
        ...

    def locate(self, ids: Sequence[int]) -> dict[int, Place]:
        """Where the passages of these points stand."""
        ...

    def count(self, where: Filter) -> int:
        """How many points there are, exactly."""
        ...

    def select(self, where: Filter, limit: int) -> list[int]:
        """The ids of at most ``limit`` points, ascending."""
        ...

    def facet(self, key: str, where: Filter, limit: int = 100) -> dict[str, int]:
        """Exact counts of points by the values of a key of ``FACETS``, most first."""
        ...


class Writer(Protocol):
    """A generation being built; leaving the context without publishing drops it."""

    def add(self, points: Sequence[IndexPoint]) -> None:
        """Add points."""
        ...

    def publish(self, manifest: Manifest, balance: bytes, lexicon: bytes = b"") -> None:
        """Make this the generation in use, at once and for every process."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


class Index(Protocol):
    """Where generations live."""

    def current(self) -> Generation:
        """The generation in use, always the newest complete one.

        Raises:
            IndexMissingError: none has been built yet.
            IndexMismatchError: it cannot be read by this version of the program.
        """
        ...

    def manifest(self) -> Manifest | None:
        """The manifest of the generation in use, None if there is none that can be read."""
        ...

    def begin(self, dimension: int) -> Writer:
        """Start a new generation with vectors of this dimension.

        Raises:
            IndexBusyError: another process is building one.
        """
        ...

    def close(self) -> None:
        """Release what the index holds open."""
        ...
