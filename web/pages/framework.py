"""One instrument against the others: a file sent along, or a document that is held."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from corpus.areas import area_or_theme
from corpus.languages import direction
from corpus.model import AssignmentStatus
from search.framework import NEW_BELOW, REPEATS, Counterpart, Finding, Relation, Shift, Standing
from web.addresses import document_address
from web.excerpts import excerpt
from web.framing import MOST, group_by_area, names_in, place_held, place_of, provision_of, text_of, words_of
from web.interface import choose_messages
from web.messages import Messages
from web.parameters import refuse_unknown
from web.rendering import language_name, pages_of
from web.services import Services, services_of
from web.shelf import choose_title
from web.upload import LARGEST, Upload, read_form_file

router = APIRouter()

_LINKED = 60
"""Provisions that a line of the summary links to."""


@router.get("/framework")
def framework(request: Request) -> Response:
    """Answer with a document beside all others; with none named, with a form."""
    services, t = services_of(request), choose_messages(request)
    refuse_unknown(request.query_params, ("d", "ui"))
    asked = request.query_params.get("d", "").strip()
    if asked:
        return _answer(request, services, t, [place_held(services, asked)])
    groups: dict[str, list[tuple[str, str]]] = {}
    for each in services.store.documents(services.access):
        label = f"{each.title} ({each.source.rsplit('/', 1)[-1]})"
        groups.setdefault(language_name(each.language, t), []).append((each.id, label))
    return pages_of(request).render(
        request,
        "framework_form.html",
        section="areas",
        title=t("framework.title"),
        groups=[(name, sorted(found, key=lambda pair: pair[1])) for name, found in sorted(groups.items())],
        largest=LARGEST // (1024 * 1024),
    )


@router.post("/framework")
def newcomer(request: Request, upload: Annotated[Upload, Depends(read_form_file)]) -> Response:
    """Answer with a file beside what is held; it is kept nowhere."""
    services, t = services_of(request), choose_messages(request)
    bundles = upload.read(services.settings)
    standings = [services.search.place(each, services.access, most=MOST) for each in bundles]
    return _answer(request, services, t, standings)


def _answer(request: Request, services: Services, t: Messages, standings: Sequence[Standing]) -> Response:
    return pages_of(request).render(
        request,
        "framework.html",
        section="areas",
        title=t("framework.title_of", title=standings[0].newcomer.bundle.document.title),
        shown=[_present(standing, number, t) for number, standing in enumerate(standings, start=1)],
        repeats=f"{REPEATS:.2f}",
        new_below=f"{NEW_BELOW:.2f}",
    )


def _present(standing: Standing, number: int, t: Messages) -> dict[str, Any]:
    document = standing.newcomer.bundle.document
    groups = [
        {
            "code": group.code,
            "label": area_or_theme(group.code).label(t.language) if group.code else t("framework.no_area"),
            "findings": [_finding(standing, each, number, t) for each in group.findings],
        }
        for group in group_by_area(standing.commitments)
    ]
    return {
        "document": document,
        "direction": direction(document.language),
        "held": document_address(document.id) if standing.newcomer.held else None,
        "also": [document_address(each) for each in standing.also_held],
        "total": len(standing.commitments),
        "left_out": standing.left_out,
        "summary": [*_summarise(standing, number)],
        "groups": groups,
        "recitals": [_finding(standing, each, number, t) for each in standing.recitals],
        "silent": [_area(code, t) for code in standing.silent if "." not in code],
        "silent_themes": [_area(code, t) for code in standing.silent if _is_open_theme(code, standing)],
        "mentioned": [_area(code, t) for code in standing.mentioned],
    }


def _is_open_theme(code: str, standing: Standing) -> bool:
    """Whether a code is a sub-theme of an area that is not silent as a whole."""
    return "." in code and code.partition(".")[0] not in standing.silent


def _area(code: str, t: Messages) -> dict[str, str]:
    return {"code": code, "area": code.partition(".")[0], "label": area_or_theme(code).label(t.language)}


def _summarise(standing: Standing, number: int) -> list[dict[str, Any]]:
    """New, repeated, weaker and stronger commitments, with links to each."""
    names = names_in(standing)
    lines = []
    for kind in (Relation.NEW, Relation.REPEATS, Shift.WEAKER, Shift.STRONGER):
        found = [each for each in standing.commitments if kind in (each.relation, each.shift)]
        lines.append(
            {
                "kind": kind.value,
                "count": len(found),
                "links": [
                    {
                        "href": f"#f{number}-{each.commitment.eid}",
                        "label": names(provision_of(standing, each)),
                    }
                    for each in found[:_LINKED]
                ],
                "more": max(0, len(found) - _LINKED),
            }
        )
    return lines


def _finding(standing: Standing, finding: Finding, number: int, t: Messages) -> dict[str, Any]:
    provision = provision_of(standing, finding)
    document = standing.newcomer.bundle.document
    text = " ".join(text_of(standing, finding).split())
    return {
        "anchor": f"f{number}-{provision.eid}",
        "where": names_in(standing)(provision),
        "href": document_address(document.id, provision.eid) if standing.newcomer.held else None,
        "language": provision.language,
        "direction": direction(provision.language),
        "excerpt": excerpt(text, []),
        "strength": finding.commitment.strength.value,
        "guessed": finding.commitment.guessed,
        "actor": words_of(standing, finding.commitment.actor),
        "areas": [
            {"code": tie.area, "score": tie.score, "status": str(tie.status)}
            for tie in finding.areas
            if "." not in tie.area
        ],
        "themes": [
            _area(tie.area, t) | {"confirmed": tie.status == AssignmentStatus.CONFIRMED}
            for tie in finding.areas
            if "." in tie.area
        ],
        "relation": finding.relation.value,
        "shift": finding.shift.value if finding.shift else None,
        "nearest": [_counterpart(each, t) for each in finding.nearest],
    }


def _counterpart(counterpart: Counterpart, t: Messages) -> dict[str, Any]:
    hit = counterpart.provision
    title, language = choose_title(hit.instrument.title, hit.instrument.titles, t.language)
    return {
        "closeness": f"{counterpart.closeness:.2f}",
        "strength": counterpart.strength.value if counterpart.strength else None,
        "title": title,
        "title_language": language,
        "year": hit.instrument.year,
        "nature": hit.document.nature,
        "where": place_of(hit),
        "href": document_address(hit.document.id, hit.provision.eid),
        "language": hit.provision.language,
        "direction": direction(hit.provision.language),
        "excerpt": excerpt(" ".join(hit.text.split()), []),
    }
