"""An alignment: what was learned to bring an encoder's languages together, and how it is merged.

An alignment is one ``npz`` file. For a matrix it holds ``NAME:up`` and ``NAME:down`` (float16; the change
is their product), for a vector ``NAME`` (float32; the change itself), names being those of a
``transformers`` model. ``facts`` is JSON: the weights that it was learned for (``base``), data, seed,
licence. ``languages``, ``queries``, ``passages`` and ``likeness`` are the language statistics of the
aligned encoder (:mod:`search.balance`). Made by :mod:`search.align`.

The four-bit weights of the bundled encoder lie on a grid, and most changes are smaller than half its step:
rounded, they would vanish. So a change of a twentieth of a step moves a value by a whole step in one
place of twenty, chosen by numbers that depend on the matrix's name alone (:func:`dither`). Training saw
the matrices rounded just so.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ConfigurationError
from search.encoders.packed import MATRICES, VECTORS, PackedModel, read_packed

SHIPPED = Path(__file__).parent.parent / "data" / "alignment.npz"
# Raise it when the same alignment is merged into other weights than before.
RULES = "dither-1"
_STATISTICS = ("languages", "queries", "passages", "likeness")


@dataclass(frozen=True)
class Alignment:
    """A file of changes, with facts about how it was made."""

    path: Path
    facts: Mapping[str, Any]

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the changes: statistics measured anew leave the vectors as they are."""
        digest = hashlib.sha256()
        for name, change in sorted(self.deltas.items()):
            digest.update(f"{name}:{change.dtype}:{change.shape}".encode())
            digest.update(np.ascontiguousarray(change).tobytes())
        return digest.hexdigest()

    @cached_property
    def deltas(self) -> Mapping[str, NDArray[np.floating[Any]]]:
        """The arrays by name."""
        with np.load(self.path, allow_pickle=False) as file:
            return {name: file[name] for name in file.files if name not in {*_STATISTICS, "facts"}}

    @cached_property
    def statistics(self) -> Mapping[str, NDArray[Any]]:
        """The language statistics of the aligned encoder; empty where none were measured."""
        with np.load(self.path, allow_pickle=False) as file:
            return {name: file[name] for name in _STATISTICS if name in file.files}

    def change(self, name: str) -> NDArray[np.float32] | None:
        """What is added to the named matrix or vector, None where it stays."""
        if f"{name}:up" in self.deltas:
            up, down = (self.deltas[f"{name}:{side}"].astype(np.float32) for side in ("up", "down"))
            return up @ down
        vector = self.deltas.get(name)
        return None if vector is None else vector.astype(np.float32)


def read_alignment(path: Path) -> Alignment:
    """Read an alignment's facts; its arrays are read when they are asked for.

    Raises:
        ConfigurationError: the file is not one.
    """
    try:
        with np.load(path, allow_pickle=False) as file:
            facts = json.loads(str(file["facts"]))
        facts = {**facts, "base": str(facts["base"])}
        return Alignment(path, facts)
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        raise ConfigurationError(
            f"The alignment {path} cannot be read: {error}.",
            remedy="Remove the file to use the encoder as it is, or run: narcord encoder align",
        ) from error


def write_alignment(path: Path, arrays: Mapping[str, NDArray[Any]], facts: Mapping[str, Any]) -> Alignment:
    """Write an alignment, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".alignment-", delete=False) as file:
        contents: dict[str, Any] = dict(arrays)
        np.savez_compressed(file, allow_pickle=False, facts=np.array(json.dumps(facts)), **contents)
    os.replace(file.name, path)
    return read_alignment(path)


def find_alignment(base: str, cache: Path | None) -> Alignment | None:
    """The alignment to use with the weights ``base``: the home's own (in ``cache``), else what ships."""
    if cache is not None:
        own = place_of(base, cache)
        if own.is_file():
            return read_alignment(own)
    if SHIPPED.is_file():
        shipped = read_alignment(SHIPPED)
        if shipped.facts["base"] == base:
            return shipped
    return None


def place_of(base: str, cache: Path) -> Path:
    """Where a home keeps its own alignment for the weights ``base``."""
    return cache / f"alignment-{base[:16]}.npz"


def identify(base: str, alignment: Alignment | None) -> str:
    """What stands for the weights after merging, in a fingerprint."""
    if alignment is None or not alignment.deltas:
        return base
    return hashlib.sha256(f"{base}:{alignment.digest}:{RULES}".encode()).hexdigest()


def dither(name: str, shape: tuple[int, int]) -> NDArray[np.float32]:
    """Numbers in -0.5..0.5 that decide how the values of the named matrix are rounded.

    The same on every machine: they come from a counter-based generator seeded by the name.

    >>> dither("a", (1, 2)).shape, bool((dither("a", (9, 9)) == dither("b", (9, 9))).any())
    ((1, 2), False)
    """
    seed = int.from_bytes(hashlib.sha256(f"dither:{name}".encode()).digest()[:8], "little")
    generator = np.random.Generator(np.random.Philox(seed))
    return (generator.random(shape, np.float32) - np.float32(0.5)) * np.float32(0.999)


def merge_packed(packed: Path, alignment: Alignment, cache: Path, name: str) -> Path:
    """The packed weights with the alignment merged in: a file in ``cache``, written if it is not there.

    Raises:
        ConfigurationError: the file cannot be written, or the alignment is for other weights.
    """
    final = cache / f"{packed.stem}-{name[:16]}.bin"
    if final.is_file():
        return final
    model = read_packed(packed)
    data = bytearray(packed.read_bytes())
    try:
        for short, long in model.names({**MATRICES, **VECTORS}).items():
            change = alignment.change(long)
            if change is not None:
                _add(model, data, short, long, change)
    except ValueError as error:
        raise ConfigurationError(
            f"The alignment {alignment.path} does not fit the bundled encoder: {error}.",
            remedy="Remove the file, or run: narcord encoder align",
        ) from error
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=cache, prefix=".merging-", delete=False) as file:
            file.write(data)
        os.replace(file.name, final)
    except OSError as error:
        raise ConfigurationError(
            f"The encoder cannot be written into {cache}: {error.strerror or error}.",
            remedy="Make the folder writable with 700 MB free, or set NARCORD_HOME to a folder that is.",
        ) from error
    return final


def _add(model: PackedModel, data: bytearray, short: str, long: str, change: NDArray[np.float32]) -> None:
    if change.ndim == 1:
        model.put_vector(data, short, model.tensor(short) + change)
        return
    scales, steps = model.grid(short)
    moved = steps.reshape(change.shape) + change / scales.reshape(change.shape) + dither(long, change.shape)
    model.put_steps(data, short, np.clip(np.round(moved), -8, 7).astype(np.int8))
