"""The JSON API under ``/api/v1``: the same objects that the command prints with ``--json``."""

from __future__ import annotations

from fastapi import APIRouter

from web.api import health, knowledge, search, terms

router = APIRouter()
for part in (search, terms, knowledge, health):
    router.include_router(part.router)
