"""How well the structure parser finds the units of real documents, against tables made by reading them.

``gold.tsv`` has a row per file, unit and container: the numbers that a reader of the file finds,
``1..71 5-2`` for 1 to 71 and the inserted 5-2. ``container`` is the eId before the unit, where
numbering starts again. ``language`` names the version in files of several.

``spots.tsv`` has a dozen provisions per file, chosen to be telling: first and last, inserted,
repealed, deeply nested, broken by a page, after a heading. Each row proves the text from its first to
its last letter without holding it (:mod:`evaluation.structure.spots`) and was made from an
extraction that shares nothing with our readers (:mod:`evaluation.structure.anchor`). What counts as
the text of a provision: its number, its heading (also where the source prints that first), its words
and those of all units within it; not the heading of the next unit, not page numbers, running headers,
footnotes or their marks. The note of amendments that Canada prints under a section belongs to the
section and not to its last subsection.

``python -m evaluation.structure`` prints found, expected, precision, recall and F1 per row, per document
and overall, the spot checks that are right, and what is wrong with the others.
"""

from __future__ import annotations

from evaluation.structure.score import GOLD, GoldRow, Score, expand, load_gold, overall, score_file
from evaluation.structure.spots import SPOTS, Spot, SpotScore, load_spots, score_spots

__all__ = [
    "GOLD",
    "SPOTS",
    "GoldRow",
    "Score",
    "Spot",
    "SpotScore",
    "expand",
    "load_gold",
    "load_spots",
    "overall",
    "score_file",
    "score_spots",
]
