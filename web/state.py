"""The state of the search index, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from corpus.errors import NarcordError
from search.service import SearchStatus
from web.services import Services

REBUILD = "narcord index rebuild"


@dataclass(frozen=True, slots=True)
class IndexState:
    """Whether the index can be used, and whether it holds what the store holds.

    ``status`` is None where it could not even be asked; ``problem`` then says why.
    """

    status: SearchStatus | None
    problem: str | None

    @property
    def ready(self) -> bool:
        """Whether a query would be answered."""
        return self.problem is None

    @property
    def behind(self) -> bool:
        """Whether it answers, but from an older state of the knowledge base."""
        return self.ready and self.status is not None and not self.status.up_to_date

    def to_json(self) -> dict[str, Any]:
        """Return the state as the API gives it."""
        found = self.status.to_json() if self.status else {}
        return found | {"ready": self.ready, "problem": self.problem}


def describe_index(services: Services) -> IndexState:
    """Return the state of the index; a missing or unfit one is a state, not a failure."""
    try:
        status = services.search.status()
    except NarcordError as error:
        return IndexState(None, str(error))
    if status.problem is None and not status.passages:
        return IndexState(status, f"There is no search index yet. Remedy: run '{REBUILD}'")
    return IndexState(status, status.problem)
