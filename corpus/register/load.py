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


def load_folder(folder: Path) -> tuple[RegisterInstrument, ...]:
    """Return the instruments described by the ``*.yaml`` files of a folder, by file name.

    Raises:
        RegisterError: if a file breaks the format, or two files contradict each other.
    """
    instruments = tuple(load_file(path) for path in sorted(folder.glob("*.yaml")))
    _check_together(instruments)
    return instruments


def load_file(path: Path) -> RegisterInstrument:
    """Return the instrument described by one register file (its citations are not followed)."""
    raw = read_yaml(path)
    return parse_instrument(raw, path.name, hashlib.sha256(path.read_bytes()).hexdigest())


def _check_together(instruments: tuple[RegisterInstrument, ...]) -> None:
    """Check what no file can check alone: ids are unique and cited provisions exist."""
    by_id: dict[str, RegisterInstrument] = {}
    for entry in instruments:
        other = by_id.setdefault(entry.instrument.id, entry)
        if other is not entry:
            raise Place(entry.file).error("id", f"{other.file} has the same", "keep one file per instrument")
    for entry in instruments:
        for provision in entry.provisions:
            for number, cited in enumerate(provision.cites, start=1):
                _check_citation(
                    Place(entry.file, provision.eid), number, cited.eid, by_id.get(cited.instrument)
                )


def _check_citation(place: Place, number: int, eid: str | None, target: RegisterInstrument | None) -> None:
    # An instrument outside the register, or one without provisions yet, may be cited all the same.
    if eid is None or target is None or target.bare:
        return
    if all(provision.eid != eid for provision in target.provisions):
        raise place.error(
            f"cites[{number}].eid", f"{target.file} has no provision '{eid}'", "cite one that it has"
        )
