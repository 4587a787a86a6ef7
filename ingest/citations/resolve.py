"""Resolving citations: from words to the instrument and provision that they mean.

What does not resolve is kept with the reason, since a reader sees the words in any case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from corpus.eid import component, join
from corpus.model import Citation, Provision, ProvisionKind
from ingest.citations.find import Found

_UNITS = (ProvisionKind.ARTICLE, ProvisionKind.SECTION)

UNKNOWN_INSTRUMENT = "the instrument named is not in the register"
NO_SUCH_PROVISION = "this document has no such provision"
NOT_COUNTED_BACK = "a reference to what stands before, not resolved yet"


class Resolver(Protocol):
    """What resolving needs to know."""

    def instrument(self, name: str) -> str | None:
        """The id of the instrument that goes by ``name``, or None."""
        ...

    def provision(self, path: Sequence[tuple[ProvisionKind, str]], near: str) -> str | None:
        """The eId in this document of the units in ``path``, seen from provision ``near``, or None."""
        ...

    def unit(self, eid: str) -> str | None:
        """The article or section in which ``eid`` stands, or None."""
        ...

    def own(self) -> str:
        """The id of this document's instrument."""
        ...


class DocumentResolver:
    """Resolves within one document, and instruments by a function of their name.

    ``instrument_named`` maps a name as printed to an instrument id, or None.
    """

    def __init__(
        self,
        provisions: Sequence[Provision],
        instrument_id: str,
        instrument_named: Callable[[str], str | None],
    ) -> None:
        self._parents: Mapping[str, str | None] = {p.eid: p.parent for p in provisions}
        self._kinds = {p.eid: p.kind for p in provisions}
        self._instrument_id = instrument_id
        self._instrument_named = instrument_named
        self._names: dict[str, str | None] = {}

    def own(self) -> str:
        """The id of this document's instrument."""
        return self._instrument_id

    def instrument(self, name: str) -> str | None:
        """The id of the instrument that goes by ``name``, or None."""
        key = " ".join(name.split())
        if key not in self._names:
            self._names[key] = self._instrument_named(key)
        return self._names[key]

    def unit(self, eid: str) -> str | None:
        """The article or section in which ``eid`` stands, or None."""
        at: str | None = eid
        while at is not None and self._kinds.get(at) not in _UNITS:
            at = self._parents.get(at)
        return at

    def provision(self, path: Sequence[tuple[ProvisionKind, str]], near: str) -> str | None:
        """The eId of the longest leading part of ``path`` that this document has."""
        prefix = near.rpartition("__art_")[0] or near.rpartition("__sec_")[0]
        for containers in [prefix, ""] if prefix else [""]:
            for kind in (path[0][0], *_UNITS):
                found = self._longest(containers, kind, path)
                if found is not None:
                    return found
        return None

    def _longest(
        self, container: str, kind: ProvisionKind, path: Sequence[tuple[ProvisionKind, str]]
    ) -> str | None:
        if path[0][0] in _UNITS and kind not in _UNITS:
            return None
        eid = join(container or None, component(kind, path[0][1]))
        if eid not in self._parents:
            return None
        for step, num in path[1:]:
            deeper = join(eid, component(step, num))
            if deeper not in self._parents:
                break
            eid = deeper
        return eid


def resolve(found: Iterable[Found], resolver: Resolver) -> tuple[Citation, ...]:
    """Return a citation for each of ``found``: with its target, or with the reason why there is none."""
    return tuple(_resolve(one, resolver) for one in found)


def _resolve(found: Found, resolver: Resolver) -> Citation:
    def citation(instrument: str | None, eid: str | None, reason: str | None) -> Citation:
        return Citation("", found.eid, found.start, found.end, instrument, eid, reason)

    if found.near is not None:
        return citation(None, None, NOT_COUNTED_BACK)
    if found.instrument is not None and not found.own:
        instrument = resolver.instrument(found.instrument)
        if instrument is None:
            return citation(None, None, UNKNOWN_INSTRUMENT)
        eid = join(*(component(kind, num) for kind, num in found.path)) if found.path else None
        if instrument == resolver.own() and found.path:
            eid = resolver.provision(found.path, found.eid)
        return citation(instrument, eid, None)
    path = list(found.path)
    if found.inside:
        unit = resolver.unit(found.eid)
        if unit is None:
            return citation(None, None, NO_SUCH_PROVISION)
        last = unit.rpartition("__")[2]
        prefix, _, num = last.partition("_")
        path = [(ProvisionKind(prefix), num), *path]
    eid = resolver.provision(path, found.eid)
    if eid is None:
        return citation(None, None, NO_SUCH_PROVISION)
    return citation(resolver.own(), eid, None)
