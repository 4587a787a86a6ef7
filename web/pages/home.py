"""The start page: a search box, where to begin, and what is there."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from corpus.register import load_register
from web.interface import choose_messages
from web.rendering import pages_of
from web.services import services_of
from web.shelf import list_areas, list_shelf, tally_areas

router = APIRouter()

EXAMPLES = (
    ("en", "who may order a controlled delivery"),
    ("ru", "конфискация доходов от незаконного оборота наркотиков"),
    ("kk", "есірткіге тәуелді адамдарды емдеу және оңалту"),
    ("zh", "易制毒化学品的管制"),
    ("fa", "استرداد متهمان به قاچاق مواد مخدر"),
    ("ar", "تبادل المعلومات بين أجهزة مكافحة المخدرات"),
)
STARTERS = 3


@router.get("/")
def home(request: Request) -> Response:
    """Answer with the start page."""
    services, t = services_of(request), choose_messages(request)
    shelf = {item.id: item for item in list_shelf(services, t.language)}
    known = [entry.instrument.id for entry in load_register()]
    tallies = tally_areas(services)
    counts = services.store.counts(services.access)
    return pages_of(request).render(
        request,
        "home.html",
        section="home",
        title=t("home.title"),
        examples=EXAMPLES,
        starters=[shelf[each] for each in known if each in shelf][:STARTERS],
        figures={
            "instruments": counts.instruments,
            "documents": counts.documents,
            "languages": len(counts.languages),
            "provisions": counts.provisions,
            "commitments": sum(tally.total for tally in tallies.values()),
        },
        areas=list_areas(tallies, t.language),
    )
