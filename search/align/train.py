"""Train an encoder so that a meaning lies in one place, whatever the language.

Two forces. *Attraction*: a text is to be nearer to the same meaning in other languages and lengths than
to anything else in the batch, first of all than to texts of its own language
(:mod:`search.align.batches`). *Memory*: the vector of each text is to stay near the one that the encoder
gave to the English wording before. English so stays as it was, other languages come to it, and
what the encoder knew of meanings in English, which it knows best, is passed on.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.nn.utils import parametrize

from search.align.batches import Batches, Cell
from search.align.low_rank import trained_vectors
from search.encoders.text import prepare

TEMPERATURE = 0.03
_MEMORY = 6.0
_RATE = 3e-4
_VECTOR_RATE = 1e-4
_WARM_UP = 0.04
_LEAST_RATE = 0.04
_MOST_TOKENS = 192
# Texts of one length are encoded together; so many per forward pass keep the activations in the cache.
_LOT = 16


@dataclass(frozen=True, slots=True)
class Progress:
    """Where training stands: ``share`` of it done (0..1), and the means of both losses lately."""

    step: int
    share: float
    attraction: float
    memory: float


class Trainer:
    """Trains ``model``, a SentenceTransformer whose trainable parameters are set, beside ``teacher``.

    ``teacher`` is the same model as it was before. ``prompts`` are what goes before a query and before
    a passage.
    """

    def __init__(self, model: Any, teacher: Any, prompts: tuple[str, str], batches: Batches) -> None:
        self._model, self._teacher = model, teacher
        self._prompts = prompts
        self._batches = batches
        self._remembered: dict[tuple[bool, str], Tensor] = {}
        vectors = dict(trained_vectors(model))
        matrices = [p for n, p in model.named_parameters() if p.requires_grad and n not in vectors]
        self._optimiser = torch.optim.AdamW(
            [{"params": matrices, "peak": _RATE}, {"params": list(vectors.values()), "peak": _VECTOR_RATE}],
            lr=_RATE, weight_decay=0.0, betas=(0.9, 0.98),
        )  # fmt: skip

    def train(
        self, seconds: float, told: Callable[[Progress], bool] = lambda _: True, every: int = 20
    ) -> int:
        """Train for so many seconds; returns the number of steps.

        ``told`` is called every so many steps and may stop it by returning False.
        """
        began = time.monotonic()
        step = 0
        losses: list[tuple[float, float]] = []
        while True:
            done = (time.monotonic() - began) / seconds
            if done >= 1:
                return step
            self._set_rate(done)
            losses.append(self._step(self._batches.draw()))
            step += 1
            if step % every == 0:
                attraction, memory = (sum(x) / len(losses) for x in zip(*losses, strict=True))
                losses = []
                if not told(Progress(step, min(done, 1.0), attraction, memory)):
                    return step

    def _set_rate(self, share: float) -> None:
        scale = (
            min(1.0, share / _WARM_UP)
            if share < _WARM_UP
            else (
                _LEAST_RATE
                + (1 - _LEAST_RATE) * 0.5 * (1 + math.cos(math.pi * (share - _WARM_UP) / (1 - _WARM_UP)))
            )
        )
        for group in self._optimiser.param_groups:
            group["lr"] = group["peak"] * scale

    def _step(self, cells: Sequence[Cell]) -> tuple[float, float]:
        wanted = self._remember([(cell.asks, cell.target) for cell in cells])
        with parametrize.cached():
            found = encode(self._model, self._prompts, [(cell.asks, cell.text) for cell in cells])
            attraction = attract(found, cells)
            memory = (1 - (found * wanted).sum(dim=1)).mean()
            loss = attraction + _MEMORY * memory
            self._optimiser.zero_grad(set_to_none=True)
            backward: Any = loss.backward
            backward()
        torch.nn.utils.clip_grad_norm_(
            [p for group in self._optimiser.param_groups for p in group["params"]], 1.0
        )
        self._optimiser.step()
        return float(attraction.detach()), float(memory.detach())

    def _remember(self, texts: Sequence[tuple[bool, str]]) -> Tensor:
        """What the encoder said of these texts before training; computed once for each."""
        new = sorted({text for text in texts if text not in self._remembered})
        if new:
            with torch.no_grad():
                rows = encode(self._teacher, self._prompts, new)
            self._remembered.update(zip(new, rows, strict=True))
        return torch.stack([self._remembered[text] for text in texts])


def encode(model: Any, prompts: tuple[str, str], texts: Sequence[tuple[bool, str]]) -> Tensor:
    """Vectors of length 1, one for each (asks, text); with a gradient where one is being taken."""
    most = min(_MOST_TOKENS, model.max_seq_length or _MOST_TOKENS)
    encoded = [
        model.tokenizer(prompts[not asks] + prepare(text), truncation=True, max_length=most)["input_ids"]
        for asks, text in texts
    ]
    order = sorted(range(len(texts)), key=lambda n: len(encoded[n]))
    rows: list[Tensor] = [torch.empty(0)] * len(texts)
    device = model.device
    for start in range(0, len(order), _LOT):
        part = order[start : start + _LOT]
        padded = model.tokenizer.pad({"input_ids": [encoded[n] for n in part]}, return_tensors="pt")
        features = {name: tensor.to(device) for name, tensor in padded.items()}
        with torch.autocast(device.type, dtype=torch.bfloat16):
            vectors = model(features)["sentence_embedding"]
        vectors = torch.nn.functional.normalize(vectors.float(), dim=1)
        for at, n in enumerate(part):
            rows[n] = vectors[at]
    return torch.stack(rows)


def attract(vectors: Tensor, cells: Sequence[Cell]) -> Tensor:
    """The mean, over texts and their counterparts, of how likely the counterpart is not the nearest.

    For each text and each counterpart the cross-entropy of the counterpart among all texts of other
    meanings, by similarity over :data:`TEMPERATURE`.
    """
    device = vectors.device
    rows = torch.tensor([cell.row for cell in cells], device=device)
    # A wording that two meanings share says nothing: "Short title" heads a section of every act.
    numbers: dict[str, int] = {}
    wording = torch.tensor(
        [numbers.setdefault(cell.text.casefold(), len(numbers)) for cell in cells], device=device
    )
    same = rows[:, None] == rows[None, :]
    others = ~same & (wording[:, None] != wording[None, :])
    counterparts = same & ~torch.eye(len(cells), dtype=torch.bool, device=device)
    similar = vectors @ vectors.T / TEMPERATURE
    against = torch.logsumexp(similar.masked_fill(~others, -torch.inf), dim=1)
    loss = torch.nn.functional.softplus(against[:, None] - similar)
    return loss[counterparts].mean()
