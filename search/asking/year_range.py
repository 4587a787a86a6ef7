"""Years as they are asked for: 2010, 2010-2020, 2010-, -2020, >=2010."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import regex

from corpus.errors import UsageError

_REMEDY = "Write it as year:2010, year:2010-2020, year:2010- or year:-2020."
_YEAR = r"(\d{3,4})"
_SINGLE = regex.compile(_YEAR)
_RANGE = regex.compile(rf"{_YEAR}?\s*(?:[-–—‒−]|\.\.)\s*{_YEAR}?")
_BOUND = regex.compile(rf"(>=|<=|>|<|≥|≤)\s*{_YEAR}")


@dataclass(frozen=True, slots=True)
class Years:
    """From the first to the last, both included; None for no bound."""

    first: int | None = None
    last: int | None = None

    @classmethod
    def read(cls, text: str, at: int) -> Self:
        """Read what a query says; ``at`` is the character that an error names.

        >>> Years.read("2010-2020", 1), Years.read(">2010", 1)
        (Years(first=2010, last=2020), Years(first=2011, last=None))

        Raises:
            UsageError: it is no year and no range.
        """
        if single := _SINGLE.fullmatch(text):
            return cls(int(single[1]), int(single[1]))
        if bound := _BOUND.fullmatch(text):
            sign, year = bound[1], int(bound[2])
            if sign in (">", ">=", "≥"):
                return cls(year + (sign == ">"), None)
            return cls(None, year - (sign == "<"))
        found = _RANGE.fullmatch(text)
        if not found or not (found[1] or found[2]):
            raise UsageError(f"“{text}” at character {at} is no year.", remedy=_REMEDY)
        first, last = (int(each) if each else None for each in found.groups())
        if first is not None and last is not None and first > last:
            raise UsageError(f"The years {text} at character {at} end before they begin.", remedy=_REMEDY)
        return cls(first, last)

    def meet(self, other: Years, at: int) -> Years:
        """What lies in both.

        Raises:
            UsageError: nothing does.
        """
        first = max((year for year in (self.first, other.first) if year is not None), default=None)
        last = min((year for year in (self.last, other.last) if year is not None), default=None)
        if first is not None and last is not None and first > last:
            raise UsageError(
                f"No year is in all of the ranges that are asked for, the last at character {at}.",
                remedy="Give one range.",
            )
        return Years(first, last)

    def complement(self, at: int) -> Years:
        """The years that are not in it.

        Raises:
            UsageError: they lie on both sides of it.
        """
        if self.first is not None and self.last is None:
            return Years(None, self.first - 1)
        if self.last is not None and self.first is None:
            return Years(self.last + 1, None)
        raise UsageError(
            f"Years cannot be left out of the middle, at character {at}.",
            remedy="Say which years you want: year:2010- or year:-2009.",
        )


ANY_YEAR = Years()
