"""Bulk encoding through sentence-transformers: any of its models, on the CPU or a GPU."""

from __future__ import annotations

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
from search.encoders.deltas import Alignment, find_alignment, identify
from search.encoders.formats import PLAIN, SAMPLE, Choice, autocast, choose_format, remember, remembered
from search.encoders.protocol import Encoder, Vectors, compute_fingerprint
from search.encoders.text import RULES, prepare
from search.encoders.threads import be_a_good_neighbour

logger = logging.getLogger(__name__)

# Batches are filled to this many tokens, padding included. Measured on two idle cores with 320 passages,
# two rounds: 33 and 36 a second with 3,072 (64 texts), 30 and 31 with 1,536 (32), 27 and 27 with 768 (16),
# 19 and 24 with 400 (8): small batches leave the second core waiting. (One core alone is fastest with 768.)
_BATCH_TOKENS = 3_072
_GPU_BATCH_TOKENS = 16_384
_MAX_BATCH = 64
_GPU_MAX_BATCH = 256

# Fewer texts are encoded in float32: trying formats takes as long as encoding so many.
_WORTH_TRYING = 48
_GPU_SAMPLE_COPIES = 32

_USUAL_WINDOW = 512

# Models that need prompts but do not carry them in their configuration.
_FAMILY_PROMPTS = ((re.compile(r"(?i)\be5-(small|base|large)(?!.*instruct)"), ("query: ", "passage: ")),)


class SentenceEncoder:
    """A sentence-transformers model.

    ``spec`` is a name on the model hub or a folder; ``threads`` bounds what the CPU part uses (0:
    all cores). Prompts come from the model's own configuration, else from its family. Many texts at once
    are encoded in the number format that proves fastest (:mod:`search.encoders.formats`), tried once
    a process; few are encoded in float32. ``cache`` is where a home keeps an alignment that was trained
    for these weights (:mod:`search.encoders.deltas`): it is merged into them.

    Raises:
        ConfigurationError: there is no such model, or its files are not usable.
    """

    def __init__(
        self, spec: str, *, threads: int = 0, fingerprint: str | None = None, cache: Path | None = None
    ) -> None:
        be_a_good_neighbour()
        self.name = spec
        bound_threads(threads)
        self._model = load_model(spec)
        self._query_prompt, self._passage_prompt = choose_prompts(spec, dict(self._model.prompts or {}))
        self.dimension = int(self._model.get_embedding_dimension() or 0)
        self.alignment: Alignment | None = None
        if fingerprint is None:
            weights = hash_weights(self._model)
            self.alignment = find_alignment(weights, cache) if cache is not None else None
            if self.alignment is not None:
                _merge(self._model, self.alignment)
            fingerprint = compute_fingerprint(
                identify(weights, self.alignment),
                self._query_prompt, self._passage_prompt, self.dimension, RULES,
            )  # fmt: skip
        self.fingerprint = fingerprint
        self._device = str(self._model.device.type)
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
        with self._lock:
            name = self._choose_format() if len(texts) >= _WORTH_TRYING else PLAIN
            return self._encode_in(name, prepared, encode, prompt, progress)

    def _choose_format(self) -> str:
        choice = remembered(self.fingerprint)
        if choice is None:
            choice = choose_format(
                lambda name, texts: self._encode_in(
                    name, texts, self._model.encode_document, self._passage_prompt, None
                ),
                self._device,
                copies=1 if self._device == "cpu" else _GPU_SAMPLE_COPIES,
            )
            remember(self.fingerprint, choice)
        return choice.name

    def _encode_in(
        self,
        name: str,
        texts: Sequence[str],
        encode: Callable[..., Any],
        prompt: str,
        progress: Report | None,
    ) -> Vectors:
        rows = np.empty((len(texts), self.dimension), np.float32)
        done = 0
        on_cpu = self._device == "cpu"
        budget, most = (_BATCH_TOKENS, _MAX_BATCH) if on_cpu else (_GPU_BATCH_TOKENS, _GPU_MAX_BATCH)
        with autocast(self._device, name):
            for batch in batch_by_length(self._count_tokens(texts, prompt), budget, most):
                found = encode(
                    [texts[i] for i in batch],
                    prompt=prompt,
                    batch_size=len(batch),
                    show_progress_bar=False,
                    normalize_embeddings=True,
                )
                rows[batch] = np.asarray(found, np.float32)
                done += len(batch)
                if progress:
                    progress("encode", done, len(texts))
        # Shorter formats leave lengths off by some 1e-3.
        rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
        return rows

    def _count_tokens(self, texts: Sequence[str], prompt: str) -> list[int]:
        """Tokens that the model reads of each text; guessed where it has no tokenizer of the usual kind."""
        if not texts:
            return []
        most = int(getattr(self._model, "max_seq_length", None) or _USUAL_WINDOW)
        try:
            ids = self._model.tokenizer([prompt + text for text in texts], truncation=True, max_length=most)
            return [len(row) for row in ids["input_ids"]]
        except (AttributeError, KeyError, TypeError, ValueError):
            return [min(most, 2 + _weigh(text) // 4) for text in texts]


def try_formats(encoder: Encoder) -> Choice | None:
    """In which number format an encoder encodes many texts here; None if it does so without torch."""
    if remembered(encoder.fingerprint) is None:
        encoder.encode_passages(SAMPLE * -(-_WORTH_TRYING // len(SAMPLE)))
    return remembered(encoder.fingerprint)


def batch_by_length(lengths: Sequence[int], budget: int, most: int) -> Iterator[list[int]]:
    """Positions of texts of these lengths in batches of like length, longest first.

    A batch holds at most ``budget`` with what its shorter texts are padded by, at most ``most``
    texts, and at least one. Longest first, so that memory runs out at once or not at all.

    >>> list(batch_by_length([2, 1, 4], 4, 8))
    [[2], [0, 1]]
    """
    batch: list[int] = []
    for i in sorted(range(len(lengths)), key=lambda i: (-lengths[i], i)):
        if batch and ((len(batch) + 1) * lengths[batch[0]] > budget or len(batch) == most):
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


def load_model(spec: str) -> Any:
    """The sentence-transformers model of this name or folder.

    Raises:
        ConfigurationError: there is no such model, or its files are not usable.
    """
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


def choose_prompts(spec: str, prompts: dict[str, str]) -> tuple[str, str]:
    """What goes before a query and before a passage: what the model says, else its family's way."""
    query = prompts.get("query") or ""
    passage = next((prompts[key] for key in ("document", "passage", "corpus") if prompts.get(key)), "")
    if not query and not passage:
        for pattern, family in _FAMILY_PROMPTS:
            if pattern.search(spec):
                return family
    return query, passage


def hash_weights(model: Any) -> str:
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


def _merge(model: Any, alignment: Alignment) -> None:
    """Add an alignment's changes to the weights of the model's transformer."""
    import torch

    parameters = dict(getattr(model[0], "auto_model", model[0]).named_parameters())
    names = {name.removesuffix(":up").removesuffix(":down") for name in alignment.deltas}
    with torch.no_grad():
        for name in sorted(names):
            change = alignment.change(name)
            there = parameters.get(name)
            if change is None or there is None or tuple(there.shape) != change.shape:
                raise ConfigurationError(
                    f"The alignment {alignment.path} does not fit the encoder: it changes {name}, which "
                    "is not there or has another shape.",
                    remedy="Remove the file to use the encoder as it is, or run: narcord encoder align",
                )
            there += torch.from_numpy(change).to(there)


def _bytes_type() -> Any:
    import torch

    return torch.uint8
