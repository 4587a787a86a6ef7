"""How long work tells how far it is, without knowing who listens."""

from __future__ import annotations

from collections.abc import Callable

Report = Callable[[str, int, int], None]
"""Called with the name of a stage, how many units are done, and how many there are in all."""


def silent(stage: str, done: int, total: int) -> None:
    """A listener that does nothing."""
