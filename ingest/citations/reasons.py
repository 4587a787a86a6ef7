"""Why a citation is not resolved, in words that a reader understands."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """The fixed set; a detail may follow after a colon."""

    NOT_HELD = "not in the knowledge base"  # the detail names the instrument
    NO_SUCH_PROVISION = "this document has no such provision"
    NOT_IN_NAMED = "the instrument named has no such provision"
    UNDEFINED = "the text does not say which instrument is meant"
    OTHER_TEXT = "it points into a text that was not recognised"
    AMENDED = "it may mean the instrument that is amended"
    SUPPLEMENT = "in a supplementary provision it may mean the amending instrument"
    AMBIGUOUS = "it may mean more than one provision of this document"
    OUTSIDE = "it stands outside of the provisions and may mean another text"
    BY_NAME = "linked by name"  # not unresolved: how it was resolved, by ingest.citations.link
    NOTHING_THERE = "nothing stands where it points"


def say(reason: Reason, detail: str | None = None) -> str:
    """Return the reason with its detail.

    >>> say(Reason.NOT_HELD, "A/RES/61/183")
    'not in the knowledge base: A/RES/61/183'
    """
    return f"{reason.value}: {detail}" if detail else reason.value


def reason_of(told: str | None) -> Reason | None:
    """Return which of the set a stored reason is, None if it is none."""
    if told is None:
        return None
    return next(
        (reason for reason in Reason if told == reason.value or told.startswith(f"{reason.value}: ")), None
    )


def detail_of(told: str) -> str:
    """Return what follows the fixed words.

    >>> detail_of("not in the knowledge base: A/RES/61/183")
    'A/RES/61/183'
    """
    return told.partition(": ")[2]
