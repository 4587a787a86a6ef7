"""Which instruments a person means: by identifier, by file name, or by a name that people use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from corpus.errors import UsageError
from corpus.register import RegisterInstrument
from corpus.register.recognise import index_titles, recognise_in

_NEAR = 4
_LEAST_LIKENESS = 55.0  # of 100


def choose(register: Sequence[RegisterInstrument], names: Iterable[str]) -> list[RegisterInstrument]:
    """Return the instruments of these names, in their order and each once; all of them for no names.

    Raises:
        UsageError: a name is nobody's, or of several; it says what is near.
    """
    names = list(names)
    if not names:
        return list(register)
    found = {entry.instrument.id: entry for entry in (_find(register, name) for name in names)}
    return list(found.values())


def _find(register: Sequence[RegisterInstrument], name: str) -> RegisterInstrument:
    wanted = _fold(name)
    for entry in register:
        if wanted in (_fold(entry.instrument.id), _fold(entry.slug), _fold(entry.file)):
            return entry
    called = [entry for entry in register if wanted in map(_fold, _names(entry))]
    if len(called) == 1:
        return called[0]
    if called:
        raise UsageError(
            f"'{name}' is the name of {len(called)} instruments of the register.",
            remedy=f"Name one of them: {_list(called)}.",
        )
    known = recognise_in(index_titles(register), name)
    if known is not None:
        return next(entry for entry in register if entry.instrument.id == known)
    near = _near(register, name)
    raise UsageError(
        f"The register has no instrument '{name}'.",
        remedy=(f"Did you mean {_list(near)}? " if near else "") + "See them all: narcord fetch --list",
    )


def _near(register: Sequence[RegisterInstrument], name: str) -> list[RegisterInstrument]:
    spellings = [(_fold(each), entry) for entry in register for each in (entry.slug, *_names(entry))]
    ranked = process.extract(
        _fold(name),
        [spelling for spelling, _ in spellings],
        scorer=fuzz.WRatio,
        score_cutoff=_LEAST_LIKENESS,
        limit=None,
    )
    found = {spellings[place][1].slug: spellings[place][1] for _, _, place in ranked}
    return list(found.values())[:_NEAR]


def _names(entry: RegisterInstrument) -> tuple[str, ...]:
    number = (entry.number,) if entry.number else ()
    return (entry.source_title, *entry.instrument.titles.values(), *entry.instrument.names, *number)


def _list(entries: Sequence[RegisterInstrument]) -> str:
    return ", ".join(
        f"{entry.slug} ({entry.instrument.titles.get('en', entry.source_title)})" for entry in entries
    )


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())
