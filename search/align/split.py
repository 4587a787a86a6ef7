"""What may be trained on, what is tuned on, what is kept out: decided by code, the same for ever.

Articles are split by a hash of their number and of the work's name, so that the language versions of
an article fall into the same part. News documents (NTREX) are split by a hash of their name, a tenth
kept out. Some languages are kept out of all training, so that it can be measured what an encoder does
with a language pair that it has not seen.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum

KEPT_OUT_LANGUAGES = frozenset({"nl", "cs"})
"""Languages of which nothing is ever trained on."""

KEPT_OUT_INSTRUMENTS = ("/akn/un/act/1961/", "/akn/my/", "/akn/eu/judgment/")
"""Beginnings of the names of instruments that are never trained on: the first two because their
languages are known to the encoder from elsewhere, their texts are not; the last because the numbered
paragraphs of a judgment and of the opinion on it are not each other's translations."""


class Part(StrEnum):
    """What a text may be used for."""

    TRAINING = "training"
    TUNING = "tuning"
    HELD_OUT = "held-out"


def part_of_article(instrument: str, eid: str) -> Part:
    """The part of an article of an aligned statute: half is for training, a quarter each for the others.

    The hash is of the eId alone: article 12 of every statute is in one part, so that an article and
    its amended twin in another act cannot fall into two. What would be training of an instrument
    that is kept out is tuning.

    >>> [str(part_of_article("/akn/xx/act/1", eid)) for eid in ("art_3", "art_4", "art_12")]
    ['held-out', 'tuning', 'training']
    >>> str(part_of_article("/akn/my/act/1", "art_12"))
    'tuning'
    """
    share = _share(f"article:{eid}")
    if share >= 0.75:
        return Part.HELD_OUT
    if share >= 0.5 or instrument.startswith(KEPT_OUT_INSTRUMENTS):
        return Part.TUNING
    return Part.TRAINING


def part_of_news(document: str) -> Part:
    """The part of a document of the parallel news: a tenth is kept out, a thirtieth for tuning.

    >>> sum(part_of_news(f"paper.{n}") is Part.HELD_OUT for n in range(1000)) in range(80, 120)
    True
    """
    share = _share(f"news:{document}")
    return Part.HELD_OUT if share < 0.1 else Part.TUNING if share > 0.97 else Part.TRAINING


def _share(text: str) -> float:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big") / 2**48
