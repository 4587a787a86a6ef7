"""Loading the register that ships with the project, or another folder in the same format."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

from corpus.handwritten import Place, read_yaml
from corpus.register.records import RegisterInstrument
from corpus.register.schema import parse_instrument

INSTRUMENTS = Path(__file__).parent / "instruments"
"""The folder of register files, one per instrument."""


@functools.cache
def load_register() -> tuple[RegisterInstrument, ...]:
    """Return the instruments of the shipped register, by file name.

    Raises:
        RegisterError: if a file breaks the format; it names file, provision and field.
    """
    return load_folder(INSTRUMENTS)


@functools.cache
def _by_id() -> dict[str, RegisterInstrument]:
    return {entry.instrument.id: entry for entry in load_register()}


def find_entry(instrument: str) -> RegisterInstrument | None:
    """Return what the shipped register says of an instrument, by its id, or None."""
    return _by_id().get(instrument)


def load_folder(folder: Path) -> tuple[RegisterInstrument, ...]:
    """Return the instruments described by the ``*.yaml`` files of a folder, by file name.

    Raises:
        RegisterError: if a file breaks the format, or two files contradict each other.
    """
    instruments = tuple(load_file(path) for path in sorted(folder.glob("*.yaml")))
    _check_together(instruments)
    return instruments


def load_file(path: Path) -> RegisterInstrument:
    """Return the instrument described by one register file.

    Citations are not followed: the provision cited need not have an abstract.
    """
    raw = read_yaml(path)
    return parse_instrument(raw, path.name, hashlib.sha256(path.read_bytes()).hexdigest())


def _check_together(instruments: tuple[RegisterInstrument, ...]) -> None:
    """Check what no file can check alone: ids are unique."""
    by_id: dict[str, RegisterInstrument] = {}
    for entry in instruments:
        other = by_id.setdefault(entry.instrument.id, entry)
        if other is not entry:
            raise Place(entry.file).error("id", f"{other.file} has the same", "keep one file per instrument")
