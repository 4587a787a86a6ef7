"""Turning templates into answers: the environment, what every page is given, and marked text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from corpus.areas import area_or_theme
from corpus.errors import NotFoundError
from corpus.languages import LANGUAGES, direction, normalize_code
from web.addresses import Here, address, document_address, instrument_address, page_address, similar_address
from web.collecting import Collecting
from web.interface import A_YEAR, COOKIE, PARAMETER, choose_messages
from web.messages import LANGUAGES as INTERFACE_LANGUAGES
from web.messages import Messages
from web.parameters import MAX_QUERY

HERE = Path(__file__).parent
STATIC = HERE / "static"
TEMPLATES = HERE / "templates"


class Pages:
    """Makes the answers of all pages; built once per application."""

    def __init__(self, party: str | None) -> None:
        self.party = party
        self.versions = {
            file.name: hashlib.sha256(file.read_bytes()).hexdigest()[:12]
            for file in STATIC.iterdir()
            if file.is_file()
        }
        self.environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.environment.filters["capitalize_first"] = lambda text: text[:1].upper() + text[1:]
        self.environment.globals.update(
            address=address,
            document_address=document_address,
            instrument_address=instrument_address,
            page_address=page_address,
            similar_address=similar_address,
            direction=direction,
            endonym=endonym,
            marked=mark_text,
            short_path=short_path,
            static=self.static,
            max_query=MAX_QUERY,
            interface_languages=[(code, endonym(code)) for code in INTERFACE_LANGUAGES],
        )

    def static(self, name: str) -> str:
        """Return the address of a static file; it changes when the file does."""
        return f"/static/{name}?v={self.versions[name]}"

    def render(
        self, request: Request, template: str, *, section: str = "", status: int = 200, **context: object
    ) -> HTMLResponse:
        """Return a page in the reader's language; ``context`` must hold its ``title``."""
        t = choose_messages(request)
        html = self.environment.get_template(template).render(
            t=t,
            here=Here(request),
            section=section,
            party=self.party,
            area_label=lambda code: area_label(code, t.language),
            jurisdiction_name=lambda code: jurisdiction_name(code, t),
            language_name=lambda code: language_name(code, t),
            opensearch=None,
            collecting=Collecting(request),
            **context,
        )
        response = HTMLResponse(html, status)
        asked = request.query_params.get(PARAMETER)
        if asked in INTERFACE_LANGUAGES:
            response.set_cookie(COOKIE, str(asked), max_age=A_YEAR, samesite="lax", httponly=True, path="/")
        return response


def pages_of(request: Request) -> Pages:
    """Return the page maker of the running application."""
    pages = request.app.state.pages
    assert isinstance(pages, Pages)  # set by create_app
    return pages


def language_name(code: str, t: Messages) -> str:
    """Return the name of a language in the reader's, its code where we have no name for it."""
    return t.or_else(f"language.{code}", code)


def endonym(code: str) -> str:
    """Return what speakers call their language, the code itself for one that we do not know."""
    ours = normalize_code(code)
    name = LANGUAGES[ours].endonym if ours else code
    return name[:1].upper() + name[1:]


def area_label(code: str, language: str) -> str:
    """Return the label of an area or sub-theme in a language, in English if there is none."""
    try:
        return area_or_theme(code).label(language)
    except NotFoundError:
        return code


def jurisdiction_name(code: str, t: Messages) -> str:
    """Return the name of a jurisdiction, its code in capitals where we have no name for it."""
    return t.or_else(f"jurisdiction.{code}", code.upper())


def short_path(source: str) -> str:
    """Return the last two parts of where a document came from: folders above say nothing to a reader."""
    return "/".join(source.rstrip("/").rsplit("/", 2)[-2:]) if web_link(source) is None else source


def mark_text(text: str, spans: Iterable[tuple[int, int]]) -> Markup:
    """Return text, escaped, with stretches of it in ``<mark>``; overlapping ones are joined.

    >>> str(mark_text("a < b", [(2, 3)]))
    'a <mark>&lt;</mark> b'
    """
    joined: list[tuple[int, int]] = []
    for start, end in sorted((max(0, start), min(end, len(text))) for start, end in spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif start < end:
            joined.append((start, end))
    pieces: list[Markup] = []
    at = 0
    for start, end in joined:
        pieces += [escape(text[at:start]), Markup("<mark>{}</mark>").format(text[start:end])]
        at = end
    return Markup().join([*pieces, escape(text[at:])])


def web_link(text: str | None) -> str | None:
    """Return an address that may be followed: only http(s), so that no file can smuggle a script in."""
    if not text:
        return None
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return None
    return text.strip() if parts.scheme in ("http", "https") and parts.netloc else None
