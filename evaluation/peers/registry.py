"""The peers by name: what each is, what it needs, and how it is set up."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from corpus.errors import UsageError
from evaluation.peers import alone, with_bm25s, with_haystack, with_llama_index, with_txtai
from evaluation.peers.material import Material, Peer

EXTRA = "peers"
NARCORD = "narcord"
"""The name of Narcord's own hybrid search among the systems."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A peer before its index is built.

    ``note`` says how it is set up, ``modules`` must be importable, ``encodes`` says that it needs the
    query's vector.
    """

    note: str
    modules: tuple[str, ...]
    encodes: bool
    open: Callable[[Material], Peer]


_LLAMA = ("llama_index.core", "llama_index.retrievers.bm25", "llama_index.vector_stores.faiss", "faiss")

PEERS: Mapping[str, Kind] = MappingProxyType(
    {
        "bm25s": Kind(
            "BM25 alone, English stemmer and stop words as in its quick start",
            ("bm25s", "Stemmer"),
            False,
            with_bm25s.open_as_documented,
        ),
        "bm25s-languages": Kind(
            "BM25 alone, stemmer and stop words of each text's language, single characters without spaces",
            ("bm25s", "Stemmer"),
            False,
            with_bm25s.open_by_language,
        ),
        "bm25s-subwords": Kind(
            "BM25 alone over XLM-R subwords, as MTEB's multilingual baseline",
            ("bm25s",),
            False,
            with_bm25s.open_subwords,
        ),
        "encoder": Kind("the encoder alone, exact cosine", (), True, alone.open_cosine),
        "txtai": Kind("hybrid as documented", ("txtai", "faiss"), True, with_txtai.open_as_documented),
        "txtai-tuned": Kind(
            "hybrid, exact vectors, fusion by log-odds, weight chosen on the tuning topics",
            ("txtai", "faiss"),
            True,
            with_txtai.open_tuned,
        ),
        "llama-index": Kind(
            "BM25 and vectors by reciprocal ranks, as documented",
            _LLAMA,
            True,
            with_llama_index.open_as_documented,
        ),
        "llama-index-tuned": Kind(
            "the same, no English rules, single characters where a script has no spaces",
            _LLAMA,
            True,
            with_llama_index.open_tuned,
        ),
        "haystack": Kind(
            "BM25 and vectors by reciprocal ranks, as documented",
            ("haystack",),
            True,
            with_haystack.open_as_documented,
        ),
    }
)


def choose(
    names: Iterable[str], kinds: Mapping[str, Kind] = PEERS, *, ours: str = NARCORD
) -> tuple[str, ...]:
    """Return the systems to measure, in our order: those named, or all for none.

    Raises:
        UsageError: there is no such system, or its library is not installed.
    """
    wanted = set(names) or {ours, *kinds}
    if unknown := sorted(wanted - {ours, *kinds}):
        raise UsageError(
            f"There is no system {unknown[0]!r}.", remedy=f"Choose among {', '.join((ours, *kinds))}."
        )
    chosen = tuple(name for name in (ours, *kinds) if name in wanted)
    lacking = {name: missing for name in chosen if name != ours and (missing := find_missing(kinds[name]))}
    if lacking:
        modules = sorted({module for missing in lacking.values() for module in missing})
        raise UsageError(
            f"Not installed: {', '.join(modules)} (for {', '.join(lacking)}).",
            remedy=f"Install the extra: pip install 'narcord[{EXTRA}]'; or name other systems with --only.",
        )
    return chosen


def find_missing(kind: Kind) -> Sequence[str]:
    """Return the modules of a peer that cannot be imported."""
    return [module for module in kind.modules if not _is_there(module)]


def _is_there(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:  # the package above it is missing
        return False
