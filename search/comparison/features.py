"""What is known of a document when it is compared: directions, words, numbers, concepts, sizes.

Printed numbers of provisions are no evidence: the labels are cut from the words before anything is read
off them, so that article 3 of one law is not drawn to article 3 of another.
"""

from __future__ import annotations

import functools
import re
import unicodedata
import zlib
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from corpus.model import Passage, Provision
from corpus.number_words import read_number_word
from corpus.numerals import read_cjk_number
from corpus.thesaurus import find_concepts
from search.comparison.outline import Node, Outline, read_outline
from search.encoders.protocol import Vectors
from search.passages import measure_size

KINDS = ("words", "numbers", "concepts")
"""The sorts of token; each is compared on its own."""

_COLUMNS = 1 << 18
_STEM = 5
_SHORTEST = 3
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_HAN_NUMBER = re.compile(
    r"[〇零一二三四五六七八九十百千萬万億亿兩两]{2,}|[二三四五六七八九十](?=[年月日級级條条款項项人])"
)
_WORD = re.compile(r"[^\W\d_]+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+")

Tokens = Mapping[str, Mapping[int, int]]


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """A document made comparable, rows in the order of its outline; each reading is one of its own.

    ``unit_vectors`` and ``node_vectors`` are mean directions of centred passages (rows of length 1, or
    of zeros where nothing is encoded), ``sizes`` are in letters of an alphabet, ``tokens`` hold per kind
    a sparse row of counts. ``parents`` is the row of each node's unit, ``places`` where it stands in it
    (0 to 1).
    """

    outline: Outline
    unit_vectors: Vectors
    node_vectors: Vectors
    unit_sizes: NDArray[np.float32]
    node_sizes: NDArray[np.float32]
    unit_tokens: Mapping[str, sparse.csr_matrix]
    node_tokens: Mapping[str, sparse.csr_matrix]
    parents: NDArray[np.int64]
    places: NDArray[np.float32]


def read_features(
    text: str, provisions: Sequence[Provision], passages: Sequence[Passage], centred: Vectors, language: str
) -> Features:
    """Read a document; ``centred`` has a row per passage, without the mean of its language."""
    outline = read_outline(text, provisions)
    labels = {entry.eid: len(entry.label) for entry in provisions if _begins_with_label(text, entry)}
    numbers = outline.unit_numbers()
    concepts = [(found.start, found.concept.id) for found in find_concepts(text, language)]
    counted = [_count(text, node, labels, concepts) for node in outline.nodes]
    parents = np.array([numbers[node.unit] for node in outline.nodes], np.int64)
    sizes = np.array([measure_size(_without_label(text, node, labels)) for node in outline.nodes], np.float32)
    matrices = {kind: _to_matrix([row[kind] for row in counted]) for kind in KINDS}
    gather = sparse.csr_matrix(
        (np.ones(len(parents), np.float32), (parents, np.arange(len(parents)))),
        (len(outline.units), len(parents)),
    )
    spread = _Spread(passages, centred)
    return Features(
        outline,
        spread.mean([unit.spans for unit in outline.units]),
        spread.mean([node.spans for node in outline.nodes]),
        np.asarray(gather @ sizes, np.float32),
        sizes,
        {kind: (gather @ rows).tocsr() for kind, rows in matrices.items()},
        matrices,
        parents,
        place_in_units(parents),
    )


def _begins_with_label(text: str, entry: Provision) -> bool:
    return bool(entry.label) and text.startswith(entry.label, entry.start)


def _without_label(text: str, node: Node, labels: Mapping[str, int]) -> str:
    words = node.read(text)
    return words[labels.get(node.eid, 0) :]


def place_in_units(parents: NDArray[np.int64]) -> NDArray[np.float32]:
    """Where each node stands among those of its unit, 0 for the first and 1 for the last."""
    totals = Counter(parents.tolist())
    seen: Counter[int] = Counter()
    found = np.zeros(len(parents), np.float32)
    for row, parent in enumerate(parents.tolist()):
        found[row] = seen[parent] / max(1, totals[parent] - 1)
        seen[parent] += 1
    return found


