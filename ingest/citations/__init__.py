"""Citations: words that point to another text (``find``), and what they point to (``resolve``)."""

from __future__ import annotations

from ingest.citations.find import Found, find
from ingest.citations.resolve import DocumentResolver, Resolver, resolve

__all__ = ["DocumentResolver", "Found", "Resolver", "find", "resolve"]
