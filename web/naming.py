"""Saying where something stands: the chain of numbers of a provision, and a citation to copy."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.model import Provision
from web.messages import Messages
from web.reading import GROUPINGS


def place(provision: Provision, ancestors: Iterable[Provision]) -> str:
    """Return the number of a provision with those around it, from the unit that is cited.

    The chain ``Article 3`` > ``1.`` > ``(a)`` reads ``Article 3, 1, (a)``; chapters are left out,
    since articles are numbered through.
    """
    above = [each for each in ancestors if each.kind not in GROUPINGS]
    labels = [each.label.strip().rstrip(".,:;") for each in (*above, provision) if each.label.strip()]
    return ", ".join(labels) or provision.heading or provision.eid


def citation(title: str, year: int | None, where: str, nature: str, t: Messages) -> str:
    """Return words to cite a provision by; the address follows them."""
    dated = title if year is None or str(year) in title else f"{title} ({year})"
    said = f"{dated}, {where}" if where else dated
    return f"{said} [{t(f'nature.{nature}')}]." if nature != "authentic" else f"{said}."


def first_words(text: str, most: int = 64) -> str:
    """Return the beginning of a text, cut between words, for what has neither number nor heading."""
    words = " ".join(text[: 4 * most].split())
    if len(words) <= most:
        return words
    cut = words.rfind(" ", most // 2, most)
    return words[: cut if cut > 0 else most].rstrip(",;: ") + "…"
