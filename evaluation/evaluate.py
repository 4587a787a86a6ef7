"""Measure search on a home: every query, in every mode, against the judgements.

``evaluate`` is what the command calls. It reads the store only for what is there (documents,
provisions) and asks the same search service that people ask.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace

from corpus.access import Access
from corpus.progress import Report as Listener
from corpus.progress import silent
from corpus.settings import Settings
from corpus.store import Store
from evaluation.ablation import RERANKING, VARIANTS, Variant, ablate
from evaluation.bench import Bench, fingerprint
from evaluation.looks import read_looks, record_look
from evaluation.matching import Coverage, Matcher, Stored
from evaluation.report import Report
from evaluation.runs import Searcher
from evaluation.service import RememberingEncoder, ServiceSearcher
from evaluation.topics import Collection, Split, load_collection
from evaluation.uncentred import UncentredIndex
from search.encoders import open_encoder
from search.index import open_index

MODES = ("keyword", "semantic", "hybrid")


def evaluate(
    store: Store,
    settings: Settings,
    modes: Sequence[str] = MODES,
    splits: Sequence[Split] = (Split.TUNING,),
    *,
    balance: bool = True,
    ablation: bool = False,
    access: Access | None = None,
    progress: Listener = silent,
) -> Report:
    """Run the queries of ``splits`` against the home of ``settings``.

    A look at the held-out topics is written down in the home before anything is measured.
    ``balance`` adds the language balance of the modes that cross languages, ``ablation`` every mode
    without each of its parts.

    Raises:
        ConfigurationError: the look cannot be written down.
        SearchIndexError: there is no index that can be searched.
    """
    access = access or Access.public()
    collection = load_collection()
    encoder = RememberingEncoder(open_encoder(settings, bulk=False))
    if Split.HELD_OUT in splits:
        held_out = collection.select(Split.HELD_OUT)
        record_look(
            settings.home,
            {
                "encoder": encoder.name,
                "fingerprint": encoder.fingerprint,
                "queries": len(held_out.queries),
                "collection": fingerprint(held_out.queries),
                "modes": list(modes),
            },
        )

    def open_searcher(variant: Variant) -> AbstractContextManager[Searcher]:
        index = None if variant.centred else UncentredIndex(open_index(settings), store, encoder)
        asked = settings if variant.reranked else replace(settings, reranker=None)
        return ServiceSearcher(store, asked, access, encoder=encoder, index=index, parts=variant.parts)

    coverage, known = cover(store, collection, access)
    with ServiceSearcher(store, settings, access, encoder=encoder) as searcher:
        report = measure_search(
            searcher,
            collection,
            coverage,
            known,
            modes,
            splits,
            balance=balance,
            encoder=encoder.name,
            progress=progress,
        )
    if ablation:
        bench = Bench.of(collection, coverage, splits, balance=balance)
        variants = (RERANKING, *VARIANTS) if settings.reranker else VARIANTS
        ablated = ablate(bench, report.modes, open_searcher, variants, progress)
        report = replace(report, ablation=ablated)
    return replace(
        report,
        fingerprint=encoder.fingerprint,
        passages=store.counts(access).passages,
        looks=len(read_looks(settings.home)),
        reranker=settings.reranker or "",
    )


def cover(store: Store, collection: Collection, access: Access) -> tuple[Coverage, dict[str, frozenset[str]]]:
    """Return which judged documents the home holds, and the eIds that it has of each."""
    coverage = Matcher(collection).cover(
        Stored(document.id, document.source, document.instrument_id, document.language)
        for document in store.documents(access)
    )
    known = {
        key: frozenset(
            provision.eid for document in documents for provision in store.provisions(document.id, access)
        )
        for key, documents in coverage.stored.items()
    }
    return coverage, known


def measure_search(
    searcher: Searcher,
    collection: Collection,
    coverage: Coverage,
    known: Mapping[str, Iterable[str]],
    modes: Sequence[str] = MODES,
    splits: Sequence[Split] = (Split.TUNING,),
    *,
    balance: bool = True,
    encoder: str = "unknown",
    progress: Listener = silent,
) -> Report:
    """Measure ``searcher``; ``known`` holds the eIds that the home has of each judged document."""
    bench = Bench.of(collection, coverage, splits, balance=balance)
    chosen = [query for query in collection.queries if query.split in splits]
    provisions = {key: frozenset(eids) for key, eids in known.items()}
    judged = {item for query in chosen for item in query.judgements}
    kept = {item for items in bench.qrels.values() for item in items}
    return Report(
        queries=len(bench.queries),
        languages=len({query.language for query in bench.queries}),
        judgements=sum(len(bench.qrels[query.id]) for query in bench.queries),
        encoder=encoder,
        modes=tuple(bench.measure(searcher, mode, progress) for mode in modes),
        missing=tuple(key for key in coverage.missing if any(item.document == key for item in judged)),
        dropped=sum(len(query.judgements) - len(bench.qrels[query.id]) for query in chosen),
        unanswerable=tuple(query.id for query in chosen if query not in bench.queries),
        unknown=tuple(
            sorted((item for item in kept if item.eid not in provisions.get(item.document, ())), key=str)
        ),
        collection=fingerprint(collection.queries),
    )
