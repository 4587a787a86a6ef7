"""Reading documents for comparison: features kept by document and revision, read once a process."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial
from threading import Lock
from typing import Generic, TypeVar

from corpus.access import Access
from corpus.errors import SearchIndexError
from corpus.settings import Settings
from corpus.store import Store
from search.balance import LanguageBalance, load_known_means, measure_balance
from search.comparison.features import Features, read_features
from search.encoders import Encoder, open_encoder
from search.index import Generation, Index, open_index
from search.passages import PassageText, encode_missing, load_vectors, read_passages

K = TypeVar("K")
V = TypeVar("V")

_KEPT = 24  # documents; a law of 100,000 characters takes some 5 MB


class Recent(Generic[K, V]):
    """What was made lately, the least used given up first; safe to use from several threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[K, V] = OrderedDict()
        self._lock = Lock()

    def get(self, key: K, make: Callable[[], V]) -> V:
        """Return what is kept under ``key``, made now if nothing is."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        made = make()
        with self._lock:
            self._held[key] = made
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return made


class DocumentReader:
    """Gives the features of documents.

    The encoder's vectors come from the store; what is not there yet is encoded. ``encoder`` and
    ``index`` are opened when they are first needed.
    """

    def __init__(
        self, store: Store, settings: Settings, encoder: Encoder | None = None, index: Index | None = None
    ) -> None:
        self._store = store
        self._settings = settings
        self._encoder = encoder
        self._index = index
        self._balance: tuple[Generation, LanguageBalance] | None = None
        self._features: Recent[tuple[str, ...], Features] = Recent(_KEPT)
        self._lock = Lock()

    def read(self, document_ids: Sequence[str], access: Access) -> list[Features]:
        """Return the features of documents.

        Raises:
            NotFoundError: one of them does not exist or may not be seen.
        """
        for document_id in document_ids:
            self._store.summary(document_id, access)
        revisions = self._store.document_revisions()
        balance, known = self.open_balance()
        if balance is None:
            # Without an index the documents themselves say what is usual in their languages.
            balance = self.measure(document_ids, access)
            return [self._make(document_id, access, balance) for document_id in document_ids]
        keys = [(document_id, revisions.get(document_id, ""), known) for document_id in document_ids]
        return [self._features.get(key, partial(self._make, key[0], access, balance)) for key in keys]

    def encoder(self) -> Encoder:
        """Return the encoder, opened once."""
        with self._lock:
            if self._encoder is None:
                self._encoder = open_encoder(self._settings, bulk=False)
            return self._encoder

    def _make(self, document_id: str, access: Access, balance: LanguageBalance) -> Features:
        passages = self._passages(document_id, access)
        vectors = load_vectors(self._store, self.encoder(), passages)
        centred = balance.centre_passages(vectors, [entry.passage.language for entry in passages])
        document = self._store.document(document_id, access)
        provisions = self._store.provisions(document_id, access)
        return read_features(
            document.text, provisions, [entry.passage for entry in passages], centred, document.language
        )

    def _passages(self, document_id: str, access: Access) -> list[PassageText]:
        encode_missing(self._store, self.encoder(), [document_id])
        return list(read_passages(self._store, [document_id], access))

    def measure(self, document_ids: Sequence[str], access: Access) -> LanguageBalance:
        """Return the statistics of some documents alone."""
        passages = [entry for found in dict.fromkeys(document_ids) for entry in self._passages(found, access)]
        vectors = load_vectors(self._store, self.encoder(), passages)
        languages = [entry.passage.language for entry in passages]
        return measure_balance(vectors, languages, load_known_means(self.encoder()), {})

    def open_balance(self) -> tuple[LanguageBalance | None, str]:
        """The index's statistics, drawn from far more text, and what names their state; None without any."""
        with self._lock:
            if self._index is None:
                self._index = open_index(self._settings)
        try:
            generation = self._index.current()
        except SearchIndexError:
            return None, ""
        manifest = generation.manifest
        if manifest.fingerprint != self.encoder().fingerprint:
            return None, ""
        if self._balance is None or self._balance[0] is not generation:
            self._balance = (generation, LanguageBalance.from_bytes(generation.balance))
        return self._balance[1], f"{manifest.fingerprint} {manifest.content_revision}"

    def close(self) -> None:
        """Let go of the index."""
        with self._lock:
            if self._index is not None:
                self._index.close()
                self._index = None


def open_balance(
    store: Store, settings: Settings, encoder: Encoder, document_ids: Sequence[str]
) -> LanguageBalance:
    """The statistics of the index, or where it is of another encoder those of the documents themselves."""
    reader = DocumentReader(store, settings, encoder)
    try:
        balance, _ = reader.open_balance()
        return balance or reader.measure(document_ids, Access.system_())
    finally:
        reader.close()
