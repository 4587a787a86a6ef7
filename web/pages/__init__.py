"""The pages for people: one module a page, all gathered in :data:`router`."""

from __future__ import annotations

from fastapi import APIRouter

from web.pages import about, areas, documents, home, instruments, matrix, saved, search, similar, source, status

router = APIRouter(include_in_schema=False)
for page in (home, search, saved, instruments, documents, source, similar, matrix, areas, about, status):
    router.include_router(page.router)
