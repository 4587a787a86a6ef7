"""What a filter means here: names of instruments as ids, and values that only the knowledge base knows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from corpus.access import Access
from corpus.groups import COUNTRIES
from corpus.model import Instrument
from corpus.store import Store
from web.filters import BY_KEY, NOT, Filters, ParameterError, Values, unknown

Resolve = Callable[[str, str], str]
_WORK = re.compile(r"/akn/(?P<state>[^/]+)/.+?/(?P<year>\d{4})[^/]*(?:/(?P<name>.+))?")
_PLACE = re.compile(r"(?P<work>/[^#\s]+)(?:#(?P<eid>\S+))?")
_KNOWN_BY_STORE: Mapping[str, Callable[[Instrument], str | None]] = {
    "jurisdiction": lambda instrument: instrument.jurisdiction,
    "body": lambda instrument: instrument.body,
    "status": lambda instrument: instrument.status,
}


def resolve_filters(filters: Filters, store: Store, access: Access) -> Filters:
    """Return the filters with instruments by their ids, as far as ``access`` may see them.

    Raises:
        ParameterError: a filter names something that is not there; a country may be without any text.
    """
    named = {key for values in (filters.only, filters.without) for key, _ in values}
    if not named & {"cites", "instrument", *_KNOWN_BY_STORE}:
        return filters
    instruments = [found.instrument for found in store.instruments(access)]

    def apply(values: Values, prefix: str) -> Values:
        return tuple(
            (key, tuple(_resolve(key, prefix, each, instruments, store, access) for each in given))
            for key, given in values
        )

    return replace(filters, only=apply(filters.only, ""), without=apply(filters.without, NOT))


def _resolve(
    key: str, prefix: str, value: str, instruments: list[Instrument], store: Store, access: Access
) -> str:
    field = f"{prefix}{BY_KEY[key].name}"
    if key in ("cites", "instrument"):
        return find_place(value, field, instruments, store, access, whole=key == "instrument")
    known = _KNOWN_BY_STORE.get(key)
    # A country without a text yet is a good filter of a saved search.
    if known is None or (key == "jurisdiction" and value.split("-", 1)[0] in COUNTRIES):
        return value
    values = sorted({found for instrument in instruments if (found := known(instrument))})
    if value not in values:
        raise unknown(value, field, values)
    return value


def find_place(
    value: str, field: str, instruments: Iterable[Instrument], store: Store, access: Access, *, whole: bool
) -> str:
    """Return the id of the instrument that ``value`` names, with ``#eId`` where it names a place in it.

    Ids are taken as they are; else names, titles, a short name made of the id (``un-1988``,
    ``un-1988-illicit-traffic``), and what a reader of references makes of it ("1988 Convention, art. 3").
    With ``whole`` only the instrument is returned.

    Raises:
        ParameterError: nothing is called so, or several instruments are.
    """
    written, _, eid = value.partition("#")
    if _PLACE.fullmatch(value) and value.startswith("/akn/"):
        return written if whole else value
    called = {instrument.id for instrument in instruments if written.casefold() in _names(instrument)}
    if not called:
        found = _read_reference(written, store, access)
        if found is not None:
            called, eid = {found[0]}, eid or found[1]
    if len(called) > 1:
        raise ParameterError(
            f"'{value[:40]}' may be any of {len(called)} instruments ({field}).",
            remedy=f"use one of: {', '.join(sorted(called)[:8])}",
            field=field,
        )
    if not called:
        raise ParameterError(
            f"No instrument here is called '{value[:40]}' ({field}).",
            remedy="give its id as /instruments shows it, a name, or a short name such as un-1988",
            field=field,
        )
    (instrument_id,) = called
    return instrument_id if whole or not eid else f"{instrument_id}#{eid}"


def _read_reference(words: str, store: Store, access: Access) -> tuple[str, str] | None:
    from ingest.query_references import ReferenceReader  # only a name that nothing bears needs it

    references = ReferenceReader(store)(words, access)
    # Several instruments with such a number are no answer.
    if len({reference.instrument for reference in references}) != 1:
        return None
    return references[0].instrument, references[0].eid or ""


def _names(instrument: Instrument) -> set[str]:
    names = {instrument.title, *instrument.titles.values(), *instrument.names}
    if work := _WORK.fullmatch(instrument.id):
        short = f"{work['state']}-{work['year']}"
        names |= {short, f"{short}-{(work['name'] or '').replace('/', '-')}"}
    return {name.casefold() for name in names}
