"""The title of an article or section, set apart or on the line of its text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.model import ProvisionKind as K
from ingest.structure.headings import heading_after
from ingest.structure.labels import read_labels
from ingest.structure.paragraph import Paragraph
from ingest.structure.recognise import Mark
from ingest.structure.tree import Position
from ingest.structure.units import BASIC

# Statutes of South Asia: a title, a full stop and a dash (or a line).
_INLINE_TITLE = re.compile(
    r"([^\W\d_a-z][^—–_\n]{2,200}?)(?:[.।]\s?(?:[—–]|-{1,2}(?=[\s(]))|[.।]?\s?_{2,})[\s\-–—_]*(?=[(\[“‘\w])"
)
# "10. Powers to search. (1) Whenever": the first subsection follows the title on its line.
_TITLE_BEFORE_FIRST = re.compile(r"([^\W\d_a-z][^.;:—–_\n]{2,150})\.\s?(?=\(1\)\s)")
_LONGEST_STOPPED = 120  # characters of a title that ends in a full stop
_MOST_TITLED = 0.7  # of the units, where all are taken to have a title


class Titles:
    """Reads the titles of the units of one version."""

    def __init__(
        self, paragraphs: Sequence[Paragraph], marks: Sequence[Mark], languages: frozenset[str]
    ) -> None:
        self.paragraphs = paragraphs
        self.marks = marks
        self.languages = languages
        self._most: bool | None = None

    def read(self, mark: Mark, until: int) -> tuple[str, Position]:
        """Return the title of the unit that ``mark`` opens, if any, and where its text begins.

        ``until`` is the index of the next unit's paragraph.
        """
        heading, after = heading_after(self.paragraphs, mark, until)
        if heading and not any(c.isalpha() for c in heading):
            heading = ""  # the mark of a footnote
        if not heading and after[0] == mark.index and (title := self._inline(mark, after[1])):
            heading, after = title[1].strip(" ."), (mark.index, title.end())
        if not heading and self._is_stopped(mark, after, until):
            heading = self.paragraphs[mark.index].text[after[1] :].rstrip(" .")
            after = (mark.index + 1, 0)
        return heading, after

    def _inline(self, mark: Mark, offset: int) -> re.Match[str] | None:
        """The title that a dash sets off from the text on one line: ``3. Ponds.—(1) Every pond``."""
        if mark.kind is not K.SECTION:
            return None
        text = self.paragraphs[mark.index].text
        return _INLINE_TITLE.match(text, offset) or _TITLE_BEFORE_FIRST.match(text, offset)

    def _is_stopped(self, mark: Mark, after: Position, until: int) -> bool:
        """Whether what stands on the line of the number is a title, though it ends in a full stop.

        So it is where nearly all units have a title on that line, and text follows.
        """
        index, offset = after
        if mark.kind not in BASIC or index != mark.index or index + 1 >= until:
            return False
        rest, following = self.paragraphs[index].text[offset:], self.paragraphs[index + 1].text
        if not (3 < len(rest) <= _LONGEST_STOPPED and rest.endswith(".") and rest[0].isupper()):
            return False
        return not following[0].islower() and self._titled() and not read_labels(rest, self.languages)

    def _titled(self) -> bool:
        """Whether the units of this text have titles on the line of their number, all but a few."""
        if self._most is None:
            ends = [mark.index for mark in self.marks[1:]] + [len(self.paragraphs)]
            units = [
                (mark, end) for mark, end in zip(self.marks, ends, strict=True) if mark.kind in BASIC and end
            ]
            found = [heading_after(self.paragraphs, mark, end) for mark, end in units]
            own = sum(
                bool(h) and after == (m.index + 1, 0) for (m, _), (h, after) in zip(units, found, strict=True)
            )
            self._most = own >= _MOST_TITLED * len(units)
        return self._most
