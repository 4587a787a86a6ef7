"""The web application: pages for people under ``/``, JSON for programs under ``/api/v1``."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import FileResponse
from starlette.staticfiles import StaticFiles

from corpus.settings import Settings
from web import api, pages
from web.failures import add_failures
from web.rendering import STATIC, Pages
from web.security import SecurityHeaders
from web.services import Services, is_local, open_services

LOCAL_NAMES = ("127.0.0.1", "localhost", "[::1]", "::1")

OpenServices = Callable[[Settings], AbstractContextManager[Services]]


def create_app(settings: Settings, services: OpenServices = open_services) -> FastAPI:
    """Return the application over a home; the store is opened when it starts, closed when it stops."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with services(settings) as opened:
            app.state.services = opened
            yield

    app = FastAPI(
        title="Narcord",
        version=version("narcord"),
        lifespan=lifespan,
        # The interactive documentation would load scripts from elsewhere; /api says the same without.
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    app.state.pages = Pages(settings.party)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_api_route("/favicon.ico", _icon, include_in_schema=False)
    app.include_router(api.router)
    app.include_router(pages.router)
    add_failures(app)
    app.add_middleware(GZipMiddleware, minimum_size=2048)
    app.add_middleware(SecurityHeaders)
    if is_local(settings.host):
        # A page elsewhere could have its own name resolve to this machine and read what is here.
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=[*LOCAL_NAMES])
    return app


def _icon() -> FileResponse:
    """Answer browsers that ask for the icon without reading the page first."""
    return FileResponse(STATIC / "icon.svg", media_type="image/svg+xml")
