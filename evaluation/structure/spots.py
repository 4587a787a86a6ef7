"""Spot checks: provisions read in the source, proved right to the last letter without their text.

A row of ``spots.tsv`` holds the place (path, language of the version, eId), the label as printed, the
page on which the provision begins (PDF only) and four facts about its text: how many letters, digits
and combining marks it has, and the hash of the first 40, of the last 40 and of all of them.
:mod:`evaluation.structure.anchor` makes such rows; :mod:`evaluation.structure` scores the parser on them.
"""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.model import Provision, ProvisionKind
from ingest.structure import ParsedText

SPOTS = Path(__file__).with_name("spots.tsv")
COLUMNS = ("path", "language", "eid", "label", "page", "characters", "first", "last", "whole")
_END = 40  # characters at either end that are hashed by themselves
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Spot:
    """A provision as a reader of the source found it."""

    path: str
    language: str
    eid: str
    label: str
    page: int | None
    print: Print


@dataclass(frozen=True, slots=True)
class Print:
    """What is kept of a text: its number of characters and the hashes of its ends and of the whole."""

    characters: int
    first: str
    last: str
    whole: str


@dataclass(frozen=True, slots=True)
class SpotScore:
    """A spot and what is wrong with what the parser made of it; right if nothing is."""

    spot: Spot
    faults: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether eId, label, page and text all agree."""
        return not self.faults


def squeeze(text: str) -> str:
    r"""Return the letters, combining marks and digits of ``text`` after NFKC: what no layout changes.

    Raised figures within a line are passed over: nearly all are marks of footnotes, which one format
    keeps in the text and another does not. At the beginning of a line they are a number.

    >>> squeeze("Ａｒｔ. 5 – co-\noperation¹")
    'Art5cooperation'
    """
    return "".join(c for c in _normalise(_MARK.sub("", text)) if unicodedata.category(c)[0] in "LMN")


def squeeze_label(label: str) -> str:
    """Return the letters and digits of a label, raised ones too: 251¹ is not 251."""
    return "".join(c for c in _normalise(label) if unicodedata.category(c)[0] in "LMN")


def _normalise(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


_MARK = re.compile(r"(?<=[^\s⁰¹²³⁴⁵⁶⁷⁸⁹])[ \t\u00a0\u202f]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")


def take_print(text: str) -> Print:
    """Return the print of ``text``."""
    letters = squeeze(text)
    return Print(len(letters), _hash(letters[:_END]), _hash(letters[-_END:]), _hash(letters))


def _hash(letters: str) -> str:
    return hashlib.sha256(letters.encode()).hexdigest()[:_DIGITS]


def load_spots(path: Path = SPOTS) -> tuple[Spot, ...]:
    """Read the table of spot checks."""
    with path.open(encoding="utf-8", newline="") as stream:
        return tuple(
            Spot(
                row["path"],
                row["language"],
                row["eid"],
                row["label"],
                int(row["page"]) if row["page"] else None,
                Print(int(row["characters"]), row["first"], row["last"], row["whole"]),
            )
            for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        )


def write_spots(spots: Iterable[Spot], path: Path = SPOTS) -> None:
    """Write the table, sorted by path and otherwise as given."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(
            stream, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n"
        )
        writer.writerow(COLUMNS)
        for s in sorted(spots, key=lambda s: s.path):
            mark = s.print
            writer.writerow(
                (
                    *(s.path, s.language, s.eid, s.label, s.page or ""),
                    *(mark.characters, mark.first, mark.last, mark.whole),
                )
            )


def score_spots(spots: Iterable[Spot], parts: Sequence[ParsedText]) -> list[SpotScore]:
    """Score the spots of one file against its parsed versions."""
    scores = []
    for spot in spots:
        part = next((p for p in parts if spot.language in ("", p.language)), None)
        found = next((p for p in part.provisions if p.eid == spot.eid), None) if part else None
        if part is None:
            faults: tuple[str, ...] = (f"no version in {spot.language}",)
        elif found is None:
            faults = ("no such eId",)
        else:
            faults = tuple(_faults(spot, found, text_of(part, found)))
        scores.append(SpotScore(spot, faults))
    return scores


def text_of(part: ParsedText, provision: Provision) -> str:
    """Return the text of a provision without the footnotes laid into it, which count by themselves."""
    notes = [
        p
        for p in part.provisions
        if p.kind is ProvisionKind.FOOTNOTE
        and p is not provision
        and provision.start <= p.start <= provision.end
    ]
    pieces, at = [], provision.start
    for note in sorted(notes, key=lambda p: p.start):
        pieces.append(part.text[at : max(at, min(note.start, provision.end))])
        at = max(at, note.end)
    pieces.append(part.text[at : max(at, provision.end)])
    return "\n".join(pieces)


def _faults(spot: Spot, found: Provision, text: str) -> Iterable[str]:
    if squeeze_label(found.label) != squeeze_label(
        spot.label
    ):  # whether a dot or dash belongs to it is taste
        yield f"label {found.label!r}, printed {spot.label!r}"
    page = found.pages[0] if found.pages else None
    if page != spot.page:
        yield f"page {page}, printed on {spot.page}"
    true, mark = spot.print, take_print(text)
    if mark.whole == true.whole:
        return
    ends = [
        name
        for name, a, b in (("beginning", mark.first, true.first), ("end", mark.last, true.last))
        if a != b
    ]
    where = " and ".join(ends) + " wrong" if ends else "wrong in the middle"
    yield f"text {where}, {mark.characters} characters of {true.characters}"
