"""The start page: a search box, where to begin, and what is there."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from corpus.model import Nature
from corpus.register import load_register
from web.interface import choose_messages
from web.rendering import pages_of
from web.services import services_of
from web.shelf import count_provisions, group_shelf, list_areas, list_shelf, tally_areas

router = APIRouter()

EXAMPLES = (
    ("en", "who may order a controlled delivery"),
    ("ru", "конфискация доходов от незаконного оборота наркотиков"),
    ("kk", "есірткіге тәуелді адамдарды емдеу және оңалту"),
    ("zh", "易制毒化学品的管制"),
    ("fa", "استرداد متهمان به قاچاق مواد مخدر"),
    ("ar", "تبادل المعلومات بين أجهزة مكافحة المخدرات"),
)


@router.get("/")
def home(request: Request) -> Response:
    """Answer with the start page."""
    services, t = services_of(request), choose_messages(request)
    groups = group_shelf(list_shelf(services, t.language), t)
    known = {entry.instrument.id for entry in load_register()}
    tallies = tally_areas(services)
    areas = list_areas(tallies, t.language)
    texts = services.store.documents(services.access)
    provisions = count_provisions(services)
    return pages_of(request).render(
        request,
        "home.html",
        section="home",
        title=t("home.title"),
        examples=EXAMPLES,
        starters=[
            item for group in groups if group.jurisdiction is None for item in group.items if item.id in known
        ],
        countries=[group for group in groups if group.jurisdiction is not None],
        figures={
            "instruments": len(provisions),
            "provisions": sum(provisions.values()),
            "languages": len({text.language for text in texts}),
            "authentic": sum(text.nature is Nature.AUTHENTIC for text in texts),
            "commitments": sum(area.total for area in areas),
        },
        only_abstracts=bool(texts) and all(text.nature is Nature.ABSTRACT for text in texts),
        areas=areas,
    )
