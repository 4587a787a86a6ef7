"""Whether right-to-left words came out in their order, by the evidence of the words themselves.

A layer of recognised text under an image may be painted from the left in the order of reading; its places
then say the reverse of what it means. Letters that only end words, and small words, tell.
"""

from __future__ import annotations

import re

_WORD = re.compile("[\u05d0-\u05ea\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff]{2,}")
# Forms that stand at the end of a word only: Hebrew finals, Arabic ta marbuta and alef maksura.
_FINALS = "ךםןףץةى"
# Frequent words of Arabic, Persian, Urdu, Pashto and Hebrew whose reverse is no word.
_FREQUENT = frozenset(
    " ".join(
        (
            "في من على إلى التي الذي هذا هذه ذلك أن كل عن المادة القانون أو كما بعد قبل",
            "که این است را برای شود باشد ماده قانون آن هر یا تا",
            "کے کی میں اور ہے کسی کو کا گا جائے دفعہ شخص",
            "چې په د له او کې ته سره ماده دې",
            "של על את או כל אם לא סעיף חוק זה אשר לפי הוא",
        )
    ).split()
)
_BACKWARD = frozenset(word[::-1] for word in _FREQUENT) - _FREQUENT


def score_order(text: str) -> int:
    """Return how far the words of ``text`` speak for its order: below zero they are backward."""
    score = 0
    for word in _WORD.findall(text):
        score += (word[-1] in _FINALS) - (word[0] in _FINALS)
        score += (word in _FREQUENT) - (word in _BACKWARD)
        score += word.startswith("ال") and len(word) > 4
        score -= word.endswith("لا") and len(word) > 4 and not word.startswith("ال")
    return score


def pick_reading(placed: list[str], painted: list[str]) -> tuple[list[str], str | None]:
    """Choose between the lines as their places give them and as they were painted.

    The places are right unless the words say otherwise, and plainly. The second value is a doubt, where even
    the chosen lines look backward.
    """
    by_place = score_order("\n".join(placed))
    if by_place >= 0:
        return placed, None
    by_painting = score_order("\n".join(painted))
    if by_painting > 0 and by_painting > by_place + 2:
        return painted, None
    return placed, "Right-to-left words may stand in reverse order." if by_place < -3 else None
