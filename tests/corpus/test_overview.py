"""Hydrated hits and the pages by area."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import event

from corpus.access import Access
from corpus.model import AssignmentStatus, Nature
from corpus.store import Selection, Store
from tests.corpus.samples import FERNS, MOSSES, make_bundle

PUBLIC = Access.public()
PROPOSED, CONFIRMED, REJECTED = (
    AssignmentStatus.PROPOSED,
    AssignmentStatus.CONFIRMED,
    AssignmentStatus.REJECTED,
)


@contextmanager
def counted_queries(store: Store) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(store._engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(store._engine, "before_cursor_execute", note)


def test_a_hit_has_text_breadcrumb_and_areas(store: Store) -> None:
    bundle = make_bundle(assignments=(("art_1__para_2", "A3", PROPOSED), ("art_1__para_2", "A1", REJECTED)))
    store.put(bundle)
    key = bundle.document.id
    hits = store.provision_hits(
        [(key, "art_2"), (key, "nothing"), (key, "art_1__para_2"), ("none", "art_1")], PUBLIC
    )
    assert list(hits) == [(key, "art_2"), (key, "art_1__para_2")]
    hit = hits[key, "art_1__para_2"]
    assert hit.text == "2. Ferns are watered."
    assert [entry.eid for entry in hit.ancestors] == ["chp_1", "art_1"]
    assert [(entry.area, entry.status) for entry in hit.assignments] == [("A3", PROPOSED)]
    assert (hit.instrument.id, hit.document.source) == (FERNS.id, "ferns.txt")


def test_hits_of_a_document_read_anew_show_the_new_text(store: Store) -> None:
    bundle = make_bundle()
    key = bundle.document.id
    store.put(bundle, parser="1")
    assert store.provision_hits([(key, "chp_1")], PUBLIC)[key, "chp_1"].text == bundle.document.text
    shouted = replace(bundle, document=replace(bundle.document, text=bundle.document.text.upper()))
    store.put(shouted, parser="2")
    assert store.provision_hits([(key, "chp_1")], PUBLIC)[key, "chp_1"].text == bundle.document.text.upper()


def test_the_number_of_queries_does_not_grow_with_the_hits(store: Store) -> None:
    bundles = [make_bundle(source=f"{n}.txt") for n in range(12)]
    for bundle in bundles:
        store.put(bundle)
    pairs = [(bundle.document.id, entry.eid) for bundle in bundles for entry in bundle.provisions]
    with counted_queries(store) as few:
        store.provision_hits(pairs[2:3], PUBLIC)
    with counted_queries(store) as many:
        assert len(store.provision_hits(pairs[:25], PUBLIC)) == 25
    assert len(many) <= 7  # with the one that begins the transaction
    assert len(few) <= 7
    assert len(store.provision_hits(pairs, PUBLIC)) == 72


@pytest.fixture
def assigned(store: Store) -> Store:
    """Ferns in English, Kazakh and as an abstract; mosses in English."""
    store.put(
        make_bundle(
            assignments=(
                ("art_1", "A1", PROPOSED),
                ("art_2", "A1", PROPOSED),
                ("art_2__para_1", "A1", PROPOSED),
                ("art_1", "A10", CONFIRMED),
            )
        )
    )
    store.put(
        make_bundle(
            source="f-kk.txt",
            language="kk",
            assignments=(("art_1", "A1", CONFIRMED), ("art_2", "A1", REJECTED)),
        )
    )
    store.put(
        make_bundle(
            source="register:f", nature=Nature.ABSTRACT, assignments=(("art_1__para_1", "A2", CONFIRMED),)
        )
    )
    store.put(make_bundle(source="m.txt", instrument=MOSSES, assignments=(("art_1", "A1", PROPOSED),)))
    return store


def test_the_overview_counts_a_provision_once_over_its_versions(assigned: Store) -> None:
    overview = assigned.area_overview(PUBLIC)
    assert [entry.area for entry in overview] == ["A1", "A2", "A10"]
    # Of ferns: art_1 confirmed in Kazakh, art_2 rejected there, art_2__para_1 proposed.
    assert [(e.instrument.id, e.proposed, e.confirmed) for e in overview[0].instruments] == [
        (FERNS.id, 1, 1),
        (MOSSES.id, 1, 0),
    ]
    assert (overview[0].proposed, overview[0].confirmed) == (2, 1)


def test_an_area_page_shows_each_provision_once_in_the_wanted_language(assigned: Store) -> None:
    page = assigned.area_provisions("A1", PUBLIC, languages=("kk",))
    assert page.total == 3
    ferns, mosses = page.groups
    assert [(hit.provision.eid, hit.document.language) for hit in ferns.hits] == [
        ("art_1", "kk"),
        ("art_2__para_1", "en"),
    ]
    assert ferns.statuses == (CONFIRMED, PROPOSED)
    assert [hit.document.source for hit in mosses.hits] == ["m.txt"]
    english = assigned.area_provisions("A1", PUBLIC, languages=("en",))
    assert [hit.document.language for hit in english.groups[0].hits] == ["en", "en"]
    assert english.groups[0].statuses == (CONFIRMED, PROPOSED)


def test_an_area_page_is_cut_and_filtered(assigned: Store) -> None:
    def eids(**options: object) -> list[tuple[str, str]]:
        page = assigned.area_provisions("A1", PUBLIC, **options)  # type: ignore[arg-type]
        return [(group.instrument.title, hit.provision.eid) for group in page.groups for hit in group.hits]

    whole = eids()
    assert whole == [("Act on Ferns", "art_1"), ("Act on Ferns", "art_2__para_1"), ("Act on Mosses", "art_1")]
    assert [eids(limit=1, offset=n)[0] for n in range(3)] == whole
    assert eids(offset=3) == []
    assert eids(selection=Selection(instruments=(MOSSES.id,))) == whole[2:]
    assert eids(selection=Selection(statuses=(CONFIRMED,))) == whole[:1]
    assert eids(selection=Selection(statuses=(REJECTED,))) == [("Act on Ferns", "art_2")]
    assert assigned.area_provisions("A17", PUBLIC).total == 0


def test_superseded_versions_are_in_no_area(store: Store) -> None:
    store.put(make_bundle(assignments=(("art_1", "A1", CONFIRMED),)))
    store.put(make_bundle(("Article 1\n1. Changed.",)))
    assert store.area_overview(PUBLIC) == []
    assert store.area_provisions("A1", PUBLIC).total == 0
