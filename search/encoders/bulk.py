"""Bulk encoding through sentence-transformers: any of its models, on the CPU or a GPU."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import ConfigurationError
from corpus.progress import Report
from search.encoders.protocol import Vectors, compute_fingerprint
from search.encoders.text import RULES, prepare
from search.encoders.threads import be_a_good_neighbour

logger = logging.getLogger(__name__)

# Batches are filled to this many characters of padded text. Measured on two cores with legal texts
# of 90 tokens: batches of 8 encode 1.5 times as many texts a second as batches of 32, whose
# activations no longer fit the cache.
_BATCH_CHARACTERS = 3_000
_GPU_BATCH_CHARACTERS = 60_000
_MAX_BATCH = 16

# Models that need prompts but do not carry them in their configuration.
_FAMILY_PROMPTS = ((re.compile(r"(?i)\be5-(small|base|large)(?!.*instruct)"), ("query: ", "passage: ")),)

# Processors that multiply bfloat16 matrices in hardware; elsewhere it is emulated and slower.
_BF16_FLAGS = {"amx_bf16", "avx512_bf16"}


class SentenceEncoder:
    """A sentence-transformers model.

    ``spec`` is a name on the model hub or a folder; ``threads`` bounds what the CPU part uses (0:
    all cores). Prompts come from the model's own
    configuration, else from its family.

    Raises:
        ConfigurationError: there is no such model, or its files are not usable.
    """

    def __init__(self, spec: str, *, threads: int = 0, fingerprint: str | None = None) -> None:
        be_a_good_neighbour()
        self.name = spec
        bound_threads(threads)
        self._model = _load_model(spec)
        self._query_prompt, self._passage_prompt = _choose_prompts(spec, dict(self._model.prompts or {}))
        self.dimension = int(self._model.get_embedding_dimension() or 0)
        self.fingerprint = fingerprint or compute_fingerprint(
            _hash_weights(self._model), self._query_prompt, self._passage_prompt, self.dimension, RULES
        )
        self._on_gpu = self._model.device.type != "cpu"
        self._fast_bf16 = not self._on_gpu and _has_fast_bf16()
        # The model's tokenizer keeps its padding settings in itself: one caller at a time.
        self._lock = threading.Lock()

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """One row per query."""
        return self._encode(texts, self._model.encode_query, self._query_prompt, None)

    def encode_passages(self, texts: Sequence[str], progress: Report | None = None) -> Vectors:
        """One row per passage."""
        return self._encode(texts, self._model.encode_document, self._passage_prompt, progress)

    def _encode(
        self, texts: Sequence[str], encode: Callable[..., Any], prompt: str, progress: Report | None
    ) -> Vectors:
        prepared = [prepare(text) for text in texts]
        rows = np.empty((len(prepared), self.dimension), np.float32)
        done = 0
        budget = _GPU_BATCH_CHARACTERS if self._on_gpu else _BATCH_CHARACTERS
        with self._lock, self._precision():
            for batch in batch_by_length(prepared, budget, 256 if self._on_gpu else _MAX_BATCH):
                found = encode(
                    [prepared[i] for i in batch],
                    prompt=prompt,
                    batch_size=len(batch),
                    show_progress_bar=False,
                    normalize_embeddings=True,
                )
                rows[batch] = np.asarray(found, np.float32)
                done += len(batch)
                if progress:
                    progress("encode", done, len(prepared))
        # bfloat16 leaves lengths off by some 1e-3.
        rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
        return rows

    def _precision(self) -> contextlib.AbstractContextManager[Any]:
        if not self._fast_bf16:
            return contextlib.nullcontext()
        import torch

        # Autocast keeps the residual stream and the norms in float32: the vectors stay equal to
        # cosine 0.9999, where a model cast to bfloat16 as a whole falls to 0.997.
        return torch.autocast("cpu", dtype=torch.bfloat16)


def batch_by_length(texts: Sequence[str], budget: int, most: int) -> Iterator[list[int]]:
    """Positions of the texts in batches of like length, longest first.

    A batch of ``n`` texts holds at most ``budget / n`` characters each, ``most`` texts, and at
    least one. Longest first, so that memory runs out at once or not at all.

    >>> list(batch_by_length(["aa", "b", "cccc"], 4, 8))
    [[2], [0, 1]]
    """
    order = sorted(range(len(texts)), key=lambda i: (-_weigh(texts[i]), i))
    batch: list[int] = []
    for i in order:
        if batch and ((len(batch) + 1) * _weigh(texts[batch[0]]) > budget or len(batch) == most):
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def _weigh(text: str) -> int:
    # A token is some four letters, but only one or two Chinese characters (three bytes each).
    return (len(text) + len(text.encode())) // 2


def bound_threads(threads: int) -> None:
    """Let torch use this many threads in this process; 0 leaves it as it is (all cores)."""
    if threads > 0:
        import torch

        torch.set_num_threads(threads)


def _load_model(spec: str) -> Any:
    from sentence_transformers import SentenceTransformer

    quieten_transformers()
    try:
        return SentenceTransformer(str(Path(spec).resolve()) if Path(spec).is_dir() else spec)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise ConfigurationError(
            f"The encoder {spec!r} cannot be loaded: {reason}",
            remedy="Set NARCORD_ENCODER to the folder of a sentence-transformers model, to the name of one "
            "that this machine can download, or to 'bundled'.",
        ) from error


def quieten_transformers() -> None:
    """Keep the loading bars of transformers off stderr, where our own progress is shown."""
    from transformers.utils import logging as library

    untyped: Any = library
    untyped.disable_progress_bar()
    untyped.set_verbosity_error()


def _choose_prompts(spec: str, prompts: dict[str, str]) -> tuple[str, str]:
    query = prompts.get("query") or ""
    passage = next((prompts[key] for key in ("document", "passage", "corpus") if prompts.get(key)), "")
    if not query and not passage:
        for pattern, family in _FAMILY_PROMPTS:
            if pattern.search(spec):
                return family
    return query, passage


def _hash_weights(model: Any) -> str:
    """SHA-256 over all weights and the tokenizer, so that a folder's name or place does not matter."""
    digest = hashlib.sha256()
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(f"{name}:{tensor.dtype}:{tuple(tensor.shape)}".encode())
        digest.update(tensor.detach().cpu().contiguous().view(-1).view(dtype=_bytes_type()).numpy())
    backend = getattr(model.tokenizer, "backend_tokenizer", None)
    if backend is not None:
        digest.update(backend.to_str().encode())
    digest.update(str([type(module).__name__ for module in model]).encode())
    return digest.hexdigest()


def _bytes_type() -> Any:
    import torch

    return torch.uint8


def _has_fast_bf16() -> bool:
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    line = next((line for line in flags.splitlines() if line.startswith("flags")), "")
    return bool(_BF16_FLAGS & set(line.split()))
