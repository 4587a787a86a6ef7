"""What precedes the first unit: covering notes, recitals, and the whole text of a statement or resolution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.model import ProvisionKind as K
from ingest.source import BlockKind
from ingest.structure import preamble
from ingest.structure.closing import add_conclusion
from ingest.structure.labels import PARAGRAPHS, PROSE, read_labels
from ingest.structure.levels import nest
from ingest.structure.paragraph import Paragraph
from ingest.structure.recitals import is_operative, is_recital, needs_no_number
from ingest.structure.tree import Node, Position


@dataclass(frozen=True, slots=True)
class Opening:
    """Reads the opening of one version; ``has_units`` tells whether articles or sections follow it."""

    paragraphs: Sequence[Paragraph]
    paragraph_languages: Sequence[str]
    language: str
    languages: frozenset[str]
    quoted: frozenset[int]
    has_units: bool

    def add_preamble(self, root: Node, until: int) -> None:
        """Add what precedes paragraph ``until``: covering notes, recitals, and the text of a statement."""
        region = self.paragraphs[:until]
        covers = preamble.cover_runs(region, self.paragraph_languages[:until])
        for start, end in covers:
            root.add(Node(K.COVER, (start, 0), end=(end, 0), language=self._majority(start, end)))
        after = covers[-1][1] if covers else 0
        self.add_statement(root, after, until, operative=not self.has_units)

    def add_statement(self, holder: Node, start: int, until: int, operative: bool) -> None:
        """Recitals, and the operative paragraphs of a statement, among paragraphs ``start`` to ``until``."""
        recitals = [i for i in range(start, until) if self._is_recital(i)]
        if len(recitals) >= 2 or (recitals and self.has_units):
            last = recitals[-1]
            for index in range(recitals[0], last + 1):
                if index not in recitals:
                    continue
                following = next((i for i in recitals if i > index), None)
                end = following if following is not None else self._recital_end(index, until)
                text = self.paragraphs[index].text
                labels = read_labels(text, self.languages)
                label = text[: labels[0].end].strip() if labels else ""
                holder.add(Node(K.RECITAL, (index, 0), label=label, end=(end, 0)))
            start = self._recital_end(last, until)
        if operative:
            segments = [
                (i, 0) for i in range(start, until) if self.paragraphs[i].kind is not BlockKind.HEADING
            ]
            stop = add_conclusion(holder, segments, self.paragraphs, self.language)
            if not self._resolves(holder, segments[:stop]):
                nest(
                    holder,
                    segments[:stop],
                    self.paragraphs,
                    self.languages | {PROSE},
                    self.language,
                    self.quoted,
                )

    def _resolves(self, holder: Node, segments: Sequence[Position]) -> bool:
        """Count the operative paragraphs of a resolution that prints no numbers; whether it is one."""
        texts = [self.paragraphs[index].text for index, _ in segments]
        if any(label.style in PARAGRAPHS for text in texts for label in read_labels(text, self.languages)):
            return False
        acts = [place for place, text in enumerate(texts) if is_operative(text, self.language)]
        if len(acts) < 2:
            return False
        for count, (place, following) in enumerate(pairwise([*acts, len(segments)]), start=1):
            node = holder.add(Node(K.PARAGRAPH, segments[place], str(count)))
            inner = segments[place + 1 : following]
            nest(node, inner, self.paragraphs, self.languages, self.language, self.quoted)
        return True

    def _is_recital(self, index: int) -> bool:
        paragraph = self.paragraphs[index]
        if paragraph.hint is K.RECITAL:
            return True
        if paragraph.kind in (BlockKind.HEADING, BlockKind.FOOTNOTE, BlockKind.ROW):
            return False
        text = paragraph.text
        labels = read_labels(text, self.languages)
        if labels:
            if needs_no_number(self.language):
                return False
            text = text[labels[0].end :].lstrip()
        return is_recital(text, self.language)

    def _recital_end(self, index: int, until: int) -> int:
        """The last recital goes on while paragraphs begin in lower case."""
        end = index + 1
        while (
            end < until
            and self.paragraphs[end].text[0].islower()
            and not self.paragraphs[end - 1].text.rstrip().endswith((";", ".", ","))
        ):
            end += 1
        return end

    def has_recitals(self, segments: Sequence[Position]) -> bool:
        """Whether the paragraphs of a section are recitals rather than its text."""
        return sum(self._is_recital(i) for i, offset in segments if offset == 0) >= 4

    def _majority(self, start: int, end: int) -> str:
        weights: dict[str, int] = {}
        for index in range(start, end):
            language = self.paragraph_languages[index]
            weights[language] = weights.get(language, 0) + len(self.paragraphs[index].text)
        return max(weights, key=lambda code: weights[code])
