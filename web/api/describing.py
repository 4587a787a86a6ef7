"""Words of the API's description (OpenAPI)."""

from __future__ import annotations

from typing import Any


def parameter(name: str, about: str, *, many: bool = False) -> dict[str, Any]:
    """Describe a parameter of an address, a text; ``many``: it may be repeated."""
    text = {"type": "string"}
    schema = {"type": "array", "items": text} if many else text
    return {"name": name, "in": "query", "description": about, "schema": schema}
