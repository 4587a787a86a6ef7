"""What can be shown of the file that a document was read from."""

from __future__ import annotations

from corpus.model import Document
from corpus.store import DocumentSummary
from web.page_images import MEDIA_TYPES
from web.services import Services


def has_pictures(services: Services, document: DocumentSummary | Document) -> bool:
    """Tell whether pages of the document's source can be shown as pictures."""
    return document.media_type in MEDIA_TYPES and services.store.has_original(document.id, services.access)


def count_pages(document: Document) -> int:
    """Return the number of pages of the source, those without a word on them included."""
    counted = document.quality.page_count if document.quality else None
    return max([counted or 0, *(span.number for span in document.pages)])
