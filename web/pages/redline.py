"""What changed between two texts in one language: one column or two, and the choice of the two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from corpus.store import DocumentSummary
from search.redline import Change, Entry, Kind, Place, Redline, Segment
from web.addresses import Here, document_address
from web.interface import choose_messages
from web.messages import Messages
from web.parameters import read_choice, read_number, refuse_unknown
from web.redlining import CHANGES, NAMES, Asked, Names, names_of, read_asked
from web.rendering import language_name, pages_of, short_path
from web.services import Services, services_of

router = APIRouter()

PER_PAGE = 50
"""Places on a page."""
_CONTEXT = 160
"""Characters left on each side of a long stretch that did not change."""
_LINKED = 120
"""Provisions of a kind that the summary links to."""
_BLANK = re.compile(r"[^\S\n]*\n\s*")
_VIEWS = ("unified", "side")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch as it is shown: ``equal``, ``deleted``, ``inserted``, or ``cut`` for what is left out."""

    change: str
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A place on the page: an entry, or where a moved one stood (``origin``)."""

    anchor: str
    origin: bool
    kinds: tuple[str, ...]
    before: str
    after: str
    before_href: str | None
    after_href: str | None
    other: str | None  # of something moved: its other place
    along: bool
    depth: int
    runs: tuple[Run, ...]
    left: tuple[Run, ...]
    right: tuple[Run, ...]


@router.get("/redline")
def redline(request: Request) -> Response:
    """Answer with what changed between two texts; with fewer than two named, with a choice."""
    services, t, here = services_of(request), choose_messages(request), Here(request)
    params = request.query_params
    refuse_unknown(params, (*NAMES, "view", "page", "ui"))
    if not (params.get("a") and params.get("b")):
        return _choose(request, services, t, params.get("a", "").strip(), params.get("b", "").strip())
    asked = read_asked(params)
    found = services.redlines.find(services.store, asked.a, asked.b, services.access)
    a, b = (services.store.summary(each, services.access) for each in (asked.a, asked.b))
    names = names_of(services.store, a.id, services.access), names_of(services.store, b.id, services.access)
    places = [each for each in found.places if asked.wants(found.entries[each.entry])]
    pages = max(1, -(-len(places) // PER_PAGE))
    page = min(read_number(params, "page", 1, 9999) or 1, pages)
    pager = _Pager(here, places)
    first = (page - 1) * PER_PAGE
    return pages_of(request).render(
        request,
        "redline.html",
        section="instruments",
        title=t("redline.title_of", title=b.title or a.title),
        a=_side(a, t),
        b=_side(b, t),
        swap=here.with_(a=b.id, b=a.id, kind=None),
        counts=found.counts,
        summary=_summarise(found, asked, names, pager, here),
        everything=asked.everything,
        kind=asked.kind,
        view=read_choice(params, "view", _VIEWS) or "unified",
        places=[_show(each, found, a, b, names, pager, asked) for each in places[first : first + PER_PAGE]],
        page=page,
        pages=pages,
        previous=pager.address(page - 1) if page > 1 else None,
        next=pager.address(page + 1) if page < pages else None,
    )


class _Pager:
    """On which page a place stands."""

    def __init__(self, here: Here, places: Sequence[Place]) -> None:
        self._here = here
        self._at = {place: number for number, place in enumerate(places)}

    def address(self, page: int) -> str:
        return self._here.with_(page=page if page > 1 else None)

    def link(self, place: Place) -> str | None:
        """The address of a place; None where it is not among those shown."""
        number = self._at.get(place)
        if number is None:
            return None
        return f"{self.address(number // PER_PAGE + 1)}#{_anchor(place)}"


def _anchor(place: Place) -> str:
    return f"{'o' if place.origin else 'e'}{place.entry}"


def _side(document: DocumentSummary, t: Messages) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "language": document.language,
        "nature": document.nature,
        "version": document.version,
        "source": short_path(document.source),
        "href": document_address(document.id),
        "read": f"{document.ingested_at:%Y-%m-%d}" if document.ingested_at else None,
    }


def _summarise(
    found: Redline, asked: Asked, names: tuple[Names, Names], pager: _Pager, here: Here
) -> list[dict[str, Any]]:
    """Each kind with its number, and where those of it stand."""
    summary = []
    for kind in (Kind(each) for each in CHANGES):
        entries = [entry for entry in found.entries if kind in entry.kinds]
        if not entries:
            continue
        shown = asked.kind in (None, kind)
        summary.append(
            {
                "kind": kind,
                "count": len(entries),
                "href": here.with_(kind=kind, all=None) if asked.kind is not kind else None,
                "links": [
                    {"label": names[1](entry.b) or names[0](entry.a), "href": pager.link(Place(entry.number))}
                    for entry in (entries[:_LINKED] if shown else ())
                ],
                "more": max(0, len(entries) - _LINKED) if shown else 0,
            }
        )
    return summary


def _show(
    place: Place,
    found: Redline,
    a: DocumentSummary,
    b: DocumentSummary,
    names: tuple[Names, Names],
    pager: _Pager,
    asked: Asked,
) -> Shown:
    entry = found.entries[place.entry]
    moved = Kind.MOVED in entry.kinds
    segments = entry.segments if asked.everything or not entry.is_change else _elide(entry)
    runs = tuple(
        Run(each.change.value, each.b or each.a) if isinstance(each, Segment) else each for each in segments
    )
    runs = _tidy(runs)
    return Shown(
        _anchor(place),
        place.origin,
        tuple(kind.value for kind in entry.kinds),
        names[0](entry.a),
        names[1](entry.b),
        document_address(a.id, entry.a.eid) if entry.a else None,
        document_address(b.id, entry.b.eid) if entry.b else None,
        pager.link(Place(entry.number, not place.origin)) if moved else None,
        entry.along,
        min(entry.depth, 5),
        () if place.origin else runs,
        () if place.origin else tuple(run for run in runs if run.change != Change.INSERTED),
        () if place.origin else tuple(run for run in runs if run.change != Change.DELETED),
    )


def _tidy(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Runs without the blank lines that are left where inner provisions stood."""
    tidied = [Run(run.change, _BLANK.sub("\n", run.text)) for run in runs]
    while tidied and not tidied[-1].text.strip():
        tidied.pop()
    while tidied and not tidied[0].text.strip():
        tidied.pop(0)
    if tidied:
        tidied[-1] = Run(tidied[-1].change, tidied[-1].text.rstrip())
        tidied[0] = Run(tidied[0].change, tidied[0].text.lstrip())
    return tuple(tidied)


