"""The list of instruments, and an instrument with its texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from corpus.errors import NotFoundError
from corpus.model import Nature
from corpus.store import DocumentSummary
from web.addresses import Here, document_address, instrument_address
from web.filters import read_language
from web.interface import choose_messages
from web.reader import open_text, text_context
from web.references import NATURE_ORDER
from web.rendering import endonym, jurisdiction_name, language_name, pages_of
from web.services import services_of
from web.shelf import ShelfItem, count_provisions, group_shelf, list_shelf

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Tab:
    """One text among those of an instrument; ``distinguish`` tells apart two of the same sort."""

    language: str
    nature: str
    version: int
    href: str
    active: bool
    distinguish: str


@router.get("/instruments")
def instruments(request: Request) -> Response:
    """Answer with the instruments that fit the filters."""
    services, t = services_of(request), choose_messages(request)
    shelf = list_shelf(services, t.language)
    wanted = {
        name: request.query_params.get(name, "")
        for name in ("title", "lang", "jurisdiction", "kind", "nature")
    }
    selects = [
        (
            "lang",
            sorted(
                ((code, language_name(code, t)) for code in {c for i in shelf for c in i.languages}),
                key=_second,
            ),
        ),
        (
            "jurisdiction",
            sorted({(i.jurisdiction, jurisdiction_name(i.jurisdiction, t)) for i in shelf}, key=_second),
        ),
        ("kind", sorted({(str(i.kind), t(f"kind.{i.kind}")) for i in shelf}, key=_second)),
        ("nature", [(str(n), t(f"nature.{n}_short")) for n in NATURE_ORDER]),
    ]
    found = [item for item in shelf if _fits(item, wanted)]
    return pages_of(request).render(
        request,
        "instruments.html",
        section="instruments",
        title=t("instruments.title"),
        found=found,
        groups=group_shelf(found, t),
        provisions=count_provisions(services),
        wanted=wanted,
        selects=selects,
        filtered=any(wanted.values()),
    )


def _second(pair: tuple[str, str]) -> str:
    return pair[1].casefold()


def _fits(item: ShelfItem, wanted: dict[str, str]) -> bool:
    return (
        any(wanted["title"].casefold() in name.casefold() for name in (item.title, *item.called))
        and wanted["lang"] in ("", *item.languages)
        and wanted["jurisdiction"] in ("", item.jurisdiction)
        and wanted["kind"] in ("", item.kind)
        and wanted["nature"] in ("", *item.natures)
    )


@router.get("/instruments/{path:path}")
def instrument(request: Request, path: str) -> Response:
    """Answer with an instrument and one of its texts: the one asked for, or the best for this reader."""
    services, t, here = services_of(request), choose_messages(request), Here(request)
    instrument_id = "/" + path.strip("/")
    found = services.store.instrument(instrument_id, services.access)
    texts = sorted(services.store.documents(services.access, instrument_id), key=_text_order)
    asked = request.query_params.get("lang")
    language = read_language(asked, "lang") if asked else None
    chosen = choose_text(texts, request.query_params.get("doc"), language, t.language)
    tabs = [
        Tab(
            text.language,
            text.nature,
            text.version,
            instrument_address(instrument_id, document=text.id),
            chosen is not None and text.id == chosen.id,
            _distinguish(text, texts),
        )
        for text in texts
    ]
    context = text_context(services, found, here, t)
    if chosen is not None:
        context |= open_text(services, found, chosen.id, texts, here, t)
    return pages_of(request).render(
        request,
        "instrument.html",
        section="instruments",
        title=context["instrument"].title,
        **context
        | {
            "tabs": tabs,
            "authentic_tab": next((tab for tab in tabs if tab.nature == Nature.AUTHENTIC), None),
            "permanent": document_address(chosen.id) if chosen else None,
        },
    )


def choose_text(
    texts: Sequence[DocumentSummary], document: str | None, language: str | None, interface: str
) -> DocumentSummary | None:
    """Return the text to show: the one named, or in the language named, or the best for the reader.

    Authentic texts come before translations, those before abstracts; among equals the language of
    the interface, then English, goes first.

    Raises:
        NotFoundError: the text or language named is not there.
    """
    if document:
        for text in texts:
            if text.id == document:
                return text
        raise NotFoundError(
            "This instrument has no such current text.",
            remedy="choose one of the texts on the instrument's page; an older version has its own address",
        )
    fitting = [text for text in texts if language in (None, text.language)]
    if language and not fitting:
        raise NotFoundError(
            f"This instrument is not here in {endonym(language)}.",
            remedy="choose another language on the instrument's page",
        )
    wishes = [interface, "en"]
    return min(
        fitting,
        key=lambda text: (
            NATURE_ORDER.index(text.nature),
            wishes.index(text.language) if text.language in wishes else len(wishes),
            text.id,
        ),
        default=None,
    )


def _text_order(text: DocumentSummary) -> tuple[int, str, str]:
    return NATURE_ORDER.index(text.nature), text.language, text.source


def _distinguish(text: DocumentSummary, texts: Sequence[DocumentSummary]) -> str:
    same = [each for each in texts if (each.language, each.nature) == (text.language, text.nature)]
    if len(same) < 2:
        return ""
    return text.source.rsplit("/", 1)[-1]
