"""Which language the interface speaks: asked for in the address, remembered, or preferred."""

from __future__ import annotations

from starlette.requests import Request

from web.messages import LANGUAGES, Messages, load_messages

COOKIE = "narcord_ui"
PARAMETER = "ui"
A_YEAR = 365 * 24 * 3600


def choose_messages(request: Request) -> Messages:
    """Return the strings in the language of ``?ui=``, of the cookie, or of ``Accept-Language``."""
    for asked in (request.query_params.get(PARAMETER), request.cookies.get(COOKIE)):
        if asked in LANGUAGES:
            return load_messages(str(asked))
    return load_messages(preferred(request.headers.get("accept-language", "")))


def preferred(header: str) -> str:
    """Return the language of the interface that an ``Accept-Language`` header likes best.

    >>> preferred("kk;q=0.9, ru;q=0.8, en;q=0.7")
    'ru'
    >>> preferred("fr, *;q=0.1")
    'en'
    """
    best, best_weight = LANGUAGES[0], 0.0
    for item in header.split(","):
        tag, _, parameters = item.strip().partition(";")
        base = tag.strip().lower().split("-", 1)[0]
        weight = _weight(parameters)
        if base in LANGUAGES and weight > best_weight:
            best, best_weight = base, weight
    return best


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
