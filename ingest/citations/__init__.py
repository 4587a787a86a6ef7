"""Citations: words that point to another text, and what they point to.

``find`` reads the words, ``resolve`` looks up what they mean, ``cite`` does both for one document;
:mod:`ingest.citations.link` does the rest when other instruments have arrived.
"""

from __future__ import annotations

from ingest.citations.cite import cite
from ingest.citations.find import Found, find
from ingest.citations.resolve import Setting, resolve

__all__ = ["Found", "Setting", "cite", "find", "resolve"]
