"""What a query points to when it names a provision by its number, or an instrument by its name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reference:
    """A provision (or, with no eId, an instrument) that a query names.

    ``query[start:end]`` are the words that say so, from the first to the last of them. ``documents``
    are the visible current documents of the instrument that have the provision, authentic texts before
    translations before abstracts. ``whole`` tells that the query says this and nothing else. A number
    that the instrument has not is given as ``missing``, in the form of an eId, and ``eid`` is None then.
    """

    instrument: str
    eid: str | None
    start: int
    end: int
    documents: tuple[str, ...]
    whole: bool = False
    missing: str | None = None
