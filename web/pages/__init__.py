"""The pages for people: one module a page, all gathered in :data:`router`."""

from __future__ import annotations

from fastapi import APIRouter

from web.pages import (
    about,
    areas,
    commitments,
    compare,
    documents,
    entities,
    folders,
    framework,
    home,
    instruments,
    matrix,
    official,
    redline,
    review,
    saved,
    search,
    similar,
    source,
    status,
)

router = APIRouter(include_in_schema=False)
for page in (
    home,
    search,
    saved,
    folders,
    instruments,
    documents,
    source,
    similar,
    compare,
    redline,
    framework,
    matrix,
    review,
    areas,
    commitments,
    entities,
    about,
    status,
    official,
):
    router.include_router(page.router)
