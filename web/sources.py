"""What can be shown of the file that a document was read from."""

from __future__ import annotations

from corpus.model import Document, QualityReport
from corpus.store import DocumentSummary
from web.page_images import MEDIA_TYPES


def has_pictures(document: DocumentSummary | Document, has_original: bool) -> bool:
    """Tell whether pages of the document's source can be shown as pictures, if its file is there."""
    return has_original and document.media_type in MEDIA_TYPES


def count_pages(document: DocumentSummary | Document, report: QualityReport | None) -> int:
    """Return the number of pages that can be shown, those without a word on them included."""
    if document.media_type not in MEDIA_TYPES:
        return 0
    if report is not None and report.page_count is not None:
        return report.page_count
    return document.page_count if isinstance(document, DocumentSummary) else len(document.pages)
