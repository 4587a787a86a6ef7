"""What a register file says, as records: an instrument and the abstracts of its provisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.model import Instrument, ProvisionKind, Strength

WORKING_LANGUAGES = ("en", "ru")
"""The languages in which every heading and abstract is written (CICA's working languages)."""


@dataclass(frozen=True, slots=True)
class RegisterCitation:
    """An instrument, or one provision of it, that a provision points to."""

    instrument: str
    eid: str | None = None


@dataclass(frozen=True, slots=True)
class RegisterProvision:
    """A provision as the register describes it.

    ``labels``, ``headings`` and ``abstracts`` map languages to our own words; ``abstracts`` is
    empty for a provision that only groups others. ``areas`` maps area codes to the reason in a
    few words. ``strength`` is None exactly where there is no abstract.
    """

    eid: str
    kind: ProvisionKind
    parent: str | None
    labels: Mapping[str, str]
    headings: Mapping[str, str] = field(default_factory=dict)
    abstracts: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    strength: Strength | None = None
    cites: tuple[RegisterCitation, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterInstrument:
    """One register file.

    ``file`` is its name, ``checksum`` its SHA-256. ``source_title`` is the official title in the
    original language; ``languages`` are those in which a title, every heading and every abstract
    is given. ``checked_against`` is the authentic text (a path in the shared corpus) with which the
    abstracts were compared, ``left_out`` says by language what is not covered and why. ``years``
    are all years by which the work is dated (a convention as amended has two).
    """

    instrument: Instrument
    file: str
    checksum: str
    source_title: str
    languages: tuple[str, ...]
    years: tuple[int, ...]
    checked_against: str | None
    left_out: Mapping[str, str]
    provisions: tuple[RegisterProvision, ...]

    @property
    def slug(self) -> str:
        """The file's name without its ending."""
        return self.file.rsplit(".", 1)[0]

    @property
    def bare(self) -> bool:
        """Whether only the bibliographic facts are there, so that citations can resolve."""
        return not self.provisions
