"""Known counterparts: which provisions of two language versions of one text are the same.

Versions share their eIds, so equal eIds are counterparts; of what kind the steps below a unit are
(paragraph, subparagraph) does not count, since the readers of two files may see it differently. Two
exceptions:

- Definitions of Canadian acts stand in the alphabetical order of each language, so that their numbers
  say nothing. Each ends with the defined term of the other version in brackets: that is the gold.
- ``gold.tsv`` holds lines by hand where the eIds of two versions are at odds although the texts are not
  (one file numbers a paragraph that the other does not), each with the reason.

Nothing of this is known to the method that is measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.eid import SEPARATOR
from corpus.model import Provision
from search.comparison.outline import Outline

CORRECTIONS = Path(__file__).with_name("gold.tsv")

_DEFINITION = re.compile(r"(sec_[\w-]+?__para_\d+)__indent_\d+")
_OTHER_TERM = re.compile(r"\(((?:[^()]|\([^()]*\))+)\)[\s.;,]*$")
_LOWER_STEPS = frozenset({"para", "subpara", "point", "indent"})
_NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Correction:
    """A line of ``gold.tsv``: in a pair, what stands under ``eid_a`` is (or is not) what is under ``eid_b``.

    What lies below the two is taken along, step by step.
    """

    pair: str
    eid_a: str
    eid_b: str
    same: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Version:
    """One side of a pair, as much of it as gold needs."""

    text: str
    provisions: Sequence[Provision]
    outline: Outline


Pairs = frozenset[tuple[str, str]]


def read_corrections(path: Path = CORRECTIONS) -> list[Correction]:
    """Read ``gold.tsv``: pair, eid_a, eid_b, yes or no, reason."""
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines if line.strip()]
    return [Correction(pair, a, b, same == "yes", reason) for pair, a, b, same, reason in rows]


def make_gold(a: Version, b: Version, corrections: Iterable[Correction]) -> Pairs:
    """Return the counterparts among the nodes of two versions, by eId."""
    names = _match_definitions(a, b)
    wrong: set[tuple[str, str]] = set()
    for line in corrections:
        if line.same:
            names[line.eid_b] = line.eid_a
        else:
            wrong.add((line.eid_a, line.eid_b))
    numbered = _definitions(a) | _definitions(b)
    keys_a = {_key(node.eid, {}): node.eid for node in a.outline.nodes}
    pairs = set()
    taken = set(names.values())
    for node in b.outline.nodes:
        chain = _chain(node.eid)
        if any(step in numbered and step not in names for step in chain):
            continue  # a definition that has no counterpart, and what is below it
        found = keys_a.get(_key(node.eid, names))
        if found is None or (found, node.eid) in wrong:
            continue
        # What a line of ours gives to another provision is not this one's too.
        if found in taken and names.get(node.eid) != found:
            continue
        pairs.add((found, node.eid))
    return frozenset(pairs)


def restrict(pairs: Pairs, a: Outline, b: Outline) -> Pairs:
    """Return those of the pairs that are of whole units (articles, recitals, titles of chapters)."""
    units_a, units_b = ({unit.eid for unit in side.units} for side in (a, b))
    return frozenset(pair for pair in pairs if pair[0] in units_a and pair[1] in units_b)


def _chain(eid: str) -> list[str]:
    steps = eid.split(SEPARATOR)
    return [SEPARATOR.join(steps[:depth]) for depth in range(1, len(steps) + 1)]


def _key(eid: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """The eId without the kinds of its lower steps, its longest renamed beginning renamed."""
    for beginning in reversed(_chain(eid)):
        if beginning in names:
            eid = names[beginning] + eid[len(beginning) :]
            break
    first, *rest = eid.split(SEPARATOR)
    return (first, *map(_without_kind, rest))


def _without_kind(step: str) -> str:
    kind, _, number = step.partition("_")
    return number if kind in _LOWER_STEPS else step


def _definitions(version: Version) -> set[str]:
    found: dict[str, list[str]] = {}
    for entry in version.provisions:
        match = _DEFINITION.fullmatch(entry.eid)
        if match:
            found.setdefault(match[1], []).append(entry.eid)
    ends = {entry.eid: version.text[entry.start : entry.end] for entry in version.provisions}
    # A list is one of definitions where most of its entries end with the other language's term.
    return {
        eid
        for eids in found.values()
        if sum(bool(_OTHER_TERM.search(ends[eid])) for eid in eids) > len(eids) / 2
        for eid in eids
    }


def _match_definitions(a: Version, b: Version) -> dict[str, str]:
    """Which definition of ``a`` each of ``b`` is, by the terms in brackets at their ends."""
    one, other = (
        {
            entry.eid: version.text[entry.start : entry.end]
            for entry in version.provisions
            if entry.eid in _definitions(version)
        }
        for version in (a, b)
    )
    found: dict[str, str] = {}
    for eid_b, text_b in other.items():
        for eid_a, text_a in one.items():
            if eid_a.rsplit(SEPARATOR, 1)[0] != eid_b.rsplit(SEPARATOR, 1)[0]:
                continue
            if _names(text_a, text_b) and _names(text_b, text_a):
                found[eid_b] = eid_a
    return found


def _names(text: str, other: str) -> bool:
    """Whether ``text`` ends with the term that ``other`` begins with (or says no term at its end)."""
    match = _OTHER_TERM.search(text)
    if match is None:
        return False
    return _fold(other).startswith(_fold(match[1]) + " ")


def _fold(text: str) -> str:
    return _NOT_WORDS.sub(" ", text.casefold()).strip()
