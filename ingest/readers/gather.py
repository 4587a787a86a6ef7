"""Collecting blocks while a reader walks through a file, within the limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from corpus.errors import EmptyFileError, LimitExceededError
from corpus.model import ProvisionKind
from ingest.limits import Limits
from ingest.readers.wording import count_deceptive, count_forbidden, tidy
from ingest.source import Block, BlockKind, Box, PageReading, SourceText


class BlockGatherer:
    """Takes text as a reader meets it and keeps the blocks that have words in them.

    Every text is tidied here, so that no reader can forget to. Counts characters and blocks
    against the limits and remembers what had to be removed.
    """

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self.blocks: list[Block] = []
        self.notes: list[str] = []
        self.furniture: list[str] = []
        self._characters = 0
        self._forbidden = 0
        self._deceptive = 0

    def add(
        self,
        text: str,
        kind: BlockKind = BlockKind.PARAGRAPH,
        *,
        level: int = 0,
        page: int | None = None,
        label: str | None = None,
        hint: ProvisionKind | None = None,
        language: str | None = None,
        box: Box | None = None,
        confidence: float | None = None,
    ) -> None:
        """Append a block, unless no words are left after tidying.

        ``label`` is dropped if the tidied text does not begin with it.
        """
        self._forbidden += count_forbidden(text)
        self._deceptive += count_deceptive(text)
        words = tidy(text)
        if not words:
            return
        mark = tidy(label) if label else None
        if mark is not None and kind is not BlockKind.FOOTNOTE and not words.startswith(mark):
            mark = None
        self._characters += len(words)
        if self._characters > self.limits.max_characters or len(self.blocks) >= self.limits.max_blocks:
            raise LimitExceededError(
                f"{self.name}: more text than {self.limits.max_characters:,} characters "
                f"or {self.limits.max_blocks:,} blocks.",
                remedy="Split the file into several.",
            )
        self.blocks.append(Block(words, kind, level, page, mark or None, hint, language, box, confidence))

    def note(self, text: str) -> None:
        """Record a doubt that a reader of the document must be told, once."""
        if text not in self.notes:
            self.notes.append(text)

    def finish(
        self,
        media_type: str,
        *,
        title: str | None = None,
        metadata: Mapping[str, str] | None = None,
        page_count: int | None = None,
        pages: Iterable[PageReading] = (),
    ) -> SourceText:
        """Hand over what was gathered; EmptyFileError if there was nothing."""
        if not self.blocks:
            raise EmptyFileError(
                f"{self.name} contains no text.",
                remedy="If it holds scanned pages, run optical character recognition on it first.",
            )
        if self._forbidden:
            self.note(f"{self._forbidden} control characters or broken surrogates were removed.")
        if self._deceptive:
            self.note(
                f"{self._deceptive} invisible marks that make a page show other words than the file holds "
                "(overrides of direction, tags) were removed: what is shown here are the words of the file."
            )
        clean = {tidy(key): tidy(value) for key, value in (metadata or {}).items()}
        return SourceText(
            media_type=media_type,
            blocks=tuple(self.blocks),
            title=tidy(title) or None if title else None,
            metadata={key: value for key, value in clean.items() if key and value},
            page_count=page_count,
            notes=tuple(self.notes),
            pages=tuple(pages),
            furniture=tuple(text for line in self.furniture if (text := tidy(line))),
        )
