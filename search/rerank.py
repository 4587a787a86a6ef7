"""Putting the best hits into order anew with a cross-encoder, which reads query and passage together.

An option, off by default: a cross-encoder reads every pair of query and passage, so it takes
seconds on a processor where the index takes milliseconds. Only the first ``RERANKED`` hits of a search
by meaning are read; what comes after them keeps its place. Any sentence-transformers ``CrossEncoder``
that gives one number per pair will do.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.access import Access
from corpus.errors import ConfigurationError
from corpus.model import Passage
from corpus.settings import Settings
from corpus.store import ProvisionHit, Store
from search.encoders.bulk import bound_threads, quieten_transformers
from search.encoders.text import prepare
from search.encoders.threads import be_a_good_neighbour
from search.passages import choose_headings, measure_size
from search.ranking import Ranked

logger = logging.getLogger(__name__)

Scores = NDArray[np.float64]

RERANKED = 50
"""How many hits are read, from the first on: every page of an answer draws from the same order."""

# The pair has to fit the model's window (512 tokens as a rule), and the passage is what is to be read.
_QUERY_SIZE = 600.0
_PASSAGE_SIZE = 6_000.0
_WINDOW = 512
_BATCH = 16
_KEPT_SCORES = 4_096
# The same pair differs in the sixth digit with the company that it is read in: ties are made of that.
_DIGITS = 4
# What is saved without a head for scoring: transformers would make one up, of chance.
_HEADLESS = ("Model", "ForMaskedLM", "ForPreTraining")
_REMEDY = (
    "Set NARCORD_RERANKER to the folder of a sentence-transformers cross-encoder or to the name of one that "
    "this machine can download, or unset it to search without."
)


class Reranker(Protocol):
    """Reads pairs of query and passage; the higher the score, the better the passage answers."""

    @property
    def name(self) -> str:
        """What readers are told: no path of this machine."""
        ...

    def score(self, query: str, passages: Sequence[str]) -> Scores:
        """One number per passage."""
        ...


class CrossReranker:
    """A sentence-transformers cross-encoder, on the CPU or a GPU; safe to use from several threads.

    ``spec`` is a name on the model hub or a folder; ``threads`` bounds what the CPU part uses (0: all
    cores). Scores are kept for a while, since the pages of an answer and its filters ask for the same.

    Raises:
        ConfigurationError: there is no such model, or it does not give one number per pair.
    """

    def __init__(self, spec: str, *, threads: int = 0) -> None:
        be_a_good_neighbour()
        bound_threads(threads)
        self.name = Path(spec).name if Path(spec).is_dir() else spec
        self._model = _load_model(spec)
        self._kept: OrderedDict[tuple[str, str], float] = OrderedDict()
        self._lock = threading.Lock()

    def score(self, query: str, passages: Sequence[str]) -> Scores:
        """One number per passage: the model's logit, before any activation that would level it."""
        from torch.nn import Identity

        asked = shorten(prepare(query), _QUERY_SIZE)
        texts = [shorten(prepare(text), _PASSAGE_SIZE) for text in passages]
        with self._lock:
            missing = [text for text in dict.fromkeys(texts) if (asked, text) not in self._kept]
            found = {text: self._kept[asked, text] for text in texts if (asked, text) in self._kept}
            if missing:
                new = self._model.predict(
                    [(asked, text) for text in missing],
                    batch_size=_BATCH,
                    show_progress_bar=False,
                    activation_fn=Identity(),
                )
                rounded = np.round(np.asarray(new, np.float64), _DIGITS)
                found |= dict(zip(missing, rounded.tolist(), strict=True))
            for text in texts:
                self._kept[asked, text] = found[text]
                self._kept.move_to_end((asked, text))
            while len(self._kept) > _KEPT_SCORES:
                self._kept.popitem(last=False)
        return np.array([found[text] for text in texts], np.float64)


