"""The mentions of a document: each entity that its text names, in the innermost provision around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.entities.find import Match, find_entities
from corpus.model import Mention, Provision


def find_mentions(document_id: str, text: str, provisions: Sequence[Provision]) -> tuple[Mention, ...]:
    """Return what the provisions of a text name, in order.

    A provision's words are read in its own language. The whole text is read at once, so that a name
    that needs company ("CBD") finds it in the provisions beside it. What stands in no provision, or
    across the end of one, is left out.
    """
    ordered = sorted(provisions, key=lambda each: (each.start, -each.end, each.ordinal))
    mentions = [
        Mention(document_id, provision.eid, match.start, match.end, match.entity_id)
        for language in sorted({each.language for each in ordered})
        for match, provision in _innermost(find_entities(text, language), ordered)
        if provision.language == language
    ]
    return tuple(sorted(mentions, key=lambda each: (each.start, each.end, each.entity)))


def _innermost(matches: Sequence[Match], ordered: Sequence[Provision]) -> Iterator[tuple[Match, Provision]]:
    """Yield each match with the innermost provision that holds it."""
    open_: list[Provision] = []
    upcoming = iter(ordered)
    following = next(upcoming, None)
    for match in matches:
        while following is not None and following.start <= match.start:
            open_.append(following)
            following = next(upcoming, None)
        open_ = [each for each in open_ if each.end > match.start]
        # A provision that begins inside the words would have to share them.
        crossed = following is not None and following.start < match.end
        if open_ and not crossed and open_[-1].end >= match.end:
            yield match, open_[-1]
