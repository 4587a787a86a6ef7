"""Citations of one document, found and resolved as far as the document and the register tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from corpus.model import Citation, Document, Instrument, Provision
from corpus.register import recognise
from ingest.citations.find import find
from ingest.citations.names import HEAD, KnownNames, gather, own_names
from ingest.citations.resolve import Setting, resolve


def cite(instrument: Instrument, document: Document, provisions: Sequence[Provision]) -> tuple[Citation, ...]:
    """Return the citations of a document; those of other acts stay open for :mod:`ingest.citations.link`."""
    own = own_names(instrument, document.title, document.text[:HEAD], document.language)
    numbers, titles = gather([(instrument.id, *own)])
    setting = Setting.of(instrument, document, provisions, KnownNames(numbers, titles, _in_register))
    found = find(document.text, provisions, document.language)
    return tuple(replace(citation, document_id=document.id) for citation in resolve(found, setting))


@lru_cache(maxsize=4096)
def _in_register(words: str) -> str | None:
    """What the register calls so; a text repeats the names that it cites."""
    return recognise(words)
