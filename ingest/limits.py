"""How much of one file ingestion is willing to take."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.settings import Settings

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one input; every one of them ends in a LimitExceededError that names it.

    The defaults leave room for the largest codes there are (a criminal code with all its notes
    is 3 MB of HTML) and stop what was made to exhaust a machine. Sizes are in bytes, times in
    seconds; ``memory`` bounds the address space of the process that parses, ``max_answer_bytes`` what it
    may hand back. ``ocr_seconds`` are granted for the character recognition of one file in addition to
    ``seconds``; pages that it leaves unread are named instead of ending in an error.
    """

    max_bytes: int = 256 * MEBIBYTE
    max_pages: int = 5_000
    max_characters: int = 20_000_000
    max_blocks: int = 1_000_000
    max_xml_depth: int = 200
    max_zip_entries: int = 10_000
    max_zip_ratio: int = 200
    max_zip_bytes: int = 1024 * MEBIBYTE
    max_zip_nesting: int = 2
    max_answer_bytes: int = 1024 * MEBIBYTE
    seconds: float = 180.0
    cpu_seconds: int = 150
    memory: int = 3 * 1024 * MEBIBYTE
    ocr_page_seconds: float = 60.0
    ocr_seconds: float = 1_800.0

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """Return the limits with the bounds that the settings put on one file."""
        return cls(
            max_bytes=settings.max_file_mb * MEBIBYTE,
            seconds=float(settings.parse_seconds),
            cpu_seconds=settings.parse_seconds,
        )


DEFAULT_LIMITS = Limits()