def _elide(entry: Entry) -> list[Segment | Run]:
    """The segments with long stretches that did not change cut down to what stands at the changes."""
    if Kind.CHANGED not in entry.kinds:
        # What only moved or has another number is known by how it begins.
        return [piece for segment in entry.segments for piece in _cut(segment, False, True)]
    last = len(entry.segments) - 1
    return [piece for at, segment in enumerate(entry.segments) for piece in _cut(segment, at > 0, at == last)]


def _cut(segment: Segment, after_change: bool, at_end: bool) -> list[Segment | Run]:
    text = segment.b
    if segment.change is not Change.EQUAL or len(text) <= 3 * _CONTEXT:
        return [segment]
    # The beginning of a provision says which it is; its end, where nothing changed, says nothing.
    head = _CONTEXT
    tail = 0 if at_end else _CONTEXT
    middle = len(text) - head - tail
    pieces: list[Segment | Run] = [Run("equal", text[:head]), Run("cut", str(middle))]
    return [*pieces, Run("equal", text[len(text) - tail :])] if tail else pieces


def _choose(request: Request, services: Services, t: Messages, a: str, b: str) -> Response:
    """Offer documents: for the one side all that are here, for the other what it can be compared with."""
    store, access = services.store, services.access
    documents = store.documents(access)
    named = a or b
    groups: list[tuple[str, list[tuple[str, str]]]] = []
    chosen = None
    if named:
        chosen = store.summary(named, access)
        versions = [each for each in store.versions(named, access) if each.id != named]
        base = chosen.language.split("-")[0]
        same = [each for each in documents if each.language.split("-")[0] == base and each.id != named]
        known = {each.id for each in versions}
        fellows = [
            each for each in same if each.instrument_id == chosen.instrument_id and each.id not in known
        ]
        known |= {each.id for each in fellows}
        others = [each for each in same if each.id not in known]
        groups = [
            (t("redline.versions"), [_option(each, t) for each in versions]),
            (t("redline.fellows"), [_option(each, t) for each in fellows]),
            (t("redline.others"), sorted((_option(each, t) for each in others), key=_second)),
        ]
    else:
        by_language: dict[str, list[tuple[str, str]]] = {}
        for each in documents:
            by_language.setdefault(language_name(each.language, t), []).append(_option(each, t))
        groups = [(name, sorted(found, key=_second)) for name, found in sorted(by_language.items())]
    return pages_of(request).render(
        request,
        "redline_choose.html",
        section="instruments",
        title=t("redline.title"),
        chosen=_side(chosen, t) if chosen else None,
        given="b" if b and not a else "a",
        asked="a" if chosen is None or (b and not a) else "b",
        groups=[(name, options) for name, options in groups if options],
    )


def _second(pair: tuple[str, str]) -> str:
    return pair[1].casefold()


def _option(document: DocumentSummary, t: Messages) -> tuple[str, str]:
    version = f", {t('instrument.version', n=document.version)}" if document.version > 1 else ""
    nature = f", {t(f'nature.{document.nature}_short')}" if document.nature != "authentic" else ""
    return document.id, f"{document.title} ({document.source.rsplit('/', 1)[-1]}{version}{nature})"
