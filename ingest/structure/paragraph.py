"""A paragraph of the document, which knows where each of its characters came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from corpus.model import ProvisionKind
from ingest.source import Block, BlockKind


class Origin(NamedTuple):
    """Characters ``start`` to ``end`` of a paragraph stand so in the source's ``block``, on its ``page``."""

    block: int
    start: int
    end: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the document.

    ``origins`` tell in order, and without overlaps, where its characters came from; what joins them
    (spaces between lines) belongs to none. The other fields are those of the blocks it came from
    (:class:`ingest.source.Block`).
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    label: str | None = None
    hint: ProvisionKind | None = None
    language: str | None = None
    origins: tuple[Origin, ...] = ()

    def pages(self) -> Iterator[tuple[int, int]]:
        """Yield (offset in ``text``, page number) where a page begins."""
        last: int | None = None
        for origin in self.origins:
            if origin.page is not None and origin.page != last:
                last = origin.page
                yield origin.start, origin.page

    def part(self, start: int, end: int) -> Paragraph:
        """The paragraph ``text[start:end]``, which still knows its origins."""
        origins = tuple(
            Origin(o.block, max(o.start, start) - start, min(o.end, end) - start, o.page)
            for o in self.origins
            if o.start < end and o.end > start
        )
        return replace(self, text=self.text[start:end], origins=origins)

    def joined(self, other: Paragraph) -> Paragraph:
        """This paragraph and ``other`` behind it, with a space between; it stays what it is."""
        shift = len(self.text) + 1
        moved = tuple(Origin(o.block, o.start + shift, o.end + shift, o.page) for o in other.origins)
        return replace(self, text=f"{self.text} {other.text}", origins=self.origins + moved)

    def cut(self, at: int) -> tuple[Paragraph, Paragraph]:
        """Split in two before character ``at``; spaces around the cut go."""
        head = len(self.text[:at].rstrip())
        tail = len(self.text) - len(self.text[at:].lstrip())
        return self.part(0, head), replace(self.part(tail, len(self.text)), label=None, hint=None)


class Growing:
    """A paragraph to which lines are being added; the first block says what it is."""

    def __init__(self, number: int, block: Block) -> None:
        self.first = block
        self.head = block.text[:300]
        self.last = block.text
        self.length = 0
        self._pieces: list[str] = []
        self._origins: list[Origin] = []
        self._take(number, block)

    def add(self, number: int, block: Block, glue: str, without_last: bool = False) -> None:
        """Add a line behind ``glue``; ``without_last``: the hyphen before it goes."""
        if without_last:
            self._pieces[-1] = self._pieces[-1][:-1]
            self.length -= 1
            block_, start, end, page = self._origins.pop()
            if end - 1 > start:
                self._origins.append(Origin(block_, start, end - 1, page))
        self._pieces.append(glue)
        self.length += len(glue)
        self._take(number, block)
        if len(self.head) < 300:
            self.head = "".join(self._pieces)[:300]

    def _take(self, number: int, block: Block) -> None:
        end = self.length + len(block.text)
        self._pieces.append(block.text)
        self._origins.append(Origin(number, self.length, end, block.page))
        self.length, self.last = end, block.text

    def finish(self) -> Paragraph:
        """The paragraph as it has grown."""
        block = self.first
        return Paragraph(
            "".join(self._pieces), block.kind, block.level, block.label, block.hint, block.language,
            tuple(self._origins),
        )  # fmt: skip


def origins_in(paragraphs: Sequence[Paragraph], offsets: Sequence[int]) -> Iterator[Origin]:
    """Yield the origins of paragraphs that begin at ``offsets`` of a text, with positions in that text."""
    for paragraph, offset in zip(paragraphs, offsets, strict=True):
        for origin in paragraph.origins:
            yield Origin(origin.block, origin.start + offset, origin.end + offset, origin.page)
