"""From a hit to the judged provision that it is.

Judgements name documents by file and provisions by eId; a home holds documents under ids of its
own. A hit counts for a judged item if it is of one of the item's documents and lies in the judged
provision (``art_3__para_1`` lies in ``art_3``). Everything else it may be is named too, so that
several hits of one article, or of one article in several languages, are seen to be one find.
"""

from __future__ import annotations

from collections.abc import Collection as Sized
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus.eid import SEPARATOR, parent, parse
from corpus.model import ProvisionKind
from evaluation.topics import Collection, Grade, Item, Query

_CITED = {ProvisionKind.ARTICLE, ProvisionKind.SECTION}
"""The units people cite: what lies below them is part of one find."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A document of the home: as much of it as matching needs."""

    id: str
    source: str
    instrument: str
    language: str


@dataclass(frozen=True, slots=True)
class Found:
    """A hit: as much of it as matching needs."""

    document: str
    source: str
    instrument: str
    eid: str
    language: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which judged documents a home holds.

    ``stored`` maps short names to the home's documents; ``missing`` are those without any.
    """

    stored: Mapping[str, tuple[Stored, ...]]
    missing: tuple[str, ...]

    def prune(self, query: Query) -> dict[Item, Grade]:
        """Return the judgements of ``query`` on documents that are there."""
        return {item: grade for item, grade in query.judgements.items() if item.document in self.stored}


class Matcher:
    """Knows the judged documents of a collection; says what a hit is."""

    def __init__(self, collection: Collection) -> None:
        self._documents = collection.documents
        self._keys: dict[tuple[str, str], str | None] = {}
        # Where paragraphs are judged one by one, as the 18 areas of the CICA paper are, each of them is a
        # find of its own, also when it answers another topic.
        self._divided = {
            Item(item.document, above)
            for query in collection.queries
            for item in query.judgements
            if (above := parent(item.eid)) is not None
        }

    def cover(self, stored: Iterable[Stored]) -> Coverage:
        """Sort the documents of a home under the judged documents."""
        by_key: dict[str, list[Stored]] = {}
        for document in stored:
            key = self.key(document.source, document.instrument)
            if key is not None:
                by_key.setdefault(key, []).append(document)
        missing = tuple(key for key in self._documents if key not in by_key)
        return Coverage({key: tuple(found) for key, found in by_key.items()}, missing)

    def key(self, source: str, instrument: str) -> str | None:
        """Return the short name of the judged document, None if it is not judged."""
        if (source, instrument) not in self._keys:
            self._keys[source, instrument] = next(
                (key for key, judged in self._documents.items() if judged.holds(source, instrument)), None
            )
        return self._keys[source, instrument]

    def identify(self, hit: Found, judged: Sized[Item]) -> Item:
        """Return the judged item that ``hit`` is, or else the cited unit that it lies in.

        Where judged provisions are nested, the innermost is taken.
        """
        document = self.key(hit.source, hit.instrument) or hit.instrument
        steps = hit.eid.split(SEPARATOR)
        for depth in range(len(steps), 0, -1):
            item = Item(document, SEPARATOR.join(steps[:depth]))
            if item in judged:
                return item
        unit = cited_unit(hit.eid)
        if unit != hit.eid and Item(document, unit) in self._divided:
            unit = SEPARATOR.join(steps[: unit.count(SEPARATOR) + 2])
        return Item(document, unit)


def cited_unit(eid: str) -> str:
    """Return the article or section that ``eid`` lies in, or ``eid`` itself outside of any.

    >>> cited_unit("part_2__art_1__para_3"), cited_unit("rec_4")
    ('part_2__art_1', 'rec_4')
    """
    components = parse(eid)
    for depth, component in enumerate(components, start=1):
        if component.kind in _CITED:
            return SEPARATOR.join(map(str, components[:depth]))
    return eid
