"""Saying what went wrong: JSON to programs, a page to people, always with what to do about it."""

from __future__ import annotations

import logging

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from corpus.errors import (
    ConfigurationError,
    NarcordError,
    NotFoundError,
    SearchIndexError,
    StoreError,
    UsageError,
)
from web.filters import ParameterError
from web.interface import choose_messages
from web.rendering import pages_of
from web.security import HEADERS, ForeignRequestError
from web.services import is_local, services_of

logger = logging.getLogger(__name__)

API = "/api/"
# The first that fits decides; what is on nobody's list is our fault.
STATUS: tuple[tuple[type[NarcordError], int], ...] = (
    (NotFoundError, 404),
    (ForeignRequestError, 403),
    (UsageError, 400),
    (SearchIndexError, 503),
    (StoreError, 503),
    # An encoder or a reranker that cannot be had: the server's settings, not the question.
    (ConfigurationError, 503),
)
TITLES = {
    400: "error.wrong",
    403: "error.wrong",
    404: "error.missing",
    405: "error.wrong",
    422: "error.wrong",
    503: "error.unavailable",
}


def status_of(error: NarcordError) -> int:
    """Return the HTTP status that goes with an error of ours."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


def answer(request: Request, status: int, message: str, remedy: str, field: str | None = None) -> Response:
    """Return a failure as JSON or as a page, whichever the address promises."""
    if request.url.path.startswith(API):
        return JSONResponse({"error": message, "remedy": remedy, "field": field}, status)
    t = choose_messages(request)
    return pages_of(request).render(
        request,
        "error.html",
        status=status,
        title=t(TITLES.get(status, "error.broken")),
        message=message,
        remedy=remedy,
        code=status,
    )


async def _known(request: Request, error: Exception) -> Response:
    assert isinstance(error, NarcordError)
    status = status_of(error)
    if status >= 500:
        logger.error("%s %s: %s", request.method, request.url.path, error)
    if isinstance(error, ConfigurationError) and not is_local(services_of(request).settings.host):
        # It names folders of the operator's.
        t = choose_messages(request)
        return answer(request, status, t("error.broken_text"), t("error.broken_remedy"))
    field = error.field if isinstance(error, ParameterError) else None
    return answer(request, status, error.message, error.remedy, field)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    t = choose_messages(request)
    if error.status_code == 404:
        message, remedy = t("error.no_page", path=request.url.path[:200]), t("error.no_page_remedy")
    else:
        message, remedy = str(error.detail), t("error.no_page_remedy")
    response = answer(request, error.status_code, message, remedy)
    response.headers.update(error.headers or {})
    return response


async def _validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    field = str(first["loc"][-1])
    return answer(request, 400, f"{field}: {first['msg']}.", "see /api for the parameters", field)


async def _unknown(request: Request, error: Exception) -> Response:
    # The traceback goes to the log; an answer never shows paths or text of documents.
    logger.error("failed on %s %s", request.method, request.url.path, exc_info=error)
    t = choose_messages(request)
    response = answer(request, 500, t("error.broken_text"), t("error.broken_remedy"))
    # Starlette makes this answer outside of all middleware.
    response.headers.update(HEADERS)
    return response


def add_failures(app: FastAPI) -> None:
    """Register the handlers."""
    app.add_exception_handler(NarcordError, _known)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(Exception, _unknown)
