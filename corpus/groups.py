"""Groups of States that readers filter by."""

from __future__ import annotations


def groups_of(jurisdiction: str) -> tuple[str, ...]:
    """The groups that a jurisdiction belongs to, by their short names.

    >>> groups_of("nowhere")
    ()
    """
    return ()
