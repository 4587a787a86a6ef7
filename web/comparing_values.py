"""A comparison as plain values: what the API gives, the command prints and the page shows."""

from __future__ import annotations

from typing import Any

from corpus.access import Access
from corpus.areas import load_codes
from corpus.languages import direction
from corpus.model import RANKS
from corpus.store import Store
from corpus.store.aligning import Alignment
from search.comparison.rows import Link, Row
from web.addresses import document_address
from web.comparing import (
    Column,
    Entry,
    Question,
    SideBySide,
    count,
    cut_pages,
    select_rows,
    within,
)
from web.filters import ParameterError


def describe(store: Store, found: SideBySide, question: Question, access: Access) -> dict[str, Any]:
    """Return one page of a comparison as plain values, as the API gives and the command prints it.

    Raises:
        ParameterError: there is no such page.
    """
    entries = select_rows(found, question)
    pages = cut_pages(entries)
    if question.page > len(pages):
        raise ParameterError(
            f"There is no page {question.page}; the last is {len(pages)}.",
            remedy="take an earlier one",
            field="page",
        )
    return {
        "documents": [describe_document(store, column, access) for column in found.columns],
        "order": _orders(found),
        "counts": count(found),
        "show": question.show,
        "area": question.area,
        "view": question.view,
        "total": len(entries),
        "page": question.page,
        "pages": len(pages),
        "rows": [describe_row(found, entry) for entry in pages[question.page - 1]],
    }


def describe_all(store: Store, found: SideBySide, access: Access) -> dict[str, Any]:
    """Return a whole comparison as plain values, in the order of the text."""
    entries = [Entry(number, row) for number, row in enumerate(found.rows, start=1)]
    return {
        "documents": [describe_document(store, column, access) for column in found.columns],
        "order": _orders(found),
        "counts": count(found),
        "rows": [describe_row(found, entry) for entry in entries],
    }


def _orders(found: SideBySide) -> list[dict[str, Any]]:
    return [
        {"documents": list(pair), "share": round(order, 3)} for pair, order in found.comparison.orders.items()
    ]


def describe_document(store: Store, column: Column, access: Access) -> dict[str, Any]:
    """Return what heads a column."""
    document = column.document
    account = store.instrument(document.instrument_id, access)
    return {
        "id": document.id,
        "title": document.title,
        "language": document.language,
        "direction": direction(document.language),
        "nature": document.nature.value,
        "version": document.version,
        "source": document.source,
        "instrument": {
            "id": account.id,
            "title": account.title,
            "kind": account.kind.value,
            "jurisdiction": account.jurisdiction,
            "year": account.year,
        },
        "permalink": document_address(document.id),
    }


def describe_row(found: SideBySide, entry: Entry) -> dict[str, Any]:
    """Return one row with its parts as plain values."""
    row = entry.row
    areas = found.areas_of(row)
    return {
        "row": entry.number,
        "under": entry.area,
        "cells": [
            {
                "provisions": [_name(column, eid) for eid in cell],
                "areas": [
                    {
                        "code": code,
                        "confirmed": any((eid, code) in column.confirmed for eid in within(column, cell)),
                    }
                    for code in load_codes()
                    if code in areas[number]
                ],
            }
            if cell
            else None
            for number, (column, cell) in enumerate(zip(found.columns, row.cells, strict=True))
        ],
        "links": [_link(found, link) for link in row.links],
        "parts": [
            {
                "cells": [
                    [_read(column, eid, strength) for eid in cell]
                    for column, cell, strength in zip(
                        found.columns, part.cells, _compare_strengths(found, part), strict=True
                    )
                ],
                "links": [_link(found, link) for link in part.links],
            }
            for part in row.parts
        ],
        "elsewhere": [_link(found, link) for link in row.elsewhere],
        "strength_differs": found.differs(row),
    }


def _compare_strengths(found: SideBySide, row: Row) -> list[str | None]:
    """For each cell: weaker or stronger than the first that commits, None where it is the same or silent."""
    strengths = found.strengths_of(row)
    first = next((strength for strength in strengths if strength is not None), None)
    result: list[str | None] = []
    for strength in strengths:
        if strength is None or first is None or strength is first:
            result.append(None)
        else:
            result.append("weaker" if RANKS[strength] < RANKS[first] else "stronger")
    return result


def _link(found: SideBySide, link: Link) -> dict[str, Any]:
    word = found.word_on(link)
    return {
        "a": {"column": link.a[0], "eid": link.a[1]},
        "b": {"column": link.b[0], "eid": link.b[1]},
        "score": round(link.score, 3),
        "reason": link.reason.value,
        "said": describe_word(word) if word else None,
    }


def describe_word(word: Alignment) -> dict[str, Any]:
    """Return what a person said as plain values."""
    return {
        "a": {"document": word.document_a, "eid": word.eid_a},
        "b": {"document": word.document_b, "eid": word.eid_b},
        "same": word.same,
        "by": word.by,
        "reason": word.reason,
        "at": word.at.isoformat(timespec="seconds"),
    }


def _name(column: Column, eid: str) -> dict[str, Any]:
    provision = column.provisions[eid]
    return {
        "eid": eid,
        "label": provision.label,
        "heading": provision.heading,
        "permalink": document_address(column.document.id, eid),
    }


def _read(column: Column, eid: str, against: str | None) -> dict[str, Any]:
    node, provision = column.nodes[eid], column.provisions[eid]
    strength = column.strengths.get(eid)
    return _name(column, eid) | {
        "text": "\n".join(column.document.text[start:end].strip() for start, end in node.spans),
        "spans": [list(span) for span in node.spans],
        "language": provision.language,
        "direction": direction(provision.language),
        "depth": node.depth,
        "strength": strength.value if strength else None,
        "against_first": against if strength else None,
    }
