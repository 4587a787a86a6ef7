"""How sure the language of each provision is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.model import Provision
from ingest.language import weigh
from ingest.source import SourceText
from ingest.structure import ParsedText


def rate_languages(source: SourceText, part: ParsedText, stated: str | None) -> ParsedText:
    """Return ``part`` with the confidence of each provision's language.

    It is the probability of that language over the provision's own paragraphs (those of no
    provision below it), weighted by their lengths; None where the source states the language.
    ``stated`` is what the catalogue says of the file.
    """
    lines = part.text.split("\n")
    default = stated.split("+")[0].strip() if stated and "+" not in stated else part.language
    shares = weigh(lines, default)
    starts = [0]
    for line in lines[:-1]:
        starts.append(starts[-1] + len(line) + 1)
    named = [
        (trace.start, trace.end) for trace in part.trace if source.blocks[trace.block].language is not None
    ]
    own = _own_spans(part.provisions)
    return replace(
        part,
        provisions=tuple(
            replace(
                provision, language_confidence=_rate(provision, own[provision.eid], starts, shares, named)
            )
            for provision in part.provisions
        ),
    )


def _own_spans(provisions: Sequence[Provision]) -> dict[str, list[tuple[int, int]]]:
    """What of each provision is in none below it; all of it where nothing else is left."""
    children: dict[str, list[Provision]] = {}
    for provision in provisions:
        if provision.parent is not None:
            children.setdefault(provision.parent, []).append(provision)
    spans = {}
    for provision in provisions:
        found, at = [], provision.start
        for child in sorted(children.get(provision.eid, ()), key=lambda c: c.start):
            if child.start > at:
                found.append((at, child.start))
            at = max(at, child.end)
        if provision.end > at:
            found.append((at, provision.end))
        spans[provision.eid] = found or [(provision.start, provision.end)]
    return spans


def _rate(
    provision: Provision,
    spans: Sequence[tuple[int, int]],
    starts: Sequence[int],
    shares: Sequence[Mapping[str, float]],
    named: Sequence[tuple[int, int]],
) -> float | None:
    weighed = total = 0.0
    for start, end in spans:
        place = bisect_left(named, (start, -1))
        nearest = named[max(0, place - 1) : place + 1]
        if any(begin < end and stop > start for begin, stop in nearest):
            return None
        index = max(0, bisect_left(starts, start + 1) - 1)
        while index < len(starts) and starts[index] < end:
            stop = starts[index + 1] - 1 if index + 1 < len(starts) else end
            length = min(end, stop) - max(start, starts[index])
            if length > 0:
                weighed += length * shares[index].get(provision.language, 0.0)
                total += length
            index += 1
    return round(min(1.0, weighed / total), 4) if total else None
