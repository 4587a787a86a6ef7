"""Low-rank changes to an encoder's matrices, learned so that they survive four-bit weights.

A matrix W of the bundled encoder lies on a grid: whole multiples, from -8 to 7, of a scale that each
block of 32 values shares. A gentle change D = B A is smaller than half a step of that grid nearly
everywhere, so rounding W + D to the nearest point would give W back. Instead the fraction that is lost
decides by chance, with a fixed seed: a value that should move by a twentieth of a step moves by a
whole one in one place of twenty. On average over a row the change is right, what is added is noise
smaller than that which the four bits brought in the first place, and since training sees the
rounded matrix (its gradient taken as that of W + D), it learns around the noise.

Vectors (biases, the weights of layer norms) are kept in full precision and trained as they are.
An encoder whose weights lie on no grid gets W + D.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.utils import parametrize

from search.encoders.deltas import dither

RANK = 32


class LowRank(nn.Module):
    """The parametrisation of one matrix: ``W + up @ down``, rounded where there is a grid."""

    def __init__(self, weight: Tensor, rank: int, scales: Tensor | None, name: str) -> None:
        super().__init__()
        rows, columns = weight.shape
        generator = torch.Generator().manual_seed(len(name) * 7919 + rows * 31 + columns)
        self.down = nn.Parameter(torch.randn(rank, columns, generator=generator) / columns**0.5)
        self.up = nn.Parameter(torch.zeros(rows, rank))
        self.scales: Tensor | None
        self.chance: Tensor | None
        if scales is not None:
            self.register_buffer("scales", scales, persistent=False)
            self.register_buffer("chance", torch.from_numpy(dither(name, (rows, columns))), persistent=False)
        else:
            self.scales = self.chance = None

    def forward(self, weight: Tensor) -> Tensor:
        """The matrix to compute with, from the one that was there."""
        changed = weight + self.up @ self.down
        if self.scales is None or self.chance is None:
            return changed
        with torch.no_grad():
            grid = torch.clamp(torch.round(changed / self.scales + self.chance), -8, 7) * self.scales
            lost = grid - changed
        return changed + lost


def add_low_rank(
    model: nn.Module, rank: int = RANK, scales: dict[str, np.ndarray] | None = None
) -> list[str]:
    """Make the encoder's linear layers trainable by low-rank changes, its vectors as they are.

    ``scales`` maps names of matrices to the scale of each value. All else is frozen. Returns the
    names of the matrices that were changed.
    """
    for parameter in model.parameters():
        parameter.requires_grad_(False)
    changed = []
    for name, module in list(model.named_modules()):
        # The first module is the transformer; what follows it (pooling, a head) stays as it is.
        if not name.startswith("0."):
            continue
        # A pooler belongs to another task; mean pooling passes it by.
        if isinstance(module, nn.Linear) and ".pooler." not in name:
            key = short_name(f"{name}.weight")
            known = None if scales is None else torch.from_numpy(scales[key])
            low_rank: Any = LowRank(module.weight, rank, known, key)
            parametrize.register_parametrization(module, "weight", low_rank)
            changed.append(key)
            if module.bias is not None:
                module.bias.requires_grad_(True)
        elif isinstance(module, nn.LayerNorm):
            module.weight.requires_grad_(True)
            module.bias.requires_grad_(True)
    return changed


def read_deltas(model: nn.Module, before: dict[str, Tensor]) -> dict[str, np.ndarray]:
    """What training changed: factors of matrices (``NAME:up``, ``NAME:down``) and differences of vectors."""
    found: dict[str, np.ndarray] = {}
    for key, low_rank in _low_ranks(model):
        found[f"{key}:up"] = low_rank.up.detach().cpu().numpy().astype(np.float16)
        found[f"{key}:down"] = low_rank.down.detach().cpu().numpy().astype(np.float16)
    for name, parameter in trained_vectors(model):
        found[short_name(name)] = (parameter.detach() - before[name]).cpu().numpy().astype(np.float32)
    return found


def load_deltas(model: nn.Module, deltas: dict[str, np.ndarray], before: dict[str, Tensor]) -> None:
    """Put what :func:`read_deltas` gave back into a model that :func:`add_low_rank` prepared."""
    with torch.no_grad():
        for key, low_rank in _low_ranks(model):
            low_rank.up.copy_(torch.from_numpy(deltas[f"{key}:up"].astype(np.float32)))
            low_rank.down.copy_(torch.from_numpy(deltas[f"{key}:down"].astype(np.float32)))
        for name, parameter in trained_vectors(model):
            parameter.copy_(before[name] + torch.from_numpy(deltas[short_name(name)]))


def trained_vectors(model: nn.Module) -> Iterator[tuple[str, nn.Parameter]]:
    """The vectors that are trained as they are, by name."""
    for name, parameter in model.named_parameters():
        if parameter.requires_grad and ".parametrizations." not in name:
            yield name, parameter


def short_name(name: str) -> str:
    """A parameter's name within its transformer, whatever wraps that.

    >>> short_name("0.model.encoder.layer.0.output.dense.bias")
    'encoder.layer.0.output.dense.bias'
    """
    return name.split(".", 2)[2]


def _low_ranks(model: nn.Module) -> Iterator[tuple[str, LowRank]]:
    """The matrices that are changed, by short name, with their changes."""
    for name, module in model.named_modules():
        if parametrize.is_parametrized(module, "weight"):
            parametrizations: Any = module.parametrizations
            yield short_name(f"{name}.weight"), parametrizations.weight[0]
