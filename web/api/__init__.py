"""The JSON API under ``/api/v1``: the same objects that the command prints with ``--json``."""

from __future__ import annotations

from fastapi import APIRouter

from web.api import (
    commitments,
    compare,
    entities,
    export,
    folders,
    framework,
    health,
    knowledge,
    matrix,
    official,
    redline,
    review,
    saved,
    search,
    similar,
    terms,
)

router = APIRouter()
for part in (
    search,
    export,
    saved,
    folders,
    similar,
    compare,
    redline,
    review,
    framework,
    matrix,
    commitments,
    entities,
    terms,
    knowledge,
    official,
    health,
):
    router.include_router(part.router)
