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
class OfficialText:
    """Where the authentic text itself can be fetched.

    ``address`` is that of the text or, where ``link`` is set, of a page with a link to it: ``link`` is a part
    of the link's words or address. ``media_types`` are those in which the text may come.
    """

    address: str
    media_types: tuple[str, ...]
    link: str | None = None


@dataclass(frozen=True, slots=True)
class RegisterProvision:
    """A provision as the register describes it.

    ``number`` is the number as the authentic text prints it, ``labels`` by language what an abstract
    is headed with. ``headings`` and ``abstracts`` map languages to our own words; ``abstracts`` is
    empty for a provision that only groups others. ``areas`` maps codes of areas and sub-themes to the
    reason in a few words. ``strength`` is None exactly where there is no abstract.

    ``checksum`` is :func:`corpus.fingerprints.text_checksum` of the authentic provision that the abstract
    was checked against, None where our reading of that text has no such provision. ``who`` says by
    language who commits or is addressed; ``substances`` are ids of :mod:`corpus.entities`; ``amounts`` are
    quantities on which something turns; ``derived`` are figures of the abstract that the law has in words,
    or that were counted or added up.
    """

    eid: str
    kind: ProvisionKind
    parent: str | None
    labels: Mapping[str, str]
    number: str = ""
    headings: Mapping[str, str] = field(default_factory=dict)
    abstracts: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    strength: Strength | None = None
    cites: tuple[RegisterCitation, ...] = ()
    checksum: str | None = None
    who: Mapping[str, str] = field(default_factory=dict)
    substances: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()
    derived: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterInstrument:
    """One register file.

    ``file`` is its name, ``checksum`` its SHA-256. ``source_title`` is the official title in the
    original language; ``languages`` are those in which a title, every heading and every abstract
    is given. ``checked_against`` is the authentic text (a path in the shared corpus) with which the
    abstracts were compared, ``language`` that of its words. ``left_out`` says by language what is not
    covered and why. ``years`` are all years by which the work is dated (a convention as amended has two);
    ``number`` is the official number, ``in_force`` and ``last_amended`` dates as far as that text tells.
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
    language: str = "en"
    number: str | None = None
    in_force: str | None = None
    last_amended: str | None = None
    official_text: OfficialText | None = None

    @property
    def slug(self) -> str:
        """The file's name without its ending."""
        return self.file.rsplit(".", 1)[0]

    @property
    def bare(self) -> bool:
        """Whether only the bibliographic facts are there, so that citations can resolve."""
        return not self.provisions

    def provision(self, eid: str) -> RegisterProvision | None:
        """Return the provision of that eId, or None."""
        return next((each for each in self.provisions if each.eid == eid), None)
