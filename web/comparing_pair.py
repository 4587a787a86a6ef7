"""Correcting a pairing: one provision, what it is paired with, and what a person says of that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corpus.errors import NotFoundError, UsageError
from corpus.languages import direction
from search.comparison.rows import Link, Row
from web.addresses import document_address
from web.comparing import SideBySide
from web.comparing_values import describe_word
from web.naming import first_words
from web.services import Services

SAID = ("same", "different", "undo")
"""What can be said of two provisions: counterparts, none, or that the last word is taken back."""

Place = tuple[str, str]


def correct(
    services: Services, one: Place, other: Place, said: str, by: str, reason: str
) -> dict[str, Any] | None:
    """Keep a word on two provisions, or take the newest back; return what is kept.

    Raises:
        UsageError: it is none of :data:`SAID`, or nobody is named.
        NotFoundError: a provision is absent, or may not be seen.
    """
    if said not in SAID:
        raise UsageError(
            f"'{said[:40]}' cannot be said of two provisions (say).", remedy=f"Say {', '.join(SAID)}."
        )
    if said == "undo":
        services.store.unalign(one, other, services.access)
        return None
    word = services.store.align(one, other, services.access, same=said == "same", by=by, reason=reason)
    return describe_word(word)


def describe_place(found: SideBySide, document: str, eid: str) -> dict[str, Any]:
    """Return a provision with its pairings and the words on it.

    Raises:
        NotFoundError: it is in none of the documents compared.
    """
    if document not in found.comparison.documents:
        raise NotFoundError("This document is not compared.", remedy="Choose a provision on the page.")
    number = found.comparison.documents.index(document)
    column = found.columns[number]
    if eid not in column.provisions:
        raise NotFoundError(f"There is no provision {eid[:60]!r} in it.", remedy="Choose one on the page.")
    provision = column.provisions[eid]
    links = {(link.a, link.b): link for link in _links(found.rows) if (number, eid) in (link.a, link.b)}
    return {
        "column": number,
        "document": document,
        "title": column.document.title,
        "eid": eid,
        "label": provision.label,
        "heading": provision.heading,
        "text": column.document.text[provision.start : provision.end].strip(),
        "language": provision.language,
        "direction": direction(provision.language),
        "nature": column.document.nature.value,
        "permalink": document_address(document, eid),
        "unit": eid in {unit.eid for unit in found.comparison.outlines[number].units},
        "links": [_describe(found, link, number) for link in links.values()],
        "words": [
            describe_word(word)
            for word in found.comparison.corrections
            if (document, eid) in ((word.document_a, word.eid_a), (word.document_b, word.eid_b))
        ],
    }


def choices_for(found: SideBySide, place: dict[str, Any]) -> list[dict[str, Any]]:
    """Return, per other document, the provisions that may be counterparts: units for a unit, else all."""
    choices = []
    for number, column in enumerate(found.columns):
        if number == place["column"]:
            continue
        outline = found.comparison.outlines[number]
        nodes = outline.units if place["unit"] else outline.nodes
        choices.append(
            {
                "document": column.document.id,
                "title": column.document.title,
                "language": column.document.language,
                "options": [
                    (f"{column.document.id}:{node.eid}", _name(found, number, node.eid)) for node in nodes
                ],
            }
        )
    return choices


def _links(rows: tuple[Row, ...] | Any) -> Iterator[Link]:
    for row in rows:
        yield from row.links
        yield from row.elsewhere
        for part in row.parts:
            yield from part.links


def _describe(found: SideBySide, link: Link, number: int) -> dict[str, Any]:
    at, eid = link.b if link.a[0] == number else link.a
    column = found.columns[at]
    provision = column.provisions[eid]
    word = found.word_on(link)
    return {
        "place": f"{column.document.id}:{eid}",
        "title": column.document.title,
        "name": _name(found, at, eid),
        "language": provision.language,
        "direction": direction(provision.language),
        "permalink": document_address(column.document.id, eid),
        "score": link.score,
        "reason": link.reason.value,
        "said": describe_word(word) if word else None,
    }


def _name(found: SideBySide, number: int, eid: str) -> str:
    column = found.columns[number]
    provision = column.provisions[eid]
    text = column.document.text[provision.start : min(provision.end, provision.start + 400)]
    return first_words(text, 90) or eid
