"""A register file against the authentic text: nothing invented, nothing copied, nothing out of date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from corpus.register import RegisterInstrument, RegisterProvision
from ingest.abstracts.authentic import Authentic
from ingest.abstracts.figures import figures_in, figures_told
from ingest.abstracts.overlap import LIMIT, Text


class Check(StrEnum):
    """What is asked of every abstract."""

    PRESENT = "present"  # the authentic text has a provision of this eId
    CHECKSUM = "checksum"  # that provision reads as it did when the abstract was checked
    FIGURES = "figures"  # every figure of the abstract is in it, or marked as derived
    OVERLAP = "overlap"  # no run of words is copied
    CITES = "cites"  # a provision cited within the same instrument is there


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with one field of one provision of a register file."""

    file: str
    eid: str
    field: str
    check: Check
    message: str

    def __str__(self) -> str:
        return f"{self.file}, provision {self.eid}, field '{self.field}': {self.message}"


def check_entry(entry: RegisterInstrument, authentic: Authentic) -> list[Problem]:
    """Return what is wrong with the abstracts of an instrument, in the order of the file."""
    instrument = entry.instrument
    names = (*instrument.names, *instrument.titles.values(), instrument.body or "")
    text = Text(authentic.text, authentic.language, tuple(name for name in names if name))
    return [
        Problem(entry.file, provision.eid, *found)
        for provision in entry.provisions
        if provision.abstracts
        for found in _check(entry, provision, authentic, text)
    ]


def _check(
    entry: RegisterInstrument, provision: RegisterProvision, authentic: Authentic, text: Text
) -> Iterator[tuple[str, Check, str]]:
    if run := text.longest_copy(provision.abstracts.get(authentic.language, "")):
        field = f"abstract.{authentic.language}"
        yield field, Check.OVERLAP, f"{LIMIT} words or more are copied: '{run.words}'"
    for cited in provision.cites:
        if cited.instrument == entry.instrument.id and cited.eid and cited.eid not in authentic.provisions:
            yield "cites", Check.CITES, f"the text has no provision '{cited.eid}'"
    if provision.eid not in authentic.provisions:
        if provision.checksum is not None:
            yield "eid", Check.PRESENT, "the text has no such provision"
        return
    checksum = authentic.checksum(provision.eid)
    if provision.checksum != checksum:
        said = f"'{provision.checksum}'" if provision.checksum else "none"
        yield (
            "checksum",
            Check.CHECKSUM,
            f"{said} is given, the text has '{checksum}': read the abstract against it anew",
        )
    yield from _check_figures(provision, authentic)


def _check_figures(provision: RegisterProvision, authentic: Authentic) -> Iterator[tuple[str, Check, str]]:
    known = figures_told(authentic.words_of(provision.eid)) | figures_told(provision.eid.replace("_", " "))
    known |= set(provision.derived)
    for language, abstract in provision.abstracts.items():
        if invented := figures_in(abstract) - known:
            told = ", ".join(map(str, sorted(invented)))
            yield (
                f"abstract.{language}",
                Check.FIGURES,
                f"the provision has no {told}: correct it, or mark it as derived",
            )
