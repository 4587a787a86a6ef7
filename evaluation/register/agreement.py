"""How far the register's areas are those of the gold assignments, which other readers gave apart from it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from corpus.areas import is_theme
from corpus.register import RegisterInstrument
from evaluation.areas.gold import Expected


def compare_with_gold(register: Iterable[RegisterInstrument], gold: Iterable[Expected]) -> dict[str, Any]:
    """Return counts and pooled F1 over the provisions that both have, of the text checked against.

    Neither the writers nor the readers of the register were shown the gold.
    """
    expected = {(row.path, row.language, row.eid): row.areas for row in gold}
    shared = same = hits = ours = theirs = 0
    for entry in register:
        for provision in entry.provisions:
            areas = expected.get((entry.checked_against or "", entry.language, provision.eid))
            if areas is None or not provision.abstracts:
                continue
            given = {code for code in provision.areas if not is_theme(code)}
            shared += 1
            same += given == areas
            hits, ours, theirs = hits + len(given & areas), ours + len(given), theirs + len(areas)
    return {
        "provisions in both": shared,
        "with the same areas": same,
        "ties in the register": ours,
        "ties in the gold": theirs,
        "ties in both": hits,
        "F1": round(2 * hits / (ours + theirs), 3) if ours + theirs else None,
    }
