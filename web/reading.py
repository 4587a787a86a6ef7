"""Laying out a document for reading: every character of the text, once, inside its provision.

A page shows the authentic text span by span. Provisions nest, so each shows only its *own* text:
the stretches of its span that belong to none of its children. Nesting is taken from the spans
and not from ``parent``, so that a page cannot lose or double text even where the two disagree;
what lies in no provision at all is shown too.

Over that text lie marks (the label, the heading, citations, evidence, page breaks). They never
change it: the runs of a document, joined, are the document (a property test says so).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.model import Citation, PageSpan, Provision, ProvisionKind

GROUPINGS = frozenset(
    {
        ProvisionKind.BOOK,
        ProvisionKind.PART,
        ProvisionKind.TITLE,
        ProvisionKind.CHAPTER,
        ProvisionKind.DIVISION,
        ProvisionKind.SCHEDULE,
    }
)
WORDS = re.compile(r"\w")
CLOSING = '.:;。：；)）]］】」』》〉"”»'
UNITS = frozenset({ProvisionKind.ARTICLE, ProvisionKind.SECTION})


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text shown in one way; ``text`` is exactly the document's.

    ``kind`` is ``text``, ``label``, ``heading``, ``xref`` (then ``href`` is where it leads) or
    ``unresolved`` (then ``title`` says why). ``page`` is the number of the page that begins here.
    ``parts`` are those of a commitment that it is (:mod:`web.part_marks`).
    """

    text: str
    kind: str = "text"
    href: str | None = None
    title: str | None = None
    page: int | None = None
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text as the document breaks it; ``heading`` where it is nothing but a title."""

    runs: tuple[Run, ...]

    @property
    def heading(self) -> bool:
        """Whether the line consists of a label and a heading, or of one of them, alone."""
        kinds = {run.kind for run in self.runs if WORDS.search(run.text)}
        return bool(kinds) and kinds <= {"label", "heading"}


@dataclass(slots=True)
class Part:
    """A provision laid out: its own lines and the parts inside it, in the order of the text.

    The root of a document has no provision.
    """

    provision: Provision | None
    depth: int = 0
    content: list[Line | Part] = field(default_factory=list)

    @property
    def opening(self) -> list[Line]:
        """The own lines before the first inner part."""
        lines: list[Line] = []
        for item in self.content:
            if isinstance(item, Part):
                break
            lines.append(item)
        return lines

    @property
    def rest(self) -> list[Line | Part]:
        """What follows the opening lines."""
        return self.content[len(self.opening) :]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that is shown in another way than plain."""

    start: int
    end: int
    kind: str
    href: str | None = None
    title: str | None = None


def lay_out(
    text: str,
    provisions: Iterable[Provision],
    pages: Sequence[PageSpan] = (),
    citations: Iterable[Mark] = (),
) -> Part:
    """Return the whole text as a tree of parts.

    Joining the text of all runs in order gives ``text`` without its line ends.
    """
    nested = sorted(provisions, key=lambda p: (p.start, -p.end, p.ordinal))
    writer = _Writer(text, [page for page in pages if page.end > page.start], _apart(citations))
    root = Part(None)
    open_parts: list[tuple[Part, int]] = [(root, len(text))]
    at = 0
    for provision in nested:
        # A span that sticks out of the one around it is cut off there: shown once, never twice.
        start = max(provision.start, at)
        while len(open_parts) > 1 and open_parts[-1][1] <= start:
            at = _close(open_parts, writer, at)
        parent, limit = open_parts[-1]
        writer.write(parent, at, start)
        part = Part(provision, depth=parent.depth + 1)
        parent.content.append(part)
        open_parts.append((part, max(start, min(provision.end, limit))))
        writer.begin(provision)
        at = start
    while open_parts:
        at = _close(open_parts, writer, at)
    return root


def _close(open_parts: list[tuple[Part, int]], writer: _Writer, at: int) -> int:
    part, end = open_parts.pop()
    writer.write(part, at, end)
    return max(at, end)


