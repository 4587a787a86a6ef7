"""Making addresses: all state of a page is in its URL, so that a link says what its reader sees."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from urllib.parse import quote, urlencode

from starlette.requests import Request

# These say how a page is shown rather than what; links to another selection do not carry them on.
_TRANSIENT = frozenset({"page", "offset", "ui"})


class Here:
    """The address of the page being made, to derive others from."""

    def __init__(self, request: Request) -> None:
        self.path = request.url.path
        self.params: tuple[tuple[str, str], ...] = tuple(
            (name, value) for name, value in request.query_params.multi_items() if value
        )

    def normalised(self, pairs: Iterable[tuple[str, str]], names: Collection[str]) -> Here:
        """Return this address with the parameters ``names`` as in ``pairs``, where they stood first."""
        values: dict[str, list[str]] = {}
        for name, value in pairs:
            values.setdefault(name, []).append(value)
        params: list[tuple[str, str]] = []
        for name, given in self.params:
            if name in names:
                params += [(name, value) for value in values.pop(name, ())]
            else:
                params.append((name, given))
        found = copy(self)
        found.params = tuple(params)
        return found

    def with_(self, **changes: object) -> str:
        """Return this address with parameters set; None removes one."""
        gone = _TRANSIENT | changes.keys()
        kept = [(name, value) for name, value in self.params if name not in gone]
        added = [(name, str(value)) for name, value in changes.items() if value is not None]
        return address(self.path, kept + added)

    def toggled(self, name: str, value: str, *, against: str | None = None) -> str:
        """Return this address with one value of a parameter that may repeat added or taken away.

        The same value of ``against``, the parameter that says the contrary, goes.
        """
        changed = [
            (key, given)
            for key, given in self.params
            if key not in _TRANSIENT and (key, given) not in ((name, value), (against, value))
        ]
        if (name, value) not in self.params:
            changed.append((name, value))
        return address(self.path, changed)

    def in_language(self, language: str) -> str:
        """Return this address in another language of the interface."""
        kept = [(name, value) for name, value in self.params if name != "ui"]
        return address(self.path, [*kept, ("ui", language)])


def address(path: str, params: Sequence[tuple[str, str]] | Mapping[str, str] = ()) -> str:
    """Return a path with parameters, encoded."""
    pairs = list(params.items()) if isinstance(params, Mapping) else list(params)
    # A path of two slashes would be read as another host.
    safe = "/" + quote(path, safe="/:@!$&'()*+,;=-._~").lstrip("/")
    return f"{safe}?{urlencode(pairs)}" if pairs else safe


def instrument_address(instrument_id: str, eid: str | None = None, document: str | None = None) -> str:
    """Return the address of an instrument's page, of one of its texts, and of a place in it."""
    path = address(f"/instruments{instrument_id}", [("doc", document)] if document else [])
    return f"{path}#{quote(eid)}" if eid else path


def page_address(document_id: str, page: int, eid: str | None = None) -> str:
    """Return the address of a page of a document's source, a provision marked on it."""
    return address(f"/documents/{document_id}/pages/{page}", [("eid", eid)] if eid else [])


def document_address(document_id: str, eid: str | None = None) -> str:
    """Return the permanent address of a version of a text, and of a place in it."""
    path = address(f"/documents/{document_id}")
    return f"{path}#{quote(eid)}" if eid else path


def similar_address(document_id: str, eid: str) -> str:
    """Return the address of the page of what is like a provision."""
    return address(f"/documents/{document_id}/provisions/{eid}/similar")


def base_of(request: Request) -> str:
    """Return how this reader reaches us, to stand before an address in what is taken away."""
    return str(request.base_url).rstrip("/")


def own_path(given: str, otherwise: str) -> str:
    r"""Return where to go back to: ``given`` if it is a place of ours, never another site's.

    >>> own_path("/areas/A3", "/"), own_path("//evil.example", "/"), own_path(r"/\evil.example", "/")
    ('/areas/A3', '/', '/')
    """
    # A browser takes both slashes for one sign.
    ours = given.startswith("/") and given[1:2] not in ("/", "\\") and given.isprintable()
    return given if ours else otherwise
