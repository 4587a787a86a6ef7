"""Asking every system the same: once for the time, query by query in turn, once in depth for the scores."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.progress import Report as Listener
from corpus.progress import silent
from evaluation.matching import Found
from evaluation.measures import DEPTH
from evaluation.peers.material import Material, Peer, Question, roll_up
from evaluation.runs import LIMIT, Searcher
from search.encoders import Encoder, Vectors
from search.encoders.wrapped import WrappedEncoder

PASSAGES = 30
"""What a peer is asked for: three passages for each of ten provisions, since several may be of one.

Asked for more, those that join two rankings look deeper into both and do worse. nDCG@10 on the tuning topics
with 30, 100 and 300 passages: txtai as documented 0.318, 0.275, 0.258, tuned 0.399, 0.393, 0.382; Haystack,
with 30 and 300, 0.305 and 0.308.
"""

WARM_UP = 3
Clock = Callable[[], float]


class System(Protocol):
    """Something that ranks provisions for a text."""

    @property
    def encodes(self) -> bool:
        """Whether it needs the vector of the query."""
        ...

    def prepare(self, text: str) -> None:
        """Do beforehand what is not to be timed."""
        ...

    def find(self, text: str, limit: int) -> Sequence[Found]:
        """Return at most ``limit`` provisions, best first."""
        ...


class Stopwatch(WrappedEncoder):
    """An encoder that adds up the seconds that queries took it, in ``spent``."""

    def __init__(self, encoder: Encoder, clock: Clock = time.perf_counter) -> None:
        super().__init__(encoder)
        self._clock = clock
        self.spent = 0.0

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """One row per query."""
        begin = self._clock()
        vectors = super().encode_queries(texts)
        self.spent += self._clock() - begin
        return vectors


class OwnSystem:
    """Narcord's search, the ranking alone."""

    encodes = True

    def __init__(self, searcher: Searcher, mode: str = "hybrid") -> None:
        self._searcher = searcher
        self._mode = mode

    def prepare(self, text: str) -> None:
        """Nothing: it recognises the language itself."""

    def find(self, text: str, limit: int) -> Sequence[Found]:
        """Return the provisions that it ranks first."""
        return self._searcher.find(text, self._mode, limit)


class PeerSystem:
    """A peer, its passages rolled up to provisions; told the query's language and vector, asked once."""

    def __init__(
        self,
        peer: Peer,
        material: Material,
        encoder: Encoder,
        recognise: Callable[[str], str],
        *,
        encodes: bool = True,
    ) -> None:
        self._peer = peer
        self._material = material
        self._encoder = encoder
        self._recognise = recognise
        self._questions: dict[str, Question] = {}
        self._found: dict[str, list[Found]] = {}
        self.encodes = encodes

    def prepare(self, text: str) -> None:
        """Recognise the language and have the query encoded."""
        if text not in self._questions:
            vector = self._encoder.encode_queries([text])[0]
            self._questions[text] = Question(text, self._recognise(text), vector)

    def find(self, text: str, limit: int) -> Sequence[Found]:
        """Return the provisions of the passages that it ranks first, at most ``PASSAGES``."""
        if text not in self._found:
            self.prepare(text)
            rows = self._peer.search(self._questions[text], PASSAGES)
            self._found[text] = roll_up(rows, self._material.places)
        return self._found[text][:limit]


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds: ``search`` by system and text, the vector given; ``encoding`` by text."""

    search: Mapping[str, Mapping[str, float]]
    encoding: Mapping[str, float]

    def whole(self, system: str, text: str, *, encodes: bool) -> float:
        """Return search and encoding together, for a system that needs it."""
        return self.search[system][text] + (self.encoding[text] if encodes else 0.0)


def time_systems(
    systems: Mapping[str, System],
    texts: Sequence[str],
    encoder: Encoder,
    spent: Callable[[], float],
    *,
    clock: Clock = time.perf_counter,
    progress: Listener = silent,
) -> Times:
    """Ask every system each text, taking turns at being first, for ten provisions.

    ``spent`` says how many seconds encoding has taken so far, by ``encoder``, which remembers queries, and
    any other: what a system spends on it, if it encodes something else, is taken out of its time.
    """
    asked = list(dict.fromkeys(texts))
    for text in asked[:WARM_UP]:
        for system in systems.values():
            system.prepare(f"{text} .")
            system.find(f"{text} .", DEPTH)
    names = list(systems)
    search: dict[str, dict[str, float]] = {name: {} for name in names}
    encoding: dict[str, float] = {}
    for number, text in enumerate(asked):
        before = spent()
        encoder.encode_queries([text])
        encoding[text] = 1000 * (spent() - before)
        first = number % len(names)
        for name in names[first:] + names[:first]:
            systems[name].prepare(text)
            inside, begin = spent(), clock()
            systems[name].find(text, DEPTH)
            search[name][text] = 1000 * (clock() - begin - (spent() - inside))
        progress("time", number + 1, len(asked))
    return Times(search, encoding)


def spread(texts: Sequence[str], most: int | None) -> Sequence[str]:
    """Return at most so many of the texts, evenly spread; all for None.

    >>> spread(["a", "b", "c", "d"], 2), spread(["a", "b"], None), spread(["a", "b"], 0)
    (['a', 'c'], ['a', 'b'], [])
    """
    if most is None or most >= len(texts):
        return texts
    return [texts[number * len(texts) // most] for number in range(most)]


def record(
    systems: Mapping[str, System], texts: Sequence[str], limit: int = LIMIT, progress: Listener = silent
) -> dict[str, Recorded]:
    """Ask every system each text and keep what it found."""
    asked = list(dict.fromkeys(texts))
    found: dict[str, dict[str, Sequence[Found]]] = {name: {} for name in systems}
    for number, text in enumerate(asked, start=1):
        for name, system in systems.items():
            found[name][text] = system.find(text, limit)
        progress("queries", number, len(asked))
    return {name: Recorded(by_text) for name, by_text in found.items()}


class Recorded:
    """A searcher that answers from what was found before."""

    def __init__(self, found: Mapping[str, Sequence[Found]]) -> None:
        self._found = found

    def find(self, text: str, mode: str, limit: int, languages: tuple[str, ...] = ()) -> Sequence[Found]:
        """Return what was found for this text, whatever the mode.

        Raises:
            ValueError: one language alone was asked for, which was not recorded.
        """
        if languages:
            raise ValueError("only searches of all languages were recorded")
        return self._found[text][:limit]
