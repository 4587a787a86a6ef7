"""What can be asked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from corpus.errors import UsageError
from search.index.protocol import Selection

MAX_LIMIT = 200
MAX_REACH = 10_000
MAX_CHARACTERS = 2_000


class Roll(StrEnum):
    """What one hit is."""

    PROVISION = "provision"
    INSTRUMENT = "instrument"  # its best provision, with the next ones beside it


class Mode(StrEnum):
    """By what passages are ranked."""

    HYBRID = "hybrid"
    KEYWORD = "keyword"
    SEMANTIC = "semantic"


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A query with its filters; empty filters allow everything.

    ``language`` is the query's, None to have it recognised. ``text`` may hold operators
    (:mod:`search.asking.syntax`). ``only`` and ``without`` are values that hits must have, or must not
    (:func:`search.index.select` makes them). With ``together``, language versions of one provision
    are one hit; ``roll`` makes all provisions of an instrument one. ``explain`` asks why each hit was
    found, which costs some time. ``reading`` are languages that the reader reads beside the query's own: of
    abstracts the version in one of them is shown.

    Raises:
        UsageError: the mode is unknown, or a number is out of bounds.
    """

    text: str
    limit: int = 10
    mode: str = Mode.HYBRID
    only: Selection = ()
    without: Selection = ()
    year_from: int | None = None
    year_to: int | None = None
    offset: int = 0
    language: str | None = None
    together: bool = True
    explain: bool = False
    roll: str = Roll.PROVISION
    reading: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.mode not in Mode._value2member_map_:
            raise UsageError(
                f"There is no search mode {self.mode!r}.", remedy=f"Use one of: {', '.join(Mode)}."
            )
        if self.roll not in Roll._value2member_map_:
            raise UsageError(
                f"Hits cannot be rolled up to {self.roll!r}.", remedy=f"Use one of: {', '.join(Roll)}."
            )
        if not 0 <= self.limit <= MAX_LIMIT:
            raise UsageError(
                f"The limit {self.limit} is not between 0 and {MAX_LIMIT}.", remedy="Ask for fewer."
            )
        if not 0 <= self.offset <= MAX_REACH:
            raise UsageError(
                f"The offset {self.offset} is not between 0 and {MAX_REACH}.",
                remedy="Narrow the search by filters.",
            )
