"""Text that people type into forms and requests, before it is kept: what no database takes is refused."""

from __future__ import annotations

from corpus.errors import UsageError


def is_text(value: object) -> bool:
    """Whether a value is a text that every database takes: no NUL, no half of a surrogate pair."""
    return isinstance(value, str) and not any(sign == "\0" or "\ud800" <= sign <= "\udfff" for sign in value)


def read_text(given: str, field: str) -> str:
    """Return a typed text as it is.

    Raises:
        UsageError: it has characters that are none; ``field`` says which text it was.
    """
    if not is_text(given):
        raise UsageError(f"The {field} has characters that are none.", remedy="Type it anew.")
    return given


def read_name(given: str, missing: UsageError, longest: int) -> str:
    """Return a typed name on one line, its spaces single.

    Raises:
        UsageError: it is longer than ``longest`` characters or no text, or, as ``missing`` says, empty.
    """
    name = " ".join(read_text(given, "name").split())
    if not name:
        raise missing
    return check_length(name, "name", longest)


def check_length(given: str, field: str, longest: int) -> str:
    """Return a text of at most ``longest`` characters (UsageError if it is longer)."""
    if len(given) > longest:
        raise UsageError(
            f"The {field} has {len(given)} characters; at most {longest} are taken.", remedy="Shorten it."
        )
    return given
