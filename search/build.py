"""Building the index from the store: encode what is new, write a generation, put it in place."""

from __future__ import annotations

import logging
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from corpus.access import Access
from corpus.progress import Report, silent
from corpus.settings import Settings
from corpus.store import Store
from search import area_model
from search.balance import LanguageBalance, load_known_means, measure_balance
from search.encoders import Encoder, Vectors, open_encoder
from search.index import Index, IndexPoint, Manifest, open_index
from search.passages import (
    PassageText,
    encode_as_queries,
    encode_missing,
    load_vectors,
    measure_size,
    read_passages,
)
from search.points import make_points
from search.roles import find_role
from search.words.keywords import RULES
from search.words.word_forms import gather_lexicon

logger = logging.getLogger(__name__)

_SYSTEM = Access.system_()
_LOT = 512
# Passages per language that are encoded as queries where no means of queries ship for the encoder.
_QUERY_SAMPLE = 48


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did; ``skipped`` says that the index in use was already the right one."""

    passages: int
    provisions: int
    languages: Mapping[str, int]
    encoded: int
    encode_seconds: float
    seconds: float
    skipped: bool


def build_index(
    store: Store,
    settings: Settings,
    progress: Report = silent,
    *,
    force: bool = False,
    encoder: Encoder | None = None,
    index: Index | None = None,
) -> BuildReport:
    """Make the index hold what the store holds now, encoded by the configured encoder.

    Does nothing where that is so already, unless ``force``. Readers keep the old generation until
    the new one is complete. The same store and encoder give the same points.

    Raises:
        IndexBusyError: another process is building.
        SearchIndexError: the index cannot be written.
    """
    began = time.perf_counter()
    encoder = encoder or open_encoder(settings, bulk=True)
    own_index = index is None
    index = index or open_index(settings)
    try:
        # Taken first: what changes during the build makes the next one run again.
        revision = store.content_revision()
        manifest = index.manifest()
        if not force and manifest is not None and _is_current(manifest, revision, encoder):
            return BuildReport(
                manifest.passages, manifest.provisions, manifest.languages, 0, 0.0,
                time.perf_counter() - began, skipped=True,
            )  # fmt: skip
        with index.begin(encoder.dimension) as writer:
            documents = sorted(store.documents(_SYSTEM), key=lambda found: found.id)
            encoded = encode_missing(store, encoder, [found.id for found in documents], progress)
            passages = list(read_passages(store, [found.id for found in documents], _SYSTEM))
            vectors = load_vectors(store, encoder, passages)
            languages = [entry.passage.language for entry in passages]
            sizes = np.array([measure_size(entry.text) for entry in passages], np.float32)
            roles = np.array(
                [find_role(entry.passage.eid, entry.text, entry.passage.context) for entry in passages],
                np.uint8,
            )
            balance = _measure(store, encoder, passages, vectors, languages)
            balance = replace(balance, point_sizes=sizes, point_roles=roles)
            centred = balance.centre_passages(vectors, languages)
            lot: list[IndexPoint] = []
            provisions = 0
            for point in make_points(store, documents, passages, centred):
                provisions += point.lead
                lot.append(point)
                if len(lot) == _LOT:
                    writer.add(lot)
                    lot = []
                    progress("index", point.id + 1, len(passages))
            if lot:
                writer.add(lot)
            progress("index", len(passages), len(passages))
            manifest = Manifest(
                encoder=encoder.name,
                dimension=encoder.dimension,
                fingerprint=encoder.fingerprint,
                terms=RULES,
                areas=area_model.fingerprint(),
                content_revision=revision,
                passages=len(passages),
                provisions=provisions,
                languages=dict(sorted(Counter(languages).items())),
            )
            writer.publish(manifest, balance.to_bytes(), gather_lexicon(passages).to_bytes())
    finally:
        if own_index:
            index.close()
    return BuildReport(
        len(passages), provisions, manifest.languages, encoded.encoded, encoded.seconds,
        time.perf_counter() - began, skipped=False,
    )  # fmt: skip


def _is_current(manifest: Manifest, revision: str, encoder: Encoder) -> bool:
    return (
        manifest.content_revision == revision
        and manifest.fingerprint == encoder.fingerprint
        and manifest.terms == RULES
        and manifest.areas == area_model.fingerprint()
    )


def _measure(
    store: Store,
    encoder: Encoder,
    passages: Sequence[PassageText],
    vectors: Vectors,
    languages: Sequence[str],
) -> LanguageBalance:
    known = load_known_means(encoder)
    samples: dict[str, Vectors] = {}
    if known is None:
        by_language: defaultdict[str, list[str]] = defaultdict(list)
        for entry in passages:
            by_language[entry.passage.language].append(entry.text)
        for language, texts in sorted(by_language.items()):
            step = max(1, len(texts) // _QUERY_SAMPLE)
            samples[language] = encode_as_queries(store, encoder, texts[::step][:_QUERY_SAMPLE])
    return measure_balance(vectors, languages, known, samples)