class Reranking:
    """The reranker that the settings name, if any, opened with the first query that needs it."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings
        self._reranker: Reranker | ConfigurationError | None = None
        self._lock = threading.Lock()

    def put_in_order(
        self, order: Callable[[int], list[Ranked]], query: str, reach: int, access: Access
    ) -> tuple[list[Ranked], str | None]:
        """The best ``reach`` hits (or a few more), and what put the first of them into order anew.

        ``order`` gives the ranking without a reranker. The same hits are read whatever page is asked
        for, so that pages follow on each other; what is beyond them follows as it was.

        Raises:
            ConfigurationError: the reranker cannot be had.
        """
        reranker = self._open()
        if reranker is None:
            return order(reach), None
        head = rerank(reranker, self._store, query, order(RERANKED)[:RERANKED], access)
        if reach > RERANKED:
            seen = {found.key for found in head}
            head += [found for found in order(reach) if found.key not in seen]
        return head, reranker.name

    def warm(self) -> None:
        """Load what the first query would load."""
        if reranker := self._open():
            reranker.score(".", ["."])

    def _open(self) -> Reranker | None:
        with self._lock:
            if self._reranker is None:
                try:
                    self._reranker = open_reranker(self._settings)
                except ConfigurationError as error:
                    # Looking for a model that is not there takes long: once is enough.
                    self._reranker = error
            if isinstance(self._reranker, ConfigurationError):
                raise self._reranker
            return self._reranker


def open_reranker(settings: Settings) -> Reranker | None:
    """The reranker that the settings name, None if they name none.

    Raises:
        ConfigurationError: it cannot be had.
    """
    return CrossReranker(settings.reranker, threads=settings.threads) if settings.reranker else None


def rerank(
    reranker: Reranker, store: Store, query: str, ranking: Sequence[Ranked], access: Access
) -> list[Ranked]:
    """The same hits by how well they answer, as the reranker reads them; equals stay in their order.

    What ``access`` may not see (any more) is not read and comes last.
    """
    shown = store.provision_hits([found.key for found in ranking], access)
    passages = store.passages_by_id([found.passage for found in ranking], access)
    read = [found for found in ranking if found.key in shown]
    scores = reranker.score(query, [_text_of(found, shown, passages) for found in read])
    order = np.argsort(-scores, kind="stable").tolist()
    unseen = [found for found in ranking if found.key not in shown]
    return [replace(read[at], score=float(scores[at])) for at in order] + unseen


def shorten(text: str, size: float) -> str:
    """The beginning of a text that says at most ``size``, up to the end of a word where there are words.

    >>> shorten("one two three", 9)
    'one two'
    """
    if measure_size(text) <= size:
        return text
    fits, length = 0, len(text)
    while length - fits > 1:
        middle = (fits + length) // 2
        if measure_size(text[:middle]) <= size:
            fits = middle
        else:
            length = middle
    cut = text[:fits]
    return cut if text[fits : fits + 1].isspace() or " " not in cut else cut.rsplit(" ", 1)[0]


def _text_of(
    found: Ranked,
    shown: Mapping[tuple[str, str], ProvisionHit],
    passages: Mapping[str, Passage],
) -> str:
    """The passage that matched best, under its headings, as encoders read it."""
    hit = shown[found.key]
    passage = passages.get(found.passage)
    if passage is None:
        return hit.text
    start = passage.start - hit.provision.start
    text = hit.text[start : start + passage.end - passage.start]
    headings = choose_headings(passage.context)
    return f"{headings}: {text}" if headings else text


def _load_model(spec: str) -> Any:
    from sentence_transformers import CrossEncoder

    quieten_transformers()
    try:
        model = CrossEncoder(str(Path(spec).resolve()) if Path(spec).is_dir() else spec)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise ConfigurationError(
            f"The reranker {spec!r} cannot be loaded: {reason}", remedy=_REMEDY
        ) from error
    architectures = getattr(model.config, "architectures", None) or []
    if any(name.endswith(_HEADLESS) for name in architectures):
        raise ConfigurationError(
            f"The reranker {spec!r} is no cross-encoder but {architectures[0]}, which scores nothing.",
            remedy=_REMEDY,
        )
    if model.num_labels != 1:
        raise ConfigurationError(
            f"The reranker {spec!r} gives {model.num_labels} numbers for a pair, not one.", remedy=_REMEDY
        )
    window = getattr(model.config, "max_position_embeddings", None) or _WINDOW
    model.max_seq_length = min(model.max_seq_length or _WINDOW, int(window), _WINDOW)
    logger.info("hits are reranked by %s, windows of %d tokens", spec, model.max_seq_length)
    return model