def _apart(marks: Iterable[Mark]) -> list[Mark]:
    """Return the marks in order without those that overlap an earlier one."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if mark.end > mark.start and (not kept or mark.start >= kept[-1].end):
            kept.append(mark)
    return kept


class _Writer:
    """Cuts stretches of the text into lines and runs, each page break said once."""

    def __init__(self, text: str, pages: Sequence[PageSpan], marks: list[Mark]) -> None:
        self.text = text
        self.breaks = sorted((page.start, page.number) for page in pages)
        self.marks = marks
        self.titles: list[Mark] = []

    def begin(self, provision: Provision) -> None:
        """Take note of where the label and heading of a provision stand."""
        self.titles = list(_titles(self.text, provision))

    def write(self, part: Part, start: int, end: int) -> None:
        """Append ``text[start:end]`` to a part; blank lines are left out."""
        if start >= end:
            return
        for line_start, line_end in _lines(self.text, start, end, self.titles):
            runs = tuple(self._runs(line_start, line_end))
            if any(run.text.strip() for run in runs) or any(run.page for run in runs):
                part.content.append(Line(runs))

    def _runs(self, start: int, end: int) -> Iterator[Run]:
        at = start
        page = self._page_at(start)
        for mark in self._marks_in(start, end):
            begin = max(mark.start, at)
            if begin > at:
                yield from self._plain(at, begin, page)
                page = None
            page = page or self._page_at(begin)
            stop = min(mark.end, end)
            yield Run(self.text[begin:stop], mark.kind, mark.href, mark.title, page)
            page, at = None, stop
        if at < end or page is not None:
            yield from self._plain(at, end, page)

    def _plain(self, start: int, end: int, page: int | None) -> Iterator[Run]:
        cuts = []
        while self.breaks and self.breaks[0][0] < end:
            cuts.append(self.breaks.pop(0))
        at = start
        for position, number in cuts:
            position = max(position, at)
            if position > at or page is not None:
                yield Run(self.text[at:position], page=page)
            page, at = number, position
        yield Run(self.text[at:end], page=page)

    def _page_at(self, position: int) -> int | None:
        page = None
        while self.breaks and self.breaks[0][0] <= position:
            page = self.breaks.pop(0)[1]
        return page

    def _marks_in(self, start: int, end: int) -> Iterator[Mark]:
        titles = [mark for mark in self.titles if mark.start < end and mark.end > start]
        yield from titles
        limit = max((mark.end for mark in titles), default=start)
        # Dropping what lies behind keeps the whole document linear: writing goes only forward.
        while self.marks and self.marks[0].end <= start:
            self.marks.pop(0)
        yield from (mark for mark in self.marks if mark.start >= limit and mark.start < end)


def _lines(text: str, start: int, end: int, titles: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    """Return the lines of a stretch; a title ends its line even where the text runs on."""
    ends = {mark.end for mark in titles if mark.kind == "heading" and start < mark.end < end}
    at = start
    while at < end:
        newline = text.find("\n", at, end)
        stop = end if newline < 0 else newline
        after = min((cut for cut in ends if at < cut < stop), default=stop)
        # What closes the title stays with it: a full stop, a colon, a bracket as in "제1조(목적)".
        while after < stop and text[after] in CLOSING:
            after += 1
        yield at, after
        at = after + 1 if after == newline else after


def _titles(text: str, provision: Provision) -> Iterator[Mark]:
    """Find the printed label at the head of a provision, and its heading right after it."""
    at = provision.start
    limit = provision.end
    if provision.label and text.startswith(provision.label, at):
        yield Mark(at, at + len(provision.label), "label")
        at += len(provision.label)
    if not provision.heading.strip():
        return
    words = r"\s+".join(re.escape(word) for word in provision.heading.split())
    # Only punctuation, space and light markup may stand between a number and its title.
    found = re.compile(rf"[\s\W_]{{0,12}}?(?P<heading>{words})").match(text, at, limit)
    if found:
        yield Mark(found.start("heading"), found.end("heading"), "heading")


def citation_marks(citations: Iterable[Citation], address: CitationAddress) -> list[Mark]:
    """Return citations as marks: links where they are resolved, explained where they are not.

    What a range passes over is cited by the whole of it ("2 to 4"): its ends have links of their own.
    """
    marks = []
    held = list(citations)
    spans = sorted({(citation.start, citation.end) for citation in held}, key=lambda span: (span[0], span[1]))
    ranges = {outer for inner, outer in pairwise(spans) if inner[0] == outer[0] and inner[1] < outer[1]}
    for citation in held:
        if (citation.start, citation.end) in ranges:
            continue
        href = address(citation)
        if href is not None:
            marks.append(Mark(citation.start, citation.end, "xref", href=href))
        elif citation.target_instrument is None:
            marks.append(Mark(citation.start, citation.end, "unresolved", title=citation.reason or ""))
    return marks


class CitationAddress:
    """Says where a resolved citation leads: within the page, or to the page of another work.

    Targets that this reader may not see, or that are not there, have no address.
    """

    def __init__(self, instrument_id: str, eids: frozenset[str], known: frozenset[str]) -> None:
        self.instrument_id = instrument_id
        self.eids = eids
        self.known = known

    def __call__(self, citation: Citation) -> str | None:
        """Return the address, or None."""
        target = citation.target_instrument
        if target is None:
            return None
        if target == self.instrument_id:
            return f"#{citation.target_eid}" if citation.target_eid in self.eids else None
        if target not in self.known:
            return None
        return f"/instruments{target}" + (f"#{citation.target_eid}" if citation.target_eid else "")
