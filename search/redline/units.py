"""A document as comparison sees it: its provisions, each with the words that are its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.model import Provision
from search.redline.words import Words, read_words

ROOT = 0
"""The number of the unit that holds what lies in no provision, and all others."""


@dataclass(slots=True)
class Unit:
    """A provision with its own words: those of its span that belong to none of the provisions inside it.

    ``words`` are these, label included; ``body`` what is compared of them, the label left out. Numbers are
    places in the list of units, which is in the order of the text; ``last`` is the number of the last unit
    inside. The root has no provision and no label.
    """

    number: int
    provision: Provision | None
    parent: int
    words: Words
    body: tuple[str, ...] = ()
    last: int = 0
    children: list[int] = field(default_factory=list)

    @property
    def body_text(self) -> str:
        """The words behind the label as they stand."""
        return self.words.cut(len(self.words.keys) - len(self.body), len(self.words.keys)).strip()

    @property
    def label(self) -> str:
        """The number as printed; empty where there is none."""
        return self.provision.label if self.provision else ""


def read_units(text: str, provisions: Sequence[Provision]) -> list[Unit]:
    """The provisions of a document in text order behind the root; their own words, joined, are the text.

    Nesting is taken from the spans, as on the page of a document.
    """
    owned: list[list[str]] = [[]]
    parents = [-1]
    kept: list[Provision | None] = [None]
    opened: list[tuple[int, int]] = [(ROOT, len(text))]
    at = 0

    def close() -> None:
        nonlocal at
        number, end = opened.pop()
        if end > at:
            owned[number].append(text[at:end])
            at = end

    for provision in sorted(provisions, key=lambda p: (p.start, -p.end, p.ordinal)):
        start = max(provision.start, at)
        while len(opened) > 1 and opened[-1][1] <= start:
            close()
            start = max(start, at)
        parent, limit = opened[-1]
        if start > at:
            owned[parent].append(text[at:start])
            at = start
        kept.append(provision)
        parents.append(parent)
        owned.append([])
        opened.append((len(kept) - 1, max(start, min(provision.end, limit))))
    while opened:
        close()
    units = [
        _make(number, provision, parents[number], "".join(owned[number]))
        for number, provision in enumerate(kept)
    ]
    for unit in reversed(units):
        unit.last = max(unit.last, unit.number)
        if unit.parent >= 0:
            units[unit.parent].last = max(units[unit.parent].last, unit.last)
    for unit in units[1:]:
        units[unit.parent].children.append(unit.number)
    return units


def _make(number: int, provision: Provision | None, parent: int, text: str) -> Unit:
    words = read_words(text)
    label = provision.label if provision else ""
    skipped = 0
    if label and text.startswith(label):
        while skipped < len(words.starts) and words.starts[skipped] < len(label):
            skipped += 1
        # What closes the number is printed with it: "5" and "5." are one label.
        while skipped < len(words.keys) and words.keys[skipped] in ".)、）．:：":
            skipped += 1
    return Unit(number, provision, parent, words, words.keys[skipped:])
