"""The table of numbering traditions: how each language announces an article, a chapter, a schedule.

One row per language (group) and unit. Patterns are anchored at the start of a paragraph; the named
group ``num`` is the number (``words`` where it is spelled, ``sub`` its inserted part where the word
stands in between). Tests are generated from the examples: ``(line, num)`` must be recognised with
that eId number, ``(line, None)`` must open nothing.

Placeholders in patterns: ``{N}`` digits of any script with suffixes (``12``, ``228.1``, ``35A``, ``12 bis``),
``{R}`` a Roman numeral, ``{NR}`` either, ``{C}`` a Chinese numeral or digits, ``{O}`` an ordinal in words,
``{AR}`` an Arabic ordinal or digits, ``{HE}`` Hebrew letters or digits.
"""

from __future__ import annotations

import re
from functools import cache

from ingest.structure.unit import BASIC, Unit, number_of
from ingest.structure.units_annexes import annexes
from ingest.structure.units_articles import articles
from ingest.structure.units_groups import groupings

__all__ = ["BASIC", "Unit", "number_of", "unit_table", "units_for"]


@cache
def unit_table() -> tuple[Unit, ...]:
    """All rows."""
    return (*articles(), *groupings(), *annexes())


@cache
def _compiled(unit: Unit) -> re.Pattern[str]:
    return unit.compiled()


@cache
def units_for(languages: frozenset[str]) -> tuple[tuple[Unit, re.Pattern[str]], ...]:
    """The rows for a document in these languages (BCP 47; scripts and regions are ignored), compiled."""
    families = {language.split("-")[0] for language in languages}
    return tuple((unit, _compiled(unit)) for unit in unit_table() if families.intersection(unit.languages))