class _Spread:
    """Directions of stretches of the text, by the passages that they share words with."""

    def __init__(self, passages: Sequence[Passage], centred: Vectors) -> None:
        order = sorted(range(len(passages)), key=lambda row: passages[row].start)
        self.vectors = centred[order]
        self.starts = [passages[row].start for row in order]
        self.ends = [passages[row].end for row in order]

    def mean(self, stretches: Sequence[Sequence[tuple[int, int]]]) -> Vectors:
        rows: list[int] = []
        columns: list[int] = []
        weights: list[float] = []
        for row, spans in enumerate(stretches):
            for start, end in spans:
                # Passages do not overlap: those that end after the start and begin before the end.
                first, last = bisect_right(self.ends, start), bisect_left(self.starts, end)
                for column in range(first, last):
                    rows.append(row)
                    columns.append(column)
                    weights.append(min(end, self.ends[column]) - max(start, self.starts[column]))
        shape = (len(stretches), len(self.starts))
        mixed = sparse.csr_matrix((np.array(weights, np.float32), (rows, columns)), shape) @ self.vectors
        mixed = np.asarray(mixed, np.float32).reshape(len(stretches), self.vectors.shape[1])
        unit: Vectors = mixed / np.maximum(np.linalg.norm(mixed, axis=1, keepdims=True), 1e-12)
        return unit


def _count(
    text: str, node: Node, labels: Mapping[str, int], concepts: Sequence[tuple[int, str]]
) -> dict[str, Counter[int]]:
    words = _without_label(text, node, labels)
    named = Counter(
        _hash(name)
        for start, end in node.spans
        for _, name in concepts[bisect_left(concepts, (start, "")) : bisect_left(concepts, (end, ""))]
    )
    return {
        "words": Counter(map(_hash, _words(words))),
        "numbers": Counter(map(_hash, _numbers(words))),
        "concepts": named,
    }


def _words(text: str) -> Iterable[str]:
    """Beginnings of words, so that inflected forms and words shared by languages meet.

    Where words are not divided, pairs of letters.
    """
    for found in _WORD.finditer(text.casefold()):
        yield from _pieces(found.group())


# A text has few different words.
@functools.lru_cache(maxsize=100_000)
def _pieces(word: str) -> tuple[str, ...]:
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter)
    )
    if _UNSPACED.match(plain):
        return tuple(plain[at : at + 2] for at in range(len(plain) - 1))
    return (plain[:_STEM],) if len(plain) >= _SHORTEST else ()


@functools.lru_cache(maxsize=100_000)
def _value(word: str) -> int | None:
    return read_number_word(word)


def _numbers(text: str) -> Iterable[str]:
    for found in _DIGITS.finditer(text):
        yield "".join(str(unicodedata.digit(letter)) for letter in found.group() if letter.isdigit())
    for found in _HAN_NUMBER.finditer(text):
        try:
            yield str(read_cjk_number(found.group()))
        except ValueError:
            continue
    for found in _WORD.finditer(text):
        value = _value(found.group())
        # "One" is an article in half of the languages.
        if value is not None and value > 1:
            yield str(value)


def _hash(token: str) -> int:
    return zlib.crc32(token.encode("utf-8", "surrogatepass")) % _COLUMNS


def _to_matrix(rows: Sequence[Mapping[int, int]]) -> sparse.csr_matrix:
    pointers = np.cumsum([0, *(len(row) for row in rows)])
    columns = np.array([column for row in rows for column in row], np.int32)
    values = np.array([1.0 + np.log(count) for row in rows for count in row.values()], np.float32)
    return sparse.csr_matrix((values, columns, pointers), (len(rows), _COLUMNS))
