"""Cutting a document into passages: what the encoder sees, never across provisions, nothing twice.

A provision that fits whole is one passage, with what it contains. A longer one gives its own
stretches (the words that stand in none of its children), and its children in turn. Headings
and labels go to the context instead. The budget is what an encoder of 512 tokens reads well with a
context: 256 tokens by estimate. The estimate counts characters per script, measured with the
tokenizer of multilingual-e5-small on 150 NTREX sentences per language: one token is 4.1
characters of English, 3.3 of Arabic, 1.5 of Chinese, 1.8 of Korean, about 3 of the Indic scripts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from corpus.model import Passage, Provision, ProvisionKind

TOKEN_BUDGET = 256
_GROUPS = frozenset(
    {
        ProvisionKind.BOOK,
        ProvisionKind.PART,
        ProvisionKind.TITLE,
        ProvisionKind.CHAPTER,
        ProvisionKind.DIVISION,
        ProvisionKind.SCHEDULE,
    }
)
_HEADED = _GROUPS | {ProvisionKind.ARTICLE, ProvisionKind.SECTION}
# What is always found by itself, however short.
_SEPARATE = _HEADED | {
    ProvisionKind.RECITAL,
    ProvisionKind.FOOTNOTE,
    ProvisionKind.COVER,
    ProvisionKind.CONCLUSION,
}
# Characters per token by script, in the order in which they are tried; the rest is Latin.
_WEIGHTS = (
    (re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]"), 1 / 1.5),
    (re.compile(r"[\uac00-\ud7af]"), 1 / 1.6),
    (re.compile(r"[\u0590-\u08ff]"), 1 / 3.2),
    (re.compile(r"[\u0900-\u0dff\u0e80-\u109f\u1780-\u17ff]"), 1 / 3.0),
    (re.compile(r"[\u0370-\u058f\u0e00-\u0e7f]"), 1 / 3.5),
)
_PLAIN = 1 / 4.0  # no script takes fewer tokens for a character
_LONGEST_PIECE = int(TOKEN_BUDGET / _PLAIN) + 1  # characters
_SENTENCE_END = re.compile(
    r"(?<=[.!?;:…])[\"'”’»)\]]*\s+|(?<=[。！？；])[」』”）)]*|(?<=[।॥။។၏])\s*|(?<=[؟؛])\s*|\n+"
)
_SOFT_BREAK = re.compile(r"(?<=[,、，،])\s*|\s+|\u200b")
_CLOSES = " .:"
_LONGEST_TITLE, _LONGEST_HEADING = 90, 110


def estimate_tokens(text: str) -> float:
    """About how many tokens the encoder makes of ``text``.

    >>> round(estimate_tokens("drug control")), round(estimate_tokens("麻薬及び向精神薬"))
    (3, 5)
    """
    if text.isascii():
        return len(text) * _PLAIN
    tokens, counted = 0.0, 0
    for script, weight in _WEIGHTS:
        found = len(script.findall(text))
        tokens += found * weight
        counted += found
    return tokens + (len(text) - counted) * _PLAIN


def split(text: str, provisions: Sequence[Provision], title: str) -> tuple[Passage, ...]:
    """Return the passages of a document in order; ``id`` stays empty, ``document_id`` is the provisions'.

    No two overlap, none leaves its provision, and every letter of a provision that is not part
    of a label or heading lies in exactly one.
    """
    return tuple(_Splitter(text, provisions, title).run())


class _Splitter:
    def __init__(self, text: str, provisions: Sequence[Provision], title: str) -> None:
        self.text = text
        self.title = _shorten(title, _LONGEST_TITLE)
        self.children: dict[str | None, list[Provision]] = {}
        self.by_eid = {provision.eid: provision for provision in provisions}
        for provision in provisions:
            self.children.setdefault(provision.parent, []).append(provision)
        for siblings in self.children.values():
            siblings.sort(key=lambda p: (p.start, p.ordinal))
        self.separate = self._holders()

    def _holders(self) -> set[str]:
        """The provisions that contain one that must be a passage of its own."""
        found: set[str] = set()
        for provision in self.by_eid.values():
            if provision.kind not in _SEPARATE:
                continue
            above = provision.parent
            while above is not None and above not in found:
                found.add(above)
                above = self.by_eid[above].parent
        return found

    def run(self) -> Iterator[Passage]:
        for provision in self.children.get(None, []):
            yield from self._split(provision, [self.title] if self.title else [])

    def _split(self, provision: Provision, above: list[str]) -> Iterator[Passage]:
        begin = self._body(provision)
        name = self._name(provision)
        trail = [*above, name] if name else above
        children = self.children.get(provision.eid, [])
        mergeable = provision.kind not in _GROUPS and provision.eid not in self.separate
        if mergeable and estimate_tokens(self.text[begin : provision.end]) <= TOKEN_BUDGET:
            yield from self._passages(provision, begin, provision.end, trail)
            return
        at = begin
        for child in children:
            yield from self._passages(provision, at, max(at, child.start), trail)
            yield from self._split(child, trail)
            at = max(at, child.end)
        yield from self._passages(provision, at, provision.end, trail)

    def _body(self, provision: Provision) -> int:
        """Where the words of a provision begin, behind its label and heading."""
        at = provision.start
        if provision.label and self.text.startswith(provision.label, at):
            at += len(provision.label)
        if provision.heading:
            found = _find_heading(self.text, provision.heading, at, provision.end)
            if found is not None:
                at = found
        # What closes the number or the title ("Article 1.") is no word of the provision.
        while at < provision.end and at > provision.start and self.text[at] in _CLOSES:
            at += 1
        children = self.children.get(provision.eid, [])
        return min(at, children[0].start) if children else min(at, provision.end)

    def _name(self, provision: Provision) -> str:
        if provision.kind not in _HEADED:
            return ""
        return _shorten(
            " ".join(part for part in (provision.label.strip(" .:"), provision.heading) if part),
            _LONGEST_HEADING,
        )

    def _passages(self, provision: Provision, start: int, end: int, trail: list[str]) -> Iterator[Passage]:
        context = " › ".join([*trail[:1], *trail[1:][-3:]])
        for first, last in _pieces(self.text, start, end):
            yield Passage("", provision.document_id, provision.eid, first, last, provision.language, context)


def _find_heading(text: str, heading: str, at: int, end: int) -> int | None:
    """The end of ``heading`` if nothing but punctuation stands between ``at`` and it.

    A heading of several lines has been joined by spaces; then it is matched word by word.
    """
    pattern = r"\W*" + r"\W*\s*\W*".join(re.escape(word) for word in heading.split()) + r"[)）\]】]?"
    match = re.compile(pattern).match(text, at, min(end, at + len(heading) * 2 + 40))
    return match.end() if match else None


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut ``text[start:end]`` at sentence ends into pieces within the budget, without outer spaces."""
    start, end = _trim(text, start, end)
    if start >= end or not any(c.isalnum() for c in text[start:end]):
        return
    if estimate_tokens(text[start:end]) <= TOKEN_BUDGET:
        yield start, end
        return
    stops = [m.end() for m in _SENTENCE_END.finditer(text, start, end) if start < m.end() < end]
    stops.append(end)
    at = start
    while at < end:
        cut = _furthest(text, at, stops, end)
        if cut is None:
            soft = [m.end() for m in _SOFT_BREAK.finditer(text, at + 1, min(end, at + 3000)) if m.end() > at]
            cut = _furthest(text, at, soft, end) or _hard_cut(text, at, end)
        first, last = _trim(text, at, cut)
        if first < last and any(c.isalnum() for c in text[first:last]):
            yield first, last
        at = cut


def _furthest(text: str, at: int, stops: Sequence[int], end: int) -> int | None:
    """The last of the stops to which the text from ``at`` fits the budget."""
    best = None
    low = bisect_left(stops, at + 1)
    for place in range(low, len(stops)):
        stop = stops[place]
        # Nothing so long can fit; measuring the rest of a long text again and again would cost its square.
        if stop > end or stop - at > _LONGEST_PIECE or estimate_tokens(text[at:stop]) > TOKEN_BUDGET:
            break
        best = stop
    return best


def _hard_cut(text: str, at: int, end: int) -> int:
    """A cut in text without any place to break: where the budget ends, never before a combining mark."""
    size = max(
        1,
        int(
            TOKEN_BUDGET / max(estimate_tokens(text[at : at + 400]) / max(1, len(text[at : at + 400])), 0.01)
        ),
    )
    cut = min(end, at + size)
    while cut < end and not text[cut].isalnum() and not text[cut].isspace():
        cut += 1
    return max(cut, at + 1)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _shorten(text: str, longest: int) -> str:
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    cut = text.rfind(" ", 0, longest)
    return text[: cut if cut > longest // 2 else longest].rstrip(" ,;:(") + "…"
