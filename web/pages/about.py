"""What Narcord is, and which of what it shows is authentic, ours, or a guess; and the API in words."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from web.interface import choose_messages
from web.rendering import pages_of

router = APIRouter()


@router.get("/about")
def about(request: Request) -> Response:
    """Answer with the page about Narcord."""
    t = choose_messages(request)
    return pages_of(request).render(request, "about.html", section="about", title=t("about.title"))


@router.get("/api")
def describe_api(request: Request) -> Response:
    """Answer with the endpoints of the API, from its own schema."""
    t = choose_messages(request)
    schema = request.app.openapi()
    endpoints = [
        {
            "method": method.upper(),
            "path": path,
            "summary": described.get("description", ""),
            "parameters": [
                {"name": each["name"], "description": each.get("description", "")}
                for each in described.get("parameters", [])
            ],
        }
        for path, methods in schema["paths"].items()
        for method, described in methods.items()
    ]
    return pages_of(request).render(request, "api.html", title=t("api.title"), endpoints=endpoints)
