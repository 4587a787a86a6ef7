"""From the finished tree to provisions: nothing left out, every eId given, spans and pages computed."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.eid import component, join, make_unique
from corpus.model import PageSpan, Provision
from corpus.model import ProvisionKind as K
from ingest.structure.reflow import Paragraph
from ingest.structure.tree import Laid, Node, sort_children, spans
from ingest.structure.units import BASIC

_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NUMBERED_ALONE = frozenset({K.RECITAL, K.COVER, K.FRONT, K.FOOTNOTE, K.CONCLUSION, K.BLOCK})


def fill_gaps(root: Node, laid: Laid, paragraphs: Sequence[Paragraph], first_unit: int | None) -> None:
    """Make what lies in no provision front matter or a block, so that no word is lost."""
    covered = spans(root, laid)
    tops = sorted(covered[child] for child in root.children)
    holes: list[tuple[int, int]] = []
    at = 0
    for start, end in [*tops, (len(laid.text), len(laid.text))]:
        if laid.text[at:start].strip():
            holes.append((at, start))
        at = max(at, end)
    starts = list(laid.offsets)
    for hole_start, hole_end in holes:
        group: list[int] = [
            i for i, s in enumerate(starts) if s < hole_end and s + len(paragraphs[i].text) > hole_start
        ]
        front = first_unit is not None and group[0] < first_unit
        pieces = [group] if front else [[i] for i in group]
        for piece in pieces:
            offset = max(0, hole_start - starts[piece[0]])
            while offset < len(paragraphs[piece[0]].text) and paragraphs[piece[0]].text[offset].isspace():
                offset += 1
            end_index = piece[-1]
            end_offset = min(len(paragraphs[end_index].text), hole_end - starts[end_index])
            root.add(Node(K.FRONT if front else K.BLOCK, (piece[0], offset), end=(end_index, end_offset)))
    sort_children(root)


def assign_eids(root: Node) -> None:
    """Give every node its eId: units by number, the rest by count, all unique."""
    taken: set[str] = set()
    counts: dict[tuple[str, K], int] = {}
    notes = _note_numbers(root)
    for node in root.walk():
        if node is root:
            continue
        prefix = _prefix(node, root)
        num = notes.get(node, node.num)
        if node in notes:
            pass
        elif node.kind in _NUMBERED_ALONE or not num:
            if node.kind is K.PART and node.prefix and not num:
                key = ("suppl", K.PART)
                counts[key] = counts.get(key, 0) + 1
                num = "suppl" if counts[key] == 1 else f"suppl-{counts[key]}"
            else:
                key = (prefix or "", node.kind)
                counts[key] = counts.get(key, 0) + 1
                while join(prefix, component(node.kind, counts[key])) in taken:
                    counts[key] += 1
                num = str(counts[key])
        node.eid = make_unique(join(prefix, component(node.kind, num)), taken)
        taken.add(node.eid)


def _note_numbers(root: Node) -> dict[Node, str]:
    """The printed numbers of the footnotes, where the document counts them through; else none."""
    printed = {}
    for node in root.walk():
        if node.kind is K.FOOTNOTE and (digits := node.label.translate(_PLAIN).strip("[]().* ")).isdecimal():
            printed[node] = str(int(digits))
    return printed if len(set(printed.values())) == len(printed) else {}


def _prefix(node: Node, root: Node) -> str | None:
    if node.kind in _NUMBERED_ALONE:
        return None
    parent = node.parent
    if parent is None or parent is root:
        return None
    if node.kind in BASIC and not node.quoted:
        above: Node | None = parent
        while above is not None and above is not root:
            if above.prefix:
                return above.eid
            above = above.parent
        return None
    return parent.eid or None


def provisions(
    root: Node, laid: Laid, paragraphs: Sequence[Paragraph], languages: Sequence[str]
) -> tuple[Provision, ...]:
    """Return the provisions of the tree in document order."""
    located = spans(root, laid)
    pages = page_spans(paragraphs, laid)
    starts = laid.offsets
    found: list[Provision] = []
    for node in (n for n in root.walk() if n is not root):
        start, end = located[node]
        if end <= start:
            continue
        language = node.language or languages[min(node.start[0], len(starts) - 1)]
        found.append(
            Provision(
                document_id="",
                eid=node.eid,
                kind=node.kind,
                start=start,
                end=end,
                language=language,
                ordinal=len(found),
                label=node.label,
                heading=node.heading,
                parent=node.parent.eid if node.parent is not None and node.parent is not root else None,
                pages=_pages_of(start, end, pages),
            )
        )
    return tuple(found)


def page_spans(paragraphs: Sequence[Paragraph], laid: Laid) -> tuple[PageSpan, ...]:
    """Return the pages of the laid-out text, without gaps."""
    begins: list[tuple[int, int]] = []
    for index, paragraph in enumerate(paragraphs):
        for offset, number in paragraph.pages():
            if not begins or begins[-1][1] != number:
                begins.append((laid.offsets[index] + offset, number))
    if not begins:
        return ()
    begins[0] = (0, begins[0][1])
    ends = [start for start, _ in begins[1:]] + [len(laid.text)]
    return tuple(PageSpan(number, start, end) for (start, number), end in zip(begins, ends, strict=True))


def _pages_of(start: int, end: int, pages: Sequence[PageSpan]) -> tuple[int, int] | None:
    touched = [page.number for page in pages if page.start < end and page.end > start]
    return (min(touched), max(touched)) if touched else None
