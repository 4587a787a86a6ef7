"""Commitments as a page: a table of who undertakes what, how strongly, by when, with whom."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from corpus.areas import load_areas, themes_of
from corpus.languages import direction
from corpus.model import SCALE
from corpus.store import CommitmentHit
from web.addresses import Here, address, instrument_address
from web.commitments import FORCES, NAMES, Piece, cut_pieces, read_wanted, wanted_pairs
from web.coverage_labels import shelve
from web.filters import BY_NAME
from web.interface import PARAMETER, choose_messages
from web.labels import value_label
from web.messages import Messages
from web.naming import place
from web.parameters import read_number
from web.reader import Badge
from web.rendering import area_label, jurisdiction_name, language_name, pages_of
from web.services import services_of
from web.shelf import choose_title

router = APIRouter()

PATH = "/commitments"
PER_PAGE = 40
_LONGEST = 900  # characters of a provision that the table shows


@dataclass(frozen=True, slots=True)
class Line:
    """A commitment as the table shows it; what stands in a cell is the text's own words."""

    document: str
    eid: str
    title: str
    title_language: str | None
    where: str
    href: str
    pieces: list[Piece]
    cut: bool
    language: str
    direction: str
    strength: str
    preambular: bool
    guessed: bool
    guesses: tuple[str, ...]
    who: str
    rests_on: str
    by_when: str
    with_whom: str
    areas: list[Badge]
    nature: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force: what it says, and the page without it."""

    label: str
    without: str


@router.get(PATH)
def commitments(request: Request) -> Response:
    """Answer with the commitments that the address asks for."""
    services, t, here = services_of(request), choose_messages(request), Here(request)
    params = request.query_params
    wanted = read_wanted(params, ("page", PARAMETER))
    page = read_number(params, "page", 1, 99_999) or 1
    found = services.store.commitment_page(
        services.access, wanted, limit=PER_PAGE, offset=(page - 1) * PER_PAGE
    )
    pages = max(1, -(-found.total // PER_PAGE))
    shelf = shelve(services.store, services.access, t)
    pairs = wanted_pairs(wanted)
    titles = {key: item.title for key, item in shelf.items.items()}
    return pages_of(request).render(
        request,
        "commitments.html",
        section="commitments",
        title=t("commitments.title"),
        lines=[_line(hit, t) for hit in found.hits],
        total=found.total,
        strengths=[(each, found.strengths[each]) for each in found.strengths],
        wanted=dict.fromkeys(NAMES, "") | dict(pairs),
        chips=_chips(pairs, titles, here, t),
        least=SCALE,
        forces=FORCES,
        areas=[
            (
                each.code,
                each.label(t.language),
                [(th.code, th.label(t.language)) for th in themes_of(each.code)],
            )
            for each in load_areas()
        ],
        instruments=sorted(titles.items(), key=lambda entry: entry[1].casefold()),
        jurisdictions=sorted(
            {(item.jurisdiction, jurisdiction_name(item.jurisdiction, t)) for item in shelf.items.values()},
            key=lambda entry: entry[1],
        ),
        languages=sorted(((code, language_name(code, t)) for code in shelf.languages), key=lambda e: e[1]),
        files=[(form, address(f"/api/v1/commitments{ending}", pairs)) for form, ending in _FILES],
        page=page,
        pages=pages,
        previous=here.with_(page=page - 1 if page > 2 else None) if page > 1 else None,
        next=here.with_(page=page + 1) if page < pages else None,
    )


_FILES = (("XLSX", ".xlsx"), ("CSV", ".csv"), ("JSON", ""))


def _line(hit: CommitmentHit, t: Messages) -> Line:
    found, each = hit.found, hit.commitment
    title, language = choose_title(found.instrument.title, found.instrument.titles, t.language)
    pieces, cut = _shorten(cut_pieces(hit))
    return Line(
        document=found.document.id,
        eid=each.eid,
        title=title,
        title_language=language,
        where=place(found.provision, found.ancestors),
        href=instrument_address(found.instrument.id, each.eid, found.document.id),
        pieces=pieces,
        cut=cut,
        language=found.provision.language,
        direction=direction(found.provision.language),
        strength=each.strength,
        preambular=each.force == "preambular",
        guessed=each.guessed,
        guesses=each.guesses,
        who=hit.words.get("actor", ""),
        rests_on=hit.words.get("verb", ""),
        by_when=hit.words.get("deadline", ""),
        with_whom=hit.words.get("partner", ""),
        areas=[Badge(a.area, a.status, a.score) for a in found.assignments if "." not in a.area],
        nature=found.document.nature,
    )


def _shorten(pieces: list[Piece]) -> tuple[list[Piece], bool]:
    """Return as many pieces as fit, the last one cut, and whether anything is left out."""
    kept: list[Piece] = []
    left = _LONGEST
    for piece in pieces:
        if left <= 0:
            return kept, True
        kept.append(Piece(piece.text[:left], piece.parts, piece.aside))
        left -= len(piece.text)
    return kept, left < 0


def _chips(pairs: list[tuple[str, str]], titles: dict[str, str], here: Here, t: Messages) -> list[Chip]:
    chips = []
    for name, value in pairs:
        if name == "instrument":
            label = titles.get(value, value)
        elif name == "area":
            label = f"{value} {area_label(value, t.language)}"
        elif name == "least":
            label = t("commitments.at_least", strength=t(f"strength.{value}"))
        elif name in ("force", "deadline", "partner", "guessed"):
            label = t(f"commitments.{name}_{value}")
        elif name in BY_NAME:
            label = value_label(BY_NAME[name].key, value, t)
        else:
            label = t("commitments.one_text")
        chips.append(Chip(label, here.toggled(name, value)))
    return chips
