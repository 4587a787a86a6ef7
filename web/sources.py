"""What can be shown of the file that a document was read from."""

from __future__ import annotations

from corpus.model import Document, QualityReport
from corpus.store import DocumentSummary
from web.page_images import MEDIA_TYPES
from web.services import Services


def has_pictures(services: Services, document: DocumentSummary | Document) -> bool:
    """Tell whether pages of the document's source can be shown as pictures."""
    return document.media_type in MEDIA_TYPES and services.store.has_original(document.id, services.access)


def count_pages(document: DocumentSummary | Document, report: QualityReport | None) -> int:
    """Return the number of pages that can be shown, those without a word on them included."""
    if document.media_type not in MEDIA_TYPES:
        return 0
    if report is not None and report.page_count is not None:
        return report.page_count
    return document.page_count if isinstance(document, DocumentSummary) else len(document.pages)
