"""What may stand after a field that filters: values of closed lists, as a reader may write them."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches

from corpus.areas import load_areas
from corpus.errors import UsageError
from corpus.groups import group_names
from corpus.languages import LANGUAGES, normalize_code
from corpus.model import InstrumentKind, Nature, Strength
from corpus.thesaurus import find_concepts, load_groups

_SUBSTANCES = "substances"
_LISTED = 45


def resolve_value(key: str, value: str) -> str:
    """Return the value of the index that a reader means; what is in no closed list is taken as it is.

    >>> resolve_value("language", "Russian"), resolve_value("area", "a3")
    ('ru', 'A3')

    Raises:
        UsageError: there is no such value; the remedy lists those that there are.
    """
    if key == "language":
        code = normalize_code(value) or _languages_by_name().get(value.casefold())
        if code is not None:
            return code
    if key == "jurisdiction":
        return value.lower()
    known = _KNOWN.get(key)
    if known is None:
        return value
    values = known()
    for each in values:
        if each.casefold() == value.casefold():
            return str(each)
    if key in ("theme", "substance"):
        named = {match.concept.id for match in find_concepts(value, None)} & set(values)
        if len(named) == 1:
            return named.pop()
    raise _unknown(key, value, values)


def _unknown(key: str, value: str, values: Sequence[str]) -> UsageError:
    near = get_close_matches(value.casefold(), values, n=8, cutoff=0.4) if len(values) > _LISTED else []
    listed = near or values[:_LISTED]
    more = f" (and {len(values) - len(listed)} more)" if len(listed) < len(values) else ""
    return UsageError(
        f"There is no {key} “{value[:40]}”.",
        remedy=f"Use one of: {', '.join(listed)}{more}; or put a blank after the colon.",
    )


@functools.cache
def _languages_by_name() -> Mapping[str, str]:
    return {
        name.casefold(): each.code for each in LANGUAGES.values() for name in (each.english, each.endonym)
    }


@functools.cache
def _concepts(substances: bool) -> tuple[str, ...]:
    return tuple(
        each.id
        for group in load_groups()
        if (group.id == _SUBSTANCES) is substances
        for each in group.concepts
    )


_KNOWN: Mapping[str, Callable[[], Sequence[str]]] = {
    "language": lambda: tuple(LANGUAGES),
    "kind": lambda: tuple(InstrumentKind),
    "nature": lambda: tuple(Nature),
    "strength": lambda: tuple(Strength),
    "area": lambda: tuple(area.code for area in load_areas()),
    "group": lambda: tuple(group_names()),
    "theme": lambda: _concepts(False),
    "substance": lambda: _concepts(True),
}
