"""The texts of a home that alignment is measured on, read with and without their printed numbers.

Without: the numbers of provisions are cut from the passages and from the headings above them before
they are encoded, so that not even the encoder sees that both are article 12. That is how *blind* is
meant here; the words and figures of the text itself stay. Such passages are encoded once and kept with
the home's vectors.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.access import Access
from corpus.errors import NotFoundError
from corpus.model import Document, Provision
from corpus.progress import Report, silent
from corpus.store import DocumentSummary, Store
from evaluation.alignment.gold import Correction, Pairs, Version, make_gold
from evaluation.alignment.pairs import KnownPair
from search.balance import LanguageBalance
from search.comparison.features import Features, read_features
from search.encoders import Encoder
from search.encoders.protocol import Vectors
from search.passages import BETWEEN_HEADINGS, PassageText, choose_headings, hash_text, read_passages

_LOT = 256


@dataclass(frozen=True, slots=True)
class Side:
    """One version: its document, its instrument's id, and what comparison knows of it."""

    document: Document
    provisions: tuple[Provision, ...]
    features: Features


@dataclass(frozen=True, slots=True)
class Material:
    """A pair with its gold, by eId of the nodes."""

    pair: KnownPair
    a: Side
    b: Side
    gold: Pairs


def find(store: Store, ending: str, language: str) -> DocumentSummary:
    """Return the document of a home that was read from a file.

    Raises:
        NotFoundError: the home has none.
    """
    for entry in store.documents(Access.system_()):
        if entry.source.replace("\\", "/").endswith(f"/{ending}") and entry.language == language:
            return entry
    raise NotFoundError(
        f"The home has no {ending} in {language!r}.", remedy="Ingest ../shared/corpus into it first."
    )


def read_side(
    store: Store,
    document_id: str,
    encoder: Encoder,
    balance: LanguageBalance,
    *,
    blind: bool,
    report: Report = silent,
) -> Side:
    """Read one version; ``blind`` without its printed numbers."""
    access = Access.system_()
    document = store.document(document_id, access)
    provisions = tuple(store.provisions(document_id, access))
    passages = list(read_passages(store, [document_id], access))
    texts = hide_numbers(document.text, provisions, passages) if blind else [p.encoded for p in passages]
    vectors = _encode(store, encoder, texts, report)
    centred = balance.centre_passages(vectors, [entry.passage.language for entry in passages])
    features = read_features(
        document.text, provisions, [entry.passage for entry in passages], centred, document.language
    )
    return Side(document, provisions, features)


def join(pair: KnownPair, a: Side, b: Side, corrections: Iterable[Correction]) -> Material:
    """Put two versions together with the gold."""
    one, other = (Version(side.document.text, side.provisions, side.features.outline) for side in (a, b))
    mine = [line for line in corrections if line.pair == pair.name]
    return Material(pair, a, b, make_gold(one, other, mine))


def hide_numbers(text: str, provisions: Sequence[Provision], passages: Sequence[PassageText]) -> list[str]:
    """Return what the encoder would read of passages, without the labels of provisions."""
    labels = sorted(
        (entry.start, entry.start + len(entry.label))
        for entry in provisions
        if entry.label and text.startswith(entry.label, entry.start)
    )
    printed = sorted({entry.label for entry in provisions if entry.label}, key=len, reverse=True)
    found = []
    for entry in passages:
        at, pieces = entry.passage.start, []
        for start, end in labels:
            if at <= start and end <= entry.passage.end:
                pieces.append(text[at:start])
                at = end
        words = "".join([*pieces, text[at : entry.passage.end]]).strip()
        _, *headings = BETWEEN_HEADINGS.split(entry.passage.context.strip())
        bare = (_strip(heading, printed) for heading in headings)
        above = choose_headings(" › ".join(["-", *(heading for heading in bare if heading)]))
        found.append(f"{above}: {words}" if above else words)
    return found


def _strip(heading: str, labels: Sequence[str]) -> str:
    for label in labels:
        if heading.startswith(label):
            return heading[len(label) :].strip()
    return heading


def _encode(store: Store, encoder: Encoder, texts: Sequence[str], report: Report) -> Vectors:
    keys = [hash_text(text) for text in texts]
    known = dict(store.vectors(encoder.fingerprint, keys))
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    order = sorted(missing, key=lambda key: (-len(missing[key]), key))
    for at in range(0, len(order), _LOT):
        lot = order[at : at + _LOT]
        new = dict(zip(lot, encoder.encode_passages([missing[key] for key in lot]), strict=True))
        store.put_vectors(encoder.fingerprint, new)
        known |= new
        report("encode without numbers", min(at + _LOT, len(order)), len(order))
    return np.stack([known[key] for key in keys]).astype(np.float32)
