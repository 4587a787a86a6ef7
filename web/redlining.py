"""What changed between two texts, as the page, the API and the command tell it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import QueryParams

from corpus.access import Access
from corpus.eid import last_num
from corpus.languages import direction
from corpus.model import Provision, ProvisionKind
from corpus.store import DocumentSummary, Store
from search.redline import Change, Entry, Kind, Redline
from web.addresses import address, document_address
from web.filters import ParameterError
from web.messages import Messages
from web.naming import first_words, place
from web.parameters import read_choice
from web.services import Services

NAMES = ("a", "b", "all", "kind")
CHANGES = tuple(kind.value for kind in Kind if kind is not Kind.UNCHANGED)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which two documents, whether all provisions or those that changed, and of which kind alone."""

    a: str
    b: str
    everything: bool = False
    kind: Kind | None = None

    def wants(self, entry: Entry) -> bool:
        """Whether an entry is to be shown."""
        if self.kind is not None:
            return self.kind in entry.kinds
        return self.everything or entry.is_change


def read_asked(params: QueryParams) -> Asked:
    """Return what an address asks for.

    Raises:
        ParameterError: a document is not named, or a value cannot be.
    """
    for field in ("a", "b"):
        if not params.get(field, "").strip():
            raise ParameterError(
                f"The document '{field}' is not named.",
                remedy="give the ids of two documents: a, the earlier, and b, the later",
                field=field,
            )
    kind = read_choice(params, "kind", [kind.value for kind in Kind])
    return Asked(
        params["a"].strip(),
        params["b"].strip(),
        read_choice(params, "all", ("0", "1")) == "1",
        Kind(kind) if kind else None,
    )


class Names:
    """What the provisions of a document are called: the chain of their numbers."""

    def __init__(self, text: str, provisions: Sequence[Provision]) -> None:
        self._text = text
        self._by_eid: Mapping[str, Provision] = {each.eid: each for each in provisions}

    def __call__(self, provision: Provision | None) -> str:
        """Return "Article 5, (2)"; what has no number of its own is named by its place or first words."""
        if provision is None:
            return ""
        above: list[Provision] = []
        at = self._by_eid.get(provision.parent or "")
        while at is not None and at not in above:
            above.insert(0, at)
            at = self._by_eid.get(at.parent or "")
        if provision.label.strip():
            return place(provision, above)
        own = provision.heading or (
            f"¶ {last_num(provision.eid)}"
            if provision.kind is ProvisionKind.PARAGRAPH
            else first_words(self._text[provision.start : provision.end])
        )
        return f"{place(above[-1], above[:-1])}, {own}" if above else own


def names_of(store: Store, document: str, access: Access) -> Names:
    """Return what the provisions of a document are called."""
    return Names(store.document(document, access).text, store.provisions(document, access))


def describe(
    a: DocumentSummary, b: DocumentSummary, found: Redline, asked: Asked, names: tuple[Names, Names]
) -> dict[str, Any]:
    """Return a comparison as a plain object, entries in reading order."""
    shown = [
        found.entries[each.entry]
        for each in found.places
        if not each.origin and asked.wants(found.entries[each.entry])
    ]
    return {
        "a": name_document(a),
        "b": name_document(b),
        "counts": {kind.value: count for kind, count in found.counts.items()},
        "total": len(shown),
        "provisions": [_describe(entry, a.id, b.id, names) for entry in shown],
    }


def name_document(document: DocumentSummary) -> dict[str, Any]:
    """Return which text one side is."""
    return {
        "document": document.id,
        "title": document.title,
        "language": document.language,
        "direction": direction(document.language),
        "nature": document.nature.value,
        "version": document.version,
        "state": document.state.value,
        "source": document.source,
        "permalink": f"/documents/{document.id}",
    }


def _describe(entry: Entry, a: str, b: str, names: tuple[Names, Names]) -> dict[str, Any]:
    return {
        "kinds": [kind.value for kind in entry.kinds],
        "along": entry.along,
        "likeness": entry.likeness,
        "a": _name(entry.a, a, names[0]),
        "b": _name(entry.b, b, names[1]),
        "segments": [
            {"op": segment.change.value, "text": segment.b or segment.a}
            # The same words, set differently: the white space of the earlier text is told too.
            | ({"was": segment.a} if segment.change is Change.EQUAL and segment.a != segment.b else {})
            for segment in entry.segments
        ],
    }


def _name(provision: Provision | None, document: str, names: Names) -> dict[str, str] | None:
    if provision is None:
        return None
    return {
        "eid": provision.eid,
        "label": provision.label,
        "heading": provision.heading,
        "place": names(provision),
        "permalink": f"/documents/{document}#{provision.eid}",
    }


def redline_address(a: str, b: str) -> str:
    """Return the address of the page of what changed between two documents."""
    return address("/redline", [("a", a), ("b", b)])


def list_versions(services: Services, document_id: str, t: Messages) -> Sequence[Mapping[str, Any]]:
    """Return the versions of a text, newest first, each with where to see what changed in it."""
    versions = services.store.versions(document_id, services.access)
    older = [*versions[1:], None]
    return [
        {
            "label": t("instrument.version", n=version.version),
            "read": f"{version.ingested_at:%Y-%m-%d}" if version.ingested_at else None,
            "href": document_address(version.id),
            "here": version.id == document_id,
            "changes": redline_address(before.id, version.id) if before else None,
        }
        for version, before in zip(versions, older, strict=True)
    ]
