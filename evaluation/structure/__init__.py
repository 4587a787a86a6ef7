"""How well the structure parser finds the articles of real documents, against a table made by reading them.

``gold.tsv`` has a row per file, unit and container: the numbers that a reader of the file finds,
``1..71 5-2`` for 1 to 71 and the inserted 5-2. ``container`` is the eId before the unit, where
numbering starts again. ``language`` names the version in files of several. ``python -m
evaluation.structure`` prints found, expected, precision, recall and F1 per row and overall.
"""

from __future__ import annotations

from evaluation.structure.score import GOLD, GoldRow, Score, expand, load_gold, overall, score_file

__all__ = ["GOLD", "GoldRow", "Score", "expand", "load_gold", "overall", "score_file"]
