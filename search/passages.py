"""The passages of the knowledge base with their texts and vectors: what both index and areas work on."""

from __future__ import annotations

import hashlib
import logging
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.access import Access
from corpus.model import Passage
from corpus.progress import Report, silent
from corpus.store import Store
from search.encoders.protocol import Encoder, Vectors
from search.shipped import shipped_vectors

logger = logging.getLogger(__name__)

# Vectors are committed in lots of this many: what a kill can lose is a few seconds of work.
_COMMIT = 256
# Texts are sorted by length within a window of this many, which bounds memory.
_WINDOW = 8_192
_HEADING_CHARACTERS = 160

# What stands between the title and the headings of a passage's context.
BETWEEN_HEADINGS = re.compile(r"\s[›>]\s")


@dataclass(frozen=True, slots=True)
class PassageText:
    """A passage with its words; ``encoded`` is what the encoder reads, ``hash`` stands for that."""

    passage: Passage
    text: str

    @property
    def encoded(self) -> str:
        """The headings above the passage, then the passage."""
        headings = choose_headings(self.passage.context)
        return f"{headings}: {self.text}" if headings else self.text

    @property
    def hash(self) -> str:
        """SHA-256 of :attr:`encoded`."""
        return hash_text(self.encoded)


def hash_text(text: str) -> str:
    """SHA-256 of a text: what is encoded under it is not encoded again."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def choose_headings(context: str) -> str:
    """The nearest headings of a context, without the document's title, within a bounded length.

    Measured on 240 article pairs of 11 documents, MRR in the mixed pool, centred and calibrated:
    with the title 0.512, without 0.554, no headings at all 0.562 (queries were beginnings of the
    articles, which favours the last); of the counterpart's language alone 0.781, 0.829, 0.864. The
    title makes all passages of a document alike. Headings stay, since people ask for subjects, and
    a paragraph often does not repeat the subject that its heading names.

    >>> choose_headings("Act on Rain › Part 2 Gauges › Section 5 Reading")
    'Part 2 Gauges › Section 5 Reading'
    """
    _, *headings = BETWEEN_HEADINGS.split(context.strip())
    chosen: list[str] = []
    for heading in reversed(headings):
        if chosen and sum(map(len, chosen)) + len(heading) > _HEADING_CHARACTERS:
            break
        chosen.insert(0, heading)
    return " › ".join(chosen)[-_HEADING_CHARACTERS:]


def measure_size(text: str) -> float:
    """How much a text says, in letters of an alphabet: a Chinese character says as much as two.

    >>> measure_size("abcd"), measure_size("禁毒")
    (4.0, 4.0)
    """
    return (len(text) + len(text.encode("utf-8", "surrogatepass"))) / 2


@dataclass(frozen=True, slots=True)
class Encoded:
    """How much there was to encode: passages in all, texts newly encoded, and the seconds it took."""

    passages: int
    encoded: int
    seconds: float


def read_passages(store: Store, document_ids: Iterable[str], access: Access) -> Iterator[PassageText]:
    """The passages of these documents, document by document, in the order of the text."""
    for document_id in document_ids:
        passages = list(store.passages([document_id], access))
        if not passages:
            continue
        text = store.document(document_id, access).text
        for passage in passages:
            yield PassageText(passage, text[passage.start : passage.end])


def encode_missing(
    store: Store, encoder: Encoder, document_ids: Sequence[str], report: Report = silent
) -> Encoded:
    """Encode the passages of these documents that have no vector yet, and keep the vectors.

    The same text is encoded once, ever, and one whose vector ships (:mod:`search.shipped`) not at all.
    Vectors are kept as they come, so that a run that is killed is continued by the next.
    """
    missing: dict[str, str] = {}
    passages = 0
    for window in _windows(read_passages(store, document_ids, Access.system_())):
        passages += len(window)
        texts = {entry.hash: entry.encoded for entry in window}
        known = store.vectors(encoder.fingerprint, texts)
        new = {key: text for key, text in texts.items() if key not in known}
        shipped = shipped_vectors(encoder.fingerprint, new)
        store.put_vectors(encoder.fingerprint, shipped)
        missing |= {key: text for key, text in new.items() if key not in shipped}
    began = time.perf_counter()
    if missing:
        report("encode", 0, len(missing))
    done = 0
    # Longest first: batches of like length, and if memory does not suffice it shows at once.
    order = sorted(missing, key=lambda key: (-len(missing[key]), key))
    for start in range(0, len(order), _COMMIT):
        keys = order[start : start + _COMMIT]
        vectors = encoder.encode_passages([missing[key] for key in keys])
        store.put_vectors(encoder.fingerprint, dict(zip(keys, vectors, strict=True)))
        done += len(keys)
        report("encode", done, len(order))
    seconds = time.perf_counter() - began
    if done:
        logger.info("encoded %d passages in %.1f s (%.1f/s)", done, seconds, done / seconds)
    return Encoded(passages, done, seconds)


def encode_as_queries(store: Store, encoder: Encoder, texts: Sequence[str]) -> Vectors:
    """Vectors of passages encoded as queries, one row each; kept like those of passages."""
    # Other prompts, other vectors: they are kept under a fingerprint of their own.
    fingerprint = hashlib.sha256(f"{encoder.fingerprint}:queries".encode()).hexdigest()
    keys = [hash_text(text) for text in texts]
    known = dict(store.vectors(fingerprint, keys))
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if missing:
        new = dict(zip(missing, encoder.encode_queries(list(missing.values())), strict=True))
        store.put_vectors(fingerprint, new)
        known |= new
    rows = np.empty((len(texts), encoder.dimension), np.float32)
    for row, key in zip(rows, keys, strict=True):
        row[:] = known[key]
    return rows


def load_vectors(store: Store, encoder: Encoder, passages: Sequence[PassageText]) -> Vectors:
    """The vectors of passages that :func:`encode_missing` has seen, one row each.

    Raises:
        KeyError: one of them was not encoded (the store changed in the meantime).
    """
    rows = np.empty((len(passages), encoder.dimension), np.float32)
    at = 0
    for window in _windows(iter(passages)):
        hashes = [entry.hash for entry in window]
        known = store.vectors(encoder.fingerprint, hashes)
        for key in hashes:
            rows[at] = known[key]
            at += 1
    return rows


def _windows(passages: Iterator[PassageText]) -> Iterator[list[PassageText]]:
    window: list[PassageText] = []
    for entry in passages:
        window.append(entry)
        if len(window) == _WINDOW:
            yield window
            window = []
    if window:
        yield window
