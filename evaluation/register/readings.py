"""The readings of the register: every abstract three times, and random samples of 150 once more.

``readings.tsv`` has a line per abstract that a reading mended: file, eId, which reading, why.
``samples.jsonl`` has a line per abstract drawn: ``sample`` (1 was drawn after the second reading of all, 2
after the third), ``file``, ``eid``, ``abstract`` (the checksum of what was read, so that it shows whether it
was changed since), ``verdict`` and ``what`` was found. Each sample was read by readers who had not read those
abstracts before; what they found was mended, so that the register is better than its sample says. Verdicts:
``right``; ``imprecise``, where nothing false is said but a condition or a detail of weight is missing or
blurred in one of the languages; ``wrong``, where a statement in any of the languages is not what the
provision says.
"""

from __future__ import annotations

import csv
import json
import math
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from corpus.fingerprints import text_checksum
from corpus.register import RegisterInstrument, RegisterProvision

MENDED = Path(__file__).parent / "readings.tsv"
SAMPLES = Path(__file__).parent / "samples.jsonl"
SEEDS = {1: 20_261_122, 2: 20_261_123}
"""The seed with which each sample was drawn."""
COUNT = 150


class Verdict(StrEnum):
    """What the reader of a sample found."""

    RIGHT = "right"
    IMPRECISE = "imprecise"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Reading:
    """One abstract of a sample; ``abstract`` is the checksum of its texts when it was read."""

    sample: int
    file: str
    eid: str
    abstract: str
    verdict: Verdict
    what: str = ""


def draw(register: Iterable[RegisterInstrument], seed: int, count: int = COUNT) -> list[tuple[str, str]]:
    """Return the file and eId of ``count`` abstracts drawn at random, in the order of the register."""
    everything = [
        (entry.file, provision.eid)
        for entry in register
        for provision in entry.provisions
        if provision.abstracts
    ]
    chosen = random.Random(seed).sample(range(len(everything)), min(count, len(everything)))
    return [everything[place] for place in sorted(chosen)]


def checksum_of(provision: RegisterProvision) -> str:
    """Return the checksum of an abstract in all its languages."""
    return text_checksum("\n".join(f"{tag}: {text}" for tag, text in sorted(provision.abstracts.items())))


def read_samples(path: Path = SAMPLES) -> list[Reading]:
    """Return what the readers of the samples recorded."""
    with path.open(encoding="utf-8") as lines:
        return [
            Reading(
                told["sample"],
                told["file"],
                told["eid"],
                told["abstract"],
                Verdict(told["verdict"]),
                told["what"],
            )
            for told in map(json.loads, lines)
        ]


def count_mended(path: Path = MENDED) -> Counter[str]:
    """Return how many abstracts each reading mended."""
    with path.open(encoding="utf-8", newline="") as lines:
        return Counter(row["reading"] for row in csv.DictReader(lines, delimiter="\t"))


def interval(found: int, of: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a share.

    >>> [round(side, 3) for side in interval(3, 150)]
    [0.007, 0.057]
    """
    if not of:
        return 0.0, 1.0
    z = 1.959964
    share = found / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    # Rounded, so that none of 150 is 0 and not a trifle beside it.
    return max(0.0, round(middle - half, 12)), min(1.0, round(middle + half, 12))


def changed_since(readings: Sequence[Reading], register: Iterable[RegisterInstrument]) -> list[Reading]:
    """Return the readings whose abstract reads otherwise today, or is gone."""
    today = {
        (entry.file, provision.eid): checksum_of(provision)
        for entry in register
        for provision in entry.provisions
    }
    return [each for each in readings if today.get((each.file, each.eid)) != each.abstract]
