"""A provision's own words (without its number, heading and children), cut into sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.model import Provision

Span = tuple[int, int]

_LEAD = re.compile(r"[\s.:;,\-–—_*\"«“”„'‘’()\[\]。．：、　]*")
# Abbreviations before a stop, so that "No. 5" is one sentence; a newline ends one only after a sign.
# Every branch begins with the sign itself, which is what makes the search fast.
_END = re.compile(
    r"[.!?](?<!\bart\.)(?<!\bno\.)(?<!\bnr\.)(?<!\babs\.)(?<!\bsec\.)(?<!\bpar\.)(?<!\bpara\.)(?<!\bst\.)"
    r"(?<!\bcap\.)(?<!\bodst\.)(?<!\bст\.)(?<!\bп\.)(?<!\bч\.)(?<!\bг\.)(?<!\bpkt\.)(?<![\s(.][^\W\d_]\.)"
    r"[.!?]*[»”\"')\]]*(?=[\s_]+[^\W\d_]|\s*\n|$)"
    r"|\.(?<=[^\W\d_]\.)(?=[A-ZÇĞİÖŞÜ][a-zçğıöşü])"
    r"|[;:»\-–—]\s*\n|[;؛؟।॥။།។](?=\s|$)|[。！？；]"
)
_LINE = re.compile(r"\n")


def begin(text: str, provision: Provision) -> int:
    """Where the words of a provision begin, after its number and heading."""
    at = provision.start + len(provision.label)
    for part in (provision.heading,):
        lead = _LEAD.match(text, at, provision.end)
        stop = lead.end() if lead else at
        if part and text.startswith(part, stop):
            at = stop + len(part)
        elif part and text.startswith(part, at):
            at += len(part)
    lead = _LEAD.match(text, at, provision.end)
    return min(lead.end() if lead else at, provision.end)


def own_spans(text: str, provision: Provision, children: Sequence[Provision]) -> list[Span]:
    """The stretches of a provision outside its children, the chapeau first (it may be empty)."""
    at = begin(text, provision)
    if not children:
        return [(at, provision.end)]
    spans = [(at, max(at, children[0].start))]
    ends = [*(child.start for child in children[1:]), provision.end]
    for child, end in zip(children, ends, strict=True):
        start = max(at, child.end)
        if end > start and text[start:end].strip():
            spans.append((start, end))
    return spans


def sentences(text: str, start: int, end: int, *, lines: bool) -> list[Span]:
    """The sentences of a stretch of text; ``lines``: every line is one (Thai has no full stop)."""
    pattern = _LINE if lines else _END
    spans: list[Span] = []
    at = start
    for match in pattern.finditer(text, start, end):
        spans.append((at, match.end()))
        at = match.end()
    if at < end:
        spans.append((at, end))
    return [(_skip_space(text, a, b), b) for a, b in spans if text[a:b].strip()]


def _skip_space(text: str, start: int, end: int) -> int:
    lead = _LEAD.match(text, start, end)
    return lead.end() if lead and lead.end() < end else start


def lower(text: str) -> str:
    """The text in lower case, character for character (so that spans stay true).

    >>> lower("İL")
    'il'
    """
    # A ruled line ("shall__") is no letter of the word before it.
    folded = text.replace("İ", "i").replace("_", " ").lower()
    if len(folded) == len(text):
        return folded
    return "".join(low if len(low := char.lower()) == 1 else char for char in text.replace("_", " "))
