"""Whether what was read is the text: not an error page that answers 200, not a mere rest of what was held.

A site that is being repaired, wants to know whether we are a person, or has moved its law to another
address mostly says so in a page like any other. Taken for the law, it would become a new version in which
every article is deleted.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.errors import RefusedError
from corpus.model import Bundle
from corpus.register import RegisterInstrument
from ingest.fetch.formats import Glance
from ingest.fetch.problems import Problem

_LEAST = 300  # characters of the shortest decree
_PER_PROVISION = 40
_SHARE = 0.5
# A page of so many characters that speaks of an error is about nothing else.
_SHORT_PAGE = 6_000

_LOOK = "Look at the address in a browser; if the text has moved, correct official_text in the register file."


@dataclass(frozen=True, slots=True)
class Sign:
    """Words by which a page says that it is not the text, and one that has them."""

    what: str
    pattern: re.Pattern[str]
    example: str


@cache
def load_signs() -> tuple[Sign, ...]:
    """Return the signs of signs.toml, in its order."""
    with (Path(__file__).parent / "signs.toml").open("rb") as file:
        rows = tomllib.load(file)["sign"]
    return tuple(Sign(row["what"], re.compile(row["pattern"], re.IGNORECASE), row["example"]) for row in rows)


def find_sign(title: str, opening: str, characters: int) -> Sign | None:
    """Return by what a page says that it is not the text; a long one is believed to be one.

    ``opening`` are its first words, ``characters`` how many it has in all.

    >>> found = find_sign("Laws online", "Oops. 404 - Page not found. Home | Contact", 42)
    >>> found.what if found else None
    'the page is not there'
    >>> find_sign("Harbour Act", "Article 1. Who steals a file not found on board", 20_000)
    """
    if characters > _SHORT_PAGE:
        return None
    words = f"{title}\n{opening}"
    return next((sign for sign in load_signs() if sign.pattern.search(words)), None)


def judge_page(glance: Glance) -> None:
    """Refuse a page that says of itself that it is not the text.

    Raises:
        RefusedError: it says what the page is.
    """
    sign = find_sign(glance.title, glance.opening, glance.characters)
    if sign is not None:
        raise RefusedError(
            f"A page came in place of the text: {sign.what}.", remedy=_LOOK, problem=Problem.ERROR_PAGE
        )


def judge_length(entry: RegisterInstrument, bundles: Sequence[Bundle], former: Sequence[Bundle]) -> None:
    """Refuse what is much shorter than the text that is held, or than what the register tells of.

    ``former`` are the current documents of the instrument's official text.

    Raises:
        RefusedError: it says by how much.
    """
    came = sum(len(bundle.document.text) for bundle in bundles)
    held = sum(len(bundle.document.text) for bundle in former)
    least = max(_LEAST, _PER_PROVISION * sum(bool(each.abstracts) for each in entry.provisions))
    if held and came < _SHARE * held:
        told = f"It has {came:,} characters, and the text that is held has {held:,}."
    elif not held and came < least:
        told = f"It has {came:,} characters; a text with what the register tells of has at least {least:,}."
    else:
        return
    raise RefusedError(
        told,
        remedy=f"Look at the address in a browser. If the text really is that short: "
        f"narcord fetch {entry.slug} --accept-shorter",
        problem=Problem.TOO_SHORT,
    )


def same_text(bundles: Sequence[Bundle], former: Sequence[Bundle]) -> bool:
    """Whether the provisions of two readings are the same ones with the same words.

    The bytes may differ all the same: a page carries the date of the visit, a PDF that of its making.
    """

    def provisions(found: Sequence[Bundle]) -> list[tuple[str, str, str]]:
        return sorted(
            (bundle.document.lineage, each.eid, bundle.document.text[each.start : each.end])
            for bundle in found
            for each in bundle.provisions
        )

    return provisions(bundles) == provisions(former)
